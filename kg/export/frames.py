"""A table as a data frame of pandas, typed. Where pandas is not installed, it says how to install it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rdflib import Dataset

from kg.errors import ExportError
from kg.export.table_rows import table_rows
from kg.export.tables import Column, Kind, find_table

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["to_dataframe"]

# Whole numbers that may be missing, and days that reach further than pandas' own nanoseconds do.
_TYPES: Mapping[Kind, str] = {Kind.COUNT: "Int64", Kind.NUMBER: "float64", Kind.DATE: "datetime64[s]"}


def to_dataframe(dataset: Dataset, name: str) -> DataFrame:
    """The table of this name with a row for each of its rows; lists are tuples, what is not known is missing."""
    try:
        import pandas as pd  # noqa: PLC0415  an extra, and slow to import
    except ImportError as error:
        raise ExportError("data frames need pandas: pip install 'dateline-kg[pandas]'") from error

    table = find_table(name)
    rows = list(table_rows(dataset, table))
    cells: dict[str, Any] = {
        column.name: pd.Series([row[at] for row in rows], dtype=_type(column))
        for at, column in enumerate(table.columns)
    }
    return pd.DataFrame(cells)


def _type(column: Column) -> str:
    return "object" if column.many else _TYPES.get(column.kind, "string")
