"""A sentence cut into pieces, those that name subject, trigger and object told apart.

Refuses to guess: a mention that does not stand in the sentence as a word of its own is not marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from kg.export.view import EvidenceView

__all__ = ["Piece", "cut", "marked"]

Piece = tuple[str, str]
"""Text and what it is: `subject`, `trigger`, `object`, `both` for subject and object in one, or nothing."""

_Span = tuple[int, int]


def marked(evidence: EvidenceView) -> tuple[Piece, ...]:
    """The evidence's sentence in pieces."""
    return cut(evidence.sentence, evidence.trigger, evidence.subject, evidence.object)


def cut(sentence: str, trigger: str, subject: str = "", obj: str = "") -> tuple[Piece, ...]:
    """Pieces that together are the sentence.

    Of several places, one that no other mention shares counts, and of these the one nearest to the trigger. Where a
    mention stands within another, as the trigger does in "its foreign ministry", it is cut out of the longer one.
    """
    spans: dict[str, _Span] = {}
    for role, text in (("trigger", trigger), ("subject", subject), ("object", obj)):
        near = spans.get("trigger", (0, 0))
        if places := list(_places(sentence, text)):
            spans[role] = min(places, key=lambda span: (_shared(span, spans.values()), _distance(span, near), span))
    return tuple(_pieces(sentence, _roles(len(sentence), spans)))


def _places(sentence: str, text: str) -> Iterator[_Span]:
    start = sentence.find(text) if text else -1
    while start >= 0:
        end = start + len(text)
        if not sentence[max(start - 1, 0) : start].isalnum() and not sentence[end : end + 1].isalnum():
            yield start, end
        start = sentence.find(text, start + 1)


def _shared(span: _Span, taken: Iterable[_Span]) -> bool:
    return any(span[0] < other[1] and other[0] < span[1] for other in taken)


def _distance(span: _Span, near: _Span) -> int:
    return abs(span[0] - near[0])


def _roles(length: int, spans: Mapping[str, _Span]) -> list[str]:
    """What each character belongs to: the shortest mention around it; the trigger where that is as short."""
    roles = [""] * length
    same = "subject" in spans and spans["subject"] == spans.get("object")
    for role, (start, end) in sorted(spans.items(), key=lambda item: (item[1][0] - item[1][1], item[0])):
        roles[start:end] = ["both" if same and role != "trigger" else role] * (end - start)
    return roles


def _pieces(sentence: str, roles: list[str]) -> Iterator[Piece]:
    start = 0
    for role, alike in groupby(roles):
        end = start + sum(1 for _ in alike)
        yield sentence[start:end], role
        start = end
