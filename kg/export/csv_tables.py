"""The tables as CSV (RFC 4180, UTF-8, a header, lines that end in CR LF), one file a table.

Nothing is lost, and a spreadsheet runs nothing: where a cell's text would be a formula, an apostrophe stands before it.
It refuses to write several tables one after the other into one stream.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rdflib import Dataset

from kg.export import What
from kg.export.csvw import METADATA, csvw_metadata
from kg.export.table_rows import table_columns
from kg.export.tables import DESCRIPTION, Cell, Table, only_table, tables_of
from kg.export.turtle import write_description
from kg.store.files import whole_file, write_whole

__all__ = ["SEPARATOR", "split_cell", "unguarded", "write_csv", "write_one_csv"]

SEPARATOR = "|"
"""What stands between the values of a list; a value's own has a backslash before it, as its own backslash has."""

# What spreadsheets take for the beginning of a formula, also in its wide form, and the marks that they skip before one.
_FORMULA = re.compile("'*[=+\\-@＝＋－＠\t\r\n]")


def write_csv(dataset: Dataset, folder: Path, what: What = What.ALL) -> Iterator[Path]:
    """The files written: one a table, `events.csv`, and what they say of themselves."""
    tables = tables_of(what)
    for table in tables:
        path = folder / f"{table.name}.csv"
        with whole_file(path) as out:
            out.writelines(_pieces(dataset, table))
        yield path
    write_whole(folder / METADATA, [csvw_metadata(tables, SEPARATOR)])
    yield folder / METADATA
    write_whole(folder / DESCRIPTION, write_description(dataset, what))
    yield folder / DESCRIPTION


def write_one_csv(dataset: Dataset, what: What = What.ALL) -> Iterator[bytes]:
    """The one table that this part of the graph is about, in pieces."""
    return _pieces(dataset, only_table(what, "csv"))


def unguarded(cell: str) -> str:
    """The text of a cell, without the apostrophe that keeps a spreadsheet from running it.

    >>> unguarded("'=1+1"), unguarded("'Twas a good year")
    ('=1+1', "'Twas a good year")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def split_cell(cell: str) -> list[str]:
    r"""The values of a cell that holds a list.

    >>> split_cell(r"ROK|a \| b")
    ['ROK', 'a | b']
    """
    values = re.findall(r"(?:\\.|[^|\\])+", unguarded(cell), re.DOTALL)
    return [re.sub(r"\\(.)", r"\1", value, flags=re.DOTALL) for value in values]


def _pieces(dataset: Dataset, table: Table) -> Iterator[bytes]:
    yield _lines([[column.name] for column in table.columns])
    for columns in table_columns(dataset, table):
        yield _lines([_written(cells) for cells in columns])


def _lines(columns: Sequence[Sequence[Cell]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(zip(*columns, strict=True))
    return out.getvalue().encode("utf-8")


def _written(cells: Sequence[Cell]) -> list[Cell]:
    """The cells as the CSV has them: a list as one text, no text that a spreadsheet would run."""
    texts = [_joined(cell) if isinstance(cell, tuple) else cell for cell in cells]
    return [f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell for cell in texts]


def _joined(values: Iterable[str]) -> str:
    return SEPARATOR.join(re.sub(r"([\\|])", r"\\\1", value) for value in values)
