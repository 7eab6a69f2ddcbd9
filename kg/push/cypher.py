"""What is read from and written into Neo4j, one function a transaction; each may be run again, as the driver does.

A node of ours is what has our label. Relationships between two of them are ours as well; nothing else is touched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
        _remove_labels(tx, entries, known)
    _write_nodes(tx, entries)
    _write_relationships(tx, (each for entry in entries for each in entry.relationships))


def _remove_labels(tx: ManagedTransaction, entries: Iterable[Entry], known: Mapping[str, Known]) -> None:
    stale: defaultdict[str, list[str]] = defaultdict(list)
    for entry in entries:
        if entry.uri in known:
            for label in known[entry.uri].labels.difference(entry.labels):
                stale[label].append(entry.uri)
    for label, uris in sorted(stale.items()):
        _run(tx, f"UNWIND $uris AS uri MATCH (n:{MARK} {{uri: uri}}) REMOVE n:{_name(label)}", uris=uris)


def _write_nodes(tx: ManagedTransaction, entries: Iterable[Entry]) -> None:
    rows: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for entry in entries:
        rows[entry.labels].append({"uri": entry.uri, "properties": _plain(entry.stored)})
    for labels, nodes in sorted(rows.items()):
        named = ":".join(map(_name, labels))
        _run(tx, f"UNWIND $rows AS row MERGE (n:{MARK} {{uri: row.uri}}) SET n = row.properties, n:{named}", rows=nodes)


def _write_relationships(tx: ManagedTransaction, relationships: Iterable[Relationship]) -> None:
    """Make the relationships; an end that comes later is made as well, and is filled in when it comes."""
    rows: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for each in relationships:
        rows[each.type].append({"start": each.start, "end": each.end, "properties": _plain(each.properties)})
    for kind, edges in sorted(rows.items()):
        query = f"""
UNWIND $rows AS row MERGE (s:{MARK} {{uri: row.start}}) MERGE (e:{MARK} {{uri: row.end}})
CREATE (s)-[r:{_name(kind)}]->(e) SET r = row.properties"""
        _run(tx, query, rows=edges)


def _plain(properties: Mapping[str, Any]) -> dict[str, Any]:
    """The properties as the driver takes them, lists for tuples."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in properties.items()}


def _name(name: str) -> str:
    """The label or type in backticks: a database may hold any."""
    return "`" + name.replace("`", "``") + "`"


def _run(tx: ManagedTransaction, query: str, **parameters: Any) -> list[dict[str, Any]]:
    return tx.run(query, parameters).data()
