"""The report as SHACL has it: a `sh:ValidationReport` in Turtle, sorted, its nodes called by what they say."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg.checking.check import CheckReport
from kg.checking.findings import SH, Finding, sh
from kg.checking.shapes import SHAPE
from kg.model import content_hash
from kg.ontology.iris import PREFIXES, mint

__all__ = ["validation_report"]

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_REPORT = NamedNode(mint("validation_report"))


def validation_report(report: CheckReport) -> str:
    """The validation report, without blank nodes: the same graph and shapes give the same bytes."""
    results = [(_result_node(finding), finding, sentence) for finding, sentence in report.findings]
    triples = [
        Triple(_REPORT, _TYPE, sh("ValidationReport")),
        Triple(_REPORT, sh("conforms"), Literal(report.conforms)),
        *(Triple(_REPORT, sh("result"), node) for node, _, _ in results),
        *(triple for result in results for triple in _result(*result)),
    ]
    prefixes = PREFIXES | {"sh": SH, "shape": SHAPE}
    return _in_order((serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes) or b"").decode())


def _in_order(turtle: str) -> str:
    """The document with its prefixes, which the engine writes in any order, sorted; no literal has lines of its own."""
    lines = turtle.splitlines(keepends=True)
    prefixes = sorted(line for line in lines if line.startswith("@prefix "))
    return "".join([*prefixes, *(line for line in lines if not line.startswith("@prefix "))])


def _result_node(finding: Finding) -> NamedNode:
    return NamedNode(mint("result_" + content_hash(*map(str, finding.order))))


def _result(node: NamedNode, finding: Finding, sentence: str) -> Iterator[Triple]:
    yield Triple(node, _TYPE, sh("ValidationResult"))
    yield Triple(node, sh("focusNode"), finding.focus)
    if finding.path:
        yield Triple(node, sh("resultPath"), NamedNode(finding.path))
    yield Triple(node, sh("resultSeverity"), sh(finding.severity))
    yield Triple(node, sh("sourceConstraintComponent"), NamedNode(finding.component))
    if finding.shape:
        yield Triple(node, sh("sourceShape"), NamedNode(finding.shape))
    if finding.value is not None and not isinstance(finding.value, BlankNode):
        yield Triple(node, sh("value"), finding.value)
    yield Triple(node, sh("resultMessage"), Literal(sentence, language="en"))
