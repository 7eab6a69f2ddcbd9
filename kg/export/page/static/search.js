"use strict";
// Finds entities by their names and aliases, and events by the words of both ends and relation. Pure; refuses to guess
// more than one slip of the finger.
const Search = (() => {
  const MOST = 8;
  const MOST_EVENTS = 4;
  const SHORTEST_GUESS = 4; // characters; shorter words have too many neighbours
  const [SAME, BEGINS, WORD_BEGINS, ALL_WORDS, WITHIN, NOWHERE] = [0, 1, 2, 3, 4, 9];

  // Text as one compares it: without accents, case, full stops and double spaces.
  const plain = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss").replace(/[.’'`]/g, "").replace(/[\s\-‐-―_,/]+/g, " ").trim();

  function rank(name, wanted, words) {
    if (name.startsWith(wanted)) return name.length === wanted.length ? SAME : BEGINS;
    const spaced = ` ${name}`;
    if (spaced.includes(` ${wanted}`)) return WORD_BEGINS;
    if (words.length > 1 && words.every((word) => spaced.includes(` ${word}`))) return ALL_WORDS;
    return name.includes(wanted) ? WITHIN : NOWHERE;
  }

  // Of one node the name that fits best: its label before its aliases.
  function bestName(names, wanted, words) {
    let best = { rank: NOWHERE, at: 0 };
    names.forEach((name, at) => {
      const found = rank(name, wanted, words) + (at && 0.5);
      if (found < best.rank) best = { rank: found, at };
    });
    return best;
  }

  // Whether one letter more, less, other or swapped makes one text the other.
  function oneSlip(one, other) {
    if (Math.abs(one.length - other.length) > 1) return false;
    let start = 0;
    while (start < one.length && one[start] === other[start]) start += 1;
    let end = 0;
    while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
    const [left, right] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
    return Math.max(left.length, right.length) <= 1 || (left.length === 2 && left === [...right].reverse().join(""));
  }

  // All that a node is called: its label, its aliases, and the words that news uses in its place, as capitals.
  const namesOf = (node) => [node.label, ...node.aliases, ...node.standIns];

  function entityNote(model, node, alias) {
    return [alias && `also “${alias}”`, node.kindLabel, Dom.counted(node.events.length, "event")].filter(Boolean).join(" · ");
  }

  function entityFound(model, node, at) {
    const alias = at ? namesOf(node)[at] : "";
    return { key: node.key, label: node.label, family: node.family, alias, note: entityNote(model, node, alias) };
  }

  const byRank = (one, other) => one.rank - other.rank || other.node.events.length - one.node.events.length || one.node.at - other.node.at;

  function findEntities(model, names, text, most) {
    const wanted = plain(text);
    if (!wanted) return [];
    const words = wanted.split(" ");
    const found = [];
    model.nodes.forEach((node) => {
      const best = bestName(names[node.at], wanted, words);
      if (best.rank < NOWHERE) found.push({ node, ...best });
    });
    if (!found.length) found.push(...guesses(model, names, wanted));
    return found.sort(byRank).slice(0, most).map(({ node, at }) => entityFound(model, node, at));
  }

  function guesses(model, names, wanted) {
    if (wanted.length < SHORTEST_GUESS) return [];
    const meant = (name) => oneSlip(name, wanted) || name.split(" ").some((word) => word.length >= SHORTEST_GUESS && oneSlip(word, wanted));
    return model.nodes.flatMap((node) => {
      const at = names[node.at].findIndex(meant);
      return at < 0 ? [] : [{ node, at, rank: at ? 1 : 0 }];
    });
  }

  function eventFound(model, event) {
    const note = [event.time || "no date", event.status].join(" · ");
    return { key: event.key, label: Claims.plainSentence(event, model), family: "", alias: "", note };
  }

  // Events of which each word begins a word of an end or of the relation, and at least one of the relation.
  function findEvents(model, names, relations, text, most) {
    const words = plain(text).split(" ").filter(Boolean);
    if (!words.length) return [];
    const begins = (texts) => words.map((word) => texts.some((each) => ` ${each}`.includes(` ${word}`)));
    const byRelation = relations.map((relation) => begins([relation]));
    if (!byRelation.some((hits) => hits.includes(true))) return [];
    const byNode = names.map(begins);
    const fits = ({ source, target, relation }) =>
      byRelation[relation].includes(true) && words.every((_, at) => byRelation[relation][at] || byNode[source][at] || byNode[target][at]);
    const found = model.events.filter(fits).sort((one, other) => other.stories - one.stories || one.at - other.at);
    return found.slice(0, most).map((event) => eventFound(model, event));
  }

  function index(model) {
    const names = model.nodes.map((node) => namesOf(node).map(plain));
    const relations = model.relations.map((relation) => plain(Claims.wordsOf(relation)));
    const entities = (text, most = MOST) => findEntities(model, names, text, most);
    const events = (text, most = MOST_EVENTS) => findEvents(model, names, relations, text, most);
    return Object.freeze({ entities, events, find: (text) => [...entities(text), ...events(text)] });
  }

  return Object.freeze({ index, plain });
})();
