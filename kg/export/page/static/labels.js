"use strict";
// Which labels can be read beside each other at this zoom, and where: hubs first. It draws none, and hides what does not fit.
const Labels = (() => {
  const FACE = 'system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif';
  const LINE = 1.18;
  const CELL_PX = 64;
  const RULER_PX = 100;
  const NODE_PX = { least: 10, base: 12, most: 17, chars: 18, lines: 3 };
  const COMMUNITY_PX = { ...NODE_PX, lines: 5 };
  const EDGE_PX = { least: 9.5, base: 11.5, most: 13, chars: 18, lines: 2 };
  const SMALLEST_R = 9;
  const LARGEST_R = 26;
  const MIN_OBSTACLE_PX = 4.5;
  const CROWD = 250; // from so many nodes in view on, labels keep more room to themselves
  const CROWD_AREA_PX = 9000;
  const THRONG = 3000; // and from so many on, more still: names are landmarks then
  const THRONG_AREA_PX = 20000;
  const MOST_TRIED = 1500;
  const MOST_BOLD = 20;
  const MIN_EDGE_SCALE = 0.28;
  const SPOTS = [0.5, 0.42, 0.58, 0.34, 0.66];

  const widths = new Map();
  const broken = new Map();
  let ruler = null;

  const font = (size, bold = false) => `${bold ? "600 " : ""}${size}px ${FACE}`;
  const between = (low, value, high) => Math.min(high, Math.max(low, value));

  // How wide a line is at a size; measured once.
  function width(line, size, bold) {
    const key = bold ? `*${line}` : line;
    let wide = widths.get(key);
    if (wide === undefined) {
      ruler ??= document.createElement("canvas").getContext("2d");
      ruler.font = font(RULER_PX, bold);
      wide = ruler.measureText(line).width / RULER_PX;
      widths.set(key, wide);
    }
    return wide * size;
  }

  // The lines of a label, cut with an ellipsis when they are too many.
  function wrap(text, chars, most) {
    const key = `${chars} ${most} ${text}`;
    if (!broken.has(key)) broken.set(key, cut(String(text).split("\n").flatMap((line) => fill(line, chars)), chars, most));
    return broken.get(key);
  }

  function fill(text, chars) {
    const lines = [""];
    for (const word of text.trim().split(/\s+/u).flatMap((long) => chopped(long, chars))) {
      const last = lines.length - 1;
      if (lines[last] && lines[last].length + 1 + word.length > chars) lines.push(word);
      else lines[last] += (lines[last] ? " " : "") + word;
    }
    return lines;
  }

  // A word longer than a line, in pieces; never between the halves of one character.
  function chopped(word, chars) {
    if (word.length <= chars + 4) return [word];
    const letters = [...word];
    return Array.from({ length: Math.ceil(letters.length / chars) }, (_, at) => letters.slice(at * chars, (at + 1) * chars).join(""));
  }

  function cut(lines, chars, most) {
    if (lines.length <= most) return lines;
    const last = lines[most - 1];
    return [...lines.slice(0, most - 1), `${[...last].slice(0, chars - 1).join("").trimEnd()}…`];
  }

  // Sizes in CSS pixels: labels grow and shrink less than the graph does, and never below what can be read.
  function nodeSize(node, scale) {
    const weight = between(0, (node.r - SMALLEST_R) / (LARGEST_R - SMALLEST_R), node.count > 0 ? 0.4 : 1);
    const base = NODE_PX.base + weight * (NODE_PX.most - NODE_PX.base);
    return between(NODE_PX.least + weight * 4, base * Math.pow(scale, 0.3), base * 1.5);
  }
  const edgeSize = (scale) => between(EDGE_PX.least, EDGE_PX.base * Math.pow(scale, 0.25), EDGE_PX.most);
  const isBold = (node, before) => Boolean(node.picked) || node.count > 0 || (node.r >= 20 && before < MOST_BOLD);

  // Boxes on the screen that are taken, found again by the cells that they touch.
  function makeTaken(view) {
    const [wide, high] = [(view.right - view.left) * view.scale, (view.bottom - view.top) * view.scale];
    const cells = new Map();
    const each = ([left, top, right, bottom], visit) => {
      for (let row = Math.floor(top / CELL_PX); row <= Math.floor(bottom / CELL_PX); row += 1) {
        for (let column = Math.floor(left / CELL_PX); column <= Math.floor(right / CELL_PX); column += 1) {
          if (visit(row * 65536 + column)) return true;
        }
      }
      return false;
    };
    const meets = (box, other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3] && box[4] !== other[4];
    const blocks = (box, other, lenient) => !(lenient && other[5]) && meets(box, other);
    return {
      whole: (box) => box[0] >= 0 && box[1] >= 0 && box[2] <= wide && box[3] <= high,
      // `lenient`: where nothing but nodes is in the way.
      free: (box, lenient) => !each(box, (key) => cells.get(key)?.some((other) => blocks(box, other, lenient))),
      take: (box) => each(box, (key) => { if (!cells.get(key)?.push(box)) cells.set(key, [box]); }),
    };
  }

  // A label's lines and how much room they need, in CSS pixels.
  function measured(text, size, bold, rule) {
    const lines = wrap(text, rule.chars, rule.lines);
    return { lines, size, bold, wide: Math.max(...lines.map((line) => width(line, size, bold))), high: lines.length * size * LINE };
  }

  // Where a node's label may stand, best first: below, above, right, left. The middle of each, on the screen.
  function nodeSpots(label, x, y, r) {
    const [up, aside] = [r + 3 + label.high / 2, r + 5 + label.wide / 2];
    return [[x, y + up], [x, y - up], [x + aside, y], [x - aside, y]];
  }

  const boxed = (label, [x, y], pad, owner) =>
    [x - label.wide / 2 - pad, y - label.high / 2 - pad / 3, x + label.wide / 2 + pad, y + label.high / 2 + pad / 3, owner];

  // Takes the first free of several spots for a label, whole on the screen if it can stand so; null when there is none.
  function settle(label, spots, pad, owner, taken, forced, lenient = false) {
    const free = spots.filter((spot) => taken.free(boxed(label, spot, pad, owner), lenient));
    const spot = free.find((each) => spots.indexOf(each) < 2 && taken.whole(boxed(label, each, 0, owner))) ?? free[0];
    if (spot) {
      taken.take(boxed(label, spot, pad, owner));
      return spot;
    }
    if (!forced) return null;
    taken.take(boxed(label, spots[0], pad, owner));
    return spots[0];
  }

  const onScreen = (view, x, y) => [(x - view.left) * view.scale, (y - view.top) * view.scale];

  // A label in world units, as Paint.labels takes it; (x, y) is its middle.
  const placed = (of, label, [x, y], view) => ({
    of, lines: label.lines, bold: label.bold, size: label.size / view.scale, wide: label.wide / view.scale, x: x / view.scale + view.left, y: y / view.scale + view.top,
  });

  function nodeLabels(nodes, view, taken) {
    const crowded = nodes.length > CROWD;
    const area = (view.right - view.left) * (view.bottom - view.top) * view.scale * view.scale;
    const room = area / (nodes.length > THRONG ? THRONG_AREA_PX : CROWD_AREA_PX);
    const most = crowded ? Math.max(12, room) : Infinity;
    const found = [];
    for (const node of nodes.slice(0, MOST_TRIED)) {
      if (found.length >= most) break;
      if (node.faded && !node.picked) continue;
      const name = nodeLabel(node, view, taken, crowded, found.length);
      if (name) found.push(name);
    }
    return found;
  }

  function nodeLabel(node, view, taken, crowded, before) {
    const label = measured(node.label || "?", nodeSize(node, view.scale), isBold(node, before), node.count > 0 ? COMMUNITY_PX : NODE_PX);
    const [x, y] = onScreen(view, node.x, node.y);
    const spots = nodeSpots(label, x, y, node.r * view.scale);
    const pad = crowded ? 8 : 3;
    const spot = settle(label, spots, pad, node.id, taken, node.picked) ?? (label.bold && !node.count ? settle(label, spots, pad, node.id, taken, false, true) : null);
    return spot && placed(node, label, spot, view);
  }

  // Names keep clear of the nodes that are large enough to be seen.
  function standNodes(nodes, view, taken) {
    for (const node of nodes) {
      const r = node.r * view.scale;
      if (r < MIN_OBSTACLE_PX || node.faded) continue;
      const [x, y] = onScreen(view, node.x, node.y);
      taken.take([x - r, y - r, x + r, y + r, node.id, true]);
    }
  }

  // On the line, its middle first; beside the outermost point of a loop, which a label would hide.
  function edgeSpots(run, label, view) {
    const spots = (run.round ? [0.5] : SPOTS).map((t) => Geometry.point(run, t)).map(({ x, y }) => onScreen(view, x, y));
    return run.round ? spots.map(([x, y]) => [x + label.wide / 2 + 3, y]) : spots;
  }

  function edgeLabels(strands, view, taken) {
    const size = edgeSize(view.scale);
    const most = strands.length > CROWD ? CROWD : Infinity;
    const found = [];
    for (const { edge, run } of strands) {
      if (found.length >= most) break;
      if (!edge.label || edge.faded || (view.scale < MIN_EDGE_SCALE && !edge.picked)) continue;
      if (Geometry.length(run) * view.scale < 34 && !edge.picked) continue;
      const label = measured(edge.label, size, Boolean(edge.picked), EDGE_PX);
      const spot = settle(label, edgeSpots(run, label, view), 2, `edge ${edge.id}`, taken, edge.picked);
      if (spot) found.push(placed(edge, label, spot, view));
    }
    return found;
  }

  // The edges that may have a label, first those that matter most; only what is picked, far out and where lines crowd.
  function labelled(strands, view) {
    const far = view.scale < MIN_EDGE_SCALE;
    const shown = strands.filter((strand) => (!far || strand.edge.picked) && Geometry.shows(strand, view) && Geometry.touches(strand, view));
    const some = shown.length > MOST_TRIED ? shown.filter(({ edge }) => edge.picked) : shown;
    return Geometry.ranked(some, ({ edge }) => edge).slice(0, MOST_TRIED);
  }

  // Labels for what a plotted scene shows in a view: {scale, left, top, right, bottom} in world units, scale in CSS pixels a unit.
  function choose(plotted, view) {
    const taken = makeTaken(view);
    const nodes = Geometry.ranked(plotted.nodes.filter((node) => Geometry.holds(view, node)));
    standNodes(nodes, view, taken);
    const names = nodeLabels(nodes, view, taken);
    return { nodes: names, edges: edgeLabels(labelled(plotted.strands, view), view, taken) };
  }

  // The label of one node or edge as it stands alone: for what the pointer rests on.
  function ofNode(node, r, view) {
    const label = measured(node.label || "?", nodeSize(node, view.scale), true, NODE_PX);
    const [x, y] = onScreen(view, node.x, node.y);
    return placed(node, label, nodeSpots(label, x, y, r * view.scale)[0], view);
  }

  function ofEdge({ edge, run }, view) {
    const label = measured(edge.label, edgeSize(view.scale), true, EDGE_PX);
    return placed(edge, label, edgeSpots(run, label, view)[0], view);
  }

  // The node or edge whose label, of those chosen, lies at a place of the world.
  function under(list, x, y) {
    const found = list.find(({ wide, size, lines, x: middle, y: height }) =>
      Math.abs(x - middle) <= wide / 2 && Math.abs(y - height) <= (lines.length * size * LINE) / 2);
    return found?.of ?? null;
  }

  return Object.freeze({ under, FACE, LINE, font, width, wrap, choose, ofNode, ofEdge });
})();
