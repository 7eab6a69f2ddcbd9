"""`kg build`: articles in, a stored graph and its exports out."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import (
    max_nodes_option,
    print_skipped,
    quiet_option,
    reading_options,
    refuse_empty,
    refuse_skipped,
    strict_option,
)
from kg.cli.report import tell
from kg.cli.screen import article_progress
from kg.settings import Settings

__all__ = ["build"]

DEFAULT_PATHS = ("sources",)


@click.command(epilog="Example: kg build news/ --out graph/")
@click.argument("paths", nargs=-1, metavar="[PATH…]", callback=refuse_empty)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("exports"),
    show_default=True,
    help="Folder for graph.ttl and graph.html.",
)
@max_nodes_option
@reading_options
@strict_option
@quiet_option
def build(
    paths: tuple[str, ...], out: Path, max_nodes: int | None, settings: Settings, strict: bool, quiet: bool
) -> None:
    """Make a graph of news articles.

    PATH is a file or a folder of them; sources/ if none is given. Afterwards the store holds exactly these articles.
    What has not changed since the last time is not read again.
    """
    from kg.building import build as build_graph

    on_skip = refuse_skipped if strict else print_skipped
    with (
        article_progress(quiet) as on_progress,
        build_graph(paths or DEFAULT_PATHS, settings, on_progress=on_progress, on_skip=on_skip) as graph,
    ):
        tell(graph, out, max_nodes, quiet=quiet)
