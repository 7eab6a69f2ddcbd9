"""Where to put labelled boxes so that what is connected lies close, nothing overlaps and the whole fills a wide screen.

Only +, -, *, / and square roots, summed in a fixed order: IEEE 754 gives these the same result on every machine, which
it does not promise for sines or for the sums of a BLAS. So the same graph gives the same coordinates everywhere.
Refuses nothing; memory and time grow with the square of the largest component (2,000 boxes: a few seconds).
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Box", "place"]

Numbers = npt.NDArray[np.float32]

LINK_PX = 150.0
GRAVITY = 0.06
GAP_PX = 14.0
COMPONENT_GAP_PX = 45.0
ASPECT = 2.5
FILLED = 0.36
PAIR_BUDGET = 25_000_000
_SEED = 1


@dataclass(frozen=True, slots=True)
class Box:
    """What has to be kept free for a node and its label, in pixels."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Cluster:
    """A laid-out component: who is in it, the middles of their boxes from its upper left corner, and its size."""

    members: list[int]
    x: Numbers
    y: Numbers
    width: float
    height: float


def place(boxes: Sequence[Box], links: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """For each box its middle, in whole pixels around the origin. Links are pairs of indices."""
    if not boxes:
        return []
    clusters = [_lay_out(members, boxes, links) for members in _components(len(boxes), links)]
    clusters.sort(key=lambda cluster: (-cluster.width * cluster.height, cluster.members))
    return _pack(clusters, len(boxes))


def _components(count: int, links: Sequence[tuple[int, int]]) -> list[list[int]]:
    root = list(range(count))

    def find(node: int) -> int:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for one, other in links:
        root[find(one)] = find(other)
    found: dict[int, list[int]] = {}
    for node in range(count):
        found.setdefault(find(node), []).append(node)
    return list(found.values())


def _lay_out(members: list[int], boxes: Sequence[Box], links: Sequence[tuple[int, int]]) -> _Cluster:
    index = {node: position for position, node in enumerate(members)}
    inner = [(index[one], index[other]) for one, other in links if one in index and other in index and one != other]
    widths = np.array([boxes[node].width for node in members], dtype=np.float32)
    heights = np.array([boxes[node].height for node in members], dtype=np.float32)
    degree = np.bincount(np.array(inner, dtype=np.intp).ravel(), minlength=len(members))
    mass = np.sqrt(1.0 + degree).astype(np.float32)
    x, y = _spread(mass, inner)
    # As much room as the boxes and the gaps between them ask for, in the shape of a wide screen.
    spread_x, spread_y = float(x.max() - x.min()) + 1.0, float(y.max() - y.min()) + 1.0
    room = math.sqrt(float((widths * heights).sum()) * (1 - 1 / len(members)) / FILLED)
    x, y = x * (room * math.sqrt(ASPECT) / spread_x), y * (room / math.sqrt(ASPECT) / spread_y)
    x, y = _separate(x, y, widths, heights)
    x -= (x - widths / 2).min()
    y -= (y - heights / 2).min()
    return _Cluster(members, x, y, float((x + widths / 2).max()), float((y + heights / 2).max()))


def _spread(mass: Numbers, links: list[tuple[int, int]]) -> tuple[Numbers, Numbers]:
    """Springs after Fruchterman and Reingold (1991), every pair exactly, cooled in even steps.

    The push falls with the square of the distance and all are drawn a little to the middle: without these two the
    leaves of a hub fly far out, and the rest is too small to read. A hub pushes harder than a leaf.
    """
    dice = random.Random(_SEED)  # noqa: S311  no secret: the same start each time
    count = len(mass)
    side = LINK_PX * math.sqrt(count)
    x = np.array([dice.random() * side for _ in range(count)], dtype=np.float32)
    y = np.array([dice.random() * side for _ in range(count)], dtype=np.float32)
    one = np.array([pair[0] for pair in links], dtype=np.intp)
    other = np.array([pair[1] for pair in links], dtype=np.intp)
    rounds = _rounds(count, most=400, least=60)
    for round_ in range(rounds):
        push_x, push_y = _repulsion(x, y, mass)
        pull_x, pull_y = _attraction(x, y, one, other)
        step_x = push_x + pull_x + (sum(x.tolist()) / count - x) * GRAVITY
        step_y = push_y + pull_y + (sum(y.tolist()) / count - y) * GRAVITY
        length = np.sqrt(step_x * step_x + step_y * step_y) + np.float32(1e-6)
        limit = np.minimum(length, side / 8 * (1 - round_ / rounds)) / length
        x, y = x + step_x * limit, y + step_y * limit
    return x, y


def _rounds(count: int, most: int, least: int) -> int:
    """Fewer for many, since each takes the square of their number."""
    return min(most, max(least, PAIR_BUDGET // (count * count + 1)))


def _repulsion(x: Numbers, y: Numbers, mass: Numbers) -> tuple[Numbers, Numbers]:
    dx, dy = x - x[:, None], y - y[:, None]
    weight = dx * dx
    weight += dy * dy
    weight += 1.0
    weight *= np.sqrt(weight)
    np.divide(LINK_PX * LINK_PX * LINK_PX * mass * mass[:, None], weight, out=weight)
    dx *= weight
    dy *= weight
    # Along the first axis rows are added one after the other, whatever the width of the machine's registers.
    return dx.sum(axis=0), dy.sum(axis=0)


def _attraction(
    x: Numbers, y: Numbers, one: npt.NDArray[np.intp], other: npt.NDArray[np.intp]
) -> tuple[Numbers, Numbers]:
    dx, dy = x[other] - x[one], y[other] - y[one]
    strength = np.sqrt(dx * dx + dy * dy) / LINK_PX
    count = len(x)
    pull_x = np.bincount(one, dx * strength, count) - np.bincount(other, dx * strength, count)
    pull_y = np.bincount(one, dy * strength, count) - np.bincount(other, dy * strength, count)
    return pull_x.astype(np.float32), pull_y.astype(np.float32)


def _separate(x: Numbers, y: Numbers, widths: Numbers, heights: Numbers) -> tuple[Numbers, Numbers]:
    """Overlapping boxes pushed apart, each pair along the axis on which they overlap less."""
    need_x = (widths + widths[:, None]) / 2 + GAP_PX
    need_y = (heights + heights[:, None]) / 2 + GAP_PX
    np.fill_diagonal(need_x, -np.inf)
    order = np.arange(len(x))
    side = np.where(order > order[:, None], np.float32(1), np.float32(-1))
    for _ in range(_rounds(len(x), most=150, least=20)):
        dx, dy = x - x[:, None], y - y[:, None]
        over_x, over_y = need_x - np.abs(dx), need_y - np.abs(dy)
        both = (over_x > 0.5) & (over_y > 0.5)
        if not both.any():
            break
        sideways = both & (over_x <= over_y)
        push_x = np.where(sideways, over_x * np.where(dx == 0, side, np.sign(dx)), np.float32(0))
        push_y = np.where(both & ~sideways, over_y * np.where(dy == 0, side, np.sign(dy)), np.float32(0))
        x, y = x + push_x.sum(axis=0) * 0.4, y + push_y.sum(axis=0) * 0.4
    return x, y


def _pack(clusters: list[_Cluster], count: int) -> list[tuple[int, int]]:
    """The clusters side by side, in rows or in columns, whichever shows them larger on a wide screen."""
    corners, width, height = min(
        (_in_rows(clusters), _in_columns(clusters)), key=lambda packed: max(packed[1] / ASPECT, packed[2])
    )
    placed: list[tuple[int, int]] = [(0, 0)] * count
    for cluster, (left, top) in zip(clusters, corners, strict=True):
        for position, node in enumerate(cluster.members):
            x, y = left + float(cluster.x[position]), top + float(cluster.y[position])
            placed[node] = (round(x - width / 2), round(y - height / 2))
    return placed


_Packed = tuple[list[tuple[float, float]], float, float]
"""The upper left corner of each cluster, and width and height of the whole."""


def _in_rows(clusters: list[_Cluster]) -> _Packed:
    area = sum((each.width + COMPONENT_GAP_PX) * (each.height + COMPONENT_GAP_PX) for each in clusters)
    limit = max(math.sqrt(area * ASPECT), clusters[0].width)
    corners, length, depth = _shelves([(each.width, each.height) for each in clusters], limit)
    return corners, length, depth


def _in_columns(clusters: list[_Cluster]) -> _Packed:
    """The largest alone in the first column, whose height is that of the others too."""
    corners, length, depth = _shelves([(each.height, each.width) for each in clusters], clusters[0].height)
    return [(x, y) for y, x in corners], depth, length


def _shelves(sizes: list[tuple[float, float]], limit: float) -> _Packed:
    """Boxes of a length and a depth, one after the other on shelves no longer than the limit."""
    corners: list[tuple[float, float]] = []
    at = start = deepest = longest = 0.0
    for length, depth in sizes:
        if at and at + length > limit:
            at, start, deepest = 0.0, start + deepest + COMPONENT_GAP_PX, 0.0
        corners.append((at, start))
        longest, deepest = max(longest, at + length), max(deepest, depth)
        at += length + COMPONENT_GAP_PX
    return corners, longest, start + deepest
