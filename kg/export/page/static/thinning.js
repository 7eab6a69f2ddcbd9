"use strict";
// Which lines of a view are drawn where there are more than can be told apart: what is looked at, then the best supported line
// of each entity, then the best supported of the rest; what ends in the view before what passes by. It says how many it leaves out.
const Thinning = (() => {
  const INK_PX = 9; // square pixels of the screen for each pixel of a line
  const FEW = 1000; // lines of a whole scene; so many are always drawn
  const MOST = 2000;
  const orders = new WeakMap();

  const area = ({ scale, left, top, right, bottom }) => (right - left) * (bottom - top) * scale * scale;

  // All strands of a plotted scene, first those that matter most; worked out once. `lit`: how many are not to be left out.
  function ordered({ strands }) {
    if (!orders.has(strands)) orders.set(strands, order(strands));
    return orders.get(strands);
  }

  function order(strands) {
    const fades = strands.some(({ edge }) => edge.faded);
    const weights = Float64Array.from(strands, ({ edge }) => (edge.picked ? 2e9 : fades && !edge.faded ? 1e9 : 0) + (edge.rank ?? 0));
    const numbers = Uint32Array.from(strands.keys()).sort((one, other) => weights[other] - weights[one] || one - other);
    const lit = weights.reduce((count, weight) => count + (weight >= 1e9), 0);
    const sorted = Array.from(numbers, (at) => strands[at]);
    return { strands: [...sorted.slice(0, lit), ...bestOfEach(sorted.slice(lit))], lit };
  }

  // Before all others the first line of each end.
  function bestOfEach(strands) {
    const met = new Set();
    const [first, rest] = [[], []];
    for (const strand of strands) {
      const { from, to } = strand;
      (met.has(from) && met.has(to) ? rest : first).push(strand);
      met.add(from).add(to);
    }
    return [...first, ...rest];
  }

  // How many pixels of a line are seen on a screen.
  function inkOf({ run }, screen) {
    const seen = Geometry.within(run, screen);
    return seen ? Geometry.length(run) * (seen[1] - seen[0]) * screen.scale : 0;
  }

  // Numbers of strands: those that end on the screen, those that pass by, and those seen in the view around it alone.
  function sorted(strands, view, screen) {
    const [own, passing, beyond] = [[], [], []];
    strands.forEach((strand, at) => {
      if (!Geometry.shows(strand, view)) return;
      if (Geometry.touches(strand, screen)) own.push(at);
      else if (Geometry.shows(strand, screen) && inkOf(strand, screen) > 0) passing.push(at);
      else beyond.push(at);
    });
    return { here: [...own, ...passing], beyond };
  }

  // How many of them there is ink for.
  function inked(numbers, { strands, lit }, screen) {
    let ink = area(screen) / INK_PX;
    for (const [count, at] of numbers.entries()) {
      ink -= inkOf(strands[at], screen);
      if (count >= MOST || (ink < 0 && at >= lit)) return count;
    }
    return numbers.length;
  }

  // What to draw of a plotted scene in a view around the screen: its strands, how many of them the screen shows, how many
  // there would be, and whether a step aside would change nothing of it. Beyond the screen nothing is drawn that comes after what had to stay out on it.
  function kept(plotted, view, screen = view) {
    if (plotted.strands.length <= FEW) {
      const strands = plotted.strands.filter((strand) => Geometry.shows(strand, view));
      return { strands, drawn: strands.length, here: strands.length, anywhere: true };
    }
    const all = ordered(plotted);
    const { here, beyond } = sorted(all.strands, view, screen);
    const drawn = inked(here, all, screen);
    const last = drawn < here.length ? here[drawn] : Infinity;
    const numbers = [...here.slice(0, drawn), ...beyond.filter((at) => at < last).slice(0, MOST)];
    return { strands: numbers.map((at) => all.strands[at]), drawn, here: here.length, anywhere: false };
  }

  return Object.freeze({ kept });
})();
