"""When: the days on which something can have happened, from all the times that claims give for it.

The *fine* times are those that contain no other time given. They are put into windows that share a day; times that
share none are of different happenings. (Sorted by their ends, each takes in what covers its end: stabbing intervals.)
A window is never more precise than the words, and never comes from the day on which an article was published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kg.model import Claim, Precision, TimeRef

__all__ = ["Interval", "Window", "fine_times", "interval_of", "span_of_all", "windows_of"]

Interval = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which something can have happened, both ends inclusive, and how exactly the words give them."""

    earliest: date
    latest: date
    precision: Precision

    def days_from(self, day: date) -> int:
        """How many days lie between it and a day; 0 for a day in it."""
        return max((self.earliest - day).days, (day - self.latest).days, 0)


def windows_of(claims: Iterable[Claim]) -> list[Window]:
    """The days of each happening that the claims give times for, earliest first; no two windows share a day."""
    precisions = _precisions(claims)
    return [_window(shared, precisions) for shared in _shared_days(_fine(precisions))]


def span_of_all(claims: Iterable[Claim]) -> Window | None:
    """The days that all the times share, else those from the first to the last of them; None without any."""
    precisions = _precisions(claims)
    shared = _shared_days(_fine(precisions))
    return _window((shared[0][0], shared[-1][1]), precisions) if shared else None


def fine_times(claims: Iterable[Claim]) -> frozenset[Interval]:
    """The times that contain no other one."""
    return frozenset(_fine(_precisions(claims)))


def interval_of(time: TimeRef) -> Interval:
    """The first and the last day of a time."""
    return time.earliest, time.latest


def _precisions(claims: Iterable[Claim]) -> dict[Interval, Precision]:
    """How exactly each of the times is given; the more exact word for the same days wins."""
    times = [claim.time for claim in claims if claim.time]
    times.sort(key=lambda time: list(Precision).index(time.precision), reverse=True)
    return {interval_of(time): time.precision for time in times}


def _fine(times: Iterable[Interval]) -> list[Interval]:
    fine: list[Interval] = []
    for time in sorted(times, key=lambda one: (one[0], -one[1].toordinal()), reverse=True):
        if not fine or time[1] < fine[-1][1]:
            fine.append(time)
    return fine


def _shared_days(times: Iterable[Interval]) -> list[Interval]:
    """What the times of each happening have in common, earliest first."""
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
