"use strict";
// Back and forward through what was looked at, in step with the browser's own history where that lets a page write
// to it; a frame without an origin may not, and goes by its own list.
const Visits = (() => {
  // `onArrive(hash)` is called when somebody went somewhere other than by `record`.
  function make(onArrive, start) {
    const visited = []; // with gaps after a reload: the browser still knows what came before
    let at = history.state?.visit ?? 0;
    visited[at] = start;
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
      visited.splice((at += 1), Infinity, hash);
      linked = write("pushState", hash) && linked;
    }

    function go(steps) {
      if (!can(steps)) return;
      if (linked) history.go(steps);
      else onArrive(visited[(at += steps)]);
    }

    const can = (steps) => at + steps >= 0 && at + steps < visited.length && (linked || visited[at + steps] !== undefined);

    window.addEventListener("popstate", ({ state }) => {
      const hash = location.hash.slice(1);
      if (Number.isInteger(state?.visit)) at = state.visit;
      else visited.splice((at += 1), Infinity, hash); // somebody wrote another address
      visited[at] = hash;
      if (!Number.isInteger(state?.visit)) write("replaceState", hash);
      onArrive(hash);
    });
    return Object.freeze({ record, go, can });
  }
  return Object.freeze({ make });
})();
