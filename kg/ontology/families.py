"""Families of relations: those that tell one happening in other words, as `kg:kin` says. It refuses mixed families."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.errors import OntologyError
from kg.ontology.model import Relation

__all__ = ["with_families"]


def with_families(relations: Mapping[str, Relation]) -> dict[str, Relation]:
    """The relations, each with its family.

    Raises OntologyError for kin that is no relation, and where an act is kin to a state of affairs or what holds both
    ways to what holds one way: their claims could not be about one happening.
    """
    neighbours = _neighbours(relations)
    families: dict[str, str] = {}
    for name in sorted(relations):
        if name not in families:
            families.update(dict.fromkeys(_reached(name, neighbours), name))
    return {name: replace(relation, family=families[name]) for name, relation in relations.items()}


def _neighbours(relations: Mapping[str, Relation]) -> Mapping[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for relation in relations.values():
        for other in relation.kin:
            if other not in relations:
                raise OntologyError(
                    f"{relation.name}: kg:kin {other!r} is no relation of the ontology; take one of them"
                )
            _check_kin(relation, relations[other])
            found[relation.name].add(other)
            found[other].add(relation.name)
    return found


def _check_kin(one: Relation, other: Relation) -> None:
    """Nothing for two that may be kin: each family is then of one sort, since it hangs together by such pairs."""
    for wrong in _differences(one, other):
        raise OntologyError(f"{one.name}: kg:kin {other.name!r} can't be the same happening: {wrong}")


def _differences(one: Relation, other: Relation) -> Iterator[str]:
    if one.symmetric != other.symmetric:
        both_ways = one if one.symmetric else other
        yield f"only {both_ways.name} holds both ways; make both an owl:SymmetricProperty, or neither"
    if one.happening != other.happening:
        act = one if one.happening else other
        yield f"only {act.name} is an act; give both a kg:plover category or kg:happening true, or neither"


def _reached(start: str, neighbours: Mapping[str, set[str]]) -> set[str]:
    """All that can be reached from one relation, itself included."""
    found, todo = {start}, [start]
    while todo:
        new = neighbours.get(todo.pop(), set()) - found
        found |= new
        todo.extend(new)
    return found
