"use strict";
// The part of a plot that is picked, drawn with two handles; moved by mouse, finger and keys, always from stop to stop.
// A brush is {from, to}, days both inclusive, null where it is open.
const Brush = (() => {
  const CLICK_PX = 4;

  const nearest = (stops, x) => stops.reduce((best, stop, at) => (Math.abs(stop.x - x) < Math.abs(stops[best].x - x) ? at : best), 0);

  // The stop at which a brush begins or ends, or the nearest one.
  function stopOf(scale, day, last) {
    if (day === null) return last ? scale.stops.length - 1 : 0;
    return nearest(scale.stops, scale.x(last ? day + 1 : day));
  }

  const stopsOf = (scale, { from, to }) => [stopOf(scale, from, false), stopOf(scale, to, true)];

  // The brush between two stops, whichever comes first; at least one span wide.
  function between(stops, one, other) {
    const low = Math.min(one, other, stops.length - 2);
    const high = Math.max(one, other, low + 1);
    return { from: stops[low].day, to: stops[high].day === null ? null : stops[high].day - 1 };
  }

  function xsOf({ stops, x }, { from, to }) {
    return [from === null ? stops[0].x : x(from), to === null ? stops.at(-1).x : x(to + 1)];
  }

  // What a drag makes of the brush that it began with, from where it began to where it is.
  const DRAGS = {
    span: (scale, _, start, x) => between(scale.stops, nearest(scale.stops, start), nearest(scale.stops, x)),
    from: (scale, brush, _, x) => between(scale.stops, nearest(scale.stops, x), stopsOf(scale, brush)[1]),
    to: (scale, brush, _, x) => between(scale.stops, stopsOf(scale, brush)[0], nearest(scale.stops, x)),
    whole: (scale, brush, start, x) => {
      const [low, high] = stopsOf(scale, brush);
      const most = scale.stops.length - 1 - high;
      const steps = Math.min(Math.max(nearest(scale.stops, xsOf(scale, brush)[0] + x - start) - low, -low), most);
      return between(scale.stops, low + steps, high + steps);
    },
  };

  // The one span that was clicked.
  function clicked({ stops }, x) {
    const after = stops.findIndex((stop, at) => at > 0 && x < stop.x);
    return between(stops, (after < 0 ? stops.length : after) - 1, after < 0 ? stops.length - 1 : after);
  }

  // How many stops a key moves a handle: to the ends by Home and End.
  const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: -Infinity, End: Infinity };

  function keyed(scale, brush, side, steps) {
    const [low, high] = stopsOf(scale, brush);
    const last = scale.stops.length - 1;
    if (side === "from") return { ...between(scale.stops, Math.min(Math.max(low + steps, 0), high - 1), high), to: brush.to };
    return { ...between(scale.stops, low, Math.max(Math.min(high + steps, last), low + 1)), from: brush.from };
  }

  function handle(side, label) {
    const sliding = { role: "slider", tabindex: "0", "aria-label": label, "aria-orientation": "horizontal", "data-side": side };
    return Dom.element(`div.handle.${side}`, sliding, Dom.element("i"));
  }

  // `onBrush(brush, resting)` is called while it moves and once more when it rests; `show` draws what is picked.
  function make(plot, { onBrush }) {
    const handles = { from: handle("from", "Earliest day"), to: handle("to", "Latest day") };
    const picked = Dom.element("div.picked", { "aria-hidden": "true" });
    plot.append(picked, handles.from, handles.to);
    let [scale, brush, drag, frame] = [null, { from: null, to: null }, null, 0];
    const xOf = (event) => event.clientX - plot.getBoundingClientRect().left;
    const isWhole = () => brush.from === null && brush.to === null;

    function kindOf(event, x) {
      const side = event.target.closest?.("[data-side]")?.dataset.side;
      if (side) return side;
      const [low, high] = xsOf(scale, brush);
      return !isWhole() && low < x && x < high ? "whole" : "span";
    }

    function begin(event) {
      if (!scale || event.button !== 0 || !event.isPrimary) return;
      const x = xOf(event);
      drag = { kind: kindOf(event, x), start: x, brush, moved: false };
      plot.setPointerCapture(event.pointerId);
      if (handles[drag.kind]) handles[drag.kind].focus();
      event.preventDefault(); // no text is selected on the way
    }

    function move(event) {
      if (!drag) return;
      const x = xOf(event);
      drag.moved ||= Math.abs(x - drag.start) >= CLICK_PX;
      if (drag.moved) become(DRAGS[drag.kind](scale, drag.brush, drag.start, x));
    }

    function end(event) {
      if (!drag) return;
      const { kind, moved } = drag;
      drag = null;
      cancelAnimationFrame(frame);
      frame = 0;
      if (!moved && handles[kind]) return;
      if (!moved && event.type !== "pointercancel") brush = clicked(scale, xOf(event));
      draw();
      onBrush(brush, true);
    }

    // Tells of a moving brush once a frame at most: whoever listens has a graph to draw.
    function become(next) {
      if (next.from === brush.from && next.to === brush.to) return;
      brush = next;
      draw();
      frame ||= requestAnimationFrame(() => { frame = 0; onBrush(brush, false); });
    }

    function press(event) {
      const steps = STEPS[event.key] * (event.shiftKey && event.key.startsWith("Arrow") ? 10 : 1);
      if (!scale || Number.isNaN(steps) || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation(); // the drawing has its own arrow keys
      brush = keyed(scale, brush, event.currentTarget.dataset.side, steps);
      draw();
      onBrush(brush, true);
    }

    function say(side, day, least, most) {
      const words = day === null ? "open" : Calendar.dayText(day);
      const values = { valuemin: least, valuemax: most, valuenow: Math.min(Math.max(day ?? (side === "from" ? least : most), least), most), valuetext: words };
      for (const [name, value] of Object.entries(values)) handles[side].setAttribute(`aria-${name}`, value);
    }

    function draw() {
      const [low, high] = xsOf(scale, brush);
      picked.style.left = `${low}px`;
      picked.style.width = `${Math.max(high - low, 1)}px`;
      handles.from.style.left = `${low}px`;
      handles.to.style.left = `${high}px`;
      plot.classList.toggle("brushed", !isWhole());
      say("from", brush.from, scale.first, Math.max(brush.to ?? scale.end - 1, scale.first));
      say("to", brush.to, Math.min(brush.from ?? scale.first, scale.end - 1), scale.end - 1);
    }

    plot.addEventListener("pointerdown", begin);
    plot.addEventListener("pointermove", move);
    plot.addEventListener("pointerup", end);
    plot.addEventListener("pointercancel", end);
    for (const each of Object.values(handles)) each.addEventListener("keydown", press);

    function show(newScale, newBrush) {
      scale = newScale;
      if (!drag) brush = newBrush;
      draw();
    }
    return Object.freeze({ show, busy: () => drag !== null });
  }

  return Object.freeze({ make, xsOf });
})();
