"""The formats that go out: one table of exporters and bundles, each a function of the dataset alone.

Refuses formats that nobody registered, by name. Other packages add theirs under the entry-point group
`dateline.exporters`; each entry names an `Exporter` or a `Bundle`.
"""

from __future__ import annotations

import difflib
import io
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import entry_points
from pathlib import Path
from pkgutil import resolve_name
from types import MappingProxyType
from typing import BinaryIO, TypeAlias, cast

from rdflib import Dataset

from kg.errors import ExportError

__all__ = [
    "ENTRY_POINT_GROUP",
    "FORMATS",
    "PARTS",
    "Bundle",
    "Exporter",
    "Piece",
    "What",
    "find_bundle",
    "find_exporter",
    "find_format",
    "refuse_part",
    "write_pieces",
]

ENTRY_POINT_GROUP = "dateline.exporters"


class What(StrEnum):
    """How much of the graph is written: see `PARTS`."""

    FACTS = "facts"
    EVENTS = "events"
    CLAIMS = "claims"
    ALL = "all"


PARTS: Mapping[What, str] = MappingProxyType(
    {
        What.FACTS: "named things with their names, and the plain triples between them",
        What.EVENTS: "those, and events (status, time, place, counts) and stories",
        What.CLAIMS: "claims with their evidence, articles, stories, and the things that all these name",
        What.ALL: "everything",
    }
)


Piece: TypeAlias = "str | bytes | Callable[[BinaryIO], object]"
"""A piece of a file: its text, its bytes, or a function that writes it, as Oxigraph's own serializers do."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format that is one file. `target` is `module:function`, as in an entry point, imported on the first `write`.

    The function takes a dataset, `What`, and whatever else is `given` to it, such as the options of the page, and gives
    the pieces of the file in their order.
    """

    name: str
    media_type: str
    suffix: str
    description: str
    target: str
    given: tuple[object, ...] = ()

    def write(self, dataset: Dataset, out: BinaryIO, what: What = What.ALL) -> None:
        """Write the document to the binary stream; text is UTF-8."""
        write_pieces(out, resolve_name(self.target)(dataset, what, *self.given))

    def text(self, dataset: Dataset, what: What = What.ALL) -> str:
        """The whole document, for graphs that fit into memory."""
        out = io.BytesIO()
        self.write(dataset, out, what)
        return out.getvalue().decode("utf-8")


@dataclass(frozen=True, slots=True)
class Bundle:
    """A format that is several files in a folder. `target` as above; its function takes dataset, folder and `What`.

    It writes each file whole or not at all, and gives the files in their order. `single` writes a part that is one
    file, for formats that have such parts.
    """

    name: str
    description: str
    target: str
    single: Exporter | None = None

    def write(self, dataset: Dataset, folder: Path, what: What = What.ALL) -> tuple[Path, ...]:
        """Write into the folder, made where there is none; the files written."""
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(cast("Iterable[Path] | None", resolve_name(self.target)(dataset, folder, what)) or ())


def refuse_part(name: str, what: What) -> None:
    """Nothing; ExportError where a format that cannot be cut is asked for less than all."""
    if what is not What.ALL:
        raise ExportError(f"format {name!r} shows all of the graph; leave `--what {what}` out, or take another format")


def write_pieces(out: BinaryIO, pieces: Iterable[Piece]) -> None:
    """Write the pieces one after the other."""
    for piece in pieces:
        if callable(piece):
            piece(out)
        else:
            out.write(piece.encode("utf-8") if isinstance(piece, str) else piece)


