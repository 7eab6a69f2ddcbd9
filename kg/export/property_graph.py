"""The dataset as a property graph: labelled nodes with typed properties, and relationships; the seam to Neo4j.

Every way into Neo4j is written from this one projection, so that all give the same graph. Addresses and terms of the
ontology become text. It leaves out what no node of ours says or leads to. The IRIs of entities, stories, articles and
events are held in memory, and all that one article says.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.export import What
from kg.export.property_facts import Facts
from kg.export.property_names import (
    DIGEST,
    LINKS,
    MARK,
    PROPERTIES,
    SAID,
    TERMS,
    WIKIDATA,
    Property,
    Type,
    label,
    property_for,
    relationship_type,
)
from kg.export.property_values import Value, type_of, value_of
from kg.export.selection import plain_relations, stored
from kg.ontology.iris import ONTOLOGY, PREFIXES, local_name
from kg.trust.nodes import SHARED, TYPE, Node, expanded, node_of, nodes_in, shortened

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["ENTITY", "FACT_PROPERTIES", "KINDS", "Entry", "PropertyGraph", "Relationship"]

ENTITY = "Entity"
KINDS = (ENTITY, "Story", "Article", "Evidence", "Claim", "Event")

_WANTED = {
    What.FACTS: {ENTITY},
    What.EVENTS: {ENTITY, "Story", "Event"},
    What.CLAIMS: {ENTITY, "Story", "Article", "Evidence", "Claim"},
    What.ALL: set(KINDS),
}

FACT_PROPERTIES = (
    Property("event"),
    *(PROPERTIES[name] for name in ("kg:status", "kg:timeLabel", "kg:timePrecision", "kg:earliest", "kg:latest")),
    *(PROPERTIES[name] for name in ("kg:articleCount", "kg:storyCount")),
)
"""What the relationship of a fact tells of its event."""

Properties: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship between two nodes, told by their IRIs."""

    start: str
    type: str
    end: str
    properties: Properties = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """One node with the relationships that stand and fall with it: those that it begins, and the facts of an event.

    `kind` is one of `KINDS`. `labels` begin with the narrowest and end with the mark of all that is ours; there are
    none where facts are wanted and their events are not. `properties` are without `uri` and `digest`.
    """

    kind: str
    uri: str
    labels: tuple[str, ...]
    properties: Properties
    relationships: tuple[Relationship, ...]

    @property
    def digest(self) -> str:
        """16 hexadecimal digits that change whenever anything of the entry does."""
        said = (self.labels, self.properties, [(r.start, r.type, r.end, r.properties) for r in self.relationships])
        text = json.dumps(said, default=str, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @property
    def stored(self) -> dict[str, Value]:
        """All properties of the node, as the database has them."""
        return {"uri": self.uri, **self.properties, DIGEST.name: self.digest}


class PropertyGraph:
    """The property graph of a dataset, or of the part of it that is wanted; read anew by each walk through it.

    `kinds` are the kinds of node that it has, in the order of `KINDS`.
    """

    def __init__(self, dataset: Dataset, what: What = What.ALL) -> None:
        self._store = stored(dataset)
        self._what = what
        self.kinds = tuple(kind for kind in KINDS if kind in _WANTED[what])
        self._relations = plain_relations(self._store)
        self._facts = Facts(self._store)
        self._kind_of = lru_cache(maxsize=100_000)(self._look_up_kind)
        self._shared = _shared_by_kind(self._store)
        self._further = self._further_properties()
        self._of_entities = self.columns(ENTITY)

    def columns(self, kind: str) -> tuple[Property, ...]:
        """The properties that nodes of the kind may have, without `uri` and `digest`."""
        if kind != ENTITY:
            return tuple(PROPERTIES[name] for name in SAID[kind])
        known = (found for name, found in PROPERTIES.items() if name not in _SAID_OF_OTHERS)
        return (*known, WIKIDATA, *self._further.values())

    def entries(self) -> Iterator[Entry]:
        """All nodes, sorted within their kind; evidence and claims come with their article.

        Whatever a relationship leads to has come before it, but for those between entities.
        """
        kinds = self.kinds
        yield from map(self._entity, self._shared[ENTITY])
        if "Story" in kinds:
            yield from (self._node("Story", node_of(self._store, iri)) for iri in self._shared["Story"])
        if "Article" in kinds:
            for graph in _article_graphs(self._store):
                yield from self._of_article(graph)
        if self._what is not What.CLAIMS:
            yield from (self._event(node_of(self._store, iri)) for iri in self._shared["Event"])

    def __len__(self) -> int:
        """The number of nodes."""
        shared = sum(len(self._shared[kind]) for kind in self.kinds)
        classes = [expanded(f"kg:{kind}") for kind in self.kinds if kind in {"Article", "Evidence", "Claim"}]
        return shared + sum(1 for kind in classes for _ in self._store.quads_for_pattern(None, TYPE, kind, None))

    def contains(self, uri: str) -> bool:
        """Whether there is a node with this IRI."""
        return self._kind_of(uri) in self.kinds

    def _entity(self, iri: str) -> Entry:
        said: defaultdict[Property, list[str]] = defaultdict(list)
        links: list[tuple[str, str]] = []
        kinds: set[str] = set()
        for quad in self._quads(iri):
            name, value = shortened(quad.predicate.value), _text(quad)
            if name == "rdf:type":
                kinds.update({label(value)} if value.startswith(ONTOLOGY) else ())
            elif self._is_background(quad):
                links.append((relationship_type(quad.predicate.value), value))
            elif quad.predicate not in self._relations:
                said[PROPERTIES.get(name) or self._further[quad.predicate.value]].append(value)
        said[WIKIDATA] = [item for item in map(_wikidata, said[PROPERTIES["owl:sameAs"]]) if item]
        labels = (*sorted(kinds - {ENTITY}), ENTITY, MARK)
        ordered = {prop: said[prop] for prop in self._of_entities if prop in said}
        return Entry(ENTITY, iri, labels, _properties(ordered), self._relationships(iri, links))

    def _event(self, event: Node) -> Entry:
        node = self._node("Event", event)
        told = {"event": node.uri} | {name: value for name, value in node.properties.items() if name in _TOLD}
        facts = tuple(
            Relationship(start, relationship_type(relation), end, told)
            for start, relation, end in self._facts.of(event)
            if self.contains(start) and self.contains(end)
        )
        if self._what is What.FACTS:
            return Entry("Event", node.uri, (), {}, facts)
        return replace(node, relationships=(*node.relationships, *facts))

    def _of_article(self, graph: NamedNode) -> Iterator[Entry]:
        """An article, then its evidence, then its claims."""
        nodes = nodes_in(self._store, graph)
        for kind in ("Article", "Evidence", "Claim"):
            yield from (self._node(kind, node, nodes) for node in nodes.values() if kind in node.kinds)

    def _node(self, kind: str, node: Node, near: Container[str] = ()) -> Entry:
        """A node of any kind but entity, with what the tables name of it; `near` are others that there are."""
        said = {PROPERTIES[name]: _called(name, node.values[name]) for name in SAID[kind] if name in node.values}
        links = [(LINKS[name], end) for name in node.values.keys() & LINKS.keys() for end in node.values[name]]
        return Entry(kind, node.iri, (kind, MARK), _properties(said), self._relationships(node.iri, links, near))

    def _relationships(
        self, start: str, links: Iterable[tuple[str, str]], near: Container[str] = ()
    ) -> tuple[Relationship, ...]:
        """Those that lead to a node that there is, sorted, each once."""
        there = [(kind, end) for kind, end in sorted(set(links)) if end in near or self.contains(end)]
        return tuple(Relationship(start, kind, end) for kind, end in there)

    # What may be said of entities

    def _is_background(self, quad: Quad) -> bool:
        """Whether it links two entities and rests on no event, as a state is linked to its capital."""
        if self._is_named(quad):
            return False
        return isinstance(quad.object, NamedNode) and self._kind_of(quad.object.value) == ENTITY

    def _further_properties(self) -> dict[str, Property]:
        """The properties for what entities say with predicates that the table does not name, by its IRI."""
        types: defaultdict[str, set[Type]] = defaultdict(set)
        many: defaultdict[str, bool] = defaultdict(bool)
        for iri in self._shared[ENTITY]:
            seen: set[str] = set()
            for quad in filter(self._is_further, self._quads(iri)):
                predicate = quad.predicate.value
                types[predicate].add(type_of(quad.object))
                many[predicate] |= predicate in seen
                seen.add(predicate)
        found: dict[str, Property] = {}
        for predicate in sorted(types):
            taken = [each.name for each in found.values()]
            found[predicate] = property_for(predicate, types[predicate], taken, many=many[predicate])
        return found

    def _is_further(self, quad: Quad) -> bool:
        return not (quad.predicate == TYPE or self._is_named(quad) or self._is_background(quad))

    def _is_named(self, quad: Quad) -> bool:
        """Whether the predicate is a relation, which facts are told with, or one that the table names."""
        return quad.predicate in self._relations or shortened(quad.predicate.value) in PROPERTIES

    def _quads(self, iri: str) -> list[Quad]:
        return list(self._store.quads_for_pattern(NamedNode(iri), None, None, SHARED))

    def _look_up_kind(self, iri: str) -> str | None:
        """What kind of node the IRI names, None where there is no such node."""
        if not _is_iri(iri):
            return None
        quads = self._store.quads_for_pattern(NamedNode(iri), TYPE, None, None)
        return next((kind for quad in quads if (kind := _kind(quad))), None)


_SAID_OF_OTHERS = {name for names in SAID.values() for name in names} - {"rdfs:label"}
_TOLD = {found.name for found in FACT_PROPERTIES}


def _kind(typed: Quad) -> str | None:
    """The kind of node that the class makes its subject."""
    if not _text(typed).startswith(ONTOLOGY):
        return None
    name = local_name(_text(typed))
    return name if name in KINDS else ENTITY


def _is_iri(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def _shared_by_kind(store: Store) -> Mapping[str, list[str]]:
    """The IRIs of entities, stories and events, sorted."""
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for quad in store.quads_for_pattern(None, TYPE, None, SHARED):
        if (kind := _kind(quad)) and isinstance(quad.subject, NamedNode):
            found[kind].add(quad.subject.value)
    return {kind: sorted(iris) for kind, iris in found.items()}


def _article_graphs(store: Store) -> list[NamedNode]:
    """The graphs that hold an article, sorted."""
    quads = store.quads_for_pattern(None, TYPE, expanded("kg:Article"), None)
    graphs = {quad.graph_name for quad in quads}
    return sorted((graph for graph in graphs if isinstance(graph, NamedNode)), key=lambda graph: graph.value)


def _properties(said: Mapping[Property, Sequence[str]]) -> dict[str, Value]:
    """Name → value, but for what is not of the property's type."""
    told = ((prop.name, _value(prop, texts)) for prop, texts in said.items())
    return {name: value for name, value in told if value is not None}


def _value(prop: Property, texts: Sequence[str]) -> Value | None:
    """The sorted list, or the first of several where there is to be one."""
    if len(texts) == 1 and not prop.many:
        return value_of(texts[0], prop.type)
    values = {value for text in texts if (value := value_of(text, prop.type)) is not None}
    ordered = sorted(values, key=str)
    return (tuple(ordered) or None) if prop.many else next(iter(ordered), None)


def _called(name: str, values: Sequence[str]) -> Sequence[str]:
    """The texts for the values of a predicate: a term of the ontology goes by its local name."""
    return [local_name(value) for value in values] if name in TERMS else values


def _wikidata(address: str) -> str:
    """The item that the address names, empty where it lies elsewhere than in Wikidata."""
    return address.removeprefix(PREFIXES["wd"]) if address.startswith(PREFIXES["wd"]) else ""


def _text(quad: Quad) -> str:
    """The object as text, be it IRI or literal."""
    return quad.object.value if isinstance(quad.object, NamedNode | Literal) else str(quad.object)
