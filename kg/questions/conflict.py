"""What a conflict between sources is made of: two or more sides, each with all the statements that take it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kg.questions.stored import Statement, StoredEvent

__all__ = ["Conflict", "ConflictKind", "Side", "is_separate", "side_of"]


class ConflictKind(StrEnum):
    """How sources are at odds with each other."""

    DISPUTED = "disputed"
    """Some say that it happened, or is planned, and some that it did not, or is not."""
    CONTRADICTORY = "contradictory"
    """At one time, two are said to be what only one can be."""
    CHANGED = "changed"
    """What was so at one time was not at another."""
    FIGURES = "figures"
    """Different stories give different amounts of one thing."""


@dataclass(frozen=True, slots=True)
class Side:
    """What some of the sources say, in a few words, and where, in order of publication.

    `since` and `until` are the first and the last day for which it is said: the time that words give, else the day on
    which it was published. They are None where neither is known, or where it is told as past.
    """

    says: str
    statements: tuple[Statement, ...]
    since: date | None = None
    until: date | None = None

    @property
    def order(self) -> tuple[bool, date, date, tuple[date, str, str, str], str]:
        """By time, what is told as past first."""
        first = self.statements[0].order
        return self.since is not None, self.since or date.min, self.until or date.min, first, self.says


@dataclass(frozen=True, slots=True)
class Conflict:
    """What is in conflict, in a few words, and its sides. `events` and `entities` are the IRIs that it is about."""

    kind: ConflictKind
    what: str
    sides: tuple[Side, ...]
    events: tuple[str, ...]
    entities: tuple[str, ...]

    @classmethod
    def of(cls, kind: ConflictKind, what: str, sides: Iterable[Side], events: Iterable[StoredEvent]) -> Conflict:
        """The conflict about these events, everything in its order."""
        about = sorted(events, key=lambda event: event.iri)
        ends = sorted({end.iri for event in about for end in (event.subject, event.object)})
        return cls(kind, what, tuple(sides), tuple(event.iri for event in about), tuple(ends))


def side_of(says: str, statements: Iterable[Statement], is_past: Callable[[Statement], bool] | None = None) -> Side:
    """The side that these statements take; those that `is_past` holds for don't say when."""
    found = tuple(sorted(statements, key=lambda statement: statement.order))
    spans = [_span(each) for each in found if not (is_past and is_past(each))]
    since = min((first for first, _ in spans if first), default=None)
    return Side(says, found, since, max((last for _, last in spans if last), default=None))


def _span(statement: Statement) -> tuple[date | None, date | None]:
    return statement.earliest or statement.published, statement.latest or statement.published


def is_separate(one: Side, other: Side) -> bool:
    """Whether the first side was said to be so, and no longer, before the second."""
    return one.until is not None and other.since is not None and one.until < other.since
