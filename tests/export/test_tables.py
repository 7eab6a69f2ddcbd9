"""The tables hold what SPARQL finds in the graph, in every form, and for every program that reads them."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store, parse
from rdflib import Dataset

from kg.errors import ExportError
from kg.export import What, find_bundle
from kg.export.csv_tables import split_cell, unguarded
from kg.export.description import describe
from kg.export.frames import to_dataframe
from kg.export.table_rows import table_rows
from kg.export.tables import TABLES, Column, Kind, Table, find_table, tables_of
from kg.graph import KnowledgeGraph
from kg.ontology.iris import BASE, ONTOLOGY, PREFIXES
from kg.query import run_query
from kg.store import as_dataset, oxigraph_store

if TYPE_CHECKING:
    from tests.conftest import Demo, Run

pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib's own use of what it deprecates

Records = list[dict[str, Any]]

CLASSES = {"events": "kg:Event", "claims": "kg:Claim", "articles": "kg:Article", "stories": "kg:Story"}

NASTY = [
    'She said "no", twice',
    "two\nlines, and\ttabs",
    "carriage\r\nreturn",
    "control \x01 \x0b \x1f \x7f",
    "=HYPERLINK(1)",
    "+1 for the pact",
    "-5 degrees",
    "@minister",
    "'=1+1",
    "''@x",
    "'Twas so",
    "\t=1",
    "＝1＋1",
    "\u202ereversed\u202c שלום",
    "🗞 ё",
    "NA",
    "null",
    "NaN",
    "007",
    "1e5",
    "true",
    " spaces around ",
    "a|b\\c\\|d",
    "\\N",
    "line\u2028separator",
]


@pytest.fixture
def nasty(dataset: Dataset) -> Dataset:
    """The small graph with each awkward text as a headline, a sentence, a label and two other names."""
    store = oxigraph_store(dataset)
    kg, rdf = "https://w3id.org/dateline/ontology#", PREFIXES["rdf"]

    def say(subject: str, predicate: str, value: str, graph: str | None = None) -> None:
        known = value.startswith(("id:", ONTOLOGY))
        obj = NamedNode(value.replace("id:", BASE)) if known else Literal(value)
        place = [NamedNode(BASE + graph)] if graph else []
        store.add(Quad(NamedNode(BASE + subject), NamedNode(predicate), obj, *place))

    for number, text in enumerate(NASTY):
        article, claim, quote, thing = (f"{kind}_x{number}" for kind in ("article", "claim", "evidence", "thing"))
        say(article, rdf + "type", kg + "Article", article)
        say(article, PREFIXES["schema"] + "headline", text, article)
        say(claim, rdf + "type", kg + "Claim", article)
        say(claim, kg + "trigger", text, article)
        say(claim, kg + "evidence", f"id:{quote}", article)
        say(claim, PREFIXES["prov"] + "wasDerivedFrom", f"id:{article}", article)
        say(quote, rdf + "type", kg + "Evidence", article)
        say(quote, PREFIXES["oa"] + "exact", text, article)
        say(thing, rdf + "type", kg + "Thing")
        say(thing, PREFIXES["rdfs"] + "label", text)
        say(thing, PREFIXES["skos"] + "altLabel", text)
        say(thing, PREFIXES["skos"] + "altLabel", f"other {text}")
    return dataset


@pytest.fixture(params=["small", "nasty", "demo"])
def graph(request: pytest.FixtureRequest) -> Iterator[Dataset]:
    """A small graph by hand, one full of awkward texts, and that of the demo corpus."""
    if request.param == "demo":
        with KnowledgeGraph.open(request.getfixturevalue("demo").store) as opened:
            yield opened.dataset
    else:
        yield request.getfixturevalue("dataset" if request.param == "small" else "nasty")


# What SPARQL says


def value_of(value: object, column: Column) -> object:
    """The value as the table is to have it."""
    text = str(value)
    match column.kind:
        case Kind.ID:
            return text.removeprefix(BASE)
        case Kind.NAME:
            return text.removeprefix(ONTOLOGY)
        case Kind.WIKIDATA:
            return text.removeprefix(PREFIXES["wd"])
        case Kind.TEXT:
            return text
        case _:
            return column.kind.value(text) if column.kind is not Kind.DATE else date.fromisoformat(text)


def asked(dataset: Dataset, table: Table) -> dict[str, dict[str, Any]]:
    """The table by the ids of its rows, a query for each column."""
    if table.name in CLASSES:
        subjects = f"?row a {CLASSES[table.name]} ."
    else:
        subjects = f"?row a ?class . FILTER STRSTARTS(STR(?class), '{ONTOLOGY}') FILTER NOT EXISTS {{ ?row a ?no . "
        subjects += "FILTER (?no IN (kg:Event, kg:Claim, kg:Article, kg:Story, kg:Evidence)) }"
    empty: dict[str, Any] = {column.name: [] if column.many else None for column in table.columns}
    query = f"SELECT DISTINCT ?row {{ {subjects} }}"
    found: dict[str, dict[str, Any]] = {str(row["row"]): dict(empty) for row in run_query(dataset, query).records()}
    for column in table.columns:
        keep = f"FILTER STRSTARTS(STR(?v), '{PREFIXES['wd']}')" if column.kind is Kind.WIKIDATA else ""
        keep += f"FILTER STRSTARTS(STR(?v), '{ONTOLOGY}')" if column.path == "rdf:type" else ""
        pattern = f"?row {column.path} ?v" if column.path else "BIND (?row AS ?v)"
        query = f"SELECT DISTINCT ?row (STR(?v) AS ?value) {{ {subjects} {pattern} {keep} }} ORDER BY DESC(?value)"
        for record in run_query(dataset, query).records():
            value, row = value_of(record["value"], column), found[str(record["row"])]
            row[column.name] = sorted([*row[column.name], value]) if column.many else value
    return {iri.removeprefix(BASE): row for iri, row in found.items()}


# What programs read


def typed(cell: str | None, column: Column) -> object:
    """A cell of a CSV file, as `docs/formats.md` says how to read it."""
    if column.many:
        return split_cell(cell or "")
    if not cell:
        return None
    text = unguarded(cell)
    kinds: dict[Kind, Callable[[str], object]] = {Kind.COUNT: int, Kind.NUMBER: float, Kind.DATE: date.fromisoformat}
    return kinds.get(column.kind, str)(text)


def by_csv_module(path: Path) -> Records:
    """The rows as Python's own reader has them."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def by_pandas(path: Path) -> Records:
    """The rows as pandas has them."""
    if path.suffix == ".parquet":
        frame = pd.read_parquet(path, dtype_backend="pyarrow")
    else:
        frame = pd.read_csv(path, dtype="string", keep_default_na=False, na_values=[""])
    return frame.astype(object).where(frame.notna(), None).to_dict("records")  # type: ignore[return-value]


