"""`kg export`: the stored graph, or a part of it, in another format."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import LateChoice, max_nodes_option, ontology_option, store_option

if TYPE_CHECKING:
    from rdflib import Dataset

    from kg.export import Bundle, Exporter, What

__all__ = ["export"]


def _formats() -> Iterable[str]:
    from kg.export import FORMATS

    return FORMATS


def _parts() -> Iterable[str]:
    from kg.export import What

    return [each.value for each in What]


class _WithFormats(click.Command):
    """A command whose help says what each format and part is for."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the formats and the parts of the graph."""
        from kg.export import FORMATS, PARTS

        super().format_options(ctx, formatter)
        with formatter.section("Formats"):
            formatter.write_dl([(each.name, each.description) for each in FORMATS.values()])
        with formatter.section("What"):
            formatter.write_dl([(what.value, meaning) for what, meaning in PARTS.items()])


@click.command(cls=_WithFormats, epilog="Example: kg export --format nquads --what claims -o claims.nq")
@click.option(
    "--format",
    "graph_format",
    type=LateChoice(_formats),
    metavar="FORMAT",
    default="turtle",
    show_default=True,
    help="Format to write; see below.",
)
@click.option(
    "--what", type=LateChoice(_parts), default="all", show_default=True, help="How much of the graph; see below."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE|FOLDER",
    help="Else to stdout; a format of several files needs a folder.",
)
@click.option(
    "--license", "license_iri", metavar="IRI", help="Terms for the graph itself; none are claimed unless given."
)
@click.option("--infer", is_flag=True, help="Also what follows from the facts, as a graph of its own.")
@max_nodes_option
@ontology_option
@store_option
def export(graph_format: str, what: str, output: Path | None, max_nodes: int | None, **source: Any) -> None:
    """Write the stored graph, or a part of it, in another format."""
    from kg.export import Bundle, What, find_format

    chosen, part = _for_target(find_format(graph_format), output), What(what)
    if isinstance(chosen, Bundle) and output is None:
        raise click.UsageError(f"format {chosen.name} is several files; name a folder for them with -o")
    if source["ontology_files"] and not source["infer"]:
        raise click.UsageError("--ontology says what follows from the facts; it goes with --infer")
    if source["infer"] and part is not What.ALL:
        raise click.UsageError("--infer goes with all of the graph; leave --what out")
    if max_nodes is not None:
        chosen = _with_budget(chosen, max_nodes)
    with _opened(**source) as dataset:
        if isinstance(chosen, Bundle):
            _write_several(chosen, dataset, part, output or Path())
        else:
            _write_one(chosen, dataset, part, output)


def _for_target(chosen: Exporter | Bundle, output: Path | None) -> Exporter | Bundle:
    """The format; of one with several files what writes a single one, where stdout or such a file is to be written."""
    single = getattr(chosen, "single", None)
    return single if single and (output is None or output.suffix == single.suffix) else chosen


def _with_budget(chosen: Exporter | Bundle, max_nodes: int) -> Exporter:
    """The page with room for so many entities; a misuse for other formats, which hold all of them."""
    from kg.export.page.showing import budget, page_exporter

    if chosen.name != "html":
        raise click.UsageError("--max-nodes says how much the page holds; it goes with --format html")
    return page_exporter(budget(max_nodes))


@contextmanager
def _opened(
    store: Path, license_iri: str | None, ontology_files: tuple[Path, ...], *, infer: bool
) -> Iterator[Dataset]:
    """The stored graph; with what follows from it, a copy that is gone afterwards."""
    from kg.export.description import license_under
    from kg.store import open_copy, open_dataset

    with open_copy(store) if infer else nullcontext(open_dataset(store)) as dataset:
        if infer:
            _infer(dataset, ontology_files)
        if license_iri:
            license_under(dataset, license_iri)
        yield dataset


def _infer(dataset: Dataset, ontology_files: tuple[Path, ...]) -> None:
    from kg.inference import inferred_quads
    from kg.ontology import load_ontology
    from kg.store import oxigraph_store

    oxigraph_store(dataset).bulk_extend(list(inferred_quads(dataset, load_ontology(ontology_files))))


def _write_one(exporter: Exporter, dataset: Dataset, what: What, output: Path | None) -> None:
    from kg.export.files import write_file

    if output:
        write_file(exporter, dataset, output, what)
    else:
        exporter.write(dataset, sys.stdout.buffer, what)


def _write_several(bundle: Bundle, dataset: Dataset, what: What, folder: Path) -> None:
    from kg.export.files import write_bundle

    for path in write_bundle(bundle, dataset, folder, what):
        click.echo(f"wrote {path}", err=True)
