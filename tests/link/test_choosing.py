"""Choosing: which fuller name a name stands for, among whom, and that nothing but its neighbours decides it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link import (
    Choice,
    Name,
    NameId,
    blocks_of,
    choices_of,
    choose_parent,
    entities_of,
    find_root,
    known_thing,
    sought_blocks,
)
from kg.link.rules import SURE
from kg.ontology import Ontology

MakeName = Callable[..., Name]


@pytest.fixture
def chosen(ontology: Ontology) -> Callable[..., Choice]:
    """Lets the first of some names choose among the others."""
    return lambda name, *others: choose_parent(name, others, ontology)


def test_what_a_rule_is_sure_of_is_done(chosen: Callable[..., Choice], make_name: MakeName) -> None:
    """Another order, a middle initial: no context is needed, and the reason is told."""
    turned = chosen(make_name("Okafor Mina"), make_name("Mina Okafor", articles=2))
    assert (turned.parent, turned.reason.partition(";")[0]) == (
        NameId("mina okafor", "Person"),
        "the same words, in another order or spacing",
    )
    assert turned.score >= SURE
    assert chosen(make_name("Mina B. Okafor"), make_name("Mina Okafor", articles=2)).parent is not None


def test_the_name_in_more_articles_gives_the_label(ontology: Ontology, make_name: MakeName) -> None:
    """Whether with or without the middle initial, the usual form is the label of both."""
    usual, rare = make_name("Mina Okafor", articles=3), make_name("Mina B. Okafor")
    assert {entity.label for entity in entities_of([usual, rare], ontology).values()} == {"Mina Okafor"}
    usual, rare = make_name("Mina B. Okafor", articles=3), make_name("Mina Okafor")
    assert {entity.label for entity in entities_of([usual, rare], ontology).values()} == {"Mina B. Okafor"}


@pytest.mark.parametrize(
    ("short", "full", "kind"),
    [
        ("Kono", "Taro Kono", "Person"),
        ("T. Kono", "Taro Kono", "Person"),
        ("Bill Archer", "William Archer", "Person"),
        ("Brightwater", "Brightwater Dairy", "Company"),
        ("KDC", "Kivu Dairy Council", "Organization"),
        ("Grey Motor", "Grey Motors", "Company"),
    ],
)
def test_what_is_likely_needs_support(
    short: str, full: str, kind: str, chosen: Callable[..., Choice], make_name: MakeName
) -> None:
    """A weak rule joins two names whose articles name the same others, and proposes them otherwise."""
    alone = chosen(make_name(short, kind), make_name(full, kind, articles=2))
    assert alone.parent is None
    assert [doubt.other.kind for doubt in alone.doubts] == [kind]
    supported = chosen(make_name(short, kind, "Oru Accord"), make_name(full, kind, "Oru Accord", articles=2))
    assert supported.parent is not None


def test_two_states_are_support_and_one_is_not(chosen: Callable[..., Choice], make_name: MakeName) -> None:
    """Half the world's news names the United States."""
    one, two = (f"https://w3id.org/dateline/id/{state}" for state in ("United_States", "Japan"))
    assert chosen(make_name("Kono", "Person", one), make_name("Taro Kono", "Person", one)).parent is None
    assert chosen(make_name("Kono", "Person", one, two), make_name("Taro Kono", "Person", one, two)).parent is not None


def test_the_state_supports(chosen: Callable[..., Choice], make_name: MakeName) -> None:
    """Japan's Kono is Japan's Taro Kono."""
    assert chosen(make_name("Kono @Japan"), make_name("Taro Kono @Japan")).parent == NameId("taro kono", "Person")