def by_duckdb(path: Path) -> Records:
    """The rows as DuckDB has them."""
    is_csv = path.suffix == ".csv"
    answer = duckdb.read_csv(str(path), all_varchar=True) if is_csv else duckdb.read_parquet(str(path))
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.fetchall()]


def by_pyarrow(path: Path) -> Records:
    """The rows as pyarrow has them."""
    records: Records = pq.read_table(path).to_pylist()
    return records


READERS = [
    ("csv", by_csv_module),
    ("csv", by_pandas),
    ("csv", by_duckdb),
    ("parquet", by_pyarrow),
    ("parquet", by_pandas),
    ("parquet", by_duckdb),
]


def rows_of(dataset: Dataset, name: str) -> Records:
    """The rows of a table by the names of its columns."""
    table = TABLES[name]
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table_rows(dataset, table)]


def plain(cell: object) -> object:
    """A cell as a reader has it, with lists as lists of Python."""
    return list(cell) if hasattr(cell, "__iter__") and not isinstance(cell, str) else cell


def test_tables_hold_what_sparql_finds(graph: Dataset, tmp_path: Path) -> None:
    """Each row and each cell, read back by other programs, is what a query for it answers."""
    for name in ("csv", "parquet"):
        written = [path.name for path in find_bundle(name).write(graph, tmp_path)]
        assert written[: len(TABLES)] == [f"{each}.{name}" for each in TABLES]
    for table in (each for each in TABLES.values() if each.name != "facts"):
        expected = asked(graph, table)
        for name, read in READERS:
            records = read(tmp_path / f"{table.name}.{name}")
            if name == "csv":
                records = [{each.name: typed(record[each.name], each) for each in table.columns} for record in records]
            rows = {str(record["id"]): {key: plain(cell) for key, cell in record.items()} for record in records}
            assert rows == expected, (table.name, read.__name__)
            assert len(records) == len(rows)


