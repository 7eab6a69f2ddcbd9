"""The tables that a graph makes: which there are, and of each column its name, its type and where its values stand.

A table in the sense of data, no code: the walk through the graph is `kg.export.table_rows`, and each way out (CSV,
Parquet, pandas) knows `Kind` and no property. A table that is not there is refused by name.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import TypeAlias

from kg.errors import ExportError
from kg.export import What

__all__ = ["DESCRIPTION", "TABLES", "Cell", "Column", "Kind", "Row", "Table", "find_table", "only_table", "tables_of"]

DESCRIPTION = "description.ttl"
"""The file beside the tables in which the graph says of itself what it is."""

Cell: TypeAlias = "str | int | float | date | tuple[str, ...] | None"
Row: TypeAlias = tuple[Cell, ...]


class Kind(Enum):
    """What stands in a cell. `ID` is an IRI without the base, `NAME` a term of the ontology by its local name."""

    TEXT = str
    ID = "id"
    NAME = "name"
    WIKIDATA = "item"
    COUNT = int
    NUMBER = float
    DATE = date


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `path` is the SPARQL property path from the row's node to the value; it is empty for the node itself.

    `many` gives all values, as a list; else there is one value or none, the first one where a graph has several.
    """

    name: str
    path: str
    kind: Kind = Kind.TEXT
    many: bool = False

    @property
    def steps(self) -> tuple[str, ...]:
        """The properties of the path, one after the other."""
        return tuple(self.path.split("/")) if self.path else ()


