"""The PLOVER category of a claim: that of its act, or of what is said about the act.

PLOVER tells words from deeds: whoever *will* meet somebody agrees to (AGREE), whoever *will* bomb them threatens
(THREATEN), whoever *won't* or *refuses to* meet rejects (REJECT). It knows no relation, only categories.
"""

from __future__ import annotations

from kg.extract import stance_words as words
from kg.extract.grammar import children, lemma_of
from kg.extract.words import Token
from kg.model import Modality, Polarity

__all__ = ["category_of", "is_wanted"]

_COOPERATION = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
_CONFLICT = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
_AGREEING = frozenset("agree agreement commit consent offer pledge promise readiness ready willing willingness".split())
_FORETELLING = _AGREEING | frozenset("due expect intend plan poise prepare schedule set vow".split())
"""Of these something is told before it is done; "tried to leave" and "came to help" tell of an act."""
_REFUSING = words.DENYING | frozenset("agree allow consent intend plan ready want will".split())
"""Whoever denies, fails or does not want to do what would have been cooperation rejects it."""
_UPWARD = frozenset({"xcomp", "acl", "pcomp", "prep", "dobj", "conj", "advcl", "oprd"})
_MAX_CLIMB = 4


def category_of(act: str | None, head: Token, polarity: Polarity, modality: Modality) -> str | None:
    """The category of a claim whose predicate `head` states an act of a category, with this stance."""
    above = _words_above(head)
    if "threaten" in above or "threat" in above:
        return "THREATEN"
    if polarity is Polarity.NEGATIVE:
        refused = modality is not Modality.ACTUAL or not above.isdisjoint(_REFUSING)
        return "REJECT" if refused and act in _COOPERATION | {"AGREE", None} and (act or above & _REFUSING) else act
    if modality is not Modality.INTENDED or not (_is_future(head) or above & _FORETELLING):
        return act
    if act in _COOPERATION or (act in {None, "MOBILIZE"} and not above.isdisjoint(_AGREEING)):
        return "AGREE"
    return "THREATEN" if act in _CONFLICT else act


def is_wanted(verb: Token) -> bool:
    """As in "must leave", "has to go", "needs to act": whether somebody wants it done; "must have left" is a guess."""
    auxiliaries = {child.lower_ for child in children(verb, "aux")}
    above = verb.dep_ == "xcomp" and lemma_of(verb.head) in {"have", "need"}
    return above or bool(auxiliaries & {"must", "should", "ought"} and "have" not in auxiliaries)


def _is_future(head: Token) -> bool:
    """As in "will leave", "will leave and never return", "will hold talks"."""
    verb = head
    while verb.dep_ in {"conj", "dobj"} and not children(verb, "aux"):
        verb = verb.head
    return any(words.AUXILIARIES.get(child.lower_) is Modality.INTENDED for child in children(verb, "aux"))


def _words_above(head: Token) -> frozenset[str]:
    """The words on which a predicate hangs, to the next clause with tense: "threatened to begin to leave"."""
    found: list[str] = []
    here = head
    while here.dep_ in _UPWARD and len(found) < _MAX_CLIMB:
        here = here.head
        found.append(lemma_of(here))
    return frozenset(found)