def test_facts_read_back(graph: Dataset, tmp_path: Path) -> None:
    """The facts, too, come back from CSV and Parquet as they are."""
    for name, read in READERS:
        find_bundle(name).write(graph, tmp_path, What.FACTS)
        records = read(tmp_path / f"facts.{name}")
        if name == "csv":
            columns = TABLES["facts"].columns
            records = [{each.name: typed(record[each.name], each) for each in columns} for record in records]
        rows = [{key: plain(cell) for key, cell in record.items()} for record in records]
        assert rows == [{key: plain(cell) for key, cell in record.items()} for record in rows_of(graph, "facts")]


def test_facts_are_the_plain_triples(graph: Dataset) -> None:
    """A row for each triple between two things, with the events that bear it out; background has none."""
    facts = rows_of(graph, "facts")
    query = f"""SELECT ?s ?p ?o {{ ?s ?p ?o . ?s a ?sc . ?o a ?oc . FILTER STRSTARTS(STR(?p), '{ONTOLOGY}')
        FILTER NOT EXISTS {{ ?s a ?no . FILTER (?no IN (kg:Event, kg:Claim, kg:Article)) }} }}"""
    expected = {tuple(map(str, record.values())) for record in run_query(graph, query).records()}
    found = {(f"{BASE}{each['subject']}", f"{ONTOLOGY}{each['relation']}", f"{BASE}{each['object']}") for each in facts}
    assert found == expected
    assert len(facts) == len(found)
    events = {str(row[0]): row for row in table_rows(graph, TABLES["events"])}
    for fact in facts:
        for event in fact["events"]:
            ends = {events[event][2], events[event][5]}
            assert ends == {fact["subject"], fact["object"]}
    told = {event[4] for event in events.values()}
    assert all(fact["events"] for fact in facts if fact["relation"] in told)
    assert not any(fact["events"] for fact in facts if fact["relation"] in {"capital", "capitalOf", "state"})


def test_a_fact_leads_to_the_events_of_its_direction() -> None:
    """Where each accuses the other, each fact has its own event; one that holds both ways has the same one twice.

    What was only planned bears out nothing.
    """
    dataset = Dataset(store="Oxigraph", default_union=True)
    things = "id:A a kg:State ; rdfs:label 'A' . id:B a kg:State ; rdfs:label 'B' . "
    triples = "id:A kg:accuses id:B ; kg:meets id:B . id:B kg:accuses id:A ; kg:meets id:A . "
    events = "".join(
        f"id:{name} a kg:Event ; kg:subject id:{one} ; kg:relation kg:{relation} ; kg:object id:{other} ; "
        f"kg:status '{status}' . "
        for name, one, relation, other, status in [
            ("event_1", "A", "accuses", "B", "asserted"),
            ("event_2", "B", "accuses", "A", "asserted"),
            ("event_3", "A", "meets", "B", "asserted"),
            ("event_4", "A", "criticizes", "B", "asserted"),
            ("event_5", "A", "accuses", "B", "intended"),
        ]
    )
    prologue = "".join(f"PREFIX {prefix}: <{namespace}> " for prefix, namespace in PREFIXES.items())
    oxigraph_store(dataset).update(f"{prologue} INSERT DATA {{ {things} {triples} {events} }}")
    rows = [(row[0], row[2], row[3], row[5]) for row in table_rows(dataset, TABLES["facts"])]
    assert rows == [
        ("A", "accuses", "B", ("event_1",)),
        ("A", "meets", "B", ("event_3",)),
        ("B", "accuses", "A", ("event_2",)),
        ("B", "meets", "A", ("event_3",)),
    ]


