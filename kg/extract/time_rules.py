"""The table of time expressions: patterns with what they mean, and what looks like a time and is none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract import time_readings as means
from kg.extract.calendar_words import (
    COUNT,
    DAY,
    HOLIDAYS,
    LAST_MONTH_OF_SEASON,
    MONTH,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PART_OF_DAY,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
)
from kg.extract.intervals import Recurrence

__all__ = ["BEGINNINGS", "NO_TIME", "OWN_WORD", "RULES", "WEAK_BEGINNINGS", "Rule"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and its reading. `recurs` says how often comes again what the words name without saying which."""

    example: str
    pattern: re.Pattern[str]
    reading: means.Reading
    recurs: Recurrence | None = None


def _row(example: str, pattern: str, reading: means.Reading, recurs: Recurrence | None = None) -> Rule:
    return Rule(example, re.compile(pattern, re.IGNORECASE), reading, recurs)


def _last(pattern: str) -> str:
    """The pattern for the second of two ends."""
    return re.sub(r"\(\?P<(\w+)>", lambda found: f"(?P<{_SECOND[found[1]]}>", pattern)


_SECOND = {"month": "last_month", "day": "last", "year": "last_year", "weekday": "last_weekday"}
_THE = r"(?:the\s+)?"
_ON_WEEKDAY = rf"(?:{WEEKDAY},?\s+)?"
_FROM = r"(?:from|(?P<between>between))\s+"
_TO = r"(?(between)\s+and\s+|\s*(?:to|until|till|through|-|–)\s*)"
_NO_DAY = r"(?!\s*(?:%|percent|people|:\d|[ap]\.?m)|[,.]\d)"
_PART = r"(?:(?P<part>early|mid|late)(?:[\s-]+in)?[\s-]+(?:the\s+)?)?"
_OF_YEAR = rf",?\s+(?:of\s+)?(?:{YEAR}|(?P<which>this|last|next)\s+year)\b"
_IN_OR_AROUND = r"(?:(?:early|late|mid|earlier|later)[\s-]+)?(?:in\s+)?"
_LATE = r"(?:(?:early|late|earlier|later)\s+(?:on\s+)?)?"
_SEASON = rf"(?P<season>{'|'.join(LAST_MONTH_OF_SEASON)})"
_HOLIDAY = rf"(?P<holiday>{'|'.join(name.replace(chr(39), '[’' + chr(39) + ']') for name in HOLIDAYS)})"
_UNIT = r"(?P<unit>day|week|month|year)"
_AT = r"(?:(?:over|at|during)\s+)?"
_AT_END = r"(?=\s*(?:[,.;:)—–]|$|\s(?:and|but|that|when|in|at|on)\b))"

