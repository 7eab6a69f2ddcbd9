"""What goes out comes back: every RDF format, read by programs that did not write it, is what was written."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple
from rdflib import Dataset

from kg.export import What, find_exporter
from kg.export.description import describe, license_under
from kg.export.selection import select, stored
from kg.ontology.iris import BASE, PREFIXES, mint, term
from kg.store import as_dataset
from kg.xml import clean_xml
from tests.servers.readers import Reader

# rdflib 7.6 warns about its own use of what it deprecates.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

Quads = set[Quad]
GRAPH = Path(__file__).with_name("graph.trig")
OTHER = "https://example.org/other#"
MERGED = ("turtle", "ntriples", "rdfxml")
FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
RDFLIB = {
    "turtle": "turtle",
    "ntriples": "nt",
    "trig": "trig",
    "nquads": "nquads",
    "jsonld": "json-ld",
    "rdfxml": "xml",
}
OXRDFLIB = {
    "turtle": "ox-turtle",
    "ntriples": "ox-ntriples",
    "trig": "ox-trig",
    "nquads": "ox-nquads",
    "rdfxml": "ox-xml",
}
REIFIES = NamedNode(PREFIXES["rdf"] + "reifies")

NASTY = (
    Literal('quotes " and \\ and """ at the end"'),
    Literal("feed\nreturn\r\ttab\n"),
    Literal("control \x01\x0b\x1f\x7f\x85\u2028\u2029"),
    Literal("\u202eright to left\u202c \u05e9\u05dc\u05d5\u05dd", language="he"),
    Literal("🗞 e\u0301 ]]> <!-- & --> <b>", language="de-at"),
    Literal(""),
    Literal(" \n leading and trailing \n "),
    Literal("@prefix kg: <x> . # no comment"),
    Literal("1.0", datatype=NamedNode(PREFIXES["xsd"] + "decimal")),
    Literal("0.10", datatype=NamedNode(PREFIXES["xsd"] + "decimal")),
    Literal("-12345678901234567", datatype=NamedNode(PREFIXES["xsd"] + "integer")),
    Literal("1.5E10", datatype=NamedNode(PREFIXES["xsd"] + "double")),
    Literal("true", datatype=NamedNode(PREFIXES["xsd"] + "boolean")),
    Literal("2019-08-22", datatype=NamedNode(PREFIXES["xsd"] + "date")),
    Literal("no date", datatype=NamedNode(PREFIXES["xsd"] + "date")),
    Literal("x", datatype=NamedNode("https://example.org/types/own")),
)


def nasty_dataset(base: str, values: Iterable[Literal]) -> Dataset:
    """The graph of this folder moved to the base, with these values under predicates that expect them and others."""
    store = ox.Store()
    moved = GRAPH.read_text(encoding="utf-8").replace(BASE, base)
    store.load(moved.encode(), format=RdfFormat.TRIG)
    predicates = [PREFIXES["rdfs"] + "label", term("earliest"), term("status"), "https://example.org/terms/says"]
    for number, value in enumerate(values):
        subject = NamedNode(mint(f"Ñasty (thing) {number}% 日本", base))
        store.extend(Quad(subject, NamedNode(predicate), value) for predicate in predicates)
        store.add(Quad(subject, NamedNode(term("terminates")), subject, NamedNode(mint("article_a", base))))
    return as_dataset(store, base)


DATASETS: dict[str, Callable[[], Dataset]] = {
    "nasty": lambda: nasty_dataset(BASE, NASTY),
    "other base": lambda: nasty_dataset(OTHER, NASTY),
}


def canonical(quads: Iterable[Quad], name: str) -> Quads:
    """The quads as Oxigraph stores them, without graphs where the format has none."""
    store = ox.Store()
    store.extend(Quad(*quad.triple) if name in MERGED else quad for quad in quads)
    return set(store)


def expected(dataset: Dataset, name: str, what: What = What.ALL) -> Quads:
    """What should come back: the statements of the part and the description; XML lacks control characters."""
    quads = [*select(stored(dataset), what), *describe(dataset, what)]
    return canonical(map(_in_xml, quads) if name == "rdfxml" else quads, name)


def _in_xml(quad: Quad) -> Quad:
    value = quad.object
    if not isinstance(value, Literal):
        return quad
    text = clean_xml(value.value)
    kept = Literal(text, language=value.language) if value.language else Literal(text, datatype=value.datatype)
    return Quad(quad.subject, quad.predicate, kept, quad.graph_name)


def by_rdflib(text: str, name: str) -> Quads:
    """Read by rdflib alone, and handed over as its own N-Quads."""
    dataset = Dataset()
    dataset.parse(data=text, format=RDFLIB[name])
    return canonical(ox.parse(dataset.serialize(format="nquads").encode(), format=RdfFormat.N_QUADS), name)


def by_oxrdflib(text: str, name: str) -> Quads:
    """Read by rdflib over Oxigraph."""
    dataset = Dataset(store="Oxigraph")
    dataset.parse(data=text.encode(), format=OXRDFLIB.get(name, RDFLIB[name]))
    return canonical(stored(dataset), name)


def by_pyoxigraph(text: str, name: str) -> Quads:
    """Read by the strictest parser."""
    return canonical(ox.parse(text.encode(), format=FORMATS[name]), name)


READERS = (by_pyoxigraph, by_rdflib, by_oxrdflib)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
@pytest.mark.parametrize("made", DATASETS)
def test_every_format_comes_back_as_it_was(made: str, read: Callable[[str, str], Quads], name: str) -> None:
    """Awkward text, datatypes, names and another base survive, whoever reads them."""
    dataset = DATASETS[made]()
    assert read(find_exporter(name).text(dataset), name) == expected(dataset, name)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("what", What)
