"""What each kind of node has to say of itself: which properties, how often, in which form. A table, no rule.

Properties that the table does not name are nobody's concern here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from kg.model import Modality, Polarity, Precision, Status
from kg.trust.nodes import Node

__all__ = ["SHAPES", "misfits"]

_WHEN = "kg:earliest? kg:latest? kg:timePrecision? kg:timeLabel?"

SHAPES: Mapping[str, str] = MappingProxyType(
    {
        "Article": "rdfs:label kg:sha256 kg:source kg:story dcterms:language kg:publisher? kg:author? kg:url? "
        "schema:headline? schema:datePublished?",
        "Claim": "rdf:subject rdf:predicate rdf:object kg:subjectText kg:objectText kg:trigger kg:polarity "
        f"kg:modality kg:confidence kg:rule kg:extractor prov:wasDerivedFrom kg:attributedTo? kg:place? {_WHEN}",
        "Event": "rdfs:label kg:subject kg:relation kg:object kg:status kg:articleCount kg:storyCount "
        f"kg:plover? kg:place? {_WHEN}",
        "Evidence": "oa:exact oa:start oa:end prov:wasDerivedFrom",
    }
)
"""For each kind its properties, each to be there once; with `?` once or not at all."""


def misfits(node: Node, kind: str) -> Iterator[str]:
    """What is wrong with the node as one of its kind, a sentence each."""
    needed, known = _properties(kind)
    for name in needed - node.values.keys():
        yield f"has no {name}"
    for name, values in node.values.items():
        if name in known and len(values) > 1:
            yield f"has {len(values)} {name}, not one"
        if name in _FORMS:
            yield from (f"{name} is {value!r}" for value in values if not _is_of_form(_FORMS[name], value))


def _is_of_form(form: _Form, value: str) -> bool:
    try:
        form(value)
    except ValueError:
        return False
    return True


@cache
def _properties(kind: str) -> tuple[frozenset[str], frozenset[str]]:
    """The properties that a node of the kind has to have, and those that it has once at most."""
    shape = SHAPES[kind].split()
    return frozenset(name for name in shape if not name.endswith("?")), frozenset(name.rstrip("?") for name in shape)


_Form = Callable[[str], object]

_FORMS: Mapping[str, _Form] = {
    "kg:articleCount": int,
    "kg:confidence": float,
    "kg:earliest": date.fromisoformat,
    "kg:latest": date.fromisoformat,
    "kg:modality": Modality,
    "kg:polarity": Polarity,
    "kg:status": Status,
    "kg:storyCount": int,
    "kg:timePrecision": Precision,
    "oa:end": int,
    "oa:start": int,
    "schema:datePublished": date.fromisoformat,
}
