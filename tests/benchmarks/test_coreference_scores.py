"""The scorer gives the figures that were published with its measures, and that one can count by hand."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

Clusters = list[list[str]]


def _load(name: str) -> ModuleType:
    """A script of the benchmarks, which are no package; they stand in no wheel."""
    path = Path(__file__).parents[2] / "benchmarks" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


scores = _load("coreference_scores")


def clusters(text: str) -> Clusters:
    """Clusters written as words of one-letter mentions."""
    return [list(word) for word in text.split()]


@pytest.mark.parametrize(
    ("measure", "key", "response", "recall", "precision"),
    [
        # The worked example of Pradhan et al. 2014: a mention missed, two invented.
        ("muc", "abc defg", "ab cd fghi", 2 / 5, 2 / 5),
        ("b_cubed", "abc defg", "ab cd fghi", (4 / 3 + 1 / 3 + 1 / 4 + 4 / 4) / 7, (4 / 2 + 1 / 2 + 1 / 2 + 4 / 4) / 8),
        ("ceaf_entity", "abc defg", "ab cd fghi", (4 / 5 + 4 / 8) / 2, (4 / 5 + 4 / 8) / 3),
        # Bagga and Baldwin 1998: MUC can't tell a harmless wrong link from a harmful one, B³ can.
        ("muc", "12345 67 89ABC", "12345 6789ABC", 1, 9 / 10),
        ("muc", "12345 67 89ABC", "1234589ABC 67", 1, 9 / 10),
        ("b_cubed", "12345 67 89ABC", "12345 6789ABC", 1, 16 / 21),
        ("b_cubed", "12345 67 89ABC", "1234589ABC 67", 1, 7 / 12),
        # CEAF with φ4, counted by hand: the same key; all in one, and everything apart.
        ("ceaf_entity", "12345 67 89ABC", "12345 6789ABC", (1 + 10 / 12) / 3, (1 + 10 / 12) / 2),
        ("ceaf_entity", "12345 67 89ABC", "123456789ABC", (10 / 17) / 3, 10 / 17),
        ("ceaf_entity", "12345 67 89ABC", "1 2 3 4 5 6 7 8 9 A B C", (2 / 6 + 2 / 3 + 2 / 6) / 3, (4 / 3) / 12),
    ],
)
def test_published_examples(measure: str, key: str, response: str, recall: float, precision: float) -> None:
    """Each measure gives what its authors, or a pencil, give."""
    found = getattr(scores, measure)(clusters(key), clusters(response))
    assert (found.recall, found.precision) == pytest.approx((recall, precision))


def test_nothing_to_score() -> None:
    """Without links, or without anything, there is no division by zero."""
    assert scores.muc(clusters("a b"), clusters("a b")).f1 == 0.0
    assert scores.score_partition([], []).conll == 0.0


def partitions() -> st.SearchStrategy[Clusters]:
    """Partitions of nine mentions into at most four clusters."""

    def grouped(homes: list[int]) -> Clusters:
        groups = [[mention for mention, home in zip("abcdefghi", homes, strict=True) if home == n] for n in range(4)]
        return [group for group in groups if group]

    return st.lists(st.integers(0, 3), min_size=9, max_size=9).map(grouped)


@given(partitions(), partitions())
def test_sides_swap_recall_and_precision(one: Clusters, other: Clusters) -> None:
    """A measure of the response against the key is that of the key against the response, turned round."""
    there, back = scores.score_partition(one, other), scores.score_partition(other, one)
    for score, swapped in zip(there, back, strict=True):
        assert (score.recall, score.precision) == pytest.approx((swapped.precision, swapped.recall))


@given(partitions())
def test_equal_partitions(partition: Clusters) -> None:
    """A perfect response scores 1 in everything; MUC needs a link to measure."""
    found = scores.score_partition(partition, [list(reversed(cluster)) for cluster in reversed(partition)])
    assert (found.b_cubed.f1, found.ceaf_entity.f1) == pytest.approx((1, 1))
    assert found.muc.f1 == (1.0 if any(len(cluster) > 1 for cluster in partition) else 0.0)
