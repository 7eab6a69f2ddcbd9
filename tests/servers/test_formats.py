"""Every RDF format, read by the parsers of RDF4J and Jena: the graph that they find is the one that was written."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, Quad, RdfFormat, Triple
from rdflib import RDFS, Dataset, URIRef
from rdflib import Literal as Words

from kg.export import FORMATS, Exporter
from kg.ontology.iris import PREFIXES
from kg.store import open_dataset
from tests.conftest import Demo
from tests.servers.readers import Reader

pytestmark = [pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")]

SMALL = Path(__file__).resolve().parents[1] / "export" / "graph.trig"
AWKWARD = [
    'quotes " and \\ backslash',
    "line\nfeed, tab\t, return\r.",
    "\x7f \x85 \u2028",
    "🗞 ]]> & <b>",
    "@en",
    "  around  ",
]


def syntax_of(exporter: Exporter) -> RdfFormat | None:
    """The format as pyoxigraph knows it, or None where it is no RDF."""
    return RdfFormat.from_media_type(exporter.media_type.partition(";")[0])


RDF = {each.name: each for each in FORMATS.values() if isinstance(each, Exporter) and syntax_of(each)}
OF_RDF_12 = {"turtle12", "trig12"}
READINGS = [(reader, name) for reader in ("rio", "riot") for name in RDF if reader == "riot" or name not in OF_RDF_12]
"""RDF4J reads RDF 1.2 from version 6 on."""


@pytest.fixture(scope="module", params=["demo", "awkward"])
def graph(request: pytest.FixtureRequest) -> Dataset:
    """The demo's graph, and a small one whose texts are hard to write."""
    if request.param == "demo":
        demo: Demo = request.getfixturevalue("demo")
        return open_dataset(demo.store)
    dataset = Dataset(store="Oxigraph", default_union=True)
    dataset.parse(data=SMALL.read_bytes(), format="ox-trig")
    for number, text in enumerate(AWKWARD):
        dataset.add((URIRef(f"https://example.org/a.b/c({number})%20'é"), RDFS.label, Words(text, lang="de-AT")))
    return dataset


@pytest.mark.slow
@pytest.mark.parametrize(("reader", "name"), READINGS)
def test_another_parser_reads_the_same_graph(
    request: pytest.FixtureRequest, tmp_path: Path, graph: Dataset, reader: str, name: str
) -> None:
    """No complaint, each statement once, and none that differs from what Oxigraph reads; there are no blank nodes."""
    read: Reader = request.getfixturevalue(reader)
    syntax = syntax_of(RDF[name])
    assert syntax
    path = tmp_path / f"graph.{syntax.file_extension}"
    with path.open("wb") as out:
        RDF[name].write(graph, out)
    written = Counter(map(canonical, pyoxigraph.parse(path=path, format=syntax)))
    found = read(path)
    assert found.complaints == ()
    assert Counter(map(canonical, found.quads)) == written
    assert set(written.values()) == {1}


def canonical(quad: Quad) -> tuple[object, ...]:
    """The statement with its numbers by value and its languages in lower case, which parsers may change."""
    return (*map(canonical_term, quad.triple), quad.graph_name)


def canonical_term(term: object) -> object:
    """The term, as above."""
    if isinstance(term, Triple):
        return tuple(map(canonical_term, term))
    if isinstance(term, Literal) and term.language:
        return Literal(term.value, language=term.language.lower())
    if isinstance(term, Literal) and term.datatype.value == PREFIXES["xsd"] + "decimal":
        return Decimal(term.value)
    return term
