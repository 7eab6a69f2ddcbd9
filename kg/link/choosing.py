"""Which fuller name a name stands for. It looks at a name and its neighbours, and at nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.link.decisions import NO_DECISIONS, Decisions
from kg.link.known import are_compatible
from kg.link.names import Name, NameId
from kg.ontology import Ontology

__all__ = ["Choice", "Doubt", "choose_parent"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Another name that may be the same thing, why, and how likely in 0..1."""

    other: NameId
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Choice:
    """The fuller name that a name stands for, None where it stands for itself; why, and how sure in 0..1.

    The parent may be a thing that the ontology knows (`known_thing`). `doubts` are what a person may decide.
    """

    parent: NameId | None = None
    reason: str = ""
    score: float = 1.0
    doubts: tuple[Doubt, ...] = ()


def choose_parent(
    name: Name, neighbours: Sequence[Name], ontology: Ontology, decisions: Decisions = NO_DECISIONS
) -> Choice:
    """The choice of a name among its neighbours, in any order; names that share no block with it change nothing.

    Parents are always greater in one order of all names, so that choices make trees.
    """
    rank = _rank(name, ontology)
    fitting = [
        other
        for other in neighbours
        if rank < _rank(other, ontology)
        and _is_same(name.id, other.id)
        and are_compatible(name.id.kind, other.id.kind, ontology)
    ]
    best = max(fitting, key=lambda other: _rank(other, ontology), default=None)
    return Choice(best.id, "same words") if best else Choice()


def _rank(name: Name, ontology: Ontology) -> tuple[int, int, NameId]:
    depth = 0 if name.id.kind == "Thing" else ontology.depth(name.id.kind)
    return depth, name.articles, name.id


def _is_same(one: NameId, other: NameId) -> bool:
    if one.key == other.key:
        return True
    both_persons = one.kind == other.kind == "Person"
    return both_persons and sorted(one.key.replace("-", " ").split()) == sorted(other.key.replace("-", " ").split())
