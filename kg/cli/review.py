"""`kg review`: what is in doubt about names, into a file that one edits."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import store_option

__all__ = ["review"]


@click.command(epilog="Example: kg review --merges merges.yaml")
@click.option(
    "--merges",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("merges.yaml"),
    show_default=True,
    help="The file that holds what is decided.",
)
@click.option("--all", "everything", is_flag=True, help="Also what was done without asking, so that it can be undone.")
@store_option
def review(merges: Path, everything: bool, store: Path) -> None:
    """Write down which names may be one thing, for you to decide.

    Each doubtful pair becomes an item of the file: change its `decision` to `same` or `different` and build again. What
    you wrote stays as it is.
    """
    from kg.graph import review as review_store

    found = review_store(store, merges, everything=everything)
    for warning in found.warnings:
        click.echo(warning, err=True)
    click.echo(f"{merges}: {found.undecided} undecided, {found.new} of them new", err=True)
