"""What a person sees: tables on stdout, progress on stderr. Colour and bars on a terminal only, and as NO_COLOR says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

__all__ = ["article_progress", "print_table"]

UNCUT_COLUMNS = 10_000  # a pipe has no width: no cell is wrapped or cut there


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table on stdout; cells are shown as they are, square brackets and all."""
    table = Table(*head, box=SIMPLE_HEAD)
    for row in rows:
        table.add_row(*(Text(cell, overflow="fold") for cell in row))
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = UNCUT_COLUMNS
    console.print(table)


def article_progress(quiet: bool) -> Progress:
    """A progress bar on stderr that is gone when it ends; nothing is drawn when quiet or where there is no terminal."""
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=quiet or not console.is_terminal,
    )
