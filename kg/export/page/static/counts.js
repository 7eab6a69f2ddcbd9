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

  return Object.freeze({ update });
})();
