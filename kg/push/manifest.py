"""What Dateline put into a target, kept there as a named graph: an entry a graph, with its seal once it is whole.

In the words of the service description: an entry is an `sd:Graph`, `sd:name` its graph (none is the default graph),
`void:triples` its size and `dcterms:identifier` its digest. Entries are added as graphs arrive, and the whole is put
anew before and after. Refuses nothing; what else stands in the graph is not read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from kg.model import content_hash
from kg.ontology.iris import PREFIXES, reserved
from kg.push.plan import Manifest
from kg.push.units import Seal

__all__ = ["manifest_iri", "read_manifest", "write_manifest"]

_SD = "http://www.w3.org/ns/sparql-service-description#"
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_GRAPH = NamedNode(_SD + "Graph")
_NAME = NamedNode(_SD + "name")
_TRIPLES = NamedNode("http://rdfs.org/ns/void#triples")
_DIGEST = NamedNode(PREFIXES["dcterms"] + "identifier")
_INTEGER = NamedNode(PREFIXES["xsd"] + "integer")


def manifest_iri(base: str) -> str:
    """The named graph that holds the manifest of a graph with this base."""
    return reserved("pushed", base)


def write_manifest(manifest: Manifest, base: str) -> bytes:
    """The manifest, or some entries of it, as N-Triples; an entry without a seal says only that the graph is ours."""
    quads = (quad for name, seal in manifest.items() for quad in _entry(name, seal, base))
    return cast("bytes", serialize(quads, format=RdfFormat.N_TRIPLES))


def _entry(name: str | None, seal: Seal | None, base: str) -> Iterator[Quad]:
    entry = NamedNode(reserved("pushed_" + content_hash(name or ""), base))
    yield Quad(entry, _TYPE, _GRAPH)
    if name is not None:
        yield Quad(entry, _NAME, NamedNode(name))
    if seal:
        yield Quad(entry, _TRIPLES, Literal(str(seal.statements), datatype=_INTEGER))
        yield Quad(entry, _DIGEST, Literal(seal.digest))


def read_manifest(lines: Iterable[bytes]) -> Manifest:
    """The manifest in these lines of N-Triples, in the order of the graphs' names."""
    entries: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for quad in parse(b"\n".join(lines), format=RdfFormat.N_TRIPLES):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            entries[quad.subject.value][quad.predicate.value] = quad.object.value
    found = {
        entry.get(_NAME.value): _seal(entry) for entry in entries.values() if entry.get(_TYPE.value) == _GRAPH.value
    }
    return dict(sorted(found.items(), key=lambda item: item[0] or ""))


def _seal(entry: dict[str, str]) -> Seal | None:
    digest, statements = entry.get(_DIGEST.value), entry.get(_TRIPLES.value, "")
    return Seal(digest, int(statements)) if digest and statements.isdecimal() else None
