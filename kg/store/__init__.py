"""The room that keeps things: articles with their claims as extracted, and the graph. The only writer of triples."""

from kg.store.archive import Archive, extraction_key
from kg.store.dataset import GraphStore, check_base, is_open, memory_dataset, open_dataset, oxigraph_store, prefixes_of
from kg.store.triples import Contents, article_iri, claim_iri

__all__ = [
    "Archive",
    "Contents",
    "GraphStore",
    "article_iri",
    "check_base",
    "claim_iri",
    "extraction_key",
    "is_open",
    "memory_dataset",
    "open_dataset",
    "oxigraph_store",
    "prefixes_of",
]
