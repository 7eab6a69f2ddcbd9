"""Dataclasses to JSON values and back, without loss, led by the type hints alone.

It refuses what does not fit: a missing, unknown or wrongly typed field is a `ValueError`, never a guess. What has to be
done for a type is worked out once, since a build does it some hundred thousand times.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Hashable
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast

__all__ = ["Json", "decode", "encode"]

T = TypeVar("T")

Json = Any  # what `json.loads` returns; a recursive type would only add casts

Decoder = Callable[[Json], Any]


def encode(value: object) -> Json:
    """The value as JSON values; tuples become lists, dates and enumerations strings."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    return _encoder(cast("Hashable", kind))(value)


def decode(kind: type[T], value: Json) -> T:
    """The value of type `kind` whose `encode` this is."""
    return cast("T", _decoder(cast("Hashable", kind))(value))


_PLAIN = frozenset({str, int, float, bool, type(None)})


@cache
def _encoder(kind: Any) -> Callable[[Any], Json]:
    if dataclasses.is_dataclass(kind):
        names = tuple(field.name for field in dataclasses.fields(kind))
        return lambda value: {name: encode(getattr(value, name)) for name in names}
    if kind is tuple:
        return lambda value: [encode(item) for item in value]
    if issubclass(kind, Enum):
        return lambda value: value.value
    if issubclass(kind, date):
        return date.isoformat
    raise TypeError(f"no JSON form for {kind.__name__}")


@cache
def _decoder(kind: Any) -> Decoder:
    origin = typing.get_origin(kind)
    if origin in (Union, types.UnionType):
        return _optional(kind)
    if origin is tuple:
        return _tuple_of(typing.get_args(kind)[0])
    if dataclasses.is_dataclass(kind):
        return _fields_of(cast("type[Any]", kind))
    if issubclass(kind, Enum):
        return cast("Decoder", kind)
    if kind is date:
        return lambda value: date.fromisoformat(_checked(str, value))
    return lambda value: _checked(kind, value)


def _optional(kind: Any) -> Decoder:
    (inner,) = (_decoder(part) for part in typing.get_args(kind) if part is not types.NoneType)
    return lambda value: None if value is None else inner(value)


def _tuple_of(kind: Any) -> Decoder:
    inner = _decoder(kind)
    return lambda value: tuple([inner(item) for item in _checked(list, value)])


def _fields_of(kind: type[Any]) -> Decoder:
    decoders = {name: _decoder(hint) for name, hint in typing.get_type_hints(kind).items()}

    def decode_fields(value: Json) -> Any:
        if _checked(dict, value).keys() != decoders.keys():
            raise ValueError(f"{kind.__name__}: fields {sorted(value.keys() ^ decoders.keys())} do not fit")
        return kind(**{name: decoder(value[name]) for name, decoder in decoders.items()})

    return decode_fields


def _checked(kind: type[T], value: Json) -> T:
    if type(value) is not kind:
        raise ValueError(f"expected {kind.__name__}, found {type(value).__name__}")
    return value
