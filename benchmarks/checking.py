"""How long `kg check` takes on a store, part by part: `python benchmarks/checking.py FOLDER [--pyshacl]`.

Seconds of the processor, for a machine that others use: writing the graph out, SHACL Core, each SPARQL constraint. With
`--pyshacl` SHACL Core by pySHACL too, its reading of the graph left out, as a ratio; it holds the graph in memory, some
2 GB for a million triples.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from pyoxigraph import RdfFormat, Store
from rdflib import Graph

from kg.checking import ShapeGraph, read_shapes
from kg.checking.core import core_findings
from kg.checking.shapes import ontology_triples
from kg.checking.sparql import sparql_findings
from kg.ontology import load_ontology
from kg.store import open_dataset, oxigraph_store


def main() -> None:
    """Print a row for each part."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="A store.")
    parser.add_argument("--pyshacl", action="store_true", help="SHACL Core by pySHACL too.")
    options = parser.parse_args()
    ontology = load_ontology()
    shapes, source = read_shapes(ontology), oxigraph_store(open_dataset(options.folder))
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder, "graph.nq")
        show("writing", timed(lambda: source.dump(str(graph), RdfFormat.N_QUADS)))
        with graph.open("a") as out:
            out.writelines(f"{triple} .\n" for triple in ontology_triples(ontology))
        core = timed(lambda: list(core_findings(graph, shapes)))
        show("SHACL Core", core)
        if options.pyshacl:
            show("  pySHACL / it", timed_pyshacl(graph, shapes) / core)
        store = Store(str(Path(folder, "store")))
        store.bulk_load(path=str(graph), format=RdfFormat.N_QUADS)
        show_constraints(store, shapes)


def show_constraints(store: Store, shapes: ShapeGraph) -> None:
    """A row for each SPARQL constraint."""
    for _, constraint in shapes.subjects("sparql"):
        one = only(shapes, str(constraint))
        show(str(constraint).rpartition("#")[2].rstrip(">"), timed(partial(run, store, one)))


def only(shapes: ShapeGraph, constraint: str) -> ShapeGraph:
    """The shapes with this SPARQL constraint and no other."""
    kept = Store()
    kept.extend(q for q in shapes.store if not q.predicate.value.endswith("#sparql") or str(q.object) == constraint)
    return ShapeGraph(kept)


def run(store: Store, shapes: ShapeGraph) -> int:
    """How much the constraints find."""
    return len(list(sparql_findings(store, shapes)))


def timed_pyshacl(graph: Path, shapes: ShapeGraph) -> float:
    """Seconds that pySHACL takes for SHACL Core."""
    import pyshacl  # noqa: PLC0415 -- asked for by name

    found = Graph()
    found.parse(data="\n".join(str(q.triple) + " ." for q in _quads(graph)), format="nt")
    asked = Graph().parse(data=shapes.without("sparql").decode(), format="nt")
    return timed(lambda: pyshacl.validate(found, shacl_graph=asked))


def _quads(graph: Path) -> Store:
    store = Store()
    store.bulk_load(path=str(graph), format=RdfFormat.N_QUADS)
    return store


def timed(work: Callable[[], object]) -> float:
    """Seconds of the processor that the work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def show(what: str, figure: float) -> None:
    """A row."""
    print(f"{figure:10.2f}  {what}", flush=True)


if __name__ == "__main__":
    main()
