"use strict";
// How many events fall into each span of time: the axis that a width allows, and the counts along it. Pure.
const Histogram = (() => {
  const MIN_BIN_PX = 5;
  const LONG_DAYS = 800; // an occupation of years is no moment to draw near
  const MARGIN_PX = 26; // for the handles of a brush that reaches the ends
  const BEYOND_PX = 22;
  const GAP_PX = 5;
  const TAIL = 0.08; // of all events at either end; what lies far outside of the rest goes into one span there
  const LEAST_AIR = 15; // days
  const FARTHEST = 1.5; // times as far from the bulk as that is long, an event still has its own place on the axis

  function extent(spans) {
    let [first, last] = [Infinity, -Infinity];
    for (const [from, to] of spans) {
      if (from < first) first = from;
      if (to > last) last = to;
    }
    return [first, last];
  }

  // The days that most events lie in, with some air, and on either side whatever lies no farther off than that is long
  // once and a half: one treaty of 1910 must not squeeze a whole summer into a bar.
  function bulk(spans, [first, last]) {
    const short = spans.filter(([from, to]) => to - from < LONG_DAYS);
    const told = 2 * short.length >= spans.length ? short : spans;
    const days = Float64Array.from(told, ([from, to]) => (from + to) / 2).sort();
    const tail = Math.min(Math.max(Math.round(days.length * TAIL), 1), Math.floor((days.length - 1) / 2));
    const [low, high] = [days[tail], days[days.length - 1 - tail]];
    const air = Math.max((high - low) / 4, LEAST_AIR);
    const room = FARTHEST * (high - low + 2 * air);
    const [since, until] = [low - air - room, high + air + room];
    const near = extent(told.filter(([from, to]) => since <= (from + to) / 2 && (from + to) / 2 <= until)); // a vague one whole
    return [first >= since ? first : near[0], last <= until ? last : near[1]];
  }

  // What time the events take up: all of it, and the part that is worth drawing day by day. Null without any event.
  function reach(spans) {
    if (!spans.length) return null;
    const all = extent(spans);
    return { all, bulk: bulk(spans, all) };
  }

  // The axis over `shown` for a width: first days of its bins and the day after, and whether anything lies beyond.
  function axis({ all }, shown, width) {
    const unit = Calendar.unitFor(...shown, Math.max(Math.floor(width / MIN_BIN_PX), 4));
    const edges = Calendar.edges(...shown, unit);
    return { unit, edges, before: all[0] < edges[0], after: all[1] >= edges.at(-1), binOf: lookup(edges) };
  }

  // From a day to the number of its bin: 0 is all time before the axis, the last one all time after it.
  function lookup(edges) {
    const first = edges[0];
    const bins = new Uint16Array(edges.at(-1) - first);
    for (let at = 0; at < edges.length - 1; at += 1) bins.fill(at + 1, edges[at] - first, edges[at + 1] - first);
    return (day) => (day < first ? 0 : bins[day - first] ?? edges.length);
  }

  // Events in each bin that they touch; apart from the others those that are too vague for these bins.
  function count(spans, { edges, binOf }) {
    const rises = { exact: new Int32Array(edges.length + 2), vague: new Int32Array(edges.length + 2) };
    for (const span of spans) { // taken apart by number: this runs for each event at each step of a brush
      const [first, last] = [binOf(span[0]), binOf(span[1])];
      const rise = last - first > 1 ? rises.vague : rises.exact;
      rise[first] += 1;
      rise[last + 1] -= 1;
    }
    return { exact: summed(rises.exact), vague: summed(rises.vague) };
  }

  function summed(rises) {
    const counts = new Int32Array(rises.length - 1);
    let sum = 0;
    for (let at = 0; at < counts.length; at += 1) counts[at] = sum += rises[at];
    return counts;
  }

  // Where days lie on a plot of so many pixels. `stops` are the places where a brush may end, the outermost of them
  // open (day null); what lies before or after the axis has a span of its own beside it.
  function scale({ edges, before, after }, width) {
    const left = MARGIN_PX + (before ? BEYOND_PX + GAP_PX : 0);
    const right = Math.max(width - MARGIN_PX - (after ? BEYOND_PX + GAP_PX : 0), left + 1);
    const [first, end] = [edges[0], edges.at(-1)];
    const place = (day) => left + ((day - first) / (end - first)) * (right - left);
    const x = (day) => {
      if (day < first) return MARGIN_PX + BEYOND_PX / 2;
      return day > end ? width - MARGIN_PX - BEYOND_PX / 2 : place(day);
    };
    const stops = edges.map((day) => ({ day, x: place(day) }));
    if (before) stops.unshift({ x: MARGIN_PX });
    if (after) stops.push({ x: width - MARGIN_PX });
    stops[0].day = stops.at(-1).day = null;
    return { x, stops, first, end, margin: MARGIN_PX };
  }

  // Where each bin lies: 0 is all time before the axis, the last all after it; null where there is none.
  function spots({ edges, before, after }, { stops, x }) {
    const within = edges.slice(1).map((end, at) => [x(edges[at]), x(end)]);
    const beyond = (one, other) => [stops.at(one).x, stops.at(other).x];
    return [before ? beyond(0, 1) : null, ...within, after ? beyond(-2, -1) : null];
  }

  // The days that a bin stands for.
  function daysOf({ edges }, at) {
    return [at === 0 ? null : edges[at - 1], at === edges.length ? null : edges[at] - 1];
  }

  // How many spans lie wholly before the axis, and after it.
  function beyond(spans, { edges }) {
    let [before, after] = [0, 0];
    for (const span of spans) {
      if (span[1] < edges[0]) before += 1;
      else if (span[0] >= edges.at(-1)) after += 1;
    }
    return { before, after };
  }

  return Object.freeze({ reach, axis, count, scale, spots, daysOf, beyond });
})();
