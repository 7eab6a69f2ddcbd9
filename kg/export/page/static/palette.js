"use strict";
// Colours and dashes of the drawing, read from the style sheet, the only place where they stand; it mixes them and invents none.
const Palette = (() => {
  const FAMILIES = ["state", "body", "organization", "person", "group", "place", "agreement", "other"];
  const STATUSES = ["asserted", "reported", "intended", "possible", "requested", "denied", "disputed"];
  const GROUND = ["paper", "panel", "ink", "soft", "rule", "hover"];
  const MORE = ["disputed-under", "mixed", "community"];
  const INSTEAD = { mixed: "soft", community: "soft", "disputed-under": "denied" };

  const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

  // One colour between two, as #rrggbb.
  function mix(one, other, share) {
    const [from, to] = [channels(one), channels(other)];
    return "#" + from.map((value, at) => Math.round(value + (to[at] - value) * share).toString(16).padStart(2, "0")).join("");
  }

  const dashes = (text) => (!text || text === "none" ? [] : text.split(/[\s,]+/u).map(Number).filter(Number.isFinite));

  // The variables of the style sheet as they hold now, every colour as #rrggbb; light or dark as the system wishes.
  function read() {
    const style = getComputedStyle(document.documentElement);
    const pen = document.createElement("canvas").getContext("2d");
    const value = (name) => style.getPropertyValue(`--${name}`).trim();
    const colour = (name) => {
      pen.fillStyle = "#808080";
      pen.fillStyle = value(name) || value(INSTEAD[name] ?? "other");
      return pen.fillStyle.startsWith("#") ? pen.fillStyle : "#808080";
    };
    const colours = Object.fromEntries([...GROUND, ...FAMILIES, ...STATUSES, ...MORE].map((name) => [name, colour(name)]));
    return of(colours, Object.fromEntries(STATUSES.map((name) => [name, dashes(value(`${name}-dash`))])));
  }

  // A palette from colours by name and dashes by status.
  function of(colours, dash) {
    const rims = Object.fromEntries([...FAMILIES, "community"].map((name) => [name, mix(colours[name], colours.ink, 0.42)]));
    return Object.freeze({ ...colours, dash: Object.freeze({ ...dash }), rims: Object.freeze(rims) });
  }

  return Object.freeze({ read, mix, FAMILIES, STATUSES });
})();
