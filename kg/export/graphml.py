"""GraphML for Gephi, yEd, Cytoscape and igraph: each event an edge of its own, so that no parallel edge is lost.

XML 1.0 cannot hold most control characters; each becomes U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from urllib.parse import quote
from xml.sax.saxutils import escape

from rdflib import Dataset

from kg.export import What, refuse_part
from kg.export.view import Attributes, to_networkx
from kg.store import prefixes_of
from kg.xml import clean_xml

__all__ = ["write_graphml"]

_TYPES: Mapping[type, str] = MappingProxyType({str: "string", int: "int"})

_MINTED = re.compile(r"[\w%-]+", re.ASCII)

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write_graphml(dataset: Dataset, what: What = What.ALL) -> Iterator[str]:
    """The graph of `to_networkx`, under the ids of the tables, which the schema of GraphML has names for alone."""
    refuse_part("graphml", what)
    graph, base = to_networkx(dataset), prefixes_of(dataset)["id"]
    yield _HEAD
    yield from _keys("node", next((each for _, each in graph.nodes(data=True)), {}))
    yield from _keys("edge", next((each for *_, each in graph.edges(data=True)), {}))
    yield '  <graph edgedefault="directed">\n'
    for iri, attributes in graph.nodes(data=True):
        yield f'    <node id="{_token(iri, base)}">\n{_values("node", attributes)}    </node>\n'
    for *ends, attributes in graph.edges(data=True, keys=True):
        source, target, edge = (_token(iri, base) for iri in ends)
        yield f'    <edge id="{edge}" source="{source}" target="{target}">\n{_values("edge", attributes)}    </edge>\n'
    yield "  </graph>\n</graphml>\n"


def _keys(owner: str, attributes: Attributes) -> Iterator[str]:
    """What attributes the nodes, or the edges, have.

    Their ids say what they are: Gephi takes whatever is called d3, as networkx would call our fourth, for the label.
    """
    for name, value in attributes.items():
        yield f'  <key id="{owner}_{name}" for="{owner}" attr.name="{name}" attr.type="{_TYPES[type(value)]}"/>\n'


def _values(owner: str, attributes: Attributes) -> str:
    return "".join(f'      <data key="{owner}_{name}">{_text(value)}</data>\n' for name, value in attributes.items())


def _text(value: str | int) -> str:
    return escape(clean_xml(str(value)), {"\r": "&#13;"})


def _token(iri: str, base: str) -> str:
    """The IRI as what the schema takes for an id (NMTOKEN): `South_Korea`, with a full stop for each `%`."""
    local = iri.removeprefix(base)
    safe = local if _MINTED.fullmatch(local) else quote(iri, safe="").replace(".", "%2E").replace("~", "%7E")
    return safe.replace("%", ".")
