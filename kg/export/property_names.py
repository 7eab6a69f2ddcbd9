"""What a property graph calls things: one table of properties and one of relationships, and the rule for the others.

The names are those that people who write Cypher expect: `latitude`, `TERMINATES`, `State`. It refuses no name: what
Cypher would want in backticks is spelt with underscores.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from kg.ontology.iris import local_name

__all__ = [
    "DIGEST",
    "LINKS",
    "MARK",
    "PROPERTIES",
    "SAID",
    "TERMS",
    "WIKIDATA",
    "Property",
    "Type",
    "label",
    "property_for",
    "relationship_type",
]

MARK = "Dateline"
"""The label of every node of ours, by which they are told from whatever else the database holds."""


class Type(StrEnum):
    """What a property's values are, as the header of `neo4j-admin database import` calls it."""

    STRING = "string"
    LONG = "long"
    DOUBLE = "double"
    BOOLEAN = "boolean"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Property:
    """A property's name and type. One of `many` values is a list even where a node has just one."""

    name: str
    type: Type = Type.STRING
    many: bool = False


PROPERTIES = MappingProxyType(
    {
        "rdfs:label": Property("name"),
        "skos:altLabel": Property("aliases", many=True),
        "owl:sameAs": Property("sameAs", many=True),
        "kg:demonym": Property("demonyms", many=True),
        "kg:metonym": Property("metonyms", many=True),
        "kg:office": Property("offices", many=True),
        "kg:isoCode": Property("isoCode"),
        "kg:iso3Code": Property("iso3Code"),
        "kg:stateName": Property("stateName"),
        "geo:lat": Property("latitude", Type.DOUBLE),
        "geo:long": Property("longitude", Type.DOUBLE),
        "kg:relation": Property("relation"),
        "rdf:predicate": Property("relation"),
        "kg:kinRelation": Property("kinRelations", many=True),
        "kg:plover": Property("plover"),
        "kg:status": Property("status"),
        "kg:earliest": Property("earliest", Type.DATE),
        "kg:latest": Property("latest", Type.DATE),
        "kg:timeLabel": Property("time"),
        "kg:timePrecision": Property("precision"),
        "kg:articleCount": Property("articles", Type.LONG),
        "kg:storyCount": Property("stories", Type.LONG),
        "kg:polarity": Property("polarity"),
        "kg:modality": Property("modality"),
        "kg:subjectText": Property("subjectText"),
        "kg:trigger": Property("trigger"),
        "kg:objectText": Property("objectText"),
        "kg:confidence": Property("confidence", Type.DOUBLE),
        "kg:rule": Property("rule"),
        "kg:extractor": Property("extractor"),
        "oa:exact": Property("text"),
        "oa:start": Property("start", Type.LONG),
        "oa:end": Property("end", Type.LONG),
        "schema:headline": Property("title"),
        "kg:publisher": Property("publisher"),
        "kg:author": Property("author"),
        "kg:url": Property("url"),
        "schema:datePublished": Property("published", Type.DATE),
        "dcterms:language": Property("language"),
        "kg:source": Property("source"),
        "kg:sha256": Property("sha256"),
    }
)
"""The property that each predicate becomes."""

TERMS = frozenset({"kg:relation", "rdf:predicate", "kg:kinRelation", "kg:plover"})
"""Those of the predicates whose values are terms of the ontology, told by their local names."""

_WHEN = "kg:earliest kg:latest kg:timeLabel kg:timePrecision"

_SAID = {
    "Story": "rdfs:label",
    "Article": "rdfs:label schema:headline kg:url kg:publisher kg:author schema:datePublished "
    "dcterms:language kg:source kg:sha256",
    "Evidence": "oa:exact oa:start oa:end",
    "Claim": f"kg:subjectText kg:trigger kg:objectText rdf:predicate kg:polarity kg:modality {_WHEN} "
    "kg:confidence kg:rule kg:extractor",
    "Event": f"rdfs:label kg:relation kg:kinRelation kg:plover kg:status {_WHEN} kg:articleCount kg:storyCount",
}

SAID = MappingProxyType({kind: tuple(shorts.split()) for kind, shorts in _SAID.items()})
"""What the predicates of the table say of each kind of node but entities, of which anything may be said."""

LINKS = MappingProxyType(
    {
        "kg:subject": "SUBJECT",
        "rdf:subject": "SUBJECT",
        "kg:object": "OBJECT",
        "rdf:object": "OBJECT",
        "kg:place": "PLACE",
        "kg:claim": "CLAIM",
        "kg:evidence": "EVIDENCE",
        "kg:attributedTo": "ATTRIBUTED_TO",
        "kg:story": "STORY",
        "prov:wasDerivedFrom": "WAS_DERIVED_FROM",
    }
)
"""The relationship that each predicate between a node that is no entity and another becomes."""

WIKIDATA = Property("wikidata")
"""The item that an entity is in Wikidata, as `Q884`: taken from the addresses of `sameAs`."""

DIGEST = Property("digest")
"""The hash of all that is said of a node, by which a push knows what has changed."""

_TAKEN = frozenset(found.name for found in (*PROPERTIES.values(), WIKIDATA, DIGEST, Property("uri")))


def relationship_type(iri: str) -> str:
    """The type for a relation of the ontology.

    >>> relationship_type("https://w3id.org/dateline/ontology#removesFromWhitelist")
    'REMOVES_FROM_WHITELIST'
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", label(iri)).upper()


def label(iri: str) -> str:
    """The label for a class.

    >>> label("https://w3id.org/dateline/ontology#GovernmentBody"), label("https://example.org/rail-road")
    ('GovernmentBody', 'rail_road')
    """
    name = re.sub(r"[^A-Za-z0-9_]", "_", local_name(iri))
    return name if re.match(r"[A-Za-z_]", name) else f"_{name}"


def property_for(iri: str, types: Iterable[Type], taken: Iterable[str], *, many: bool) -> Property:
    """The property for a predicate that the table does not name, called otherwise than all others.

    Values of several types are all told as text.
    """
    found = set(types)
    kind = found.pop() if len(found) == 1 else Type.STRING
    used, name, number = _TAKEN.union(taken), label(iri), 2
    while name in used:
        name, number = f"{label(iri)}{number}", number + 1
    return Property(name, kind, many)
