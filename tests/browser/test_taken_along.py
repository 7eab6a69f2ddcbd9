"""What one takes along from a view: the query that gives the same events, the pictures, the rows of the table."""

from __future__ import annotations

import csv
import io
import struct
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Store

from kg.export.selection import stored
from kg.export.view import read_view
from kg.ontology.iris import BASE
from kg.query import run_query
from kg.store import as_dataset, open_dataset

from .chromium import Page, saved_file
from .views import plain_view

if TYPE_CHECKING:
    from rdflib import Dataset
    from selenium import webdriver

    from tests.conftest import Demo, Run

    from .conftest import OpenPage

ASKED = (
    "document.getElementById('save-sparql').click(); const dialog = document.getElementById('query');"
    "const { value } = dialog.querySelector('textarea'); dialog.close(); return value"
)
LOOKED_AT = "return dateline.choice().events.map((at) => dateline.model.events[at].iri)"

FILTERS: dict[str, dict[str, object]] = {
    "denied": {"statuses": ["denied", "intended"]},
    "states": {"kinds": ["State", "Agreement"]},
    "acts": {"relations": ["terminates", "signs", "restrictsExportsTo", "urges"]},
    "publisher": {"publishers": ["Meridian Review", "The Northern Ledger"]},
    "twice": {"stories": 2},
    "august": {"from": "2019-08-01", "to": "2019-08-31"},
    "since": {"from": "2019-08-21"},
    "printed": {"clock": "published", "to": "2019-08-23"},
    "around": {"focus": "South_Korea"},
    "further": {"focus": "Nagoya", "depth": 2},
    "furthest": {"focus": "Nippon_Steel", "depth": 3},
    "way": {"path": ["Nippon_Steel", "Nagoya"]},
    "nothing": {"statuses": []},
}
PAIRS = [pair for pair in combinations(FILTERS, 2) if not {"around", "further", "furthest", "way"} >= set(pair)]


@pytest.fixture(scope="module")
def graph(demo: Demo) -> Iterator[Dataset]:
    """The graph of the demo corpus."""
    dataset = open_dataset(demo.store)
    yield dataset
    dataset.close()


@pytest.fixture(scope="module")
def page(browser: webdriver.Chrome, demo: Demo) -> Page:
    """Its page, opened once."""
    return Page(browser, demo.exports / "graph.html")


def look(page: Page, *names: str) -> None:
    """Look at it through these filters and no other."""
    patch = {key: value for name in names for key, value in FILTERS[name].items()}
    page.run("dateline.go({ ...State.INITIAL, ...arguments[0] })", patch)


@pytest.mark.parametrize("names", [*[(name,) for name in FILTERS], *PAIRS], ids="+".join)
def test_the_query_gives_what_is_looked_at(page: Page, graph: Dataset, names: tuple[str, ...]) -> None:
    """Asked of the graph, the query of a view gives its events, no more and no fewer."""
    look(page, *names)
    looked_at = page.run(LOOKED_AT)
    asked = [row["event"] for row in run_query(graph, page.run(ASKED)).records()]
    assert sorted(asked) == sorted(looked_at)


def test_most_filters_leave_something(page: Page) -> None:
    """The test above compares more than nothing with nothing."""
    empty = []
    for name in FILTERS:
        look(page, name)
        empty += [] if page.run(LOOKED_AT) else [name]
    assert empty == ["nothing"]


def test_the_whole_as_a_query(page: Page, demo: Demo, kg: Run) -> None:
    """`kg query` reads it from a file."""
    page.run("dateline.go(State.INITIAL)")
    query = demo.folder / "view.rq"
    query.write_text(page.run(ASKED), encoding="utf-8")
    done = kg(["query", query, "--format", "csv"], demo.folder)
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert sorted(row["event"] for row in rows) == sorted(page.run(LOOKED_AT))


