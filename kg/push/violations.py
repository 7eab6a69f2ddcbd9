"""What shapes in the target say against a push, as sentences. Refuses nothing."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import RdfFormat, parse

from kg.errors import PushError
from kg.ontology.iris import local_name

__all__ = ["REPORT", "Violation", "violation"]

REPORT = "application/shacl-validation-report"
MOST_TOLD = 5

_SH = "http://www.w3.org/ns/shacl#"
_COMPONENT = "ConstraintComponent"

_Node = Mapping[str, str]


class Violation(PushError):  # noqa: N818 -- it is what SHACL calls it
    """The shapes of the target refuse what was sent; the text says what is wrong with which node."""


def violation(url: str, report: bytes, media_type: str) -> Violation:
    """The error that tells what the report tells: N-Quads from RDF4J, RDF/JSON from GraphDB."""
    found = _sentences(_from_json(report) if "json" in media_type else _from_quads(report))
    told = "; ".join(found[:MOST_TOLD]) + (f"; and {len(found) - MOST_TOLD} more" if len(found) > MOST_TOLD else "")
    return Violation(
        f"{url}: the shapes there refuse the graph, and took nothing of this step: {told or 'nobody says why'}. "
        "`kg check` validates the graph at home; shapes of an older version want to be replaced"
    )


def _from_quads(report: bytes) -> Iterable[_Node]:
    nodes: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for quad in parse(report, format=RdfFormat.N_QUADS):
        nodes[str(quad.subject)].setdefault(quad.predicate.value, getattr(quad.object, "value", str(quad.object)))
    return nodes.values()


def _from_json(report: bytes) -> Iterable[_Node]:
    for node in json.loads(report).values():
        yield {predicate: values[0]["value"] for predicate, values in node.items()}


def _sentences(nodes: Iterable[_Node]) -> Sequence[str]:
    """One sentence a result, in order, each once."""
    return sorted({_sentence(node) for node in nodes if _SH + "focusNode" in node})


def _sentence(result: _Node) -> str:
    """The shape's own message, where the store hands it out, else as in `event_1: claim: min count`."""
    focus, path, value = (local_name(result.get(_SH + name, "")) for name in ("focusNode", "resultPath", "value"))
    message = result.get(_SH + "resultMessage", "")
    if "{$this}" in message:
        return message.replace("{$this}", focus).replace("{?path}", path).replace("{?value}", value).rstrip(".")
    component = local_name(result.get(_SH + "sourceConstraintComponent", "")).removesuffix(_COMPONENT)
    wrong = message or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", component).lower()
    return ": ".join(filter(None, (focus, f"{path} {value}".strip(), wrong)))
