"""Time expressions: what days they mean, with and without a publication date, and what is no time at all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.intervals import of_day
from kg.extract.time_readings import Anchor
from kg.extract.time_rules import RULES, Rule
from kg.extract.times import FoundTime, find_times
from kg.model import Precision, Span, TimeRef

THURSDAY = date(2019, 8, 22)


def label(found: FoundTime) -> str:
    """The time as an output shows it."""
    return TimeRef(Span(found.start, found.end), "", found.earliest, found.latest, found.precision).label


def labels(text: str, published: date | None = THURSDAY) -> str:
    """All times of a text, in order, separated by spaces."""
    return " ".join(label(found) for found in find_times(text, published))


# ---------------------------------------------------------------- tables


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on August 2, 2019", "2019-08-02"),
        ("on Aug. 2, 2019", "2019-08-02"),
        ("on August 2nd, 2019", "2019-08-02"),
        ("on 2 August 2019", "2019-08-02"),
        ("on 2 Aug 2019", "2019-08-02"),
        ("on Sept. 30, 2018", "2018-09-30"),
        ("on May 5, 2018", "2018-05-05"),
        ("on March 1, 1919", "1919-03-01"),
        ("on 2019-08-02", "2019-08-02"),
        ("Friday, August 2, 2019", "2019-08-02"),
        ("on Friday, August 9, 2019", "2019-08-09"),
        ("on Friday, 9 August 2019", "2019-08-09"),
        ("on the 2nd of August 2017", "2017-08-02"),
        ("on February 29, 2020", "2020-02-29"),
        ("in November 2016", "2016-11"),
        ("in early November 2016", "2016-11"),
        ("in August of 2018", "2018-08"),
        ("in 2016", "2016"),
        ("in late 2016", "2016"),
        ("in mid-2018", "2018"),
        ("the 1965 treaty", "1965"),
        ("from 1910 to 1945", "1910/1945"),
        ("between 1910 and 1945", "1910/1945"),
        ("through 1910-1945", "1910/1945"),
        ("through 1910–45", "1910/1945"),
        ("in 1910-1945", "1910/1945"),
        ("in the 1990s", "1990/1999"),
        ("in May 2018 and in 2019", "2018-05 2019"),
        ("on 22/08/2019", "2019-08-22"),
        ("on 08/22/2019", "2019-08-22"),
        ("on 05/05/2019", "2019-05-05"),
        ("on 05.08.2019", "2019-08-05"),
        ("on 2019/08/22", "2019-08-22"),
        ("on August 5-9, 2018", "2018-08-05/2018-08-09"),
        ("from 5 to 9 August 2018", "2018-08-05/2018-08-09"),
        ("between Aug. 30 and Sept. 2, 2018", "2018-08-30/2018-09-02"),
        ("from November to February 2018", "2017-11-01/2018-02-28"),
        ("in Q3 2018", "2018-07-01/2018-09-30"),
        ("in the final quarter of 2018", "2018-10-01/2018-12-31"),
        ("in the first half of 2019", "2019-01-01/2019-06-30"),
        ("in the spring of 2019", "2019-03-01/2019-06-22"),
        ("in the late 1990s", "1994/1999"),
        ("in the '80s", "1980/1989"),
        ("early in the 20th century", "1900/1950"),
        ("in the nineteenth century", "1800/1900"),
        ("on Christmas Eve 2018", "2018-12-24"),
        ("in the last week of March 2018", "2018-03"),
        ("on the night of August 5, 2018", "2018-08-05"),
        ("the week of August 7, 2019", "2019-08-05/2019-08-11"),
        ("on August 2, 2017, and signed the pact the following day", "2017-08-02 2017-08-03"),
        ("on August 2, 2017. Two days later, talks ended", "2017-08-02 2017-08-04"),
        ("on August 2, 2017. They ate that night", "2017-08-02 2017-08-02"),
        ("in 2015. A year earlier, talks had failed", "2015 2014"),
        ("in May 2015 and the month before", "2015-05 2015-04"),
        ("in 2015, at the end of the year", "2015 2015"),
    ],
)
@pytest.mark.parametrize("published", [THURSDAY, None], ids=["dated", "undated"])
def test_words_that_give_a_time_by_themselves(words: str, published: date | None, expected: str) -> None:
    """They mean the same with and without a publication date."""
    assert labels(f"They met {words}.", published) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on August 2", "2019-08-02"),
        ("on Friday, July 12", "2019-07-12"),
        ("on Aug. 2", "2019-08-02"),
        ("on 2 August", "2019-08-02"),
        ("on May 5", "2019-05-05"),
        ("on the 2nd of August", "2019-08-02"),
        ("in July", "2019-07"),
        ("in May", "2019-05"),
        ("in March", "2019-03"),
        ("last October", "2018-10"),
        ("next March", "2020-03"),
        ("today", "2019-08-22"),
        ("yesterday", "2019-08-21"),
        ("tomorrow", "2019-08-23"),
        ("last night", "2019-08-21"),
        ("this morning", "2019-08-22"),
        ("on Thursday", "2019-08-22"),
        ("on Monday", "2019-08-19"),
        ("on Monday and Tuesday", "2019-08-19 2019-08-20"),
        ("last Thursday", "2019-08-15"),
        ("next Monday", "2019-08-26"),
        ("this coming Friday", "2019-08-23"),
        ("this week", "2019-08-19/2019-08-25"),
        ("last week", "2019-08-12/2019-08-18"),
        ("next week", "2019-08-26/2019-09-01"),
        ("earlier this month", "2019-08"),
        ("last month", "2019-07"),
        ("later this year", "2019"),
        ("last year", "2018"),
        ("next year", "2020"),
        ("two days ago", "2019-08-20"),
        ("two months ago", "2019-06"),
        ("ten years ago", "2009"),
        ("the day before yesterday", "2019-08-20"),
        ("the day after tomorrow", "2019-08-24"),
        ("overnight", "2019-08-21/2019-08-22"),
        ("late on Wednesday", "2019-08-21"),
        ("Wednesday night", "2019-08-21"),
        ("this Friday", "2019-08-23"),
        ("from Monday to Wednesday", "2019-08-19/2019-08-21"),
        ("on August 5-9", "2019-08-05/2019-08-09"),
        ("between March and May", "2019-03-01/2019-05-31"),
        ("over the weekend", "2019-08-17/2019-08-18"),
        ("this weekend", "2019-08-24/2019-08-25"),
        ("last summer", "2018-06-01/2018-09-22"),
        ("this spring", "2019-03-01/2019-06-22"),
        ("in the third quarter of last year", "2018-07-01/2018-09-30"),
        ("last quarter", "2019-04-01/2019-06-30"),
        ("in October of next year", "2020-10"),
        ("on March 31 last year", "2018-03-31"),
        ("on March 31, this year", "2019-03-31"),
        ("in the past week", "2019-08-15/2019-08-22"),
        ("less than two weeks ago", "2019-08-08/2019-08-22"),
        ("about a week ago", "2019-08-12/2019-08-18"),
        ("two decades ago", "1994/2004"),
        ("in two days' time", "2019-08-24"),
        ("three weeks from now", "2019-09-09/2019-09-15"),
        ("at the end of the month", "2019-08"),
        ("on Thursday, July 12", "2018-07-12"),
    ],
)
def test_words_that_count_from_the_publication_date(words: str, expected: str) -> None:
    """With a publication date they give a time; without one, none: the day of reading is no day of the article."""
    assert labels(f"They met {words}.") == expected
    assert labels(f"They met {words}.", None) == ""


@pytest.mark.parametrize(
    ("published", "words", "expected"),
    [
        (date(2019, 1, 2), "in December", "2018-12"),
        (date(2019, 1, 2), "on December 30", "2018-12-30"),
        (date(2018, 12, 30), "on January 2", "2019-01-02"),
        (date(2019, 1, 15), "last month", "2018-12"),
        (date(2018, 12, 15), "next month", "2019-01"),
        (date(2019, 1, 1), "yesterday", "2018-12-31"),
        (date(2020, 3, 1), "yesterday", "2020-02-29"),
        (date(2019, 3, 1), "yesterday", "2019-02-28"),
        (date(2020, 3, 31), "last month", "2020-02"),
        (date(2019, 1, 1), "this week", "2018-12-31/2019-01-06"),
        (date(2020, 2, 29), "last year", "2019"),
    ],
)
def test_the_turn_of_the_year_and_leap_years(published: date, words: str, expected: str) -> None:
    """Counting crosses months and years as the calendar does."""
    assert labels(f"They met {words}.", published) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They may leave the pact.",
        "They will march on the palace.",
        "May left Downing Street.",
        "March with us!",
        "The sun sat low over mon ami, who wed.",
        "A second decision is due.",
        "Some 2,019 people came.",
        "They have shared secrets since 2016.",
        "The pact holds until 2024.",
        "It must answer by Friday.",
        "They spoke before Monday.",
        "They left after August 2.",
        "They must answer by the end of 2019.",
        "They have argued since early 2016.",
        "They will talk until late November 2019.",
        "They must answer before the end of 2021.",
        "The price rose 20 percent.",
        "It was decided a few months ago.",
        "It happened several years ago, decades ago, long ago.",
        "The clause 22.8 stands.",
        "They met on 08/05/2019.",
        "Profits fell in fiscal 2019, and in the 2018 fiscal year.",
        "Profits fell in the financial year ending March 2019, FY2019.",
        "Profits fell in the third quarter.",
        "Profits fell compared with the same period last year.",
        "Profits fell from a year earlier, and from last month.",
        "They meet every Friday and each week.",
        "Sales rose on Black Friday.",
        "They meet next Friday.",
        "They met last Wednesday.",
        "The next day they left. Two days later they came back.",
        "They talked for three days.",
        "It has grown over the past three years.",
        "The raid killed 2000 in all.",
        "Around 2000 joined, more than 1900 came.",
        "They met more than two years ago.",
        "They meet in the last week of the tour.",
        "The rule applies from 2020.",
        "",
        " \n\t",
    ],
)
def test_what_gives_no_time(text: str) -> None:
    """Verbs, numbers, bounds and vague words date nothing: no time is better than a wrong one."""
    assert labels(text) == ""


@pytest.mark.parametrize(
    "words", ["31 February 2019", "February 29, 2019", "April 31, 2019", "2019-13-45", "February 29"]
)
def test_a_day_that_never_was_is_no_day(words: str) -> None:
    """A date that the calendar lacks raises nothing and never becomes a day."""
    assert all(found.precision is not Precision.DAY for found in find_times(f"They met on {words}.", THURSDAY))


# ---------------------------------------------------------------- the rules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.example)
def test_each_rule_reads_its_own_example(rule: Rule) -> None:
    """The pattern of a row matches the whole of its example, and the example dates something."""
    match = rule.pattern.fullmatch(rule.example)
    assert match
    assert rule.reading(match, Anchor(THURSDAY, of_day(THURSDAY)))


# ---------------------------------------------------------------- any text

PIECES = st.sampled_from(
    "on in the of last next this May march August 2 31 2019 1910 - – to from and two days ago week year Friday , . "
    "since 2019-02-30 0000 99999 Feb. 29 1990s 's today éß 🙂 \u00a0 \n".split(" ")
)
TEXTS = st.text(max_size=40) | st.lists(PIECES, max_size=12).map(" ".join)
DATES = st.none() | st.dates() | st.sampled_from([date.min, date.max, date(2020, 2, 29), date(1, 3, 1)])
DAYS_AT_MOST = {Precision.DAY: 1, Precision.MONTH: 31, Precision.YEAR: 366}


@given(TEXTS, DATES)
def test_any_text_is_read(text: str, published: date | None) -> None:
    """Nothing raises; spans lie inside the text, in order and apart; intervals fit their precision."""
    found = list(find_times(text, published))
    edges = [edge for time in found for edge in (time.start, time.end)]
    assert edges == sorted(edges)
    assert all(0 <= time.start < time.end <= len(text) for time in found)
    for time in found:
        days = (time.latest - time.earliest) // timedelta(days=1) + 1
        assert 1 <= days <= DAYS_AT_MOST.get(time.precision, days)
        assert label(time)


@given(TEXTS)
def test_without_a_publication_date_only_stated_years_give_times(text: str) -> None:
    """Each year of an undated article's times stands in its words, whole or by its last digits.

    What counts from a time named before takes its year from there.
    """
    for found in find_times(text, None):
        if not any(sign.isdigit() for sign in text[found.start : found.end]):
            continue
        words = text[found.start : found.end]
        assert str(found.earliest.year) in words
        assert (
            str(found.latest.year)[2:] in words
            or words.rstrip("'’").endswith("0s")
            or f"{found.earliest.year}s" in words
        )
