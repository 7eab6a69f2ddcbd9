"""Which predicate a time dates, and which day it means there: by the parse, the tense and other happenings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kg.extract import Extractor
from kg.model import Article, Claim, Span

Read = Callable[[str], tuple[Claim, ...]]


def times(claims: tuple[Claim, ...], relation: str) -> set[str]:
    """The times of the claims of a relation, "-" for none."""
    return {claim.time.label if claim.time else "-" for claim in claims if claim.relation == relation}


@pytest.mark.parametrize(
    ("sentence", "relation", "expected"),
    [
        ("On Tuesday, Chile attacked Peru.", "attacks", "2019-08-20"),
        ("Chile attacked Peru on Tuesday.", "attacks", "2019-08-20"),
        ("Chilean officials on Tuesday arrested Ann Hill.", "arrests", "2019-08-20"),
        ("Chile's 2015 invasion of Peru was brutal.", "invades", "2015"),
        ("Norway held talks with Peru on Tuesday.", "negotiatesWith", "2019-08-20"),
        ("Norway failed to agree with Peru on Tuesday.", "agreesWith", "2019-08-20"),
        ("Norway said on Tuesday that Chile attacked Peru in May.", "attacks", "2019-05"),
        ("The debate was about Chile's harsh rule of Arica from 1880 to 1929.", "controls", "1880/1929"),
        ("Chile attacked Peru in May and criticizes Norway now.", "criticizes", "-"),
        ("Chile attacked Peru on Monday and will meet Norway.", "meets", "-"),
        ("Chile attacked Peru more often than in 2018.", "attacks", "-"),
        ("LIMA, Aug. 20 (Kivu News) - Chile attacked Peru.", "attacks", "-"),
        ("Port Harcourt, May 17, KNA - Chile attacked Peru.", "attacks", "-"),
        ("Lima, May 17 (Kivu News) Chile attacked Peru.", "attacks", "-"),
        ("Chile attacked Peru on May 17 - a Friday.", "attacks", "2019-05-17"),
    ],
)
def test_a_time_dates_what_it_stands_with(read: Read, sentence: str, relation: str, expected: str) -> None:
    """Wherever it stands in the clause; what another clause says has no time from here."""
    assert times(read(sentence), relation) == {expected}


@pytest.mark.parametrize(
    ("sentence", "relation", "expected"),
    [
        ("Norway and Peru will meet on Monday.", "meets", "2019-08-26"),
        ("Norway and Peru met on Monday.", "meets", "2019-08-19"),
        ("Norway will attack Peru on February 3.", "attacks", "2020-02-03"),
        ("Norway will attack Peru in May.", "attacks", "2020-05"),
        ("Norway attacked Peru on October 3.", "attacks", "2018-10-03"),
        ("Norway is set to meet Peru on Monday.", "meets", "2019-08-26"),
        ("Norway has agreed to meet Peru on Monday.", "meets", "2019-08-26"),
        ("Norway attacked Peru last Monday.", "attacks", "2019-08-19"),
    ],
)
def test_a_day_that_comes_again_is_the_one_that_the_tense_means(
    read: Read, sentence: str, relation: str, expected: str
) -> None:
    """A bare weekday, day of a year or month lies ahead of what will be, and behind what was."""
    assert times(read(sentence), relation) == {expected}


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        ("Norway left the pact on Monday, two days after Chile attacked Peru.", "attacks", "2019-08-17"),
        ("Chile attacked Peru three years after the war of Arica ended in 2010.", "attacks", "2013"),
        ("The vote came on August 6, a day before Chile attacked Peru.", "attacks", "2019-08-07"),
        (
            "Oslo closed its port on Tuesday.\n\nThe move comes a day after Chile attacked Peru.",
            "attacks",
            "2019-08-19",
        ),
        ("Oslo closed its port on Tuesday. A day earlier, Chile attacked Peru.", "attacks", "2019-08-19"),
        ("Oslo closed its port on Tuesday.\n\nThe next day, Chile attacked Peru.", "attacks", "2019-08-21"),
        ("Oslo closed its port.\n\nThe move comes a day after Chile attacked Peru.", "attacks", "-"),
        ("Oslo closed its port on Tuesday, days after Chile attacked Peru.", "attacks", "-"),
        ("Oslo closed its port on Tuesday, more than a week after Chile attacked Peru.", "attacks", "-"),
        ("Oslo closed its port in May, two days after Chile attacked Peru.", "attacks", "-"),
    ],
)
def test_happenings_date_each_other(read: Read, text: str, relation: str, expected: str) -> None:
    """As exactly as both the gap and the other time are known, and no further."""
    assert times(read(text), relation) == {expected}


def test_a_step_that_takes_effect_later_is_dated_by_its_effect(read: Read) -> None:
    """The clause beside it says what the step is."""
    claims = read("Chile says it will attack Peru, a step that would take effect in October.")
    assert times(claims, "attacks") == {"2019-10"}


def test_the_full_date_of_a_dateline_stands_for_the_day_of_publication(extractor: Extractor) -> None:
    """An agency sends a report on the day that its dateline gives; a date in prose says nothing of the kind."""
    for text, expected in (
        ("LIMA, Aug. 22, 2019 (Kivu News) - Chile attacked Peru on Tuesday.", "2019-08-20"),
        ("The pact of Lima, August 22, 2019, is old. Chile attacked Peru on Tuesday.", "-"),
    ):
        claims = extractor.extract(Article("test", text, "test.txt", (Span(0, len(text)),)))
        assert times(claims, "attacks") == {expected}


def test_an_undated_article_gives_no_day_of_the_week(extractor: Extractor) -> None:
    """Not even where the calendar could be guessed."""
    text = "Chile attacked Peru on Tuesday."
    body = (Span(0, len(text)),)
    assert times(extractor.extract(Article("test", text, "test.txt", body)), "attacks") == {"-"}
    dated = extractor.extract(Article("test", text, "test.txt", body, published=date(2019, 8, 22)))
    assert times(dated, "attacks") == {"2019-08-20"}
