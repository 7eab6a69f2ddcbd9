"""Clustering by average link: two clusters are joined as long as their members are alike on average.

A chain of lookalikes does not become one cluster, as it does where one link is enough. Similarities are whole numbers,
so that sums are exact in any order; pairs that are not given count as 0, which keeps the cost near n log n in the pairs
that are. Numbers whose marks clash never stand together, however alike their neighbours. It knows nothing of what it
clusters. Refuses negative similarities, since they could never be made good.
"""

from __future__ import annotations

import heapq
import operator
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from itertools import product
from types import MappingProxyType
from typing import Any, Generic, TypeVar

__all__ = ["link_on_average"]

Pair = tuple[int, int]
Mark = TypeVar("Mark", bound=Hashable)
Clash = Callable[[Mark, Mark], bool]

NO_MARKS: Mapping[int, Any] = MappingProxyType({})


def link_on_average(
    count: int,
    similarities: Mapping[Pair, int],
    threshold: int,
    marks: Mapping[int, Mark] = NO_MARKS,
    clash: Clash[Mark] = operator.ne,
) -> list[list[int]]:
    """The clusters of the numbers below `count`, in order: the most alike are joined first, down to the threshold.

    A pair is given once, in either order. Among equals those with the least members come first, so that a set of whole
    clusters gives the same alone as within more. No two numbers get into one whose marks `clash`, in either order.
    """
    linkage = _Linkage(count, similarities, marks, clash)
    linkage.join_down_to(threshold)
    return [sorted(members) for _, members in sorted(linkage.members.items())]


class _Linkage(Generic[Mark]):
    """Clusters named by their least member, with the sums of the similarities between each two that have any."""

    def __init__(
        self, count: int, similarities: Mapping[Pair, int], marks: Mapping[int, Mark], clash: Clash[Mark]
    ) -> None:
        if any(similarity < 0 for similarity in similarities.values()):
            raise ValueError("a similarity is 0 or more")
        self.members: dict[int, list[int]] = {number: [number] for number in range(count)}
        self._clash = clash
        self._marks = {number: {mark} for number, mark in marks.items()}
        self._sums: defaultdict[int, dict[int, int]] = defaultdict(dict)
        for (one, other), similarity in similarities.items():
            self._sums[one][other] = self._sums[other][one] = similarity

    def join_down_to(self, threshold: int) -> None:
        """Join the two most alike for as long as they are alike enough."""
        queue = [
            entry
            for one, sums in self._sums.items()
            for other in sums
            if one < other and -(entry := self._entry(one, other))[0] >= threshold
        ]
        heapq.heapify(queue)
        while queue:
            entry = heapq.heappop(queue)
            _, one, other = entry
            if self._is_current(entry) and not self._do_clash(one, other):
                self._join(one, other)
                for neighbour in self._sums[one]:
                    fresh = self._entry(*sorted((one, neighbour)))
                    if -fresh[0] >= threshold:
                        heapq.heappush(queue, fresh)

    def _entry(self, one: int, other: int) -> tuple[float, int, int]:
        """What the queue holds of two clusters: the most alike come first, then the least members."""
        return -self._sums[one][other] / (len(self.members[one]) * len(self.members[other])), one, other

    def _is_current(self, entry: tuple[float, int, int]) -> bool:
        """Whether both clusters still stand, and are still as alike as when they were queued."""
        _, one, other = entry
        return one in self.members and other in self._sums[one] and self._entry(one, other) == entry

    def _do_clash(self, one: int, other: int) -> bool:
        """Whether any marks of the two clash: then those of greater clusters with them do so too."""
        marks = self._marks.get(one, set()), self._marks.get(other, set())
        return any(self._clash(*pair) for pair in product(*marks))

    def _join(self, one: int, other: int) -> None:
        """Make one cluster of two; the lesser name stays."""
        self.members[one] += self.members.pop(other)
        if other in self._marks:
            self._marks.setdefault(one, set()).update(self._marks.pop(other))
        del self._sums[one][other]
        for neighbour, total in self._sums.pop(other).items():
            if neighbour != one:
                del self._sums[neighbour][other]
                self._sums[one][neighbour] = self._sums[neighbour][one] = self._sums[one].get(neighbour, 0) + total
