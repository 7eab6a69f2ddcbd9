"""GEXF 1.3 for Gephi: typed attributes, colours and sizes, and each event an edge of its own that has its days.

An edge's kind is its relation: Gephi keeps parallel edges of several kinds, and merges those of one unless told not to.
XML 1.0 cannot hold most control characters; each becomes U+FFFD. No positions: a layout is for Gephi to make.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import sqrt
from types import MappingProxyType
from xml.sax.saxutils import quoteattr

from rdflib import Dataset

from kg.export import What, refuse_part
from kg.export.look import COLOURS, family_of
from kg.export.view import Attributes, to_networkx
from kg.store import prefixes_of
from kg.xml import clean_xml

__all__ = ["write_gexf"]

_TYPES: Mapping[type, str] = MappingProxyType({str: "string", int: "integer"})

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
  <meta>
    <creator>Dateline</creator>
    <description>Entities as nodes, events as edges</description>
  </meta>
  <graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval" idtype="string">
"""
_TAIL = """  </graph>
</gexf>
"""

# What GEXF has an attribute of its own for.
_OWN = frozenset({"label"})


def write_gexf(dataset: Dataset, what: What = What.ALL) -> Iterator[str]:
    """The graph of `to_networkx`, under the ids of the tables; an edge's time is the days that its event can be of."""
    refuse_part("gexf", what)
    graph, base = to_networkx(dataset), prefixes_of(dataset)["id"]
    yield _HEAD
    yield from _declared("node", next((each for _, each in graph.nodes(data=True)), {}))
    yield from _declared("edge", next((each for *_, each in graph.edges(data=True)), {}))
    yield "    <nodes>\n"
    for iri, attributes in graph.nodes(data=True):
        yield _node(iri.removeprefix(base), attributes, graph.degree(iri))
    yield "    </nodes>\n    <edges>\n"
    for *ends, attributes in graph.edges(data=True, keys=True):
        yield _edge([iri.removeprefix(base) for iri in ends], attributes)
    yield f"    </edges>\n{_TAIL}"


def _declared(owner: str, attributes: Attributes) -> Iterator[str]:
    """What attributes the nodes, or the edges, have."""
    if attributes:
        yield f'    <attributes class="{owner}" mode="static">\n'
        for name, value in attributes.items():
            if name not in _OWN:
                yield f'      <attribute id="{name}" title="{name}" type="{_TYPES[type(value)]}"/>\n'
        yield "    </attributes>\n"


def _node(node: str, attributes: Attributes, degree: int) -> str:
    red, green, blue = bytes.fromhex(COLOURS[family_of(str(attributes["kind"])).name].removeprefix("#"))
    return (
        f"      <node id={_quoted(node)} label={_quoted(attributes['label'])}>\n"
        f"{_values(attributes)}"
        f'        <viz:color r="{red}" g="{green}" b="{blue}"/>\n'
        f'        <viz:size value="{10 + 5 * sqrt(degree):.1f}"/>\n'
        "      </node>\n"
    )


def _edge(ends_and_id: list[str], attributes: Attributes) -> str:
    source, target, edge = map(_quoted, ends_and_id)
    days = "".join(
        f" {bound}={_quoted(attributes[name])}"
        for bound, name in (("start", "earliest"), ("end", "latest"))
        if attributes[name]
    )
    return (
        f"      <edge id={edge} source={source} target={target}"
        f" label={_quoted(attributes['label'])} kind={_quoted(attributes['label'])}{days}>\n"
        f"{_values(attributes)}"
        "      </edge>\n"
    )


def _values(attributes: Attributes) -> str:
    lines = (
        f'          <attvalue for="{name}" value={_quoted(value)}/>\n'
        for name, value in attributes.items()
        if name not in _OWN
    )
    return f"        <attvalues>\n{''.join(lines)}        </attvalues>\n"


def _quoted(value: str | int) -> str:
    """The value as an attribute of XML; line ends and tabs stay what they are."""
    return quoteattr(clean_xml(str(value)))
