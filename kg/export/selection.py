"""What `--what` means: which of the dataset's statements are written. It refuses nothing; all is all.

Nothing dangles: where claims are left out, so are the links from events to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from oxrdflib.store import OxigraphStore
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store
from rdflib import Dataset

from kg.export import What
from kg.ontology.iris import PREFIXES, term
from kg.store import oxigraph_store

__all__ = ["Part", "part_of", "plain_relations", "select", "stored"]

Nodes = frozenset[object]

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_CLAIM = NamedNode(term("claim"))
_DEFAULT = DefaultGraph()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a dataset, by what is left out: the articles' graphs; in the default graph, subjects and predicates.

    It holds the IRIs of the events or stories that it leaves out: some 200 bytes for each.
    """

    has_articles: bool = True
    without_subjects: Nodes = frozenset()
    without_predicates: Nodes = frozenset()

    def kept(self, quads: Iterable[Quad]) -> Iterable[Quad]:
        """Those of the quads that are of this part."""
        return quads if self == _ALL else filter(self._holds, quads)

    def _holds(self, quad: Quad) -> bool:
        if quad.graph_name != _DEFAULT:
            return self.has_articles
        return quad.subject not in self.without_subjects and quad.predicate not in self.without_predicates


_ALL = Part()


def part_of(store: Store, what: What) -> Part:
    """What is meant in this store."""
    return _PARTS[what](store)


def select(store: Store, what: What) -> Iterator[Quad]:
    """The quads that are written, in the order of the store."""
    return iter(part_of(store, what).kept(store))


def plain_relations(store: Store) -> Nodes:
    """The relations that events have, and so the predicates of plain triples."""
    links = (NamedNode(term(name)) for name in ("relation", "kinRelation"))
    return frozenset(quad.object for link in links for quad in store.quads_for_pattern(None, link, None, _DEFAULT))


def stored(dataset: Dataset) -> Store:
    """The Oxigraph store under the dataset, or a copy in memory where there is another: its terms are the plain ones.

    rdflib would hand out plain literals of Oxigraph as `^^xsd:string`.
    """
    if isinstance(dataset.store, OxigraphStore):
        return oxigraph_store(dataset)
    copy = Store()
    copy.bulk_load(dataset.serialize(format="ox-nquads", encoding="utf-8"), format=RdfFormat.N_QUADS)
    return copy


def _instances(store: Store, *names: str) -> Nodes:
    """Whatever in the default graph has one of the ontology's classes."""
    classes = (NamedNode(term(name)) for name in names)
    return frozenset(quad.subject for kind in classes for quad in store.quads_for_pattern(None, _TYPE, kind, _DEFAULT))


_PARTS: Mapping[What, Callable[[Store], Part]] = MappingProxyType(
    {
        What.FACTS: lambda store: Part(has_articles=False, without_subjects=_instances(store, "Event", "Story")),
        What.EVENTS: lambda _: Part(has_articles=False, without_predicates=frozenset({_CLAIM})),
        What.CLAIMS: lambda store: Part(
            without_subjects=_instances(store, "Event"), without_predicates=plain_relations(store)
        ),
        What.ALL: lambda _: _ALL,
    }
)
