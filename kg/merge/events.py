"""Events: claims of all articles that are about one happening or state of affairs.

The claims of one topic – two entities, and relations that are kin – make its events, whatever else is in the graph. The
result is the same for any order of the claims, and for claims given twice. It decides neither which relations are kin
nor which mentions are one entity: that is for the ontology and for `kg.link` to say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from kg.merge.happenings import Cluster, Published, cluster_by_time, tells_that_it_happened
from kg.merge.status import Sides, Voices, can_be_fact, find_sides, status_of, supporting
from kg.merge.times import Window, span_of_all
from kg.model import Claim, Entity, Event, Mention, Polarity, content_hash, sorted_claims
from kg.ontology.iris import mint

if TYPE_CHECKING:
    from kg.ontology import Ontology

__all__ = ["Background", "Topic", "merge_claims", "merge_topic", "topic_of"]


class Topic(NamedTuple):
    """What the claims of one event have in common: a family of relations, and the IRIs of its two ends."""

    family: str
    subject: str
    object: str


@dataclass(frozen=True, slots=True)
class Background:
    """What has to be known beside the claims of a topic to make its events.

    `stories` gives the story of each article's id, `published` its date where it has one, `sides` the actors for whom
    an entity speaks: each need hold no more than what the claims name.
    """

    ontology: Ontology
    stories: Mapping[str, str]
    published: Published = field(default_factory=dict)
    sides: Sides = field(default_factory=dict)

    @property
    def voices(self) -> Voices:
        """Who speaks for whom."""
        return Voices(self.sides, self.ontology)


def merge_claims(
    claims: Iterable[Claim],
    stories: Mapping[str, str],
    ontology: Ontology,
    published: Published | None = None,
) -> tuple[Event, ...]:
    """The events of all topics, in the order of their IRIs: what `merge_topic` makes of each.

    Left out are claims without a relation, with an end that stands for no entity, or about an entity and itself.
    """
    claims = tuple(claims)
    groups: defaultdict[Topic, list[Claim]] = defaultdict(list)
    for claim in claims:
        if topic := topic_of(claim, ontology):
            groups[topic].append(claim)
    background = Background(ontology, stories, published or {}, find_sides(claims))
    events = (event for topic, group in groups.items() for event in merge_topic(topic, group, background))
    return tuple(sorted(events, key=lambda event: event.iri))


def topic_of(claim: Claim, ontology: Ontology) -> Topic | None:
    """What the claim is about, the ends in order where the relation holds both ways; None where it is about nothing."""
    subject, obj = _iri(claim.subject), _iri(claim.object)
    if claim.relation is None or subject is None or obj is None or subject == obj:
        return None
    relation = ontology.relations.get(claim.relation)
    if relation and relation.symmetric:
        subject, obj = sorted((subject, obj))
    return Topic(relation.family if relation else claim.relation, subject, obj)


def merge_topic(topic: Topic, claims: Iterable[Claim], background: Background) -> tuple[Event, ...]:
    """The events that all the claims of one topic are about, in the order of their IRIs."""
    unique = _one_of_each_id(claims)
    merger = _Merger(topic, _entities(unique), background)
    clusters = _clusters(topic, unique, background)
    events = (merger.event(cluster, anchor) for cluster, anchor in _anchored(clusters, background.published))
    return tuple(sorted(events, key=lambda event: event.iri))


def _one_of_each_id(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The surest claim of each id, in the order of all outputs."""
    found: dict[str, Claim] = {}
    for claim in claims:
        other = found.setdefault(claim.id, claim)
        if other != claim:
            found[claim.id] = max(claim, other, key=lambda each: (each.confidence, repr(each)))
    return sorted_claims(found.values())


def _entities(claims: Iterable[Claim]) -> dict[str, Entity]:
    """One entity for each IRI, whatever labels it was linked under."""
    mentions = (mention for claim in claims for mention in (claim.subject, claim.object, claim.place))
    entities = {mention.entity for mention in mentions if mention and mention.entity}
    return {entity.iri: entity for entity in sorted(entities, key=lambda one: (one.label, one.kind), reverse=True)}


def _iri(mention: Mention | None) -> str | None:
    return mention.entity.iri if mention and mention.entity else None


def _clusters(topic: Topic, claims: Sequence[Claim], background: Background) -> list[Cluster]:
    """The claims on one topic, by happening; a state of affairs is one, however many times are given for it."""
    relation = background.ontology.relations.get(topic.family)
    if relation and not relation.happening:
        return [Cluster(span_of_all(claims), tuple(claims))] if claims else []
    return cluster_by_time(claims, background.published)


