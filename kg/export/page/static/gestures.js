"use strict";
// What hands do to a drawing: pan, carry, zoom by wheel or two fingers, tap, hover. Knows places, not things.
const Gestures = (() => {
  const LINE_PX = 18; // what a wheel that counts lines turns by
  const WHEEL = 0.0016;
  const PINCHED_WHEEL = 0.01; // a touchpad's pinch comes as small turns with Ctrl

  const middle = ([one, other]) => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });
  const apart = ([one, other]) => Math.hypot(one.x - other.x, one.y - other.y);

  function turned(event) {
    const unit = event.deltaMode === 0 ? 1 : event.deltaMode === 1 ? LINE_PX : 400;
    const by = Math.max(-240, Math.min(240, event.deltaY * unit));
    return Math.exp(-by * (event.ctrlKey ? PINCHED_WHEEL : WHEEL));
  }

  // `hands`: grab(x, y) → what to carry or null; carry(thing, x, y), drop(thing), pan(dx, dy), zoom(factor, x, y),
  // hover(x, y) and leave(), rest() when nothing moves any more; tap and double as Taps takes them.
  function listen(element, hands) {
    const fingers = new Map();
    let press = null; // {x, y, thing, moved}: where one finger came down, and what it holds
    const place = (event) => Taps.place(element, event);

    function down(event) {
      if (event.button !== 0) return;
      const here = place(event);
      fingers.set(event.pointerId, here);
      hands.leave();
      press = fingers.size === 1 ? { ...here, thing: hands.grab(here.x, here.y, event.pointerType), moved: false } : null;
      try { element.setPointerCapture(event.pointerId); } catch { /* a pointer made by a test */ }
    }

    function move(event) {
      const here = place(event);
      const before = fingers.get(event.pointerId);
      if (!before) { if (event.pointerType !== "touch") hands.hover(here.x, here.y); return; }
      if (fingers.size > 1) { pinch(event.pointerId, here); return; }
      if (!press) return;
      const slop = Taps.SLOP_PX[event.pointerType] ?? Taps.SLOP_PX.mouse;
      if (!press.moved && Math.hypot(here.x - press.x, here.y - press.y) < slop) return;
      press.moved = true;
      if (press.thing !== null) hands.carry(press.thing, here.x, here.y);
      else hands.pan(here.x - before.x, here.y - before.y);
      fingers.set(event.pointerId, here);
    }

    function pinch(id, here) {
      const before = [...fingers.values()].slice(0, 2);
      fingers.set(id, here);
      const now = [...fingers.values()].slice(0, 2);
      const [from, to] = [middle(before), middle(now)];
      hands.pan(to.x - from.x, to.y - from.y);
      hands.zoom(apart(now) / Math.max(apart(before), 1), to.x, to.y);
    }

    function up(event) {
      if (!fingers.delete(event.pointerId)) return;
      const held = press;
      press = null;
      if (!held) { if (!fingers.size) hands.rest(); return; }
      if (held.moved && held.thing !== null) hands.drop(held.thing);
      hands.rest();
    }

    function cancel(event) {
      fingers.delete(event.pointerId);
      if (press?.moved && press.thing !== null) hands.drop(press.thing);
      press = null;
      hands.rest();
    }

    function wheel(event) {
      event.preventDefault();
      const { x, y } = place(event);
      hands.zoom(turned(event), x, y);
    }

    Taps.listen(element, hands);
    element.addEventListener("pointerdown", down);
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerup", up);
    element.addEventListener("pointercancel", cancel);
    element.addEventListener("pointerleave", () => hands.leave());
    element.addEventListener("wheel", wheel, { passive: false });
  }

  return Object.freeze({ listen });
})();
