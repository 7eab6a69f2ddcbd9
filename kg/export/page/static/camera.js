"use strict";
// Where somebody looks: a point of the world in the middle of the screen, and CSS pixels a world unit. Plain numbers.
const Camera = (() => {
  const FARTHEST = 0.004;
  const CLOSEST = 6;
  const FITTED = 1.25; // a small graph is not blown up
  const MARGIN_PX = 26;
  const LETTER = 3.6; // half of what a letter of a name takes at the middle zoom
  const LINE = 16;
  const NAMES_KEEP = 0.3; // names shrink with this power of the zoom, so that the farther one is the wider they are to nodes
  const TURNS = 3; // zoom and width of names depend on each other

  const held = (scale) => Math.min(CLOSEST, Math.max(FARTHEST, scale));
  const at = (x, y, scale) => Object.freeze({ x, y, scale: held(scale) });

  // The part of the world that is seen, and some more around it: `more` times the width and the height.
  function view({ x, y, scale }, { width, height }, more = 1) {
    const [across, down] = [(width * more) / 2 / scale, (height * more) / 2 / scale];
    return { scale, left: x - across, top: y - down, right: x + across, bottom: y + down };
  }

  const toScreen = (camera, size, x, y) => ({ x: (x - camera.x) * camera.scale + size.width / 2, y: (y - camera.y) * camera.scale + size.height / 2 });
  const toWorld = (camera, size, x, y) => ({ x: (x - size.width / 2) / camera.scale + camera.x, y: (y - size.height / 2) / camera.scale + camera.y });

  const panned = (camera, dx, dy) => at(camera.x - dx / camera.scale, camera.y - dy / camera.scale, camera.scale);

  // Nearer or farther, while what lies under (x, y) stays there.
  function zoomed(camera, size, factor, x, y) {
    const under = toWorld(camera, size, x, y);
    const scale = held(camera.scale * factor);
    return at(under.x - (x - size.width / 2) / scale, under.y - (y - size.height / 2) / scale, scale);
  }

  const BOW = [0.25, 0.5, 0.75]; // the parts of a run that may lie outside its ends

  function widen(box, { x, y }) {
    box.left = Math.min(box.left, x - LINE);
    box.top = Math.min(box.top, y - LINE);
    box.right = Math.max(box.right, x + LINE);
    box.bottom = Math.max(box.bottom, y + LINE);
  }

  // Left, top, right, bottom of nodes with their names, and of what runs in a bow between them; `letters` is how large
  // names are written, in world units, beside those of the middle zoom.
  function bounds(nodes, runs = [], letters = 1) {
    const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    for (const { x, y, r, label } of nodes) {
      const lines = String(label).split("\n");
      const half = Math.max(r, Math.max(...lines.map((line) => Math.min(line.length, 18))) * LETTER * letters);
      box.left = Math.min(box.left, x - half);
      box.top = Math.min(box.top, y - r);
      box.right = Math.max(box.right, x + half);
      box.bottom = Math.max(box.bottom, y + r + LINE * letters * lines.length);
    }
    for (const run of runs) for (const t of BOW) widen(box, Geometry.point(run, t));
    return box;
  }

  // What lies over the screen at its edges, in CSS pixels.
  const OPEN = Object.freeze({ left: 0, top: 0, right: 0, bottom: 0 });

  // A camera that sees all of the nodes and runs in what is not covered.
  function fitting({ nodes, runs = [] }, { width, height }, insets = OPEN) {
    const across = width - insets.left - insets.right - 2 * MARGIN_PX;
    const down = height - insets.top - insets.bottom - 2 * MARGIN_PX;
    let [box, scale] = [null, 1];
    for (let turn = 0; turn < TURNS; turn += 1) {
      box = bounds(nodes, runs, Math.max(1, Math.pow(scale, NAMES_KEEP - 1)));
      scale = held(Math.min(across / (box.right - box.left), down / (box.bottom - box.top), FITTED));
    }
    return centred({ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }, scale, insets);
  }

  // A camera that has a place of the world in the middle of what is not covered.
  const centred = ({ x, y }, scale, insets = OPEN) =>
    at(x + (insets.right - insets.left) / 2 / scale, y + (insets.bottom - insets.top) / 2 / scale, scale);

  return Object.freeze({ FITTED, bounds, at, view, toScreen, toWorld, panned, zoomed, fitting, centred });
})();
