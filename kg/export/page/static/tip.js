"use strict";
// What shows beside the mouse when it rests on something: for an edge the words that tell it, as text alone.
const Tip = (() => {
  const MARGIN = 14;

  function line(text, name = "p") {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  function aboutNode(model, node) {
    if (node.count) return [line(`${node.count} entities`), line("Click to open")];
    const { label, kind, events } = model.nodes[node.at];
    const { label: name } = model.kinds.find((each) => each.name === kind) ?? { label: kind };
    return [line(label, "b"), line(`${name} · ${events.length} event${events.length === 1 ? "" : "s"}`)];
  }

  // The claim that bears the status out: what was only threatened shows no act.
  function telling({ status, claims }) {
    const wanted = { asserted: "", reported: "", disputed: "", denied: "denied here" }[status] ?? status;
    return claims.find(({ notes }) => notes.join() === wanted) ?? claims[0];
  }

  function aboutEdge(model, edge) {
    const [first] = [...edge.events].sort(Scene.supported(model));
    const event = model.events[first];
    const who = `${model.nodes[event.source].label} ${model.relations[event.relation].label} ${model.nodes[event.target].label}`;
    const lines = [line(who, "b"), line([event.status, event.time, event.place].filter(Boolean).join(" · "))];
    const claim = telling(event);
    if (claim) {
      const { publisher, published, title } = model.articles[claim.article];
      const source = [model.publishers[publisher], published, title].filter(Boolean).join(", ");
      lines.push(line(claim.pieces.map(([text]) => text).join(""), "q"), line(source || "source unknown"));
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
