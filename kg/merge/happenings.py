"""Which claims of one topic are about one happening, by the times they give and the days on which they were published.

1. Times that share no day are of different happenings (`kg.merge.times`): a summit every year stays several.
2. A coarse time ("2019") joins one of the happenings that it fits: the one that most claims of its own article are
   about, then the one with most claims, then the earliest.
3. A claim without time joins one that its article can speak of, chosen likewise, but the one nearest to the day of
   publication before the one with most claims. An article can't tell that something happened which is still to come; it
   can plan, expect or ask for it. It speaks of what lies back when others do at about the same time: but only where
   nothing newer fits, where it does not itself give that time later on, and not of what is planned or asked for. "He
   beat him. In 2008 he beat him before" is of two.
4. What is left, without a time that helps, is one happening as long as no gap parts the days of publication; plans wait
   for what is told next, however long that takes.

A day of publication only excludes and chooses: it never becomes the time of an event. Nothing here depends on the order
in which claims come.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kg.merge.times import Window, fine_times, interval_of, windows_of
from kg.model import Claim, Modality, Polarity, TimeRef, sorted_claims

__all__ = ["MEMORY", "ZONES", "Cluster", "Published", "cluster_by_time", "tells_that_it_happened"]

MEMORY = 183  # days: articles further apart, without a time, hardly speak of one happening
ZONES = 1  # day: it may be tomorrow already where it happens

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


class _Kind(NamedTuple):
    """What of a claim without time decides which windows it can belong to; `day` is None where it is not known."""

    day: date | None
    happened: bool
    modality: Modality

    @property
    def is_plan(self) -> bool:
        """Whether it speaks of what is still to come."""
        return self.modality in {Modality.INTENDED, Modality.REQUESTED}


class _Choice(NamedTuple):
    """Windows that a claim without time can belong to, and which of them it does where its article speaks of none."""

    among: frozenset[int]
    best: int | None


class _Chooser:
    """Chooses among the windows, each by its number. It knows which claims leave no choice, and goes by them."""

    def __init__(self, claims: Sequence[Claim], windows: Sequence[Window], published: Published) -> None:
        self._windows = windows
        self._published = published
        self._fine = fine_times(claims)
        self._sizes: Counter[int] = Counter()
        self._near: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._starts: dict[tuple[str, int], int] = {}
        told: set[tuple[date, int]] = set()
        for claim in claims:
            if (home := self._sure_home(claim)) is not None:
                self._sizes[home] += 1
                self._near[claim.article][home] += 1
                start = self._starts.get((claim.article, home), claim.trigger.span.start)
                self._starts[claim.article, home] = min(start, claim.trigger.span.start)
                told.update((day, home) for day in filter(None, [published.get(claim.article)]))
        self._told = sorted(told)
        self._untold = frozenset(range(len(windows))) - {home for _, home in told}
        self._newer = {at for article, near in self._near.items() for at in near if not self._lies_back(article, at)}
        self._open: dict[_Kind, tuple[_Choice, _Choice]] = {}

    def home(self, claim: Claim) -> int | None:
        """The window that the claim belongs to; None where it can belong to none."""
        sure = self._sure_home(claim)
        if sure is not None:
            return sure
        day = self._published.get(claim.article)
        return self._home_without_time(claim, day) if claim.time is None else self._vague_home(claim, claim.time, day)

    def _vague_home(self, claim: Claim, time: TimeRef, day: date | None) -> int | None:
        fit = self._fitting(time)
        found = [at for at in fit if day is None or not tells_that_it_happened(claim) or not self._is_ahead(at, day)]
        return self._best(self._of_article(claim, found) or found or fit, None)

    def _home_without_time(self, claim: Claim, day: date | None) -> int | None:
        """Of the newer windows, else of those that lie back, the one of its article before the one that others mean."""
        kind = _Kind(day, tells_that_it_happened(claim), claim.modality)
        for choice in self._open_to(kind):
            barred = frozenset(at for at in self._near.get(claim.article, ()) if self._is_barred(claim, kind, at))
            among = choice.among - barred
            best = choice.best if choice.best not in barred else self._best(sorted(among), day)
            own = self._of_article(claim, among)
            if among:
                return self._best(own, day) if own else best
        return None

    def _is_barred(self, claim: Claim, kind: _Kind, at: int) -> bool:
        """Whether the claim's own article gives this time to what lies back, and means something else by the claim."""
        first = self._starts[claim.article, at]
        return self._lies_back(claim.article, at) and (kind.is_plan or claim.trigger.span.start < first)

    def _lies_back(self, article: str, at: int) -> bool:
        """Whether the window is no news in an article that gives its time.

        That is long before publication or, where this is not known, before the newest time that it gives, or so vague.
        """
        window = self._windows[at]
        day = self._published.get(article)
        if day:
            return self._is_past(window, day)
        newest = self._windows[max(self._near[article])]
        return self._is_past(window, newest.earliest) or (window.latest - window.earliest).days > MEMORY

    def _is_past(self, window: Window, day: date) -> bool:
        return (day - window.latest).days > MEMORY

    def _sure_home(self, claim: Claim) -> int | None:
        """The window that the claim's time helped to make, or the only one that it fits."""
        if claim.time is None:
            return None
        fit = self._fitting(claim.time)
        return fit[0] if interval_of(claim.time) in self._fine or len(fit) == 1 else None

    def _fitting(self, time: TimeRef) -> range:
        return self._between(time.earliest, time.latest)

    def _between(self, first: date, last: date) -> range:
        """The windows that share a day with these: neighbours, since windows share no day."""
        start = bisect_left(self._windows, first, key=lambda window: window.latest)
        return range(start, bisect_right(self._windows, last, key=lambda window: window.earliest))

    def _open_to(self, kind: _Kind) -> tuple[_Choice, _Choice]:
        """The newer windows that such a claim can belong to, and those that lie back."""
        if kind not in self._open:
            can = frozenset(range(len(self._windows))) if kind.day is None else self._speakable(kind, kind.day)
            newer = frozenset(at for at in can if self._is_newer(at, kind.day))
            back = frozenset() if kind.is_plan and kind.day else can - newer
            self._open[kind] = self._choice(newer, kind.day), self._choice(back, kind.day)
        return self._open[kind]

    def _choice(self, among: frozenset[int], day: date | None) -> _Choice:
        return _Choice(among, self._best(sorted(among), day))

    def _is_newer(self, at: int, day: date | None) -> bool:
        """Whether it can be news on that day, or where this is not known, is for some article that gives the time."""
        return not self._is_past(self._windows[at], day) if day else at in self._newer

    def _speakable(self, kind: _Kind, day: date) -> frozenset[int]:
        """What lies near the day, or is told with its time near the day or nobody knows when, and what is planned."""
        near = self._between(_moved(day, -MEMORY), _moved(day, MEMORY))
        start = bisect_left(self._told, _moved(day, -MEMORY), key=lambda told: told[0])
        end = bisect_right(self._told, _moved(day, MEMORY), key=lambda told: told[0])
        found = self._untold.union(near, (at for _, at in self._told[start:end]))
        if kind.happened:
            return frozenset(at for at in found if not self._is_ahead(at, day))
        to_come = bisect_right(self._windows, _moved(day, ZONES), key=lambda window: window.earliest)
        is_planned = kind.modality is not Modality.ACTUAL and to_come < len(self._windows)
        return found | {to_come} if is_planned else found

    def _is_ahead(self, at: int, day: date) -> bool:
        return (self._windows[at].earliest - day).days > ZONES

    def _of_article(self, claim: Claim, among: Container[int]) -> list[int]:
        """Those that most of the sure claims of the claim's own article are in."""
        near = {at: count for at, count in self._near.get(claim.article, {}).items() if at in among}
        return [at for at in sorted(near) if near[at] == max(near.values())]

    def _best(self, among: Sequence[int], day: date | None) -> int | None:
        """By nearness to the day, claims, and number; None where there is none."""

        def rank(at: int) -> tuple[int, int, int]:
            return self._windows[at].days_from(day) if day else 0, -self._sizes[at], at

        return min(among, key=rank, default=None)


def _moved(day: date, days: int) -> date:
    """The day so many days later, as far as there are dates."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


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
    return (day - published[group[-1].article]).days > MEMORY and any(map(tells_that_it_happened, group))
