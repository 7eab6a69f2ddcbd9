"""What shapes in the target say against a push, as sentences. Refuses nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from pyoxigraph import RdfFormat, parse

from kg.errors import PushError
from kg.ontology.iris import local_name

__all__ = ["REPORT", "Violation", "violation"]

REPORT = "application/shacl-validation-report+n-quads"
MOST_TOLD = 5

_SH = "http://www.w3.org/ns/shacl#"
_COMPONENT = "ConstraintComponent"


class Violation(PushError):  # noqa: N818 -- it is what SHACL calls it
    """The shapes of the target refuse what was sent; the text says what is wrong with which node."""


def violation(url: str, report: bytes) -> Violation:
    """The error that tells what the report tells."""
    found = _sentences(report)
    told = "; ".join(found[:MOST_TOLD]) + (f"; and {len(found) - MOST_TOLD} more" if len(found) > MOST_TOLD else "")
    return Violation(
        f"{url}: the shapes there refuse the graph, and took nothing of this step: {told or 'nobody says why'}. "
        "`kg check` validates the graph at home; shapes of an older version want to be replaced"
    )


def _sentences(report: bytes) -> Sequence[str]:
    """One sentence a result, in order, each once."""
    nodes: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for quad in parse(report, format=RdfFormat.N_QUADS):
        nodes[str(quad.subject)].setdefault(quad.predicate.value, getattr(quad.object, "value", str(quad.object)))
    results = [node for node in nodes.values() if _SH + "focusNode" in node]
    return sorted({_sentence(result) for result in results})


def _sentence(result: Mapping[str, str]) -> str:
    """`Seoul: kg:label, min count`: the node, the property and what is wrong with it, or the shape's own message."""
    focus = local_name(result[_SH + "focusNode"])
    path = local_name(result.get(_SH + "resultPath", ""))
    component = local_name(result.get(_SH + "sourceConstraintComponent", "")).removesuffix(_COMPONENT)
    wrong = result.get(_SH + "resultMessage") or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", component).lower()
    value = local_name(result.get(_SH + "value", ""))
    return f"{focus}: {' '.join(filter(None, (path, value)))}: {wrong}" if path or value else f"{focus}: {wrong}"
