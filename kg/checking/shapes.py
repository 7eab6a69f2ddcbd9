"""Shapes: those that ship, those of a person's own files, and domain and range of every property of the ontology.

It refuses a file that is no Turtle, and one that holds no shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from kg.checking.findings import Term, sh
from kg.errors import OntologyError
from kg.ontology import shape_files
from kg.ontology.iris import ONTOLOGY, PREFIXES, local_name

if TYPE_CHECKING:
    from kg.ontology import Ontology

__all__ = ["SHAPE", "ShapeGraph", "ontology_triples", "read_shapes"]

SHAPE = "https://w3id.org/dateline/shapes#"

_RDF_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_DOMAIN, _RANGE = (NamedNode(PREFIXES["rdfs"] + name) for name in ("domain", "range"))
_OBJECT_PROPERTY = NamedNode(PREFIXES["owl"] + "ObjectProperty")
_SOURCE = NamedNode(PREFIXES["dcterms"] + "source")

# What of the ontology the shapes ask for. A word or an example tells a relation from what only describes the graph.
_ASKED = frozenset(
    NamedNode(PREFIXES[prefix] + name)
    for prefix, name in (
        ("rdf", "type"),
        ("rdfs", "subClassOf"),
        ("rdfs", "domain"),
        ("rdfs", "range"),
        ("rdfs", "label"),
        ("kg", "phrase"),
        ("kg", "verb"),
        ("kg", "noun"),
        ("kg", "adjective"),
        ("kg", "role"),
        ("kg", "example"),
    )
)


@dataclass(frozen=True, slots=True)
class ShapeGraph:
    """All shapes, in one store."""

    store: Store

    def all(self, subject: Term | None, name: str) -> list[Term]:
        """The values of one property of SHACL's vocabulary, sorted; of any node where none is given."""
        if isinstance(subject, Literal | Triple):
            return []
        return sorted({quad.object for quad in self.store.quads_for_pattern(subject, sh(name), None)}, key=str)

    def one(self, subject: Term | None, name: str) -> str:
        """The value of one property as text, the first of several; empty where there is none."""
        found = self.all(subject, name)
        return getattr(found[0], "value", "") if found else ""

    def subjects(self, name: str) -> list[tuple[Term, Term]]:
        """Subject and value of each triple with this property, sorted."""
        found = {(quad.subject, quad.object) for quad in self.store.quads_for_pattern(None, sh(name), None)}
        return sorted(found, key=str)

    def without(self, name: str) -> bytes:
        """The shapes as N-Triples, but for those triples that have this property."""
        kept = sorted({quad.triple for quad in self.store if quad.predicate != sh(name)}, key=str)
        return serialize(kept, format=RdfFormat.N_TRIPLES) or b""


def read_shapes(ontology: Ontology, own: Sequence[Path] = ()) -> ShapeGraph:
    """The shapes that ship, those of a person's own files, and what the ontology says of its properties."""
    store = Store()
    for path in (*shape_files(), *own):
        _load(store, path)
    store.extend(Quad(s, p, o, DefaultGraph()) for s, p, o in _property_shapes(ontology))
    return ShapeGraph(store)


def _load(store: Store, path: Path) -> None:
    try:
        quads = list(parse(path=path, format=RdfFormat.TURTLE, rename_blank_nodes=True))
    except OSError as error:
        raise OntologyError(f"{path}: {error.strerror}; give a Turtle file of SHACL shapes") from error
    except SyntaxError as error:
        raise OntologyError(f"{path}: line {error.lineno}: not Turtle: {error.msg}") from error
    if not any(quad.predicate.value.startswith(sh("").value) for quad in quads):
        raise OntologyError(f"{path}: holds no SHACL shape; to check a graph, give it without --shapes")
    store.extend(quads)


def _property_shapes(ontology: Ontology) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    """For each property that leads from thing to thing: of which class its two ends are."""
    triples = list(ontology_triples(ontology))
    properties = {triple.subject for triple in triples if triple.object == _OBJECT_PROPERTY}
    ends = {_DOMAIN: ("subject", "targetSubjectsOf"), _RANGE: ("object", "targetObjectsOf")}
    for subject, predicate, kind in triples:
        if predicate in ends and subject in properties and isinstance(subject, NamedNode):
            end, target = ends[predicate]
            shape = NamedNode(f"{SHAPE}{local_name(subject.value)}_{end}")
            yield shape, _RDF_TYPE, sh("NodeShape")
            yield shape, sh(target), subject
            yield shape, sh("class"), _named(kind)
            yield shape, sh("message"), Literal(_wrong_class(subject, end, _named(kind)), language="en")
            yield shape, _SOURCE, Literal("CONTRIBUTING.md#add-a-relation")


def _wrong_class(relation: NamedNode, end: str, kind: NamedNode) -> str:
    name, wanted = local_name(relation.value), local_name(kind.value)
    return f"{{$this}} is the {end} of kg:{name}, and is no kg:{wanted}; change its class, or take the triple out."


def _named(term: Term) -> NamedNode:
    if isinstance(term, NamedNode):
        return term
    raise OntologyError(f"{term}: is no class of the ontology; name one as rdfs:domain or rdfs:range")


def ontology_triples(ontology: Ontology) -> Iterable[Triple]:
    """What the shapes need to know of the ontology, sorted: classes, kinds of property, their ends and words."""
    found = {
        quad.triple
        for path in ontology.files
        for quad in parse(path=path, format=RdfFormat.TURTLE)
        if quad.predicate in _ASKED and str(quad.subject).startswith(f"<{ONTOLOGY}")
    }
    return sorted(found, key=str)
