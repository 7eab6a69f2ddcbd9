"""Small graphs to push, and the servers that they are pushed to: RDF4J, Fuseki and Oxigraph, each the real one."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse
from rdflib import Dataset

from kg.export.graphdb import TEMPLATES
from kg.ontology.iris import BASE, reserved
from kg.store import GraphStore, as_dataset, oxigraph_store
from tests.servers.programs import answers, fetch, free_port, running

if TYPE_CHECKING:
    from tests.servers.fuseki import FusekiServer
    from tests.servers.rdf4j import Rdf4jServer

ARTICLE = """
@prefix kg: <https://w3id.org/dateline/ontology#> . @prefix id: <{base}> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
id:event_{name} kg:claim id:claim_{name} ; rdfs:label "Norland terminates the Åre Pact"@en .
id:article_{name} {{
  id:article_{name} a kg:Article ; rdfs:label "Norland ends the \\"Åre Pact\\"\\n— 结束"@en-GB ; kg:sha256 "{text}" .
  id:claim_{name} a kg:Claim ; kg:trigger "{text}" ; kg:confidence 0.75 ; kg:earliest "2024-03-05"^^xsd:date .
}}
"""


def news(*articles: str, base: str = BASE) -> Dataset:
    """A graph of these articles; `a=x` is article a with the text x."""
    store = Store()
    for article in articles:
        name, _, text = article.partition("=")
        store.load(ARTICLE.format(base=base, name=name, text=text).encode(), RdfFormat.TRIG)
    return as_dataset(store, base)


def stored(folder: Path, *articles: str) -> Path:
    """The folder, with a store of these articles in it, as `kg build` leaves one."""
    with GraphStore.held(folder) as held, held.ledger.transaction():
        held.change(lambda graph: graph.extend(oxigraph_store(news(*articles))), afresh=True)
    return folder


@dataclass(frozen=True, slots=True)
class Place:
    """An empty store to push to: `url` is what a user would give, `dump` where all of it can be read as N-Quads.

    `graphs` is its Graph Store, with which a test plays the part of others.
    """

    url: str
    dump: str
    graphs: str

    def quads(self, base: str = BASE) -> set[Quad]:
        """All that it holds but for what Dateline notes for itself."""
        manifest = NamedNode(reserved("pushed", base))
        lines = fetch(self.dump, Accept="application/n-quads")
        return {quad for quad in parse(lines, format=RdfFormat.N_QUADS) if quad.graph_name != manifest}

    def add(self, graph: str | None, triples: str) -> None:
        """What somebody else puts there: N-Triples into the graph, None for the default one."""
        where = f"graph={graph}" if graph else "default"
        fetch(f"{self.graphs}?{where}", triples.encode(), Content_Type="application/n-triples")


@dataclass(frozen=True, slots=True)
class OxigraphServer:
    """A running `oxigraph serve`; a place in it is all of it."""

    url: str

    def place(self) -> Place:
        """The server, emptied."""
        fetch(f"{self.url}/store", method="PUT", body=b"", Content_Type="application/n-quads")
        return Place(self.url, f"{self.url}/store", f"{self.url}/store")


def oxigraph_program() -> str:
    """The program that PyPI's `oxigraph` brings; without it the test is skipped, under CI it fails."""
    beside = Path(sys.executable).with_name("oxigraph")
    if found := str(beside) if beside.exists() else shutil.which("oxigraph"):
        return found
    missing = "no program oxigraph; install the extra dateline-kg[test]"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OxigraphServer]:
    """An Oxigraph server."""
    folder, port = tmp_path_factory.mktemp("oxigraph"), free_port()
    server = OxigraphServer(f"http://127.0.0.1:{port}")
    command = [oxigraph_program(), "serve", "--location", str(folder / "store"), "--bind", f"127.0.0.1:{port}"]
    with running(command, folder, lambda: answers(f"{server.url}/store?default")):
        yield server


def rdf4j_place(server: Rdf4jServer, *, shacl: bool = False) -> Place:
    """A new repository, by its own protocol."""
    url = server.repository(shacl=shacl)
    return Place(url, f"{url}/statements", f"{url}/rdf-graphs/service")


SHAPES_GRAPH = "context=%3Chttp%3A%2F%2Frdf4j.org%2Fschema%2Frdf4j%23SHACLShapeGraph%3E"
"""What is deleted apart: emptying a repository leaves its shapes."""


def graphdb_place(server: Rdf4jServer) -> Place:
    """The repository of our own configuration, with SHACL and inference; emptied, of shapes as well.

    It is one for all tests: GraphDB keeps much memory for each.
    """
    url = f"{server.url}/repositories/news"
    if answers(f"{url}/size"):
        for graph in ("", f"?{SHAPES_GRAPH}"):
            fetch(f"{url}/statements{graph}", method="DELETE")
    else:
        server.repository("news", config=(TEMPLATES / "repo-config.ttl").read_text(encoding="utf-8"))
    return Place(url, f"{url}/statements?infer=false", f"{url}/rdf-graphs/service")


def fuseki_place(server: FusekiServer, *, union: bool = False) -> Place:
    """A new dataset."""
    url = server.dataset(union=union)
    return Place(url, f"{url}/data", f"{url}/data")


JAVA = ("rdf4j", "rdf4j-gsp", "fuseki", "fuseki-union")
PLACES = ["oxigraph", *(pytest.param(name, marks=pytest.mark.slow) for name in JAVA)]


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest) -> Place:
    """An empty store in each of the servers."""
    return found_place(request)


def found_place(request: pytest.FixtureRequest) -> Place:
    """The empty store that the parameter names."""
    match request.param:
        case "rdf4j":
            return rdf4j_place(request.getfixturevalue("rdf4j"))
        case "graphdb":
            return graphdb_place(request.getfixturevalue("graphdb"))
        case "rdf4j-gsp":
            found = rdf4j_place(request.getfixturevalue("rdf4j"))
            return Place(found.graphs, found.dump, found.graphs)
        case "oxigraph":
            server: OxigraphServer = request.getfixturevalue("oxigraph")
            return server.place()
    return fuseki_place(request.getfixturevalue("fuseki"), union=request.param == "fuseki-union")
