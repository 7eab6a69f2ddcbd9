"""Which nodes belong together: communities by modularity after Blondel et al. (2008), "Fast unfolding of communities".

Sums of whole numbers alone, so that the same graph falls into the same communities on every machine. Refuses weights
that are not whole numbers.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

__all__ = ["communities"]

_STEP_BUDGET = 150_000
_MOST_TRIES = 12

_Graph = list[dict[int, int]]
"""Of each node its neighbours and the weight of the link; a node's link to itself stands in it twice over."""


def communities(count: int, links: Sequence[tuple[int, int]], weights: Sequence[int] | None = None) -> list[int]:
    """The community of each node, the largest being 0; those of one community are connected among themselves.

    Links are pairs of numbers below `count`, a pair may come again and adds its weight. Small graphs are tried in
    several orders, of which the best by modularity stays.
    """
    graph = _graph(count, links, weights or [1] * len(links))
    tries = max(1, min(_MOST_TRIES, _STEP_BUDGET // (count + len(links) + 1)))
    best = max((_louvain(graph, seed) for seed in range(tries)), key=lambda found: _modularity(graph, found))
    return _by_size(_connected_parts(graph, best))


def _graph(count: int, links: Sequence[tuple[int, int]], weights: Sequence[int]) -> _Graph:
    graph: _Graph = [{} for _ in range(count)]
    for (one, other), weight in zip(links, weights, strict=True):
        graph[one][other] = graph[one].get(other, 0) + weight
        graph[other][one] = graph[other].get(one, 0) + weight
    return graph


def _louvain(graph: _Graph, seed: int) -> list[int]:
    """Nodes move to where modularity rises most; then each community is a node, and so on until nothing moves."""
    found = list(range(len(graph)))
    dice = random.Random(seed)  # noqa: S311  no secret: the same orders each time
    while True:
        moved = _numbered(_move(graph, dice))
        if max(moved, default=-1) + 1 == len(graph):
            return found
        found = [moved[group] for group in found]
        graph = _aggregated(graph, moved)


def _move(graph: _Graph, dice: random.Random) -> list[int]:
    """Each node's community after moving single nodes as long as one gains by it."""
    degree = [sum(near.values()) for near in graph]
    total, twice = list(degree), sum(degree)
    group = list(range(len(graph)))
    order = list(range(len(graph)))
    dice.shuffle(order)
    waiting, queued = order, [True] * len(graph)
    while waiting:
        following: list[int] = []
        for node in waiting:
            queued[node] = False
            old = group[node]
            total[old] -= degree[node]
            ties = _ties(graph[node], node, group)
            # The first of the best; a node's own community comes first, so that it moves only where it gains.
            new = max(ties, key=lambda each: ties[each] * twice - total[each] * degree[node])
            total[new] += degree[node]
            if new == old:
                continue
            group[node] = new
            for near in graph[node]:
                if not queued[near] and group[near] != new:
                    queued[near] = True
                    following.append(near)
        waiting = following
    return group


def _ties(near: Mapping[int, int], node: int, group: Sequence[int]) -> dict[int, int]:
    """What ties a node to each of its neighbours' communities and to its own."""
    ties = {group[node]: 0}
    for other, weight in near.items():
        if other != node:
            ties[group[other]] = ties.get(group[other], 0) + weight
    return ties


def _aggregated(graph: _Graph, group: Sequence[int]) -> _Graph:
    made: _Graph = [{} for _ in range(max(group) + 1)]
    for node, near in enumerate(graph):
        mine = made[group[node]]
        for other, weight in near.items():
            mine[group[other]] = mine.get(group[other], 0) + weight
    return made


def _modularity(graph: _Graph, group: Sequence[int]) -> int:
    """Newman's modularity times the square of the sum of degrees, a whole number."""
    inner, twice = 0, 0
    total: dict[int, int] = {}
    for node, near in enumerate(graph):
        degree = sum(near.values())
        twice += degree
        total[group[node]] = total.get(group[node], 0) + degree
        inner += sum(weight for other, weight in near.items() if group[other] == group[node])
    return inner * twice - sum(each * each for each in total.values())


def _connected_parts(graph: _Graph, group: Sequence[int]) -> list[int]:
    """The same communities, those in several parts taken apart: moving nodes one by one can cut one in two."""
    part = [-1] * len(graph)
    for start in range(len(graph)):
        if part[start] >= 0:
            continue
        part[start], waiting = start, [start]
        while waiting:
            for other in graph[waiting.pop()]:
                if part[other] < 0 and group[other] == group[start]:
                    part[other] = start
                    waiting.append(other)
    return part


def _numbered(group: Sequence[int]) -> list[int]:
    number: dict[int, int] = {}
    return [number.setdefault(each, len(number)) for each in group]


def _by_size(group: Sequence[int]) -> list[int]:
    """Communities numbered from the largest to the smallest, equal ones by their first member."""
    size: dict[int, int] = {}
    for each in group:
        size[each] = size.get(each, 0) + 1
    number = {each: place for place, each in enumerate(sorted(size, key=lambda each: -size[each]))}
    return [number[each] for each in group]
