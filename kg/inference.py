"""What follows from the facts: the closure of sub-properties, inverses, symmetric and transitive relations, classes.

It goes into a graph of its own, so that nothing that was said is mixed up with what was only inferred. Only plain
triples feed it: events, claims and whatever is denied or planned is refused, for no axiom speaks of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from kg.errors import OntologyError
from kg.ontology.iris import PREFIXES, mint
from kg.store import oxigraph_store, prefixes_of

if TYPE_CHECKING:
    from rdflib import Dataset

    from kg.ontology import Ontology

__all__ = ["Axioms", "inferred_graph", "inferred_quads"]

Fact = tuple[NamedNode, NamedNode, NamedNode]
Links = Mapping[NamedNode, frozenset[NamedNode]]

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_SUBCLASS = NamedNode(PREFIXES["rdfs"] + "subClassOf")
_SUBPROPERTY = NamedNode(PREFIXES["rdfs"] + "subPropertyOf")
_INVERSE = NamedNode(PREFIXES["owl"] + "inverseOf")
_SYMMETRIC = NamedNode(PREFIXES["owl"] + "SymmetricProperty")
_TRANSITIVE = NamedNode(PREFIXES["owl"] + "TransitiveProperty")


def inferred_graph(dataset: Dataset) -> NamedNode:
    """The named graph in which what is inferred stands."""
    return NamedNode(mint("inferred", prefixes_of(dataset)["id"]))


def inferred_quads(dataset: Dataset, ontology: Ontology) -> Iterator[Quad]:
    """What follows from the facts and is not stated, sorted, as quads of `inferred_graph`."""
    store, graph, axioms = oxigraph_store(dataset), inferred_graph(dataset), Axioms.of(ontology)
    stated = set(_facts(store, axioms.properties))
    found = axioms.closed(stated) - stated | axioms.classes_of(_types(store))
    for subject, predicate, value in sorted(found, key=lambda fact: tuple(node.value for node in fact)):
        yield Quad(subject, predicate, value, graph)


def _facts(store: Store, properties: Iterable[NamedNode]) -> Iterator[Fact]:
    """The plain triples of the properties, which stand in the default graph alone."""
    for one in properties:
        for subject, predicate, value, _ in store.quads_for_pattern(None, one, None, DefaultGraph()):
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode):
                yield subject, predicate, value


def _types(store: Store) -> Iterator[Fact]:
    """What everything is said to be, claims and articles too."""
    for subject, predicate, value, _ in store.quads_for_pattern(None, _TYPE, None):
        if isinstance(subject, NamedNode) and isinstance(value, NamedNode):
            yield subject, predicate, value


@dataclass(frozen=True, slots=True)
class Axioms:
    """What the ontology says of its properties and classes, as far as something follows from it."""

    superclasses: Links
    above: Links
    inverses: Links
    transitive: frozenset[NamedNode]

    @classmethod
    def of(cls, ontology: Ontology) -> Axioms:
        """The axioms in the ontology's files. A symmetric property is its own inverse."""
        links: dict[NamedNode, defaultdict[NamedNode, set[NamedNode]]] = defaultdict(lambda: defaultdict(set))
        transitive: set[NamedNode] = set()
        for subject, predicate, value in _axiom_triples(ontology):
            if value == _TRANSITIVE:
                transitive.add(subject)
            elif value == _SYMMETRIC:
                links[_INVERSE][subject].add(subject)
            elif predicate != _TYPE:
                links[predicate][subject].add(value)
                if predicate == _INVERSE:
                    links[predicate][value].add(subject)
        classes, properties, inverses = (_frozen(links[each]) for each in (_SUBCLASS, _SUBPROPERTY, _INVERSE))
        return cls(classes, properties, inverses, frozenset(transitive))

    @property
    def properties(self) -> list[NamedNode]:
        """Those from whose triples something follows, and what follows, sorted."""
        ends = frozenset().union(*self.above.values(), *self.inverses.values())
        return sorted({*self.above, *ends, *self.transitive}, key=lambda node: node.value)

    def closed(self, facts: Iterable[Fact]) -> set[Fact]:
        """The facts and all that follows from them: each new one is asked once what it brings."""
        known, todo = set(facts), list(facts)
        from_subject: defaultdict[tuple[NamedNode, NamedNode], set[NamedNode]] = defaultdict(set)
        from_object: defaultdict[tuple[NamedNode, NamedNode], set[NamedNode]] = defaultdict(set)
        while todo:
            subject, predicate, value = fact = todo.pop()
            following = set(self._alone(fact))
            if predicate in self.transitive:
                from_subject[subject, predicate].add(value)
                from_object[value, predicate].add(subject)
                following.update((subject, predicate, end) for end in from_subject[value, predicate])
                following.update((start, predicate, value) for start in from_object[subject, predicate])
            todo.extend(following - known)
            known |= following
        return known

    def _alone(self, fact: Fact) -> Iterator[Fact]:
        """What follows from one fact by itself."""
        subject, predicate, value = fact
        yield from ((subject, wider, value) for wider in self.above.get(predicate, ()))
        yield from ((value, inverse, subject) for inverse in self.inverses.get(predicate, ()))

    def classes_of(self, types: Iterable[Fact]) -> set[Fact]:
        """The wider classes of whatever has a class, but for those that it is said to have."""
        climb = cache(self._climbed)
        stated = set(types)
        wider = {(subject, _TYPE, above) for subject, _, kind in stated for above in climb(kind)}
        return wider - stated

    def _climbed(self, kind: NamedNode) -> frozenset[NamedNode]:
        found: set[NamedNode] = set()
        todo = [kind]
        while todo:
            new = self.superclasses.get(todo.pop(), frozenset()) - found
            found |= new
            todo.extend(new)
        return frozenset(found)


def _frozen(links: Mapping[NamedNode, set[NamedNode]]) -> Links:
    return {node: frozenset(found) for node, found in links.items()}


def _axiom_triples(ontology: Ontology) -> Iterator[Fact]:
    wanted = {_SUBCLASS, _SUBPROPERTY, _INVERSE}
    for path in ontology.files:
        try:
            for subject, predicate, value, _ in parse(path=path, format=RdfFormat.TURTLE):
                known = predicate in wanted or (predicate == _TYPE and value in {_SYMMETRIC, _TRANSITIVE})
                if known and isinstance(subject, NamedNode) and isinstance(value, NamedNode):
                    yield subject, predicate, value
        except (OSError, SyntaxError) as error:
            raise OntologyError(f"{path}: changed since it was loaded ({error}); run the command again") from error
