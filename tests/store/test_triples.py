"""Triples: the graph says what the claims say, each part in its place, and nothing more."""

from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from kg.model import Article, Claim, Entity, content_hash
from kg.ontology import Ontology
from kg.ontology.cities import City
from kg.ontology.iris import PREFIXES, mint, term
from kg.store import GraphStore
from kg.store.triples import article_iri, city_statements, entity_statements, in_graph
from kg.update import TABLES
from tests.store.conftest import change


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
def test_the_graph_says(graph: Store, pattern: str) -> None:
    """Entities, events, articles, stories, claims and evidence have the shape that queries rely on."""
    assert ask(graph, pattern)


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
def test_the_graph_does_not_say(graph: Store, pattern: str) -> None:
    """What was asked for is no fact; the gazetteer adds neither relations nor what no article names."""
    assert not ask(graph, pattern)


def test_no_blank_node_and_one_datatype_a_predicate(graph: Store) -> None:
    """Every node has an IRI, and all values of one predicate are of one kind."""
    kinds: dict[str, set[str]] = {}
    for subject, predicate, value, place in graph:
        assert not any(isinstance(node, BlankNode) for node in (subject, value, place))
        kind = value.datatype.value if isinstance(value, Literal) else "node"
        kinds.setdefault(predicate.value, set()).add(kind)
    assert {predicate: found for predicate, found in kinds.items() if len(found) > 1} == {}


def test_an_articles_graph_holds_the_article_and_what_it_says(graph: Store) -> None:
    """Taking out the named graph of an article takes out its claims and their evidence, and no other's."""
    place = NamedNode(article_iri(content_hash("one")))
    described = {quad.subject for quad in graph.quads_for_pattern(None, None, None, place)}
    graph.clear_graph(place)
    assert not any(True for node in described for _ in graph.quads_for_pattern(node, None, None))
    assert ask(graph, "?c a kg:Claim")


def test_the_base_moves_things_and_not_the_ontology(
    articles: list[Article], claims: list[Claim], small_ontology: Ontology
) -> None:
    """With another base no entity, event, claim, article or graph stays in the project's own namespace."""
    with GraphStore.held(None, TABLES) as store:
        moved = list(change(store, small_ontology, articles, claims, base="https://news.example/") or ())
    assert not any(PREFIXES["id"] in str(quad) for quad in moved)
    assert any(str(quad.object) == "<https://w3id.org/dateline/ontology#Event>" for quad in moved)


def test_one_entity_has_one_label() -> None:
    """Of two labels that mentions have, one is the label; the other, and other spellings, are alternatives."""
    called = [Entity(mint("Aland"), "State", label) for label in ("Aland", "Zland")]
    found = list(in_graph(entity_statements(called, ["Aland", "Bland"]), None, PREFIXES["id"]))
    assert [_words(quad) for quad in found if _is(quad, "label")] == ["Aland"]
    assert [_words(quad) for quad in found if _is(quad, "altLabel")] == ["Zland", "Bland"]


def _is(quad: Quad, name: str) -> bool:
    return quad.graph_name == DefaultGraph() and quad.predicate.value.endswith("#" + name)


def _words(quad: Quad) -> str:
    assert isinstance(quad.object, Literal)
    return quad.object.value


def test_a_city_is_tied_to_geonames_and_to_its_state() -> None:
    """The state only where it stands in the graph, so that no link leads nowhere."""
    city = City("lausanne", "Lausanne", "2659994", "46.516", "6.63282", "Switzerland", "Vaud", 139111)
    for there, states in (({mint("Switzerland")}, [mint("Switzerland")]), (set[str](), [])):
        told = list(city_statements(mint("Lausanne"), city, there.__contains__))
        said = [(predicate.value, value.value) for _, predicate, value in told]
        assert (PREFIXES["owl"] + "sameAs", "https://sws.geonames.org/2659994/") in said
        assert (PREFIXES["geo"] + "lat", "46.516") in said
        assert (term("stateName"), "Switzerland") in said
        assert (PREFIXES["geo"] + "long", "6.63282") in said
        assert [value for predicate, value in said if predicate == term("state")] == states
