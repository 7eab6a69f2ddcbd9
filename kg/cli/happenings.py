"""`kg happenings`: what is told of one happening, whatever its events."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.text import Text

from kg.cli.options import DayOption, form_option, ontology_option, store_option
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
from kg.cli.timeline import NO_DATE

if TYPE_CHECKING:
    from kg.questions import Happening, Statement, StoredEvent

__all__ = ["happenings"]


@click.command(epilog='Example: kg happenings "South Korea" --min-stories 2 --by time')
@click.argument("entity", required=False)
@click.option("--since", type=DayOption(last=False), metavar="DATE", help="Not before this day, month or year.")
@click.option("--until", type=DayOption(last=True), metavar="DATE", help="Not after this day, month or year.")
@click.option("--with", "other", metavar="ENTITY", help="Only happenings that this one, too, has a part in.")
@click.option(
    "--min-stories",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Only what at least N independent stories tell of.",
)
@click.option(
    "--by",
    "order",
    type=click.Choice(["stories", "time"]),
    default="stories",
    show_default=True,
    help="What is told most first, or what happened first.",
)
@click.option("--evidence", is_flag=True, help="With the sentences that state each event.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="No more than the first N happenings.")
@form_option(lambda: _FORMATS)
@ontology_option
@store_option
def happenings(
    entity: str | None,
    since: date | None,
    until: date | None,
    other: str | None,
    min_stories: int,
    order: str,
    evidence: bool,
    limit: int | None,
    row_format: str,
    ontology_files: tuple[Path, ...],
    store: Path,
) -> None:
    """List what is told of one happening across articles, as one block; of ENTITY alone, if it is given.

    An event has two ends, so one happening is often several: a cabinet decides, a state withdraws, a minister announces
    it. Events are put together by what their articles are about, their verbs and nouns, ends and times. A block tells
    when it happened, as its dated events have it, and in how many articles and independent stories it was told.
    """
    from kg.ontology import load_ontology
    from kg.questions import HappeningSelection
    from kg.questions import happenings as ask
    from kg.store import open_store
    from kg.update import articles_of, claims_of

    names = tuple(name for name in (entity, other) if name is not None)
    wanted = HappeningSelection(names, since, until, min_stories, by_time=order == "time")
    ontology = load_ontology(ontology_files)
    with open_store(store) as (dataset, ledger):
        found = ask(dataset, claims_of(ledger), articles_of(ledger), ontology, wanted)
    _FORMATS[row_format](found[:limit], evidence)
    _tell(len(found), limit)


def _tell(found: int, limit: int | None) -> None:
    """Say on stderr what the list does not hold."""
    if not found:
        click.echo("no happening was found", err=True)
    elif limit and found > limit:
        more = found - limit
        happenings, them = ("happening", "it") if more == 1 else ("happenings", "them")
        click.echo(f"{more} more {happenings}; a greater --limit shows {them}", err=True)


# Forms of the list


def _print_table(found: Sequence[Happening], with_evidence: bool) -> None:
    if with_evidence:
        print_matters(map(_matter, found))
        return
    for number, happening in enumerate(found):
        click.echo("\n" * bool(number), nl=False)
        _print_heading(happening)
        if len(happening.events) > 1:
            print_table(("", "", "", ""), map(_cells, happening.events))


def _print_heading(happening: Happening) -> None:
    """The heading in bold, wrapped at words, on a terminal; in a pipe one line."""
    console = Console(highlight=False)
    if console.is_terminal:
        console.print(Text(_heading(happening), style="bold").append(f"  {_note(happening)}", style="not bold dim"))
    else:
        sys.stdout.write(f"{_heading(happening)}  {_note(happening)}\n")


def _heading(happening: Happening) -> str:
    return f"{_when(happening)}  {happening.headline}"


def _note(happening: Happening) -> str:
    """In how many articles and stories it was told, and when; the status where it is all of one event."""
    status = f"{happening.events[0].status}, " if len(happening.events) == 1 else ""
    articles = f"{happening.articles} {'article' if happening.articles == 1 else 'articles'}"
    stories = f"{happening.stories} {'story' if happening.stories == 1 else 'stories'}"
    told = dict.fromkeys(day.isoformat() for day in (happening.first_told, happening.last_told) if day)
    return f"{status}{articles}, {stories}" + f", published {' to '.join(told)}" * bool(told)


def _when(dated: Happening | StoredEvent) -> str:
    """The time of the words; an interval so that a narrow column can break it."""
    return dated.time.replace("/", " to ") if dated.time else NO_DATE


def _cells(event: StoredEvent) -> tuple[str, str, str, str]:
    """The event with an empty cell before it, which sets it off from the heading."""
    return "", event.status, event.what, _when(event) if event.time else ""


def _matter(happening: Happening) -> Matter:
    return Matter(_heading(happening), _note(happening), tuple(_sides(happening)))


def _sides(happening: Happening) -> Iterator[tuple[str, Sequence[Statement]]]:
    """Each event with its sentences, those that say the same of it together, what is for it before what is against.

    An event that is alone stands in the heading already.
    """
    alone = len(happening.events) == 1
    for event in happening.events:
        ranked = sorted(event.statements, key=lambda statement: not statement.positive)
        for at, says in enumerate(dict.fromkeys(map(stance, ranked))):
            label = says if at or alone else f"{event.what} ({event.status})"
            yield label, [statement for statement in event.statements if stance(statement) == says]


def _print_csv(found: Sequence[Happening], with_evidence: bool) -> None:
    """One row an event, numbered by the happening that it belongs to."""
    rows = [
        [number, *_flat(_record(happening)), *_flat(_event_record(event))]
        + ["\n".join(map(quote, event.statements))] * with_evidence
        for number, happening in enumerate(found, start=1)
        for event in happening.events
    ]
    head = [f"happening_{name}" for name in _COLUMNS]
    print_csv(["happening", *head, *_EVENT_COLUMNS] + ["evidence"] * with_evidence, rows)


def _flat(record: Mapping[str, Any]) -> Iterator[str | int]:
    for value in record.values():
        yield "; ".join(value) if isinstance(value, tuple) else "" if value is None else value


def _print_json(found: Sequence[Happening], with_evidence: bool) -> None:
    records = [
        _record(happening) | {"events": [_told(event, with_evidence) for event in happening.events]}
        for happening in found
    ]
    sys.stdout.write(json.dumps(records, ensure_ascii=False, indent=1) + "\n")


def _told(event: StoredEvent, with_evidence: bool) -> dict[str, Any]:
    """The event for a program, with what states it where that is wanted."""
    evidence = {"evidence": list(map(statement_record, event.statements))} if with_evidence else {}
    return _event_record(event) | evidence


def _record(happening: Happening) -> dict[str, Any]:
    return {name: read(happening) for name, read in _COLUMNS.items()}


def _event_record(event: StoredEvent) -> dict[str, Any]:
    return {name: read(event) for name, read in _EVENT_COLUMNS.items()}


def _print_markdown(found: Sequence[Happening], with_evidence: bool) -> None:
    if with_evidence:
        print_matters_as_markdown(map(_matter, found))
        return
    for happening in found:
        print_matters_as_markdown([Matter(_heading(happening), _note(happening), ())])
        if len(happening.events) > 1:
            print_markdown_table(("status", "what", "when"), (_cells(event)[1:] for event in happening.events))
            sys.stdout.write("\n")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


_COLUMNS: Mapping[str, Callable[[Happening], str | int | tuple[str, ...] | None]] = MappingProxyType(
    {
        "headline": lambda happening: happening.headline,
        "time": lambda happening: happening.time,
        "earliest": lambda happening: _iso(happening.earliest),
        "latest": lambda happening: _iso(happening.latest),
        "first_published": lambda happening: _iso(happening.first_told),
        "last_published": lambda happening: _iso(happening.last_told),
        "articles": lambda happening: happening.articles,
        "stories": lambda happening: happening.stories,
        "publishers": lambda happening: happening.publishers,
    }
)
"""What CSV and JSON hold of a happening."""

_EVENT_COLUMNS: Mapping[str, Callable[[StoredEvent], str | int | None]] = MappingProxyType(
    {
        "what": lambda event: event.what,
        "status": lambda event: event.status,
        "subject": lambda event: event.subject.label,
        "relation": lambda event: event.relation,
        "object": lambda event: event.object.label,
        "place": lambda event: event.place.label if event.place else None,
        "time": lambda event: event.time,
        "earliest": lambda event: _iso(event.earliest),
        "latest": lambda event: _iso(event.latest),
        "articles": lambda event: event.articles,
        "stories": lambda event: event.stories,
        "event": lambda event: event.iri,
    }
)
"""What they hold of each of its events."""

_FORMATS: Mapping[str, Callable[[Sequence[Happening], bool], None]] = MappingProxyType(
    {"table": _print_table, "csv": _print_csv, "json": _print_json, "md": _print_markdown}
)