@dataclass(frozen=True, slots=True)
class Table:
    """One table: a row for each node of a class. `links` tells which table a column's ids are those of."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    parts: frozenset[What]
    links: Mapping[str, str]


_ID = Column("id", "", Kind.ID)
_LABEL = Column("label", "rdfs:label")
_WHEN = (
    Column("earliest", "kg:earliest", Kind.DATE),
    Column("latest", "kg:latest", Kind.DATE),
    Column("time_precision", "kg:timePrecision"),
    Column("time_label", "kg:timeLabel"),
)
_IRI = Column("iri", "")


def _thing(name: str, path: str) -> tuple[Column, Column]:
    """The columns of the id and the label of what the path leads to."""
    return Column(name, path, Kind.ID), Column(f"{name}_label", f"{path}/rdfs:label")


def _table(name: str, meaning: str, columns: tuple[Column, ...], parts: str, links: str = "") -> Table:
    """The table, with its parts and links written as words: `place=entities`."""
    pairs = (link.partition("=")[::2] for link in links.split())
    return Table(name, meaning, columns, frozenset(map(What, parts.split())), dict(pairs))


_BUILT_IN = (
    _table(
        "events",
        "what happened, whoever tells of it",
        (
            _ID,
            _LABEL,
            *_thing("subject", "kg:subject"),
            Column("relation", "kg:relation", Kind.NAME),
            *_thing("object", "kg:object"),
            Column("status", "kg:status"),
            *_WHEN,
            *_thing("place", "kg:place"),
            Column("article_count", "kg:articleCount", Kind.COUNT),
            Column("story_count", "kg:storyCount", Kind.COUNT),
            Column("plover", "kg:plover", Kind.NAME),
            Column("kin_relations", "kg:kinRelation", Kind.NAME, many=True),
            _IRI,
        ),
        "events all",
        "subject=entities object=entities place=entities",
    ),
    _table(
        "claims",
        "what one article states in one sentence",
        (
            _ID,
            Column("event", "^kg:claim", Kind.ID),
            Column("article", "prov:wasDerivedFrom", Kind.ID),
            Column("publisher", "prov:wasDerivedFrom/kg:publisher"),
            Column("date_published", "prov:wasDerivedFrom/schema:datePublished", Kind.DATE),
            *_thing("subject", "rdf:subject"),
            Column("subject_text", "kg:subjectText"),
            Column("relation", "rdf:predicate", Kind.NAME),
            Column("trigger", "kg:trigger"),
            *_thing("object", "rdf:object"),
            Column("object_text", "kg:objectText"),
            *_thing("attributed_to", "kg:attributedTo"),
            Column("polarity", "kg:polarity"),
            Column("modality", "kg:modality"),
            *_WHEN,
            *_thing("place", "kg:place"),
            Column("sentence", "kg:evidence/oa:exact"),
            Column("sentence_start", "kg:evidence/oa:start", Kind.COUNT),
            Column("sentence_end", "kg:evidence/oa:end", Kind.COUNT),
            Column("evidence", "kg:evidence", Kind.ID),
            Column("rule", "kg:rule"),
            Column("extractor", "kg:extractor"),
            Column("confidence", "kg:confidence", Kind.NUMBER),
            _IRI,
        ),
        "claims all",
        "event=events article=articles subject=entities object=entities attributed_to=entities place=entities",
    ),
    _table(
        "entities",
        "whom and what events and claims are about",
        (
            _ID,
            _LABEL,
            Column("type", "rdf:type", Kind.NAME),
            Column("types", "rdf:type", Kind.NAME, many=True),
            Column("alt_labels", "skos:altLabel", many=True),
            Column("wikidata", "owl:sameAs", Kind.WIKIDATA),
            Column("same_as", "owl:sameAs", many=True),
            Column("lat", "geo:lat", Kind.NUMBER),
            Column("long", "geo:long", Kind.NUMBER),
            Column("state_name", "kg:stateName"),
            Column("iso_code", "kg:isoCode"),
            Column("iso3_code", "kg:iso3Code"),
            Column("demonyms", "kg:demonym", many=True),
            Column("metonyms", "kg:metonym", many=True),
            Column("offices", "kg:office", many=True),
            _IRI,
        ),
        "facts events claims all",
    ),
    _table(
        "facts",
        "a plain triple between two entities",
        (
            Column("subject", "", Kind.ID),
            Column("subject_label", "rdfs:label"),
            Column("relation", "rdf:predicate", Kind.NAME),
            *_thing("object", "rdf:object"),
            Column("events", "kg:event", Kind.ID, many=True),
        ),
        "facts events all",
        "subject=entities object=entities",
    ),
    _table(
        "articles",
        "what was read",
        (
            _ID,
            Column("headline", "schema:headline"),
            Column("publisher", "kg:publisher"),
            Column("author", "kg:author"),
            Column("date_published", "schema:datePublished", Kind.DATE),
            Column("language", "dcterms:language"),
            Column("url", "kg:url"),
            Column("source", "kg:source"),
            Column("story", "kg:story", Kind.ID),
            Column("sha256", "kg:sha256"),
            _LABEL,
            _IRI,
        ),
        "claims all",
        "story=stories",
    ),
    _table("stories", "articles that tell the same text, as one source", (_ID, _LABEL, _IRI), "events claims all"),
)

TABLES: Mapping[str, Table] = MappingProxyType({table.name: table for table in _BUILT_IN})
"""Every table by its name."""


def tables_of(what: What) -> tuple[Table, ...]:
    """The tables that hold this part of the graph."""
    return tuple(table for table in TABLES.values() if what in table.parts)


def only_table(what: What, name: str) -> Table:
    """The one table that this part is about; ExportError where it is several, which `name` cannot have in one file."""
    if what.value not in TABLES:
        parts = "facts, events or claims"
        raise ExportError(
            f"{name} has a file for each table: name a folder with -o, or one table with --what ({parts})"
        )
    return TABLES[what.value]


def find_table(name: str) -> Table:
    """The table of that name; ExportError names the nearest one where there is none."""
    if name in TABLES:
        return TABLES[name]
    near = difflib.get_close_matches(name, TABLES, n=1)
    hint = f"did you mean {near[0]}?" if near else f"choose one of {', '.join(TABLES)}"
    raise ExportError(f"unknown table {name!r}: {hint}")
