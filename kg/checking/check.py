"""The check itself: the graph beside the ontology, in a store of its own, against core and SPARQL constraints.

The graph that is checked stays as it is. What was inferred, and stands in a graph of its own, is no part of what is
promised.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, serialize

from kg.checking.core import core_findings
from kg.checking.findings import Finding, Severity
from kg.checking.naming import Names
from kg.checking.shapes import ontology_triples, read_shapes
from kg.checking.sparql import sparql_findings
from kg.inference import inferred_graph, inferred_quads
from kg.ontology import load_ontology
from kg.ontology.iris import PREFIXES
from kg.store import oxigraph_store, prefixes_of

if TYPE_CHECKING:
    from rdflib import Dataset

    from kg.ontology import Ontology

__all__ = ["CheckReport", "check"]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All findings, violations first, each with its sentence; `triples` is how much was looked at."""

    findings: tuple[tuple[Finding, str], ...]
    triples: int

    @property
    def conforms(self) -> bool:
        """Whether nothing worse than a warning was found."""
        return not any(finding.severity is Severity.VIOLATION for finding, _ in self.findings)


def check(
    dataset: Dataset, ontology: Ontology | None = None, shapes: Sequence[Path] = (), *, infer: bool = False
) -> CheckReport:
    """Where the graph does not keep to the shapes: those that ship, and those in the files given.

    With `infer`, what follows from the facts has to fit SHACL Core too.
    """
    known = ontology or load_ontology()
    shape_graph = read_shapes(known, shapes)
    inferred = list(_inferred_relations(dataset, known)) if infer else []
    with tempfile.TemporaryDirectory(prefix="kg-check-") as folder:
        store = _beside_ontology(dataset, known, Path(folder) / "graph")
        graph = Path(folder) / "graph.nq"
        _write(store, inferred, graph)
        found = {*core_findings(graph, shape_graph), *sparql_findings(store, shape_graph)}
        names = Names(store, prefixes_of(dataset))
        told = tuple((finding, names.sentence(finding)) for finding in sorted(found, key=lambda each: each.order))
        del store, names  # Oxigraph closes its files when nothing refers to them
    return CheckReport(told, len(oxigraph_store(dataset)))


def _inferred_relations(dataset: Dataset, ontology: Ontology) -> Iterator[Quad]:
    """What follows but for classes, which the engine climbs by itself."""
    kind = PREFIXES["rdf"] + "type"
    return (quad for quad in inferred_quads(dataset, ontology) if quad.predicate.value != kind)


def _beside_ontology(dataset: Dataset, ontology: Ontology, folder: Path) -> Store:
    """A copy of the graph, in which what the shapes need to know of the ontology stands too."""
    source = oxigraph_store(dataset)
    try:
        source.backup(str(folder))  # shares the files of a graph on disk: costs next to nothing
        store = Store(str(folder))
    except (OSError, RuntimeError):  # a graph in memory
        store = Store()
        store.bulk_extend(iter(source))
    store.remove_graph(inferred_graph(dataset))
    store.extend(Quad(s, p, o, DefaultGraph()) for s, p, o in ontology_triples(ontology))
    return store


def _write(store: Store, more: Sequence[Quad], path: Path) -> None:
    with path.open("wb") as out:
        store.dump(out, RdfFormat.N_QUADS)
        serialize(more, out, RdfFormat.N_QUADS)
