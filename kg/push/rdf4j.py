"""The REST protocol of RDF4J, which GraphDB and AllegroGraph speak as well: a repository, its statements, its size.

Refuses a repository that is not there, and says how to make it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import IO
from urllib.parse import urlencode

from kg.errors import PushError
from kg.push.target import READING, SENDING, Transaction
from kg.push.wire import Refused, Wire

__all__ = ["Repository", "open_repository", "repository_url"]

_REPOSITORY = re.compile(r"(?P<server>.+)/repositories/(?P<name>[^/?#]+)(?:/(?:statements|size|contexts))?/?")
NO_TRANSACTIONS = frozenset({404, 405, 501})


def repository_url(url: str) -> str | None:
    """The repository that the URL names, None where it names none: the Graph Store of a repository is not meant."""
    found = _REPOSITORY.fullmatch(url)
    return f"{found['server']}/repositories/{found['name']}" if found else None


def open_repository(wire: Wire, url: str) -> Repository:
    """The repository at the URL; PushError where there is none."""
    found = Repository(wire, repository_url(url) or url.rstrip("/"))
    try:
        found.count(None)
    except Refused as error:
        raise _missing(found.url) if error.status == 404 else error from error
    except ValueError as error:
        raise PushError(
            f"{url}: is no repository of RDF4J or GraphDB; give one such as http://…/repositories/news"
        ) from error
    return found


def _missing(url: str) -> PushError:
    server, _, name = url.rpartition("/repositories/")
    return PushError(
        f"{url}: there is no such repository; `kg export --format graphdb -o FOLDER` writes a repo-config.ttl "
        f"that makes one: curl -F config=@FOLDER/repo-config.ttl {server}/rest/repositories (GraphDB), or "
        f"curl -X PUT -H Content-Type:text/turtle -T FOLDER/rdf4j-config.ttl {server}/repositories/{name} (RDF4J)"
    )


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository by its URL."""

    wire: Wire
    url: str

    def read(self, graph: str | None) -> Iterator[bytes]:
        """The lines of the graph, without what is inferred."""
        return self.wire.lines(self._statements(graph, infer="false"), READING)

    def count(self, graph: str | None) -> int:
        """How many statements were put into the graph."""
        query = urlencode({"context": _context(graph)})
        return int(self.wire.request("GET", f"{self.url}/size?{query}", headers={"Accept": "text/plain"}).data)

    def put(self, graph: str | None, body: IO[bytes] | bytes) -> None:
        """Replace the graph, in a transaction of its own."""
        self.wire.request("PUT", self._statements(graph), body, SENDING)

    def add(self, graph: str | None, body: IO[bytes] | bytes) -> None:
        """Add to the graph."""
        self.wire.request("POST", self._statements(graph), body, SENDING)

    def remove(self, graph: str | None) -> None:
        """Empty the graph."""
        self.wire.request("DELETE", self._statements(graph))

    def begin(self) -> Transaction | None:
        """A transaction; None where the server knows none, as AllegroGraph does."""
        try:
            answer = self.wire.request("POST", f"{self.url}/transactions")
        except Refused as error:
            if error.status in NO_TRANSACTIONS:
                return None
            raise
        # Behind a proxy the server does not know its own address: only the transaction's name is taken from it.
        name = answer.headers.get("location", "").rstrip("/").rpartition("/")[2]
        return _Changes(self.wire, f"{self.url}/transactions/{name}") if name else None

    def _statements(self, graph: str | None, **parameters: str) -> str:
        return f"{self.url}/statements?{urlencode({'context': _context(graph), **parameters})}"


@dataclass(frozen=True, slots=True)
class _Changes:
    """An open transaction by its URL."""

    wire: Wire
    url: str

    def put(self, graph: str | None, body: IO[bytes] | bytes) -> None:
        self.remove(graph)
        self.add(graph, body)

    def add(self, graph: str | None, body: IO[bytes] | bytes) -> None:
        query = urlencode({"action": "ADD", "context": _context(graph)})
        self.wire.request("PUT", f"{self.url}?{query}", body, SENDING)

    def remove(self, graph: str | None) -> None:
        update = f"CLEAR SILENT {'DEFAULT' if graph is None else f'GRAPH <{graph}>'}".encode()
        self.wire.request("PUT", f"{self.url}?action=UPDATE", update, {"Content-Type": "application/sparql-update"})

    def commit(self) -> None:
        self.wire.request("PUT", f"{self.url}?action=COMMIT")

    def rollback(self) -> None:
        """After a refused commit too: RDF4J 4.1 holds its locks until then, and answers nobody."""
        with suppress(PushError):
            self.wire.request("DELETE", self.url)


def _context(graph: str | None) -> str:
    return "null" if graph is None else f"<{graph}>"
