"""`kg show`: the graph as a page, in the browser."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import max_nodes_option, store_option

__all__ = ["show"]


@click.command(epilog='Example: kg show "South Korea"')
@click.argument("entity", required=False)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where to write the page.  [default: a file in your cache]",
)
@click.option("--no-browser", is_flag=True, help="Open nothing; print where the page is.")
@max_nodes_option
@store_option
def show(entity: str | None, output: Path | None, no_browser: bool, max_nodes: int | None, store: Path) -> None:
    """Open the stored graph in the browser, at ENTITY if one is named.

    ENTITY is a label, an alias, or an IRI, in full or as id:Name; case and accents don't matter. The page is one file
    that needs no network. A browser that may not read your cache, as those from a snap or flatpak, needs --output
    with a file in a folder of yours.
    """
    from kg.graph import KnowledgeGraph

    with KnowledgeGraph.open(store) as graph:
        path = graph.show(entity, output=output, max_nodes=max_nodes, browser=not no_browser)
    click.echo(path if no_browser else f"wrote {path}", err=not no_browser)
