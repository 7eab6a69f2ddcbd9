"""The graph on disk and in memory: changed beside the old one, checked, then put in its place at one stroke.

The ledger says which graph holds, so that one commit changes both. A change that fails, or a process that dies, leaves
ledger and graph as they were; a reader never sees half of one. A folder that something else made, or another format of
ours, is refused.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from oxrdflib.store import OxigraphStore
from pyoxigraph import NamedNode, Store
from rdflib import Dataset, URIRef

from kg.errors import StoreError
from kg.ontology.iris import BASE, PREFIXES
from kg.store.files import TEMPORARY, held_lock, no_crash_on_disk, write_whole
from kg.store.ledger import LEDGER_FILE, Ledger

__all__ = [
    "GraphStore",
    "StoredGraph",
    "as_dataset",
    "check_base",
    "find_graph",
    "is_open",
    "open_copy",
    "open_dataset",
    "open_store",
    "oxigraph_store",
    "prefixes_of",
]

FORMAT = 2
FORMAT_FILE = "store.json"
LOCK_FILE = "lock"
BEGINNINGS = {LOCK_FILE, FORMAT_FILE + TEMPORARY}  # all that there may be of a store that was just begun
GRAPH = "graph-"


@dataclass(frozen=True, slots=True)
class GraphStore:
    """The folder of a store, held by one writer at a time: made by `GraphStore.held`. In memory `folder` is None."""

    folder: Path | None
    ledger: Ledger

    @classmethod
    @contextlib.contextmanager
    def held(cls, folder: Path | None, tables: str = "") -> Iterator[GraphStore]:
        """The store in the folder, made where there is none, its ledger laid out, locked for the time of the block."""
        with contextlib.ExitStack() as stack:
            if folder:
                stack.enter_context(_locked(folder))
            yield cls(folder, stack.enter_context(Ledger.opened(folder / LEDGER_FILE if folder else None, tables)))

    def has_graph(self) -> bool:
        """Whether there is a graph that holds and can be opened: one on disk may have been deleted or damaged."""
        held = _current(self.ledger, self.folder) if self.folder else None
        try:
            return held is not None and _opened(held.graph) is not None
        except StoreError:
            return False

    def change(self, write: Callable[[Store], object], base: str = BASE, *, afresh: bool = False) -> None:
        """Let `write` change a copy of the graph, an empty one if `afresh`, which holds from the next commit on.

        To be called within a transaction of the ledger. The graph before stays on disk until the next change but one,
        for those who have it open. The copy shares the files of the graph that it is a copy of, so it costs little.
        """
        if self.folder is None:
            raise StoreError("a graph in memory is no file to be copied; write into its dataset")
        with no_crash_on_disk(self.folder):
            held = _current(self.ledger, self.folder)
            new = _next_graph(self.folder, held)
            try:
                if held and not afresh:
                    _copy_graph(held.graph, new)
                graph = Store(str(new))
                write(graph)
                if afresh:
                    graph.optimize()  # what comes after leaves these files as they are
                graph.flush()
                del graph  # Oxigraph closes its files when nothing refers to them
                _opened(new)
                self.ledger.set("graph", new.name)
                self.ledger.set("base", base)
            except BaseException:
                shutil.rmtree(new, ignore_errors=True)
                raise


def _next_graph(folder: Path, held: StoredGraph | None) -> Path:
    """Where the next graph is to lie; those before the one that holds, and what a crash left, are taken away."""
    graphs = sorted(folder.glob(GRAPH + "*"), key=_generation)
    for old in graphs:
        if held is None or old != held.graph:
            shutil.rmtree(old, ignore_errors=True)  # on Windows, what a reader has open stays until the next change
    return folder / f"{GRAPH}{max(map(_generation, graphs), default=0) + 1}"


def _copy_graph(source: Path, target: Path) -> None:
    """Copy a graph that nobody writes into: its tables, which never change once written, are shared where they can be.

    These are the files of RocksDB: see its wiki, *Checkpoints*. Its own log and lock are not part of what it keeps.
    """
    target.mkdir()
    for path in sorted(source.iterdir()):
        if path.suffix == ".sst" and _linked(path, target / path.name):
            continue
        if path.name not in {"LOG", "LOCK"}:
            shutil.copyfile(path, target / path.name)


def _linked(source: Path, target: Path) -> bool:
    """Whether the file could be given a second name, which not all file systems have."""
    try:
        target.hardlink_to(source)
    except OSError:
        return False
    return True


def open_dataset(folder: Path) -> Dataset:
    """The stored graph, read-only, queried as the union of all its graphs."""
    with open_store(folder) as (dataset, _):
        return dataset


@contextlib.contextmanager
def open_store(folder: Path) -> Iterator[tuple[Dataset, Ledger]]:
    """The stored graph as above and the ledger that it was made from, whatever is changed meanwhile."""
    with _found(folder) as (graph, ledger):
        yield as_dataset(graph.open(), graph.base), ledger


def find_graph(folder: Path) -> StoredGraph:
    """The graph that holds now: another one after each change, while this one stays for those who have it open."""
    with _found(folder) as (graph, _):
        return graph


@contextlib.contextmanager
def _found(folder: Path) -> Iterator[tuple[StoredGraph, Ledger]]:
    if not (folder / FORMAT_FILE).is_file():
        raise StoreError(f"{folder}: no graph is stored here; run `kg build`, or name the store with --store")
    _check_format(folder)
    with Ledger.read(folder / LEDGER_FILE) as ledger:
        current = _current(ledger, folder)
        if current is None:
            raise StoreError(f"{folder}: the last build did not come to its end; run `kg build` again")
        yield current, ledger


@contextlib.contextmanager
def open_copy(folder: Path) -> Iterator[Dataset]:
    """The stored graph as a copy that may be written into and is gone after the block; it shares the graph's files."""
    with open_store(folder) as (dataset, ledger):
        base, current = prefixes_of(dataset)["id"], _current(ledger, folder)
    beside = folder if os.access(folder, os.W_OK) else None  # elsewhere files cannot be shared, and are copied
    with tempfile.TemporaryDirectory(prefix="copy-", dir=beside) as scratch:
        copy = Path(scratch) / "graph"
        if current:
            _copy_graph(current.graph, copy)
        yield as_dataset(Store(str(copy)), base)


