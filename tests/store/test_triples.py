"""Triples: the graph says what the claims say, each part in its place, and nothing more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from kg.model import Claim
from kg.ontology import Ontology
from kg.ontology.iris import PREFIXES
from kg.store import Contents, article_iri
from kg.store.triples import quads


@pytest.fixture
def store(contents: Contents, small_ontology: Ontology) -> Store:
    """All quads of the two articles."""
    store = Store()
    store.extend(quads(contents, small_ontology))
    return store


def ask(store: Store, pattern: str) -> bool:
    """Whether the union of all graphs holds the pattern."""
    return bool(store.query(f"ASK {{ {pattern} }}", prefixes=PREFIXES, use_default_graph_as_union=True))


@pytest.mark.parametrize(
    "pattern",
    [
        'id:Aland a kg:State ; rdfs:label "Aland"@en',
        'id:Aland skos:altLabel "the islands"@en ; kg:isoCode "AX" ; owl:sameAs wd:Q5689',
        "id:Aland kg:terminates id:Salt_Pact",
        "?e a kg:Event, sem:Event ; kg:subject id:Aland ; kg:relation kg:terminates ; kg:object id:Salt_Pact",
        '?e rdfs:label "Aland terminates Salt Pact"@en ; kg:plover kg:RETREAT ; kg:status "asserted"',
        '?e a kg:Event ; kg:latest "2019-08-26"^^xsd:date ; kg:timePrecision "day" ; kg:timeLabel "2019-08-26"',
        "?e kg:subject id:Aland ; kg:articleCount 2 ; kg:storyCount 2",
        '?e kg:subject id:Borduria ; kg:status "requested" ; kg:claim [ kg:modality "requested" ]',
        '?a a kg:Article, schema:NewsArticle ; rdfs:label "A pact ends"@en ; kg:publisher "The Daily \\"Snow\\""',
        '?a kg:url "https://example.org/1?a=b c" ; kg:source "one.txt" ; schema:datePublished "2019-08-27"^^xsd:date',
        '?a kg:source "two.txt" ; rdfs:label "two.txt"@en',
        "?a a kg:Article ; kg:story [ a kg:Story ; rdfs:label ?title ]",
        "?c a kg:Claim, rdf:Statement ; rdf:subject id:Aland ; rdf:predicate kg:terminates ; kg:confidence 0.9",
        '?c kg:trigger "ended" ; kg:subjectText "Aland" ; kg:objectText "Salt Pact" ; kg:rule "by hand"',
        "?c prov:wasDerivedFrom ?a ; kg:evidence [ oa:start 0 ; oa:end ?n ; oa:exact ?t ; prov:wasDerivedFrom ?a ]",
    ],
)
def test_the_graph_says(store: Store, pattern: str) -> None:
    """Entities, events, articles, stories, claims and evidence have the shape that queries rely on."""
    assert ask(store, pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "id:Borduria kg:terminates ?what",
        "id:Aland kg:alliedWith ?whom",
        "id:Aland kg:capital ?unmentioned",
        "id:Aland a owl:NamedIndividual",
        "id:Carpania ?p ?o",
    ],
)
def test_the_graph_does_not_say(store: Store, pattern: str) -> None:
    """What was asked for is no fact; the gazetteer adds neither relations nor what no article names."""
    assert not ask(store, pattern)


def test_no_blank_node_and_one_datatype_a_predicate(store: Store) -> None:
    """Every node has an IRI, and all values of one predicate are of one kind."""
    kinds: dict[str, set[str]] = {}
    for subject, predicate, value, graph in store:
        assert not any(isinstance(node, BlankNode) for node in (subject, value, graph))
        kind = value.datatype.value if isinstance(value, Literal) else "node"
        kinds.setdefault(predicate.value, set()).add(kind)
    assert {predicate: found for predicate, found in kinds.items() if len(found) > 1} == {}


def test_an_articles_graph_holds_the_article_and_what_it_says(store: Store) -> None:
    """Taking out the named graph of an article takes out its claims and their evidence, and no other's."""
    graph = NamedNode(article_iri("one"))
    described = {quad.subject for quad in store.quads_for_pattern(None, None, None, graph)}
    store.clear_graph(graph)
    assert not any(True for node in described for _ in store.quads_for_pattern(node, None, None))
    assert ask(store, "?c a kg:Claim")


def test_the_base_moves_things_and_not_the_ontology(contents: Contents, small_ontology: Ontology) -> None:
    """With another base no entity, event, claim, article or graph stays in the project's own namespace."""
    moved = list(quads(contents, small_ontology, "https://news.example/"))
    assert not any(PREFIXES["id"] in str(quad) for quad in moved)
    assert any(str(quad.object) == "<https://w3id.org/dateline/ontology#Event>" for quad in moved)


def test_one_entity_has_one_label(contents: Contents, small_ontology: Ontology, claims: list[Claim]) -> None:
    """Where mentions were linked under two labels, one is the label and the other an alternative."""
    subject = claims[0].subject
    assert subject
    assert subject.entity
    other = replace(subject.entity, label="Zland")
    changed = replace(claims[0], subject=replace(subject, entity=other))
    event = replace(contents.events[0], claims=(*contents.events[0].claims, changed))
    found = set(quads(replace(contents, events=(event, *contents.events[1:])), small_ontology))
    labels = [quad for quad in found if _is_label_of(quad, other.iri, "label")]
    assert len(labels) == 1
    assert any(
        _is_label_of(quad, other.iri, "altLabel") and quad.object == Literal("Zland", language="en") for quad in found
    )


def _is_label_of(quad: Quad, iri: str, name: str) -> bool:
    same = quad.subject == NamedNode(iri) and quad.graph_name == DefaultGraph()
    return same and quad.predicate.value.endswith("#" + name)
