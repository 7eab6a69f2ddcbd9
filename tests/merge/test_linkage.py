"""Average link joins what is alike on the whole, and nothing for the sake of one link."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.merge.linkage import link_on_average

Similarities = dict[tuple[int, int], int]


@pytest.mark.parametrize(
    ("similarities", "clusters"),
    [
        pytest.param({}, [[0], [1], [2], [3]], id="nothing alike"),
        pytest.param({(0, 1): 500, (1, 2): 500, (0, 2): 500}, [[0, 1, 2], [3]], id="all alike"),
        pytest.param({(0, 1): 500, (2, 1): 450}, [[0, 1, 2], [3]], id="one link is half of the average"),
        pytest.param({(0, 1): 500, (1, 2): 390}, [[0, 1], [2], [3]], id="and not enough when it is weak"),
        pytest.param({(0, 1): 300, (1, 2): 300, (2, 3): 300}, [[0, 1], [2, 3]], id="a chain is cut"),
        pytest.param({(0, 3): 199, (1, 2): 200}, [[0], [1, 2], [3]], id="the threshold itself is enough"),
    ],
)
def test_clusters(similarities: Similarities, clusters: list[list[int]]) -> None:
    """Four numbers, joined down to 200."""
    assert link_on_average(4, similarities, 200) == clusters


@pytest.mark.parametrize(
    ("marks", "clusters"),
    [
        pytest.param({0: "a", 2: "b"}, [[0, 1, 3], [2]], id="apart"),
        pytest.param({0: "a", 3: "b"}, [[0, 1, 2], [3]], id="apart from what a cluster took in"),
        pytest.param({0: "a", 3: "a"}, [[0, 1, 2, 3]], id="alike"),
    ],
)
def test_marks_that_clash(marks: dict[int, str], clusters: list[list[int]]) -> None:
    """Those with other marks never stand together, though all are alike."""
    alike = {(0, 1): 600, (0, 2): 500, (1, 2): 500, (0, 3): 400, (1, 3): 400, (2, 3): 400}
    assert link_on_average(4, alike, 200, marks) == clusters


def test_refuses_negative_similarities() -> None:
    """Whoever wants to keep two apart leaves the pair out."""
    with pytest.raises(ValueError, match="0 or more"):
        link_on_average(2, {(0, 1): -1}, 0)


def similarities(size: int) -> st.SearchStrategy[Similarities]:
    """Some pairs of the numbers below the size, few different values, so that there are ties."""
    pairs = [(one, other) for other in range(size) for one in range(other)]
    return st.dictionaries(st.sampled_from(pairs), st.sampled_from([100, 200, 250, 300, 600]))


@given(similarities(7), st.randoms(use_true_random=False))
def test_order_of_pairs(found: Similarities, random: Random) -> None:
    """Neither the order of the pairs nor that within them changes anything."""
    shuffled = list(found.items())
    random.shuffle(shuffled)
    turned = {(other, one): similarity for (one, other), similarity in shuffled}
    assert link_on_average(7, turned, 200) == link_on_average(7, found, 200)


@given(similarities(5), similarities(4))
def test_whole_clusters_alone(left: Similarities, right: Similarities) -> None:
    """What shares no similarity with the rest is clustered as it is alone."""
    moved = {(one + 5, other + 5): similarity for (one, other), similarity in right.items()}
    apart = [[number + 5 for number in cluster] for cluster in link_on_average(4, right, 200)]
    assert link_on_average(9, left | moved, 200) == link_on_average(5, left, 200) + apart


@given(similarities(8), st.sampled_from([150, 200, 275]))
def test_what_is_left_is_not_alike(found: Similarities, threshold: int) -> None:
    """No two clusters that remain are alike enough on average."""
    clusters = link_on_average(8, found, threshold)
    for one in clusters:
        for other in clusters[: clusters.index(one)]:
            total = sum(found.get((min(a, b), max(a, b)), 0) for a in one for b in other)
            assert total / (len(one) * len(other)) < threshold
