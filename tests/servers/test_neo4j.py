"""Three ways into a real Neo4j give one graph; a push leaves nothing behind and touches nothing that is not ours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from rdflib import Dataset, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SKOS

from kg.errors import PushError
from kg.export import find_bundle
from kg.export.property_graph import PropertyGraph
from kg.ontology.iris import BASE, PREFIXES, term
from kg.push import Destination, Pushed, push
from kg.push import neo4j as pushing
from kg.store import open_dataset, oxigraph_store
from tests.conftest import Demo
from tests.export.property_graphs import Picture, edge, projected, unordered
from tests.export.test_property_graph import NASTY
from tests.servers.neo4j import Neo4jServer, run_with_neo4j_admin
from tests.servers.neo4j import neo4j_server as start_neo4j
from tests.servers.plugin import needs

# rdflib 7.6 warns about its own use of what it deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")

GRAPH = Path(__file__).parent.parent / "export" / "graph.trig"


@pytest.fixture
def dataset() -> Dataset:
    """A small graph, with text that has been hard on importers."""
    dataset = Dataset(store="Oxigraph", default_union=True)
    dataset.parse(data=GRAPH.read_bytes(), format="ox-trig")
    for number, text in enumerate(NASTY):
        node = URIRef(f"{BASE}nasty_{number}")
        dataset.add((node, RDF.type, URIRef(term("Person"))))
        dataset.add((node, RDFS.label, Literal(text)))
        for each in NASTY:
            dataset.add((node, SKOS.altLabel, Literal(each)))
    return dataset


def found_in(server: Neo4jServer) -> Picture:
    """All of our nodes, and the relationships between them."""
    nodes = "MATCH (n:Dateline) RETURN n.uri AS uri, labels(n) AS labels, properties(n) AS said"
    edges = """MATCH (a:Dateline)-[r]->(b:Dateline)
        RETURN a.uri AS start, type(r) AS kind, b.uri AS end, properties(r) AS said"""
    return Picture(
        {row["uri"]: (frozenset(row["labels"]), _plain(row["said"])) for row in server.rows(nodes)},
        Counter(edge(row["start"], row["kind"], row["end"], _plain(row["said"])) for row in server.rows(edges)),
    )


def _plain(said: dict[str, Any]) -> dict[str, Any]:
    """The properties, days as Python has them."""
    days = {name: value.to_native() if hasattr(value, "to_native") else value for name, value in said.items()}
    return {name: unordered(value) for name, value in days.items()}


def strangers(server: Neo4jServer) -> int:
    """How many nodes are not ours."""
    (row,) = server.rows("MATCH (n) WHERE NOT n:Dateline RETURN count(n) AS count")
    return int(row["count"])


def push_to(server: Neo4jServer, dataset: Dataset) -> Pushed:
    """What the push did."""
    return push(dataset, Destination(server.url + "/neo4j"))


def without_article(dataset: Dataset) -> Dataset:
    """The same graph after `kg remove` of its first article: its claims, and what only they told, are gone."""
    smaller = Dataset(store="Oxigraph", default_union=True)
    gone = {URIRef(f"{BASE}{name}") for name in ("article_a", "claim_1", "claim_3", "event_2", "story_1")}
    for subject, predicate, value, graph in dataset.quads():
        if graph != URIRef(f"{BASE}article_a") and not {subject, value} & gone:
            smaller.get_context(graph).add((subject, predicate, value))
    return smaller


def test_a_push_makes_the_projected_graph(neo4j_server: Neo4jServer, dataset: Dataset) -> None:
    """Every node, label, property and relationship is there, nasty text and parallel facts included, and no other."""
    done = push_to(neo4j_server, dataset)
    assert found_in(neo4j_server) == projected(dataset)
    assert strangers(neo4j_server) == 0
    assert (done.sent, done.unchanged, done.removed) == (len(projected(dataset).nodes), 0, 0)


def test_a_second_push_changes_nothing(neo4j_server: Neo4jServer, dataset: Dataset) -> None:
    """What is there already is not written again."""
    push_to(neo4j_server, dataset)
    before = found_in(neo4j_server)
    done = push_to(neo4j_server, dataset)
    assert (done.sent, done.statements, done.removed) == (0, 0, 0)
    assert found_in(neo4j_server) == before


def test_a_removed_article_leaves_nothing(neo4j_server: Neo4jServer, dataset: Dataset) -> None:
    """Its claims and evidence go, and the events and facts that it alone told; what others tell as well stays."""
    push_to(neo4j_server, dataset)
    smaller = without_article(dataset)
    done = push_to(neo4j_server, smaller)
    assert done.removed > 0
    assert found_in(neo4j_server) == projected(smaller)
    push_to(neo4j_server, dataset)
    assert found_in(neo4j_server) == projected(dataset)


def test_changed_nodes_lose_what_no_longer_holds(neo4j_server: Neo4jServer, dataset: Dataset) -> None:
    """A node that changes its class, a property and a fact has the new ones and none of the old ones."""
    push_to(neo4j_server, dataset)
    oxigraph_store(dataset).update(
        """DELETE { id:Norland a ?class ; skos:altLabel ?alias ; kg:terminates ?what . id:event_1 kg:status ?status }
        INSERT { id:Norland a kg:Region . id:event_1 kg:status "disputed" }
        WHERE { id:Norland a ?class ; skos:altLabel ?alias ; kg:terminates ?what . id:event_1 kg:status ?status }""",
        prefixes=PREFIXES,
    )
    done = push_to(neo4j_server, dataset)
    assert done.sent == 2
    assert found_in(neo4j_server) == projected(dataset)


def test_what_is_not_ours_stays(neo4j_server: Neo4jServer, dataset: Dataset) -> None:
    """Somebody's notes, and the relationships from them to our nodes and back, outlive changes of the graph."""
    push_to(neo4j_server, dataset)
    neo4j_server.rows(
        "MATCH (n:Dateline {name: 'Norland'}) CREATE (:Note {uri: n.uri})-[:ABOUT]->(n), (n)-[:SEE]->(:Note), (:Note)"
    )
    dataset.add((URIRef(f"{BASE}Norland"), SKOS.altLabel, Literal("The North")))
    push_to(neo4j_server, dataset)
    push_to(neo4j_server, without_article(dataset))
    assert strangers(neo4j_server) == 3
    assert neo4j_server.rows("MATCH (:Note)-[:ABOUT]->(:Dateline)-[:SEE]->(:Note) RETURN count(*) AS count") == [
        {"count": 1}
    ]


