"""Reads plain text, as saved from the web or clean; one file, one article, its offsets those of the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.model import Article, Skipped
from kg.read.articles import make_article
from kg.read.files import load_text

__all__ = ["read_text"]


def read_text(path: Path, source: str) -> Iterator[Article | Skipped]:
    """The one article of the file."""
    yield make_article(load_text(path), source)
