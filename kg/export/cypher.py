"""The Cypher that every way into Neo4j shares: the constraint by which nodes are found, and indexes for questions."""

from __future__ import annotations

from collections.abc import Iterable

from kg.export.property_names import MARK

__all__ = ["CLEAR", "CONSTRAINT", "INDEXES", "script"]

CONSTRAINT = f"CREATE CONSTRAINT dateline_uri IF NOT EXISTS FOR (n:{MARK}) REQUIRE n.uri IS UNIQUE"

INDEXES = (
    "CREATE INDEX dateline_name IF NOT EXISTS FOR (n:Entity) ON (n.name)",
    "CREATE INDEX dateline_relation IF NOT EXISTS FOR (n:Event) ON (n.relation)",
    "CREATE INDEX dateline_status IF NOT EXISTS FOR (n:Event) ON (n.status)",
    "CREATE INDEX dateline_earliest IF NOT EXISTS FOR (n:Event) ON (n.earliest)",
    "CREATE INDEX dateline_published IF NOT EXISTS FOR (n:Article) ON (n.published)",
)

CLEAR = f"MATCH (n:{MARK}) DETACH DELETE n"
"""Takes everything of ours out of the database, and nothing else."""


def script(comment: str, statements: Iterable[str]) -> str:
    """A file for `cypher-shell`."""
    return "".join([f"// {line}\n" for line in comment.splitlines()] + [f"{each};\n" for each in statements])
