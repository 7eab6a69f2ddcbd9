"use strict";
// The engine for graphs of ordinary size: vis-network, as pyvis set it up, holds, moves, zooms and hits; what is seen is
// painted by the same painter as everywhere. Refuses physics.
const DrawingVis = (() => {
  const CLEAR = "rgba(0,0,0,0)";
  const REST_MS = 140;
  const NOTHING = Object.freeze({ nodes: [], edges: [] });

  const OPTIONS = {
    physics: { enabled: false },
    interaction: { hover: true, selectConnectedEdges: false, hoverConnectedEdges: false, tooltipDelay: 1e9, zoomSpeed: 0.8, hideEdgesOnDrag: true, hideEdgesOnZoom: true },
    nodes: { chosen: false },
    edges: { chosen: false, arrows: { to: { enabled: false } }, color: { color: CLEAR, highlight: CLEAR, hover: CLEAR, inherit: false }, hoverWidth: 0, selectionWidth: 0 },
  };

  function smooth(bend) {
    return bend ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) } : false;
  }

  const visEdge = ({ id, from, to, bend, loop, width }) => ({
    id, from, to, width, smooth: smooth(bend), selfReference: { size: 24 + 10 * Math.max(loop, 0), angle: 0.8 },
  });

  // What is there no more goes, the rest is brought up to date.
  function replace(dataset, list) {
    const kept = new Set(list.map(({ id }) => id));
    dataset.remove(dataset.getIds().filter((id) => !kept.has(id)));
    dataset.update(list);
  }

  function make(element, { onPick, onOpen, onHover, onMoved, onCamera, onThinned, insets }) {
    const written = JSON.parse(document.getElementById("drawing").textContent);
    const [nodes, edges] = [new vis.DataSet(written.nodes), new vis.DataSet(written.edges)];
    const network = new vis.Network(element, { nodes, edges }, OPTIONS);
    const easel = Easel.make();
    let palette = Palette.read();
    let plotted = Geometry.plot(NOTHING);
    let version = 0; // counts what makes the picture another one
    let movedAt = -Infinity;
    let resting = 0;
    let frames = 0;
    let told = null; // what was last said of the lines that are drawn

    const size = () => ({ width: element.clientWidth, height: element.clientHeight });
    const camera = () => ({ ...network.getViewPosition(), scale: network.getScale() });
    let held = null; // the camera as somebody left it: vis-network zooms when its frame gets wider or narrower
    const hold = () => { held = camera(); };
    const look = ({ x, y, scale }) => {
      network.setSize("100%", "100%");
      network.moveTo({ position: { x, y }, scale, animation: false });
      hold();
      network.redraw();
    };

    function fresh() {
      version += 1;
      network.redraw();
    }

    const visNode = (node) => ({
      id: node.id, x: node.x, y: node.y, size: node.r, shape: "custom", label: undefined,
      ctxRenderer: () => ({ drawNode: () => {}, nodeDimensions: { width: 2 * node.r, height: 2 * node.r } }),
    });

    function show(scene) {
      plotted = Geometry.plot(scene);
      version += 1;
      replace(nodes, scene.nodes.map(visNode));
      replace(edges, scene.edges.map(visEdge));
    }

    function fit(ids = null) {
      const wanted = Geometry.among(plotted, ids);
      if (wanted.nodes.length) look(Camera.fitting(wanted, size(), insets()));
    }

    function spot(id) {
      const node = plotted.node(id);
      const strand = node ? null : plotted.strands.find(({ edge }) => edge.id === id);
      if (!node && !strand) return null;
      const { x, y } = node ?? Geometry.point(strand.run, 0.5);
      return network.canvasToDOM({ x, y });
    }

    // Lines that are not drawn are not met.
    function lineAt(x, y) {
      const id = network.getEdgeAt({ x, y });
      return !easel.kept || easel.kept.drawn === easel.kept.here || easel.kept.strands.some(({ edge }) => edge.id === id) ? id : undefined;
    }

    // Names count as what they name.
    function hit(x, y) {
      const here = network.DOMtoCanvas({ x, y });
      const [node, edge] = [network.getNodeAt({ x, y }), lineAt(x, y)];
      const { nodes: names = [], edges: words = [] } = easel.labels ?? {};
      const [id, line] = [node ?? Labels.under(names, here.x, here.y)?.id, edge ?? Labels.under(words, here.x, here.y)?.id];
      if (id !== undefined) return { id, kind: "node" };
      return line !== undefined ? { id: line, kind: "edge" } : { id: null, kind: null };
    }

    const at = (x, y) => network.getNodeAt({ x, y }) ?? lineAt(x, y) ?? null;

    // vis-network has made its frame ready; the picture that was painted ahead is laid into it.
    network.on("afterDrawing", (pen) => {
      if (!element.clientWidth || !element.clientHeight) return; // no picture of nothing
      const ratio = devicePixelRatio || 1;
      const moving = performance.now() - movedAt < REST_MS;
      const done = easel.advance(camera(), size(), ratio, version, moving, { plotted, palette, lifted: null });
      pen.save();
      easel.lay(pen, camera(), size(), ratio, palette);
      pen.restore();
      if (told !== easel.kept) { told = easel.kept; onThinned(told); }
      frames += 1;
      if (!done) requestAnimationFrame(() => network.redraw());
    });
    // vis-network's own clicks go by its clock: a press held long, or two told late, are none to it.
    Taps.listen(element, {
      tap: (x, y, event) => {
        const thing = hit(x, y);
        onPick(thing.id, thing.kind, event);
        return thing;
      },
      double: ({ id, kind }) => { if (id !== null) onOpen(id, kind); },
    });
    network.on("hoverNode", ({ node, pointer }) => onHover(node, "node", pointer.DOM));
    network.on("hoverEdge", ({ edge, pointer: { DOM: { x, y } } }) => { if (lineAt(x, y) === edge) onHover(edge, "edge", { x, y }); });
    for (const leaving of ["blurNode", "blurEdge", "dragStart"]) network.on(leaving, () => onHover(null, null, null));
    network.on("dragging", ({ nodes: [id] }) => {
      if (id === undefined) { movedAt = performance.now(); return; }
      Geometry.move(plotted, id, ...xy(network.getPosition(id)));
      version += 1;
    });
    network.on("dragEnd", ({ nodes: [id] }) => {
      if (id !== undefined) onMoved(id, ...xy(network.getPosition(id)));
      movedAt = -Infinity;
      hold();
      onCamera();
      network.redraw();
    });
    network.on("zoom", () => {
      movedAt = performance.now();
      hold();
      onCamera();
      clearTimeout(resting);
      resting = setTimeout(() => network.redraw(), REST_MS + 1); // in full, once all is still
    });
    network.on("resize", () => queueMicrotask(() => { if (held) look(held); })); // it sets its own after it has told
    const xy = ({ x, y }) => [Math.round(x), Math.round(y)];

    return Object.freeze({
      show, fit, look, camera, spot, at, size, network,
      labels: () => easel.labels, lines: () => easel.lines(),
      restyle: () => { palette = Palette.read(); fresh(); },
      get frames() { return frames; },
    });
  }
  return Object.freeze({ make });
})();