RULES = (
    _row("2019-08-22", r"(?:19|20)\d\d([-/])\d\d\1\d\d\b", means.year_first_date),
    _row("22/08/2019", r"(?P<one>\d{1,2})(?P<sign>[/.])(?P<other>\d{1,2})(?P=sign)" + YEAR + r"\b", means.numeric_date),
    _row(
        "from August 5 to September 9, 2019",
        rf"(?:{_FROM})?{MONTH}\s+{DAY}{_TO}(?:{_last(MONTH)}\s+)?{_last(DAY)}\b{_NO_DAY}(?:,?\s+{YEAR}\b)?",
        means.days_of_month,
    ),
    _row(
        "5-9 August",
        rf"(?:{_FROM})?{_THE}{DAY}{_TO}{_THE}{_last(DAY)}\s+(?:of\s+)?{MONTH}(?:,?\s+{YEAR}\b)?",
        means.days_of_month,
    ),
    _row(
        "the week of August 5",
        rf"the\s+week\s+of\s+{MONTH}\s+{DAY}\b(?:,\s+{YEAR}\b)?",
        means.week_around,
    ),
    _row("Thursday, August 22, 2019", rf"{_ON_WEEKDAY}{MONTH}\s+{DAY},?\s+{YEAR}\b", means.full_date),
    _row("22 August 2019", rf"{_ON_WEEKDAY}{_THE}{DAY}\s+(?:of\s+)?{MONTH},?\s+{YEAR}\b", means.full_date),
    _row(
        "from March to May 2018",
        rf"{_FROM}{MONTH}{_TO}{_last(MONTH)}(?:,?\s+(?:of\s+)?{YEAR}\b|(?!\s*\d))",
        means.months,
    ),
    _row("November 2016", rf"{_THE}{MONTH},?\s+(?:of\s+)?{YEAR}\b", means.month_year),
    _row("October of next year", rf"{MONTH}\s+(?:of\s+)?(?P<which>this|last|next)\s+year\b", means.month_of_near_year),
    _row(
        "August 2 last year",
        rf"{MONTH}\s+{DAY},?\s+(?:of\s+)?(?P<which>this|last|next)\s+year\b",
        means.day_of_near_year,
    ),
    _row(
        "August 2",
        rf"{_ON_WEEKDAY}{MONTH}\s+{DAY}\b{_NO_DAY}",
        means.day_of_nearest_year,
        Recurrence.YEAR,
    ),
    _row(
        "2 August",
        rf"{_ON_WEEKDAY}{_THE}{DAY}\s+(?:of\s+)?{MONTH}",
        means.day_of_nearest_year,
        Recurrence.YEAR,
    ),
    _row("Christmas Eve", rf"{_HOLIDAY}\b(?:,?\s+{YEAR}\b)?", means.holiday, Recurrence.YEAR),
    _row("Q3 2019", rf"Q(?P<number>[1-4])\s+(?:of\s+)?(?:{YEAR}|(?P<which>this|last)\s+year)\b", means.quarter),
    _row(
        "the third quarter of last year",
        rf"{_THE}(?P<number>{'|'.join(ORDINALS)})[\s-]quarter{_OF_YEAR}",
        means.quarter,
    ),
    _row("the first half of 2019", rf"{_THE}(?P<number>first|second|latter)\s+half{_OF_YEAR}", means.half),
    _row(
        "the spring of 2019",
        rf"{_THE}(?:(?:early|late|mid)[\s-]+)?{_SEASON}\s+(?:of\s+)?{YEAR}\b",
        means.season,
    ),
    _row("last summer", rf"(?P<which>this|last|next)\s+{_SEASON}\b", means.season),
    _row(
        "from 1910 to 1945",
        rf"{_FROM}(?P<first>1[5-9]\d\d|20\d\d){_TO}(?P<last>\d{{4}}|\d\d)\b",
        means.years,
    ),
    _row("1910-1945", r"(?P<first>1[5-9]\d\d|20\d\d)\s*[-–]\s*(?P<last>\d{4}|\d\d)\b", means.years),
    _row("the late 1990s", rf"{_THE}{_PART}(?P<decade>1[5-9]\d0|20\d0)['’]?s\b", means.decade),
    _row("the '80s", rf"{_THE}(?:early\s+|late\s+|mid-)?['’](?P<decade>\d0)s\b", means.short_decade),
    _row(
        "the early 20th century",
        rf"{_THE}{_PART}(?P<century>1[5-9]th|20th|21st|seventeenth|eighteenth|nineteenth|twentieth)[\s-]century\b",
        means.century,
    ),
    _row(
        "from Monday to Wednesday",
        rf"{_FROM}{WEEKDAY}{_TO}{_last(WEEKDAY)}",
        means.weekdays,
        Recurrence.WEEK,
    ),
    _row(
        "last Friday",
        rf"{_LATE}(?P<which>last|next|this\s+coming|this\s+past|this|past|coming)\s+{WEEKDAY}{PART_OF_DAY}",
        means.near_weekday,
    ),
    _row("Thursday", rf"{_LATE}{WEEKDAY}{PART_OF_DAY}", means.last_weekday, Recurrence.WEEK),
    _row(
        "over the weekend",
        rf"{_AT}(?P<which>the)\s+weekend\b(?!['’]s|\s+of\b)",
        means.weekend,
        Recurrence.WEEK,
    ),
    _row(
        "last weekend",
        rf"{_AT}(?P<which>(?:the\s+|this\s+)?(?:coming|past)|this|last|next)\s+weekend\b",
        means.weekend,
    ),
    _row(
        "the day before yesterday", r"the\s+day\s+(?P<side>before|after)\s+(?:yesterday|tomorrow)\b", means.next_but_one
    ),
    _row(
        "earlier today",
        r"(?:(?:earlier|later|late|early)\s+)?(?P<near>today|tonight|yesterday|tomorrow|overnight|last\s+night|"
        rf"this\s+(?:morning|afternoon|evening))\b{PART_OF_DAY}",
        means.near_day,
    ),
    _row(
        "the past year",
        r"(?:the|this)\s+(?P<which>last|past|coming)\s+(?P<unit>week|month|year)\b(?!\s+of\b)",
        means.rolling_unit,
    ),
    _row(
        "earlier this month",
        r"(?:(?:earlier|later|late|early|mid)[\s-]+)?(?<!the )(?P<which>this|last|next|previous|current)\s+"
        r"(?P<unit>week|month|quarter|year|decade)\b(?!\s+of\b)",
        means.near_unit,
    ),
    _row(
        "two days ago",
        r"(?:(?P<vague>about|around|some|roughly|nearly|almost|less\s+than)\s+)?"
        rf"{COUNT}\s+(?P<unit>day|week|month|year|decade)s?\s+ago\b",
        means.ago,
    ),
    _row(
        "two weeks from now",
        rf"(?:in\s+)?{COUNT}\s+{_UNIT}s?(?:\s+from\s+(?:now|today)\b|['’]s?\s+time\b)",
        means.ahead,
    ),
    _row(
        "two days later",
        rf"(?:(?:just|only)\s+)?{COUNT}\s+{_UNIT}s?\s+(?:(?P<side>later|earlier)\b(?!\s+than)|"
        rf"(?P<side_>before|after|afterwards?|previously)\b{_AT_END})",
        means.counted_from_before,
    ),
    _row(
        "the following day",
        r"(?:the\s+very|the|that|on\s+that)\s+(?P<which>previous|preceding|prior|same|next|following)\s+"
        r"(?P<unit>day|week|month|year|morning|afternoon|evening|night)\b(?!\s+(?:as|of|last|a|in)\b)",
        means.beside_before,
    ),
    _row(
        "the day before",
        rf"the\s+{_UNIT}\s+(?P<which>before|after|previous){_AT_END}",
        means.beside_before,
    ),
    _row(
        "that day",
        r"that\s+(?P<unit>day|month|year|morning|afternoon|evening|night)\b",
        means.beside_before,
    ),
    _row(
        "the end of the year",
        r"the\s+(?:very\s+)?(?:beginning|start|end|middle|close)\s+of\s+the\s+(?P<unit>week|month|year)\b",
        means.within_before,
    ),
    _row(
        "last October",
        rf"(?P<which>last|next|this|this\s+past|this\s+coming)\s+{MONTH}(?!\s*\d)",
        means.near_month,
    ),
    _row(
        "late September",
        rf"(?:(?:early|late|mid|earlier|later)[\s-]+(?:in\s+)?)?(?<![A-Za-z]){MONTH}(?!\s*\d)",
        means.bare_month,
        Recurrence.YEAR,
    ),
    _row(
        "1965",
        rf"(?:early\s+|late\s+|mid-|mid\s+)?{YEAR}\b(?!\s*[%$€£]|[,.]\d|-\w)(?!\s+people\b)",
        means.plain_year,
    ),
)
"""Tried in this order at each place; each row begins with an example of its own."""

