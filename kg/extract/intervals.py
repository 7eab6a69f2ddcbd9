"""Intervals of days and the arithmetic of the calendar. It reads no words."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from kg.model import Precision

__all__ = [
    "Interval",
    "Recurrence",
    "around",
    "half_year",
    "in_year",
    "month_of",
    "of_day",
    "quarter",
    "recur",
    "rolling",
    "shift",
    "span",
    "week_of",
    "weekend_of",
    "years",
]


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `earliest` up to and with `latest`, and how exactly the words give them."""

    earliest: date
    latest: date
    precision: Precision


class Recurrence(StrEnum):
    """How often comes again what is named without saying which: a bare weekday, a bare month."""

    WEEK = "week"
    YEAR = "year"


def of_day(day: date) -> Interval:
    """The one day."""
    return Interval(day, day, Precision.DAY)


def month_of(year: int, month: int) -> Interval:
    """The month; months before 1 and after 12 are those of other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Interval(date(year, month, 1), date(year, month, monthrange(year, month)[1]), Precision.MONTH)


def in_year(year: int) -> Interval:
    """The year."""
    return Interval(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)


def span(first: date, last: date) -> Interval | None:
    """The days from the first to the last; None where they stand the wrong way round."""
    return Interval(first, last, Precision.INTERVAL) if first <= last else None


def years(first: int, last: int) -> Interval | None:
    """The years from the first to the last."""
    return span(date(first, 1, 1), date(last, 12, 31))


def quarter(year: int, number: int) -> Interval | None:
    """One of the four quarters of a year; number 0 is the last of the year before."""
    return span(month_of(year, 3 * number - 2).earliest, month_of(year, 3 * number).latest)


def half_year(year: int, number: int) -> Interval | None:
    """The first or the second half of a year."""
    return span(month_of(year, 6 * number - 5).earliest, month_of(year, 6 * number).latest)


def around(day: date, margin: int) -> Interval | None:
    """The day and as many on both sides."""
    return span(day - timedelta(days=margin), day + timedelta(days=margin))


def week_of(day: date) -> Interval | None:
    """Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return span(monday, monday + timedelta(days=6))


def weekend_of(day: date) -> Interval | None:
    """Saturday and Sunday of the day's week."""
    saturday = day + timedelta(days=5 - day.weekday())
    return span(saturday, saturday + timedelta(days=1))


def shift(day: date, unit: str, count: int) -> Interval | None:
    """The day, week, month or year that is `count` units from the one of the given day."""
    found: Interval | None = None
    match unit:
        case "day":
            found = of_day(day + timedelta(days=count))
        case "week":
            found = week_of(day + timedelta(weeks=count))
        case "month":
            found = month_of(day.year, day.month + count)
        case "quarter":
            found = quarter(day.year, (day.month + 2) // 3 + count)
        case "year":
            found = in_year(day.year + count)
        case "decade":
            start = day.year // 10 * 10 + 10 * count
            found = years(start, start + 9)
    return found


def rolling(day: date, unit: str, *, back: bool) -> Interval | None:
    """The week, month or year that ends, or else begins, on the day: "the past year"."""
    days = {"week": 7, "month": 31, "year": 366}.get(unit)
    if days is None:
        return None
    far = day + timedelta(days=-days if back else days)
    return span(*sorted((day, far)))


def recur(interval: Interval, every: Recurrence, count: int) -> Interval:
    """The interval as many weeks or years later; ValueError for a day that the other year lacks."""
    if every is Recurrence.WEEK:
        gap = timedelta(weeks=count)
        return replace(interval, earliest=interval.earliest + gap, latest=interval.latest + gap)
    if interval.precision is Precision.MONTH:
        return month_of(interval.earliest.year + count, interval.earliest.month)
    first, last = interval.earliest, interval.latest
    return replace(
        interval, earliest=first.replace(year=first.year + count), latest=last.replace(year=last.year + count)
    )
