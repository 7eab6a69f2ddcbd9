"""`kg export --format graphdb`: the folder holds what a repository is made of, and the lines in it do it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse
from rdflib import Dataset

from kg.export import find_bundle
from kg.export.files import write_bundle
from kg.ontology.iris import PREFIXES, mint, term
from kg.push import Destination, push
from kg.push.violations import Violation
from kg.store import as_dataset, open_dataset, oxigraph_store
from tests.push.conftest import SHAPES_GRAPH, Place, news
from tests.push.test_stores import quads_of
from tests.servers.programs import fetch

if TYPE_CHECKING:
    from tests.conftest import Demo
    from tests.servers.rdf4j import Rdf4jServer

FILES = ["README.txt", "graph.trig", "rdf4j-config.ttl", "repo-config.ttl", "shapes.ttl"]


def test_the_folder_holds_all_that_is_needed(tmp_path: Path) -> None:
    """Graph, shapes and configurations are valid Turtle and TriG; the lines to type name each of them."""
    written = write_bundle(find_bundle("graphdb"), news("a=1"), tmp_path)
    assert sorted(path.name for path in written) == sorted(path.name for path in tmp_path.iterdir()) == FILES
    assert set(parse(path=str(tmp_path / "graph.trig"), format=RdfFormat.TRIG)) == quads_of(news("a=1"))
    for name in FILES[2:]:
        assert list(parse(path=str(tmp_path / name), format=RdfFormat.TURTLE))
    lines = (tmp_path / "README.txt").read_text(encoding="utf-8")
    assert [name for name in FILES if name not in lines] == ["README.txt"]


@pytest.mark.slow
@pytest.mark.parametrize(("server", "config"), [("rdf4j", "rdf4j-config.ttl"), ("graphdb", "repo-config.ttl")])
def test_the_lines_make_a_repository_that_validates(
    request: pytest.FixtureRequest, demo: Demo, tmp_path: Path, server: str, config: str
) -> None:
    """The configuration makes one, the graph is pushed, the shapes are loaded; then articles still come and go."""
    running: Rdf4jServer = request.getfixturevalue(server)
    dataset = open_dataset(demo.store)
    write_bundle(find_bundle("graphdb"), dataset, tmp_path)
    url = running.repository("news", config=(tmp_path / config).read_text(encoding="utf-8"))
    push(dataset, Destination(url))
    shapes = (tmp_path / "shapes.ttl").read_bytes()
    fetch(f"{url}/statements?{SHAPES_GRAPH}", shapes, "PUT", Content_Type="text/turtle")
    place = Place(url, f"{url}/statements?infer=false", "")
    article = min(str(graph) for graph in oxigraph_store(dataset).named_graphs())
    for after in (without(dataset, article), dataset):
        push(after, Destination(url))
        assert quads_of(after) <= place.quads()
    broken = without(dataset, article)
    event = NamedNode(mint("event_without_anything"))
    oxigraph_store(broken).add(Quad(event, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(term("Event"))))
    with pytest.raises(Violation, match=r"event_without_anything(: claim: min count| has no claim)"):
        push(broken, Destination(url))
    assert quads_of(dataset) <= place.quads()


def without(dataset: Dataset, article: str) -> Dataset:
    """The same but for this article's graph."""
    store = Store()
    store.extend(quad for quad in oxigraph_store(dataset) if str(quad.graph_name) != article)
    return as_dataset(store)
