"""Checks of one event: what it says of itself against its claims, by the tables of `kg.merge.status`.

The graph does not say who speaks for whom, so what one voice or the other could make of a claim is both let pass. An
event with a claim that is missing is not judged: that is a fault of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kg.merge.status import CLAIM_RULES, EVENT_RULES, EventRule, Voice, status_of
from kg.model import Modality, Polarity, Status
from kg.trust.articles import broken_times
from kg.trust.faults import Check
from kg.trust.nodes import Node
from kg.trust.shapes import misfits

__all__ = ["EVENT_CHECKS", "ClaimRow", "EventPart", "Fact", "Source"]

Found = Iterator[tuple[str, str]]

Fact = tuple[str, str, str]
"""The IRIs of a plain triple."""

Stance = tuple[str, str]
"""Polarity and modality, as stored."""


class Source(NamedTuple):
    """What events have to know of an article; empty where it says none."""

    story: str
    published: str


class ClaimRow(NamedTuple):
    """What events have to know of a claim: IRIs, and texts as stored; empty where there is none."""

    article: str
    subject: str
    relation: str
    object: str
    stance: Stance
    earliest: str
    latest: str


@dataclass(frozen=True, slots=True)
class EventPart:
    """An event with its claims. `sources` tells of their articles.

    `symmetric` says of a relation whether it holds both ways, None where that is not known: then it may.
    """

    node: Node
    claims: tuple[ClaimRow, ...]
    sources: Mapping[str, Source]
    symmetric: Callable[[str], bool | None]

    @property
    def ends(self) -> tuple[str, str]:
        """The IRIs of its subject and its object."""
        return self.node.one("kg:subject"), self.node.one("kg:object")

    @property
    def is_whole(self) -> bool:
        """Whether it has claims, and all of them are stored."""
        return 0 < len(self.claims) == len(self.node.all("kg:claim"))

    @property
    def weighed(self) -> tuple[ClaimRow, ...]:
        """The claims that tell how it stands: who denied it before it can have happened said only "not yet"."""
        return tuple(claim for claim in self.claims if not self._is_early_denial(claim)) or self.claims

    def _is_early_denial(self, claim: ClaimRow) -> bool:
        published = self.sources[claim.article].published if claim.article in self.sources else ""
        return claim.stance[0] == Polarity.NEGATIVE and "" < published < self.node.one("kg:earliest")

    @property
    def statuses(self) -> frozenset[Status]:
        """What its claims can add up to."""
        return _statuses(frozenset(claim.stance for claim in self.weighed))

    def supporters(self) -> list[ClaimRow]:
        """The claims that count for its status."""
        counted = _rule(self.node.one("kg:status")).counted
        return [claim for claim in self.weighed if any(each in counted for each in _standings(claim.stance))]

    def stories(self, claims: list[ClaimRow]) -> set[str]:
        """The stories that tell the claims."""
        return {self.sources[claim.article].story for claim in claims if claim.article in self.sources}

    def facts(self) -> Iterator[Fact]:
        """The plain triples that its claims can bear out."""
        if self.node.one("kg:status") not in self.statuses:
            return
        needed = _rule(self.node.one("kg:status")).speakers
        happened = [claim for claim in self.weighed if Status.ASSERTED in _standings(claim.stance)]
        for relation in sorted({claim.relation for claim in happened}):
            own = [claim for claim in happened if claim.relation == relation]
            if needed is not None and len(self.stories(own)) >= needed:
                yield from self._triples(relation, both_ways=self.symmetric(relation) is not False)

    def owed(self) -> Iterator[Fact]:
        """The plain triples that have to be there."""
        if self.is_whole and self.node.one("kg:status") == Status.ASSERTED:
            relation = self.node.one("kg:relation")
            yield from self._triples(relation, both_ways=self.symmetric(relation) is True)

    def _triples(self, relation: str, *, both_ways: bool) -> Iterator[Fact]:
        subject, obj = self.ends
        yield subject, relation, obj
        if both_ways:
            yield obj, relation, subject


@cache
def _standings(stance: Stance) -> tuple[Status | None, ...]:
    """How a claim with this stance stands to its event, in either voice; nothing for a stance that there is not."""
    if stance[0] not in set(Polarity) or stance[1] not in set(Modality):
        return ()
    polarity, modality = Polarity(stance[0]), Modality(stance[1])
    fitting = (next(rule for rule in CLAIM_RULES if rule.fits(polarity, modality, voice)) for voice in Voice)
    return tuple(rule.standing for rule in fitting)


@cache
def _statuses(stances: frozenset[Stance]) -> frozenset[Status]:
    by_voice = zip(*(found for stance in stances if (found := _standings(stance))), strict=True)
    return frozenset(map(status_of, by_voice))


@cache
def _rule(status: str) -> EventRule:
    """The rule that gives this status."""
    return next(rule for rule in EVENT_RULES if rule.status == status)


def _claims_missing(part: EventPart) -> Found:
    if not part.node.all("kg:claim"):
        yield part.node.iri, "has no claim"


def _topic_differs(part: EventPart) -> Found:
    if not part.is_whole:
        return
    for claim in part.claims:
        ends = (claim.subject, claim.object)
        if part.ends not in {ends, ends if part.symmetric(claim.relation) is False else ends[::-1]}:
            yield part.node.iri, f"one of its claims is about {claim.subject} and {claim.object}"
    if part.node.one("kg:relation") not in {claim.relation for claim in part.claims}:
        yield part.node.iri, f"none of its claims states {part.node.one('kg:relation')}"


def _status_differs(part: EventPart) -> Found:
    if not part.is_whole:
        return
    status = part.node.one("kg:status")
    if status not in part.statuses:
        yield part.node.iri, f"is {status}, and its claims make it {' or '.join(sorted(part.statuses)) or 'nothing'}"


def _counts_differ(part: EventPart) -> Found:
    if not part.is_whole or part.node.one("kg:status") not in part.statuses:
        return
    support = part.supporters()
    articles, stories = {claim.article for claim in support}, part.stories(support)
    for name, right in (("kg:articleCount", len(articles)), ("kg:storyCount", len(stories))):
        said = part.node.all(name)
        if len(said) == 1 and said[0].isdecimal() and int(said[0]) != right:
            yield part.node.iri, f"says {name} {said[0]}, and its claims make it {right}"


def _times_differ(part: EventPart) -> Found:
    yield from ((part.node.iri, message) for message in broken_times(part.node))
    earliest, latest = part.node.one("kg:earliest"), part.node.one("kg:latest")
    if not (part.is_whole and earliest and latest):
        return
    dated = [claim for claim in part.claims if claim.earliest and claim.latest]
    if not dated:
        yield part.node.iri, "has a time, and none of its claims gives one"
    elif earliest < min(claim.earliest for claim in dated) or latest > max(claim.latest for claim in dated):
        yield part.node.iri, f"lies from {earliest} to {latest}, which is more than its claims give"


def _misshapen(part: EventPart) -> Found:
    return ((part.node.iri, message) for message in misfits(part.node, "Event"))


EVENT_CHECKS: tuple[Check[EventPart], ...] = (
    Check("shape", "Each node has the properties of its class, once, in their form.", _misshapen),
    Check("claims", "Each claim belongs to one event, and each event has claims.", _claims_missing),
    Check("topic", "An event's claims are about its two ends, and one of them states its relation.", _topic_differs),
    Check("status", "An event's status is what its claims add up to.", _status_differs),
    Check("counts", "An event's articles and stories are those of the claims that bear it out.", _counts_differ),
    Check("time", "No time ends before it begins, and an event's lies within those of its claims.", _times_differ),
)
"""What holds of each event."""
