"""Timelines: the events of an entity in order of time, as exactly dated as words date them, however it is named."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.errors import QueryError
from kg.questions import Selection, find_entity, first_day, last_day, timeline

if TYPE_CHECKING:
    from kg import KnowledgeGraph


def told(graph: KnowledgeGraph, entity: str, selection: Selection = Selection()) -> list[tuple[str | None, str]]:  # noqa: B008 -- frozen
    """Time and sentence of each row."""
    return [(row.time, row.what) for row in timeline(graph.dataset, entity, selection)]


def test_events_come_in_order_of_time(graph: KnowledgeGraph) -> None:
    """Undated ones are left out unless asked for, and then come last, by the day on which they were told."""
    dated = [("2015", "Angela Merkel visits Turkey")]
    assert told(graph, "Angela Merkel") == dated
    assert told(graph, "Angela Merkel", Selection(undated=True)) == [*dated, (None, "Turkey thanks Angela Merkel")]
    times = [row.earliest for row in timeline(graph.dataset, "Canada")]
    assert times == sorted(time for time in times if time)


def test_a_row_has_its_sources(graph: KnowledgeGraph) -> None:
    """Counts and publishers are of those who bear the status out; the statements are all, in order of publication."""
    (row,) = timeline(graph.dataset, "Kharkiv")
    assert (row.time, row.status, row.articles, row.stories) == ("2021-03-02", "disputed", 3, 3)
    assert row.publishers == ("Fjord Post", "Baltic Wire", "Evening Mail")
    assert [statement.publisher for statement in row.statements] == [
        "Fjord Post",
        "Baltic Wire",
        "Harbour Times",
        "Evening Mail",
    ]


@pytest.mark.parametrize(
    ("selection", "found"),
    [
        (Selection(since=date(2015, 6, 1)), True),  # the words say no more than 2015
        (Selection(until=date(2015, 2, 1)), True),
        (Selection(since=date(2016, 1, 1)), False),
        (Selection(until=date(2014, 12, 31)), False),
        (Selection(relation="visits"), True),
        (Selection(relation="kg:Visits"), True),
        (Selection(relation="thanks"), False),
        (Selection(other="turkey"), True),
        (Selection(other="Iceland"), False),
        (Selection(status="asserted"), True),
        (Selection(status="denied"), False),
    ],
)
def test_a_selection_leaves_out_the_rest(selection: Selection, *, found: bool, graph: KnowledgeGraph) -> None:
    """A span of time takes in what may lie in it."""
    assert bool(told(graph, "Angela Merkel", selection)) is found


@pytest.mark.parametrize(
    "name",
    [
        "https://w3id.org/dateline/id/European_Union",
        "<https://w3id.org/dateline/id/European_Union>",
        "id:European_Union",
        "European Union",
        "european union",
        "EUROPEAN_UNION",
        "Européan Union",
        " EU ",
    ],
)
def test_an_entity_is_known_by_all_its_names(name: str, graph: KnowledgeGraph) -> None:
    """IRI, id: name, label and alias; case, accents and signs don't matter."""
    assert find_entity(graph.dataset, name).label == "European Union"


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("Europan Union", "did you mean 'European Union'?"),
        ("Merkel", "did you mean 'Angela Merkel'?"),
        ("Atlantis", "no entity of the graph is called 'Atlantis'"),
        ("", "no entity of the graph is called ''"),
        ("id:Nowhere", "no entity"),
        ("'}", "no entity"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(name: str, answer: str, graph: KnowledgeGraph) -> None:
    """It is never guessed."""
    with pytest.raises(QueryError, match="no entity") as error:
        timeline(graph.dataset, name)
    assert answer in str(error.value)


def test_an_unknown_relation_is_answered_with_the_nearest(graph: KnowledgeGraph) -> None:
    """As it stands in the graph."""
    with pytest.raises(QueryError, match="did you mean 'visits'"):
        timeline(graph.dataset, "Turkey", Selection(relation="visit"))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019-08-22", date(2019, 8, 22), date(2019, 8, 22)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
    ],
)
def test_a_month_and_a_year_have_a_first_and_a_last_day(text: str, first: date, last: date) -> None:
    """So `--until 2019` takes in all of 2019."""
    assert (first_day(text), last_day(text)) == (first, last)


@pytest.mark.parametrize("text", ["", "2019-13", "2019-02-30", "22.8.2019", "0000", "yesterday"])
def test_what_is_no_date_is_refused(text: str) -> None:
    """With the forms that are one."""
    with pytest.raises(ValueError, match="2019-08-22"):
        first_day(text)
