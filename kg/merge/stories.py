"""Stories: articles that tell the same text, such as wire copies and reprints, so that copies count as one source.

A story is a connected component of "share a band and are copies", and whether two articles do depends on the two
alone: adding or removing others never takes a pair apart or puts one together. It refuses to judge by meaning: two
reports of one happening in their own words are two stories.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from kg.merge.fingerprints import OPENING_SHINGLES, TEXT_VALUES, Fingerprint, Hashes, take_fingerprint
from kg.model import Article, content_hash

__all__ = ["bands_of", "find_stories"]

MIN_SHARED = 0.7  # of the shorter text, wherever it stands in the longer: quoting a press release is no copy
MIN_RATIO = 0.6  # of the lengths then: a round-up is no copy of the briefs in it
MIN_OPENING = 0.25  # of an opening then, so that it is not a standing paragraph that the two share
MIN_SHARED_FROM_START = 0.5  # of the shorter text where both begin alike, as a reprint cut from the end does
MIN_RATIO_FROM_START = 0.2
MIN_OPENING_FROM_START = 0.4
MIN_MIDDLE = 0.3  # of the middle half of the shorter, lest standing text before and behind it make a copy
OPENING_PART = 4  # a quarter of the text, if it is not longer than the opening that the bands are made of
MIN_AGREEMENT = 0.65  # of what the signatures of the least copy of such lengths agree in on average
BLOCK_PAIRS = 1 << 13  # signatures compared at once

Numbers = NDArray[np.intp]


def bands_of(article: Article) -> frozenset[str]:
    """The keys under which possible copies of the article meet: a few dozen short strings; none for an empty text."""
    return frozenset(f"{band:016x}" for band in take_fingerprint(article).bands.tolist())


def find_stories(articles: Iterable[Article]) -> dict[str, str]:
    """The story of each article's id: the content hash of the least id among its copies, in any order of articles.

    For a set of whole stories it gives what it gives within any larger set.
    """
    fingerprints = {article.id: take_fingerprint(article) for article in articles}
    ids = sorted(fingerprints)
    prints = [fingerprints[each] for each in ids]
    clusters = _Clusters(len(ids))
    for group in (*_group(each.digest for each in prints), *_group(each.url for each in prints)):
        clusters.join_all(group)
    texts = [group[0] for group in _group(each.digest for each in prints) if prints[group[0]].shingles.size]
    comparison = _Comparison(prints, clusters)
    for bucket in _find_buckets(prints, texts):
        comparison.join_copies(bucket)
    return {ids[each]: content_hash(ids[members[0]]) for members in clusters.members() for each in members}


def are_copies(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether most of the shorter text stands in the longer, and the opening of one of them in the other.

    Where both begin alike, less is enough, and the longer may be much longer.
    """
    shorter, longer = (
        each.shingles for each in sorted((one, other), key=lambda each: (each.shingles.size, each.digest))
    )
    ratio, quarter = shorter.size / longer.size, shorter.size // 4
    openings = _opening_size(shorter), _opening_size(longer)
    if ratio < MIN_RATIO_FROM_START:
        return False
    places = _find_places(shorter, longer)
    shared = _share(places >= 0)
    if shared < MIN_SHARED_FROM_START or _share(places[quarter : 3 * quarter] >= 0) < MIN_MIDDLE:
        return False
    start = 2 * openings[0]
    if _share_openings(np.where(places < start, places, -1)[:start], *openings) >= MIN_OPENING_FROM_START:
        return True
    return ratio >= MIN_RATIO and shared >= MIN_SHARED and _share_openings(places, *openings) >= MIN_OPENING


def _share(found: NDArray[np.bool_]) -> float:
    return np.count_nonzero(found) / found.size


