"""Makes an article of a text and what came with it; refuses what has no story, is too long, or is not in English."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kg.model import Article, Skipped, content_hash
from kg.read.credits import host_of
from kg.read.language import find_foreign_language
from kg.read.story import Story, find_story

__all__ = ["MAX_ARTICLE_CHARS", "Declared", "make_article"]

MAX_ARTICLE_CHARS = 2_000_000


@dataclass(frozen=True, slots=True)
class Declared:
    """What the format says of an article outside its text. It goes before what the text says."""

    id: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    language: str | None = None


def make_article(
    text: str, source: str, declared: Declared = Declared(), *, saved_page: bool = True
) -> Article | Skipped:
    """The article, or why it is none; `text` is kept exactly as given. `saved_page` as in `find_story`."""
    if reason := _refuse_text(text):
        return Skipped(source, reason)
    story = find_story(text, saved_page=saved_page)
    if not story.body:
        return Skipped(source, "no story among the site furniture; give a file that holds the article's text")
    words = " ".join(text[span.start : span.end] for span in story.body)
    if reason := _refuse_language(words, declared.language):
        return Skipped(source, reason)
    return _assemble(text, source, declared, story)


def _assemble(text: str, source: str, declared: Declared, story: Story) -> Article:
    url = declared.url or story.url
    return Article(
        id=declared.id or content_hash(text),
        text=text,
        source=source,
        body=story.body,
        title=declared.title or story.title,
        url=url,
        publisher=declared.publisher or story.publisher or (host_of(url) if url else None),
        author=declared.author or story.author,
        published=declared.published or story.published,
    )


def _refuse_text(text: str) -> str | None:
    if not any(char.isalnum() for char in text):
        return "empty; give a file that holds an article's text"
    if len(text) > MAX_ARTICLE_CHARS:
        return f"{len(text):,} characters are too long for one article (at most {MAX_ARTICLE_CHARS:,}); split it"
    if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
        return "the text holds characters that no text has (NUL or half of a pair); write it again as UTF-8"
    return None


def _refuse_language(words: str, declared: str | None) -> str | None:
    """Why the language is not for us. A declared one is believed, whatever the words are."""
    if declared:
        english = declared.strip().lower().replace("_", "-").split("-")[0] in {"en", "eng", "english"}
        return (
            None
            if english
            else f"declared as {declared!r}, and only English is read; translate it, or correct its language"
        )
    found = find_foreign_language(words)
    return f"written in {found} as it seems, and only English is read; translate it, or leave it out" if found else None
