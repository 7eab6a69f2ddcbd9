"""Turtle and TriG as a person would write them: short names, one block a subject, grouped by what it is.

An own writer, since it is asked for two things that others do not give: the same bytes for the same graph, whatever the
store, and blocks in the order in which one reads them. One block at a time is in memory, so it takes any size.
Refuses what has no IRI.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from pyoxigraph import Literal, NamedNode
from rdflib import Dataset

from kg.export import What
from kg.export.curies import curie, longest_first
from kg.export.quads import Source, Statement, Term, by_subject, open_source
from kg.ontology.iris import PREFIXES
from kg.store import prefixes_of

__all__ = [
    "Style",
    "document_with_graphs",
    "merged_document",
    "shortener",
    "write_description",
    "write_trig",
    "write_turtle",
]

_TITLE = """\
# Dateline: a knowledge graph of news.
# Who did what to whom, when, where, and who says so: every event leads to the claims that are about it, every claim to
# the words of the article that state it. Plain triples (South Korea terminates the pact) hold only what counts as fact.
"""

# What a subject with one of these classes is; whatever has none is an entity.
_SECTIONS = ("Event", "Story", "Article", "Claim", "Evidence")
_HEADINGS = {
    "": "Entities: people, states, organizations, places, agreements",
    "Event": "Events, with the claims that are about them",
    "Story": "Stories: articles that tell the same text",
    "Article": "Articles",
    "Claim": "Claims: what one article says in one place",
    "Evidence": "Evidence: the sentences, word for word",
}

_FIRST = """
    rdf:type rdfs:label schema:headline skos:altLabel owl:sameAs kg:subject kg:relation kg:object rdf:subject
    rdf:predicate rdf:object kg:status kg:plover kg:timeLabel kg:earliest kg:latest kg:timePrecision kg:place
    kg:publisher kg:author schema:datePublished oa:exact oa:start oa:end
    dcterms:title dcterms:description dcterms:license dcterms:rights prov:wasGeneratedBy prov:wasAssociatedWith
    void:triples void:documents void:classes void:properties void:uriSpace void:vocabulary
""".split()
_RANK = {name: rank for rank, name in enumerate(_FIRST)}
_LAST = len(_FIRST)

_TYPE = PREFIXES["rdf"] + "type"
_INTEGER, _DECIMAL = PREFIXES["xsd"] + "integer", PREFIXES["xsd"] + "decimal"
_BARE = {_INTEGER: re.compile(r"[+-]?[0-9]+"), _DECIMAL: re.compile(r"[+-]?[0-9]*\.[0-9]+")}

_MAX_OBJECTS_A_LINE = 3

Short = Callable[[Term], str]


def write_turtle(dataset: Dataset, what: What = What.ALL) -> Iterator[str]:
    """The merged graph as RDF 1.1, section by section."""
    return merged_document(open_source(dataset, what), Style.of(dataset))


def write_trig(dataset: Dataset, what: What = What.ALL) -> Iterator[str]:
    """The default graph as in Turtle, then each article's graph, as RDF 1.1."""
    return document_with_graphs(open_source(dataset, what), Style.of(dataset))


def write_description(dataset: Dataset, what: What = What.ALL) -> Iterator[str]:
    """What the graph says of itself and nothing else, to lie beside formats that are no RDF."""
    style = Style.of(dataset)
    yield style.head()
    yield from _about(open_source(dataset, what), style)


@dataclass(frozen=True, slots=True)
class Style:
    """How terms are shortened, what stands before the prefixes, and what a block says beside its statements."""

    prefixes: Mapping[str, str]
    short: Short
    version: str = ""
    more: Callable[[list[Statement]], list[str]] = lambda _: []

    @classmethod
    def of(cls, dataset: Dataset) -> Style:
        """That of RDF 1.1, with the dataset's prefixes."""
        prefixes = prefixes_of(dataset)
        return cls(prefixes, shortener(prefixes))

    def head(self) -> str:
        """What a document begins with."""
        lines = (f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in self.prefixes.items())
        return f"{self.version}{_TITLE}\n{''.join(lines)}"

    def blocks(self, statements: Iterable[Statement]) -> Iterator[str]:
        """One block a subject."""
        return (_block(said, self) for _, said in by_subject(statements))


