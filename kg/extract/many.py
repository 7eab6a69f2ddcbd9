"""Many articles → their claims, in the order given: in batches, and by several processes where that pays.

Each process has a pipeline of its own and shares nothing; which of them reads an article changes nothing about it.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context, parent_process
from pathlib import Path

from kg.extract.extractor import Extractor
from kg.extract.parsing import DEFAULT_MODEL
from kg.model import Article, Claim
from kg.ontology import Ontology, load_ontology
from kg.ontology.loading import shipped_files

__all__ = ["Reader", "extract_many"]

Reading = tuple[Article, tuple[Claim, ...]]

_BATCH_CHARS = 50_000
"""Some eight thousand words: enough for the parser's speed, a few seconds of work, and little memory."""
_BATCH_ARTICLES = 64
_WORTH_CHARS = 300_000
"""Below that one process is done before others have started."""
_AHEAD = 2
"""Batches waiting for each process, so that none is idle and no queue grows."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What an extractor is made of. It can be sent to another process, which loads the ontology's files anew."""

    ontology: Ontology
    model: str = DEFAULT_MODEL
    open_relations: bool = False

    def begin(self) -> Extractor:
        """An extractor; making one takes a second or two."""
        return Extractor(self.ontology, self.model, open_relations=self.open_relations)

    def __reduce__(self) -> tuple[Callable[..., Reader], tuple[tuple[Path, ...], str, bool]]:
        added = self.ontology.files[len(shipped_files()) :]
        return _sent, (added, self.model, self.open_relations)


def _sent(added: tuple[Path, ...], model: str, open_relations: bool) -> Reader:  # noqa: FBT001 -- as pickled
    return Reader(load_ontology(added), model, open_relations)


def extract_many(articles: Iterable[Article], reader: Reader, jobs: int = 1) -> Iterator[Reading]:
    """Each article with its claims, in the order given, as soon as its batch has been read.

    More than one job starts processes, if the articles are worth it; the calling script then needs the usual
    `if __name__ == "__main__":`.
    """
    batches = _batches(articles)
    first = _take_worth(batches) if jobs > 1 else []
    if sum(map(_size, first)) < _WORTH_CHARS:
        extractor: Extractor | None = None
        for batch in chain(first, batches):
            extractor = extractor or reader.begin()
            yield from zip(batch, extractor.extract_each(batch), strict=True)
    else:
        yield from _in_processes(chain(first, batches), reader, jobs)


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    batch: list[Article] = []
    for article in articles:
        batch.append(article)
        if len(batch) >= _BATCH_ARTICLES or _size(batch) >= _BATCH_CHARS:
            yield batch
            batch = []
    if batch:
        yield batch


def _size(batch: Sequence[Article]) -> int:
    return sum(len(article.text) for article in batch)


def _take_worth(batches: Iterator[list[Article]]) -> list[list[Article]]:
    """The first batches, up to where several processes begin to pay."""
    taken: list[list[Article]] = []
    while sum(map(_size, taken)) < _WORTH_CHARS and (batch := next(batches, None)) is not None:
        taken.append(batch)
    return taken


# ---------------------------------------------------------------- several processes


def _in_processes(batches: Iterator[list[Article]], reader: Reader, jobs: int) -> Iterator[Reading]:
    """The readings in order, at most a few batches ahead of who takes them."""
    waiting: deque[tuple[list[Article], Future[list[tuple[Claim, ...]]]]] = deque()
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_begin, initargs=(reader,))
    try:
        for batch in batches:
            waiting.append((batch, pool.submit(_extract_batch, batch)))
            if len(waiting) >= jobs * _AHEAD:
                yield from _finish(*waiting.popleft())
        while waiting:
            yield from _finish(*waiting.popleft())
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _finish(batch: list[Article], future: Future[list[tuple[Claim, ...]]]) -> Iterator[Reading]:
    return zip(batch, future.result(), strict=True)


_own: list[Extractor] = []
"""The extractor of a process that reads for another; empty elsewhere."""


def _begin(reader: Reader) -> None:
    """What a process does first; it ends with the one that started it, however that one ends."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _own.append(reader.begin())


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _extract_batch(batch: Sequence[Article]) -> list[tuple[Claim, ...]]:
    return _own[0].extract_each(batch)
