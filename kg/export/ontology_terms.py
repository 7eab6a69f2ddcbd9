"""The ontology's terms as a page shows them: what its files say of each class, relation and property.

It reads every file as it stands, so that a page tells of a term all that a person wrote; it refuses none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from kg.ontology import Ontology, PatternKind
from kg.ontology.iris import ONTOLOGY, PREFIXES, local_name, term

__all__ = ["PIECES", "Family", "Term", "Terms", "pieces_of", "read_terms"]

Piece = tuple[str, str]
"""Text, and what it is in an example: `subject`, `trigger`, `object` or nothing."""

PIECES: Mapping[str, str] = MappingProxyType({"s": "subject", "t": "trigger", "o": "object"})
_MARK = re.compile(r"<([sto])>(.*?)</\1>")

_KINDS = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "NamedIndividual")
_SOURCES = ("rdfs:subClassOf", "skos:closeMatch", "owl:equivalentProperty", "owl:equivalentClass")


@dataclass(frozen=True, slots=True)
class Term:
    """One term by its local name. `kind` is the local name of its OWL kind; `links` lead to other terms of ours.

    `words` gives, for each kind of word, the patterns that state a relation; `aligned` terms of other vocabularies as
    short name and IRI. `phrase` tells a relation in a sentence, where its label does not.
    """

    name: str
    kind: str
    label: str
    definition: str
    links: Mapping[str, tuple[str, ...]]
    traits: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]
    examples: tuple[tuple[Piece, ...], ...]
    aligned: tuple[tuple[str, str], ...]
    codes: tuple[str, ...]
    is_act: bool
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """Relations under one heading: those of a category, other acts, or states of affairs."""

    anchor: str
    label: str
    definition: str
    relations: tuple[Term, ...]
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """All terms: classes with those below each, relations by category, the rest of the vocabulary."""

    classes: Mapping[str, Term]
    below: Mapping[str, tuple[str, ...]]
    roots: tuple[str, ...]
    families: tuple[Family, ...]
    vocabulary: tuple[Term, ...]
    version: str

    @property
    def relations(self) -> int:
        """How many relations there are."""
        return sum(len(family.relations) for family in self.families)


def read_terms(ontology: Ontology) -> Terms:
    """All that the ontology's files say of its own terms, sorted by label."""
    store = _loaded(ontology)
    terms = {name: _term(store, name, kind) for name, kind in sorted(_declared(store).items())}
    classes = {name: found for name, found in terms.items() if found.kind == "Class"}
    relations = [terms.get(name) or _term(store, name, "ObjectProperty") for name in sorted(ontology.relations)]
    inside = {*classes, *ontology.relations}
    rest = [found for name, found in terms.items() if name not in inside and found.kind != "NamedIndividual"]
    below = {name: tuple(sorted(c for c in classes if name in _parents(classes, c))) for name in classes}
    tops = (name for name in classes if not _parents(classes, name))
    roots = tuple(sorted(tops, key=lambda name: (-len(below[name]), name)))  # what has most below it comes first
    families = tuple(_families(relations, terms))
    version = _values(store, NamedNode(ONTOLOGY.rstrip("#")), "owl:versionInfo")
    return Terms(classes, below, roots, families, tuple(sorted(rest, key=_by_label)), "".join(version[:1]))


def pieces_of(example: str) -> tuple[Piece, ...]:
    """An example sentence in pieces, its marked ends and trigger told apart.

    >>> pieces_of("<s>Italy</s> <t>left</t>.")
    (('Italy', 'subject'), (' ', ''), ('left', 'trigger'), ('.', ''))
    """
    found: list[Piece] = []
    at = 0
    for mark in _MARK.finditer(example):
        found += [(example[at : mark.start()], ""), (mark[2], PIECES[mark[1]])]
        at = mark.end()
    return tuple(piece for piece in (*found, (example[at:], "")) if piece[0])


def _loaded(ontology: Ontology) -> Store:
    store = Store()
    for path in ontology.files:
        store.load(path=str(path), format=RdfFormat.TURTLE)
    return store


def _declared(store: Store) -> dict[str, str]:
    """Local name of each term of ours → its kind."""
    found: dict[str, str] = {}
    for kind in reversed(_KINDS):
        quads = store.quads_for_pattern(None, _node("rdf:type"), _node(f"owl:{kind}"))
        names = (quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))
        found.update({local_name(name): kind for name in names if name.startswith(ONTOLOGY)})
    return found