def _opening_size(text: Hashes) -> int:
    return min(OPENING_SHINGLES, text.size // OPENING_PART)


def _find_places(text: Hashes, other: Hashes) -> Numbers:
    """Where in the other text each shingle of the text stands; -1 where it does not."""
    order = np.argsort(other)
    nearest = order[np.searchsorted(other, text, sorter=order) % other.size]
    return np.where(other[nearest] == text, nearest, -1)


def _share_openings(places: Numbers, opening: int, other_opening: int) -> float:
    """How much of the opening of a text stands in the other, or of the other's in it, whichever is more."""
    of_other = (places >= 0) & (places < other_opening)
    return max(_share(places[:opening] >= 0), np.count_nonzero(of_other) / other_opening)


def _group(keys: Iterable[str]) -> list[list[int]]:
    """The places of each key, in order; those of an empty key do not belong together."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        if key:
            places[key].append(place)
    return list(places.values())


def _find_buckets(prints: Sequence[Fingerprint], texts: Sequence[int]) -> Iterator[Numbers]:
    """Which of the texts share a band, for each band that several have."""
    if not texts:
        return
    bands = np.concatenate([prints[text].bands for text in texts])
    owners = np.repeat(np.array(texts), [prints[text].bands.size for text in texts])
    order = np.argsort(bands, kind="stable")
    bands, owners = bands[order], owners[order]
    starts = np.flatnonzero(np.concatenate([[True], bands[1:] != bands[:-1]]))
    ends = np.append(starts[1:], bands.size)
    several = ends - starts > 1
    for start, end in zip(starts[several], ends[several], strict=True):
        yield owners[start:end]


class _Clusters:
    """Disjoint sets of the numbers below `size`; `labels` has the same number for all of a set."""

    def __init__(self, size: int) -> None:
        self.labels: Numbers = np.arange(size)
        self._members = {each: [each] for each in range(size)}

    def join(self, one: int, other: int) -> None:
        """Make one set of the two; the smaller is relabelled, so that all joins together stay near linear."""
        kept, lost = sorted(
            (int(self.labels[one]), int(self.labels[other])), key=lambda label: -len(self._members[label])
        )
        if kept != lost:
            members = self._members.pop(lost)
            self.labels[members] = kept
            self._members[kept] += members

    def join_all(self, group: Sequence[int]) -> None:
        """Make one set of all in the group."""
        for each in group[1:]:
            self.join(group[0], each)

    def members(self) -> Iterator[list[int]]:
        """The sets, each in order."""
        return map(sorted, self._members.values())


class _Comparison:
    """Compares the texts of a bucket pairwise and joins copies; `clusters` remembers what is joined.

    A pair that is joined is not compared again, so a thousand copies cost a thousand comparisons. A pair of texts that
    only share a phrase costs a glance at their signatures, and where those are alike, one comparison in all buckets.
    """

    def __init__(self, prints: Sequence[Fingerprint], clusters: _Clusters) -> None:
        self._prints = prints
        self._clusters = clusters
        self._signatures = np.array([each.signature for each in prints])
        self._sizes = np.array([each.shingles.size for each in prints])
        self._different: set[tuple[int, int]] = set()

    def join_copies(self, bucket: Numbers) -> None:
        """Join each pair of the bucket, whose numbers ascend, that are copies."""
        labels = self._clusters.labels[bucket]
        if (labels == labels[0]).all():
            return
        rows = max(1, BLOCK_PAIRS // bucket.size)
        for at in range(0, bucket.size, rows):
            for pair in self._find_alike(bucket[at : at + rows], bucket[at:]):
                self._compare(*pair)

    def _find_alike(self, texts: Numbers, others: Numbers) -> Iterator[tuple[int, int]]:
        """The pairs not yet joined whose signatures agree so far that texts of their sizes may be copies."""
        labels = self._clusters.labels
        apart = (labels[texts][:, None] != labels[others]) & (texts[:, None] < others)
        if apart.any():
            same = self._signatures[texts][:, None] == self._signatures[others]
            begin_alike = same[:, :, TEXT_VALUES:].any(axis=2)
            least = self._least_agreement(texts, others, begin_alike)
            rows, columns = np.nonzero(apart & (np.count_nonzero(same[:, :, :TEXT_VALUES], axis=2) >= least))
            yield from zip(texts[rows].tolist(), others[columns].tolist(), strict=True)

    def _least_agreement(self, texts: Numbers, others: Numbers, begin_alike: NDArray[np.bool_]) -> NDArray[np.float64]:
        """In how many values the signatures of each pair agree at the least if they are copies; infinite for none."""
        sizes, other_sizes = self._sizes[texts][:, None], self._sizes[others]
        shorter, longer = np.minimum(sizes, other_sizes), np.maximum(sizes, other_sizes)
        moved = ~begin_alike & (shorter >= MIN_RATIO * longer)
        shared = np.where(moved, MIN_SHARED, MIN_SHARED_FROM_START) * shorter
        least = MIN_AGREEMENT * TEXT_VALUES * shared / (shorter + longer - shared)
        return np.where(shorter < MIN_RATIO_FROM_START * longer, np.inf, least)

    def _compare(self, text: int, other: int) -> None:
        labels = self._clusters.labels
        if labels[text] == labels[other] or (text, other) in self._different:
            return
        if are_copies(self._prints[text], self._prints[other]):
            self._clusters.join(text, other)
        else:
            self._different.add((text, other))
