"use strict";
// Draws a plotted scene on any 2D context whose units are the world's; it knows no camera and decides nothing.
const Paint = (() => {
  const FAINT = 0.13;
  const GAP_PX = 1.6;
  const MIN_NODE_PX = 1.3;
  const PLAIN_NODE_PX = 2.6;
  const MIN_STYLED_PX = 10;
  const MIN_HEAD_PX = 26;
  const MANY = 3500; // edges in view; more of them are drawn plainly
  const between = (low, value, high) => Math.min(high, Math.max(low, value));
  const grown = (scale) => between(0.55, Math.pow(scale, 0.4), 1.7);

  // How to draw: the palette, CSS pixels a world unit, and how many edges are in view.
  const look = (palette, scale, edges = 0) => Object.freeze({ palette, scale, px: 1 / scale, grow: grown(scale), many: edges > MANY, edges });

  const { stroke, trace, line, crosses, heads, shortened, statusColour } = Strokes;
  const radius = (node, at) => Math.max(node.r, MIN_NODE_PX * at.px);
  const widthPx = (edge, at) => (edge.width ?? 1.6) * at.grow * (edge.picked ? 1.5 : 1);

  // Many edges at once: thin, without dashes and heads, the fainter the more there are.
  function plainly(pen, strands, at) {
    const strength = between(0.16, 26 / Math.sqrt(at.edges || strands.length), 0.7);
    pen.setLineDash([]);
    pen.lineWidth = at.px * between(0.5, at.scale * 3, 0.9);
    for (const { edge, run } of strands) {
      pen.globalAlpha = edge.faded ? strength * 0.3 : edge.picked ? 1 : strength;
      pen.strokeStyle = statusColour(edge, at);
      pen.beginPath();
      trace(pen, run);
      pen.stroke();
    }
    pen.globalAlpha = 1;
  }

  // One edge with all that its status asks for.
  function fully(pen, strand, at) {
    const { edge } = strand;
    const wide = widthPx(edge, at) * at.px;
    const seen = Geometry.visible(strand.run, strand.from, strand.to, GAP_PX * at.px, (GAP_PX + 0.6) * at.px);
    if (!seen) return;
    const long = Geometry.length(seen) * at.scale;
    pen.globalAlpha = edge.faded ? FAINT : 1;
    if (edge.picked) glow(pen, seen, at, wide);
    const headed = long >= MIN_HEAD_PX;
    const run = headed ? shortened(seen, edge, at, wide) : seen;
    if (long < MIN_STYLED_PX || edge.faded) stroke(pen, run, statusColour(edge, at), wide);
    else line(pen, run, edge, at, wide);
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
    if (at.many) plainly(pen, strands, at);
    else for (const strand of strands) fully(pen, strand, at);
    pen.setLineDash([]);
  }

  // Only what vis-network cannot draw: crosses, the second colour, the double line, on its own lines.
  function marks(pen, strands, at) {
    for (const strand of strands) {
      const { edge } = strand;
      const wide = widthPx(edge, at) * at.px;
      const seen = Geometry.visible(strand.run, strand.from, strand.to, GAP_PX * at.px);
      if (!seen || edge.faded || Geometry.length(seen) * at.scale < MIN_STYLED_PX) continue;
      if (edge.status !== "denied") continue;
      pen.strokeStyle = at.palette.denied;
      crosses(pen, seen, at, wide);
    }
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
    if (r * at.scale < 8) return;
    pen.fillStyle = at.palette.ink;
    const digits = String(node.count).length;
    write(pen, String(node.count), node.x, node.y, Math.min(r * 0.62, (r * 2.3) / digits, 20 * at.px), true);
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

  // A node too small for its shape to be told: a speck.
  function speck(pen, node, r, at) {
    pen.fillStyle = fillOf(node, at);
    pen.fillRect(node.x - r, node.y - r, 2 * r, 2 * r);
  }

  function nodes(pen, list, at) {
    pen.setLineDash([]);
    pen.lineJoin = "round";
    for (const node of list) {
      const r = radius(node, at);
      pen.globalAlpha = node.faded ? FAINT : 1;
      if (node.count > 0) community(pen, node, r, at);
      else if (r * at.scale < PLAIN_NODE_PX) speck(pen, node, r, at);
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
      label(pen, each, statusColour(each.of, at));
    }
    for (const each of chosen.nodes) label(pen, each, at.palette.ink);
  }

  const stage = ({ edge }) => (edge.picked ? 2 : edge.faded ? 0 : 1);

  // What a view shows of the strands: those that fade first, those picked last.
  function inOrder(strands, view) {
    const stages = [[], [], []];
    for (const strand of strands) if (Geometry.shows(strand, view)) stages[stage(strand)].push(strand);
    return stages.flat();
  }

  // A whole plotted scene as it looks in a view; gives back the labels that it chose.
  function all(pen, plotted, view, palette) {
    const strands = inOrder(plotted.strands, view);
    const at = look(palette, view.scale, strands.length);
    edges(pen, strands, at);
    nodes(pen, plotted.nodes, at);
    const chosen = Labels.choose(plotted, view);
    labels(pen, chosen, at);
    return chosen;
  }

  return Object.freeze({ look, all, inOrder, radius, edges, nodes, labels, marks, ring });
})();
