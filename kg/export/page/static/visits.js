"use strict";
// Back and forward through what was looked at, in step with the browser's own history where that lets a page write
// to it; a frame without an origin may not, and goes by its own list.
const Visits = (() => {
  // `onArrive(hash)` is called when somebody went somewhere other than by `record`.
  function make(onArrive, start) {
    const visited = []; // with gaps after a reload: the browser still knows what came before
    let at = history.state?.visit ?? 0;
    visited[at] = start;
    let bound = null; // where the browser was asked to go, until it is there: a slow one may be asked again before
    let linked = write("replaceState", start);

    function write(how, hash) {
      try {
        history[how]({ visit: at }, "", `#${hash}`);
        return true;
      } catch {
        return false;
      }
    }

    function record(hash) {
      if (hash === visited[at]) return;
      bound = null;
      visited.splice((at += 1), Infinity, hash);
      linked = write("pushState", hash) && linked;
    }

    function go(steps) {
      if (!can(steps)) return;
      if (!linked) { onArrive(visited[(at += steps)]); return; }
      bound = (bound ?? at) + steps;
      history.go(steps);
    }

    function can(steps) {
      const there = (bound ?? at) + steps;
      return there >= 0 && there < visited.length && (linked || visited[there] !== undefined);
    }

    window.addEventListener("popstate", ({ state }) => {
      const hash = location.hash.slice(1);
      const before = at;
      if (Number.isInteger(state?.visit)) at = state.visit;
      else visited.splice((at += 1), Infinity, hash); // somebody wrote another address
      visited[at] = hash;
      if (!Number.isInteger(state?.visit)) write("replaceState", hash);
      if (at === bound || Math.abs(bound - at) >= Math.abs(bound - before)) bound = null; // there, or elsewhere
      onArrive(hash);
    });
    return Object.freeze({ record, go, can });
  }
  return Object.freeze({ make });
})();
