"""Figures in a sentence: how many of what, and how exactly the words say so.

Numbers that count nothing are left out: dates, years, ages, clock times, ordinals, scores, numbers in names. It reads
words, not grammar, and knows no sentence but the one that it is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kg.questions.figure_words import (
    ABOUT,
    ABOUT_AFTER,
    AT_LEAST,
    AT_MOST,
    BARRIERS,
    CODES,
    CURRENCIES,
    DURATIONS,
    FATES,
    NATIONS,
    NO_COUNT_BEFORE,
    NUMBERS,
    PLURALS,
    SCALES,
    SIGNS,
    SPELLINGS,
    VAGUE,
)

__all__ = ["Figure", "find_figures"]

NEAR_WORDS = 14
"""How many words may stand between a figure and the word that states the act."""

ABOUT_SHARE = Decimal("0.1")  # "about 40" holds for 36 to 44
ROUND_SHARE = Decimal("0.05")  # a count such as 2,000 may be rounded; 42 is not
HALF = Decimal("0.499")  # 2.4 and 2.5 billion are two amounts
ENDLESS = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of what. `text` is as written; `low` and `high` are the amounts that the words allow.

    `unit` is a currency's code, `%` or a plural noun; `fate` tells what became of those counted ("killed"), if that
    is told. `start` counts characters of the sentence.
    """

    text: str
    low: Decimal
    high: Decimal
    unit: str
    fate: str
    start: int

    @property
    def topic(self) -> str:
        """What the figure is of: only figures of one topic can differ."""
        return f"{self.unit} {self.fate}".rstrip()

    def agrees_with(self, other: Figure) -> bool:
        """Whether one amount can be meant by both: "more than 40" and 42, 2.4 billion and 2.42 billion."""
        return self.low <= other.high and other.low <= self.high


def find_figures(sentence: str, trigger: str = "") -> tuple[Figure, ...]:
    """The figures in the order of the words; with a trigger, those near it and in its clause, as far as words tell."""
    if not _NUMBER.search(sentence):
        return ()
    words = [_Word(match.group(), match.group().casefold(), *match.span()) for match in _WORD.finditer(sentence)]
    amounts = list(_amounts(words))
    near = _near(words, trigger)
    figures: list[Figure] = []
    for at, amount in enumerate(amounts):
        before = amounts[at - 1] if at else None
        after = amounts[at + 1] if at + 1 < len(amounts) else None
        found = _figure(sentence, words, amount, (before, after), figures)
        if found and near[amount.start]:
            figures.append(found)
    return tuple(figures)


class _Word(NamedTuple):
    text: str
    lower: str
    start: int
    end: int


