"""Merging: claims about one happening become one event, in any order, however often they are given."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.merge import Background, merge_claims, merge_topic, topic_of
from kg.merge.status import find_sides
from kg.model import Claim, Event, Precision, Span, Status
from kg.ontology import Ontology

MakeClaim = Callable[..., Claim]

ENDS = "Aland terminates Pact"
LEAVES = "Aland withdrawsFrom Pact"


class _EachItsOwn(dict[str, str]):
    """Every article is a story of its own."""

    def __missing__(self, article: str) -> str:
        return article


EACH_ITS_OWN = _EachItsOwn()


def merged(
    claims: Sequence[Claim], ontology: Ontology, published: Mapping[str, date] | None = None
) -> tuple[Event, ...]:
    """The events of claims, each article a story of its own."""
    return merge_claims(claims, EACH_ITS_OWN, ontology, published)


@pytest.mark.parametrize(
    ("times", "labels"),
    [
        (["2019-08-22", "2019-08-22"], ["2019-08-22/2019-08-22"]),
        (["2019-08-22", "2019-11-22"], ["2019-08-22/2019-08-22", "2019-11-22/2019-11-22"]),
        (["2019-08-22", "2019"], ["2019-08-22/2019-08-22"]),
        (["2019-08", "2019", "2019-08-22"], ["2019-08-22/2019-08-22"]),
        (["2019-08", ""], ["2019-08-01/2019-08-31"]),
        (["", ""], ["None/None"]),
        (["2019-08-20/2019-08-23", "2019-08-22/2019-08-25"], ["2019-08-22/2019-08-23"]),
        (["2018", "2019-08-22", "2019"], ["2018-01-01/2018-12-31", "2019-08-22/2019-08-22"]),
        (
            ["2019-08-01/2019-08-02", "2019-08-02/2019-08-05", "2019-08-04/2019-08-06"],
            ["2019-08-02/2019-08-02", "2019-08-04/2019-08-06"],
        ),
    ],
)
def test_times_that_share_no_day_are_different_happenings(
    claim: MakeClaim, small_ontology: Ontology, times: list[str], labels: list[str]
) -> None:
    """Happenings split where times exclude each other; vague and missing times join; the time is what all share."""
    claims = [claim(f"a{number}", ENDS, when=when) for number, when in enumerate(times)]
    events = merged(claims, small_ontology)
    assert sorted(f"{event.earliest}/{event.latest}" for event in events) == labels


@pytest.mark.parametrize(
    ("others", "home"),
    [
        ([("a0", "2019-11-22")], "2019-11-22"),
        ([("b", "2019-11-22")], "2019-11-22"),
        ([], "2019-08-22"),
    ],
)
def test_a_claim_without_time_joins_what_its_article_speaks_of(
    claim: MakeClaim, small_ontology: Ontology, others: list[tuple[str, str]], home: str
) -> None:
    """Among several happenings: the one of its own article, then the one with most claims, then the earliest."""
    dated = [claim("x", ENDS, when="2019-08-22"), claim("y", ENDS, when="2019-11-22")]
    undated = claim("a0", ENDS)
    events = merged([*dated, undated, *(claim(article, ENDS, when=when) for article, when in others)], small_ontology)
    assert [str(event.earliest) for event in events if undated in event.claims] == [home]


# ---------------------------------------------------------------- the days of publication

How = dict[str, str]
Told = tuple[How, str, str]

DONE: How = {}
PLAN: How = {"modality": "intended"}
ASKED: How = {"modality": "requested"}
NOT: How = {"polarity": "negative"}


def told(claim: MakeClaim, sayings: Sequence[Told]) -> tuple[list[Claim], dict[str, date]]:
    """A claim of an article of its own for each (how, when, day of publication), and those days."""
    claims = [claim(f"a{number}", ENDS, when=when, **how) for number, (how, when, _) in enumerate(sayings)]
    days = {f"a{number}": date.fromisoformat(day) for number, (_, _, day) in enumerate(sayings) if day}
    return claims, days


@pytest.mark.parametrize(
    ("sayings", "happenings"),
    [
        pytest.param(
            [(PLAN, "", "2019-08-20"), (DONE, "2019-08-22", "2019-08-23"), (NOT, "", "2019-08-21")],
            ["012"],
            id="a plan, its execution and its denial",
        ),
        pytest.param(
            [(DONE, "2017-06-10", ""), (DONE, "2018-06-12", ""), (DONE, "2019-06-28", "")],
            ["0", "1", "2"],
            id="every year",
        ),
        pytest.param([(DONE, "", "2017-06-10"), (DONE, "", "2018-06-12")], ["0", "1"], id="every year, no time given"),
        pytest.param([(DONE, "", "2012-03-01"), (DONE, "2019-08-22", "2019-08-23")], ["0", "1"], id="again"),
        pytest.param([(DONE, "", "2019-08-20"), (DONE, "2019-11-22", "2019-11-23")], ["0", "1"], id="still to come"),
        pytest.param([(DONE, "", "2019-08-21"), (DONE, "2019-08-22", "")], ["01"], id="already tomorrow"),
        pytest.param([(PLAN, "", "2017-06-01"), (DONE, "2019-11-04", "2019-11-05")], ["01"], id="planned long before"),
        pytest.param([(PLAN, "", "2017-06-01"), (DONE, "", "2019-11-05")], ["01"], id="planned long before, no time"),
        pytest.param([(DONE, "", "2017-06-01"), (PLAN, "", "2019-11-05")], ["0", "1"], id="planned again"),
        pytest.param([(DONE, "2019-08-22", "2019-08-22"), (NOT, "", "2020-09-01")], ["0", "1"], id="not this year"),
        pytest.param([(DONE, "2016-11", "2019-08-22"), (DONE, "", "2019-08-24")], ["01"], id="both look back"),
        pytest.param([(DONE, "2016-11", "2016-11-23"), (DONE, "", "2019-08-24")], ["0", "1"], id="long forgotten"),
        pytest.param([(DONE, "2016-11", ""), (DONE, "", "")], ["01"], id="nobody knows when"),
        pytest.param(
            [(DONE, "2018-06-12", ""), (DONE, "2018-06-12", ""), (DONE, "2019-02-27", ""), (DONE, "", "2019-02-28")],
            ["01", "23"],
            id="the nearest",
        ),
        pytest.param(
            [(DONE, "", "2018-06-12"), (DONE, "", "2019-02-27"), (DONE, "", "2019-02-28"), (DONE, "", "")],
            ["0", "123"],
            id="the one with most",
        ),
        pytest.param(
            [
                (DONE, "2019-02-01", ""),
                (DONE, "2019-11-22", ""),
                (DONE, "2019-11-22", ""),
                (DONE, "2019", "2019-03-01"),
            ],
            ["03", "12"],
            id="that year, before November",
        ),
        pytest.param([(ASKED, "", "2019-08-20"), (DONE, "", "2019-09-20")], ["01"], id="asked for"),
    ],
)
def test_publication_excludes_and_chooses(
    claim: MakeClaim, small_ontology: Ontology, sayings: list[Told], happenings: list[str]
) -> None:
    """Which claims are about one happening, as digits of their numbers, given what is known of when they were told."""
    claims, days = told(claim, sayings)
    assert numbers(merged(claims, small_ontology, days), claims) == happenings


@pytest.mark.parametrize(
    ("sayings", "day", "happenings"),
    [
        pytest.param([(DONE, ""), (DONE, "2008")], "2012-07-08", ["0", "1"], id="news before background"),
        pytest.param([(DONE, "2008"), (DONE, "")], "2012-07-08", ["01"], id="background spoken of again"),
        pytest.param([(DONE, "2008"), (DONE, ""), (DONE, "2012-07-07")], "2012-07-08", ["0", "12"], id="news first"),
        pytest.param([(DONE, "2012-05-01"), (DONE, "")], "2012-07-08", ["01"], id="not so long ago"),
        pytest.param([(DONE, ""), (DONE, "2008")], "", ["0", "1"], id="a year is no news, day unknown"),
        pytest.param([(DONE, ""), (DONE, "2008-05-01")], "", ["01"], id="a day may be, day unknown"),
        pytest.param(
            [(DONE, "2008-05-01"), (DONE, ""), (DONE, "2012-07-07")], "", ["0", "12"], id="the newest, day unknown"
        ),
        pytest.param([(DONE, "2008"), (PLAN, "")], "2012-07-08", ["0", "1"], id="planned again"),
        pytest.param([(DONE, "2008"), (ASKED, "")], "", ["0", "1"], id="asked for again, day unknown"),
        pytest.param([(DONE, "2012-07-07"), (PLAN, "")], "2012-07-08", ["01"], id="the plan of what happened"),
        pytest.param([(DONE, "2008"), (NOT, "")], "2012-07-08", ["01"], id="a denial of what was spoken of"),
    ],
)
def test_a_claim_without_time_is_rather_news_than_background(
    claim: MakeClaim, small_ontology: Ontology, sayings: list[tuple[How, str]], day: str, happenings: list[str]
) -> None:
    """Which claims of one article, in their order, are about one happening; a time long before is not taken up."""
    claims = [in_order(claim("a", ENDS, when=when, **how), at) for at, (how, when) in enumerate(sayings)]
    events = merged(claims, small_ontology, {"a": date.fromisoformat(day)} if day else {})
    assert numbers(events, claims) == happenings


@pytest.mark.parametrize("day", ["", "2012-07-08"])
def test_news_is_news_in_other_articles_too(claim: MakeClaim, small_ontology: Ontology, day: str) -> None:
    """However many articles speak of what lies back, a claim without time is of what is newer."""
    claims = [
        claim("a", ENDS),
        claim("b", ENDS, when="2012-07-07"),
        *(claim(each, ENDS, when="2008") for each in "bcd"),
    ]
    days = dict.fromkeys("abcd", date.fromisoformat(day)) if day else {}
    assert numbers(merged(claims, small_ontology, days), claims) == ["01", "234"]


def in_order(claim: Claim, at: int) -> Claim:
    """The claim with its trigger at this place of the text."""
    return replace(claim, trigger=replace(claim.trigger, span=Span(at * 10, at * 10 + 5)))


def numbers(events: Sequence[Event], claims: Sequence[Claim]) -> list[str]:
    """The claims of each event, as digits of their numbers."""
    number = {each.id: str(at) for at, each in enumerate(claims)}
    return sorted("".join(sorted(number[each.id] for each in event.claims)) for event in events)


def test_publication_never_becomes_the_time(claim: MakeClaim, small_ontology: Ontology) -> None:
    """An event has the time that words give, or none."""
    claims, days = told(claim, [(DONE, "", "2019-08-22"), (PLAN, "", "2019-08-22")])
    assert [(event.earliest, event.latest) for event in merged(claims, small_ontology, days)] == [(None, None)]


@pytest.mark.parametrize(
    ("sayings", "time"),
    [
        ([(PLAN, "2019-08-22", "2019-08-20"), (DONE, "2019-08", "2019-08-30")], "2019-08-01/2019-08-31"),
        ([(PLAN, "2019-08-22", "2019-08-20"), (DONE, "", "2019-08-30")], "2019-08-22/2019-08-22"),
        ([(PLAN, "2019-08", "2019-08-20"), (DONE, "2019-08-22", "2019-08-30")], "2019-08-22/2019-08-22"),
        ([(NOT, "2019-08-22", "2019-08-23"), (DONE, "2019-08", "2019-08-30")], "2019-08-01/2019-08-31"),
    ],
)
def test_a_plan_makes_the_time_no_more_exact(
    claim: MakeClaim, small_ontology: Ontology, sayings: list[Told], time: str
) -> None:
    """When it happened is for those to say who say that it did; the plan's time stands where they say nothing."""
    claims, days = told(claim, sayings)
    (event,) = merged(claims, small_ontology, days)
    assert f"{event.earliest}/{event.latest}" == time


