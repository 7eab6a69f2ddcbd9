"""Time expressions → intervals of days, never more precise than the words.

Relative expressions count from the publication date; without one they stay unresolved. Tense and the publication date
alone give no time: where no words say when, there is none.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.model import Precision

__all__ = ["FoundTime", "find_times"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
_SMALL_NUMBERS = {
    word: number
    for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"a": 1, "an": 1}


def _spell(names: Iterable[str]) -> str:
    """A pattern for any of the names; only the short ones take a full stop."""
    short = sorted(name for name in names if len(name) < 6 and name not in {"march", "april", "may", "june", "july"})
    full = sorted(set(names) - set(short), key=len, reverse=True)
    return rf"(?:{'|'.join(full)})\b|(?:{'|'.join(sorted(short, key=len, reverse=True))})\b\.?"


_MONTH = rf"(?P<month>{_spell(_MONTHS)})"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = rf"(?P<weekday>{_spell(_WEEKDAYS)})"
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(sorted(_SMALL_NUMBERS, key=len, reverse=True))})"


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A resolved time in a passage: code points `start` up to and without `end` of the passage's text."""

    start: int
    end: int
    earliest: date
    latest: date
    precision: Precision


Interval = tuple[date, date, Precision]
Resolver = Callable[[re.Match[str], date], Interval | None]


def find_times(text: str, published: date | None) -> Iterator[FoundTime]:
    """The times that a text states, left to right; at each place the longest reading of the first rule that has one."""
    at = 0
    while match := _ANY.search(text, at):
        found = next((f for rule in _RULES if (f := _apply(rule, text, match.start(), published)) is not None), None)
        if found is not None and not _BOUNDARY.search(text, 0, found.start):
            lead = _LEAD.search(text, 0, found.start)
            yield replace(found, start=lead.start()) if lead else found
        at = max(found.end if found else 0, match.end())


@dataclass(frozen=True, slots=True)
class _Rule:
    """`anchored` rules need the publication date."""

    example: str
    pattern: re.Pattern[str]
    resolve: Resolver
    anchored: bool = False


def _apply(rule: _Rule, text: str, at: int, published: date | None) -> FoundTime | None:
    match = rule.pattern.match(text, at)
    if not match or (rule.anchored and published is None):
        return None
    try:
        interval = rule.resolve(match, published or date.min)
    except (ValueError, OverflowError):
        return None
    return FoundTime(match.start(), match.end(), *interval) if interval else None


# ---------------------------------------------------------------- what the words mean


def _day(day: date) -> Interval:
    return day, day, Precision.DAY


def _month(year: int, month: int) -> Interval:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1]), Precision.MONTH


def _year(year: int) -> Interval:
    return date(year, 1, 1), date(year, 12, 31), Precision.YEAR


def _interval(first: date, last: date) -> Interval | None:
    return (first, last, Precision.INTERVAL) if first <= last else None


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _SMALL_NUMBERS[text.lower()]


def _month_number(match: re.Match[str]) -> int:
    """The month named; "may" and "march" in small letters are verbs."""
    if not match["month"][0].isupper():
        raise ValueError(match["month"])
    return _MONTHS[match["month"].lower().rstrip(".")]


def _full_date(match: re.Match[str], _: date) -> Interval:
    return _day(date(int(match["year"]), _month_number(match), int(match["day"])))


def _iso_date(match: re.Match[str], _: date) -> Interval:
    return _day(date.fromisoformat(match[0]))


def _month_year(match: re.Match[str], _: date) -> Interval:
    return _month(int(match["year"]), _month_number(match))


def _day_of_nearest_year(match: re.Match[str], published: date) -> Interval:
    """A day without its year: the one nearest to publication."""
    month, day = _month_number(match), int(match["day"])
    options = [date(year, month, day) for year in (published.year - 1, published.year, published.year + 1)]
    return _day(min(options, key=lambda option: abs(option - published)))


def _bare_month(match: re.Match[str], published: date) -> Interval:
    """A month without its year: "last", "next", or else from nine months before publication to two months after."""
    month = _month_number(match)
    which = (match["which"] or "").lower()
    bare = match[0] in {"May", "March"} and not _LEAD.search(match.string, 0, match.start())
    if bare:
        raise ValueError(match[0])
    year = published.year
    if which == "last":
        year -= month >= published.month
    elif which == "next":
        year += month <= published.month
    else:
        gap = month - published.month
        year += (gap < -9) - (gap > 2)
    return _month(year, month)


def _weekday(match: re.Match[str], published: date) -> Interval:
    """A weekday: "next" after publication, else the last one up to and with the day of publication."""
    if not match["weekday"][0].isupper():
        raise ValueError(match["weekday"])
    number = _WEEKDAYS[match["weekday"].lower().rstrip(".")]
    back = (published.weekday() - number) % 7
    which = (match["which"] or "").lower()
    if which == "next" or which.endswith("coming"):
        return _day(published + timedelta(days=7 - back))
    if which == "last" and back == 0:
        back = 7
    return _day(published - timedelta(days=back))


def _near_day(match: re.Match[str], published: date) -> Interval:
    word = match[0].lower()
    shift = 1 if word.startswith("tomorrow") else -1 if word.startswith(("yesterday", "last")) else 0
    return _day(published + timedelta(days=shift))


def _near_unit(match: re.Match[str], published: date) -> Interval | None:
    """As in "this month", "last year", "next week", "earlier this year"."""
    which, unit = match["which"].lower(), match["unit"].lower()
    shift = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}[which]
    return _shift_unit(unit, shift, published)


