"""Values as SPARQL writes them.

Whatever a person typed goes through here: none of it can end a term and begin another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError

__all__ = ["day_term", "iri_term", "text_term"]

_PLAIN_NAME = re.compile(r"[A-Za-z0-9_](?:[\w-]|%[0-9A-Fa-f]{2})*", re.ASCII)


def iri_term(iri: str, prefixes: Mapping[str, str]) -> str:
    """The IRI with a prefix where one fits and nothing need be escaped, else in full; QueryError where it is none."""
    for prefix, namespace in prefixes.items():
        if iri.startswith(namespace) and _PLAIN_NAME.fullmatch(iri.removeprefix(namespace)):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    try:
        return str(NamedNode(iri))
    except ValueError as error:
        raise QueryError(f"{iri!r} is no IRI: {error}") from error


def text_term(text: str) -> str:
    """The text as a string literal."""
    return str(Literal(_unicode(text)))


def day_term(day: date) -> str:
    """The day as a literal."""
    return f'"{day.isoformat()}"^^xsd:date'


def _unicode(text: str) -> str:
    """The text without lone surrogates, which arguments of a command can hold and SPARQL cannot."""
    return text.encode("utf-8", "replace").decode("utf-8")
