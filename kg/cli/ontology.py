"""`kg ontology`: whether the ontology's files hold together, and what is in them."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import form_option, model_option, ontology_option, print_skipped, refuse_empty
from kg.cli.screen import ROW_PRINTERS

__all__ = ["ontology"]

FAILED = 1


@click.group(epilog="Example: kg ontology check my.ttl")
def ontology() -> None:
    """Check and list the relations that can be extracted."""


@ontology.command(epilog="Example: kg ontology check my.ttl")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="[FILE…]")
@model_option
@click.pass_context
def check(context: click.Context, files: tuple[Path, ...], model: str) -> None:
    """Parse the shipped files and FILE…, and run every example as a test of itself."""
    from kg.extract import check_examples
    from kg.ontology import load_ontology

    loaded = load_ontology(files)
    results = list(check_examples(loaded, model))
    failures = [result for result in results if not result.ok]
    for failure in failures:
        click.echo(f"{failure.relation}: {failure.example}\n    found {failure.found or 'nothing'}")
    passed = len(results) - len(failures)
    click.echo(
        f"{len(loaded.files)} files, {len(loaded.relations)} relations, {passed} of {len(results)} examples found"
    )
    if failures:
        context.exit(FAILED)


@ontology.command(name="list", epilog="Example: kg ontology list --ontology my.ttl")
@form_option(lambda: ROW_PRINTERS)
@ontology_option
def list_relations(row_format: str, ontology_files: tuple[Path, ...]) -> None:
    """List the relations, each with its PLOVER category, who stands in it, and how many words and examples teach it."""
    from kg.ontology import load_ontology

    relations = load_ontology(ontology_files).relations
    rows = [
        (found.name, found.plover or "", found.domain, found.range, len(found.patterns), len(found.examples))
        for found in sorted(relations.values(), key=lambda relation: relation.name)
    ]
    ROW_PRINTERS[row_format](("relation", "category", "subject", "object", "patterns", "examples"), rows)


@ontology.command(epilog="Example: kg ontology docs -o ontology.html")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where to.  [default: stdout]",
)
@ontology_option
def docs(output: Path | None, ontology_files: tuple[Path, ...]) -> None:
    """Write the ontology as one HTML page to read: classes, relations with their words and examples, vocabulary.

    The page needs no network.
    """
    from kg.export.files import new_file
    from kg.export.ontology_page import ontology_page
    from kg.ontology import load_ontology

    page = ontology_page(load_ontology(ontology_files))
    if output:
        with new_file(output) as out:
            out.write(page.encode("utf-8"))
    else:
        click.echo(page, nl=False)


@ontology.command(epilog="Example: kg ontology suggest news/ --limit 20 > draft.ttl")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", callback=refuse_empty)
@click.option("--limit", type=click.IntRange(min=1), default=30, show_default=True, help="No more than so many.")
@click.option("--least", type=click.IntRange(min=1), default=2, show_default=True, help="Seen at least so many times.")
@ontology_option
@model_option
def suggest(paths: tuple[str, ...], limit: int, least: int, ontology_files: tuple[Path, ...], model: str) -> None:
    """Draft relations for what news says and the ontology has no name for.

    Prints Turtle: the verbs that most often stand between two names, with the classes of what they relate and examples,
    to be filled in and given to --ontology.
    """
    from kg.extract import Extractor, draft, suggest_relations
    from kg.ontology import load_ontology
    from kg.read import read_articles

    loaded = load_ontology(ontology_files)
    extractor = Extractor(loaded, model)
    readings = (reading for article in read_articles(paths, print_skipped) for reading in extractor.readings(article))
    found = [suggestion for suggestion in suggest_relations(readings, loaded) if suggestion.times >= least]
    click.echo(draft(found[:limit]), nl=False)
    click.echo(f"{len(found)} suggestions, {min(len(found), limit)} of them printed", err=True)
