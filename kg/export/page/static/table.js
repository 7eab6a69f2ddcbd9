"use strict";
// The same events as a table, for those who don't read graphs and for screen readers. However many there are, it draws
// them in parts.
const Table = (() => {
  const PART = 100; // rows drawn at once
  const TYPED_MS = 500; // after the last letter, what is typed is a visit of its own
  const FIRST = 30; // rows drawn before all else, so that a brush can be dragged over them
  const CELLS = {
    what: (event, model) => Dom.element("button.open", { type: "button", "aria-label": `${Claims.plainSentence(event, model)}: show sentences` }, Dom.name(model.relations[event.relation].label)),
    status: (event) => Claims.badge(event.status),
  };

  function row(event, model) {
    const cells = Rows.COLUMNS.map((column) => {
      const what = `td.${column.name}${column.number ? ".number" : ""}`;
      const text = column.text(event, model);
      const content = CELLS[column.name]?.(event, model) ?? (text && Dom.name(text));
      return Dom.element(what, { role: "cell", "data-label": text && column.label }, content);
    });
    return Dom.element("tr", { role: "row", "data-at": event.at }, cells);
  }

  function sortSelect(onSort) {
    const options = Rows.COLUMNS.flatMap(({ name, label }) => [Dom.element("option", { value: name }, `${label} ↑`), Dom.element("option", { value: `-${name}` }, `${label} ↓`)]);
    const select = Dom.element("select", { "aria-label": "Sort by" }, options);
    select.addEventListener("change", () => onSort(select.value));
    return select;
  }

  function header({ name, label, number }, onClick) {
    const button = Dom.button("button.sort", label, () => onClick(name));
    return Dom.element(`th.${name}${number ? ".number" : ""}`, { scope: "col", role: "columnheader" }, button);
  }

  // The parts that stay; `acts` says what their buttons do.
  function frame(element, acts) {
    const filter = Dom.element("input", { type: "search", placeholder: "Filter rows by any word", "aria-label": "Filter rows by any word", autocomplete: "off", spellcheck: "false" });
    const count = Dom.element("p.count", { role: "status" });
    const select = sortSelect(acts.sortBy);
    const copy = Copying.button("Copy", acts.tsv, { title: "All rows of this view, to paste into a spreadsheet" });
    const save = Dom.button("button", "Save as CSV", acts.save);
    const bar = Dom.element("div.bar", {}, filter, select, count, Dom.element("span.takeaway", {}, copy, save));
    const heads = Rows.COLUMNS.map((column) => header(column, acts.turn));
    const body = Dom.element("tbody", { role: "rowgroup" });
    const table = Dom.element("table", { role: "table", "aria-label": "Events" }, Dom.element("thead", { role: "rowgroup" }, Dom.element("tr", { role: "row" }, heads)), body);
    const more = Dom.button("button.more", "", acts.more);
    const scroll = Dom.element("div.scroll", { role: "region", "aria-label": "Table of events", tabindex: "0" }, table, more);
    element.classList.add("event-table");
    element.replaceChildren(bar, scroll);
    return { filter, count, select, heads, body, more, scroll };
  }

  // The arrows go from row to row, as in a list.
  function stepRows(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const button = event.target.closest("button.open");
    if (!by || !button) return;
    const next = by > 0 ? button.closest("tr").nextElementSibling : button.closest("tr").previousElementSibling;
    event.preventDefault();
    next?.querySelector("button.open").focus();
  }

  function make(element, { onPick, onSort, onWords, announce }) {
    let given = { events: [], model: null, state: { sort: "time", picked: "", words: "" } };
    let order = null; // of the model's columns
    let opened = ""; // the key of the event that was opened last
    let later = 0; // the timer of the rows that are drawn after the first
    let typing = 0; // the timer of what is being typed
    let rows = []; // the numbers of the events shown, in their order
    const acts = {
      sortBy: (sort) => onSort(sort),
      turn: (name) => onSort(given.state.sort === name ? `-${name}` : name),
      tsv: () => Rows.asTsv(rows, given.model),
      save: () => Copying.save("events.csv", "text/csv;charset=utf-8", `\ufeff${Rows.asCsv(rows, given.model)}`),
      more: () => { const at = parts.body.childElementCount; grow(); parts.body.children[at]?.querySelector("button.open").focus(); },
    };
    const parts = frame(element, acts);

    function open({ target }) {
      const drawn = target.closest("tr");
      if (!drawn || (!target.closest("button") && String(getSelection()))) return; // who selects text wants to copy it
      opened = given.model.events[drawn.dataset.at].key;
      onPick(opened);
    }

    function chosen() {
      return Rows.sorted(Rows.left(given.events, given.model, given.state.words), given.model, order, given.state.sort);
    }

    function grow(by = PART) {
      const from = parts.body.childElementCount;
      parts.body.append(...rows.slice(from, from + by).map((at) => row(given.model.events[at], given.model)));
      const rest = rows.length - parts.body.childElementCount;
      parts.more.hidden = rest <= 0;
      parts.more.textContent = `Show ${Dom.grouped(Math.min(PART, rest))} more of ${Dom.grouped(rest)}`;
      markPicked();
    }

    function markPicked() {
      for (const drawn of parts.body.children) {
        const picked = given.model.events[drawn.dataset.at].key === given.state.picked;
        if (picked) drawn.setAttribute("aria-current", "true");
        else drawn.removeAttribute("aria-current");
      }
    }

    function showCount() {
      const all = given.events.length;
      parts.count.textContent = rows.length === all ? Dom.counted(all, "event") : `${Dom.grouped(rows.length)} of ${Dom.counted(all, "event")}`;
    }

    function showSort() {
      const { sort } = given.state;
      parts.select.value = sort;
      parts.heads.forEach((head, at) => {
        const { name } = Rows.COLUMNS[at];
        if (sort === name || sort === `-${name}`) head.setAttribute("aria-sort", sort === name ? "ascending" : "descending");
        else head.removeAttribute("aria-sort");
      });
    }

    function draw() {
      rows = chosen();
      parts.body.replaceChildren();
      clearTimeout(later);
      grow(FIRST);
      if (rows.length > FIRST) later = setTimeout(() => grow(PART - FIRST));
      showCount();
    }

    const sameEvents = (one, other) => one === other || (one.length === other.length && one.every((at, place) => at === other[place]));

    function update(events, model, state) {
      const before = given;
      given = { events, model, state };
      if (model !== before.model) order = Rows.orders(model);
      showSort();
      if (parts.filter.value !== state.words) parts.filter.value = state.words;
      if (model === before.model && state.sort === before.state.sort && state.words === before.state.words && sameEvents(events, before.events)) { markPicked(); return; }
      draw();
      parts.scroll.scrollTop = 0;
      if (before.model && state.sort !== before.state.sort) announce(`Sorted by ${parts.select.selectedOptions[0]?.text ?? "time"}`);
    }

    parts.filter.addEventListener("input", () => {
      const tell = (resting) => onWords(parts.filter.value.toWellFormed?.() ?? parts.filter.value, resting);
      clearTimeout(typing);
      typing = setTimeout(() => tell(true), TYPED_MS);
      tell(false);
    });
    parts.body.addEventListener("click", open);
    parts.body.addEventListener("keydown", stepRows);
    // Whoever scrolls to the end gets the next part; the button is for those who don't scroll.
    new IntersectionObserver(([{ isIntersecting }]) => {
      if (isIntersecting && rows.length > parts.body.childElementCount && document.activeElement !== parts.more) grow();
    }).observe(parts.more);
    // Puts the keyboard back on the row that was opened last, or on the first.
    function focus() {
      const at = [...parts.body.children].findIndex((drawn) => given.model.events[drawn.dataset.at].key === opened);
      (parts.body.children[Math.max(at, 0)]?.querySelector("button.open") ?? parts.filter).focus();
    }

    return Object.freeze({ update, focus });
  }

  return Object.freeze({ make });
})();
