"""What happened to an entity, in order of time: its dated events with their sources.

No time is made up: an event has the time that words give it, and one without comes, if it is asked for, behind all
others, by the day on which it was first told.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kg.merge.status import CLAIM_RULES, EVENT_RULES, Voice
from kg.model import Modality, Polarity, Status
from kg.query import run_query
from kg.questions.names import Name, find_entity
from kg.questions.relations import relations_called
from kg.questions.stored import Statement, StoredEvent, load_events

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["Selection", "TimelineRow", "first_day", "last_day", "timeline"]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which events of the entity are wanted.

    `since` and `until` are days, both inclusive: an event is in where its time and theirs share one. `relation` is a
    local name or a label, `other` the name of the entity at the other end, `status` one of `kg.model.Status`.
    `undated` takes in events without a time, as long as neither `since` nor `until` is given.
    """

    since: date | None = None
    until: date | None = None
    relation: str | None = None
    other: str | None = None
    status: str | None = None
    undated: bool = False


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One event: `what` is a sentence, `time` the time as precisely as words give it, None where none do.

    `articles` and `stories` count what bears its status out, copies of a story once; `publishers` are theirs.
    `statements` are all claims about it, those against it too, in order of publication.
    """

    event: str
    what: str
    subject: Name
    relation: str
    object: Name
    status: str
    time: str | None
    earliest: date | None
    latest: date | None
    place: Name | None
    articles: int
    stories: int
    publishers: tuple[str, ...]
    statements: tuple[Statement, ...]


EVERYTHING = Selection()


def timeline(dataset: Dataset, entity: str, selection: Selection = EVERYTHING) -> tuple[TimelineRow, ...]:
    """The events that the entity acts in, suffers, or is the place of, the earliest first.

    The entity is named by IRI, `id:` name, label or alias; QueryError where nothing, or more than one, is so called.
    """
    found = find_entity(dataset, entity)
    other = find_entity(dataset, selection.other) if selection.other else None
    relations = frozenset(relations_called(dataset, selection.relation)) if selection.relation else None
    pattern = _EVENTS_WITH.replace("OTHER", _either_end(other.iri) if other else "")
    iris = [event for (event,) in _single(dataset, pattern.replace("ENTITY", f"<{found.iri}>"))]
    events = (event for event in load_events(dataset, iris) if relations is None or relations & event.relations)
    return tuple(map(_row, sorted((e for e in events if _is_wanted(e, selection)), key=_order)))


def first_day(text: str) -> date:
    """The first day of an ISO day, month or year; ValueError for anything else."""
    return _day(text, last=False)


def last_day(text: str) -> date:
    """The last day of an ISO day, month or year; ValueError for anything else."""
    return _day(text, last=True)


_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def _day(text: str, *, last: bool) -> date:
    parts = _ISO.fullmatch(text.strip())
    if parts is None:
        raise ValueError(f"{text!r} is no day, month or year; write 2019-08-22, 2019-08 or 2019")
    try:
        year, month = int(parts[1]), int(parts[2] or (12 if last else 1))
        return date(year, month, int(parts[3] or (calendar.monthrange(year, month)[1] if last else 1)))
    except (ValueError, calendar.IllegalMonthError) as error:
        raise ValueError(f"{text!r} is not in the calendar; write a day such as 2019-08-22") from error


def _single(dataset: Dataset, query: str) -> list[tuple[str]]:
    """The values of the query's one variable, in order."""
    return sorted((next(iter(record.values())),) for record in run_query(dataset, query).records())


def _either_end(iri: str) -> str:
    return f"{{ ?event kg:subject <{iri}> }} UNION {{ ?event kg:object <{iri}> }}"


def _is_wanted(event: StoredEvent, selection: Selection) -> bool:
    if selection.status and event.status != selection.status:
        return False
    if event.earliest is None or event.latest is None:
        return selection.undated and not (selection.since or selection.until)
    too_early = selection.since is not None and event.latest < selection.since
    too_late = selection.until is not None and event.earliest > selection.until
    return not (too_early or too_late)


def _order(event: StoredEvent) -> tuple[bool, date, date, str]:
    told = min((statement.published for statement in event.statements if statement.published), default=date.max)
    return event.earliest is None, event.earliest or told, event.latest or told, event.iri


def _row(event: StoredEvent) -> TimelineRow:
    return TimelineRow(
        event=event.iri,
        what=event.what,
        subject=event.subject,
        relation=event.relation,
        object=event.object,
        status=event.status,
        time=event.time,
        earliest=event.earliest,
        latest=event.latest,
        place=event.place,
        articles=event.articles,
        stories=event.stories,
        publishers=tuple(dict.fromkeys(statement.publisher for statement in _supporting(event))),
        statements=event.statements,
    )


def _supporting(event: StoredEvent) -> tuple[Statement, ...]:
    """The statements that bear the status out, by the tables by which articles are counted."""
    counted = next(rule.counted for rule in EVENT_RULES if rule.status == event.status)
    return tuple(statement for statement in event.statements if counted & _standings(statement))


def _standings(statement: Statement) -> set[Status | None]:
    """How the statement can stand to its event, whoever speaks."""
    polarity = Polarity.POSITIVE if statement.positive else Polarity.NEGATIVE
    stated = polarity, Modality(statement.modality)
    return {next(rule.standing for rule in CLAIM_RULES if rule.fits(*stated, voice)) for voice in Voice}


_EVENTS_WITH = """
SELECT DISTINCT ?event {
  { ?event kg:subject ENTITY } UNION { ?event kg:object ENTITY } UNION { ?event a kg:Event ; kg:place ENTITY }
  OTHER
}
"""
