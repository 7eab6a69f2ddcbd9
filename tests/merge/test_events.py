"""Merging: claims about one happening become one event, in any order, however often they are given."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.merge import merge_claims
from kg.model import Claim, Event, Precision, Status
from kg.ontology import Ontology

MakeClaim = Callable[..., Claim]

ENDS = "Aland terminates Pact"


class _EachItsOwn(dict[str, str]):
    """Every article is a story of its own."""

    def __missing__(self, article: str) -> str:
        return article


def merged(claims: Sequence[Claim], ontology: Ontology) -> tuple[Event, ...]:
    """The events of claims, each article a story of its own."""
    return merge_claims(claims, _EachItsOwn(), ontology)


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


def test_a_state_of_affairs_is_one_event(claim: MakeClaim, small_ontology: Ontology) -> None:
    """What has no PLOVER category is never split; its time spans from the earliest to the latest day."""
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


def test_only_what_bears_the_status_out_is_counted(claim: MakeClaim, small_ontology: Ontology) -> None:
    """An article that only expects what another one reports does not count as support."""
    claims = [claim("a", ENDS), claim("b", ENDS, modality="possible"), claim("c", ENDS, modality="requested")]
    (event,) = merged(claims, small_ontology)
    assert (event.status, event.articles, len(event.claims)) == (Status.ASSERTED, 1, 3)


def test_the_place_is_what_most_claims_say(claim: MakeClaim, small_ontology: Ontology) -> None:
    """The majority names the place; among equals the first IRI does."""
    claims = [claim("a", ENDS, where="Oslo"), claim("b", ENDS, where="Bern"), claim("c", ENDS, where="Oslo")]
    (event,) = merged(claims, small_ontology)
    assert str(event.place and event.place.label) == "Oslo"
    (event,) = merged(claims[:2], small_ontology)
    assert str(event.place and event.place.label) == "Bern"


TIMES = ("", "2019", "2019-08", "2019-08-22", "2019-11-22", "2018", "2019-08-20/2019-09-02", "2019-09-01/2019-12-01")
SAYINGS = st.tuples(
    st.sampled_from("abcd"),
    st.sampled_from([ENDS, "Aland meets Borduria", "Borduria meets Aland", "Ito headOf Aland"]),
    st.sampled_from(TIMES),
    st.sampled_from(["", "Ito", "Ito of Aland", "Borduria"]),
    st.sampled_from(["positive", "negative"]),
    st.sampled_from(["actual", "possible"]),
)


@given(st.lists(SAYINGS, max_size=12), st.randoms(use_true_random=False))
def test_merging_is_free_of_order_and_of_repetition(
    claim: MakeClaim, small_ontology: Ontology, sayings: list[tuple[str, ...]], shuffler: random.Random
) -> None:
    """Claims in another order, or given twice, make the same events; each claim is in exactly one."""
    claims = [
        claim(article, says, when=when, by=by, polarity=polarity, modality=modality)
        for article, says, when, by, polarity, modality in sayings
    ]
    again = claims * 2
    shuffler.shuffle(again)
    events = merged(claims, small_ontology)
    assert merged(again, small_ontology) == events
    assert len({event.iri for event in events}) == len(events)
    placed = [each.id for event in events for each in event.claims]
    assert sorted(placed) == sorted({each.id for each in claims})
    for event in events:
        assert all(_may_be(each, event) for each in event.claims if event.plover)


def _may_be(claim: Claim, event: Event) -> bool:
    """Whether the claim's time and the event's share a day."""
    if claim.time is None or event.earliest is None or event.latest is None:
        return True
    return claim.time.earliest <= event.latest and event.earliest <= claim.time.latest
