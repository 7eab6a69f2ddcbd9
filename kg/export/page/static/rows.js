"use strict";
// The events as rows of a table: which words a row holds, in what order rows stand, and the rows as text for a
// spreadsheet. Pure; numbers of events in, numbers out.
const Rows = (() => {
  // A rank and an event's number make one number to sort by; both fit below 2 ** 53, up to which numbers are exact.
  const [EVENTS, RANKS] = [2 ** 24, 2 ** 26];

  // What each column shows, in the order of the table.
  const COLUMNS = [
    { name: "who", label: "Who", text: (event, model) => model.nodes[event.source].label },
    { name: "what", label: "Does what", text: (event, model) => model.relations[event.relation].label },
    { name: "whom", label: "To whom", text: (event, model) => model.nodes[event.target].label },
    { name: "time", label: "When", text: (event) => event.time },
    { name: "status", label: "Status", text: (event) => event.status },
    { name: "place", label: "Where", text: (event) => event.place },
    { name: "articles", label: "Articles", text: (event) => String(event.articles), number: true },
    { name: "stories", label: "Stories", text: (event) => String(event.stories), number: true },
    { name: "publishers", label: "Publishers", text: (event, model) => event.publishers.map((at) => model.publishers[at]).join(", ") },
  ];
  const IDENTIFIERS = [
    { label: "Event", text: (event) => event.iri },
    { label: "Subject", text: (event, model) => model.nodes[event.source].iri },
    { label: "Relation", text: (event, model) => model.relations[event.relation].iri },
    { label: "Object", text: (event, model) => model.nodes[event.target].iri },
  ];

  // The place of each text in the alphabet, the same for equal texts; empty ones come last.
  function ranks(texts) {
    const { compare } = new Intl.Collator("en", { numeric: true });
    const distinct = [...new Set(texts)].sort((one, other) => (one === "") - (other === "") || compare(one, other) || (one < other ? -1 : 1));
    const rankOf = new Map(distinct.map((text, rank) => [text, rank]));
    return texts.map((text) => rankOf.get(text));
  }

  // For each column the numbers by which its events are put in order, worked out once.
  function orders(model) {
    const nodes = () => ranks(model.nodes.map(({ label }) => label));
    const byText = (column) => { const all = ranks(model.events.map((event) => column.text(event, model))); return ({ at }) => all[at]; };
    const make = {
      who: () => { const all = nodes(); return ({ source }) => all[source]; },
      whom: () => { const all = nodes(); return ({ target }) => all[target]; },
      what: () => { const all = ranks(model.relations.map(({ label }) => label)); return ({ relation }) => all[relation]; },
      time: () => ({ at }) => at, // the model's own order
      status: () => ({ status }) => model.statuses.findIndex(({ name }) => name === status),
      articles: () => ({ articles }) => articles,
      stories: () => ({ stories }) => stories,
    };
    const made = {};
    const of = (name) => (made[name] ??= make[name]?.() ?? byText(COLUMNS.find((column) => column.name === name)));
    return { of };
  }

  const known = (sort) => COLUMNS.some(({ name }) => name === sort.replace("-", ""));

  // Events in order of a column, "-" before its name: downwards. Equal ones stay in order of time, unknown dates last.
  function sorted(events, model, order, sort) {
    if (!known(sort) || sort === "time") return events;
    const down = sort.startsWith("-");
    const rank = order.of(sort.replace("-", ""));
    const last = sort === "-time" ? ({ from }) => (from === null ? 2 * RANKS : 0) : () => 0;
    const keys = Float64Array.from(events, (at) => {
      const event = model.events[at];
      return ((down ? RANKS - rank(event) : rank(event)) + last(event)) * EVENTS + at;
    }).sort();
    return Array.from(keys, (key) => key % EVENTS);
  }

  // For each event all its words, to be searched.
  function texts(model) {
    const plain = { nodes: model.nodes.map(({ label }) => Search.plain(label)), relations: model.relations.map((each) => Search.plain(Claims.wordsOf(each))) };
    const publishers = model.publishers.map(Search.plain);
    return model.events.map((event) => [
      plain.nodes[event.source], plain.relations[event.relation], plain.nodes[event.target],
      Search.plain(event.time), event.status, event.place && Search.plain(event.place), ...event.publishers.map((at) => publishers[at]),
    ].join(" "));
  }

  // Those events that hold each of the words.
  function holding(events, words, text) {
    return events.filter((at) => words.every((word) => text[at].includes(word)));
  }

  const textsOf = new WeakMap(); // of a model, once somebody types words

  // Those events that hold each word of the text that is typed over the table.
  function left(events, model, typed) {
    const words = Search.plain(typed).split(" ").filter(Boolean);
    if (!words.length) return events;
    if (!textsOf.has(model)) textsOf.set(model, texts(model));
    return holding(events, words, textsOf.get(model));
  }

  // A spreadsheet runs nothing: an apostrophe stands before what it would take for a formula.
  const guarded = (text) => (/^'*[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text);

  function written(events, model, cell, between, end) {
    const columns = [...COLUMNS, ...IDENTIFIERS];
    const line = (cells) => cells.map((text) => cell(guarded(text))).join(between) + end;
    return [line(columns.map(({ label }) => label)), ...events.map((at) => line(columns.map(({ text }) => text(model.events[at], model))))].join("");
  }

  const asTsv = (events, model) => written(events, model, (text) => text.replace(/[\t\r\n]+/g, " "), "\t", "\n");
  const asCsv = (events, model) => written(events, model, (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text), ",", "\r\n");

  return Object.freeze({ COLUMNS, orders, sorted, left, asTsv, asCsv });
})();
