"""What is told of two graphs: each kind of change once, in words, and nothing where nothing changed."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.news import TELLINGS, Change, ChangeKind, compare, sections, summary
from kg.news.reading import ArticleNews, EntityNews, EventNews, News


def event(says: str, status: str = "asserted", stories: int = 1, time: str = "", claims: str = "") -> EventNews:
    """An event; `says` is "subject relation object", `claims` the names of its claims, of which the IRI is made."""
    subject, relation, obj = says.split(" ")
    return EventNews(
        iri=f"id:{says}{time}".replace(" ", "_"),
        label=f"{subject} {relation} {obj}",
        subject=f"id:{subject}",
        object=f"id:{obj}",
        relations=frozenset({relation}),
        status=status,
        articles=stories,
        stories=stories,
        claims=frozenset(claims.split()),
        time=time,
        earliest=f"{time}-01" if time.count("-") == 1 else time,
        latest=f"{time}-31" if time.count("-") == 1 else time,
    )


def news(*events: EventNews, articles: str = "", facts: str = "") -> News:
    """A graph with these events, their ends as entities, articles by title, facts as "a relation b, c relation d"."""
    told = [fact.split() for fact in facts.split(",") if fact]
    ends = {iri for each in events for iri in (each.subject, each.object)}
    return News(
        articles={f"id:{title}": ArticleNews(f"id:{title}", title) for title in articles.split()},
        events={each.iri: each for each in events},
        facts={(f"id:{one}", name, f"id:{other}"): f"{one} {name} {other}" for one, name, other in told},
        entities={iri: EntityNews(iri, iri.removeprefix("id:")) for iri in sorted(ends)},
        ends={claim: (each.subject, each.object) for each in events for claim in each.claims},
    )


ENDS = "Aland ends Pact"
EVENTS = [
    # before, after, kind, what is said of it
    ((), (event(ENDS),), "new event", "Aland ends Pact: asserted, 1 story"),
    ((event(ENDS, stories=2),), (), "gone event", "Aland ends Pact: asserted, 2 stories"),
    ((event(ENDS),), (event(ENDS, stories=3),), "more stories", "Aland ends Pact: 1 → 3 stories"),
    ((event(ENDS, stories=2),), (event(ENDS),), "fewer stories", "Aland ends Pact: 2 → 1 stories"),
    ((event(ENDS, "intended"),), (event(ENDS),), "changed status", "Aland ends Pact: intended → asserted"),
    (
        (event(ENDS, "asserted", 2),),
        (event(ENDS, "disputed", 4),),
        "changed status",
        "Aland ends Pact: 2 → 4 stories, asserted → disputed",
    ),
    # called otherwise since more is known: matched by its claims, or by who, what and when
    (
        (event(ENDS, claims="a b"),),
        (event(ENDS, time="2019-08-22", claims="b c"),),
        "more exact time",
        "Aland ends Pact (2019-08-22): no time → 2019-08-22",
    ),
    (
        (event(ENDS, time="2019-08"),),
        (event(ENDS, time="2019-08-22", stories=2),),
        "more stories",
        "Aland ends Pact (2019-08-22): 1 → 2 stories, 2019-08 → 2019-08-22",
    ),
    (
        (event(ENDS, time="2019-08", claims="a"),),
        (event(ENDS, time="2020-01-02", claims="a"),),
        "other time",
        "Aland ends Pact (2020-01-02): 2019-08 → 2020-01-02",
    ),
    (
        (event(ENDS, claims="a"),),
        (event("Aland leaves Pact", claims="a"),),
        "other words",
        "Aland leaves Pact: was: Aland ends Pact",
    ),
    (
        (event(ENDS, claims="a b"), event("Aland leaves Pact", claims="c")),
        (event(ENDS, claims="a b c"),),
        "merged event",
        "Aland leaves Pact is now one event with Aland ends Pact",
    ),
    (
        (event(ENDS, claims="a b c"),),
        (event(ENDS, claims="a b"), event("Aland leaves Pact", claims="c")),
        "split event",
        "Aland leaves Pact is no longer one event with Aland ends Pact",
    ),
]


@pytest.mark.parametrize(("before", "after", "kind", "line"), EVENTS)
def test_what_is_told_of_an_event(
    before: tuple[EventNews, ...], after: tuple[EventNews, ...], kind: str, line: str
) -> None:
    """Whatever changed about an event is one line."""
    difference = compare(news(*before), news(*after))
    assert [change.kind for change in difference.changes if "entity" not in change.kind] == [kind]
    assert line in {line for section in sections(difference) for line in section.lines}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (event(ENDS, time="2019-08-22"), event(ENDS, time="2019-09-01")),
        (event("Aland accuses Borduria"), event("Borduria accuses Aland")),
        (event("Aland meets Borduria"), event("Aland accuses Borduria")),
    ],
)
def test_events_that_can_not_be_one_are_two(before: EventNews, after: EventNews) -> None:
    """Another day, another direction, another relation: one event is gone and another is new."""
    kinds = {change.kind for change in compare(news(before), news(after)).changes}
    assert kinds == {ChangeKind.NEW_EVENT, ChangeKind.GONE_EVENT}


def told(before: News, after: News) -> set[str]:
    """All lines, each with the kind before it."""
    difference = compare(before, after)
    return {line for section in sections(difference) for line in section.lines} | {
        change.kind for change in difference.changes
    }


def test_articles_and_facts_come_and_go() -> None:
    """They are told by title and sentence; a fact that holds both ways is told once."""
    before = news(articles="old kept", facts="Aland meets Borduria,Borduria meets Aland")
    after = news(articles="kept new", facts="Aland ends Pact")
    assert told(before, after) == {
        *("new article", "new", "gone article", "old"),
        *("new fact", "Aland ends Pact", "gone fact", "Aland meets Borduria"),
    }


def test_a_changed_text_is_told() -> None:
    """An article that keeps its name and reads otherwise is told."""
    before, after = news(articles="one"), news(articles="one")
    changed = replace(after, articles={"id:one": replace(after.articles["id:one"], sha256="0")})
    assert told(before, changed) == {"changed article", "one"}


def test_an_entity_that_is_now_one_with_another_is_no_news() -> None:
    """The merge is told, and nothing is gone or new that is only called otherwise."""
    kept = event("Shinzo_Abe visits Aland", claims="b")
    before = news(event("Abe_Shinzo ends Pact", claims="a"), kept, facts="Abe_Shinzo ends Pact")
    after = news(event("Shinzo_Abe ends Pact", claims="a"), kept, facts="Shinzo_Abe ends Pact")
    assert told(before, after) == {
        *("merged entity", "Abe_Shinzo is now one with Shinzo_Abe"),
        *("other words", "Shinzo_Abe ends Pact: was: Abe_Shinzo ends Pact"),
    }
    assert "Abe_Shinzo is no longer one with Shinzo_Abe" not in told(before, after)
    assert "Abe_Shinzo is no longer one with Shinzo_Abe" in told(after, before)


def test_an_entity_with_another_name_is_renamed() -> None:
    """Another IRI for all the same claims, or another label for the same IRI, is another name."""
    before, after = news(event("Abe ends Pact", claims="a")), news(event("Shinzo_Abe ends Pact", claims="a"))
    assert "Abe → Shinzo_Abe" in told(before, after)
    labelled = replace(before, entities={**before.entities, "id:Abe": EntityNews("id:Abe", "Shinzo Abe")})
    assert told(before, labelled) == {"renamed entity", "Abe → Shinzo Abe"}


EVENT = st.builds(
    event,
    st.sampled_from(["Aland ends Pact", "Aland meets Borduria", "Borduria ends Pact", "Borduria accuses Aland"]),
    st.sampled_from(["asserted", "reported", "intended", "denied"]),
    st.integers(1, 3),
    st.sampled_from(["", "2019-08", "2019-08-22", "2020-01-01"]),
    st.sets(st.sampled_from("abcdef")).map(sorted).map(" ".join),
)
NEWS = st.lists(EVENT, max_size=5).map(lambda events: news(*events))


@settings(max_examples=40)
@given(NEWS)
def test_a_graph_does_not_differ_from_itself(one: News) -> None:
    """Nothing changed."""
    assert not compare(one, one)
    assert summary(compare(one, one)) == "nothing changed"


@settings(max_examples=40)
@given(NEWS, NEWS)
def test_every_event_is_told_of_once(one: News, other: News) -> None:
    """Each event of either side is in one change at most, and those on one side alone are in one."""
    changes = compare(one, other).changes
    for side, events in (("before", one.events), ("after", other.events)):
        found = [at.iri for change in changes if (at := getattr(change, side))]
        assert len(found) == len(set(found))
        assert set(found) <= set(events)
    assert bool(changes) == bool(compare(other, one).changes)


@settings(max_examples=40)
@given(NEWS, NEWS)
def test_the_order_of_events_does_not_matter(one: News, other: News) -> None:
    """The same graphs give the same difference."""
    turned = replace(one, events=dict(reversed(list(one.events.items()))))
    assert compare(turned, other) == compare(one, other)


def test_each_form_tells_all_changes() -> None:
    """Text and Markdown have a line, CSV and JSON a record for each change; nothing is a bare header at most."""
    difference = compare(news(event(ENDS, stories=2), articles="old"), news(event(ENDS, "disputed"), articles="a_b"))
    assert TELLINGS["text"](difference).splitlines() == [
        *("1 new article", "  + a_b", ""),
        *("1 gone article", "  - old", ""),
        *("1 event with another status", "  ~ Aland ends Pact: 2 → 1 stories, asserted → disputed"),
    ]
    assert "### 1 new article\n\n- a\\_b\n" in TELLINGS["md"](difference)
    rows, records = (
        list(csv.DictReader(StringIO(TELLINGS["csv"](difference)))),
        json.loads(TELLINGS["json"](difference)),
    )
    assert [row["kind"] for row in rows] == [record["kind"] for record in records]
    assert (records[2]["status_before"], records[2]["stories_after"], records[0]["status_after"]) == (
        "asserted",
        1,
        None,
    )
    nothing = compare(news(), news())
    assert [tell(nothing) for tell in TELLINGS.values()][:2] == ["", ""]
    assert json.loads(TELLINGS["json"](nothing)) == []


@pytest.mark.parametrize("kind", ChangeKind)
def test_every_kind_has_a_name_for_one_and_for_many(kind: ChangeKind) -> None:
    """The summary reads as English."""
    one, two = Change(kind, "id:a", "A", "B"), Change(kind, "id:b", "B", "A")
    difference = compare(news(), news())
    assert summary(replace(difference, changes=(one,))).startswith("1 ")
    many = summary(replace(difference, changes=(one, two)))
    assert many.startswith("2 ")
    assert any(word in many for word in ("articles", "events", "facts", "entities"))
