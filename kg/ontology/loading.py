"""Turtle files → `Ontology`. It refuses a file that does not parse, and a relation that lacks what it needs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files as package_files
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.ontology.acts import ActKind
from kg.ontology.families import with_families
from kg.ontology.gazetteer import Gazetteer
from kg.ontology.iris import ONTOLOGY, PREFIXES, local_name, term
from kg.ontology.model import Ontology, OntologyClass, Relation
from kg.ontology.patterns import Pattern, PatternKind, parse_pattern
from kg.ontology.phrases import parse_phrase

__all__ = ["load_ontology", "shape_files", "shipped_files"]

_RDF_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")
_DEFINITION = ox.NamedNode(PREFIXES["skos"] + "definition")
_SUBCLASS = ox.NamedNode(PREFIXES["rdfs"] + "subClassOf")
_SUBPROPERTY = ox.NamedNode(PREFIXES["rdfs"] + "subPropertyOf")
_DOMAIN = ox.NamedNode(PREFIXES["rdfs"] + "domain")
_RANGE = ox.NamedNode(PREFIXES["rdfs"] + "range")
_OBJECT_PROPERTY = ox.NamedNode(PREFIXES["owl"] + "ObjectProperty")
_SYMMETRIC = ox.NamedNode(PREFIXES["owl"] + "SymmetricProperty")
_EXAMPLE = ox.NamedNode(term("example"))
_CLASS = ox.NamedNode(PREFIXES["owl"] + "Class")


_SHAPES = "shapes"  # what these files are called says what a graph promises, and is no part of the ontology


def shipped_files() -> tuple[Path, ...]:
    """The Turtle files of the ontology that come with the program."""
    return tuple(path for path in _shipped_turtle() if not path.name.startswith(_SHAPES))


def shape_files() -> tuple[Path, ...]:
    """The SHACL shapes that come with the program, those that need no more than SHACL Core first."""
    return tuple(path for path in reversed(_shipped_turtle()) if path.name.startswith(_SHAPES))


def _shipped_turtle() -> tuple[Path, ...]:
    """All of it: inside the installed package, or beside it in a checkout."""
    package = Path(str(package_files("kg")))
    for folder in (package / "_ontology", package.parent / "ontology"):
        found = tuple(sorted(folder.glob("*.ttl")))
        if found:
            return found
    raise OntologyError(f"{package / '_ontology'}: no ontology files; install the package again")


def load_ontology(extra: Sequence[Path] = ()) -> Ontology:
    """The shipped ontology, and what the extra files add to it.

    Raises OntologyError, naming file and line, for a file that does not parse or a relation that cannot be used.
    """
    shipped, added = shipped_files(), tuple(Path(path) for path in extra)
    store = ox.Store()
    digests = [_load_file(store, path) for path in shipped]
    digests += [_load_file(store, path) for path in added]
    added_terms = frozenset(name for path in added for name in _described_in(path))
    relations = with_families({relation.name: relation for relation in _read_relations(store)})
    classes = {found.name: found for found in _read_classes(store)}
    for relation in relations.values():
        _check_classes(relation, classes)
    digest = hashlib.sha256(b"".join(sorted(digests))).hexdigest()[:16]
    files = (*shipped, *added)
    return Ontology(classes, relations, Gazetteer.from_store(store), files, digest, added_terms, _read_acts(store))


def _load_file(store: ox.Store, path: Path) -> bytes:
    try:
        content = path.read_bytes()
        store.load(content, format=ox.RdfFormat.TURTLE)
    except OSError as error:
        raise OntologyError(f"{path}: {error.strerror}; give a Turtle file that can be read") from error
    except SyntaxError as error:
        raise OntologyError(f"{path}: line {error.lineno}: not Turtle: {error.msg}") from error
    return hashlib.sha256(content).digest()


def _values(store: ox.Store, subject: ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
    """The values as plain strings, sorted: what the files' order and the store's order can't change."""
    found = store.quads_for_pattern(subject, predicate, None)
    return sorted(quad.object.value for quad in found if isinstance(quad.object, ox.NamedNode | ox.Literal))


def _described_in(path: Path) -> set[str]:
    """The local names of what a file says anything of."""
    quads = ox.parse(path=path, format=ox.RdfFormat.TURTLE)
    return {local_name(quad.subject.value) for quad in quads if isinstance(quad.subject, ox.NamedNode)}


