"""`kg diff`: what changed between two graphs, as news."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import LateChoice

if TYPE_CHECKING:
    from kg.news import Difference

__all__ = ["diff"]

DIFFERS = 1
INDENT = "    "
STYLES = {"+": "green", "-": "red", "~": "yellow"}


def _formats() -> Iterable[str]:
    from kg.news import TELLINGS

    return TELLINGS


@click.command(epilog="Example: kg diff monday/graph.ttl .kg --format md")
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=LateChoice(_formats), default="text", show_default=True, help="Form of the difference."
)
@click.option("--exit-code", is_flag=True, help="Exit 1 where something changed.")
@click.pass_context
def diff(context: click.Context, before: Path, after: Path, form: str, exit_code: bool) -> None:
    """Tell what changed from one graph to another, as news.

    BEFORE and AFTER are each the folder of a store, or a file that `kg build` or `kg export` wrote (.ttl, .trig, .nt,
    .nq, .jsonld, .rdf). Told are events that are new, gone, borne out by more or fewer stories, of another status or at
    another time; plain facts and articles that came and went; entities that were merged, split or renamed.
    """
    from kg.news import TELLINGS, compare, read_news, summary

    difference = compare(read_news(before), read_news(after))
    if form == "text" and sys.stdout.isatty():
        _draw(difference)
    else:
        sys.stdout.write(TELLINGS[form](difference))
    click.echo(summary(difference), err=True)
    if exit_code and difference:
        context.exit(DIFFERS)


def _draw(difference: Difference) -> None:
    """The sections for a terminal: wrapped at its width, in colour."""
    from rich.console import Console
    from rich.text import Text

    from kg.news import sections

    console = Console(highlight=False)
    for section in sections(difference):
        console.print(Text(section.title, style="bold"))
        for line in section.lines:
            wrapped = textwrap.wrap(line, console.width - len(INDENT), break_on_hyphens=False)
            shown = textwrap.indent("\n".join(wrapped), INDENT).replace(INDENT, f"  {section.mark} ", 1)
            console.print(Text(shown, style=STYLES[section.mark]))
        console.print()