def test_a_push_that_broke_off_is_gone_on_with(
    neo4j_server: Neo4jServer, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written stays; the next push writes the rest and completes what was only led to."""
    monkeypatch.setattr(pushing, "BATCH", 5)

    def stop(done: int, total: int) -> None:
        assert done <= total
        if done >= 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        push(dataset, Destination(neo4j_server.url), stop)
    done = push_to(neo4j_server, dataset)
    assert done.unchanged == 10
    assert found_in(neo4j_server) == projected(dataset)


def test_a_dry_run_writes_nothing(neo4j_server: Neo4jServer, dataset: Dataset) -> None:
    """It tells what would be sent, by kind."""
    done = push(dataset, Destination(neo4j_server.url, dry_run=True))
    assert done.sent == len(projected(dataset).nodes)
    assert ("send", "4 × Event") in [change[:2] for change in done.changes]
    assert found_in(neo4j_server).nodes == {}
    assert neo4j_server.rows("SHOW CONSTRAINTS") == []


@pytest.mark.parametrize(
    ("path", "options", "message"),
    [
        ("/nowhere", {}, "nowhere"),
        ("", {"graph": "https://example.org/g"}, "leave --graph, --infer and --protocol out"),
        ("", {"protocol": "gsp"}, "leave --graph, --infer and --protocol out"),
    ],
)
def test_what_cannot_be_done_is_said(
    neo4j_server: Neo4jServer, dataset: Dataset, path: str, options: dict[str, str], message: str
) -> None:
    """A database that there is not, and options that only RDF stores know, are errors that say what to do."""
    with pytest.raises(PushError, match=message):
        push(dataset, Destination(neo4j_server.url + path, **options))  # type: ignore[arg-type]  # a column of a table


@pytest.mark.parametrize(
    ("given", "environment", "wanted"),
    [
        ({}, {}, None),
        ({"password": "p"}, {}, ("basic", "neo4j", "p")),
        ({"user": "ana", "password": "p"}, {"NEO4J_PASSWORD": "other"}, ("basic", "ana", "p")),
        ({}, {"NEO4J_USERNAME": "ana", "NEO4J_PASSWORD": "p"}, ("basic", "ana", "p")),
        ({"user": "ana"}, {"KG_PASSWORD": "p", "NEO4J_PASSWORD": "other"}, ("basic", "ana", "p")),
        ({"token": "t"}, {"NEO4J_PASSWORD": "p"}, ("bearer", "", "t")),
    ],
)
def test_how_it_signs_in(
    monkeypatch: pytest.MonkeyPatch,
    given: dict[str, str],
    environment: dict[str, str],
    wanted: tuple[str, str, str] | None,
) -> None:
    """What the destination says goes before the environment; a server without passwords is asked without one."""
    for name in ("KG_PASSWORD", "NEO4J_USERNAME", "NEO4J_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    auth = pushing._auth(Destination("bolt://localhost", **given))  # type: ignore[arg-type]  # a column of a table
    found = (auth.scheme, getattr(auth, "principal", "") or "", auth.credentials) if auth else None
    assert found == wanted


def test_a_server_that_is_not_there_is_said(dataset: Dataset) -> None:
    """The error names the URL and what to start."""
    with pytest.raises(PushError, match=r"bolt://127\.0\.0\.1:9: .*start Neo4j"):
        push(dataset, Destination("bolt://127.0.0.1:9"))


def load(server: Neo4jServer, folder: Path) -> list[dict[str, Any]]:
    """Run setup.cypher and load.cypher as they are; what the last statement says."""
    said: list[dict[str, Any]] = []
    for name in ("setup.cypher", "load.cypher"):
        for statement in re.split(r";\n", (folder / name).read_text(encoding="utf-8")):
            if statement.strip():
                said = server.rows(statement, file=(folder / "graph.ttl").as_uri())
    return said


def test_neosemantics_makes_the_projected_graph(neo4j_server: Neo4jServer, dataset: Dataset, tmp_path: Path) -> None:
    """All but what it cannot hold: its own label besides, facts once and without properties. Twice changes nothing."""
    find_bundle("neo4j").write(dataset, tmp_path)
    for _ in range(2):
        (said,) = load(neo4j_server, tmp_path)
        assert said["terminationStatus"] == "OK"
        assert said["triplesLoaded"] == said["triplesParsed"]
        assert found_in(neo4j_server) == projected(dataset).as_merged()
    assert neo4j_server.rows("MATCH (n) WHERE NOT n:Dateline RETURN labels(n) AS labels") == [
        {"labels": ["_GraphConfig"]}
    ]


def test_a_push_takes_over_from_neosemantics(neo4j_server: Neo4jServer, dataset: Dataset, tmp_path: Path) -> None:
    """What the plug-in loaded becomes what a push makes, facts with their properties and none twice."""
    find_bundle("neo4j").write(dataset, tmp_path)
    load(neo4j_server, tmp_path)
    push_to(neo4j_server, dataset)
    assert found_in(neo4j_server) == projected(dataset)


@contextmanager
def imported_into(folder: Path, dataset: Dataset) -> Iterator[Neo4jServer]:
    """A server whose database `import.sh` made of the dataset, and indexes.cypher completed."""
    needs("neo4j", "neosemantics")
    bundle, home = folder / "bundle", folder / "home"
    find_bundle("neo4j-csv").write(dataset, bundle)
    run_with_neo4j_admin(home, bundle / "import.sh")
    with start_neo4j(home) as server:
        server.run_script((bundle / "indexes.cypher").read_text(encoding="utf-8"))
        yield server


def test_the_importer_makes_what_a_push_makes(tmp_path: Path, demo: Demo) -> None:
    """The importer's database of the demo is the projected graph, and a push to it finds nothing to do."""
    dataset = open_dataset(demo.store)
    with imported_into(tmp_path, dataset) as server:
        assert found_in(server) == projected(dataset)
        assert push_to(server, dataset).sent == 0


def test_the_importer_takes_nasty_text(tmp_path: Path, dataset: Dataset) -> None:
    """Quotes, line ends and delimiters come out of the importer as they went in."""
    with imported_into(tmp_path, dataset) as server:
        assert found_in(server) == projected(dataset)


def test_the_questions_of_the_document_have_answers(neo4j_server: Neo4jServer, demo: Demo, checkout: Path) -> None:
    """Each Cypher query of docs/neo4j.md runs as it stands, and finds something in the demo."""
    push_to(neo4j_server, open_dataset(demo.store))
    text = (checkout / "docs" / "neo4j.md").read_text(encoding="utf-8")
    queries = re.findall(r"```cypher\n(.*?);\n```", text, re.DOTALL)
    assert len(queries) == 5
    assert [query for query in queries if not neo4j_server.rows(query)] == []


def test_every_node_is_found_by_its_iri(neo4j_server: Neo4jServer, dataset: Dataset) -> None:
    """The constraint is there after a push, so that looking a node up needs no search."""
    push_to(neo4j_server, dataset)
    names = {row["name"] for row in neo4j_server.rows("SHOW CONSTRAINTS YIELD name")}
    assert names == {"dateline_uri"}
    assert len(PropertyGraph(dataset)) == len(found_in(neo4j_server).nodes)
