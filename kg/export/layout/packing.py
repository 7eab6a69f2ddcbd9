"""Clusters beside each other, so that they fill a wide screen: few in each other's gaps, many on shelves.

Refuses nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.export.layout.springs import Numbers

__all__ = ["Cluster", "pack"]

Cells = npt.NDArray[np.bool_]
Lines = tuple[Numbers, Numbers, Numbers, Numbers]
"""x and y of one end, and of the other."""

GAP_PX = 45.0
CELL_PX = 30.0
STEPS_A_LINE = 48
MOST_NESTED, MANY = 60, 2000
STRETCHES = [0.5 + 0.05 * step for step in range(31)]


@dataclass(frozen=True, slots=True)
class Cluster:
    """What is laid out, from its upper left corner: who is in it, the middles of their boxes, its size.

    `boxes` go from one corner to the other, `lines` from end to end.
    """

    members: Sequence[int]
    x: Numbers
    y: Numbers
    width: float
    height: float
    boxes: Lines
    lines: Lines

    @property
    def cells(self) -> Cells:
        """The cells of a grid that boxes and lines take, rows first."""
        cells = np.zeros((int(self.height / CELL_PX) + 1, int(self.width / CELL_PX) + 1), dtype=np.bool_)
        corners = (np.maximum(each / CELL_PX, 0).astype(np.intp).tolist() for each in self.boxes)
        for left, top, right, bottom in zip(*corners, strict=True):
            cells[top : bottom + 1, left : right + 1] = True
        start_x, start_y, end_x, end_y = self.lines
        for step in range(STEPS_A_LINE + 1):
            x, y = (
                start + (end - start) * (step / STEPS_A_LINE) for start, end in ((start_x, end_x), (start_y, end_y))
            )
            cells[(y / CELL_PX).astype(np.intp), (x / CELL_PX).astype(np.intp)] = True
        return cells


_Packed = tuple[list[tuple[float, float]], float, float]
"""The upper left corner of each cluster, and width and height of the whole."""


def pack(clusters: Sequence[Cluster], count: int, aspect: float) -> list[tuple[float, float]]:
    """The place of each of so many boxes, the clusters so close that they can be shown as large as may be."""
    clusters = sorted(clusters, key=lambda cluster: (-cluster.width * cluster.height, cluster.members))
    nested = [_nested(clusters, aspect)] if len(clusters) <= MOST_NESTED else []
    corners, width, height = min(
        [*nested, *_packings(clusters, aspect)], key=lambda packed: max(packed[1] / aspect, packed[2])
    )
    placed: list[tuple[float, float]] = [(0.0, 0.0)] * count
    for cluster, (left, top) in zip(clusters, corners, strict=True):
        for position, node in enumerate(cluster.members):
            x, y = left + float(cluster.x[position]), top + float(cluster.y[position])
            placed[node] = (x - width / 2, y - height / 2)
    return placed


def _nested(clusters: Sequence[Cluster], aspect: float) -> _Packed:
    """Each where it makes the whole least larger, also in between what the others leave free."""
    taken = [cluster.cells for cluster in clusters]
    high, wide = (sum(cells.shape[axis] + 1 for cells in taken) for axis in (0, 1))
    paper = np.zeros((2 * high + taken[0].shape[0], 2 * wide + taken[0].shape[1]), dtype=np.bool_)
    frame = (high, wide, high, wide)
    corners: list[tuple[int, int]] = []
    for cells in taken:
        row, column = _spot(paper, cells, frame, aspect) if corners else (high, wide)
        tall, broad = cells.shape
        paper[row : row + tall, column : column + broad] |= cells
        frame = (min(frame[0], row), min(frame[1], column), max(frame[2], row + tall), max(frame[3], column + broad))
        corners.append((row, column))
    placed = [((column - frame[1]) * CELL_PX, (row - frame[0]) * CELL_PX) for row, column in corners]
    ends = [(x + each.width, y + each.height) for (x, y), each in zip(placed, clusters, strict=True)]
    return placed, max(x for x, _ in ends), max(y for _, y in ends)


def _spot(paper: Cells, cells: Cells, frame: tuple[int, int, int, int], aspect: float) -> tuple[int, int]:
    """The row and column for the upper left cell, with a free cell around whatever the cells take."""
    top, left, bottom, right = frame
    tall, broad = cells.shape
    rows, columns = np.arange(top - tall - 1, bottom + 2), np.arange(left - broad - 1, right + 2)
    free = np.ones((len(rows), len(columns)), dtype=np.bool_)
    around = np.pad(cells, 1)
    around = around | np.roll(around, 1, 0) | np.roll(around, -1, 0) | np.roll(around, 1, 1) | np.roll(around, -1, 1)
    for down, across in zip(*(each.tolist() for each in np.nonzero(around)), strict=True):
        row, column = int(rows[0]) + down - 1, int(columns[0]) + across - 1
        free &= ~paper[row : row + len(rows), column : column + len(columns)]
    height = np.maximum(rows + tall, bottom) - np.minimum(rows, top)
    width = np.maximum(columns + broad, right) - np.minimum(columns, left)
    size = np.maximum(width / aspect, height[:, None])
    off = np.abs(rows + tall / 2 - (top + bottom) / 2)[:, None] * aspect + np.abs(
        columns + broad / 2 - (left + right) / 2
    )
    # The whole as small as may be; where that leaves a choice, near its middle.
    cost = np.where(free, size * 1000.0 + off, np.inf)
    row, column = divmod(int(np.argmin(cost)), len(columns))
    return int(rows[row]), int(columns[column])


def _packings(clusters: Sequence[Cluster], aspect: float) -> Iterator[_Packed]:
    """Rows and columns of many lengths, none shorter than the largest cluster."""
    area = sum((each.width + GAP_PX) * (each.height + GAP_PX) for each in clusters)
    # One of very many clusters more or less in a row makes no difference.
    for stretch in STRETCHES if len(clusters) <= MANY else (1.0,):
        limit = max(math.sqrt(area * aspect) * stretch, clusters[0].width)
        yield _shelves([(each.width, each.height) for each in clusters], limit)
        limit = max(math.sqrt(area / aspect) * stretch, clusters[0].height)
        corners, length, depth = _shelves([(each.height, each.width) for each in clusters], limit)
        yield [(x, y) for y, x in corners], depth, length


def _shelves(sizes: Sequence[tuple[float, float]], limit: float) -> _Packed:
    """Boxes of a length and a depth, one after the other on shelves no longer than the limit."""
    corners: list[tuple[float, float]] = []
    at = start = deepest = longest = 0.0
    for length, depth in sizes:
        if at and at + length > limit:
            at, start, deepest = 0.0, start + deepest + GAP_PX, 0.0
        corners.append((at, start))
        longest, deepest = max(longest, at + length), max(deepest, depth)
        at += length + GAP_PX
    return corners, longest, start + deepest
