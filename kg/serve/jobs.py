"""What travels between the server and its workers: a job one way, its answer the other. Plain values, nothing of HTTP.

It refuses an answer that grows beyond what it may have.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from kg.serve.opened import OpenGraph

__all__ = ["HTML", "TEXT", "Answer", "Bounded", "Job", "TooLargeError", "refusal"]

TEXT = "text/plain; charset=utf-8"
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a job gives: a status of HTTP, and a body of that media type."""

    status: int
    media_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    def head(self) -> bytes:
        """All but the body, as JSON: the server does not unpickle what a worker sends."""
        return json.dumps([self.status, self.media_type, dict(self.headers)]).encode()

    @classmethod
    def of(cls, head: bytes, body: bytes) -> Answer:
        """The answer with that head."""
        status, media_type, headers = json.loads(head)
        return cls(status, media_type, body, headers)


def refusal(status: int, message: str, headers: Mapping[str, str] | None = None) -> Answer:
    """An answer that says what was wrong, as plain text."""
    return Answer(status, TEXT, (message.rstrip("\n") + "\n").encode("utf-8", "replace"), headers or {})


class Job(Protocol):
    """Something to be answered from the graph alone. It is pickled on its way to the worker."""

    def answer(self, graph: OpenGraph) -> Answer:
        """The answer; a DatelineError becomes one that says what was wrong."""
        ...


class TooLargeError(Exception):
    """An answer has grown beyond its limit. No error of the tree: nobody but the worker sees it."""


class Bounded:
    """A file in memory that raises TooLargeError rather than hold more than so many bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held = bytearray()

    def write(self, piece: bytes) -> int:
        """The number of bytes taken: all."""
        if len(self._held) + len(piece) > self._most:
            raise TooLargeError
        self._held += piece
        return len(piece)

    def flush(self) -> None:
        """Nothing: what was written is there."""

    def file(self) -> IO[bytes]:
        """The same, for those who write to files; no more of a file than `write` and `flush` is asked for."""
        return cast("IO[bytes]", self)

    def content(self) -> bytes:
        """What was written."""
        return bytes(self._held)
