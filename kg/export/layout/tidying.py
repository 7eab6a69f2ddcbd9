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
_Places = tuple[Numbers, Numbers]
_Lines = tuple[Numbers, Numbers, Numbers, Numbers]
"""x and y of one end, and of the other."""
_Boxes = tuple[Numbers, Numbers, Numbers | float, Numbers | float]
"""x and y of the middle, half the width and half the height."""


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
            costs = _Trial.of(sheet, node, (x, y), (x[node] + tries[:, 0], y[node] + tries[:, 1])).cost(frame)
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
        float(_Trial.of(sheet, node, (x, y), (x[node : node + 1], y[node : node + 1])).cost(frame)[0])
        for node in range(len(x))
    )


_Frame = tuple[float, float, float, float]


def _frame(sheet: Sheet, x: Numbers, y: Numbers) -> _Frame:
    return (
        float((x - sheet.widths / 2).min()),
        float((y - sheet.heights / 2).min()),
        float((x + sheet.widths / 2).max()),
        float((y + sheet.heights / 2).max()),
    )


@dataclass(frozen=True, slots=True)
class _Trial:
    """One box at each of several places, all else where it is. First axis: the places, then its links, the rest."""

    sheet: Sheet
    node: int
    places: _Places
    tries: _Places
    others: Indices
    far: Indices
    ends: tuple[Indices, Indices]
    """Of the links of others; `far` are the other ends of its own."""
    own: _Lines
    rest: _Lines

    @classmethod
    def of(cls, sheet: Sheet, node: int, places: _Places, tries: _Places) -> _Trial:
        """The trial of a box, given the middles of all and the places to try."""
        mine = (sheet.one == node) | (sheet.other == node)
        far = np.where(sheet.one == node, sheet.other, sheet.one)[mine]
        one, other = sheet.one[~mine], sheet.other[~mine]
        x, y = places[0], places[1] - sheet.rises
        own = tries[0][:, None], (tries[1] - sheet.rises[node])[:, None], x[far], y[far]
        others = np.flatnonzero(np.arange(len(x)) != node)
        return cls(sheet, node, places, tries, others, far, (one, other), own, (x[one], y[one], x[other], y[other]))

    def cost(self, frame: _Frame) -> Numbers:
        """What each of the places costs."""
        costs = self._of_box() + self._outside(frame) * OUTSIDE + self._from_its_own() * FROM_ITS_OWN
        if len(self.far):
            costs = costs + self._of_lines()
        if len(self.far) and self.sheet.labelled:
            costs = costs + self._of_labels()
        return costs

    def _of_box(self) -> Numbers:
        sheet, (at_x, at_y) = self.sheet, self.tries
        wide, high = sheet.widths[self.node] / 2, sheet.heights[self.node] / 2
        x, y, half_wide, half_high = self._boxes()
        over = _meets(at_x[:, None] - x, at_y[:, None] - y, wide + half_wide + GAP_PX, high + half_high + GAP_PX)
        box = at_x[:, None], at_y[:, None], wide, high
        costs: Numbers = _count(over) * OVERLAP + _count(_run_through(self.rest, box)) * LINE_IN_BOX
        if not sheet.labelled:
            return costs
        label_x, label_y = _middles(self.rest)
        labels = _meets(label_x - box[0], label_y - box[1], wide + LABEL_WIDTH_PX / 2, high + LABEL_HEIGHT_PX / 2)
        costs += _count(labels) * LABEL_IN_BOX
        return costs

    def _of_lines(self) -> Numbers:
        start_x, start_y, end_x, end_y = self.own
        dx, dy = end_x - start_x, end_y - start_y
        # Along the first axis rows are added one after the other, whatever the width of the machine's registers.
        lengths: Numbers = np.ascontiguousarray(np.sqrt(dx * dx + dy * dy).T).sum(axis=0)
        one, other = self.ends
        sharing = (self.far[:, None] == one) | (self.far[:, None] == other)
        lines = self._own_each()
        crossed = _cross(lines, self.rest) & ~sharing
        through = _run_through(lines, self._boxes()) & (self.far[:, None] != self.others)
        costs: Numbers = lengths * (LENGTH / LINK_PX) + _count(crossed) * CROSSING + _count(through) * LINE_IN_BOX
        return costs + _count(self._alike(sharing)) * ALIKE

    def _alike(self, sharing: Flags) -> Flags:
        """Which of its links run almost as others do that share an end with them."""
        start_x, start_y, end_x, end_y = self.own
        dx, dy = _directions(end_x, end_y, start_x, start_y)
        rest_x, rest_y = _directions(*self.rest)
        from_end = np.where(self.far[:, None] == self.ends[0], 1.0, -1.0)
        along = from_end * (dx[..., None] * rest_x + dy[..., None] * rest_y)
        own = dx[..., None] * dx[:, None] + dy[..., None] * dy[:, None]
        before = np.arange(len(self.far))[:, None] > np.arange(len(self.far))
        alike: Flags = np.concatenate([(along > ALMOST) & sharing, (own > ALMOST) & before], axis=2)
        return alike

    def _of_labels(self) -> Numbers:
        (at_x, at_y), node = self.tries, self.node
        own_x, own_y = _middles(self.own)
        label_x, label_y = own_x[..., None], own_y[..., None]
        rest_x, rest_y = _middles(self.rest)
        half = LABEL_WIDTH_PX / 2, LABEL_HEIGHT_PX / 2
        x, y, wide, high = self._boxes()
        boxes = _meets(label_x - x, label_y - y, wide + half[0], high + half[1])
        its_wide, its_high = self.sheet.widths[node] / 2 + half[0], self.sheet.heights[node] / 2 + half[1]
        itself = _meets(own_x - at_x[:, None], own_y - at_y[:, None], its_wide, its_high)
        labels = _meets(label_x - rest_x, label_y - rest_y, LABEL_WIDTH_PX, LABEL_HEIGHT_PX)
        lines = _run_through(self.rest, (label_x, label_y, *half))
        crossed = _run_through(self._own_each(), (rest_x, rest_y, *half))
        costs: Numbers = (_count(boxes) + _count(itself)) * LABEL_IN_BOX
        costs += _count(labels) * LABEL_ON_LABEL + (_count(lines) + _count(crossed)) * LINE_IN_LABEL
        return costs

    def _boxes(self) -> _Boxes:
        """The other boxes."""
        sheet, others, (x, y) = self.sheet, self.others, self.places
        return x[others], y[others], sheet.widths[others] / 2, sheet.heights[others] / 2

    def _own_each(self) -> _Lines:
        """Its own lines, with an axis more for what each is held against."""
        start_x, start_y, end_x, end_y = self.own
        return start_x[..., None], start_y[..., None], end_x[..., None], end_y[..., None]

    def _outside(self, frame: _Frame) -> Numbers:
        at_x, at_y = self.tries
        wide, high = self.sheet.widths[self.node] / 2, self.sheet.heights[self.node] / 2
        over_x = np.maximum(frame[0] - (at_x - wide), at_x + wide - frame[2])
        over_y = np.maximum(frame[1] - (at_y - high), at_y + high - frame[3])
        over: Numbers = (np.maximum(over_x, 0.0) + np.maximum(over_y, 0.0)) / LINK_PX
        return over

    def _from_its_own(self) -> Numbers:
        """How far from the middle of the others of its community."""
        mates = self.others[self.sheet.groups[self.others] == self.sheet.groups[self.node]]
        (x, y), (at_x, at_y) = self.places, self.tries
        if not len(mates):
            return np.zeros(len(at_x))
        dx = at_x - sum(x[mates].tolist()) / len(mates)
        dy = at_y - sum(y[mates].tolist()) / len(mates)
        far: Numbers = np.sqrt(dx * dx + dy * dy) / LINK_PX
        return far


