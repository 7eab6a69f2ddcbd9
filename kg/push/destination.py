"""Where to push to and as whom, and what a push did.

Refuses a URL that holds a password, which others could read in the list of processes, and in logs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from kg.errors import PushError

__all__ = ["Destination", "OnProgress", "Pushed", "place_of", "split_url"]

OnProgress = Callable[[int, int], None]
"""Called with the number of graphs that are done and of all that are to be sent or removed."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A database, and how to speak to it.

    `url` is what the database calls itself: see `kg.push.targets` for the schemes. `user` and `password` sign in, or
    `token`, a bearer token, where there is no user. `protocol` is `rdf4j`, `gsp` or `auto`; `graph` the IRI of the
    graph that takes what lies in our default graph, None for the default graph of the target. With `dry_run`
    nothing is written. With `infer`, what follows from the facts by the shipped ontology, and the `ontology` files
    beside it, goes into a graph of its own.
    """

    url: str
    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    protocol: str = "auto"
    graph: str | None = None
    dry_run: bool = False
    infer: bool = False
    ontology: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did, or with `dry_run` would do: graphs sent, left as they were and removed; statements sent.

    `changes` holds, for each graph sent or removed, what was done, its IRI (None for the default graph) and its size.
    Where a database has other things than graphs of statements, `unit` and `part` are what these are called.
    """

    sent: int
    unchanged: int
    removed: int
    statements: int
    changes: tuple[tuple[str, str | None, int], ...] = ()
    unit: str = "graph"
    part: str = "statement"


def split_url(url: str) -> SplitResult:
    """The parts of the URL; PushError where it is none, or names a password."""
    try:
        parts = urlsplit(url)
        found = parts.hostname, parts.port
    except ValueError as error:
        reason = "" if "@" in url else f" ({error})"  # which may quote the password
        raise PushError(f"{_without_password(url)}: is no URL{reason}") from error
    if not parts.scheme or not found[0]:
        example = "http://localhost:7200/repositories/news"
        raise PushError(f"{_without_password(url)}: is no URL of a database; give one such as {example}")
    if parts.username is not None:
        raise PushError(
            f"{parts.scheme}://…@{parts.netloc.rpartition('@')[2]}{parts.path}: a URL is seen by others, and so is a "
            "password in it; give the name with --user and the password in the environment variable KG_PASSWORD"
        )
    return parts


def _without_password(url: str) -> str:
    """The URL, however broken it is, without what stands before the last @."""
    scheme, at, rest = url.rpartition("@")
    return f"{scheme.partition(':')[0]}:…@{rest}" if at else url


def place_of(url: str) -> str:
    """The server that the URL names, without what lies on it."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
