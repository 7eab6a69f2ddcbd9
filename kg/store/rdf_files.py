"""A graph from an RDF file. It refuses what is no RDF by its name, or does not parse."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Store

from kg.errors import StoreError
from kg.ontology.iris import BASE, PREFIXES

__all__ = ["load_rdf", "stated_base"]


def load_rdf(path: Path) -> Store:
    """What the file holds, in memory: Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML, by the end of its name."""
    graph_format = RdfFormat.from_extension(path.suffix.removeprefix("."))
    if not path.exists():
        raise StoreError(f"{path}: no such file or folder; give a store, or a file that `kg export` wrote")
    if graph_format is None:
        raise StoreError(f"{path}: is no RDF file by its name; give a store, or one of .ttl .trig .nt .nq .jsonld .rdf")
    store = Store()
    try:
        store.bulk_load(path=str(path), format=graph_format)
    except (OSError, SyntaxError, ValueError) as error:
        raise StoreError(f"{path}: cannot be read as {graph_format.name} ({error})") from error
    return store


def stated_base(store: Store) -> str:
    """The namespace of its things, as an export says of itself; the project's where it says none, or several."""
    said = store.quads_for_pattern(None, NamedNode(PREFIXES["void"] + "uriSpace"), None, DefaultGraph())
    pairs = ((quad.subject, quad.object.value) for quad in said if isinstance(quad.object, Literal))
    found = {base for node, base in pairs if base and isinstance(node, NamedNode) and node.value.startswith(base)}
    return found.pop() if len(found) == 1 else BASE
