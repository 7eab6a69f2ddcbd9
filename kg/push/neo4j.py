"""Pushing to Neo4j with its own driver: whatever has changed is written, in transactions of some thousand nodes.

One database holds one graph of ours. Every node has a digest, so that a push that broke off is gone on with, and a
second one writes nothing. Refuses what only RDF stores have; nodes without our label are never touched.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from kg.errors import PushError
from kg.export.cypher import CONSTRAINT, INDEXES
from kg.export.property_graph import Entry, PropertyGraph
from kg.push.cypher import read_known, remove, uris_after, write
from kg.push.destination import Destination, OnProgress, Pushed, split_url

if TYPE_CHECKING:
    from neo4j import Session
    from rdflib import Dataset

__all__ = ["push"]

T = TypeVar("T")

BATCH = 2_000
"""Nodes a transaction: with their relationships they take some ten megabytes of the database's heap."""


def push(dataset: Dataset, destination: Destination, on_progress: OnProgress) -> Pushed:
    """What was sent to the database so that its nodes of ours are those of the dataset."""
    _refuse_what_rdf_stores_have(destination)
    graph = PropertyGraph(dataset)
    total = len(graph)
    sent, statements, seen = Counter[str](), Counter[str](), 0
    with _session(destination) as session:
        if not destination.dry_run:
            _prepare(session)
        for batch in _batches(graph.entries(), BATCH):
            for entry in _changed(session, batch, dry_run=destination.dry_run):
                sent[entry.kind] += 1
                statements[entry.kind] += len(entry.relationships)
            seen += len(batch)
            on_progress(seen, total)
        removed = sum(_remove_stale(session, graph, dry_run=destination.dry_run))
    return Pushed(
        sent=sent.total(),
        unchanged=seen - sent.total(),
        removed=removed,
        statements=statements.total(),
        changes=tuple(("send", f"{count} × {kind}", statements[kind]) for kind, count in sorted(sent.items())),
        unit="node",
        part="relationship",
    )


def _refuse_what_rdf_stores_have(destination: Destination) -> None:
    if destination.graph is not None or destination.protocol != "auto" or destination.infer:
        raise PushError(
            f"{destination.url}: Neo4j has neither named graphs nor protocols; leave --graph, --infer and "
            "--protocol out"
        )


def _prepare(session: Session) -> None:
    """Make the constraint, without which each node would be looked for among all, and the indexes."""
    for statement in (CONSTRAINT, *INDEXES, "CALL db.awaitIndexes(300)"):
        session.run(statement).consume()


def _changed(session: Session, batch: Sequence[Entry], *, dry_run: bool) -> list[Entry]:
    """Those of the nodes that the database had otherwise or not at all; now it has them."""
    known = session.execute_read(read_known, [entry.uri for entry in batch])
    changed = [entry for entry in batch if entry.uri not in known or known[entry.uri].digest != entry.digest]
    if changed and not dry_run:
        session.execute_write(write, changed, known)
    return changed


def _remove_stale(session: Session, graph: PropertyGraph, *, dry_run: bool) -> Iterator[int]:
    """How many nodes were taken out, page by page: those that the graph no longer has."""
    last = ""
    while uris := session.execute_read(uris_after, last, BATCH):
        stale = [uri for uri in uris if not graph.contains(uri)]
        if stale and not dry_run:
            session.execute_write(remove, stale)
        yield len(stale)
        last = uris[-1]


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    walk = iter(items)
    while batch := list(islice(walk, size)):
        yield batch


# Reaching the database


@contextmanager
def _session(destination: Destination) -> Iterator[Session]:
    """A session with the database; whatever goes wrong in it is a PushError that names the URL."""
    neo4j = _driver_package()
    url = split_url(destination.url)
    server, database = f"{url.scheme}://{url.netloc}", url.path.strip("/") or None
    try:
        with (
            neo4j.GraphDatabase.driver(server, auth=_auth(destination), notifications_min_severity="OFF") as driver,
            driver.session(database=database) as session,
        ):
            _refuse_old(destination.url, driver.get_server_info().agent)
            yield session
    except (neo4j.exceptions.Neo4jError, neo4j.exceptions.DriverError) as error:
        raise PushError(f"{destination.url}: {_reason(error)}") from error


def _refuse_old(url: str, agent: str) -> None:
    """Refuse a server that cannot take labels as parameters; it calls itself `Neo4j/5.26.30`."""
    version = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    if version is None or tuple(map(int, version.groups())) < (5, 26):
        raise PushError(
            f"{url}: is {agent}, and a push needs Neo4j 5.26; take `kg export --format neo4j-csv` or update it"
        )


def _driver_package() -> Any:
    try:
        import neo4j.exceptions  # noqa: PLC0415  an extra, and half a second that only those pay who push to Neo4j
    except ImportError as error:
        raise PushError("Neo4j is reached with its own driver: pip install 'dateline-kg[neo4j]'") from error
    return neo4j


def _auth(destination: Destination) -> Any:
    """How to sign in: what the destination says, else what the environment says, else nothing."""
    neo4j = _driver_package()
    if destination.token:
        return neo4j.bearer_auth(destination.token)
    user = destination.user or os.environ.get("NEO4J_USERNAME", "")
    password = destination.password or os.environ.get("KG_PASSWORD", "") or os.environ.get("NEO4J_PASSWORD", "")
    return neo4j.basic_auth(user or "neo4j", password) if user or password else None


def _reason(error: Exception) -> str:
    """What went wrong, in one line, and what to do about it where that is known."""
    kind = type(error).__name__
    said = str(getattr(error, "message", None) or error).strip().partition("\n")[0].rstrip(".:")
    return _WAYS_OUT.get(kind, "{said}").format(said=said)


_WAYS_OUT = {
    "AuthError": "signing in was refused; set NEO4J_PASSWORD, and give --user unless it is neo4j",
    "ServiceUnavailable": "{said}; start Neo4j, or name the address where it listens for Bolt: bolt://localhost:7687",
}
