"""Which articles the graph is made of, and which of them are one story. It compares no two texts itself."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kg.merge import bands_of, find_stories
from kg.model import Article, content_hash
from kg.store.codec import decode, encode
from kg.store.ledger import Ledger

__all__ = [
    "ARTICLES",
    "Retold",
    "all_hashes",
    "article_of",
    "articles_in",
    "articles_of",
    "digest_of",
    "drop_articles",
    "has_copy",
    "hash_of",
    "is_there",
    "put_articles",
    "reading_of",
    "replaced_by",
    "settle_stories",
    "story_of",
]

ARTICLES = """
CREATE TABLE IF NOT EXISTS article (
    article TEXT PRIMARY KEY,  -- the hash of its id, as in its IRI
    reading TEXT NOT NULL,
    digest TEXT NOT NULL,      -- of all that is known of it
    source TEXT NOT NULL,      -- the hash of where it came from
    story TEXT,
    published TEXT,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS article_by_story ON article (story);
CREATE INDEX IF NOT EXISTS article_by_source ON article (source);
CREATE TABLE IF NOT EXISTS band (band TEXT, article TEXT, PRIMARY KEY (band, article)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS band_by_article ON band (article);
"""


_LINE = re.compile(r"#L\d+$")


@dataclass(frozen=True, slots=True)
class Retold:
    """What a change of articles does to stories: those that are other ones now, and the articles that moved."""

    stories: frozenset[str]
    articles: frozenset[str]


def hash_of(article: Article) -> str:
    """How the tables call an article."""
    return content_hash(article.id)


def digest_of(article: Article) -> str:
    """A hash of all that is known of an article: another one means that it has to be taken in again."""
    return content_hash(_body(article))


def _body(article: Article) -> str:
    return json.dumps(encode(article))


def article_of(ledger: Ledger, article: str) -> Article:
    """The article with this hash."""
    ((body,),) = ledger.rows("SELECT body FROM article WHERE article = ?", article)
    return decode(Article, json.loads(body))


def articles_of(ledger: Ledger) -> Iterator[Article]:
    """The articles that the graph is made of, one after the other."""
    for (article,) in ledger.rows("SELECT article FROM article ORDER BY article"):
        yield article_of(ledger, article)


def articles_in(ledger: Ledger, story: str) -> tuple[Article, ...]:
    """The articles of one story."""
    rows = ledger.rows("SELECT article FROM article WHERE story = ? ORDER BY article", story)
    return tuple(article_of(ledger, article) for (article,) in rows)


def story_of(ledger: Ledger, article: str) -> tuple[str, ...]:
    """The story of the article with this hash; nothing where there is no such article."""
    return tuple(story for (story,) in ledger.rows("SELECT story FROM article WHERE article = ?", article))


def is_there(ledger: Ledger, article: Article) -> bool:
    """Whether the article is in the graph, just as it is given."""
    return (digest_of(article),) in ledger.rows("SELECT digest FROM article WHERE article = ?", hash_of(article))


def has_copy(ledger: Ledger, article: Article) -> bool:
    """Whether the same article is there from another file that comes before: of exact copies the first file counts."""
    if not story_of(ledger, hash_of(article)):
        return False
    there = article_of(ledger, hash_of(article))
    return there.source < article.source and replace(there, source=article.source) == article


def replaced_by(ledger: Ledger, articles: Collection[Article]) -> frozenset[str]:
    """The hashes of the articles that came from the same files, now that the files hold these instead.

    Only of files that hold one article: a line of a JSON Lines file is known by its id, and not by where it stands.
    """
    given = {article.source: hash_of(article) for article in articles if not _LINE.search(article.source)}
    found = (
        (row[0], article)
        for source, article in given.items()
        for row in ledger.rows("SELECT article FROM article WHERE source = ?", content_hash(source))
    )
    return frozenset(there for there, article in found if there != article) - frozenset(map(hash_of, articles))


def all_hashes(ledger: Ledger) -> frozenset[str]:
    """The hashes of the articles that are in the graph."""
    return frozenset(article for (article,) in ledger.rows("SELECT article FROM article"))


def reading_of(ledger: Ledger, article: str) -> str:
    """The name of the reading of the article with this hash."""
    ((reading,),) = ledger.rows("SELECT reading FROM article WHERE article = ?", article)
    return str(reading)


def put_articles(ledger: Ledger, articles: Sequence[Article], readings: Iterable[str]) -> None:
    """Take in articles that are not there, each with the name of its reading."""
    ledger.change(
        "INSERT INTO article (article, reading, digest, source, published, body) VALUES (?, ?, ?, ?, ?, ?)",
        (
            (hash_of(each), reading, digest_of(each), content_hash(each.source), _day(each.published), _body(each))
            for each, reading in zip(articles, readings, strict=True)
        ),
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def drop_articles(ledger: Ledger, articles: Collection[str]) -> frozenset[str]:
    """Take out articles; the stories that they were in."""
    stories = _stories(ledger, articles)
    ledger.change("DELETE FROM article WHERE article = ?", ((article,) for article in articles))
    ledger.change("DELETE FROM band WHERE article = ?", ((article,) for article in articles))
    return stories


def settle_stories(ledger: Ledger, added: Sequence[Article], left: frozenset[str]) -> Retold:
    """Find the stories of the articles that came, and of those whose story (`left`) lost one.

    Only whole stories are looked at again: those that lost an article, and those of articles that share a band with one
    that came.
    """
    bands = [(band, hash_of(article)) for article in added for band in sorted(bands_of(article))]
    ledger.change("INSERT INTO band VALUES (?, ?)", bands)
    near = {row[0] for row in ledger.each("SELECT article FROM band WHERE band = ?", {band for band, _ in bands})}
    near |= {hash_of(article) for article in added}
    old = left | _stories(ledger, near)
    members = near | {row[0] for row in ledger.each("SELECT article FROM article WHERE story = ?", sorted(old))}
    return _retell(ledger, members, old)


def _retell(ledger: Ledger, members: Collection[str], old: frozenset[str]) -> Retold:
    found = find_stories(article_of(ledger, article) for article in sorted(members))
    stories = {content_hash(article): story for article, story in found.items()}
    moved = frozenset(article for article in members if story_of(ledger, article) != (stories[article],))
    ledger.change("UPDATE article SET story = ? WHERE article = ?", ((stories[each], each) for each in sorted(moved)))
    return Retold(old | frozenset(stories.values()), moved)


def _stories(ledger: Ledger, articles: Collection[str]) -> frozenset[str]:
    found = ledger.each("SELECT story FROM article WHERE article = ? AND story IS NOT NULL", sorted(articles))
    return frozenset(row[0] for row in found)
