"""Which articles are meant by an id, IRI, URL or file. It takes none for another that is only alike."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.errors import InputError
from kg.model import Article
from kg.ontology.iris import BASE
from kg.store.ledger import Ledger
from kg.store.triples import article_iri
from kg.update.articles import articles_of, hash_of

__all__ = ["articles_called"]


def articles_called(ledger: Ledger, names: Iterable[str]) -> frozenset[str]:
    """The hashes of the articles with these names.

    InputError where a name is no article's, or means articles of several files.
    """
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for article in articles_of(ledger):
        for name in _names(article):
            found[name][_file(article)].add(hash_of(article))
    return frozenset(article for name in names for article in _called(name, found))


def _names(article: Article) -> Iterator[str]:
    iri = article_iri(hash_of(article))
    file = _file(article)
    yield from {
        article.id,
        iri,
        f"id:{iri.removeprefix(BASE)}",
        article.source,
        file,
        _last(file),
        article.url or "",
    } - {""}


def _file(article: Article) -> str:
    """The file that an article came from; `news.jsonl#L3` came from `news.jsonl`."""
    return re.sub(r"#L\d+$", "", article.source)


def _last(path: str) -> str:
    return re.split(r"[/\\]", path.rstrip("/\\"))[-1]


def _called(name: str, register: Mapping[str, Mapping[str, set[str]]]) -> set[str]:
    files = register.get(name, {})
    if not files:
        near = difflib.get_close_matches(name, register, n=1)
        hint = f"did you mean {near[0]}?" if near else "give an id, IRI, URL, or the path of its file"
        raise InputError(f"{name}: no article in the graph is called so; {hint}")
    if len(files) > 1:
        raise InputError(
            f"{name}: articles of {len(files)} files are called so ({', '.join(sorted(files))}); give the path"
        )
    return next(iter(files.values()))
