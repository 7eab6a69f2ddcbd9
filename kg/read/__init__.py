"""Reads articles from files and folders; refuses nothing silently: what is given and not taken goes to `on_skip`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kg.errors import InputError
from kg.model import Article, Skipped
from kg.read.articles import Declared, make_article
from kg.read.files import Found, describe_error, find_files
from kg.read.readers import READERS, Reader, all_suffixes, find_reader

__all__ = ["READERS", "Declared", "Reader", "make_article", "read_articles"]


def read_articles(paths: Iterable[str | Path], on_skip: Callable[[Skipped], None]) -> Iterator[Article]:
    """The articles of the files and folders, in an order that does not depend on the order of the paths.

    One article at a time is held. A file given twice is read once, a folder with all that is in it, hidden files apart.
    Of two articles with the same id and text the second goes to `on_skip`. One with a taken id and another text is read
    under the id `<id>~<digest of its text>`, and a note on it goes to `on_skip`.
    """
    given = [paths] if isinstance(paths, str | Path) else paths
    seen: dict[str, tuple[str, str]] = {}
    for file in find_files(given, all_suffixes(), on_skip):
        for found in _read_file(file):
            admitted = found if isinstance(found, Skipped) else _admit(found, seen, on_skip)
            if isinstance(admitted, Skipped):
                on_skip(admitted)
            else:
                yield admitted


def _read_file(file: Found) -> Iterator[Article | Skipped]:
    try:
        yield from find_reader(Path(file.source).suffix)(file.path, file.source)
    except InputError as error:
        yield Skipped(file.source, str(error))
    except OSError as error:
        yield Skipped(file.source, f"{describe_error(error)}; allow reading it, or leave it out")


def _admit(article: Article, seen: dict[str, tuple[str, str]], on_skip: Callable[[Skipped], None]) -> Article | Skipped:
    """The article, under another id if its own is taken by another text; `seen` keeps digest and source by id."""
    digest = article.digest
    taken = seen.get(article.id)
    if taken and taken[0] != digest:
        renamed = replace(article, id=f"{article.id}~{digest}")
        if renamed.id not in seen:
            on_skip(Skipped(article.source, _describe_clash(article.id, taken[1], renamed.id), kept=True))
        article, taken = renamed, seen.get(renamed.id)
    if taken:
        return Skipped(article.source, f"an exact copy of {taken[1]}; leave one of them out")
    seen[article.id] = (digest, article.source)
    return article


def _describe_clash(taken: str, source: str, given: str) -> str:
    return f"its id {taken!r} belongs to another text, {source}; read as {given!r}; give it an id of its own"
