"""Why is this edge here? The panel beside the drawing, and the table of the same events."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from selenium.webdriver.common.keys import Keys

from kg.export.look import STATUSES
from kg.export.view import NodeView, View

from .made_up import made_up_view
from .views import NORLAND, PACT, SUDLAND, edge, evidence, plain_view

if TYPE_CHECKING:
    from .conftest import OpenPage

LEAVES = "Norland leaves River Pact"
ENDS = (NodeView(NORLAND, "State", "Norland"), NodeView(PACT, "Agreement", "River Pact"))


def reprinted_view() -> View:
    """An event told by three articles: two of them are of one story, one has a speaker and denies it."""
    first = evidence("On Tuesday Norland left the pact.", 0)
    copy = evidence("On Tuesday Norland left the pact.", 1, publisher="The Courier", story=first.story)
    denial = evidence(
        "Norland has not left the pact, the minister said.", 2, polarity="negative", speaker="The minister"
    )
    return View(ENDS, (edge(0, (NORLAND, PACT), "disputed", [first, copy, denial]),), articles=3, stories=2)


def test_an_edge_opens_its_sentences(open_page: OpenPage) -> None:
    """A click on an edge says the event in a sentence, its status in words, and marks who did what to whom."""
    page = open_page(plain_view())
    page.click(page.edge(LEAVES))
    panel = page.one("#panel")
    assert panel.is_displayed()
    assert page.text("#panel h2") == LEAVES
    assert STATUSES["asserted"] in panel.text
    marks = {mark.get_attribute("class"): mark.text for mark in page.all("#panel blockquote mark")}
    assert marks == {"subject": "Norland", "trigger": "left", "object": "the pact"}
    assert page.text("#panel blockquote p") == "On Tuesday Norland left the pact."
    assert "The Gazette" in panel.text
    assert "1 April 2024" in panel.text


def test_an_event_is_a_sentence_wherever_it_is_told(open_page: OpenPage) -> None:
    """The object stands within the words of its relation: in panel, tip, table and search; an edge has the label."""
    told = "Planned: Sudland puts Norland on alert"
    planned = edge(0, (SUDLAND, NORLAND), "intended", relation=("putsOnAlert", "MOBILIZE"))
    nodes = (NodeView(NORLAND, "State", "Norland"), NodeView(SUDLAND, "State", "Sudland"))
    page = open_page(View(nodes, (replace(planned, phrase="puts {o} on alert"),), articles=1), "picked=event_0")
    assert page.text("#panel h2") == told
    assert [name.text for name in page.all("#panel h2 button.name")] == ["Sudland", "Norland"]
    assert page.run("return dateline.scene().edges.map(({ label }) => label)") == ["puts on alert"]
    page.go(picked="Sudland")
    assert page.text("#panel details.event .sentence") == told
    page.go(picked="", mode="table")
    assert page.text("#table td.what") == "puts on alert"
    assert page.run("return document.querySelector('#table td.what button').ariaLabel") == f"{told}: show sentences"
    page.one("#search").send_keys("Sudland puts alert")
    assert told in page.text("#matches")


def test_a_source_is_a_link_that_tells_nothing(open_page: OpenPage) -> None:
    """The article's link leads to it, without saying where from and without power over this page."""
    page = open_page(plain_view(), "picked=event_0")
    anchor = page.one("#panel .source a")
    assert anchor.get_attribute("href") == "https://gazette.example/0"
    assert {"noopener", "noreferrer"} <= set(str(anchor.get_attribute("rel")).split())


def test_copies_count_once(open_page: OpenPage) -> None:
    """Articles of one story stand together, and the counts tell articles from independent stories."""
    page = open_page(reprinted_view(), "picked=event_0")
    text = page.text("#panel")
    assert "3 articles" in text
    assert "2 independent stories" in text
    assert len(page.all("#panel .story")) == 2
    assert "The Courier" in text
    assert "copies count once" in text


