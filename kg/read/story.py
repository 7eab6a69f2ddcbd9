"""Finds the story in a text as a website gave it: its paragraphs, its headline, and who published it when.

A paragraph counts as furniture only where a row of the table in `kg.read.furniture` or one of the passes below says so;
everything else is story.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kg.model import Span
from kg.read.blocks import Block, split_blocks
from kg.read.credits import find_agency, find_author, find_day, find_publisher, host_of, trim_credits
from kg.read.furniture import Reach, is_date_line, match_rule

__all__ = ["Story", "find_story"]

MIN_HEADLINE_WORDS = 4
MAX_HEADLINE_WORDS = 30
MIN_REPEATED_WORDS = 4
MIN_LINKS = 3
MIN_BIO_CONTEXT = 3  # paragraphs of story before a closing sentence may be about its author

Marks = tuple[str | None, ...]
"""For each block why it is furniture; None for story."""

_BIO = re.compile(
    r"(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}),? (?:is|was|has been|writes|covers|reports|joined)\b"
    r".{0,80}\b(?:journalist|reporter|correspondent|editor|columnist|writer|author|blogger|fellow|professor|researcher|analyst|bureau|covering)\b.*"
)
_CUT_SHORT = re.compile(r"(?:\.\.\.|…)\Z")
_PICTURE = frozenset({"picture file", "picture credit", "picture source", "picture caption", "file photo", "caption"})
_AFTER_TITLE = re.compile(r" [|»] .*\Z")


@dataclass(frozen=True, slots=True)
class Story:
    """What `find_story` found; `body` is in order and without overlap, headline included."""

    body: tuple[Span, ...]
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None


def find_story(text: str, *, saved_page: bool = True) -> Story:
    """The story in the text, with what the text itself says of its origin.

    `saved_page` is for a text as copied or saved from a website, where a story may stand twice among links and comment
    forms. Without it only single paragraphs that are nothing but furniture are left out.
    """
    blocks = split_blocks(text)
    passes = _PAGE_PASSES if saved_page else ()
    marks = _mark_by_table(blocks)
    for mark in passes:
        marks = mark(blocks, marks)
    if len(blocks) == 1 or (not saved_page and all(marks)):
        marks = (None,) * len(blocks)
    return _describe(text, blocks, marks)


def _mark_by_table(blocks: Sequence[Block]) -> Marks:
    return tuple(_mark_block(block.text) for block in blocks)


def _mark_block(text: str) -> str | None:
    rule = match_rule(text)
    if rule:
        return rule.name
    return "date line" if is_date_line(text) else None


def _mark_reached(blocks: Sequence[Block], marks: Marks) -> Marks:
    """Marks also what the furniture above a block reaches: comments to the end, links down to the next prose."""
    found: list[str | None] = []
    reach, reason, told = Reach.BLOCK, None, False
    for block, mark in zip(blocks, marks, strict=True):
        rule = match_rule(block.text) if mark else None
        if (
            reach is not Reach.REST
            and rule
            and rule.reach is not Reach.BLOCK
            and (told or rule.reach is not Reach.REST)
        ):
            reach, reason = rule.reach, rule.name
        elif not mark and _ends_reach(reach, block):
            reach, reason = Reach.BLOCK, None
        found.append(mark or reason)
        told = told or (found[-1] is None and block.is_prose)
        if reach is Reach.NEXT and not mark:
            reach, reason = Reach.BLOCK, None
    return tuple(found)


def _ends_reach(reach: Reach, block: Block) -> bool:
    if reach is Reach.NEXT:
        return block.is_prose and not _BIO.fullmatch(block.text)
    return reach is not Reach.REST and block.is_prose


def _mark_repeats(blocks: Sequence[Block], marks: Marks) -> Marks:
    """Marks the second and further printings of a paragraph, and a teaser that a full paragraph goes on from."""
    keys = [block.key for block in blocks]
    ordered = sorted(keys)
    seen: set[str] = set()
    found: list[str | None] = []
    for block, key, mark in zip(blocks, keys, marks, strict=True):
        repeated = not mark and block.words >= MIN_REPEATED_WORDS and (key in seen or _is_teaser(block, key, ordered))
        found.append("repeated" if repeated else mark)
        if not mark:
            seen.add(key)
    return tuple(found)


def _is_teaser(block: Block, key: str, ordered: Sequence[str]) -> bool:
    """Whether it breaks off with an ellipsis and another paragraph goes on; `ordered` are the keys of all, sorted."""
    place = bisect_right(ordered, key)
    return bool(_CUT_SHORT.search(block.text)) and place < len(ordered) and ordered[place].startswith(key)


def _mark_author_note(blocks: Sequence[Block], marks: Marks) -> Marks:
    """Marks a last paragraph that says who somebody is whom the story never names: its author."""
    story = [place for place, mark in enumerate(marks) if not mark]
    found = _BIO.fullmatch(blocks[story[-1]].text) if len(story) > MIN_BIO_CONTEXT else None
    if not found or any(found["name"].split()[-1] in blocks[place].text for place in story[:-1]):
        return marks
    return _with(marks, {story[-1]: "author note"})


def _mark_edges(blocks: Sequence[Block], marks: Marks) -> Marks:
    """Marks labels above the first and below the last paragraph of prose, and a list of links at the end."""
    story = [place for place, mark in enumerate(marks) if not mark]
    prose = [place for place in story if blocks[place].is_prose]
    if not prose:
        return marks
    head = [place for place in story if place < prose[0]]
    tail = [place for place in story if place > prose[-1] and not blocks[place].is_sentence]
    listed = any(blocks[place].text.endswith(":") for place in (prose[-1], *tail))
    new: dict[int, str] = {}
    if any(blocks[place].words >= MIN_HEADLINE_WORDS for place in head):
        new |= {place: "label" for place in head if blocks[place].words < MIN_HEADLINE_WORDS}
    if not listed:
        new |= {place: "label" for place in tail if len(tail) >= MIN_LINKS or blocks[place].words < MIN_HEADLINE_WORDS}
    return _with(marks, new)


_PAGE_PASSES: tuple[Callable[[Sequence[Block], Marks], Marks], ...] = (
    _mark_reached,
    _mark_repeats,
    _mark_author_note,
    _mark_edges,
)


def _with(marks: Marks, new: dict[int, str]) -> Marks:
    return tuple(new.get(place, mark) for place, mark in enumerate(marks))


def _describe(text: str, blocks: Sequence[Block], marks: Marks) -> Story:
    story = [block for block, mark in zip(blocks, marks, strict=True) if not mark]
    title = _find_title(story)
    lines = list(_credit_lines(blocks, marks))
    address = next((line for line in lines if _rule_name(line) == "address"), None)
    opening = [block.span for block in story[:3]]
    heads = [text[span.start : trim_credits(text, span).start] for span in opening]
    return Story(
        body=tuple(trim_credits(text, block.span) for block in story),
        title=_AFTER_TITLE.sub("", title.text) if title else None,
        published=find_day([*lines, *heads]),
        publisher=find_publisher(lines) or find_agency(text, opening) or (host_of(address) if address else None),
        author=find_author(lines),
        url=address,
    )


def _rule_name(line: str) -> str | None:
    """The name of the row of the table that a furniture line matches."""
    rule = match_rule(line)
    return rule.name if rule else None


def _credit_lines(blocks: Sequence[Block], marks: Marks) -> Iterator[str]:
    """The furniture that may say where a story comes from: no pictures, and nothing that readers wrote."""
    for block, mark in zip(blocks, marks, strict=True):
        if mark == "comments":
            return
        if mark and mark not in _PICTURE and mark != "repeated":
            yield block.text


def _find_title(story: Sequence[Block]) -> Block | None:
    """The first headline above the prose; none for a text that begins with its first sentence."""
    for block, following in pairwise(story):
        if block.is_prose or block.text.endswith((".", ":", ",")):
            return None
        if block.words <= MAX_HEADLINE_WORDS and (block.words >= MIN_HEADLINE_WORDS or following.is_prose):
            return block
    return None
