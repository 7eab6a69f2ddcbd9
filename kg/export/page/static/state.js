"use strict";
// What is looked at, as one frozen value and as the text behind the # of the page's address.
// Refuses nothing: what a link says that this page does not know is passed over and named.
const State = (() => {
  const INITIAL = Object.freeze({
    clock: "event", // or "published": which of the two times `from` and `to` are about
    from: "", to: "", // days, both inclusive; empty: no bound
    kinds: null, relations: null, statuses: null, publishers: null, // names; null: all
    stories: 1, // independent stories that an event rests on, at least
    focus: "", depth: 1, // a node's key, and how many steps around it
    path: null, // the keys of two nodes
    picked: "", // what the panel shows: a node's key, an event's, "one~other", or "one~other~relation" for one direction
    mode: "graph", // or "table"
    arranged: false, // laid out anew for what is left
    grouped: false, open: Object.freeze([]), // communities as one node each, but for the open ones
    sort: "time", // the table's column, "-" before it: downwards
    words: "", // that the table's rows hold
  });
  const LISTS = ["kinds", "relations", "statuses", "publishers"];

  const changed = (state, patch) => Object.freeze({ ...state, ...patch });

  const escaped = (name) => encodeURIComponent(name).replaceAll("!", "%21"); // "!" before a list turns it round
  const joined = (names) => names.map(escaped).join(",");
  const split = (text) => (text ? text.split(",").map(decodeURIComponent) : []);

  // Names that are in, or after "!" those that are out, whichever are fewer.
  function listText(names, all) {
    const out = all.filter((name) => !names.includes(name));
    return names.length && out.length < names.length ? `!${joined(out)}` : joined(names);
  }

  function listFrom(text, all) {
    const named = split(text.replace(/^!/, ""));
    if (named.length && !named.some((name) => all.includes(name))) return undefined; // of another graph: no wish to see nothing
    return all.filter((name) => named.includes(name) !== text.startsWith("!"));
  }

  // How each part is written, and how it is read: `undefined` where the text says nothing that this page knows.
  const truth = { write: (value) => (value ? "1" : ""), read: (text) => text === "1" };
  const among = (...words) => ({ write: (word) => word, read: (text) => (words.includes(text) ? text : undefined) });
  const number = (least, most) => ({
    write: String,
    read: (text) => (/^\d+$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined),
  });
  const day = { write: (text) => text, read: (text) => (Calendar.dayOf(text) === null ? undefined : text) };
  const node = { write: encodeURIComponent, read: (text, model) => (model.nodeOf(decodeURIComponent(text)) ? decodeURIComponent(text) : undefined) };
  const PARTS = {
    clock: among("event", "published"), from: day, to: day,
    stories: number(1, Infinity), focus: node, depth: number(1, 3),
    path: {
      write: (ends) => ends.map(encodeURIComponent).join("~"),
      read: (text, model) => { const ends = pair(text, model); return ends && ends[0] !== ends[1] ? ends : undefined; },
    },
    picked: {
      write: (text) => text.split("~").map(encodeURIComponent).join("~"),
      read: (text, model) => {
        const key = decodeURIComponent(text);
        return relationBetween(text, model) || model.nodeOf(key) || model.eventOf(key) ? key : undefined;
      },
    },
    mode: among("graph", "table"), arranged: truth, grouped: truth,
    open: { write: (numbers) => numbers.join(","), read: (text) => Object.freeze(text.split(",").filter((each) => /^\d+$/.test(each)).map(Number)) },
    sort: { write: (text) => text, read: (text) => (/^-?[a-z]+$/.test(text) ? text : undefined) },
    words: { write: encodeURIComponent, read: decodeURIComponent },
  };

  function pair(text, model) {
    const ends = text.split("~").map(decodeURIComponent);
    return ends.length === 2 && ends.every((key) => model.nodeOf(key)) ? ends : null;
  }

  function relationBetween(text, model) {
    const [one, other, relation] = text.split("~");
    return other !== undefined && pair(`${one}~${other}`, model) && (relation === undefined || model.names.relations.includes(decodeURIComponent(relation)));
  }

  function toHash(state, model) {
    const said = Object.keys(INITIAL).filter((part) => JSON.stringify(state[part]) !== JSON.stringify(INITIAL[part]));
    const text = (part) => (LISTS.includes(part) ? listText(state[part], model.names[part]) : PARTS[part].write(state[part]));
    return said.map((part) => `${part}=${text(part)}`).join("&");
  }

  function read(part, text, model) {
    try {
      if (LISTS.includes(part)) return listFrom(text, model.names[part]);
      return PARTS[part]?.read(text.replace(/%7E/gi, "~"), model); // as some programs write it in links
    } catch {
      return undefined; // a broken %-escape
    }
  }

  // The state that the text tells, and the parts of it that say nothing here.
  function fromHash(text, model) {
    const patch = {};
    const unknown = [];
    for (const assignment of text.replace(/^#/, "").split("&").filter(Boolean)) {
      const [part] = assignment.split("=", 1);
      const value = part in INITIAL ? read(part, assignment.slice(part.length + 1), model) : undefined;
      if (value === undefined) unknown.push(assignment);
      else patch[part] = value;
    }
    return { state: changed(INITIAL, patch), unknown };
  }

  return Object.freeze({ INITIAL, changed, toHash, fromHash });
})();
