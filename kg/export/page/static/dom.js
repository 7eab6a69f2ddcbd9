"use strict";
// Elements of the page, made so that no text can become markup and no address anything but a link to the web.
const Dom = (() => {
  const SVG = "http://www.w3.org/2000/svg";

  // `what` is the name of the element and its classes: "p.facts". Attributes go by their names; null leaves one out.
  function element(what, attributes = {}, ...content) {
    const [name, ...classes] = what.split(".");
    const made = document.createElement(name);
    if (classes.length) made.className = classes.join(" ");
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined) made.setAttribute(key, value);
    }
    made.append(...content.flat().filter((each) => each !== null && each !== ""));
    return made;
  }

  function button(what, text, onClick, attributes = {}) {
    const made = element(what, { type: "button", ...attributes }, text);
    made.addEventListener("click", onClick);
    return made;
  }

  // A name keeps its direction of writing to itself.
  const name = (text) => element("bdi", {}, text);

  function isWeb(address) {
    try {
      return ["http:", "https:"].includes(new URL(address).protocol);
    } catch {
      return false;
    }
  }

  // A link for http and https, the bare text for every other address.
  function link(address, ...content) {
    if (!isWeb(address)) return element("span", {}, ...content);
    return element("a", { href: new URL(address).href, target: "_blank", rel: "noopener noreferrer" }, ...content);
  }

  function drawn(name, attributes, ...content) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...content);
    return made;
  }

  // The shape by which the drawing shows a family of classes.
  function shape(family) {
    const frame = { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true", class: `kind ${family.name}` };
    return drawn("svg", frame, drawn("path", { d: family.path }));
  }

  // The shape of whatever has the name of its family.
  const shapeIn = (families) => ({ family }) => {
    const found = families.find(({ name: each }) => each === family);
    return found ? shape(found) : null;
  };

  const grouped = new Intl.NumberFormat("en").format;
  const counted = (count, one, many = `${one}s`) => `${grouped(count)} ${count === 1 ? one : many}`;

  // The parts with something between each two.
  const joined = (parts, between) => parts.flatMap((part, at) => (at ? [between, part] : [part]));

  return Object.freeze({ element, button, name, link, drawn, shapeIn, grouped, counted, joined });
})();
