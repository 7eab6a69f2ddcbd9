"""Queries: full SPARQL over the whole graph, answers in four forms, and errors that show where."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO
from xml.etree import ElementTree as ET

import pytest
from oxrdflib.store import OxigraphStore
from pyoxigraph import RdfFormat, Store
from rdflib import Dataset, Graph

from kg.errors import QueryError, StoreError
from kg.ontology.iris import PREFIXES
from kg.query import ROW_FORMATS, format_rows, run_query

TRIG = """
id:Aland a kg:State ; rdfs:label "Aland"@en ; kg:terminates id:Salt_Pact .
id:event_1 a kg:Event ; kg:articleCount 2 ; kg:earliest "2019-08-26"^^xsd:date ; kg:note "a, \\"b\\"\\n\\u001B[31mred" .
id:article_1 { id:article_1 a kg:Article ; kg:confidence 0.5 ; kg:url "https://example.org/" . }
"""


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    """A graph with one state, one event, and one article in a graph of its own."""
    store = Store()
    declared = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    store.load(declared + TRIG, format=RdfFormat.TRIG)
    return Dataset(store=OxigraphStore(store=store), default_union=True)


def test_select_finds_what_is_in_any_graph(dataset: Dataset) -> None:
    """Prefixes need not be declared, and the articles' graphs are searched too."""
    rows = run_query(dataset, "SELECT ?class (COUNT(?s) AS ?n) { ?s a ?class } GROUP BY ?class ORDER BY ?class")
    assert rows.variables == ("class", "n")
    assert [record["class"].rpartition("#")[2] for record in rows.records()] == ["Article", "Event", "State"]


def test_graphs_can_be_named(dataset: Dataset) -> None:
    """GRAPH and FROM reach the graph of one article."""
    assert len(run_query(dataset, "SELECT ?s { GRAPH id:article_1 { ?s a ?c } }")) == 1
    assert len(run_query(dataset, "SELECT ?s FROM id:article_1 { ?s a ?c }")) == 1
    assert len(run_query(dataset, "SELECT ?s FROM NAMED id:article_1 { GRAPH ?g { ?s a ?c } }")) == 1


def test_values_come_as_python_values(dataset: Dataset) -> None:
    """Numbers, dates and texts are what Python calls so; what is unbound is None."""
    rows = run_query(dataset, "SELECT * { ?s kg:articleCount ?n ; kg:earliest ?day OPTIONAL { ?s kg:nothing ?gap } }")
    (record,) = rows.records()
    assert record == {"s": PREFIXES["id"] + "event_1", "n": 2, "day": date(2019, 8, 26), "gap": None}


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        ("SELECT * { ?s ?p ?o }", ["s", "p", "o"]),
        ("prefix x: <http://x/> select distinct * { ?z a ?c . ?z rdfs:label ?a }", ["z", "c", "a"]),
        ("SELECT * { { SELECT (?l AS ?n) ?x { ?x rdfs:label ?l } } $x a ?c }", ["n", "x", "c"]),
        ("SELECT ?o ?s { ?s kg:terminates ?o }", ["o", "s"]),
        ("SELECT ?o ((2 * 3) AS ?n) ?s { ?s kg:terminates ?o }", ["o", "n", "s"]),
    ],
)
def test_columns_stand_in_the_order_of_the_query(dataset: Dataset, query: str, columns: list[str]) -> None:
    """`SELECT *` gives the variables in the order in which the query first has them, each over its own values."""
    rows = run_query(dataset, query)
    assert list(rows.variables) == columns
    assert format_rows(rows, "table").split("\n")[0].split() == columns
    assert format_rows(rows, "csv").splitlines()[0] == ",".join(columns)
    assert json.loads(format_rows(rows, "json"))["head"]["vars"] == columns
    found = ET.fromstring(format_rows(rows, "xml")).iterfind(".//{*}variable")  # noqa: S314 -- our own
    assert [variable.get("name") for variable in found] == columns
    assert len(rows) > 0


def test_values_stay_with_their_columns(dataset: Dataset) -> None:
    """A row of `SELECT *` reads subject, predicate, object."""
    (row,) = run_query(dataset, "SELECT * { ?s ?p ?o FILTER(?p = kg:terminates) }")
    assert [str(term).rpartition("/")[2] for term in row] == ["Aland>", "ontology#terminates>", "Salt_Pact>"]


def test_ask_is_a_truth_value(dataset: Dataset) -> None:
    """An answer to ASK is true or false by itself, and prints as that."""
    assert run_query(dataset, "ASK { id:Aland kg:terminates ?what }")
    assert not run_query(dataset, "ASK { id:Aland kg:supports ?what }")
    assert str(run_query(dataset, "ASK {}")) == "true"


