"""What a person sees: tables on stdout, progress on stderr. Colour and bars on a terminal only; NO_COLOR is heeded."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

__all__ = ["ROW_PRINTERS", "article_progress", "print_table", "progress_bar", "write_utf8"]

Cell = str | int

UNCUT_COLUMNS = 10_000  # a pipe has no width: no cell is wrapped or cut there


def write_utf8() -> None:
    """Make stdout take every text: UTF-8 in files and pipes whatever the locale, and no crash on a lesser terminal."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding = None if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")


def print_table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Print a table on stdout; cells are shown as they are, square brackets and all. An empty head is left out."""
    table = Table(*head, box=SIMPLE_HEAD if any(head) else None, show_header=any(head))
    for row in rows:
        table.add_row(*(Text(str(cell), overflow="fold") for cell in row))
    console = Console(highlight=False)
    if console.is_terminal:
        console.print(table)
    else:
        console.width = UNCUT_COLUMNS
        _print_trimmed(console, table)


def _print_trimmed(console: Console, table: Table) -> None:
    """Print the table without what only a terminal wants: spaces at line ends, blank lines above and below."""
    with console.capture() as capture:
        console.print(table)
    lines = (line.rstrip(" ") for line in capture.get().split("\n"))
    sys.stdout.write("\n".join(lines).strip("\n") + "\n")


def print_csv(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Print the rows on stdout as CSV, the head first."""
    csv.writer(sys.stdout, lineterminator="\n").writerows([head, *rows])


def print_json(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Print the rows on stdout as a JSON list of objects."""
    records = [dict(zip(head, row, strict=True)) for row in rows]
    sys.stdout.write(json.dumps(records, ensure_ascii=False, indent=1) + "\n")


ROW_PRINTERS: Mapping[str, Callable[[Sequence[str], Iterable[Sequence[Cell]]], None]] = MappingProxyType(
    {"table": print_table, "csv": print_csv, "json": print_json}
)
"""Every form of a list by its name."""


def article_progress(quiet: bool) -> contextlib.AbstractContextManager[Callable[[int, int], None]]:
    """What is to be called with the number of articles done and of all: a bar on stderr that is gone when it ends."""
    return progress_bar("reading", "merging", quiet=quiet)


@contextlib.contextmanager
def progress_bar(doing: str, ending: str = "", *, quiet: bool = False) -> Iterator[Callable[[int, int], None]]:
    """What is to be called with the number of things done and of all: a bar on stderr that is gone when it ends.

    Nothing is drawn when quiet, where there is no terminal, or before the first call. `doing` stands before the bar,
    `ending` once all is done and something else goes on.
    """
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    progress = Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal)
    task = progress.add_task(doing, total=None)

    def show(done: int, total: int) -> None:
        progress.start()
        progress.update(task, completed=done, total=total, description=doing if done < total else ending or doing)

    try:
        yield show
    finally:
        progress.stop()
