"""`kg add` and `kg remove`: articles into the stored graph, and out of it again."""

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
    settings_options,
    strict_option,
)
from kg.cli.report import tell
from kg.cli.screen import article_progress
from kg.settings import Settings

__all__ = ["add", "remove"]

out_option = click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write graph.ttl and graph.html into.  [default: write neither]",
)


@click.command(epilog="Example: kg add news/today/")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", callback=refuse_empty)
@out_option
@max_nodes_option
@reading_options
@strict_option
@quiet_option
def add(
    paths: tuple[str, ...], out: Path | None, max_nodes: int | None, settings: Settings, strict: bool, quiet: bool
) -> None:
    """Add news articles to the stored graph.

    PATH is a file or a folder of them. A file that changed takes the place of what it was, a line of JSON Lines that of
    the article with its id; what is there already is left as it is. The graph is then what a build of all gives, for
    the cost of what is new. The first to be added make the store.
    """
    from kg.building import add as add_articles

    on_skip = refuse_skipped if strict else print_skipped
    with (
        article_progress(quiet) as on_progress,
        add_articles(paths, settings, on_progress=on_progress, on_skip=on_skip) as graph,
    ):
        tell(graph, out, max_nodes, quiet=quiet, changed=True)


@click.command(epilog="Example: kg remove news/monday.txt")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE…", callback=refuse_empty)
@out_option
@max_nodes_option
@settings_options
@quiet_option
def remove(articles: tuple[str, ...], out: Path | None, max_nodes: int | None, settings: Settings, quiet: bool) -> None:
    """Take articles out of the stored graph, with all that only they said.

    ARTICLE is an id, an IRI, a URL, or a file that articles came from; the file itself is left alone. The graph is then
    what it would be if they had never been in it.
    """
    from kg.building import remove as remove_articles

    with remove_articles(articles, settings) as graph:
        tell(graph, out, max_nodes, quiet=quiet, changed=True)
