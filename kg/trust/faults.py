"""What verifying gives: faults, the table of checks that find them, and the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["Check", "Fault", "Report"]

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something that the graph says and that is not so. `kind` names the check that found it."""

    kind: str
    iri: str
    message: str


@dataclass(frozen=True, slots=True)
class Check(Generic[Part]):
    """One promise that a part of the graph keeps. `find` gives IRI and message of each place where it does not."""

    kind: str
    promise: str
    find: Callable[[Part], Iterable[tuple[str, str]]]

    def faults(self, part: Part) -> Iterator[Fault]:
        """Where the part does not keep the promise."""
        return (Fault(self.kind, iri, message) for iri, message in self.find(part))


@dataclass(frozen=True, slots=True)
class Report:
    """All faults, sorted, and how much was looked through to find them."""

    faults: tuple[Fault, ...]
    articles: int
    spans: int
    claims: int
    events: int
    facts: int
    entities: int
    stories: int

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults
