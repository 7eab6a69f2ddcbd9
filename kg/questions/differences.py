"""Figures that differ: amounts of one thing in different stories about one event, or about one act on one object.

Copies of a story are one story. A sentence that also gives an amount that fits is no conflict ("from 30 to 42").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kg.ontology.iris import term
from kg.query import run_query
from kg.questions.conflict import Conflict, ConflictKind, side_of
from kg.questions.figure_words import CODES, SIGNS
from kg.questions.figures import Figure, find_figures
from kg.questions.stored import Statement, StoredEvent

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["candidate_events", "find_differences"]

MAX_APART = timedelta(days=31)
"""How far apart two articles about an undated event may be published, and still tell of one happening."""


def candidate_events(dataset: Dataset, states: Iterable[str]) -> frozenset[str]:
    """The events whose figures can differ: acts on an object, of which two stories give amounts that don't agree."""
    acts = {r["event"]: (r["relation"], r["object"]) for r in run_query(dataset, _ACTS).records()}
    stories = {r["article"]: r["story"] for r in run_query(dataset, _STORIES).records()}
    left_out = {term(state) for state in states}
    told: defaultdict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for record in run_query(dataset, _SENTENCES).records():
        act = acts[record["event"]]
        if act[0] not in left_out:
            told[act].append(record)
    several = (records for records in told.values() if len({stories[record["article"]] for record in records}) > 1)
    return frozenset(record["event"] for records in several if _may_differ(records) for record in records)


def _may_differ(records: Iterable[Mapping[str, str]]) -> bool:
    """Whether two of the sentences have figures of one topic that don't agree, wherever they stand."""
    figures = {figure for sentence in {record["sentence"] for record in records} for figure in find_figures(sentence)}
    by_topic: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_topic[figure.topic].append(figure)
    return any(
        min(figure.high for figure in alike) < max(figure.low for figure in alike) for alike in by_topic.values()
    )


def find_differences(events: Sequence[StoredEvent]) -> Iterator[Conflict]:
    """The conflicts of figures, in the order of the acts, each with a side for each amount."""
    for group in _acts(events):
        readings = [reading for event in group for reading in _readings(event)]
        for topic in sorted({figure.topic for reading in readings for figure in reading.figures}):
            told = [about for reading in readings if (about := reading.about(topic)).figures]
            differing = [one for one in told if any(_differ(one, other) for other in told)]
            if differing:
                yield _conflict(topic, differing)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A statement with the figures in its sentence."""

    statement: Statement
    event: StoredEvent
    figures: tuple[Figure, ...]

    def about(self, topic: str) -> _Reading:
        """The reading with the figures of one topic alone."""
        return replace(self, figures=tuple(figure for figure in self.figures if figure.topic == topic))

    def agrees_with(self, other: _Reading) -> bool:
        """Whether a figure of one can be meant by a figure of the other."""
        return any(one.agrees_with(another) for one in self.figures for another in other.figures)


def _readings(event: StoredEvent) -> Iterator[_Reading]:
    for statement in event.statements:
        if statement.positive:
            yield _Reading(statement, event, find_figures(statement.sentence, statement.trigger))


def _acts(events: Iterable[StoredEvent]) -> Iterator[list[StoredEvent]]:
    """The events about one act: one event, or those of one relation to one object whose times share a day."""
    alike: defaultdict[tuple[str, str], list[StoredEvent]] = defaultdict(list)
    for event in events:
        alike[event.relation, event.object.iri].append(event)
    for _, found in sorted(alike.items()):
        dated = sorted((e for e in found if _is_dated(e)), key=lambda e: (e.earliest or date.max, e.iri))
        yield from _overlapping(dated)
        yield from ([event] for event in found if not _is_dated(event))


def _is_dated(event: StoredEvent) -> bool:
    """Whether the event has a time that is short enough to hold one happening."""
    return None not in (event.earliest, event.latest) and _apart(event.earliest, event.latest) <= MAX_APART


def _apart(one: date | None, other: date | None) -> timedelta:
    """How far two days lie apart; no distance where one is not known."""
    return abs(one - other) if one and other else timedelta(0)


def _overlapping(dated: Iterable[StoredEvent]) -> Iterator[list[StoredEvent]]:
    """The events, those together that share days."""
    group: list[StoredEvent] = []
    for event in dated:
        if group and event.earliest and event.earliest > max(e.latest for e in group if e.latest):
            yield group
            group = []
        group.append(event)
    if group:
        yield group


def _differ(one: _Reading, other: _Reading) -> bool:
    """Whether two stories tell of one happening, and no figure of one can be meant by a figure of the other."""
    if one.statement.story == other.statement.story or one.agrees_with(other):
        return False
    return _is_dated(one.event) or _apart(one.statement.published, other.statement.published) <= MAX_APART


def _conflict(topic: str, readings: Iterable[_Reading]) -> Conflict:
    ordered = sorted(readings, key=lambda reading: reading.statement.order)
    sides: list[list[_Reading]] = []
    for reading in ordered:
        joined = next((side for side in sides if all(map(reading.agrees_with, side))), None)
        if joined is None:
            sides.append([reading])
        else:
            joined.append(reading)
    told = [side_of(_label(side[0].figures[0]), [each.statement for each in side]) for side in sides]
    return Conflict.of(
        ConflictKind.FIGURES, f"{ordered[0].event.what}: {_named(topic)}", told, {each.event for each in ordered}
    )


def _named(topic: str) -> str:
    """The topic in words: a currency's code alone says little."""
    return f"amount in {topic}" if topic in CODES else topic


def _label(figure: Figure) -> str:
    """The figure as written; a bare number with what it counts."""
    return figure.text if not figure.text[-1].isdigit() or figure.text[0] in SIGNS else f"{figure.text} {figure.topic}"


_ACTS = "SELECT ?event ?relation ?object { ?event kg:relation ?relation ; kg:object ?object }"
_STORIES = "SELECT ?article ?story { ?article kg:story ?story }"
_SENTENCES = """
SELECT ?event ?article ?sentence {
  ?event kg:claim ?claim .
  GRAPH ?article { ?claim kg:evidence ?evidence . ?evidence oa:exact ?sentence }
}
"""
