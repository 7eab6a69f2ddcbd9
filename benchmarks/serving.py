"""How long quick queries take over HTTP while a slow one runs: `python benchmarks/serving.py STORE`.

Each quick query is asked many times of `kg serve`, when nothing else runs and beside slow queries, and of pyoxigraph in
this process, which is what no server can be faster than. Milliseconds; the factor is that of the medians.
"""

from __future__ import annotations

import argparse
import contextlib
import re
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx

from kg.store import find_graph, prefixes_of
from kg.store.dataset import as_dataset

TIMES = 100
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
BUSIEST = "SELECT ?x (COUNT(*) AS ?n) { ?event kg:subject ?x } GROUP BY ?x ORDER BY DESC(?n) ?x LIMIT 1"
QUICK = {
    "ASK": "ASK { ?s ?p ?o }",
    "an entity": "SELECT ?p ?o { ENTITY ?p ?o }",
    "its events, 20": "SELECT ?event ?what { ?event kg:subject ENTITY ; rdfs:label ?what } LIMIT 20",
    "sentences, 20": "SELECT ?s { ?e kg:subject ENTITY ; kg:claim ?c . ?c kg:evidence/oa:exact ?s } LIMIT 20",
    "a drawing, 50": "CONSTRUCT { ?a ?r ?b } { ?e kg:subject ?a ; kg:relation ?r ; kg:object ?b } LIMIT 50",
}


def main() -> None:
    """Print a row for each query and each number of slow ones beside it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("store", type=Path)
    parser.add_argument("--slow", type=int, nargs="*", default=[0, 1, 2], help="Slow queries beside the quick ones.")
    given = parser.parse_args()
    graph = find_graph(given.store)
    store = graph.open()
    prefixes = prefixes_of(as_dataset(store, graph.base))

    def bare(query: str) -> object:
        found = store.query(query, prefixes=prefixes, use_default_graph_as_union=True)
        return list(found) if hasattr(found, "__next__") else found

    (busiest,) = store.query(BUSIEST, prefixes=prefixes, use_default_graph_as_union=True)  # type: ignore[misc,union-attr]  # rows
    queries = {name: query.replace("ENTITY", str(busiest["x"])) for name, query in QUICK.items()}
    print(f"{'slow':>4}  {'query':<16} {'bare p50':>9} {'p50':>9} {'p95':>9} {'max':>9} {'factor':>7}")
    with _served(given.store) as client:
        for count in given.slow:
            with _slowly(client, count):
                for name, query in queries.items():
                    _print_row(count, name, _timed(lambda q=query: bare(q)), _timed(lambda q=query: _asked(client, q)))  # type: ignore[misc]  # a default


def _print_row(count: int, name: str, bare: list[float], served: list[float]) -> None:
    p50, p95 = statistics.median(served), sorted(served)[int(len(served) * 0.95)]
    own = statistics.median(bare)
    print(
        f"{count:>4}  {name:<16} {own:>9.2f} {p50:>9.2f} {p95:>9.2f} {max(served):>9.2f} {p50 / own:>6.1f}x", flush=True
    )


def _timed(task: Callable[[], object]) -> list[float]:
    """How long each of many runs takes, in milliseconds."""
    found = []
    for _ in range(TIMES):
        start = time.perf_counter()
        task()
        found.append((time.perf_counter() - start) * 1000)
    return found


def _asked(client: httpx.Client, query: str) -> bytes:
    response = client.post("/sparql", data={"query": query}, headers={"Accept": "application/json, text/turtle"})
    response.raise_for_status()
    return response.content


@contextlib.contextmanager
def _served(store: Path) -> Iterator[httpx.Client]:
    """A client of `kg serve` on that store."""
    words = [sys.executable, "-m", "kg", "serve", "--port", "0", "--timeout", "600", "--store", str(store)]
    start = time.perf_counter()
    with subprocess.Popen(words, stdout=subprocess.PIPE, encoding="utf-8") as process:  # noqa: S603  our own words
        assert process.stdout  # noqa: S101  it was asked for
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found  # noqa: S101  it says so when it has begun
        print(f"up after {time.perf_counter() - start:.1f} s")
        with httpx.Client(base_url=found[0], timeout=700, trust_env=False) as client:
            yield client
        process.terminate()


@contextlib.contextmanager
def _slowly(client: httpx.Client, count: int) -> Iterator[None]:
    """So many slow queries beside the block; they are left alone when it ends."""
    address = f"{client.base_url}sparql"
    stop = threading.Event()

    def ask() -> None:
        with httpx.Client(trust_env=False) as own:
            while not stop.is_set():
                with contextlib.suppress(httpx.TimeoutException):
                    own.get(address, params={"query": SLOW}, timeout=5)

    threads = [threading.Thread(target=ask) for _ in range(count)]
    for thread in threads:
        thread.start()
    time.sleep(0.5 if count else 0)
    yield
    stop.set()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
