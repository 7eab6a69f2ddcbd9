"""Boxes on a plane: turned to lie flat, spread evenly, and pushed apart until none overlaps.

Refuses nothing; what it pushes apart are pairs that a grid finds near each other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from kg.export.layout.springs import Indices, Numbers, between

__all__ = ["Box", "equalized", "separate", "turned"]

GAP_PX = 14.0
EVENLY = 0.55
MOST_ROUNDS = 200
ROUNDS_A_LOOK = 4


@dataclass(frozen=True, slots=True)
class Box:
    """What has to be kept free for a node and its label, in pixels; its links meet `rise` above its middle."""

    width: float
    height: float
    rise: float = 0.0


def turned(x: Numbers, y: Numbers) -> tuple[Numbers, Numbers]:
    """The same places around the origin, turned so that they reach farthest from left to right."""
    count = len(x)
    x, y = x - sum(x.tolist()) / count, y - sum(y.tolist()) / count
    xx, yy, xy = sum((x * x).tolist()), sum((y * y).tolist()), sum((x * y).tolist())
    # The half of the angle between the first axis and where the variance is largest.
    length = math.sqrt((xx - yy) * (xx - yy) + 4 * xy * xy)
    if length <= 1e-9 * (xx + yy):
        return x, y
    cosine = math.sqrt(max(0.0, (1 + (xx - yy) / length) / 2))
    sine = math.sqrt(max(0.0, 1 - cosine * cosine)) * (1 if xy >= 0 else -1)
    return x * cosine + y * sine, y * cosine - x * sine


def equalized(x: Numbers, y: Numbers, areas: Numbers, width: float, height: float) -> tuple[Numbers, Numbers]:
    """Places stretched over a rectangle around the origin, and moved part of the way to where each has room enough.

    The room of each is found by halving the rectangle, and what lies in it, again and again across its longer side.
    """
    x = _stretched(x, width)
    y = _stretched(y, height)
    even_x, even_y = x.copy(), y.copy()
    waiting = [(np.arange(len(x)), -width / 2, -height / 2, width, height)]
    while waiting:
        members, left, top, wide, high = waiting.pop()
        if len(members) == 1:
            even_x[members], even_y[members] = left + wide / 2, top + high / 2
            continue
        along = x if wide >= high else y
        members = members[np.argsort(along[members], kind="stable")]
        sums = np.cumsum(areas[members])
        cut = min(max(int(np.searchsorted(sums, sums[-1] / 2)), 1), len(members) - 1)
        share = float(sums[cut - 1] / sums[-1])
        if wide >= high:
            waiting.append((members[:cut], left, top, wide * share, high))
            waiting.append((members[cut:], left + wide * share, top, wide * (1 - share), high))
        else:
            waiting.append((members[:cut], left, top, wide, high * share))
            waiting.append((members[cut:], left, top + high * share, wide, high * (1 - share)))
    return x + (even_x - x) * EVENLY, y + (even_y - y) * EVENLY


def _stretched(at: Numbers, length: float) -> Numbers:
    low, high = float(at.min()), float(at.max())
    return (at - (low + high) / 2) * (length / (high - low + 1e-9))


def separate(x: Numbers, y: Numbers, widths: Numbers, heights: Numbers, gap: float = GAP_PX) -> tuple[Numbers, Numbers]:
    """Overlapping boxes pushed apart, each pair along the axis on which they overlap less."""
    one = other = np.zeros(0, dtype=np.intp)
    for round_ in range(MOST_ROUNDS):
        # Pairs are looked for in a larger neighbourhood than a box leaves in a few rounds.
        fresh = round_ % ROUNDS_A_LOOK == 0
        if fresh:
            one, other = _near(x, y, float(widths.max()) + gap, float(heights.max()) + gap)
        dx, dy = x[other] - x[one], y[other] - y[one]
        over_x = (widths[one] + widths[other]) / 2 + gap - np.abs(dx)
        over_y = (heights[one] + heights[other]) / 2 + gap - np.abs(dy)
        both = (over_x > 0.5) & (over_y > 0.5)
        if fresh and not both.any():
            break
        sideways = over_x <= over_y
        push_x = np.where(both & sideways, over_x, 0.0) * np.where(dx < 0, -0.4, 0.4)
        push_y = np.where(both & ~sideways, over_y, 0.0) * np.where(dy < 0, -0.4, 0.4)
        x = x + between(other[both], one[both], push_x[both], len(x))
        y = y + between(other[both], one[both], push_y[both], len(y))
    return x, y


def _near(x: Numbers, y: Numbers, wide: float, high: float) -> tuple[Indices, Indices]:
    """Pairs that stand in one cell or in cells that touch, each once; cells are as large as the largest box."""
    column = np.floor((x - x.min()) / wide).astype(np.intp)
    row = np.floor((y - y.min()) / high).astype(np.intp)
    rows = int(row.max()) + 3
    cell = column * rows + row + 1
    order = np.argsort(cell, kind="stable")
    ordered = cell[order]
    found = [_joined(order, np.arange(1, len(order) + 1), np.searchsorted(ordered, ordered, side="right"))]
    # The cell below, and from the one above to the one below in the next column: three cells in one run.
    for first, last in ((1, 1), (rows - 1, rows + 1)):
        begin = np.searchsorted(ordered, ordered + first, side="left")
        found.append(_joined(order, begin, np.searchsorted(ordered, ordered + last, side="right")))
    return np.concatenate([one for one, _ in found]), np.concatenate([other for _, other in found])


def _joined(order: Indices, begin: Indices, end: Indices) -> tuple[Indices, Indices]:
    """Each in the order with all that stand from its begin to its end."""
    lengths = np.maximum(end - begin, 0)
    one = np.repeat(np.arange(len(order)), lengths)
    within = np.arange(len(one)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return order[one], order[np.repeat(begin, lengths) + within]
