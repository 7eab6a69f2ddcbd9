"""Neo4j gets the same property graph whichever way it comes in, with facts as relationships and nothing stray."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from rdflib import Dataset, Literal, URIRef
from rdflib.namespace import RDF, RDFS, XSD

from kg.export import What, find_bundle
from kg.export.property_graph import FACT_PROPERTIES, KINDS, Entry, PropertyGraph
from kg.export.property_names import LINKS, PROPERTIES, SAID, Property, relationship_type
from kg.export.selection import plain_relations
from kg.ontology import Ontology
from kg.ontology.iris import BASE, ONTOLOGY, term
from kg.store import as_dataset, load_rdf, open_dataset, oxigraph_store
from kg.trust.nodes import nodes_in
from tests.conftest import Demo
from tests.export.property_graphs import imported_by_admin, loaded_by_neosemantics, projected

GRAPH = Path(__file__).with_name("graph.trig")
NASTY = (
    'quotes " and "" and \\" and \\',
    "line\nfeed, return\r\nand tab\t",
    "; | , : semicolons; bars| commas,",
    "' single ' `ticks` $param {brace}",
    " spaces around ",
    "\u2028 \u202ereversed 🗞",
    "\\N",
    '"',
)


# rdflib 7.6 warns about its own use of what it deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")


def iri(name: str) -> str:
    """The IRI of a thing of ours."""
    return BASE + name


def entries(dataset: Dataset, what: What = What.ALL) -> dict[str, Entry]:
    """The nodes by the last part of their IRI."""
    return {entry.uri.removeprefix(BASE): entry for entry in PropertyGraph(dataset, what).entries()}


def facts(dataset: Dataset) -> list[tuple[str, str, str]]:
    """The relationships that rest on events, sorted."""
    found = (each for entry in entries(dataset).values() for each in entry.relationships if each.properties)
    return sorted((each.start.removeprefix(BASE), each.type, each.end.removeprefix(BASE)) for each in found)


def test_the_store_makes_no_difference() -> None:
    """A dataset in the memory store of rdflib is the same property graph."""
    in_memory, stored = Dataset(), as_dataset(load_rdf(GRAPH))
    in_memory.parse(data=stored.serialize(format="ox-nquads"), format="nquads")
    assert entries(in_memory) == entries(stored)


def add_event(dataset: Dataset, name: str, what: str, status: str = "asserted") -> None:
    """Let there be an event, told as `Norland visits Sudland`, and the plain triple if it is asserted."""
    subject, relation, obj = what.split()
    node = URIRef(iri(name))
    dataset.add((node, RDF.type, URIRef(term("Event"))))
    for key, value in (("subject", iri(subject)), ("relation", term(relation)), ("object", iri(obj))):
        dataset.add((node, URIRef(term(key)), URIRef(value)))
    dataset.add((node, URIRef(term("status")), Literal(status)))
    if status == "asserted":
        dataset.add((URIRef(iri(subject)), URIRef(term(relation)), URIRef(iri(obj))))


def test_only_facts_are_relationships_between_entities(dataset: Dataset) -> None:
    """What is reported once, planned or denied is an event and no relationship; a fact tells of its event."""
    assert facts(dataset) == [("Norland", "TERMINATES", "River_Pact")]
    (fact,) = (each for each in entries(dataset)["event_1"].relationships if each.properties)
    assert fact.properties["event"] == iri("event_1")
    assert fact.properties["status"] == "asserted"
    assert (fact.properties["articles"], fact.properties["stories"]) == (2, 2)
    assert str(fact.properties["earliest"]) == "2024-03-05"


def test_each_event_of_a_fact_is_a_relationship(dataset: Dataset) -> None:
    """Two happenings of one kind between two actors are two relationships, and each names its event."""
    add_event(dataset, "event_7", "Sudland visits Norland")
    add_event(dataset, "event_8", "Sudland visits Norland")
    add_event(dataset, "event_9", "Sudland visits Norland", status="intended")
    assert facts(dataset).count(("Sudland", "VISITS", "Norland")) == 2


def test_what_holds_both_ways_is_told_both_ways(dataset: Dataset) -> None:
    """A symmetric relation gives two relationships, as it gives two triples; two one-sided acts give one each."""
    add_event(dataset, "event_7", "Norland alliedWith Sudland")
    dataset.add((URIRef(iri("Sudland")), URIRef(term("alliedWith")), URIRef(iri("Norland"))))
    add_event(dataset, "event_8", "Norland praises Sudland")
    add_event(dataset, "event_9", "Sudland praises Norland")
    found = Counter(facts(dataset))
    for kind in ("ALLIED_WITH", "PRAISES"):
        assert (found["Norland", kind, "Sudland"], found["Sudland", kind, "Norland"]) == (1, 1)


def test_a_relation_of_ones_own_that_stands_both_ways_is_told_both_ways(dataset: Dataset) -> None:
    """Of a relation that the shipped ontology does not have, the triples tell whether it is symmetric."""
    add_event(dataset, "event_7", "Norland racesAgainst Sudland")
    dataset.add((URIRef(iri("Sudland")), URIRef(term("racesAgainst")), URIRef(iri("Norland"))))
    assert {("Norland", "RACES_AGAINST", "Sudland"), ("Sudland", "RACES_AGAINST", "Norland")} <= set(facts(dataset))


def test_nodes_have_readable_labels_and_typed_properties(dataset: Dataset) -> None:
    """A class is a label, the narrowest first; dates are dates, counts numbers, other names a list."""
    norland, event = entries(dataset)["Norland"], entries(dataset)["event_1"]
    assert norland.labels == ("State", "Entity", "Dateline")
    assert norland.properties["name"] == "Norland"
    assert norland.properties["aliases"] == ("Kingdom of Norland", "Nor City")
    assert norland.properties["wikidata"] == "Q1"
    assert event.labels == ("Event", "Dateline")
    assert event.properties["relation"] == "terminates"
    assert event.properties["plover"] == "RETREAT"
    assert event.properties["articles"] == 2


def test_evidence_leads_to_its_article(dataset: Dataset) -> None:
    """From an event one walks over claim and evidence to the article, and to its story."""
    found = entries(dataset)

    def step(name: str, kind: str) -> str:
        return next(each.end.removeprefix(BASE) for each in found[name].relationships if each.type == kind)

    article = step(step(step("event_1", "CLAIM"), "EVIDENCE"), "WAS_DERIVED_FROM")
    assert article == "article_a"
    assert found[article].properties["title"] == "Norland ends River Pact"
    assert step(article, "STORY") == "story_1"
    assert step("claim_3", "ATTRIBUTED_TO") == "Ana_S%C3%B8rensen"


@pytest.mark.parametrize("what", What)
def test_relationships_lead_to_nodes_that_are_there(dataset: Dataset, what: What) -> None:
    """No address, class or relation is a node, and in no part of the graph does a relationship hang loose."""
    add_event(dataset, "event_7", "Norland visits Nobody")
    picture = projected(dataset, what)
    ends = {end for edge in picture.edges for end in (edge[0], edge[2])}
    assert ends <= picture.nodes.keys()
    assert all(uri.startswith(BASE) for uri in picture.nodes)


@pytest.mark.parametrize(
    ("what", "kinds", "fact"),
    [
        (What.FACTS, {"Entity"}, True),
        (What.EVENTS, {"Entity", "Story", "Event"}, True),
        (What.CLAIMS, {"Entity", "Story", "Article", "Evidence", "Claim"}, False),
        (What.ALL, set(KINDS), True),
    ],
)
def test_part_of_the_graph(dataset: Dataset, what: What, kinds: set[str], fact: bool) -> None:  # noqa: FBT001  a column
    """`--what` picks kinds of node; facts come with entities and events, not with claims."""
    picture = projected(dataset, what)
    assert {kind for labels, _ in picture.nodes.values() for kind in labels & set(KINDS)} == kinds
    assert any(kind == "TERMINATES" for _, kind, *_ in picture.edges) is fact


def test_a_walk_says_how_long_it_is(dataset: Dataset) -> None:
    """The length is the number of nodes, each of which the graph contains."""
    graph = PropertyGraph(dataset)
    uris = [entry.uri for entry in graph.entries()]
    assert len(graph) == len(uris) == len(set(uris))
    assert all(map(graph.contains, uris))
    assert not any(map(graph.contains, [iri("nobody"), term("terminates"), "no IRI", ""]))


def test_what_others_say_of_entities_comes_along(dataset: Dataset) -> None:
    """Predicates that no table names become properties: typed where all values agree, lists where one has several."""
    norland, sudland = URIRef(iri("Norland")), URIRef(iri("Sudland"))
    own = "https://example.org/terms/"
    for node, name, value in (
        (norland, "head-count", Literal("5", datatype=XSD.integer)),
        (sudland, "head-count", Literal("7", datatype=XSD.integer)),
        (norland, "motto", Literal("Onwards", lang="en")),
        (norland, "motto", Literal("Upwards", lang="en")),
        (norland, "rank", Literal("1", datatype=XSD.integer)),
        (sudland, "rank", Literal("first")),
        (norland, "name", Literal("NL")),
        (norland, "web", URIRef("https://norland.example/")),
        (norland, "since", Literal("1820-13-40", datatype=XSD.date)),
        (norland, "borders", sudland),
    ):
        dataset.add((node, URIRef(own + name), value))
    found = entries(dataset)
    said = found["Norland"].properties
    assert (said["head_count"], found["Sudland"].properties["head_count"]) == (5, 7)
    assert said["motto"] == ("Onwards", "Upwards")
    assert (said["rank"], found["Sudland"].properties["rank"]) == ("1", "first")
    assert (said["name"], said["name2"]) == ("Norland", "NL")
    assert (said["web"], said["since"]) == ("https://norland.example/", "1820-13-40")
    assert [each.end for each in found["Norland"].relationships if each.type == "BORDERS"] == [str(sudland)]


@pytest.mark.parametrize("what", What)
def test_neosemantics_makes_the_same_graph(dataset: Dataset, tmp_path: Path, what: What) -> None:
    """By the rules of neosemantics the Turtle gives the projected graph: dates, lists, labels, and no node besides."""
    find_bundle("neo4j").write(dataset, tmp_path, what)
    assert loaded_by_neosemantics(tmp_path) == projected(dataset, what).as_merged()


@pytest.mark.parametrize("what", What)
def test_the_importer_makes_the_same_graph(dataset: Dataset, tmp_path: Path, what: What) -> None:
    """By the rules of neo4j-admin the CSV files give the projected graph, parallel relationships and all."""
    find_bundle("neo4j-csv").write(dataset, tmp_path, what)
    assert imported_by_admin(tmp_path) == projected(dataset, what)


def test_nasty_text_survives(dataset: Dataset, tmp_path: Path) -> None:
    """Quotes, line ends, delimiters and backslashes come out as they went in, in text and in lists."""
    for number, text in enumerate(NASTY):
        node = URIRef(iri(f"nasty_{number}"))
        dataset.add((node, RDF.type, URIRef(term("Person"))))
        dataset.add((node, RDFS.label, Literal(text)))
        for each in NASTY:
            dataset.add((node, URIRef("http://www.w3.org/2004/02/skos/core#altLabel"), Literal(each)))
    for name, load in (("neo4j", loaded_by_neosemantics), ("neo4j-csv", imported_by_admin)):
        find_bundle(name).write(dataset, tmp_path / name)
        found = load(tmp_path / name).nodes
        assert [found[iri(f"nasty_{number}")][1]["name"] for number in range(len(NASTY))] == list(NASTY)
        assert found[iri("nasty_0")][1]["aliases"] == tuple(sorted(NASTY))


WRITE = """
import sys
from pathlib import Path
from rdflib import Dataset
from kg.export import find_bundle
dataset = Dataset(store="Oxigraph", default_union=True)
dataset.parse(data=Path(sys.argv[1]).read_bytes(), format="ox-trig")
for name in ("neo4j", "neo4j-csv"):
    for path in find_bundle(name).write(dataset, Path(sys.argv[2])):
        print(path.name, hash(path.read_bytes()) and path.read_text())
