"""Boxes moved one by one to where fewer lines cross, and where no line and no line's label runs into a box.

Each box is tried at places around it and goes where that costs least. Refuses nothing; it takes time with the product
of boxes and links, so it is for small graphs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.export.layout.springs import Indices, Numbers

__all__ = ["Sheet", "tidied", "total_cost"]

GAP_PX = 14.0
LABEL_WIDTH_PX, LABEL_HEIGHT_PX = 105.0, 22.0
LINK_PX = 190.0
MOST_ROUNDS, LEAST_ROUNDS, ROUND_BUDGET = 14, 3, 80_000
MOST_LABELLED, MOST_LABELLED_A_BOX = 80, 2
REACHES_PX = (420.0, 250.0, 140.0, 70.0, 30.0)

# What makes a drawing hard to read, and how much.
OVERLAP, CROSSING, LINE_IN_BOX, LABEL_IN_BOX, LABEL_ON_LABEL, LINE_IN_LABEL = 60.0, 3.0, 5.0, 3.0, 2.5, 0.8
LENGTH, FROM_ITS_OWN, OUTSIDE, ALIKE = 0.5, 0.7, 16.0, 3.0
ALMOST = 0.985
"""Cosine of ten degrees."""

# Points of a circle with rational coordinates: sines would differ from machine to machine.
_OCTANT = ((1.0, 0.0), (60 / 65, 25 / 65), (39 / 65, 52 / 65), (0.0, 1.0))
_CIRCLE = np.array(sorted({(a * x, b * y) for x, y in _OCTANT for a in (1, -1) for b in (1, -1)}))

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Sizes of boxes, how far above its middle the links of each meet, its community, and the ends of the links."""

    widths: Numbers
    heights: Numbers
    rises: Numbers
    groups: Indices
    one: Indices
    other: Indices

    @property
    def labelled(self) -> bool:
        """Whether there is room for a label at each link."""
        return len(self.one) <= min(MOST_LABELLED, MOST_LABELLED_A_BOX * len(self.widths))


