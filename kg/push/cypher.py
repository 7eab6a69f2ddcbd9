"""What is read from and written into Neo4j, one function a transaction; each may be run again, as the driver does.

A node of ours is what has our label. Relationships between two of them are ours as well; nothing else is touched.
Labels and types are parameters, which Neo4j takes from 5.26 on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.export.property_graph import Entry, Relationship
from kg.export.property_names import DIGEST, MARK

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

__all__ = ["Known", "read_known", "remove", "uris_after", "write"]

_KNOWN = f"""
UNWIND $uris AS uri MATCH (n:{MARK} {{uri: uri}})
RETURN n.uri AS uri, n.{DIGEST.name} AS digest, labels(n) AS labels"""

_PAGE = f"MATCH (n:{MARK}) WHERE n.uri > $last RETURN n.uri AS uri ORDER BY uri LIMIT $size"

_REMOVE = f"UNWIND $uris AS uri MATCH (n:{MARK} {{uri: uri}}) DETACH DELETE n"

# The facts of an event lie between its two ends and name it; those that others begin are left where they are.
_UNSAY_FACTS = f"""
UNWIND $uris AS uri MATCH (s:{MARK})<-[:SUBJECT]-(:{MARK} {{uri: uri}})-[:OBJECT]->(o:{MARK})
MATCH (s)-[r]-(o) WHERE r.event = uri DELETE r"""
_UNSAY_LINKS = f"""
UNWIND $uris AS uri MATCH (:{MARK} {{uri: uri}})-[r]->(:{MARK}) WHERE r.event IS NULL DELETE r"""

_REMOVE_LABELS = f"UNWIND $rows AS row MATCH (n:{MARK} {{uri: row.uri}}) REMOVE n:$(row.stale)"
_WRITE_NODES = f"""
UNWIND $rows AS row MERGE (n:{MARK} {{uri: row.uri}})
SET n = row.properties SET n:$(row.labels)"""
# An end that comes later is made as well, and is filled in when it comes.
_WRITE_LINKS = f"""
UNWIND $rows AS row MERGE (s:{MARK} {{uri: row.start}}) MERGE (e:{MARK} {{uri: row.end}})
CREATE (s)-[r:$(row.type)]->(e) SET r = row.properties"""


@dataclass(frozen=True, slots=True)
class Known:
    """What the database has of a node; the digest of one that only others lead to as yet is None."""

    digest: str | None
    labels: frozenset[str]


def read_known(tx: ManagedTransaction, uris: Sequence[str]) -> dict[str, Known]:
    """What the database has of these nodes, those that it has."""
    rows = _run(tx, _KNOWN, uris=uris)
    return {row["uri"]: Known(row["digest"], frozenset(row["labels"])) for row in rows}


def uris_after(tx: ManagedTransaction, last: str, size: int) -> list[str]:
    """The next so many nodes of ours in the order of their IRIs."""
    return [row["uri"] for row in _run(tx, _PAGE, last=last, size=size)]


def remove(tx: ManagedTransaction, uris: Sequence[str]) -> None:
    """Take the nodes out, with their relationships and, of events, the facts that rest on them."""
    _run(tx, _UNSAY_FACTS, uris=uris)
    _run(tx, _REMOVE, uris=uris)


def write(tx: ManagedTransaction, entries: Sequence[Entry], known: Mapping[str, Known]) -> None:
    """Make the nodes, and the relationships that stand and fall with them, what the entries say, and no more."""
    old = [entry.uri for entry in entries if entry.uri in known]
    if old:
        _run(tx, _UNSAY_FACTS, uris=old)
        _run(tx, _UNSAY_LINKS, uris=old)
    nodes = [_node_row(entry, known.get(entry.uri)) for entry in entries]
    _run(tx, _REMOVE_LABELS, rows=[row for row in nodes if row["stale"]])
    _run(tx, _WRITE_NODES, rows=nodes)
    _run(tx, _WRITE_LINKS, rows=[_relationship_row(each) for entry in entries for each in entry.relationships])


def _node_row(entry: Entry, known: Known | None) -> dict[str, Any]:
    stale = sorted(known.labels.difference(entry.labels)) if known else []
    return {"uri": entry.uri, "labels": list(entry.labels), "stale": stale, "properties": _plain(entry.stored)}


def _relationship_row(each: Relationship) -> dict[str, Any]:
    return {"start": each.start, "type": each.type, "end": each.end, "properties": _plain(each.properties)}


def _plain(properties: Mapping[str, Any]) -> dict[str, Any]:
    """The properties as the driver takes them, lists for tuples."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in properties.items()}


def _run(tx: ManagedTransaction, query: str, **parameters: Any) -> list[dict[str, Any]]:
    return tx.run(query, parameters).data()
