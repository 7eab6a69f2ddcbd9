"use strict";
// How a class and a status look in the drawing, in small: what the filters show beside each, and so the legend.
const Samples = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const CROSSES = "M9 3l6 6m0-6l-6 6M21 3l6 6m0-6l-6 6";

  function picture(name, width, height, paths) {
    const made = document.createElementNS(SVG, "svg");
    const attributes = { class: name, viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true" };
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    for (const [kind, d] of Object.entries(paths)) {
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("class", kind);
      path.setAttribute("d", d);
      made.append(path);
    }
    return made;
  }

  const shape = (family) => picture(`kind ${family.name}`, 16, 16, { shape: family.path });

  function line(status) {
    const marks = status === "denied" ? { crosses: CROSSES, end: "M35 1v10" } : {};
    return picture(`sample ${status}`, 38, 12, { under: "M1 6h36", over: "M1 6h36", ...marks });
  }

  return Object.freeze({ shape, line });
})();
