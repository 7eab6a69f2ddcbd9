"""`kg query`: SPARQL in, rows out."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from kg.cli.options import LateChoice, store_option

__all__ = ["query"]

STDIN = "-"


class _QueryText(click.ParamType[str]):
    """A query, the name of a file that holds one (no query ends in `.rq`), or `-` for stdin."""

    name = "query"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text of the query."""
        if value != STDIN and not str(value).endswith(".rq"):
            return str(value)
        try:
            content = sys.stdin.buffer.read() if value == STDIN else Path(value).read_bytes()
            return content.decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
            self.fail(f"{value}: {reason}; give a file with a SPARQL query", param, ctx)


def _formats() -> Iterable[str]:
    from kg.query import ROW_FORMATS

    return ROW_FORMATS


@click.command(epilog="Example: kg query 'SELECT ?who { ?who kg:terminates ?what }' --format csv")
@click.argument("text", type=_QueryText(), metavar="QUERY|FILE.rq|-")
@click.option("--format", "row_format", type=LateChoice(_formats), default="table", show_default=True, help="For rows.")
@store_option
def query(text: str, row_format: str, store: Path) -> None:
    """Answer a SPARQL 1.1 query over the graph.

    QUERY is the query itself, FILE.rq a file that holds it; - reads it from stdin.
    The prefixes kg, id, rdf, rdfs, owl, xsd, skos, dcterms, prov, schema, sem, oa, wd, geo, void and dcat need not be
    declared.
    """
    from kg.query import format_rows, run_query
    from kg.store import open_dataset

    rows = run_query(open_dataset(store), text)
    sys.stdout.write(format_rows(rows, row_format, terminal=sys.stdout.isatty()))