def _anchored(clusters: Iterable[Cluster], published: Published) -> Iterator[tuple[Cluster, str]]:
    """The clusters, each with what tells it from the others of its topic, and changes least as more articles come.

    That is the year, of its time or else of what was published of it first. Among several of a year, the one that was
    published first has it alone, and the others their first day.
    """
    taken: set[str] = set()
    for told, cluster in sorted(((_first_told(each, published), each) for each in clusters), key=lambda one: one[0]):
        first = cluster.window.earliest if cluster.window else told[0]
        year = f"{first.year:04d}" if first != date.max else ""
        anchor = year if year not in taken else f"{first.isoformat()} {'dated' if cluster.window else 'undated'}"
        taken.add(anchor)
        yield cluster, anchor


def _first_told(cluster: Cluster, published: Published) -> tuple[date, str, str]:
    """The day on which the first of its articles was published, the last of all days if none is known, and which."""
    return min((published.get(claim.article, date.max), claim.article, claim.id) for claim in cluster.claims)


def _plover(claims: Iterable[Claim]) -> str | None:
    """The category of the act where it has happened, else of what was said about it: promised, threatened, refused."""
    told = [claim for claim in claims if claim.plover]
    done = list(filter(tells_that_it_happened, told))
    return min((claim.plover for claim in done or told if claim.plover), default=None)


@dataclass(frozen=True, slots=True)
class _Merger:
    """Makes the events of one topic."""

    topic: Topic
    entities: Mapping[str, Entity]
    background: Background

    def event(self, cluster: Cluster, anchor: str) -> Event:
        """The event that the claims of one cluster are about."""
        window = span_of_all(filter(tells_that_it_happened, cluster.claims)) or cluster.window
        weighed = self._weighed(cluster.claims, window)
        status = status_of([self.voices.standing(claim) for claim in weighed])
        support = supporting(weighed, self.voices)
        facts = self._facts(weighed)
        relation = self._best_relation(support, facts)
        return Event(
            iri=mint("event_" + content_hash(*self.topic, anchor)),
            relation=relation,
            plover=_plover(claim for claim in cluster.claims if claim.relation == relation),
            subject=self.entities[self.topic.subject],
            object=self.entities[self.topic.object],
            status=status,
            claims=cluster.claims,
            articles=len({claim.article for claim in support}),
            stories=len(self._stories(support)),
            earliest=window.earliest if window else None,
            latest=window.latest if window else None,
            precision=window.precision if window else None,
            place=self._place(cluster.claims),
            kin=tuple(sorted(_relations(cluster.claims) - {relation})),
            facts=facts,
        )

    @property
    def voices(self) -> Voices:
        """Who speaks for whom."""
        return self.background.voices

    def _weighed(self, claims: tuple[Claim, ...], window: Window | None) -> tuple[Claim, ...]:
        """The claims that tell how it stands: who denied it before it can have happened said only "not yet"."""
        if window is None:
            return claims
        return tuple(claim for claim in claims if not self._is_early_denial(claim, window.earliest)) or claims

    def _is_early_denial(self, claim: Claim, earliest: date) -> bool:
        return claim.polarity is Polarity.NEGATIVE and self.background.published.get(claim.article, date.max) < earliest

    def _facts(self, claims: Sequence[Claim]) -> tuple[str, ...]:
        """The relations that may stand as plain triples, sorted: none where the whole event may not."""
        if not can_be_fact(claims, self.background.stories, self.voices):
            return ()
        return tuple(sorted(relation for relation in _relations(claims) if self._bears_out(relation, claims)))

    def _bears_out(self, relation: str, claims: Iterable[Claim]) -> bool:
        own = [claim for claim in claims if claim.relation == relation]
        return can_be_fact(own, self.background.stories, self.voices)

    def _best_relation(self, support: Sequence[Claim], facts: Sequence[str]) -> str:
        """The relation that stands for all: a fact if any is, none that another one says more exactly; then by stories.

        After stories come claims, and then the name.
        """
        counts = Counter(claim.relation or "" for claim in support)
        there = counts.keys() & facts or counts.keys()
        broader = {parent for each in there for parent in self._above(each)}
        stories = {each: len(self._stories(c for c in support if c.relation == each)) for each in there}
        return min(there - broader or there, key=lambda each: (-stories[each], -counts[each], each))

    def _above(self, relation: str) -> set[str]:
        """The relations that say the same less exactly; two that each stand above the other are both among them."""
        found: set[str] = set()
        waiting = [relation]
        while waiting:
            known = self.background.ontology.relations.get(waiting.pop())
            fresh = set(known.parents if known else ()) - found
            found |= fresh
            waiting += fresh
        return found

    def _stories(self, claims: Iterable[Claim]) -> set[str]:
        return {self.background.stories[claim.article] for claim in claims}

    def _place(self, claims: Iterable[Claim]) -> Entity | None:
        """The place that most claims name, the first by IRI among equals."""
        votes = Counter(iri for claim in claims if (iri := _iri(claim.place)))
        return self.entities[min(votes, key=lambda iri: (-votes[iri], iri))] if votes else None


def _relations(claims: Iterable[Claim]) -> set[str]:
    return {claim.relation for claim in claims if claim.relation}
