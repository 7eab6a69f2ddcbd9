"""Disputes: events that some say happened, or are planned, and some say did not, or are not.

That something had not happened before it did is no dispute, and neither is a state of affairs that came to its end:
those are changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from kg.questions.conflict import Conflict, ConflictKind, Side, is_separate, side_of
from kg.questions.stored import Statement, StoredEvent

__all__ = ["NEGATIVE_EVENTS", "find_disputes"]

SAYS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"actual": ("says so", "denies it"), "intended": ("planned", "not planned")}
)
"""What the two sides say, by the modality of their claims; it may be, and it may not, do not contradict."""

SO, NOT_SO = "it is so", "it is not so"
"""What they say where both are right, each in its time."""

_GONE = frozenset({"no longer", "any longer", "anymore", "any more", "ceased to", "stopped being"})

NEGATIVE_EVENTS = """
SELECT DISTINCT ?event { ?claim kg:polarity "negative" . ?event kg:claim ?claim }
"""
"""The events that can be disputed at all."""


def find_disputes(events: Iterable[StoredEvent]) -> Iterator[Conflict]:
    """The conflicts within single events, in their order."""
    for event in events:
        for modality, (yes, no) in SAYS.items():
            told = [statement for statement in event.statements if statement.modality == modality]
            denials = [each for each in told if not each.positive and not _is_not_yet(each, event)]
            claims = [each for each in told if each.positive]
            if claims and denials:
                sides = side_of(yes, claims), side_of(no, denials)
                kind = ConflictKind.CHANGED if _changed(event, modality, *sides) else ConflictKind.DISPUTED
                if kind is ConflictKind.CHANGED and modality == "actual":
                    sides = replace(sides[0], says=SO), replace(sides[1], says=NOT_SO)
                yield Conflict.of(kind, event.what, sorted(sides, key=lambda side: side.order), [event])


def _is_not_yet(denial: Statement, event: StoredEvent) -> bool:
    """Whether it was said before the event: for certain or, in the article's own voice, as far as is known."""
    happened = event.latest if denial.speaker is None else event.earliest
    return bool(event.plover and denial.published and happened and denial.published < happened)


def _changed(event: StoredEvent, modality: str, claims: Side, denials: Side) -> bool:
    """Whether both can be true, one after the other.

    A plan can be dropped, and a state can end or begin; an act that an article, in its own voice, says has not happened
    can happen later.
    """
    if any(word in statement.sentence.casefold() for statement in denials.statements for word in _GONE):
        return True
    not_yet = is_separate(denials, claims)
    if modality == "intended" or event.plover is None:
        return not_yet or is_separate(claims, denials)
    return not_yet and all(statement.speaker is None for statement in denials.statements)
