"use strict";
// The filters beside the drawing, which are its legend too: status, class, relation, stories, publisher.
// Keeps nothing: what is on comes in by `update`, what is wished goes out by `onChange` as a patch of the state.
const Filters = (() => {
  const NONE = Object.freeze({ statuses: null, kinds: null, relations: null, publishers: null, stories: 1, from: "", to: "" });
  const NARROW = "(max-width: 50rem), (max-height: 34rem)";
  const FIRST_PUBLISHERS = 8;
  const STORY_STEPS = [1, 2, 3, 5, 10, 20, 50, 100, 200, 500];
  const TITLES = { statuses: "Status", kinds: "Class", relations: "Relation", stories: "Independent stories", publishers: "Publisher" };
  const COUNTED = { statuses: "events", kinds: "entities", relations: "events", stories: "events", publishers: "events" };
  const { grouped } = Dom;

  const leaves = (choices) => choices.flatMap((choice) => choice.children ?? [choice]);

  // The names that are on once some of them are switched; null for all.
  function switched(choices, names, on) {
    const left = leaves(choices).filter((choice) => (names.includes(choice.name) ? on : choice.on));
    return left.length === leaves(choices).length ? null : left.map(({ name }) => name);
  }

  // A part of the filters, with a heading that folds it away and a button that takes its filter off.
  function part(name, onAll) {
    const body = Dom.element("div.body", { role: "group", id: `filter-${name}`, "aria-label": TITLES[name] });
    const fold = Dom.button("button.fold", TITLES[name], () => open(body.hidden), { "aria-expanded": "true", "aria-controls": body.id });
    const told = Dom.element("span.told");
    const all = Dom.button("button.all", "all", onAll, { "aria-label": `all: ${TITLES[name]}` });
    const head = Dom.element("div.head", {}, Dom.element("h3", {}, fold), told, all);
    const element = Dom.element(`section.facet.${name}`, {}, head, body);

    function open(on) {
      body.hidden = !on;
      fold.setAttribute("aria-expanded", String(on));
    }

    function tell(text, filtered) {
      told.textContent = text;
      all.disabled = !filtered;
      element.classList.toggle("filtered", filtered);
    }
    return { element, body, tell };
  }

  function facet(name, onChange, fill) {
    const made = part(name, () => onChange({ [name]: null }));
    let choices = [];
    const act = {
      tick: (names, on) => onChange({ [name]: switched(choices, names, on) }),
      only: (names) => onChange({ [name]: names.length === leaves(choices).length ? null : names }),
    };
    const show = fill(made.body, act);

    function update(newChoices) {
      choices = newChoices;
      const [all, on] = [leaves(choices).length, leaves(choices).filter((choice) => choice.on).length];
      made.tell(on < all ? `${grouped(on)} of ${grouped(all)}` : COUNTED[name], on < all);
      made.element.hidden = all === 0;
      show(choices);
    }
    return { element: made.element, update };
  }

  function storyStep(least, onChange) {
    const radio = Dom.element("input", { type: "radio", name: "least-stories", value: String(least) });
    radio.addEventListener("change", () => onChange({ stories: least }));
    const count = Dom.element("span.count");
    const words = least === 1 ? "any" : `${grouped(least)}+`;
    const label = Dom.element("label", { title: least === 1 ? "Every event" : `Events that at least ${grouped(least)} independent stories tell of` }, radio, Dom.element("span", {}, words), count);
    return { radio, label, count };
  }

  // At least how many independent stories: steps, each with the events that it leaves.
  function stories(onChange) {
    const made = part("stories", () => onChange({ stories: 1 }));
    made.body.setAttribute("role", "radiogroup");
    made.body.setAttribute("aria-label", "Independent stories, at least");
    const steps = new Map();
    let shown = "";

    function stepOf(least) {
      if (!steps.has(least)) steps.set(least, storyStep(least, onChange));
      return steps.get(least);
    }

    function update({ least, most, counts }) {
      const wanted = [...new Set([...STORY_STEPS.filter((step) => step <= most), least])].sort((one, other) => one - other);
      for (const step of wanted) {
        const { radio, count } = stepOf(step);
        radio.checked = step === least;
        count.textContent = grouped([...counts].reduce((sum, [number, found]) => sum + (number >= step ? found : 0), 0));
      }
      if (shown !== wanted.join()) made.body.replaceChildren(...wanted.map((step) => stepOf(step).label));
      shown = wanted.join();
      made.tell(least > 1 ? `${grouped(least)} or more` : COUNTED.stories, least > 1);
      made.element.hidden = wanted.length < 2;
    }
    return { element: made.element, update };
  }

  // Classes as they are drawn: those of one shape together.
  function kindsOf(model, kinds) {
    const families = model.families.map(({ name }) => name);
    const rank = new Map(model.kinds.map(({ name, family }) => [name, families.indexOf(family)]));
    return [...kinds].sort((one, other) => rank.get(one.name) - rank.get(other.name));
  }

  // Publishers by all their events, so that their order stays when numbers change.
  function publisherOrder(model) {
    const counts = new Map(model.publishers.map((name) => [name, 0]));
    for (const { publishers } of model.events) for (const at of publishers) counts.set(model.publishers[at], counts.get(model.publishers[at]) + 1);
    return (choices) => [...choices].sort((one, other) => counts.get(other.name) - counts.get(one.name) || (one.label < other.label ? -1 : 1));
  }

  function looks(model) {
    const shape = Dom.shapeIn(model.families);
    const kinds = new Map(model.kinds.map((kind) => [kind.name, kind]));
    return {
      statuses: ({ name, meaning }) => ({ sample: Samples.line(name), note: meaning }),
      kinds: ({ name }) => ({ sample: shape(kinds.get(name)) }),
      plain: () => ({}),
    };
  }

  // What no filter stands for, and a legend has to say.
  const bundleSample = () => Dom.element("p.bundle", {}, Samples.line("mixed"), "several of these in one line");

  // The filters can be put away; on a narrow screen they lie over the drawing and close when left.
  function drawer(element, button, close) {
    const narrow = matchMedia(NARROW);
    const isOpen = () => !element.classList.contains("closed");

    function open(on) {
      element.classList.toggle("closed", !on);
      button?.setAttribute("aria-expanded", String(on));
    }
    const leave = () => { open(false); button?.focus(); };
    button?.addEventListener("click", () => {
      open(!isOpen());
      if (isOpen() && narrow.matches) close.focus();
    });
    close.addEventListener("click", leave);
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !narrow.matches || !isOpen()) return;
      event.stopPropagation();
      leave();
    });
    document.addEventListener("pointerdown", (event) => {
      if (narrow.matches && isOpen() && !element.contains(event.target) && !button?.contains(event.target)) open(false);
    });
    element.addEventListener("focusout", ({ relatedTarget }) => {
      if (narrow.matches && relatedTarget && relatedTarget !== button && !element.contains(relatedTarget)) open(false);
    });
    narrow.addEventListener("change", () => open(!narrow.matches));
    open(!narrow.matches);
  }

  // `button` opens and closes it, where there is one.
  function make(element, { onChange, model, button = null }) {
    const look = looks(model);
    const inOrder = publisherOrder(model);
    const parts = {
      statuses: facet("statuses", onChange, (body, act) => {
        const list = Choices.list(body, "statuses", { look: look.statuses, act });
        if (model.statuses.length > 1) body.append(bundleSample());
        return list;
      }),
      stories: stories(onChange),
      kinds: facet("kinds", onChange, (body, act) => Choices.list(body, "classes", { look: look.kinds, act })),
      relations: facet("relations", onChange, (body, act) => Choices.tree(body, "relations", { look: look.plain, act })),
      publishers: facet("publishers", onChange, (body, act) => Choices.list(body, "publishers", { look: look.plain, act, first: FIRST_PUBLISHERS })),
    };
    const clear = Dom.button("button.clear", "Clear all", () => onChange(NONE), { title: "Take every filter off" });
    const close = Dom.button("button.close", "Done", () => {});
    const title = Dom.element("div.title", {}, Dom.element("h2", {}, "Filters and legend"), clear, close);
    element.classList.add("filters");
    element.replaceChildren(title, ...Object.values(parts).map((each) => each.element));
    drawer(element, button, close);

    function update(facets, state) {
      parts.statuses.update(facets.statuses);
      parts.kinds.update(kindsOf(model, facets.kinds));
      parts.relations.update(facets.relations);
      parts.stories.update(facets.stories);
      parts.publishers.update(inOrder(facets.publishers));
      clear.disabled = Object.keys(NONE).every((name) => state[name] === NONE[name]);
    }
    return Object.freeze({ update });
  }

  return Object.freeze({ make, NONE });
})();
