"use strict";
// Where each entity lies: where the file says, where a new arrangement puts it, or where somebody dragged it.
const Places = (() => {
  const LETTER = 7.2, LINE = 16; // about what a letter and a line of a label take, at the middle zoom
  const WIDE = 1.7, TALL = 0.6; // width by height of a screen
  const FAN = 3, FAN_WIDTH = 120, FAN_HEIGHT = 20; // edges between two from which on they need room, and how much

  const box = ({ id, x, y, r, label }) => {
    const lines = label.split("\n");
    return { id, x, y, width: Math.max(2 * r, Math.max(...lines.map((line) => line.length)) * LETTER), height: 2 * r + lines.length * LINE };
  };

  // What ties the boxes, each pair once. Between two with many edges an unseen box keeps room for these and their labels.
  function links(boxes, edges) {
    const counts = new Map();
    for (const { from, to } of edges) {
      const key = [from, to].sort().join("~");
      if (from !== to) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const byId = new Map(boxes.map((each) => [each.id, each]));
    return [...counts].flatMap(([key, count]) => {
      const [one, other] = key.split("~");
      if (count < FAN) return [[one, other]];
      const [here, there] = [byId.get(one), byId.get(other)];
      boxes.push({ id: key, x: (here.x + there.x) / 2, y: (here.y + there.y) / 2, width: FAN_WIDTH, height: FAN_HEIGHT * count });
      return [[one, key], [key, other]];
    });
  }

  function make(model) {
    const dragged = new Map();
    let arranged = null; // places by id, of what `key` names
    let key = "";
    let shape = WIDE; // of the screen as it was last seen: it has no size while a table stands in its place

    const given = (at) => ({ x: model.nodes[at].x, y: model.nodes[at].y });
    const here = (at) => dragged.get(at) ?? arranged?.get(`n${at}`) ?? given(at);

    // A focus and a way are laid out anew, and whatever somebody wants to be; the rest lies where it always does, but
    // on a screen that is higher than wide, for which the file's places are no good.
    const wantsArranging = (state) => Boolean(state.focus || state.path || state.arranged || shape === TALL);

    // Works out the places for a state on a screen of that size; true where they are others than before.
    function settle(state, choice, { width, height }) {
      if (width && height) shape = width < height ? TALL : WIDE;
      const now = wantsArranging(state) ? `${shape} ${[...choice.nodes].join()}` : "";
      if (now === key) return false;
      key = now;
      dragged.clear();
      arranged = now ? arrange(state, choice) : null;
      return true;
    }

    function arrange(state, choice) {
      const plain = State.changed(state, { picked: "", grouped: false });
      const { nodes, edges } = Scene.make(model, plain, choice, given);
      const boxes = nodes.map(box);
      return Arranging.arrange(boxes, links(boxes, edges), shape);
    }

    return Object.freeze({ here, settle, drag: (at, place) => dragged.set(at, place) });
  }
  return Object.freeze({ make });
})();
