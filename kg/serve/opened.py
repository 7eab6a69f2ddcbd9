"""The graph as a worker holds it open: it follows the store, which `kg add` and `kg build` may change at any time.

It refuses nothing itself; a store that is gone or damaged is a StoreError whenever something is asked.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pyoxigraph import Store
from rdflib import Dataset

from kg import __version__
from kg.errors import StoreError
from kg.store import StoredGraph, as_dataset, find_graph, prefixes_of
from kg.store.ledger import LEDGER_FILE

__all__ = ["OpenGraph", "Opener"]

_MOMENT_NS = 2_000_000_000  # the clocks of some file systems tick no faster

Traces = tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)  # no slots: the dataset is made when first asked for, and kept
class OpenGraph:
    """One graph of the store. `most_bytes` is what an answer may have; another graph has another `tag`."""

    tag: str
    base: str
    store: Store
    most_bytes: int

    @cached_property
    def dataset(self) -> Dataset:
        """The graph for those rooms that know rdflib."""
        return as_dataset(self.store, self.base)

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """The project's prefixes, `id` for this graph's base."""
        return prefixes_of(self.dataset)


class Opener:
    """Gives the graph that holds, opened anew when another one has taken its place."""

    def __init__(self, folder: Path, most_bytes: int) -> None:
        self._folder = folder
        self.most_bytes = most_bytes
        self._held: tuple[StoredGraph, OpenGraph] | None = None
        self._seen: Traces | None = None

    def current(self) -> OpenGraph:
        """The graph that holds now."""
        seen = self._traces()
        if self._held is None or seen is None or seen != self._seen:
            found = find_graph(self._folder)
            if self._held is None or self._held[0] != found:
                self._held = found, self._opened(found)
            self._seen = seen
        return self._held[1]

    def _traces(self) -> Traces | None:
        """What tells whether the store was changed; None where it was a moment ago, and may be again unnoticed.

        To ask the ledger each time would cost more than most queries do.
        """
        found = []
        for name in (LEDGER_FILE, LEDGER_FILE + "-wal"):
            try:
                status = (self._folder / name).stat()
            except OSError:
                found.append((0, 0, 0))
                continue
            if time.time_ns() - status.st_mtime_ns < _MOMENT_NS:
                return None
            found.append((status.st_ino, status.st_size, status.st_mtime_ns))
        return tuple(found)

    def _opened(self, found: StoredGraph) -> OpenGraph:
        try:
            store = found.open()
        except StoreError:
            found = find_graph(self._folder)  # two changes have come between: the graph before is gone by now
            store = found.open()
        return OpenGraph(_tag(found.graph), found.base, store, self.most_bytes)


def _tag(graph: Path) -> str:
    """A name for what is in the folder, as ETag: it is made anew with each change of the graph, or of the program."""
    made = (graph / "CURRENT").stat()  # written once
    return f'"{__version__}-{graph.name}-{made.st_ino:x}-{made.st_mtime_ns:x}"'
