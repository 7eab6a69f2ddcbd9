"""`kg build`: articles in, a stored graph and its exports out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import model_option, ontology_option, print_skipped, refuse_empty, refuse_skipped, store_option
from kg.cli.screen import article_progress, print_table
from kg.settings import Settings

if TYPE_CHECKING:
    from rdflib import Dataset

    from kg.graph import BuildReport

__all__ = ["build"]

DEFAULT_PATHS = ("sources",)
EXPORTS = {"graph": "turtle", "page": "html"}


@click.command(epilog="Example: kg build news/ --out graph/")
@click.argument("paths", nargs=-1, metavar="[PATH…]", callback=refuse_empty)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("exports"),
    show_default=True,
    help="Folder for graph.ttl and graph.html.",
)
@store_option
@ontology_option
@model_option
@click.option("--strict", is_flag=True, help="Stop at the first article that cannot be read.")
@click.option("--quiet", is_flag=True, help="Print nothing but what went wrong.")
def build(
    paths: tuple[str, ...],
    out: Path,
    store: Path,
    ontology_files: tuple[Path, ...],
    model: str,
    strict: bool,
    quiet: bool,
) -> None:
    """Make a graph of news articles.

    PATH is a file or a folder of them; sources/ if none is given. Afterwards the store holds exactly these articles.
    What has not changed since the last time is not read again.
    """
    from kg.graph import build as build_graph

    settings = Settings(store=store, ontology=ontology_files, model=model)
    on_skip = refuse_skipped if strict else print_skipped
    with (
        article_progress(quiet) as on_progress,
        build_graph(paths or DEFAULT_PATHS, settings, on_progress=on_progress, on_skip=on_skip) as graph,
    ):
        written = _export(graph.dataset, out)
        report = graph.report
    if report and not quiet:
        _print_report(report, written)
    if report and not report.claims:
        click.echo("no claim was found in any article: the graph is empty", err=True)


def _export(dataset: Dataset, out: Path) -> dict[str, Path]:
    from kg.export import FORMATS
    from kg.export.files import write_file

    written = {name: out / f"graph{FORMATS[graph_format].suffix}" for name, graph_format in EXPORTS.items()}
    for name, path in written.items():
        write_file(FORMATS[EXPORTS[name]], dataset, path)
    return written


def _print_report(report: BuildReport, written: dict[str, Path]) -> None:
    rows = [
        ("articles", report.articles),
        ("  not read again", report.cached),
        ("skipped", len(report.skipped)),
        *([("notes", len(report.notes))] if report.notes else []),
        ("stories", report.stories),
        ("claims", report.claims),
        ("entities", report.entities),
        ("events", report.events),
        ("plain facts", report.facts),
        ("seconds", f"{report.seconds:.1f}"),
        *written.items(),
    ]
    print_table(("", ""), [(name, str(value)) for name, value in rows])