def _count(flags: Flags) -> Numbers:
    counted: Numbers = flags.reshape(len(flags), -1).sum(axis=1).astype(np.float64)
    return counted


def _meets(dx: Numbers, dy: Numbers, wide: Numbers | float, high: Numbers | float) -> Flags:
    """Whether two boxes with their middles so far apart, and half of both sizes together, overlap."""
    met: Flags = (np.abs(dx) < wide) & (np.abs(dy) < high)
    return met


def _middles(lines: _Lines) -> _Places:
    return (lines[0] + lines[2]) / 2, (lines[1] + lines[3]) / 2


def _directions(ax: Numbers, ay: Numbers, bx: Numbers, by: Numbers) -> _Places:
    """The way from one point to another, one long."""
    dx, dy = bx - ax, by - ay
    length = np.sqrt(dx * dx + dy * dy) + 1e-9
    return dx / length, dy / length


def _cross(one: _Lines, other: _Lines) -> Flags:
    """Whether lines cross."""
    ax, ay, bx, by = one
    cx, cy, dx, dy = other
    ux, uy, vx, vy = bx - ax, by - ay, dx - cx, dy - cy
    apart = (ux * (cy - ay) - uy * (cx - ax)) * (ux * (dy - ay) - uy * (dx - ax)) < 0
    crossed: Flags = apart & ((vx * (ay - cy) - vy * (ax - cx)) * (vx * (by - cy) - vy * (bx - cx)) < 0)
    return crossed


def _run_through(lines: _Lines, boxes: _Boxes) -> Flags:
    """Whether lines run through boxes: none of the axes of either keeps them apart."""
    ax, ay, bx, by = lines
    x, y, wide, high = boxes
    half_x, half_y = np.abs(bx - ax) / 2, np.abs(by - ay) / 2
    off_x, off_y = (ax + bx) / 2 - x, (ay + by) / 2 - y
    near = (np.abs(off_x) < wide + half_x) & (np.abs(off_y) < high + half_y)
    across = np.abs((bx - ax) * off_y - (by - ay) * off_x) / 2 < wide * half_y + high * half_x
    met: Flags = near & across
    return met
