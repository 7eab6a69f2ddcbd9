"""The page on formats names every format, table and column there is. `UPDATE_DOCS=1` writes the columns into it."""

import os
import re
from pathlib import Path

from kg.export import FORMATS
from kg.export.tables import TABLES, Column, Kind, Table

TYPES = {Kind.COUNT: "whole number", Kind.NUMBER: "number", Kind.DATE: "date", Kind.ID: "id"}
BETWEEN = re.compile(r"(?<=<!-- columns: begin -->\n)(.*?)(?=<!-- columns: end -->)", re.DOTALL)


def described(column: Column) -> str:
    """The column's name, its type, and the path that its values stand at."""
    kind = TYPES.get(column.kind, "text")
    path = f"`{column.path}`" if column.path else "the node itself"
    return f"| `{column.name}` | {f'list of {kind}s' if column.many else kind} | {path} |\n"


def columns_of(table: Table) -> str:
    """All columns of the table, as the page has them."""
    rows = "".join(described(column) for column in table.columns)
    head = "| column | type | SPARQL path |\n|---|---|---|\n"
    return f"<details><summary>{table.name}</summary>\n\n{head}{rows}\n</details>\n"


def test_the_page_has_every_column(checkout: Path) -> None:
    """Columns, types and paths are those of the tables."""
    page = checkout / "docs" / "formats.md"
    text, columns = page.read_text(encoding="utf-8"), "\n".join(columns_of(table) for table in TABLES.values())
    if os.environ.get("UPDATE_DOCS"):
        page.write_text(BETWEEN.sub(lambda _: columns, text), encoding="utf-8")
    else:
        found = BETWEEN.search(text)
        assert found
        assert found[0] == columns


def test_the_page_has_every_table(checkout: Path) -> None:
    """Each table is described by what its row is, with what joins to what."""
    text = (checkout / "docs" / "formats.md").read_text(encoding="utf-8")
    for table in TABLES.values():
        (line,) = re.findall(rf"^\| `{table.name}` \| {table.meaning} \|(.*)\|$", text, re.MULTILINE)
        assert all(f"`{column}`" in line and f"`{other}.id`" in line for column, other in table.links.items())


def test_the_page_says_what_each_format_drops(checkout: Path) -> None:
    """Each format has a line, in the order of `kg export --help`."""
    text = (checkout / "docs" / "formats.md").read_text(encoding="utf-8")
    drops = text[text.index("\n## What each format drops") :]
    assert re.findall(r"^\| `([\w-]+)` \| \S", drops, re.MULTILINE) == list(FORMATS)
