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
    triples = [
        Triple(_REPORT, _TYPE, sh("ValidationReport")),
        Triple(_REPORT, sh("conforms"), Literal(report.conforms)),
        *(triple for finding, sentence in report.findings for triple in _result(finding, sentence)),
    ]
    prefixes = PREFIXES | {"sh": SH, "shape": SHAPE}
    return (serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes) or b"").decode()


def _result(finding: Finding, sentence: str) -> Iterator[Triple]:
    node = NamedNode(mint("result_" + content_hash(*map(str, finding.order))))
    yield Triple(_REPORT, sh("result"), node)
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
