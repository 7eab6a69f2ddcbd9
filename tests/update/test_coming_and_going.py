"""Articles come and go, and the graph is what it would be if they had come all at once, or never."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.update.conftest import Builder, Read, read_articles

Step = tuple[list[Read], set[str]]

_steps = st.lists(
    st.tuples(
        st.lists(read_articles(), max_size=3, unique_by=lambda read: read[0].id),
        st.sets(st.sampled_from("abcdefgh"), max_size=2),
    ),
    min_size=1,
    max_size=5,
)
_unhurried = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@given(_steps)
@_unhurried
def test_every_way_to_the_same_articles_ends_in_the_same_graph(builder: Builder, steps: list[Step]) -> None:
    """However articles come, change and go, graph and ledger are those of one build of what is left."""
    house, left = builder.house(), dict[str, Read]()
    for came, went in steps:
        going = went - {article.id for article, _ in came}
        house.change(came, going)
        left = {name: read for name, read in left.items() if name not in going} | {read[0].id: read for read in came}
    once = builder.house()
    once.change(list(left.values()))
    assert house.rows == once.rows
    assert house.quads == once.quads


@given(st.lists(read_articles(), min_size=1, max_size=5, unique_by=lambda read: read[0].id), st.randoms())
@_unhurried
def test_the_order_of_articles_makes_no_difference(builder: Builder, articles: list[Read], chance: object) -> None:
    """All at once, or one after the other in any order."""
    once, one_by_one = builder.house(), builder.house()
    once.change(articles)
    shuffled = list(articles)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis' Random
    for read in shuffled:
        one_by_one.change([read])
    assert one_by_one.quads == once.quads


@given(read_articles("a"), read_articles("b"))
@_unhurried
def test_taking_everything_out_leaves_nothing(builder: Builder, one: Read, other: Read) -> None:
    """Nothing is left behind, in the graph or in the ledger."""
    house = builder.house()
    house.change([one, other])
    house.change([], "ab")
    assert house.quads == set()
    assert not any(house.rows.values())
