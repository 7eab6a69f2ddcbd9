"""Ten questions have the same answers in every database as in ours, after loading, pushing again, and removing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

import kg as package
from kg.ontology.iris import BASE, PREFIXES
from tests.conftest import Demo, Run
from tests.servers.neo4j import Neo4jServer, neo4j_server, run_with_neo4j_admin
from tests.servers.programs import fetch
from tests.servers.questions import QUESTIONS, Question

pytestmark = pytest.mark.slow

Row = tuple[str, ...]
Ask = Callable[[Question], list[Row]]
DECLARED = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
REMOVED = "seoul-ends-pact.txt"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A graph in a database: how to ask it, how to bring it up to date, and how much it holds."""

    store: Path
    ask: Ask
    load: Callable[[], None]
    size: Callable[[], object]


def rows(found: list[dict[str, str | None]]) -> list[Row]:
    """The rows in an order of their own; unbound is empty."""
    return sorted(tuple(value or "" for value in row.values()) for row in found)


def ask_store(store: Path, question: Question) -> list[Row]:
    """What our own engine answers."""
    with package.KnowledgeGraph.open(store) as graph:
        found = graph.query(question.sparql)
        return sorted(tuple("" if term is None else getattr(term, "value", "") for term in row) for row in found)


def ask_endpoint(url: str, question: Question) -> list[Row]:
    """What the SPARQL endpoint answers."""
    answer = fetch(f"{url}?query={quote(DECLARED + question.sparql)}", Accept="application/sparql-results+json")
    found = json.loads(answer)
    names = found["head"]["vars"]
    return rows([{name: row.get(name, {}).get("value") for name in names} for row in found["results"]["bindings"]])


def count_endpoint(url: str) -> list[Row]:
    """The number of statements in each graph, and in all."""
    counts = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    return [
        *ask_endpoint(url, Question("", counts, "")),
        *ask_endpoint(url, Question("", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "")),
    ]


def ask_neo4j(server: Neo4jServer, question: Question) -> list[Row]:
    """What Neo4j answers."""
    return rows(server.rows(question.cypher))


def count_neo4j(server: Neo4jServer) -> object:
    """The number of nodes and of relationships, by label and type."""
    nodes = server.rows("MATCH (n) RETURN labels(n) AS labels, count(*) AS n ORDER BY labels")
    return nodes, server.rows("MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS n ORDER BY type")


