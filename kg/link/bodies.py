"""Names of all but persons by their keys: in which way two of them can be one. It knows spelling, and no thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from kg.link.word_tables import COMMON_WORDS, SMALL_WORDS, TAILS

__all__ = ["abbreviations_of", "body_blocks", "compare_bodies", "tail_of"]

MIN_ABBREVIATION, MAX_ABBREVIATION = 2, 6  # letters


def compare_bodies(one: str, other: str) -> str | None:
    """The rule by which two keys can be names of one thing, by its name; None where they can't."""
    short, long = sorted((one, other), key=lambda key: (key.count(" "), key))
    if _run_together(one) == _run_together(other):
        return "spacing"
    if _singular(one) == _singular(other):
        return "number"
    if _without_of(short) == _without_of(long):
        return "of"
    if short in abbreviations_of(long):
        return "abbreviation"
    return "tail" if tail_of(short, long) else None


def tail_of(short: str, long: str) -> tuple[str, ...]:
    """The words after the short name that only say what the thing is; empty where there are others, or none."""
    if not long.startswith(short + " ") or not _can_stand_alone(short.split()):
        return ()
    tail = tuple(long.removeprefix(short).split())
    return tail if TAILS.issuperset(tail) else ()


@lru_cache(maxsize=65536)
def abbreviations_of(key: str) -> frozenset[str]:
    """What the first letters of the words make, with small words and without; empty for a single word."""
    words = key.split()
    every = "".join(word[0] for word in words)
    large = "".join(word[0] for word in words if word not in SMALL_WORDS)
    return frozenset(short for short in (every, large) if len(words) > 1 and _can_abbreviate(short))


def body_blocks(key: str) -> Iterator[tuple[str, bool]]:
    """The blocks of the name with this key, each with whether the name also looks there for a fuller one."""
    words = key.split()
    for joined in {_run_together(key), _run_together(_singular(key)), _run_together(_without_of(key))}:
        yield f"words {joined}", True
    if len(words) == 1 and _can_abbreviate(key):
        yield f"abbreviation {key}", True
    for short in sorted(abbreviations_of(key)):
        yield f"abbreviation {short}", False
    if _can_stand_alone(words):
        yield f"head {key}", True
    for end in range(1, len(words)):
        if _can_stand_alone(words[:end]) and TAILS.issuperset(words[end:]):
            yield f"head {' '.join(words[:end])}", False


def _run_together(key: str) -> str:
    return key.replace(" ", "").replace("-", "")


def _singular(key: str) -> str:
    return " ".join(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in key.split())


def _without_of(key: str) -> str:
    """The name turned around its "of": "bank of kivu" is "kivu bank"."""
    head, of, owner = key.partition(" of ")
    return f"{owner.removeprefix('the ')} {head}" if of else key


def _can_abbreviate(word: str) -> bool:
    return MIN_ABBREVIATION <= len(word) <= MAX_ABBREVIATION and word.isalpha()


def _can_stand_alone(words: Sequence[str]) -> bool:
    """Whether words can be all of a name: not one that many names begin with, nor one that only says what it is."""
    return bool(words) and not set(words) <= COMMON_WORDS | TAILS
