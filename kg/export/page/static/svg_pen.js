"use strict";
// A 2D context that writes SVG instead of pixels: as much of one as Paint needs. All text is escaped; no markup comes in.
const SvgPen = (() => {
  const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
  const BARRED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu; // what XML cannot hold
  const escaped = (text) => String(text).replace(BARRED, "\ufffd").replace(/[&<>"']/gu, (letter) => ENTITIES[letter]);
  const short = (value) => String(Math.round(value * 100) / 100);
  const FONT = /^(?:(\d+|bold) )?([\d.]+)px (.*)$/u;
  const ANCHORS = { left: "start", start: "start", center: "middle", right: "end", end: "end" };
  const BEGIN = { fillStyle: "#000000", strokeStyle: "#000000", lineWidth: 1, lineCap: "butt", lineJoin: "miter", lineDashOffset: 0, globalAlpha: 1, font: "10px sans-serif", textAlign: "start", textBaseline: "alphabetic" };

  function make(width, height) {
    const written = [];
    let [scale, left, top] = [1, 0, 0]; // the only transformations that the drawing uses
    let path = "";
    let dash = [];
    let halo = null; // text that was stroked and waits for its filling
    const X = (x) => short(x * scale + left);
    const Y = (y) => short(y * scale + top);
    const at = (x, y) => `${X(x)} ${Y(y)}`;
    const attributes = (named) => Object.entries(named).map(([name, value]) => ` ${name}="${escaped(value)}"`).join("");
    const opacity = (pen) => (pen.globalAlpha < 1 ? { opacity: short(pen.globalAlpha) } : {});

    function strokes(pen) {
      const dashes = dash.length ? { "stroke-dasharray": dash.map((length) => short(length * scale)).join(" ") } : {};
      const offset = dash.length && pen.lineDashOffset ? { "stroke-dashoffset": short(pen.lineDashOffset * scale) } : {};
      const cap = pen.lineCap === "butt" ? {} : { "stroke-linecap": pen.lineCap };
      return { stroke: pen.strokeStyle, "stroke-width": short(pen.lineWidth * scale), ...cap, ...dashes, ...offset };
    }

    function arc(x, y, radius, start, end) {
      const r = short(radius * scale);
      const point = (angle) => at(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
      const middle = (start + end) / 2; // two halves: a whole circle has no arc of its own in SVG
      const large = Math.abs(end - start) / 2 > Math.PI ? 1 : 0;
      const way = end > start ? 1 : 0;
      path += `${path ? "L" : "M"}${point(start)}A${r} ${r} 0 ${large} ${way} ${point(middle)}A${r} ${r} 0 ${large} ${way} ${point(end)}`;
    }

    function text(pen, words, x, y, more) {
      const [, weight, size, face] = FONT.exec(pen.font);
      const down = pen.textBaseline === "middle" ? 0.35 * Number(size) : 0;
      const place = { x: X(x), y: Y(y + down), "font-size": short(Number(size) * scale), "font-family": face, "text-anchor": ANCHORS[pen.textAlign] };
      written.push(`<text${attributes({ ...place, ...(weight ? { "font-weight": weight } : {}), fill: pen.fillStyle, ...opacity(pen), ...more })}>${escaped(words)}</text>`);
    }

    const pen = {
      ...BEGIN,
      setTransform: (a, b, c, d, e, f) => { [scale, left, top] = [a, e, f]; },
      setLineDash: (lengths) => { dash = lengths; },
      beginPath: () => { path = ""; },
      moveTo: (x, y) => { path += `M${at(x, y)}`; },
      lineTo: (x, y) => { path += `L${at(x, y)}`; },
      quadraticCurveTo: (cx, cy, x, y) => { path += `Q${at(cx, cy)} ${at(x, y)}`; },
      closePath: () => { path += "Z"; },
      arc,
      stroke: () => { if (path) written.push(`<path${attributes({ d: path, fill: "none", ...strokes(pen), ...opacity(pen) })}/>`); },
      fill: () => { if (path) written.push(`<path${attributes({ d: path, fill: pen.fillStyle, ...opacity(pen) })}/>`); },
      fillRect: (x, y, wide, high) => {
        const size = { width: short(wide * scale), height: short(high * scale) };
        written.push(`<rect${attributes({ x: X(x), y: Y(y), ...size, fill: pen.fillStyle, ...opacity(pen) })}/>`);
      },
      strokeText: (words) => { halo = { words, ...strokes(pen), "stroke-linejoin": "round", "paint-order": "stroke" }; },
      fillText: (words, x, y) => {
        const { words: haloed, ...around } = halo ?? {};
        text(pen, words, x, y, haloed === words ? around : {});
        halo = null;
      },
    };

    // The whole drawing as a document of its own.
    const svg = (title) => `<svg xmlns="http://www.w3.org/2000/svg"${attributes({ width, height, viewBox: `0 0 ${width} ${height}`, role: "img" })}>`
      + `<title>${escaped(title)}</title><g stroke-linejoin="round">\n${written.join("\n")}\n</g></svg>\n`;

    return Object.assign(pen, { svg });
  }

  return Object.freeze({ make });
})();
