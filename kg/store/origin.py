"""What a graph was made with, as statements that are stored in it once: program, model, ontology. It has no clock.

It names nothing in the graph, and nothing in the graph names it, so that articles come and go without touching it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

import kg
from kg.ontology.iris import ONTOLOGY, PREFIXES, reserved
from kg.store.readings import model_version
from kg.store.triples import Statement

if TYPE_CHECKING:
    from kg.ontology import Ontology

__all__ = ["MODEL", "ONTOLOGY_USED", "ORIGINS", "PROGRAM", "origin_statements"]

PROGRAM, MODEL, ONTOLOGY_USED = (reserved(name) for name in ("program", "model", "ontology"))
ORIGINS = (PROGRAM, MODEL, ONTOLOGY_USED)
"""The IRIs, in the project's namespace, of what made a graph."""


def origin_statements(ontology: Ontology, model: str) -> tuple[Statement, ...]:
    """Name and version of the program and of the pipeline, and which state of the ontology was used."""
    program, pipeline, used = map(NamedNode, ORIGINS)
    return (
        (program, _TYPE, _named("prov", "SoftwareAgent")),
        (program, _TITLE, Literal("Dateline")),
        (program, _VERSION, Literal(kg.__version__)),
        (pipeline, _TYPE, _named("prov", "Entity")),
        (pipeline, _TITLE, Literal(Path(model).name)),
        (pipeline, _VERSION, Literal(model_version(model) or "unknown")),
        (used, _TYPE, _named("prov", "Entity")),
        (used, _named("prov", "specializationOf"), NamedNode(ONTOLOGY.rstrip("#"))),
        (used, _named("dcterms", "identifier"), Literal(ontology.digest)),
    )


def _named(prefix: str, name: str) -> NamedNode:
    return NamedNode(PREFIXES[prefix] + name)


_TYPE = _named("rdf", "type")
_TITLE = _named("dcterms", "title")
_VERSION = _named("schema", "softwareVersion")
