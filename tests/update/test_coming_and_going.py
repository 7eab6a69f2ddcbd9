"""Articles come and go, and the graph is what it would be if they had come all at once, or never."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.update.conftest import Builder, House, Read, decided, read_articles

Step = tuple[list[Read], set[str]]

_articles = st.lists(read_articles(), max_size=4, unique_by=lambda read: read[0].id)
_steps = st.lists(st.tuples(_articles, st.sets(st.sampled_from("abcdefgh"), max_size=3)), min_size=1, max_size=6)
_unhurried = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def assert_same(house: House, other: House) -> None:
    """Nothing tells the two apart, in the ledger or in the graph."""
    assert house.rows == other.rows
    assert house.quads == other.quads


@given(decided, _steps)
@_unhurried
def test_every_way_to_the_same_articles_ends_in_the_same_graph(
    builder: Builder, decisions: list[str], steps: list[Step]
) -> None:
    """However articles come, change and go, graph and ledger are those of one build of what is left.

    Whatever a person decided about their names before.
    """
    house, left = builder.house(decisions), dict[str, Read]()
    for came, went in steps:
        going = went - {article.id for article, _ in came}
        house.change(came, going)
        left = {name: read for name, read in left.items() if name not in going} | {read[0].id: read for read in came}
    once = builder.house(decisions)
    once.change(list(left.values()))
    assert_same(house, once)


@given(decided, st.lists(read_articles(), min_size=1, max_size=6, unique_by=lambda read: read[0].id), st.randoms())
@_unhurried
def test_the_order_of_articles_makes_no_difference(
    builder: Builder, decisions: list[str], articles: list[Read], chance: random.Random
) -> None:
    """All at once, or one after the other in any order."""
    once, one_by_one = builder.house(decisions), builder.house(decisions)
    once.change(articles)
    shuffled = list(articles)
    chance.shuffle(shuffled)
    for read in shuffled:
        one_by_one.change([read])
    assert_same(one_by_one, once)


@given(decided, st.lists(read_articles(), min_size=1, max_size=5, unique_by=lambda read: read[0].id))
@_unhurried
def test_taking_everything_out_leaves_nothing(builder: Builder, decisions: list[str], articles: list[Read]) -> None:
    """Nothing is left behind, in the graph or in the ledger."""
    house = builder.house(decisions)
    house.change(articles)
    house.change([], [article.id for article, _ in articles])
    assert house.quads == set()
    assert not any(house.rows.values())


@given(decided, _articles, read_articles("a"), read_articles("a"))
@_unhurried
def test_a_change_looks_up_what_it_touches(
    builder: Builder, decisions: list[str], articles: list[Read], before: Read, after: Read
) -> None:
    """No statement goes through all of a table: what a change costs does not grow with what it leaves alone."""
    house = builder.house(decisions)
    house.change([*(read for read in articles if read[0].id != "a"), before])
    statements = house.traced(lambda: house.change([after]))
    assert [step for step in house.plans(statements) if step.startswith("SCAN")] == []
