"use strict";
// What is filtered, in words above the drawing: a button for each filter that takes it off.
const Chips = (() => {
  const SPELLED = 3; // so many names are spelled out
  const TITLES = { statuses: "status", kinds: "class", relations: "relation", publishers: "publisher" };
  const { grouped } = Dom;

  const joined = (choices) => choices.map(({ label }) => label).join(", ");

  // Choices to name: a branch that is alike throughout by its own name.
  function named(choices, on) {
    return choices.flatMap((choice) => {
      if (!choice.children) return choice.on === on ? [choice] : [];
      const alike = choice.children.filter((child) => child.on === on);
      return alike.length === choice.children.length ? [choice] : alike;
    });
  }

  const leaves = (choices) => choices.flatMap((choice) => choice.children ?? [choice]);

  function namesText(choices) {
    const [on, off] = [named(choices, true), named(choices, false)];
    if (!on.length) return "none";
    if (on.length <= SPELLED) return joined(on);
    if (off.length <= SPELLED) return `all but ${joined(off)}`;
    const all = leaves(choices);
    return `${grouped(all.filter((choice) => choice.on).length)} of ${grouped(all.length)}`;
  }

  function timeText({ clock, from, to }) {
    return [clock === "published" ? "published" : "time", Calendar.spanText(Calendar.dayOf(from), Calendar.dayOf(to))];
  }

  // Each filter that is set: what it is about, what is left of it, and the patch that takes it off.
  function active(facets, state) {
    const lists = Object.entries(TITLES).filter(([name]) => state[name] !== null);
    const found = lists.map(([name, title]) => [title, namesText(facets[name]), { [name]: null }]);
    if (state.stories > 1) found.push(["independent stories", `${grouped(state.stories)} or more`, { stories: 1 }]);
    if (state.from || state.to) found.push([...timeText(state), { from: "", to: "" }]);
    return found;
  }

  function chip([title, text], onClick) {
    const close = Dom.element("span.cross", { "aria-hidden": "true" }, "×");
    return Dom.button("button.chip", [Dom.element("span.unseen", {}, "Take off: "), `${title} `, Dom.element("b", {}, Dom.element("bdi", {}, text)), close], onClick);
  }

  function make(element, { onChange }) {
    element.classList.add("chips");
    element.setAttribute("role", "group");
    element.setAttribute("aria-label", "Filters in use");
    element.tabIndex = -1;
    let shown = "";

    // The next chip gets the keyboard of the one that was taken off.
    function take(at, patch) {
      onChange(patch);
      (element.children[Math.min(at, element.children.length - 1)] ?? element).focus();
    }

    function update(facets, state) {
      const found = active(facets, state);
      const text = JSON.stringify(found);
      if (text === shown) return;
      shown = text;
      const held = [...element.children].indexOf(document.activeElement);
      element.replaceChildren(...found.map((each, at) => chip(each, () => take(at, each[2]))));
      if (found.length > 1) element.append(Dom.button("button.clear", "Clear all", () => take(0, Filters.NONE)));
      element.hidden = !found.length;
      if (held >= 0) element.children[Math.min(held, element.children.length - 1)]?.focus();
    }
    return Object.freeze({ update });
  }

  return Object.freeze({ make });
})();