def test_a_denial_is_marked_as_one(open_page: OpenPage) -> None:
    """A sentence that denies the event says so, and who says it."""
    page = open_page(reprinted_view(), "picked=event_0")
    (denial,) = [each for each in page.all("#panel blockquote") if "has not left" in each.text]
    assert "denied here" in denial.text
    assert "The minister" in denial.text


def test_a_node_opens_all_about_it(open_page: OpenPage) -> None:
    """A node's panel has its class, its other names, its item, its IRI and each of its events; it can be closed."""
    page = open_page(plain_view())
    page.click(page.node("Norland"))
    text = page.text("#panel")
    assert page.text("#panel h2") == "Norland"
    for words in ("state", "Kingdom of Norland", NORLAND, f"{1 + len(STATUSES)} events", "River Pact", "Sudland"):
        assert words in text
    assert page.one("#panel .links a").get_attribute("href") == "http://www.wikidata.org/entity/Q1"
    page.one("#panel .close").click()
    assert not page.one("#panel").is_displayed()
    assert page.state()["picked"] == ""


def test_a_long_list_comes_in_parts(open_page: OpenPage) -> None:
    """The busiest entity of a graph opens at once; the rest of its events waits behind a button."""
    page = open_page(made_up_view(400))
    busiest = page.run(
        "return dateline.model.nodes.toSorted((one, other) => other.events.length - one.events.length)[0]"
    )
    assert len(busiest["events"]) > 60
    page.go(picked=busiest["key"])
    before = len(page.all("#panel .entries > li"))
    more = next(each for each in page.all("#panel .more") if each.is_displayed())
    more.click()
    assert len(page.all("#panel .entries > li")) > before


def test_the_table_holds_the_same_events(open_page: OpenPage) -> None:
    """Each event is a row with all that is known of it, and its button leads to the evidence."""
    page = open_page(plain_view(), "mode=table")
    rows = page.all("#table tbody tr")
    assert len(rows) == 1 + len(STATUSES)
    assert not page.one("#graph").is_displayed()
    for words in ("Norland", "leaves", "River Pact", "2024-03-01", "asserted", "The Gazette"):
        assert words in rows[0].text
    rows[0].find_element("tag name", "button").click()
    assert "On Tuesday Norland left the pact." in page.text("#panel")


def test_the_table_can_be_sorted_and_filtered(open_page: OpenPage) -> None:
    """A click on a heading sorts, another turns it round, and the filter leaves the rows that hold the words."""
    page = open_page(plain_view(), "mode=table")
    (status,) = [each for each in page.all("#table th button") if each.text.strip().lower().startswith("status")]
    orders = []
    for _ in range(2):
        status.click()
        page.settle()
        orders.append([each.text for each in page.all("#table tbody td.status")])
    assert orders[0] == orders[1][::-1] == sorted(orders[0], key=list(STATUSES).index)
    assert len(page.all("#table th[aria-sort]")) == 1
    page.one("#table input[type=search]").send_keys("river asserted")
    page.settle()
    assert len(page.all("#table tbody tr")) == 1


def test_the_table_draws_as_much_as_is_looked_at(open_page: OpenPage) -> None:
    """Of thousands of events a part is drawn; the rest comes when somebody goes on."""
    page = open_page(made_up_view(700), "mode=table")
    first = len(page.all("#table tbody tr"))
    assert 50 <= first < 500
    assert "2,100 events" in page.text("#table")
    more = page.one("#table .more")
    page.run("arguments[0].scrollIntoView()", more)
    page.settle()
    assert len(page.all("#table tbody tr")) > first


