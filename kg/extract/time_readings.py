"""What each kind of time expression means, given the day of publication and the time that was named before it.

A reading returns None, or raises ValueError, where the words leave open which days they mean.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from kg.extract import intervals
from kg.extract.calendar_words import HOLIDAYS, LAST_MONTH_OF_SEASON, MONTHS, NUMBERS, ORDINALS, WEEKDAYS
from kg.extract.intervals import Interval
from kg.model import Precision

__all__ = ["Anchor", "Reading", "offset"]

_SHIFTS = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1}
_NEAR_DAYS = {"yesterday": -1, "last": -1, "overnight": -1, "tomorrow": 1}
_HALVES = {"first": 1, "second": 2, "latter": 2}


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a relative expression counts from: the day of publication, and the last time named just before it."""

    published: date | None = None
    before: Interval | None = None

    @property
    def day(self) -> date:
        """The day of publication; ValueError without one."""
        if self.published is None:
            raise ValueError("undated")
        return self.published

    @property
    def reference(self) -> Interval:
        """The time named before; ValueError without one."""
        if self.before is None:
            raise ValueError("nothing before")
        return self.before


Reading = Callable[[re.Match[str], Anchor], Interval | None]


def offset(base: Interval, unit: str, count: int) -> Interval | None:
    """The time `count` units from another one, as exact as both allow: "two days later", "a year before".

    None where the other time is not known that exactly.
    """
    first, exact = base.earliest, base.precision
    if unit == "year" and first.year == base.latest.year:
        return intervals.in_year(first.year + count)
    if unit == "month" and exact in {Precision.DAY, Precision.MONTH}:
        return intervals.month_of(first.year, first.month + count)
    if exact is not Precision.DAY:
        return None
    if unit == "week":
        return intervals.around(first + timedelta(weeks=count), 3)
    return intervals.of_day(first + timedelta(days=count)) if unit == "day" else None


def _part(match: re.Match[str], name: str) -> str:
    """What a pattern has found under a name, in small letters; empty for nothing."""
    return (match.groupdict().get(name) or "").lower()


def number_of(text: str) -> int:
    """The number that a word or figures give."""
    return int(text) if text.isdigit() else NUMBERS[text.lower()]


def month_number(name: str) -> int:
    """The number of a month; ValueError for small letters: "may" and "march" are verbs."""
    if not name[0].isupper():
        raise ValueError(name)
    return MONTHS[name.lower().rstrip(".")]


def weekday_number(name: str) -> int:
    """The number of a weekday from Monday, 0; ValueError for small letters: "sat" and "wed" are verbs."""
    if not name[0].isupper():
        raise ValueError(name)
    return WEEKDAYS[name.lower().rstrip(".")]


# ---------------------------------------------------------------- by themselves


def full_date(match: re.Match[str], _: Anchor) -> Interval:
    """As in "August 22, 2019"."""
    return intervals.of_day(date(int(match["year"]), month_number(match["month"]), int(match["day"])))


def numeric_date(match: re.Match[str], _: Anchor) -> Interval | None:
    """As in "22/08/2019"; None where day and month could be each other, but for points, which put the day first."""
    one, other, year = int(match["one"]), int(match["other"]), int(match["year"])
    if match["sign"] == "/" and max(one, other) < 13 and one != other:
        return None
    if match["sign"] == "/" and other > 12:
        one, other = other, one
    return intervals.of_day(date(year, other, one))


def year_first_date(match: re.Match[str], _: Anchor) -> Interval:
    """As in "2019-08-22", "2019/08/22"."""
    return intervals.of_day(date(*(int(part) for part in re.split("[-/]", match[0]))))


def month_year(match: re.Match[str], _: Anchor) -> Interval:
    """As in "November 2016"."""
    return intervals.month_of(int(match["year"]), month_number(match["month"]))


def days_of_month(match: re.Match[str], anchor: Anchor) -> Interval | None:
    """As in "August 5-9", "from 5 to 9 August 2019", "August 30 to September 2"."""
    first, last = month_number(match["month"]), match.groupdict().get("last_month")
    month = month_number(last) if last else first
    year = int(match["year"]) if match["year"] else _nearest_year(anchor.day, month, int(match["last"]))
    return intervals.span(date(year - (first > month), first, int(match["day"])), date(year, month, int(match["last"])))


