"""Turtle and TriG of RDF 1.2: each claim and event reifies the triple that it is about, beside all that RDF 1.1 says.

A triple is asserted where it counts as a fact and nowhere else: to reify is to name, not to state. Refused by every
reader of RDF 1.1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product

from rdflib import Dataset

from kg.export import What
from kg.export.quads import Statement, Term, open_source
from kg.export.turtle import Short, Style, document_with_graphs, merged_document
from kg.ontology.iris import PREFIXES, term

__all__ = ["write_trig", "write_turtle"]

_RDF = PREFIXES["rdf"]
# What leads from a claim or an event to the subject, the predicates and the object of what it is about.
_ROLES = (
    (_RDF + "subject", (_RDF + "predicate",), _RDF + "object"),
    (term("subject"), (term("relation"), term("kinRelation")), term("object")),
)


def write_turtle(dataset: Dataset, what: What = What.ALL) -> Iterator[str]:
    """The merged graph as RDF 1.2."""
    return merged_document(open_source(dataset, what), _style(dataset))


def write_trig(dataset: Dataset, what: What = What.ALL) -> Iterator[str]:
    """The graphs as RDF 1.2."""
    return document_with_graphs(open_source(dataset, what), _style(dataset))


def _style(dataset: Dataset) -> Style:
    style = Style.of(dataset)
    return replace(style, version='VERSION "1.2"\n', more=_reification(style.short))


def _reification(short: Short) -> Callable[[list[Statement]], list[str]]:
    """What a block says beside its statements: which triples its subject reifies."""

    def reified(said: list[Statement]) -> list[str]:
        triples = [f"<<( {' '.join(map(short, triple))} )>>" for triple in _triples(said)]
        return [f"rdf:reifies {' , '.join(triples)}"] if triples else []

    return reified


def _triples(said: list[Statement]) -> Iterator[tuple[Term, Term, Term]]:
    """The triples that a claim or event is about: one for each of its relations."""
    found: dict[str, list[Term]] = {}
    for statement in said:
        found.setdefault(statement.predicate.value, []).append(statement.object)
    for subject, predicates, obj in _ROLES:
        relations = (each for name in predicates for each in found.get(name, ()))
        yield from product(found.get(subject, ()), relations, found.get(obj, ()))
