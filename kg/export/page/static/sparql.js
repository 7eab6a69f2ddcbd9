"use strict";
// The view as a SPARQL 1.1 query that any store holding the graph answers with the same events. Pure.
const Sparql = (() => {
  const PREFIXES = [
    ["kg", "https://w3id.org/dateline/ontology#"], ["prov", "http://www.w3.org/ns/prov#"],
    ["schema", "https://schema.org/"],
  ];
  const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  // What turns the direction of writing, or can't be seen, is written by its number.
  const UNSEEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
  const numbered = (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  const literal = (text) => `"${text.replace(/[\\"\n\r\t]/g, (character) => ESCAPES[character]).replace(UNSEEN, numbered)}"`;
  // What an IRI reference of SPARQL may not hold is percent-encoded, as it is where IRIs are made.
  const reference = (iri) => `<${iri.replace(/[\x00-\x20<>"{}|^`\\]/g, encodeURIComponent)}>`;
  const values = (variable, terms) => `VALUES ${variable} { ${terms.join(" ")} }`;

  // What an event, called `event` in the query, must be to pass the filters; each condition a line.
  function conditions(model, state, event) {
    const lines = [`${event} a kg:Event .`];
    const say = (...words) => lines.push(words.join(" "));
    if (state.kinds) {
      for (const end of ["subject", "object"]) {
        say(`${event} kg:${end} ${event}_${end} .`, `FILTER EXISTS { ${event}_${end} a ${event}_kind .`, values(`${event}_kind`, state.kinds.map((name) => `kg:${name}`)), "}");
      }
    }
    if (state.relations) {
      const named = model.relations.filter(({ name }) => state.relations.includes(name));
      say(`${event} kg:relation ${event}_relation .`, values(`${event}_relation`, named.map(({ iri }) => reference(iri))));
    }
    if (state.statuses) say(`${event} kg:status ${event}_status .`, values(`${event}_status`, state.statuses.map(literal)));
    if (state.stories > 1) say(`${event} kg:storyCount ${event}_stories . FILTER (${event}_stories >= ${state.stories})`);
    if (state.publishers) {
      const spellings = state.publishers.flatMap((name) => model.spellings[model.publishers.indexOf(name)] ?? []);
      say(told(event, `kg:publisher ${event}_publisher . ${values(`${event}_publisher`, spellings.map(literal))}`));
    }
    if (state.from || state.to) say(state.clock === "published" ? published(event, state) : happened(event, state));
    return lines;
  }

  const told = (event, what) => `FILTER EXISTS { ${event} kg:claim/prov:wasDerivedFrom ${event}_article . ${event}_article ${what} }`;
  const both = (...tests) => tests.filter(Boolean).join(" && ");

  function happened(event, { from, to }) {
    const until = to && `STR(${event}_earliest) <= ${literal(to)}`;
    const since = from && `STR(${event}_latest) >= ${literal(from)}`;
    return `${event} kg:earliest ${event}_earliest ; kg:latest ${event}_latest . FILTER (${both(since, until)})`;
  }

  function published(event, { from, to }) {
    const day = `SUBSTR(STR(${event}_published), 1, 10)`;
    const test = both(from && `${day} >= ${literal(from)}`, to && `${day} <= ${literal(to)}`);
    return told(event, `schema:datePublished ${event}_published . FILTER (${test})`);
  }

  // Binds ?endN to the nodes that N steps over passing events reach from the focus; innermost first, so that a store
  // goes outwards and meets each node once.
  function reached(model, state, step) {
    if (step === 0) return [values("?end0", [reference(model.nodeOf(state.focus).iri)])];
    const inner = reached(model, state, step - 1);
    const walked = `?step${step} kg:subject|kg:object ?end${step - 1} , ?end${step} .`;
    return [`{ SELECT DISTINCT ?end${step} WHERE {`, ...[...inner, walked, ...conditions(model, state, `?step${step}`)].map(indented), "} }"];
  }

  const indented = (line) => `  ${line}`;

  // `only` are the numbers of events that are looked at of those, where no filter tells them.
  function query(model, state, choice, only = state.path ? choice.events : null) {
    const where = conditions(model, state, "?event");
    if (only) where.push(values("?event", only.map((at) => reference(model.events[at].iri))));
    if (!state.path && state.focus) where.push(...reached(model, state, state.depth - 1), `?event kg:subject|kg:object ?end${state.depth - 1} .`);
    const about = "?event kg:subject ?subject ; kg:relation ?relation ; kg:object ?object ; kg:status ?status .";
    return [
      ...PREFIXES.map(([prefix, namespace]) => `PREFIX ${prefix}: <${namespace}>`),
      "SELECT DISTINCT ?event ?subject ?relation ?object ?status ?time WHERE {",
      ...[about, ...where, "OPTIONAL { ?event kg:timeLabel ?time }"].map(indented),
      "}", "ORDER BY ?time ?event", "",
    ].join("\n");
  }

  return Object.freeze({ query });
})();
