"""Relations taught by example: marked sentences → patterns.

    <s>Japan</s> <t>removed</t> <o>South Korea</o> from its <t>whitelist</t>.

Subject, trigger and object are marked; a second trigger is a word that must be there. From where the parse puts the
marks the pattern follows; passive, relative clauses and nominal forms come from grammar, not from more examples.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language

from kg.errors import OntologyError
from kg.extract.clauses import Predication, find_clauses
from kg.extract.grammar import children, complements, lemma_of
from kg.extract.nominals import find_adjectives, find_nouns, find_roles, owners_of
from kg.extract.parsing import parse_texts
from kg.extract.words import Doc, Token
from kg.model import Span
from kg.ontology import Ontology, Pattern, PatternKind, Slot

__all__ = ["Example", "learn_patterns", "parse_example", "read_example"]

_MARK = re.compile(r"<(/?)([sto])>")


@dataclass(frozen=True, slots=True)
class Example:
    """A marked sentence without its marks, and the spans of subject, triggers and object."""

    text: str
    subject: Span
    triggers: tuple[Span, ...]
    object: Span


def parse_example(marked: str) -> Example:
    """The example that a marked sentence is. Raises ValueError where a mark is missing or not closed."""
    spans: dict[str, list[Span]] = {"s": [], "t": [], "o": []}
    text, at, opened = "", 0, ""
    start = 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        closing, name = mark[1] == "/", mark[2]
        if closing != (opened == name) or (opened and not closing):
            raise ValueError(f"{mark[0]} stands where it can't")
        if closing:
            spans[name].append(Span(start, len(text)))
        opened, start = ("", start) if closing else (name, len(text))
    text += marked[at:]
    if any(span.start == span.end for found in spans.values() for span in found):
        raise ValueError("a mark is empty")
    if opened or len(spans["s"]) != 1 or len(spans["o"]) != 1 or not spans["t"]:
        raise ValueError("mark one <s>subject</s>, one <o>object</o> and at least one <t>trigger</t>")
    return Example(text, spans["s"][0], tuple(spans["t"]), spans["o"][0])


# ---------------------------------------------------------------- learning


def learn_patterns(nlp: Language, ontology: Ontology) -> list[Pattern]:
    """The patterns that examples show: those of added files, and of relations for which no pattern is written.

    Raises OntologyError for a badly marked one.
    """
    every = [(relation, text) for relation in ontology.relations.values() for text in relation.examples]
    marked = [
        (relation.name, text) for relation, text in every if relation.name in ontology.added or not relation.patterns
    ]
    examples = [read_example(name, text) for name, text in marked]
    docs = parse_texts(nlp, (example.text for example in examples))
    found = (_learn(name, ex, doc) for (name, _), ex, doc in zip(marked, examples, docs, strict=True))
    return [pattern for pattern in found if pattern is not None]


def read_example(relation: str, marked: str) -> Example:
    """The example of a relation. Raises OntologyError, naming both, where it is badly marked."""
    try:
        return parse_example(marked)
    except ValueError as error:
        raise OntologyError(f"{relation}: kg:example {marked!r}: {error}") from error


def _learn(relation: str, example: Example, doc: Doc) -> Pattern | None:
    """The pattern that one example shows, None where the parse doesn't connect its marks."""
    heads = [token for span in example.triggers for token in doc if span.start <= token.idx < span.end]
    ends = {kind: _root(doc, span) for kind, span in (("s", example.subject), ("o", example.object))}
    for predication in _predications(doc, heads):
        slots = _slots(predication, ends["o"], heads)
        if slots is not None and _acts(predication, ends["s"]):
            words = (lemma_of(predication.head),)
            phrasal = tuple((child.lower_,) for child in children(predication.head, "prt"))
            return Pattern(relation, predication.kind, words, phrasal, slots, source=example.text)
    return None


def _root(doc: Doc, span: Span) -> Token | None:
    found = doc.char_span(span.start, span.end)
    return found.root if found is not None else None


def _predications(doc: Doc, heads: list[Token]) -> Iterator[Predication]:
    for sentence in doc.sents:
        for find in (find_nouns, find_roles, find_adjectives):
            yield from find(sentence, heads.__contains__)
        yield from (p for p in find_clauses(sentence) if p.head in heads)


def _acts(predication: Predication, subject: Token | None) -> bool:
    return subject is not None and subject in predication.subjects


def _slots(predication: Predication, target: Token | None, heads: list[Token]) -> tuple[Slot, ...] | None:
    """The slots that lead from a trigger to the object and to the other marked words, None where none do."""
    if target is None:
        return None
    places: list[tuple[tuple[str, ...], Token]] = [((), token) for token in predication.objects]
    if predication.kind is not PatternKind.VERB:
        places = [(("of",), token) for token in owners_of(predication.head)]
    places += [(c.path, c.head) for c in predication.complements]
    required = [Slot(_alternatives(path), (lemma_of(token),)) for path, token in places if token in heads]
    direct = next((Slot(_alternatives(path), filler="o") for path, token in places if token == target), None)
    if direct is not None:
        return tuple(sorted((direct, *required), key=lambda slot: len(slot.path)))
    for path, token in places:
        inner = next((p for p, t in _inside(token) if t == target), None)
        if inner is not None and token in heads:
            anchor = Slot(_alternatives(path), (lemma_of(token),))
            return (anchor, Slot(_alternatives(inner), filler="o", within=True))
    return None


def _inside(noun: Token) -> list[tuple[tuple[str, ...], Token]]:
    return [*((("of",), owner) for owner in owners_of(noun)), *((c.path, c.head) for c in complements(noun))]


def _alternatives(path: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple((word,) for word in path)
