"""`kg review`: what is in doubt about names, into a file that one edits."""

from __future__ import annotations

import click

from kg.cli.options import settings_options
from kg.settings import Settings

__all__ = ["review"]


@click.command(epilog="Example: kg review, then edit merges.yaml, then kg build")
@click.option("--all", "everything", is_flag=True, help="Also what was done without asking, so that it can be undone.")
@settings_options
def review(settings: Settings, everything: bool) -> None:
    """Write down which names may be one thing, for you to decide.

    Each doubtful pair becomes an item of the file merges.yaml: change its `decision` to `same` or `different` and build
    again. What you wrote stays as it is.
    """
    from kg.building import review as review_names

    found = review_names(settings, everything=everything)
    for warning in found.warnings:
        click.echo(warning, err=True)
    doubts = f"{found.undecided} undecided, {found.new} of them new" if found.undecided else "nothing is in doubt"
    click.echo(f"{settings.merges}: {doubts}", err=True)
