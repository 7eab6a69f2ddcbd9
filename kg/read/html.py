"""Reads saved web pages through trafilatura; its article's text is the headline and the paragraphs found in the page.

Offsets are those of that text, not of the markup. A date that stands nowhere in the page is not believed, and a
page cut off in the middle gives what it holds.
"""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from trafilatura import bare_extraction

from kg.errors import InputError
from kg.model import Article, Skipped
from kg.read.articles import Declared, make_article
from kg.read.credits import host_of
from kg.read.dates import find_dates, parse_date
from kg.read.files import load_bytes

__all__ = ["read_html"]

MIN_STORY_WORDS = 20
DECLARATION_BYTES = 2048
_CHARSET = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
# What the web calls these is what browsers read as Windows-1252 (WHATWG Encoding Standard, 4.2).
_WEB_NAMES = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}
_XML_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml\b[^>]*\?>")
# Both ends are fixed, since the default for the later one is today; `extensive_search` would guess from any year.
_DATE_SEARCH = {"original_date": True, "extensive_search": False, "min_date": "1800-01-01", "max_date": "2199-12-31"}

for _name in ("trafilatura", "htmldate"):  # they log what we report ourselves; without a handler that goes to stderr
    logging.getLogger(_name).addHandler(logging.NullHandler())


def read_html(path: Path, source: str) -> Iterator[Article | Skipped]:
    """The one article of the page."""
    page = decode_page(load_bytes(path))
    found = _extract(page)
    paragraphs = _paragraphs(found)
    if sum(len(paragraph.split()) for paragraph in paragraphs) < MIN_STORY_WORDS:
        yield Skipped(source, "no story in this page; save the article's own page, or its text as .txt")
        return
    title = _clean(found.get("title"))
    text = "\n\n".join([title, *paragraphs] if title and title != paragraphs[0] else paragraphs)
    yield make_article(text, source, _take_declared(found, page))


def decode_page(content: bytes) -> str:
    """The page as text: as UTF-8 where it is that, else in the encoding it declares; its last character may be cut."""
    declared = _CHARSET.search(content[:DECLARATION_BYTES])
    name = declared[1].decode("ascii").lower() if declared else None
    for encoding in ("utf-8-sig", _WEB_NAMES.get(name, name) if name else None):
        try:
            if encoding:
                return codecs.getincrementaldecoder(encoding)().decode(content, final=False)
        except (LookupError, UnicodeError):
            continue
    raise InputError(
        f"not in the encoding that it declares ({name or 'none, so UTF-8'}); convert it, for instance with"
        " `iconv -f WINDOWS-1252 -t UTF-8`"
    )


def _extract(page: str) -> dict[str, Any]:
    try:
        found = bare_extraction(
            _XML_DECLARATION.sub("", page),
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params=_DATE_SEARCH,
        )
    except (
        Exception
    ) as error:  # a foreign parser on unknown markup: whatever it stumbles over, the next file can be read
        raise InputError(f"the page cannot be parsed ({type(error).__name__}); save its text as .txt") from error
    if found is None:
        return {}
    return found if isinstance(found, dict) else found.as_dict()


def _paragraphs(found: dict[str, Any]) -> list[str]:
    lines = (" ".join(line.split()) for line in str(found.get("text") or "").split("\n"))
    return [line for line in lines if line]


def _take_declared(found: dict[str, Any], page: str) -> Declared:
    url = _clean(found.get("url"))
    return Declared(
        title=_clean(found.get("title")),
        url=url,
        publisher=_clean(found.get("sitename")) or (host_of(url) if url else None),
        author=_clean(found.get("author")),
        published=_written_day(_clean(found.get("date")), page),
    )


def _written_day(value: str | None, page: str) -> date | None:
    """The day, if the page itself writes it out: in a tag, an address or a line of text."""
    day = parse_date(value) if value else None
    if day and (f"{day:%Y%m%d}" in page or any(written.day == day for written in find_dates(page))):
        return day
    return None


def _clean(value: object) -> str | None:
    return " ".join(str(value).split()) or None if value else None
