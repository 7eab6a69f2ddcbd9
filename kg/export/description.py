"""What a graph says of itself: VoID counts, DCAT, PROV, rights. A function of the dataset alone, without a clock.

It counts what the dataset holds, not these statements. It claims no licence that nobody gave: the sentences of articles
belong to others. What made the graph was stored in it when it was built; a graph of another origin lacks it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store, Triple
from rdflib import Dataset, URIRef

from kg.errors import ExportError
from kg.export import PARTS, What
from kg.export.curies import curie
from kg.export.selection import stored
from kg.model import content_hash
from kg.ontology.iris import BASE, PREFIXES, reserved
from kg.store import ORIGINS, prefixes_of

__all__ = ["describe", "license_under"]

TITLE = "A knowledge graph of news"
SUBJECT = (
    "Who did what to whom, when, where, and who says so: events, the claims that are about them, and the words of the "
    "articles that state each claim. Made by a program; plain triples hold only what counts as fact."
)
RIGHTS = (
    "The words of articles are quoted as evidence and remain under the terms of their publishers. A licence, where one "
    "is given, is for the graph that was made of them."
)

Value = NamedNode | Literal
_Node = NamedNode | BlankNode | Literal | Triple | None
_Count = tuple[NamedNode, int]
Said = tuple[NamedNode, NamedNode, Value]

_LICENSE = "license"
"""A licence travels with its dataset as the base does: as a prefix, which no export writes."""


def license_under(dataset: Dataset, license_iri: str) -> None:
    """Let whatever is exported of the dataset from now on say that it may be used under this licence."""
    try:
        NamedNode(license_iri)
    except ValueError as error:
        raise ExportError(f"licence {license_iri!r}: {error}; give its IRI, as in --license URL") from error
    dataset.bind(_LICENSE, URIRef(license_iri), override=True, replace=True)


def describe(dataset: Dataset, what: What = What.ALL) -> list[Quad]:
    """The description as quads of the default graph; of a part of the graph also which part it is."""
    store, base = stored(dataset), prefixes_of(dataset)["id"]
    own = _own_quads(store, reserved("", base))
    properties = _counts(store, _PROPERTIES, Counter(quad.predicate for quad in own))
    classes = _counts(store, _CLASSES, Counter(quad.object for quad in own if quad.predicate == _named("rdf:type")))
    about = _About(store, base, dataset.store.namespace(_LICENSE), properties, classes)
    said = [*about.dataset(), *about.part(what), *about.making(), *about.partitions()]
    return [Quad(*each, DefaultGraph()) for each in said]


@dataclass(frozen=True, slots=True)
class _About:
    """A store, the namespace of its things, the licence that was given, if any, and how much there is of each kind."""

    store: Store
    base: str
    license: str | None
    properties: list[_Count]
    classes: list[_Count]

    def dataset(self) -> Iterator[Said]:
        """What the whole is, how much there is of it, and on which terms."""
        whole = self._reserved("dataset")
        for kind in ("void:Dataset", "dcat:Dataset", "prov:Entity"):
            yield whole, _named("rdf:type"), _named(kind)
        yield whole, _named("dcterms:title"), Literal(TITLE, language="en")
        yield whole, _named("dcterms:description"), Literal(SUBJECT, language="en")
        yield whole, _named("dcterms:rights"), Literal(RIGHTS, language="en")
        if self.license:
            yield whole, _named("dcterms:license"), NamedNode(self.license)
        yield whole, _named("void:uriSpace"), Literal(self.base)
        yield from ((whole, _named("void:vocabulary"), NamedNode(name)) for name in self._vocabularies())
        yield from ((whole, _named(f"void:{name}"), _number(size)) for name, size in self._sizes().items())

    def partitions(self) -> Iterator[Said]:
        """How much there is of each class and of each property."""
        whole = self._reserved("dataset")
        for kind, counted, sizes in (("class", "entities", self.classes), ("property", "triples", self.properties)):
            for node, size in sizes:
                part = self._reserved(f"{kind}_{_name(node)}")
                yield whole, _named(f"void:{kind}Partition"), part
                yield part, _named(f"void:{kind}"), node
                yield part, _named(f"void:{counted}"), _number(size)

    def making(self) -> Iterator[Said]:
        """By what the graph was made, as far as it is stored, and out of what."""
        found = [self._moved(iri) for iri in ORIGINS if self._told_of(self._moved(iri))]
        if not found:
            return
        making, (program, *used) = self._reserved("making"), found
        yield self._reserved("dataset"), _named("prov:wasGeneratedBy"), making
        yield making, _named("rdf:type"), _named("prov:Activity")
        yield making, _named("prov:wasAssociatedWith"), program
        yield from ((making, _named("prov:used"), each) for each in used)
        for node in found:
            yield from ((node, quad.predicate, cast("Value", quad.object)) for quad in self._told_of(node))

    def part(self, what: What) -> Iterator[Said]:
        """Which part of the dataset is at hand; nothing where it is all of it."""
        if what is not What.ALL:
            part = self._reserved(f"dataset_{what}")
            yield self._reserved("dataset"), _named("void:subset"), part
            yield part, _named("rdf:type"), _named("void:Dataset")
            yield part, _named("dcterms:title"), Literal(f"{TITLE}: {PARTS[what]}", language="en")

    def _reserved(self, name: str) -> NamedNode:
        return NamedNode(reserved(name, self.base))

    def _moved(self, iri: str) -> NamedNode:
        return NamedNode(self.base + iri.removeprefix(BASE))

    def _told_of(self, node: NamedNode) -> list[Quad]:
        return list(self.store.quads_for_pattern(node, None, None, DefaultGraph()))

    def _sizes(self) -> dict[str, int]:
        return {
            "triples": sum(size for _, size in self.properties),
            "properties": len(self.properties),
            "classes": len(self.classes),
            "documents": dict(self.classes).get(_named("kg:Article"), 0),
        }

    def _vocabularies(self) -> list[str]:
        """The known namespaces whose classes and properties are used."""
        short = {(curie(node) or "").partition(":")[0] for node, _ in (*self.properties, *self.classes)}
        return sorted(namespace for prefix, namespace in PREFIXES.items() if prefix in short)


def _own_quads(store: Store, beginning: str) -> list[Quad]:
    """What the store says of itself already: how it was made, and a description that came with what was loaded."""
    kinds = map(_named, ("void:Dataset", "prov:Activity", "prov:Entity", "prov:SoftwareAgent"))
    links = ("void:class", "void:property")
    marks = [(_named("rdf:type"), kind) for kind in kinds] + [(_named(link), None) for link in links]
    found = {quad.subject for link, end in marks for quad in store.quads_for_pattern(None, link, end, DefaultGraph())}
    own = (node for node in found if isinstance(node, NamedNode) and node.value.startswith(beginning))
    return [quad for node in own for quad in store.quads_for_pattern(node, None, None, DefaultGraph())]


def _counts(store: Store, pattern: str, own: Counter[_Node]) -> list[_Count]:
    """Each IRI that the pattern gives for `?each`, with how often it does beside its own, in the order of the IRIs."""
    query = f"SELECT ?each (COUNT(*) AS ?number) {{ {pattern} }} GROUP BY ?each"
    rows = cast("QuerySolutions", store.query(query, prefixes=PREFIXES))
    found = ((row["each"], int(cast("Literal", row["number"]).value) - own[row["each"]]) for row in rows)
    return sorted(((each, size) for each, size in found if size and isinstance(each, NamedNode)), key=_iri)


def _iri(count: _Count) -> str:
    return count[0].value


_PROPERTIES = "{ ?s ?each ?o } UNION { GRAPH ?g { ?s ?each ?o } }"
_CLASSES = "{ ?s a ?each } UNION { GRAPH ?g { ?s a ?each } }"


@cache
def _named(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def _number(size: int) -> Literal:
    return Literal(str(size), datatype=_named("xsd:integer"))


def _name(node: NamedNode) -> str:
    """A name for a class or property within an IRI: `kg_Event`; a hash where no prefix fits."""
    short = curie(node)
    return short.replace(":", "_") if short else content_hash(node.value)
