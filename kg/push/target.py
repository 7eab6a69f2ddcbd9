"""What a SPARQL store must be able to do for a push: read, count, put, add and remove one graph.

Graphs go by their IRI; None is the target's default graph. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Protocol

__all__ = ["READING", "SENDING", "Target", "Transaction", "Writer"]

NTRIPLES = "application/n-triples"
READING = {"Accept": NTRIPLES}
SENDING = {"Content-Type": NTRIPLES}


class Writer(Protocol):
    """Whatever takes graphs: the target itself, or a transaction in it."""

    def put(self, graph: str | None, body: IO[bytes] | bytes) -> None:
        """Make the graph hold these N-Triples and nothing else."""

    def add(self, graph: str | None, body: IO[bytes] | bytes) -> None:
        """Let the graph hold these N-Triples as well."""

    def remove(self, graph: str | None) -> None:
        """Make the graph hold nothing; nothing happens where there is none."""


class Transaction(Writer, Protocol):
    """Changes that nobody sees before they are all made."""

    def commit(self) -> None:
        """Make them hold."""

    def rollback(self) -> None:
        """Forget them."""


class Target(Writer, Protocol):
    """A store that is reached."""

    def read(self, graph: str | None) -> Iterator[bytes]:
        """The lines of the graph as N-Triples, without what the store infers; none where there is no such graph."""

    def count(self, graph: str | None) -> int:
        """How many statements the graph holds, without what the store infers."""

    def begin(self) -> Transaction | None:
        """A transaction, None where the store has none."""
