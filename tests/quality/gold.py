"""Rows of gold.yaml: sentences with the claims that must, may and must not come out of them.

The form of a claim is told at the top of that file. What is not written so is refused, with the row's name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from kg.model import Modality, Polarity

__all__ = ["ANYTHING", "NOBODY", "NO_TIME", "Expected", "Row", "parse_expected", "read_rows"]

GOLD = Path(__file__).with_name("gold.yaml")
ANYTHING, NOBODY, NO_TIME = "_", "nobody", "nothing"
_CLAIM = re.compile(r"(?P<subject>.+?) -(?P<relation>\S.*?)-> (?P<object>.+?)(?: \[(?P<more>[^\]]*)\])?")
_ENTRIES = {"id", "text", "published", "must", "may", "must_not"}


@dataclass(frozen=True, slots=True)
class Expected:
    """A claim as gold.yaml states it; what is empty was not stated. `ever` asks for it in no stance at all."""

    source: str
    subject: tuple[str, ...]
    relation: tuple[str, ...]
    object: tuple[str, ...]
    polarity: Polarity = Polarity.POSITIVE
    modality: tuple[Modality, ...] = (Modality.ACTUAL,)
    ever: bool = False
    speaker: tuple[str, ...] = ()
    time: str = ""
    place: tuple[str, ...] = ()
    subject_kind: str = ""
    object_kind: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence or a short passage, and what is expected of it."""

    id: str
    construction: str
    text: str
    published: date | None
    must: tuple[Expected, ...]
    may: tuple[Expected, ...]
    must_not: tuple[Expected, ...]


def read_rows(path: Path = GOLD) -> tuple[Row, ...]:
    """All rows, in the order of the file. Raises ValueError for a row that is not written as the file's top says."""
    constructions = yaml.safe_load(path.read_text(encoding="utf-8"))
    rows = tuple(_row(construction, entry) for construction, entries in constructions.items() for entry in entries)
    ids = [row.id for row in rows]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise ValueError(f"{path.name}: one id stands at two rows: {', '.join(twice)}")
    return rows


def _row(construction: str, entry: Mapping[str, Any]) -> Row:
    unknown = sorted(set(entry) - _ENTRIES)
    if unknown:
        raise ValueError(f"{entry.get('id')}: no such entry: {', '.join(unknown)}")
    try:
        must, may, must_not = (tuple(map(parse_expected, entry.get(key, ()))) for key in ("must", "may", "must_not"))
    except ValueError as error:
        raise ValueError(f"{entry.get('id')}: {error}") from error
    return Row(entry["id"], construction, entry["text"], entry.get("published"), must, may, must_not)


def parse_expected(source: str) -> Expected:
    """The claim that a line states.

    >>> parse_expected("Chad -joins/'enter'-> the pact [possible or intended; by Ann Hill]").relation
    ('joins', "'enter'")

    Raises ValueError for a line of another form.
    """
    match = _CLAIM.fullmatch(source.strip())
    if not match:
        raise ValueError(f"{source!r} is not 'subject -relation-> object [more]'")
    subject, object_ = (_alternatives(match[end]) for end in ("subject", "object"))
    plain = Expected(source, subject, tuple(match["relation"].split("/")), object_)
    parts = [part.strip() for part in (match["more"] or "").split(";")]
    return replace(plain, **dict(_circumstance(part) for part in parts if part))


_ENDS = {"by": "speaker", "in": "place"}
_FLAGS = {"ever": ("ever", True), "negative": ("polarity", Polarity.NEGATIVE)}


def _circumstance(text: str) -> tuple[str, Any]:
    """The field of `Expected` that words in brackets fill, and its value."""
    first, _, rest = text.partition(" ")
    if first in _ENDS:
        return _ENDS[first], _alternatives(rest)
    if first == "on":
        return "time", rest
    if rest.startswith("is "):
        return f"{first}_kind", rest.removeprefix("is ")
    return _FLAGS.get(text) or ("modality", tuple(Modality(word) for word in text.split(" or ")))


def _alternatives(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(" / "))
