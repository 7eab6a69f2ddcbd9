"use strict";
// How a status looks in the drawing, in small: what the filters show beside each, and so the legend.
const Samples = (() => {
  const LINE = "M1 6h36", CROSSES = "M9 3l6 6m0-6l-6 6M21 3l6 6m0-6l-6 6", END = "M35 1v10";

  function line(status) {
    const paths = { under: LINE, over: LINE, ...(status === "denied" ? { crosses: CROSSES, end: END } : {}) };
    const frame = { class: `sample ${status}`, viewBox: "0 0 38 12", width: 38, height: 12, "aria-hidden": "true" };
    return Dom.drawn("svg", frame, ...Object.entries(paths).map(([name, d]) => Dom.drawn("path", { class: name, d })));
  }

  return Object.freeze({ line });
})();
