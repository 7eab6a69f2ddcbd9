"use strict";
// The plot of the timeline: for each span of time the events that are chosen, before all that there are, and the axis.
const Bars = (() => {
  const AXIS_PX = 18;
  const TOP_PX = 12; // for the number that the highest bar stands for
  const GAP_PX = 1;
  const LETTER_PX = 6.4; // of an axis label, on average
  const LETTERS = { year: 5, month: 9, quarter: 9 }; // that a word of a unit takes at most, with some air
  const LEAST_PX = 1.5; // of a bar that stands for anything
  const { drawn, grouped } = Dom;

  const summits = ({ exact, vague }, spots) => exact.map((count, at) => (spots[at] ? count + vague[at] : 0));

  // All that there are, as one outline each span.
  function shadows(whole, { spots, bottom, high }) {
    const bar = ([left, right], count) => (count ? `M${left} ${bottom}V${bottom - high(count)}H${Math.max(right - GAP_PX, left + 1)}V${bottom}z` : "");
    return summits(whole, spots).reduce((path, count, at) => (spots[at] ? path + bar(spots[at], count) : path), "");
  }

  // The chosen ones: those of exact days from the bottom, those of vague ones on top; inside the brush and out.
  function bars({ exact, vague }, { spots, bottom, high, isIn }) {
    const paths = { exactIn: "", exactOut: "", vagueIn: "", vagueOut: "" };
    spots.forEach((spot, at) => {
      if (!spot) return;
      const [left, right] = spot;
      const where = isIn(at) ? "In" : "Out";
      const width = Math.max(right - left - GAP_PX, 1);
      const foot = bottom - high(exact[at]);
      if (exact[at]) paths[`exact${where}`] += `M${left} ${bottom}V${foot}h${width}V${bottom}z`;
      if (vague[at]) paths[`vague${where}`] += `M${left + 0.5} ${foot}V${foot - high(vague[at])}h${Math.max(width - 1, 1)}V${foot}z`;
    });
    return paths;
  }

  // The finest unit whose words fit, and where they stand, from `free` on and up to `end`.
  function ticks({ edges }, { x }, free, end) {
    const [first, last] = [edges[0], edges.at(-1) - 1];
    const dayPx = (x(last + 1) - x(first)) / (last + 1 - first);
    const unit = Calendar.UNITS.find(({ name, length }) => length * dayPx > (LETTERS[name] ?? 7) * LETTER_PX) ?? Calendar.UNITS.at(-1);
    const found = [];
    let said = null;
    for (const day of Calendar.edges(first, last, unit).filter((each) => first <= each && each <= last)) {
      const { year, words } = Calendar.tick(day, unit, said);
      const wide = words.length * LETTER_PX;
      if (x(day) < free || x(day) + 3 + wide > end) continue;
      found.push({ x: x(day), words });
      [free, said] = [x(day) + wide + 6, year];
    }
    return found;
  }

  // The line, the words of its spans, and how far what lies before and after it reaches.
  function axisParts(axis, scale, bottom, [first, last]) {
    const [left, right] = [scale.stops[0].x, scale.stops.at(-1).x];
    const word = (x, words, anchor) => drawn("text", { x, y: bottom + 14, "text-anchor": anchor }, words);
    const ends = [axis.before && word(left, String(Calendar.yearOf(first)), "start"), axis.after && word(right, String(Calendar.yearOf(last)), "end")];
    const taken = (words) => (words ? words.textContent.length * LETTER_PX + 4 : 0);
    const marks = ticks(axis, scale, left + taken(ends[0]), right + (axis.after ? -taken(ends[1]) : scale.margin - 4));
    return [
      drawn("path", { class: "axis", d: `M${left} ${bottom + 0.5}H${right}${marks.map(({ x }) => `M${x + 0.5} ${bottom}v5`).join("")}` }),
      ...ends.filter(Boolean), ...marks.map(({ x, words }) => word(x + 3, words, "start")),
    ];
  }

  // `chosen` and `whole` are counts along the axis; `all` the first and the last day of all.
  function paint(svg, { axis, scale, chosen, whole, all, isIn, height }) {
    const bottom = height - AXIS_PX;
    const spots = Histogram.spots(axis, scale);
    const most = Math.max(1, ...summits(whole, spots));
    const high = (count) => (count ? Math.max((count / most) * (bottom - TOP_PX), LEAST_PX) : 0);
    const paths = { shadow: shadows(whole, { spots, bottom, high }), ...bars(chosen, { spots, bottom, high, isIn }) };
    svg.replaceChildren(
      ...Object.entries(paths).map(([name, d]) => drawn("path", { class: name, d })),
      ...axisParts(axis, scale, bottom, all),
      drawn("text", { class: "most", x: 2, y: 11 }, grouped(most)),
    );
  }

  return Object.freeze({ paint });
})();
