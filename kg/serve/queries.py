"""Queries: a SPARQL query and its dataset in, its answer in the form that the client wants out.

It refuses graphs that are not stored, whether the query names them or the protocol's parameters do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)

from kg.errors import QueryError, RefusedQueryError
from kg.serve.jobs import Answer, Bounded, refusal
from kg.serve.media import GRAPH_OFFERS, ROW_OFFERS, Offer, full_type, names
from kg.serve.opened import OpenGraph
from kg.sparql import CheckedQuery, check_query

__all__ = ["QueryJob", "rdf_answer"]

_ROW_TARGETS: Mapping[str, QueryResultsFormat] = MappingProxyType(
    {
        "json": QueryResultsFormat.JSON,
        "xml": QueryResultsFormat.XML,
        "csv": QueryResultsFormat.CSV,
        "tsv": QueryResultsFormat.TSV,
    }
)
_GRAPH_TARGETS: Mapping[str, RdfFormat] = MappingProxyType(
    {
        "turtle": RdfFormat.TURTLE,
        "ntriples": RdfFormat.N_TRIPLES,
        "jsonld": RdfFormat.JSON_LD,
        "rdfxml": RdfFormat.RDF_XML,
        "trig": RdfFormat.TRIG,
        "nquads": RdfFormat.N_QUADS,
    }
)
_PREFIXED = frozenset({"turtle", "trig"})


@dataclass(frozen=True, slots=True)
class QueryJob:
    """A query over the graphs named; over all of them where none is.

    `rows` and `graph` are the forms in which either kind of answer is wanted, None where the client takes none that
    there is: which kind it is, the query says.
    """

    text: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    rows: Offer | None
    graph: Offer | None

    def answer(self, graph: OpenGraph) -> Answer:
        """The answer, written out in full: what fails on the way does not leave half of one."""
        query = check_query(self.text, graph.prefixes, graph.store.contains_named_graph)
        gives_rows = query.form in {"SELECT", "ASK"}
        offer = self.rows if gives_rows else self.graph
        if offer is None:
            offers = ROW_OFFERS if gives_rows else GRAPH_OFFERS
            return refusal(406, f"{query.form} is answered as one of: {names(offers)}")
        try:
            return _written(self._found(query, graph), query, offer, graph)
        except SyntaxError as error:
            raise query.fault(error) from error
        except (OSError, ValueError) as error:
            raise QueryError(f"query: could not be answered: {error}") from error

    def _found(self, query: CheckedQuery, graph: OpenGraph) -> QuerySolutions | QueryBoolean | QueryTriples:
        """What the engine finds. Graphs that the protocol names count before those that the query does (2.1.4)."""
        store, prefixes = graph.store, graph.prefixes
        if not (self.default_graphs or self.named_graphs):
            return store.query(self.text, prefixes=prefixes, use_default_graph_as_union=not query.sources)
        default, named = _stored(self.default_graphs, graph), _stored(self.named_graphs, graph)
        return store.query(self.text, prefixes=prefixes, default_graph=[*default], named_graphs=[*named])


def _stored(iris: Iterable[str], graph: OpenGraph) -> list[NamedNode]:
    """The graphs with these IRIs; RefusedQueryError for one that is not stored."""
    found = []
    for iri in iris:
        try:
            node = NamedNode(iri)
        except ValueError as error:
            raise QueryError(f"{iri}: is no absolute IRI of a graph ({error})") from error
        if not graph.store.contains_named_graph(node):
            raise RefusedQueryError(f"<{iri}>: no such graph is stored, and none is fetched from elsewhere")
        found.append(node)
    return found


def _written(
    found: QuerySolutions | QueryBoolean | QueryTriples, query: CheckedQuery, offer: Offer, graph: OpenGraph
) -> Answer:
    if isinstance(found, QueryTriples):
        return rdf_answer(found, offer, graph)
    target = _ROW_TARGETS[offer.name]
    if isinstance(found, QuerySolutions):
        names = tuple(variable.value for variable in found.variables)
        shown = query.columns(names)
        if shown != names:
            found = _reordered(_serialized(found, QueryResultsFormat.JSON, graph), shown)
    return Answer(200, full_type(offer.media_type), _serialized(found, target, graph))


def _serialized(found: QuerySolutions | QueryBoolean, target: QueryResultsFormat, graph: OpenGraph) -> bytes:
    output = Bounded(graph.most_bytes)
    found.serialize(output.file(), format=target)
    return output.content()


def _reordered(written: bytes, names: Sequence[str]) -> QuerySolutions:
    """The same rows with their columns in that order; the engine has its own for `SELECT *`."""
    rows = written.partition(b'"results":')[2]
    head = json.dumps({"vars": list(names)}).encode()
    found = parse_query_results(b'{"head":' + head + b',"results":' + rows, QueryResultsFormat.JSON)
    assert isinstance(found, QuerySolutions)  # noqa: S101  it was one before
    return found


def rdf_answer(
    triples: Iterable[Triple], offer: Offer, graph: OpenGraph, more_prefixes: Mapping[str, str] | None = None
) -> Answer:
    """The triples, each once and in order, in a form for graphs."""
    ordered = sorted(set(triples), key=str)
    output = Bounded(graph.most_bytes)
    prefixes = {**graph.prefixes, **(more_prefixes or {})} if offer.name in _PREFIXED else None
    serialize(ordered, output.file(), format=_GRAPH_TARGETS[offer.name], prefixes=prefixes)
    body = output.content()
    return Answer(200, full_type(offer.media_type), _with_ordered_prefixes(body) if prefixes else body)


def _with_ordered_prefixes(body: bytes) -> bytes:
    """The document with those of its prefixes that it uses, in order; the engine writes all of them, in any order."""
    lines = body.split(b"\n")
    count = next((at for at, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
    rest = b"\n".join(lines[count:])
    used = [line for line in sorted(lines[:count]) if re.search(rb"(?<![\w-])" + line.split(b" ")[1], rest)]
    return b"\n".join([*used, *([b""] if used else []), rest])
