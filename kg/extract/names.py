"""Proper names in a parsed passage: the gazetteer's, the model's, and those that words beside them tell.

A name keeps its tokens, its class and the fullest form that is known. Which class all mentions of one name in an
article agree on is `kg.extract.name_kinds`'s business; who a pronoun or "the company" means is
`kg.extract.coreference`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.words import Doc, Token, TokenSpan
from kg.ontology import Ontology
from kg.ontology.gazetteer import Use

__all__ = [
    "Name",
    "free_of",
    "from_uses",
    "gazetteer_names",
    "introduced_abbreviations",
    "names_by_token",
    "surname_of",
]


_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: tokens `start` up to and without `end`.

    `how` is the gazetteer's word for the kind of use, or "model" for what is no name of the gazetteer; `city` is the
    name of the city that the words can also mean ("Seoul"), empty where there is none.
    """

    start: int
    end: int
    kind: str
    name: str
    owner: str = ""
    how: str = "model"
    city: str = ""


def names_by_token(names: Iterable[Name]) -> dict[int, Name]:
    """Token index → the name that covers it."""
    return {i: name for name in names for i in range(name.start, name.end)}


def surname_of(words: Sequence[str]) -> str:
    """The last word of a person's name but for what tells father and son apart: "Hill" of "Bo Hill Jr."."""
    return next((word for word in reversed(words) if word.rstrip(".").lower() not in _GENERATIONS), words[-1])


def free_of(names: Iterable[Name]) -> tuple[Name, ...]:
    """The names left to right without overlap: the longer one wins, then the gazetteer's."""
    chosen: list[Name] = []
    taken: set[int] = set()
    for name in sorted(names, key=lambda n: (n.start - n.end, n.how == "model", n.start)):
        if taken.isdisjoint(range(name.start, name.end)):
            chosen.append(name)
            taken.update(range(name.start, name.end))
    return tuple(sorted(chosen, key=lambda n: n.start))


# ---------------------------------------------------------------- the gazetteer's


def gazetteer_names(doc: Doc, ontology: Ontology) -> Iterator[Name]:
    """The gazetteer's names, without those that the parse or the model speaks against."""
    for start, end, uses in ontology.gazetteer.longest_matches([token.text for token in doc]):
        nominal = any(token.pos_ in {"PROPN", "ADJ", "NOUN", "NUM", "X"} for token in doc[start:end])
        if uses and nominal and not _is_person(doc, start, end):
            yield from_uses(start, end, uses)
    yield from _half_in_brackets(doc, ontology)


def _is_person(doc: Doc, start: int, end: int) -> bool:
    """Whether the model sees a longer person's name here: Jordan in "Michael Jordan"."""
    return any(e.label_ == "PERSON" and e.start <= start and end <= e.end and len(e) > end - start for e in doc.ents)


def from_uses(start: int, end: int, uses: Sequence[Use]) -> Name:
    """The name that the gazetteer knows, in its first use but for a city that is also a metonym."""
    city = next((use.entry.label for use in uses if use.how == "capital-city"), "")
    best = next((use for use in uses if use.how != "capital-city"), uses[0])
    return Name(start, end, best.entry.kind, best.entry.label, how=best.how, city=city)


def _half_in_brackets(doc: Doc, ontology: Ontology) -> Iterator[Name]:
    """As in "(South) Korea": an editor's word before a name that would be another's without it."""
    for token in doc[: max(len(doc) - 3, 0)]:
        if token.text == "(" and doc[token.i + 2].text == ")":
            start, end = token.i, token.i + 4
            uses = ontology.gazetteer.find(f"{doc[start + 1].text} {doc[end - 1].text}")
            if uses:
                yield from_uses(start, end, uses)


# ---------------------------------------------------------------- abbreviations


def introduced_abbreviations(docs: Iterable[tuple[Doc, tuple[Name, ...]]]) -> Mapping[str, Name]:
    """Abbreviation → the name before its brackets: "National Security Council (NSC)", "…, or NSC,"."""
    found: dict[str, Name] = {}
    for doc, names in docs:
        for name in names:
            short = _bracketed(doc, name.end)
            if short is not None and _abbreviates(short.text, doc[name.start : name.end]):
                found.setdefault(short.text, replace(name, how="abbreviation"))
    return found


def _bracketed(doc: Doc, at: int) -> Token | None:
    """The word in brackets, or after ", or", that follows a name."""
    after = doc[at : at + 4]
    if len(after) >= 3 and after[0].text == "(" and after[2].text == ")":
        return after[1]
    if len(after) >= 3 and after[0].text == "," and after[1].lower_ == "or":
        return after[2]
    return None


def _abbreviates(short: str, name: TokenSpan) -> bool:
    """Whether the letters are initials of the name, in order."""
    letters = [c for c in short.lower() if c.isalpha()]
    initials = iter([token.lower_[0] for token in name if token.text[0].isalpha()])
    inside = iter(name.text.lower())
    return (
        short.isupper()
        and len(letters) > 1
        and (all(c in initials for c in letters) or all(c in inside for c in letters))
    )
