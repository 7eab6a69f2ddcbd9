"""Clusters side by side on shelves, so that they fill a wide screen. Refuses nothing."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.export.layout.springs import Numbers

__all__ = ["Cluster", "pack"]

GAP_PX = 45.0
STRETCHES = [0.5 + 0.05 * step for step in range(31)]


@dataclass(frozen=True, slots=True)
class Cluster:
    """What is laid out: who is in it, the middles of their boxes from its upper left corner, and its size."""

    members: Sequence[int]
    x: Numbers
    y: Numbers
    width: float
    height: float


_Packed = tuple[list[tuple[float, float]], float, float]
"""The upper left corner of each cluster, and width and height of the whole."""


def pack(clusters: Sequence[Cluster], count: int, aspect: float) -> list[tuple[int, int]]:
    """The place of each of so many boxes, the clusters in the rows or columns that show them largest."""
    clusters = sorted(clusters, key=lambda cluster: (-cluster.width * cluster.height, cluster.members))
    corners, width, height = min(_packings(clusters, aspect), key=lambda packed: max(packed[1] / aspect, packed[2]))
    placed: list[tuple[int, int]] = [(0, 0)] * count
    for cluster, (left, top) in zip(clusters, corners, strict=True):
        for position, node in enumerate(cluster.members):
            x, y = left + float(cluster.x[position]), top + float(cluster.y[position])
            placed[node] = (round(x - width / 2), round(y - height / 2))
    return placed


def _packings(clusters: Sequence[Cluster], aspect: float) -> Iterator[_Packed]:
    """Rows and columns of many lengths, none shorter than the largest cluster."""
    area = sum((each.width + GAP_PX) * (each.height + GAP_PX) for each in clusters)
    for stretch in STRETCHES:
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
