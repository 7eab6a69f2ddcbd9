"""GraphML for Gephi, yEd and Cytoscape: each event an edge of its own, so that no parallel edge is lost.

XML 1.0 cannot hold most control characters; each becomes U+FFFD.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Dataset

from kg.export import What, refuse_part
from kg.export.view import to_networkx
from kg.xml import clean_xml

__all__ = ["write_graphml"]


def write_graphml(dataset: Dataset, what: What = What.ALL) -> Iterator[str]:
    """The graph of `to_networkx`; an edge's id is its event's IRI."""
    refuse_part("graphml", what)
    import networkx as nx  # noqa: PLC0415  a quarter of a second that only those pay who ask for it

    graph = to_networkx(dataset)
    for attributes in [*(each for _, each in graph.nodes(data=True)), *(each for *_, each in graph.edges(data=True))]:
        attributes.update({name: clean_xml(value) for name, value in attributes.items() if isinstance(value, str)})
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield from (f"{line}\n" for line in nx.generate_graphml(graph))
