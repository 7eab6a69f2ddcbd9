"""How well the articles of two names agree about what stands around them. It compares no spelling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kg.link.names import Name
from kg.ontology import Ontology

__all__ = ["Surroundings", "agreement", "are_opposed", "surroundings_of"]

STATE_WEIGHT = 0.4  # of a state that both name: half the world's news names the United States
SAME_STATE = 0.6  # of the state that both are placed with


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The share of a name's articles that place it with each state, and that name each other thing."""

    owners: Mapping[str, float]
    others: Mapping[str, float]


def surroundings_of(name: Name) -> Surroundings:
    """The context of a name, as shares of its articles."""
    owners: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for entry, count in name.context.items():
        owner, _, other = entry.partition("|")
        if other:
            others[other] += count
        elif owner:
            owners[owner] += count
    return Surroundings(_shares(owners, name.articles), _shares(others, name.articles))


def agreement(one: Surroundings, other: Surroundings, ontology: Ontology) -> float:
    """How much two names have around them in common: 1 for one thing that every article of both names.

    What a name's articles mention now and then weighs as little as they do, so names in many articles don't agree with
    all the world.
    """
    shared = one.others.keys() & other.others.keys()
    common = sum(_weight(each, ontology) * one.others[each] * other.others[each] for each in sorted(shared))
    return common + SAME_STATE * sum(one.owners[each] * other.owners[each] for each in sorted(_owners(one, other)))


def are_opposed(one: Surroundings, other: Surroundings) -> bool:
    """Whether they are placed with different states and nothing else speaks for their being one."""
    placed = bool(one.owners and other.owners)
    return placed and not _owners(one, other) and not one.others.keys() & other.others.keys()


def _owners(one: Surroundings, other: Surroundings) -> set[str]:
    return set(one.owners.keys() & other.owners.keys())


def _shares(counts: Mapping[str, int], articles: int) -> dict[str, float]:
    return {each: count / max(articles, 1) for each, count in counts.items()}


def _weight(other: str, ontology: Ontology) -> float:
    entry = ontology.gazetteer.entries.get(other)
    return STATE_WEIGHT if entry is not None and entry.kind == "State" else 1.0
