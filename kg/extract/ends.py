"""The ends of a claim: what the words at a predicate's places stand for, and which of it has the wanted class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.extract.coreference import Referents
from kg.extract.discourse import ACT, Referent
from kg.extract.grammar import children, complements, hyphenated, lemma_of
from kg.extract.matching import PatternIndex
from kg.extract.nominals import owners_of
from kg.extract.parsing import Passage
from kg.extract.times import FoundTime
from kg.extract.words import Token
from kg.model import Article
from kg.ontology import Ontology

__all__ = ["End", "Reading", "ends_of", "fit_ends"]


_REFLEXIVE = frozenset("herself himself itself myself oneself ourselves themselves yourself yourselves".split())


_DONE_TO = frozenset(
    "abduction acquisition appointment arrest assassination bombing capture closure deportation destruction detention "
    "dismissal election execution expulsion extradition invasion jailing kidnapping killing murder nomination "
    "occupation poisoning purchase release removal sale seizure shelling shooting takeover torture treatment "
    "use".split()
)
"""Acts whose "of" says to whom they are done: who approves "the sale of Altea" approves nothing of Altea's."""
_IDIOMS = frozenset(
    {("come", "place"), ("gain", "ground"), ("hit", "road"), ("lose", "ground"), ("make", "way"), ("steal", "show")}
    | {("take", noun) for noun in ("aim", "hold", "part", "place", "shape", "stage")}
)
"""Verb and noun that are one word: nothing is taken where something "took place"."""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One passage with everything that has been found in it."""

    article: Article
    passage: Passage
    referents: Referents
    ontology: Ontology
    index: PatternIndex
    times: Mapping[int, FoundTime]
    open_relations: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class End:
    """One end of a claim: the head of its phrase, and one of the things that it stands for."""

    token: Token
    referent: Referent


def ends_of(reading: Reading, tokens: Iterable[Token]) -> list[End]:
    """What the phrases stand for; two tokens of one name are one phrase."""
    names = reading.referents.names_at[reading.passage.number]
    once = {names.get(token.i, token): token for token in reversed(list(tokens))}
    number = reading.passage.number
    return [
        End(token, referent) for token in reversed(once.values()) for referent in reading.referents.of(number, token)
    ]


def fit_ends(
    reading: Reading, tokens: Iterable[Token], wanted: str, *, acting: bool, verbal: bool = False
) -> list[End]:
    """The ends whose class is the wanted one; with `verbal`, an act that isn't stands for whoever did it.

    So do the weapons of somebody who is `acting`: "Turkish jets", "air strikes by Turkey".
    """
    found = []
    for spelt in ends_of(reading, (token for token in tokens if not _is_nobody(token))):
        end = _acting_state(reading, spelt) if acting else spelt
        if _has_type(reading.ontology, end.referent, wanted):
            found.append(end)
        elif _has_no_class(reading.ontology, end.referent) and (verbal or (acting and _is_weapon(reading, end.token))):
            found.extend(_owners_that_fit(reading, end.token, wanted))
    return found


def _is_nobody(token: Token) -> bool:
    """As in "gave himself up", "took place": a word that belongs to the verb and stands for nothing else."""
    return token.lower_ in _REFLEXIVE or (token.head.lemma_, token.lower_) in _IDIOMS


def _is_weapon(reading: Reading, token: Token) -> bool:
    """Whether a noun, or it with the one before it, stands for whoever uses it: "missiles", "air strikes"."""
    lemma = lemma_of(token)
    forms = [lemma, *hyphenated(token), *(f"{child.lower_} {lemma}" for child in children(token, "compound"))]
    return any(form in reading.ontology.weapons for form in forms)


def _acting_state(reading: Reading, end: End) -> End:
    """The state for which somebody acts who has no name: "a Japanese official"; a named one acts in his own."""
    person = end.referent
    if person.kind not in {"Person", "Group"} or person.name or not person.owner:
        return end
    stands = end.token.lemma_.lower() in reading.ontology.stand_ins
    return End(end.token, Referent(person.owner, "State")) if stands else end


def _has_no_class(ontology: Ontology, referent: Referent) -> bool:
    """Whether a referent is an act or of no class that says what it is."""
    return referent.kind in {"", "Thing", ACT} or ontology.is_a(referent.kind, "Concept")


def _has_type(ontology: Ontology, referent: Referent, wanted: str) -> bool:
    """Whether a referent can stand where the ontology wants a class; nameless things of no class can't.

    A crime or disease stands for no thing in particular: nobody "condemns murder" who condemns the murder of somebody.
    """
    if referent.kind in {"Thing", ACT} and not referent.name:
        return False
    if ontology.is_a(referent.kind, "Concept") and not ontology.is_a(wanted, "Concept"):
        return False
    return wanted in {"Entity", "Thing"} or ontology.is_a(referent.kind, wanted)


def _owners_that_fit(reading: Reading, token: Token, wanted: str) -> list[End]:
    """As in "criticized Seoul's decision" criticizes Seoul."""
    if token.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return []
    wanted = wanted if reading.ontology.is_a(wanted, "Actor") else "Actor" if wanted in {"Entity", "Thing"} else ""
    paths = {("by",)} if lemma_of(token) in _DONE_TO else {("by",), ("of",)}
    by = [c.head for c in complements(token) if c.path in paths]
    beside = ends_of(reading, [*owners_of(token), *by])
    owners = [End(token, e.referent) for e in beside if e.token.dep_ != "compound" or e.referent.kind != "Person"]
    if not owners:
        whose = [end.referent.owner for end in ends_of(reading, [token]) if end.referent.owner]
        owners = [End(token, Referent(owner, "State")) for owner in whose]
    return [end for end in owners if end.referent.name and _has_type(reading.ontology, end.referent, wanted)]
