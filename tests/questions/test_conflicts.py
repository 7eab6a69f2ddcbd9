"""Conflicts: each kind is found in articles that hold it, with both sides, and nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.questions import Conflict, ConflictKind, conflicts

if TYPE_CHECKING:
    from kg import KnowledgeGraph


@pytest.fixture(scope="module")
def found(graph: KnowledgeGraph) -> tuple[Conflict, ...]:
    """All conflicts of the corpus."""
    return conflicts(graph.dataset)


def sides(conflict: Conflict) -> dict[str, list[str]]:
    """What each side says → who publishes it."""
    return {side.says: [statement.publisher for statement in side.statements] for side in conflict.sides}


EXPECTED = {
    ("disputed", "Norway joins European Union"): {"planned": ["Fjord Post"], "not planned": ["Harbour Times"]},
    ("disputed", "Russia bombs Kharkiv"): {
        "says so": ["Fjord Post", "Baltic Wire", "Evening Mail"],
        "denies it": ["Harbour Times"],
    },
    ("contradictory", "president of Afghanistan"): {"Amrullah Saleh": ["Baltic Wire"], "Ashraf Ghani": ["Fjord Post"]},
    ("changed", "Sanna Marin is head of Finland"): {"it is so": ["Fjord Post"], "it is not so": ["Evening Mail"]},
    ("changed", "Switzerland sues Nestlé"): {"planned": ["Fjord Post"], "not planned": ["Baltic Wire"]},
    ("changed", "United Kingdom is a member of European Union"): {
        "it was so": ["Fjord Post"],
        "United Kingdom withdraws from European Union": ["Baltic Wire"],
    },
    ("changed", "chief executive of Apple"): {"Steve Jobs": ["Fjord Post"], "Tim Cook": ["Baltic Wire"]},
    ("changed", "headquarters of Unilever"): {"Rotterdam": ["Fjord Post"], "London": ["Baltic Wire"]},
    ("changed", "president of France"): {"Nicolas Sarkozy": ["Fjord Post"], "Emmanuel Macron": ["Baltic Wire"]},
    ("changed", "president of South Korea"): {"Park Geun-hye": ["Fjord Post"], "Moon Jae-in": ["Baltic Wire"]},
    ("figures", "Microsoft buys Skype: amount in USD"): {
        "$8.5 billion": ["Fjord Post"],
        "7.2 billion dollars": ["Baltic Wire"],
    },
    ("figures", "Russia bombs Kharkiv: people killed"): {
        "30 people": ["Fjord Post"],
        "At least 42 people": ["Baltic Wire", "Evening Mail"],
    },
}


@pytest.mark.parametrize("key", EXPECTED, ids=" ".join)
def test_both_sides_are_kept(key: tuple[str, str], found: tuple[Conflict, ...]) -> None:
    """Each conflict has its kind, what it is about, and who takes which side."""
    (conflict,) = (each for each in found if (each.kind.value, each.what) == key)
    assert sides(conflict) == EXPECTED[key]


def test_nothing_else_is_a_conflict(found: tuple[Conflict, ...]) -> None:
    """No conflict: not yet happened, owners named together, two offices, two spellings of a name. Kinds in order."""
    assert [(each.kind.value, each.what) for each in found] == list(EXPECTED)


def test_every_statement_is_quoted_with_its_source(found: tuple[Conflict, ...]) -> None:
    """Sentence, publisher, day, and the speaker where it is not the article's own voice."""
    (dispute,) = (each for each in found if each.what == "Russia bombs Kharkiv")
    (denial,) = dispute.sides[1].statements
    assert denial.sentence == "Sergei Lavrov denied that Russia had bombed Kharkiv on 2 March 2021."
    assert (denial.speaker, denial.publisher, str(denial.published)) == ("Sergei Lavrov", "Harbour Times", "2021-03-04")
    assert all(statement.sentence for each in found for side in each.sides for statement in side.statements)


@pytest.mark.parametrize("kind", ConflictKind)
def test_one_kind_alone_is_what_it_is_among_all(
    kind: ConflictKind, graph: KnowledgeGraph, found: tuple[Conflict, ...]
) -> None:
    """Asking for one kind gives the conflicts of that kind."""
    assert conflicts(graph.dataset, kinds=[kind]) == tuple(each for each in found if each.kind is kind)


def test_an_entity_gives_what_it_has_a_part_in(graph: KnowledgeGraph) -> None:
    """By any of its names."""
    about = [conflict.what for conflict in conflicts(graph.dataset, entity="EU")]
    assert about == ["Norway joins European Union", "United Kingdom is a member of European Union"]
