"""What a person's words mean in a graph, as terms of SPARQL. It never guesses: what names nothing is an error.

A QueryError says what there is that comes near.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.asking.question import Kind
from kg.asking.terms import day_term, iri_term, text_term
from kg.errors import QueryError
from kg.model import Status
from kg.ontology.iris import term
from kg.query import run_query
from kg.questions.names import expanded, find_entity, fold, nearest
from kg.questions.relations import relations_called
from kg.questions.timeline import first_day, last_day
from kg.store import oxigraph_store, prefixes_of

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["is_busy", "term_for"]

BUSY_EVENTS = 2000


def term_for(kind: Kind, value: str | date | int, dataset: Dataset) -> str:
    """The term, or the terms beside each other, that the value stands for."""
    return _READERS[kind](dataset, str(value))


def is_busy(dataset: Dataset, entity: str) -> bool:
    """Whether the entity, a term, acts or suffers in so many events that reading all claims at once is faster."""
    query = f"SELECT ?event {{ ?event kg:subject|kg:object {entity} }} LIMIT {BUSY_EVENTS}"
    return len(run_query(dataset, query)) == BUSY_EVENTS


def _entity(dataset: Dataset, text: str) -> str:
    return iri_term(find_entity(dataset, text).iri, prefixes_of(dataset))


def _relation(dataset: Dataset, text: str) -> str:
    prefixes = prefixes_of(dataset)
    return " ".join(iri_term(term(name), prefixes) for name in relations_called(dataset, text))


def _event(dataset: Dataset, text: str) -> str:
    prefixes = prefixes_of(dataset)
    written = iri_term(iri := expanded(text.strip(), prefixes["id"]), prefixes)
    kind = NamedNode(prefixes["rdf"] + "type")
    if next(oxigraph_store(dataset).quads_for_pattern(NamedNode(iri), kind, NamedNode(term("Event"))), None) is None:
        raise QueryError(f"{text!r} is no event of the graph; `kg ask timeline ACTOR --format csv` has their IRIs")
    return written


def _publisher(dataset: Dataset, text: str) -> str:
    if next(run_query(dataset, _ONE_ARTICLE.replace("NAME", text_term(text))).records(), None):
        return text_term(text)
    known = [record["name"] for record in run_query(dataset, _PUBLISHERS).records()]
    found = [name for name in known if fold(name) == fold(text)]
    if len(found) == 1:
        return text_term(found[0])
    near = sorted(found) or nearest(fold(text), known)
    hint = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
    raise QueryError(f"no article of the graph has the publisher {text!r}{hint}")


def _status(_dataset: Dataset, text: str) -> str:
    if text not in list(Status):
        raise QueryError(f"{text!r} is no status; take one of {', '.join(Status)}")
    return text_term(text)


def _day(read: Callable[[str], date]) -> Callable[[Dataset, str], str]:
    def written(_dataset: Dataset, text: str) -> str:
        try:
            return day_term(read(text))
        except ValueError as error:
            raise QueryError(str(error)) from error

    return written


def _limit(_dataset: Dataset, text: str) -> str:
    if not text.isdecimal():
        raise QueryError(f"limit {text!r} is no number of rows")
    return str(int(text))


_READERS: Mapping[Kind, Callable[[Dataset, str], str]] = MappingProxyType(
    {
        Kind.ENTITY: _entity,
        Kind.RELATION: _relation,
        Kind.EVENT: _event,
        Kind.PUBLISHER: _publisher,
        Kind.STATUS: _status,
        Kind.FIRST_DAY: _day(first_day),
        Kind.LAST_DAY: _day(last_day),
        Kind.NUMBER: _limit,
    }
)

_ONE_ARTICLE = "SELECT ?article { ?article kg:publisher NAME } LIMIT 1"
_PUBLISHERS = "SELECT DISTINCT ?name { ?article kg:publisher ?name } ORDER BY ?name"