def _opened(graph: Path) -> Store:
    """A stored graph, read-only; StoreError where it is gone or damaged."""
    try:
        return Store.read_only(str(graph))
    except (OSError, RuntimeError) as error:  # Oxigraph calls damage a RuntimeError
        raise StoreError(f"{graph}: cannot be opened ({error}); run `kg build` again") from error


def as_dataset(store: Store, base: str = BASE) -> Dataset:
    """The Oxigraph store as a dataset of rdflib, queried as the union of all its graphs, prefixes bound."""
    dataset = Dataset(store=OxigraphStore(store=store), default_union=True)
    for prefix, namespace in (PREFIXES | {"id": base}).items():
        dataset.bind(prefix, URIRef(namespace), replace=True)
    return dataset


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
class StoredGraph:
    """Where a graph lies, and the namespace of its things. The folder is never written into again."""

    graph: Path
    base: str

    def open(self) -> Store:
        """The graph, read-only; StoreError where it is gone or damaged."""
        return _opened(self.graph)


def _current(ledger: Ledger, folder: Path) -> StoredGraph | None:
    """The graph that holds, or None where none was finished."""
    graph, base = ledger.setting("graph"), ledger.setting("base")
    return StoredGraph(folder / graph, base) if graph and base else None


def _generation(graph: Path) -> int:
    number = graph.name.removeprefix(GRAPH)
    return int(number) if number.isdecimal() else 0


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder as its only writer, made and furnished where there is none."""
    if _is_foreign(folder):
        raise StoreError(f"{folder}: holds other files and is no store; name a new or empty folder with --store")
    with contextlib.ExitStack() as stack:
        with no_crash_on_disk(folder):
            folder.mkdir(parents=True, exist_ok=True)
            stack.enter_context(held_lock(folder / LOCK_FILE))
            _furnish(folder)
        yield


def _is_foreign(folder: Path) -> bool:
    """Whether the folder holds something and none of it says that it is a store."""
    if not folder.is_dir() or (folder / FORMAT_FILE).exists():
        return False
    with no_crash_on_disk(folder):
        return any(path.name not in BEGINNINGS for path in folder.iterdir())


def _furnish(folder: Path) -> None:
    """Make what a store needs, where it is not there; refuse another format."""
    if (folder / FORMAT_FILE).exists():
        _check_format(folder)
    else:
        write_whole(folder / FORMAT_FILE, [json.dumps({"format": FORMAT}), "\n"])
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
