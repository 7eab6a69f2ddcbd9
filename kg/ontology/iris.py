"""Every namespace, and the one function that mints an IRI. Nothing else in the package writes an IRI out."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote

__all__ = ["BASE", "ONTOLOGY", "PREFIXES", "PROPERTY_GRAPH", "local_name", "mint", "reserved", "term"]

ONTOLOGY = "https://w3id.org/dateline/ontology#"
BASE = "https://w3id.org/dateline/id/"
PROPERTY_GRAPH = "https://w3id.org/dateline/neo4j#"
"""What the labels, properties and relationships of a property graph are called in RDF."""

PREFIXES: dict[str, str] = {
    "kg": ONTOLOGY,
    "id": BASE,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "oa": "http://www.w3.org/ns/oa#",
    "wd": "http://www.wikidata.org/entity/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
}


def mint(name: str, base: str = BASE) -> str:
    """The IRI of a thing called `name`: readable, percent-encoded where need be, without what Turtle has to escape.

    >>> mint("South Korea")
    'https://w3id.org/dateline/id/South_Korea'
    """
    flat = "_".join(unicodedata.normalize("NFC", name).split())
    kept = "".join(c if c.isalnum() or c in "_-" else "_" for c in flat).strip("_-")
    return base + quote(kept or "_", safe="_-")


def reserved(name: str, base: str = BASE) -> str:
    """The IRI of something about the graph itself: `mint` gives to nothing a name that begins so.

    >>> reserved("dataset")
    'https://w3id.org/dateline/id/_dataset'
    """
    return f"{base}_{name}"


def term(name: str) -> str:
    """The IRI of the ontology's class or property with this local name."""
    return ONTOLOGY + name


def local_name(iri: str) -> str:
    """What stands after the last `#` or `/`."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
