"use strict";
// Where to put the few nodes that are left, so that they can be read without the rest; the same each time.
// Refuses more than MOST: every pair is looked at in every round.
const Arranging = (() => {
  const MOST = 600;
  const LINK = 150, GRAVITY = 0.07, REACH = 4 * 150, GAP = 16, FILLED = 0.3, SETTLING_ROUNDS = 120, MOST_WIDER = 2;

  const rounds = (count) => Math.max(60, Math.min(300, Math.round(12e6 / (count * count))));

  // Springs after Fruchterman and Reingold (1991), from where the nodes lie already.
  function pull(nodes, links) {
    const side = LINK * Math.sqrt(nodes.length);
    const total = rounds(nodes.length);
    for (let round = 0; round < total; round += 1) {
      const step = nodes.map((node) => ({ x: -node.x * GRAVITY, y: -node.y * GRAVITY }));
      repel(nodes, step);
      for (const [one, other] of links) {
        const [dx, dy] = [nodes[other].x - nodes[one].x, nodes[other].y - nodes[one].y];
        const strength = Math.hypot(dx, dy) / LINK;
        step[one].x += dx * strength; step[one].y += dy * strength;
        step[other].x -= dx * strength; step[other].y -= dy * strength;
      }
      const hottest = (side / 8) * (1 - round / total);
      nodes.forEach((node, at) => {
        const length = Math.hypot(step[at].x, step[at].y) || 1;
        node.x += (step[at].x / length) * Math.min(length, hottest);
        node.y += (step[at].y / length) * Math.min(length, hottest);
      });
    }
  }

  function repel(nodes, step) {
    for (let one = 0; one < nodes.length; one += 1) {
      for (let other = one + 1; other < nodes.length; other += 1) {
        const [dx, dy] = [nodes[other].x - nodes[one].x, nodes[other].y - nodes[one].y];
        const squared = dx * dx + dy * dy + 1;
        if (squared > REACH * REACH) continue; // what is not tied at all would drift ever farther off
        const push = (LINK ** 3 * nodes[one].mass * nodes[other].mass) / (squared * Math.sqrt(squared));
        step[one].x -= dx * push; step[one].y -= dy * push;
        step[other].x += dx * push; step[other].y += dy * push;
      }
    }
  }

  // As much room as the boxes ask for, in the shape of the screen: `aspect` is its width by its height.
  function stretch(nodes, aspect) {
    const wide = (axis) => Math.max(...nodes.map((node) => node[axis])) - Math.min(...nodes.map((node) => node[axis])) + 1;
    const room = Math.sqrt(nodes.reduce((sum, { width, height }) => sum + width * height, 0) / FILLED);
    const [byX, byY] = [Math.max((room * Math.sqrt(aspect)) / wide("x"), 1), Math.max(room / Math.sqrt(aspect) / wide("y"), 1)];
    const wider = (aspect * byY * wide("y")) / (byX * wide("x"));
    const most = (ratio) => Math.min(Math.max(ratio, 1), MOST_WIDER);
    for (const node of nodes) { node.x *= byX * most(wider); node.y *= byY * most(1 / wider); }
  }

  // Overlapping boxes pushed apart, each pair along the axis on which they overlap less.
  function separate(nodes) {
    for (let round = 0, moved = true; moved && round < SETTLING_ROUNDS; round += 1) {
      moved = false;
      for (let one = 0; one < nodes.length; one += 1) {
        for (let other = one + 1; other < nodes.length; other += 1) moved = part(nodes[one], nodes[other]) || moved;
      }
    }
  }

  function part(one, other) {
    const overX = (one.width + other.width) / 2 + GAP - Math.abs(one.x - other.x);
    const overY = (one.height + other.height) / 2 + GAP - Math.abs(one.y - other.y);
    if (overX <= 0.5 || overY <= 0.5) return false;
    const [axis, over] = overX < overY ? ["x", overX] : ["y", overY];
    const way = one[axis] < other[axis] || (one[axis] === other[axis] && one.id < other.id) ? -1 : 1;
    one[axis] += (way * over) / 2;
    other[axis] -= (way * over) / 2;
    return true;
  }

  // New places by id, for boxes `{id, x, y, width, height}` and links between ids; null for more than it can hold.
  function arrange(boxes, links, aspect) {
    if (boxes.length > MOST) return null;
    if (!boxes.length) return new Map();
    const index = new Map(boxes.map(({ id }, at) => [id, at]));
    const inner = links.map((ends) => ends.map((id) => index.get(id)));
    const degree = boxes.map(() => 0);
    for (const [one, other] of inner) { degree[one] += 1; degree[other] += 1; }
    const middle = (axis) => boxes.reduce((sum, box) => sum + box[axis], 0) / boxes.length;
    const [x, y] = [middle("x"), middle("y")];
    // A nudge by number: nodes that lie on one spot or on one line would never part.
    const nodes = boxes.map((box, at) => ({ ...box, x: box.x - x + (at % 7), y: box.y - y + (at % 11), mass: Math.sqrt(Math.sqrt(1 + degree[at])) }));
    pull(nodes, inner);
    stretch(nodes, aspect);
    separate(nodes);
    return new Map(nodes.map((node) => [node.id, { x: Math.round(node.x), y: Math.round(node.y) }]));
  }

  return Object.freeze({ arrange, separate, MOST });
})();