"""


def test_the_same_graph_gives_the_same_bytes(tmp_path: Path) -> None:
    """The files don't depend on the hash seed."""
    runs = [
        subprocess.run(
            [sys.executable, "-c", WRITE, GRAPH, tmp_path / seed],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0]
    assert runs[0] == runs[1]


def test_the_demo_loses_nothing(demo: Demo) -> None:
    """Each plain triple of the demo rests on an event; whatever is said of events, claims and articles has a name."""
    dataset = open_dataset(demo.store)
    store = oxigraph_store(dataset)
    plain = {quad for quad in store if quad.predicate in plain_relations(store)}
    assert {edge[:3] for edge in projected(dataset).edges if edge[3]} == {
        (quad.subject.value, relationship_type(quad.predicate.value), quad.object.value) for quad in plain
    }
    graphs = {quad.graph_name for quad in store}
    for node in (node for graph in graphs for node in nodes_in(store, graph).values()):
        for kind in node.kinds & set(SAID):
            assert node.values.keys() - {"rdf:type"} <= {*SAID[kind], *LINKS}


def test_the_document_has_the_names_of_the_code(dataset: Dataset, checkout: Path) -> None:
    """The table of properties in docs/neo4j.md is what the projection gives, and each relationship is named."""
    text = (checkout / "docs" / "neo4j.md").read_text(encoding="utf-8")
    graph = PropertyGraph(dataset)
    rows = {f"`{kind}`": graph.columns(kind) for kind in graph.kinds} | {"a fact": FACT_PROPERTIES}
    table = "".join(f"| {kind} | {', '.join(map(_described, columns))} |\n" for kind, columns in rows.items())
    assert table in text
    assert all(f"`{kind}`" in text for kind in LINKS.values())


def _described(prop: Property) -> str:
    kind = "list" if prop.many else prop.type.value
    return f"`{prop.name}`" if kind == "string" else f"`{prop.name}` ({kind})"


def test_no_two_relations_become_one(ontology: Ontology) -> None:
    """Every relation has a type of its own, which is none of those that link events, claims and articles."""
    types = Counter(relationship_type(term(name)) for name in ontology.relations)
    assert [kind for kind, count in types.items() if count > 1] == []
    assert types.keys().isdisjoint(LINKS.values())
    assert all(re.fullmatch(r"[A-Z][A-Z0-9_]*", kind) for kind in types)


def test_classes_are_not_kinds(ontology: Ontology) -> None:
    """Events, claims and the rest have their own labels; whatever else is a class makes an entity."""
    assert set(KINDS) <= ontology.classes.keys()
    assert set(SAID) == set(KINDS) - {"Entity"}
    assert {name for names in SAID.values() for name in names} <= PROPERTIES.keys()
    assert not any(name.startswith(ONTOLOGY) for name in PROPERTIES)
