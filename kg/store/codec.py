"""Dataclasses to JSON values and back, without loss, led by the type hints alone.

It refuses what does not fit: a missing, unknown or wrongly typed field is a `ValueError`, never a guess.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Hashable
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast

__all__ = ["Json", "decode", "encode"]

T = TypeVar("T")

_type_hints = cache(typing.get_type_hints)

Json = Any  # what `json.loads` returns; a recursive type would only add casts


def encode(value: object) -> Json:
    """The value as JSON values; tuples become lists, dates and enumerations strings."""
    if dataclasses.is_dataclass(value):
        return {field.name: encode(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"no JSON form for {type(value).__name__}")


def decode(kind: type[T], value: Json) -> T:
    """The value of type `kind` whose `encode` this is."""
    return cast("T", _decode(kind, value))


def _decode(kind: Any, value: Json) -> object:
    origin = typing.get_origin(kind)
    if origin in (Union, types.UnionType):
        return _decode_optional(kind, value)
    if origin is tuple:
        return tuple(_decode(typing.get_args(kind)[0], item) for item in _checked(list, value))
    if dataclasses.is_dataclass(kind):
        return _decode_fields(cast("type[Any]", kind), _checked(dict, value))
    if issubclass(kind, Enum):
        return kind(value)
    if kind is date:
        return date.fromisoformat(_checked(str, value))
    return _checked(kind, value)


def _decode_optional(kind: Any, value: Json) -> object:
    if value is None:
        return None
    (inner,) = (part for part in typing.get_args(kind) if part is not types.NoneType)
    return _decode(inner, value)


def _decode_fields(kind: type[Any], value: dict[str, Json]) -> object:
    hints = _type_hints(cast("Hashable", kind))
    if value.keys() != hints.keys():
        raise ValueError(f"{kind.__name__}: fields {sorted(value.keys() ^ hints.keys())} do not fit")
    return kind(**{name: _decode(hint, value[name]) for name, hint in hints.items()})


def _checked(kind: type[T], value: Json) -> T:
    if type(value) is not kind:
        raise ValueError(f"expected {kind.__name__}, found {type(value).__name__}")
    return value
