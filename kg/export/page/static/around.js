"use strict";
// The line above the drawing that says whose surroundings, or which way, it shows, and leads out of it.
const Around = (() => {
  function make(element, { onChange, model }) {
    let shown = "";
    const name = (key) => Dom.name(model.nodeOf(key).label);

    function step(depth, state) {
      const attributes = { "aria-label": Dom.counted(depth, "step"), "aria-pressed": String(state.depth === depth) };
      return Dom.button("button", String(depth), () => onChange({ depth }), attributes);
    }

    function words(state) {
      if (state.path) return ["From ", name(state.path[0]), " to ", name(state.path[1])];
      const steps = [1, 2, 3].map((depth) => step(depth, state));
      return ["Around ", name(state.focus), " ", Dom.element("span.pair", { role: "group", "aria-label": "Steps" }, steps)];
    }

    function update(state) {
      element.hidden = !state.focus && !state.path;
      const now = JSON.stringify([state.focus, state.path, state.depth]);
      if (element.hidden || now === shown) return;
      shown = now;
      const held = [...element.querySelectorAll("button")].indexOf(document.activeElement);
      const whole = Dom.button("button", "Back to the whole", () => onChange({ focus: "", path: null, depth: 1 }));
      element.replaceChildren(...words(state), " ", whole);
      element.querySelectorAll("button")[held]?.focus(); // the keyboard stays where it was
    }
    return Object.freeze({ update });
  }
  return Object.freeze({ make });
})();
