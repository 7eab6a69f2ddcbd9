"use strict";
// What shows beside the mouse when it rests on something: for an edge the words that tell it, as text alone.
const Tip = (() => {
  const MARGIN = 14;

  const line = (text, name = "p") => Dom.element(name, {}, text);

  function aboutNode(model, node) {
    if (node.count) return [line(Dom.counted(node.count, "entity", "entities")), line("Click to open")];
    const { label, kindLabel, events } = model.nodes[node.at];
    return [line(label, "b"), line(`${kindLabel} · ${Dom.counted(events.length, "event")}`)];
  }

  function aboutEdge(model, edge) {
    const [first] = [...edge.events].sort(Scene.supported(model));
    const event = model.events[first];
    const lines = [line(Claims.plainSentence(event, model), "b"), line([event.status, event.time, event.place].filter(Boolean).join(" · "))];
    const claim = Claims.telling(event);
    if (claim) {
      const { publisher, published, title } = model.articles[claim.article];
      const source = [model.publishers[publisher], published, title].filter(Boolean).join(", ");
      lines.push(line(Claims.wording(claim), "q"), line(source || "source unknown"));
    }
    if (edge.events.length > 1) lines.push(line(`and ${edge.events.length - 1} more: click to read`));
    return lines;
  }

  function make(element, model) {
    // `thing` is a node or an edge of the scene, or null; `place` the mouse within the drawing.
    function show(thing, place) {
      element.hidden = !thing;
      if (!thing) return;
      element.replaceChildren(...("events" in thing ? aboutEdge : aboutNode)(model, thing));
      const room = element.parentElement.getBoundingClientRect();
      const { width, height } = element.getBoundingClientRect();
      const fits = (at, size, most) => Math.max(0, Math.min(at + MARGIN, at + MARGIN + size > most ? at - MARGIN - size : at + MARGIN));
      element.style.left = `${fits(place.x, width, room.width)}px`;
      element.style.top = `${fits(place.y, height, room.height)}px`;
    }
    return Object.freeze({ show });
  }
  return Object.freeze({ make });
})();
