"""SHACL Core: the graph against all that a shape says without SPARQL, by the engine of the package `shacl`.

It refuses to run where the package is missing. What it answers is what pySHACL answers, as the tests see to.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, RdfFormat, parse

from kg.checking.findings import Finding, Severity, Term
from kg.checking.shapes import ShapeGraph
from kg.errors import DatelineError, OntologyError

if TYPE_CHECKING:
    import shacl

__all__ = ["core_findings"]


def core_findings(graph: Path, shapes: ShapeGraph) -> Iterator[Finding]:
    """What is wrong with the graph in a file of N-Quads, whose graphs count as one."""
    try:
        import shacl  # noqa: PLC0415 -- an optional package
    except ImportError as error:
        raise DatelineError("checking shapes needs the package shacl: pip install 'dateline-kg[check]'") from error
    try:
        compiled = shacl.Shapes.from_text(shapes.without("sparql").decode(), format="ntriples")
    except ValueError as error:
        raise OntologyError(f"shapes: {error}; write them as the SHACL recommendation has it") from error
    for result in compiled.validate_file(str(graph)).results:
        yield _finding(result)


def _finding(result: shacl.Result) -> Finding:
    return Finding(
        severity=Severity(result.severity) if result.severity in set(Severity) else Severity.VIOLATION,
        shape=_iri(result.source_shape) or _iri(result.root_shape),
        focus=_term(result.focus_node),
        path=_iri(result.path),
        value=_term(result.value) if result.value else None,
        component=result.component_iri,
        message=result.message or "",
    )


def _iri(text: str | None) -> str:
    """The IRI between angle brackets; empty for a blank node or a longer path."""
    inside = (text or "").removeprefix("<").removesuffix(">")
    return (
        ""
        if not inside or inside.startswith("_:") or any(sign in inside for sign in "<>^()|/ " if sign != "/")
        else inside
    )


def _term(text: str) -> Term:
    """The term as N-Triples writes it."""
    if text.startswith("_:"):
        return BlankNode(text[2:])
    (quad,) = parse(f"<urn:s> <urn:p> {text} .".encode(), format=RdfFormat.N_TRIPLES)
    return quad.object  # type: ignore[no-any-return]  # a quad is no tuple of types