NO_TIME = re.compile(
    r"(?:fiscal|financial)(?:\s+year)?(?:\s+(?:end(?:ed|ing)\s+(?:in\s+|on\s+)?)?(?:[A-Z]\w+\.?\s+(?:\d\d?,?\s+)?)?\d{4}\b"
    r"(?:[-/]\d+)?)?|FY\s?\d{2,4}\b|"
    r"\d{4}(?:[-/]\d+)?\s+(?:fiscal|financial)\s+year|(?:the\s+)?\w+\s+fiscal\s+quarter(?:\s+of\s+\d{4})?|"
    r"(?:the\s+)?same\s+(?:period|time|point|stage|month|week|quarter|day)\s+(?:of\s+|in\s+)?"
    r"(?:the\s+)?(?:last\s+year|previous\s+year|year\s+(?:before|earlier)|a\s+year\s+(?:ago|earlier)|\d{4}\b)|"
    r"(?:Black|Good|Super|Bloody|Cyber|Easter|Ash|Palm|Holy|Fat|Giving)\s+"
    r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b|"
    r"(?:every|each|most|any|some)\s+(?:other\s+)?(?:\w+day|week|month|year|spring|summer|autumn|fall)\b|"
    r"(?:19|20)\d\d/\d\d(?:\d\d)?\b(?!/)",
    re.IGNORECASE,
)
"""What holds the words of a time and gives none: years of accounts, comparisons, days with a name, what recurs."""

_STRONG = (
    "overnight today tonight yesterday tomorrow q1 q2 q3 q4 seventeenth eighteenth nineteenth twentieth "
    "valentine halloween christmas boxing fiscal financial fy"
).split()
_WEAK = (
    "the that this last next past coming previous current early earlier late later mid from between over at during "
    "about around some roughly nearly almost less just only in same every each most any black good super bloody cyber "
    "easter ash palm holy fat giving latter final new"
).split()
BEGINNINGS = frozenset({*_STRONG, *MONTHS, *WEEKDAYS, *LAST_MONTH_OF_SEASON})
"""Words with which a time expression, or what only looks like one, can begin; so it can with figures."""
WEAK_BEGINNINGS = frozenset({*_WEAK, *NUMBERS, *ORDINALS})
"""Words with which it can begin if one of its own words follows: most of them don't begin one."""
OWN_WORD = re.compile(
    r"\d|\b(?:"
    "day|week|month|quarter|half|year|decade|century|yesterday|today|tomorrow|night|morning|afternoon|evening|period|time|"
    + "|".join(sorted(BEGINNINGS, key=lambda word: (-len(word), word)))
    + r")",
    re.IGNORECASE,
)
