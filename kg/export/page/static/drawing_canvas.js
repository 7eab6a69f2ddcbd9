"use strict";
// The engine for large graphs: shows a scene, moves over it and tells what somebody points at. It changes no scene,
// but for the place of a node that is dragged.
const DrawingCanvas = (() => {
  const REACH_PX = { node: 5, touch: 14, edge: 6, crowd: 2.5 };
  const MIN_GRIP_PX = 5; // what is smaller cannot be meant: the whole drawing moves
  const REST_MS = 140;
  const MOST_STYLED = 40; // of them with dashes and heads
  const MOST_LIT = 400; // edges that light up around a node that the mouse rests on
  const NOTHING = Object.freeze({ nodes: [], edges: [] });

  // The node at a place of the world, the nearest of several; null where there is none.
  function nodeAt(nodes, x, y, at, more) {
    let [best, least] = [null, 1];
    for (const node of nodes) {
      const reach = Paint.radius(node, at) + more * at.px;
      const [dx, dy] = [node.x - x, node.y - y];
      if (dx > reach || dx < -reach || dy > reach || dy < -reach) continue;
      const near = Math.hypot(dx, dy) / reach + (node.faded ? 0.5 : 0);
      if (near <= least) [best, least] = [node, near];
    }
    return best;
  }

  function strandAt(strands, x, y, reach) {
    let [best, least] = [null, reach];
    for (const strand of strands) {
      if (x < strand.left - reach || x > strand.right + reach || y < strand.top - reach || y > strand.bottom + reach) continue;
      const away = Geometry.distance(strand.run, x, y) + (strand.edge.faded ? reach / 2 : 0);
      if (away < least) [best, least] = [strand, away];
    }
    return best;
  }

  function make(element, { onPick, onOpen, onHover, onMoved, onCamera, onThinned = () => {}, insets = () => undefined }) {
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d", { alpha: false });
    const easel = Easel.make();
    let palette = Palette.read();
    let plotted = Geometry.plot(NOTHING);
    let camera = Camera.at(0, 0, 1);
    let size = { width: 1, height: 1 };
    let ratio = 1;
    let version = 0; // counts what makes the picture another one
    let lifted = null; // the node that is being dragged: drawn over the picture
    let hovered = null; // {id, kind, strands}
    let movedAt = -Infinity;
    let asked = false;
    let frames = 0;
    let told = null; // what was last said of the lines that are drawn
    element.append(canvas);
    canvas.style.display = "block";

    // Frames

    function ask() {
      if (asked) return;
      asked = true;
      requestAnimationFrame(frame);
    }

    function frame(now) {
      asked = false;
      if (size.width < 2 || size.height < 2) return;
      const moving = now - movedAt < REST_MS;
      const done = easel.advance(camera, size, ratio, version, moving, { plotted, palette, lifted });
      easel.lay(pen, camera, size, ratio, palette);
      if (told !== easel.kept) { told = easel.kept; onThinned(told); }
      overlay();
      frames += 1;
      if (!done || moving) ask(); // what was sketched on the way is drawn in full once it rests
    }

    // What changes too often for the picture: the node in somebody's hand, and what the mouse rests on.
    function overlay() {
      const id = lifted ?? hovered?.id ?? null;
      if (id === null) return;
      const view = Camera.view(camera, size);
      const at = Paint.look(palette, camera.scale);
      pen.setTransform(ratio * camera.scale, 0, 0, ratio * camera.scale, -view.left * camera.scale * ratio, -view.top * camera.scale * ratio);
      if (hovered?.kind === "edge" && lifted === null) lightEdge(hovered.strands, at, view);
      else lightNode(plotted.node(id), at, view);
    }

    function lightNode(node, given, view) {
      if (!node) return;
      const strands = strandsOf(node);
      const at = strands.length > MOST_STYLED ? Paint.plainer(Paint.look(palette, camera.scale, strands.length)) : given;
      Paint.edges(pen, strands.map(lit), at);
      const ends = new Set(strands.flatMap(({ from, to }) => [from, to]).filter((end) => end !== node));
      Paint.nodes(pen, [...[...ends].map(unfaded), unfaded(node)], at);
      Paint.ring(pen, node, Paint.radius(node, at), at);
      const names = (easel.labels?.nodes ?? []).filter(({ of }) => of.id !== node.id);
      Paint.labels(pen, { edges: [], nodes: [...names, Labels.ofNode(node, Paint.radius(node, at), view)] }, at);
    }

    function lightEdge(strands, at, view) {
      const [{ edge, from, to }] = strands;
      Paint.edges(pen, strands.map(({ edge: each, ...rest }) => ({ ...rest, edge: { ...each, faded: false, picked: true } })), at);
      Paint.nodes(pen, [from, to].map(unfaded), at);
      if (edge.label) Paint.labels(pen, { edges: [Labels.ofEdge(strands[0], view)], nodes: [] }, at);
    }

    const unfaded = (node) => (node.faded ? { ...node, faded: false } : node);
    const lit = (strand) => (strand.edge.faded ? { ...strand, edge: { ...strand.edge, faded: false } } : strand);

    function strandsOf(node) {
      if (hovered?.id === node.id && hovered.of === plotted) return hovered.strands;
      return plotted.strands.filter(({ from, to }) => from === node || to === node).slice(0, MOST_LIT);
    }

    // Looking

    function moveTo(next) {
      camera = next;
      movedAt = performance.now();
      ask();
      onCamera();
    }

    function look({ x, y, scale }) {
      camera = Camera.at(x, y, scale);
      ask();
      onCamera();
    }

    function fit(ids = null) {
      measure();
      const wanted = Geometry.among(plotted, ids);
      if (wanted.nodes.length) look(Camera.fitting(wanted, size, insets()));
    }

    function measure() {
      const [width, height] = [element.clientWidth, element.clientHeight];
      const sharp = devicePixelRatio || 1;
      if (width === size.width && height === size.height && sharp === ratio) return;
      [size, ratio] = [{ width, height }, sharp];
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
      asked = false;
      frame(performance.now()); // at once: an emptied canvas would flash
    }

    // Pointing

    function hit(x, y, touch = false) {
      const { x: across, y: down } = Camera.toWorld(camera, size, x, y);
      const at = Paint.look(palette, camera.scale);
      const node = nodeAt(plotted.nodes, across, down, at, 0) ?? Labels.under(easel.labels?.nodes ?? [], across, down)
        ?? nodeAt(plotted.nodes, across, down, at, touch ? REACH_PX.touch : REACH_PX.node);
      if (node) return { id: node.id, kind: "node" };
      const edge = Labels.under(easel.labels?.edges ?? [], across, down)
        ?? strandAt(easel.kept?.strands ?? [], across, down, (easel.look?.manyLit ? REACH_PX.crowd : touch ? REACH_PX.touch : REACH_PX.edge) * at.px)?.edge;
      return edge ? { id: edge.id, kind: "edge" } : { id: null, kind: null };
    }

    function hover(x, y) {
      const { id, kind } = hit(x, y);
      if (id === (hovered?.id ?? null)) return;
      if (id === null || (kind === "edge" && easel.look?.manyLit)) { leave(); return; }
      const touches = kind === "node" ? ({ edge }) => edge.from === id || edge.to === id : ({ edge }) => edge.id === id;
      hovered = { id, kind, of: plotted, strands: plotted.strands.filter(touches).slice(0, MOST_LIT) };
      element.style.cursor = "pointer";
      onHover(id, kind, { x, y });
      ask();
    }

    function leave() {
      if (!hovered) return;
      hovered = null;
      element.style.cursor = "";
      onHover(null, null, null);
      ask();
    }

    function carry(id, x, y) {
      const place = Camera.toWorld(camera, size, x, y);
      if (lifted !== id) { lifted = id; version += 1; }
      Geometry.move(plotted, id, Math.round(place.x), Math.round(place.y));
      ask();
    }

    function drop(id) {
      const { x, y } = plotted.node(id);
      lifted = null;
      version += 1;
      ask();
      onMoved(id, x, y);
    }

    Gestures.listen(element, {
      grab: (x, y, pointer) => {
        const { id, kind } = hit(x, y);
        const large = kind === "node" && plotted.node(id)?.r * camera.scale >= MIN_GRIP_PX; // none: a name of the picture before
        return large && pointer !== "touch" ? id : null;
      },
      carry, drop, hover, leave,
      pan: (dx, dy) => moveTo(Camera.panned(camera, dx, dy)),
      zoom: (factor, x, y) => moveTo(Camera.zoomed(camera, size, factor, x, y)),
      rest: () => { movedAt = -Infinity; ask(); },
      tap: (x, y, event) => {
        const thing = hit(x, y, event.pointerType === "touch");
        onPick(thing.id, thing.kind, event);
        return thing;
      },
      double: ({ id, kind }) => { if (id !== null) onOpen(id, kind); },
    });
    new ResizeObserver(measure).observe(element);

    // The engine

    function show(scene) {
      plotted = Geometry.plot(scene);
      if (hovered) leave();
      version += 1;
      ask();
    }

    // In other colours, at once.
    function restyle() {
      palette = Palette.read();
      easel.forget();
      frame(performance.now());
    }

    function spot(id) {
      const node = plotted.node(id);
      const strand = node ? null : plotted.strands.find(({ edge }) => edge.id === id);
      if (!node && !strand) return null;
      const { x, y } = node ?? Geometry.point(strand.run, 0.5);
      return Camera.toScreen(camera, size, x, y);
    }

    measure();
    return Object.freeze({
      show, fit, look, spot,
      camera: () => camera,
      size: () => ({ ...size }),
      at: (x, y) => hit(x, y).id,
      labels: () => easel.labels,
      lines: () => easel.lines(),
      restyle,
      get frames() { return frames; },
    });
  }

  return Object.freeze({ make });
})();
