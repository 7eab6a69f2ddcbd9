"""What `--what` means: which of the dataset's statements are written. It refuses nothing; all is all.

Nothing dangles: where claims are left out, so are the links from events to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.export import What
from kg.ontology.iris import PREFIXES, term

__all__ = ["plain_relations", "select"]

_Keeps = Callable[[Quad], bool]

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_CLAIM = NamedNode(term("claim"))
_DEFAULT = DefaultGraph()


def select(store: Store, what: What) -> Iterator[Quad]:
    """The quads that are written, in the order of the store. It holds no more than the IRIs of events and stories."""
    return iter(store) if what is What.ALL else filter(_SELECTIONS[what](store), store)


def _keeps_facts(store: Store) -> _Keeps:
    """The default graph without events and stories: things, their names, and the plain triples."""
    left_out = _instances(store, "Event", "Story")
    return lambda quad: quad.graph_name == _DEFAULT and quad.subject not in left_out


def _keeps_events(_store: Store) -> _Keeps:
    """The default graph, without the links into the articles' graphs."""
    return lambda quad: quad.graph_name == _DEFAULT and quad.predicate != _CLAIM


def _keeps_claims(store: Store) -> _Keeps:
    """The articles' graphs, and of the default graph what things and stories are called: no event, no plain triple."""
    events, relations = _instances(store, "Event"), plain_relations(store)
    return lambda quad: quad.graph_name != _DEFAULT or (quad.subject not in events and quad.predicate not in relations)


def plain_relations(store: Store) -> frozenset[object]:
    """The relations that events have, and so the predicates of plain triples."""
    links = (NamedNode(term(name)) for name in ("relation", "kinRelation"))
    return frozenset(quad.object for link in links for quad in store.quads_for_pattern(None, link, None, _DEFAULT))


def _instances(store: Store, *names: str) -> frozenset[object]:
    """Whatever in the default graph has one of the ontology's classes."""
    classes = (NamedNode(term(name)) for name in names)
    return frozenset(quad.subject for kind in classes for quad in store.quads_for_pattern(None, _TYPE, kind, _DEFAULT))


_SELECTIONS: Mapping[What, Callable[[Store], _Keeps]] = MappingProxyType(
    {What.FACTS: _keeps_facts, What.EVENTS: _keeps_events, What.CLAIMS: _keeps_claims}
)
