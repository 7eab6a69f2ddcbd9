"""GraphML and GEXF hold the graph of `to_networkx`, for networkx and for whoever else keeps to the formats."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import Dataset

from kg.export import find_exporter
from kg.export.look import COLOURS, FAMILIES
from kg.export.view import to_networkx
from kg.graph import KnowledgeGraph
from kg.ontology.iris import BASE, ONTOLOGY, PREFIXES
from kg.store import oxigraph_store
from kg.xml import clean_xml

pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib's own use of what it deprecates

AWKWARD = [
    "quotes \" and ' and & <b> ]]>",
    "two\nlines, a\ttab, a\rreturn",
    "control \x00 \x1b \ufffe",
    "\u202ereversed\u202c 🗞",
    " spaces around ",
]

Graph = Any  # the stubs know no nodes that are relabelled


@pytest.fixture
def awkward(dataset: Dataset) -> Dataset:
    """The small graph with entities and events whose names no XML likes, some of them with the same two ends."""
    store = oxigraph_store(dataset)
    terms = {name: NamedNode(ONTOLOGY + name) for name in ("Thing", "Event", "subject", "relation", "object", "status")}
    kind, label = NamedNode(PREFIXES["rdf"] + "type"), NamedNode(PREFIXES["rdfs"] + "label")
    for number, text in enumerate(AWKWARD):
        thing, event = NamedNode(f"{BASE}thing_{number}"), NamedNode(f"{BASE}event_x{number}")
        far = NamedNode("https://example.org/a.b~c?d=e#f")
        statements: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
            (thing, kind, terms["Thing"]),
            (thing, label, Literal(text)),
            (event, kind, terms["Event"]),
            (event, terms["subject"], thing),
            (event, terms["relation"], NamedNode(ONTOLOGY + "meets")),
            (event, terms["object"], NamedNode(BASE + "Norland") if number else far),
            (event, terms["status"], Literal(text)),
            (event, NamedNode(ONTOLOGY + "timeLabel"), Literal(text)),
        ]
        store.extend(Quad(*statement) for statement in statements)
    return dataset


@pytest.fixture(params=["small", "awkward", "demo"])
def graph(request: pytest.FixtureRequest) -> Iterator[Dataset]:
    """A small graph by hand, one full of awkward names, and that of the demo corpus."""
    if request.param == "demo":
        with KnowledgeGraph.open(request.getfixturevalue("demo").store) as opened:
            yield opened.dataset
    else:
        yield request.getfixturevalue("dataset" if request.param == "small" else "awkward")


def by_graphml(text: str) -> Graph:
    """The graph as networkx reads GraphML."""
    return nx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True)


def by_gexf(text: str) -> Graph:
    """The graph as networkx reads GEXF, without what it makes of the drawing and of the days."""
    graph: Graph = nx.read_gexf(io.BytesIO(text.encode()))
    for _, attributes in graph.nodes(data=True):
        attributes.pop("viz")
    for *_, attributes in graph.edges(data=True):
        for name in ("id", "start", "end"):
            attributes.pop(name, None)
    return graph


READERS = {"graphml": by_graphml, "gexf": by_gexf}


def as_xml_has_it(value: object) -> object:
    """A value without what XML cannot hold."""
    return clean_xml(value) if isinstance(value, str) else value


@pytest.mark.parametrize(("name", "read"), READERS.items())
def test_networkx_reads_what_it_was_given(graph: Dataset, name: str, read: Callable[[str], Graph]) -> None:
    """Every node, every edge between the same two as well, and every attribute with its type."""
    expected, found = to_networkx(graph), read(find_exporter(name).text(graph))
    assert found.is_directed()
    assert found.is_multigraph()
    nodes = {attributes["iri"]: attributes for _, attributes in found.nodes(data=True)}
    assert nodes == {iri: {k: as_xml_has_it(v) for k, v in each.items()} for iri, each in expected.nodes(data=True)}
    iris = nx.get_node_attributes(found, "iri")
    edges = {each["iri"]: (iris[one], iris[other], each) for one, other, each in found.edges(data=True)}
    assert edges == {
        iri: (one, other, {k: as_xml_has_it(v) for k, v in each.items()})
        for one, other, iri, each in expected.edges(data=True, keys=True)
    }
    assert found.number_of_edges() == expected.number_of_edges()


def test_ids_are_those_of_the_tables(dataset: Dataset) -> None:
    """A node of GEXF is called as in the tables; in GraphML, too, but for the sign that its schema forbids."""
    gexf, graphml = (
        read(find_exporter(name).text(dataset)) for name, read in (("gexf", by_gexf), ("graphml", by_graphml))
    )
    assert {"Norland", "Ana_S%C3%B8rensen"} <= set(gexf)
    assert {"Norland", "Ana_S.C3.B8rensen"} <= set(graphml)


def test_ids_are_such_as_the_schema_allows(graph: Dataset) -> None:
    """In GraphML each id is an NMTOKEN, and no two are alike."""
    root = ET.fromstring(find_exporter("graphml").text(graph))  # noqa: S314  what comes in was written here
    for tag in ("key", "node", "edge"):
        ids = [element.attrib["id"] for element in root.iter(f"{{http://graphml.graphdrawing.org/xmlns}}{tag}")]
        assert len(set(ids)) == len(ids) > 0
        assert all(re.fullmatch(r"[\w.:-]+", each, re.ASCII) for each in ids)


def test_no_key_is_called_as_a_label_of_yed(graph: Dataset) -> None:
    """Gephi takes the keys d3 and d7 for labels, whatever they are the keys of."""
    assert not re.search(r'id="d\d', find_exporter("graphml").text(graph))


def test_gexf_has_days_kinds_and_looks(graph: Dataset) -> None:
    """Each edge has the days of its event and its relation as its kind; each node has a colour and a size."""
    root = ET.fromstring(find_exporter("gexf").text(graph))  # noqa: S314  as above
    ns = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
    events = {iri.removeprefix(BASE): each for *_, iri, each in to_networkx(graph).edges(data=True, keys=True)}
    for edge in root.iterfind(".//g:edge", ns):
        event = events[edge.attrib["id"]]
        assert edge.get("start", "") == event["earliest"]
        assert edge.get("end", "") == event["latest"]
        assert edge.attrib["kind"] == event["label"]
        assert all(date.fromisoformat(day) for day in (edge.get("start"), edge.get("end")) if day)
    assert any("start" in edge.attrib for edge in root.iterfind(".//g:edge", ns))
    for node in root.iterfind(".//g:node", ns):
        assert node.find("viz:color", ns) is not None
        size = node.find("viz:size", ns)
        assert size is not None
        assert float(size.attrib["value"]) >= 10


def test_each_family_has_its_colour(checkout: Any) -> None:
    """The colours are those of the page."""
    css = (checkout / "kg" / "export" / "templates" / "page.css").read_text(encoding="utf-8")
    assert set(COLOURS) == {family.name for family in FAMILIES}
    for name, colour in COLOURS.items():
        assert f"--{name}: {colour};" in css


def fields(line: list[str]) -> dict[str, str]:
    """The attributes of a node or an edge as Gephi has it, under name and type."""
    return dict(field.partition("=")[::2] for field in line[4:])


@pytest.mark.parametrize("name", READERS)
def test_gephi_reads_it(awkward: Dataset, name: str, gephi: Callable[[Path], list[list[str]]], tmp_path: Path) -> None:
    """Gephi finds nothing wrong, and labels, types and days; of parallel edges GEXF keeps one for each relation."""
    path = tmp_path / f"graph.{name}"
    path.write_text(find_exporter(name).text(awkward), encoding="utf-8")
    lines, expected = gephi(path), to_networkx(awkward)
    assert not [line for line in lines if line[0] == "issue" and line[1] != "INFO"]
    nodes = {fields(line)["iri:String"]: line for line in lines if line[0] == "node"}
    assert set(nodes) == set(expected)
    for iri, attributes in expected.nodes(data=True):
        if str(attributes["label"]).isprintable():
            assert nodes[iri][2] == attributes["label"]
        assert fields(nodes[iri])["kind:String"] == attributes["kind"]
    edges = [line for line in lines if line[0] == "edge"]
    kept = {(one, other, "" if name == "graphml" else each["label"]) for one, other, each in expected.edges(data=True)}
    assert len(edges) == len(kept)
    known = {iri: each for *_, iri, each in expected.edges(data=True, keys=True)}
    for line in edges:
        found, event = fields(line), known[fields(line)["iri:String"]]
        assert (line[2], found["articles:Integer"]) == (event["label"], str(event["articles"]))
        if name == "gexf" and event["earliest"]:
            days = [date.fromisoformat(str(event[bound])) for bound in ("earliest", "latest")]
            milliseconds = "/".join(str((day - date(1970, 1, 1)).days * 86_400_000) for day in days)
            assert (line[3], found["days"]) == (event["label"], milliseconds)
