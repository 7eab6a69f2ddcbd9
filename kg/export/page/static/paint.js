"use strict";
// Draws a plotted scene on any 2D context whose units are the world's; it knows no camera and decides nothing.
const Paint = (() => {
  const FAINT = 0.13;
  const FAINT_NODE = 0.3; // whose names are written still
  const GAP_PX = 1.6;
  const MIN_NODE_PX = 0.5;
  const GROWING_PX = 0.055; // a speck's size for each unit of its radius, so that hubs stand out from afar
  const PLAIN_NODE_PX = 2.6;
  const MIN_STYLED_PX = 10;
  const MIN_HEAD_PX = 26;
  const LEAST_TEXT_PX = 10;
  const BATCH = 60;
  const MOST_HEADED = 900;
  const MANY = 2000; // edges in view; more of them are drawn plainly
  const between = (low, value, high) => Math.min(high, Math.max(low, value));
  const grown = (scale) => between(0.55, Math.pow(scale, 0.4), 1.7);

  // How to draw: the palette, CSS pixels a world unit, how many edges are in view and how many of them do not fade.
  // `strongest` is the highest rank of theirs; `thinned`: whether they are but some of those that there are.
  function look(palette, scale, edges = 0, lit = edges, view = null, strongest = 0, thinned = false) {
    return Object.freeze({ thinned, palette, scale, px: 1 / scale, grow: grown(scale) * (thinned ? 0.7 : 1) * between(0.65, 26 / Math.sqrt(edges || 1), 1), edges, many: edges > MANY, lit, manyLit: lit > MANY, view, strongest });
  }

  // How to draw these strands in a view.
  function lookOf(palette, view, strands, thinned = false) {
    const lit = strands.filter(({ edge }) => !edge.faded);
    const strongest = lit.reduce((most, { edge }) => Math.max(most, edge.rank ?? 0), 0);
    return look(palette, view.scale, strands.length, lit.length, view, strongest, thinned && lit.length === strands.length);
  }

  // The same without dashes and heads: for a picture that is needed at once.
  const plainer = (at) => Object.freeze({ ...at, many: true, manyLit: true });

  const { stroke, trace, line, heads, shortened, statusColour } = Strokes;
  const radius = (node, at) => Math.max(node.r, (MIN_NODE_PX + Math.min(node.r, 40) * GROWING_PX) * at.px);
  const widthPx = (edge, at) => (edge.width ?? 1.6) * at.grow * (edge.picked ? 1.5 : 1);

  // Many edges at once: thin, without dashes and heads, the fainter the more there are; paler too, as many faint lines of
  // one colour over each other make it dark again. One path for many: strokes cost more.
  function plainly(pen, strands, at) {
    const count = at.edges || strands.length;
    const strength = between(0.08, 15 / Math.sqrt(count), 0.7);
    const paler = between(0, 0.4 * Math.log10(count / MANY), 0.5);
    pen.setLineDash([]);
    pen.lineWidth = at.px * between(0.5, at.scale * 3, 0.9);
    for (const alike of alikes(strands)) {
      pen.globalAlpha = alike[0].edge.faded ? strength * 0.3 : strength;
      pen.strokeStyle = Palette.mix(statusColour(alike[0].edge, at), at.palette.paper, paler);
      for (let first = 0; first < alike.length; first += BATCH) together(pen, alike.slice(first, first + BATCH));
    }
    pen.globalAlpha = 1;
  }

  // Strands that look alike, together.
  function alikes(strands) {
    const found = new Map();
    for (const strand of strands) {
      const key = strand.edge.faded ? `faded ${strand.edge.status}` : strand.edge.status;
      if (!found.get(key)?.push(strand)) found.set(key, [strand]);
    }
    return found.values();
  }

  function together(pen, strands) {
    pen.beginPath();
    for (const { run } of strands) trace(pen, run);
    pen.stroke();
  }

  // To and from communities there is nearly always something of everything: a plain line, the stronger the more there is.
  const isSummary = ({ edge, from, to }) => (from.count > 0 || to.count > 0) && !edge.picked;

  // How heavy an edge is beside the heaviest, 0 to 1; that is of those that don't fade, and what fades may be heavier.
  const shareOf = (edge, at) => (at.strongest ? Math.min(1, Math.sqrt((edge.rank ?? 0) / at.strongest)) : 1);

  function summary(pen, { edge, run, from, to }, at) {
    const seen = Geometry.visible(run, from, to, 2 * GAP_PX * at.px);
    if (!seen) return;
    const share = shareOf(edge, at);
    pen.globalAlpha = edge.faded ? FAINT : 0.14 + 0.6 * share;
    stroke(pen, seen, statusColour(edge, at), (0.6 + 2.8 * share) * at.grow * at.px);
    pen.globalAlpha = 1;
  }

  // Of many lines the best supported stand out.
  const strength = (edge, at) => 0.25 + 0.6 * shareOf(edge, at);

  // One edge with all that its status asks for.
  function fully(pen, strand, at) {
    const { edge } = strand;
    if (isSummary(strand)) { summary(pen, strand, at); return; }
    const wide = widthPx(edge, at) * at.px;
    const seen = Geometry.visible(strand.run, strand.from, strand.to, GAP_PX * at.px, (GAP_PX + 0.6) * at.px);
    if (!seen) return;
    const long = Geometry.length(seen) * at.scale;
    const headed = long >= MIN_HEAD_PX && !edge.faded && at.lit <= MOST_HEADED;
    const run = headed ? shortened(seen, edge, at, wide) : seen;
    const span = at.view ? Geometry.within(run, at.view) : [0, 1];
    if (!span) return;
    pen.globalAlpha = edge.faded ? FAINT : at.thinned && !edge.picked ? strength(edge, at) : 1;
    if (edge.picked) glow(pen, seen, at, wide);
    if (long < MIN_STYLED_PX || edge.faded) stroke(pen, run, statusColour(edge, at), wide);
    else line(pen, run, edge, at, wide, span);
    if (headed) heads(pen, seen, edge, at, wide);
    pen.globalAlpha = 1;
  }

  function glow(pen, run, at, wide) {
    pen.globalAlpha = 0.16;
    stroke(pen, run, at.palette.ink, wide + 9 * at.px);
    pen.globalAlpha = 1;
  }

  // Edges, in the order given. Draw those that fade first and those picked last.
  function edges(pen, strands, at) {
    pen.lineCap = "butt";
    pen.lineJoin = "round";
    const isPlain = ({ edge }) => (edge.faded ? at.many : at.manyLit && !edge.picked);
    plainly(pen, strands.filter(isPlain), at);
    for (const strand of strands) if (!isPlain(strand)) fully(pen, strand, at);
    pen.setLineDash([]);
  }

  function outline(pen, node, r) {
    const corners = node.count > 0 ? null : Geometry.outline(node.shape);
    pen.beginPath();
    if (!corners) {
      pen.moveTo(node.x + r, node.y);
      pen.arc(node.x, node.y, r, 0, 2 * Math.PI);
    } else {
      corners.forEach(([x, y], at) => (at ? pen.lineTo(node.x + x * r, node.y + y * r) : pen.moveTo(node.x + x * r, node.y + y * r)));
    }
    pen.closePath();
  }

  const fillOf = (node, at) => at.palette[node.family] ?? (node.count > 0 ? at.palette.community : at.palette.other);
  const rimOf = (node, at) => at.palette.rims[node.family] ?? (node.count > 0 ? at.palette.rims.community : at.palette.rims.other);

  // A community as one: a ring around a pale disc with the number of its members.
  function community(pen, node, r, at) {
    pen.fillStyle = Palette.mix(fillOf(node, at), at.palette.paper, 0.72);
    outline(pen, node, r);
    pen.fill();
    pen.strokeStyle = rimOf(node, at);
    pen.lineWidth = 1.8 * at.px;
    pen.stroke();
    pen.lineWidth = at.px;
    outline(pen, node, r + 3 * at.px);
    pen.stroke();
    const digits = String(node.count).length;
    if (r * at.scale < LEAST_TEXT_PX * 0.36 * digits) return; // below it stands how many there are besides
    pen.fillStyle = at.palette.ink;
    write(pen, String(node.count), node.x, node.y, Math.max(Math.min(r * 0.62, (r * 2.3) / digits, 20 * at.px), LEAST_TEXT_PX * at.px), true);
  }

  function write(pen, text, x, y, size, bold) {
    pen.font = Labels.font(size, bold);
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(text, x, y);
  }

  function ring(pen, node, r, at) {
    pen.strokeStyle = at.palette.ink;
    pen.lineWidth = 2 * at.px;
    outline(pen, node, r + 4 * at.px);
    pen.stroke();
  }

  function single(pen, node, r, at) {
    outline(pen, node, r);
    pen.fillStyle = fillOf(node, at);
    pen.fill();
    pen.strokeStyle = rimOf(node, at);
    pen.lineWidth = between(0.8, 1.3 * at.grow, 2) * at.px;
    pen.stroke();
  }

  // Nodes too small for their shapes to be told: specks, those of a colour in one path.
  function specks(pen, list, at) {
    const colours = new Map();
    for (const node of list) {
      const key = `${node.faded ? FAINT : 1} ${fillOf(node, at)}`;
      if (!colours.get(key)?.push(node)) colours.set(key, [node]);
    }
    for (const [key, alike] of colours) {
      [pen.globalAlpha, pen.fillStyle] = key.split(" ");
      for (let first = 0; first < alike.length; first += BATCH) dots(pen, alike.slice(first, first + BATCH), at);
    }
    pen.globalAlpha = 1;
  }

  function dots(pen, list, at) {
    pen.beginPath();
    for (const node of list) {
      const r = radius(node, at);
      pen.moveTo(node.x + r, node.y);
      pen.arc(node.x, node.y, r, 0, 2 * Math.PI);
    }
    pen.fill();
  }

  function nodes(pen, list, at) {
    pen.setLineDash([]);
    pen.lineJoin = "round";
    const isSpeck = (node) => !(node.count > 0) && !node.picked && radius(node, at) * at.scale < PLAIN_NODE_PX;
    specks(pen, list.filter(isSpeck), at);
    for (const node of list) {
      if (isSpeck(node)) continue;
      const r = radius(node, at);
      pen.globalAlpha = node.faded ? FAINT_NODE : 1;
      if (node.count > 0) community(pen, node, r, at);
      else single(pen, node, r, at);
      if (node.picked) ring(pen, node, r, at);
    }
    pen.globalAlpha = 1;
  }

  // Text with paper around it, so that it stays readable on lines.
  function label(pen, { lines, size, bold, x, y }, colour) {
    pen.font = Labels.font(size, bold);
    pen.fillStyle = colour;
    lines.forEach((text, number) => {
      const down = y + (number - (lines.length - 1) / 2) * size * Labels.LINE;
      pen.strokeText(text, x, down);
      pen.fillText(text, x, down);
    });
  }

  // Takes the line away behind an edge's label.
  function clear(pen, { lines, size, wide, x, y }, at) {
    const high = lines.length * size * Labels.LINE;
    pen.fillStyle = at.palette.paper;
    pen.globalAlpha = 0.86;
    pen.fillRect(x - wide / 2 - at.px, y - high / 2, wide + 2 * at.px, high);
    pen.globalAlpha = 1;
  }

  // What Labels.choose chose: names of edges below those of nodes.
  function labels(pen, chosen, at) {
    pen.setLineDash([]);
    pen.lineJoin = "round";
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.strokeStyle = at.palette.paper;
    pen.lineWidth = 3.6 * at.px;
    for (const each of chosen.edges) {
      clear(pen, each, at);
      label(pen, each, each.of.status === "mixed" ? at.palette.ink : statusColour(each.of, at));
    }
    for (const each of chosen.nodes) label(pen, each, each.of.faded ? at.palette.soft : at.palette.ink);
  }

  const stage = ({ edge }) => (edge.picked ? 2 : edge.faded ? 0 : 1);

  // Those that fade first, those picked last.
  function inOrder(strands) {
    const stages = [[], [], []];
    for (const strand of strands) stages[stage(strand)].push(strand);
    return stages.flat();
  }

  // The nodes of a view; those picked last, so that they lie above.
  function seen(list, { left, top, right, bottom }) {
    const stages = [[], [], []];
    for (const node of list) {
      const r = node.r * 1.4;
      if (node.x + r >= left && node.x - r <= right && node.y + r >= top && node.y - r <= bottom) stages[node.picked ? 2 : node.faded ? 0 : 1].push(node);
    }
    return stages.flat();
  }

  // A whole plotted scene as it looks in a view; gives back the labels that it chose.
  function all(pen, plotted, view, palette) {
    const kept = Thinning.kept(plotted, view);
    const strands = inOrder(kept.strands);
    const at = lookOf(palette, view, strands, kept.drawn < kept.here);
    edges(pen, strands, at);
    nodes(pen, seen(plotted.nodes, view), at);
    const chosen = Labels.choose({ ...plotted, strands }, view);
    labels(pen, chosen, at);
    return chosen;
  }

  return Object.freeze({ look, lookOf, plainer, all, inOrder, seen, radius, edges, nodes, labels, ring });
})();
