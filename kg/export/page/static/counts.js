"use strict";
// How much is looked at, of how much: "8 of 32 entities".
const Counts = (() => {
  function part(count, total, name) {
    const of = count === total ? "" : ` of ${Dom.grouped(total)}`;
    return Dom.element("span", {}, Dom.element("b", {}, Dom.grouped(count)), `${of} ${name}`);
  }

  function update(element, model, { nodes, events }) {
    element.replaceChildren(
      part(nodes.size, model.nodes.length, model.nodes.length === 1 ? "entity" : "entities"),
      part(events.length, model.events.length, model.events.length === 1 ? "event" : "events"),
      Dom.element("span", {}, Dom.counted(model.total.articles, "article")),
    );
  }

  // The place for what is to be said of the whole drawing, after the buttons.
  function notesAfter(button) {
    if (!button.nextElementSibling?.matches(".notes")) button.after(Dom.element("div.notes"));
    return button.nextElementSibling;
  }

  // What the page has no room for, in a sentence.
  function tellLeftOut(button, model) {
    const { entities, events } = model.leftOut;
    if (!events) return;
    const out = `${Dom.counted(entities, "entity", "entities")} and ${Dom.counted(events, "event")}`;
    notesAfter(button).prepend(Dom.element("p.note", { id: "left-out" }, `The ${Dom.grouped(model.nodes.length)} best supported entities; ${out} of the data are left out.`));
  }

  // What the drawing has no room for: how many of the lines that there are here it shows.
  function tellThinned(button, { drawn, here }) {
    const notes = notesAfter(button);
    const said = notes.querySelector("#thinned") ?? notes.appendChild(Dom.element("p.note", { id: "thinned" }));
    said.hidden = drawn === here;
    if (drawn < here) said.textContent = `${Dom.grouped(drawn)} of ${Dom.counted(here, "line")} drawn, of each entity the best supported first; nearer in there are more.`;
  }

  return Object.freeze({ update, tellLeftOut, tellThinned });
})();
