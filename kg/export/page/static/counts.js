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

  // What the page has no room for, in a sentence after the buttons.
  function tellLeftOut(button, model) {
    const { entities, events } = model.leftOut;
    if (!events) return;
    const out = `${Dom.counted(entities, "entity", "entities")} and ${Dom.counted(events, "event")}`;
    button.after(Dom.element("p.note", { id: "left-out" }, `The ${Dom.grouped(model.nodes.length)} best supported entities; ${out} of the data are left out.`));
  }

  return Object.freeze({ update, tellLeftOut });
})();
