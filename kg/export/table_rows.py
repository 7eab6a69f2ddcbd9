"""The rows of the tables, read from the store one after the other, in an order that depends on the content alone.

Of a large store only the ids and the names of things are held in memory, and one article at a time. A value that does
not fit the type of its column is refused, and the column named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from itertools import islice
from types import MappingProxyType

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store
from rdflib import Dataset

from kg.errors import ExportError
from kg.export.property_facts import Facts
from kg.export.selection import stored
from kg.export.tables import Cell, Column, Kind, Row, Table
from kg.ontology.iris import ONTOLOGY, PREFIXES, local_name
from kg.store import prefixes_of
from kg.trust.nodes import SHARED, TYPE, Node, expanded, instances, node_of, nodes_in

__all__ = ["table_columns", "table_rows"]

ROWS_AT_ONCE = 2000

_LAST = "9"  # sorts behind every day: what has none comes last
_NO_ENTITIES = frozenset({"Event", "Story"})


def table_columns(dataset: Dataset, table: Table, size: int = ROWS_AT_ONCE) -> Iterator[tuple[list[Cell], ...]]:
    """The columns of so many rows, then those of as many more.

    Rows that have a day are in the order of the days, all others in that of the ids.
    """
    walk = _Walk(stored(dataset), prefixes_of(dataset)["id"])
    places = _PLACES[table.name](walk)
    while batch := list(islice(places, size)):
        yield tuple(_cells(column, walk, batch) for column in table.columns)


def table_rows(dataset: Dataset, table: Table) -> Iterator[Row]:
    """The rows, one after the other."""
    for columns in table_columns(dataset, table):
        yield from zip(*columns, strict=True)


# The nodes that rows are made of


class _Walk:
    """The store that is walked through, and the names of all entities in it, read when the first is asked for."""

    def __init__(self, store: Store, base: str) -> None:
        self.store, self.base = store, base

    @cached_property
    def labels(self) -> dict[str, str]:
        """The label of every entity by its IRI, in the order of the IRIs."""
        return {iri: next(iter(self.objects(iri, "rdfs:label")), "") for iri in self._entities()}

    def objects(self, iri: str, predicate: str) -> list[str]:
        """What the IRI points to."""
        quads = self.store.quads_for_pattern(NamedNode(iri), expanded(predicate), None, SHARED)
        return sorted(_text(quad.object) for quad in quads)

    def subjects(self, predicate: str, iri: str) -> list[str]:
        """What points to the IRI."""
        quads = self.store.quads_for_pattern(None, expanded(predicate), NamedNode(iri), SHARED)
        return sorted(_text(quad.subject) for quad in quads)

    def days(self, predicate: str, graph: DefaultGraph | None) -> dict[str, str]:
        """The day of each node that has one, in the shared graph or in any."""
        quads = self.store.quads_for_pattern(None, expanded(predicate), None, graph)
        return {_text(quad.subject): _text(quad.object) for quad in quads}

    def _entities(self) -> list[str]:
        classes = self.store.quads_for_pattern(None, TYPE, None, SHARED)
        kinds = ((_text(subject), _text(kind)) for subject, _, kind, _ in classes)
        return sorted({iri for iri, kind in kinds if _is_entity_kind(kind)})


Converter = Callable[[str], "str | int | float | date | None"]

Place = tuple[str, Mapping[str, Node]]
"""The node that a row is about, among those that are at hand."""


def _events(walk: _Walk) -> Iterator[Place]:
    days = walk.days("kg:earliest", SHARED)
    for iri in sorted(instances(walk.store, "Event"), key=lambda iri: (days.get(iri, _LAST), iri)):
        yield iri, {iri: node_of(walk.store, iri)}


def _articles(walk: _Walk) -> Iterator[Place]:
    for iri, graph in _articles_by_day(walk):
        yield iri, {iri: node_of(walk.store, iri, graph)}


def _claims(walk: _Walk) -> Iterator[Place]:
    """The claims article by article, in the order of the text."""
    for _, graph in _articles_by_day(walk):
        nodes = nodes_in(walk.store, graph)
        claims = (node for node in nodes.values() if "Claim" in node.kinds)
        for node in sorted(claims, key=lambda claim: _place_in_text(claim, nodes)):
            yield node.iri, nodes


def _entities(walk: _Walk) -> Iterator[Place]:
    for iri in walk.labels:
        yield iri, {iri: node_of(walk.store, iri)}


def _stories(walk: _Walk) -> Iterator[Place]:
    for iri in sorted(instances(walk.store, "Story")):
        yield iri, {iri: node_of(walk.store, iri)}


def _facts(walk: _Walk) -> Iterator[Place]:
    """Each triple from one entity to another as a node, with the events that bear it out."""
    events = _events_of_facts(walk.store)
    for subject, label in walk.labels.items():
        node = node_of(walk.store, subject)
        links = ((predicate, value) for predicate in node.values for value in node.all(predicate))
        for predicate, obj in sorted(link for link in links if link[1] in walk.labels):
            relation = expanded(predicate).value
            ends = {"rdfs:label": [label] if label else [], "rdf:predicate": [relation], "rdf:object": [obj]}
            told = {"kg:event": sorted(events.get((subject, relation, obj), ()))}
            yield subject, {subject: Node(subject, frozenset(), ends | told)}


def _events_of_facts(store: Store) -> Mapping[tuple[str, str, str], list[str]]:
    facts = Facts(store)
    found: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for event in instances(store, "Event"):
        for fact in facts.of(node_of(store, event)):
            found[fact].append(event)
    return found


def _articles_by_day(walk: _Walk) -> list[tuple[str, NamedNode]]:
    """The graphs of the articles, which are called as the articles are; what else may name an article is no article."""
    days = walk.days("schema:datePublished", None)
    quads = walk.store.quads_for_pattern(None, TYPE, expanded("kg:Article"), None)
    graphs = [quad.graph_name for quad in quads if quad.graph_name == quad.subject]
    found = ((graph.value, graph) for graph in graphs if isinstance(graph, NamedNode))
    return sorted(found, key=lambda pair: (days.get(pair[0], _LAST), pair[0]))


def _place_in_text(claim: Node, nodes: Mapping[str, Node]) -> tuple[int, str]:
    evidence = nodes.get(claim.one("kg:evidence"))
    start = evidence.one("oa:start") if evidence else ""
    return int(start) if start.isdecimal() else 0, claim.iri


_PLACES: Mapping[str, Callable[[_Walk], Iterator[Place]]] = MappingProxyType(
    {
        "events": _events,
        "claims": _claims,
        "entities": _entities,
        "facts": _facts,
        "articles": _articles,
        "stories": _stories,
    }
)


# The cells of a column


def _cells(column: Column, walk: _Walk, batch: Sequence[Place]) -> list[Cell]:
    """The column's cells at these places: all of a column at once, as Parquet and pandas want them."""
    found: list[Sequence[str]] = [(iri,) for iri, _ in batch]
    for step in column.steps:
        found = [_follow(walk, nodes, at, step) for at, (_, nodes) in zip(found, batch, strict=True)]
    convert = _converter(column.kind, walk.base)
    try:
        if column.many:
            return [tuple(str(convert(value)) for value in values) for values in found]
        return [_first(convert, values) for values in found]
    except ValueError as error:
        raise ExportError(f"{column.path} is no {column.name}: {error}; `kg verify` says where") from error


