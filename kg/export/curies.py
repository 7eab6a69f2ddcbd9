"""Short names: an IRI as `prefix:local` where every parser reads that back, or not at all."""

from __future__ import annotations

import re

from pyoxigraph import NamedNode

from kg.ontology.iris import PREFIXES

__all__ = ["curie", "used_prefixes"]

# A part of PN_LOCAL of the Turtle grammar that needs no escaping, and that JSON-LD reads alike.
_LOCAL = re.compile(r"(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})(?:[A-Za-z0-9_-]|%[0-9A-Fa-f]{2})*")
_LONGEST_FIRST = sorted(PREFIXES.items(), key=lambda item: (-len(item[1]), item[0]))


def curie(node: NamedNode) -> str | None:
    """`kg:Event` for the IRI of the class; None where no prefix fits or the rest would need escaping."""
    iri = node.value
    for prefix, namespace in _LONGEST_FIRST:
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return None


def used_prefixes(names: set[str]) -> dict[str, str]:
    """Those prefixes, with their namespaces, that one of the short names begins with, in the order of the table."""
    used = {name.partition(":")[0] for name in names}
    return {prefix: namespace for prefix, namespace in PREFIXES.items() if prefix in used}
