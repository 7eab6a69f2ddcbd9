"""A sentence cut into pieces, those that name subject, trigger and object told apart.

Refuses to guess: a mention that does not stand in the sentence as a word of its own is not marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from kg.export.view import EvidenceView

__all__ = ["Mark", "Piece", "cut", "marked", "marks"]

Piece = tuple[str, str]
"""Text and what it is: `subject`, `trigger`, `object`, `both` for subject and object in one, or nothing."""

Mark = tuple[int, int, str]
"""Where such a piece begins and ends, and what it is."""

_Span = tuple[int, int]


def marked(evidence: EvidenceView) -> tuple[Piece, ...]:
    """The evidence's sentence in pieces."""
    return cut(evidence.sentence, evidence.trigger, evidence.subject, evidence.object)


def cut(sentence: str, trigger: str, subject: str = "", obj: str = "") -> tuple[Piece, ...]:
    """Pieces that together are the sentence, as `marks` says."""
    return tuple(_pieces(sentence, marks(sentence, trigger, subject, obj)))


def marks(sentence: str, trigger: str, subject: str = "", obj: str = "") -> list[Mark]:
    """What to mark, in the order of the sentence, nothing twice.

    Of several places, one that no other mention shares counts, and of these the one nearest to the trigger. Where a
    mention stands within another, as the trigger does in "its foreign ministry", it is cut out of the longer one.
    """
    spans: dict[str, _Span] = {}
    for role, text in (("trigger", trigger), ("subject", subject), ("object", obj)):
        if places := list(_places(sentence, text)):
            spans[role] = places[0] if len(places) == 1 else _best(places, spans)
    if "subject" in spans and spans["subject"] == spans.get("object"):
        spans["both"] = spans.pop("subject")
        del spans["object"]
    found = sorted((start, end, role) for role, (start, end) in spans.items())
    apart = all(one[1] <= other[0] for one, other in pairwise(found))
    return found if apart else list(_joined(_parts(spans)))


def _places(sentence: str, text: str) -> Iterator[_Span]:
    start = sentence.find(text) if text else -1
    while start >= 0:
        end = start + len(text)
        if not sentence[max(start - 1, 0) : start].isalnum() and not sentence[end : end + 1].isalnum():
            yield start, end
        start = sentence.find(text, start + 1)


def _best(places: Iterable[_Span], taken: Mapping[str, _Span]) -> _Span:
    near = taken.get("trigger", (0, 0))[0]
    return min(places, key=lambda span: (_shared(span, taken.values()), abs(span[0] - near), span))


def _shared(span: _Span, taken: Iterable[_Span]) -> bool:
    return any(span[0] < other[1] and other[0] < span[1] for other in taken)


def _parts(spans: Mapping[str, _Span]) -> Iterator[Mark]:
    """Between two ends of mentions, what the shortest mention around it is; the trigger where another is as short."""
    ranked = sorted((end - start, role != "trigger", role, start, end) for role, (start, end) in spans.items())
    ends = sorted({end for span in spans.values() for end in span})
    for start, end in pairwise(ends):
        yield from next(
            ([(start, end, role)] for _, _, role, first, last in ranked if first <= start and end <= last), []
        )


def _joined(parts: Iterable[Mark]) -> Iterator[Mark]:
    """The marks, those that are alike and touch each other as one."""
    open_: Mark | None = None
    for part in parts:
        if open_ and open_[1:] == (part[0], part[2]):
            open_ = (open_[0], part[1], part[2])
            continue
        if open_:
            yield open_
        open_ = part
    if open_:
        yield open_


def _pieces(sentence: str, found: Iterable[Mark]) -> Iterator[Piece]:
    at = 0
    for start, end, role in found:
        if at < start:
            yield sentence[at:start], ""
        yield sentence[start:end], role
        at = end
    if at < len(sentence):
        yield sentence[at:], ""
