"""The graph on disk and in memory: written beside the old one, checked, then put in its place at one stroke.

A build that fails leaves the graph that was there; a reader never sees half of one. A folder that something else made,
or another format of ours, is refused.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from oxrdflib.store import OxigraphStore
from pyoxigraph import NamedNode, Store
from rdflib import Dataset, URIRef

from kg.errors import StoreError
from kg.ontology.iris import BASE, PREFIXES, term
from kg.store.archive import Archive
from kg.store.files import held_lock, no_crash_on_disk, write_whole
from kg.store.triples import Contents, quads

if TYPE_CHECKING:
    from kg.ontology import Ontology

__all__ = ["GraphStore", "check_base", "is_open", "memory_dataset", "open_dataset", "oxigraph_store", "prefixes_of"]

FORMAT = 1
FORMAT_FILE = "store.json"
CURRENT_FILE = "current.json"
LOCK_FILE = "lock"
ARTICLES = "articles"
GRAPH = "graph-"


@dataclass(frozen=True, slots=True)
class GraphStore:
    """The folder of a store, held by one build at a time: made by `GraphStore.held`."""

    folder: Path

    @classmethod
    @contextlib.contextmanager
    def held(cls, folder: Path) -> Iterator[GraphStore]:
        """The store in the folder, made where there is none, locked for the time of the block."""
        if _is_foreign(folder):
            raise StoreError(f"{folder}: holds other files and is no store; name a new or empty folder with --store")
        with contextlib.ExitStack() as stack:
            with no_crash_on_disk(folder):
                folder.mkdir(parents=True, exist_ok=True)
                stack.enter_context(held_lock(folder / LOCK_FILE))
                _furnish(folder)
            yield cls(folder)

    def archive(self, key: str) -> Archive:
        """The articles and claims that are kept here, as extracted under the key."""
        return Archive(self.folder / ARTICLES, key)

    def replace(self, contents: Contents, ontology: Ontology, base: str = BASE) -> None:
        """Put a new graph in the place of the one that is there.

        The one before stays on disk until the next build, for those who have it open.
        """
        with no_crash_on_disk(self.folder):
            generations = sorted(self.folder.glob(GRAPH + "*"), key=_generation)
            kept = _current(self.folder)
            for old in generations:
                if kept is None or old != kept.graph:
                    shutil.rmtree(old)
            new = self.folder / f"{GRAPH}{max(map(_generation, generations), default=0) + 1}"
            try:
                _fill(Store(str(new)), contents, ontology, base)
                _check(new, contents)
                write_whole(self.folder / CURRENT_FILE, [json.dumps({"graph": new.name, "base": base}), "\n"])
            except BaseException:
                shutil.rmtree(new, ignore_errors=True)
                raise


def open_dataset(folder: Path) -> Dataset:
    """The stored graph, read-only, queried as the union of all its graphs."""
    if not (folder / FORMAT_FILE).is_file():
        raise StoreError(f"{folder}: no graph is stored here; run `kg build`, or name the store with --store")
    _check_format(folder)
    current = _current(folder)
    if current is None:
        raise StoreError(f"{folder}: the last build did not come to its end; run `kg build` again")
    try:
        store = Store.read_only(str(current.graph))
    except OSError as error:
        raise StoreError(f"{current.graph}: cannot be opened ({error}); run `kg build` again") from error
    return _dataset(store, current.base)


def memory_dataset(contents: Contents, ontology: Ontology, base: str = BASE) -> Dataset:
    """The graph in memory alone."""
    store = Store()
    _fill(store, contents, ontology, base)
    return _dataset(store, base)


def oxigraph_store(dataset: Dataset) -> Store:
    """The Oxigraph store under the dataset; StoreError where it was closed."""
    store = dataset.store
    if not isinstance(store, OxigraphStore):
        raise StoreError("the dataset does not lie in an Oxigraph store; open it with kg.KnowledgeGraph.open")
    if not is_open(dataset):
        raise StoreError("the graph was closed; open it again with kg.KnowledgeGraph.open, or ask before closing it")
    return store._inner  # noqa: SLF001 -- oxrdflib has no public name for it


def is_open(dataset: Dataset) -> bool:
    """Whether the dataset still holds its Oxigraph store."""
    return hasattr(dataset.store, "_store")  # oxrdflib deletes its store on closing, and keeps no other sign of it


def prefixes_of(dataset: Dataset) -> dict[str, str]:
    """The project's prefixes, `id` for the base that the dataset was made with."""
    return PREFIXES | {"id": str(dataset.store.namespace("id") or BASE)}


def check_base(base: str) -> None:
    """Refuse a namespace that would not make IRIs."""
    try:
        NamedNode(base + "x")
    except ValueError as error:
        raise StoreError(f"base {base!r}: {error}; give an absolute IRI such as {BASE}") from error
    if not base.endswith(("/", "#")):
        raise StoreError(f"base {base!r}: ends in neither / nor #; give an IRI such as {BASE}")


@dataclass(frozen=True, slots=True)
class _Current:
    graph: Path
    base: str


def _current(folder: Path) -> _Current | None:
    """The graph that holds, or None where none was finished."""
    try:
        current = json.loads((folder / CURRENT_FILE).read_bytes())
        return _Current(folder / current["graph"], current["base"])
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return None


def _generation(graph: Path) -> int:
    number = graph.name.removeprefix(GRAPH)
    return int(number) if number.isdecimal() else 0


def _is_foreign(folder: Path) -> bool:
    """Whether the folder holds something and none of it says that it is a store."""
    if not folder.is_dir() or (folder / FORMAT_FILE).exists():
        return False
    with no_crash_on_disk(folder):
        return any(path.name != LOCK_FILE for path in folder.iterdir())


def _furnish(folder: Path) -> None:
    """Make what a store needs, where it is not there; refuse another format."""
    if (folder / FORMAT_FILE).exists():
        _check_format(folder)
    else:
        write_whole(folder / FORMAT_FILE, [json.dumps({"format": FORMAT}), "\n"])
    (folder / ARTICLES).mkdir(exist_ok=True)
    if not (folder / ".gitignore").exists():
        write_whole(folder / ".gitignore", ["*\n"])


def _check_format(folder: Path) -> None:
    try:
        found = json.loads((folder / FORMAT_FILE).read_bytes())["format"]
    except (OSError, ValueError, TypeError, KeyError):
        found = "unknown"
    if found != FORMAT:
        raise StoreError(
            f"{folder}: is of store format {found}, and this version reads format {FORMAT}; "
            "remove the folder and run `kg build` again"
        )


def _fill(store: Store, contents: Contents, ontology: Ontology, base: str) -> None:
    store.bulk_extend(quads(contents, ontology, base))


def _check(graph: Path, contents: Contents) -> None:
    """Open what was written as a reader would, and find every article and event in it."""
    store = Store.read_only(str(graph))
    for kind, expected in (("Article", len(contents.articles)), ("Event", len(contents.events))):
        pattern = (None, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(term(kind)))
        found = sum(1 for _ in store.quads_for_pattern(*pattern))
        if found != expected:
            raise StoreError(f"{graph}: holds {found} of {expected} of class {kind}; the graph before is unchanged")


def _dataset(store: Store, base: str) -> Dataset:
    dataset = Dataset(store=OxigraphStore(store=store), default_union=True)
    for prefix, namespace in (PREFIXES | {"id": base}).items():
        dataset.bind(prefix, URIRef(namespace), replace=True)
    return dataset
