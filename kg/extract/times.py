"""Time expressions → intervals of days, never more precise than the words.

Relative expressions count from the publication date, or from the time that was named just before; without it they stay
unresolved. Tense and the publication date alone give no time: where no words say when, there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from kg.extract.intervals import Interval, Recurrence
from kg.extract.time_readings import Anchor
from kg.extract.time_rules import BEGINNINGS, NO_TIME, OWN_WORD, RULES, WEAK_BEGINNINGS, Rule
from kg.model import Precision

__all__ = ["FoundTime", "find_times", "is_last_sentence"]


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A resolved time in a passage: code points `start` up to and without `end` of the passage's text.

    `recurs` says how often comes again what the words name without saying which: "Friday" by itself.
    """

    start: int
    end: int
    interval: Interval
    recurs: Recurrence | None = None

    @property
    def earliest(self) -> date:
        """The first day."""
        return self.interval.earliest

    @property
    def latest(self) -> date:
        """The last day."""
        return self.interval.latest

    @property
    def precision(self) -> Precision:
        """How exactly the words give it."""
        return self.interval.precision


def find_times(text: str, published: date | None, before: FoundTime | None = None) -> Iterator[FoundTime]:
    """The times that a text states, left to right; at each place the reading of the first rule that has one.

    `before` is the last time of the text before this one, if that ends with its sentence.
    """
    at = 0
    for first in _beginnings(text):
        if first < at:
            continue
        skipped = NO_TIME.match(text, first)
        fitting = None if skipped else _first_rule(text, first)
        if fitting:
            found = _read(*fitting, Anchor(published, _reference(text, first, before)))
            if found is not None and not _is_bound(text, found):
                before = _with_lead(text, found)
                yield before
        at = skipped.end() if skipped else fitting[1].end() if fitting else at


def _beginnings(text: str) -> Iterator[int]:
    """The places where a time expression can begin; few words are asked for more than their letters."""
    for match in _WORD.finditer(text):
        word, first = match[0].lower(), match.start()
        weak = word in WEAK_BEGINNINGS and OWN_WORD.search(text, match.end(), match.end() + _MAX_BEFORE_OWN_WORD)
        if weak or word in BEGINNINGS or word[0].isdigit():
            yield first


def _first_rule(text: str, at: int) -> tuple[Rule, re.Match[str]] | None:
    return next(((rule, match) for rule in RULES if (match := rule.pattern.match(text, at))), None)


def _read(rule: Rule, match: re.Match[str], anchor: Anchor) -> FoundTime | None:
    try:
        interval = rule.reading(match, anchor)
    except (ValueError, OverflowError):
        return None
    return FoundTime(match.start(), match.end(), interval, rule.recurs) if interval else None


def is_last_sentence(text: str, found: FoundTime) -> bool:
    """Whether a time stands in the last sentence of a text."""
    return not _SENTENCE_END.search(text, found.end)


def _with_lead(text: str, found: FoundTime) -> FoundTime:
    lead = _LEAD.search(text, max(0, found.start - _MAX_LEAD), found.start)
    return replace(found, start=lead.start()) if lead else found


def _reference(text: str, at: int, before: FoundTime | None) -> Interval | None:
    """The time named before in the same sentence or the one just before it."""
    if before is None:
        return None
    ends = len(_SENTENCE_END.findall(text, before.end, at))
    return before.interval if ends <= (1 if before.end else 0) else None


def _is_bound(text: str, found: FoundTime) -> bool:
    """Whether the words say only up to or from when: "since 2016"; but "after Friday's vote" dates the vote."""
    if _POSSESSIVE.match(text, found.end):
        return False
    start = max(0, found.start - _MAX_LEAD)
    bound = _BOUND.search(text, start, found.start)
    loose = _FROM.search(text, start, found.start) and found.precision is not Precision.DAY and not found.recurs
    return bool(bound or loose) or _is_number(text, found, start)


def _is_number(text: str, found: FoundTime, start: int) -> bool:
    """Whether what looks like a year counts something: "some 2019 workers"."""
    if not text[found.start : found.end].isdigit():
        return False
    counted = _GOES_ON.match(text, found.end) and not _BEFORE_A_YEAR.search(text, start, found.start)
    return bool(counted or _BEFORE_A_NUMBER.search(text, start, found.start))


_MAX_LEAD = 48  # code points
_MAX_BEFORE_OWN_WORD = 32  # code points: "very beginning of the" stands before its "year"
_WORD = re.compile(r"(?<![\w/-])\w+")
_SENTENCE_END = re.compile(r"[.!?][\"”’']?\s+(?=[\"“‘'(]?[A-Z])")
_POSSESSIVE = re.compile(r"['’]s?\s+\w")
_LEAD = re.compile(
    r"\b(?:on|in|during|back\s+in)\s+$|"
    r"\b(?:(?:on|in|at|during)\s+)?the\s+(?:night|morning|evening|afternoon|(?:(?:first|second|third|fourth|last|final)"
    r"\s+)?(?:week|weekend|days?|half)|beginning|start|end|middle)\s+of\s+$",
    re.IGNORECASE,
)
"""Words before a time that belong to the expression: "*on* Thursday"."""
_BOUND = re.compile(
    r"\b(?:since|until|till|before|after|by|than|pre-|post-|prior\s+to|ahead\s+of|as\s+early\s+as|no\s+later\s+than)\s+"
    r"(?:(?:at\s+)?(?:least|about|around)\s+)?(?:the\s+(?:end|start|beginning|middle)\s+of\s+)?"
    r"(?:early\s+|late\s+|mid-?\s*)?$",
    re.IGNORECASE,
)
"""Before these words a time bounds what happened and does not date it: "since 2016"."""
_FROM = re.compile(
    r"\b(?:from|versus|against|compared\s+(?:to|with))\s+(?:the\s+)?(?:in\s+|that\s+of\s+)?$", re.IGNORECASE
)
"""After these a month or year begins something or is compared with: "up from last year"."""
_GOES_ON = re.compile(r"\s+[a-z]")
_BEFORE_A_YEAR = re.compile(
    r"(?:^|[(,.;:–—-]\s*|\b(?:[Ii]n|[Oo]f|[Tt]he|[Aa]n?|during|through|[Ii]ts|his|her|their|and|or|to|early|late|"
    r"\w+['’]s|\w+s['’]|[A-Z]\w+)\s+)$"
)
"""Before a small word, a number without one of these is no year: "killed 2000 in the raid"."""
_BEFORE_A_NUMBER = re.compile(
    r"(?:\b(?:some|about|around|nearly|almost|over|under|least|most|than|total\s+of|all|every|up\s+to)\s+|[$€£#]\s*)$",
    re.IGNORECASE,
)
