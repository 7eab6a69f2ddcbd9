"""Two articles of one happening, made by hand, and all that is made of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from kg.merge import find_stories, merge_claims
from kg.model import Article, Claim, Entity, Evidence, Mention, Modality, Precision, Span, TimeRef, Trigger
from kg.ontology import Ontology
from kg.ontology.iris import mint
from kg.store import Contents

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
    return Mention(Span(start, start + len(name)), name, kind, name, "", Entity(mint(name), kind, name))


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


@pytest.fixture
def small_ontology(tmp_path: Path) -> Ontology:
    """Two relations, and a gazetteer that knows one of the two states."""
    gazetteer = tmp_path / "gazetteer.ttl"
    gazetteer.write_text(GAZETTEER, encoding="utf-8")
    relations = {
        "terminates": SimpleNamespace(label="terminates", symmetric=False, parents=(), family="terminates"),
        "alliedWith": SimpleNamespace(label="is allied with", symmetric=True, parents=(), family="alliedWith"),
    }
    return cast("Ontology", SimpleNamespace(relations=relations, files=(gazetteer,), digest="d"))


@pytest.fixture
def contents(articles: list[Article], claims: list[Claim], small_ontology: Ontology) -> Contents:
    """The articles with their stories and events."""
    stories = find_stories(articles)
    return Contents(tuple(articles), stories, merge_claims(claims, stories, small_ontology))
