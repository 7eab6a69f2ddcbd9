"""The answer to a query, and the answer as text: a table, CSV, JSON or XML. It asks nothing itself.

It refuses a graph where the format holds rows only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from io import StringIO
from types import MappingProxyType
from typing import Any

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)

from kg.errors import QueryError
from kg.ontology.iris import PREFIXES
from kg.xml import clean_xml

__all__ = ["LIST_FORMATS", "ROW_FORMATS", "Rows", "format_list", "format_rows", "one_line"]

Term = NamedNode | BlankNode | Literal | Triple
Row = tuple[Term | None, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query.

    SELECT fills `variables` and `rows`, each row as long as `variables`, None where unbound; ASK fills `answer`;
    CONSTRUCT and DESCRIBE fill `triples`. `prefixes` shorten IRIs where people read them.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    answer: bool | None = None
    triples: tuple[Triple, ...] | None = None
    prefixes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType(PREFIXES), compare=False, repr=False)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows if self.triples is None else self.triples)

    def __bool__(self) -> bool:
        return bool(len(self)) if self.answer is None else self.answer

    def __str__(self) -> str:
        return format_rows(self, "table").removesuffix("\n")

    def without(self, names: Collection[str]) -> Rows:
        """The same without these columns."""
        kept = [at for at, name in enumerate(self.variables) if name not in names]
        rows = tuple(tuple(row[at] for at in kept) for row in self.rows)
        return replace(self, variables=tuple(self.variables[at] for at in kept), rows=rows)

    def records(self) -> Iterator[dict[str, Any]]:
        """Each row as variable → Python value: IRIs and texts as str, numbers, dates and truth values as such."""
        for row in self.rows:
            yield {name: _python_value(term) for name, term in zip(self.variables, row, strict=True)}


_CONTROL = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f]")  # what rdflib leaves bare in a string


def format_rows(rows: Rows, row_format: str, *, terminal: bool = False) -> str:
    """The answer as text that ends with a line's end; `terminal` draws the table for one.

    A graph (CONSTRUCT, DESCRIBE) is Turtle, and has no form as CSV, JSON or XML.
    """
    if row_format not in ROW_FORMATS:
        raise QueryError(f"unknown format {row_format!r}: choose one of {', '.join(ROW_FORMATS)}")
    if rows.triples is not None:
        if row_format != "table":
            raise QueryError(f"CONSTRUCT and DESCRIBE give a graph, which {row_format} cannot hold; take table")
        return _turtle(rows.triples, rows.prefixes)
    if row_format == "table" and terminal and rows.answer is None:
        return _drawn_table(rows)
    return ROW_FORMATS[row_format](rows)


def format_list(rows: Rows, list_format: str, *, terminal: bool = False) -> str:
    """The rows in one of `LIST_FORMATS`, as text that ends with a line's end."""
    return _drawn_table(rows) if list_format == "table" and terminal else LIST_FORMATS[list_format](rows)


def _turtle(triples: Sequence[Triple], prefixes: Mapping[str, str]) -> str:
    """The triples as sorted Turtle; Oxigraph's own writer orders neither triples nor prefixes."""
    from rdflib import Graph, URIRef  # noqa: PLC0415 -- slow to import, and few queries give a graph

    graph = Graph(bind_namespaces="none")
    for prefix, namespace in prefixes.items():
        graph.bind(prefix, URIRef(namespace))
    graph.parse(serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04X}", graph.serialize(format="turtle"))


