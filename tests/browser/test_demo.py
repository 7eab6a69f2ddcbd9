"""The page of the demo corpus, as `kg build` writes it, in the hands of somebody who has just been sent it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.keys import Keys

from kg.query import run_query
from kg.store import open_dataset

from .chromium import PHONE, Page
from .lettering import overlaps

if TYPE_CHECKING:
    from selenium import webdriver

    from tests.conftest import Demo

TERMINATES = "South Korea terminates General Security of Military Information Agreement"

AXIS = """
const drawn = (kind) => [...document.querySelectorAll(`#timeline svg ${kind}`)];
const words = drawn("text").map(({ textContent }) => textContent);
const bars = drawn(".shadow").map((path) => path.getAttribute("d"));
return [words.join(), bars.join()];
"""
"""What the timeline says of all events: the words of its axis, and their bars."""


@pytest.fixture
def page(browser: webdriver.Chrome, demo: Demo) -> Iterator[Page]:
    """The page, just opened; whatever is done with it, it complains of nothing and asks for nothing."""
    opened = Page(browser, demo.exports / "graph.html")
    yield opened
    assert opened.complaints() == []
    assert opened.requests() == {opened.address}


def test_it_draws_all_of_it(page: Page) -> None:
    """Every entity with an event and every event of the graph are drawn, each event in one edge."""
    total, drawn, events = page.run(
        """const { model, scene } = dateline;
        return [model.events.length, scene().nodes.length, scene().edges.flatMap((edge) => edge.events).length];"""
    )
    assert total == events == len(page.events())
    assert drawn == page.run("return dateline.model.nodes.filter((node) => node.events.length).length")


def test_names_can_be_read_at_the_first_look(page: Page) -> None:
    """No two nodes cover each other, and the names of the busiest entities are written out."""
    covered = page.run(
        """const { scene, drawing } = dateline;
        const drawn = scene().nodes.map(({ id, r }) => ({ ...drawing.spot(id), r: r * drawing.camera().scale }));
        const touch = (one, other) => Math.hypot(one.x - other.x, one.y - other.y) < one.r + other.r;
        return drawn.filter((one, at) => drawn.slice(at + 1).some((other) => touch(one, other))).length;"""
    )
    assert covered == 0


def test_the_heaviest_edges_have_their_words_at_the_first_look(page: Page) -> None:
    """Of what somebody did to somebody the twelve bundles that most stories tell are labelled, and most others."""
    heaviest, labelled, all_of_them = page.run(
        """const { scene, drawing, model } = dateline;
        const did = ({ relation }) => model.relations[relation].category >= 0;
        const told = (edge) => edge.events.map((at) => model.events[at]).filter(did)
          .reduce((sum, { stories }) => sum + stories, 0);
        const heaviest = scene().edges.toSorted((one, other) => told(other) - told(one)).slice(0, 12);
        return [heaviest.map(({ id }) => id), drawing.labels().edges.map(({ of }) => of.id), scene().edges.length];"""
    )
    assert set(heaviest) <= set(labelled)
    assert len(labelled) > all_of_them * 0.85


def test_no_label_lies_on_another_or_on_a_node(page: Page) -> None:
    """At the first look every entity is named, and nothing is written over something else."""
    assert page.run("return dateline.drawing.labels().nodes.length === dateline.scene().nodes.length")
    assert overlaps(page) == []


def test_the_others_keep_their_names_when_something_is_picked(page: Page) -> None:
    """Who stands around South Korea is still named while one event is read."""
    page.go(focus="South_Korea")
    page.click(page.edge(TERMINATES))
    named, neighbours = page.run(
        """const { scene, drawing } = dateline;
        const faded = scene().nodes.filter((node) => node.faded);
        return [drawing.labels().nodes.map(({ of }) => of.id), faded.map(({ id }) => id)];"""
    )
    assert neighbours
    assert set(neighbours) <= set(named)
    assert overlaps(page) == []


def test_seoul_leads_to_south_korea(page: Page) -> None:
    """One writes *Seoul* and is at South Korea, with all that it did."""
    page.press("/", "Seoul")
    assert "South Korea" in page.text("#matches li")
    page.press(Keys.ENTER)
    assert page.text("#panel h2") == "South Korea"
    assert "General Security of Military Information Agreement" in page.text("#panel")


def test_terminates_shows_the_sentences_of_several_articles(page: Page) -> None:
    """A click on the edge between Seoul and the pact, and one on its event: who says so, where, in which words."""
    page.click(page.edge(TERMINATES))
    if not page.state()["picked"].startswith("event_"):
        (row,) = [each for each in page.all("#panel summary") if TERMINATES in each.text]
        if not page.run("return arguments[0].parentElement.open", row):
            row.click()
    page.settle()
    panel = page.one("#panel")
    sources = {each.text for each in page.all("#panel .source") if each.is_displayed()}
    assert len(sources) >= 4
    assert "independent stories" in panel.text
    triggers = {each.text for each in page.all("#panel mark.trigger")}
    assert {"terminated"} <= triggers


def test_august_2019(page: Page, demo: Demo) -> None:
    """The brush over August leaves what happened in it, as the graph says; the counts and the table agree."""
    for side, day in (("from", "2019-08-01"), ("to", "2019-08-31")):
        field = page.all("#timeline input[type=date]")[side == "to"]
        page.run(
            "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change', { bubbles: true }))",
            field,
            day,
        )
    page.settle()
    happened = run_query(
        open_dataset(demo.store),
        """SELECT ?event { ?event a kg:Event ; kg:earliest ?from ; kg:latest ?to
        FILTER (STR(?from) <= "2019-08-31" && STR(?to) >= "2019-08-01") }""",
    )
    count = len(list(happened.records()))
    assert count > 3
    assert len(page.events()) == count
    assert f"{TERMINATES}: asserted" in page.events()
    assert page.all("#counts b")[1].text == str(count)
    page.press("t")
    assert len(page.all("#table tbody tr")) == count


def test_august_2019_by_its_bar(page: Page) -> None:
    """The slider's handles reach the same month by keys."""
    first = page.all("#timeline [role=slider]")[0]
    for _ in range(80):
        first.send_keys(Keys.ARROW_RIGHT)
        if page.state()["from"] >= "2019-08-01":
            break
    page.settle()
    assert page.state()["from"] == "2019-08-01"
    assert f"{TERMINATES}: asserted" in page.events()
    assert "South Korea signs General Security of Military Information Agreement: asserted" not in page.events()


