"""Events: claims of all articles that are about one happening or state of affairs.

It merges only claims of one relation between the same two entities: what is the same in other words is for the
ontology and for `kg.link` to say. The result is the same for any order of the claims, and for claims given twice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kg.merge.status import Voices, find_sides, status_of, supporting
from kg.merge.times import Cluster, cluster_by_time, span_of_all
from kg.model import Claim, Entity, Event, Mention, content_hash, sorted_claims
from kg.ontology.iris import mint

if TYPE_CHECKING:
    from kg.ontology import Ontology

__all__ = ["merge_claims"]


class _Topic(NamedTuple):
    """What the claims of one event have in common: a relation, and the IRIs of its two ends."""

    relation: str
    subject: str
    object: str


def merge_claims(claims: Iterable[Claim], stories: Mapping[str, str], ontology: Ontology) -> tuple[Event, ...]:
    """The events, in the order of their IRIs. `stories` gives the story of each article's id.

    Left out are claims without a relation, with an end that stands for no entity, or about an entity and itself.
    """
    unique = _one_of_each_id(claims)
    symmetric = frozenset(name for name, relation in ontology.relations.items() if relation.symmetric)
    groups: defaultdict[_Topic, list[Claim]] = defaultdict(list)
    for claim in unique:
        if topic := _topic(claim, symmetric):
            groups[topic].append(claim)
    merger = _Merger(stories, _entities(unique), Voices(find_sides(unique), symmetric))
    events = (merger.event(topic, cluster) for topic, group in groups.items() for cluster in _clusters(group))
    return tuple(sorted(events, key=lambda event: event.iri))


def _one_of_each_id(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The surest claim of each id, in the order of all outputs."""
    found: dict[str, Claim] = {}
    for claim in sorted(set(claims), key=lambda each: (each.confidence, repr(each))):
        found[claim.id] = claim
    return sorted_claims(found.values())


def _entities(claims: Iterable[Claim]) -> dict[str, Entity]:
    """One entity for each IRI, whatever labels it was linked under."""
    mentions = (mention for claim in claims for mention in (claim.subject, claim.object, claim.place))
    entities = {mention.entity for mention in mentions if mention and mention.entity}
    return {entity.iri: entity for entity in sorted(entities, key=lambda one: (one.label, one.kind), reverse=True)}


def _topic(claim: Claim, symmetric: frozenset[str]) -> _Topic | None:
    """What the claim is about, the ends in order where the relation holds both ways; None where it is about nothing."""
    subject, obj = _iri(claim.subject), _iri(claim.object)
    if claim.relation is None or subject is None or obj is None or subject == obj:
        return None
    if claim.relation in symmetric:
        subject, obj = sorted((subject, obj))
    return _Topic(claim.relation, subject, obj)


def _iri(mention: Mention | None) -> str | None:
    return mention.entity.iri if mention and mention.entity else None


def _clusters(claims: Sequence[Claim]) -> list[Cluster]:
    """The claims on one topic, by happening; a state of affairs is one, however many times are given for it."""
    if _plover(claims) is None:
        return [Cluster(span_of_all(claims), tuple(claims))]
    return cluster_by_time(claims)


def _plover(claims: Iterable[Claim]) -> str | None:
    """The category, which the ontology gives to all claims of one relation."""
    return min((claim.plover for claim in claims if claim.plover), default=None)


@dataclass(frozen=True, slots=True)
class _Merger:
    """What has to be known beside the claims of an event to make it."""

    stories: Mapping[str, str]
    entities: Mapping[str, Entity]
    voices: Voices

    def event(self, topic: _Topic, cluster: Cluster) -> Event:
        """The event that the claims of one cluster are about."""
        status = status_of([self.voices.standing(claim) for claim in cluster.claims])
        articles = {claim.article for claim in supporting(cluster.claims, status, self.voices)}
        window = cluster.window
        return Event(
            iri=mint("event_" + content_hash(*topic, *(day.isoformat() for day in window.interval) if window else ())),
            relation=topic.relation,
            plover=_plover(cluster.claims),
            subject=self.entities[topic.subject],
            object=self.entities[topic.object],
            status=status,
            claims=cluster.claims,
            articles=len(articles),
            stories=len({self.stories[article] for article in articles}),
            earliest=window.earliest if window else None,
            latest=window.latest if window else None,
            precision=window.precision if window else None,
            place=self._place(cluster.claims),
        )

    def _place(self, claims: Iterable[Claim]) -> Entity | None:
        """The place that most claims name, the first by IRI among equals."""
        votes = Counter(iri for claim in claims if (iri := _iri(claim.place)))
        return self.entities[min(votes, key=lambda iri: (-votes[iri], iri))] if votes else None
