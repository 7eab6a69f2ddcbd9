"""The words of the calendar and the patterns that spell them: data for `kg.extract.time_rules`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

__all__ = [
    "COUNT",
    "DAY",
    "HOLIDAYS",
    "LAST_MONTH_OF_SEASON",
    "MONTH",
    "MONTHS",
    "NUMBERS",
    "ORDINALS",
    "PART_OF_DAY",
    "WEEKDAY",
    "WEEKDAYS",
    "YEAR",
    "spell",
]


def _number(*rows: str, start: int = 1) -> dict[str, int]:
    """Each word with the number of its row."""
    return {name: number for number, names in enumerate(rows, start) for name in names.split()}


MONTHS: Mapping[str, int] = _number(
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
)
WEEKDAYS: Mapping[str, int] = _number(
    "monday mon",
    "tuesday tue tues",
    "wednesday wed",
    "thursday thu thurs",
    "friday fri",
    "saturday sat",
    "sunday sun",
    start=0,
)
NUMBERS: Mapping[str, int] = {"a": 1, "an": 1, "single": 1} | _number(
    *"one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty".split(),
)
ORDINALS: Mapping[str, int] = _number("first 1st", "second 2nd", "third 3rd", "fourth 4th final")
LAST_MONTH_OF_SEASON: Mapping[str, int] = {"spring": 6, "summer": 9, "autumn": 12, "fall": 12}
"""Of the northern year; each season begins, by one reckoning or another, three months before. Winter has two years."""
HOLIDAYS: Mapping[str, tuple[int, int]] = {
    "new year's day": (1, 1),
    "valentine's day": (2, 14),
    "halloween": (10, 31),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
}
"""Days with a name that are the same every year and in all countries."""


def spell(names: Iterable[str]) -> str:
    """A pattern for any of the names; only the short ones take a full stop."""
    short = sorted(name for name in names if len(name) < 6 and name not in {"march", "april", "may", "june", "july"})
    full = sorted(set(names) - set(short), key=len, reverse=True)
    return rf"(?:{'|'.join(full)})\b|(?:{'|'.join(sorted(short, key=len, reverse=True))})\b\.?"


MONTH = rf"(?P<month>{spell(MONTHS)})"
YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
WEEKDAY = rf"(?P<weekday>{spell(WEEKDAYS)})"
COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
PART_OF_DAY = r"(?:\s+(?:early\s+)?(?:morning|afternoon|evening|night|midday|noon|midnight))?"
