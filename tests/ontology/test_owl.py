"""The shipped ontology keeps to OWL 2: what it uses it declares, and each term says what it means."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.ontology import shipped_files
from kg.ontology.iris import ONTOLOGY, PREFIXES

BUILT_IN = tuple(PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl"))
PROPERTY_KINDS = ("AnnotationProperty", "ObjectProperty", "DatatypeProperty")


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """All shipped files in one store."""
    found = ox.Store()
    for path in shipped_files():
        found.load(path=path, format=ox.RdfFormat.TURTLE)
    return found


def declared(store: ox.Store, kind: str) -> set[str]:
    """The IRIs declared as this kind of OWL term."""
    quads = store.quads_for_pattern(None, ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(PREFIXES["owl"] + kind))
    return {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}


def test_every_property_used_is_declared(store: ox.Store) -> None:
    """OWL 2 DL asks for a declaration of each property (section 5.8.2 of the structural specification)."""
    known = set().union(*(declared(store, kind) for kind in PROPERTY_KINDS))
    used = {quad.predicate.value for quad in store if not quad.predicate.value.startswith(BUILT_IN)}
    assert used - known == set()


def test_every_class_used_is_declared(store: ox.Store) -> None:
    """An individual belongs to declared classes only."""
    quads = store.quads_for_pattern(None, ox.NamedNode(PREFIXES["rdf"] + "type"), None)
    used = {quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode)}
    assert {kind for kind in used if not kind.startswith(BUILT_IN)} - declared(store, "Class") == set()


@pytest.mark.parametrize("one", PROPERTY_KINDS)
def test_no_property_is_of_two_kinds(store: ox.Store, one: str) -> None:
    """OWL 2 DL forbids one IRI for two kinds of property."""
    others = set().union(*(declared(store, kind) for kind in PROPERTY_KINDS if kind != one))
    assert declared(store, one) & others == set()


def test_values_fit_the_kind_of_property(store: ox.Store) -> None:
    """Object properties point at things, datatype properties at literals."""
    objects, datatypes = declared(store, "ObjectProperty"), declared(store, "DatatypeProperty")
    wrong = [
        str(quad)
        for quad in store
        if (quad.predicate.value in objects and isinstance(quad.object, ox.Literal))
        or (quad.predicate.value in datatypes and not isinstance(quad.object, ox.Literal))
    ]
    assert wrong == []


@pytest.mark.parametrize("says", [PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "definition"])
def test_every_term_has_label_and_definition(store: ox.Store, says: str) -> None:
    """A term without words for it can't be used by a person."""
    terms = set().union(*(declared(store, kind) for kind in (*PROPERTY_KINDS, "Class")))
    silent = [
        term
        for term in sorted(terms)
        if term.startswith(ONTOLOGY) and not list(store.quads_for_pattern(ox.NamedNode(term), ox.NamedNode(says), None))
    ]
    assert silent == []


def test_there_are_no_blank_nodes(store: ox.Store) -> None:
    """Blank nodes would get other names in each store that reads the files."""
    assert not [
        quad for quad in store if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)
    ]
