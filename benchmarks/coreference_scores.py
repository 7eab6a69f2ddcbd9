"""How well one partition of mentions agrees with another: MUC, B³, CEAFe and their mean, the CoNLL F1.

As defined by Pradhan et al., *Scoring Coreference Partitions of Predicted Mentions: A Reference Implementation* (ACL
2014), and by what it builds on (Vilain et al. 1995; Bagga and Baldwin 1998; Luo 2005). A partition is a collection of
clusters that share no mention; key and response need not hold the same mentions. It knows nothing of what a mention is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping
from typing import NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

__all__ = ["Partition", "Score", "Scores", "b_cubed", "ceaf_entity", "muc", "score_partition"]

Partition = Collection[Collection[Hashable]]


class Score(NamedTuple):
    """Recall and precision, each 0 where there is nothing to measure it on."""

    recall: float
    precision: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.recall + self.precision
        return 2 * self.recall * self.precision / total if total else 0.0


class Scores(NamedTuple):
    """The three measures of one response."""

    muc: Score
    b_cubed: Score
    ceaf_entity: Score

    @property
    def conll(self) -> float:
        """The mean of the three F1."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_entity.f1) / 3


def score_partition(key: Partition, response: Partition) -> Scores:
    """The three measures of a response against the key."""
    return Scores(muc(key, response), b_cubed(key, response), ceaf_entity(key, response))


def muc(key: Partition, response: Partition) -> Score:
    """Of the links that hold the clusters of one side together, how many the other side has."""
    return Score(_links_kept(key, response), _links_kept(response, key))


def b_cubed(key: Partition, response: Partition) -> Score:
    """For each mention, how much of its cluster stands in its cluster on the other side; the mean over the mentions."""
    return Score(_mean_overlap(key, response), _mean_overlap(response, key))


def ceaf_entity(key: Partition, response: Partition) -> Score:
    """The similarity (φ4, the share of common mentions) of clusters when key and response are paired at their best."""
    total = _best_similarity(key, response)
    return Score(total / len(key) if key else 0.0, total / len(response) if response else 0.0)


def _cluster_of(partition: Partition) -> dict[Hashable, int]:
    """The number of each mention's cluster."""
    return {mention: number for number, cluster in enumerate(partition) for mention in cluster}


def _links_kept(partition: Partition, other: Partition) -> float:
    """The share of the n - 1 links of each cluster of n that remain when the other partition cuts it to pieces."""
    home = _cluster_of(other)
    links = sum(len(cluster) - 1 for cluster in partition)
    kept = sum(len(cluster) - _pieces(cluster, home) for cluster in partition)
    return kept / links if links else 0.0


def _pieces(cluster: Collection[Hashable], home: Mapping[Hashable, int]) -> int:
    """Into how many pieces a cluster is cut; a mention that the other side lacks is a piece of its own."""
    return len({home[mention] for mention in cluster if mention in home}) + sum(m not in home for m in cluster)


def _mean_overlap(partition: Partition, other: Partition) -> float:
    home = _cluster_of(other)
    mentions = sum(len(cluster) for cluster in partition)
    shared = sum(_overlap(cluster, home) for cluster in partition)
    return shared / mentions if mentions else 0.0


def _overlap(cluster: Collection[Hashable], home: Mapping[Hashable, int]) -> float:
    """The sum over a cluster's mentions of the share of the cluster that stays with them."""
    counts = Counter(home[mention] for mention in cluster if mention in home)
    return sum(count * count for count in counts.values()) / len(cluster)


def _best_similarity(key: Partition, response: Partition) -> float:
    """The greatest sum of similarities over pairs of a key's and a response's cluster, none of them used twice."""
    home = _cluster_of(response)
    sizes = [len(cluster) for cluster in response]
    similarity = np.zeros((len(key), len(response)))
    for row, cluster in enumerate(key):
        for column, shared in Counter(home[mention] for mention in cluster if mention in home).items():
            similarity[row, column] = 2 * shared / (len(cluster) + sizes[column])
    rows, columns = linear_sum_assignment(similarity, maximize=True)
    return float(similarity[rows, columns].sum())
