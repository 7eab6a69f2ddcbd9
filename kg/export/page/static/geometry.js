"use strict";
// Where an edge runs between two nodes: straight, bent or in a loop. Plain numbers in world units; it draws nothing.
const Geometry = (() => {
  const LOOP_ANGLE = 0.8;
  const LOOP_RADIUS = 17;
  const LOOP_STEP = 9;
  const LOOP_RISE = 0.6; // how far its middle lies beyond the border, in its own radius
  const SEARCH_STEPS = 14;
  const SAMPLES = 12;

  // Outlines of the shapes for a radius of one, so large that all of them weigh alike to the eye.
  const regular = (count, radius, turn, lift = 0) =>
    Array.from({ length: count }, (_, at) => {
      const angle = turn + (at * 2 * Math.PI) / count;
      return [radius * Math.cos(angle), radius * Math.sin(angle) + lift];
    });
  const STAR_RADIUS = 1.08; // edges end before its hollows
  const star = Array.from({ length: 10 }, (_, at) => {
    const angle = -Math.PI / 2 + (at * Math.PI) / 5;
    const radius = at % 2 ? 0.64 : 1.36;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
  const OUTLINES = Object.freeze({
    square: regular(4, 1.26, Math.PI / 4),
    diamond: regular(4, 1.24, 0),
    hexagon: regular(6, 1.12, 0),
    triangle: regular(3, 1.34, -Math.PI / 2, 0.14),
    triangleDown: regular(3, 1.34, Math.PI / 2, -0.14),
    star,
  });

  // The corners of a shape; null for a round one.
  const outline = (shape) => OUTLINES[shape] ?? null;

  // How far the border lies from the middle, in the direction of an angle.
  function border(node, angle) {
    const corners = outline(node.shape);
    if (!corners || node.count > 0) return node.r;
    if (corners === OUTLINES.star) return node.r * STAR_RADIUS;
    const [across, down] = [Math.cos(angle), Math.sin(angle)];
    let far = 0;
    for (let at = 0; at < corners.length; at += 1) {
      far = Math.max(far, crossing(corners[at], corners[(at + 1) % corners.length], across, down));
    }
    return far * node.r;
  }

  // Where a ray from the middle meets a side: the distance, 0 when it does not.
  function crossing([x0, y0], [x1, y1], across, down) {
    const [dx, dy] = [x1 - x0, y1 - y0];
    const slope = across * dy - down * dx;
    if (Math.abs(slope) < 1e-9) return 0;
    const along = (down * x0 - across * y0) / slope;
    return along < -1e-9 || along > 1 + 1e-9 ? 0 : Math.max(0, (x0 * dy - y0 * dx) / slope);
  }

  // The control point of a bent edge: that of vis-network 9.1.2, curvedCW for a positive roundness, curvedCCW for a negative.
  function via(from, to, bend) {
    const [dx, dy] = [to.x - from.x, from.y - to.y];
    const reach = (0.5 + 0.5 * Math.abs(bend)) * Math.sqrt(dx * dx + dy * dy);
    const angle = Math.atan2(dy, dx) + (0.5 + 0.5 * bend) * Math.PI;
    return { x: from.x + reach * Math.sin(angle), y: from.y + reach * Math.cos(angle) };
  }

  // From middle to middle: a curve with one control point (halfway when straight), or an arc for a loop.
  function course(edge, from, to) {
    if (edge.from === edge.to) return loop(from, Math.max(0, edge.loop ?? 0));
    if (!edge.bend) return { round: false, bent: false, x0: from.x, y0: from.y, cx: (from.x + to.x) / 2, cy: (from.y + to.y) / 2, x1: to.x, y1: to.y };
    const { x, y } = via(from, to, edge.bend);
    return { round: false, bent: true, x0: from.x, y0: from.y, cx: x, cy: y, x1: to.x, y1: to.y };
  }

  // A circle at the upper right of its node, which it leaves and comes back to where it crosses the border.
  function loop(node, number) {
    const radius = LOOP_RADIUS + LOOP_STEP * number;
    const away = node.r + LOOP_RISE * radius;
    const x = node.x + away * Math.cos(LOOP_ANGLE);
    const y = node.y - away * Math.sin(LOOP_ANGLE);
    return arc(x, y, radius, Math.PI - LOOP_ANGLE, away, node.r);
  }

  // The part of a circle that lies outside a disc of radius `clear`, whose middle is `away` off in direction `home`.
  function arc(x, y, radius, home, away, clear) {
    const cosine = (away * away + radius * radius - clear * clear) / (2 * away * radius);
    const half = Math.acos(Math.min(1, Math.max(-1, cosine)));
    return { round: true, bent: true, x, y, radius, home, away, start: home + half, sweep: 2 * Math.PI - 2 * half };
  }

  function point(run, t) {
    if (run.round) {
      const angle = run.start + t * run.sweep;
      return { x: run.x + run.radius * Math.cos(angle), y: run.y + run.radius * Math.sin(angle) };
    }
    const [a, b, c] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
    return { x: a * run.x0 + b * run.cx + c * run.x1, y: a * run.y0 + b * run.cy + c * run.y1 };
  }

  // The angle in which the edge runs at t.
  function direction(run, t) {
    if (run.round) return run.start + t * run.sweep + Math.PI / 2;
    const dx = (1 - t) * (run.cx - run.x0) + t * (run.x1 - run.cx);
    const dy = (1 - t) * (run.cy - run.y0) + t * (run.y1 - run.cy);
    return Math.atan2(dy, dx);
  }

  function length(run) {
    if (run.round) return run.radius * Math.abs(run.sweep);
    const chord = Math.hypot(run.x1 - run.x0, run.y1 - run.y0);
    if (!run.bent) return chord;
    const legs = Math.hypot(run.cx - run.x0, run.cy - run.y0) + Math.hypot(run.x1 - run.cx, run.y1 - run.cy);
    return (2 * chord + legs) / 3; // good to a few per cent for what is bent this little
  }

  // The course between t0 and t1, as a course.
  function part(run, t0, t1) {
    if (run.round) return { ...run, start: run.start + t0 * run.sweep, sweep: run.sweep * (t1 - t0) };
    const [begin, end] = [point(run, t0), point(run, t1)];
    const [a, b, c] = [(1 - t0) * (1 - t1), t0 * (1 - t1) + t1 * (1 - t0), t0 * t1];
    const cx = a * run.x0 + b * run.cx + c * run.x1;
    const cy = a * run.y0 + b * run.cy + c * run.y1;
    return { round: false, bent: run.bent, x0: begin.x, y0: begin.y, cx, cy, x1: end.x, y1: end.y };
  }

  // What is seen of an edge between the borders of its nodes, less a gap at either end; null when they touch.
  function visible(run, from, to, gapFrom = 0, gapTo = gapFrom) {
    if (run.round) {
      const seen = arc(run.x, run.y, run.radius, run.home, run.away, from.r + (gapFrom + gapTo) / 2);
      return seen.sweep > 0.3 ? seen : null;
    }
    const [begin, end] = [leaving(run, from, gapFrom), 1 - leaving(reversed(run), to, gapTo)];
    return begin < end ? part(run, begin, end) : null;
  }

  const reversed = (run) => ({ ...run, x0: run.x1, y0: run.y1, x1: run.x0, y1: run.y0 });

  // The t at which a course is clear of the node that it begins in.
  function leaving(run, node, gap) {
    if (!run.bent) return (border(node, direction(run, 0)) + gap) / Math.max(length(run), 1e-9);
    let [low, high] = [0, 1];
    for (let step = 0; step < SEARCH_STEPS; step += 1) {
      const middle = (low + high) / 2;
      const { x, y } = point(run, middle);
      const away = Math.hypot(x - node.x, y - node.y);
      if (away < border(node, Math.atan2(y - node.y, x - node.x)) + gap) low = middle;
      else high = middle;
    }
    return high;
  }

  // How far a point lies from an edge.
  function distance(run, x, y) {
    if (run.round) return Math.abs(Math.hypot(x - run.x, y - run.y) - run.radius);
    if (!run.bent) return toSegment(x, y, run.x0, run.y0, run.x1, run.y1);
    let [least, last] = [Infinity, point(run, 0)];
    for (let at = 1; at <= SAMPLES; at += 1) {
      const next = point(run, at / SAMPLES);
      least = Math.min(least, toSegment(x, y, last.x, last.y, next.x, next.y));
      last = next;
    }
    return least;
  }

  function toSegment(x, y, x0, y0, x1, y1) {
    const [dx, dy] = [x1 - x0, y1 - y0];
    const along = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1);
    const t = Math.min(1, Math.max(0, along));
    return Math.hypot(x - x0 - t * dx, y - y0 - t * dy);
  }

  // Sets left, top, right and bottom of a course.
  function bound(box, run) {
    if (run.round) {
      box.left = run.x - run.radius; box.right = run.x + run.radius;
      box.top = run.y - run.radius; box.bottom = run.y + run.radius;
      return;
    }
    box.left = Math.min(run.x0, run.cx, run.x1); box.right = Math.max(run.x0, run.cx, run.x1);
    box.top = Math.min(run.y0, run.cy, run.y1); box.bottom = Math.max(run.y0, run.cy, run.y1);
  }

  // A scene ready to be drawn: every edge with its ends, course and bounds.
  function plot(scene) {
    const nodes = new Map(scene.nodes.map((node) => [node.id, node]));
    const strands = [];
    for (const edge of scene.edges) {
      const from = nodes.get(edge.from);
      const to = nodes.get(edge.to);
      if (from && to) strands.push(laid({ edge, from, to, run: null, left: 0, top: 0, right: 0, bottom: 0 }));
    }
    return { nodes: scene.nodes, strands, node: (id) => nodes.get(id) };
  }

  const matters = (thing) => (thing.picked ? 1e9 : 0) + (thing.rank ?? 0);

  // What matters most first: the picked, then by rank; in the order given among equals.
  const ranked = (list, thingOf = (thing) => thing) => [...list].sort((one, other) => matters(thingOf(other)) - matters(thingOf(one)));

  // The strand, running where its ends are now.
  function laid(strand) {
    strand.run = course(strand.edge, strand.from, strand.to);
    bound(strand, strand.run);
    return strand;
  }

  // Puts a node elsewhere, its edges with it.
  function move(plotted, id, x, y) {
    const node = plotted.node(id);
    Object.assign(node, { x, y });
    for (const strand of plotted.strands) if (strand.from === node || strand.to === node) laid(strand);
  }

  const shows = (strand, view) =>
    strand.right >= view.left && strand.left <= view.right && strand.bottom >= view.top && strand.top <= view.bottom;

  const holds = (view, { x, y }) => x >= view.left && x <= view.right && y >= view.top && y <= view.bottom;

  // Some nodes, or all, and the runs between them that leave the straight way.
  function among(plotted, ids = null) {
    const wanted = ids && new Set(ids);
    const nodes = wanted ? plotted.nodes.filter(({ id }) => wanted.has(id)) : plotted.nodes;
    const inside = ({ from, to, run }) => (run.bent || run.round) && (!wanted || (wanted.has(from.id) && wanted.has(to.id)));
    return { nodes, runs: plotted.strands.filter(inside).map(({ run }) => run) };
  }

  // Whether an end of it is seen, and not only a stretch on the way from one end to the other.
  const touches = ({ from, to }, view) => holds(view, from) || holds(view, to);

  // Between which t a course runs within a view: [first, last], null when it passes by.
  function within(run, view) {
    if (run.round) return [0, 1];
    if (run.bent) return sampled(run, view);
    const [dx, dy] = [run.x1 - run.x0, run.y1 - run.y0];
    let [first, last] = [0, 1];
    for (const [by, low, high] of [[dx, view.left - run.x0, view.right - run.x0], [dy, view.top - run.y0, view.bottom - run.y0]]) {
      if (by === 0 && (low > 0 || high < 0)) return null;
      if (by === 0) continue;
      first = Math.max(first, Math.min(low / by, high / by));
      last = Math.min(last, Math.max(low / by, high / by));
    }
    return first < last ? [first, last] : null;
  }

  function sampled(run, view) {
    let [first, last, before] = [2, -1, point(run, 0)];
    for (let at = 1; at <= 2 * SAMPLES; at += 1) {
      const now = point(run, at / (2 * SAMPLES));
      const apart = Math.max(before.x, now.x) < view.left || Math.min(before.x, now.x) > view.right
        || Math.max(before.y, now.y) < view.top || Math.min(before.y, now.y) > view.bottom;
      if (!apart) [first, last] = [Math.min(first, (at - 1) / (2 * SAMPLES)), at / (2 * SAMPLES)];
      before = now;
    }
    return first < last ? [first, last] : null;
  }

  return Object.freeze({ among, holds, touches, within, plot, move, shows, ranked, outline, via, point, direction, length, part, visible, distance });
})();
