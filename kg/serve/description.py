"""What the endpoint says of itself: a service description (https://www.w3.org/TR/sparql11-service-description/).

No blank node: what has no name elsewhere is a fragment of the endpoint's own address.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg.ontology.iris import PREFIXES
from kg.serve.jobs import Answer
from kg.serve.media import Offer
from kg.serve.opened import OpenGraph
from kg.serve.queries import rdf_answer

__all__ = ["DescriptionJob"]

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = (
    "SPARQL_Results_JSON SPARQL_Results_XML SPARQL_Results_CSV SPARQL_Results_TSV "
    "Turtle N-Triples JSON-LD RDF_XML TriG N-Quads"
).split()


@dataclass(frozen=True, slots=True)
class DescriptionJob:
    """The description of the endpoint at this address, in that form."""

    endpoint: str
    offer: Offer

    def answer(self, graph: OpenGraph) -> Answer:
        """The description."""
        prefixes = {"sd": _SD, "void": _VOID, "formats": _FORMATS}
        return rdf_answer(self._triples(len(graph.store)), self.offer, graph, prefixes)

    def _triples(self, count: int) -> Iterator[Triple]:
        service, dataset, default = (NamedNode(self.endpoint + part) for part in ("", "#dataset", "#default-graph"))
        yield _says(service, PREFIXES["rdf"] + "type", _SD + "Service")
        yield _says(service, _SD + "endpoint", self.endpoint)
        yield _says(service, _SD + "supportedLanguage", _SD + "SPARQL11Query")
        yield _says(service, _SD + "feature", _SD + "UnionDefaultGraph")
        for name in _RESULTS:
            yield _says(service, _SD + "resultFormat", _FORMATS + name)
        yield _says(service, _SD + "defaultDataset", dataset.value)
        yield _says(dataset, PREFIXES["rdf"] + "type", _SD + "Dataset")
        yield _says(dataset, _SD + "defaultGraph", default.value)
        yield _says(default, PREFIXES["rdf"] + "type", _SD + "Graph")
        yield Triple(default, NamedNode(_VOID + "triples"), Literal(count))


def _says(subject: NamedNode, predicate: str, value: str) -> Triple:
    return Triple(subject, NamedNode(predicate), NamedNode(value))
