"""`kg verify`: whether the stored graph says only what the stored articles say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import form_option, ontology_option, store_option
from kg.cli.screen import ROW_PRINTERS

if TYPE_CHECKING:
    from kg.trust import Report

__all__ = ["verify"]

FAULTY = 1


@click.command(epilog="Example: kg verify --format csv > faults.csv")
@form_option(lambda: ROW_PRINTERS, "Form of the list of faults.")
@store_option
@ontology_option
@click.pass_context
def verify(context: click.Context, row_format: str, store: Path, ontology_files: tuple[Path, ...]) -> None:
    """Read the stored graph again, and list what in it is not so.

    Every sentence is looked up in the text of its article, every event counted again from its claims, every plain fact
    traced to an event, every IRI to what it stands for. Exit status: 0 all is so, 1 something is not.
    """
    from kg.ontology import load_ontology
    from kg.store import open_store
    from kg.trust import verify as verify_graph
    from kg.update import articles_of

    with open_store(store) as (dataset, ledger):
        report = verify_graph(dataset, articles_of(ledger), load_ontology(ontology_files))
    if report.faults or row_format != "table":
        rows = [(fault.kind, fault.iri, fault.message) for fault in report.faults]
        ROW_PRINTERS[row_format](("kind", "iri", "message"), rows)
    click.echo(_summary(report), err=bool(report.faults) or row_format != "table")
    if report.faults:
        context.exit(FAULTY)


def _summary(report: Report) -> str:
    found = f"{len(report.faults)} faults" if len(report.faults) != 1 else "1 fault"
    return (
        f"{found if report.faults else 'sound'}: {report.articles} articles, {report.spans} sentences, "
        f"{report.claims} claims, {report.events} events, {report.facts} plain triples, {report.entities} entities, "
        f"{report.stories} stories"
    )