def test_states_that_differ_make_even_a_sure_rule_a_proposal(
    chosen: Callable[..., Choice], make_name: MakeName
) -> None:
    """Kenya's Ann B. Lee need not be Peru's Ann Lee; a thing that both are named with speaks for it."""
    apart = chosen(make_name("Ann B. Lee @Kenya"), make_name("Ann Lee @Peru", articles=2))
    assert apart.parent is None
    assert "different states" in apart.doubts[0].reason
    together = make_name("Ann B. Lee @Kenya", "Person", "Oru"), make_name("Ann Lee @Peru", "Person", "Oru", articles=2)
    assert chosen(*together).parent is not None


def test_a_short_name_never_attaches_where_two_remain(chosen: Callable[..., Choice], make_name: MakeName) -> None:
    """Neither with support for both nor with none."""
    taro, jiro = make_name("Taro Kono", "Person", "Oru Accord"), make_name("Jiro Kono", "Person", "Oru Accord")
    choice = chosen(make_name("Kono", "Person", "Oru Accord"), taro, jiro)
    assert choice.parent is None
    assert "fits as well" in choice.doubts[0].reason
    assert chosen(make_name("Kono"), taro, jiro).parent is None


def test_context_decides_between_two(chosen: Callable[..., Choice], make_name: MakeName) -> None:
    """A homonym goes to the one that its article clearly speaks of."""
    taro, jiro = make_name("Taro Kono", "Person", "Oru Accord"), make_name("Jiro Kono", "Person", "Grey Dove")
    assert chosen(make_name("Kono", "Person", "Oru Accord"), taro, jiro).parent == taro.id


def test_two_ways_to_write_the_full_name_are_one_candidate(chosen: Callable[..., Choice], make_name: MakeName) -> None:
    """A second spelling of the same person is no rival."""
    full = make_name("Taro Kono", "Person", "Oru Accord"), make_name("Kono Taro", "Person", "Oru Accord")
    assert chosen(make_name("Kono", "Person", "Oru Accord"), *full).parent is not None


def test_a_name_between_two_does_not_join_them(ontology: Ontology, make_name: MakeName) -> None:
    """John A. and John B. Smith stay two, though John Smith could be either and is in more articles."""
    names = [make_name("John A. Smith"), make_name("John B. Smith"), make_name("John Smith", articles=9)]
    assert len({entity.iri for entity in entities_of(names, ontology).values()}) == 3


def test_a_wide_kind_joins_the_kind_that_most_articles_give(ontology: Ontology, make_name: MakeName) -> None:
    """A thing, called a company often and a person once, is the company."""
    company, person = make_name("Oru", "Company", articles=6), make_name("Oru", "Person")
    thing = make_name("Oru", "Thing")
    assert choose_parent(thing, [company, person], ontology).parent == company.id
    assert choose_parent(thing, [company, make_name("Oru", "Person", articles=5)], ontology).parent is None


def test_a_tree_never_holds_two_kinds_that_exclude_each_other(ontology: Ontology, make_name: MakeName) -> None:
    """A court and a company of one abbreviation don't meet in the organization with the long name."""
    full = make_name("Kivu Dairy Council", "Organization", "Oru Accord", articles=2)
    short = [make_name("KDC", kind, "Oru Accord") for kind in ("Court", "Company")]
    iris = {entity.iri for entity in entities_of([full, *short], ontology).values()}
    assert len(iris) == 3


def test_a_name_joins_a_known_thing(ontology: Ontology, make_name: MakeName) -> None:
    """What the ontology knows under a longer name is found, without an entity of its own."""
    choice = choose_parent(make_name("Ford", "Organization"), [], ontology)
    assert choice.parent is not None
    known = known_thing(choice.parent, ontology)
    assert known is not None
    assert known.label == "Ford Motor Company"


def test_half_a_name_is_written_like_a_name(ontology: Ontology, make_name: MakeName) -> None:
    """Common words, or words in small letters, are no short form of an agency or a firm."""
    for words in ("National security", "National Security", "brightwater"):
        full = make_name(f"{words} Group", "Organization", "Oru")
        assert choose_parent(make_name(words, "Organization", "Oru"), [full], ontology).parent is None


