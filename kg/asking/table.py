"""Every question in one table: what `kg ask`, the page of `kg serve` and docs/questions.md are made of."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kg.asking import actors, events, paths, statements
from kg.asking.question import Question

__all__ = ["QUESTIONS"]

_ORDER = (
    *("between", "timeline", "partners", "connection", "facts", "offices"),
    *("said", "sources", "evidence", "planned", "disputed", "new", "publisher"),
    *("actors", "pairs"),
)

_ALL = {each.name: each for room in (events, statements, paths, actors) for each in room.QUESTIONS}

QUESTIONS: Mapping[str, Question] = MappingProxyType({name: _ALL[name] for name in _ORDER})
"""Each question by its name, in the order in which people are shown them."""
