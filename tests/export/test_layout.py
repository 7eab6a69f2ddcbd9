"""The layout: nothing overlaps, what is connected lies close, communities lie apart, always in the same places."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from kg.export.layout import Box, place
from kg.export.page.communities import communities

Links = list[tuple[int, int]]


def scale_free(count: int, links_each: int) -> Links:
    """A graph that grows by nodes which prefer to link to what is well linked."""
    dice = random.Random(1)  # noqa: S311  no secret: the same graph each time
    pool, found = list(range(links_each)), set()
    for node in range(links_each, count):
        for target in sorted({dice.choice(pool) for _ in range(links_each)}):
            found.add((target, node))
            pool += [target, node]
    return sorted(found)


def planted(sizes: Sequence[int], between: int) -> tuple[Links, list[int]]:
    """Communities of these sizes, dense in themselves, with so many links between them; and which node is whose."""
    dice = random.Random(2)  # noqa: S311  as above
    whose = [number for number, size in enumerate(sizes) for _ in range(size)]
    found: set[tuple[int, int]] = set()
    for node, group in enumerate(whose):
        mates = [other for other in range(len(whose)) if whose[other] == group and other != node]
        found |= {(min(node, mate), max(node, mate)) for mate in dice.sample(mates, min(4, len(mates)))}
    for _ in range(between):
        one, other = sorted(dice.sample(range(len(whose)), 2))
        found.add((one, other))
    return sorted(found), whose


def overlapping(boxes: list[Box], places: list[tuple[int, int]]) -> int:
    """How many pairs of boxes share any room."""
    pairs = [(one, other) for one in range(len(boxes)) for other in range(one)]
    return sum(
        abs(places[one][0] - places[other][0]) < (boxes[one].width + boxes[other].width) / 2
        and abs(places[one][1] - places[other][1]) < (boxes[one].height + boxes[other].height) / 2
        for one, other in pairs
    )


def test_boxes_do_not_overlap() -> None:
    """Neither in a star, nor in a chain, nor between parts that are not connected."""
    boxes = [Box(60 + 7 * (number % 11), 40 + 5 * (number % 3)) for number in range(60)]
    links = [(0, number) for number in range(1, 25)] + [(number, number + 1) for number in range(30, 50)]
    places = place(boxes, links)
    assert len(set(places)) == len(boxes)
    assert overlapping(boxes, places) == 0


def test_what_is_linked_lies_closer() -> None:
    """Two cliques with one link between them come out as two groups."""
    links = [(one, other) for group in (range(8), range(8, 16)) for one in group for other in group if one < other]
    places = place([Box(40, 30)] * 16, [*links, (0, 8)])

    def middle(group: range) -> tuple[float, float]:
        return sum(places[node][0] for node in group) / 8, sum(places[node][1] for node in group) / 8

    def distance(node: int, group: range) -> float:
        x, y = middle(group)
        return float((places[node][0] - x) ** 2 + (places[node][1] - y) ** 2)

    assert all(distance(node, range(8)) < distance(node, range(8, 16)) for node in range(1, 8))


def test_layout_copes_with_little() -> None:
    """Nothing, one box, and a link to itself are laid out too."""
    assert place([], []) == []
    assert len(place([Box(10, 10)], [(0, 0)])) == 1
    assert len(set(place([Box(10, 10)] * 3, []))) == 3


def test_layout_is_what_it_was() -> None:
    """Coordinates are a part of the page's bytes: the same on every machine, so they may be written down here."""
    assert place([Box(50, 30)] * 4, [(0, 1), (1, 2), (1, 3)]) == [(28, -81), (7, 81), (61, -30), (-61, 21)]


def test_planted_communities_are_found() -> None:
    """Whoever was planted together comes out together, the largest community first."""
    links, whose = planted([40, 30, 20], between=15)
    assert communities(90, links) == whose


def test_communities_are_numbered_by_size() -> None:
    """Every node has one, and what stands alone is a community of its own."""
    found = communities(6, [(3, 4), (4, 5), (3, 5)])
    assert found == [1, 2, 3, 0, 0, 0]
    assert communities(0, []) == []


def test_weights_count() -> None:
    """Of two ways to part a ring, the one that keeps the heavy links stays."""
    ring = [(0, 1), (1, 2), (2, 3), (3, 0)]
    assert communities(4, ring, [9, 1, 9, 1]) == [0, 0, 1, 1]
    assert communities(4, ring, [1, 9, 1, 9]) == [0, 1, 1, 0]


def test_a_community_is_connected() -> None:
    """None falls apart when its links to others are taken away."""
    links = scale_free(300, 2)
    found = communities(300, links)
    inner = [(one, other) for one, other in links if found[one] == found[other]]
    reached = communities_of_parts(300, inner)
    assert all(len({reached[node] for node in range(300) if found[node] == each}) == 1 for each in set(found))


def communities_of_parts(count: int, links: Links) -> list[int]:
    """For each node the first that it is connected with."""
    root = list(range(count))
    for _ in range(count):
        for one, other in links:
            root[one] = root[other] = min(root[one], root[other])
    return root


@pytest.mark.parametrize("count", [60, 700])
def test_communities_lie_apart(count: int) -> None:
    """In small graphs and in large ones nearly all lie nearest to the middle of their own community."""
    links, whose = planted([count // 2, count // 3, count - count // 2 - count // 3], between=count // 10)
    places = place([Box(80, 40)] * count, links, whose)
    middles = [middle([places[node] for node in range(count) if whose[node] == group]) for group in range(3)]
    near = [min(range(3), key=lambda group: distance(places[node], middles[group])) for node in range(count)]
    assert sum(one != other for one, other in zip(near, whose, strict=True)) <= count // 15
    assert overlapping([Box(80, 40)] * count, places) == 0


def middle(places: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """The centre of gravity."""
    return sum(x for x, _ in places) / len(places), sum(y for _, y in places) / len(places)


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The square of the distance."""
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


def test_large_graphs_are_laid_out_without_overlap() -> None:
    """Neither within a community nor between two."""
    links = scale_free(1500, 3)
    boxes = [Box(60 + 11 * (number % 9), 30 + 14 * (number % 3)) for number in range(1500)]
    places = place(boxes, links, communities(1500, links))
    assert overlapping(boxes, places) <= 3


def test_a_screen_is_filled() -> None:
    """What is laid out is wider than high, as screens are, and not a thin line."""
    for count in (40, 600):
        places = place([Box(80, 40)] * count, scale_free(count, 2))
        width = max(x for x, _ in places) - min(x for x, _ in places)
        height = max(y for _, y in places) - min(y for _, y in places)
        assert 1.2 < width / height < 3


def test_many_small_parts_fill_a_screen() -> None:
    """Pairs that nothing ties to the rest, and many of them, stand in rows that together are as wide as a screen."""
    boxes = [Box(100, 50)] * 1200
    places = place(boxes, [(2 * number, 2 * number + 1) for number in range(600)])
    assert overlapping(boxes, places) == 0
    width = max(x for x, _ in places) - min(x for x, _ in places)
    height = max(y for _, y in places) - min(y for _, y in places)
    assert 1.2 < width / height < 3


def test_links_meet_above_the_middle() -> None:
    """A box that says where its links meet is placed by that point; the links of a pair run level."""
    places = place([Box(100, 60, rise=20), Box(100, 90, rise=30)], [(0, 1)])
    assert places[0][1] == places[1][1]