def test_not_yet_is_no_denial(claim: MakeClaim, small_ontology: Ontology) -> None:
    """Who says that it has not happened, before it does, denies nothing; who says so afterwards does."""
    for day, status in (("2019-08-21", Status.ASSERTED), ("2019-08-23", Status.DISPUTED)):
        claims, days = told(claim, [(DONE, "2019-08-22", "2019-08-22"), (NOT, "", day)])
        assert [event.status for event in merged(claims, small_ontology, days)] == [status]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ([(DONE, "", "2019-08-22")], [(DONE, "2019-08-22", "2019-08-23")]),
        ([(DONE, "2019", "2019-08-22")], [(DONE, "2019-08-22", "2019-08-23")]),
        ([(DONE, "2019-08-22", "2019-08-22")], [(DONE, "2018-03", "2019-08-24"), (DONE, "2020-01-05", "2020-01-05")]),
        ([(DONE, "2019-08-22", "2019-08-22")], [(DONE, "2019-03-01", "2019-08-24"), (DONE, "2019-11", "2019-11-05")]),
        ([(PLAN, "", "2019-08-20")], [(DONE, "2019-08-22", "2019-08-23"), (NOT, "", "2019-08-24")]),
        ([(DONE, "", "")], [(DONE, "", "")]),
    ],
)
def test_an_event_keeps_its_iri_as_news_comes_in(
    claim: MakeClaim, small_ontology: Ontology, first: list[Told], later: list[Told]
) -> None:
    """A time that becomes known or more exact, and happenings in other years or told later, rename nothing."""
    claims, days = told(claim, [*first, *later])
    (before,) = merged(claims[: len(first)], small_ontology, days)
    after = merged(claims, small_ontology, days)
    assert [event.iri for event in after if claims[0] in event.claims] == [before.iri]
    assert len({event.iri for event in after}) == len(after)