def _follow(walk: _Walk, nodes: Mapping[str, Node], at: Sequence[str], step: str) -> Sequence[str]:
    """What this property says of the first of these; `^` asks what says it of others."""
    if not at:
        return ()
    if at[0] in nodes and step[0] != "^":
        return nodes[at[0]].values.get(step, ())
    if step == "rdfs:label":
        label = walk.labels.get(at[0])
        return (label,) if label else ()
    return walk.subjects(step[1:], at[0]) if step[0] == "^" else ()


def _first(convert: Converter, values: Sequence[str]) -> Cell:
    for value in values:
        if (cell := convert(value)) is not None:
            return cell
    return None


def _converter(kind: Kind, base: str) -> Converter:
    if kind is Kind.ID:
        return lambda iri: iri.removeprefix(base)
    return _CONVERTERS[kind]


def _ontology_name(iri: str) -> str:
    return iri.removeprefix(ONTOLOGY)


def _wikidata_item(iri: str) -> str | None:
    return local_name(iri) if iri.startswith(PREFIXES["wd"]) else None


_CONVERTERS: Mapping[Kind, Converter] = MappingProxyType(
    {
        Kind.TEXT: str,
        Kind.NAME: _ontology_name,
        Kind.WIKIDATA: _wikidata_item,
        Kind.COUNT: int,
        Kind.NUMBER: float,
        Kind.DATE: cache(date.fromisoformat),
    }
)


@cache
def _is_entity_kind(kind: str) -> bool:
    return kind.startswith(ONTOLOGY) and kind.removeprefix(ONTOLOGY) not in _NO_ENTITIES


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