def months(match: re.Match[str], anchor: Anchor) -> Interval | None:
    """As in "from March to May 2018", "between March and May"."""
    first, last = month_number(match["month"]), month_number(match["last_month"])
    year = int(match["year"]) if match["year"] else _year_of_month(last, anchor.day)
    ends = intervals.month_of(year - (first > last), first), intervals.month_of(year, last)
    return intervals.span(ends[0].earliest, ends[1].latest)


def month_of_near_year(match: re.Match[str], anchor: Anchor) -> Interval:
    """As in "October of next year"."""
    return intervals.month_of(anchor.day.year + _SHIFTS[_part(match, "which")], month_number(match["month"]))


def day_of_near_year(match: re.Match[str], anchor: Anchor) -> Interval:
    """As in "August 2 last year"."""
    year = anchor.day.year + _SHIFTS[_part(match, "which")]
    return intervals.of_day(date(year, month_number(match["month"]), int(match["day"])))


def years(match: re.Match[str], _: Anchor) -> Interval | None:
    """As in "1910-45"."""
    first, last = match["first"], match["last"]
    return intervals.years(int(first), int(first[: 4 - len(last)] + last))


def decade(match: re.Match[str], _: Anchor) -> Interval | None:
    """As in "the late 1990s": half of it and a year more, since nobody says where "late" begins."""
    start = int(match["decade"])
    first, last = {"early": (0, 5), "mid": (2, 7), "late": (4, 9)}.get(_part(match, "part"), (0, 9))
    return intervals.years(start + first, start + last)


def short_decade(match: re.Match[str], _: Anchor) -> Interval | None:
    """As in "the '80s" of the twentieth century."""
    start = 1900 + int(match["decade"])
    return intervals.years(start, start + 9) if start >= 1920 else None