def test_the_columns_have_their_types(graph: Dataset, tmp_path: Path) -> None:
    """Parquet and pandas have days as days, counts as whole numbers, confidence as a number, other names as lists."""
    find_bundle("parquet").write(graph, tmp_path)
    types = {Kind.COUNT: pa.int64(), Kind.NUMBER: pa.float64(), Kind.DATE: pa.date32()}
    frames = {Kind.COUNT: "Int64", Kind.NUMBER: "float64", Kind.DATE: "datetime64[s]"}
    for table in TABLES.values():
        schema, frame = pq.read_schema(tmp_path / f"{table.name}.parquet"), to_dataframe(graph, table.name)
        assert schema.names == list(frame.columns) == [column.name for column in table.columns]
        for column in table.columns:
            one = types.get(column.kind, pa.string())
            assert schema.field(column.name).type == (pa.list_(one) if column.many else one), column
            assert frame[column.name].dtype == ("object" if column.many else frames.get(column.kind, "string"))


def test_duckdb_finds_the_types_of_a_csv(demo: "Demo", tmp_path: Path) -> None:
    """Without being told anything, DuckDB reads days and numbers of a CSV as such."""
    with KnowledgeGraph.open(demo.store) as opened:
        find_bundle("csv").write(opened.dataset, tmp_path)
    for name in ("events", "claims", "articles"):
        answer = duckdb.read_csv(str(tmp_path / f"{name}.csv"))
        found = dict(zip(answer.columns, map(str, answer.types), strict=True))
        for column in TABLES[name].columns:
            wanted = {Kind.COUNT: "BIGINT", Kind.NUMBER: "DOUBLE", Kind.DATE: "DATE"}.get(column.kind, "VARCHAR")
            assert found[column.name] == wanted, column


def test_a_frame_holds_the_rows(nasty: Dataset) -> None:
    """A data frame has the rows of the table, what is not known as missing; without rows it has its columns."""
    for table in TABLES.values():
        frame, rows = to_dataframe(nasty, table.name), list(table_rows(nasty, table))
        cells = frame.astype(object).where(frame.notna(), None).to_numpy().tolist()
        days = [[cell.date() if isinstance(cell, pd.Timestamp) else cell for cell in row] for row in cells]
        assert days == [list(row) for row in rows]
        assert list(to_dataframe(as_dataset(Store()), table.name).columns) == list(frame.columns)


def test_ids_join(graph: Dataset) -> None:
    """What a column links to is a row of the other table, or nothing."""
    rows = {name: rows_of(graph, name) for name in TABLES}
    ids = {name: {row.get("id") for row in table} for name, table in rows.items()}
    for table in TABLES.values():
        for column, other in table.links.items():
            assert {row[column] for row in rows[table.name]} - {None} <= ids[other], (table.name, column)
    assert {event for row in rows["facts"] for event in row["events"]} <= ids["events"]


def test_rows_are_in_order(graph: Dataset) -> None:
    """Events by their first day, claims article by article as these were published, in the order of the text."""
    events = [(str(row["earliest"] or "9"), row["id"]) for row in rows_of(graph, "events")]
    assert events == sorted(events)
    claims = [
        (str(row["date_published"] or "9"), row["article"], row["sentence_start"] or 0, row["id"])
        for row in rows_of(graph, "claims")
    ]
    assert claims == sorted(claims)


