"""Verbs of a parsed sentence → predications: who, whom and with what, whatever voice or clause they stand in.

Subjects and objects that the surface leaves out are found by grammar alone: relative and reduced relative clauses,
conjoined verbs, control and raising, participles, gerunds after prepositions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.grammar import Complement, children, complements, conjuncts, lemma_of, particles
from kg.extract.objects import objects_of
from kg.extract.speech import REPORTING
from kg.extract.subjects import subjects_of
from kg.extract.words import Token, TokenSpan
from kg.ontology.patterns import PatternKind

__all__ = ["Predication", "find_clauses"]


@dataclass(frozen=True, slots=True, eq=False)
class Predication:
    """One predicate with its arguments, as heads of phrases. `rule` names the construction that gave the subject."""

    head: Token
    kind: PatternKind
    subjects: tuple[Token, ...]
    objects: tuple[Token, ...]
    complements: tuple[Complement, ...]
    particles: frozenset[str]
    rule: str
    content: Token | None = None


def find_clauses(sentence: TokenSpan) -> Iterator[Predication]:
    """One predication for each verb, in the order of the words; auxiliaries are none."""
    for token in sentence:
        if token.pos_ == "VERB" and token.dep_ == "amod" and token.tag_ in {"VBN", "VBG"}:
            yield _describe(token)
        elif token.lower_ == "including" and token.dep_ == "prep" and token.head.pos_ in {"NOUN", "PROPN"}:
            yield _include(token)
        elif token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass", "amod", "compound", "punct"}:
            yield _predicate(token)


def _describe(participle: Token) -> Predication:
    """As in "the detained reporters", "the protesting farmers": the noun is what it is done to, or who does it.

    The word before a hyphen does it, too: "the rebel-held town".
    """
    nouns = tuple(conjuncts(participle.head)[:1])
    around = children(participle, "npadvmod", "amod", "nmod", "compound")
    by = [word for word in around if word.pos_ in _DOERS or word.ent_type_ in _ACTING]
    hyphens = [mark for mark in children(participle, "punct") if mark.text == "-" and by and mark.i == by[-1].i + 1]
    subjects, objects = (tuple(by[-1:]) if hyphens else (), nouns) if participle.tag_ == "VBN" else (nouns, ())
    return Predication(participle, PatternKind.VERB, subjects, objects, (), frozenset(), "participle")


_DOERS = frozenset({"NOUN", "PROPN"})
_ACTING = frozenset({"GPE", "NORP", "ORG", "PERSON"})


def _include(including: Token) -> Predication:
    """As in "five states including Kenya", where the parser sees a preposition."""
    objects = tuple(head for child in children(including, "pobj") for head in conjuncts(child))
    return Predication(including, PatternKind.VERB, (including.head,), objects, (), frozenset(), "participle")


def _predicate(verb: Token) -> Predication:
    subjects, rule = subjects_of(verb)
    return Predication(
        verb,
        PatternKind.VERB,
        tuple(subjects),
        tuple(objects_of(verb)),
        tuple(complements(verb)),
        particles(verb),
        rule,
        _content(verb),
    )


def _content(verb: Token) -> Token | None:
    """The clause that is what is said or done: below the verb, or around it as in "The pact, Kim said, is over"."""
    clauses = children(verb, "ccomp", "xcomp")
    if clauses:
        return clauses[-1]
    beside = verb.dep_ == "parataxis" or any(mark.lower_ == "as" for mark in children(verb, "mark"))
    return verb.head if beside and lemma_of(verb) in REPORTING and verb.head.pos_ in {"VERB", "AUX"} else None
