"""What a change touches, and the graph brought up to date with it: touched units are taken out and written anew.

The units are the named graph of an article, an event with its facts, an entity, a story: each quad belongs to one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.link import cities_of, city_called
from kg.model import Entity
from kg.ontology import Ontology
from kg.ontology.cities import City
from kg.ontology.iris import PREFIXES, term
from kg.store import Ledger
from kg.store.triples import (
    Statement,
    Surroundings,
    article_iri,
    article_statements,
    city_statements,
    entity_statements,
    event_statements,
    fact_statements,
    in_graph,
    rebased,
    story_iri,
    story_statements,
)
from kg.update.articles import article_of, articles_in, story_of
from kg.update.claims import claims_in, entities_called, is_mentioned
from kg.update.events import known_events, renew_events
from kg.update.names import spellings_of

__all__ = ["Revision", "Touched"]

PART = 100_000  # quads written at once: Oxigraph would hold a million in memory, which take a gigabyte


@dataclass(frozen=True, slots=True)
class Touched:
    """What has to be written anew: articles by hash, stories by name, topics by name, entities by IRI."""

    articles: frozenset[str]
    stories: frozenset[str]
    topics: frozenset[str]
    entities: frozenset[str]


@dataclass(frozen=True, slots=True)
class Revision:
    """A graph to be brought up to date with a ledger, which has changed already but for its events."""

    ledger: Ledger
    ontology: Ontology
    base: str
    origin: tuple[Statement, ...] = ()

    def carry_out(self, touched: Touched, graph: Store) -> None:
        """Write into the graph what the change touches; into an empty one, everything, and how it was made."""
        surroundings = Surroundings.of(self.ontology)
        entities = self._entities(touched, surroundings, graph)
        if next(iter(graph), None):
            self._clear(touched, entities, graph)
        else:
            graph.extend(self._shared(self.origin))
        quads = self._quads(touched, entities, surroundings)
        while part := list(islice(quads, PART)):
            graph.bulk_extend(part)

    def _entities(self, touched: Touched, surroundings: Surroundings, graph: Store) -> list[str]:
        """The entities themselves, and those whose links lead to one that came or went."""
        flipped = {iri for iri in touched.entities if self._stood(iri, graph) != self._occurs(iri)}
        named = {other for iri in flipped for other in surroundings.named_by.get(iri, ()) if self._occurs(other)}
        if next(iter(graph), None):
            named |= {city for iri in flipped for city in self._cities_of(iri) if self._occurs(city)}
        return sorted(touched.entities | named)

    def _cities_of(self, iri: str) -> frozenset[str]:
        """The cities of a state, none for what is no state."""
        entry = self.ontology.gazetteer.entries.get(iri)
        return cities_of(entry.label) if entry and entry.kind == "State" else frozenset()

    def _city(self, entity: Entity) -> City | None:
        return None if entity.iri in self.ontology.gazetteer.entries else city_called(entity)

    def _stood(self, iri: str, graph: Store) -> bool:
        return next(graph.quads_for_pattern(rebased(iri, self.base), _TYPE, None, _DEFAULT), None) is not None

    def _occurs(self, iri: str) -> bool:
        return is_mentioned(self.ledger, iri)

    def _clear(self, touched: Touched, entities: Iterable[str], graph: Store) -> None:
        """Take out the units as they stand in the graph."""
        for article in touched.articles:
            graph.remove_graph(rebased(article_iri(article), self.base))
        relations = {NamedNode(term(name)) for name in self.ontology.relations}
        gone = [quad for story in touched.stories for quad in self._about(story_iri(story), graph)]
        gone += [quad for iri in entities for quad in self._about(iri, graph) if quad.predicate not in relations]
        for event in known_events(self.ledger, touched.topics):
            gone += self._about(event.event, graph)
            gone += self._shared(fact_statements(event.subject, event.facts, event.object, self.ontology))
        for quad in gone:
            graph.remove(quad)

    def _about(self, iri: str, graph: Store) -> Iterator[Quad]:
        return graph.quads_for_pattern(rebased(iri, self.base), None, None, _DEFAULT)

    def _quads(self, touched: Touched, entities: Iterable[str], surroundings: Surroundings) -> Iterator[Quad]:
        """The units as they are to be; the events are made here, and noted in the ledger."""
        for event in renew_events(self.ledger, sorted(touched.topics), self.ontology):
            yield from self._shared(event_statements(event, self.ontology))
            yield from self._shared(fact_statements(event.subject.iri, event.facts, event.object.iri, self.ontology))
        for iri in entities:
            if called := entities_called(self.ledger, iri):
                yield from self._shared(entity_statements(called, spellings_of(self.ledger, iri)))
                yield from self._shared(surroundings.of_entity(iri, self._occurs))
                for city in filter(None, map(self._city, called[:1])):
                    yield from self._shared(city_statements(iri, city, self._occurs))
        for story in sorted(touched.stories):
            if members := articles_in(self.ledger, story):
                yield from self._shared(story_statements(story, members))
        for article in sorted(touched.articles):
            for story in story_of(self.ledger, article):
                said = article_statements(article_of(self.ledger, article), story, claims_in(self.ledger, article))
                yield from in_graph(said, article_iri(article), self.base)

    def _shared(self, statements: Iterable[Statement]) -> Iterator[Quad]:
        return in_graph(statements, None, self.base)


_DEFAULT = DefaultGraph()
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