def test_the_example_of_the_document_holds(claim: MakeClaim, small_ontology: Ontology) -> None:
    """What docs/events.md tells of five articles on the Herring Pact is what merging makes of them."""
    claims = [
        claim("1", LEAVES, modality="intended", by="premier of Aland"),
        claim("2", LEAVES, polarity="negative", by="officials of Borduria"),
        claim("3", ENDS, when="2019-08-22"),
        claim("4", ENDS, when="2019-08-22"),
        claim("5", LEAVES),
    ]
    days = dict(zip("12345", map(date, [2019] * 4 + [2012], [8] * 4 + [5], [20, 21, 23, 23, 3]), strict=True))
    stories = {"1": "x", "2": "y", "3": "z", "4": "z", "5": "w"}
    early, event = sorted(merge_claims(claims, stories, small_ontology, days), key=_claims)
    assert [each.article for each in early.claims] == ["5"]
    assert (event.relation, event.kin, event.facts) == ("terminates", ("withdrawsFrom",), ("terminates",))
    assert (event.status, event.articles, event.stories) == (Status.ASSERTED, 3, 2)
    assert (event.earliest, event.latest) == (date(2019, 8, 22), date(2019, 8, 22))
    (_, event) = sorted(merge_claims(claims, stories, small_ontology, days | {"2": date(2019, 8, 23)}), key=_claims)
    assert (event.status, event.facts) == (Status.DISPUTED, ())


