"""The table of formats, by file ending. A format is a module of its own and a line here, or a package's entry point."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import entry_points
from pathlib import Path
from types import MappingProxyType

from kg.errors import InputError
from kg.model import Article, Skipped
from kg.read.html import read_html
from kg.read.jsonl import read_jsonl
from kg.read.text import read_text

__all__ = ["ENTRY_POINTS", "READERS", "Reader", "all_suffixes", "find_reader"]

ENTRY_POINTS = "dateline.readers"

Reader = Callable[[Path, str], Iterator[Article | Skipped]]
"""Takes a regular file's real path and its name as given, yields its articles and what of it is none.

`InputError` or `OSError` ends the file, and the run goes on. `kg.read.articles.make_article` finds the story.
"""

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": read_text,
        ".text": read_text,
        ".html": read_html,
        ".htm": read_html,
        ".xhtml": read_html,
        ".jsonl": read_jsonl,
        ".ndjson": read_jsonl,
    }
)


def all_suffixes() -> frozenset[str]:
    """The file endings that can be read, those of installed packages included."""
    return frozenset(READERS) | frozenset(_installed())


def find_reader(suffix: str) -> Reader:
    """The reader for a file ending; one of the table goes before one of an installed package."""
    suffix = suffix.lower()
    if suffix in READERS:
        return READERS[suffix]
    name, value = _installed()[suffix]
    try:
        reader: Reader = next(
            found for found in entry_points(group=ENTRY_POINTS, name=name) if found.value == value
        ).load()
    except (ImportError, AttributeError) as error:
        raise InputError(
            f"the installed reader {value} does not load ({error}); install it again or remove it"
        ) from error
    return reader


def _installed() -> Mapping[str, tuple[str, str]]:
    """By ending the name and value of its entry point, which is called `.eml` or `eml`."""
    rows = sorted((found.name, found.value) for found in entry_points(group=ENTRY_POINTS))
    return {"." + name.lower().lstrip("."): (name, value) for name, value in reversed(rows)}
