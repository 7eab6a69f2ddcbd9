"use strict";
// Which events are looked at: those that pass every filter and lie near the focus, and how many each filter would
// leave of the rest. Pure: model and state in, numbers out.
const Choosing = (() => {
  // A filter is a test of one event, or null where it lets everything pass.
  const FILTERS = {
    kinds: (model, { kinds }) => {
      if (!kinds) return null;
      const wanted = model.nodes.map((node) => node.kinds.some((kind) => kinds.includes(kind)));
      return (event) => wanted[event.source] && wanted[event.target];
    },
    relations: (model, { relations }) => {
      if (!relations) return null;
      const wanted = model.relations.map(({ name }) => relations.includes(name));
      return (event) => wanted[event.relation];
    },
    statuses: (_, { statuses }) => statuses && ((event) => statuses.includes(event.status)),
    publishers: (model, { publishers }) => {
      if (!publishers) return null;
      const wanted = model.publishers.map((name) => publishers.includes(name));
      return (event) => event.publishers.some((number) => wanted[number]);
    },
    stories: (_, { stories }) => (stories > 1 ? (event) => event.stories >= stories : null),
    time: (_, { clock, from, to }) => {
      if (!from && !to) return null;
      const [first, last] = [from ? Calendar.dayOf(from) : -Infinity, to ? Calendar.dayOf(to) : Infinity];
      if (clock === "published") return (event) => event.published.some((day) => first <= day && day <= last);
      return (event) => event.from !== null && event.from <= last && first <= event.to;
    },
  };
  const NAMES = Object.keys(FILTERS);
  const bitOf = (name) => 1 << NAMES.indexOf(name);

  // For each event which filters keep it out, one bit each.
  function refusals(model, state) {
    const bits = new Uint8Array(model.events.length);
    for (const name of NAMES) {
      const passes = FILTERS[name](model, state);
      if (passes) model.events.forEach((event, at) => { if (!passes(event)) bits[at] |= bitOf(name); });
    }
    return bits;
  }

  // The events that touch a node less than `depth` steps away, walking over passing events alone.
  function around(model, start, depth, passes) {
    const found = new Set();
    let edge = [start];
    const seen = new Set(edge);
    for (let step = 0; step < depth; step += 1) {
      const next = [];
      for (const node of edge) {
        for (const at of model.nodes[node].events) {
          if (!passes(at)) continue;
          found.add(at);
          const { source, target } = model.events[at];
          const other = source === node ? target : source;
          if (!seen.has(other)) { seen.add(other); next.push(other); }
        }
      }
      edge = next;
    }
    return found;
  }

  // How many steps each node is away from the first one, over passing events.
  function distances(model, start, passes) {
    const steps = new Map([[start, 0]]);
    const queue = [start];
    for (let head = 0; head < queue.length; head += 1) {
      for (const at of model.nodes[queue[head]].events) {
        const { source, target } = model.events[at];
        const other = source === queue[head] ? target : source;
        if (passes(at) && !steps.has(other)) { steps.set(other, steps.get(queue[head]) + 1); queue.push(other); }
      }
    }
    return steps;
  }

  // The events on all shortest ways between two nodes, whichever way the events point.
  function between(model, one, other, passes) {
    const [here, there] = [distances(model, one, passes), distances(model, other, passes)];
    const length = here.get(other);
    const on = (source, target) => here.get(source) + 1 + there.get(target) === length;
    const found = new Set();
    if (length === undefined || length === 0) return found;
    model.events.forEach(({ source, target }, at) => { if (passes(at) && (on(source, target) || on(target, source))) found.add(at); });
    return found;
  }

  // The events that are left of those that pass: near the focus, or on the way; in the order of the model.
  function near(model, state, passes) {
    let found = null;
    if (state.path) found = between(model, ...state.path.map((key) => model.nodeOf(key).at), passes);
    else if (state.focus) found = around(model, model.nodeOf(state.focus).at, state.depth, passes);
    if (found) return [...found].sort((one, other) => one - other);
    return model.events.map(({ at }) => at).filter(passes);
  }

  function endsOf(model, events) {
    const ends = new Set();
    for (const at of events) ends.add(model.events[at].source).add(model.events[at].target);
    return ends;
  }

  // `events` and `nodes` are the numbers of those that are looked at; `leaving(name)` the events if that filter were off.
  function choose(model, state) {
    const bits = refusals(model, state);
    const leaving = (name) => near(model, state, (at) => (bits[at] & ~bitOf(name)) === 0);
    const events = near(model, state, (at) => bits[at] === 0);
    const nodes = endsOf(model, events);
    if (state.focus && !state.path) nodes.add(model.nodeOf(state.focus).at);
    if (state.path) state.path.forEach((key) => nodes.add(model.nodeOf(key).at));
    return { events, nodes, leaving: (name) => (bits.some((bit) => bit & bitOf(name)) ? leaving(name) : events) };
  }

  function tally(values) {
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    return counts;
  }

  const row = (name, label, count, on) => ({ name, label, count: count ?? 0, on });
  const isOn = (names, name) => names === null || names.includes(name);

  function relationTree(model, state, events) {
    const counts = tally(events.map((at) => model.events[at].relation));
    const rows = model.relations.map(({ name, label, category }, number) => ({ ...row(name, label, counts.get(number), isOn(state.relations, name)), category }));
    const branch = (category, name, label) => {
      const children = rows.filter((each) => each.category === category).sort((one, other) => one.label.localeCompare(other.label, "en"));
      const count = children.reduce((sum, child) => sum + child.count, 0);
      return { ...row(name, label, count, children.every(({ on }) => on)), children };
    };
    const branches = model.categories.map(({ name, label }, number) => branch(number, name, label));
    return [...branches, branch(-1, "", "states of affairs")].filter(({ children }) => children.length);
  }

  // What the filters show: each choice with the number of events (for classes: of entities) that it stands for.
  function facets(model, state, choice) {
    const left = (name) => choice.leaving(name).map((at) => model.events[at]);
    const kinds = tally([...endsOf(model, choice.leaving("kinds"))].flatMap((node) => model.nodes[node].kinds));
    const statuses = tally(left("statuses").map(({ status }) => status));
    const publishers = tally(left("publishers").flatMap((event) => event.publishers));
    const stories = tally(left("stories").map((event) => event.stories));
    return {
      kinds: model.kinds.map(({ name, label }) => row(name, label, kinds.get(name), isOn(state.kinds, name))),
      relations: relationTree(model, state, choice.leaving("relations")),
      statuses: model.statuses.map(({ name, meaning }) => ({ ...row(name, name, statuses.get(name), isOn(state.statuses, name)), meaning })),
      publishers: model.publishers.map((name, number) => row(name, name, publishers.get(number), isOn(state.publishers, name))),
      stories: { least: state.stories, most: model.mostStories, counts: stories },
    };
  }

  // When events were, by one of the two clocks: first and last day of each, and how many have none.
  function spansOf(events, clock) {
    if (clock === "published") {
      const dated = events.filter((event) => event.published.length);
      return { spans: dated.flatMap((event) => event.published.map((day) => [day, day])), undated: events.length - dated.length };
    }
    const dated = events.filter((event) => event.from !== null);
    return { spans: dated.map((event) => [event.from, event.to]), undated: events.length - dated.length };
  }

  // What the timeline shows: when those events were that pass all but the brush.
  const spans = (model, state, choice) => spansOf(choice.leaving("time").map((at) => model.events[at]), state.clock);

  return Object.freeze({ choose, facets, spans, spansOf });
})();
