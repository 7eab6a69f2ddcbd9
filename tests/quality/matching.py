"""Whether a claim is the expected one: its ends, its relation, its stance, and what stands around it.

An end that names something is compared by its fullest name, so that "the company" counts only as what it stands for;
one that does not is compared by its words, half of which have to agree.
"""

from __future__ import annotations

import re

from kg.model import Claim, Mention, Modality, Polarity
from kg.ontology import Ontology
from tests.quality.gold import ANYTHING, NO_TIME, NOBODY, Expected

__all__ = ["CIRCUMSTANCES", "has_ends", "has_relation", "has_stance", "states"]

_WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*")
_ARTICLE = re.compile(r"^(?:the|an?) ")
_SMALL = frozenset("a an the of in on at to for by with from and or its his her their our".split())
_ENOUGH = 0.5


def states(claim: Claim, expected: Expected, ontology: Ontology) -> bool:
    """Whether the claim relates what the expected one relates, in the same way, whatever its stance."""
    return has_relation(claim, expected) and has_ends(claim, expected, ontology)


def has_relation(claim: Claim, expected: Expected) -> bool:
    """Whether its relation, or the word that states it, is one of those expected."""
    words = {claim.trigger.lemma, claim.trigger.lemma.split(" ")[0], claim.trigger.text.lower()}
    return claim.relation in expected.relation or any(f"'{word}'" in expected.relation for word in words)


def has_ends(claim: Claim, expected: Expected, ontology: Ontology) -> bool:
    """Whether both ends are those expected; those of a symmetric relation in either order."""
    relation = ontology.relations.get(claim.relation or "")
    orders = [(claim.subject, claim.object)]
    if relation is not None and relation.symmetric:
        orders.append((claim.object, claim.subject))
    return any(_is_one_of(s, expected.subject) and _is_one_of(o, expected.object) for s, o in orders)


def has_stance(claim: Claim, expected: Expected) -> bool:
    """Whether polarity and modality are those expected."""
    return claim.polarity is expected.polarity and claim.modality in expected.modality


def is_fact(claim: Claim) -> bool:
    """Whether the claim says that something is so, and not that it is planned, possible or asked for."""
    return claim.polarity is Polarity.POSITIVE and claim.modality is Modality.ACTUAL


def _has_speaker(claim: Claim, expected: Expected, _: Ontology) -> bool | None:
    return _is_one_of(claim.attributed_to, expected.speaker) if expected.speaker else None


def _has_time(claim: Claim, expected: Expected, _: Ontology) -> bool | None:
    if not expected.time:
        return None
    return (claim.time.label if claim.time else NO_TIME) == expected.time


def _has_place(claim: Claim, expected: Expected, _: Ontology) -> bool | None:
    return _is_one_of(claim.place, expected.place) if expected.place else None


def _has_classes(claim: Claim, expected: Expected, ontology: Ontology) -> bool | None:
    wanted = [(claim.subject, expected.subject_kind), (claim.object, expected.object_kind)]
    stated = [(end, kind) for end, kind in wanted if kind]
    return all(end is not None and ontology.is_a(_kind(end), kind) for end, kind in stated) if stated else None


CIRCUMSTANCES = {"speaker": _has_speaker, "time": _has_time, "place": _has_place, "class": _has_classes}
"""What may be stated around a claim → whether a claim has it, None where nothing is stated."""


def _kind(mention: Mention) -> str:
    return mention.entity.kind if mention.entity else mention.kind


def _is_one_of(mention: Mention | None, wanted: tuple[str, ...]) -> bool:
    if ANYTHING in wanted:
        return True
    if mention is None:
        return NOBODY in wanted
    return any(_is_meant(mention, words) for words in wanted)


def _is_meant(mention: Mention, wanted: str) -> bool:
    """Whether a mention stands for the words; in quotation marks they are its own, from first to last."""
    text = _plain(mention.text)
    if wanted.startswith('"'):
        return text == _plain(wanted.strip('"'))
    names = {_plain(name) for name in (mention.name, mention.entity.label if mention.entity else "") if name}
    if _plain(wanted) in names:
        return True
    if names and not any(_words(name) & _words(text) for name in names):
        return False
    return text == _plain(wanted) or (not mention.name and _agreement(text, wanted) >= _ENOUGH)


def _plain(text: str) -> str:
    """The text in small letters and straight marks, without article."""
    return _ARTICLE.sub("", " ".join(text.lower().replace("’", "'").split()))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower())) - _SMALL


def _agreement(one: str, other: str) -> float:
    """Words that both have, as a share of those that either has."""
    either = _words(one) | _words(other)
    return len(_words(one) & _words(other)) / len(either) if either else 0.0
