"""JSON-LD 1.1 that reads like JSON: one node a line, names without prefixes, arrays where there may be several.

The context is the same for every graph but for its relations and its base, so that a graph of any size is written node
by node. Nothing is lost: what the context does not foresee (another language, `007`) says of itself what it is.
Decimals stay strings, since JSON-LD would make doubles of numbers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import TypeAlias, cast

from pyoxigraph import Literal, NamedNode
from rdflib import Dataset

from kg.errors import ExportError
from kg.export import What
from kg.export.curies import curie, local_part, longest_first
from kg.export.quads import Source, Statement, Term, by_subject, open_source
from kg.export.selection import plain_relations
from kg.ontology.iris import ONTOLOGY, PREFIXES
from kg.store import prefixes_of

__all__ = ["write_jsonld"]

Json: TypeAlias = "str | int | float | Mapping[str, Json] | list[Json]"


@dataclass(frozen=True, slots=True)
class _Key:
    """A key of the JSON: its property, the datatype or language of its values, and whether there may be several."""

    iri: str
    datatype: str = ""
    language: str = ""
    several: bool = False

    def definition(self, name: str, prefixes: Mapping[str, str]) -> Json:
        """What the context says of the key of this name; the IRI alone where that is all."""
        iri = curie(NamedNode(self.iri), prefixes) or self.iri
        kind = curie(NamedNode(self.datatype), prefixes) if ":" in self.datatype else self.datatype
        parts = {
            "@id": "" if self.iri == ONTOLOGY + name else iri,
            "@type": kind,
            "@language": self.language,
            "@container": "@set" if self.several else "",
        }
        said: dict[str, Json] = {key: value for key, value in parts.items() if value}
        return said if said.keys() - {"@id"} else iri


_ID, _VOCAB, _DATE, _DECIMAL = "@id", "@vocab", PREFIXES["xsd"] + "date", PREFIXES["xsd"] + "decimal"
_STRING, _INTEGER = PREFIXES["xsd"] + "string", PREFIXES["xsd"] + "integer"
_TYPE = PREFIXES["rdf"] + "type"


def _keys() -> dict[str, _Key]:
    """The keys by their names. Those of the ontology that have no line here are called as they are there."""
    rdf, rdfs, owl, skos, schema, oa = (PREFIXES[name] for name in ("rdf", "rdfs", "owl", "skos", "schema", "oa"))
    kg, dcterms, prov, geo = (PREFIXES[name] for name in ("kg", "dcterms", "prov", "geo"))
    return {
        "label": _Key(rdfs + "label", language="en"),
        "headline": _Key(schema + "headline"),
        "alias": _Key(skos + "altLabel", language="en", several=True),
        "sameAs": _Key(owl + "sameAs", _ID, several=True),
        "subject": _Key(kg + "subject", _ID),
        "relation": _Key(kg + "relation", _VOCAB),
        "kinRelation": _Key(kg + "kinRelation", _VOCAB, several=True),
        "object": _Key(kg + "object", _ID),
        "statedSubject": _Key(rdf + "subject", _ID),
        "statedRelation": _Key(rdf + "predicate", _VOCAB),
        "statedObject": _Key(rdf + "object", _ID),
        **{name: _Key(kg + name) for name in ("status", "polarity", "modality")},
        "attributedTo": _Key(kg + "attributedTo", _ID),
        "plover": _Key(kg + "plover", _VOCAB),
        "timeLabel": _Key(kg + "timeLabel"),
        "earliest": _Key(kg + "earliest", _DATE),
        "latest": _Key(kg + "latest", _DATE),
        "place": _Key(kg + "place", _ID),
        "claim": _Key(kg + "claim", _ID, several=True),
        "evidence": _Key(kg + "evidence", _ID, several=True),
        "confidence": _Key(kg + "confidence", _DECIMAL),
        **{name: _Key(oa + name) for name in ("exact", "start", "end")},
        "derivedFrom": _Key(prov + "wasDerivedFrom", _ID),
        "publisher": _Key(kg + "publisher"),
        "author": _Key(kg + "author"),
        "published": _Key(schema + "datePublished", _DATE),
        "url": _Key(kg + "url"),
        "language": _Key(dcterms + "language"),
        "story": _Key(kg + "story", _ID),
        "lat": _Key(geo + "lat", _DECIMAL),
        "long": _Key(geo + "long", _DECIMAL),
        "state": _Key(kg + "state", _ID),
        "stateName": _Key(kg + "stateName", language="en"),
        "capital": _Key(kg + "capital", _ID),
        "capitalOf": _Key(kg + "capitalOf", _ID, several=True),
        "party": _Key(kg + "party", _ID, several=True),
        **{name: _Key(kg + name, language="en", several=True) for name in ("demonym", "metonym")},
    }


_KEYS: Mapping[str, _Key] = MappingProxyType(_keys())
_CANONICAL_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")  # no more digits than every reader of numbers keeps
_PLAIN_NAME = re.compile(r"(?!id$|type$)[A-Za-z][A-Za-z0-9]*")


_RANK = {name: rank for rank, name in enumerate(("type", *_KEYS))}
_LAST = len(_RANK)


def write_jsonld(dataset: Dataset, what: What = What.ALL) -> Iterator[str]:
    """The default graph's nodes at the top; each article's graph as a node that holds its own `@graph`."""
    source = open_source(dataset, what)
    writer = _Writer.of(source, dataset)
    context = ",\n  ".join(f"{_dump(name)}: {_dump(value)}" for name, value in writer.context().items())
    yield f'{{\n"@context": {{\n  {context}\n}},\n"@graph": ['
    yield from _lines(_top_level(source, writer))
    yield "\n]\n}\n"


def _top_level(source: Source, writer: _Writer) -> Iterator[str]:
    yield from writer.nodes(source.statements(None))
    for graph in source.graphs():
        nodes = "".join(_lines(writer.nodes(source.statements(graph))))
        yield f'{{"id": {_dump(writer.thing(graph))}, "@graph": [{nodes}\n]}}'


def _lines(items: Iterable[str]) -> Iterator[str]:
    for index, item in enumerate(items):
        yield f"{',' if index else ''}\n{item}"


@dataclass(frozen=True, slots=True)
class _Writer:
    """How the terms of one dataset are written: its base, its keys, and the keys by their properties."""

    base: str
    prefixes: Mapping[str, str]
    keys: Mapping[str, _Key]
    names: Mapping[str, str]

    @classmethod
    def of(cls, source: Source, dataset: Dataset) -> _Writer:
        """The known keys, and one for each relation of the plain triples."""
        relations = (cast("NamedNode", node).value for node in plain_relations(source.store))
        prefixes = prefixes_of(dataset)
        base = prefixes.pop("id")
        prefixes["thing"] = base
        own = {name: _Key(iri, _ID, several=True) for iri in sorted(relations) if (name := _own_name(iri))}
        keys = {**_KEYS, **{name: key for name, key in own.items() if name not in {*prefixes, *_KEYS}}}
        names = {key.iri: name for name, key in keys.items()}
        return cls(base, longest_first(prefixes), keys, names)

    def context(self) -> dict[str, Json]:
        """The context that makes RDF of the JSON."""
        keys = {name: key.definition(name, self.prefixes) for name, key in self.keys.items()}
        prefixes = dict(sorted(self.prefixes.items()))
        aliases = {"id": "@id", "type": "@type"}
        base: dict[str, Json] = {"@base": self.base} if _is_folder(self.base) else {}
        return {"@version": 1.1, **base, "@vocab": ONTOLOGY, **prefixes, **aliases, **keys}

    def nodes(self, statements: Iterable[Statement]) -> Iterator[str]:
        """One line a subject."""
        return (_dump(self._node(subject, said)) for subject, said in by_subject(statements))

    def thing(self, node: NamedNode) -> str:
        """The IRI relative to the base, with a prefix, or whole. Java's readers decode the `%` of relative ones."""
        local = local_part(node, self.base) if _is_folder(self.base) else None
        return local if local and "%" not in local else self._whole(node)

    def _word(self, node: NamedNode) -> str:
        """A property, class or relation: its key, its own name in the ontology, with a prefix, or whole."""
        if name := self.names.get(node.value):
            return name
        name = _own_name(node.value)
        is_free = name and name not in self.keys and name not in self.prefixes
        return name if is_free else self._whole(node)

    def _whole(self, node: NamedNode) -> str:
        """The IRI with a prefix, or as it is; ExportError where its scheme would be taken for a prefix."""
        if short := curie(node, self.prefixes):
            return short
        if node.value.partition(":")[0] in self.prefixes:
            raise ExportError(f"{node}: JSON-LD would take its beginning for a prefix; use another format")
        return node.value

    def _node(self, subject: NamedNode, said: list[Statement]) -> Json:
        node: dict[str, Json] = {}
        for predicate, group in groupby(said, key=lambda statement: statement.predicate):
            objects = [statement.object for statement in group]
            kinds = [each for each in objects if isinstance(each, NamedNode)]
            if predicate.value == _TYPE and len(kinds) == len(objects):
                node["type"] = [*sorted(map(self._word, kinds))]
            else:
                name = self._word(predicate)
                node[name] = self._values(objects, self.keys.get(name, _Key("")))
        ordered = sorted(node, key=lambda name: (_RANK.get(name, _LAST), name))
        return {"id": self.thing(subject)} | {name: node[name] for name in ordered}

    def _values(self, objects: list[Term], key: _Key) -> Json:
        values = [self._value(each, key) for each in objects]
        return values if key.several or len(values) > 1 else values[0]

    def _value(self, node: Term, key: _Key) -> Json:
        """The object: bare where the context says what it is, and with its own type or language otherwise."""
        if isinstance(node, Literal):
            return self._literal(node, key)
        if key.datatype == _VOCAB:
            return self._word(node)
        return self.thing(node) if key.datatype == _ID else {"id": self.thing(node)}

    def _literal(self, literal: Literal, key: _Key) -> Json:
        datatype, language = literal.datatype.value, literal.language or ""
        if language:
            return literal.value if language == key.language else {"@value": literal.value, "@language": language}
        if datatype == _STRING:
            return {"@value": literal.value} if key.datatype or key.language else literal.value
        if datatype == _INTEGER and not key.datatype and _CANONICAL_INTEGER.fullmatch(literal.value):
            return int(literal.value)
        typed = self._whole(literal.datatype)
        return literal.value if datatype == key.datatype else {"@value": literal.value, "type": typed}


def _is_folder(base: str) -> bool:
    """Whether a name stands for the base with the name after it."""
    return base.endswith("/") and "?" not in base and "#" not in base


def _own_name(iri: str) -> str:
    """What the ontology calls it, where that can be a key; else nothing."""
    name = iri.removeprefix(ONTOLOGY)
    return name if name != iri and _PLAIN_NAME.fullmatch(name) else ""


def _dump(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)
