"""What a person sees of sources: for each matter a heading, and below it who says what, quoted. It asks nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from kg.questions import Statement

__all__ = [
    "Matter",
    "print_markdown_table",
    "print_matters",
    "print_matters_as_markdown",
    "quote",
    "stance",
    "statement_record",
]

MAX_QUOTES = 4
"""How many statements of one side a person is shown; the other formats have all."""
LABEL_COLUMNS = 18
SOURCE_COLUMNS = 24
INDENT = 2


@dataclass(frozen=True, slots=True)
class Matter:
    """A heading and, for each side, what it says with the statements that say it. `note` stands beside the heading."""

    heading: str
    note: str
    sides: tuple[tuple[str, Sequence[Statement]], ...]


_STANCES: Mapping[tuple[str, bool], str] = MappingProxyType(
    {
        ("actual", True): "says so",
        ("actual", False): "denies it",
        ("intended", True): "planned",
        ("intended", False): "not planned",
        ("possible", True): "possible",
        ("requested", True): "asked for",
        ("requested", False): "asked not to",
    }
)


def stance(statement: Statement) -> str:
    """How the statement stands to what happened, in a word or two."""
    return _STANCES.get((statement.modality, statement.positive), f"not {statement.modality}")


def quote(statement: Statement) -> str:
    """The statement with its source on one line."""
    return f"{_source(statement)}: “{statement.sentence}”"


def statement_record(statement: Statement) -> dict[str, str | None]:
    """The statement for a program: plain values by name."""
    return {
        "stance": stance(statement),
        "publisher": statement.publisher,
        "published": statement.published.isoformat() if statement.published else None,
        "speaker": statement.speaker,
        "sentence": statement.sentence,
        "time": statement.time,
        "url": statement.url,
        "article": statement.article,
        "claim": statement.claim,
    }


def print_matters(matters: Iterable[Matter]) -> None:
    """Print each matter with its quotes, wrapped to the terminal; one line a quote in a pipe."""
    console = Console(highlight=False)
    for number, matter in enumerate(matters):
        if console.is_terminal:
            _print_drawn(console, matter, first=not number)
        else:
            sys.stdout.write("\n" * bool(number) + "\n".join(_lines(matter)) + "\n")


def _print_drawn(console: Console, matter: Matter, *, first: bool) -> None:
    if not first:
        console.print()
    heading = Text(matter.heading, style="bold")
    console.print(heading.append(f"  {matter.note}", style="not bold dim") if matter.note else heading)
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(max_width=LABEL_COLUMNS, style="bold")
    grid.add_column(max_width=SOURCE_COLUMNS)
    grid.add_column(ratio=1)
    for says, source, sentence in _quotes(matter):
        grid.add_row(Text(says, overflow="fold"), Text(source, overflow="fold"), Text(sentence, overflow="fold"))
    console.print(Padding(grid, (0, 0, 0, INDENT)))


def _lines(matter: Matter) -> Iterable[str]:
    yield f"{matter.heading}  {matter.note}".rstrip()
    told = list(_quotes(matter))
    widths = [max(len(row[column]) for row in told) for column in (0, 1)]
    for says, source, sentence in told:
        yield f"{' ' * INDENT}{says:{widths[0]}}  {source:{widths[1]}}  {sentence}".rstrip()


def _quotes(matter: Matter) -> Iterable[tuple[str, str, str]]:
    """What each side says, the source and the sentence; a side's words stand before its first quote only."""
    for says, statements in matter.sides:
        merged = _merged(statements)
        label = says
        for source, sentence in merged[:MAX_QUOTES]:
            yield label, source, f"“{sentence}”"
            label = ""
        if len(merged) > MAX_QUOTES:
            yield "", "", f"… and {len(merged) - MAX_QUOTES} more (--format json shows all)"


def _merged(statements: Iterable[Statement]) -> list[tuple[str, str]]:
    """Source and sentence, copies of a story under one source."""
    found: dict[tuple[str, str | None, str], dict[str, Statement]] = {}
    for each in statements:
        found.setdefault((each.story, each.speaker, each.sentence), {}).setdefault(each.publisher, each)
    return [(_source(*copies.values()), sentence) for (_, _, sentence), copies in found.items()]


def _source(*copies: Statement) -> str:
    """Who says so, where and when; the day is that of the first copy."""
    publishers = ", ".join(dict.fromkeys(each.publisher for each in copies))
    first = copies[0]
    where = f"{first.speaker} in {publishers}" if first.speaker else publishers
    return f"{where}, {first.published}" if first.published else where


def print_matters_as_markdown(matters: Iterable[Matter]) -> None:
    """Print each matter as a heading with a list of quotes, none left out."""
    for matter in matters:
        note = f" ({matter.note})" if matter.note else ""
        sys.stdout.write(f"## {_escaped(matter.heading)}{_escaped(note)}\n\n")
        for says, statements in matter.sides:
            sys.stdout.write(f"**{_escaped(says)}**\n\n")
            for source, sentence in _merged(statements):
                sys.stdout.write(f"- {_escaped(source)}: “{_escaped(sentence)}”\n")
            sys.stdout.write("\n")


def print_markdown_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print the rows as a Markdown table."""
    for row in (head, ["---"] * len(head)):
        sys.stdout.write(f"| {' | '.join(row)} |\n")
    for row in rows:
        sys.stdout.write(f"| {' | '.join(map(_escaped, row))} |\n")


def _escaped(text: str) -> str:
    """The text with what Markdown would take for markup escaped."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#" else char for char in text)
