"""What the CSV files say of themselves: their columns, types and links, as CSV on the Web (W3C, 2015) has it.

It knows neither the sign before what a spreadsheet would run nor the backslash before a list's separator: the standard
has words for neither.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

from kg.export.tables import Column, Kind, Table
from kg.trust.nodes import expanded

__all__ = ["METADATA", "csvw_metadata"]

METADATA = "csv-metadata.json"
"""The name under which programs look for it."""

_MAY_BE_EMPTY = frozenset({"attributed_to", "place"})
"""Columns whose links are not declared: validators take an empty cell for a broken link."""

_TYPES: Mapping[Kind, str] = MappingProxyType({Kind.COUNT: "integer", Kind.NUMBER: "double", Kind.DATE: "date"})


def csvw_metadata(tables: Collection[Table], separator: str) -> str:
    """The document about these tables, which lie beside it; links to tables that do not are left out."""
    document = {
        "@context": "http://www.w3.org/ns/csvw",
        "dc:title": "A knowledge graph of news",
        "tables": [_table(table, {each.name for each in tables}, separator) for table in tables],
    }
    return json.dumps(document, indent=1) + "\n"


def _table(table: Table, names: Collection[str], separator: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"columns": [_column(column, separator) for column in table.columns]}
    if any(column.name == "id" for column in table.columns):
        schema["primaryKey"] = "id"
    schema["foreignKeys"] = [
        {"columnReference": column, "reference": {"resource": f"{other}.csv", "columnReference": "id"}}
        for column, other in table.links.items()
        if other in names and column not in _MAY_BE_EMPTY
    ]
    return {"url": f"{table.name}.csv", "dc:description": table.meaning, "tableSchema": schema}


def _column(column: Column, separator: str) -> dict[str, Any]:
    described = {"name": column.name, "datatype": _TYPES.get(column.kind, "string")}
    if len(column.steps) == 1 and not column.path.startswith("^"):
        described["propertyUrl"] = expanded(column.path).value
    return described | ({"separator": separator} if column.many else {})
