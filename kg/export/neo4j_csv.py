"""The property graph as CSV files for `neo4j-admin database import`, with the command line that imports them.

The importer knows no escape for the delimiter within a list, so that is a character that no text has: U+001F, which is
replaced by U+FFFD where a text has it after all.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import What
from kg.export.cypher import CONSTRAINT, INDEXES, script
from kg.export.property_graph import FACT_PROPERTIES, Entry, PropertyGraph
from kg.export.property_names import DIGEST, MARK, Property
from kg.export.property_values import Scalar, Value
from kg.export.tables import DESCRIPTION
from kg.export.turtle import write_description
from kg.store.files import whole_file, write_whole

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["write_neo4j_csv"]

_DELIMITER = "\x1f"

_NODE_FILES = {
    "Entity": "entities.csv",
    "Story": "stories.csv",
    "Article": "articles.csv",
    "Evidence": "evidence.csv",
    "Claim": "claims.csv",
    "Event": "events.csv",
}
_FACTS, _LINKS = "facts.csv", "links.csv"
_ENDS = (f":START_ID({MARK})", f":END_ID({MARK})", ":TYPE")

_IMPORT = """\
#!/bin/sh
# Makes a database of the files beside this one, while the server is stopped: sh import.sh [DATABASE [OPTION...]]
# The database must not be there yet, or give --overwrite-destination. NEO4J_ADMIN names the program if need be.
set -eu
cd "$(dirname "$0")"
database="${1:-neo4j}"
[ $# -eq 0 ] || shift
exec "${NEO4J_ADMIN:-neo4j-admin}" database import full "$database" \\
"""

_INDEXES = "What makes questions quick, and `kg push` able to go on from here. Run once, when the server is up again."

_Write = Callable[[Iterable[str]], object]


def write_neo4j_csv(dataset: Dataset, folder: Path, what: What) -> list[Path]:
    """Write a file for each kind of node, facts.csv, links.csv, import.sh, indexes.cypher and a description."""
    graph = PropertyGraph(dataset, what)
    nodes = {kind: _NODE_FILES[kind] for kind in graph.kinds}
    tables = [*nodes.values(), _FACTS, _LINKS]
    with contextlib.ExitStack() as stack:
        write = {name: _opened(stack, folder / name) for name in tables}
        for kind, name in nodes.items():
            write[name](_node_header(graph.columns(kind)))
        write[_FACTS]((*_ENDS, *map(_column, FACT_PROPERTIES)))
        write[_LINKS](_ENDS)
        for entry in graph.entries():
            _write_entry(entry, graph, write)
    write_whole(folder / "import.sh", [_import_script(nodes.values())])
    write_whole(folder / "indexes.cypher", [script(_INDEXES, [CONSTRAINT, *INDEXES])])
    write_whole(folder / DESCRIPTION, write_description(dataset, what))
    return [folder / name for name in (*tables, "import.sh", "indexes.cypher", DESCRIPTION)]


def _opened(stack: contextlib.ExitStack, path: Path) -> _Write:
    """What writes one row of the file, whose fields are quoted already."""
    file = stack.enter_context(whole_file(path))
    return lambda fields: file.write((",".join(fields) + "\n").encode("utf-8"))


def _write_entry(entry: Entry, graph: PropertyGraph, write: Mapping[str, _Write]) -> None:
    if entry.labels:
        write[_NODE_FILES[entry.kind]](_node_row(entry, graph.columns(entry.kind)))
    for each in entry.relationships:
        ends = (_quoted(each.start), _quoted(each.end), each.type)
        if each.properties:
            write[_FACTS]((*ends, *_fields(each.properties, FACT_PROPERTIES)))
        else:
            write[_LINKS](ends)


def _node_header(columns: Iterable[Property]) -> list[str]:
    return [f"uri:ID({MARK})", *map(_column, (*columns, DIGEST)), ":LABEL"]


def _node_row(entry: Entry, columns: Iterable[Property]) -> list[str]:
    return [_quoted(entry.uri), *_fields(entry.stored, (*columns, DIGEST)), _list(entry.labels)]


def _column(prop: Property) -> str:
    return f"{prop.name}:{prop.type}{'[]' if prop.many else ''}"


def _fields(values: Mapping[str, Value], columns: Iterable[Property]) -> Iterator[str]:
    """A field for each column; without quotes, an empty one is no value."""
    for column in columns:
        value = values.get(column.name)
        yield "" if value is None else _list(value) if isinstance(value, tuple) else _field(value)


def _list(values: Iterable[Scalar]) -> str:
    return _quoted(_DELIMITER.join(_plain(value).replace(_DELIMITER, "\ufffd") for value in values))


def _field(value: Scalar) -> str:
    return _quoted(value) if isinstance(value, str) else _plain(value)


def _plain(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return repr(value) if isinstance(value, float) else str(value)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _import_script(nodes: Iterable[str]) -> str:
    options = [f"--nodes={name}" for name in nodes] + [f"--relationships={name}" for name in (_FACTS, _LINKS)]
    options += ["--array-delimiter=U+001F", "--multiline-fields=true", "--id-type=string"]
    return _IMPORT + "".join(f"  {option} \\\n" for option in options) + '  "$@"\n'
