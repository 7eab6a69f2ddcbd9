"use strict";
// Which labels can be read beside each other at this zoom, and where: hubs first. It draws none, and hides what does not fit.
const Labels = (() => {
  const FACE = 'system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif';
  const LINE = 1.18;
  const RULER_PX = 100;
  const NODE_PX = { least: 10, base: 12, most: 17, chars: 18, lines: 3 };
  const COMMUNITY_PX = { ...NODE_PX, lines: 5 };
  const EDGE_PX = { least: 9.5, base: 11.5, most: 13, chars: 18, lines: 2 };
  const NARROW_PX = { ...EDGE_PX, chars: 10, lines: 3 };
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
  const MIN_EDGE_PX = 34;
  const MOST_MOVED_FOR = 60; // edges so heavy that a name makes way for their labels
  const SPOTS = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8];

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

  // A label's lines and how much room they need, in CSS pixels.
  function measured(text, size, bold, rule) {
    const lines = wrap(text, rule.chars, rule.lines);
    return { lines, size, bold, wide: Math.max(...lines.map((line) => width(line, size, bold))), high: lines.length * size * LINE };
  }

  // Where a node's label may stand, best first: below, above, right, left, then at the corners. The middle of each.
  function nodeSpots(label, x, y, r) {
    const [up, aside] = [r + 3 + label.high / 2, r + 5 + label.wide / 2];
    const [rise, lean] = [r * 0.7 + 2 + label.high / 2, r * 0.7 + 4 + label.wide / 2];
    const corners = [[lean, rise], [-lean, rise], [lean, -rise], [-lean, -rise]];
    return [[x, y + up], [x, y - up], [x + aside, y], [x - aside, y], ...corners.map(([across, down]) => [x + across, y + down])];
  }

  const boxed = (label, [x, y], pad, owner) =>
    [x - label.wide / 2 - pad, y - label.high / 2 - pad / 3, x + label.wide / 2 + pad, y + label.high / 2 + pad / 3, owner];

  // A label where it stands: it takes its box, and may be asked to move as long as nobody insists on it.
  function seated(label, spot, { pad, owner }, room) {
    const seat = { ...label, spot, box: boxed(label, spot, pad, owner) };
    room.take(seat.box);
    return seat;
  }

  // Takes the first free of several spots for a label, whole on the screen if it can stand so; null when there is none.
  function settle(label, spots, rule, room, lenient = false) {
    const free = spots.filter((spot) => room.free(boxed(label, spot, rule.pad, rule.owner), lenient));
    const spot = free.find((each) => spots.indexOf(each) < 2 && room.whole(boxed(label, each, 0, rule.owner))) ?? free[0];
    return spot ? seated(label, spot, rule, room) : null;
  }

  const onScreen = (view, x, y) => [(x - view.left) * view.scale, (y - view.top) * view.scale];

  // A label in world units, as Paint.labels takes it; (x, y) is its middle.
  const placed = (of, label, [x, y], view) => ({
    of, lines: label.lines, bold: label.bold, size: label.size / view.scale, wide: label.wide / view.scale, x: x / view.scale + view.left, y: y / view.scale + view.top,
  });

  function mostNames(nodes, view) {
    if (nodes.length <= CROWD) return Infinity;
    const area = (view.right - view.left) * (view.bottom - view.top) * view.scale * view.scale;
    return Math.max(12, area / (nodes.length > THRONG ? THRONG_AREA_PX : CROWD_AREA_PX));
  }

  // Names of some of the nodes in view, `before` of which have theirs already.
  function nodeSeats(some, { crowded, most, view, room }, before = 0) {
    const found = [];
    for (const node of some.slice(0, MOST_TRIED)) {
      if (before + found.length >= most) break;
      const seat = nodeSeat(node, view, room, crowded, before + found.length);
      if (seat) found.push(seat);
    }
    return found;
  }

  function nodeSeat(node, view, room, crowded, before) {
    const label = measured(node.label || "?", nodeSize(node, view.scale), isBold(node, before), node.count > 0 ? COMMUNITY_PX : NODE_PX);
    const [x, y] = onScreen(view, node.x, node.y);
    const spots = nodeSpots(label, x, y, node.r * view.scale);
    const rule = { pad: crowded ? 8 : 3, owner: node.id };
    const seat = settle(label, spots, rule, room)
      ?? (label.bold && !node.count && !node.faded ? settle(label, spots, rule, room, true) : null)
      ?? (node.picked ? seated(label, spots[0], rule, room) : null);
    return seat && Object.assign(seat, { of: node, spots, rule });
  }

  // Names keep clear of the nodes that are large enough to be seen.
  function standNodes(nodes, view, room) {
    for (const node of nodes) {
      const r = node.r * view.scale;
      if (r < MIN_OBSTACLE_PX) continue;
      const [x, y] = onScreen(view, node.x, node.y);
      room.take([x - r, y - r, x + r, y + r, node.id, true]);
    }
  }

  // On what is seen of the line, its middle first; beside the outermost point of a loop, which a label would hide.
  function edgeSpots({ run, from, to }, label, view) {
    if (run.round) {
      const [x, y] = onScreen(view, ...Object.values(Geometry.point(run, 0.5)));
      return [[x + label.wide / 2 + 3, y]];
    }
    const seen = Geometry.visible(run, from, to) ?? run;
    return SPOTS.map((t) => Geometry.point(seen, t)).map(({ x, y }) => onScreen(view, x, y));
  }

  // A label in its usual breadth and, where that is another one, narrower.
  function breadths(text, size, bold) {
    const usual = measured(text, size, bold, EDGE_PX);
    const narrow = measured(text.replaceAll("\n", " "), size, bold, NARROW_PX);
    return narrow.wide < usual.wide * 0.9 && !narrow.lines.at(-1).endsWith("…") ? [usual, narrow] : [usual];
  }

  // `names` may make way for it; what is picked alone has its label whatever lies there.
  function edgeSeat(strand, { size, view, room, alone }, names) {
    const rule = { pad: 2, owner: `edge ${strand.edge.id}` };
    const tries = breadths(strand.edge.label, size, Boolean(strand.edge.picked)).map((label) => [label, edgeSpots(strand, label, view)]);
    for (const [label, spots] of tries) {
      const seat = settle(label, spots, rule, room);
      if (seat) return seat;
    }
    for (const [label, spots] of names ? tries : []) {
      const spot = spots.find((each) => madeWay(boxed(label, each, rule.pad, rule.owner), names, room));
      if (spot) return seated(label, spot, rule, room);
    }
    return alone ? seated(tries[0][0], tries[0][1][0], rule, room) : null;
  }

  // Whether a box is free after the one name that lies in it went to another place at its node.
  function madeWay(box, names, room) {
    const blocking = room.meeting(box);
    const seat = blocking.length === 1 ? names.get(blocking[0]) : null;
    if (!seat || seat.of.picked) return false;
    room.leave(seat.box);
    room.take(box);
    const next = settle(seat, seat.spots, seat.rule, room);
    room.leave(box);
    if (!next) {
      room.take(seat.box);
      return false;
    }
    names.delete(seat.box);
    Object.assign(seat, { spot: next.spot, box: next.box });
    names.set(seat.box, seat);
    return true;
  }

  function edgeLabels(strands, view, room, seats) {
    const bounds = { size: edgeSize(view.scale), view, room, alone: strands.filter(({ edge }) => edge.picked).length === 1 };
    const most = strands.length > CROWD ? CROWD : Infinity;
    const names = new Map(seats.map((seat) => [seat.box, seat]));
    const found = [];
    for (const strand of strands) {
      const { edge, run } = strand;
      if (found.length >= most) break;
      if (!edge.label || edge.faded || (view.scale < MIN_EDGE_SCALE && !edge.picked)) continue;
      if (Geometry.length(run) * view.scale < MIN_EDGE_PX && !edge.picked) continue;
      const seat = edgeSeat(strand, { ...bounds, alone: bounds.alone && edge.picked }, found.length < MOST_MOVED_FOR ? names : null);
      if (seat) found.push(placed(edge, seat, seat.spot, view));
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

  // Nodes that fade, neighbours of what is picked before others.
  function faint(nodes, strands) {
    const faded = nodes.filter((node) => node.faded);
    if (!faded.length) return faded;
    const near = new Set(strands.flatMap(({ from, to }) => (from.picked ? [to] : to.picked ? [from] : [])));
    return [...faded.filter((node) => near.has(node)), ...faded.filter((node) => !near.has(node))];
  }

  // Labels for what a plotted scene shows in a view: {scale, left, top, right, bottom} in world units, scale in CSS pixels a
  // unit. Names of what fades come last, where there is room still.
  function choose(plotted, view) {
    const room = Room.make(view);
    const nodes = Geometry.ranked(plotted.nodes.filter((node) => Geometry.holds(view, node)));
    const bounds = { crowded: nodes.length > CROWD, most: mostNames(nodes, view), view, room };
    standNodes(nodes, view, room);
    const seats = nodeSeats(nodes.filter((node) => !node.faded || node.picked), bounds);
    const edges = edgeLabels(labelled(plotted.strands, view), view, room, seats);
    seats.push(...nodeSeats(faint(nodes, plotted.strands), bounds, seats.length));
    return { nodes: seats.map((seat) => placed(seat.of, seat, seat.spot, view)), edges };
  }

  // The label of one node or edge as it stands alone: for what the pointer rests on.
  function ofNode(node, r, view) {
    const label = measured(node.label || "?", nodeSize(node, view.scale), true, NODE_PX);
    const [x, y] = onScreen(view, node.x, node.y);
    return placed(node, label, nodeSpots(label, x, y, r * view.scale)[0], view);
  }

  function ofEdge(strand, view) {
    const label = measured(strand.edge.label, edgeSize(view.scale), true, EDGE_PX);
    return placed(strand.edge, label, edgeSpots(strand, label, view)[0], view);
  }

  // The node or edge whose label, of those chosen, lies at a place of the world.
  function under(list, x, y) {
    const found = list.find(({ wide, size, lines, x: middle, y: height }) =>
      Math.abs(x - middle) <= wide / 2 && Math.abs(y - height) <= (lines.length * size * LINE) / 2);
    return found?.of ?? null;
  }

  return Object.freeze({ under, FACE, LINE, font, width, wrap, choose, ofNode, ofEdge });
})();
