"""When: which claims about one pair of participants can be about one happening, by the times they give.

1. The *fine* times are those that contain no other time given. They are put into clusters that share a day; times that
   share none are different happenings. (Sorted by their ends, each takes in what covers its end: stabbing intervals.)
2. A *coarse* time ("2019"), and a claim without time, joins one of the clusters that it fits: the one that most claims
   of its own article are in, then the one with most claims, then the earliest.

Nothing here depends on the order in which claims come.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.model import Claim, Precision, TimeRef

__all__ = ["Cluster", "Window", "cluster_by_time", "span_of_all"]

Interval = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which something can have happened, both ends inclusive, and how exactly the words give them."""

    earliest: date
    latest: date
    precision: Precision

    @property
    def interval(self) -> Interval:
        """Its two ends."""
        return self.earliest, self.latest


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims that can be about one happening. `window` is None where none of them says when."""

    window: Window | None
    claims: tuple[Claim, ...]


def cluster_by_time(claims: Sequence[Claim]) -> list[Cluster]:
    """The claims, each in one cluster, earliest cluster first."""
    precisions = _precisions(claims)
    fine = _fine(precisions)
    windows = [_window(shared, precisions) for shared in _shared_days(fine)]
    if not windows:
        return [Cluster(None, tuple(claims))]
    members: list[list[Claim]] = [[] for _ in windows]
    for claim, home in zip(claims, _homes(claims, windows, frozenset(fine)), strict=True):
        members[home].append(claim)
    return [Cluster(window, tuple(found)) for window, found in zip(windows, members, strict=True)]


def span_of_all(claims: Iterable[Claim]) -> Window | None:
    """The days that all the times share, else those from the first to the last of them; None without any."""
    precisions = _precisions(claims)
    shared = _shared_days(_fine(precisions))
    return _window((shared[0][0], shared[-1][1]), precisions) if shared else None


def _precisions(claims: Iterable[Claim]) -> dict[Interval, Precision]:
    """How exactly each of the times is given; the more exact word for the same days wins."""
    times = [claim.time for claim in claims if claim.time]
    times.sort(key=lambda time: list(Precision).index(time.precision), reverse=True)
    return {_interval(time): time.precision for time in times}


def _interval(time: TimeRef) -> Interval:
    return time.earliest, time.latest


def _fine(times: Iterable[Interval]) -> list[Interval]:
    """The times that contain no other one."""
    fine: list[Interval] = []
    for time in sorted(times, key=lambda one: (one[0], -one[1].toordinal()), reverse=True):
        if not fine or time[1] < fine[-1][1]:
            fine.append(time)
    return fine


def _shared_days(times: Iterable[Interval]) -> list[Interval]:
    """What the times of each cluster have in common, earliest first."""
    shared: list[Interval] = []
    for earliest, latest in sorted(times, key=lambda time: (time[1], time[0])):
        if shared and earliest <= shared[-1][1]:
            shared[-1] = max(shared[-1][0], earliest), shared[-1][1]
        else:
            shared.append((earliest, latest))
    return shared


def _window(shared: Interval, precisions: Mapping[Interval, Precision]) -> Window:
    """The days with the precision of the words that give just them."""
    if shared[0] == shared[1]:
        return Window(*shared, Precision.DAY)
    return Window(*shared, precisions.get(shared, Precision.INTERVAL))


def _homes(claims: Sequence[Claim], windows: Sequence[Window], fine: frozenset[Interval]) -> list[int]:
    """For each claim, the number of the window that it belongs to."""
    fits = [_fitting(claim.time, windows) for claim in claims]
    sure = [_sure_home(claim.time, fit, fine) for claim, fit in zip(claims, fits, strict=True)]
    sizes = Counter(home for home in sure if home is not None)
    near: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for claim, home in zip(claims, sure, strict=True):
        if home is not None:
            near[claim.article][home] += 1
    largest = _largest(sizes, range(len(windows)))
    return [
        home if home is not None else _chosen(fit, near[claim.article], sizes, largest)
        for claim, fit, home in zip(claims, fits, sure, strict=True)
    ]


def _fitting(time: TimeRef | None, windows: Sequence[Window]) -> range:
    """The numbers of the windows that share a day with the time: neighbours, since windows share no day."""
    if time is None:
        return range(len(windows))
    first = bisect_left(windows, time.earliest, key=lambda window: window.latest)
    return range(first, bisect_right(windows, time.latest, key=lambda window: window.earliest))


def _sure_home(time: TimeRef | None, fit: range, fine: frozenset[Interval]) -> int | None:
    """The window that leaves no choice, or that the time helped to make; None where there is a choice."""
    is_fine = time is not None and _interval(time) in fine
    return fit[0] if is_fine or len(fit) == 1 else None


def _chosen(fit: range, near: Counter[int], sizes: Counter[int], largest: int) -> int:
    """The window that the rule of the module's docstring picks; `largest` is its pick from all windows."""
    in_article = [at for at in near if at in fit]
    if in_article:
        return min(in_article, key=lambda at: (-near[at], -sizes[at], at))
    return largest if largest in fit else _largest(sizes, fit)


def _largest(sizes: Counter[int], among: range) -> int:
    return min(among, key=lambda at: (-sizes[at], at))
