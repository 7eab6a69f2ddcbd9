"""The tables as Parquet, one file a table: dates as dates, counts as integers, lists as lists.

The same graph gives the same bytes with the same version of pyarrow, whose name and version stand in the file. Where
pyarrow is not installed, it says how to install it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from rdflib import Dataset

from kg.errors import ExportError
from kg.export import Piece, What
from kg.export.table_rows import ROWS_AT_ONCE, table_columns
from kg.export.tables import DESCRIPTION, Cell, Column, Kind, Table, only_table, tables_of
from kg.export.turtle import write_description
from kg.store.files import whole_file, write_whole

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["write_one_parquet", "write_parquet"]

ROWS_IN_A_GROUP = 50_000

_TYPES: Mapping[Kind, str] = {Kind.COUNT: "int64", Kind.NUMBER: "float64", Kind.DATE: "date32"}


def write_parquet(dataset: Dataset, folder: Path, what: What = What.ALL) -> Iterator[Path]:
    """The files written: one a table, `events.parquet`, and what the graph says of itself."""
    for table in tables_of(what):
        path = folder / f"{table.name}.parquet"
        with whole_file(path) as out:
            _write(dataset, table, out)
        yield path
    write_whole(folder / DESCRIPTION, write_description(dataset, what))
    yield folder / DESCRIPTION


def write_one_parquet(dataset: Dataset, what: What = What.ALL) -> Iterator[Piece]:
    """The one table that this part of the graph is about."""
    return iter([partial(_write, dataset, only_table(what, "parquet"))])


def _write(dataset: Dataset, table: Table, out: BinaryIO) -> None:
    try:
        import pyarrow.parquet as pq  # noqa: PLC0415  an extra, and slow to import
    except ImportError as error:
        raise ExportError("Parquet needs pyarrow: pip install 'dateline-kg[parquet]'") from error

    schema = _schema(table)
    with pq.ParquetWriter(out, schema, version="2.6", compression="zstd", store_schema=False) as writer:
        for group in _groups(dataset, table, schema):
            writer.write_table(group)


def _schema(table: Table) -> pa.Schema:
    import pyarrow as pa  # noqa: PLC0415  as above

    return pa.schema([(column.name, _type(column)) for column in table.columns])


def _type(column: Column) -> Any:
    import pyarrow as pa  # noqa: PLC0415  as above

    one = pa.type_for_alias(_TYPES.get(column.kind, "string"))
    return pa.list_(one) if column.many else one


def _groups(dataset: Dataset, table: Table, schema: pa.Schema) -> Iterator[pa.Table]:
    """The rows in tables as large as a group of rows is to be in the file."""
    import pyarrow as pa  # noqa: PLC0415  as above

    batches = (_batch(columns, schema) for columns in table_columns(dataset, table))
    while group := list(islice(batches, ROWS_IN_A_GROUP // ROWS_AT_ONCE)):
        yield pa.Table.from_batches(group, schema)


def _batch(columns: tuple[list[Cell], ...], schema: pa.Schema) -> pa.RecordBatch:
    import pyarrow as pa  # noqa: PLC0415  as above

    arrays = [pa.array(cells, type=field.type) for cells, field in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)