_BUILT_IN: tuple[Exporter | Bundle, ...] = (
    Exporter(
        "turtle",
        "text/turtle",
        ".ttl",
        "RDF 1.1 Turtle, for people and every RDF tool; one merged graph",
        "kg.export.turtle:write_turtle",
    ),
    Exporter(
        "ntriples",
        "application/n-triples",
        ".nt",
        "a triple a line, for bulk loaders; one merged graph",
        "kg.export.lines:write_ntriples",
    ),
    Exporter(
        "trig",
        "application/trig",
        ".trig",
        "Turtle with a named graph for each article: GraphDB, Jena, RDF4J, Oxigraph",
        "kg.export.turtle:write_trig",
    ),
    Exporter(
        "nquads",
        "application/n-quads",
        ".nq",
        "a triple and its graph a line: the fastest to write and to load",
        "kg.export.lines:write_nquads",
    ),
    Exporter(
        "turtle12",
        "text/turtle;version=1.2",
        ".12.ttl",
        "RDF 1.2 Turtle: claims and events reify their triple; Jena 5.4, Oxigraph, RDF4J 6",
        "kg.export.rdf12:write_turtle",
    ),
    Exporter(
        "trig12",
        "application/trig;version=1.2",
        ".12.trig",
        "the same with a named graph for each article",
        "kg.export.rdf12:write_trig",
    ),
    Exporter(
        "jsonld",
        "application/ld+json",
        ".jsonld",
        "JSON-LD 1.1, JSON that programs can read without RDF",
        "kg.export.jsonld:write_jsonld",
    ),
    Exporter(
        "rdfxml",
        "application/rdf+xml",
        ".rdf",
        "RDF/XML, for Protégé and older tools; one merged graph",
        "kg.export.rdfxml:write_rdfxml",
    ),
    Exporter("html", "text/html", ".html", "a page to look at; needs no network", "kg.export.page:write_page"),
    Exporter(
        "graphml", "application/graphml+xml", ".graphml", "for Gephi, yEd, Cytoscape", "kg.export.graphml:write_graphml"
    ),
    Exporter(
        "gexf",
        "application/gexf+xml",
        ".gexf",
        "for Gephi, with colours, sizes and a timeline; events are edges",
        "kg.export.gexf:write_gexf",
    ),
    Bundle(
        "graphdb",
        "for GraphDB and RDF4J: TriG, SHACL shapes, the repository's configuration, and what to type",
        "kg.export.graphdb:write_graphdb",
    ),
    Bundle(
        "neo4j",
        "Turtle and Cypher for Neo4j with the plug-in neosemantics",
        "kg.export.neosemantics:write_neosemantics",
    ),
    Bundle("neo4j-csv", "CSV for `neo4j-admin database import`", "kg.export.neo4j_csv:write_neo4j_csv"),
    Bundle(
        "csv",
        "tables for spreadsheets, R and pandas; with --what events (claims, facts) one of them to stdout",
        "kg.export.csv_tables:write_csv",
        Exporter("csv", "text/csv", ".csv", "one table", "kg.export.csv_tables:write_one_csv"),
    ),
    Bundle(
        "parquet",
        "the same tables, typed, for pandas, DuckDB and Spark; needs dateline-kg[parquet]",
        "kg.export.parquet:write_parquet",
        Exporter(
            "parquet", "application/vnd.apache.parquet", ".parquet", "one table", "kg.export.parquet:write_one_parquet"
        ),
    ),
)


def _installed() -> Iterator[Exporter | Bundle]:
    """The formats of other packages. One that cannot be loaded is left out with a warning."""
    for entry in sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda entry: entry.name):
        try:
            exporter = entry.load()
        except (ImportError, AttributeError) as error:
            warnings.warn(f"exporter {entry.name!r} ({entry.value}) was left out: {error}", stacklevel=2)
            continue
        if isinstance(exporter, Exporter | Bundle):
            yield exporter


FORMATS: Mapping[str, Exporter | Bundle] = MappingProxyType({each.name: each for each in (*_installed(), *_BUILT_IN)})
"""Every format by its name. A built-in name cannot be taken over."""


def find_format(name: str) -> Exporter | Bundle:
    """The format of that name; ExportError names the nearest one where there is none."""
    if name in FORMATS:
        return FORMATS[name]
    near = difflib.get_close_matches(name, FORMATS, n=1)
    hint = f"did you mean {near[0]}?" if near else f"choose one of {', '.join(FORMATS)}"
    raise ExportError(f"unknown format {name!r}: {hint}")


def find_exporter(name: str) -> Exporter:
    """The single-file format of that name; ExportError where there is none."""
    found = find_format(name)
    if isinstance(found, Bundle):
        raise ExportError(f"format {name!r} is a folder of several files; write it with `kg export -o FOLDER`")
    return found


def find_bundle(name: str) -> Bundle:
    """The format of that name, one of several files; ExportError where there is none."""
    found = find_format(name)
    if isinstance(found, Exporter):
        raise ExportError(f"format {name!r} is one file; write it with `kg export -o FILE`")
    return found
