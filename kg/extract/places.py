"""Where: the place that the words give to a predicate, and to no other."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.clauses import Predication
from kg.extract.words import Token

__all__ = ["place_of"]

_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "off", "across"})


def place_of(predication: Predication, is_place: Callable[[Token], bool]) -> Token | None:
    """The head of the phrase that says where: "in Beijing", "at a summit in Osaka"."""
    near = predication.complements
    for complement in near:
        if complement.path[-1] in _PLACE_PREPOSITIONS and is_place(complement.head):
            return complement.head
    for complement in near:
        for child in complement.head.children:
            if child.dep_ == "prep" and child.lower_ in _PLACE_PREPOSITIONS:
                inner = next((c for c in child.children if c.dep_ == "pobj" and is_place(c)), None)
                if inner is not None:
                    return inner
    return None
