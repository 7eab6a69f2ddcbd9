"""Who published and who wrote a story, from the lines where sites and agencies say so; never guessed from the prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from urllib.parse import urlsplit

from kg.model import Span
from kg.read.dates import MONTH, WrittenDate, find_dates
from kg.read.furniture import AGENCIES, NAME

__all__ = ["find_agency", "find_author", "find_day", "find_publisher", "host_of", "trim_credits"]

_DAY = rf"(?:,? (?:{MONTH} \d\d?|\d\d? {MONTH})(?:,? \d{{4}})?)?"
_PLACE = r"[A-Z][\w.'’-]*(?:[ /][A-Z][\w.'’-]*){0,4}"

# What stands in front of a paragraph's first sentence: "SEOUL, Aug 22 (Pacific Wire) - ".
_HEADS = (
    re.compile(rf"{_PLACE}(?:, {_PLACE})?{_DAY} ?\((?P<agency>[A-Z][\w.&'’/ -]{{1,40}})\) ?(?:[-–—]{{1,3}}|:)\s*"),
    re.compile(
        rf"[A-Z][A-Z.'’/ -]{{3,40}}[A-Z](?:, [A-Z][\w. ]{{1,30}})?{_DAY} ?(?: [-–—]{{1,2}} |[–—]|--)\s*"
        r"(?=[\"“‘']?[A-Z])"
    ),
    re.compile(rf"\((?P<agency>{AGENCIES})\) ?[-–—]{{1,3}}\s*"),
)
# What stands behind its last one.
_TAILS = (
    re.compile(
        r"\s*\((?i:(?:additional )?(?:reporting|writing|editing|compiled|translated)\b[^()]{0,40}\bby) [^()]{1,300}\)"
        r"\.?\Z"
    ),
    re.compile(rf"(?<=[.!?\"”’])\s*(?:[-–—]{{1,2}}\s?|\(|/)(?P<agency>{AGENCIES})\)?\.?\Z"),
    re.compile(r"(?i:\s*(?:read more|continue reading|read full story|more)\s?(?:»|›|>>|→|\.\.\.|…))\Z"),
    re.compile(r"\s*\[(?:…|\.\.\.)\]\Z"),
)
_WRITER = r"(?i:by|written by|words by|story by|report by|reported by|posted by|authors?|reporter|writer) ?[:|]? ?"
_PERSONS = rf"{NAME}(?:(?:, {NAME})*(?:,? and | & ){NAME})?"
_MEDIUM = rf"(?:The {NAME}|{AGENCIES})"
_PUBLISHER_LINES = (
    re.compile(rf"(?i:source|agency) ?: ?(?P<name>{NAME}(?: & {NAME})?)"),
    re.compile(
        rf"(?i:.{{0,40}}(?:©|\(c\)|copyright)+(?: by)?[\s,]*(?:\d{{4}}(?: ?[-–] ?\d{{4}})?)?[\s,]*)(?P<name>{NAME}).*"
    ),
    re.compile(
        rf"(?i:this (?:article|story|report|post).{{0,30}}(?:published|appeared) (?:in|by|on) )(?P<name>{NAME}).*"
    ),
    re.compile(rf"{_WRITER}{_PERSONS}(?:,| \||,? for| of) (?P<name>{_MEDIUM})"),
    re.compile(rf"(?P<name>{AGENCIES})\b.*\d{{4}}.*"),
    re.compile(rf"(?P<name>{NAME}) ?[|•·] .*\d{{4}}.*"),
    re.compile(rf"\W?(?P<name>{AGENCIES})\W?"),
)
_AUTHOR_LINES = (
    re.compile(rf"{_WRITER}(?P<name>{_PERSONS})(?:(?: ?[|•·]|,| in | for | of | (?i:staff|special) ).*)?"),
    re.compile(rf"(?P<name>{NAME}) is (?:an?|the) .*"),
)
_RIGHTS = re.compile(r"(?i)[.,|\s]*all rights reserved.*|(?<=\w{4})\. .*|\.\Z")
_BYLINE_LABEL = re.compile(r"(?i:by|written by|posted by|author):?")
_UNNAMED = re.compile(r"(?i)(?:our|the|an?|staff|web|news|agency|agencies|reuters|afp|ap|published|updated|admin)\b")
_LATER = re.compile(r"(?i)(?:last |)(?:updated?|modified|changed)\b[^|]{0,25}\Z")
_FIRST = re.compile(r"(?i)(?:published|posted|dated?)\b[^|]{0,25}\Z")


def trim_credits(text: str, span: Span) -> Span:
    """The span without the place and agency in front of its first sentence and the credits behind its last."""
    start = max((found.end() for found in _matched_heads(text, span)), default=span.start)
    found_tails = (pattern.search(text, max(start, span.end - 400), span.end) for pattern in _TAILS)
    end = min((found.start() for found in found_tails if found), default=span.end)
    return Span(start, end) if any(char.isalpha() for char in text[start:end]) else span


def find_agency(text: str, spans: Sequence[Span]) -> str | None:
    """The agency that a story's first paragraph credits: "SEOUL (Pacific Wire) -" names Pacific Wire."""
    for span in spans:
        for found in _matched_heads(text, span):
            if agency := found.groupdict().get("agency"):
                return agency
    return None


def find_publisher(lines: Sequence[str]) -> str | None:
    """The publisher that a furniture line names: a source line before a copyright, that before an agency's name."""
    for pattern in _PUBLISHER_LINES:
        for line in lines:
            if found := pattern.fullmatch(_RIGHTS.sub("", line)):
                return found["name"]
    return None


def find_author(lines: Sequence[str]) -> str | None:
    """The person or persons whom a byline, on one line or two, or a note on the author names."""
    broken = [f"{label} {name}" for label, name in pairwise(lines) if _BYLINE_LABEL.fullmatch(label)]
    for line in (*lines, *broken):
        for pattern in _AUTHOR_LINES:
            found = pattern.fullmatch(line)
            if found and not _UNNAMED.match(found["name"]) and not find_dates(found["name"]):
                return found["name"].title() if found["name"].isupper() else found["name"]
    return None


def find_day(lines: Sequence[str]) -> date | None:
    """The day of publication: one called so before a bare one, the day of a later change only for want of others."""
    ranked = [
        (_rank(line, written), place, written.day) for place, line in enumerate(lines) for written in find_dates(line)
    ]
    return min(ranked, key=lambda found: found[:2])[2] if ranked else None


def host_of(address: str) -> str | None:
    """The host of a web address without `www.`."""
    try:
        host = urlsplit(address if "//" in address else "//" + address).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _matched_heads(text: str, span: Span) -> Iterator[re.Match[str]]:
    for pattern in _HEADS:
        if found := pattern.match(text, span.start, span.end):
            yield found


def _rank(line: str, written: WrittenDate) -> int:
    before = line[: written.span.start]
    if _LATER.search(before):
        return 3
    if _FIRST.search(before):
        return 0
    return 2 if "://" in line else 1
