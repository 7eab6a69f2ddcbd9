"""RDF/XML of the merged graph, for tools that read nothing newer.

XML 1.0 cannot hold most control characters; each becomes U+FFFD. Refuses a predicate that no XML name can be made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import Literal, NamedNode
from rdflib import Dataset

from kg.errors import ExportError
from kg.export import What
from kg.export.quads import Statement, Term, by_subject, merged, read_statements
from kg.ontology.iris import PREFIXES
from kg.xml import clean_xml

__all__ = ["write_rdfxml"]

_XML_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*$")
_STRING = PREFIXES["xsd"] + "string"
# A bare carriage return would be read back as a line feed.
_ENTITIES = {"\r": "&#13;"}


def write_rdfxml(dataset: Dataset, what: What = What.ALL) -> Iterator[str]:
    """One `rdf:Description` a subject, in the order of the IRIs."""
    statements = merged(read_statements(dataset, what))
    namespaces = _namespaces(statements)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
    yield from (f"\n    xmlns:{prefix}={quoteattr(namespace)}" for namespace, prefix in namespaces.items())
    yield ">\n"
    for subject, block in by_subject(statements):
        yield f"  <rdf:Description rdf:about={quoteattr(subject.value)}>\n"
        yield from (_element(statement.predicate, statement.object, namespaces) for statement in block)
        yield "  </rdf:Description>\n"
    yield "</rdf:RDF>\n"


def _element(predicate: NamedNode, obj: Term, namespaces: dict[str, str]) -> str:
    namespace, local = _split(predicate)
    tag = f"{namespaces[namespace]}:{local}"
    if isinstance(obj, NamedNode):
        return f"    <{tag} rdf:resource={quoteattr(obj.value)}/>\n"
    return f"    <{tag}{_attribute(obj)}>{escape(clean_xml(obj.value), _ENTITIES)}</{tag}>\n"


def _attribute(literal: Literal) -> str:
    if literal.language:
        return f' xml:lang="{literal.language}"'
    return "" if literal.datatype.value == _STRING else f" rdf:datatype={quoteattr(literal.datatype.value)}"


def _namespaces(statements: Iterable[Statement]) -> dict[str, str]:
    """Namespace to prefix: the known ones by their names, the others numbered in order."""
    found = {_split(statement.predicate)[0] for statement in statements} | {PREFIXES["rdf"]}
    known = {namespace: prefix for prefix, namespace in PREFIXES.items() if namespace in found}
    unknown = {namespace: f"ns{number}" for number, namespace in enumerate(sorted(found - set(known)), start=1)}
    return known | unknown


def _split(predicate: NamedNode) -> tuple[str, str]:
    match = _XML_NAME.search(predicate.value)
    if match is None:
        raise ExportError(f"{predicate}: ends in no XML name, so RDF/XML cannot hold it; use another format")
    return predicate.value[: match.start()], match.group()
