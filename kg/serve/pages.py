"""The pages for people, and the same things as RDF: jobs that read the graph and write HTML.

All text of articles is escaped, and what changes the direction of text is kept within its own word; a link leads to a
page of ours or, for http and https alone, elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from pyoxigraph import NamedNode, Quad, Store, Triple

from kg.export import What
from kg.export.jsonld import write_jsonld
from kg.export.look import STATUSES
from kg.export.marks import cut
from kg.export.ontology_page import ontology_page
from kg.ontology import load_ontology
from kg.serve.jobs import HTML, Answer, Bounded
from kg.serve.media import Offer
from kg.serve.opened import OpenGraph
from kg.serve.queries import rdf_answer
from kg.serve.search import Found, nearest_names, search
from kg.serve.things import EVENTS_A_PAGE, Thing, iri_of, page_of, read_thing
from kg.store import as_dataset

__all__ = [
    "OWN_POLICY",
    "SUFFIXES",
    "NotFoundJob",
    "OntologyJob",
    "RdfJob",
    "SearchJob",
    "ThingJob",
    "render",
    "render_page",
]

OWN_POLICY = "frame-ancestors 'none'"
"""The policy of a page that holds all else in itself: it allows its own scripts by their hashes, and nothing more."""
SUFFIXES = {"ttl": "turtle", "jsonld": "jsonld", "nt": "ntriples", "rdf": "rdfxml"}
"""What a thing's address can end in, and the form that it then has."""


@dataclass(frozen=True, slots=True)
class ThingJob:
    """The page of the thing with this name."""

    name: str
    page: int = 1

    def answer(self, graph: OpenGraph) -> Answer:
        """The page; where there is no such thing, one that names the nearest."""
        thing = read_thing(graph, iri_of(self.name, graph.base), self.page)
        if thing is None:
            return NotFoundJob(self.name).answer(graph)
        return render_page("thing.html.j2", graph, thing=thing, pages=_pages(thing, self.page), statuses=STATUSES)


@dataclass(frozen=True, slots=True)
class RdfJob:
    """What is said of the thing with this name, and of others with it, as RDF."""

    name: str
    offer: Offer

    def answer(self, graph: OpenGraph) -> Answer:
        """The triples that the thing begins or ends."""
        thing = NamedNode(iri_of(self.name, graph.base))
        triples = set(_touching(graph, thing))
        if not triples:
            return NotFoundJob(self.name).answer(graph)
        return _json(triples, graph) if self.offer.name == "jsonld" else rdf_answer(triples, self.offer, graph)


@dataclass(frozen=True, slots=True)
class SearchJob:
    """The things whose names hold these words."""

    text: str

    def answer(self, graph: OpenGraph) -> Answer:
        """The page with what was found."""
        found = search(graph, self.text)
        return render_page("search.html.j2", graph, text=self.text, found=found, shown=len(found))


@dataclass(frozen=True, slots=True)
class OntologyJob:
    """The page of the ontology that comes with the program."""

    def answer(self, graph: OpenGraph) -> Answer:
        """The page, which allows its own script by its hash."""
        page = ontology_page(load_ontology())
        return Answer(200, HTML, page.encode(), {"Content-Security-Policy": OWN_POLICY, "ETag": graph.tag})


@dataclass(frozen=True, slots=True)
class NotFoundJob:
    """A page for a name that nothing has."""

    name: str

    def answer(self, graph: OpenGraph) -> Answer:
        """The page, with the names that come near."""
        near: tuple[Found, ...] = nearest_names(graph, self.name.replace("_", " "))
        return render_page("missing.html.j2", graph, 404, name=self.name, near=near)


def render(template: str, **values: Any) -> bytes:
    """The page from that template."""
    return _environment().get_template(template).render(values).encode("utf-8", "replace")


def render_page(template: str, graph: OpenGraph, status: int = 200, **values: Any) -> Answer:
    """The page from that template, with what every page needs."""
    return Answer(status, HTML, render(template, href=_href(graph), base=graph.base, **values))


def _href(graph: OpenGraph) -> Any:
    """How a template links to a thing."""
    return lambda iri: page_of(iri, graph.base)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kg.serve"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["cut"] = cut
    return environment


def _pages(thing: Thing, page: int) -> dict[str, int]:
    """The numbers of the page before and the page after; 0 where there is none."""
    last = max(1, -(-thing.event_count // EVENTS_A_PAGE))
    return {"this": page, "last": last, "before": page - 1, "after": page + 1 if page < last else 0}


def _json(triples: Iterable[Triple], graph: OpenGraph) -> Answer:
    """The triples as the export writes them, which reads better than what the engine writes."""
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    output = Bounded(graph.most_bytes)
    for piece in write_jsonld(as_dataset(store, graph.base), What.ALL):
        output.write(piece.encode("utf-8", "replace"))
    return Answer(200, "application/ld+json", output.content())


def _touching(graph: OpenGraph, thing: NamedNode) -> Iterator[Triple]:
    for pattern in ((thing, None, None, None), (None, None, thing, None)):
        yield from (quad.triple for quad in graph.store.quads_for_pattern(*pattern))
