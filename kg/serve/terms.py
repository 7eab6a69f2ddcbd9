"""What the query editor needs to know: prefixes, the words that it completes, and queries to begin with.

Words are the ontology's classes and properties, what relations the graph has besides, and its entities, as many as an
editor can look through while somebody types.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.asking import canned_questions
from kg.ontology.iris import PREFIXES, local_name
from kg.ontology.loading import shipped_files
from kg.serve.examples import EXAMPLES, Example
from kg.serve.jobs import Answer
from kg.serve.opened import OpenGraph
from kg.serve.reading import rows, short

__all__ = ["TermsJob"]

MAX_ENTITIES = 5000
_KINDS = {PREFIXES["owl"] + name for name in ("Class", "ObjectProperty", "DatatypeProperty")}
_OTHERS = (
    "rdf:type rdf:subject rdf:predicate rdf:object rdfs:label skos:altLabel owl:sameAs oa:exact oa:start oa:end "
    "prov:wasDerivedFrom schema:headline schema:datePublished dcterms:language"
).split()


@dataclass(frozen=True, slots=True)
class TermsJob:
    """What the editor needs, as JSON."""

    def answer(self, graph: OpenGraph) -> Answer:
        """The JSON: `base`, `prefixes`, `terms` in order, `questions` and `examples`."""
        told = {
            "base": graph.base,
            "prefixes": graph.prefixes,
            "terms": sorted({*_OTHERS, *_ontology_terms(), *_graph_terms(graph)}),
            "questions": [asdict(Example(each.asks, each.sparql)) for each in canned_questions(graph.dataset)],
            "examples": [asdict(example) for example in EXAMPLES],
        }
        body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
        return Answer(200, "application/json", body, {"ETag": graph.tag})


@cache
def _ontology_terms() -> frozenset[str]:
    """The classes and properties that come with the program."""
    quads = (quad for path in shipped_files() for quad in parse(path=str(path), format=RdfFormat.TURTLE))
    kinds = ((quad.subject, quad.object) for quad in quads if quad.predicate.value == PREFIXES["rdf"] + "type")
    return frozenset(
        f"kg:{local_name(subject.value)}"
        for subject, kind in kinds
        if isinstance(subject, NamedNode) and isinstance(kind, NamedNode) and kind.value in _KINDS
        if subject.value.startswith(PREFIXES["kg"])
    )


def _graph_terms(graph: OpenGraph) -> Iterator[str]:
    """The relations of the graph's events, and its entities."""
    for query in (_RELATIONS, _ENTITIES):
        yield from (short(row["x"].value, graph) for row in rows(graph, query))


_RELATIONS = "SELECT DISTINCT ?x { ?event kg:relation ?x }"
_ENTITIES = f"""
SELECT DISTINCT ?x {{ {{ ?event kg:subject ?x }} UNION {{ ?event kg:object ?x }} }} LIMIT {MAX_ENTITIES}
"""