def _term(store: Store, name: str, kind: str) -> Term:
    node = NamedNode(term(name))
    words = {each.value: tuple(_values(store, node, f"kg:{each.value}")) for each in PatternKind}
    return Term(
        name=name,
        kind=kind,
        label=(_values(store, node, "rdfs:label") or [name])[0],
        definition=" ".join(_values(store, node, "skos:definition")),
        links=MappingProxyType({key: found for key, found in _links(store, node) if found}),
        traits=tuple(_traits(store, node)),
        words=MappingProxyType({key: found for key, found in words.items() if found}),
        examples=tuple(pieces_of(example) for example in _values(store, node, "kg:example")),
        aligned=tuple(_aligned(store, node)),
        codes=tuple(_values(store, node, "kg:cameoCode")),
        is_act="true" in _values(store, node, "kg:happening"),
        phrase="".join(_values(store, node, "kg:phrase")[:1]),
    )


def _links(store: Store, node: NamedNode) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What it is linked to among our own terms, and the datatype of its values."""
    for key in ("rdfs:subClassOf", "rdfs:domain", "rdfs:range", "rdfs:subPropertyOf", "kg:plover", "kg:ends"):
        yield key, tuple(local_name(iri) for iri in _values(store, node, key) if _is_shown(key, iri))
    for key in ("owl:inverseOf", "kg:kin"):  # said of one of the two, it holds of both
        both = {*_values(store, node, key), *_subjects(store, key, node)}
        yield key, tuple(sorted(local_name(iri) for iri in both if iri.startswith(ONTOLOGY)))


def _is_shown(key: str, iri: str) -> bool:
    return iri.startswith(ONTOLOGY) or key == "rdfs:range"


def _traits(store: Store, node: NamedNode) -> Iterator[str]:
    kinds = _values(store, node, "rdf:type")
    for name, said in (("SymmetricProperty", "symmetric"), ("TransitiveProperty", "transitive")):
        if PREFIXES["owl"] + name in kinds:
            yield said


def _aligned(store: Store, node: NamedNode) -> Iterator[tuple[str, str]]:
    """Terms of other vocabularies that it is a part of, or close to; a page links to nothing but the web."""
    found = {iri for key in _SOURCES for iri in _values(store, node, key) if not iri.startswith(ONTOLOGY)}
    for iri in sorted(each for each in found if each.startswith(("http://", "https://"))):
        prefix, space = next(((p, s) for p, s in PREFIXES.items() if iri.startswith(s)), ("", ""))
        yield f"{prefix}:{iri.removeprefix(space)}" if prefix else iri, iri


def _parents(classes: Mapping[str, Term], name: str) -> tuple[str, ...]:
    return tuple(each for each in classes[name].links.get("rdfs:subClassOf", ()) if each in classes)


def _families(relations: Sequence[Term], terms: Mapping[str, Term]) -> Iterator[Family]:
    """The categories in the order of their labels, then acts without one, then states of affairs."""
    grouped: dict[str, list[Term]] = {}
    for relation in sorted(relations, key=_by_label):
        grouped.setdefault("".join(relation.links.get("kg:plover", ())[:1]), []).append(relation)
    alone = grouped.pop("", [])
    for name in sorted(grouped):
        category = terms.get(name)
        label, definition, codes = (category.label, category.definition, category.codes) if category else (name, "", ())
        yield Family(name, label, definition, tuple(grouped[name]), codes)
    for anchor, label, definition, acts in _WITHOUT_CATEGORY:
        if found := tuple(relation for relation in alone if relation.is_act is acts):
            yield Family(anchor, label, definition, found)


_WITHOUT_CATEGORY = (
    ("acts", "other acts", "What happens, and PLOVER has no category for.", True),
    ("states", "states of affairs", "What lasts: who belongs to whom, who is what, what lies where.", False),
)


def _by_label(found: Term) -> tuple[str, str]:
    return found.label.casefold(), found.name


def _node(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def _values(store: Store, node: NamedNode, key: str) -> list[str]:
    values = (quad.object for quad in store.quads_for_pattern(node, _node(key), None))
    return sorted({value.value for value in values if isinstance(value, NamedNode | Literal)})


def _subjects(store: Store, key: str, node: NamedNode) -> set[str]:
    quads = store.quads_for_pattern(None, _node(key), node)
    return {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
