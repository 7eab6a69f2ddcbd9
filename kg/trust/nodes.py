"""A stored graph as nodes: each IRI with what is said of it, under short names and as text.

It reads and judges nothing; what is not there is empty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Store, Triple

from kg.ontology.iris import ONTOLOGY, PREFIXES

__all__ = ["SHARED", "TYPE", "Node", "expanded", "instances", "node_of", "nodes_in", "shortened"]

SHARED = DefaultGraph()
"""The graph of what belongs to no single article: entities, events, stories, facts."""

TYPE = NamedNode(PREFIXES["rdf"] + "type")


@dataclass(frozen=True, slots=True)
class Node:
    """What one graph says of one IRI: short predicate (`kg:status`) → lexical forms and IRIs, as stored, sorted.

    `kinds` are the local names of its classes, those of the ontology alone.
    """

    iri: str
    kinds: frozenset[str]
    values: Mapping[str, Sequence[str]]

    def all(self, predicate: str) -> Sequence[str]:
        """All values."""
        return self.values.get(predicate, ())

    def one(self, predicate: str) -> str:
        """The only value or the first of several; empty where there is none."""
        found = self.values.get(predicate)
        return found[0] if found else ""


def nodes_in(store: Store, graph: NamedNode) -> dict[str, Node]:
    """All nodes that the graph describes, by IRI."""
    found: defaultdict[str, _Values] = defaultdict(dict)
    for subject, predicate, value, _ in store.quads_for_pattern(None, None, None, graph):
        found[_text(subject)].setdefault(shortened(predicate.value), []).append(_text(value))
    return {iri: _node(iri, values) for iri, values in sorted(found.items())}


def node_of(store: Store, iri: str, graph: NamedNode | DefaultGraph = SHARED) -> Node:
    """What one graph says of the IRI, the shared one unless another is given."""
    values: _Values = {}
    for _, predicate, value, _ in store.quads_for_pattern(NamedNode(iri), None, None, graph):
        values.setdefault(shortened(predicate.value), []).append(_text(value))
    return _node(iri, values)


def instances(store: Store, kind: str) -> Iterator[str]:
    """The IRIs of all that the shared graph puts into this class of the ontology."""
    for quad in store.quads_for_pattern(None, TYPE, NamedNode(ONTOLOGY + kind), SHARED):
        yield _text(quad.subject)


@cache
def shortened(iri: str) -> str:
    """The IRI of a class or property with its prefix, as in `kg:status`; whole where no prefix fits.

    >>> shortened("http://www.w3.org/ns/oa#exact")
    'oa:exact'
    """
    end = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix = _PREFIX_OF.get(iri[:end])
    return f"{prefix}:{iri[end:]}" if prefix else iri


def expanded(name: str) -> NamedNode:
    """The opposite of `shortened`.

    >>> expanded("oa:exact")
    <NamedNode value=http://www.w3.org/ns/oa#exact>
    """
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


_PREFIX_OF = {namespace: prefix for prefix, namespace in PREFIXES.items()}


_Values = dict[str, list[str]]


def _node(iri: str, values: _Values) -> Node:
    for found in values.values():
        if len(found) > 1:
            found.sort()
    return Node(iri, _kinds(tuple(values.get("rdf:type", ()))), values)


@cache
def _kinds(classes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name.removeprefix(ONTOLOGY) for name in classes if name.startswith(ONTOLOGY))


def _text(term: NamedNode | BlankNode | Literal | Triple) -> str:
    return str(term) if isinstance(term, Triple) else term.value
