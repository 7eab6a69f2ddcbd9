"""Proper names in a parsed passage: the gazetteer's, the model's, and what the article introduces in brackets.

A name keeps its tokens, its class and the fullest form that is known. Who a pronoun or "the company" means is
`kg.extract.coreference`'s business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.extract.words import Doc, Token, TokenSpan
from kg.ontology import Ontology
from kg.ontology.gazetteer import Use

__all__ = ["Name", "find_names", "introduced_abbreviations", "names_by_token"]

_KINDS = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "City",
    "NORP": "Group",
    "LOC": "Region",
    "FAC": "Facility",
    "LAW": "Law",
    "PRODUCT": "Product",
    "WORK_OF_ART": "Work",
    "EVENT": "Thing",
}
"""The OntoNotes label that the pipeline gives → our class, where no noun in the name says better."""
_COMPANY_ENDINGS = frozenset("inc corp ltd llc plc gmbh ag sa nv co holdings".split())
_PORTFOLIOS = frozenset({"minister", "secretary", "undersecretary"})
_TRIMMED = frozenset({"the", "a", "an", "of", "'s", "’s", "'", "’", "s", ",", "“", "”", '"', "(", ")"})


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: tokens `start` up to and without `end`.

    `how` is the gazetteer's word for the kind of use, or "model"; `city` is the name of the city that the words can
    also mean ("Seoul"), empty where there is none.
    """

    start: int
    end: int
    kind: str
    name: str
    owner: str = ""
    how: str = "model"
    city: str = ""


def find_names(doc: Doc, ontology: Ontology) -> tuple[Name, ...]:
    """All names, left to right, without overlap: the longer one wins, then the gazetteer's."""
    known = [_from_uses(start, end, uses) for start, end, uses in _matches(doc, ontology) if uses]
    seen = [name for ent in doc.ents if (name := _from_model(ent, known, ontology)) is not None]
    chosen: list[Name] = []
    for name in sorted([*known, *seen], key=lambda n: (n.start - n.end, n.how == "model", n.start)):
        if all(name.end <= other.start or other.end <= name.start for other in chosen):
            chosen.append(name)
    return tuple(sorted(chosen, key=lambda n: n.start))


def names_by_token(names: Iterable[Name]) -> dict[int, Name]:
    """Token index → the name that covers it."""
    return {i: name for name in names for i in range(name.start, name.end)}


def _matches(doc: Doc, ontology: Ontology) -> Iterator[tuple[int, int, Sequence[Use]]]:
    """The gazetteer's matches, without those that the parse or the model speaks against."""
    for start, end, uses in ontology.gazetteer.longest_matches([token.text for token in doc]):
        if any(token.pos_ in {"PROPN", "ADJ", "NOUN", "NUM", "X"} for token in doc[start:end]) and not _is_person(
            doc, start, end
        ):
            yield start, end, uses


def _is_person(doc: Doc, start: int, end: int) -> bool:
    """Whether the model sees a longer person's name here: Jordan in "Michael Jordan"."""
    return any(e.label_ == "PERSON" and e.start <= start and end <= e.end and len(e) > end - start for e in doc.ents)


def _from_uses(start: int, end: int, uses: Sequence[Use]) -> Name:
    city = next((use.entry.label for use in uses if use.how == "capital-city"), "")
    best = next((use for use in uses if use.how != "capital-city"), uses[0])
    return Name(start, end, best.entry.kind, best.entry.label, how=best.how, city=city)


def _from_model(ent: TokenSpan, known: Sequence[Name], ontology: Ontology) -> Name | None:
    """What the model's entity is, trimmed and told apart; None for dates, numbers and lower-case words."""
    if ent.label_ not in _KINDS:
        return None
    start, end, owner = _trim(ent, known, ontology)
    if start >= end or not any(token.text[0].isupper() for token in ent.doc[start:end]):
        return None
    text = ent.doc[start:end].text
    body = ontology.gazetteer.generic_body(text)
    if body is None and text.lower() in ontology.class_of_noun:
        return None
    if ent.label_ == "ORG" and end < len(ent.doc) and ent.doc[end].lower_ in _PORTFOLIOS:
        return None
    kind = body.kind if body is not None else _kind_of(ent.doc[start:end], ent.label_, ontology)
    return Name(start, end, kind, body.label if body is not None else text, owner)


def _trim(ent: TokenSpan, known: Sequence[Name], ontology: Ontology) -> tuple[int, int, str]:
    """The entity's tokens without article and possessive ending, and the state that stands beside its own name."""
    start, end, owner = ent.start, ent.end, ""
    doc = ent.doc
    end = next((i for i in range(start + 1, end) if doc[i].text == "("), end)
    while start < end and doc[start].lower_ in _TRIMMED:
        start += 1
    while end > start and doc[end - 1].lower_ in _TRIMMED:
        end -= 1
    for name in known:
        if name.kind == "State" and name.end == end and name.start - 1 > start and doc[name.start - 1].lower_ == "of":
            named = ontology.gazetteer.generic_body(doc[start : name.start - 1].text)
            if named is not None:
                return start, name.start - 1, name.name
        adjective = name.how == "demonym"
        possessive = name.end < end and doc[name.end].tag_ == "POS"
        if name.start == start and name.end < end and name.kind == "State" and (adjective or possessive):
            owner = name.name
            start = name.end + (1 if possessive else 0)
    while ent.label_ == "PERSON" and end < len(doc) - 1 and doc[end].text == "-" and not doc[end].whitespace_:
        end += 2
    return start, end, owner


def _kind_of(span: TokenSpan, label: str, ontology: Ontology) -> str:
    """The class that the last common noun of the name tells ("… Council"), else the model's."""
    last = span[-1].lower_.rstrip(".")
    if label in {"ORG", "FAC", "LAW", "PRODUCT", "LOC", "GPE", "EVENT"}:
        if last in _COMPANY_ENDINGS:
            return "Company"
        before_of = [token.lower_ for token, following in pairwise(span) if following.lower_ == "of"]
        for word in (last, *before_of):
            told = ontology.class_of_noun.get(word)
            if told and not ontology.is_a(told, "Person") and told not in {"Group", "State"}:
                return told
    return _KINDS[label]


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
