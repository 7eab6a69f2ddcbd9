"use strict";
// A field that offers what could be meant while one writes: a combobox with its list, as the ARIA practices have it.
const Completion = (() => {
  let count = 0; // for ids, which the page must not have twice

  // `find(text)` gives [{key, label, note, …}], `choose(key)` is told what was taken; `draw` gives what stands before it.
  function make(input, popup, { find, choose, draw = () => null, empty = "No entity of that name." }) {
    count += 1;
    const id = `completion-${count}`;
    const list = Dom.element("ul", { id, role: "listbox", "aria-label": "Matches" });
    const hint = Dom.element("p.hint", { role: "status" });
    let found = [];
    let active = -1;
    popup.classList.add("completion");
    popup.replaceChildren(list, hint);
    for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": id, autocomplete: "off", spellcheck: "false" })) {
      input.setAttribute(key, value);
    }
    close();

    function close() {
      popup.hidden = true;
      found = [];
      input.setAttribute("aria-expanded", "false");
      mark(-1);
    }

    function mark(at) {
      active = at;
      [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
      if (at < 0) input.removeAttribute("aria-activedescendant");
      else input.setAttribute("aria-activedescendant", `${id}-${at}`);
      list.children[at]?.scrollIntoView({ block: "nearest" });
    }

    function take(at) {
      const { key, label } = found[at];
      input.value = label;
      close();
      choose(key);
    }

    function option(each, at) {
      const text = Dom.element("span", {}, Dom.name(each.label), " ", Dom.element("small", {}, Dom.name(each.note)));
      const made = Dom.element("li", { id: `${id}-${at}`, role: "option", "aria-selected": "false" }, draw(each), text);
      made.addEventListener("click", () => take(at));
      return made;
    }

    function offer() {
      if (!input.value.trim()) { close(); return; }
      found = find(input.value);
      list.replaceChildren(...found.map(option));
      list.hidden = !found.length;
      popup.hidden = false;
      hint.textContent = found.length ? "" : empty;
      input.setAttribute("aria-expanded", String(found.length > 0));
      mark(-1);
    }

    function step(by) {
      if (!found.length) offer();
      if (found.length) mark((active + by + found.length + (active < 0 && by < 0 ? 1 : 0)) % found.length);
    }

    const KEYS = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      Enter: () => { if (found.length) take(Math.max(active, 0)); },
      Escape: () => close(),
    };
    input.addEventListener("keydown", (event) => {
      const act = !event.isComposing && KEYS[event.key];
      if (!act || (event.key === "Escape" && popup.hidden)) return; // an Escape of its own clears a search field
      event.preventDefault();
      event.stopPropagation();
      act();
    });
    input.addEventListener("input", offer);
    input.addEventListener("focus", () => input.select());
    input.addEventListener("blur", close);
    popup.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus, and the list stays
    return Object.freeze({ close });
  }

  return Object.freeze({ make });
})();