def test_no_cell_is_a_formula(nasty: Dataset, tmp_path: Path) -> None:
    """A spreadsheet finds no cell that begins as a formula does, and what it finds can be read back."""
    find_bundle("csv").write(nasty, tmp_path)
    cells = [record["headline"] for record in by_csv_module(tmp_path / "articles.csv")]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝")) for cell in cells)
    assert set(NASTY) <= {unguarded(cell) for cell in cells}
    assert "'Twas so" in cells


@pytest.mark.parametrize("what", What)
def test_the_csv_says_what_it_is(what: What, nasty: Dataset, tmp_path: Path) -> None:
    """CSV on the Web: each file with its columns in their order, types, lists, and links to files that are there."""
    find_bundle("csv").write(nasty, tmp_path, what)
    document = json.loads((tmp_path / "csv-metadata.json").read_text(encoding="utf-8"))
    assert {table["url"] for table in document["tables"]} == {path.name for path in tmp_path.glob("*.csv")}
    for table in document["tables"]:
        schema, name = table["tableSchema"], Path(table["url"]).stem
        with (tmp_path / table["url"]).open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == [column["name"] for column in schema["columns"]]
        types = {Kind.COUNT: "integer", Kind.NUMBER: "double", Kind.DATE: "date"}
        for described, column in zip(schema["columns"], TABLES[name].columns, strict=True):
            assert described["datatype"] == types.get(column.kind, "string")
            assert described.get("separator") == ("|" if column.many else None)
        for key in schema["foreignKeys"]:
            assert TABLES[name].links[key["columnReference"]] == Path(key["reference"]["resource"]).stem
            assert (tmp_path / key["reference"]["resource"]).exists()


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_a_description_lies_beside_the_tables(name: str, dataset: Dataset, tmp_path: Path) -> None:
    """What the graph says of itself comes with its tables, as with every format of RDF."""
    found = find_bundle(name).write(dataset, tmp_path)[-1]
    said = {quad.triple for quad in parse(path=found)}
    assert said == {quad.triple for quad in describe(dataset)}


def test_csv_is_what_the_rfc_says(nasty: Dataset, tmp_path: Path) -> None:
    """UTF-8 without a mark, one header, as many fields in each line, lines that end in CR LF."""
    find_bundle("csv").write(nasty, tmp_path)
    for path in tmp_path.glob("*.csv"):
        text = path.read_bytes().decode("utf-8")
        assert not text.startswith("\ufeff")
        outside = re.sub(r'"(?:[^"]|"")*"', "", text)
        assert "\n" not in outside.replace("\r\n", "")
        assert '"' not in outside
        assert outside.endswith("\r\n")
        assert len({line.count(",") for line in outside.split("\r\n")[:-1]}) == 1


def test_what_follows_is_no_row_of_its_own(dataset: Dataset) -> None:
    """A further graph that says again what things are adds no row and changes none."""
    before = {name: rows_of(dataset, name) for name in TABLES}
    store, inferred = oxigraph_store(dataset), NamedNode(BASE + "inferred")
    store.extend([Quad(quad.subject, quad.predicate, quad.object, inferred) for quad in store])
    assert {name: rows_of(dataset, name) for name in TABLES} == before


