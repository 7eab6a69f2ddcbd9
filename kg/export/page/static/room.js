"use strict";
// What room is taken on the screen: boxes [left, top, right, bottom, owner, isNode] in CSS pixels, found again by the cells
// that they touch. Boxes of one owner never meet.
const Room = (() => {
  const CELL_PX = 64;

  function cellsOf([left, top, right, bottom]) {
    const keys = [];
    for (let row = Math.floor(top / CELL_PX); row <= Math.floor(bottom / CELL_PX); row += 1) {
      for (let column = Math.floor(left / CELL_PX); column <= Math.floor(right / CELL_PX); column += 1) keys.push(row * 65536 + column);
    }
    return keys;
  }

  const meets = (box, other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3] && box[4] !== other[4];

  function make({ scale, left, top, right, bottom }) {
    const [wide, high] = [(right - left) * scale, (bottom - top) * scale];
    const cells = new Map();
    const inWay = (box, lenient) => (other) => !(lenient && other[5]) && meets(box, other);
    return Object.freeze({
      whole: (box) => box[0] >= 0 && box[1] >= 0 && box[2] <= wide && box[3] <= high,
      // `lenient`: where nothing but nodes is in the way.
      free: (box, lenient = false) => !cellsOf(box).some((key) => cells.get(key)?.some(inWay(box, lenient))),
      meeting: (box) => [...new Set(cellsOf(box).flatMap((key) => cells.get(key)?.filter(inWay(box)) ?? []))],
      take: (box) => { for (const key of cellsOf(box)) if (!cells.get(key)?.push(box)) cells.set(key, [box]); },
      leave: (box) => { for (const key of cellsOf(box)) cells.set(key, cells.get(key).filter((other) => other !== box)); },
    });
  }

  return Object.freeze({ make });
})();
