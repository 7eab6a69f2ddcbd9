"use strict";
// Taps on a drawing and double taps, by mouse, pen or finger: what comes down and is lifted again at the same place.
const Taps = (() => {
  const SLOP_PX = Object.freeze({ mouse: 4, pen: 6, touch: 9 });
  const DOUBLE_MS = 350;
  const DOUBLE_PX = 24;

  const place = (element, { clientX, clientY }) => {
    const { left, top } = element.getBoundingClientRect();
    return { x: clientX - left - element.clientLeft, y: clientY - top - element.clientTop };
  };
  const strays = (from, event) => Math.hypot(event.clientX - from.x, event.clientY - from.y) >= (SLOP_PX[event.pointerType] ?? SLOP_PX.mouse);

  // `hands`: tap(x, y, event) → what was tapped; double(thing): it was tapped twice. A double tap is a tap before: what
  // it meant is what that one met, wherever the page has brought it since.
  function listen(element, { tap, double }) {
    let press = null; // {x, y, id}: the one pointer that is down, while it stays where it came down
    let clicks = 0; // the browser counts a mouse's, as slowly as its owner has set
    let last = null; // {x, y, time, thing}: the tap before
    const lone = (event) => press !== null && event.pointerId === press.id;

    // A finger's taps are timed by when it moved, not by when that was told: a slow machine tells late.
    function isSecond(event) {
      if (!last || Math.hypot(event.clientX - last.x, event.clientY - last.y) >= DOUBLE_PX) return false;
      return event.pointerType === "mouse" ? clicks > 0 && clicks % 2 === 0 : event.timeStamp - last.time < DOUBLE_MS;
    }

    function lifted(event) {
      if (!lone(event)) return;
      press = null;
      if (isSecond(event)) {
        const { thing } = last;
        last = null;
        double(thing);
        return;
      }
      const { x, y } = place(element, event);
      last = { x: event.clientX, y: event.clientY, time: event.timeStamp, thing: tap(x, y, event) };
    }

    element.addEventListener("pointerdown", (event) => {
      press = event.isPrimary && event.button === 0 ? { x: event.clientX, y: event.clientY, id: event.pointerId } : null;
      clicks = 0;
    });
    element.addEventListener("mousedown", ({ detail }) => { clicks = detail; });
    element.addEventListener("pointermove", (event) => { if (lone(event) && strays(press, event)) press = null; });
    element.addEventListener("pointerup", lifted);
    element.addEventListener("pointercancel", () => { press = null; });
  }

  return Object.freeze({ SLOP_PX, listen, place });
})();