@pytest.fixture(scope="module")
def odd(graph: Dataset) -> Dataset:
    """The same graph, but South Korea is a person too, and a publisher's name turns the direction of writing."""
    store = Store()
    store.extend(stored(graph))
    store.update(
        """PREFIX kg: <https://w3id.org/dateline/ontology#> PREFIX id: <https://w3id.org/dateline/id/>
        INSERT DATA { id:South_Korea a kg:Person } ;
        DELETE { GRAPH ?g { ?article kg:publisher "Meridian Review" } }
        INSERT { GRAPH ?g { ?article kg:publisher "Meridian \\u202EReview" } }
        WHERE { GRAPH ?g { ?article kg:publisher "Meridian Review" } }"""
    )
    return as_dataset(store, BASE)


def test_words_over_the_table_go_along(page: Page, graph: Dataset) -> None:
    """What is typed over the table stands in the address, and the query names the rows that hold it."""
    page.run("dateline.go({ ...State.INITIAL, mode: 'table' })")
    page.settle()
    box = page.one("#table input[type=search]")
    box.send_keys("korea denied")
    page.settle()
    rows = page.all("#table tbody tr")
    assert page.run("return State.toHash(dateline.state(), dateline.model)") == "mode=table&words=korea%20denied"
    asked = run_query(graph, page.run(ASKED)).records()
    assert 0 < len(rows) == len(list(asked)) < len(page.run(LOOKED_AT))
    page.run("dateline.go({ mode: 'graph' })")
    assert len(list(run_query(graph, page.run(ASKED)).records())) == len(page.run(LOOKED_AT))


def test_words_that_were_left_do_not_come_back(open_page: OpenPage) -> None:
    """Who types over the table and leaves at once for where nothing was typed stays there; blanks are no words."""
    page = open_page(plain_view(), "mode=table")
    page.run(
        """const box = document.querySelector("#table input[type=search]");
        box.value = "pact";
        box.dispatchEvent(new Event("input"));
        dateline.go(State.INITIAL);"""
    )
    page.settle()
    assert page.state()["words"] == ""
    page.go(mode="table", words=" ")
    assert "VALUES ?event {" not in page.run(ASKED)
    page.go(words="pact")
    assert "VALUES ?event {" in page.run(ASKED)


@pytest.mark.parametrize("patch", [{"kinds": ["Person"]}, {"kinds": ["State"]}, {"publishers": ["Meridian Review"]}])
def test_the_query_asks_for_what_the_graph_says(open_page: OpenPage, odd: Dataset, patch: dict[str, object]) -> None:
    """Of several classes each counts, and a name that is shown without its marks is asked for with them."""
    page = open_page(read_view(odd))
    page.go(**patch)
    looked_at, query = page.run(LOOKED_AT), page.run(ASKED)
    assert sorted(row["event"] for row in run_query(odd, query).records()) == sorted(looked_at)
    assert looked_at
    assert query.isascii()


def test_the_picture(open_page: OpenPage) -> None:
    """The PNG is twice as fine as the screen, and shows more than paper."""
    page = open_page(plain_view())
    found = saved_file(page, "save-png")
    assert found[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", found[16:24])
    assert width >= 2 * page.run("return dateline.drawing.size().width") - 2
    assert height > 500
    assert len(found) > 10_000
    assert page.complaints() == []


def test_the_drawing(open_page: OpenPage) -> None:
    """The SVG has every name in it, and is well-formed."""
    page = open_page(plain_view())
    root = ET.fromstring(saved_file(page, "save-svg"))  # noqa: S314  our own page wrote it
    text = "".join(root.itertext())
    for name in ("Norland", "Sudland", "River Pact", "leaves"):
        assert name in text


def test_the_rows_of_the_table(open_page: OpenPage) -> None:
    """The CSV of the table holds the rows that pass the filters, with a header."""
    page = open_page(plain_view(), "mode=table&statuses=denied,asserted")
    (button,) = [each for each in page.all("#table button") if "CSV" in each.text]
    text = saved_file(page, button).decode("utf-8-sig")
    header, *rows = list(csv.reader(io.StringIO(text)))
    assert {"Who", "Does what", "To whom", "When", "Status"} <= set(header)
    assert len(rows) == 3
    assert rows[0][:3] == ["Norland", "leaves", "River Pact"]
