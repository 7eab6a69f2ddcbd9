"""Where to put labelled boxes: what is linked lies close, communities lie apart, nothing overlaps, the screen is full.

Only +, -, *, / and square roots, summed in a fixed order: IEEE 754 gives these the same result on every machine, which
it does not promise for sines or for the sums of a BLAS. So the same graph gives the same coordinates everywhere.
What is connected is laid out at once if it is small; otherwise communities get their room first, and then their members
theirs in it. Refuses nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from kg.export.layout.boxes import GAP_PX, Box, equalized, separate, turned
from kg.export.layout.packing import Cluster, pack
from kg.export.layout.springs import STRANGER_PULL, Indices, Numbers, Springs, between, relax, start
from kg.export.layout.tidying import Sheet, tidied, total_cost

__all__ = ["ASPECT", "Box", "place"]

ASPECT = 1.9
"""Width by height of the screen to fill."""

FILLED = 0.38
FILLED_BY_COMMUNITIES = 0.75
COMMUNITY_GAP_PX = 50.0
COMMUNITY_ASPECT = 1.5
MOST_AT_ONCE = 500
OUTWARD_PULL = 0.5
LEAST_STIFFNESS = 0.4
MEMBERS_BUDGET = 4_000_000
"""Pairs to look at while the members of one community find their places."""
MOST_TO_TIDY = 40_000
"""Boxes times links of one connected part."""
MOST_TIDIED_BOXES = 600
"""Of all parts together, the largest first."""
PAIR_PX = 190.0
"""From one to the other of two that are linked with nobody else: a label fits in between."""
MOST_STARTS, MOST_TIDIED = 10, 5
START_BUDGET = 12_000


def place(
    boxes: Sequence[Box], links: Sequence[tuple[int, int]], communities: Sequence[int] | None = None
) -> list[tuple[int, int]]:
    """For each box the point where its links meet, in whole pixels around the middle of all.

    Links are pairs of indices, a pair may come again. `communities` gives each box the number of its own; without it
    all are of one.
    """
    if not boxes:
        return []
    groups = np.array(communities if communities is not None else [0] * len(boxes), dtype=np.intp)
    widths, heights = np.array([box.width for box in boxes]), np.array([box.height for box in boxes])
    rises = np.array([box.rise for box in boxes])
    parts = sorted(_components(len(boxes), links), key=lambda part: -len(part[0]))
    tidied_boxes = 0
    clusters: list[Cluster] = []
    for members, inner in parts:
        tidied_boxes += len(members)
        sheet = Sheet(widths[members], heights[members], rises[members], groups[members], *_arrays(inner))
        x, y = _placed(sheet, MOST_TO_TIDY if tidied_boxes <= MOST_TIDIED_BOXES else 0)
        clusters.append(_cluster(members, sheet, x, y))
    places = pack(clusters, len(boxes), ASPECT)
    return [(round(x), round(y - box.rise)) for (x, y), box in zip(places, boxes, strict=True)]


def _components(count: int, links: Sequence[tuple[int, int]]) -> list[tuple[list[int], list[tuple[int, int]]]]:
    """The connected parts: their members, and the links between these by their positions, each pair once."""
    near: list[list[int]] = [[] for _ in range(count)]
    pairs = sorted({(min(pair), max(pair)) for pair in links if pair[0] != pair[1]})
    for one, other in pairs:
        near[one].append(other)
        near[other].append(one)
    part, position = [-1] * count, [0] * count
    members: list[list[int]] = []
    for node in range(count):
        if part[node] < 0:
            members.append(_reached(node, near, part, len(members)))
            for at, each in enumerate(members[-1]):
                position[each] = at
    inner: list[list[tuple[int, int]]] = [[] for _ in members]
    for one, other in pairs:
        inner[part[one]].append((position[one], position[other]))
    return list(zip(members, inner, strict=True))


def _reached(node: int, near: Sequence[Sequence[int]], part: list[int], number: int) -> list[int]:
    part[node] = number
    found = [node]
    for each in found:
        for other in near[each]:
            if part[other] < 0:
                part[other] = number
                found.append(other)
    return sorted(found)


def _arrays(pairs: Sequence[tuple[int, int]]) -> tuple[Indices, Indices]:
    flat = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    return flat[:, 0], flat[:, 1]


def _cluster(members: Sequence[int], sheet: Sheet, x: Numbers, y: Numbers) -> Cluster:
    """What stands at these places, moved so that its upper left corner is at zero."""
    x = x - (x - sheet.widths / 2).min()
    y = y - (y - sheet.heights / 2).min()
    left, top, right, bottom = x - sheet.widths / 2, y - sheet.heights / 2, x + sheet.widths / 2, y + sheet.heights / 2
    y_of_links = y - sheet.rises
    lines = x[sheet.one], y_of_links[sheet.one], x[sheet.other], y_of_links[sheet.other]
    return Cluster(members, x, y, float(right.max()), float(bottom.max()), (left, top, right, bottom), lines)


def _placed(sheet: Sheet, budget: int) -> tuple[Numbers, Numbers]:
    """The middles of connected boxes; tidied where boxes times links stay within the budget."""
    count = len(sheet.widths)
    if count == 1:
        return np.zeros(1), np.zeros(1)
    if count == 2:
        apart = max(PAIR_PX, float(sheet.widths.sum()) / 2 + GAP_PX)
        return np.array([0.0, apart]), sheet.rises.copy()
    if count > MOST_AT_ONCE:
        return _by_communities(sheet)
    return _at_once(sheet, 1) if count * len(sheet.one) > budget else _best(sheet)


def _best(sheet: Sheet) -> tuple[Numbers, Numbers]:
    """The one of several drawings that is easiest to read."""
    starts = max(1, min(MOST_STARTS, len(sheet.widths) - 2, START_BUDGET // (len(sheet.widths) * len(sheet.one))))
    drawn = [_at_once(sheet, seed) for seed in range(starts)]
    drawn.sort(key=lambda places: total_cost(sheet, *places))
    x, y = min(
        (tidied(sheet, *places) for places in drawn[:MOST_TIDIED]), key=lambda places: total_cost(sheet, *places)
    )
    return separate(x, y, sheet.widths, sheet.heights)


def _mass(sheet: Sheet) -> Numbers:
    """Of a hub more than of a leaf."""
    ends = np.concatenate([sheet.one, sheet.other])
    return np.sqrt(np.bincount(ends, minlength=len(sheet.widths)) + np.float64(1))


def _at_once(part: Sheet, seed: int) -> tuple[Numbers, Numbers]:
    groups = np.unique(part.groups, return_inverse=True)[1]
    stiffness = np.where(groups[part.one] == groups[part.other], 1.0, STRANGER_PULL)
    springs = Springs(_mass(part), groups, part.one, part.other, stiffness)
    x, y = turned(*relax(springs, *start(len(part.widths), seed)))
    areas = part.widths * part.heights
    room = math.sqrt(sum(areas.tolist()) * (1 - 1 / len(areas)) / FILLED)
    x, y = _filling(x, room * math.sqrt(ASPECT)), _filling(y, room / math.sqrt(ASPECT))
    return separate(x, y, part.widths, part.heights)


def _by_communities(part: Sheet) -> tuple[Numbers, Numbers]:
    """Room for each community, its members in it, then the communities apart again by what they really take."""
    groups = np.unique(part.groups, return_inverse=True)[1]
    wide = np.sqrt(np.bincount(groups, part.widths * part.heights) / FILLED * COMMUNITY_ASPECT)
    high = wide / COMMUNITY_ASPECT
    middle_x, middle_y = _communities_placed(part, groups, wide, high)
    out_x, out_y = _outward(part, groups, middle_x, middle_y)
    inner = groups[part.one] == groups[part.other]
    ends = part.one[inner], part.other[inner]
    x, y = np.empty(len(groups)), np.empty(len(groups))
    for number, members in enumerate(_members(groups)):
        here = groups[ends[0]] == number
        one, other = np.searchsorted(members, ends[0][here]), np.searchsorted(members, ends[1][here])
        community = Sheet(
            part.widths[members], part.heights[members], part.rises[members], groups[members] * 0, one, other
        )
        room = float(wide[number]), float(high[number])
        x[members], y[members] = _members_placed(community, out_x[members], out_y[members], room)
    return _apart(part, groups, x + middle_x[groups], y + middle_y[groups])


def _members(groups: Indices) -> list[Indices]:
    order = np.argsort(groups, kind="stable")
    return np.split(order, np.cumsum(np.bincount(groups))[:-1])


def _communities_placed(part: Sheet, groups: Indices, wide: Numbers, high: Numbers) -> tuple[Numbers, Numbers]:
    """The middles of the communities; two pull at each other by how many links tie them."""
    count = len(wide)
    one, other = np.minimum(groups[part.one], groups[part.other]), np.maximum(groups[part.one], groups[part.other])
    pairs, ties = np.unique((one * count + other)[one != other], return_counts=True)
    stiffness = np.maximum(np.sqrt(ties / max(1.0, ties.sum() / max(1, len(ties)))), LEAST_STIFFNESS)
    mass = np.sqrt(wide * high / (sum((wide * high).tolist()) / count))
    springs = Springs(mass, np.zeros(count, dtype=np.intp), pairs // count, pairs % count, stiffness)
    x, y = turned(*relax(springs, *start(count, 1)))
    room = math.sqrt(sum((wide * high).tolist()) * (1 - 1 / count) / FILLED_BY_COMMUNITIES)
    # A small one that one link holds would stand far out, and all else would be the smaller for it.
    x, y = equalized(x, y, wide * high, room * math.sqrt(ASPECT), room / math.sqrt(ASPECT))
    return separate(x, y, wide, high, COMMUNITY_GAP_PX)


def _filling(at: Numbers, length: float) -> Numbers:
    return at * (length / (float(at.max() - at.min()) + 1e-9))


def _outward(part: Sheet, groups: Indices, middle_x: Numbers, middle_y: Numbers) -> tuple[Numbers, Numbers]:
    """For each box the pull towards the communities that its links lead to."""
    dx = middle_x[groups[part.other]] - middle_x[groups[part.one]]
    dy = middle_y[groups[part.other]] - middle_y[groups[part.one]]
    length = np.sqrt(dx * dx + dy * dy) + 1e-9
    dx, dy, count = dx / length * OUTWARD_PULL, dy / length * OUTWARD_PULL, len(groups)
    return between(part.one, part.other, dx, count), between(part.one, part.other, dy, count)


def _members_placed(part: Sheet, out_x: Numbers, out_y: Numbers, room: tuple[float, float]) -> tuple[Numbers, Numbers]:
    if len(part.widths) == 1:
        return np.zeros(1), np.zeros(1)
    stiffness = np.ones(len(part.one))
    springs = Springs(_mass(part), part.groups, part.one, part.other, stiffness, out_x, out_y)
    x, y = relax(springs, *start(len(part.widths), 1), MEMBERS_BUDGET)
    x, y = equalized(x, y, part.widths * part.heights, *room)
    return separate(x, y, part.widths, part.heights)


def _apart(part: Sheet, groups: Indices, x: Numbers, y: Numbers) -> tuple[Numbers, Numbers]:
    """The communities pushed apart where the room that they take overlaps."""
    left, right = _reach(groups, x, part.widths)
    top, bottom = _reach(groups, y, part.heights)
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    new_x, new_y = separate(middle_x, middle_y, right - left, bottom - top, COMMUNITY_GAP_PX)
    return x + (new_x - middle_x)[groups], y + (new_y - middle_y)[groups]


def _reach(groups: Indices, at: Numbers, lengths: Numbers) -> tuple[Numbers, Numbers]:
    count = int(groups.max()) + 1
    low, high = np.full(count, np.inf), np.full(count, -np.inf)
    np.minimum.at(low, groups, at - lengths / 2)
    np.maximum.at(high, groups, at + lengths / 2)
    return low, high
