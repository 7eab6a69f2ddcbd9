"""JSON-LD 1.1: one node a line, graphs of articles nested, the context worked out from what the predicates hold.

An own writer: rdflib's walks a set, so that its nodes come in another order with every hash seed.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TypeAlias

from pyoxigraph import NamedNode
from rdflib import Dataset

from kg.export import What
from kg.export.curies import curie, used_prefixes
from kg.export.quads import Statement, Term, by_subject, read_statements
from kg.ontology.iris import PREFIXES

__all__ = ["write_jsonld"]

Json: TypeAlias = "str | int | dict[str, Json] | list[Json]"
Coercion = tuple[str, str]

_TYPE = PREFIXES["rdf"] + "type"
_STRING = PREFIXES["xsd"] + "string"
_PLAIN: Coercion = ("", "")


def write_jsonld(dataset: Dataset, what: What = What.ALL) -> Iterator[str]:
    """The default graph's nodes at the top; each article's graph as a node that holds its own `@graph`."""
    statements = read_statements(dataset, what)
    coercions = _coercions(statements)
    yield f'{{\n"@context": {_dump(_context(statements, coercions), indent=2)},\n"@graph": ['
    yield from _lines(_top_level(statements, coercions))
    yield "\n]\n}\n"


def _top_level(statements: list[Statement], coercions: dict[str, Coercion]) -> Iterator[str]:
    for name, group in groupby(statements, key=lambda statement: statement.graph):
        nodes = (_dump(_node(subject, block, coercions)) for subject, block in by_subject(group))
        if name is None:
            yield from nodes
        else:
            yield f'{{"@id": {_dump(_name(name))}, "@graph": [' + "".join(_lines(nodes)) + "\n]}"


def _lines(items: Iterable[str]) -> Iterator[str]:
    for index, item in enumerate(items):
        yield f"{',' if index else ''}\n{item}"


def _coercions(statements: Iterable[Statement]) -> dict[str, Coercion]:
    """For each predicate what all its objects share: `@type` and a datatype or `@id`, or `@language` and a tag."""
    kinds: dict[str, set[Coercion]] = defaultdict(set)
    for statement in statements:
        kinds[_name(statement.predicate)].add(_kind(statement.object))
    return {name: min(found) if len(found) == 1 else _PLAIN for name, found in kinds.items()}


def _kind(node: Term) -> Coercion:
    if isinstance(node, NamedNode):
        return "@type", "@id"
    if node.language:
        return "@language", node.language
    return _PLAIN if node.datatype.value == _STRING else ("@type", _name(node.datatype))


def _context(statements: Iterable[Statement], coercions: dict[str, Coercion]) -> dict[str, Json]:
    names = {_name(node) for statement in statements for node in statement if isinstance(node, NamedNode)}
    names |= {value for _, value in coercions.values()} | set(coercions)
    terms: dict[str, Json] = {
        name: {key: value}
        for name, (key, value) in sorted(coercions.items())
        if key and name != _name(NamedNode(_TYPE))
    }
    return {**used_prefixes(names), **terms}


def _node(subject: NamedNode, block: list[Statement], coercions: dict[str, Coercion]) -> Json:
    node: dict[str, Json] = {"@id": _name(subject)}
    for predicate, group in groupby(block, key=lambda statement: statement.predicate):
        objects = [statement.object for statement in group]
        if predicate.value == _TYPE and all(isinstance(each, NamedNode) for each in objects):
            node["@type"] = _one_or_many([_name(each) for each in objects if isinstance(each, NamedNode)])
        else:
            name = _name(predicate)
            node[name] = _one_or_many([_value(each, coercions[name]) for each in objects])
    return node


def _one_or_many(values: list[Json] | list[str]) -> Json:
    return values[0] if len(values) == 1 else list(values)


def _value(node: Term, coercion: Coercion) -> Json:
    """The object: bare where the context says what it is, and with its own type or language otherwise."""
    bare = _name(node) if isinstance(node, NamedNode) else node.value
    kind = _kind(node)
    if kind == coercion:
        return bare
    if kind == _PLAIN:
        return {"@value": bare}
    return {"@id": bare} if isinstance(node, NamedNode) else {"@value": bare, kind[0]: kind[1]}


def _name(node: NamedNode) -> str:
    return curie(node) or node.value


def _dump(value: Json, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)