@dataclass(frozen=True, slots=True)
class Places:
    """The ways into a database, each with a store of its own."""

    request: pytest.FixtureRequest
    store: Path
    folder: Path

    def run(self, *arguments: str) -> str:
        """What `kg` prints, run on the store."""
        kg: Run = self.request.getfixturevalue("kg")
        done = kg([*arguments, "--store", self.store], self.folder)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def pushed(self, url: str, *options: str) -> Callable[[], None]:
        """Push to the database."""
        return lambda: (self.run("push", url, "--quiet", *options), None)[1]

    @contextmanager
    def rdf4j(self) -> Iterator[Loaded]:
        """An RDF4J repository."""
        url = self.request.getfixturevalue("rdf4j").repository()
        yield Loaded(self.store, lambda q: ask_endpoint(url, q), self.pushed(url), lambda: count_endpoint(url))

    @contextmanager
    def graphdb(self) -> Iterator[Loaded]:
        """A repository of GraphDB's engine, with the configuration that we export."""
        self.run("export", "--format", "graphdb", "-o", "graphdb")
        config = (self.folder / "graphdb" / "repo-config.ttl").read_text(encoding="utf-8")
        url = self.request.getfixturevalue("graphdb").repository("news", config=config)
        yield Loaded(self.store, lambda q: ask_endpoint(url, q), self.pushed(url), lambda: count_endpoint(url))

    @contextmanager
    def fuseki(self) -> Iterator[Loaded]:
        """A dataset of Fuseki whose queries see all its graphs, ours among them."""
        url = self.request.getfixturevalue("fuseki").dataset(union=True)
        load = self.pushed(url, "--graph", BASE + "graph")
        yield Loaded(
            self.store, lambda q: ask_endpoint(f"{url}/sparql", q), load, lambda: count_endpoint(f"{url}/sparql")
        )

    @contextmanager
    def bolt(self) -> Iterator[Loaded]:
        """Neo4j, over its own protocol."""
        server: Neo4jServer = self.request.getfixturevalue("neo4j_session")
        server.empty()
        yield Loaded(self.store, lambda q: ask_neo4j(server, q), self.pushed(server.url), lambda: count_neo4j(server))

    @contextmanager
    def neosemantics(self) -> Iterator[Loaded]:
        """Neo4j, by its plug-in for RDF."""
        server: Neo4jServer = self.request.getfixturevalue("neo4j_session")
        server.empty()

        def load() -> None:
            self.run("export", "--format", "neo4j", "-o", "neo4j")
            folder = self.folder / "neo4j"
            for script in ("setup.cypher", "load.cypher"):
                server.run_script((folder / script).read_text(encoding="utf-8"), file=(folder / "graph.ttl").as_uri())

        yield Loaded(self.store, lambda q: ask_neo4j(server, q), load, lambda: count_neo4j(server))

    @contextmanager
    def admin(self) -> Iterator[Loaded]:
        """Neo4j, by its importer, which makes a whole database."""
        self.request.getfixturevalue("neo4j_session")  # skips where there is no Neo4j
        home = self.folder / "home"
        self.run("export", "--format", "neo4j-csv", "-o", "csv")
        run_with_neo4j_admin(home, self.folder / "csv" / "import.sh")
        with neo4j_server(home) as server:
            yield Loaded(self.store, lambda q: ask_neo4j(server, q), lambda: None, lambda: count_neo4j(server))


@pytest.fixture(scope="module", params=["rdf4j", "graphdb", "fuseki", "bolt", "neosemantics", "admin"])
def loaded(request: pytest.FixtureRequest, demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    """The demo's graph in each database."""
    folder = tmp_path_factory.mktemp(request.param)
    shutil.copytree(demo.store, folder / ".kg")
    (folder / "sources").symlink_to(demo.folder / "sources")
    with getattr(Places(request, folder / ".kg", folder), request.param)() as place:
        place.load()
        yield place


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_the_answers_are_the_same(loaded: Loaded, question: Question) -> None:
    """A database answers a question as `kg query` does, and there is an answer."""
    expected = ask_store(loaded.store, question)
    assert expected
    assert loaded.ask(question) == expected


def test_loading_again_changes_nothing(loaded: Loaded) -> None:
    """The same graph once more leaves as many statements, nodes and relationships as before."""
    before = loaded.size()
    loaded.load()
    assert loaded.size() == before


def test_a_removed_article_leaves_nothing(loaded: Loaded, request: pytest.FixtureRequest, kg: Run) -> None:
    """Take an article out, load again: none of its claims is left, and all answers are as without it."""
    if "admin" in request.node.name:
        pytest.skip("the importer makes whole databases and changes none")
    done = kg(["remove", f"sources/{REMOVED}", "--store", loaded.store], loaded.store.parent)
    assert done.returncode == 0, done.stderr
    loaded.load()
    article = Question(
        "what an article says",
        f"SELECT ?c {{ ?c prov:wasDerivedFrom/kg:source '{REMOVED}' }}",
        f"MATCH (c)-[:WAS_DERIVED_FROM]->(:Article {{source: '{REMOVED}'}}) RETURN c.uri",
    )
    claims = Question(
        "how many claims", "SELECT (STR(COUNT(*)) AS ?n) { ?c a kg:Claim }", "MATCH (c:Claim) RETURN toString(count(*))"
    )
    assert loaded.ask(article) == ask_store(loaded.store, article) == []
    for question in (claims, *QUESTIONS):
        assert loaded.ask(question) == ask_store(loaded.store, question), question.name
