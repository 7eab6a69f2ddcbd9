"use strict";
// A list of boxes to tick, each with what it looks like, its number, and a shortcut that leaves it alone; long lists
// are shown in parts and can be searched. Rows stay where they are when numbers change, and so does the keyboard.
const Choices = (() => {
  const SEARCHABLE = 12; // longer lists have a box to find in
  const STEP = 25;
  const { grouped } = Dom;
  const { plain } = Search;

  // `look` gives what stands before the name and, if there is more to say, a note below it.
  function row(choice, look, { onTick, onOnly }) {
    const box = Dom.element("input", { type: "checkbox" });
    box.addEventListener("change", () => onTick(box.checked));
    const count = Dom.element("span.count");
    const { sample = null, note = "" } = look(choice);
    const words = Dom.element("span.words", {}, Dom.element("bdi", {}, choice.label), note && Dom.element("small", {}, note));
    const label = Dom.element("label", {}, box, sample, words, count);
    const only = Dom.button("button.only", "only", onOnly, { "aria-label": `only ${choice.label}` });
    const line = Dom.element("div.choice", {}, label, only);

    function update({ count: number, on, partly = false }) {
      box.checked = on;
      box.indeterminate = partly;
      const text = grouped(number);
      if (count.textContent !== text) count.textContent = text;
      line.classList.toggle("none", number === 0);
    }
    return { line, update };
  }

  // Rows by name, made when they are first shown.
  function rows(look, act) {
    const made = new Map();
    return (choice) => {
      if (!made.has(choice.name)) {
        made.set(choice.name, row(choice, look, { onTick: (on) => act.tick([choice.name], on), onOnly: () => act.only([choice.name]) }));
      }
      return made.get(choice.name);
    };
  }

  function keep(list, elements) {
    const same = list.children.length === elements.length && elements.every((each, at) => list.children[at] === each);
    if (!same) list.replaceChildren(...elements);
  }

  function finder(title, onFind) {
    const input = Dom.element("input.find", { type: "search", placeholder: "Find", "aria-label": `Find in ${title}`, autocomplete: "off", spellcheck: "false" });
    const told = Dom.element("p.found", { role: "status" });
    input.addEventListener("input", () => onFind(plain(input.value)));
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !input.value) return;
      event.stopPropagation();
      input.value = "";
      onFind("");
    });
    return { input, told };
  }

  // A flat list; `first` of it at first, then more on request, and whatever was picked out by name.
  function list(element, title, { look, act, first = Infinity }) {
    let [choices, wanted, shown] = [[], "", first];
    const rowOf = rows(look, act);
    const items = Dom.element("ul");
    const more = Dom.button("button.more", "", () => { shown += STEP; render(); });
    const find = finder(title, (text) => { wanted = text; shown = first; render(); });
    element.append(find.input, find.told, items, more);

    // The first ones, and the few that are picked out further down: a row never moves from under the pointer.
    function visible(found) {
      const rest = found.slice(shown).filter(({ on }) => on);
      return rest.length < found.length - shown && rest.length <= STEP ? [...found.slice(0, shown), ...rest] : found.slice(0, shown);
    }

    function render() {
      const found = wanted ? choices.filter(({ label }) => plain(label).includes(wanted)) : choices;
      const lines = visible(found).map((choice) => { const each = rowOf(choice); each.update(choice); return each.line; });
      keep(items, lines.map((line) => line.parentElement ?? Dom.element("li", {}, line)));
      more.hidden = found.length <= shown;
      more.textContent = `${grouped(Math.min(STEP, found.length - shown))} more of ${grouped(found.length)}`;
      find.input.hidden = choices.length <= SEARCHABLE;
      find.told.textContent = wanted ? `${grouped(found.length)} of ${grouped(choices.length)}` : "";
    }
    return (newChoices) => { choices = newChoices; render(); };
  }

  const partly = ({ children }) => children.some(({ on }) => on) && !children.every(({ on }) => on);
  const namesOf = ({ children }) => children.map(({ name }) => name);

  // One branch: a row for all of it, and the rows below, which open.
  function branchOf(choice, look, act) {
    const rowOf = rows(look, act);
    const below = Dom.element("ul", { hidden: "" });
    const twist = Dom.button("button.twist", "", () => open(below.hidden), { "aria-label": `relations of ${choice.label}`, "aria-expanded": "false" });
    const head = row(choice, look, { onTick: (on) => act.tick(names, on), onOnly: () => act.only(names) });
    head.line.prepend(twist);
    const item = Dom.element("li.branch", {}, head.line, below);
    let names = [];

    function open(on) {
      below.hidden = !on;
      twist.setAttribute("aria-expanded", String(on));
    }

    function update(tree, found) {
      names = namesOf(tree);
      head.update({ ...tree, on: tree.children.every(({ on }) => on), partly: partly(tree) });
      keep(below, found.map((child) => { const each = rowOf(child); each.update(child); return each.line.parentElement ?? Dom.element("li", {}, each.line); }));
    }
    return { item, open, update };
  }

  // Choices with choices below them.
  function tree(element, title, { look, act }) {
    let [branches, wanted] = [[], ""];
    const made = new Map();
    const items = Dom.element("ul.tree");
    const find = finder(title, (text) => { wanted = text; render(true); });
    element.append(find.input, find.told, items);

    function branch(choice) {
      if (!made.has(choice.name)) made.set(choice.name, branchOf(choice, look, act));
      return made.get(choice.name);
    }

    const matches = ({ label }) => plain(label).includes(wanted);
    const below = (choice) => (matches(choice) ? choice.children : choice.children.filter(matches));

    function render(sought = false) {
      const found = branches.map((choice) => [choice, wanted ? below(choice) : choice.children]).filter(([, children]) => children.length);
      keep(items, found.map(([choice, children]) => {
        const each = branch(choice);
        each.update(choice, children);
        if (sought) each.open(Boolean(wanted));
        return each.item;
      }));
      const [all, left] = [branches.flatMap(namesOf).length, found.reduce((sum, [, children]) => sum + children.length, 0)];
      find.input.hidden = all <= SEARCHABLE;
      find.told.textContent = wanted ? `${grouped(left)} of ${grouped(all)}` : "";
      if (branches.length === 1) branch(branches[0]).open(true);
    }
    return (newBranches) => { branches = newBranches; render(); };
  }

  return Object.freeze({ list, tree });
})();
