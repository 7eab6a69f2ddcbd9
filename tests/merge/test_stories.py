"""Stories: copies are one source, reports in other words are not, and the order of articles changes nothing."""

from __future__ import annotations

import random

import pytest

from kg.merge import find_stories
from kg.model import Article, Span

WORDS = [f"word{number}" for number in range(40)]


def text(seed: int, words: int = 120) -> str:
    """A text of its own for each seed."""
    return " ".join(random.Random(seed).choices(WORDS, k=words))  # noqa: S311 -- texts, not secrets


def article(name: str, body: str, furniture: str = "") -> Article:
    """An article whose body is followed by what its site adds."""
    return Article(name, body + furniture, name, (Span(0, len(body)),))


ORIGINAL = text(1)
CASES = {
    "equal": (ORIGINAL, True),
    "another headline": (text(2, 8) + " " + ORIGINAL, True),
    "a paragraph cut": (ORIGINAL[: len(ORIGINAL) * 3 // 4], True),
    "capitals and punctuation": (ORIGINAL.upper().replace(" ", ", "), True),
    "one paragraph quoted": (text(3) + " " + ORIGINAL[: len(ORIGINAL) // 4], False),
    "another text": (text(4), False),
    "empty": ("", False),
}


@pytest.mark.parametrize("case", CASES)
def test_copies_are_one_story(case: str) -> None:
    """A reprint is the same story, also with another headline or a cut paragraph; a quotation makes none."""
    body, is_copy = CASES[case]
    stories = find_stories([article("a", ORIGINAL), article("b", body)])
    assert (stories["a"] == stories["b"]) is is_copy


def test_furniture_makes_no_story() -> None:
    """Only the body counts: two articles of one site share its furniture and nothing else."""
    stories = find_stories([article("a", text(5), text(9, 500)), article("b", text(6), text(9, 500))])
    assert stories["a"] != stories["b"]


def test_short_notes_are_copies_only_when_equal() -> None:
    """A sentence that stands in a longer article is not that article."""
    stories = find_stories([article("a", text(1, 12)), article("b", ORIGINAL), article("c", text(1, 12))])
    assert stories["a"] == stories["c"] != stories["b"]


def test_stories_are_free_of_order() -> None:
    """The same articles in another order have the same stories under the same ids."""
    articles = [
        article(f"{seed}{copy}", f"{text(copy + 50, 6)} {text(seed)}") for seed in range(9) for copy in range(3)
    ]
    stories = find_stories(articles)
    random.Random(0).shuffle(articles)  # noqa: S311 -- an order, not a secret
    assert find_stories(articles) == stories
    assert len(set(stories.values())) == 9
