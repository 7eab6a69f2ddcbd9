"""A server of the small graph, started as its users start it, and hostile and growing ones for those who need them."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from pyoxigraph import RdfFormat

from kg.ontology.iris import BASE
from kg.store import GraphStore
from tests.servers.programs import PATIENCE_SECONDS

GRAPH = Path(__file__).parent.parent / "export" / "graph.trig"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
"""A product of four: years of work on any store."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running `kg serve`: its address without the last slash, and its process."""

    address: str
    process: subprocess.Popen[str]
    client: httpx.Client

    def query(self, text: str, **parameters: str) -> httpx.Response:
        """The response to a query by GET."""
        return self.client.get("/sparql", params={"query": text, **parameters})


def make_store(folder: Path, trig: str, base: str = BASE) -> Path:
    """The folder, with this graph in it as the one that holds."""
    with GraphStore.held(folder) as store, store.ledger.transaction():
        store.change(lambda graph: graph.load(trig, format=RdfFormat.TRIG), base, afresh=True)
    return folder


@contextlib.contextmanager
def start(store: Path, *options: str, leaves: int = 0, complains: bool = False) -> Iterator[Server]:
    """`kg serve` on that store, ended with Ctrl-C if it has not ended; it has to leave with this status.

    It must not say anything on stderr unless it `complains`, which the test then reads.
    """
    words = [sys.executable, "-m", "kg", "serve", "--port", "0", "--store", str(store), *options]
    process = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env={**os.environ, "COLUMNS": "200"}
    )
    with process:
        assert process.stdout
        assert process.stderr
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found, process.stderr.read()
        address = found[0].rstrip("/")
        try:
            with httpx.Client(base_url=address, timeout=PATIENCE_SECONDS, trust_env=False) as client:
                yield Server(address, process, client)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                left = process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()  # else the tests would wait for it forever
                raise
            assert complains or (left, process.stderr.read()) == (leaves, "")


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the small graph, which nobody changes."""
    return make_store(tmp_path_factory.mktemp("small") / ".kg", GRAPH.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def server(small_store: Path) -> Iterator[Server]:
    """The server of the small graph."""
    with start(small_store) as running:
        yield running