class _Amount(NamedTuple):
    """A number among the words: `start` and `end` count words, end exclusive."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    currency: str = ""


# A number with a hyphen and letters behind it ("35-year-old", "F-16"), with a colon or a slash, or an ordinal, is one
# word that no rule reads as a number.
_WORD = re.compile(
    r"""
      \d[\d,]*(?:\.\d+)?(?:[-–]\d[\d,]*(?:\.\d+)?)+      # 30-40
    | \d+(?::|/|\.\d+\.|-[A-Za-z])[\w:/.-]*               # 17:30, 24/7, 35-year-old
    | (?:US|AU|A|C|CA|HK|NT|NZ|S)?[$€£¥₩₹]
    | \d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w]) | \d+(?:\.\d+)?(?:k|m|mn|bn|tn)?(?!\w)
    | % | [^\W\d]\w*(?:['’-]\w+)* | \w+ | [;:()]
    """,
    re.VERBOSE,
)
_NUMBER = re.compile(rf"\d|\b(?:{'|'.join([*NUMBERS, *SCALES, *VAGUE][2:])})\b", re.IGNORECASE)  # "a" and "an" are none
_DIGITS = re.compile(r"(\d[\d,]*(?:\.\d+)?)(k|m|mn|bn|tn)?$")
_RANGE = re.compile(r"(\d[\d,]*(?:\.\d+)?)[-–](\d[\d,]*(?:\.\d+)?)$")


def _amounts(words: Sequence[_Word]) -> Iterator[_Amount]:
    at = 0
    while at < len(words):
        found = _amount_at(words, at) if _may_begin(words[at]) else None
        if found:
            yield found
        at = found.end if found else at + 1


def _may_begin(word: _Word) -> bool:
    """Whether a number can begin here: a cheap look before the dear one."""
    first = word.lower.partition("-")[0]
    return word.text[0].isdecimal() or first in NUMBERS or first in VAGUE or word.text in SIGNS or word.text in CODES


def _amount_at(words: Sequence[_Word], at: int) -> _Amount | None:
    """The number that begins here, with its currency sign, its scale and the other end of its range."""
    currency = SIGNS.get(words[at].text, "") or CODES.get(words[at].text, "")
    first = at + bool(currency)
    read = _number(words, first)
    if read is None:
        return None
    low, high, end = read
    if end < len(words) and words[end].lower == ("and" if _lower(words, at - 1) == "between" else "to"):
        again = end + 1 + (end + 1 < len(words) and words[end + 1].text in SIGNS)
        other = _number(words, again)
        if other and other[1] > low:
            return _Amount(at, other[2], _scaled_like(low, other[0]), other[1], currency)
    return _Amount(at, end, low, high, currency)


def _scaled_like(low: Decimal, high: Decimal) -> Decimal:
    """The lower end in the scale of the upper one: "2 to 3 billion"."""
    scale = next((scale for scale in sorted(SCALES.values(), reverse=True) if high >= scale > low), Decimal(1))
    return low * scale if low < 1000 and scale >= 1_000_000 else low


def _number(words: Sequence[_Word], at: int) -> tuple[Decimal, Decimal, int] | None:
    """The least and the greatest amount that the words from here on spell out, and the word behind them."""
    if at >= len(words):
        return None
    if words[at].lower in VAGUE and _lower(words, at + 1) == "of":
        return (*VAGUE[words[at].lower], at + 2)
    if between := _RANGE.match(words[at].text):
        low, high = (Decimal(end.replace(",", "")) for end in between.groups())
        scale, end = _scale(words, at + 1)
        return (low * scale, high * scale, end) if low < high else None
    if digits := _DIGITS.match(words[at].text):
        value, scale = Decimal(digits[1].replace(",", "")), SCALES.get(digits[2] or "", Decimal(1))
        further, end = _scale(words, at + 1)
        slack = _slack(digits[1], scale * further)
        return value * scale * further - slack, value * scale * further + slack, end
    return _spelled(words, at)


def _scale(words: Sequence[_Word], at: int) -> tuple[Decimal, int]:
    """What "million" and its like multiply by, and the word behind."""
    scale = Decimal(1)
    while at < len(words) and len(words[at].text) > 2 and words[at].lower in SCALES:
        scale *= SCALES[words[at].lower]
        at += 1
    return scale, at


def _slack(digits: str, scale: Decimal) -> Decimal:
    """By how much the amount may have been rounded: just under half of the last digit given; of a round count, 5 %."""
    if scale >= 1000 or "." in digits:
        return scale.scaleb(-len(digits.partition(".")[2])) * HALF
    value = Decimal(digits.replace(",", ""))
    return value * ROUND_SHARE if value >= 100 and value % 100 == 0 else Decimal(0)


def _spelled(words: Sequence[_Word], at: int) -> tuple[Decimal, Decimal, int] | None:
    """A number in words: "forty-two", "two hundred and six", "two and a half million", "a dozen", "half a million"."""
    end, total, group, scale = at, Decimal(0), Decimal(0), Decimal(1)
    while end < len(words):
        word = words[end].lower
        if (value := _value(word)) is not None and (end == at or word not in {"a", "an"}):
            group += value
        elif end > at and len(word) > 2 and word in SCALES:
            scale = SCALES[word]
            group *= scale
            if scale >= 1000:
                total, group = total + group, Decimal(0)
        elif not (end > at and _carries_on(words, end, scale)):
            break
        end += 1
    return _read(words, at, end, total + group, scale)


def _value(word: str) -> Decimal | None:
    """What a word adds: "forty-two" as well as "forty"; None for any that is no number."""
    parts = [NUMBERS.get(part) for part in word.split("-")]
    known = [part for part in parts if part is not None]
    return Decimal(sum(known)) if len(known) == len(parts) else None


def _carries_on(words: Sequence[_Word], at: int, scale: Decimal) -> bool:
    """Whether the number goes on behind this word: "two hundred *and* six", "two *and a* half", "half *a* million"."""
    word, following = words[at].lower, _lower(words, at + 1)
    if word == "and":
        return (scale == 100 and _value(following) is not None) or _lower(words, at + 2) == "half"
    return word == "a" and (following == "half" or (_lower(words, at - 1) == "half" and following in SCALES))


def _read(
    words: Sequence[_Word], at: int, end: int, value: Decimal, scale: Decimal
) -> tuple[Decimal, Decimal, int] | None:
    """The spelled number; an article alone is none, nor is "one" on its own, which is as often a pronoun."""
    if not value or (end == at + 1 and words[at].lower in {"a", "an", "one", "half"}):
        return None
    slack = scale * HALF if scale >= 1000 and not value % scale else Decimal(0)
    return value - slack, value + slack, end


# What a number counts


def _figure(
    sentence: str,
    words: Sequence[_Word],
    amount: _Amount,
    neighbours: tuple[_Amount | None, _Amount | None],
    found: Sequence[Figure],
) -> Figure | None:
    """The number with its unit, fate and bounds; None where it counts nothing."""
    unit, end = _unit(words, amount)
    limits = (neighbours[0].end if neighbours[0] else 0, neighbours[1].start if neighbours[1] else len(words))
    fate = "" if amount.currency or unit in CURRENCIES.values() else _fate(words, amount.start, end, limits)
    if not unit and fate and not _is_span_of_time(words, amount.end):
        unit = next((figure.unit for figure in reversed(found) if figure.fate), "people")
        end = amount.end + (_lower(words, amount.end) in FATES)
    if not unit or _names_something(words, amount, unit):
        return None
    first, low, high = _bounds(words, amount)
    if unit == "%" and low == high:
        low, high = max(low - HALF, Decimal(0)), high + HALF
    start = words[first].start
    return Figure(sentence[start : words[end - 1].end], low, high, unit, fate, start)


def _is_span_of_time(words: Sequence[_Word], at: int) -> bool:
    """Whether years or the like are counted: "two years", "five and a half long months"."""
    return any(word.lower in DURATIONS for word in words[at : at + 4])


def _unit(words: Sequence[_Word], amount: _Amount) -> tuple[str, int]:
    """What is counted, and the word behind it; empty where the number has no unit of its own."""
    if amount.currency:
        return amount.currency, amount.end
    following = [word.lower for word in words[amount.end : amount.end + 2]]
    if following[:1] == ["%"] or following[:1] in (["percent"], ["pct"]):
        return "%", amount.end + 1
    if following == ["per", "cent"]:
        return "%", amount.end + 2
    nation = NATIONS.get(following[0] if following else "", "")
    at = amount.end + bool(nation)
    if at < len(words) and (words[at].text in CODES or words[at].lower in CURRENCIES):
        code = CODES.get(words[at].text) or CURRENCIES[words[at].lower]
        return (nation + code[-1] if nation and code == "USD" else code), at + 1
    return _noun(words, amount.end)


def _noun(words: Sequence[_Word], at: int) -> tuple[str, int]:
    """The plural noun that follows, not farther than its adjectives reach; a span of time counts only as a sentence."""
    for here in range(at, min(at + 4, len(words))):
        word = words[here].lower
        if word in DURATIONS:
            in_prison = [each.lower for each in words[here + 1 : here + 3]] in (["in", "prison"], ["in", "jail"])
            return (f"{DURATIONS[word]} in prison", here + 3) if in_prison else ("", at)
        if not words[here].text[0].isalpha() or word in BARRIERS or word in FATES or word in _ENDS_PHRASE:
            break
        if _is_plural(words[here]):
            last = here + (here + 1 < len(words) and word in PLURALS and _is_plural(words[here + 1]))
            noun = words[last].lower
            return SPELLINGS.get(noun, noun), last + 1
    return "", at


def _is_plural(word: _Word) -> bool:
    found = word.text
    return (
        found.islower() and found not in FATES and (found in PLURALS | SPELLINGS.keys() or bool(_PLURAL.search(found)))
    )


_PLURAL = re.compile(r"[^s]s$")


_ENDS_PHRASE = frozenset("of in on at to for from by with and or but as is was has its his this".split())


def _fate(words: Sequence[_Word], start: int, end: int, limits: tuple[int, int]) -> str:
    """What became of those counted: by the nearest word for it, not beyond the next number on either side."""
    before = range(max(limits[0], start - 5), start)
    after = range(end, min(limits[1], end + 5))
    around = [(start - at, at) for at in before] + [(at - end + 1, at) for at in after]
    told = [(distance, FATES[words[at].lower]) for distance, at in around if words[at].lower in FATES]
    return min(told)[1] if told else ""


def _names_something(words: Sequence[_Word], amount: _Amount, unit: str) -> bool:
    """Whether the number belongs to a name, a date or an age: "Boeing 737", "Article 9", "May 5", "aged 35"."""
    if not amount.start:
        return False
    before = words[amount.start - 1]
    bare = words[amount.start].text.isdecimal() and unit.isalpha() and unit.islower()
    named = before.text[0].isupper() and not before.text.isupper() and amount.start > 1
    year = 1000 <= amount.low <= 2100 and before.lower in {"in", "since", "of", "by", "until", "from"}
    return (bare and (named or year)) or before.lower in NO_COUNT_BEFORE


def _bounds(words: Sequence[_Word], amount: _Amount) -> tuple[int, Decimal, Decimal]:
    """The first word of the figure, and the least and greatest amount with "at least", "about" and their like."""
    after = " ".join(word.lower for word in words[amount.end : amount.end + 2])
    for length in (3, 2, 1):
        first = amount.start - length
        phrase = " ".join(word.lower for word in words[max(first, 0) : amount.start])
        if first >= 0 and phrase in AT_LEAST:
            return first, amount.low, ENDLESS
        if first >= 0 and phrase in AT_MOST:
            return first, Decimal(0), amount.high
        if first >= 0 and phrase in ABOUT:
            return first, amount.low * (1 - ABOUT_SHARE), amount.high * (1 + ABOUT_SHARE)
    high = ENDLESS if after in {"or more", "and more"} else amount.high
    wide = ABOUT_SHARE if after in ABOUT_AFTER else Decimal(0)
    return amount.start, amount.low * (1 - wide), high * (1 + wide)


# What stands near


def _near(words: Sequence[_Word], trigger: str) -> list[bool]:
    """For each word, whether the trigger stands within reach, with no word between that begins another matter."""
    if not trigger:
        return [True] * len(words)
    wanted = [match.group().casefold() for match in _WORD.finditer(trigger)]
    lowered = [word.lower for word in words]
    near = [False] * len(words)
    for at in range(len(words)):
        if wanted and lowered[at : at + len(wanted)] == wanted:
            for step in (-1, 1):
                for here in range(at, at + step * (NEAR_WORDS + 1), step):
                    if not 0 <= here < len(words) or lowered[here] in BARRIERS:
                        break
                    near[here] = True
    return near


def _lower(words: Sequence[_Word], at: int) -> str:
    return words[at].lower if 0 <= at < len(words) else ""
