"""Splits a text into its paragraphs, with their exact places; knows nothing of what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.model import Span

__all__ = ["Block", "split_blocks"]

MIN_WRAPPED_CHARS = 30  # a shorter line was ended by its writer, not by a margin
MIN_RUN_ON_CHARS = 15  # a shorter line in lower case may be a button ("share")
MIN_PROSE_WORDS = 6
MIN_UNENDED_PROSE_WORDS = 25  # a paragraph this long is prose even if its full stop was lost

_BREAK = re.compile(r"\r\n?|[\n\v\f\x85\u2028\u2029]")
_MARGIN = re.compile(r"[\s\ufeff\u200b]*(?:[•·▪●■◆*–—-]\s+)?")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\Z")
_PLAIN_WORD = re.compile(r"[a-zà-ÿ][\w'’-]*[,.;:!?\"”’)]*(?:\s|\Z)")  # not "https://…"
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a headline or a line of site furniture. `text` is what stands there with white space collapsed."""

    span: Span
    text: str

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(1 for _ in _WORD.finditer(self.text))

    @property
    def is_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return _SENTENCE_END.search(self.text) is not None

    @property
    def is_prose(self) -> bool:
        """Whether it is a paragraph of running text, rather than a headline, a label or a button."""
        return self.words >= (MIN_PROSE_WORDS if self.is_sentence else MIN_UNENDED_PROSE_WORDS)

    @property
    def key(self) -> str:
        """Its words alone: equal for two printings of the same paragraph."""
        return " ".join(_WORD.findall(self.text.casefold()))


def split_blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs of the text in order: lines between blank lines, a hard-wrapped paragraph as one.

    Lines without a letter or digit separate like blank ones. A bullet is not part of its paragraph.
    """
    return tuple(_make_block(text, span) for span in _paragraphs(text, tuple(_lines(text))))


def _lines(text: str) -> Iterator[Span]:
    """Each line without its margins; an empty span for one that says nothing."""
    start = 0
    for found in _BREAK.finditer(text):
        yield _trim(text, start, found.start())
        start = found.end()
    yield _trim(text, start, len(text))


def _trim(text: str, start: int, end: int) -> Span:
    margin = _MARGIN.match(text, start, end)
    first = margin.end() if margin else start
    last = first + len(text[first:end].rstrip())
    return Span(first, last if _WORD.search(text, first, last) else first)


def _paragraphs(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    width = _wrap_width(text, lines)
    current: Span | None = None
    previous = Span(0, 0)
    for line in lines:
        blank = line.start == line.end
        if current and not blank and _runs_on(text, previous, line, width):
            current = Span(current.start, line.end)
        else:
            if current:
                yield current
            current = None if blank else line
        previous = line
    if current:
        yield current


def _wrap_width(text: str, lines: Sequence[Span]) -> int:
    """The margin at which the text was wrapped; 0 if it was not."""
    breaks = [(a, b) for a, b in pairwise(lines) if _length(a) >= MIN_WRAPPED_CHARS and _length(b)]
    unended = [(a, b) for a, b in breaks if not _ends_sentence(text, a)]
    wrapped = [_length(a) for a, b in unended if _is_mid_sentence(text, a, b)]
    return max(wrapped) if wrapped and 2 * len(unended) >= len(breaks) else 0


def _runs_on(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the second line goes on with the first one's paragraph."""
    if _length(line) < MIN_WRAPPED_CHARS:
        return False
    if _is_mid_sentence(text, line, following):
        return bool(width) or _length(following) >= MIN_RUN_ON_CHARS or _ends_sentence(text, following)
    if not width or _is_indented(text, following) > _is_indented(text, line):
        return False
    first_word = text[following.start : following.end].split(maxsplit=1)[0]
    return _length(line) + 1 + len(first_word) > width


def _is_mid_sentence(text: str, line: Span, following: Span) -> bool:
    return not _ends_sentence(text, line) and _PLAIN_WORD.match(text, following.start, following.end) is not None


def _ends_sentence(text: str, line: Span) -> bool:
    return _SENTENCE_END.search(text[line.start : line.end][-8:]) is not None


def _is_indented(text: str, line: Span) -> bool:
    return line.start > 0 and text[line.start - 1] in " \t\u3000"


def _length(line: Span) -> int:
    return line.end - line.start


def _make_block(text: str, span: Span) -> Block:
    return Block(span, " ".join(text[span.start : span.end].split()))
