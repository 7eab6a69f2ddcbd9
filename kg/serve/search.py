"""Things by the words of their names: entities first, then events, articles and stories. Case and accents don't matter.

It refuses nothing; where no name holds the words, nothing is found.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal

from kg.export.look import Family, family_of
from kg.export.view import words
from kg.ontology.iris import local_name
from kg.questions.names import fold
from kg.serve.opened import OpenGraph
from kg.serve.reading import rows

__all__ = ["Found", "nearest_names", "search"]

MAX_FOUND = 100
MAX_NEAR = 8
_ALIKE = 0.6

_CLASSES = "kg:Event, kg:Claim, kg:Article, kg:Story, kg:Evidence"
_ENTITIES = f"""
SELECT ?s ?p ?name ?class {{
  VALUES ?p {{ rdfs:label skos:altLabel kg:metonym }}
  ?s ?p ?name ; a ?class FILTER (STRSTARTS(STR(?class), STR(kg:)) && ?class NOT IN ({_CLASSES}))
}}
"""
_TELLINGS = """
SELECT ?s (rdfs:label AS ?p) ?name ?class {
  VALUES ?class { kg:Event kg:Article kg:Story }
  ?s a ?class ; rdfs:label ?name FILTER (WORDS)
} LIMIT 1000
"""
_LAST = ("article", "story", "event")


@dataclass(frozen=True, slots=True)
class Found:
    """A thing whose name was asked for: `name` is the one that fits, `label` what the thing is called."""

    iri: str
    label: str
    name: str
    kind: str
    family: Family


def search(graph: OpenGraph, text: str) -> tuple[Found, ...]:
    """The things with all these words in one of their names, those that are called so first; at most a hundred."""
    wanted = fold(text)
    if not wanted:
        return ()
    best: dict[str, tuple[tuple[int, int, str, str], Found]] = {}
    for found in (*_named(graph, _ENTITIES), *_named(graph, _telling(text))):
        folded = fold(found.name)
        if all(word in folded for word in wanted.split()):
            rank = _rank(found, folded, wanted)
            best[found.iri] = min(best.get(found.iri, (rank, found)), (rank, found), key=lambda pair: pair[0])
    return tuple(found for _, found in sorted(best.values(), key=lambda pair: pair[0])[:MAX_FOUND])


def nearest_names(graph: OpenGraph, text: str) -> tuple[Found, ...]:
    """The things whose names come near: those that hold its words, then those spelt alike."""
    exact = search(graph, text)[:MAX_NEAR]
    if exact:
        return exact
    entities = {fold(found.name): found for found in _named(graph, _ENTITIES)}
    alike = difflib.get_close_matches(fold(text), sorted(entities), n=MAX_NEAR, cutoff=_ALIKE)
    return tuple({entities[name].iri: entities[name] for name in alike}.values())


def _rank(found: Found, folded: str, wanted: str) -> tuple[int, int, str, str]:
    """What orders the list: entities before what tells of them, the very name, its beginning, then shorter ones."""
    late = 1 + _LAST.index(found.kind) if found.kind in _LAST else 0
    closeness = 0 if folded == wanted else 1 if folded.startswith(wanted) else 2
    return late, closeness, f"{len(folded):06}{folded}", found.iri


def _telling(text: str) -> str:
    """The query for what tells of entities: there is much of it, so the engine looks through the names."""
    return _TELLINGS.replace(
        "WORDS", " && ".join(f"CONTAINS(LCASE(?name), {Literal(word)})" for word in fold(text).split())
    )


def _named(graph: OpenGraph, query: str) -> Iterable[Found]:
    """Every name that the query finds, with the thing's label."""
    found = sorted(
        (row["s"].value, row["p"].value, row["name"].value, row["class"].value) for row in rows(graph, query)
    )
    labels = {iri: name for iri, property_, name, _ in reversed(found) if property_.endswith("#label")}
    for iri, _, name, kind in found:
        yield Found(iri, labels.get(iri, name), name, words(local_name(kind)), family_of(local_name(kind)))
