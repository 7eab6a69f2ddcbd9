"""Stories: articles that tell the same text, such as wire copies and reprints, so that copies count as one source.

Texts are compared by their five-word shingles, candidates found by MinHash and locality-sensitive hashing (Broder 1997;
Leskovec, Rajaraman, Ullman, *Mining of Massive Datasets*, chapter 3), in time near-linear in the number of articles.
It refuses to judge by meaning: two reports of one happening in their own words are two stories.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from kg.model import Article, content_hash

__all__ = ["find_stories"]

SHINGLE_WORDS = 5
PERMUTATIONS = 64
BAND_ROWS = 2  # 32 bands of 2: a pair that shares 30 % of its shingles is compared with 95 % probability
MIN_CONTAINMENT = 0.7  # of the shorter text: a reprint loses a paragraph, and quoting a press release is no copy
MIN_SHINGLES = 20  # below, only equal texts are copies: a short note says too little to tell

Shingles = frozenset[int]
Signature = NDArray[np.uint64]


def find_stories(articles: Iterable[Article]) -> dict[str, str]:
    """The story of each article's id; a story's id is the content hash of its articles' ids, in any order."""
    shingles = {article.id: _shingles(article) for article in articles}
    ids = sorted(shingles)
    clusters = _Clusters(ids)
    for one, other in _candidates(ids, shingles):
        if not clusters.joined(one, other) and _is_copy(shingles[one], shingles[other]):
            clusters.join(one, other)
    return {article: content_hash(*members) for members in clusters.members() for article in members}


def _shingles(article: Article) -> Shingles:
    """The hashes of every run of five words in the article's body."""
    body = " ".join(article.text[span.start : span.end] for span in article.body)
    words = re.findall(r"\w+", body.casefold())
    runs = (words[at : at + SHINGLE_WORDS] for at in range(max(len(words) - SHINGLE_WORDS + 1, bool(words))))
    return frozenset(_hash64(" ".join(run)) for run in runs)


def _hash64(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest(), "big")


def _is_copy(one: Shingles, other: Shingles) -> bool:
    """Whether nearly all of the shorter text stands in the longer one."""
    shorter = min(len(one), len(other))
    if shorter < MIN_SHINGLES:
        return one == other
    return len(one & other) >= MIN_CONTAINMENT * shorter


def _candidates(ids: Sequence[str], shingles: dict[str, Shingles]) -> Iterator[tuple[str, str]]:
    """Pairs that may be copies: each article with the first of every bucket that it falls into.

    The pairs of a bucket grow with its articles, not with their square; what the first one misses, other bands find.
    """
    buckets: defaultdict[tuple[int, bytes], list[str]] = defaultdict(list)
    for article in ids:
        if shingles[article]:
            signature = _signature(shingles[article])
            for row in range(0, PERMUTATIONS, BAND_ROWS):
                buckets[row, signature[row : row + BAND_ROWS].tobytes()].append(article)
    for first, *others in buckets.values():
        yield from ((first, other) for other in others)


def _signature(shingles: Shingles) -> Signature:
    """The MinHash of a set of shingles: the least value under each of the permutations."""
    hashes = np.fromiter(shingles, dtype=np.uint64, count=len(shingles))
    least: Signature = (_FACTORS[:, None] * hashes[None, :] + _SUMMANDS[:, None]).min(axis=1)
    return least


def _constants(name: str) -> Signature:
    return np.array([_hash64(f"{name} {number}") | 1 for number in range(PERMUTATIONS)], dtype=np.uint64)


_FACTORS = _constants("factor")  # odd, so that multiplying modulo 2**64 permutes
_SUMMANDS = _constants("summand")


class _Clusters:
    """Disjoint sets of ids (union-find, with paths halved)."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._parent = {each: each for each in ids}

    def _root(self, each: str) -> str:
        parent = self._parent
        while parent[each] != each:
            parent[each] = parent[parent[each]]
            each = parent[each]
        return each

    def joined(self, one: str, other: str) -> bool:
        """Whether the two are in one set."""
        return self._root(one) == self._root(other)

    def join(self, one: str, other: str) -> None:
        """Make one set of the two."""
        low, high = sorted((self._root(one), self._root(other)))
        self._parent[high] = low

    def members(self) -> Iterator[list[str]]:
        """The sets, each in order."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for each in sorted(self._parent):
            found[self._root(each)].append(each)
        yield from found.values()
