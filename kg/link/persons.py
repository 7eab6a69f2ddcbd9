"""Names of persons by their keys: in which way two of them can be one. It knows spelling, and no person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from kg.link.word_tables import FAMILY_FIRST, GENERATIONS, NICKNAMES, PARTICLES, ROMANISATION, SHORT_NAMES

__all__ = ["PersonName", "compare_persons", "parse_person", "person_blocks", "romanised"]

MIN_ROMANISED = 3  # letters; shorter names meet by chance
MAX_INITIALS = 3
VOWELS = frozenset("aeiouy")


class PersonName(NamedTuple):
    """A person's name taken apart. One word alone is a surname; `given` is empty then."""

    given: tuple[str, ...]
    family: str
    surnames: frozenset[str]
    turned: frozenset[str]
    generation: str
    family_first: bool

    @property
    def has_initials(self) -> bool:
        """Whether no given name is written out."""
        return all(len(word) == 1 for word in self.given)


@lru_cache(maxsize=65536)
def parse_person(key: str) -> PersonName:
    """The parts of the name with this key. `turned` are its words run together, in the orders that occur."""
    written = key.split()
    generation = written.pop() if len(written) > 2 and written[-1] in GENERATIONS else ""
    words = [_bare(word) for word in written if word not in PARTICLES] or [_bare(word) for word in written]
    turns = (words, [*words[1:], *words[:1]], [*words[-1:], *words[:-1]])
    turned = frozenset("".join(turn) for turn in turns)
    if len(words) == 1:
        return PersonName((), words[0], frozenset(words), turned, generation, family_first=False)
    if words[0] in FAMILY_FIRST:
        return PersonName(
            ("".join(words[1:]),), words[0], frozenset({words[0], words[-1]}), turned, generation, family_first=True
        )
    given = tuple(chain.from_iterable(_as_initials(word) for word in words[:-1]))
    return PersonName(given, words[-1], frozenset(words[-1:]), turned, generation, family_first=False)


def _bare(word: str) -> str:
    return word.removeprefix("al-").removeprefix("el-").replace("-", "")


def _as_initials(word: str) -> Iterable[str]:
    """The letters of initials that run together ("jk"), else the word itself."""
    is_short = len(word) < MAX_INITIALS and word not in SHORT_NAMES
    return word if is_short or (len(word) == MAX_INITIALS and not VOWELS & set(word)) else (word,)


def compare_persons(one: str, other: str) -> str | None:
    """The rule by which two keys can be one person's names, by its name; None where they can't.

    Two weak likenesses at once, such as an initial and another romanisation, are none.
    """
    a, b = sorted((parse_person(one), parse_person(other)), key=lambda name: len(name.given))
    if a.generation and b.generation and a.generation != b.generation:
        return None
    if a.turned & b.turned:
        return "order" if a.generation == b.generation else "middle"
    if not a.given:
        return "surname" if b.given and a.family in b.surnames else None
    found = {_compared(a.family, b.family, initials=False), *_compared_given(a, b)}
    weak = found - {"same", "middle"}
    if None in found or len(weak) > 1:
        return None
    return weak.pop() if weak else "middle"


def _compared_given(a: PersonName, b: PersonName) -> Iterator[str | None]:
    """How the given names agree, the first and those in the middle, of which the last may be left out."""
    yield _compared(a.given[0], b.given[0], initials=True)
    middle, others = a.given[1:], b.given[1:]
    if (a.family_first or b.family_first) and middle != others:
        yield None
    for one, other in zip(middle, others, strict=False):
        yield "middle" if _abbreviates(one, other) else None


def _compared(one: str, other: str, *, initials: bool) -> str | None:
    if one == other:
        return "same"
    if initials and _abbreviates(one, other):
        return "initials"
    if len(one) > 1 and NICKNAMES.get(one, one) == NICKNAMES.get(other, other):
        return "nickname" if initials else None
    return "romanised" if _sound_alike(one, other) else None


def _abbreviates(one: str, other: str) -> bool:
    return one == other or (1 in {len(one), len(other)} and one[0] == other[0])


def _sound_alike(one: str, other: str) -> bool:
    folded = romanised(one)
    same_start = one[0] == other[0] or not VOWELS & {one[0], other[0]}
    return len(folded) >= MIN_ROMANISED and same_start and folded == romanised(other)


@lru_cache(maxsize=65536)
def romanised(word: str) -> str:
    """What the usual romanisations of one name have in common: "gaddafi" and "qadhafi" are "kadafi"."""
    for written, sound in ROMANISATION:
        word = word.replace(written, sound)
    return "".join(sign for at, sign in enumerate(word) if word[at - 1 : at] != sign)


def person_blocks(key: str) -> Iterator[tuple[str, bool]]:
    """The blocks of the name with this key, each with whether the name also looks there for a fuller one."""
    name = parse_person(key)
    for words in name.turned | {"".join(key.replace("-", " ").split())}:
        yield f"words {words}", True
    for family in name.surnames:
        yield f"surname {family}", not name.given
    for first in {NICKNAMES.get(name.given[0], name.given[0]), name.given[0]} if name.given else ():
        yield f"person {romanised(first)[0]} {romanised(name.family)}", True
