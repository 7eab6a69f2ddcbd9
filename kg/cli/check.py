"""`kg check`: whether a graph keeps what Dateline promises of it, as SHACL shapes say."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from kg.cli.options import LateChoice, ontology_option, store_option
from kg.cli.screen import ROW_PRINTERS

if TYPE_CHECKING:
    from rdflib import Dataset

    from kg.checking import CheckReport

__all__ = ["check"]

FAILED = 1
HEAD = ("severity", "shape", "what is wrong")


@click.command(epilog="Example: kg check --format csv > violations.csv")
@click.argument("file", required=False, type=click.Path(exists=True, path_type=Path))
@store_option
@click.option(
    "--shapes",
    "shape_files",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    metavar="FILE",
    help="A Turtle file with SHACL shapes of your own, besides those that ship. May be given again.",
)
@click.option("--infer", is_flag=True, help="Check what follows from the facts, too.")
@click.option(
    "--format",
    "form",
    type=LateChoice(lambda: FORMS),
    default="table",
    show_default=True,
    help="Form of the list; turtle gives the validation report of SHACL.",
)
@ontology_option
@click.pass_context
def check(
    context: click.Context,
    file: Path | None,
    store: Path,
    shape_files: tuple[Path, ...],
    infer: bool,
    form: str,
    ontology_files: tuple[Path, ...],
) -> None:
    """List where a graph does not keep what is promised of it.

    Checked are the SHACL shapes that ship with Dateline, domain and range of each relation of the ontology, and any
    shapes of your own: every claim has evidence, every event claims, every plain triple an event that allows it. The
    graph is that of the store, or FILE, any RDF file, also one that another program wrote or changed.

    `kg check` needs nothing but the graph. `kg verify` needs the store: it reads every sentence again in the text of
    its article. Exit status: 0 all is kept, perhaps with warnings; 1 something is not.
    """
    from kg.checking import check as check_graph
    from kg.ontology import load_ontology

    report = check_graph(_opened(file or store), load_ontology(ontology_files), shape_files, infer=infer)
    if report.findings or form != "table":
        FORMS[form](report)
    click.echo(_summary(report), err=bool(report.findings) or form != "table")
    if not report.conforms:
        context.exit(FAILED)


def _opened(path: Path) -> Dataset:
    from kg.store import as_dataset, load_rdf, open_dataset, stated_base

    if not path.is_file():
        return open_dataset(path)
    graph = load_rdf(path)
    return as_dataset(graph, stated_base(graph))


def _summary(report: CheckReport) -> str:
    if not report.findings:
        return f"conforms: {report.triples} triples keep all that is promised of them"
    said = "1 finding" if len(report.findings) == 1 else f"{len(report.findings)} findings"
    ending = "only warnings" if report.conforms else "if nobody changed the graph by hand, `kg build` makes it anew"
    return f"{said} in {report.triples} triples; {ending}"


def _rows(report: CheckReport) -> list[tuple[str, str, str]]:
    from kg.ontology.iris import local_name

    return [(finding.severity.lower(), local_name(finding.shape), sentence) for finding, sentence in report.findings]


def _printer(form: str) -> Callable[[CheckReport], None]:
    return lambda report: ROW_PRINTERS[form](HEAD, _rows(report))


def _print_markdown(report: CheckReport) -> None:
    for severity, shape, sentence in _rows(report):
        sys.stdout.write(f"- **{severity}** `{shape}`: {sentence}\n")


def _print_turtle(report: CheckReport) -> None:
    from kg.checking import validation_report

    sys.stdout.write(validation_report(report))


FORMS: Mapping[str, Callable[[CheckReport], None]] = MappingProxyType(
    {form: _printer(form) for form in ROW_PRINTERS} | {"md": _print_markdown, "turtle": _print_turtle}
)
"""Every form of the report by its name."""
