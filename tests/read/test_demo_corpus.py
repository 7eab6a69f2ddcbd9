"""The demo corpus reads as it was meant to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.model import Article, Skipped
from kg.read import read_articles

HARBOUR = "The Harbour Post"
WIRE = "Pacific Wire"
HARTWELL = "Mina Hartwell"
EXPECTED = {
    "agency-reprint.txt": ("Seoul walks away from secrets deal", "The Northern Ledger", None, date(2019, 8, 22), 7),
    "export-list.txt": (
        "Japan drops South Korea from its list of trusted trade partners",
        HARBOUR,
        HARTWELL,
        date(2019, 8, 2),
        8,
    ),
    "later-articles.jsonl#L1": (
        "Who gains when two allies stop talking",
        "Meridian Review",
        "Tomas Ekberg",
        date(2019, 8, 26),
        8,
    ),
    "later-articles.jsonl#L2": ("Seoul complains to WTO about Japanese export rules", WIRE, None, date(2019, 9, 11), 7),
    "later-articles.jsonl#L3": ("South Korea suspends its exit from GSOMIA", HARBOUR, HARTWELL, date(2019, 11, 22), 8),
    "seoul-ends-pact.txt": (
        "South Korea scraps GSOMIA as dispute with Tokyo deepens",
        WIRE,
        None,
        date(2019, 8, 22),
        8,
    ),
    "tokyo-protests.html": (
        "Japan protests against end of intelligence pact",
        "The Sumida Chronicle",
        "Haruka Linden",
        date(2019, 8, 23),
        8,
    ),
    "washington-reacts.txt": (
        "Washington regrets end of Korea-Japan pact",
        "Capitol Courier",
        None,
        date(2019, 8, 23),
        7,
    ),
}
FURNITURE = (
    "cookie",
    "Captcha",
    "captcha",
    "Share",
    "214",
    "Tags",
    "Subscribe",
    "newsletter",
    "All rights",
    "Views:",
    "Read more",
    "boycott",
    "crane",
    "By Haruka",
    "Page generated",
    "logged in",
    "Pacific Wire",
)


@pytest.fixture(scope="module")
def corpus(checkout: Path) -> dict[str, Article]:
    """The articles by file name."""
    skipped: list[Skipped] = []
    found = {Path(article.source).name: article for article in read_articles([checkout / "sources"], skipped.append)}
    assert not skipped
    return found


def test_what_is_found(corpus: dict[str, Article]) -> None:
    """Title, publisher, author, day and the number of paragraphs of each article are those that were written."""
    found = {
        name: (article.title, article.publisher, article.author, article.published, len(article.body))
        for name, article in corpus.items()
    }
    assert found == EXPECTED


@pytest.mark.parametrize("name", EXPECTED)
def test_no_furniture_in_the_body(corpus: dict[str, Article], name: str) -> None:
    """Nothing of what stands around the story gets into it, and no sentence of it stands there twice."""
    article = corpus[name]
    parts = [article.text[span.start : span.end] for span in article.body]
    assert not [word for word in FURNITURE if any(word in part for part in parts)]
    assert len(set(parts)) == len(parts)
