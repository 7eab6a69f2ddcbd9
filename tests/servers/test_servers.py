"""The programs of others start, do what our tests need of them, and are gone with the tests."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.servers.fuseki import FusekiServer
from tests.servers.neo4j import Neo4jServer
from tests.servers.programs import GUARD, PATIENCE_SECONDS, fetch
from tests.servers.rdf4j import Rdf4jServer
from tests.servers.readers import Reader

NORLAND = '<https://example.org/Norland> <http://www.w3.org/2000/01/rdf-schema#label> "Norland"@en .\n'


def test_rdf4j_takes_statements(rdf4j: Rdf4jServer) -> None:
    """A repository is empty when made, holds what is sent, and is gone when dropped."""
    repository = rdf4j.repository()
    assert fetch(f"{repository}/size") == b"0"
    fetch(f"{repository}/statements", NORLAND.encode(), Content_Type="application/n-triples")
    assert fetch(f"{repository}/size") == b"1"
    rdf4j.drop(repository)
    with pytest.raises(urllib.error.HTTPError, match="404"):
        fetch(f"{repository}/size")


def test_rdf4j_validates(rdf4j: Rdf4jServer) -> None:
    """A repository with SHACL refuses what its shapes forbid."""
    repository = rdf4j.repository(shacl=True)
    shapes = f"{repository}/rdf-graphs/service?graph=http://rdf4j.org/schema/rdf4j%23SHACLShapeGraph"
    shape = """@prefix sh: <http://www.w3.org/ns/shacl#> . <https://example.org/shape> a sh:NodeShape ;
        sh:targetSubjectsOf <http://www.w3.org/2000/01/rdf-schema#label> ;
        sh:property [ sh:path <https://example.org/capital> ; sh:minCount 1 ] ."""
    fetch(shapes, shape.encode(), "PUT", Content_Type="text/turtle")
    with pytest.raises(urllib.error.HTTPError, match="409"):
        fetch(f"{repository}/statements", NORLAND.encode(), Content_Type="application/n-triples")


GRAPHDB = """
@prefix rep: <http://www.openrdf.org/config/repository#> .
@prefix sr: <http://www.openrdf.org/config/repository/sail#> .
@prefix sail: <http://www.openrdf.org/config/sail#> .
@prefix graphdb: <http://www.ontotext.com/config/graphdb#> .
[] a rep:Repository ; rep:repositoryID "small" ; rep:repositoryImpl [
    rep:repositoryType "graphdb:SailRepository" ;
    sr:sailImpl [ sail:sailType "graphdb:Sail" ; graphdb:ruleset "rdfs" ] ] .
"""


def test_graphdb_infers(graphdb: Rdf4jServer) -> None:
    """A repository with rules knows what was not said."""
    repository = graphdb.repository("small", config=GRAPHDB)
    said = b"""@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix e: <https://example.org/> .
        e:State rdfs:subClassOf e:Actor . e:Norland a e:State ."""
    fetch(f"{repository}/statements", said, Content_Type="text/turtle")
    question = "ASK { <https://example.org/Norland> a <https://example.org/Actor> }"
    assert b"true" in fetch(f"{repository}?query={quote(question)}", Accept="application/json")


@pytest.mark.parametrize(("union", "found"), [(False, b"false"), (True, b"true")])
def test_fuseki_takes_graphs(fuseki: FusekiServer, union: bool, found: bytes) -> None:  # noqa: FBT001  a table's column
    """What is in a named graph is found by a plain query where the dataset says so."""
    dataset = fuseki.dataset(union=union)
    fetch(f"{dataset}/data?graph=https://example.org/g", NORLAND.encode(), "PUT", Content_Type="text/turtle")
    assert found in fetch(f"{dataset}/sparql?query={quote('ASK {?s ?p ?o}')}", Accept="application/json")
    fuseki.drop(dataset)


def test_neosemantics_reads_turtle(neo4j_server: Neo4jServer, tmp_path: Path) -> None:
    """The real plug-in is in the real server: a Turtle file becomes nodes and a relationship."""
    turtle = tmp_path / "small.ttl"
    turtle.write_text(
        f"{NORLAND}<https://example.org/Sudland> <https://example.org/borders> <https://example.org/Norland> ."
    )
    neo4j_server.rows("CREATE CONSTRAINT n10s_unique_uri FOR (r:Resource) REQUIRE r.uri IS UNIQUE")
    neo4j_server.rows("CALL n10s.graphconfig.init({handleVocabUris: 'IGNORE'})")
    (told,) = neo4j_server.rows("CALL n10s.rdf.import.fetch($file, 'Turtle')", file=turtle.as_uri())
    assert (told["terminationStatus"], told["triplesLoaded"]) == ("OK", 2)
    assert neo4j_server.rows("MATCH (s)-[:borders]->(n) RETURN n.label AS label") == [{"label": "Norland"}]


def test_neo4j_is_empty_for_each_test(neo4j_server: Neo4jServer) -> None:
    """Nothing of another test is left, no constraint either."""
    assert neo4j_server.rows("MATCH (n) RETURN n") == neo4j_server.rows("SHOW CONSTRAINTS") == []


@pytest.mark.slow
@pytest.mark.parametrize("parser", ["rio", "riot"])
def test_the_parsers_read_and_complain(request: pytest.FixtureRequest, parser: str, tmp_path: Path) -> None:
    """A good file gives its statements, a bad one says where it is bad; and the next is read."""
    read: Reader = request.getfixturevalue(parser)
    (bad := tmp_path / "bad.ttl").write_text(NORLAND + "<https://example.org/a b> a <https://example.org/c> .")
    (good := tmp_path / "good.nt").write_text(NORLAND)
    assert any("2:" in complaint for complaint in read(bad).complaints)
    assert (read(good).nquads, read(good).complaints) == (NORLAND.encode(), ())


def test_the_profile_of_owl(owl2dl: Callable[[list[Path]], list[str]], tmp_path: Path) -> None:
    """What is declared in one file is known in the other; what is declared nowhere is told."""
    (one := tmp_path / "one.ttl").write_text(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix e: <https://example.org/> . "
        "<https://example.org/> a owl:Ontology . e:borders a owl:ObjectProperty ."
    )
    (two := tmp_path / "two.ttl").write_text(
        "@prefix e: <https://example.org/> . e:Norland e:borders e:Sudland ; e:rules e:Sudland ."
    )
    found = owl2dl([one, two])
    assert found
    assert all("example.org/rules" in line and "borders" not in line for line in found)


def test_no_server_outlives_the_tests(tmp_path: Path) -> None:
    """Kill the process that started a server, and the server goes too."""
    starting = f"""
import subprocess, sys, time
program = [sys.executable, "-c", "import os, time; print(os.getpid(), flush=True); time.sleep(600)"]
subprocess.Popen([sys.executable, {str(GUARD)!r}, *program], stdin=subprocess.PIPE, start_new_session=True)
time.sleep(600)
"""
    with subprocess.Popen([sys.executable, "-c", starting], stdout=subprocess.PIPE, encoding="utf-8") as tests:
        assert tests.stdout
        server = int(tests.stdout.readline())
        tests.send_signal(signal.SIGKILL)
    until(lambda: not alive(server))


def until(holds: Callable[[], bool]) -> None:
    """Wait until it holds."""
    late = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < late
        time.sleep(0.05)


def alive(process: int) -> bool:
    """Whether the process runs: neither gone nor waiting to be counted."""
    status = Path(f"/proc/{process}/stat")
    try:
        os.kill(process, 0)
        return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):  # it may go between any two looks
        return False