# ---------------------------------------------------------------- kin


def test_kin_are_one_event(claim: MakeClaim, small_ontology: Ontology) -> None:
    """One happening in other words is one event, called by the most exact of its relations that are facts."""
    claims = [claim("a", ENDS), claim("b", LEAVES), claim("c", LEAVES), claim("d", "Aland signs Pact")]
    event, other = sorted(merged(claims, small_ontology), key=lambda each: -each.stories)
    assert (event.relation, event.kin, event.stories) == ("terminates", ("withdrawsFrom",), 3)
    assert (other.relation, other.kin) == ("signs", ())


@pytest.mark.parametrize(
    ("sayings", "relation"),
    [
        ([(LEAVES, "a"), (LEAVES, "b"), (ENDS, "c")], "terminates"),
        ([("Aland ditches Pact", "a"), (LEAVES, "b"), (LEAVES, "c")], "withdrawsFrom"),
        ([("Aland ditches Pact", "a"), (LEAVES, "b"), (LEAVES, "b")], "withdrawsFrom"),
        ([("Aland ditches Pact", "a"), (LEAVES, "b")], "ditches"),
    ],
)
def test_one_relation_stands_for_all(
    claim: MakeClaim, small_ontology: Ontology, sayings: list[tuple[str, str]], relation: str
) -> None:
    """The most exact one, then that with most stories, then most claims, then the first by name."""
    claims = [claim(article, says, when="2019" if at == 1 else "") for at, (says, article) in enumerate(sayings)]
    (event,) = merged(claims, small_ontology)
    assert event.relation == relation


