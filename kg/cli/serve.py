"""`kg serve`: the graph over HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli.options import store_option

__all__ = ["serve"]

EXAMPLE = "Example: kg serve --port 8080 --open"


@click.command(epilog=EXAMPLE)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=10.0,
    show_default=True,
    metavar="SECONDS",
    help="What a query may take.",
)
@click.option(
    "--max-mb", type=click.IntRange(1), default=64, show_default=True, metavar="MB", help="What an answer may have."
)
@click.option(
    "--workers", type=click.IntRange(1), default=8, show_default=True, metavar="N", help="Queries answered at once."
)
@click.option(
    "--cors",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="A site whose pages may read here, such as https://example.org, or * for all. May be given again.",
)
@click.option("--open", "opens", is_flag=True, help="Open the page in a browser.")
@click.option("--verbose", is_flag=True, help="Print each request on stderr.")
@store_option
def serve(
    host: str, port: int, timeout: float, max_mb: int, workers: int, origins: tuple[str, ...], store: Path, **flags: Any
) -> None:
    """Serve the graph: pages to look at, and a SPARQL endpoint at /sparql.

    Read-only: no update, no file and no other server is reached by a query. Ctrl-C ends it.
    """
    from kg.serve.guard import is_loopback
    from kg.serve.pool import Limits
    from kg.serve.running import Place
    from kg.serve.running import serve as run

    if not is_loopback(host):
        click.echo(f"warning: everybody who can reach {host} can read the whole graph; there is no password", err=True)

    def tell(address: str) -> None:
        click.echo(f"graph   {address}\nquery   {address}sparql\nCtrl-C ends it")
        if flags["opens"]:
            click.launch(address)

    limits = Limits(seconds=timeout, most_bytes=max_mb << 20, workers=workers)
    run(store, Place(host, port, origins), limits, told=tell, verbose=flags["verbose"])
