"""`kg export`: the stored graph in another format."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from kg.cli.options import LateChoice, store_option

__all__ = ["export"]


def _formats() -> Iterable[str]:
    from kg.export import FORMATS

    return FORMATS


@click.command(epilog="Example: kg export --format nquads -o graph.nq")
@click.option(
    "--format", "graph_format", type=LateChoice(_formats), default="turtle", show_default=True, help="Format to write."
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Else to stdout.")
@store_option
def export(graph_format: str, output: Path | None, store: Path) -> None:
    """Write the stored graph in another format."""
    from kg.export import find_exporter
    from kg.export.files import write_file
    from kg.store import open_dataset

    exporter, dataset = find_exporter(graph_format), open_dataset(store)
    if output:
        write_file(exporter, dataset, output)
    else:
        sys.stdout.writelines(exporter.write(dataset))
