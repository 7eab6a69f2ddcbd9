"""Predications that no relation of the ontology covers → open claims, of those that tell something.

What only repeats a claim of the ontology in other words is none: "held talks" beside whom the talks were with.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import product

from kg.extract.acts import read_act
from kg.extract.claims import make_claim
from kg.extract.clauses import Predication
from kg.extract.ends import End, Reading, ends_of
from kg.extract.grammar import children, is_infinitive, lemma_of
from kg.extract.speech import REPORTING
from kg.extract.words import Token
from kg.model import Claim
from kg.ontology.acts import ActKind
from kg.ontology.patterns import PatternKind

__all__ = ["act_of", "open_claims"]

_LENDING = frozenset("agree consent decline offer pledge promise refuse threaten undertake vow".split())
"""What these say of an act stands in the claim of the act, as its category and stance: "*refused* to leave"."""
_TIMES = frozenset({"DATE", "TIME"})
_AROUND = frozenset("after amid as at before despite during from in near since until".split())
"""What stands after these is an end only of a verb with no other: "moved from Porto *to Lille*", "lives *in Lille*"."""


def act_of(reading: Reading, noun: Token) -> ActKind | None:
    """How a noun tells an act; None for other nouns, and for those that name an actor: "his movement"."""
    acts = reading.ontology.acts
    kind = acts.get(lemma_of(noun)) or acts.get(noun.lower_)
    return None if kind is None or _is_actor(reading, noun) else kind


def open_claims(
    reading: Reading, predication: Predication, plover: str | None, told: Collection[Token]
) -> Iterator[Claim]:
    """A claim for every pair of who and whom; `plover` is the category that the words suggest.

    `told` are the ends of what the predicate states in the ontology's terms: beside them only the rest is told.
    """
    if told:
        rest = _words_of(predication) or [
            token for token in predication.objects if _is_rest(reading, predication, token, told)
        ]
        yield from _pairs(reading, predication, rest, plover) if rest else ()
    elif predication.kind is PatternKind.VERB and _is_telling(predication):
        yield from _pairs(reading, predication, _objects_of(predication), plover)
    elif predication.kind is PatternKind.NOUN and (kind := act_of(reading, predication.head)):
        act = read_act(predication.head, kind, lambda token: _is_actor(reading, token))
        if act is not None and _is_spoken_of(act):
            yield from _pairs(reading, act, list(act.objects), plover)


def _is_rest(reading: Reading, predication: Predication, object_: Token, told: Collection[Token]) -> bool:
    """As in "gave Oslo *the ships*"; not what only tells the act ("made an attack on Oslo") or has an end in it."""
    others = [end for end in told if end not in predication.subjects]
    first, last = object_.left_edge.i, object_.right_edge.i
    return not (others and act_of(reading, object_)) and not any(first <= end.i <= last for end in others)


def _pairs(reading: Reading, predication: Predication, objects: list[Token], plover: str | None) -> Iterator[Claim]:
    subjects, others = (_telling_ends(ends_of(reading, tokens)) for tokens in (predication.subjects, objects))
    nobody: list[End | None] = [None]
    for pair in product(subjects or nobody, others or nobody) if subjects or others else ():
        yield make_claim(reading, predication, pair, None, plover)


def _telling_ends(ends: list[End]) -> list[End]:
    """The first of a list, and of the others those with a name: "saw Oslo, fjords, *Bergen* and boats"."""
    return [end for place, end in enumerate(ends) if not place or end.referent.name or end.token.dep_ != "conj"]


def _is_telling(predication: Predication) -> bool:
    """Whether a verb tells what happened: not so "according to", "there is", "the armed robbers", "agreed to leave"."""
    head = predication.head
    if head.lemma_ == "be":
        return bool(predication.subjects) and bool(children(head, "attr", "acomp")) and not children(head, "expl")
    content = predication.content
    if content is not None and lemma_of(head) in _LENDING and is_infinitive(content) and not predication.objects:
        return False
    return head.dep_ != "amod" and not (head.dep_ == "prep" and not predication.rule)


def _is_spoken_of(act: Predication) -> bool:
    """Whether an act is told for itself: by both its ends, by its owner, or as what the sentence is about.

    A phrase such as "after the collapse of the bank" is left to the claim whose end or time it is.
    """
    noun = place = act.head
    while place.dep_ == "conj":
        place = place.head
    if act.rule == "light verb" or (act.subjects and act.objects):
        return True
    if act.subjects:
        return place.dep_ != "pobj" or bool(children(noun, "poss"))
    return place.dep_ not in {"pobj", "dobj"}


def _is_actor(reading: Reading, token: Token) -> bool:
    found = reading.referents.of(reading.passage.number, token)
    return any(reading.ontology.is_a(referent.kind, "Actor") for referent in found)


def _objects_of(predication: Predication) -> list[Token]:
    """Direct objects; without any, what is said or become, then what stands after prepositions, then the clause."""
    if predication.objects:
        return list(predication.objects)
    if said := _words_of(predication):
        return said
    if become := children(predication.head, "attr", "acomp"):
        return become
    after = [c for c in predication.complements if c.path != ("by",) and c.head.ent_type_ not in _TIMES]
    aims = [c for c in after if c.path[0] not in _AROUND] or after
    content = [predication.content] if predication.content is not None else []
    return [c.head for c in aims if c.path == aims[0].path] or content


def _words_of(speech: Predication) -> list[Token]:
    """As in "Oslo said *that Rome must leave*": what is said, as a clause."""
    said = speech.content is not None and lemma_of(speech.head) in REPORTING
    return [speech.content] if said and speech.content is not None else []
