"""`kg timeline`: what happened to an entity, in order of time."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from kg.cli.options import DayOption, form_option, store_option
from kg.cli.quotes import (
    Matter,
    print_markdown_table,
    print_matters,
    print_matters_as_markdown,
    quote,
    stance,
    statement_record,
)
from kg.cli.screen import print_csv, print_table
from kg.model import Status

if TYPE_CHECKING:
    from kg.questions import TimelineRow

__all__ = ["timeline"]

NO_DATE = "no date"


@click.command(epilog='Example: kg timeline "South Korea" --since 2019-08 --evidence')
@click.argument("entity")
@click.option("--since", type=DayOption(last=False), metavar="DATE", help="Not before this day, month or year.")
@click.option("--until", type=DayOption(last=True), metavar="DATE", help="Not after this day, month or year.")
@click.option("--relation", metavar="NAME", help="Only events of this relation, such as terminates.")
@click.option("--with", "other", metavar="ENTITY", help="Only events between the two.")
@click.option("--status", type=click.Choice([status.value for status in Status]), help="Only events of this status.")
@click.option("--undated", is_flag=True, help="Also events without a date, behind the others.")
@click.option("--evidence", is_flag=True, help="With the sentences that state each event.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="No more than the first N events.")
@form_option(lambda: _FORMATS)
@store_option
def timeline(
    entity: str,
    since: date | None,
    until: date | None,
    relation: str | None,
    other: str | None,
    status: str | None,
    undated: bool,
    evidence: bool,
    limit: int | None,
    row_format: str,
    store: Path,
) -> None:
    """List what happened to ENTITY, in order of time, each event with its sources.

    ENTITY is a label, an alias, or an IRI, in full or as id:Name; case and accents don't matter. Times are as precise
    as the articles' words. An event without a date is listed with --undated only.
    """
    from kg.questions import Selection
    from kg.questions import timeline as ask
    from kg.store import open_dataset

    wanted = Selection(since, until, relation, other, status, undated=True)
    rows = ask(open_dataset(store), entity, wanted)
    shown = [row for row in rows if undated or row.time]
    _FORMATS[row_format](shown[:limit], evidence)
    _tell(len(shown), len(rows) - len(shown), limit)


def _tell(shown: int, undated: int, limit: int | None) -> None:
    """Say on stderr what the list does not hold."""
    if limit and shown > limit:
        more = shown - limit
        events, them = ("event", "it") if more == 1 else ("events", "them")
        click.echo(f"{more} more {events}; a greater --limit shows {them}", err=True)
    if undated:
        none = "" if shown else "no event has a date; "
        click.echo(f"{none}{undated} without a date: --undated shows them", err=True)
    elif not shown:
        click.echo("no event was found", err=True)


# Forms of the list


def _print_table(rows: Sequence[TimelineRow], with_evidence: bool) -> None:
    if with_evidence:
        print_matters(map(_matter, rows))
    elif rows:
        print_table(("when", "what", "status", "sources"), map(_cells, rows))


def _cells(row: TimelineRow) -> tuple[str, str, str, str]:
    publishers = ", ".join(row.publishers)
    sources = publishers if row.articles < 2 else f"{_counts(row)}: {publishers}"
    return _when(row), _what(row), row.status, sources


def _when(row: TimelineRow) -> str:
    """The time of the words; an interval so that a narrow column can break it."""
    return row.time.replace("/", " to ") if row.time else NO_DATE


def _what(row: TimelineRow) -> str:
    return f"{row.what} ({row.place.short})" if row.place else row.what


def _counts(row: TimelineRow) -> str:
    """How many independent stories, and articles where there are more of them: copies."""
    stories = f"{row.stories} {'story' if row.stories == 1 else 'stories'}"
    return stories if row.articles == row.stories else f"{row.articles} articles, {stories}"


def _matter(row: TimelineRow) -> Matter:
    """The event with its sentences, those that say the same of it together."""
    stances = dict.fromkeys(stance(statement) for statement in row.statements)
    sides = tuple((says, [each for each in row.statements if stance(each) == says]) for says in stances)
    return Matter(f"{_when(row)}  {_what(row)}", f"{row.status}, {_counts(row)}", sides)


def _print_csv(rows: Sequence[TimelineRow], with_evidence: bool) -> None:
    records = [_flat(row, with_evidence) for row in rows]
    print_csv(list(_COLUMNS) + ["evidence"] * with_evidence, (list(record.values()) for record in records))


def _flat(row: TimelineRow, with_evidence: bool) -> dict[str, str | int]:
    record = {
        name: "; ".join(value) if isinstance(value, tuple) else "" if value is None else value
        for name, read in _COLUMNS.items()
        for value in [read(row)]
    }
    return record | ({"evidence": "\n".join(map(quote, row.statements))} if with_evidence else {})


def _print_json(rows: Sequence[TimelineRow], with_evidence: bool) -> None:
    records = [
        {name: read(row) for name, read in _COLUMNS.items()}
        | ({"evidence": list(map(statement_record, row.statements))} if with_evidence else {})
        for row in rows
    ]
    sys.stdout.write(json.dumps(records, ensure_ascii=False, indent=1) + "\n")


def _print_markdown(rows: Sequence[TimelineRow], with_evidence: bool) -> None:
    if with_evidence:
        print_matters_as_markdown(map(_matter, rows))
    else:
        print_markdown_table(("when", "what", "status", "sources"), map(_cells, rows))


_COLUMNS: Mapping[str, Callable[[TimelineRow], str | int | tuple[str, ...] | None]] = MappingProxyType(
    {
        "time": lambda row: row.time,
        "earliest": lambda row: row.earliest.isoformat() if row.earliest else None,
        "latest": lambda row: row.latest.isoformat() if row.latest else None,
        "what": lambda row: row.what,
        "status": lambda row: row.status,
        "subject": lambda row: row.subject.label,
        "relation": lambda row: row.relation,
        "object": lambda row: row.object.label,
        "place": lambda row: row.place.label if row.place else None,
        "articles": lambda row: row.articles,
        "stories": lambda row: row.stories,
        "publishers": lambda row: row.publishers,
        "event": lambda row: row.event,
    }
)
"""What CSV and JSON hold of an event."""

_FORMATS: Mapping[str, Callable[[Sequence[TimelineRow], bool], None]] = MappingProxyType(
    {"table": _print_table, "csv": _print_csv, "json": _print_json, "md": _print_markdown}
)