def test_the_axis_of_time_stands_still(page: Page) -> None:
    """A filter and a focus leave the words of the axis and the faint bars of all events as they were."""
    before = page.run(AXIS)
    assert all(before)
    for patch in ({"statuses": ["denied"]}, {"statuses": None, "focus": "Japan"}):
        page.go(**patch)
        assert page.run(AXIS) == before
    page.go(focus="", clock="published")
    assert page.run(AXIS) != before


def test_what_was_denied(page: Page) -> None:
    """The filter leaves what sources say is not so, and the link to that shows the same again."""
    page.run("arguments[0].click()", page.one('#filters button.only[aria-label="only denied"]'))
    page.settle()
    denied = page.events()
    assert denied
    assert all(each.endswith(": denied") for each in denied)
    address = page.driver.current_url
    page.go(statuses=None)
    page.driver.get("about:blank")
    page.driver.get(address)
    page.settle()
    assert page.events() == denied


def test_around_an_entity_and_back(page: Page) -> None:
    """A double-click shows the surroundings of Japan, and back the whole."""
    everything = page.events()
    page.click(page.node("Japan"), times=2)
    assert page.state()["focus"] == "Japan"
    assert 0 < len(page.events()) < len(everything)
    assert all("Japan" in each for each in page.events())
    for _ in range(3):
        if page.state()["focus"]:
            page.one("#back").click()
            page.settle()
    assert page.events() == everything


def test_on_a_phone(page: Page) -> None:
    """One finds, reads and closes on a small screen, without moving it sideways."""
    with page.on(PHONE):
        page.one("#search").send_keys("Seoul", Keys.ENTER)
        page.settle()
        assert page.text("#panel h2") == "South Korea"
        assert page.run("return document.documentElement.scrollWidth") == PHONE["width"]
        page.one("#panel .close").click()
        assert not page.one("#panel").is_displayed()
