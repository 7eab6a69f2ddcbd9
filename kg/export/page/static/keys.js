"use strict";
// The keyboard: the drawing walked by arrow keys, and one-letter shortcuts wherever nothing is being typed.
const Keys = (() => {
  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const ZOOM = 1.25;
  const typing = (element) => element.closest("input, textarea, select, dialog") !== null;

  // The node that lies most nearly that way: near, and not far off the line.
  function towards(nodes, from, [dx, dy]) {
    let [best, least] = [null, Infinity];
    for (const node of nodes) {
      const [x, y] = [node.x - from.x, node.y - from.y];
      const along = x * dx + y * dy;
      const aside = Math.abs(x * dy) + Math.abs(y * dx);
      if (node === from || along <= 0 || aside > 2 * along) continue;
      if (along + 2 * aside < least) [best, least] = [node, along + 2 * aside];
    }
    return best;
  }

  // Neighbours first; where none lies that way, whatever does.
  function next({ nodes, edges }, from, way) {
    const near = new Set(edges.filter(({ from: one, to: other }) => one === from.id || other === from.id).flatMap(({ from: one, to: other }) => [one, other]));
    return towards(nodes.filter(({ id }) => near.has(id)), from, way) ?? towards(nodes, from, way);
  }

  const hereIn = ({ nodes }) => nodes.find(({ picked }) => picked);

  // Into the panel, or into the community where one stands.
  function enter(parts) {
    const here = hereIn(parts.scene());
    if (here && Groups.isClosed(here)) parts.pick(here.id, "node");
    else document.querySelector("#panel:not([hidden])")?.focus();
  }

  function step(parts, way) {
    const scene = parts.scene();
    const here = hereIn(scene);
    const first = [...scene.nodes].sort((one, other) => other.rank - one.rank)[0];
    const found = here ? next(scene, here, way) : first;
    if (!found) return;
    if (Groups.isClosed(found)) parts.stand(found.id);
    else parts.pick(found.id, "node");
  }

  function zoom({ drawing }, factor) {
    const { x, y, scale } = drawing.camera();
    drawing.look({ x, y, scale: scale * factor });
  }

  const focusHere = (parts) => {
    const here = parts.scene().nodes.find(({ picked, id }) => picked && id.startsWith("n"));
    if (here) parts.focusOn(parts.keyOf(here.id));
  };

  const inDrawing = { Enter: enter };
  const ofDrawing = {
    f: focusHere,
    "+": (parts) => zoom(parts, ZOOM), "=": (parts) => zoom(parts, ZOOM), "-": (parts) => zoom(parts, 1 / ZOOM),
    0: ({ fit }) => fit(),
  };
  const anywhere = {
    "/": () => document.getElementById("search").focus(),
    "[": ({ visits }) => visits.go(-1),
    "]": ({ visits }) => visits.go(1),
    t: ({ go, state }) => go({ mode: state().mode === "table" ? "graph" : "table" }),
    "?": () => document.getElementById("help").showModal(),
    Escape: ({ go, state, scene }) => {
      if (state().picked || hereIn(scene())) go({ picked: "" });
      else if (state().focus || state().path) go({ focus: "", path: null, depth: 1 });
    },
  };

  function listen(graph, parts) {
    document.addEventListener("keydown", (event) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      const way = event.target === graph && WAYS[event.key];
      const act = way ? () => step(parts, way) : (event.target === graph && inDrawing[event.key]) || (!graph.hidden && ofDrawing[event.key]) || anywhere[event.key];
      if (!act) return;
      event.preventDefault();
      act(parts);
    });
  }
  return Object.freeze({ listen, zoom, ZOOM });
})();
