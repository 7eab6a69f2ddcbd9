"""Clustering by average link: two clusters are joined as long as their members are alike on average.

A chain of lookalikes does not become one cluster, as it does where one link is enough. Similarities are whole numbers,
so that sums are exact in any order; pairs that are not given count as 0, which keeps the cost near n log n in the pairs
that are. It knows nothing of what it clusters. Refuses negative similarities, since they could never be made good.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping

__all__ = ["link_on_average"]

Pair = tuple[int, int]


def link_on_average(count: int, similarities: Mapping[Pair, int], threshold: int) -> list[list[int]]:
    """The clusters of the numbers below `count`, in order: the most alike are joined first, down to the threshold.

    A pair is given once, in either order. Among equals those with the least members come first, so that a set of whole
    clusters gives the same alone as within more.
    """
    linkage = _Linkage(count, similarities)
    linkage.join_down_to(threshold)
    return [sorted(members) for _, members in sorted(linkage.members.items())]


class _Linkage:
    """Clusters named by their least member, with the sums of the similarities between each two that have any."""

    def __init__(self, count: int, similarities: Mapping[Pair, int]) -> None:
        if any(similarity < 0 for similarity in similarities.values()):
            raise ValueError("a similarity is 0 or more")
        self.members: dict[int, list[int]] = {number: [number] for number in range(count)}
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
            if self._is_current(entry):
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

    def _join(self, one: int, other: int) -> None:
        """Make one cluster of two; the lesser name stays."""
        self.members[one] += self.members.pop(other)
        del self._sums[one][other]
        for neighbour, total in self._sums.pop(other).items():
            if neighbour != one:
                del self._sums[neighbour][other]
                self._sums[one][neighbour] = self._sums[neighbour][one] = self._sums[one].get(neighbour, 0) + total
