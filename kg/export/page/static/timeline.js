"use strict";
// The timeline: a histogram of the events' days with a brush over it, exact days beside it, and which time is meant.
// Keeps nothing but how much of the axis is shown; what is picked comes in by `update` and goes out by `onBrush`.
const Timeline = (() => {
  const AXIS_PX = 18;
  const BAR_GAP_PX = 1;
  const LETTER_PX = 6.4; // of an axis label, on average
  const ZOOMABLE_PART = 0.35; // a brush narrower than this part of the axis can be looked at more closely
  const CLOCKS = { event: ["event", "when it happened"], published: ["publication", "when articles told of it"] };
  const { grouped, drawn } = Dom;

  function clockChoice(clock, onClock) {
    const [label, meaning] = CLOCKS[clock];
    const radio = Dom.element("input", { type: "radio", name: "timeline-clock", value: clock });
    radio.addEventListener("change", () => onClock(clock));
    return { radio, label: Dom.element("label", { title: meaning }, radio, Dom.element("span", {}, `${label} time`)) };
  }

  function dayInput(label) {
    return Dom.element("input.day", { type: "date", "aria-label": label, min: "0001-01-01", max: "9999-12-31" });
  }

  function furniture({ onClock, onClear, onZoom }) {
    const clocks = Object.fromEntries(Object.keys(CLOCKS).map((clock) => [clock, clockChoice(clock, onClock)]));
    const parts = {
      clocks, from: dayInput("From day"), to: dayInput("To day"),
      clear: Dom.button("button.clear", "Any time", onClear, { title: "Take the brush off" }),
      zoom: Dom.button("button.zoom", "Closer", onZoom),
      told: Dom.element("p.told"), undated: Dom.element("p.undated"),
      plot: Dom.element("div.plot"), tip: Dom.element("div.tip", { "aria-hidden": "true", hidden: "" }),
    };
    parts.svg = drawn("svg", { "aria-hidden": "true", width: "100%", height: "100%" });
    parts.plot.append(parts.svg, parts.tip);
    return parts;
  }

  function headOf({ clocks, from, to, clear, zoom, told, undated }) {
    const which = Dom.element("div.clocks", { role: "radiogroup", "aria-label": "Which time" }, ...Object.values(clocks).map(({ label }) => label));
    const days = Dom.element("div.days", { role: "group", "aria-label": "Exact days" }, from, Dom.element("span", { "aria-hidden": "true" }, "–"), to);
    return Dom.element("div.timeline-head", {}, which, days, clear, zoom, told, undated);
  }

  // The bars as outlines: those of exact days from the bottom, those of vague ones on top; inside the brush and out.
  function bars({ exact, vague }, spots, top, bottom, isIn) {
    const most = Math.max(1, ...exact.map((count, at) => (spots[at] ? count + vague[at] : 0)));
    const high = (count) => (count ? Math.max((count / most) * (bottom - top), 1.5) : 0);
    const paths = { exactIn: "", exactOut: "", vagueIn: "", vagueOut: "" };
    spots.forEach((spot, at) => {
      if (!spot) return;
      const [left, right] = spot;
      const where = isIn(at) ? "In" : "Out";
      const width = Math.max(right - left - BAR_GAP_PX, 1);
      const foot = bottom - high(exact[at]);
      if (exact[at]) paths[`exact${where}`] += `M${left} ${bottom}V${foot}h${width}V${bottom}z`;
      if (vague[at]) paths[`vague${where}`] += `M${left + 0.5} ${foot}V${foot - high(vague[at])}h${Math.max(width - 1, 1)}V${foot}z`;
    });
    return { paths, most };
  }

  // Where each bin lies: 0 is all time before the axis, the last all after it; null where there is none.
  function spotsOf({ edges, before, after }, { stops, x }) {
    const spots = edges.slice(1).map((end, at) => [x(edges[at]), x(end)]);
    const beyond = (one, other) => [stops.at(one).x, stops.at(other).x];
    return [before ? beyond(0, 1) : null, ...spots, after ? beyond(-2, -1) : null];
  }

  // The days that a bin stands for.
  function daysOf({ edges }, at) {
    return [at === 0 ? null : edges[at - 1], at === edges.length ? null : edges[at] - 1];
  }

  // The finest unit whose words fit, and where they stand.
  function ticks({ edges }, { x }) {
    const [first, last] = [edges[0], edges.at(-1) - 1];
    const dayPx = (x(last + 1) - x(first)) / (last + 1 - first);
    const unit = Calendar.UNITS.find(({ name, length }) => length * dayPx > (name === "year" ? 5 : 7) * LETTER_PX) ?? Calendar.UNITS.at(-1);
    const days = Calendar.edges(first, last, unit).filter((day) => first <= day && day <= last);
    let free = -Infinity;
    return days.map((day, at) => ({ x: x(day), words: Calendar.tick(day, unit, at === 0) })).filter((tick) => {
      if (tick.x < free) return false;
      free = tick.x + tick.words.length * LETTER_PX + 6;
      return true;
    });
  }

  function axisParts(axis, scale, bottom, width) {
    const line = scale.stops.map(({ x }) => x);
    const marks = ticks(axis, scale);
    const edge = (x, words, anchor) => drawn("text", { x, y: bottom + 14, "text-anchor": anchor }, words);
    return [
      drawn("path", { class: "axis", d: `M${line[0]} ${bottom + 0.5}H${line.at(-1)}${marks.map(({ x }) => `M${x + 0.5} ${bottom}v5`).join("")}` }),
      ...marks.filter(({ x, words }) => x + words.length * LETTER_PX < width - 4).map(({ x, words }) => edge(x + 3, words, "start")),
    ];
  }

  function make(element, { onBrush, onClock }) {
    element.classList.add("timeline");
    let [values, reach, zoomed, axis, scale, counts] = [null, null, null, null, null, null];
    const tell = ({ from, to }, resting) => onBrush(from === null ? "" : Calendar.textOf(from), to === null ? "" : Calendar.textOf(to), resting);
    const parts = furniture({ onClock, onClear: () => { onBrush("", "", true); parts.from.focus(); }, onZoom: zoom });
    element.replaceChildren(headOf(parts), parts.plot);
    const brush = Brush.make(parts.plot, { onBrush: tell });
    const picked = () => ({ from: Calendar.dayOf(values.from), to: Calendar.dayOf(values.to) });

    function zoom() {
      if (zoomed) zoomed = null;
      else zoomed = closer();
      draw();
    }

    // The brush with as much again on either side.
    function closer() {
      const [first, last] = reach.all;
      const { from, to } = picked();
      const [low, high] = [Math.max(from ?? first, first), Math.min(to ?? last, last)];
      const air = Math.max(Math.round((high - low) / 2), 3);
      return [low - air, Math.max(high, low) + air];
    }

    function canZoom() {
      if (zoomed) return true;
      const [low, high] = Brush.xsOf(scale, picked());
      return (values.from || values.to) && high - low < ZOOMABLE_PART * (scale.stops.at(-1).x - scale.stops[0].x);
    }

    // Plot and bins anew: for new events, a new width, another stretch of time.
    function draw() {
      const { clientWidth: width, clientHeight: height } = parts.plot;
      element.classList.toggle("dateless", !reach);
      if (!reach || !width) return;
      axis = Histogram.axis(reach, zoomed ?? reach.bulk, width);
      scale = Histogram.scale(axis, width);
      counts = Histogram.count(values.spans, axis);
      paint(width, height);
      brush.show(scale, picked());
    }

    function paint(width, height) {
      const bottom = height - AXIS_PX;
      const { from, to } = picked();
      const isIn = (at) => { const [first, last] = daysOf(axis, at); return (to === null || (first ?? -Infinity) <= to) && (from === null || (last ?? Infinity) >= from); };
      const spots = spotsOf(axis, scale);
      const { paths, most } = bars(counts, spots, 12, bottom, isIn);
      parts.svg.replaceChildren(
        ...Object.entries(paths).map(([name, d]) => drawn("path", { class: name, d })),
        ...axisParts(axis, scale, bottom, width),
        drawn("text", { class: "most", x: 2, y: 11 }, grouped(most)),
      );
      parts.zoom.hidden = !canZoom();
      parts.zoom.textContent = zoomed ? "All time" : "Closer";
    }

    // A day that is being typed isn't touched, nor taken before it makes sense.
    function commit() {
      const [from, to] = [Calendar.dayOf(parts.from.value), Calendar.dayOf(parts.to.value)];
      const wrong = from !== null && to !== null && from > to;
      const typing = [from, to].some((day) => day !== null && day < Calendar.dayOf("1000-01-01"));
      for (const input of [parts.from, parts.to]) input.setAttribute("aria-invalid", String(wrong));
      if (wrong) parts.told.textContent = "The first day lies after the last.";
      if (!wrong && !typing) tell({ from, to }, true);
    }

    function showDays() {
      for (const side of ["from", "to"]) {
        if (parts[side].value !== values[side] && parts[side] !== document.activeElement) parts[side].value = values[side];
      }
      parts.from.setAttribute("aria-invalid", "false");
      parts.to.setAttribute("aria-invalid", "false");
    }

    function say() {
      const { from, to } = picked();
      const open = from === null && to === null;
      parts.told.textContent = `${open ? "any time: " : ""}${Dom.counted(values.chosen, "event")}${values.undated ? "," : ""}`; // the days that are picked stand beside it
      parts.undated.textContent = values.undated ? `${grouped(values.undated)} without a date${open ? "" : " left out"}` : "";
      parts.clear.hidden = !values.from && !values.to;
    }

    function point(event) {
      const x = event.clientX - parts.plot.getBoundingClientRect().left;
      const at = scale && !brush.busy() ? spotsOf(axis, scale).findIndex((spot) => spot && spot[0] <= x && x < spot[1]) : -1;
      parts.tip.hidden = at < 0;
      if (at < 0) return;
      const [exact, vague] = [counts.exact[at], counts.vague[at]];
      parts.tip.textContent = `${Calendar.spanText(...daysOf(axis, at))}: ${grouped(exact + vague)}${vague ? `, ${grouped(vague)} of them vaguely dated` : ""}`;
      const { offsetWidth: wide } = parts.tip;
      parts.tip.style.left = `${Math.min(Math.max(x - wide / 2, 0), parts.plot.clientWidth - wide)}px`;
    }

    function update(newValues) {
      const before = values;
      values = newValues;
      reach = Histogram.reach(values.spans);
      if (before && before.clock !== values.clock) zoomed = null;
      for (const [clock, { radio }] of Object.entries(parts.clocks)) radio.checked = clock === values.clock;
      showDays();
      say();
      draw();
    }

    for (const input of [parts.from, parts.to]) {
      input.addEventListener("change", commit);
      input.addEventListener("blur", () => { if (values) { showDays(); say(); } });
    }
    parts.plot.addEventListener("pointermove", point);
    parts.plot.addEventListener("pointerleave", () => { parts.tip.hidden = true; });
    new ResizeObserver(() => { if (values) draw(); }).observe(parts.plot);
    return Object.freeze({ update });
  }

  return Object.freeze({ make });
})();
