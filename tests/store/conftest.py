"""Two articles of one happening, made by hand, and all that is made of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.link import NO_DECISIONS
from kg.model import Article, Claim, Evidence, Mention, Modality, Precision, Span, TimeRef, Trigger
from kg.ontology import Ontology, load_ontology
from kg.ontology.iris import BASE
from kg.store import GraphStore, Readings
from kg.update import TABLES, Update, hash_of

Write = Callable[..., None]

TEXT = 'Aland ended the Salt Pact on Monday, and Borduria was asked to leave it too. Quotes " and \\ and ☃ stay.'
GAZETTEER = """
@prefix id: <https://w3id.org/dateline/id/> .
@prefix kg: <https://w3id.org/dateline/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
id:Aland a kg:State , owl:NamedIndividual ; rdfs:label "Aland"@en ; skos:altLabel "the islands"@en ; kg:isoCode "AX" ;
    owl:sameAs wd:Q5689 ; kg:alliedWith id:Borduria ; kg:capital id:Mariehamn .
id:Carpania a kg:State ; rdfs:label "Carpania"@en .
"""


def _mention(name: str, kind: str = "State") -> Mention:
    start = max(TEXT.find(name), 0)
    return Mention(Span(start, start + len(name)), name, kind, name)


def _claim(article: str, subject: str, modality: Modality = Modality.ACTUAL) -> Claim:
    day = date(2019, 8, 26)
    return Claim(
        article=article,
        subject=_mention(subject),
        relation="terminates",
        plover="RETREAT",
        object=_mention("Salt Pact", "Agreement"),
        trigger=Trigger(Span(6, 11), "ended", "end"),
        evidence=Evidence(Span(0, len(TEXT)), TEXT),
        modality=modality,
        time=TimeRef(Span(29, 35), "Monday", day, day, Precision.DAY),
        rule="by hand",
        confidence=0.9,
    )


@pytest.fixture
def articles() -> list[Article]:
    """An article with all that one can have, and one with as little as one can have."""
    full = Article(
        id="one",
        text=TEXT,
        source="news/one.txt",
        body=(Span(0, len(TEXT)),),
        title="A pact ends",
        url="https://example.org/1?a=b c",
        publisher='The Daily "Snow"',
        author="A. Writer",
        published=date(2019, 8, 27),
    )
    return [full, Article("two", "Aland left it. \ud800", r"C:\news\two.txt", (Span(0, 14),))]


@pytest.fixture
def claims() -> list[Claim]:
    """What the two articles say: that one state ended the pact, and that another was asked to."""
    return [_claim("one", "Aland"), _claim("two", "Aland"), _claim("one", "Borduria", Modality.REQUESTED)]


@pytest.fixture(scope="session")
def small_ontology(tmp_path_factory: pytest.TempPathFactory) -> Ontology:
    """The shipped ontology, and a gazetteer that knows one of the two states."""
    gazetteer = tmp_path_factory.mktemp("ontology") / "gazetteer.ttl"
    gazetteer.write_text(GAZETTEER, encoding="utf-8")
    return load_ontology([gazetteer])


def change(
    store: GraphStore,
    ontology: Ontology,
    articles: Sequence[Article],
    claims: Sequence[Claim],
    *,
    went: Collection[str] = (),
    base: str = BASE,
) -> Store | None:
    """Let articles come with what they say, and go by their ids; the graph, where it is one in memory."""
    update = Update(Readings(store.ledger, "key"), ontology, NO_DECISIONS, base)
    graph = None if store.folder else Store()
    with store.ledger.transaction():
        for article in articles:
            update.readings.keep(article, tuple(claim for claim in claims if claim.article == article.id))
        touched = update.note(articles, [hash_of(Article(each, "", "", ())) for each in went])
        if graph is None:
            store.change(lambda graph: update.revise(touched, graph), base)
        else:
            update.revise(touched, graph)
    return graph


@pytest.fixture
def write(articles: list[Article], claims: list[Claim], small_ontology: Ontology) -> Write:
    """One change of the store in a folder: by default the two articles come."""

    def write(folder: Path, came: Sequence[Article] | None = None, went: Collection[str] = ()) -> None:
        with GraphStore.held(folder, TABLES) as store:
            change(store, small_ontology, articles if came is None else came, claims, went=went)

    return write


@pytest.fixture
def graph(articles: list[Article], claims: list[Claim], small_ontology: Ontology) -> Store:
    """The graph of both articles, in memory."""
    with GraphStore.held(None, TABLES) as store:
        made = change(store, small_ontology, articles, claims)
    assert made is not None
    return made
