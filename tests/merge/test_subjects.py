"""Articles on one subject are alike, whatever else is in the graph, and meet under a key."""

from __future__ import annotations

from datetime import date

import pytest

from kg.merge.subjects import content_words, likeness, near_pairs, subject_keys, subject_of
from kg.model import Article, Span

FIRE = "A fire destroyed the Old Mill in Ashby on Monday. Ashby police arrested a man at the mill."
REPORT = "Police in Ashby have arrested a man after the Old Mill was destroyed by fire."
MATCH = "Rovers beat United in the final on Monday. A late goal won the cup for Rovers."


def article(text: str, name: str = "", published: date | None = None) -> Article:
    """An article of these words."""
    return Article(name or text, text, "by hand", (Span(0, len(text)),), published=published)


def test_words_and_names() -> None:
    """Names weigh twice, function words nothing, and words beside the story nothing either."""
    text = "Share this! The Mill in Ashby burnt, and the mill will be rebuilt."
    found = subject_of(Article("a", text, "by hand", (Span(12, len(text)),)))
    assert found.weights == {"mill": 1, "ashby": 2, "burnt": 1, "rebuilt": 1}
    assert found.top[0] == "ashby"


def test_content_words() -> None:
    """A phrase without its function words and case."""
    assert content_words("the Mayor of Ashby") == {"mayor", "ashby"}


def test_likeness() -> None:
    """Reports of one thing are alike, of two things are not; a copy is all alike, and so is its other way round."""
    fire, report, match = (subject_of(article(text)) for text in (FIRE, REPORT, MATCH))
    assert likeness(fire, fire) == 1000
    assert likeness(fire, report) == likeness(report, fire) > 600
    assert likeness(fire, match) < 120


def test_without_words() -> None:
    """An article that says nothing is like none, itself included."""
    empty = subject_of(article("And so on."))
    assert (likeness(empty, empty), subject_keys(empty)) == (0, frozenset())


@pytest.mark.parametrize(
    ("one", "other", "met"),
    [
        (None, None, True),
        (date(2024, 5, 1), date(2024, 5, 15), True),
        (date(2024, 5, 15), date(2024, 5, 1), True),
        (date(2024, 5, 1), date(2024, 5, 16), False),
        (date(2024, 5, 1), None, True),
    ],
)
def test_days_of_publication(one: date | None, other: date | None, *, met: bool) -> None:
    """Two articles on one subject meet within a fortnight; without a date one may be near any."""
    subjects = [subject_of(article(FIRE, "a", one)), subject_of(article(REPORT, "b", other))]
    assert len(list(near_pairs(subjects))) == met


def test_pairs_in_order() -> None:
    """Every pair comes once, the same way in whatever order the articles are given."""
    subjects = [subject_of(article(FIRE, name, date(2024, 5, day))) for name, day in (("a", 3), ("b", 1), ("c", 2))]
    pairs = [(one.article, other.article) for one, other in near_pairs(subjects)]
    assert pairs == [(one.article, other.article) for one, other in near_pairs(reversed(subjects))]
    assert sorted(sorted(pair) for pair in pairs) == [["a", "b"], ["a", "c"], ["b", "c"]]
