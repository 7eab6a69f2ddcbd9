"""The graph for GraphDB and RDF4J: TriG, SHACL shapes, the configuration of a repository, and the lines to type.

Refuses to leave out a part of the graph: the shapes are about all of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rdflib import Dataset

from kg.export import What, find_exporter, refuse_part
from kg.ontology import shape_files
from kg.store.files import whole_file

__all__ = ["write_graphdb"]

TEMPLATES = Path(__file__).parent / "templates" / "graphdb"
COPIED = ("repo-config.ttl", "rdf4j-config.ttl", "README.txt")


def write_graphdb(dataset: Dataset, folder: Path, what: What) -> Iterator[Path]:
    """The files, as they are written: the graph, the shapes that any store can validate, and what the lines need."""
    refuse_part("graphdb", what)
    yield _write_graph(dataset, folder / "graph.trig")
    shapes, _ = shape_files()  # the second file needs SHACL-SPARQL and the whole graph: `kg check` reads it
    for source in (shapes, *(TEMPLATES / name for name in COPIED)):
        with whole_file(folder / source.name) as out:
            out.write(source.read_bytes())
        yield folder / source.name


def _write_graph(dataset: Dataset, path: Path) -> Path:
    with whole_file(path) as out:
        find_exporter("trig").write(dataset, out)
    return path
