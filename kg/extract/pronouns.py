"""Pronouns → what they stand for, by what the article has named before.

Nothing is resolved across classes: better unresolved than wrong.
"""

from __future__ import annotations

from kg.extract.article_reading import ArticleReading
from kg.extract.described import resolve_several
from kg.extract.discourse import ACT, Referent, Seen
from kg.extract.grammar import children
from kg.extract.words import Token

__all__ = ["PRONOUNS", "resolve_pronoun"]

_PERSONAL = frozenset("he him his himself she her hers herself".split())
_NEUTER = frozenset("it its itself".split())
_PLURAL = frozenset("they them their theirs themselves both".split())
PRONOUNS = _PERSONAL | _NEUTER | _PLURAL
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss"})


def resolve_pronoun(reading: ArticleReading, number: int, token: Token, sentence: int) -> tuple[Referent, ...]:
    """What a pronoun, "both" or "the two" stands for; empty for other words and where nothing fits."""
    judged = _judged(reading, number, token)
    if judged:
        return judged
    if token.lower_ in {"both", "two"} and token.dep_ in _ARGUMENTS:
        return resolve_several(reading, number, token)

    def fits(seen: Seen) -> bool:
        if token.lower_ in _PERSONAL:
            return seen.referents[0].kind == "Person"
        return _is_thing(reading, seen) if token.lower_ in _NEUTER else _is_plural(reading, seen)

    if token.lower_ in _PLURAL:
        several = reading.discourse.best(lambda seen: len(seen.referents) > 1, sentence, _bound(token), window=1)
        if several:
            return several
    if token.lower_ in PRONOUNS:
        return reading.discourse.best(fits, sentence, _bound(token))
    return ()


def _judged(reading: ArticleReading, number: int, token: Token) -> tuple[Referent, ...]:
    """As in "criticized Seoul for its decision": a possessive after the object's "for" is the object's."""
    if token.lower_ not in {"its", "his", "her", "their"} or token.dep_ != "poss" or token.head.dep_ != "pobj":
        return ()
    preposition = token.head.head
    if preposition.lower_ not in {"for", "over"} or preposition.head.pos_ != "VERB":
        return ()
    personal = token.lower_ in _PERSONAL
    for object_ in children(preposition.head, "dobj"):
        found = reading.found.get((number, object_.i), ())
        if found and found[0].name and (found[0].kind == "Person") is personal:
            return found
    return ()


def _bound(token: Token) -> int:
    """The verb whose other arguments a pronoun can't mean: none for possessives and subjects."""
    return token.head.i if token.dep_ in {"dobj", "dative"} else -2


def _is_thing(reading: ArticleReading, seen: Seen) -> bool:
    first = seen.referents[0]
    person = reading.ontology.is_a(first.kind, "Person") or first.kind == "Group"
    return len(seen.referents) == 1 and bool(first.name or first.kind == ACT) and not person


def _is_plural(reading: ArticleReading, seen: Seen) -> bool:
    if len(seen.referents) > 1:
        return True
    return any(reading.ontology.is_a(r.kind, "Organization") or r.kind in {"State", "Group"} for r in seen.referents)
