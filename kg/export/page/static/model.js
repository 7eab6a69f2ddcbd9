"use strict";
// What the file holds, as objects that know each other: the rows of `kg/export/page/contents.py` with their numbers
// followed. Refuses nothing; built once and never changed.
const Model = (() => {
  const ROLES = ["subject", "trigger", "object", "both"];

  // A sentence cut along its marks, flat as [start, end, role, …].
  function pieces(sentence, marks) {
    const cut = [];
    let at = 0;
    for (let mark = 0; mark < marks.length; mark += 3) {
      const [start, end, role] = marks.slice(mark, mark + 3);
      if (at < start) cut.push([sentence.slice(at, start), ""]);
      cut.push([sentence.slice(start, end), ROLES[role]]);
      at = end;
    }
    if (at < sentence.length) cut.push([sentence.slice(at), ""]);
    return cut;
  }

  // Keys and names of relations as they stand in a state, where "~" is what lies between two of them.
  const key = (text) => text.replaceAll("~", "%7E");

  function readNodes({ nodes, base, kinds }) {
    return nodes.map(([id, label, kind, x, y, community, wikidata, aliases, page, standIns = [], also = []], at) => ({
      at, key: key(id), iri: id.includes(":") ? id : base + id, label, aliases, kind: kinds[kind][0], kindLabel: kinds[kind][1], family: kinds[kind][2],
      kinds: [kind, ...also].map((number) => kinds[number][0]),
      wikidata, page, standIns, x, y, community, events: [], support: 0,
    }));
  }

  // The claims of an event are cut up when somebody asks for them: most are never looked at.
  function claimsOf(rows, { sentences, names, notes }) {
    let made = null;
    return () => (made ??= rows.map(([sentence, marks, speaker, noted, article]) => ({
      pieces: pieces(sentences[sentence] ?? "", marks), speaker: names[speaker] ?? "", notes: noted.map((number) => notes[number]), article,
    })));
  }

  function readEvent(row, at, written, articles) {
    const [id, source, target, relation, status, time, from, to, place, count, stories, told, claims, moreClaims] = row;
    const claimed = claimsOf(claims, written);
    const days = told.map((number) => articles[number].day).filter((day) => day !== null);
    return {
      at, key: key(id), iri: id.includes(":") ? id : written.base + id, source, target, relation, status: written.statuses[status][0],
      time, from: from ?? to, to: to ?? from, place: written.names[place] ?? "", articles: count, stories, moreClaims,
      publishers: [...new Set(told.map((number) => articles[number].publisher))].filter((number) => number >= 0),
      published: [...new Set(days)].sort((one, other) => one - other),
      get claims() { return claimed(); },
    };
  }

  function readArticle([title, publisher, published, url, story]) {
    const day = Math.floor(Date.parse(published.slice(0, 10)) / 86400000);
    return { title, publisher, published, url, story, day: Number.isNaN(day) ? null : day };
  }

  function connect(nodes, events) {
    for (const event of events) {
      for (const end of new Set([event.source, event.target])) {
        nodes[end].events.push(event.at);
        nodes[end].support += event.stories;
      }
    }
  }

  const keyed = (list) => new Map(list.map((each) => [each.key, each]));

  function read(written) {
    const [entities, events, articles, stories] = written.total;
    const model = {
      base: written.base, total: { entities, events, articles, stories },
      leftOut: { entities: written.leftOut[0], events: written.leftOut[1] },
      families: written.families.map(([name, label, shape, path]) => ({ name, label, shape, path })),
      kinds: written.kinds.map(([name, label, family]) => ({ name, label, family })),
      statuses: written.statuses.map(([name, meaning]) => ({ name, meaning })),
      categories: written.categories.map(([name, label]) => ({ name, label })),
      relations: written.relations.map(([name, iri, label, category, between = label, after = ""]) => ({ name: key(name), iri, label, category, between, after })),
      publishers: written.publishers.map(([text]) => text), spellings: written.publishers.map(([text, ...spellings]) => (spellings.length ? spellings : [text])),
      articles: written.articles.map(readArticle), nodes: readNodes(written),
    };
    model.events = written.events.map((row, at) => readEvent(row, at, written, model.articles));
    connect(model.nodes, model.events);
    const [byNode, byEvent] = [keyed(model.nodes), keyed(model.events)];
    const names = (list) => list.map(({ name }) => name);
    return Object.freeze({
      ...model, nodeOf: (key) => byNode.get(key), eventOf: (key) => byEvent.get(key),
      shapes: Object.fromEntries(model.families.map(({ name, shape }) => [name, shape])),
      mostStories: model.events.reduce((most, event) => Math.max(most, event.stories), 1),
      names: { kinds: names(model.kinds), relations: names(model.relations), statuses: names(model.statuses), publishers: model.publishers },
    });
  }

  return Object.freeze({ read });
})();
