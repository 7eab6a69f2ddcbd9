"""The dataset's statements as pyoxigraph quads, in one order that depends on nothing but what they say.

Refuses blank nodes: their names differ from run to run, and importers make new nodes of them each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from oxrdflib.store import OxigraphStore
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store
from rdflib import Dataset

from kg.errors import ExportError
from kg.export import What
from kg.export.selection import select
from kg.ontology.iris import PREFIXES
from kg.store import oxigraph_store

__all__ = ["Statement", "Term", "by_subject", "merged", "read_statements", "stored"]

Term = NamedNode | Literal

_DECIMAL = PREFIXES["xsd"] + "decimal"


class Statement(NamedTuple):
    """One quad; `graph` is None in the default graph. Plain literals show no `xsd:string`."""

    graph: NamedNode | None
    subject: NamedNode
    predicate: NamedNode
    object: Term


def read_statements(dataset: Dataset, what: What = What.ALL) -> list[Statement]:
    """The statements asked for, sorted by graph (the default one first), subject, predicate and object, as text."""
    return sorted(map(_statement, select(stored(dataset), what)), key=_order)


def stored(dataset: Dataset) -> Store:
    """The Oxigraph store under the dataset, or a copy in memory where there is another: its terms are the plain ones.

    rdflib would hand out plain literals of Oxigraph as `^^xsd:string`.
    """
    if isinstance(dataset.store, OxigraphStore):
        return oxigraph_store(dataset)
    copy = Store()
    copy.bulk_load(dataset.serialize(format="ox-nquads", encoding="utf-8"), format=RdfFormat.N_QUADS)
    return copy


def merged(statements: Iterable[Statement]) -> list[Statement]:
    """All graphs as one: each triple once, in order, without its graph."""
    return sorted({statement._replace(graph=None) for statement in statements}, key=_order)


def by_subject(statements: Iterable[Statement]) -> Iterator[tuple[NamedNode, list[Statement]]]:
    """Each subject of one graph with its statements. The statements must be in order."""
    for _, group in groupby(statements, key=lambda statement: statement.subject.value):
        block = list(group)
        yield block[0].subject, block


def _statement(quad: Quad) -> Statement:
    subject, predicate, obj, graph = quad
    if not isinstance(subject, NamedNode) or isinstance(graph, BlankNode) or not isinstance(obj, NamedNode | Literal):
        raise ExportError(f"{quad}: has a node without an IRI, which exports do not keep; give it one")
    return Statement(None if isinstance(graph, DefaultGraph) else graph, subject, predicate, _canonical(obj))


def _canonical(obj: Term) -> Term:
    """The same term, a whole decimal with its point: Oxigraph hands out `1`, which Turtle reads as an integer."""
    if isinstance(obj, Literal) and obj.datatype.value == _DECIMAL and "." not in obj.value:
        return Literal(f"{obj.value}.0", datatype=obj.datatype)
    return obj


def _order(statement: Statement) -> tuple[str, str, str, str]:
    graph, subject, predicate, obj = statement
    return graph.value if graph else "", subject.value, predicate.value, str(obj)