def test_construct_gives_turtle(dataset: Dataset) -> None:
    """A graph comes as Turtle that reads back, with the prefixes that it uses."""
    text = format_rows(run_query(dataset, "CONSTRUCT { ?s kg:ended ?o } { ?s kg:terminates ?o }"), "table")
    assert "id:Aland kg:ended id:Salt_Pact ." in text
    assert "@prefix wd:" not in text
    assert len(Graph().parse(data=text, format="turtle")) == 1
    assert len(run_query(dataset, "DESCRIBE id:Aland")) == 3
    event = format_rows(run_query(dataset, "DESCRIBE id:event_1"), "table")
    assert "\x1b" not in event
    assert any("\x1b[31mred" in str(note) for note in Graph().parse(data=event, format="turtle").objects())


def test_a_query_may_declare_the_prefixes_itself(dataset: Dataset) -> None:
    """A prefix that the query declares means what the query says."""
    assert run_query(dataset, f"PREFIX kg: <{PREFIXES['rdfs']}> ASK {{ ?s kg:label 'Aland'@en }}")


SELECT_ALL = "SELECT ?s ?note ?gap { ?s a kg:Event ; kg:note ?note OPTIONAL { ?s kg:nothing ?gap } }"


def test_json_is_the_w3c_format(dataset: Dataset) -> None:
    """Types and languages are kept; what is unbound is left out."""
    found = json.loads(format_rows(run_query(dataset, "SELECT ?l ?n { ?s rdfs:label ?l } "), "json"))
    assert found == {
        "head": {"vars": ["l", "n"]},
        "results": {"bindings": [{"l": {"type": "literal", "value": "Aland", "xml:lang": "en"}}]},
    }
    found = json.loads(format_rows(run_query(dataset, "SELECT ?n { ?s kg:articleCount ?n }"), "json"))
    assert found["results"]["bindings"][0]["n"]["datatype"] == PREFIXES["xsd"] + "integer"


def test_csv_quotes_what_has_to_be_quoted(dataset: Dataset) -> None:
    """A spreadsheet gets the values back, commas, quotes and line ends included."""
    text = format_rows(run_query(dataset, SELECT_ALL), "csv")
    assert list(csv.reader(StringIO(text))) == [
        ["s", "note", "gap"],
        [PREFIXES["id"] + "event_1", 'a, "b"\n\x1b[31mred', ""],
    ]


def test_xml_is_the_w3c_format(dataset: Dataset) -> None:
    """The XML parses, whatever characters an article has, and has the rows."""
    text = format_rows(run_query(dataset, "SELECT ?s { ?s a kg:State }"), "xml")
    uri = ET.fromstring(text).find(".//{http://www.w3.org/2005/sparql-results#}uri")  # noqa: S314 -- our own
    assert uri is not None
    assert uri.text == PREFIXES["id"] + "Aland"
    note = ET.fromstring(format_rows(run_query(dataset, SELECT_ALL), "xml"))  # noqa: S314 -- as above
    assert 'a, "b"\n\ufffd[31mred' in "".join(note.itertext())


def test_a_table_is_aligned_and_harmless(dataset: Dataset) -> None:
    """IRIs are shortened, a row is one line, and no control character of an article reaches the terminal."""
    assert format_rows(run_query(dataset, SELECT_ALL), "table").splitlines() == [
        "s           note             gap",
        "----------  ---------------  ---",
        'id:event_1  a, "b"  [31mred',
    ]
    drawn = format_rows(run_query(dataset, SELECT_ALL), "table", terminal=True)
    assert "id:event_1" in drawn
    assert "\x1b[31mred" not in drawn


@pytest.mark.parametrize("row_format", ROW_FORMATS)
def test_every_format_holds_no_rows_and_a_truth_value(dataset: Dataset, row_format: str) -> None:
    """Nothing found and ASK have a form everywhere, which ends with a line's end."""
    empty = format_rows(run_query(dataset, "SELECT ?s ?o { ?s kg:nothing ?o }"), row_format)
    assert "s" in empty
    answer = format_rows(run_query(dataset, "ASK {}"), row_format)
    assert "true" in answer
    assert empty.endswith("\n")
    assert answer.endswith("\n")