def _plain_table(rows: Rows) -> str:
    if rows.answer is not None:
        return f"{str(rows.answer).lower()}\n"
    lines = [list(rows.variables), *_cells(rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, ["-" * width for width in widths])
    aligned = ("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
    return "".join(line.rstrip() + "\n" for line in aligned)


def _drawn_table(rows: Rows) -> str:
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 -- only a terminal needs it
    from rich.console import Console  # noqa: PLC0415 -- as above
    from rich.table import Table  # noqa: PLC0415 -- as above
    from rich.text import Text  # noqa: PLC0415 -- as above

    table = Table(*rows.variables, box=SIMPLE_HEAD)
    for row in _cells(rows):
        table.add_row(*(Text(cell, overflow="fold") for cell in row))
    console = Console(file=StringIO(), force_terminal=True, highlight=False)
    with console.capture() as capture:
        console.print(table)
    return capture.get()


def _cells(rows: Rows) -> Iterator[list[str]]:
    shortest_first = sorted(rows.prefixes.items(), key=lambda item: len(item[1]))
    namespaces = {namespace: prefix for prefix, namespace in shortest_first}
    for row in rows:
        yield [_cell(term, namespaces) for term in row]


def _cell(term: Term | None, namespaces: Mapping[str, str]) -> str:
    """The term as people read it: IRIs with prefixes, literals bare, on one line, without control characters."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return _shortened(term.value, namespaces)
    return one_line(term.value if isinstance(term, Literal) else str(term))


def one_line(text: str) -> str:
    """The text with a space for every character that would break a line or steer a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def _shortened(iri: str, namespaces: Mapping[str, str]) -> str:
    end = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix = namespaces.get(iri[:end])
    return f"{prefix}:{iri[end:]}" if prefix else f"<{iri}>"


def _markdown(rows: Rows) -> str:
    """A table for a document; what Markdown would take for markup is escaped."""
    if rows.answer is not None:
        return f"{str(rows.answer).lower()}\n"
    lines = [list(rows.variables), ["---"] * len(rows.variables), *(map(_escaped, row) for row in _cells(rows))]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#" else char for char in text)


def _plain_json(rows: Rows) -> str:
    """A list of objects, as programs that know nothing of SPARQL read it."""
    if rows.answer is not None:
        return f"{str(rows.answer).lower()}\n"
    return json.dumps(list(rows.records()), ensure_ascii=False, indent=1, default=_plain) + "\n"


def _plain(value: date | Decimal) -> str | float:
    return value.isoformat() if isinstance(value, date) else float(value)


def _json(rows: Rows) -> str:
    """SPARQL 1.1 Query Results JSON."""
    if rows.answer is not None:
        return json.dumps({"head": {}, "boolean": rows.answer}, indent=1) + "\n"
    bindings = [
        {name: _json_term(term) for name, term in zip(rows.variables, row, strict=True) if term is not None}
        for row in rows
    ]
    answer = {"head": {"vars": list(rows.variables)}, "results": {"bindings": bindings}}
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Term) -> dict[str, Any]:
    if isinstance(term, Triple):
        ends = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        return {"type": "triple", "value": {name: _json_term(end) for name, end in ends}}
    if not isinstance(term, Literal):
        return {"type": "uri" if isinstance(term, NamedNode) else "bnode", "value": term.value}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    typed = {} if term.datatype.value == PREFIXES["xsd"] + "string" else {"datatype": term.datatype.value}
    return {"type": "literal", "value": term.value, **typed}


def _by_engine(row_format: QueryResultsFormat) -> Callable[[Rows], str]:
    """A writer that leaves the format to the engine, which reads what `_json` writes."""

    def write(rows: Rows) -> str:
        written = parse_query_results(_json(rows), QueryResultsFormat.JSON).serialize(format=row_format)
        return (written or b"").decode("utf-8").replace("\r\n", "\n").rstrip("\n") + "\n"

    return write


def _xml(rows: Rows) -> str:
    """SPARQL Query Results XML; each character that XML 1.0 cannot hold becomes U+FFFD."""
    return clean_xml(_by_engine(QueryResultsFormat.XML)(rows))


ROW_FORMATS: Mapping[str, Callable[[Rows], str]] = MappingProxyType(
    {
        "table": _plain_table,
        "csv": _by_engine(QueryResultsFormat.CSV),
        "json": _json,
        "xml": _xml,
        "md": _markdown,
    }
)
"""Every format for rows by its name."""

LIST_FORMATS: Mapping[str, Callable[[Rows], str]] = MappingProxyType(
    {"table": _plain_table, "csv": ROW_FORMATS["csv"], "json": _plain_json, "md": _markdown}
)
"""The formats for lists, as all commands name them that print one."""


_PYTHON_TYPES: Mapping[str, Callable[[str], Any]] = {
    PREFIXES["xsd"] + "boolean": lambda text: text in {"true", "1"},
    PREFIXES["xsd"] + "date": date.fromisoformat,
    PREFIXES["xsd"] + "decimal": Decimal,
    PREFIXES["xsd"] + "double": float,
    PREFIXES["xsd"] + "integer": int,
}


def _python_value(term: Term | None) -> Any:
    """The term as a Python value; a literal that does not fit its datatype stays text."""
    if not isinstance(term, Literal):
        return None if term is None else term.value if not isinstance(term, Triple) else str(term)
    read = _PYTHON_TYPES.get(term.datatype.value)
    try:
        return read(term.value) if read else term.value
    except (ValueError, ArithmeticError):
        return term.value