def test_a_word_in_small_letters_is_no_abbreviation(chosen: Callable[..., Choice], make_name: MakeName) -> None:
    """Kdc is another name than KDC."""
    full = make_name("Kivu Dairy Council", "Organization", "Oru")
    assert chosen(make_name("Kdc", "Organization", "Oru"), full).parent is None


# Order and place

SPELLINGS = (
    "Kono,Taro Kono,Kono Taro,T. Kono,Jiro Kono,Taro B. Kono,Kono @Japan,Kono @Peru,Taro Kono @Peru,Bill Archer,"
    "William Archer,Will Archer,Mohammed Oru,Muhammad Oru,Oru"
).split(",")
BODIES = "Grey Dove,Grey Dove Dairy,Greydove,GD,Grey Dove Group,Ford,Oru,University of Oru,Oru University".split(",")
SEEN = st.tuples(
    st.one_of(
        st.tuples(st.sampled_from(SPELLINGS), st.just("Person")),
        st.tuples(st.sampled_from(BODIES), st.sampled_from(["Organization", "Company", "Court", "Thing"])),
    ),
    st.lists(st.sampled_from(["Oru Accord", "Lake Treaty", "X"]), max_size=2, unique=True),
    st.integers(1, 4),
)


@pytest.fixture(scope="session")
def make_names(make_name: MakeName) -> Callable[..., list[Name]]:
    """Makes names of what was seen, each id once."""

    def make(seen: Sequence[tuple[tuple[str, str], list[str], int]]) -> list[Name]:
        made = [make_name(written, kind, *beside, articles=count) for (written, kind), beside, count in seen]
        return list({name.id: name for name in made}.values())

    return make


@given(seen=st.lists(SEEN, max_size=12), random=st.randoms(use_true_random=False))
def test_order_decides_nothing(
    seen: list[tuple[tuple[str, str], list[str], int]],
    random: Random,
    shipped: Callable[[], Ontology],
    make_names: Callable[..., list[Name]],
) -> None:
    """The same names in any order choose the same, and get the same entities."""
    names = make_names(seen)
    shuffled = random.sample(names, len(names))
    assert choices_of(names, shipped()) == choices_of(shuffled, shipped())
    assert entities_of(names, shipped()) == entities_of(shuffled, shipped())


@given(seen=st.lists(SEEN, max_size=12))
def test_neighbours_alone_decide(
    seen: list[tuple[tuple[str, str], list[str], int]],
    shipped: Callable[[], Ontology],
    make_names: Callable[..., list[Name]],
) -> None:
    """Among all names a name chooses as among those that share a block, and as among those in the blocks it seeks."""
    names = make_names(seen)
    for name in names:
        others = [other for other in names if other.id != name.id]
        near = [other for other in others if blocks_of(name.id) & blocks_of(other.id)]
        sought = [other for other in near if sought_blocks(name.id) & blocks_of(other.id)]
        everywhere = choose_parent(name, others, shipped())
        assert choose_parent(name, near, shipped()) == everywhere
        assert choose_parent(name, sought, shipped()) == everywhere


@given(seen=st.lists(SEEN, max_size=14))
def test_choices_are_trees_of_compatible_kinds(
    seen: list[tuple[tuple[str, str], list[str], int]],
    shipped: Callable[[], Ontology],
    make_names: Callable[..., list[Name]],
) -> None:
    """Parents end; no tree holds a court and a company; every IRI has one label and kind."""
    names = make_names(seen)
    choices = choices_of(names, shipped())
    for name in names:
        step, steps = name.id, 0
        while (parent := choices[step].parent if step in choices else None) is not None:
            step, steps = parent, steps + 1
            assert steps <= len(names)
        assert step == find_root(name.id, choices)
    kinds = {(find_root(name.id, choices), name.id.kind) for name in names}
    assert not any((root, "Company") in kinds and (root, "Court") in kinds for root, _ in kinds)
    entities = set(entities_of(names, shipped()).values())
    assert len({entity.iri for entity in entities}) == len(entities)
