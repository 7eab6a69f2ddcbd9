"""What the claims about one event add up to: the status rules, in two tables, and what counts as a fact.

`CLAIM_RULES` says how one claim stands to its event, `EVENT_RULES` what the claims of an event come to; docs/events.md
shows both. They refuse to be generous: what is planned, possible, asked for, denied, disputed or only alleged is never
a fact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.model import Claim, Entity, Event, Mention, Modality, Polarity, Status

if TYPE_CHECKING:
    from kg.ontology import Ontology

__all__ = [
    "CLAIM_RULES",
    "EVENT_RULES",
    "ClaimRule",
    "EventRule",
    "Sides",
    "Voice",
    "Voices",
    "can_be_fact",
    "find_sides",
    "is_fact",
    "side_of",
    "status_of",
    "supporting",
]

Sides = Mapping[str, frozenset[str]]
"""The IRIs of the actors on whose side an entity's IRI stands."""

SIDE_RELATIONS = frozenset({"affiliatedWith", "commands", "headOf", "holdsPosition", "memberOf"})

INDEPENDENT = 2  # so many stories, and so many speakers, bear out what nobody asserts in their own voice


class Voice(StrEnum):
    """Who says something of an act."""

    OWN = "the article, or a side of its own act"
    OTHER = "somebody else"


@dataclass(frozen=True, slots=True)
class ClaimRule:
    """How a claim stands to its event. A modality or voice of None is any; a standing of None has no weight."""

    polarity: Polarity
    modality: Modality | None
    voice: Voice | None
    standing: Status | None

    def fits(self, polarity: Polarity, modality: Modality, voice: Voice) -> bool:
        """Whether it is the rule for such a claim."""
        return self.polarity is polarity and self.modality in {modality, None} and self.voice in {voice, None}


CLAIM_RULES = (
    ClaimRule(Polarity.POSITIVE, Modality.ACTUAL, Voice.OWN, Status.ASSERTED),
    ClaimRule(Polarity.POSITIVE, Modality.ACTUAL, Voice.OTHER, Status.REPORTED),
    ClaimRule(Polarity.POSITIVE, Modality.INTENDED, None, Status.INTENDED),
    ClaimRule(Polarity.POSITIVE, Modality.POSSIBLE, None, Status.POSSIBLE),
    ClaimRule(Polarity.POSITIVE, Modality.REQUESTED, None, Status.REQUESTED),
    ClaimRule(Polarity.NEGATIVE, Modality.ACTUAL, None, Status.DENIED),
    ClaimRule(Polarity.NEGATIVE, None, None, None),
)
"""The first that fits is the rule for a claim."""


@dataclass(frozen=True, slots=True)
class EventRule:
    """What an event is of which some claim has a standing out of each group.

    `counted` are the standings of the claims that support it, None among them for those without weight. `speakers` is
    how many speakers, and stories, make it a fact; None where nothing does.
    """

    groups: tuple[frozenset[Status], ...]
    status: Status
    counted: frozenset[Status | None]
    speakers: int | None = None


_HAPPENED = frozenset({Status.ASSERTED, Status.REPORTED})


def _single(status: Status) -> EventRule:
    """The rule for what is no more than one standing."""
    return EventRule((frozenset({status}),), status, frozenset({status}))


EVENT_RULES = (
    EventRule((_HAPPENED, frozenset({Status.DENIED})), Status.DISPUTED, _HAPPENED | {Status.INTENDED}),
    EventRule((frozenset({Status.ASSERTED}),), Status.ASSERTED, _HAPPENED | {Status.INTENDED}, 1),
    EventRule((frozenset({Status.REPORTED}),), Status.REPORTED, _HAPPENED | {Status.INTENDED}, INDEPENDENT),
    _single(Status.INTENDED),
    _single(Status.POSSIBLE),
    _single(Status.REQUESTED),
    EventRule((), Status.DENIED, frozenset({Status.DENIED, None})),
)
"""The first that fits is the rule for an event. Who tells of the plan tells of what became of it: it counts."""


@dataclass(frozen=True, slots=True)
class Voices:
    """Who speaks for whom; in a symmetric relation, both ends act."""

    sides: Sides
    ontology: Ontology

    def standing(self, claim: Claim) -> Status | None:
        """How one claim stands to its event, by `CLAIM_RULES`."""
        voice = self.voice(claim)
        return next(rule.standing for rule in CLAIM_RULES if rule.fits(claim.polarity, claim.modality, voice))

    def voice(self, claim: Claim) -> Voice:
        """Whose voice it is: a speaker's own act is that of the speaker, or of whoever the speaker stands beside."""
        if claim.attributed_to is None:
            return Voice.OWN
        relation = self.ontology.relations.get(claim.relation or "")
        actors = {_entity(claim.subject)} | ({_entity(claim.object)} if relation and relation.symmetric else set())
        speaks_for_any = any(self._speaks_for(claim.attributed_to, actor) for actor in actors if actor)
        return Voice.OWN if speaks_for_any else Voice.OTHER

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
    return _rule_for(standings).status


def _rule_for(standings: Collection[Status | None]) -> EventRule:
    found = frozenset(standings)
    return next(rule for rule in EVENT_RULES if all(group & found for group in rule.groups))


def supporting(claims: Collection[Claim], voices: Voices) -> list[Claim]:
    """The claims that count for what all of them add up to."""
    standings = [voices.standing(claim) for claim in claims]
    counted = _rule_for(standings).counted
    return [claim for claim, standing in zip(claims, standings, strict=True) if standing in counted]


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

    One speaker whom many stories quote is one source, and so are many speakers in copies of one story.
    """
    standings = [voices.standing(claim) for claim in claims]
    needed = _rule_for(standings).speakers
    happened = [claim for claim, standing in zip(claims, standings, strict=True) if standing in _HAPPENED]
    counts = len({stories[claim.article] for claim in happened}), len({_speaker(claim) for claim in happened})
    return needed is not None and min(counts) >= needed


def _speaker(claim: Claim) -> str:
    speaker = claim.attributed_to
    if speaker is None:
        return ""
    return speaker.entity.iri if speaker.entity else speaker.name or speaker.text


def _entity(mention: Mention | None) -> Entity | None:
    return mention.entity if mention else None
