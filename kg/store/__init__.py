"""The room that keeps things: claims as extracted, the ledger of what the graph is made of, and the graph itself.

The only writer of triples.
"""

from kg.store.dataset import (
    GraphStore,
    StoredGraph,
    as_dataset,
    check_base,
    find_graph,
    is_open,
    open_copy,
    open_dataset,
    open_store,
    oxigraph_store,
    prefixes_of,
)
from kg.store.ledger import Ledger
from kg.store.origin import ORIGINS, origin_statements
from kg.store.rdf_files import load_rdf, stated_base
from kg.store.readings import READINGS, Readings, extraction_key, merging_key

__all__ = [
    "ORIGINS",
    "READINGS",
    "GraphStore",
    "Ledger",
    "Readings",
    "StoredGraph",
    "as_dataset",
    "check_base",
    "extraction_key",
    "find_graph",
    "is_open",
    "load_rdf",
    "merging_key",
    "open_copy",
    "open_dataset",
    "open_store",
    "origin_statements",
    "oxigraph_store",
    "prefixes_of",
    "stated_base",
]
