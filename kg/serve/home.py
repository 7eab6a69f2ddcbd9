"""The first page: the graph drawn, or, where it is too large for that, the entities that have the most events.

It refuses to draw what nobody could look at: drawing takes as long as there are events.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from kg.export.look import family_of
from kg.export.page import PageOptions, Site, render_view
from kg.export.view import read_view
from kg.ontology.iris import local_name
from kg.ontology.phrases import words
from kg.serve.jobs import HTML, Answer
from kg.serve.opened import OpenGraph
from kg.serve.pages import OWN_POLICY, render_page
from kg.serve.reading import labels_of, properties_of, rows
from kg.serve.search import Found
from kg.serve.things import page_of

__all__ = ["HomeJob"]

MAX_EVENTS = 10_000
MAX_LISTED = 60

_NAVIGATION = '<nav><a href="/sparql">Query</a> <a href="/search">Find</a> <a href="/ontology">Ontology</a></nav>'


@dataclass(frozen=True, slots=True)
class HomeJob:
    """The first page, unless it is still the one that the asker knows by this tag."""

    known: str = ""

    def answer(self, graph: OpenGraph) -> Answer:
        """The page, or nothing with 304."""
        if self.known == graph.tag:
            return Answer(304, "", b"", {"ETag": graph.tag})
        events = _count(graph, "?x a kg:Event")
        page = _drawn(graph) if events <= MAX_EVENTS else _listed(graph, events)
        return Answer(page.status, page.media_type, page.body, {**page.headers, "ETag": graph.tag})


def _drawn(graph: OpenGraph) -> Answer:
    style = files("kg.serve").joinpath("static", "graph.css").read_text("utf-8")
    site = Site(_NAVIGATION, style, lambda iri: page_of(iri, graph.base))
    text = render_view(read_view(graph.dataset), PageOptions(site=site))
    return Answer(200, HTML, text.encode("utf-8", "replace"), {"Content-Security-Policy": OWN_POLICY})


def _listed(graph: OpenGraph, events: int) -> Answer:
    counts = ((events, "events"), (_count(graph, "?x a kg:Article"), "articles"))
    found = rows(graph, f"{_BUSIEST} LIMIT {MAX_LISTED}")
    iris = [row["x"].value for row in found]
    labels, said = labels_of(graph, iris), properties_of(graph, iris)
    listed = [
        (_found(iri, labels, said[iri].get("rdf:type", ("",))), int(row["n"].value))
        for iri, row in zip(iris, found, strict=True)
        if iri in said
    ]
    return render_page("home.html.j2", graph, counts=counts, listed=listed)


def _found(iri: str, labels: dict[str, str], classes: tuple[str, ...]) -> Found:
    kind = local_name(classes[0])
    label = labels.get(iri, local_name(iri))
    return Found(iri, label, label, words(kind), family_of(kind))


def _count(graph: OpenGraph, pattern: str) -> int:
    (row,) = rows(graph, f"SELECT (COUNT(?x) AS ?n) {{ {pattern} }}")
    return int(row["n"].value)


_BUSIEST = """
SELECT ?x (COUNT(*) AS ?n) { { ?event kg:subject ?x } UNION { ?event kg:object ?x } } GROUP BY ?x ORDER BY DESC(?n) ?x
"""