def test_a_fact_stands_for_all_before_what_is_only_planned(claim: MakeClaim, small_ontology: Ontology) -> None:
    """Many plans in one word don't name the event that another word states."""
    claims = [claim("a", ENDS), *(claim(article, LEAVES, modality="intended") for article in "bcd")]
    (event,) = merged(claims, small_ontology)
    assert (event.relation, event.stories, event.facts) == ("terminates", 4, ("terminates",))


def test_kin_states_of_affairs_are_one(claim: MakeClaim, small_ontology: Ontology) -> None:
    """States of affairs have kin as well, and are one event for all times."""
    claims = [claim("a", "Ito headOf Aland", when="2017"), claim("b", "Ito commands Aland", when="2019")]
    (event,) = merged(claims, small_ontology)
    assert (event.relation, event.kin, event.facts) == ("commands", ("headOf",), ("commands", "headOf"))


def test_a_reversal_is_another_event(claim: MakeClaim, small_ontology: Ontology) -> None:
    """What was signed and then ended was both: two events, each a fact."""
    claims = [claim("a", "Aland signs Pact", when="2016"), claim("b", ENDS, when="2019")]
    assert sorted(event.facts for event in merged(claims, small_ontology)) == [("signs",), ("terminates",)]


# ---------------------------------------------------------------- what is counted


def test_an_act_is_another_one_at_another_time(claim: MakeClaim, small_ontology: Ontology) -> None:
    """Also where PLOVER has no category for it."""
    claims = [claim("a", "Aland wins Cup", when="2015"), claim("b", "Aland wins Cup", when="2019")]
    assert [event.plover for event in merged(claims, small_ontology)] == [None, None]


def test_a_state_of_affairs_is_one_event(claim: MakeClaim, small_ontology: Ontology) -> None:
    """What is no happening is never split; its time spans from the earliest to the latest day."""
    (event,) = merged(
        [claim("a", "Ito headOf Aland", when="2017"), claim("b", "Ito headOf Aland", when="2019-03-01")], small_ontology
    )
    assert (event.earliest, event.latest, event.precision) == (date(2017, 1, 1), date(2019, 3, 1), Precision.INTERVAL)


def test_a_symmetric_relation_has_one_event_for_both_directions(claim: MakeClaim, small_ontology: Ontology) -> None:
    """Who is named first does not matter where the relation holds both ways, and does where it doesn't."""
    both = [claim("a", "Aland meets Borduria"), claim("b", "Borduria meets Aland")]
    assert [event.articles for event in merged(both, small_ontology)] == [2]
    accused = [claim("a", "Aland accuses Borduria"), claim("b", "Borduria accuses Aland")]
    assert len(merged(accused, small_ontology)) == 2


def test_what_cannot_be_an_event_is_left_out(claim: MakeClaim, small_ontology: Ontology) -> None:
    """A claim about an entity and itself makes no event."""
    assert merged([claim("a", "Aland accuses Aland")], small_ontology) == ()


def test_copies_of_a_story_count_once(claim: MakeClaim, small_ontology: Ontology) -> None:
    """Three articles of two stories are two independent sources."""
    claims = [claim(article, ENDS) for article in ("a", "b", "c")]
    (event,) = merge_claims(claims, {"a": "one", "b": "one", "c": "two"}, small_ontology)
    assert (event.articles, event.stories) == (3, 2)


def test_only_what_supports_the_event_is_counted(claim: MakeClaim, small_ontology: Ontology) -> None:
    """An article that only expects what another one reports, or asks for it, does not count; one that plans it does."""
    claims = [claim("a", ENDS), claim("b", ENDS, modality="possible"), claim("c", ENDS, modality="requested")]
    (event,) = merged(claims, small_ontology)
    assert (event.status, event.articles, len(event.claims)) == (Status.ASSERTED, 1, 3)
    (event,) = merged([*claims, claim("d", ENDS, modality="intended")], small_ontology)
    assert (event.status, event.articles, len(event.claims)) == (Status.ASSERTED, 2, 4)


