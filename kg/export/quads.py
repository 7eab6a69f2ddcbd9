"""The dataset's statements as pyoxigraph's terms, in one order that depends on nothing but what they say.

However large the store is, no more of it is in memory than the IRIs of its subjects and one article's graph.
Refuses blank nodes: their names differ from run to run, and importers make new nodes of them each time.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice
from typing import NamedTuple, cast

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store, Triple
from rdflib import Dataset

from kg.errors import ExportError
from kg.export import What
from kg.export.description import describe
from kg.export.selection import Part, part_of, stored
from kg.ontology.iris import PREFIXES

__all__ = [
    "Source",
    "Statement",
    "Term",
    "by_subject",
    "nameless",
    "open_source",
    "read_merged",
    "read_statements",
]

Term = NamedNode | Literal

_DECIMAL = PREFIXES["xsd"] + "decimal"
_DEFAULT = DefaultGraph()
_PROLOGUE = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
_EVERYTHING = "?s ?p ?o"
_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")  # more digits Oxigraph keeps as they were written
_TERMS = (NamedNode, Literal)
_AT_ONCE = 20_000  # statements of a graph that are sorted in memory; in larger ones each subject is looked up


class Statement(NamedTuple):
    """One quad; `graph` is None in the default graph. Plain literals show no `xsd:string`."""

    graph: NamedNode | None
    subject: NamedNode
    predicate: NamedNode
    object: Term


def read_statements(dataset: Dataset, what: What = What.ALL) -> Iterator[Statement]:
    """The statements asked for, by graph (the default one first), subject, predicate and object, each in text order."""
    source = open_source(dataset, what)
    for graph in (None, *source.graphs()):
        yield from source.statements(graph)


def read_merged(dataset: Dataset, what: What = What.ALL) -> Iterator[Statement]:
    """The same without graphs: each triple once, by subject, predicate and object."""
    source = open_source(dataset, what)
    yield from source.merged(source.subjects(merged=True))
    yield from source.described()


def by_subject(statements: Iterable[Statement]) -> Iterator[tuple[NamedNode, list[Statement]]]:
    """Each subject of one graph with its statements. The statements must be in order."""
    for _, group in groupby(statements, key=lambda statement: statement.subject.value):
        block = list(group)
        yield block[0].subject, block


@dataclass(frozen=True, slots=True)
class Source:
    """A store, the part of it that is read, and what is said about the whole, which comes after the default graph."""

    store: Store
    part: Part
    about: Mapping[str, list[Quad]]

    def subjects(self, where: str = _EVERYTHING, *, merged: bool = False) -> list[str]:
        """The IRIs of the subjects `?s` that the pattern finds, in order: in the default graph, or in all as one."""
        union = merged and self.part.has_articles
        query = f"{_PROLOGUE} SELECT DISTINCT ?s {{ {where} }}"
        rows = cast("QuerySolutions", self.store.query(query, use_default_graph_as_union=union))
        nodes = (self._named(row["s"]) for row in rows)
        found = (node.value for node in nodes if union or node not in self.part.without_subjects)
        return sorted(iri for iri in found if iri not in self.about)

    def graphs(self) -> list[NamedNode]:
        """The named graphs in the order of their IRIs."""
        names = self.store.named_graphs() if self.part.has_articles else ()
        return sorted(map(self._named, names), key=lambda name: name.value)

    def statements(self, graph: NamedNode | None) -> Iterator[Statement]:
        """The statements of a graph, None for the default one, in order."""
        for quads in self.portions(graph):
            yield from sorted(map(_statement, quads), key=_order)

    def of_subjects(self, subjects: Iterable[str]) -> Iterator[Statement]:
        """What the default graph says of these subjects."""
        for quads in self._by_subject(subjects, DefaultGraph()):
            yield from sorted(map(_statement, quads), key=_order)

    def portions(self, graph: NamedNode | None) -> Iterator[list[Quad]]:
        """The quads of a graph, portion by portion: a small graph at once, of a large one each subject."""
        if graph is None:
            yield from self._by_subject(self.subjects(), DefaultGraph())
            yield from self.about.values()
            return
        quads = list(islice(self.store.quads_for_pattern(None, None, None, graph), _AT_ONCE))
        if len(quads) < _AT_ONCE:
            yield quads
        else:
            yield from self._by_subject(self.subjects(f"GRAPH {graph} {{ {_EVERYTHING} }}"), graph)

    def _by_subject(self, subjects: Iterable[str], graph: NamedNode | DefaultGraph) -> Iterator[list[Quad]]:
        for iri in subjects:
            yield list(self.part.kept(self.store.quads_for_pattern(NamedNode(iri), None, None, graph)))

    def described(self) -> Iterator[Statement]:
        """What is said about the whole."""
        for quads in self.about.values():
            yield from sorted(map(_statement, quads), key=_order)

    def merged(self, subjects: Iterable[str]) -> Iterator[Statement]:
        """What all graphs say of these subjects."""
        for triples in self.merged_portions(subjects):
            yield from sorted(map(_statement, triples), key=_order)

    def merged_portions(self, subjects: Iterable[str]) -> Iterator[set[Triple]]:
        """The same as triples, subject by subject."""
        for iri in subjects:
            quads = self.part.kept(self.store.quads_for_pattern(NamedNode(iri), None, None, None))
            yield {quad.triple for quad in quads}

    def _named(self, node: object) -> NamedNode:
        """The node; ExportError with something that is said of it, or in it, where it has no IRI."""
        if isinstance(node, NamedNode):
            return node
        blank = cast("BlankNode", node)
        for quads in (
            self.store.quads_for_pattern(blank, None, None),
            self.store.quads_for_pattern(None, None, None, blank),
        ):
            for quad in quads:
                raise nameless(str(quad))
        raise ExportError(f"{node}: a graph without an IRI, which exports do not keep; give it one")


def open_source(dataset: Dataset, what: What = What.ALL) -> Source:
    """What of the dataset is asked for, ready to be read."""
    store = stored(dataset)
    about: defaultdict[str, list[Quad]] = defaultdict(list)
    for quad in describe(dataset, what):
        about[cast("NamedNode", quad.subject).value].append(quad)
    return Source(store, part_of(store, what), about)


def _statement(quad: Quad | Triple) -> Statement:
    # By their names: unpacking a quad takes three times as long.
    subject, obj, graph = quad.subject, quad.object, quad.graph_name if isinstance(quad, Quad) else None
    if not isinstance(subject, NamedNode) or not isinstance(obj, _TERMS) or isinstance(graph, BlankNode):
        raise nameless(str(quad))
    place = graph if isinstance(graph, NamedNode) else None
    return Statement(place, subject, quad.predicate, _canonical(obj))


def nameless(quad: str) -> ExportError:
    """The error of a statement that cannot be exported."""
    return ExportError(f"{quad}: has a node without an IRI, which exports do not keep; give it one")


def _canonical(obj: Term) -> Term:
    """The same term, a whole decimal with its point: Oxigraph hands out `1`, which Turtle reads as an integer."""
    if isinstance(obj, Literal) and obj.datatype.value == _DECIMAL and _WHOLE.fullmatch(obj.value):
        return Literal(f"{obj.value}.0", datatype=obj.datatype)
    return obj


def _order(statement: Statement) -> tuple[str, str, str]:
    _, subject, predicate, obj = statement
    return subject.value, predicate.value, str(obj)
