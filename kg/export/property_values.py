"""The text of RDF literals as values of a property graph. Text that writes no value of its type is refused: None."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from pyoxigraph import Literal

from kg.export.property_names import Type
from kg.ontology.iris import PREFIXES

__all__ = ["Scalar", "Value", "type_of", "value_of"]

Scalar: TypeAlias = "str | int | float | bool | date"
Value: TypeAlias = "Scalar | tuple[Scalar, ...]"

_MOST = 2**63  # Neo4j's integers have 64 bits


def type_of(term: object) -> Type:
    """The type that holds the RDF term without loss; an IRI, and what no other type can hold, is a string."""
    if not isinstance(term, Literal):
        return Type.STRING
    found = _TYPES.get(term.datatype.value, Type.STRING)
    return Type.STRING if value_of(term.value, found) is None else found


def value_of(text: str, wanted: Type) -> Scalar | None:
    """The value that the text writes, None where it writes no such value."""
    try:
        return _READ[wanted](text)
    except (ValueError, KeyError):
        return None


def _whole(text: str) -> int:
    number = int(text)
    if not -_MOST <= number < _MOST:
        raise ValueError(text)
    return number


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _day(text: str) -> date:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise ValueError(text)
    return date.fromisoformat(text)


_READ: Mapping[Type, Callable[[str], Scalar]] = MappingProxyType(
    {
        Type.STRING: str,
        Type.LONG: _whole,
        Type.DOUBLE: _number,
        Type.BOOLEAN: {"true": True, "1": True, "false": False, "0": False}.__getitem__,
        Type.DATE: _day,
    }
)

_TYPES = MappingProxyType(
    {
        PREFIXES["xsd"] + name: kind
        for kind, names in {
            Type.LONG: "integer long int short byte nonNegativeInteger positiveInteger",
            Type.DOUBLE: "decimal double float",
            Type.BOOLEAN: "boolean",
            Type.DATE: "date",
        }.items()
        for name in names.split()
    }
)
