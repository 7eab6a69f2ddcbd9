"""The SPARQL 1.1 Graph Store Protocol: Fuseki, Oxigraph, Stardog, Virtuoso, QLever and most others.

Refuses a URL where no Graph Store answers, and says what it tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO
from urllib.parse import urlencode

from kg.errors import PushError
from kg.push.target import READING, SENDING, Transaction
from kg.push.wire import Refused, Wire

__all__ = ["GraphStore", "find_graph_store"]

ENDPOINTS = {"sparql", "query", "update"}
"""What a user may have at hand instead: the store lies beside them."""

VIRTUOSO = "sparql-graph-crud-auth"

MISSING = 404
NO_DEFAULT_GRAPH = frozenset({400, 500, 501})
"""What Virtuoso says to a question for its default graph, which it hasn't got, and others may say."""


def find_graph_store(wire: Wire, url: str) -> GraphStore:
    """The Graph Store at the URL or where the usual servers have it; PushError where none answers."""
    tried = tuple(dict.fromkeys(_candidates(url.rstrip("/"))))
    for candidate in tried:
        if _answers(wire, candidate):
            return GraphStore(wire, candidate)
    raise PushError(
        f"{url}: no Graph Store answers there (tried {', '.join(tried)}); give its address as your database calls it, "
        "with --protocol gsp if it is not found even so. A data set of Fuseki is made by "
        "curl --data 'dbType=tdb2&dbName=news' http://localhost:3030/$/datasets"
    )


def _candidates(url: str) -> Iterator[str]:
    """The URL itself, the dataset of Fuseki or database of Stardog; then as Fuseki, Oxigraph and Virtuoso have it."""
    parent, _, last = url.rpartition("/")
    place = parent if last in ENDPOINTS else url
    if last not in ENDPOINTS:
        yield url
    yield from (f"{place}/data", f"{place}/store", f"{place}/{VIRTUOSO}")


def _answers(wire: Wire, url: str) -> bool:
    """Whether a Graph Store is there: it has a default graph, and does not show it as a page for a browser."""
    try:
        answer = wire.request("HEAD", f"{url}?default", headers=READING)
    except Refused as error:
        return error.status in NO_DEFAULT_GRAPH and url.endswith(VIRTUOSO)
    return not answer.headers.get("content-type", "").startswith("text/html")


@dataclass(frozen=True, slots=True)
class GraphStore:
    """A Graph Store by its URL."""

    wire: Wire
    url: str

    def read(self, graph: str | None) -> Iterator[bytes]:
        """The lines of the graph; none where there is no such graph."""
        try:
            yield from self.wire.lines(self._graph(graph), READING)
        except Refused as error:
            if error.status != MISSING:
                raise

    def count(self, graph: str | None) -> int:
        """How many lines the graph has. The protocol has no shorter way."""
        try:
            return sum(1 for line in self.read(graph) if line.strip())
        except Refused as error:
            if graph is None and error.status in NO_DEFAULT_GRAPH:
                raise PushError(f"{self.url}: has no default graph; give --graph IRI to name one instead") from error
            raise

    def put(self, graph: str | None, body: IO[bytes] | bytes) -> None:
        """Replace the graph."""
        self.wire.request("PUT", self._graph(graph), body, SENDING)

    def add(self, graph: str | None, body: IO[bytes] | bytes) -> None:
        """Add to the graph."""
        self.wire.request("POST", self._graph(graph), body, SENDING)

    def remove(self, graph: str | None) -> None:
        """Remove the graph, if it is there."""
        try:
            self.wire.request("DELETE", self._graph(graph))
        except Refused as error:
            if error.status != MISSING:
                raise

    def begin(self) -> Transaction | None:
        """None: the protocol knows no transactions."""
        return None

    def _graph(self, graph: str | None) -> str:
        return f"{self.url}?{'default' if graph is None else urlencode({'graph': graph})}"
