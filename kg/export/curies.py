"""Short names: an IRI as `prefix:local` where every parser reads that back, or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import NamedNode

from kg.ontology.iris import PREFIXES

__all__ = ["curie", "local_part", "longest_first"]

# A part of PN_LOCAL of the Turtle grammar that needs no escaping, and that JSON-LD reads alike.
_LOCAL = re.compile(r"(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})(?:[A-Za-z0-9_-]|%[0-9A-Fa-f]{2})*")


def longest_first(prefixes: Mapping[str, str]) -> dict[str, str]:
    """The prefixes in the order in which they are to be tried: one namespace may begin with another."""
    return dict(sorted(prefixes.items(), key=lambda item: (-len(item[1]), item[0])))


_PROJECT = longest_first(PREFIXES)


def curie(node: NamedNode, prefixes: Mapping[str, str] = _PROJECT) -> str | None:
    """`kg:Event` for the IRI of the class; None where no prefix fits or the rest would need escaping.

    The first of the prefixes that fits is taken.
    """
    for prefix, namespace in prefixes.items():
        if local := local_part(node, namespace):
            return f"{prefix}:{local}"
    return None


def local_part(node: NamedNode, namespace: str) -> str | None:
    """What stands after the namespace, where that is a plain name."""
    iri = node.value
    fits = iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace))
    return iri[len(namespace) :] if fits else None
