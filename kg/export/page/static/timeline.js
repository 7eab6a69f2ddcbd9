"use strict";
// The timeline: a histogram of the events' days with a brush over it, exact days beside it, and which time is meant.
// Keeps nothing but how much of the axis is shown, and whether the bars are folded away on a low screen; what is picked
// comes in by `update` and goes out by `onBrush`. The axis is that of all events, whatever the filters leave.
const Timeline = (() => {
  const ZOOMABLE_PART = 0.35; // a brush narrower than this part of the axis can be looked at more closely
  const CLOCKS = { event: ["event", "when it happened"], published: ["publication", "when articles told of it"] };
  const { grouped, drawn } = Dom;

  // What stands on the page

  function clockChoice(clock, onClock) {
    const [label, meaning] = CLOCKS[clock];
    const radio = Dom.element("input", { type: "radio", name: "timeline-clock", value: clock });
    radio.addEventListener("change", () => onClock(clock));
    return { radio, label: Dom.element("label", { title: meaning }, radio, Dom.element("span", {}, `${label} time`)) };
  }

  function dayInput(label) {
    return Dom.element("input.day", { type: "date", "aria-label": label, min: "0001-01-01", max: "9999-12-31" });
  }

  function furniture({ onClock, onClear, onZoom, onUnfold }) {
    const clocks = Object.fromEntries(Object.keys(CLOCKS).map((clock) => [clock, clockChoice(clock, onClock)]));
    const parts = {
      clocks, from: dayInput("From day"), to: dayInput("To day"),
      clear: Dom.button("button.clear", "Any time", onClear, { title: "Take the brush off" }),
      unfold: Dom.button("button.unfold", "More", onUnfold, { "aria-expanded": "false", title: "All of the timeline" }),
      zoom: Dom.button("button.zoom", "Closer", onZoom),
      told: Dom.element("p.told"), undated: Dom.element("p.undated"),
      plot: Dom.element("div.plot"), tip: Dom.element("div.tip", { "aria-hidden": "true", hidden: "" }),
    };
    parts.svg = drawn("svg", { "aria-hidden": "true", width: "100%", height: "100%" });
    parts.plot.append(parts.svg, parts.tip);
    return parts;
  }

  function headOf({ clocks, from, to, clear, zoom, told, undated, unfold }) {
    const which = Dom.element("div.clocks", { role: "radiogroup", "aria-label": "Which time" }, ...Object.values(clocks).map(({ label }) => label));
    const days = Dom.element("div.days", { role: "group", "aria-label": "Exact days" }, from, Dom.element("span", { "aria-hidden": "true" }, "–"), to);
    return Dom.element("div.timeline-head", {}, which, days, clear, zoom, told, undated, unfold);
  }

  // What is shown: `line` is the timeline, with what it was given last in `values`

  const pickedIn = ({ values }) => ({ from: Calendar.dayOf(values.from), to: Calendar.dayOf(values.to) });

  // Days and reach of all events by a clock, worked out once.
  function wholeBy(line, clock) {
    const made = () => { const spans = line.whole(clock); return { spans, reach: Histogram.reach(spans) }; };
    return (line.wholes[clock] ??= made());
  }

  // The brush with as much again on either side.
  function closer(line) {
    const [first, last] = line.reach.all;
    const { from, to } = pickedIn(line);
    const [low, high] = [Math.max(from ?? first, first), Math.min(to ?? last, last)];
    const air = Math.max(Math.round((high - low) / 2), 3);
    return [low - air, Math.max(high, low) + air];
  }

  function canZoom({ zoomed, scale, values }, picked) {
    if (zoomed) return true;
    const [low, high] = Brush.xsOf(scale, picked);
    return (values.from || values.to) && high - low < ZOOMABLE_PART * (scale.stops.at(-1).x - scale.stops[0].x);
  }

  // The axis anew: for another clock, a new width, another stretch of time.
  function measure(line, width) {
    const shown = line.zoomed ?? line.reach.bulk;
    const key = [line.values.clock, width, ...shown].join();
    if (key === line.measured) return;
    line.measured = key;
    line.axis = Histogram.axis(line.reach, shown, width);
    line.scale = Histogram.scale(line.axis, width);
    line.all = Histogram.count(wholeBy(line, line.values.clock).spans, line.axis);
  }

  function draw(line) {
    const { element, parts, brush } = line;
    const { clientWidth: width, clientHeight: height } = parts.plot;
    element.classList.toggle("dateless", !line.reach);
    if (!line.reach || !width) return;
    measure(line, width);
    line.counts = Histogram.count(line.values.spans, line.axis);
    const { axis, scale, counts, all } = line;
    Bars.paint(parts.svg, { axis, scale, chosen: counts, whole: all, all: line.reach.all, isIn: insideOf(line), height });
    const picked = pickedIn(line);
    parts.zoom.hidden = !canZoom(line, picked);
    parts.zoom.textContent = line.zoomed ? "All time" : "Closer";
    sayUndated(line);
    brush.show(scale, picked);
  }

  // Whether a bin has a day of the brush.
  function insideOf(line) {
    const { from, to } = pickedIn(line);
    return (at) => {
      const [first, last] = Histogram.daysOf(line.axis, at);
      return (to === null || (first ?? -Infinity) <= to) && (from === null || (last ?? Infinity) >= from);
    };
  }

  function showDays({ parts, values }) {
    for (const side of ["from", "to"]) {
      if (parts[side].value !== values[side] && parts[side] !== document.activeElement) parts[side].value = values[side];
      parts[side].setAttribute("aria-invalid", "false");
    }
  }

  const isOpen = ({ from, to }) => !from && !to;

  function say({ parts, values }) {
    const time = isOpen(values) ? [Dom.element("span.any", {}, "any time: ")] : []; // the days that are picked stand beside it
    parts.told.replaceChildren(...time, Dom.counted(values.chosen, "event"));
    parts.clear.hidden = isOpen(values);
  }

  // What the bars can't show: events without a date, and those too far off for a place on the axis.
  function sayUndated({ parts, values, axis, reach }) {
    const said = values.undated ? [`${grouped(values.undated)} without a date${isOpen(values) ? "" : " left out"}`] : [];
    if (axis && isOpen(values)) {
      const { before, after } = Histogram.beyond(values.spans, axis);
      if (before) said.push(`${grouped(before)} as early as ${Calendar.yearOf(reach.all[0])}`);
      if (after) said.push(`${grouped(after)} as late as ${Calendar.yearOf(reach.all[1])}`);
    }
    parts.undated.textContent = said.join("; ");
  }

  // What somebody does

  const tell = ({ onBrush }, { from, to }, resting) => onBrush(from === null ? "" : Calendar.textOf(from), to === null ? "" : Calendar.textOf(to), resting);

  // A day that is being typed isn't touched, nor taken before it makes sense.
  function commit(line) {
    const { parts } = line;
    const [from, to] = [Calendar.dayOf(parts.from.value), Calendar.dayOf(parts.to.value)];
    const wrong = from !== null && to !== null && from > to;
    const typing = [from, to].some((day) => day !== null && day < Calendar.dayOf("1000-01-01"));
    for (const input of [parts.from, parts.to]) input.setAttribute("aria-invalid", String(wrong));
    if (wrong) parts.told.textContent = "The first day lies after the last.";
    if (!wrong && !typing) tell(line, { from, to }, true);
  }

  // The words beside the mouse: of which days a bar is, and what it stands for.
  function point(line, { clientX }) {
    const { parts, scale, axis, brush, counts, all } = line;
    const x = clientX - parts.plot.getBoundingClientRect().left;
    const at = scale && !brush.busy() ? Histogram.spots(axis, scale).findIndex((spot) => spot && spot[0] <= x && x < spot[1]) : -1;
    parts.tip.hidden = at < 0;
    if (at < 0) return;
    const [count, vague, whole] = [counts.exact[at] + counts.vague[at], counts.vague[at], all.exact[at] + all.vague[at]];
    const of = count < whole ? ` of ${grouped(whole)}` : "";
    parts.tip.textContent = `${Calendar.spanText(...Histogram.daysOf(axis, at))}: ${grouped(count)}${of}${vague ? `, ${grouped(vague)} of them vaguely dated` : ""}`;
    const { offsetWidth: wide } = parts.tip;
    parts.tip.style.left = `${Math.min(Math.max(x - wide / 2, 0), parts.plot.clientWidth - wide)}px`;
  }

  // In a low or narrow window a part of it stands there until somebody wants all.
  function unfold({ element, parts }) {
    const all = element.classList.toggle("unfolded");
    parts.unfold.setAttribute("aria-expanded", String(all));
    parts.unfold.textContent = all ? "Less" : "More";
  }

  function zoom(line) {
    line.zoomed = line.zoomed ? null : closer(line);
    draw(line);
  }

  function update(line, values) {
    const before = line.values;
    line.values = values;
    line.reach = wholeBy(line, values.clock).reach;
    if (before && before.clock !== values.clock) line.zoomed = null;
    for (const [clock, { radio }] of Object.entries(line.parts.clocks)) radio.checked = clock === values.clock;
    showDays(line);
    say(line);
    sayUndated(line);
    draw(line);
  }

  function listen(line) {
    const { parts } = line;
    for (const input of [parts.from, parts.to]) {
      input.addEventListener("change", () => commit(line));
      input.addEventListener("blur", () => { if (line.values) { showDays(line); say(line); } });
    }
    parts.plot.addEventListener("pointermove", (event) => point(line, event));
    parts.plot.addEventListener("pointerleave", () => { parts.tip.hidden = true; });
    new ResizeObserver(() => { if (line.values) draw(line); }).observe(parts.plot);
  }

  // `whole(clock)` gives the days of all events.
  function make(element, { onBrush, onClock, whole }) {
    const line = { element, onBrush, whole, wholes: {}, values: null, reach: null, zoomed: null, measured: "" };
    line.parts = furniture({ onClock, onClear: () => { onBrush("", "", true); line.parts.from.focus(); }, onZoom: () => zoom(line), onUnfold: () => unfold(line) });
    line.brush = Brush.make(line.parts.plot, { onBrush: (picked, resting) => tell(line, picked, resting) });
    element.classList.add("timeline");
    element.replaceChildren(headOf(line.parts), line.parts.plot);
    listen(line);
    return Object.freeze({ update: (values) => update(line, values) });
  }

  return Object.freeze({ make });
})();
