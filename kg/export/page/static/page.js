// Draws the graph and shows what it rests on. Whatever comes from articles enters the page through textContent alone.
"use strict";
(() => {
  const drawing = JSON.parse(document.getElementById("drawing").textContent);
  const details = drawing.details;
  const nodes = new vis.DataSet(drawing.nodes);
  const edges = new vis.DataSet(drawing.edges);
  const container = document.getElementById("graph");
  const panel = document.getElementById("panel");
  const search = document.getElementById("search");
  const matches = document.getElementById("matches");
  const FADED = 0.12;
  const MIN_EDGE_LABEL_SCALE = 0.3;
  const BLANK = " "; // vis-network ignores an edge's empty label and keeps the one before
  const MAX_MATCHES = 8;
  const SANS = 'system-ui, "Segoe UI", Roboto, sans-serif';

  let focus = null;
  let legible = { nodes: new Set(), edges: new Set() };
  let zoomed = 0;

  // Colours and dashes stand in the style sheet, so that light, dark and the legend never differ from the drawing.
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();

  function dashes(status) {
    const pattern = css(status + "-dash");
    return pattern && pattern !== "none" ? pattern.split(" ").map(Number) : false;
  }

  function options() {
    return {
      physics: { enabled: false },
      interaction: { hover: true, tooltipDelay: 120, hideEdgesOnDrag: drawing.edges.length > 1500 },
      nodes: {
        borderWidth: 1.5,
        borderWidthSelected: 3,
        font: { color: css("ink"), face: SANS, strokeWidth: 4, strokeColor: css("paper"), vadjust: -2 },
        scaling: { label: { drawThreshold: 5 } },
      },
      edges: {
        arrows: { to: { enabled: true, scaleFactor: 0.55 } },
        arrowStrikethrough: false,
        selectionWidth: 1,
        hoverWidth: 0.8,
        font: { size: 12, face: SANS, strokeWidth: 4, strokeColor: css("paper"), align: "horizontal" },
        scaling: { label: { drawThreshold: 5 } },
      },
    };
  }

  function nodeStyle(node) {
    const faded = focus !== null && !focus.nodes.has(node.id);
    const fill = css(node.group);
    const lit = { background: fill, border: css("ink") };
    return {
      id: node.id,
      label: legible.nodes.has(node.id) ? node.label : BLANK,
      opacity: faded ? FADED : 1,
      color: { background: fill, border: css("paper"), highlight: lit, hover: lit },
      font: { size: nodeFont(node), color: css(faded ? "rule" : "ink"), strokeColor: css("paper") },
    };
  }

  function edgeStyle(edge) {
    const faded = focus !== null && !focus.edges.has(edge.id);
    const color = css(edge.status) || css("other");
    return {
      id: edge.id,
      label: legible.edges.has(edge.id) ? edge.label : BLANK,
      color: { color, highlight: color, hover: color, inherit: false, opacity: faded ? FADED : 1 },
      dashes: dashes(edge.status),
      width: edge.status === "asserted" || edge.status === "disputed" ? 1.8 : 1.5,
      arrows: { to: { enabled: true, scaleFactor: 0.55, type: edge.status === "denied" ? "bar" : "arrow" } },
      background: { enabled: edge.status === "disputed" && !faded, color: css("disputed-under"), size: 7 },
      font: { size: edgeFont(), color, strokeColor: css("paper") },
    };
  }

  // Sizes on the canvas that stay readable on the screen, whatever the zoom: labels grow less than the graph does.
  const nodeFont = (node) => Math.min(Math.max(node.font.size, 9.5 / network.getScale()), 20 / network.getScale());
  const edgeFont = () => Math.min(Math.max(12, 9 / network.getScale()), 12 / Math.min(network.getScale(), 1.5));

  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `100px ${SANS}`;
  const halfWidth = (text, size) => (pen.measureText(text).width * size) / 200 + 2;

  function nodeLabelBox(node, at) {
    const lines = node.label.split("\n");
    const half = Math.max(...lines.map((line) => halfWidth(line, nodeFont(node))));
    const top = at.y + node.size;
    return [at.x - half, top, at.x + half, top + lines.length * nodeFont(node) * 1.2 + 4];
  }

  function edgeLabelBox(edge) {
    const middle = network.body.edges[edge.id].edgeType.getPoint(0.5); // not in vis-network's API, but in the copy we carry
    const lines = edge.label.split("\n");
    const half = Math.max(...lines.map((line) => halfWidth(line, edgeFont())));
    const tall = lines.length * edgeFont() * 0.6;
    return [middle.x - half, middle.y - tall, middle.x + half, middle.y + tall];
  }

  // Which labels fit beside each other at this zoom: hubs' names first, then what has the most events.
  function chooseLabels() {
    const taken = [];
    const fits = (box) => !taken.some(([left, top, right, bottom]) => box[0] < right && left < box[2] && box[1] < bottom && top < box[3]);
    const take = (id, box) => { if (!fits(box)) return false; taken.push(box); return true; };
    const at = network.getPositions();
    const byRank = [...drawing.nodes].sort((one, other) => other.size - one.size || one.id - other.id);
    const named = byRank.filter((node) => take(node.id, nodeLabelBox(node, at[node.id]))).map((node) => node.id);
    drawing.nodes.forEach(({ id, size }) => taken.push([at[id].x - size, at[id].y - size, at[id].x + size, at[id].y + size]));
    const wanted = drawing.edges.filter((edge) => (focus === null || focus.edges.has(edge.id)) && network.getScale() > MIN_EDGE_LABEL_SCALE);
    wanted.sort((one, other) => details.edges[other.id].length - details.edges[one.id].length || one.id - other.id);
    const labelled = wanted.filter((edge) => take(edge.id, edgeLabelBox(edge))).map((edge) => edge.id);
    return { nodes: new Set(named), edges: new Set(labelled) };
  }

  // Draws all of it, or what is not in focus faintly. A focus is a set of node ids and a set of edge ids.
  function restyle(newFocus = focus) {
    focus = newFocus;
    legible = chooseLabels();
    nodes.update(drawing.nodes.map(nodeStyle));
    edges.update(drawing.edges.map(edgeStyle));
  }

  function focusOn(edgeList, nodeIds) {
    const near = new Set(nodeIds);
    edgeList.forEach((edge) => near.add(edge.from).add(edge.to));
    return { nodes: near, edges: new Set(edgeList.map((edge) => edge.id)) };
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  // A link for http and https, the bare text for every other address.
  function link(address, text) {
    let url = null;
    try { url = new URL(address); } catch { /* no address at all */ }
    if (!url || !["http:", "https:"].includes(url.protocol)) return element("span", "", text);
    const anchor = element("a", "", text);
    anchor.href = url.href;
    anchor.target = "_blank";
    anchor.rel = "noopener noreferrer";
    return anchor;
  }

  function quote(evidence) {
    const block = element("blockquote");
    const sentence = element("p");
    evidence.pieces.forEach(([text, role]) => sentence.append(role ? element("mark", role, text) : text));
    const footer = element("footer");
    if (evidence.speaker) footer.append(element("bdi", "", evidence.speaker), " says so · ");
    if (evidence.notes.length) footer.append(evidence.notes.join(", ") + " · ");
    if (evidence.source) footer.append(element("bdi", "", evidence.source), " ");
    if (evidence.title || evidence.url) footer.append(link(evidence.url, evidence.title || evidence.url));
    block.append(sentence, footer);
    return block;
  }

  function eventPart(number) {
    const event = details.events[number];
    const part = element("section");
    const heading = element("h3");
    heading.append(element("bdi", "", event.who), ` ${event.what} `, element("bdi", "", event.whom));
    part.append(heading, element("p", "facts", event.facts), ...event.evidence.map(quote));
    return part;
  }

  function show(...content) {
    const close = element("button", "", "×");
    close.id = "close";
    close.type = "button";
    close.ariaLabel = "Close";
    close.addEventListener("click", showNothing);
    panel.replaceChildren(close, ...content);
    panel.hidden = false;
    panel.scrollTop = 0;
  }

  function showNode(id) {
    const node = details.nodes[id];
    const about = element("p", "also", [node.kind, ...node.aliases].join(" · "));
    if (node.wikidata) about.append(" · ", link(node.wikidata, "Wikidata"));
    show(element("h2", "", node.label), about, ...node.events.map(eventPart));
    const touching = drawing.edges.filter((edge) => edge.from === id || edge.to === id);
    restyle(focusOn(touching, [id]));
  }

  function showEdge(id) {
    const edge = drawing.edges[id];
    show(...details.edges[id].map(eventPart));
    restyle(focusOn([edge], []));
  }

  function showNothing() {
    panel.hidden = true;
    network.unselectAll();
    restyle(null);
  }

  // Brings a place into the middle of what the panel leaves free.
  function lookAt(position) {
    const beside = panel.clientWidth < container.clientWidth;
    const offset = beside ? { x: -panel.clientWidth / 2, y: 0 } : { x: 0, y: -panel.clientHeight / 2 };
    network.moveTo({ position, scale: Math.max(network.getScale(), 0.9), offset, animation: false });
    network.once("afterDrawing", () => restyle());
  }

  function goToNode(id) {
    network.selectNodes([id], false);
    showNode(id);
    lookAt(network.getPosition(id));
  }

  function goToEvent(number) {
    const id = details.edges.findIndex((events) => events.includes(number));
    network.setSelection({ nodes: [], edges: [id] });
    showEdge(id);
    const [one, other] = network.getConnectedNodes(id).map((node) => network.getPosition(node));
    lookAt({ x: (one.x + (other ?? one).x) / 2, y: (one.y + (other ?? one).y) / 2 });
    container.scrollIntoView({ block: "nearest" });
  }

  function found(text) {
    const wanted = text.trim().toLowerCase();
    if (!wanted) return [];
    const names = (node) => [node.label, ...node.aliases].map((name) => name.toLowerCase());
    const rank = (node) => Math.min(...names(node).map((name) => (name.startsWith(wanted) ? 0 : name.includes(wanted) ? 1 : 2)));
    return details.nodes
      .map((node, id) => ({ id, node, rank: rank(node) }))
      .filter((match) => match.rank < 2)
      .sort((one, other) => one.rank - other.rank || other.node.events.length - one.node.events.length)
      .slice(0, MAX_MATCHES);
  }

  function offerMatches() {
    const list = found(search.value);
    matches.hidden = !search.value.trim();
    matches.replaceChildren(...list.map(({ id, node }) => {
      const button = element("button", "", node.label);
      button.type = "button";
      button.addEventListener("click", () => { matches.hidden = true; goToNode(id); });
      return button;
    }));
    if (!list.length) matches.append(element("span", "hint", "No entity of that name."));
  }

  const network = new vis.Network(container, { nodes, edges }, options());
  // Where edges and labels lie is known only once they have been drawn.
  function fit() {
    const look = () => network.fit({ maxZoomLevel: 1.2, animation: false });
    look();
    network.once("afterDrawing", () => {
      restyle();
      network.once("afterDrawing", () => { look(); network.once("afterDrawing", () => restyle()); });
    });
  }
  network.once("afterDrawing", fit);
  // Scroll bars come late and narrow the drawing: look again, unless somebody has begun to look around.
  let untouched = true;
  for (const touch of ["click", "zoom", "dragStart"]) network.once(touch, () => { untouched = false; });
  network.on("resize", () => { if (untouched) fit(); });

  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) showNode(node);
    else if (edge !== undefined) showEdge(edge);
    else showNothing();
  });
  network.on("zoom", () => { clearTimeout(zoomed); zoomed = setTimeout(() => restyle(), 80); });
  network.on("dragEnd", ({ nodes: moved }) => { if (moved.length) restyle(); });
  document.getElementById("fit").addEventListener("click", () => { showNothing(); fit(); });
  document.querySelectorAll("[data-event]").forEach((button) => {
    button.addEventListener("click", () => goToEvent(Number(button.dataset.event)));
  });
  search.addEventListener("input", offerMatches);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") matches.querySelector("button")?.click();
    if (event.key === "Escape") matches.hidden = true;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== search) { event.preventDefault(); search.focus(); }
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    network.setOptions(options());
    restyle();
  });

  // Where a node or the middle of an edge lies on the page: the seam for tests and for other tools.
  window.dateline = { network, goToNode, goToEvent };
})();