def test_search_finds_by_any_name(open_page: OpenPage) -> None:
    """Part of an alias is enough, accents and capitals don't matter; Enter takes the first; no match is said."""
    page = open_page(plain_view())
    box = page.one("#search")
    box.send_keys("kingdom")
    assert "Norland" in page.text("#matches")
    assert "Kingdom of Norland" in page.text("#matches")
    box.send_keys(Keys.ENTER)
    page.settle()
    assert page.text("#panel h2") == "Norland"
    box.clear()
    box.send_keys("SUDLAND", Keys.ARROW_DOWN, Keys.ENTER)
    page.settle()
    assert page.text("#panel h2") == "Sudland"
    box.clear()
    box.send_keys("zzz")
    assert "No entity" in page.text("#matches")


def test_the_words_that_show_bear_the_status_out(open_page: OpenPage) -> None:
    """An older threat does not stand for the act beside the mouse; the panel has both."""
    threat = evidence("Norland may leave the pact, said the Gazette.", 0, modality="possible")
    act = evidence("On Tuesday Norland left the pact.", 1)
    page = open_page(View(ENDS, (edge(0, (NORLAND, PACT), "asserted", [threat, act]),), articles=2))
    drawn = page.edge(LEAVES)
    page.hover(drawn)
    assert "On Tuesday Norland left" in page.text("#tip")
    page.click(drawn)
    first, second = page.all("#panel blockquote")
    assert first.text == "On Tuesday Norland left the pact."
    assert "possible" in second.text


def test_search_forgives_a_slip_and_knows_events(open_page: OpenPage) -> None:
    """Two letters swapped still find the entity, and words of ends and relation find the event."""
    page = open_page(plain_view())
    box = page.one("#search")
    box.send_keys("Norlnad")
    assert "Norland" in page.text("#matches")
    box.clear()
    box.send_keys("pact leaves", Keys.ENTER)
    page.settle()
    assert page.text("#panel h2") == LEAVES


def test_the_table_by_keyboard(open_page: OpenPage) -> None:
    """Arrows go from row to row, Enter reads, Escape comes back to the row where one was."""
    page = open_page(plain_view(), "mode=table")
    page.run("document.querySelector('#table tbody button').focus()")
    page.press(Keys.ARROW_DOWN)
    page.press(Keys.ENTER)
    title = page.text("#panel h2")
    assert page.run("return document.activeElement.closest('#panel') !== null")
    page.press(Keys.ESCAPE)
    assert page.state()["picked"] == ""
    assert page.run("return document.activeElement.ariaLabel") == f"{title}: show sentences"
    assert page.run("return document.activeElement.closest('tr').rowIndex") == 2


def test_what_is_taken_along_runs_nowhere(open_page: OpenPage) -> None:
    """Rows as text for a spreadsheet hold each event and its identifiers; a formula has an apostrophe before it."""
    nodes = (NodeView(NORLAND, "State", '=HYPERLINK("x")'), NodeView(PACT, "Agreement", "River\tPact, new"))
    page = open_page(View(nodes, (edge(0, (NORLAND, PACT), "asserted", [evidence("It left.")]),), articles=1))
    heads, row = str(page.run("return Rows.asTsv([0], dateline.model)")).splitlines()
    cells = dict(zip(heads.split("\t"), row.split("\t"), strict=True))
    assert (cells["Who"], cells["Does what"], cells["To whom"]) == ('\'=HYPERLINK("x")', "leaves", "River Pact, new")
    assert (cells["Subject"], cells["Object"]) == (NORLAND, PACT)
    csv = str(page.run("return Rows.asCsv([0], dateline.model)"))
    assert csv.splitlines()[1].startswith('"\'=HYPERLINK(""x"")",leaves,')


def test_the_row_that_is_read_is_marked(open_page: OpenPage) -> None:
    """Whatever opened the panel, the table shows which of its rows that is, and none once it is closed."""
    page = open_page(plain_view(), "mode=table")
    page.one("#table tbody button").click()
    page.settle()
    marked = "return [...document.querySelectorAll('#table tr[aria-current]')].map((row) => row.rowIndex)"
    assert page.run(marked) == [1]
    page.go(picked="")
    assert page.run(marked) == []
