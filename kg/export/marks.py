"""A sentence cut into pieces, those that name subject, trigger and object told apart.

Refuses to guess: a mention that does not stand in the sentence as a word of its own is not marked.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.export.view import EvidenceView

__all__ = ["Piece", "cut", "marked"]

Piece = tuple[str, str]
"""Text and what it is: `subject`, `trigger`, `object` or nothing."""


def marked(evidence: EvidenceView) -> tuple[Piece, ...]:
    """The evidence's sentence in pieces."""
    return cut(evidence.sentence, evidence.trigger, evidence.subject, evidence.object)


def cut(sentence: str, trigger: str, subject: str = "", obj: str = "") -> tuple[Piece, ...]:
    """Pieces that together are the sentence. Of several places, the one nearest to the trigger counts."""
    spans: dict[str, tuple[int, int]] = {}
    for role, text in (("trigger", trigger), ("subject", subject), ("object", obj)):
        middle = spans.get("trigger", (0, 0))[0]
        free = [span for span in _places(sentence, text) if not any(_overlap(span, taken) for taken in spans.values())]
        if free:
            spans[role] = min(free, key=lambda span: (abs(span[0] - middle), span))
    return tuple(_pieces(sentence, sorted((start, end, role) for role, (start, end) in spans.items())))


def _places(sentence: str, text: str) -> Iterator[tuple[int, int]]:
    start = sentence.find(text) if text else -1
    while start >= 0:
        end = start + len(text)
        if not sentence[max(start - 1, 0) : start].isalnum() and not sentence[end : end + 1].isalnum():
            yield start, end
        start = sentence.find(text, start + 1)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _pieces(sentence: str, spans: list[tuple[int, int, str]]) -> Iterator[Piece]:
    at = 0
    for start, end, role in spans:
        if at < start:
            yield sentence[at:start], ""
        yield sentence[start:end], role
        at = end
    if at < len(sentence):
        yield sentence[at:], ""
