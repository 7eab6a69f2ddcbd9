"use strict";
// Where each community stands as a disc: in the middle of its members, as large as they are many, apart from the others with
// room for its name. Pure: the same whichever of them are open.
const Discs = (() => {
  const SCREEN = { width: 940, height: 460 }; // about what a screen has for all of it, in CSS pixels
  const FILLED = 0.1, NAMED = 0.5; // of that by discs, and with their names
  const LEAST_PX = 14, MOST_PX = 46, NEAREST = 1.25;
  const NAME_WIDTH_PX = 116, NAME_HEIGHT_PX = 62; // of a name, which stands below its disc
  const MANY = 300; // communities that find room on no screen: they stay where their members are

  const sum = (list, of) => list.reduce((total, each) => total + of(each), 0);

  function extent(spots, axis) {
    const [least, most] = spots.reduce(([low, high], spot) => [Math.min(low, spot[axis]), Math.max(high, spot[axis])], [Infinity, -Infinity]);
    return Math.max(most - least, 1);
  }

  // Pixels a unit of the world when all of it is seen.
  const scaleOf = (spots) => Math.min(SCREEN.width / extent(spots, "x"), SCREEN.height / extent(spots, "y"), NEAREST);

  // Width and height for a name: less where so many will not all fit, and only some will be written.
  function nameRoom(count) {
    const taken = count * NAME_WIDTH_PX * (NAME_HEIGHT_PX + 2 * LEAST_PX);
    const less = Math.min(1, (SCREEN.width * SCREEN.height * NAMED) / taken);
    return [NAME_WIDTH_PX * less, NAME_HEIGHT_PX * less];
  }

  const radius = (share) => Math.min(MOST_PX, Math.max(LEAST_PX, Math.sqrt((SCREEN.width * SCREEN.height * FILLED * share) / Math.PI)));

  // Of each community, by its number, {x, y, r}; `members` are lists of nodes by the number of their community.
  function arrange(members, places) {
    const spots = [...members.values()].flatMap((those) => those.map(places));
    const scale = scaleOf(spots);
    const [wide, high] = nameRoom(members.size).map((pixels) => pixels / scale);
    const boxes = [...members].map(([number, those]) => {
      const r = radius(those.length / spots.length) / scale;
      const here = those.map(places);
      const [x, y] = [sum(here, (spot) => spot.x) / here.length, sum(here, (spot) => spot.y) / here.length];
      return { id: number, r, x, y: y + high / 2, width: Math.max(2 * r, wide), height: 2 * r + high };
    });
    if (boxes.length <= MANY) Arranging.separate(boxes);
    return new Map(boxes.map(({ id, x, y, r }) => [id, { x: Math.round(x), y: Math.round(y - high / 2), r }]));
  }

  return Object.freeze({ arrange });
})();
