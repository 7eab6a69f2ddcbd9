"""`kg extract`: articles in, claims out, one JSON object a line."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import jobs_option, model_option, ontology_option, print_skipped, refuse_empty
from kg.errors import InputError

__all__ = ["extract"]


@click.command(epilog="Example: kg extract news/monday.txt")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", callback=refuse_empty)
@click.option("--open", "with_open", is_flag=True, help="Also the relations that the ontology does not name.")
@ontology_option
@model_option
@jobs_option
def extract(paths: tuple[str, ...], with_open: bool, ontology_files: tuple[Path, ...], model: str, jobs: int) -> None:
    """Print the claims of articles as JSON Lines.

    Offsets count Unicode code points of the article's text, from 0, end exclusive.
    """
    from kg.export.claims import claim_line
    from kg.extract import Reader, extract_many
    from kg.link import link_all
    from kg.ontology import load_ontology
    from kg.read import read_articles

    ontology = load_ontology(ontology_files)
    reader = Reader(ontology, model, with_open)
    articles = claims = 0
    for article, found in extract_many(read_articles(paths, print_skipped), reader, jobs):
        articles += 1
        for claim in link_all(found, ontology):
            claims += 1
            sys.stdout.write(claim_line(claim, article) + "\n")
        sys.stdout.flush()
    if not articles:
        raise InputError("no article could be read; give text, HTML or JSON Lines files, or folders of them")
    if not claims:
        hint = "" if with_open else "; --open shows the relations without a name"
        click.echo(f"no claim was found in any article{hint}", err=True)
