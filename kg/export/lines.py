"""N-Triples and N-Quads: one statement a line, the lines sorted as text."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Dataset

from kg.export import What
from kg.export.quads import Statement, merged, read_statements

__all__ = ["write_nquads", "write_ntriples"]


def write_ntriples(dataset: Dataset, what: What = What.ALL) -> Iterator[str]:
    """The merged graph."""
    return iter(sorted(f"{_triple(statement)} .\n" for statement in merged(read_statements(dataset, what))))


def write_nquads(dataset: Dataset, what: What = What.ALL) -> Iterator[str]:
    """Every graph; the default graph's lines have three terms."""
    return iter(sorted(_quad(statement) for statement in read_statements(dataset, what)))


def _quad(statement: Statement) -> str:
    graph = f" {statement.graph}" if statement.graph else ""
    return f"{_triple(statement)}{graph} .\n"


def _triple(statement: Statement) -> str:
    return f"{statement.subject} {statement.predicate} {statement.object}"