@pytest.mark.parametrize(("missing", "extra"), [("pyarrow", "parquet"), ("pandas", "pandas")])
def test_what_is_not_installed_is_named(
    missing: str, extra: str, dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the library of an extra, the message is what to type, and no half file stays."""
    for name in [name for name in sys.modules if name.partition(".")[0] == missing] + [missing]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ExportError, match=rf"pip install 'dateline-kg\[{extra}\]'"):
        find_bundle("parquet").write(dataset, tmp_path) if missing == "pyarrow" else to_dataframe(dataset, "events")
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_type_is_refused(dataset: Dataset) -> None:
    """A value that does not fit its column is an error that names the column, not a silent gap."""
    store = oxigraph_store(dataset)
    store.add(Quad(NamedNode(BASE + "event_2"), NamedNode(ONTOLOGY + "earliest"), Literal("next week")))
    with pytest.raises(ExportError, match=r"earliest.*next week"):
        list(table_rows(dataset, TABLES["events"]))


def test_an_unknown_table_is_refused_by_name(dataset: Dataset) -> None:
    """The message names what was asked for and the nearest there is."""
    with pytest.raises(ExportError, match=r"'event': did you mean events"):
        to_dataframe(dataset, "event")
    with pytest.raises(ExportError, match="choose one of events"):
        find_table("x")


@pytest.mark.parametrize(
    ("what", "tables"),
    [
        (What.FACTS, {"entities", "facts"}),
        (What.EVENTS, {"entities", "facts", "events", "stories"}),
        (What.CLAIMS, {"entities", "claims", "articles", "stories"}),
        (What.ALL, set(TABLES)),
    ],
)
def test_a_part_is_some_tables(dataset: Dataset, tmp_path: Path, what: What, tables: set[str]) -> None:
    """`--what` chooses tables, and leaves each of them whole."""
    assert {table.name for table in tables_of(what)} == tables
    for name in ("csv", "parquet"):
        for folder, each in (("all", What.ALL), ("part", what)):
            find_bundle(name).write(dataset, tmp_path / folder, each)
        whole, part = (
            {path.name: path.read_bytes() for path in (tmp_path / folder).glob(f"*.{name}")}
            for folder in ("all", "part")
        )
        assert {Path(each).stem for each in part} == tables
        assert part.items() <= whole.items()


WRITE = """
import sys
from pathlib import Path
from pyoxigraph import RdfFormat, Store, parse
from kg.export import find_bundle
from kg.store import as_dataset
store = Store()
for quad in sorted(parse(sys.stdin.buffer, format=RdfFormat.N_QUADS), key=str, reverse=sys.argv[1] == "back"):
    store.add(quad)
for name in ("csv", "parquet"):
    find_bundle(name).write(as_dataset(store), Path(sys.argv[2]))
"""


def test_the_bytes_depend_on_the_content_alone(nasty: Dataset, tmp_path: Path) -> None:
    """Another hash seed, another process and another order of insertion change no byte."""
    quads = nasty.serialize(format="ox-nquads", encoding="utf-8")
    for order, seed in (("forth", "1"), ("back", "2")):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-W", "error", "-c", WRITE, order, str(tmp_path / order)]
        subprocess.run(command, input=quads, check=True, capture_output=True, env=environment)
    forth, back = ({p.name: p.read_bytes() for p in (tmp_path / order).iterdir()} for order in ("forth", "back"))
    assert forth == back
    assert len(forth) == 2 * len(TABLES) + 2


def test_the_store_makes_no_difference(nasty: Dataset) -> None:
    """A dataset in the memory store of rdflib has the same rows."""
    in_memory = Dataset()
    in_memory.parse(data=nasty.serialize(format="ox-nquads"), format="nquads")
    for name in TABLES:
        assert rows_of(in_memory, name) == rows_of(nasty, name), name


def test_one_table_goes_to_stdout_or_a_file(demo: "Demo", kg: "Run", tmp_path: Path) -> None:
    """`--what events` prints one table, or writes it into a file that is called so; all of them need a folder."""
    printed = kg(["export", "--format", "csv", "--what", "events", "--store", demo.store], tmp_path)
    assert printed.returncode == 0, printed.stderr
    assert (
        kg(["export", "--format", "csv", "--what", "events", "--store", demo.store, "-o", "e.csv"], tmp_path).stderr
        == ""
    )
    written = (tmp_path / "e.csv").read_bytes().decode()
    assert list(csv.reader(io.StringIO(printed.stdout))) == list(csv.reader(io.StringIO(written)))
    kg(["export", "--format", "parquet", "--what", "claims", "--store", demo.store, "-o", "c.parquet"], tmp_path)
    assert len(pq.read_table(tmp_path / "c.parquet")) > 0
    refused = kg(["export", "--format", "csv", "--store", demo.store], tmp_path)
    assert refused.returncode == 1
    assert "-o" in refused.stderr
    assert "--what" in refused.stderr
