"use strict";
// The current view as a picture to take along: title, drawing, and what its shapes and lines mean. PNG or SVG; no clock, no logo.
const Pictures = (() => {
  const SHARP = 2;
  const MOST_PIXELS = 32e6;
  const MARGIN = 24;
  const TITLE_PX = 20;
  const TEXT_PX = 12.5;
  const LINE_PX = 19;
  const ROW_PX = 22;
  const SERIF = 'Georgia, "Times New Roman", serif';
  const SAMPLE = { node: 14, line: 40 }; // how wide the samples of the legend are
  const MEANINGS = { mixed: "several of these" };
  const ORDER = [...Palette.STATUSES, "mixed"];

  // Light paper is white in a picture: it will stand on other pages.
  function onPaper(palette) {
    const light = parseInt(palette.paper.slice(1, 3), 16) > 128;
    return light ? Object.freeze({ ...palette, paper: "#ffffff" }) : palette;
  }

  const cut = (text, wide, size) => {
    if (Labels.width(text, size, false) <= wide) return text;
    let letters = [...text];
    while (letters.length > 1 && Labels.width(`${letters.join("")}…`, size, false) > wide) letters = letters.slice(0, -1);
    return `${letters.join("").trimEnd()}…`;
  };

  // What the legend has to explain: the kinds of node and of line that the view shows.
  function entries(scene, view, about) {
    const inView = scene.nodes.filter((node) => Geometry.holds(view, node));
    const shown = inView.filter((node) => !node.count);
    const families = new Map(shown.map(({ family, shape }) => [family, shape]));
    const labels = new Map((about.families ?? []).map(({ name, label }) => [name, label]));
    const kinds = Palette.FAMILIES.filter((name) => families.has(name)).map((name) => ({ family: name, shape: families.get(name), text: labels.get(name) ?? name }));
    const statuses = new Set(Geometry.plot(scene).strands.filter((strand) => Geometry.shows(strand, view)).map(({ edge }) => edge.status));
    const lines = ORDER.filter((name) => statuses.has(name)).map((status) => ({ status, text: MEANINGS[status] ?? status }));
    const closed = inView.filter((node) => node.count > 0);
    if (closed.length) kinds.push({ family: closed[0].family, shape: "dot", count: closed[0].count, text: "a community of so many" });
    return [kinds, lines];
  }

  // Rows of the legend, each with the places of its entries.
  function rows(items, wide) {
    const found = [[]];
    let x = 0;
    for (const item of items) {
      const sample = item.status ? SAMPLE.line : SAMPLE.node;
      const needs = sample + 7 + Labels.width(item.text, TEXT_PX, false) + 20;
      if (x && x + needs > wide) { found.push([]); x = 0; }
      found.at(-1).push({ ...item, x, sample });
      x += needs;
    }
    return items.length ? found : [];
  }

  function sample(pen, item, x, y, at) {
    const middle = x + item.sample / 2;
    if (!item.status) {
      Paint.nodes(pen, [{ x: middle, y, r: item.count ? 8 : 5.5, shape: item.shape, family: item.family, count: item.count ?? 0 }], at);
      return;
    }
    const run = { round: false, bent: false, x0: x, y0: y, cx: middle, cy: y, x1: x + item.sample, y1: y };
    pen.lineCap = "butt";
    Strokes.line(pen, run, { status: item.status }, at, 1.7);
  }

  function write(pen, text, x, y, font, colour) {
    pen.font = font;
    pen.fillStyle = colour;
    pen.textAlign = "left";
    pen.textBaseline = "middle";
    pen.fillText(text, x, y);
  }

  function header(pen, sheet, palette) {
    pen.fillStyle = palette.paper;
    pen.fillRect(0, 0, sheet.width, sheet.top);
    const wide = sheet.width - 2 * MARGIN;
    write(pen, cut(sheet.title, wide * 0.95, TITLE_PX), MARGIN, MARGIN + TITLE_PX / 2, `600 ${TITLE_PX}px ${SERIF}`, palette.ink);
    sheet.lines.forEach((line, number) => {
      write(pen, cut(line, wide, TEXT_PX), MARGIN, MARGIN + TITLE_PX + 6 + (number + 0.5) * LINE_PX, `${TEXT_PX}px ${Labels.FACE}`, palette.soft);
    });
  }

  function legend(pen, sheet, palette) {
    const top = sheet.height - sheet.bottom;
    pen.fillStyle = palette.paper;
    pen.fillRect(0, top, sheet.width, sheet.bottom);
    pen.fillStyle = palette.rule;
    pen.fillRect(MARGIN, top, sheet.width - 2 * MARGIN, 1);
    const at = Paint.look(palette, 1);
    sheet.rows.forEach((row, number) => {
      const y = top + MARGIN / 2 + (number + 0.5) * ROW_PX;
      for (const item of row) {
        sample(pen, item, MARGIN + item.x, y, at);
        write(pen, item.text, MARGIN + item.x + item.sample + 7, y, `${TEXT_PX}px ${Labels.FACE}`, palette.ink);
      }
    });
  }

  // Where everything stands on the sheet: as wide as the drawing, and higher by what is said above and below.
  function laidOut(scene, drawing, { title = document.title, lines = [], ...about } = {}) {
    const [size, camera] = [drawing.size(), drawing.camera()];
    const view = Camera.view(camera, size);
    const told = entries(scene, view, about).flatMap((items) => rows(items, size.width - 2 * MARGIN));
    const top = MARGIN + TITLE_PX + 6 + lines.length * LINE_PX + 8;
    const bottom = told.length ? MARGIN + told.length * ROW_PX : 0;
    return { title, lines, view, rows: told, top, bottom, width: size.width, height: Math.round(top + size.height + bottom) };
  }

  // The picture on any pen, `sharp` pixels for one of the screen.
  function compose(pen, sheet, scene, palette, sharp) {
    const { scale, left, top } = sheet.view;
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    pen.fillStyle = palette.paper;
    pen.fillRect(0, 0, sheet.width, sheet.height);
    pen.setTransform(sharp * scale, 0, 0, sharp * scale, -left * scale * sharp, (sheet.top - top * scale) * sharp);
    Paint.all(pen, Geometry.plot(scene), sheet.view, palette);
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    header(pen, sheet, palette);
    legend(pen, sheet, palette);
  }

  function toCanvas(scene, drawing, about) {
    const sheet = laidOut(scene, drawing, about);
    const sharp = Math.min(SHARP, Math.sqrt(MOST_PIXELS / (sheet.width * sheet.height)));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(sheet.width * sharp);
    canvas.height = Math.round(sheet.height * sharp);
    compose(canvas.getContext("2d", { alpha: false }), sheet, scene, onPaper(Palette.read()), sharp);
    return canvas;
  }

  function toSvg(scene, drawing, about) {
    const sheet = laidOut(scene, drawing, about);
    const pen = SvgPen.make(sheet.width, sheet.height);
    compose(pen, sheet, scene, onPaper(Palette.read()), 1);
    return pen.svg(sheet.title);
  }

  // `about`: {title, lines: texts below it, families: [{name, label}] as the model has them}; every part may be missing.
  function savePng(scene, drawing, about) {
    return new Promise((done) => {
      toCanvas(scene, drawing, about).toBlob((blob) => { Copying.save("dateline.png", blob.type, blob); done(); }, "image/png");
    });
  }

  function saveSvg(scene, drawing, about) {
    Copying.save("dateline.svg", "image/svg+xml", toSvg(scene, drawing, about));
  }

  return Object.freeze({ savePng, saveSvg, toCanvas, toSvg });
})();
