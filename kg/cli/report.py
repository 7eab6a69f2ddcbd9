"""What build, add and remove say at their end, and the two files that they write. It decides nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.screen import print_table

if TYPE_CHECKING:
    from kg.graph import BuildReport, KnowledgeGraph

__all__ = ["tell"]


def tell(graph: KnowledgeGraph, out: Path | None, max_nodes: int | None, *, quiet: bool, changed: bool = False) -> None:
    """Write graph and page into the folder, if one is given, and print what was done.

    `changed` tells what came and went, which a build does not, since it makes all anew for those who look at it.
    """
    written = _export(graph, out, max_nodes) if out else {}
    if graph.report and not quiet:
        _print_report(graph.report, written, changed=changed)
    if graph.report and not graph.report.claims:
        click.echo("no claim was found in any article: the graph is empty", err=True)


def _export(graph: KnowledgeGraph, out: Path, max_nodes: int | None) -> dict[str, Path]:
    from kg.export import find_exporter
    from kg.export.files import write_file
    from kg.export.page.showing import budget, page_exporter

    exporters = {"graph": find_exporter("turtle"), "page": page_exporter(budget(max_nodes))}
    written = {name: out / f"graph{exporter.suffix}" for name, exporter in exporters.items()}
    for name, path in written.items():
        write_file(exporters[name], graph.dataset, path)
    return written


def _print_report(report: BuildReport, written: dict[str, Path], *, changed: bool) -> None:
    rows = [
        *([("added", report.added), ("removed", report.removed)] if changed else []),
        ("articles", report.articles),
        *([] if changed else [("  not read again", report.cached)]),
        *([] if changed and not report.skipped else [("skipped", len(report.skipped))]),
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