def _instances(store: ox.Store, kind: ox.NamedNode) -> Iterator[ox.NamedNode]:
    found = {quad.subject for quad in store.quads_for_pattern(None, _RDF_TYPE, kind)}
    yield from sorted((node for node in found if isinstance(node, ox.NamedNode)), key=lambda node: node.value)


def _read_classes(store: ox.Store) -> Iterator[OntologyClass]:
    nouns, stand_ins = ox.NamedNode(term("commonNoun")), ox.NamedNode(term("standIn"))
    for node in _instances(store, _CLASS):
        if node.value.startswith(ONTOLOGY):
            parents = tuple(local_name(p) for p in _values(store, node, _SUBCLASS) if p.startswith(ONTOLOGY))
            label = (_values(store, node, _LABEL) or [local_name(node.value)])[0]
            words = tuple(_values(store, node, nouns)), tuple(_values(store, node, stand_ins))
            yield OntologyClass(local_name(node.value), label, parents, *words)


def _read_acts(store: ox.Store) -> Mapping[str, ActKind]:
    """Noun → how it tells an act; the first of the kinds where a noun stands under two."""
    event = ox.NamedNode(term("Event"))
    kinds = [(noun, kind) for kind in reversed(ActKind) for noun in _values(store, event, ox.NamedNode(term(kind)))]
    return MappingProxyType(dict(kinds))


def _read_relations(store: ox.Store) -> Iterator[Relation]:
    """Every object property that has a trigger or an example: the others only describe the graph."""
    symmetric = set(_instances(store, _SYMMETRIC))
    triggers = [(kind, ox.NamedNode(term(kind.value))) for kind in PatternKind]
    for node in _instances(store, _OBJECT_PROPERTY):
        patterns = [p for kind, key in triggers for p in _parse_all(_values(store, node, key), kind, node)]
        examples = tuple(_values(store, node, _EXAMPLE))
        if patterns or examples:
            yield replace(_relation(store, node, tuple(patterns), examples), symmetric=node in symmetric)


def _parse_all(texts: Iterable[str], kind: PatternKind, node: ox.NamedNode) -> Iterator[Pattern]:
    for text in texts:
        try:
            yield parse_pattern(text, kind, local_name(node.value))
        except ValueError as error:
            raise OntologyError(f"{local_name(node.value)}: kg:{kind} {text!r}: {error}") from error


def _relation(
    store: ox.Store, node: ox.NamedNode, patterns: tuple[Pattern, ...], examples: tuple[str, ...]
) -> Relation:
    name = local_name(node.value)
    labels = _values(store, node, _LABEL)
    if not labels:
        raise OntologyError(f"{name}: a relation needs an rdfs:label")
    one = {key: (_values(store, node, key) or [""])[0] for key in (_DEFINITION, _DOMAIN, _RANGE)}
    plover = _values(store, node, ox.NamedNode(term("plover")))
    return Relation(
        name=name,
        label=labels[0],
        definition=one[_DEFINITION],
        domain=local_name(one[_DOMAIN]) or "Entity",
        range=local_name(one[_RANGE]) or "Entity",
        plover=local_name(plover[0]) if plover else None,
        symmetric=False,
        parents=tuple(local_name(p) for p in _values(store, node, _SUBPROPERTY) if p.startswith(ONTOLOGY)),
        patterns=patterns,
        examples=examples,
        happening=bool(plover) or "true" in _values(store, node, ox.NamedNode(term("happening"))),
        kin=tuple(local_name(other) for other in _values(store, node, ox.NamedNode(term("kin")))),
        phrase=_phrase(store, node),
    )


def _phrase(store: ox.Store, node: ox.NamedNode) -> str:
    """The relation's one phrase, empty where it has none."""
    found = _values(store, node, ox.NamedNode(term("phrase")))
    name = local_name(node.value)
    if len(found) > 1:
        raise OntologyError(f"{name}: kg:phrase {found[1]!r}: it is told as {found[0]!r} already; keep one of the two")
    try:
        return parse_phrase(found[0]) if found else ""
    except ValueError as error:
        raise OntologyError(f"{name}: kg:phrase {found[0]!r}: {error}") from error


def _check_classes(relation: Relation, classes: dict[str, OntologyClass]) -> None:
    wanted = [("rdfs:domain", relation.domain), ("rdfs:range", relation.range)]
    wanted += [(f"{p.source!r}:", kind) for p in relation.patterns for kind in (*p.subject_kinds, *p.object_kinds)]
    for key, name in wanted:
        if name not in classes:
            raise OntologyError(
                f"{relation.name}: {key} {name!r} is no class of the ontology; take one of its owl:Class terms"
            )