_CENTURIES = {"seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20}


def century(match: re.Match[str], _: Anchor) -> Interval | None:
    """As in "the early 20th century", "early in the 20th century": half of it; it ends with its hundredth year."""
    word = match["century"].lower()
    number = _CENTURIES.get(word) or int(re.sub(r"\D", "", word))
    first, last = {"early": (0, 50), "mid": (25, 75), "late": (50, 100)}.get(_part(match, "part"), (0, 100))
    return intervals.years((number - 1) * 100 + first, (number - 1) * 100 + last)


def plain_year(match: re.Match[str], _: Anchor) -> Interval:
    """As in "1965"."""
    return intervals.in_year(int(match["year"]))


# ---------------------------------------------------------------- in a year that is named or near


def _year_named(match: re.Match[str], anchor: Anchor) -> int:
    """The year of "of 2019", "of last year"."""
    return int(match["year"]) if match["year"] else anchor.day.year + _SHIFTS[_part(match, "which")]


def quarter(match: re.Match[str], anchor: Anchor) -> Interval | None:
    """As in "Q3 2019", "the third quarter of last year"."""
    named = match["number"].lower()
    return intervals.quarter(_year_named(match, anchor), ORDINALS.get(named) or int(named))


def half(match: re.Match[str], anchor: Anchor) -> Interval | None:
    """As in "the first half of 2019"."""
    return intervals.half_year(_year_named(match, anchor), _HALVES[match["number"].lower()])


def season(match: re.Match[str], anchor: Anchor) -> Interval | None:
    """As in "the spring of 2019", "last summer", by the northern year."""
    last_month = LAST_MONTH_OF_SEASON[match["season"].lower()]

    def of_year(year: int) -> Interval | None:
        return intervals.span(date(year, last_month - 3, 1), date(year, last_month, 22))

    if year := _part(match, "year"):
        return of_year(int(year))
    day, which = anchor.day, _part(match, "which")
    begun, over = (day.month, day.day) >= (last_month - 3, 1), (day.month, day.day) > (last_month, 22)
    return of_year(day.year + {"last": over - 1, "this": 0, "next": int(begun)}[which])


def holiday(match: re.Match[str], anchor: Anchor) -> Interval:
    """As in "Christmas Eve 2018", or on the nearest one."""
    month, day = HOLIDAYS[match["holiday"].lower().replace("’", "'")]
    return intervals.of_day(
        date(int(match["year"]) if match["year"] else _nearest_year(anchor.day, month, day), month, day)
    )


def day_of_nearest_year(match: re.Match[str], anchor: Anchor) -> Interval:
    """A day without its year: the one nearest to publication, of those that fall on the weekday that is named."""
    month, day = month_number(match["month"]), int(match["day"])
    weekday = weekday_number(match["weekday"]) if match["weekday"] else None
    return intervals.of_day(date(_nearest_year(anchor.day, month, day, weekday), month, day))


def _nearest_year(published: date, month: int, day: int, weekday: int | None = None) -> int:
    options = [date(year, month, day) for year in (published.year - 1, published.year, published.year + 1)]
    fitting = [option for option in options if option.weekday() == weekday] or options
    return min(fitting, key=lambda option: abs(option - published)).year


def near_month(match: re.Match[str], anchor: Anchor) -> Interval:
    """As in "last October", "next March"."""
    month, published = month_number(match["month"]), anchor.day
    after = {"last": -(month >= published.month), "next": month <= published.month}.get(_part(match, "which"), 0)
    return intervals.month_of(published.year + after, month)


_ALSO_OTHER_WORDS = frozenset({"April", "August", "June", "March", "May"})
_BEFORE_A_MONTH = re.compile(
    r"\b(?:in|of|since|until|by|for|to|and|or|from|before|after|through|during)\s+$", re.IGNORECASE
)
"""Without one of these, "May" can be a person and "March" a command."""


def bare_month(match: re.Match[str], anchor: Anchor) -> Interval:
    """A month without its year: from nine months before publication to two months after."""
    month = month_number(match["month"])
    start = match.start()
    if match[0] in _ALSO_OTHER_WORDS and not _BEFORE_A_MONTH.search(match.string, max(0, start - 12), start):
        raise ValueError(match[0])
    return intervals.month_of(_year_of_month(month, anchor.day), month)


def _year_of_month(month: int, published: date) -> int:
    gap = month - published.month
    return published.year + (gap < -9) - (gap > 2)


# ---------------------------------------------------------------- around publication


def last_weekday(match: re.Match[str], anchor: Anchor) -> Interval:
    """A weekday by itself: the last one up to and with the day of publication."""
    return intervals.of_day(_last(weekday_number(match["weekday"]), anchor.day))


def near_weekday(match: re.Match[str], anchor: Anchor) -> Interval | None:
    """As in "last Friday", "this coming Friday".

    "Last Friday" on a Saturday is doubtful, and so is "next Friday" where this week still has one.
    """
    number, published = weekday_number(match["weekday"]), anchor.day
    last = _last(number, published)
    match _part(match, "which").split()[-1]:
        case "last" | "past":
            if published - last == timedelta(days=1):
                return None
            return intervals.of_day(last - timedelta(days=7 * (last == published)))
        case "coming":
            return intervals.of_day(last + timedelta(days=7))
        case "next":
            return intervals.of_day(last + timedelta(days=7)) if number <= published.weekday() else None
    return intervals.of_day(published + timedelta(days=number - published.weekday()))


def _last(weekday: int, published: date) -> date:
    return published - timedelta(days=(published.weekday() - weekday) % 7)


def weekdays(match: re.Match[str], anchor: Anchor) -> Interval | None:
    """As in "from Monday to Wednesday": the last ones that are over, or begun."""
    first, last = weekday_number(match["weekday"]), weekday_number(match["last_weekday"])
    start = _last(first, anchor.day)
    return intervals.span(start, start + timedelta(days=(last - first) % 7))


def weekend(match: re.Match[str], anchor: Anchor) -> Interval | None:
    """As in "over the weekend", "last weekend": the last one begun; "this weekend" is doubtful in mid-week."""
    day, which = anchor.day, _part(match, "which").split()[-1]
    last = day if day.weekday() > 4 else day - timedelta(days=7)
    match which:
        case "next" | "coming":
            return intervals.weekend_of(last + timedelta(days=7)) if which == "coming" or day.weekday() > 4 else None
        case "this" if day.weekday() == 2:
            return None
        case "this" if day.weekday() > 2:
            last = day
        case "last" | "past" if day.weekday() > 4:
            last = day - timedelta(days=7)
    return intervals.weekend_of(last)


def near_day(match: re.Match[str], anchor: Anchor) -> Interval | None:
    """As in "today", "last night", "overnight"."""
    word, day = match["near"].lower().split()[0], anchor.day
    if word == "overnight":
        return intervals.span(day - timedelta(days=1), day)
    return intervals.of_day(day + timedelta(days=_NEAR_DAYS.get(word, 0)))


def next_but_one(match: re.Match[str], anchor: Anchor) -> Interval:
    """As in "the day before yesterday", "the day after tomorrow"."""
    return intervals.of_day(anchor.day + timedelta(days=2 if match["side"].lower() == "after" else -2))


def near_unit(match: re.Match[str], anchor: Anchor) -> Interval | None:
    """As in "this month", "last year", "next week"."""
    return intervals.shift(anchor.day, _part(match, "unit"), _SHIFTS[_part(match, "which")])


def rolling_unit(match: re.Match[str], anchor: Anchor) -> Interval | None:
    """As in "the past year", "in the last week", which end today, and "the coming weeks", which don't begin before."""
    back = _part(match, "which") in {"last", "past"}
    return intervals.rolling(anchor.day, _part(match, "unit"), back=back)


_MARGINS = {"day": 0, "week": 3}


def ago(match: re.Match[str], anchor: Anchor) -> Interval | None:
    """As in "two days ago", "about a month ago", "less than two weeks ago"."""
    count, unit, vague = number_of(match["count"]), _part(match, "unit"), _part(match, "vague")
    days = {"day": 1, "week": 7}.get(unit, 0) * count
    if vague == "less than":
        return intervals.span(anchor.day - timedelta(days=days), anchor.day) if days else None
    if unit == "decade":
        return intervals.years(anchor.day.year - 10 * count - 5, anchor.day.year - 10 * count + 5)
    if not days:
        return intervals.shift(anchor.day, unit, -count)
    then = anchor.day - timedelta(days=days)
    if unit == "day" and not vague:
        return intervals.of_day(then)
    return intervals.around(then, _MARGINS[unit] or 1)


def ahead(match: re.Match[str], anchor: Anchor) -> Interval | None:
    """As in "two weeks from now", "in two days' time"."""
    return offset(intervals.of_day(anchor.day), _part(match, "unit"), number_of(match["count"]))


# ---------------------------------------------------------------- around what was named before

_SIDES = {"earlier": -1, "before": -1, "previously": -1}
_WHICH = {"previous": -1, "preceding": -1, "prior": -1, "before": -1, "same": 0, "next": 1, "following": 1, "after": 1}
_DAYTIMES = frozenset({"morning", "afternoon", "evening", "night"})


def counted_from_before(match: re.Match[str], anchor: Anchor) -> Interval | None:
    """As in "On Monday … Two days later"."""
    side = match["side"] or match["side_"]
    count = number_of(match["count"]) * _SIDES.get(side.lower(), 1)
    return offset(anchor.reference, _part(match, "unit"), count)


def beside_before(match: re.Match[str], anchor: Anchor) -> Interval | None:
    """As in "On Monday … the following day", "In 2015 … that year", "in May … the month before"."""
    unit = _part(match, "unit")
    unit = "day" if unit in _DAYTIMES else unit
    count, base = _WHICH.get((_part(match, "which") or "same").split()[-1], 0), anchor.reference
    if unit == "week" and base.precision is Precision.DAY:
        return intervals.shift(base.earliest, unit, count)
    return offset(base, unit, count)


def within_before(match: re.Match[str], anchor: Anchor) -> Interval | None:
    """As in "the end of the year": of the year named just before, else of the present one."""
    unit = _part(match, "unit")
    if anchor.before is not None and anchor.before.precision is not Precision.INTERVAL:
        return offset(anchor.before, unit, 0) if unit != "week" else None
    return intervals.shift(anchor.day, unit, 0)


def week_around(match: re.Match[str], anchor: Anchor) -> Interval | None:
    """As in "the week of August 5"."""
    year = int(match["year"]) if match["year"] else None
    month, day = month_number(match["month"]), int(match["day"])
    return intervals.week_of(date(year or _nearest_year(anchor.day, month, day), month, day))
