"use strict";
// Communities for those who go by the keyboard and by what is said: where one stands, how many there are, what one holds.
const Groups = (() => {
  const isClosed = ({ count }) => count > 0;

  // The scene with the community marked at which somebody stands; "" for none.
  const marked = (scene, id) => (id ? { ...scene, nodes: scene.nodes.map((node) => (node.id === id ? { ...node, picked: true } : node)) } : scene);

  // What grouping, or its end, has brought.
  function told({ nodes }, grouped) {
    const closed = nodes.filter(isClosed).length;
    if (!grouped) return `${Dom.counted(nodes.length, "entity", "entities")}, each by itself`;
    if (!closed) return "No three of these belong more to each other than to others";
    return `${Dom.counted(closed, "community", "communities")}; a click or Enter opens one`;
  }

  const named = ({ label }) => label.replaceAll("\n", " ");
  const stood = (node) => `${named(node)}: a community of ${Dom.grouped(node.count)}; Enter opens it`;
  const opened = (node) => `${Dom.counted(node.count, "entity", "entities")} of ${named(node)}, each by itself`;

  return Object.freeze({ isClosed, marked, told, stood, opened });
})();
