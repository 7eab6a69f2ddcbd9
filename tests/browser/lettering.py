"""What is written in the drawing, and what it is written over."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .chromium import Page

_BOXES = """const { scene, drawing } = dateline;
const { scale } = drawing.camera();
const text = ({ of, x, y, wide, size, lines }) => ({ id: of.id, name: lines.join(" "), x: x * scale, y: y * scale,
  across: (wide * scale) / 2, down: (lines.length * size * scale) / 2 });
const node = ({ id, x, y, r }) => ({ id, name: `node ${id}`, x: x * scale, y: y * scale,
  across: r * scale, down: r * scale });
const labels = [...drawing.labels().nodes, ...drawing.labels().edges].map(text);
const nodes = scene().nodes.map(node);"""

_OVERLAPS = """const meet = (one, other) => one.id !== other.id
  && Math.abs(one.x - other.x) < one.across + other.across && Math.abs(one.y - other.y) < one.down + other.down;
return labels.flatMap((label, at) => [...labels.slice(at + 1), ...nodes].filter((other) => meet(label, other))
  .map((other) => `${label.name} on ${other.name}`));"""


def overlaps(page: Page) -> list[str]:
    """Each label of the drawing that lies on another one or on a node that is not its own."""
    found: list[str] = page.run(f"{_BOXES}\n{_OVERLAPS}")
    return found
