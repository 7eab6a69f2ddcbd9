"""Which claims of one topic are about one happening, by the times they give and the days on which they were published.

1. Times that share no day are of different happenings (`kg.merge.times`): a summit every year stays several.
2. A coarse time ("2019") joins one of the happenings that it fits: the one that most claims of its own article are
   about, then the one with most claims, then the earliest.
3. A claim without time joins one that its article can speak of, chosen likewise, but the one nearest to the day of
   publication before the one with most claims. An article can't tell that something happened which is still to come; it
   can plan, expect or ask for it. It speaks of what lies back when others do at about the same time.
4. What is left, without a time that helps, is one happening as long as no gap parts the days of publication; plans wait
   for what is told next, however long that takes.

A day of publication only excludes and chooses: it never becomes the time of an event. Nothing here depends on the order
in which claims come.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.merge.times import Window, fine_times, interval_of, windows_of
from kg.model import Claim, Modality, Polarity, TimeRef, sorted_claims

__all__ = ["MEMORY", "Cluster", "Published", "cluster_by_time", "tells_that_it_happened"]

MEMORY = timedelta(days=183)  # articles further apart, without a time, hardly speak of one happening
ZONES = timedelta(days=1)  # it may be tomorrow already where it happens

Published = Mapping[str, date]
"""The day of publication of each article's id, where it is known."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims about one happening. `window` is None where none of them says when."""

    window: Window | None
    claims: tuple[Claim, ...]


def tells_that_it_happened(claim: Claim) -> bool:
    """Whether the claim says so: it neither denies, nor plans, expects or asks for it."""
    return claim.polarity is Polarity.POSITIVE and claim.modality is Modality.ACTUAL


def cluster_by_time(claims: Sequence[Claim], published: Published) -> list[Cluster]:
    """The claims, each in one cluster: those with a time, earliest first, then those without, first published first."""
    windows = windows_of(claims)
    members: list[list[Claim]] = [[] for _ in windows]
    left: list[Claim] = []
    chooser = _Chooser(claims, windows, published)
    for claim in claims:
        home = chooser.home(claim)
        (left if home is None else members[home]).append(claim)
    dated = [Cluster(window, tuple(found)) for window, found in zip(windows, members, strict=True)]
    return dated + [Cluster(None, sorted_claims(found)) for found in _split_by_publication(left, published)]


class _Chooser:
    """Chooses among the windows, each by its number. It knows which claims leave no choice, and goes by them."""

    def __init__(self, claims: Sequence[Claim], windows: Sequence[Window], published: Published) -> None:
        self._windows = windows
        self._published = published
        self._fine = fine_times(claims)
        self._sizes: Counter[int] = Counter()
        self._near: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._told: defaultdict[int, set[date]] = defaultdict(set)
        self._speakable: dict[tuple[date, bool, bool], tuple[int, ...]] = {}
        for claim in claims:
            if (home := self._sure_home(claim)) is not None:
                self._sizes[home] += 1
                self._near[claim.article][home] += 1
                self._told[home].update(filter(None, [published.get(claim.article)]))

    def home(self, claim: Claim) -> int | None:
        """The window that the claim belongs to; None where it can belong to none."""
        sure = self._sure_home(claim)
        if sure is not None:
            return sure
        day = self._published.get(claim.article)
        if claim.time is not None:
            fit = self._fitting(claim.time)
            return self._best(claim, [at for at in fit if not self._is_to_come(at, claim, day)] or fit, None)
        return self._best(claim, range(len(self._windows)) if day is None else self._open_to(claim, day), day)

    def _sure_home(self, claim: Claim) -> int | None:
        """The window that the claim's time helped to make, or the only one that it fits."""
        if claim.time is None:
            return None
        fit = self._fitting(claim.time)
        return fit[0] if interval_of(claim.time) in self._fine or len(fit) == 1 else None

    def _fitting(self, time: TimeRef) -> range:
        """The windows that share a day with the time: neighbours, since windows share no day."""
        first = bisect_left(self._windows, time.earliest, key=lambda window: window.latest)
        return range(first, bisect_right(self._windows, time.latest, key=lambda window: window.earliest))

    def _is_to_come(self, at: int, claim: Claim, day: date | None) -> bool:
        """Whether the claim tells, before it can have happened, that it did."""
        return day is not None and tells_that_it_happened(claim) and self._windows[at].earliest > day + ZONES

    def _open_to(self, claim: Claim, day: date) -> tuple[int, ...]:
        """The windows that an article of this day can speak of in such a way without saying when."""
        kind = day, tells_that_it_happened(claim), claim.modality is Modality.ACTUAL
        if kind not in self._speakable:
            self._speakable[kind] = tuple(at for at in range(len(self._windows)) if self._is_open(at, claim, day))
        return self._speakable[kind]

    def _is_open(self, at: int, claim: Claim, day: date) -> bool:
        if self._windows[at].earliest > day + ZONES and claim.modality is not Modality.ACTUAL:
            return True
        return not self._is_to_come(at, claim, day) and self._is_remembered(at, day)

    def _is_remembered(self, at: int, day: date) -> bool:
        """Whether it lies near the day, or is spoken of, with its time, near the day or nobody knows when."""
        near = self._windows[at].days_from(day) <= MEMORY.days
        return near or not self._told[at] or any(abs(day - other) <= MEMORY for other in self._told[at])

    def _best(self, claim: Claim, among: Sequence[int], day: date | None) -> int | None:
        """By claims of its own article, nearness to the day, claims, and number; None where there is none."""
        near = self._near.get(claim.article, Counter())

        def rank(at: int) -> tuple[int, int, int, int]:
            return -near[at], self._windows[at].days_from(day) if day else 0, -self._sizes[at], at

        return min(among, key=rank, default=None)


def _split_by_publication(claims: Sequence[Claim], published: Published) -> list[list[Claim]]:
    """The claims, parted where a gap follows what happened; those of unknown day join the most, the first of equals."""
    groups: list[list[Claim]] = []
    for claim in sorted((one for one in claims if one.article in published), key=lambda one: published[one.article]):
        if groups and not _is_parted(groups[-1], published[claim.article], published):
            groups[-1].append(claim)
        else:
            groups.append([claim])
    unknown = [claim for claim in claims if claim.article not in published]
    if unknown and not groups:
        return [unknown]
    if unknown:
        max(groups, key=len).extend(unknown)
    return groups


def _is_parted(group: Sequence[Claim], day: date, published: Published) -> bool:
    return day - published[group[-1].article] > MEMORY and any(map(tells_that_it_happened, group))
