"use strict";
// Where each community stands as a disc: in the middle of its members, as large as they are many, apart from the others with
// room for its name. Pure: the same whichever of them are open.
const Discs = (() => {
  const SCREEN = { width: 940, height: 460 }; // about what a screen has for all of it, in CSS pixels
  const FILLED = 0.1; // of that by discs
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

  // Of each community, by its number, {x, y, r}; `members` are lists of nodes by the number of their community.
  function arrange(members, places) {
    const spots = [...members.values()].flatMap((those) => those.map(places));
    const scale = scaleOf(spots);
    const room = (SCREEN.width * SCREEN.height * FILLED) / Math.PI;
    const boxes = [...members].map(([number, those]) => {
      const radius = Math.min(MOST_PX, Math.max(LEAST_PX, Math.sqrt((room * those.length) / spots.length)));
      const here = those.map(places);
      return {
        id: number, r: radius / scale, x: sum(here, ({ x }) => x) / here.length, y: sum(here, ({ y }) => y) / here.length + NAME_HEIGHT_PX / 2 / scale,
        width: Math.max(2 * radius, NAME_WIDTH_PX) / scale, height: (2 * radius + NAME_HEIGHT_PX) / scale,
      };
    });
    if (boxes.length <= MANY) Arranging.separate(boxes);
    return new Map(boxes.map(({ id, x, y, r }) => [id, { x: Math.round(x), y: Math.round(y - NAME_HEIGHT_PX / 2 / scale), r }]));
  }

  return Object.freeze({ arrange });
})();