def merged_document(source: Source, style: Style) -> Iterator[str]:
    """The merged graph in the style."""
    yield style.head()
    for section, subjects in _sections(source, merged=True):
        yield f"\n\n# {_HEADINGS[section]}\n"
        yield from (f"\n{block}" for block in style.blocks(source.merged(subjects)))
    yield from _about(source, style)


def document_with_graphs(source: Source, style: Style) -> Iterator[str]:
    """The graphs one after the other in the style."""
    yield style.head()
    for section, subjects in _sections(source):
        yield f"\n\n# {_HEADINGS[section]}\n"
        yield from (f"\n{block}" for block in style.blocks(source.of_subjects(subjects)))
    yield from _about(source, style)
    for name in source.graphs():
        yield f"\n{style.short(name)} {{\n"
        yield from map(_indented, style.blocks(source.statements(name)))
        yield "}\n"


def _about(source: Source, style: Style) -> Iterator[str]:
    yield "\n\n# About this graph: what is in it, what made it, on which terms\n"
    yield from (f"\n{block}" for block in style.blocks(source.described()))


def _sections(source: Source, *, merged: bool = False) -> Iterator[tuple[str, list[str]]]:
    """Each section that has anything, with its subjects, in the order of the headings."""
    for section in _HEADINGS:
        if found := source.subjects(_section_pattern(section), merged=merged):
            yield section, found


def _section_pattern(section: str) -> str:
    """What the subjects of a section have in common; whatever could stand in two of them stands in the first."""
    earlier = _SECTIONS[: _SECTIONS.index(section)] if section else _SECTIONS
    own = f"?s a kg:{section}" if section else "{ SELECT DISTINCT ?s { ?s ?p ?o } }"
    return own + "".join(f" FILTER NOT EXISTS {{ ?s a kg:{other} }}" for other in earlier)


def shortener(prefixes: Mapping[str, str]) -> Short:
    """Writes a term as Turtle does: `kg:Event`, `<http://…>`, `5`, `"2019-08-22"^^xsd:date`, `"Seoul"@en`."""
    ordered = longest_first(prefixes)

    @lru_cache(maxsize=65536)
    def short(node: Term) -> str:
        if isinstance(node, NamedNode):
            return curie(node, ordered) or str(node)
        bare = None if node.language else _BARE.get(node.datatype.value)
        return node.value if bare and bare.fullmatch(node.value) else _short_literal(node, short)

    return short


def _short_literal(literal: Literal, short: Short) -> str:
    written = str(literal)
    suffix = f"^^{literal.datatype}"
    return f"{written[: -len(suffix)]}^^{short(literal.datatype)}" if written.endswith(suffix) else written


def _block(said: list[Statement], style: Style) -> str:
    """One subject's statements, the telling ones first."""
    short = style.short
    lines = {name: list(group) for name, group in groupby(said, key=lambda statement: short(statement.predicate))}
    ordered = sorted(lines, key=lambda name: (_RANK.get(name, _LAST), name))
    parts = [_predicate_line(name, [short(each.object) for each in lines[name]]) for name in ordered]
    body = " ;\n    ".join(parts + style.more(said))
    return f"{short(said[0].subject)} {body} .\n"


def _predicate_line(name: str, objects: list[str]) -> str:
    verb = name
    if name == "rdf:type":
        verb, objects = "a", sorted(objects, key=lambda each: (not each.startswith("kg:"), each))
    if len(objects) <= _MAX_OBJECTS_A_LINE:
        return f"{verb} {' , '.join(objects)}"
    return f"{verb}\n        " + " ,\n        ".join(objects)


def _indented(block: str) -> str:
    # Not `splitlines`: the marks that Unicode calls line ends may stand in a text, where only \n and \r are escaped.
    return "".join(f"    {line}\n" for line in block.removesuffix("\n").split("\n"))
