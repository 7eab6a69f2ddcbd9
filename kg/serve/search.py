"""Things by the words of their names: entities first, then events, articles and stories. Case and accents don't matter.

It refuses nothing; where no name holds the words, nothing is found.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal

from kg.export.look import Family, family_of
from kg.ontology.iris import local_name
from kg.ontology.phrases import words
from kg.questions.names import fold
from kg.serve.opened import OpenGraph
from kg.serve.reading import labels_of, rows

__all__ = ["Found", "nearest_names", "search"]

MAX_FOUND = 100
MAX_NEAR = 8
_ALIKE = 0.6

# Names are looked through before anything else is asked of them: the other way round, all of the graph would be read.
_ENTITIES = """
SELECT ?s ?p ?name ?class {
  VALUES ?p { rdfs:label skos:altLabel kg:metonym }
  ?s ?p ?name FILTER (WORDS)
  ?s a ?class FILTER (STRSTARTS(STR(?class), STR(kg:))
    && ?class NOT IN (kg:Event, kg:Claim, kg:Article, kg:Story, kg:Evidence))
} LIMIT 5000
"""
_TELLINGS = """
SELECT ?s (rdfs:label AS ?p) ?name ?class {
  ?s rdfs:label ?name FILTER (WORDS)
  ?s a ?class FILTER (?class IN (kg:Event, kg:Article, kg:Story))
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
    """The things with all these words in one of their names, those that are called so first; at most a hundred.

    Where none has, those that differ by accents are found.
    """
    wanted = fold(text)
    if not wanted:
        return ()
    holding = _holding(text.lower().split(), " && ")
    named = (*_named(graph, _ENTITIES, holding), *_named(graph, _TELLINGS, holding))
    return _ranked(named or _named(graph, _ENTITIES, _alike(wanted)), wanted)


def nearest_names(graph: OpenGraph, text: str) -> tuple[Found, ...]:
    """The things whose names come near: those that hold its words, then those spelt alike."""
    exact = search(graph, text)[:MAX_NEAR]
    wanted = fold(text)
    if exact or not wanted:
        return exact
    entities = {fold(found.name): found for found in _named(graph, _ENTITIES, _alike(wanted))}
    alike = difflib.get_close_matches(wanted, sorted(entities), n=MAX_NEAR, cutoff=_ALIKE)
    return tuple({entities[name].iri: entities[name] for name in alike}.values())


def _holding(pieces: Iterable[str], sign: str) -> str:
    """The filter for names that hold the pieces, all of them or one of them."""
    return sign.join(f"CONTAINS(LCASE(?name), {Literal(piece)})" for piece in pieces) or "false"


def _alike(wanted: str) -> str:
    """The filter for names that begin or end a word as one of these words does: a slip rarely hits both."""
    return _holding(sorted({part for word in wanted.split() for part in (word[:3], word[-3:])}), " || ")


def _ranked(named: Iterable[Found], wanted: str) -> tuple[Found, ...]:
    best: dict[str, tuple[tuple[int, int, str, str], Found]] = {}
    for found in named:
        folded = fold(found.name)
        if all(word in folded for word in wanted.split()):
            rank = _rank(found, folded, wanted)
            best[found.iri] = min(best.get(found.iri, (rank, found)), (rank, found), key=lambda pair: pair[0])
    return tuple(found for _, found in sorted(best.values(), key=lambda pair: pair[0])[:MAX_FOUND])


def _rank(found: Found, folded: str, wanted: str) -> tuple[int, int, str, str]:
    """What orders the list: entities before what tells of them, the very name, its beginning, then shorter ones."""
    late = 1 + _LAST.index(found.kind) if found.kind in _LAST else 0
    closeness = 0 if folded == wanted else 1 if folded.startswith(wanted) else 2
    return late, closeness, f"{len(folded):06}{folded}", found.iri


def _named(graph: OpenGraph, query: str, holding: str) -> list[Found]:
    """Every name that the query finds and the filter lets through, with the thing's label."""
    solutions = rows(graph, query.replace("WORDS", holding))
    found = sorted((row["s"].value, row["name"].value, row["class"].value) for row in solutions)
    labels = labels_of(graph, {iri for iri, _, _ in found})
    return [
        Found(iri, labels.get(iri, name), name, words(local_name(kind)), family_of(local_name(kind)))
        for iri, name, kind in found
    ]