def test_the_place_is_what_most_claims_say(claim: MakeClaim, small_ontology: Ontology) -> None:
    """The majority names the place; among equals the first IRI does."""
    claims = [claim("a", ENDS, where="Oslo"), claim("b", ENDS, where="Bern"), claim("c", ENDS, where="Oslo")]
    (event,) = merged(claims, small_ontology)
    assert str(event.place and event.place.label) == "Oslo"
    (event,) = merged(claims[:2], small_ontology)
    assert str(event.place and event.place.label) == "Bern"


# ---------------------------------------------------------------- any claims at all

TIMES = ("", "2019", "2019-08", "2019-08-22", "2019-11-22", "2018", "2019-08-20/2019-09-02", "2019-09-01/2019-12-01")
TOPICS = (ENDS, LEAVES, "Aland meets Borduria", "Borduria meets Aland", "Ito headOf Aland", "Ito commands Aland")
SAYINGS = st.tuples(
    st.sampled_from("abcd"),
    st.sampled_from(TOPICS),
    st.sampled_from(TIMES),
    st.sampled_from(["", "Ito", "Ito of Aland", "Borduria"]),
    st.sampled_from(["positive", "negative"]),
    st.sampled_from(["actual", "possible", "intended"]),
)
DAYS = st.dictionaries(
    st.sampled_from("abcd"),
    st.sampled_from([date.min, date(2012, 1, 1), date(2019, 3, 1), date(2019, 8, 23), date(2020, 1, 1)]),
)
Saying = tuple[str, str, str, str, str, str]


def claims_of(claim: MakeClaim, sayings: Sequence[Saying]) -> list[Claim]:
    """A claim for each saying."""
    return [
        claim(article, says, when=when, by=by, polarity=polarity, modality=modality)
        for article, says, when, by, polarity, modality in sayings
    ]


@given(st.lists(SAYINGS, max_size=12), DAYS, st.randoms(use_true_random=False))
def test_merging_is_free_of_order_and_of_repetition(
    claim: MakeClaim,
    small_ontology: Ontology,
    sayings: list[Saying],
    days: dict[str, date],
    shuffler: random.Random,
) -> None:
    """Claims in another order, or given twice, make the same events; each claim is in exactly one, within its time."""
    claims = claims_of(claim, sayings)
    again = claims * 2
    shuffler.shuffle(again)
    events = merged(claims, small_ontology, days)
    assert merged(again, small_ontology, days) == events
    assert len({event.iri for event in events}) == len(events)
    placed = [each.id for event in events for each in event.claims]
    assert sorted(placed) == sorted({each.id for each in claims})
    for event in events:
        assert {event.relation, *event.kin} == {each.relation for each in event.claims}
        assert set(event.facts) <= {event.relation, *event.kin}
        assert all(_may_be(each, event) for each in event.claims if each.plover)


@given(st.lists(SAYINGS, max_size=12), DAYS)
def test_a_topic_knows_nothing_of_the_others(
    claim: MakeClaim, small_ontology: Ontology, sayings: list[Saying], days: dict[str, date]
) -> None:
    """All claims together make the events that those of each topic make by themselves."""
    claims = claims_of(claim, sayings)
    background = Background(small_ontology, EACH_ITS_OWN, days, find_sides(claims))
    topics = {topic for each in claims if (topic := topic_of(each, small_ontology))}
    alone = [
        event
        for topic in topics
        for event in merge_topic(topic, [c for c in claims if topic_of(c, small_ontology) == topic], background)
    ]
    assert sorted(alone, key=lambda event: event.iri) == list(merged(claims, small_ontology, days))


def _claims(event: Event) -> int:
    return len(event.claims)


def _may_be(claim: Claim, event: Event) -> bool:
    """Whether the claim's time and the event's share a day."""
    if claim.time is None or event.earliest is None or event.latest is None:
        return claim.time is None
    return claim.time.earliest <= event.latest and event.earliest <= claim.time.latest
