"""Fixtures for all tests: the databases and readers that our exports are made for, the real ones, started on loopback.

Without Java, Maven or what they fetch, a test that asks for one is skipped and says what to install; under CI it fails.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests.servers.fuseki import FusekiServer, fuseki_server
from tests.servers.graphdb import graphdb_server
from tests.servers.jars import MissingError, jars, java
from tests.servers.neo4j import Neo4jServer, neo4j_server
from tests.servers.rdf4j import Rdf4jServer, rdf4j_server
from tests.servers.readers import Reader, gephi_lines, owl2dl_violations, reader

SERVERS = {"fuseki", "gephi", "graphdb", "neo4j_session", "owl2dl", "rdf4j", "rio", "riot"}
"""The fixtures that start a program of others."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks for a program of others is slow: it has to start."""
    for item in items:
        if SERVERS.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


def needs(*programs: str) -> None:
    """Go on if Java is there and the jars of these can be had."""
    try:
        java()
        for program in programs:
            jars(program)
    except MissingError as error:
        pytest.fail(str(error)) if os.environ.get("CI") else pytest.skip(str(error))


@pytest.fixture(scope="session")
def rdf4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rdf4jServer]:
    """An RDF4J server, whose REST API is GraphDB's too."""
    needs("rdf4j")
    with rdf4j_server(tmp_path_factory.mktemp("rdf4j")) as server:
        yield server


@pytest.fixture(scope="session")
def graphdb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rdf4jServer]:
    """The engine of GraphDB behind RDF4J's server; its repositories need a configuration of GraphDB's."""
    needs("graphdb", "rdf4j")
    with graphdb_server(tmp_path_factory.mktemp("graphdb")) as server:
        yield server


@pytest.fixture(scope="session")
def fuseki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FusekiServer]:
    """A Fuseki."""
    needs("fuseki")
    with fuseki_server(tmp_path_factory.mktemp("fuseki")) as server:
        yield server


@pytest.fixture(scope="session")
def neo4j_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """A Neo4j with neosemantics, as the tests before left it."""
    needs("neo4j", "neosemantics")
    with neo4j_server(tmp_path_factory.mktemp("neo4j")) as server:
        yield server


@pytest.fixture(name="neo4j_server")
def empty_neo4j(neo4j_session: Neo4jServer) -> Neo4jServer:
    """A Neo4j with neosemantics, empty at the test's beginning."""
    neo4j_session.empty()
    return neo4j_session


@pytest.fixture(scope="session")
def riot() -> Iterator[Reader]:
    """The parsers of Jena."""
    needs("fuseki")
    with reader("RiotReader.java", "fuseki") as jena:
        yield jena


@pytest.fixture(scope="session")
def rio() -> Iterator[Reader]:
    """The parsers of RDF4J."""
    needs("rio")
    with reader("RioReader.java", "rio") as rdf4j:
        yield rdf4j


@pytest.fixture(scope="session")
def owl2dl() -> Callable[[Iterable[Path]], list[str]]:
    """The OWL API's check of the profile OWL 2 DL: what the files break, read as one ontology."""
    needs("owlapi")
    return owl2dl_violations


@pytest.fixture(scope="session")
def gephi() -> Callable[[Path], list[list[str]]]:
    """Gephi's import of a file: issues, nodes and edges, each as its fields."""
    needs("gephi")
    return gephi_lines
