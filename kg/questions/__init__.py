"""The questions people ask of a stored graph: what happened, to whom, and where sources are at odds. Read-only."""

from kg.questions.conflict import Conflict, ConflictKind, Side
from kg.questions.conflicts import conflicts
from kg.questions.happenings import Happening, HappeningSelection, happenings
from kg.questions.names import Name, find_entity
from kg.questions.stored import Statement, StoredEvent
from kg.questions.timeline import EVERYTHING, Selection, TimelineRow, first_day, last_day, timeline

__all__ = [
    "EVERYTHING",
    "Conflict",
    "ConflictKind",
    "Happening",
    "HappeningSelection",
    "Name",
    "Selection",
    "Side",
    "Statement",
    "StoredEvent",
    "TimelineRow",
    "conflicts",
    "find_entity",
    "first_day",
    "happenings",
    "last_day",
    "timeline",
]
