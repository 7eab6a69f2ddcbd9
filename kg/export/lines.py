"""N-Triples and N-Quads: one statement a line. It refuses what has no IRI, as `kg.export.quads` does.

The quads write their own lines, which takes a third of the time of doing so term by term: large graphs go out this way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Quad, Triple
from rdflib import Dataset

from kg.export import What
from kg.export.quads import nameless, open_source

__all__ = ["write_nquads", "write_ntriples"]

_NAMELESS = re.compile(r'^(?!<[^>]*> <[^>]*> (?:"|<[^<])).+', re.MULTILINE)
_WHOLE_DECIMAL = re.compile(r'("[+-]?[0-9]{1,15})("\^\^<http://www\.w3\.org/2001/XMLSchema#decimal>)')


def write_ntriples(dataset: Dataset, what: What = What.ALL) -> Iterator[str]:
    """The merged graph: subjects in order, each one's lines in order."""
    source = open_source(dataset, what)
    yield from (_lines(triples) for triples in source.merged_portions(source.subjects(merged=True)))
    yield from (_lines(quad.triple for quad in quads) for quads in source.about.values())


def write_nquads(dataset: Dataset, what: What = What.ALL) -> Iterator[str]:
    """Every graph; the default graph's lines have three terms and come first, subject by subject."""
    source = open_source(dataset, what)
    return (_lines(quads) for graph in (None, *source.graphs()) for quads in source.portions(graph))


def _lines(statements: Iterable[Quad | Triple]) -> str:
    """A line for each, in the order of their text; whole decimals with their point, as in every other format."""
    lines = sorted(map(str, statements))
    if not lines:
        return ""
    text = " .\n".join([*lines, ""])
    if ("_:" in text or "<<" in text) and (found := _NAMELESS.search(text)):
        raise nameless(found.group().removesuffix(" ."))
    return _WHOLE_DECIMAL.sub(r"\1.0\2", text)