def test_every_part_comes_back_as_it_was(name: str, what: What) -> None:
    """A part of the graph is a document like the whole."""
    dataset = DATASETS["other base"]()
    assert by_pyoxigraph(find_exporter(name).text(dataset, what), name) == expected(dataset, name, what)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("parser", ["riot", "rio"])
@pytest.mark.parametrize("made", DATASETS)
def test_the_parsers_of_jena_and_rdf4j_read_the_same(
    made: str, name: str, parser: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Jena and RDF4J, on which GraphDB and Fuseki stand, read what pyoxigraph reads, without a complaint."""
    reader: Reader = request.getfixturevalue(parser)
    dataset = DATASETS[made]()
    path = tmp_path / f"graph{find_exporter(name).suffix}"
    path.write_bytes(find_exporter(name).text(dataset).encode())
    read = reader(path)
    assert canonical(read.quads, name) == expected(dataset, name)


def reified(quads: Iterable[Quad]) -> dict[Quad, Triple]:
    """The statements that say what is reified, with the triple."""
    return {quad: quad.object for quad in quads if quad.predicate == REIFIES and isinstance(quad.object, Triple)}


@pytest.mark.parametrize(("name", "plain"), [("turtle12", "turtle"), ("trig12", "trig")])
def test_rdf12_adds_what_claims_and_events_are_about(dataset: Dataset, name: str, plain: str) -> None:
    """RDF 1.2 says what RDF 1.1 says, and which triple each claim and each event is about, asserting none by that."""
    quads = by_pyoxigraph(find_exporter(name).text(dataset), plain)
    about = reified(quads)
    assert quads - about.keys() == expected(dataset, plain)
    of = {
        NamedNode(f"{BASE}{kind}_{number}")
        for kind, most in (("event", 4), ("claim", 5))
        for number in range(1, most + 1)
    }
    assert {quad.subject for quad in about} == of
    denied = Triple(NamedNode(BASE + "Sudland"), NamedNode(term("criticizes")), NamedNode(BASE + "Norland"))
    assert denied in about.values()
    assert denied not in {quad.triple for quad in quads}


@pytest.mark.parametrize("name", ["turtle12", "trig12"])
def test_jena_reads_rdf12(dataset: Dataset, name: str, riot: Reader, tmp_path: Path) -> None:
    """Jena reads RDF 1.2 as pyoxigraph does."""
    path = tmp_path / f"graph{find_exporter(name).suffix}"
    path.write_bytes(find_exporter(name).text(dataset).encode())
    read = riot(path)
    assert not read.complaints
    assert len(reified(read.quads)) == 9


LITERALS = st.one_of(
    st.builds(Literal, st.text()),
    st.builds(Literal, st.text(), language=st.sampled_from(["en", "de", "zh-hant", "ar"])),
    st.builds(
        lambda text, kind: Literal(text, datatype=NamedNode(PREFIXES["xsd"] + kind)),
        st.one_of(st.text(), st.integers().map(str), st.decimals(allow_nan=False, allow_infinity=False).map(str)),
        st.sampled_from(["integer", "decimal", "date", "double", "boolean"]),
    ),
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LITERALS, max_size=4), st.sampled_from([BASE, OTHER]))
def test_any_literal_comes_back(values: list[Literal], base: str) -> None:
    """Whatever text or number is in the graph, pyoxigraph reads it back from every format."""
    dataset = nasty_dataset(base, values)
    for name in FORMATS:
        assert by_pyoxigraph(find_exporter(name).text(dataset), name) == expected(dataset, name), name


def test_a_licence_is_said_if_given(dataset: Dataset) -> None:
    """None is claimed for anybody; the one that is given stands in the export."""
    licence = "https://creativecommons.org/licenses/by/4.0/"
    assert "dcterms:license" not in find_exporter("turtle").text(dataset)
    license_under(dataset, licence)
    assert f"dcterms:license <{licence}>" in find_exporter("turtle").text(dataset)


def test_the_description_counts_what_is_there(dataset: Dataset) -> None:
    """The triples and the members of a class, without those of the description itself: the same after a round trip."""
    counts = {str(quad.predicate): quad.object for quad in describe(dataset) if "_dataset>" in str(quad.subject)}
    assert counts[f"<{PREFIXES['void']}triples>"] == Literal(len(stored(dataset)))
    again = Dataset(store="Oxigraph", default_union=True)
    again.parse(data=find_exporter("nquads").text(dataset).encode(), format="ox-nquads")
    assert find_exporter("nquads").text(again) == find_exporter("nquads").text(dataset)


@pytest.mark.parametrize("name", FORMATS)
def test_a_store_on_disk_gives_the_same_bytes(dataset: Dataset, tmp_path: Path, name: str) -> None:
    """Where a store lies, in which order it was filled, and how often it was written to make no difference."""
    quads = sorted(stored(dataset), key=str)
    for part in (quads[len(quads) // 2 :], quads[: len(quads) // 2]):
        written = ox.Store(str(tmp_path / "store"))
        written.extend(reversed(part))
        written.flush()
        del written  # Oxigraph closes its files when nothing refers to them
    on_disk = as_dataset(ox.Store.read_only(str(tmp_path / "store")))
    assert find_exporter(name).text(on_disk) == find_exporter(name).text(dataset)


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"nquads"}))
def test_a_graph_too_large_for_memory_gives_the_same_bytes(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A graph that is read subject by subject is written as one that is read at once."""
    at_once = find_exporter(name).text(dataset)
    monkeypatch.setattr("kg.export.quads._AT_ONCE", 1)
    assert find_exporter(name).text(dataset) == at_once
