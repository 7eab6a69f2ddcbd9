"""Finds the days that a text writes out in full; refuses a day without its year, and 8/9/2019, which is two days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from kg.model import Span

__all__ = ["MONTH", "WrittenDate", "find_dates", "parse_date"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)

# Each row is a way of writing a day, with an example.
_FORMS: tuple[tuple[str, str], ...] = (
    (r"(?<!\d)(?P<y>\d{4})([-/.])(?P<m>\d\d?)\2(?P<d>\d\d?)(?!\d)", "2019-08-22"),
    (
        rf"(?<!\d)(?P<d>\d\d?)(?:st|nd|rd|th)?(?: of )?[\s-]*(?P<name>{MONTH}),?[\s-]*(?P<y>\d{{4}})(?!\d)",
        "22 August 2019",
    ),
    (rf"\b(?P<name>{MONTH})\s*(?P<d>\d\d?)(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<y>\d{{4}})(?!\d)", "Aug. 22, 2019"),
    (r"(?<!\d)(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>\d{4})(?!\d)", "22.08.2019"),
    (r"(?<!\d)(?P<a>\d\d?)([/-])(?P<b>\d\d?)\2(?P<y>\d{4})(?!\d)", "22/08/2019"),
)
_PATTERNS = tuple(re.compile(pattern, re.IGNORECASE) for pattern, _ in _FORMS)


@dataclass(frozen=True, slots=True, order=True)
class WrittenDate:
    """A day and where it is written."""

    span: Span
    day: date


def find_dates(text: str) -> tuple[WrittenDate, ...]:
    """Every day that the text gives with day, month and year, in order, without overlap."""
    kept: list[WrittenDate] = []
    for found in sorted(_all_dates(text), key=lambda written: (written.span.start, -written.span.end)):
        if not kept or not kept[-1].span.overlaps(found.span):
            kept.append(found)
    return tuple(kept)


def parse_date(value: str) -> date | None:
    """The day of an ISO 8601 or RFC 2822 time, or of a date written out; as written, in its own time zone."""
    try:
        return datetime.fromisoformat(value.strip()).date()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, IndexError, OverflowError):
        written = find_dates(value)
        return written[0].day if len(written) == 1 else None


def _all_dates(text: str) -> Iterator[WrittenDate]:
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            day = _day_of(found.groupdict())
            if day:
                yield WrittenDate(Span(*found.span()), day)


def _day_of(parts: dict[str, str | None]) -> date | None:
    day, month = _day_and_month(parts)
    try:
        return date(int(parts["y"] or 0), month, day)
    except ValueError:
        return None


def _day_and_month(parts: dict[str, str | None]) -> tuple[int, int]:
    """Day and month of the year; zeros where the figures can be read both ways."""
    if name := parts.get("name"):
        return int(parts["d"] or 0), _MONTHS.index(name[:3].lower()) + 1
    if month := parts.get("m"):
        return int(parts["d"] or 0), int(month)
    first, second = int(parts["a"] or 0), int(parts["b"] or 0)
    if first > 12 or first == second:
        return first, second
    return (second, first) if second > 12 else (0, 0)
