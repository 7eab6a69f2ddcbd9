"""Names of a stored graph's entities, and the entity that somebody means by a name.

Case, accents and signs between words don't matter, but a name that is written exactly so goes first: it is found
without reading all names. It never guesses: a name of nothing, or of several, is an error that says what there is.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.ontology.iris import PREFIXES, local_name, term
from kg.query import run_query
from kg.store import oxigraph_store, prefixes_of

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["Name", "expanded", "find_entity", "fold", "load_names", "nearest"]

_BY_STRENGTH = (
    (PREFIXES["rdfs"] + "label",),
    (PREFIXES["skos"] + "altLabel",),
    (term("metonym"), term("demonym")),
)
LONG_NAME_CHARS = 30
MAX_SUGGESTED = 5


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """An entity as people know it: `label` its full name, `short` its initials where the full name is long."""

    iri: str
    label: str
    short: str
    kind: str


def load_names(dataset: Dataset, iris: Collection[str]) -> dict[str, Name]:
    """The name of each of the entities."""
    values = " ".join(f"<{iri}>" for iri in sorted(iris))
    return {entity.name.iri: entity.name for entity in _named(dataset, f"VALUES ?entity {{ {values} }}")}


def find_entity(dataset: Dataset, text: str) -> Name:
    """The entity with this IRI, `id:` name, label, alias or metonym, in this order of strength.

    QueryError where there is none, with the names that come near, and where there are several, with all of them.
    """
    written = text.strip()
    for found in (_with_iri(dataset, written), *_exactly_called(dataset, written)):
        if found:
            return _only(found, text)
    entities, wanted = _named(dataset), fold(text)
    for names_of in (_by_label, _by_alias, _by_metonym):
        if found := [each.name for each in entities if wanted in names_of(each)]:
            return _only(found, text)
    raise QueryError(f"no entity of the graph is called {text!r}{_suggestion(wanted, entities)}")


def _only(found: Sequence[Name], text: str) -> Name:
    if len(found) > 1:
        listed = ", ".join(f"id:{local_name(name.iri)} ({name.kind})" for name in found)
        raise QueryError(f"{text!r} names {len(found)} entities: {listed}; say which one")
    return found[0]


def _with_iri(dataset: Dataset, text: str) -> list[Name]:
    """The entity with this IRI, in full or as an `id:` name."""
    try:
        iri = NamedNode(expanded(text, prefixes_of(dataset)["id"]))
    except ValueError:
        return []
    return [entity.name for entity in _named(dataset, f"VALUES ?entity {{ {iri} }}")]


def _exactly_called(dataset: Dataset, text: str) -> Iterator[list[Name]]:
    """The entities with this label, then those with this alias, and so on: as written, or with capitals of its own."""
    graph = oxigraph_store(dataset)
    written = dict.fromkeys((text, text.title(), text.upper()))
    names = [Literal(each.encode("utf-8", "replace").decode("utf-8"), language="en") for each in written]
    for properties in _BY_STRENGTH:
        subjects = {
            quad.subject.value
            for name in names
            for iri in properties
            for quad in graph.quads_for_pattern(None, NamedNode(iri), name)
            if isinstance(quad.subject, NamedNode)
        }
        yield sorted(load_names(dataset, subjects).values()) if subjects else []


def nearest(wanted: str, names: Iterable[str]) -> list[str]:
    """The names nearest to the folded text, best first: those that hold it as words, then those spelt alike."""
    known = {fold(name): name for name in sorted(names, reverse=True)}
    words = set(wanted.split())
    holding = sorted((folded for folded in known if words and words <= set(folded.split())), key=lambda f: (len(f), f))
    alike = difflib.get_close_matches(wanted, sorted(known), n=MAX_SUGGESTED, cutoff=0.7)
    return [known[folded] for folded in dict.fromkeys([*holding, *alike])][:MAX_SUGGESTED]


def fold(text: str) -> str:
    """The text without case, accents, and signs between words."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain.replace("_", " ")))


@dataclass(frozen=True, slots=True)
class _Entity:
    name: Name
    aliases: tuple[str, ...]
    metonyms: tuple[str, ...]


def _by_label(entity: _Entity) -> tuple[str, ...]:
    return (fold(entity.name.label), fold(local_name(entity.name.iri)))


def _by_alias(entity: _Entity) -> tuple[str, ...]:
    return tuple(map(fold, entity.aliases))


def _by_metonym(entity: _Entity) -> tuple[str, ...]:
    return tuple(map(fold, entity.metonyms))


def expanded(text: str, base: str) -> str:
    """The IRI that is meant, if one is: in full, between < and >, or with the prefix id:."""
    bare = text.removeprefix("<").removesuffix(">")
    return base + bare.removeprefix("id:") if bare.startswith("id:") else bare


def _suggestion(wanted: str, entities: Sequence[_Entity]) -> str:
    called = {name: each.name.label for each in entities for name in (*each.aliases, each.name.label)}
    near = dict.fromkeys(called[name] for name in nearest(wanted, called))
    return f"; did you mean {' or '.join(map(repr, near))}?" if near else "; `kg query` lists what there is"


def _named(dataset: Dataset, which: str = "") -> list[_Entity]:
    """Every entity, or those that the SPARQL pattern binds to ?entity, with all its names, in the order of the IRIs."""
    texts: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for query in (_LABELS, _KINDS):
        for record in run_query(dataset, query.replace("WHICH", which)).records():
            texts[record["entity"]][local_name(record["what"])].add(record["text"])
    return [_entity(iri, names) for iri, names in sorted(texts.items()) if "type" in names and "label" in names]


def _entity(iri: str, texts: Mapping[str, Collection[str]]) -> _Entity:
    label, *others = sorted(texts["label"])
    aliases = tuple(sorted({*others, *texts.get("altLabel", ())}))
    kind = min(map(local_name, texts["type"]))
    metonyms = tuple(sorted({*texts.get("metonym", ()), *texts.get("demonym", ())}))
    return _Entity(Name(iri, label, _short(label, aliases), kind), aliases, metonyms)


def _short(label: str, aliases: Iterable[str]) -> str:
    """The label, or the initials that a thing with a long name goes by."""
    if len(label) < LONG_NAME_CHARS:
        return label
    return next(_initials(label, aliases), label)


def _initials(label: str, aliases: Iterable[str]) -> Iterator[str]:
    yield from (alias for alias in aliases if alias.isupper() and 2 <= len(alias) <= 8 and alias[0] == label[0])


_LABELS = """
SELECT ?entity ?what ?text {
  WHICH
  { ?entity rdfs:label ?text BIND(rdfs:label AS ?what) }
  UNION
  { ?entity skos:altLabel ?text BIND(skos:altLabel AS ?what) }
  UNION
  { ?entity kg:metonym ?text BIND(kg:metonym AS ?what) }
  UNION
  { ?entity kg:demonym ?text BIND(kg:demonym AS ?what) }
}
"""
_KINDS = """
SELECT ?entity (rdf:type AS ?what) ?text {
  WHICH
  ?entity a ?text
  FILTER (?text NOT IN (kg:Event, kg:Story, kg:Article, kg:Claim, kg:Evidence,
    sem:Event, schema:NewsArticle, rdf:Statement, oa:TextQuoteSelector, oa:TextPositionSelector))
  FILTER (STRSTARTS(STR(?text), STR(kg:)))
}
"""
