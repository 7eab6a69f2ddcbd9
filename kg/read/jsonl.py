"""Reads JSON Lines: an article a line with `id text title url published publisher author language`, other keys ignored.

Only `text` is needed. A line that is no article is refused by its number, and the others are read. One line at a time
is held in memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any

from kg.errors import InputError
from kg.model import Article, Skipped
from kg.read.articles import Declared, make_article
from kg.read.dates import parse_date
from kg.read.files import check_magic, decode_utf8, regular_size

__all__ = ["read_jsonl"]

MAX_LINE_BYTES = 20_000_000
_BOM = "\ufeff"
_TEXT_KEYS = ("id", "title", "url", "publisher", "author", "language")


def read_jsonl(path: Path, source: str) -> Iterator[Article | Skipped]:
    """The articles of the file; the source of each is `path#L3`, lines counted from 1."""
    regular_size(path)  # refuses a pipe, which might never end
    articles = False
    with path.open("rb") as stream:
        check_magic(stream.read(8))
        stream.seek(0)
        for number, line in enumerate(_lines(stream), 1):
            if line.strip():
                articles = True
                yield from _read_line(line, f"{source}#L{number}")
    if not articles:
        raise InputError("empty; give a file with one JSON object a line")


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Each line; of one that is longer than the limit as much as shows that it is."""
    while line := stream.readline(MAX_LINE_BYTES + 1):
        yield line
        while len(line) > MAX_LINE_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE_BYTES + 1)


def _read_line(line: bytes, source: str) -> Iterator[Article | Skipped]:
    try:
        record = _parse_line(line)
        text = _take_text(record)
    except InputError as error:
        yield Skipped(source, str(error))
        return
    found = make_article(text, source, _take_declared(record), saved_page=False)
    if isinstance(found, Article):
        yield from (Skipped(f"{source} {key}", reason, kept=True) for key, reason in _find_faults(record))
    yield found


def _parse_line(line: bytes) -> dict[str, Any]:
    if len(line) > MAX_LINE_BYTES:
        raise InputError(f"a line of more than {MAX_LINE_BYTES / 1e6:.0f} MB; split the article")
    try:
        record = json.loads(decode_utf8(line).removeprefix(_BOM))
    except json.JSONDecodeError as error:
        raise InputError(f"no JSON ({error.msg}, column {error.colno}); write one whole object on the line") from error
    except (ValueError, RecursionError) as error:
        raise InputError("no JSON that can be read; write one flat object on the line") from error
    if not isinstance(record, dict):
        raise InputError('JSON, but no object; write {"text": "…"}')
    return record


def _take_text(record: dict[str, Any]) -> str:
    if "text" not in record:
        raise InputError('no "text"; add the article\'s text under that key')
    text = record["text"]
    if not isinstance(text, str):
        raise InputError(f'"text" is {_kind(text)}; make it a string')
    return text


def _take_declared(record: dict[str, Any]) -> Declared:
    taken = {key: _string(record.get(key)) for key in _TEXT_KEYS}
    return Declared(**taken, published=_day(record.get("published")))


def _find_faults(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The keys whose values cannot be used; the article is read without them."""
    for key in _TEXT_KEYS:
        value = record.get(key)
        if value is not None and _string(value) is None and value != "":
            yield key, f"{_kind(value)} where a string belongs; the article is read without it"
    published = record.get("published")
    if published and _day(published) is None:
        yield (
            "published",
            f"{str(published)[:40]!r} is no date; write it like 2019-08-22; the article is read without it",
        )


def _string(value: object) -> str | None:
    """A string or whole number as a string that UTF-8 can write; None for anything else, and for what is blank."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = str(value).strip().replace("\x00", "")
    return text.encode("utf-8", "replace").decode("utf-8") or None


def _day(value: object) -> date | None:
    return parse_date(value) if isinstance(value, str) else None


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", bool: "true or false", type(None): "null", str: "a blank string"}
    return names.get(type(value), "a number")
