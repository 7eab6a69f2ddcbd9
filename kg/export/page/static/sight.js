"use strict";
// What of the drawing can be seen: what lies over it, and how what is picked comes out from beneath.
const Sight = (() => {
  const PAIR_PX = 190; // between two entities, so that the edges between them can be read
  const CLOSE = 1.8, LEGIBLE = 0.6; // no nearer for the sake of a pair; no farther for the sake of one
  const RIM_PX = 24, MARGIN_PX = 60; // what lies nearer to the rim is not seen; what is brought in lies so far from it
  const SMALL = 0.45; // of the width and the height of the drawing
  const TOP_PX = 34, BOTTOM_PX = 30; // chips and buttons
  const DOUBLE_MS = 380; // a second click may come: nothing slides away beneath the mouse before

  // CSS pixels at each side of the drawing that something covers: the panel stands beside it or, on a phone, below; a bar above.
  function insets(graph, panel, bar) {
    const [over, under] = [panel, graph].map((each) => each.getBoundingClientRect());
    const open = over.width > 0;
    const beside = open && over.left > under.left + 1;
    return {
      left: 0, top: Math.max(TOP_PX, bar.getBoundingClientRect().bottom - under.top), right: beside ? Math.max(under.right - over.left, 0) : 0,
      bottom: open && !beside ? Math.max(under.bottom - over.top, BOTTOM_PX) : BOTTOM_PX,
    };
  }

  function isSeen(drawing, { id }, { top, right, bottom }) {
    const { x, y } = drawing.spot(id);
    const { width, height } = drawing.size();
    return x > RIM_PX && y > Math.max(top, RIM_PX) && x < width - right - RIM_PX && y < height - bottom - RIM_PX;
  }

  // How near two nodes may be so that both are seen beside what lies over the drawing.
  function nearest(drawing, first, last, { left, top, right, bottom }) {
    const { width, height } = drawing.size();
    const free = [width - left - right - 2 * RIM_PX, height - top - bottom - 2 * RIM_PX];
    const apart = [Math.abs(first.x - last.x), Math.abs(first.y - last.y)];
    return Math.min(...free.map((room, axis) => Math.max(room, RIM_PX) / Math.max(apart[axis], 1)));
  }

  // Whether what there is lies small in a corner, or out of sight: where it can be shown larger.
  function isLost(drawing, nodes, covered) {
    if (!nodes.length) return false;
    const { width, height } = drawing.size();
    const box = Camera.bounds(nodes);
    const { scale } = drawing.camera();
    const small = (box.right - box.left) * scale < width * SMALL && (box.bottom - box.top) * scale < height * SMALL;
    return (small && scale < Camera.FITTED) || !nodes.every((node) => isSeen(drawing, node, covered));
  }

  // Moves the camera so that the nodes are seen: one, or two with what ties them. As little as that takes.
  function bring(drawing, nodes, covered) {
    if (!nodes.length) return;
    const { scale } = drawing.camera();
    const [first, last] = [nodes[0], nodes.at(-1)];
    const apart = Math.hypot(first.x - last.x, first.y - last.y);
    const alone = first.count ? scale : LEGIBLE; // a community is made to be read from afar
    const legible = Math.max(scale, apart ? Math.min(PAIR_PX / apart, CLOSE) : alone);
    const wanted = apart ? Math.min(legible, nearest(drawing, first, last, covered)) : legible;
    if (wanted > scale) drawing.look(Camera.centred({ x: (first.x + last.x) / 2, y: (first.y + last.y) / 2 }, wanted, covered));
    else if (!nodes.every((node) => isSeen(drawing, node, covered))) slide(drawing, nodes, covered);
  }

  // As far as it takes, and no farther; into the middle where there is not room enough.
  function slide(drawing, nodes, covered) {
    const { width, height } = drawing.size();
    const spots = nodes.map(({ id }) => drawing.spot(id));
    const push = (axis, low, high) => {
      const [least, most] = [Math.min(...spots.map((spot) => spot[axis])), Math.max(...spots.map((spot) => spot[axis]))];
      if (most - least > high - low) return (least + most - low - high) / 2;
      return Math.min(least - low, 0) + Math.max(most - high, 0);
    };
    const { x, y, scale } = drawing.camera();
    const across = push("x", MARGIN_PX, width - covered.right - MARGIN_PX);
    const down = push("y", Math.max(covered.top + RIM_PX, MARGIN_PX), height - covered.bottom - MARGIN_PX);
    drawing.look({ x: x + across / scale, y: y + down / scale, scale });
  }

  return Object.freeze({ insets, bring, isLost, DOUBLE_MS });
})();
