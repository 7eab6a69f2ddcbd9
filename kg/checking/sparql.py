"""SHACL-SPARQL: each constraint as one query over all nodes that its shape is about, straight on the store.

SHACL asks a constraint once for every such node; asked once for all of them it says the same and takes seconds where
that takes hours. That is so where `$this` stands in the query's own pattern. What this does not cover is refused by
name: `sh:ask`, constraints of property shapes, `$PATH`, `$shapesGraph`, targets of other kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import NamedNode, QuerySolutions, Store, Variable

from kg.checking.findings import Finding, Severity, Term, sh
from kg.checking.shapes import ShapeGraph
from kg.errors import OntologyError
from kg.ontology.iris import PREFIXES

__all__ = ["sparql_findings"]

_SUBCLASSES = "SELECT ?class { ?class <%ssubClassOf>* <%s> }"
_UNKNOWN = re.compile(r"\$(?:PATH|shapesGraph|currentShape)\b")
_THIS = Variable("this")
_COMPONENT = sh("SPARQLConstraintComponent").value


def sparql_findings(store: Store, shapes: ShapeGraph) -> Iterator[Finding]:
    """What the SPARQL constraints find; the store's graphs count as one."""
    prefixes = _prefixes(shapes)
    for shape, constraint in shapes.subjects("sparql"):
        if "true" not in {shapes.one(node, "deactivated") for node in (shape, constraint)}:
            for target in _targets(shape, shapes, store):
                yield from _found(
                    store, shape, constraint, _Query(shapes, _select(shapes, constraint, target), prefixes)
                )


class _Query:
    """A query with the prefixes that the shapes declare."""

    def __init__(self, shapes: ShapeGraph, text: str, prefixes: dict[str, str]) -> None:
        self.shapes, self.text, self.prefixes = shapes, text, prefixes

    def run(self, store: Store, constraint: Term) -> QuerySolutions:
        """The rows; OntologyError where it does not parse."""
        try:
            found = store.query(self.text, prefixes=self.prefixes, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise OntologyError(f"{constraint}: sh:select: {error.msg}; write SPARQL 1.1") from error
        if not isinstance(found, QuerySolutions) or _THIS not in found.variables:
            raise OntologyError(f"{constraint}: sh:select is no SELECT query of $this; let it select $this")
        return found


def _found(store: Store, shape: Term, constraint: Term, query: _Query) -> Iterator[Finding]:
    rows = query.run(store, constraint)
    names = {variable.value for variable in rows.variables}
    message = query.shapes.one(constraint, "message") or query.shapes.one(shape, "message")
    severity = query.shapes.one(shape, "severity").removeprefix(sh("").value)
    for row in rows:
        path = row["path"] if "path" in names else None
        yield Finding(
            severity=Severity(severity) if severity in set(Severity) else Severity.VIOLATION,
            shape=next((node.value for node in (constraint, shape) if isinstance(node, NamedNode)), ""),
            focus=row["this"],
            path=path.value if isinstance(path, NamedNode) else "",
            value=row["value"] if "value" in names else row["this"],
            component=_COMPONENT,
            message=message,
        )


def _prefixes(shapes: ShapeGraph) -> dict[str, str]:
    """Those that any of the shapes declares, and the project's own."""
    declared = (node for _, node in shapes.subjects("declare"))
    return PREFIXES | {shapes.one(node, "prefix"): shapes.one(node, "namespace") for node in declared}


def _select(shapes: ShapeGraph, constraint: Term, target: str) -> str:
    """The constraint's query, about the nodes of the target alone."""
    text = shapes.one(constraint, "select")
    if not text or _UNKNOWN.search(text):
        raise OntologyError(
            f"{constraint}: only sh:select without $PATH and $shapesGraph can be checked; write it so, or leave it out"
        )
    return text.replace("{", f"{{ {target} ", 1)


def _targets(shape: Term, shapes: ShapeGraph, store: Store) -> Iterator[str]:
    """A pattern for each target of the shape."""
    for kind in shapes.all(shape, "targetClass"):
        below = store.query(
            _SUBCLASSES % (PREFIXES["rdfs"], getattr(kind, "value", "")), use_default_graph_as_union=True
        )
        names = sorted({str(row["class"]) for row in below} | {str(kind)})  # type: ignore[union-attr]  # a SELECT
        yield f"VALUES ?targetClass {{ {' '.join(names)} }} $this a ?targetClass ."
    for one in shapes.all(shape, "targetSubjectsOf"):
        yield f"$this {one} ?targetValue ."
    for one in shapes.all(shape, "targetObjectsOf"):
        yield f"?targetValue {one} $this ."
    for one in shapes.all(shape, "targetNode"):
        yield f"VALUES $this {{ {one} }}"
    if not any(shapes.all(shape, f"target{kind}") for kind in ("Class", "SubjectsOf", "ObjectsOf", "Node")):
        raise OntologyError(
            f"{shape}: sh:sparql is checked at node shapes with a target alone; give it sh:targetClass or another"
        )
