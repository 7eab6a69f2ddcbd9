"""Every format says what the dataset says, loads elsewhere, and comes out the same each time."""

import io
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Quad, RdfFormat
from rdflib import RDFS, BNode, Dataset, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from kg.errors import ExportError
from kg.export import FORMATS, Bundle, Exporter, What, find_bundle, find_exporter, write_pieces
from kg.ontology.iris import reserved

GRAPH = Path(__file__).with_name("graph.trig")
FILES = {name: each for name, each in FORMATS.items() if isinstance(each, Exporter)}
MERGED = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML}
WITH_GRAPHS = {"trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}
RESERVED = reserved("")
RDFLIB_NAMES = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml"}

# rdflib 7.6 warns about its own use of what it deprecates.
RDFLIB_WARNING = "ignore:Dataset:DeprecationWarning"
pytestmark = pytest.mark.filterwarnings(RDFLIB_WARNING)

EXPORT_ALL = """
import sys
from rdflib import Dataset
from kg.export import FORMATS, Exporter
dataset = Dataset(store="Oxigraph", default_union=True)
lines = [line for line in sys.stdin.buffer.read().splitlines(keepends=True)]
dataset.parse(data=b"".join(lines), format="ox-nquads")
for exporter in FORMATS.values():
    if isinstance(exporter, Exporter):
        sys.stdout.buffer.write(exporter.text(dataset).encode())
"""


def original_quads() -> set[Quad]:
    """What the file says, read without the code under test."""
    return set(pyoxigraph.parse(path=str(GRAPH), format=RdfFormat.TRIG))


def exported_quads(dataset: Dataset, name: str, syntax: RdfFormat) -> set[Quad]:
    """The export read by pyoxigraph, the strictest parser there is, without what it says of itself."""
    return {quad for quad in all_exported_quads(dataset, name, syntax) if RESERVED not in str(quad.subject)}


def all_exported_quads(dataset: Dataset, name: str, syntax: RdfFormat) -> set[Quad]:
    """The same with what it says of itself."""
    return set(pyoxigraph.parse(FILES[name].text(dataset).encode(), format=syntax))


@pytest.mark.parametrize(("name", "syntax"), WITH_GRAPHS.items())
def test_formats_with_graphs_hold_every_quad(dataset: Dataset, name: str, syntax: RdfFormat) -> None:
    """TriG, N-Quads and JSON-LD lose nothing at all."""
    assert exported_quads(dataset, name, syntax) == original_quads()


@pytest.mark.parametrize(("name", "syntax"), MERGED.items())
def test_merged_formats_hold_every_triple(dataset: Dataset, name: str, syntax: RdfFormat) -> None:
    """Turtle, N-Triples and RDF/XML lose nothing but the names of the graphs."""
    assert {quad.triple for quad in exported_quads(dataset, name, syntax)} == {quad.triple for quad in original_quads()}


@pytest.mark.parametrize(("name", "parser"), RDFLIB_NAMES.items())
def test_rdflib_reads_the_same_graph(dataset: Dataset, name: str, parser: str) -> None:
    """What pyoxigraph reads, rdflib reads too, as an isomorphic graph."""
    expected = Graph().parse(data=FILES["ntriples"].text(dataset), format="nt")
    assert isomorphic(Graph().parse(data=FILES[name].text(dataset), format=parser), expected)


@pytest.mark.parametrize(("name", "syntax"), (MERGED | WITH_GRAPHS).items())
def test_no_blank_nodes_come_out(dataset: Dataset, name: str, syntax: RdfFormat) -> None:
    """Every node of an export has an IRI."""
    nodes = {node for quad in all_exported_quads(dataset, name, syntax) for node in quad}
    assert not any(isinstance(node, BlankNode) for node in nodes)


def test_blank_nodes_are_refused(dataset: Dataset) -> None:
    """A blank node in the dataset is an error that shows the statement, not a name that differs each time."""
    dataset.add((BNode(), RDFS.label, Literal("nameless")))
    with pytest.raises(ExportError, match="nameless"):
        FILES["turtle"].text(dataset)


@pytest.mark.parametrize("name", FILES)
def test_plain_literals_stay_plain(dataset: Dataset, name: str) -> None:
    """The datatype that Oxigraph puts on plain literals is not written out."""
    assert "XMLSchema#string" not in FILES[name].text(dataset)
    assert "xsd:string" not in FILES[name].text(dataset)


@pytest.mark.parametrize("name", FILES)
def test_every_line_ends(dataset: Dataset, name: str) -> None:
    """An export is a text file: lines end with a line feed alone, the last one too."""
    text = FILES[name].text(dataset)
    assert text.endswith("\n")
    assert "\r" not in text


def test_turtle_reads_well(dataset: Dataset) -> None:
    """The top says what this is; a block looks as one would write it by hand."""
    text = FILES["turtle"].text(dataset)
    assert text.startswith("# Dateline: a knowledge graph of news.\n")
    assert (
        """
id:Norland a kg:State ;
    rdfs:label "Norland"@en ;
    skos:altLabel "Kingdom of Norland"@en , "Nor City"@en ;
    owl:sameAs wd:Q1 ;
    kg:terminates id:River_Pact .
"""
        in text
    )
    assert text.index("# Entities") < text.index("# Events") < text.index("# Articles") < text.index("# Claims")


@pytest.mark.parametrize(
    "text",
    [
        'quotes " and \\ backslash',
        "line\nfeed, tab\t, return\r.",
        "control \x01 and \x0b",
        "line ends of Unicode: \x85 \u2028 \u2029",
        "\u202ereversed\u202c",
        "🗞 ]]> & <b>",
    ],
)
def test_awkward_text_survives(text: str) -> None:
    """Any text comes back as it was; RDF/XML has U+FFFD for what XML cannot hold."""
    dataset = Dataset(store="Oxigraph", default_union=True)
    dataset.add((URIRef("https://example.org/thing"), RDFS.label, Literal(text, lang="en")))
    for name, syntax in (MERGED | WITH_GRAPHS).items():
        (quad,) = exported_quads(dataset, name, syntax)
        expected = text.replace("\x01", "\ufffd").replace("\x0b", "\ufffd") if name == "rdfxml" else text
        assert quad.object == pyoxigraph.Literal(expected, language="en")


def test_iris_that_no_prefix_fits_are_written_out() -> None:
    """An IRI whose end is no plain name stays whole, and reads back."""
    dataset = Dataset(store="Oxigraph", default_union=True)
    subject = "https://w3id.org/dateline/id/a.b/c(d)"
    dataset.add((URIRef(subject), URIRef("https://example.org/terms/says"), URIRef("https://w3id.org/dateline/id/")))
    assert f"<{subject}>" in FILES["turtle"].text(dataset)
    for name, syntax in (MERGED | WITH_GRAPHS).items():
        (quad,) = exported_quads(dataset, name, syntax)
        assert quad.subject == pyoxigraph.NamedNode(subject)


@pytest.mark.parametrize("name", FILES)
def test_an_empty_dataset_exports(name: str) -> None:
    """No statements is a document too, and one that loads."""
    empty = Dataset(store="Oxigraph", default_union=True)
    assert FILES[name].text(empty)
    if syntax := (MERGED | WITH_GRAPHS).get(name):
        assert not exported_quads(empty, name, syntax)


def test_xml_formats_are_well_formed(dataset: Dataset) -> None:
    """An XML parser reads RDF/XML, GraphML and GEXF, whatever characters a label has."""
    dataset.add((URIRef("https://w3id.org/dateline/id/Norland"), RDFS.label, Literal("A\x00\x1b<&>\ufffe", lang="en")))
    for name in ("rdfxml", "graphml", "gexf"):
        assert len(ET.fromstring(FILES[name].text(dataset)))  # noqa: S314  what comes in was written two lines above


def exports_of(quads: list[str], hash_seed: str) -> bytes:
    """All formats of the quads, one after the other, made in a process of its own."""
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    command = [sys.executable, "-W", "error", "-W", RDFLIB_WARNING, "-c", EXPORT_ALL]
    return subprocess.run(
        command, input="".join(quads).encode(), capture_output=True, check=True, env=environment
    ).stdout


def test_the_bytes_depend_on_the_content_alone(dataset: Dataset) -> None:
    """Another hash seed and another order of insertion change no byte of any format."""
    quads = FILES["nquads"].text(dataset).splitlines(keepends=True)
    first = exports_of(quads, "1")
    assert len(first) > 10_000
    assert exports_of(quads[::-1], "2") == first


def test_the_store_makes_no_difference(dataset: Dataset) -> None:
    """The memory store of rdflib gives the same bytes as Oxigraph."""
    in_memory = Dataset(default_union=True)
    in_memory.parse(data=FILES["nquads"].text(dataset), format="nquads")
    for name in (*MERGED, *WITH_GRAPHS):
        assert FILES[name].text(in_memory) == FILES[name].text(dataset), name


@pytest.mark.parametrize(
    ("wrong", "near"), [("turtel", "turtle"), ("json-ld", "jsonld"), ("xyz", "choose one of turtle")]
)
def test_an_unknown_format_is_refused_by_name(wrong: str, near: str) -> None:
    """The message names what was asked for and the nearest there is."""
    with pytest.raises(ExportError, match=near) as error:
        find_exporter(wrong)
    assert repr(wrong) in str(error.value)


def test_the_table_is_consistent() -> None:
    """Names and suffixes are all different; each name finds its format, and none that is of the other kind."""
    assert len({each.suffix for each in FILES.values()}) == len(FILES)
    for name, each in FORMATS.items():
        found, refused = (find_exporter, find_bundle) if isinstance(each, Exporter) else (find_bundle, find_exporter)
        assert found(name) == each
        with pytest.raises(ExportError, match=name):
            refused(name)


def two_files(dataset: Dataset, folder: Path, what: What) -> list[Path]:
    """A bundle for the tests: what is asked for, and how much there is."""
    files = {folder / "what": str(what), folder / "size": str(len(FILES["nquads"].text(dataset, what)))}
    for path, text in files.items():
        path.write_text(text)
    return list(files)


def test_a_bundle_tells_what_it_wrote(dataset: Dataset, tmp_path: Path) -> None:
    """The folder is made, and the files come back in their order."""
    bundle = Bundle("pair", "two files", f"{__name__}:two_files")
    written = bundle.write(dataset, tmp_path / "new" / "pair", What.FACTS)
    assert [path.name for path in written] == ["what", "size"]
    assert (tmp_path / "new" / "pair" / "what").read_text() == "facts"


def test_pieces_may_write_themselves() -> None:
    """Text, bytes, and a function that writes to the stream, in their order."""
    out = io.BytesIO()
    write_pieces(out, ["é\n", b"b\n", lambda stream: stream.write(b"c\n")])
    assert out.getvalue().decode() == "é\nb\nc\n"