@pytest.mark.parametrize(
    ("query", "place", "reason"),
    [
        ("SELECT ?s WHERE {\n  ?s kg:a ?o\n  ?x kg:b ?y }", (3, 11), "did not expect"),
        ("SELECT * {\n ?s foo:a ?o }", (2, 5), "prefix foo: is not declared"),
        ("SELECT * { ?s ?p ?o", (1, 20), "ends too early"),
        ("SELECT * {\n\t?s ?p 'é\n' }", (2, 10), "line ends too early"),
        ("SELECT ?s (COUNT(?x) AS ?n) { ?s ?p ?x }", (1, 41), "unbound"),
        ("SELECT * {\n ?s <http://a b> ?o }", (2, 17), "IRI"),
        ("SELECT * { ?s ?p '\u2028\x85' .\n ?s ?p x }", (2, 10), "did not expect '}'"),
        ("SELECT * {\r\n?s ?p x }", (2, 9), "did not expect '}'"),
        ("SELCT * { }", (1, 1), "SELCT"),
        ("# nothing but SELECT", None, "empty"),
        ("", None, "empty"),
    ],
)
def test_a_syntax_error_shows_the_line(
    dataset: Dataset, query: str, place: tuple[int, int] | None, reason: str
) -> None:
    """Line, column, the line itself with a caret below the place, and the reason in words."""
    with pytest.raises(QueryError, match=reason) as caught:
        run_query(dataset, query)
    if place:
        line, column = place
        first, shown, caret = str(caught.value).splitlines()
        assert "expected one of" not in first
        assert f"line {line}, column {column}:" in first
        assert shown.split() == query.split("\n")[line - 1].split()
        assert caret.index("^") == column + 1
        assert len(first) < 200


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { id:x kg:y id:z }",
        "PREFIX a: <http://a/>\ndelete where { ?s ?p ?o }",
        "# SELECT\nDROP ALL",
        "LOAD <file:///etc/passwd>",
        "CLEAR DEFAULT ; INSERT DATA {}",
        "WITH id:x DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(dataset: Dataset, query: str) -> None:
    """A query changes nothing, and says that it would have."""
    before = len(set(dataset.quads()))
    with pytest.raises(QueryError, match="would change the graph"):
        run_query(dataset, query)
    assert len(set(dataset.quads())) == before


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { { SELECT * { SERVICE ?g { ?s ?p ?o } } } }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "SELECT * { ?s kg:a\\#b ?o . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s kg:a·\\# SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p '\\'' . SERVICE <http://127.0.0.1:9/> { ?s ?p '' } }",
        "SELECT * { ?s ?p '''it's ''' . SERVICE <http://127.0.0.1:9/> { ?s ?p '''' } }",
        "SELECT * { BIND(<http://x/\\u0041#b> AS ?b) SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { BIND(<http://x/\\U00000041#b> AS ?b) SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * # a comment\r { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { FILTER(1<2) SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } FILTER(3>2) }",
        "SELECT * { ?s ?p kg:.SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_no_query_asks_another_server(dataset: Dataset, query: str) -> None:
    """SERVICE is refused wherever it stands and however it is written."""
    with pytest.raises(QueryError, match="SERVICE"):
        run_query(dataset, query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { FILTER(2<3)SERVICE#>\n<http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { FILTER(2<3#>'''\n) SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #'''\n }",
        "SELECT * { FILTER(2<'>'||'a'='a')SERVICE <http://127.0.0.1:9/> { ?s ?p ?o FILTER('b'='b') } }",
        "SELECT * { FILTER(EXISTS{}<3#>'''\n) SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #'''\n }",
        "SELECT(2<5AS?c)FROM#>\n<file:///etc/passwd> { ?s ?p ?o }",
    ],
)
def test_less_than_hides_nothing_from_the_check(dataset: Dataset, query: str) -> None:
    """What the engine may read as less-than, and this as an IRI with a word in it, is refused."""
    with pytest.raises(QueryError, match="put a space behind this <"):
        run_query(dataset, query)


@pytest.mark.parametrize(
    "source",
    ["<file:///etc/passwd>", "<http://127.0.0.1:9/>", "NAMED <http://127.0.0.1:9/>", "id:unknown", "<relative>"],
)
def test_no_query_reads_from_elsewhere(dataset: Dataset, source: str) -> None:
    """FROM takes the graphs that are stored, and fetches none."""
    with pytest.raises(QueryError, match="no such graph is stored"):
        run_query(dataset, "SELECT * FROM source { ?s ?p ?o }".replace("source", source))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service ?from { ?service a ?from }",
        "SELECT * { ?s kg:service ?o }",
        "SELECT * { ?s ?p 'SERVICE <http://x/> FROM <y>' } # SERVICE",
        "SELECT * { ?s ?p <http://x/SERVICE#FROM> }",
        "PREFIX x: <http://x/\\u0041#> SELECT * { ?s x:y <\\u0068ttp://x/#SERVICE> }",
        "SELECT * { ?s ?p '''don't FROM 'a' ''' }",
        "SELECT * { ?s ?p ?o FILTER(?s<?o&&?o>?p) FILTER(?o IN (<urn:service#a>,<urn:b#c>)||?o=<urn:b'>) }",
        "SELECT * { ?s (<http://x/service#a>|^<http://x/#b>)/<urn:x#y> ?o VALUES (?a ?b) { (1 <http://x/#c>) } }",
    ],
)
def test_words_that_only_look_like_keywords_are_let_through(dataset: Dataset, query: str) -> None:
    """Variables, names, strings, IRIs and comments may say what they like."""
    assert run_query(dataset, query).variables


def test_unknown_and_unfit_formats_are_refused(dataset: Dataset) -> None:
    """A format that nobody knows, or that cannot hold a graph, is refused by name."""
    with pytest.raises(QueryError, match="table, csv, json, xml"):
        format_rows(run_query(dataset, "ASK {}"), "yaml")
    with pytest.raises(QueryError, match="csv cannot hold"):
        format_rows(run_query(dataset, "DESCRIBE id:Aland"), "csv")


def test_another_kind_of_dataset_is_refused() -> None:
    """The store of rdflib would answer slowly, and fetch what FROM names."""
    with pytest.raises(StoreError, match="Oxigraph"):
        run_query(Dataset(), "ASK {}")
