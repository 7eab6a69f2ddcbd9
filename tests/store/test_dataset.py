"""The store on disk: a build replaces the whole graph or nothing, and says clearly why it could not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Quad, Store
from rdflib import Dataset

from kg.errors import OntologyError, StoreError
from kg.ontology import Ontology
from kg.store import GraphStore, check_base, open_dataset, open_store, oxigraph_store
from kg.store.triples import Surroundings
from kg.update import TABLES
from tests.store.conftest import Write

HOLD_AND_DIE = """
import os, pathlib, sys
from kg.store import GraphStore
with GraphStore.held(pathlib.Path(sys.argv[1])):
    os._exit(9)
"""


def dump(dataset: Dataset) -> set[Quad]:
    """All quads."""
    return set(oxigraph_store(dataset))


@pytest.fixture
def folder(tmp_path: Path, write: Write) -> Path:
    """A store with the graph of both articles."""
    folder = tmp_path / "new" / ".kg"
    write(folder)
    return folder


def test_what_is_stored_is_what_is_in_memory(folder: Path, graph: Store) -> None:
    """The graph on disk and the one in memory are the same."""
    assert dump(open_dataset(folder)) == set(graph) != set()


def test_a_change_replaces_what_it_touches(folder: Path, write: Write) -> None:
    """The same articles again add nothing; an article that goes takes out what it said, and old files go in time."""
    before = dump(open_dataset(folder))
    write(folder)
    assert dump(open_dataset(folder)) == before
    write(folder, [], ["two"])
    for _ in range(3):
        write(folder, [])
    assert len(dump(open_dataset(folder))) < len(before)
    assert len(list(folder.glob("graph-*"))) == 2


def test_a_reader_keeps_what_it_opened(folder: Path, write: Write) -> None:
    """A graph that is open stays whole while a change puts another in its place."""
    dataset = open_dataset(folder)
    before = dump(dataset)
    write(folder, [], ["one", "two"])
    assert dump(dataset) == before
    assert dump(open_dataset(folder)) == set()


def test_graph_and_ledger_are_read_as_of_one_moment(folder: Path, write: Write) -> None:
    """Who asks both is not shown a graph and the ledger of another one, whatever is changed meanwhile."""
    with open_store(folder) as (dataset, ledger):
        before = dump(dataset)
        write(folder, [], ["one"])
        assert dump(dataset) == before
        assert ledger.rows("SELECT COUNT(*) FROM article") == [(2,)]


def test_a_change_that_fails_loses_nothing(folder: Path, write: Write) -> None:
    """An error halfway leaves graph and ledger as they were, and no litter."""
    before = dump(open_dataset(folder))
    with GraphStore.held(folder, TABLES) as store, pytest.raises(RuntimeError), store.ledger.transaction():
        store.change(_break)
    assert dump(open_dataset(folder)) == before
    assert len(list(folder.glob("graph-*"))) == 1
    write(folder, [], ["two"])
    assert len(dump(open_dataset(folder))) < len(before)


def _break(graph: Store) -> None:
    graph.clear()
    raise RuntimeError


def test_a_full_disk_loses_nothing(folder: Path) -> None:
    """No space is one clear error, and the graph that was there is still there."""

    def full(_: Store) -> None:
        raise OSError(28, "No space left on device")

    before = dump(open_dataset(folder))
    full_disk = pytest.raises(StoreError, match=r"No space left on device.*unchanged")
    with GraphStore.held(folder, TABLES) as store, full_disk, store.ledger.transaction():
        store.change(full)
    assert dump(open_dataset(folder)) == before


def test_an_ontology_file_that_vanished_is_named(small_ontology: Ontology) -> None:
    """Names are copied from the ontology's files: one that is gone by then is not taken for a fault of the store."""
    content = small_ontology.files[-1].read_bytes()
    small_ontology.files[-1].unlink()
    try:
        with pytest.raises(OntologyError, match=r"gazetteer\.ttl: changed"):
            Surroundings.of(small_ontology)
    finally:
        small_ontology.files[-1].write_bytes(content)


def test_two_builds_do_not_write_at_once(folder: Path) -> None:
    """The second one is told so, and can go on when the first is done, even if that one was killed."""
    with GraphStore.held(folder), pytest.raises(StoreError, match="another build is writing"), GraphStore.held(folder):
        pass
    subprocess.run([sys.executable, "-c", HOLD_AND_DIE, folder], check=False)
    with GraphStore.held(folder) as store:
        assert store.folder == folder


def test_a_store_is_not_committed_by_accident(folder: Path) -> None:
    """Git ignores all of it."""
    assert (folder / ".gitignore").read_text(encoding="utf-8") == "*\n"


@pytest.mark.parametrize("found", ['{"format": 99}', '{"format": "1"}', "", "[]"])
def test_another_format_is_refused(folder: Path, found: str) -> None:
    """Neither reading nor writing guesses at a format that this version does not know."""
    (folder / "store.json").write_text(found, encoding="utf-8")
    with pytest.raises(StoreError, match="remove the folder"):
        open_dataset(folder)
    with pytest.raises(StoreError, match="remove the folder"), GraphStore.held(folder):
        pass


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    """A folder that holds other files does not become a store by mistake."""
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="no store"), GraphStore.held(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_store_whose_making_was_cut_short_is_no_foreign_folder(tmp_path: Path) -> None:
    """A process that dies before the store is furnished leaves a folder that the next one takes."""
    (tmp_path / "lock").touch()
    (tmp_path / "store.json.new").write_text('{"for', encoding="utf-8")
    with GraphStore.held(tmp_path) as store:
        assert not store.has_graph()


def test_what_cannot_be_a_folder_is_refused(tmp_path: Path) -> None:
    """A file in the place of the folder is one clear error."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be written"), GraphStore.held(tmp_path / "file"):
        pass


def test_no_store_says_how_to_make_one(tmp_path: Path) -> None:
    """Opening what is not there names the command that makes it, and makes nothing."""
    with pytest.raises(StoreError, match="kg build"):
        open_dataset(tmp_path / ".kg")
    with GraphStore.held(tmp_path / "started"):
        pass
    with pytest.raises(StoreError, match="kg build"):
        open_dataset(tmp_path / "started")
    assert not (tmp_path / ".kg").exists()


def test_a_lost_graph_is_one_clear_error(folder: Path) -> None:
    """A store whose graph was deleted says so."""
    (folder / "graph-1").rename(folder / "graph-0")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_dataset(folder)
    with GraphStore.held(folder) as store:
        assert not store.has_graph()


def test_a_damaged_graph_is_one_clear_error(folder: Path) -> None:
    """Files of the graph that hold something else are named, and are no graph to go on with."""
    with GraphStore.held(folder) as store:
        assert store.has_graph()
        (folder / "graph-1" / "CURRENT").write_text("nonsense\n", encoding="utf-8")
        assert not store.has_graph()
    with pytest.raises(StoreError, match="cannot be opened"):
        open_dataset(folder)


@pytest.mark.parametrize("base", ["no iri", "https://example.org/a b/", "https://example.org/id"])
def test_a_base_that_makes_no_iris_is_refused(base: str) -> None:
    """A namespace is an absolute IRI that ends where a name can follow."""
    with pytest.raises(StoreError, match="base"):
        check_base(base)
