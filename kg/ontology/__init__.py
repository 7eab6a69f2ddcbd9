"""The room of the ontology: Turtle in, classes, relations, triggers and names out. The only place with IRIs."""

from kg.ontology.gazetteer import Gazetteer
from kg.ontology.loading import load_ontology, shape_files, shipped_files
from kg.ontology.model import Ontology, OntologyClass, Relation
from kg.ontology.patterns import Pattern, PatternKind, Slot, parse_pattern

__all__ = [
    "Gazetteer",
    "Ontology",
    "OntologyClass",
    "Pattern",
    "PatternKind",
    "Relation",
    "Slot",
    "load_ontology",
    "parse_pattern",
    "shape_files",
    "shipped_files",
]
