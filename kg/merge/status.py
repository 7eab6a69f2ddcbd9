"""What the claims about one event add up to: the status rules, in one table, and what counts as a fact.

It refuses to be generous: what is planned, possible, asked for, denied, disputed or only alleged is never a fact.

    ==========  =========  ==========================================  ============
    polarity    modality   who says so                                 standing
    ==========  =========  ==========================================  ============
    positive    actual     the article, or a side about its own act    asserted
    positive    actual     somebody else                               reported
    positive    intended   anyone                                      intended
    positive    possible   anyone                                      possible
    positive    requested  anyone                                      requested
    negative    actual     anyone                                      denied
    negative    other      anyone                                      (no weight)
    ==========  =========  ==========================================  ============

An event has the first standing of this list that any of its claims has, but is *disputed* where it is both asserted or
reported, and denied. An event of which all is negative is denied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Claim, Entity, Event, Mention, Modality, Polarity, Status

if TYPE_CHECKING:
    from kg.ontology import Ontology

__all__ = ["Sides", "Voices", "can_be_fact", "find_sides", "is_fact", "side_of", "status_of", "supporting"]

Sides = Mapping[str, frozenset[str]]
"""The IRIs of the actors on whose side an entity's IRI stands."""

SIDE_RELATIONS = frozenset({"affiliatedWith", "headOf", "holdsPosition", "memberOf"})

INDEPENDENT = 2  # so many stories, and so many speakers, bear out what nobody asserts in their own voice

_STRENGTH = (Status.ASSERTED, Status.REPORTED, Status.INTENDED, Status.POSSIBLE, Status.REQUESTED, Status.DENIED)

_STANDING: Mapping[tuple[Polarity, Modality, bool], Status] = {
    (Polarity.POSITIVE, Modality.ACTUAL, True): Status.ASSERTED,
    (Polarity.POSITIVE, Modality.ACTUAL, False): Status.REPORTED,
    **{(Polarity.POSITIVE, Modality.INTENDED, own): Status.INTENDED for own in (True, False)},
    **{(Polarity.POSITIVE, Modality.POSSIBLE, own): Status.POSSIBLE for own in (True, False)},
    **{(Polarity.POSITIVE, Modality.REQUESTED, own): Status.REQUESTED for own in (True, False)},
    **{(Polarity.NEGATIVE, Modality.ACTUAL, own): Status.DENIED for own in (True, False)},
}

_SUPPORTED_BY: Mapping[Status, frozenset[Status]] = {
    **{status: frozenset({status}) for status in Status},
    Status.ASSERTED: frozenset({Status.ASSERTED, Status.REPORTED}),
    Status.DISPUTED: frozenset({Status.ASSERTED, Status.REPORTED}),
}


@dataclass(frozen=True, slots=True)
class Voices:
    """Who speaks for whom; in a symmetric relation, both ends act."""

    sides: Sides
    ontology: Ontology

    def standing(self, claim: Claim) -> Status | None:
        """What one claim says for its event, by the table above; None where it says nothing."""
        return _STANDING.get((claim.polarity, claim.modality, self.speaks_of_own_act(claim)))

    def speaks_of_own_act(self, claim: Claim) -> bool:
        """Whether the article says it in its own voice, or the speaker is the actor or stands on the actor's side."""
        if claim.attributed_to is None:
            return True
        relation = self.ontology.relations.get(claim.relation or "")
        actors = {_entity(claim.subject)} | ({_entity(claim.object)} if relation and relation.symmetric else set())
        return any(self._speaks_for(claim.attributed_to, actor) for actor in actors if actor)

    def _speaks_for(self, speaker: Mention, actor: Entity) -> bool:
        if speaker.owner == actor.label:
            return True
        if speaker.entity is None:
            return False
        return actor.iri == speaker.entity.iri or actor.iri in self.sides.get(speaker.entity.iri, ())


def status_of(standings: Collection[Status | None]) -> Status:
    """What the standings of all claims about one event add up to.

    >>> str(status_of([Status.REQUESTED, Status.INTENDED, Status.ASSERTED]))
    'asserted'
    >>> str(status_of([Status.REPORTED, Status.DENIED]))
    'disputed'
    >>> str(status_of([Status.INTENDED, Status.DENIED]))
    'intended'
    >>> str(status_of([None]))
    'denied'
    """
    happened = Status.ASSERTED in standings or Status.REPORTED in standings
    if happened and Status.DENIED in standings:
        return Status.DISPUTED
    return next((status for status in _STRENGTH if status in standings), Status.DENIED)


def supporting(claims: Iterable[Claim], status: Status, voices: Voices) -> list[Claim]:
    """The claims that bear the status out: for what is asserted or disputed, all that say it happened."""
    wanted = _SUPPORTED_BY[status]
    return [claim for claim in claims if (voices.standing(claim) or Status.DENIED) in wanted]


def find_sides(claims: Iterable[Claim]) -> Sides:
    """For whom each person or body speaks: what `side_of` gives for any of the claims."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for who, whom in filter(None, map(side_of, claims)):
        found[who].add(whom)
    return {iri: frozenset(actors) for iri, actors in found.items()}


def side_of(claim: Claim) -> tuple[str, str] | None:
    """The IRIs of who speaks for whom, where the claim is positive and actual and affiliates the two; else None."""
    who, whom = _entity(claim.subject), _entity(claim.object)
    happened = claim.polarity is Polarity.POSITIVE and claim.modality is Modality.ACTUAL
    if happened and claim.relation in SIDE_RELATIONS and who and whom:
        return who.iri, whom.iri
    return None


def is_fact(event: Event) -> bool:
    """Whether any relation of the event may stand as a plain triple."""
    return bool(event.facts)


def can_be_fact(claims: Collection[Claim], stories: Mapping[str, str], voices: Voices) -> bool:
    """Whether what the claims are about may stand as a fact: asserted, or reported by independent stories and speakers.

    One speaker whom many stories quote is one source.
    """
    status = status_of([voices.standing(claim) for claim in claims])
    if status is Status.REPORTED:
        told = {stories[claim.article] for claim in supporting(claims, status, voices)}
        return len(told) >= INDEPENDENT and len(_reporters(claims)) >= INDEPENDENT
    return status is Status.ASSERTED


def _reporters(claims: Iterable[Claim]) -> set[str]:
    """Who says that it happened, by entity, or by name where there is none."""
    happened = (Polarity.POSITIVE, Modality.ACTUAL)
    return {_speaker(claim) for claim in claims if (claim.polarity, claim.modality) == happened}


def _speaker(claim: Claim) -> str:
    speaker = claim.attributed_to
    if speaker is None:
        return ""
    return speaker.entity.iri if speaker.entity else speaker.name or speaker.text


def _entity(mention: Mention | None) -> Entity | None:
    return mention.entity if mention else None
