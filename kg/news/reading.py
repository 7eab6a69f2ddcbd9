"""A graph as news: its articles, events, facts and entities, from a store or from a file in any format of RDF.

What the graph leaves out is empty; it refuses what is no graph of ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Store

from kg.errors import StoreError
from kg.ontology.iris import BASE, local_name, term
from kg.ontology.phrasebook import phrase_of
from kg.ontology.phrases import told
from kg.query import run_query
from kg.store import as_dataset, load_rdf, open_dataset, oxigraph_store

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["ArticleNews", "EntityNews", "EventNews", "Fact", "News", "news_of", "read_news"]

Fact = tuple[str, str, str]
"""Subject, relation and object of a plain triple: two IRIs, and a local name between them."""


Ends = tuple[str, str]
"""The IRIs of what a claim is about."""


@dataclass(frozen=True, slots=True)
class ArticleNews:
    """An article by its title, with publisher and day (ISO 8601) where it has them; `sha256` is that of its text."""

    iri: str
    title: str
    publisher: str = ""
    published: str = ""
    sha256: str = ""

    @property
    def name(self) -> str:
        """Its title, with whose it is and of which day."""
        told = ", ".join(part for part in (self.publisher, self.published) if part)
        return f"{self.title} ({told})" if told else self.title


@dataclass(frozen=True, slots=True)
class EntityNews:
    """An entity by its label."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class EventNews:
    """An event as a sentence, with all that can change about it.

    `relations` are the local names of those that its claims use, `time` is a label in ISO 8601.
    """

    iri: str
    label: str
    subject: str
    object: str
    relations: frozenset[str]
    status: str
    articles: int
    stories: int
    claims: frozenset[str] = frozenset()
    time: str = ""
    earliest: str = ""
    latest: str = ""

    @property
    def sentence(self) -> str:
        """What happened, and when if that is known."""
        return f"{self.label} ({self.time})" if self.time else self.label


@dataclass(frozen=True, slots=True)
class News:
    """What a graph tells, by IRI; `facts` gives each plain triple as a sentence, `ends` what each claim is about."""

    articles: Mapping[str, ArticleNews]
    events: Mapping[str, EventNews]
    facts: Mapping[Fact, str]
    entities: Mapping[str, EntityNews]
    ends: Mapping[str, Ends]


def read_news(path: Path) -> News:
    """The news in a store's folder, or in an RDF file: Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML."""
    if path.is_dir():
        return news_of(open_dataset(path))
    news = news_of(as_dataset(load_rdf(path), BASE))
    if not news.articles and not news.events:
        raise StoreError(f"{path}: holds no article and no event; give a graph that `kg build` or `kg export` made")
    return news


def news_of(dataset: Dataset) -> News:
    """The news in a dataset. A handful of queries, whatever the size."""
    entities = {row["iri"]: EntityNews(row["iri"], row["label"]) for row in _rows(dataset, _ENTITIES)}
    events = _events(dataset)
    return News(
        articles={row["iri"]: ArticleNews(**row) for row in _rows(dataset, _ARTICLES)},
        events=events,
        facts=_facts(oxigraph_store(dataset), events.values(), entities),
        entities=entities,
        ends={row["claim"]: (row["subject"], row["object"]) for row in _rows(dataset, _ENDS)},
    )


def _events(dataset: Dataset) -> dict[str, EventNews]:
    relations: defaultdict[str, set[str]] = defaultdict(set)
    claims: defaultdict[str, set[str]] = defaultdict(set)
    for row in _rows(dataset, _CLAIMS):
        claims[row["event"]].add(row["claim"])
        relations[row["event"]].add(local_name(row["relation"]))
    return {
        row["iri"]: EventNews(
            iri=row["iri"],
            label=row["label"],
            subject=row["subject"],
            object=row["object"],
            relations=frozenset({local_name(row["relation"]), *relations[row["iri"]]}),
            status=row["status"],
            articles=int(row["articles"]),
            stories=int(row["stories"]),
            claims=frozenset(claims[row["iri"]]),
            time=row["time"],
            earliest=row["earliest"],
            latest=row["latest"],
        )
        for row in _rows(dataset, _EVENTS)
    }


def _facts(store: Store, events: Iterable[EventNews], entities: Mapping[str, EntityNews]) -> dict[Fact, str]:
    """The plain triples in the relations that events and their claims use."""
    found: dict[Fact, str] = {}
    for name in sorted({name for event in events for name in event.relations}):
        for quad in store.quads_for_pattern(None, NamedNode(term(name)), None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                ends = quad.subject.value, quad.object.value
                one, other = (entities[iri].label if iri in entities else local_name(iri) for iri in ends)
                found[ends[0], name, ends[1]] = told(phrase_of(name), one, other)
    return found


def _rows(dataset: Dataset, query: str) -> list[dict[str, str]]:
    """The solutions by name, sorted; what is unbound is empty."""
    rows = ({name: str(value or "") for name, value in row.items()} for row in run_query(dataset, query).records())
    return sorted(rows, key=lambda row: tuple(row.values()))


_ARTICLES = """
SELECT ?iri ?title ?publisher ?published ?sha256 {
  ?iri a kg:Article ; rdfs:label ?title .
  OPTIONAL { ?iri kg:publisher ?publisher }
  OPTIONAL { ?iri schema:datePublished ?published }
  OPTIONAL { ?iri kg:sha256 ?sha256 }
}"""

_ENTITIES = """
SELECT DISTINCT ?iri ?label {
  ?iri rdfs:label ?label
  FILTER NOT EXISTS { ?iri a ?other VALUES ?other { kg:Event kg:Article kg:Story } }
}"""

_EVENTS = """
SELECT ?iri ?label ?subject ?relation ?object ?status ?articles ?stories ?time ?earliest ?latest {
  ?iri a kg:Event ; rdfs:label ?label ; kg:subject ?subject ; kg:relation ?relation ; kg:object ?object ;
       kg:status ?status ; kg:articleCount ?articles ; kg:storyCount ?stories .
  OPTIONAL { ?iri kg:timeLabel ?time ; kg:earliest ?earliest ; kg:latest ?latest }
}"""

_CLAIMS = """
SELECT ?event ?claim ?relation { ?event a kg:Event ; kg:claim ?claim . OPTIONAL { ?claim rdf:predicate ?relation } }
"""

_ENDS = "SELECT ?claim ?subject ?object { ?claim a kg:Claim ; rdf:subject ?subject ; rdf:object ?object }"
