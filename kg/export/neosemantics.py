"""The property graph as Turtle for neosemantics (n10s), with the Cypher that sets it up and loads it.

n10s keeps the local names of classes and predicates and nothing else of them, so the Turtle is written in a vocabulary
whose local names are the labels, properties and relationships themselves. It merges relationships that are alike and
gives them no properties: of a fact it says that it is one, and the event says when and who tells it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.export import What
from kg.export.cypher import CLEAR, CONSTRAINT, INDEXES, script
from kg.export.property_graph import Entry, PropertyGraph, Relationship
from kg.export.property_values import Scalar, Value
from kg.export.tables import DESCRIPTION
from kg.export.turtle import write_description
from kg.ontology.iris import PREFIXES, PROPERTY_GRAPH
from kg.store.files import write_whole

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["write_neosemantics"]

_RESOURCE = "CREATE CONSTRAINT n10s_unique_uri IF NOT EXISTS FOR (r:Resource) REQUIRE r.uri IS UNIQUE"

_SETUP = """\
What neosemantics needs and what makes questions quick. To be run once; running it again changes nothing."""

_LOAD = """\
Loads graph.ttl in place of the graph of Dateline that was loaded before; whatever else is in the database stays.
$file is where the server finds it, such as file:///var/lib/neo4j/import/graph.ttl:
  cypher-shell -P "file => 'file://$PWD/graph.ttl'" -f load.cypher"""

_FETCH = """\
CALL n10s.rdf.import.fetch($file, 'Turtle', {commitSize: 25000})
YIELD terminationStatus, triplesLoaded, triplesParsed, extraInfo
RETURN terminationStatus, triplesLoaded, triplesParsed, extraInfo"""


def write_neosemantics(dataset: Dataset, folder: Path, what: What) -> list[Path]:
    """Write graph.ttl, setup.cypher and load.cypher, and what the graph says of itself."""
    graph = PropertyGraph(dataset, what)
    files = {
        "graph.ttl": _turtle(graph),
        "setup.cypher": iter([script(_SETUP, [_RESOURCE, CONSTRAINT, *INDEXES, _configuration(graph)])]),
        "load.cypher": iter([script(_LOAD, [CLEAR, _configuration(graph), _FETCH])]),
        DESCRIPTION: write_description(dataset, what),
    }
    for name, pieces in files.items():
        write_whole(folder / name, pieces)
    return [folder / name for name in files]


def _configuration(graph: PropertyGraph) -> str:
    """Set n10s up, unless the database holds RDF already: it refuses to be set up twice."""
    lists = sorted({prop.name for kind in graph.kinds for prop in graph.columns(kind) if prop.many})
    return (
        "WITH 1 AS once WHERE NOT EXISTS { MATCH (:Resource) }\n"
        "CALL n10s.graphconfig.init({handleVocabUris: 'IGNORE', applyNeo4jNaming: false, handleRDFTypes: 'LABELS',\n"
        "  keepLangTag: false, handleMultival: 'ARRAY', multivalPropList: [\n"
        + ",\n".join(f"    '{PROPERTY_GRAPH}{name}'" for name in lists)
        + "]})\nYIELD param, value RETURN param, value"
    )


def _turtle(graph: PropertyGraph) -> Iterator[str]:
    yield f"@prefix : <{PROPERTY_GRAPH}> .\n@prefix xsd: <{PREFIXES['xsd']}> .\n"
    for entry in graph.entries():
        yield from _block(entry)


def _block(entry: Entry) -> Iterator[str]:
    """The node with what it begins, then what else stands and falls with it."""
    own = [each for each in entry.relationships if each.start == entry.uri]
    if entry.labels:
        pairs = [("a", ", ".join(f":{label}" for label in entry.labels)), *_said(entry), *map(_link, own)]
        yield f"\n{NamedNode(entry.uri)}\n" + " ;\n".join(f"    {key} {value}" for key, value in pairs) + " .\n"
    for each in entry.relationships:
        if each.start != entry.uri:
            yield f"{NamedNode(each.start)} {' '.join(_link(each))} .\n"


def _said(entry: Entry) -> Iterator[tuple[str, str]]:
    for name, value in entry.properties.items():
        yield f":{name}", ", ".join(map(_literal, _each(value)))


def _each(value: Value) -> Iterable[Scalar]:
    return value if isinstance(value, tuple) else (value,)


def _link(relationship: Relationship) -> tuple[str, str]:
    return f":{relationship.type}", str(NamedNode(relationship.end))


def _literal(value: Scalar) -> str:
    """The value in Turtle, of the datatype that n10s reads as what it is."""
    if isinstance(value, date):
        return f'"{value.isoformat()}"^^xsd:date'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f'"{value!r}"^^xsd:double'
    return str(Literal(value)) if isinstance(value, str) else str(value)
