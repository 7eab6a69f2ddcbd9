"""What checking gives: findings as values. It knows no engine and no sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

__all__ = ["SH", "Finding", "Severity", "Term", "sh"]

Term = NamedNode | BlankNode | Literal | Triple

SH = "http://www.w3.org/ns/shacl#"


def sh(name: str) -> NamedNode:
    """The term of SHACL's vocabulary with this local name."""
    return NamedNode(SH + name)


class Severity(StrEnum):
    """How much a finding weighs: only a violation makes a graph fail."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a graph does not keep a promise.

    `shape` is the IRI of the shape or constraint that says so, or the nearest one above that has an IRI; `component`
    the IRI of the kind of constraint. `path` is empty where the shape has no single property. `message` is the shape's
    own, its variables not yet filled in; empty where it has none.
    """

    severity: Severity
    shape: str
    focus: Term
    path: str
    value: Term | None
    component: str
    message: str

    @property
    def order(self) -> tuple[str, ...]:
        """What findings are sorted by, the worst first; no two have the same."""
        weight = str(list(Severity).index(self.severity))
        return (weight, self.shape, str(self.focus), str(self.value), self.component, self.path, self.message)
