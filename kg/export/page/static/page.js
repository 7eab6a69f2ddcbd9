"use strict";
// Puts the parts together: what somebody does becomes a new state, and a new state is shown by every part.
(() => {
  const byId = (id) => document.getElementById(id);
  const contents = byId("contents");
  if (!contents) return; // nothing to draw
  const model = Model.read(JSON.parse(contents.textContent));
  const places = Places.make(model);
  let index = null; // made when somebody first searches
  const search = () => (index ??= Search.index(model));
  const graph = byId("graph");
  let state = State.INITIAL;
  let choice = null;
  let scene = null;
  let unfitted = false; // whether it lies elsewhere than when it was last fitted
  let sliding = 0; // what brings the picked thing into view a moment later
  let pointed = false; // whether it was picked by the mouse or a finger
  let settled = true; // whether what is under way, such as a brush, has come to rest
  let steered = false; // whether somebody moved the camera since all was fitted
  let standing = ""; // the community that the keyboard has come to
  let fading = 0; // what takes a notice away
  let opening = 0; // what ends the time in which the panel lets clicks through
  const LET_THROUGH_MS = 600; // as slow a double click as a browser takes for one
  const NOTICE_MS = 6000, UNKNOWN_CHARS = 60;

  // Going somewhere

  const hash = () => State.toHash(state, model);
  const start = location.href.includes("#") ? location.hash.slice(1) : document.documentElement.dataset.start; // a bare "#" is the whole
  const visits = Visits.make(arrive, start);

  // `passing`: something that is still under way and no visit of its own, such as a brush being drawn.
  function go(patch, { passing = false } = {}) {
    settled = !passing;
    standing = "";
    state = State.changed(state, patch);
    if (!passing) visits.record(hash());
    show();
  }

  function arrive(text) {
    const told = State.fromHash(text, model);
    standing = "";
    state = told.state;
    show();
    if (told.unknown.length) announce(`Not in this page: ${told.unknown.map((part) => part.slice(0, UNKNOWN_CHARS)).join(", ")}`, { seen: true });
  }

  // Showing it

  const FILTERS = ["clock", "from", "to", "kinds", "relations", "statuses", "publishers", "stories", "focus", "depth", "path"];
  const PLACED = ["focus", "depth", "path", "arranged", "grouped"];
  let shown = {};
  const changedIn = (parts) => parts.some((part) => shown[part] !== state[part]);

  function show() {
    const filtered = !choice || changedIn(FILTERS);
    if (filtered) choice = Choosing.choose(model, state);
    showMode();
    const moved = places.settle(state, choice, { width: graph.clientWidth, height: graph.clientHeight }) || !shown.mode || changedIn(PLACED);
    scene = sceneNow();
    if (filtered || changedIn(["picked"])) showPanel();
    if (filtered) showFilters();
    if (state.mode === "table" && (filtered || changedIn(["mode", "sort", "picked", "words"]))) table.update(choice.events, model, state);
    unfitted ||= moved;
    showTools(); // before the drawing, which keeps clear of the bar
    if (state.mode === "graph") showDrawing(moved, filtered);
    shown = state;
  }

  // Surroundings and ways are shown one by one, whatever is grouped in the whole.
  function sceneNow() {
    const ungrouped = state.focus || state.path ? { grouped: false } : {};
    return Groups.marked(Scene.make(model, State.changed(state, ungrouped), choice, places.here), standing);
  }

  function showDrawing(moved, filtered) {
    drawing.show(scene);
    unfitted ||= filtered && settled && !steered && Sight.isLost(drawing, scene.nodes, insets());
    fit();
    clearTimeout(sliding);
    const fitted = moved && (state.focus || state.path); // all of it is in view already
    if (!fitted && (state.picked !== shown.picked || (moved && !shown.mode))) sliding = setTimeout(bring, pointed ? Sight.DOUBLE_MS : 0);
    pointed = false;
  }

  // Once there is room to fit it into: a table may stand in its place, or a notebook may have folded the page away.
  function fit() {
    if (!unfitted || !graph.clientWidth || !graph.clientHeight) return;
    unfitted = false;
    fitAll();
  }

  // The camera moved by the page, and not by somebody who looks around: that is left alone when filters change.
  function byItself(move) {
    const before = steered;
    move();
    steered = before;
  }

  function fitAll() {
    byItself(() => drawing.fit());
    steered = false;
  }

  const bring = () => byItself(() => Sight.bring(drawing, scene.nodes.filter(({ picked }) => picked), insets()));
  const insets = () => Sight.insets(graph, byId("panel"), byId("around"));

  function showMode() {
    document.body.dataset.mode = state.mode;
    byId("table").hidden = state.mode !== "table";
    graph.hidden = state.mode === "table";
  }

  function showFilters() {
    const facets = Choosing.facets(model, state, choice);
    filters.update(facets, state);
    chips.update(facets, state);
    showTimeline();
    Counts.update(byId("counts"), model, choice);
    byId("nothing").hidden = choice.events.length > 0;
  }

  function showTimeline() {
    const { clock, from, to } = state;
    timeline.update({ ...Choosing.spans(model, state, choice), clock, from, to, chosen: choice.events.length });
  }

  function showTools() {
    byId("back").disabled = !visits.can(-1);
    byId("forward").disabled = !visits.can(1);
    const press = (id, on) => byId(id).setAttribute("aria-pressed", String(on));
    press("as-graph", state.mode === "graph");
    press("as-table", state.mode === "table");
    press("arrange", state.arranged);
    press("group", state.grouped);
    for (const id of ["save-png", "save-svg"]) byId(id).disabled = state.mode === "table";
    byId("arrange").disabled = choice.nodes.size > Arranging.MOST || Boolean(state.focus || state.path);
    byId("group").disabled = Boolean(state.focus || state.path);
    around.update(state);
  }

  // What the panel shows for what is picked: an event, the events between two, or a node with its own.
  function pickedThing() {
    const event = model.eventOf(state.picked);
    if (event) return { event };
    const picked = Scene.pickedOf(model, state.picked, new Set(choice.events));
    const list = (numbers) => [...numbers].map((at) => model.events[at]);
    const bestFirst = (numbers) => list([...numbers].sort(Scene.supported(model)));
    const chosen = new Set(choice.events);
    if (picked.whole) return { node: picked.whole, events: list(picked.whole.events.filter((at) => chosen.has(at))) };
    if (!picked.nodes.size) return null;
    const [one, other = one] = [...picked.nodes].map((at) => model.nodes[at]);
    return { pair: [one, other], events: bestFirst(picked.events) };
  }

  function showPanel() {
    const thing = pickedThing();
    if (pointed && byId("panel").hidden) letThrough();
    panel.show(thing, model, state);
    document.body.dataset.reading = thing ? "yes" : "no";
    if (thing && state.picked !== shown.picked) announce(told(thing));
  }

  // The panel may open over what was clicked: a second click still goes to what lies beneath.
  function letThrough() {
    byId("panel").classList.add("opening");
    clearTimeout(opening);
    opening = setTimeout(() => byId("panel").classList.remove("opening"), LET_THROUGH_MS);
  }

  function told({ node, pair, event, events: list }) {
    if (event) return Claims.plainSentence(event, model);
    const ends = node ? node.label : pair.map(({ label }) => label).join(" and ");
    return `${ends}: ${Dom.counted(list.length, "event")}`;
  }

  // To those who listen; `seen` where those who look would not notice either.
  function announce(text, { seen = false } = {}) {
    byId("announcer").textContent = text;
    byId("announcer").classList.toggle("unseen", !seen);
    clearTimeout(fading);
    if (seen) fading = setTimeout(() => byId("announcer").classList.add("unseen"), NOTICE_MS);
  }

  // What somebody points at

  const nodeOf = (id) => scene.nodes.find((node) => node.id === id);
  const keyOf = (id) => model.nodes[Number(id.slice(1))].key;

  const unfolding = (...communities) => ({ open: Object.freeze([...new Set([...state.open, ...communities])].sort((one, other) => one - other)) });

  function openGroup(node) {
    go(unfolding(Number(node.id.slice(1))));
    announce(Groups.opened(node));
  }

  // The keyboard passes by communities, and opens one by Enter.
  function stand(id) {
    if (state.picked) go({ picked: "" });
    standing = id;
    scene = sceneNow();
    drawing.show(scene);
    bring();
    announce(Groups.stood(nodeOf(id)));
  }

  function pick(id, kind, event = null) {
    pointed = event !== null;
    tip.show(null);
    if (id === null) { if (state.picked || standing) go({ picked: "" }); return; }
    const [node, edge] = kind === "node" ? [nodeOf(id)] : [null, scene.edges.find((each) => each.id === id)];
    if (!node && !edge) return; // a name of the picture before: the new one is not painted yet
    if (node) { if (Groups.isClosed(node)) openGroup(node); else go({ picked: keyOf(id) }); return; }
    const closed = [edge.from, edge.to].find((end) => end.startsWith("c"));
    if (closed) { openGroup(nodeOf(closed)); return; }
    const strand = id.split("~").length === 3;
    const pair = `${keyOf(edge.from)}~${keyOf(edge.to)}`;
    if (edge.events.length === 1) go({ picked: model.events[edge.events[0]].key });
    else go({ picked: strand ? `${pair}~${model.relations[model.events[edge.events[0]].relation].name}` : pair });
  }

  function focusOn(key) {
    const further = state.focus === key && !state.path ? Math.min(state.depth + 1, 3) : 1;
    go({ focus: key, depth: further, path: null, picked: key });
  }

  function openThing(id, kind) {
    if (kind === "node" && id.startsWith("n")) focusOn(keyOf(id));
  }

  function moved(id, x, y) {
    if (!id.startsWith("n")) return;
    places.drag(Number(id.slice(1)), { x, y });
    scene = sceneNow();
  }

  // What was typed over the table; at rest no more than a visit, if nobody has gone elsewhere meanwhile.
  function typed(words, resting) {
    if (!resting || words === state.words) go({ words }, { passing: !resting });
  }

  const tip = Tip.make(byId("tip"), model);
  const hovered = (id, kind, place) => tip.show(id === null ? null : kind === "node" ? nodeOf(id) : scene.edges.find((edge) => edge.id === id), place);

  // The parts

  const engine = document.documentElement.dataset.engine === "vis" ? DrawingVis : DrawingCanvas;
  const drawing = engine.make(graph, {
    onPick: pick, onOpen: openThing, onHover: hovered, onMoved: moved, onCamera: () => { tip.show(null); steered = true; },
    onThinned: (lines) => Counts.tellThinned(byId("group"), lines), insets,
  });
  const panel = Panel.make(byId("panel"), {
    find: (text) => search().entities(text),
    onPick: (key) => go({ picked: key }),
    onFocus: (key, depth) => go(key ? { focus: key, depth, path: null, picked: key } : { focus: "", depth: 1 }),
    onPath: (to, from) => {
      go(to ? { path: Object.freeze([from, to]), focus: "", depth: 1, picked: "" } : { path: null });
      if (!to) return;
      graph.focus({ preventScroll: true });
      announce(choice.events.length ? `The way shows ${Dom.counted(choice.nodes.size, "entity", "entities")} and ${Dom.counted(choice.events.length, "event")}` : "Nothing ties the two within these filters");
    },
    onClose: () => { go({ picked: "" }); if (state.mode === "table") table.focus(); else graph.focus({ preventScroll: true }); },
  });
  const table = Table.make(byId("table"), { onPick: (key) => { go({ picked: key }); panel.focus(); }, onSort: (sort) => go({ sort }), onWords: typed, announce });
  const filters = Filters.make(byId("filters"), { onChange: go, model, button: byId("show-filters") });
  const chips = Chips.make(byId("chips"), { onChange: go, model });
  const timeline = Timeline.make(byId("timeline"), {
    onBrush: (from, to, resting) => go({ from, to }, { passing: !resting }),
    onClock: (clock) => go({ clock, from: "", to: "" }),
    whole: (clock) => Choosing.spansOf(model.events, clock).spans,
  });
  Completion.make(byId("search"), byId("matches"), { find: (text) => search().find(text), choose: goTo, draw: Dom.shapeIn(model.families) });

  // To an entity or an event, whatever is looked at now: filters and a focus that hide it go.
  function goTo(key) {
    const [node, event] = [model.nodeOf(key), model.eventOf(key)];
    const hides = node ? !choice.nodes.has(node.at) : !choice.events.includes(event.at);
    const bare = { ...State.INITIAL, mode: state.mode, grouped: state.grouped, open: state.open };
    const ends = node ? [node] : [model.nodes[event.source], model.nodes[event.target]];
    const open = state.grouped ? unfolding(...ends.map(({ community }) => community)) : {};
    go({ ...(hides ? bare : {}), ...open, picked: key });
  }

  graph.addEventListener("mouseleave", () => tip.show(null));
  const around = Around.make(byId("around"), { onChange: go, model });
  Counts.tellLeftOut(byId("group"), model);
  Tools.listen({ go, visits, drawing, fit: fitAll, model, announce, state: () => state, choice: () => choice, scene: () => scene, hash });
  Keys.listen(graph, { go, visits, drawing, fit: fitAll, focusOn, keyOf, pick, stand, state: () => state, scene: () => scene });

  for (const medium of ["(prefers-color-scheme: dark)", "print"]) matchMedia(medium).addEventListener("change", () => drawing.restyle());

  arrive(start);
  new ResizeObserver(fit).observe(graph);

  // The seam for tests and for other tools.
  const ready = new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
  window.dateline = Object.freeze({ model, go, drawing, ready, state: () => state, scene: () => scene, choice: () => choice });
})();
