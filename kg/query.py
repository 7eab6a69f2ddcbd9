"""SPARQL 1.1 over the graph: a query in, rows out.

It refuses what would change the graph or leave it; `kg.sparql` says how.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import QueryBoolean, QuerySolutions

from kg.errors import QueryError
from kg.rows import ROW_FORMATS, Rows, format_rows
from kg.sparql import check_query
from kg.store import oxigraph_store, prefixes_of

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["ROW_FORMATS", "Rows", "format_rows", "run_query"]


def run_query(dataset: Dataset, text: str) -> Rows:
    """The answer to a SPARQL 1.1 query over the union of all graphs; the project's prefixes need not be declared."""
    store = oxigraph_store(dataset)
    prefixes = prefixes_of(dataset)
    query = check_query(text, prefixes, store.contains_named_graph)
    try:
        found = store.query(text, prefixes=prefixes, use_default_graph_as_union=not query.sources)
        if isinstance(found, QueryBoolean):
            return Rows(answer=bool(found), prefixes=prefixes)
        if isinstance(found, QuerySolutions):
            shown = query.columns([variable.value for variable in found.variables])
            return Rows(shown, tuple(tuple(row[name] for name in shown) for row in found), prefixes=prefixes)
        return Rows(triples=tuple(found), prefixes=prefixes)
    except SyntaxError as error:
        raise query.fault(error) from error
    except (OSError, ValueError) as error:
        raise QueryError(f"query: could not be answered: {error}") from error
