"""Which plain triples of a graph each event bears out, so that each can be told with the event's time and sources.

What is planned, possible, asked for, denied or disputed bears out nothing. It looks at one event at a time; who spoke
is not weighed again: a triple that an event might have borne out has to stand in the graph as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.merge.status import EVENT_RULES
from kg.model import Modality, Polarity
from kg.ontology import load_ontology
from kg.ontology.iris import PREFIXES, term
from kg.trust.nodes import Node

__all__ = ["Facts"]

_DEFAULT = DefaultGraph()
_PREDICATE = NamedNode(PREFIXES["rdf"] + "predicate")
_POLARITY, _MODALITY, _STORY = (NamedNode(term(name)) for name in ("polarity", "modality", "story"))
_SPEAKERS = {rule.status.value: rule.speakers for rule in EVENT_RULES if rule.speakers}


class Facts:
    """The facts of a stored graph, asked for by event."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._is_symmetric = cache(self._look_up_symmetry)

    def of(self, event: Node) -> Iterator[tuple[str, str, str]]:
        """The plain triples that the event bears out; both, where one holds both ways."""
        needed = _SPEAKERS.get(event.one("kg:status"))
        if needed is None:
            return
        subject, obj = event.one("kg:subject"), event.one("kg:object")
        for relation in sorted({*event.all("kg:relation"), *event.all("kg:kinRelation")}):
            if self._stands(subject, relation, obj) and self._bears_out(event, relation, needed):
                yield subject, relation, obj
                if self._is_symmetric(relation) and self._stands(obj, relation, subject):
                    yield obj, relation, subject

    def _stands(self, subject: str, relation: str, obj: str) -> bool:
        return Quad(NamedNode(subject), NamedNode(relation), NamedNode(obj), _DEFAULT) in self._store

    def _bears_out(self, event: Node, relation: str, needed: int) -> bool:
        """Whether enough independent stories say that it happened; an asserted event's own relation needs no asking."""
        if needed == 1 and relation == event.one("kg:relation"):
            return True
        return len({story for claim in event.all("kg:claim") for story in self._stories(claim, relation)}) >= needed

    def _stories(self, claim: str, relation: str) -> Iterator[str]:
        """The story that tells the claim, if the claim says that the relation holds."""
        node = NamedNode(claim)
        for stated in self._store.quads_for_pattern(node, _PREDICATE, NamedNode(relation), None):
            graph = stated.graph_name
            said = ((_POLARITY, Polarity.POSITIVE), (_MODALITY, Modality.ACTUAL))
            if all(Quad(node, predicate, Literal(value), graph) in self._store for predicate, value in said):
                yield from map(_text, self._store.quads_for_pattern(None, _STORY, None, graph))

    def _look_up_symmetry(self, relation: str) -> bool:
        """What the ontology says; of a relation that it does not know, whether all its triples stand both ways."""
        known = _shipped_symmetry().get(relation)
        if known is not None:
            return known
        quads = self._store.quads_for_pattern(None, NamedNode(relation), None, _DEFAULT)
        return all(self._stands(_text(quad), relation, str(getattr(quad.subject, "value", ""))) for quad in quads)


@cache
def _shipped_symmetry() -> dict[str, bool]:
    """For each relation of the shipped ontology whether it holds both ways."""
    return {term(name): relation.symmetric for name, relation in load_ontology().relations.items()}


def _text(quad: Quad) -> str:
    return str(getattr(quad.object, "value", quad.object))
