"use strict";
// The line above the drawing that says whose surroundings, or which way, it shows, and leads out of it.
const Around = (() => {
  function button(text, patch, pressed) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.dataset.patch = JSON.stringify(patch);
    if (pressed !== undefined) made.setAttribute("aria-pressed", String(pressed));
    return made;
  }

  function name(model, key) {
    const made = document.createElement("bdi");
    made.textContent = model.nodeOf(key).label;
    return made;
  }

  function depths(state) {
    const group = document.createElement("span");
    group.className = "pair";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", "Steps");
    group.append(...[1, 2, 3].map((depth) => {
      const made = button(String(depth), { depth }, state.depth === depth);
      made.setAttribute("aria-label", depth === 1 ? "1 step" : `${depth} steps`);
      return made;
    }));
    return group;
  }

  function update(element, model, state) {
    element.hidden = !state.focus && !state.path;
    if (element.hidden) return;
    const whole = button("Back to the whole", { focus: "", path: null, depth: 1 });
    if (state.path) element.replaceChildren("From ", name(model, state.path[0]), " to ", name(model, state.path[1]), " ", whole);
    else element.replaceChildren("Around ", name(model, state.focus), " ", depths(state), " ", whole);
  }

  function listen(element, { onChange }) {
    element.addEventListener("click", ({ target }) => {
      if (target.dataset.patch) onChange(JSON.parse(target.dataset.patch));
    });
  }
  return Object.freeze({ update, listen });
})();
