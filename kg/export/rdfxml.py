"""RDF/XML of the merged graph, for tools that read nothing newer.

XML 1.0 cannot hold most control characters; each becomes U+FFFD. Refuses a predicate that no XML name can be made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import Literal, NamedNode
from rdflib import Dataset

from kg.errors import ExportError
from kg.export import What
from kg.export.quads import Term, by_subject, read_merged
from kg.ontology.iris import PREFIXES
from kg.xml import clean_xml

__all__ = ["write_rdfxml"]

_XML_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*$")
_PREFIXES = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_STRING = PREFIXES["xsd"] + "string"
# A bare carriage return would be read back as a line feed.
_ENTITIES = {"\r": "&#13;"}


def write_rdfxml(dataset: Dataset, what: What = What.ALL) -> Iterator[str]:
    """One `rdf:Description` a subject, in the order of the IRIs."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
    yield from (f"\n    xmlns:{prefix}={quoteattr(namespace)}" for namespace, prefix in _PREFIXES.items())
    yield ">\n"
    for subject, said in by_subject(read_merged(dataset, what)):
        yield f"  <rdf:Description rdf:about={quoteattr(subject.value)}>\n"
        yield from (_element(statement.predicate, statement.object) for statement in said)
        yield "  </rdf:Description>\n"
    yield "</rdf:RDF>\n"


def _element(predicate: NamedNode, obj: Term) -> str:
    namespace, local = _split(predicate)
    prefix = _PREFIXES.get(namespace, "")
    tag = f"{prefix}:{local}" if prefix else local
    start = tag if prefix else f"{tag} xmlns={quoteattr(namespace)}"
    if isinstance(obj, NamedNode):
        return f"    <{start} rdf:resource={quoteattr(obj.value)}/>\n"
    return f"    <{start}{_attribute(obj)}>{escape(clean_xml(obj.value), _ENTITIES)}</{tag}>\n"


def _attribute(literal: Literal) -> str:
    if literal.language:
        return f' xml:lang="{literal.language}"'
    return "" if literal.datatype.value == _STRING else f" rdf:datatype={quoteattr(literal.datatype.value)}"


def _split(predicate: NamedNode) -> tuple[str, str]:
    match = _XML_NAME.search(predicate.value)
    if match is None:
        raise ExportError(f"{predicate}: ends in no XML name, so RDF/XML cannot hold it; use another format")
    return predicate.value[: match.start()], match.group()
