"use strict";
// What is to be drawn: entities or whole communities as nodes, and between two of them one edge for all events, or
// one for each relation where somebody looks closer. Pure: knows places and names, no screen.
const Scene = (() => {
  const LABEL_CHARS = 18, LABEL_LINES = 3, EDGE_LABEL_CHARS = 17, EDGE_LABEL_LINES = 2;
  const MAX_FANNED = 80; // edges that a focus fans out; more would be the hairball again
  const MAX_STRANDS = 24; // of one bundle: closer together they are a blot, and loops would fill the screen
  const FAN_STEP = 0.24, FAN_WIDTH = 1.2; // vis-network's roundness: between two edges, and of a whole fan
  const SMALLEST_COMMUNITY = 3;

  const wrapped = (text, chars, lines) => Labels.wrap(text, chars, lines).join("\n");

  const radius = (neighbours) => Math.min(9 + 2 * neighbours, 26);

  // Nodes by the number of their community, those that are too few for one left out.
  function communitiesOf(model, nodes) {
    const found = new Map();
    for (const at of nodes) {
      const { community } = model.nodes[at];
      if (!found.get(community)?.push(at)) found.set(community, [at]);
    }
    return new Map([...found].filter(([, members]) => members.length >= SMALLEST_COMMUNITY));
  }

  // The community that stands for a node, or null where the node stands for itself.
  function grouping(model, state, communities) {
    const isClosed = (number) => communities.has(number) && !state.open.includes(number);
    return (at) => (isClosed(model.nodes[at].community) ? model.nodes[at].community : null);
  }

  // Events by the two ends that are drawn, in the order of the events; ends in the order of their ids.
  function bundled(model, events, idOf) {
    const bundles = new Map();
    for (const at of events) {
      const { source, target } = model.events[at];
      const [from, to] = [idOf(source), idOf(target)];
      if (from === to && from.startsWith("c")) continue; // within a closed community
      const ends = from <= to ? [from, to] : [to, from];
      const key = ends.join("~");
      const bundle = bundles.get(key) ?? { id: key, ends, events: [], forward: false, backward: false };
      bundle.events.push(at);
      bundle[from === ends[0] ? "forward" : "backward"] = true;
      bundles.set(key, bundle);
    }
    return [...bundles.values()];
  }

  // What a bundle is called after: what is told as fact before what is disputed, only said, planned or denied; then what
  // most stories tell, where what somebody did counts as much as a mere state of affairs that some times as many tell.
  const CERTAINTY = ["asserted", "disputed", "reported", "intended", "requested", "possible", "denied"];
  const certainty = ({ status }) => CERTAINTY.indexOf(status);
  const isState = (model, { relation }) => model.relations[relation].category < 0; // as "affiliated with", which nobody did
  const ACT = 5;
  const telling = (model, event) => event.stories * (isState(model, event) ? 1 : ACT);
  const supported = (model) => (one, other) => certainty(model.events[one]) - certainty(model.events[other])
    || telling(model, model.events[other]) - telling(model, model.events[one]) || one - other;

  function statusOf(model, events) {
    const all = new Set(events.map((at) => model.events[at].status));
    return all.size === 1 ? [...all][0] : "mixed";
  }

  const storiesOf = (model, events) => events.reduce((sum, at) => sum + model.events[at].stories, 0);

  // What matters more has its label first: by the stories of what somebody did, then by how much there is besides.
  const weightOf = (model, events) => storiesOf(model, events.filter((at) => !isState(model, model.events[at])))
    + (storiesOf(model, events) + events.length) / 1e4;

  // "terminates", "terminates ×3", "terminates +4": the best supported relation, and how many events more.
  function bundleLabel(model, events) {
    const labels = new Map();
    for (const at of [...events].sort(supported(model))) {
      const label = model.relations[model.events[at].relation].label;
      labels.set(label, (labels.get(label) ?? 0) + 1);
    }
    const [[first, count]] = labels;
    if (labels.size === 1) return count === 1 ? first : `${first} ×${count}`;
    return `${first} +${events.length - 1}`;
  }

  function bundleEdge(model, { id, ends: [from, to], events, forward, backward }) {
    const communities = from.startsWith("c") || to.startsWith("c");
    const label = communities ? Dom.counted(events.length, "event") : bundleLabel(model, events);
    return {
      id, from, to, bend: 0, loop: from === to ? 0 : -1, status: statusOf(model, events), events,
      width: communities ? 0.6 + Math.sqrt(events.length) * 0.25 : 1.4 + Math.min(Math.log2(events.length), 4) * 0.7,
      label: wrapped(label, EDGE_LABEL_CHARS, EDGE_LABEL_LINES), rank: communities ? storiesOf(model, events) : weightOf(model, events), arrowTo: forward, arrowFrom: backward,
    };
  }

  // One edge for each relation, direction and status of a bundle.
  function strands(model, bundle, idOf) {
    const found = new Map();
    for (const at of bundle.events) {
      const { source, target, relation, status } = model.events[at];
      const key = `${idOf(source)}>${idOf(target)}>${relation}>${status}`;
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(at);
    }
    return [...found.values()].sort((one, other) => one[0] - other[0]);
  }

  function fan(model, bundle, idOf) {
    const all = strands(model, bundle, idOf);
    const step = Math.min(FAN_STEP, FAN_WIDTH / all.length);
    return all.map((events, place) => {
      const { source, target, relation, status } = model.events[events[0]];
      const [from, to] = [idOf(source), idOf(target)];
      const offset = (place - (all.length - 1) / 2) * step;
      const label = model.relations[relation].label + (events.length > 1 ? ` ×${events.length}` : "");
      return {
        id: `${bundle.id}~${place}`, from, to, events, status,
        bend: from === to ? 0 : (from === bundle.ends[0] ? offset : -offset), loop: from === to ? place : -1,
        width: 1.5 + Math.min(Math.log2(events.length), 3) * 0.5,
        label: wrapped(label, EDGE_LABEL_CHARS, EDGE_LABEL_LINES), rank: weightOf(model, events), arrowTo: true, arrowFrom: false,
      };
    });
  }

  // Which bundles are fanned out: the one that is looked at, and those of a focus or a way as far as they can be read.
  function fannedOut(model, state, bundles, idOf, picked) {
    const canFan = (bundle) => bundle.events.length <= MAX_STRANDS || strands(model, bundle, idOf).length <= MAX_STRANDS;
    const isPicked = ({ events }) => events.some((at) => picked.events.has(at));
    const wanted = new Set(bundles.filter((bundle) => isPicked(bundle) && canFan(bundle)).map(({ id }) => id));
    const focus = state.focus && idOf(model.nodeOf(state.focus).at);
    const candidates = bundles.filter((bundle) => (state.path || (focus && bundle.ends.includes(focus))) && canFan(bundle));
    let count = 0;
    for (const bundle of candidates) {
      count += strands(model, bundle, idOf).length;
      if (count <= MAX_FANNED) wanted.add(bundle.id);
    }
    return wanted;
  }

  // What the panel shows, as numbers of nodes and events; `whole` where that is a node with all that it does.
  function pickedOf(model, picked, chosen) {
    const event = model.eventOf(picked);
    if (event) return { nodes: new Set([event.source, event.target]), events: new Set([event.at]), whole: null };
    const [one, other] = picked.split("~").map((key) => model.nodeOf(key));
    if (!other) return { nodes: new Set(one ? [one.at] : []), events: new Set(), whole: one ?? null };
    const relation = picked.split("~")[2];
    const fits = ({ at, source, target, relation: number }) => chosen.has(at) && (
      relation ? source === one.at && target === other.at && model.relations[number].name === relation
        : (source === one.at && target === other.at) || (source === other.at && target === one.at));
    return { nodes: new Set([one.at, other.at]), events: new Set(one.events.filter((at) => fits(model.events[at]))), whole: null };
  }

  function communityNode(model, number, members, disc) {
    const hubs = [...members].sort((one, other) => model.nodes[other].support - model.nodes[one].support || one - other);
    const names = hubs.slice(0, 2).map((at) => wrapped(model.nodes[at].label, LABEL_CHARS, 2)).join(",\n");
    return {
      id: `c${number}`, ...disc, shape: "dot", family: "community",
      label: members.length > 2 ? `${names}\n+ ${members.length - 2} more` : names, rank: members.length * 10, count: members.length,
    };
  }

  function entityNode(model, at, neighbours, places) {
    const { kind, family, label } = model.nodes[at];
    const name = wrapped(label, LABEL_CHARS, LABEL_LINES) || "?";
    return { id: `n${at}`, at, ...places(at), r: radius(neighbours), shape: model.shapes[family], family, kind, label: name, rank: neighbours, count: 0 };
  }

  function nodesOf(model, nodes, groupOf, bundles, { places, discs }) {
    const neighbours = new Map();
    for (const { ends: [one, other] } of bundles) {
      if (one === other) continue;
      for (const end of [one, other]) neighbours.set(end, (neighbours.get(end) ?? 0) + 1);
    }
    const members = new Map();
    const drawn = [];
    for (const at of nodes) {
      const group = groupOf(at);
      if (group === null) drawn.push(entityNode(model, at, neighbours.get(`n${at}`) ?? 0, places));
      else if (members.has(group)) members.get(group).push(at);
      else members.set(group, [at]);
    }
    for (const [number, those] of members) drawn.push(communityNode(model, number, those, discs.get(number)));
    return drawn;
  }

  // Marks what is picked and fades the rest; nothing fades where nothing is picked.
  function marked(nodes, edges, picked, idOf) {
    const ids = new Set([...picked.nodes].map(idOf));
    const hot = (edge) => edge.events.some((at) => picked.events.has(at)) || (picked.whole !== null && (ids.has(edge.from) || ids.has(edge.to)));
    const lit = new Set(ids);
    for (const edge of edges) if (hot(edge)) lit.add(edge.from).add(edge.to);
    const dim = ids.size > 0;
    return {
      nodes: nodes.map((node) => ({ ...node, picked: ids.has(node.id), faded: dim && !lit.has(node.id) })),
      edges: edges.map((edge) => ({ ...edge, picked: dim && hot(edge) && picked.whole === null, faded: dim && !hot(edge) })),
    };
  }

  // The scene of a choice; `places(at)` gives where a node lies. Nodes in the order of the model, then communities.
  function make(model, state, choice, places) {
    const inOrder = [...choice.nodes].sort((one, other) => one - other);
    const communities = state.grouped ? communitiesOf(model, inOrder) : new Map();
    const groupOf = grouping(model, state, communities);
    const idOf = (at) => { const group = groupOf(at); return group === null ? `n${at}` : `c${group}`; };
    const picked = pickedOf(model, state.picked, new Set(choice.events));
    const bundles = bundled(model, choice.events, idOf);
    const fanned = fannedOut(model, state, bundles.filter(({ ends }) => !ends.some((end) => end.startsWith("c"))), idOf, picked);
    const edges = bundles.flatMap((bundle) => (fanned.has(bundle.id) ? fan(model, bundle, idOf) : [bundleEdge(model, bundle)]));
    const nodes = nodesOf(model, inOrder, groupOf, bundles, { places, discs: Discs.arrange(communities, places) });
    return marked(nodes, edges, picked, idOf);
  }

  return Object.freeze({ make, pickedOf, supported });
})();
