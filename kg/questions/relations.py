"""The relation that somebody means by a name, out of those that a stored graph has. It never guesses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.errors import QueryError
from kg.ontology.iris import local_name, term
from kg.query import run_query
from kg.questions.names import fold, nearest
from kg.store import oxigraph_store

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["relations_called"]


def relations_called(dataset: Dataset, wanted: str) -> tuple[str, ...]:
    """The local names of the relations so called; QueryError with the nearest ones where the graph has none."""
    asked = fold(_spaced(wanted.strip().removeprefix("kg:")))
    if _is_there(dataset, name := _joined(asked)):
        return (name,)
    known = sorted(local_name(record["relation"]) for record in run_query(dataset, _RELATIONS).records())
    found = tuple(each for each in known if fold(_spaced(each)) == asked)
    if not found:
        near = [_joined(name) for name in nearest(asked, map(_spaced, known))]
        hint = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
        raise QueryError(f"no event of the graph has the relation {wanted!r}{hint}")
    return found


def _is_there(dataset: Dataset, name: str) -> bool:
    """Whether an event has the relation of this local name."""
    graph, relation = oxigraph_store(dataset), NamedNode(term(name)) if name.isalnum() else None
    places = (graph.quads_for_pattern(None, NamedNode(term(by)), relation) for by in ("relation", "kinRelation"))
    return relation is not None and any(next(place, None) for place in places)


def _spaced(name: str) -> str:
    """The words of a local name: "withdraws From" of withdrawsFrom."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)


def _joined(words: str) -> str:
    """The local name that these words would have: "withdrawsFrom" of "withdraws from"."""
    first, *others = words.split() or [""]
    return first + "".join(word[0].upper() + word[1:] for word in others)


_RELATIONS = "SELECT DISTINCT ?relation { ?event kg:relation|kg:kinRelation ?relation }"