def tidied(sheet: Sheet, x: Numbers, y: Numbers) -> tuple[Numbers, Numbers]:
    """Better places for the middles of the boxes, hardly any outside of the rectangle that they fill already."""
    x, y = x.copy(), y.copy()
    frame = _frame(sheet, x, y)
    # With more links than can be labelled, what the springs found stays as it is on the whole.
    least = 0 if sheet.labelled else 2
    rounds = min(MOST_ROUNDS, max(LEAST_ROUNDS, ROUND_BUDGET // (len(x) * len(sheet.one))))
    for round_ in range(rounds):
        reaches = REACHES_PX[max(least, min(round_ // 2, len(REACHES_PX) - 3)) :]
        tries = np.concatenate([np.zeros((1, 2)), *(_CIRCLE * reach for reach in reaches)])
        moved = False
        for node in range(len(x)):
            costs = _Trial(sheet, node, (x, y), (x[node] + tries[:, 0], y[node] + tries[:, 1])).cost(frame)
            best = int(np.argmin(costs))
            if costs[best] < costs[0] - 0.01:
                x[node], y[node] = x[node] + tries[best, 0], y[node] + tries[best, 1]
                moved = True
        if not moved:
            break
    return x, y


def total_cost(sheet: Sheet, x: Numbers, y: Numbers) -> float:
    """How hard the drawing is to read."""
    frame = _frame(sheet, x, y)
    return sum(
        float(_Trial(sheet, node, (x, y), (x[node : node + 1], y[node : node + 1])).cost(frame)[0])
        for node in range(len(x))
    )


_Places = tuple[Numbers, Numbers]
_Frame = tuple[float, float, float, float]


def _frame(sheet: Sheet, x: Numbers, y: Numbers) -> _Frame:
    return (
        float((x - sheet.widths / 2).min()),
        float((y - sheet.heights / 2).min()),
        float((x + sheet.widths / 2).max()),
        float((y + sheet.heights / 2).max()),
    )


class _Trial:
    """One box at each of several places, all else where it is. First axis: the places, then its links, the rest."""

    def __init__(self, sheet: Sheet, node: int, places: _Places, tries: _Places) -> None:
        (x, y), (at_x, at_y) = places, tries
        self.sheet, self.node, self.x, self.y, self.at_x, self.at_y = sheet, node, x, y, at_x, at_y
        mine = (sheet.one == node) | (sheet.other == node)
        self.far = np.where(sheet.one == node, sheet.other, sheet.one)[mine]
        self.one, self.other = sheet.one[~mine], sheet.other[~mine]
        self.others = np.flatnonzero(np.arange(len(x)) != node)
        end_y = y - sheet.rises
        self.start = at_x[:, None], (at_y - sheet.rises[node])[:, None]
        self.end = x[self.far], end_y[self.far]
        self.label = (self.start[0] + self.end[0]) / 2, (self.start[1] + self.end[1]) / 2
        self.rest = x[self.one], end_y[self.one], x[self.other], end_y[self.other]
        self.rest_label = (self.rest[0] + self.rest[2]) / 2, (self.rest[1] + self.rest[3]) / 2

    def cost(self, frame: _Frame) -> Numbers:
        """What each of the places costs."""
        costs = self._of_box() + self._outside(frame) * OUTSIDE + self._from_its_own() * FROM_ITS_OWN
        if len(self.far):
            costs = costs + self._of_lines()
        if len(self.far) and self.sheet.labelled:
            costs = costs + self._of_labels()
        return costs

    def _of_box(self) -> Numbers:
        sheet, node, others = self.sheet, self.node, self.others
        wide, high = sheet.widths[node], sheet.heights[node]
        over = _meets(
            self.at_x[:, None] - self.x[others],
            self.at_y[:, None] - self.y[others],
            (wide + sheet.widths[others]) / 2 + GAP_PX,
            (high + sheet.heights[others]) / 2 + GAP_PX,
        )
        box = self.at_x[:, None], self.at_y[:, None], wide / 2, high / 2
        costs: Numbers = _count(over) * OVERLAP + _count(_runs_through(*self.rest, *box)) * LINE_IN_BOX
        if not self.sheet.labelled:
            return costs
        labels = _meets(
            self.rest_label[0] - box[0],
            self.rest_label[1] - box[1],
            (wide + LABEL_WIDTH_PX) / 2,
            (high + LABEL_HEIGHT_PX) / 2,
        )
        costs += _count(labels) * LABEL_IN_BOX
        return costs

    def _of_lines(self) -> Numbers:
        sheet, others = self.sheet, self.others
        dx, dy = self.end[0] - self.start[0], self.end[1] - self.start[1]
        # Along the first axis rows are added one after the other, whatever the width of the machine's registers.
        lengths: Numbers = np.ascontiguousarray(np.sqrt(dx * dx + dy * dy).T).sum(axis=0)
        sharing = (self.far[:, None] == self.one) | (self.far[:, None] == self.other)
        start_x, start_y, end_x, end_y = (each[..., None] for each in (*self.start, *self.end))
        crossed = _cross((start_x, start_y, end_x, end_y), self.rest) & ~sharing
        boxes = self.x[others], self.y[others], sheet.widths[others] / 2, sheet.heights[others] / 2
        through = _runs_through(start_x, start_y, end_x, end_y, *boxes) & (self.far[:, None] != others)
        costs: Numbers = lengths * (LENGTH / LINK_PX) + _count(crossed) * CROSSING + _count(through) * LINE_IN_BOX
        return costs + _count(self._alike(sharing)) * ALIKE

    def _alike(self, sharing: Flags) -> Flags:
        """Which of its links run almost as others do that share an end with them."""
        dx, dy = self.start[0] - self.end[0], self.start[1] - self.end[1]
        length = np.sqrt(dx * dx + dy * dy) + 1e-9
        dx, dy = (dx / length)[..., None], (dy / length)[..., None]
        at_one = self.far[:, None] == self.one
        rest_x, rest_y = self.rest[2] - self.rest[0], self.rest[3] - self.rest[1]
        rest_length = np.sqrt(rest_x * rest_x + rest_y * rest_y) + 1e-9
        along = np.where(at_one, 1.0, -1.0) * (dx * (rest_x / rest_length) + dy * (rest_y / rest_length))
        own = dx * dx[:, None, :, 0] + dy * dy[:, None, :, 0]
        before = np.arange(len(self.far))[:, None] > np.arange(len(self.far))
        alike: Flags = np.concatenate([(along > ALMOST) & sharing, (own > ALMOST) & before], axis=2)
        return alike

    def _of_labels(self) -> Numbers:
        sheet, node = self.sheet, self.node
        label_x, label_y = self.label[0][..., None], self.label[1][..., None]
        wide, high = (sheet.widths + LABEL_WIDTH_PX) / 2, (sheet.heights + LABEL_HEIGHT_PX) / 2
        others = self.others
        boxes = _meets(label_x - self.x[others], label_y - self.y[others], wide[others], high[others])
        own = _meets(self.label[0] - self.at_x[:, None], self.label[1] - self.at_y[:, None], wide[node], high[node])
        labels = _meets(label_x - self.rest_label[0], label_y - self.rest_label[1], LABEL_WIDTH_PX, LABEL_HEIGHT_PX)
        lines = _runs_through(*self.rest, label_x, label_y, LABEL_WIDTH_PX / 2, LABEL_HEIGHT_PX / 2)
        start_x, start_y, end_x, end_y = (each[..., None] for each in (*self.start, *self.end))
        crossed = _runs_through(
            start_x, start_y, end_x, end_y, *self.rest_label, LABEL_WIDTH_PX / 2, LABEL_HEIGHT_PX / 2
        )
        costs: Numbers = (_count(boxes) + _count(own)) * LABEL_IN_BOX
        costs += _count(labels) * LABEL_ON_LABEL + (_count(lines) + _count(crossed)) * LINE_IN_LABEL
        return costs

    def _outside(self, frame: _Frame) -> Numbers:
        wide, high = self.sheet.widths[self.node] / 2, self.sheet.heights[self.node] / 2
        over_x = np.maximum(frame[0] - (self.at_x - wide), self.at_x + wide - frame[2])
        over_y = np.maximum(frame[1] - (self.at_y - high), self.at_y + high - frame[3])
        over: Numbers = (np.maximum(over_x, 0.0) + np.maximum(over_y, 0.0)) / LINK_PX
        return over

    def _from_its_own(self) -> Numbers:
        """How far from the middle of the others of its community."""
        mates = self.others[self.sheet.groups[self.others] == self.sheet.groups[self.node]]
        if not len(mates):
            return np.zeros(len(self.at_x))
        dx = self.at_x - sum(self.x[mates].tolist()) / len(mates)
        dy = self.at_y - sum(self.y[mates].tolist()) / len(mates)
        far: Numbers = np.sqrt(dx * dx + dy * dy) / LINK_PX
        return far


def _count(flags: Flags) -> Numbers:
    counted: Numbers = flags.reshape(len(flags), -1).sum(axis=1).astype(np.float64)
    return counted


def _meets(dx: Numbers, dy: Numbers, wide: Numbers | float, high: Numbers | float) -> Flags:
    """Whether two boxes with their middles so far apart, and half of both sizes together, overlap."""
    met: Flags = (np.abs(dx) < wide) & (np.abs(dy) < high)
    return met


def _cross(one: tuple[Numbers, ...], other: tuple[Numbers, ...]) -> Flags:
    """Whether lines from the first two coordinates to the last two cross."""
    ax, ay, bx, by = one
    cx, cy, dx, dy = other
    ux, uy, vx, vy = bx - ax, by - ay, dx - cx, dy - cy
    apart = (ux * (cy - ay) - uy * (cx - ax)) * (ux * (dy - ay) - uy * (dx - ax)) < 0
    crossed: Flags = apart & ((vx * (ay - cy) - vy * (ax - cx)) * (vx * (by - cy) - vy * (bx - cx)) < 0)
    return crossed


def _runs_through(  # noqa: PLR0913, PLR0917  two points, and a box by its middle and half its size
    ax: Numbers,
    ay: Numbers,
    bx: Numbers,
    by: Numbers,
    x: Numbers,
    y: Numbers,
    wide: Numbers | float,
    high: Numbers | float,
) -> Flags:
    """Whether lines run through boxes: none of the axes of either keeps them apart."""
    half_x, half_y = np.abs(bx - ax) / 2, np.abs(by - ay) / 2
    off_x, off_y = (ax + bx) / 2 - x, (ay + by) / 2 - y
    near = (np.abs(off_x) < wide + half_x) & (np.abs(off_y) < high + half_y)
    across = np.abs((bx - ax) * off_y - (by - ay) * off_x) / 2 < wide * half_y + high * half_x
    met: Flags = near & across
    return met
