"use strict";
// The side panel: what an entity, a pair or an event rests on. It shows what it is given and keeps nothing but which of
// its parts are unfolded.
const Panel = (() => {
  const PART = 50; // entries of a list that are drawn at once
  const OPEN_ROWS = 3; // events of a pair that show their sentences unasked
  const OPEN_GROUPS = 25; // events of an entity whose groups stand open
  const DEPTHS = [1, 2, 3];

  const one = (all, each) => (typeof each === "number" ? all[each] : each);

  // What is to be shown as objects, with a name by which it is known again.
  function subjectOf(what, model) {
    const events = (what.events ?? []).map((each) => one(model.events, each));
    if (what.event !== undefined) return { kind: "event", event: one(model.events, what.event), events: [], id: one(model.events, what.event).key };
    if (what.pair) {
      const pair = what.pair.map((each) => one(model.nodes, each));
      return { kind: "pair", pair, events, id: pair.map(({ key }) => key).join("~") };
    }
    return { kind: "node", node: one(model.nodes, what.node), events, id: one(model.nodes, what.node).key };
  }

  const same = (one, other) => one?.id === other.id && one.events.length === other.events.length && one.events.every((event, at) => event === other.events[at]);

  function make(element, calls) {
    let model = null;
    let shown = null; // the subject drawn, to draw nothing twice
    let unfolded = new Map(); // by the entry's name, what the reader opened or closed
    let parts = new Map(); // by the list's name, how many entries stand there
    element.classList.add("panel");

    const nameButton = (node) => Dom.button("button.name", Dom.name(node.label), () => calls.onPick(node.key), { "data-key": `name ${node.key}` });

    function foldable(what, name, isOpen, summary, draw) {
      const made = Dom.element(what, { open: (unfolded.get(name) ?? isOpen) ? "" : null }, Dom.element("summary", { "data-key": name }, summary));
      const fill = () => { if (made.open && made.childElementCount === 1) made.append(...draw()); };
      made.addEventListener("toggle", () => { if (made.isConnected) unfolded.set(name, made.open); fill(); });
      fill();
      return made;
    }

    // A list of which a part is drawn and the rest waits behind a button.
    function inParts(name, items, draw) {
      const list = Dom.element("ol.entries");
      const more = Dom.button("button.more", "", () => {
        const next = list.childElementCount;
        grow(PART);
        list.children[next]?.querySelector("summary, button")?.focus();
      });
      function grow(by) {
        const from = list.childElementCount;
        list.append(...items.slice(from, from + by).map((item, at) => Dom.element("li", {}, draw(item, from + at))));
        const rest = items.length - list.childElementCount;
        parts.set(name, list.childElementCount);
        more.hidden = rest <= 0;
        more.textContent = `Show ${Dom.grouped(Math.min(PART, rest))} more of ${Dom.grouped(rest)}`;
      }
      grow(parts.get(name) ?? PART);
      return [list, more];
    }

    function iriLine(iri) {
      return Dom.element("p.iri", {}, Dom.element("code", {}, Dom.name(iri)), " ", Copying.button("Copy", () => iri, { "aria-label": "Copy the IRI" }));
    }

    function evidence(event) {
      return [Claims.facts(event, model), ...Claims.list(event, model)];
    }

    const brief = ({ time, stories }) => [time && Claims.when(time), stories > 1 && Dom.counted(stories, "story", "stories")].filter(Boolean).join(" · ");

    function eventRow(event, isOpen) {
      const summary = [
        Dom.element("span.sentence", {}, Claims.sentence(event, model)),
        Dom.element("span.brief", {}, Claims.badge(event.status), ` ${brief(event)}`),
      ];
      const alone = () => Dom.button("button.alone", "Show this event alone", () => calls.onPick(event.key), { "data-key": `alone ${event.key}` });
      return foldable("details.event", event.key, isOpen, summary, () => [...evidence(event), alone()]);
    }

    const hiddenNote = (count, all) => (count < all ? `${Dom.grouped(count)} of ${Dom.counted(all, "event")}: the others are filtered out` : Dom.counted(count, "event"));

    // Events by the other end, the one with the most events first.
    function byOther(node, events) {
      const found = new Map();
      for (const event of events) {
        const other = event.source === node.at ? event.target : event.source;
        if (found.has(other)) found.get(other).push(event);
        else found.set(other, [event]);
      }
      return [...found].sort(([one, mine], [other, theirs]) => theirs.length - mine.length || one - other).map(([at, list]) => ({ other: model.nodes[at], list }));
    }

    function eventGroup(node, { other, list }, isOpen) {
      const name = other === node ? "itself" : Dom.name(other.label);
      const summary = [Dom.element("b", {}, "with ", name), Dom.element("span.count", {}, Dom.counted(list.length, "event"))];
      const pairButton = () => Dom.button("button.alone", "Show these alone", () => calls.onPick(`${node.key}~${other.key}`), { "data-key": `pair ${other.key}` });
      return foldable("details.group", `with ${other.key}`, isOpen, summary, () => [...inParts(`events ${other.key}`, list, (event) => eventRow(event, false)), ...(list.length > 1 ? [pairButton()] : [])]);
    }

    function depthButtons(node) {
      const toggle = (depth) => (event) => calls.onFocus(event.currentTarget.ariaPressed === "true" ? "" : node.key, depth);
      const buttons = DEPTHS.map((depth) => Dom.button("button", String(depth), toggle(depth), { "aria-label": `${Dom.counted(depth, "step")} around`, "aria-pressed": "false", "data-depth": depth, "data-key": `depth ${depth}` }));
      return Dom.element("div.depths", { role: "group", "aria-label": "Neighbourhood: show only what is near" }, Dom.element("span", { "aria-hidden": "true" }, "Only what lies within"), buttons, Dom.element("span", { "aria-hidden": "true" }, "steps"));
    }

    function pathField(node) {
      const input = Dom.element("input", { type: "search", placeholder: "another entity", "aria-label": `Path from ${node.label} to`, "data-key": "path" });
      const popup = Dom.element("div");
      const off = Dom.button("button.off", "No path", () => calls.onPath("", node.key), { "data-key": "no path" });
      const find = (text) => calls.find(text).filter(({ key }) => key !== node.key);
      Completion.make(input, popup, { find, choose: (key) => calls.onPath(key, node.key), draw: Dom.shapeIn(model.families) });
      return Dom.element("div.path", {}, Dom.element("span", { "aria-hidden": "true" }, "Path to"), Dom.element("div.field", {}, input, popup), off);
    }

    function nodePart({ node, events }) {
      const links = [
        node.wikidata && Dom.link(node.wikidata, "Wikidata"),
        node.page.startsWith("/") && Dom.element("a", { href: node.page, "data-key": "page" }, "All its statements"),
      ].filter(Boolean);
      const groups = byOther(node, events);
      const isOpen = (at) => at === 0 || events.length <= OPEN_GROUPS;
      return [
        Dom.element("p.kind-line", {}, Dom.shapeIn(model.families)(node), node.kindLabel),
        node.aliases.length ? Dom.element("p.also", {}, "also called ", Dom.joined(node.aliases.map(Dom.name), ", ")) : null,
        node.standIns.length ? Dom.element("p.also", {}, "in the news also ", Dom.joined(node.standIns.map(Dom.name), ", ")) : null,
        links.length ? Dom.element("p.links", {}, Dom.joined(links, " · ")) : null,
        iriLine(node.iri),
        depthButtons(node),
        pathField(node),
        Dom.element("h3", {}, hiddenNote(events.length, node.events.length)),
        ...(events.length ? [Claims.key(events)] : []),
        ...inParts("groups", groups, (group, at) => eventGroup(node, group, isOpen(at))),
      ];
    }

    // All events between two, whether they pass the filters or not.
    function between([one, other]) {
      const ends = (at) => [model.events[at].source, model.events[at].target];
      return one.events.filter((at) => ends(at).includes(other.at) && (one !== other || ends(at)[0] === ends(at)[1]));
    }

    function pairPart({ pair, events }) {
      const all = between(pair);
      const few = events.length <= OPEN_ROWS;
      return [Dom.element("h3", {}, hiddenNote(events.length, all.length)), Claims.key(events), ...inParts("events", events, (event, at) => eventRow(event, few || at === 0))];
    }

    const eventPart = ({ event }) => [Claims.facts(event, model), Claims.key([event]), ...Claims.list(event, model), iriLine(event.iri)];

    function heading(subject) {
      if (subject.kind === "event") return Claims.sentence(subject.event, model, nameButton);
      if (subject.kind === "node") return [Dom.name(subject.node.label)];
      const [left, right] = subject.pair;
      return [nameButton(left), " and ", left === right ? "itself" : nameButton(right)];
    }

    const PARTS = { node: nodePart, pair: pairPart, event: eventPart };

    function draw(subject) {
      const close = Dom.button("button.close", "×", calls.onClose, { "aria-label": "Close", "data-key": "close" });
      const title = Dom.element("h2", { tabindex: "-1", "data-key": "title" }, heading(subject));
      const parts = PARTS[subject.kind](subject).filter(Boolean);
      element.replaceChildren(Dom.element("div.head", {}, title, close), Dom.element("div.body", {}, parts));
    }

    // Draws anew and leaves the reader where they were, if it is the same subject with other events.
    function redraw(subject) {
      const again = subject.id === shown?.id;
      const held = element.contains(document.activeElement) ? document.activeElement.dataset.key ?? "title" : null;
      const top = element.scrollTop;
      if (!again) { unfolded = new Map(); parts = new Map(); }
      draw(subject);
      element.scrollTop = again ? top : 0;
      if (held) (again && element.querySelector(`[data-key="${CSS.escape(held)}"]`) || element.querySelector("h2")).focus({ preventScroll: true });
    }

    // What the buttons say of the state.
    function press({ node }, state) {
      const depth = state && node && state.focus === node.key ? state.depth : 0;
      element.querySelectorAll("[data-depth]").forEach((button) => { button.ariaPressed = String(Number(button.dataset.depth) === depth); });
      const off = element.querySelector(".path .off");
      if (off) off.hidden = !state?.path?.includes(node.key);
    }

    function show(what, newModel, state = null) {
      element.hidden = what === null;
      if (what === null) { shown = null; element.replaceChildren(); return; }
      model = newModel;
      const subject = subjectOf(what, model);
      if (!same(shown, subject)) redraw(subject);
      shown = subject;
      press(subject, state);
    }

    element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.stopPropagation();
      calls.onClose();
    });
    return Object.freeze({ show, focus: () => element.querySelector("h2")?.focus() });
  }

  return Object.freeze({ make });
})();