def _shift_unit(unit: str, shift: int, published: date) -> Interval | None:
    match unit:
        case "year":
            return _year(published.year + shift)
        case "month":
            months = published.year * 12 + published.month - 1 + shift
            return _month(months // 12, months % 12 + 1)
        case "week":
            monday = published - timedelta(days=published.weekday()) + timedelta(weeks=shift)
            return _interval(monday, monday + timedelta(days=6))
    return None


def _ago(match: re.Match[str], published: date) -> Interval | None:
    count, unit = _number(match["count"]), match["unit"].lower()
    if unit == "day":
        return _day(published - timedelta(days=count))
    if unit == "week":
        return _interval(published - timedelta(days=7 * count + 3), published - timedelta(days=7 * count - 3))
    return _shift_unit(unit, -count, published)


def _years(match: re.Match[str], _: date) -> Interval | None:
    first, last = match["first"], match["last"]
    last = first[: 4 - len(last)] + last
    return _interval(date(int(first), 1, 1), date(int(last), 12, 31))


def _decade(match: re.Match[str], _: date) -> Interval | None:
    start = int(match["decade"])
    return _interval(date(start, 1, 1), date(start + 9, 12, 31))


def _plain_year(match: re.Match[str], _: date) -> Interval:
    return _year(int(match["year"]))


def _row(example: str, pattern: str, resolve: Resolver, *, anchored: bool = False) -> _Rule:
    return _Rule(example, re.compile(pattern, re.IGNORECASE), resolve, anchored)


_RULES = (
    _row("2019-08-22", r"(?:19|20)\d\d-\d\d-\d\d\b", _iso_date),
    _row("Thursday, August 22, 2019", rf"(?:{_WEEKDAY},?\s+)?{_MONTH}\s+{_DAY},?\s+{_YEAR}\b", _full_date),
    _row("22 August 2019", rf"(?:{_WEEKDAY},?\s+)?(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b", _full_date),
    _row("November 2016", rf"(?:the\s+)?{_MONTH},?\s+(?:of\s+)?{_YEAR}\b", _month_year),
    _row(
        "August 2",
        rf"(?:{_WEEKDAY},?\s+)?{_MONTH}\s+{_DAY}\b(?!\s*(?:%|percent|people|:\d))",
        _day_of_nearest_year,
        anchored=True,
    ),
    _row(
        "2 August",
        rf"(?:{_WEEKDAY},?\s+)?(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}\b",
        _day_of_nearest_year,
        anchored=True,
    ),
    _row(
        "from 1910 to 1945",
        r"(?:from|between)\s+(?P<first>1[5-9]\d\d|20\d\d)\s*(?:to|until|and|-|–)\s*(?P<last>\d{4}|\d\d)\b",
        _years,
    ),
    _row("1910-1945", r"(?P<first>1[5-9]\d\d|20\d\d)\s*[-–]\s*(?P<last>\d{4}|\d\d)\b", _years),
    _row("the 1990s", r"(?:the\s+)?(?P<decade>1[5-9]\d0|20\d0)['’]?s\b", _decade),
    _row(
        "Thursday", rf"(?:(?P<which>last|next|this\s+coming|this|past|coming)\s+)?{_WEEKDAY}", _weekday, anchored=True
    ),
    _row(
        "today",
        r"(?:today|tonight|yesterday|tomorrow|last\s+night|this\s+(?:morning|afternoon|evening))\b",
        _near_day,
        anchored=True,
    ),
    _row(
        "earlier this month",
        r"(?:(?:earlier|later|late|early)\s+)?"
        r"(?P<which>this|last|next|past|previous|coming|current)\s+(?P<unit>week|month|year)\b",
        _near_unit,
        anchored=True,
    ),
    _row("two days ago", rf"(?:about\s+)?{_COUNT}\s+(?P<unit>day|week|month|year)s?\s+ago\b", _ago, anchored=True),
    _row(
        "late September",
        r"(?:(?P<which>last|next|this|early|late|mid|earlier|later)[\s-]+)?"
        rf"(?<![A-Za-z]){_MONTH}(?!\s*\d)",
        _bare_month,
        anchored=True,
    ),
    _row("1965", rf"(?:early\s+|late\s+|mid-)?{_YEAR}\b(?!\s*[%$€£,]\d)(?!\s+(?:people|[a-z]+s)\b)", _plain_year),
)
"""Tried in this order at each place; each row begins with an example of its own."""

_LEAD = re.compile(r"\b(?:on|in|during|back\s+in)\s+$", re.IGNORECASE)
"""Words before a time that belong to the expression: "*on* Thursday"."""
_BOUNDARY = re.compile(
    r"\b(?:since|until|till|before|after|by)\s+(?:the\s+(?:end|start|beginning)\s+of\s+)?(?:early\s+|late\s+|mid-?\s*)?$",
    re.IGNORECASE,
)
"""Before these words a time bounds what happened and does not date it: "since 2016"."""

_ANY = re.compile(
    r"(?<![\w-])(?:\d{1,4}(?:st|nd|rd|th)?\b|"
    r"(?:the|from|between|last|next|this|past|earlier|later|late|early|"
    r"previous|coming|current|today|tonight|yesterday|tomorrow|about|mid)\b|"
    + "|".join(sorted([*_MONTHS, *_WEEKDAYS, *_SMALL_NUMBERS], key=len, reverse=True))
    + r")",
    re.IGNORECASE,
)
