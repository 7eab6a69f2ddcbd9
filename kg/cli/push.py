"""`kg push`: the stored graph into a database."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import ontology_option, quiet_option, store_option
from kg.cli.screen import print_table, progress_bar

if TYPE_CHECKING:
    from kg.push import Pushed

__all__ = ["push"]

PASSWORD, NEO4J_PASSWORD, TOKEN = "KG_PASSWORD", "NEO4J_PASSWORD", "KG_TOKEN"


@click.command(epilog="Example: kg push http://localhost:7200/repositories/news")
@click.argument("url")
@click.option(
    "--user", metavar="NAME", default="", help=f"Sign in; the password is read from {PASSWORD}, else asked for."
)
@click.option(
    "--protocol",
    type=click.Choice(["auto", "rdf4j", "gsp"]),
    default="auto",
    show_default=True,
    help="For http: RDF4J's (GraphDB), or the Graph Store Protocol.",
)
@click.option("--graph", metavar="IRI", help="Put what belongs to no article into this graph, not the default graph.")
@click.option("--infer", is_flag=True, help="Send what follows from the facts as well, as a graph of its own.")
@ontology_option
@click.option("--dry-run", is_flag=True, help="Only tell what would be sent and removed.")
@quiet_option
@store_option
def push(
    url: str, user: str, ontology_files: tuple[Path, ...], quiet: bool, store: Path, dry_run: bool, **options: Any
) -> None:
    """Bring the stored graph into a database, and up to date when it is there already.

    URL is a repository of GraphDB or RDF4J (…/repositories/news), or a store that speaks the Graph Store Protocol:
    Fuseki (…/news), Oxigraph, Stardog, Virtuoso; or Neo4j (bolt://localhost:7687/neo4j). Each article's graph goes on
    its own: what has not changed is not sent again, an article that is gone is removed there, and what broke off goes
    on where it stopped. What others put there is never touched.
    """
    from kg.push import Destination
    from kg.push import push as push_graph
    from kg.store import open_dataset

    password, token = _password(url) if user else "", os.environ.get(TOKEN, "")
    destination = Destination(url, user, password, token, dry_run=dry_run, ontology=ontology_files, **options)
    with progress_bar("pushing", "finishing", quiet=quiet) as on_progress:
        pushed = push_graph(open_dataset(store), destination, on_progress)
    if dry_run:
        _print_changes(pushed)
    if not quiet:
        _print_counts(pushed, "to send" if dry_run else "sent", "to remove" if dry_run else "removed")


def _password(url: str) -> str:
    """The password; a terminal is asked for one that the environment does not give."""
    for name in (PASSWORD,) if url.startswith("http") else (PASSWORD, NEO4J_PASSWORD):
        if name in os.environ:
            return os.environ[name]
    if not sys.stdin.isatty():
        raise click.UsageError(f"--user wants a password: set the environment variable {PASSWORD}")
    return str(click.prompt("Password", hide_input=True, err=True))


def _print_changes(pushed: Pushed) -> None:
    rows = [(what, graph or "default graph", size) for what, graph, size in pushed.changes]
    if rows:
        print_table(("", pushed.unit, f"{pushed.part}s"), rows)


def _print_counts(pushed: Pushed, sent: str, removed: str) -> None:
    rows = [
        (f"{pushed.unit}s {sent}", pushed.sent),
        ("  unchanged", pushed.unchanged),
        (f"  {removed}", pushed.removed),
        (f"{pushed.part}s {sent}", pushed.statements),
    ]
    print_table(("", ""), [(name, str(count)) for name, count in rows])
