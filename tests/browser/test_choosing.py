"""Filters, the timeline and what is looked at: what is left is what passes, and every part of the page agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.keys import Keys

from kg.export.look import STATUSES
from kg.export.page import MAX_VIS_NODES

from .chromium import PHONE
from .views import chain_view, plain_view

if TYPE_CHECKING:
    from .chromium import Page
    from .conftest import OpenPage


AT_THE_RIM = """
const { drawing, model } = dateline;
const [first] = [...model.nodes].sort((one, other) => one.x - other.x);
const { scale } = drawing.camera();
drawing.look({ x: first.x + (drawing.size().width / 2 - 12) / scale, y: first.y, scale });
return first.label;
"""
"""Moves the drawing until the entity farthest left lies at its rim, from where the page moves what is picked."""


def only(page: Page, label: str) -> None:
    """Presses the shortcut that leaves one choice of a filter."""
    page.run("arguments[0].click()", page.one(f'#filters button.only[aria-label="only {label}"]'))
    page.settle()


def counted(page: Page) -> tuple[int, int]:
    """How many entities and events the page says it shows."""
    entities, events, *_ = (int(each.text.replace(",", "")) for each in page.all("#counts b"))
    return entities, events


def rows(page: Page) -> list[str]:
    """The status of each row of the table."""
    return [each.text for each in page.all("#table tbody td.status")]


def test_one_status_alone(open_page: OpenPage) -> None:
    """The filter leaves the events of that status in drawing, counts and table; taking off its chip brings all back."""
    page = open_page(plain_view())
    everything = page.events()
    only(page, "denied")
    assert page.events() == ["Sudland condemns Norland: denied"]
    assert counted(page) == (2, 1)
    assert {each["status"] for each in page.run("return dateline.scene().edges")} == {"denied"}
    assert "denied" in page.text("#chips")
    page.go(mode="table")
    assert rows(page) == ["denied"]
    page.all("#chips button")[0].click()
    page.settle()
    assert page.events() == everything


def test_a_box_leaves_one_choice_out(open_page: OpenPage) -> None:
    """Whatever is unticked goes; what is left says of how many."""
    page = open_page(plain_view())
    (box,) = [each for each in page.all("#filters .choice") if each.text.startswith("asserted")]
    box.find_element("css selector", "input").click()
    page.settle()
    assert all(not each.endswith("asserted") for each in page.events())
    assert "of" in page.text("#counts")


def test_a_class_a_relation_and_a_publisher(open_page: OpenPage) -> None:
    """Each filter leaves the events that it says, and two of them those that pass both."""
    page = open_page(plain_view())
    only(page, "leaves")
    assert page.events() == ["Norland leaves River Pact: asserted"]
    page.go(relations=None)
    only(page, "state")
    assert all("Pact" not in each for each in page.events())
    page.go(kinds=None, publishers=["The Gazette"])
    assert page.events() == ["Norland leaves River Pact: asserted"]
    page.go(statuses=["denied"])
    assert page.events() == []
    assert page.one("#nothing").is_displayed()


def test_a_category_of_relations(open_page: OpenPage) -> None:
    """The tree's branches stand for all relations below them."""
    page = open_page(plain_view())
    (branch,) = [each for each in page.all("#filters .branch") if each.text.lower().startswith("accuse")]
    page.run("arguments[0].click()", branch.find_element("css selector", "button.only"))
    page.settle()
    assert {each.split(":")[0] for each in page.events()} == {"Sudland condemns Norland"}


def test_two_days_leave_what_happened_between_them(open_page: OpenPage) -> None:
    """Exact days, both inclusive, in event time; the switch to publication time takes the other clock."""
    page = open_page(plain_view())
    days = page.all("#timeline input[type=date]")
    for field, day in zip(days, ("2024-03-02", "2024-03-03"), strict=True):
        page.run(
            "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change', { bubbles: true }))",
            field,
            day,
        )
    page.settle()
    assert page.state()["from"] == "2024-03-02"
    assert len(page.events()) == 2
    page.go(clock="published", **{"from": "2024-04-01", "to": "2024-04-01"})
    assert page.events() == ["Norland leaves River Pact: asserted"]


def test_a_brush_drawn_by_mouse(open_page: OpenPage) -> None:
    """Drawing over a part of the timeline leaves what happened then, and the counts follow."""
    page = open_page(plain_view())
    plot = page.one("#timeline [role=slider]").find_element("xpath", "..").rect
    y = plot["y"] + plot["height"] / 2
    page.mouse("mouseMoved", plot["x"] + plot["width"] * 0.6, y)
    page.mouse("mousePressed", plot["x"] + plot["width"] * 0.6, y, button="left", clickCount=1)
    for part in (0.7, 0.8, 0.95):
        page.mouse("mouseMoved", plot["x"] + plot["width"] * part, y, button="left", buttons=1)
    page.mouse("mouseReleased", plot["x"] + plot["width"] * 0.95, y, button="left", clickCount=1)
    page.settle()
    state = page.state()
    assert "2024-03-03" <= state["from"] <= "2024-03-06"
    assert 1 <= len(page.events()) < 1 + len(STATUSES)
    assert counted(page)[1] == len(page.events())


@pytest.mark.parametrize("count", [6, MAX_VIS_NODES + 1], ids=["vis-network", "canvas"])
def test_a_double_click_is_one_on_a_slow_machine_too(open_page: OpenPage, count: int) -> None:
    """What the first click met is opened, though the page has moved it away before the second came."""
    page = open_page(chain_view(count))
    name = page.run(AT_THE_RIM)
    x, y = page.spot(page.node(name))
    page.click_at(x, y)
    page.settle()
    assert page.spot(page.node(name))[0] > x + 30
    page.click_at(x, y, nth=2)
    page.settle()
    assert page.state()["focus"] == name.replace(" ", "_")


@pytest.mark.parametrize("count", [6, MAX_VIS_NODES + 1], ids=["vis-network", "canvas"])
def test_two_clicks_at_two_places_are_no_double_click(open_page: OpenPage, count: int) -> None:
    """Who closes the panel with one click too many has not asked for the surroundings of what was read."""
    page = open_page(chain_view(count))
    page.click(page.node("State 2"))
    page.wait("return !document.getElementById('panel').classList.contains('opening')")
    close = page.one("#panel button.close").rect
    x, y = close["x"] + close["width"] / 2, close["y"] + close["height"] / 2
    page.click_at(x, y)
    page.click_at(x, y, nth=2)
    page.settle()
    assert page.state()["focus"] == page.state()["picked"] == ""


def test_a_panel_lets_the_second_click_through_each_time(open_page: OpenPage) -> None:
    """One that was opened, closed and opened again waits anew, and not for what was left of the first time."""
    page = open_page(chain_view())
    waits = page.run(
        """const { setTimeout: later, clearTimeout: never } = window;
        const due = new Set();
        window.setTimeout = (act, ms, ...rest) => {
          const id = later(act, ms, ...rest);
          if (ms === 600) due.add(id);
          return id;
        };
        window.clearTimeout = (id) => { due.delete(id); never(id); };
        const { x, y } = document.getElementById("graph").getBoundingClientRect();
        const spot = dateline.drawing.spot("n1");
        const at = { clientX: x + spot.x, clientY: y + spot.y, bubbles: true, isPrimary: true, pointerType: "mouse" };
        const beneath = document.elementFromPoint(at.clientX, at.clientY);
        for (let turn = 0; turn < 2; turn += 1) {
          for (const type of ["pointerdown", "pointerup"]) beneath.dispatchEvent(new PointerEvent(type, at));
          if (document.getElementById("panel").hidden || !due.size) throw new Error("nothing was tapped");
          dateline.go({ picked: "" });
        }
        Object.assign(window, { setTimeout: later, clearTimeout: never });
        return due.size;"""
    )
    assert waits == 1


def test_a_double_click_shows_the_surroundings(open_page: OpenPage) -> None:
    """First the neighbours, then a step more; back leads to where one was, forward there again."""
    page = open_page(chain_view())
    everything = page.events()
    page.click(page.node("State 2"), times=2)
    assert page.state()["focus"] == "State_2"
    assert page.events() == ["State 1 condemns State 2: asserted", "State 2 condemns State 3: asserted"]
    page.go(depth=2)
    assert len(page.events()) == 4
    page.one("#back").click()
    page.settle()
    assert page.state()["depth"] == 1
    while page.state()["focus"]:
        page.one("#back").click()
        page.settle()
    assert page.events() == everything
    page.one("#forward").click()
    page.settle()
    page.one("#forward").click()
    page.settle()
    assert page.state()["focus"] == "State_2"


def test_the_way_between_two(open_page: OpenPage) -> None:
    """Asked for in the panel, it leaves the events on the shortest way."""
    page = open_page(chain_view(), "picked=State_1")
    field = page.one("#panel .path input")
    field.send_keys("State 4")
    page.settle()
    field.send_keys("\ue007")  # Enter
    page.settle()
    assert page.state()["path"] == ["State_1", "State_4"]
    assert page.events() == [f"State {at} condemns State {at + 1}: asserted" for at in (1, 2, 3)]


STATES = [
    {"statuses": ["denied", "disputed"], "picked": "Norland"},
    {"focus": "Norland", "depth": 2, "picked": "event_0"},
    {"from": "2024-03-02", "to": "2024-03-04", "mode": "table", "sort": "-status"},
    {"path": ["Sudland", "River_Pact"], "stories": 1},
    {"kinds": ["State"], "relations": ["condemns"], "clock": "published"},
    {"picked": "Sudland~Norland"},
    {"grouped": True, "arranged": True},
    {"publishers": ["The Gazette"]},
    {"statuses": []},
    {"mode": "table", "words": "pact & %/~# Nörland"},
]


@pytest.mark.parametrize("patch", STATES, ids="+".join)
def test_a_link_shows_the_view_again(open_page: OpenPage, patch: dict[str, object]) -> None:
    """What stands behind the # of the address is all there is to a view: another window shows the same."""
    page = open_page(plain_view())
    page.go(**patch)
    state, events, address = page.state(), page.events(), page.driver.current_url
    fragment = address.partition("#")[2]
    again = open_page(plain_view(), fragment)
    assert again.state() == state
    assert again.events() == events
    assert again.text("#panel") == page.text("#panel")
    assert again.complaints() == []


@pytest.mark.parametrize(
    "fragment",
    [
        "picked=Nobody&focus=Nothing",
        "%zz&picked=%E0%A4%A&statuses=%",
        "statuses=denied,nonsense&kinds=&depth=99&stories=-1&from=yesterday",
        "__proto__=1&constructor=2&toString=3",
        "path=Norland&path=Norland~Norland&open=a,b,1e9&sort=-nothing",
        "picked=Norland~Norland~Norland~Norland&mode=nothing",
        "picked=" + "x" * 5000,
        "<img src=x onerror=alert(1)>",
    ],
)
def test_a_broken_link_shows_what_it_can(open_page: OpenPage, fragment: str) -> None:
    """Whatever stands behind the #, the page opens, complains of nothing, and can be used."""
    page = open_page(plain_view(), fragment)
    assert page.complaints() == []
    page.go(statuses=None, kinds=None, focus="", path=None, mode="graph")
    page.click(page.node("Norland"))
    assert page.text("#panel h2") == "Norland"


def test_the_address_in_the_bar_can_be_changed(open_page: OpenPage) -> None:
    """Another fragment of the same page, typed or followed, is arrived at, and the browser's own back goes back."""
    page = open_page(plain_view())
    page.run("location.hash = 'picked=Norland'")
    page.wait("return dateline.state().picked === 'Norland'")
    assert page.text("#panel h2") == "Norland"
    page.driver.back()
    page.wait("return dateline.state().picked === ''")
    assert not page.one("#panel").is_displayed()


def test_back_leads_never_out_of_the_page(open_page: OpenPage) -> None:
    """Pressed twice before the browser has gone once, it goes back twice if there is as much, and no farther."""
    page = open_page(plain_view())
    page.go(focus="Norland")
    twice = "const back = document.getElementById('back'); back.click(); back.click()"
    page.run(twice)
    page.wait("return dateline.state().focus === ''")
    page.settle()
    page.one("#forward").click()
    page.wait("return dateline.state().focus === 'Norland'")
    page.go(depth=2)
    page.run(twice)
    page.wait("return dateline.state().focus === ''")
    assert page.state()["depth"] == 1


def test_the_keyboard_stays_above_the_drawing(open_page: OpenPage) -> None:
    """Who goes a step further by the line above the drawing can go on from there."""
    page = open_page(plain_view(), "focus=Norland")
    page.run("document.querySelector('#around [aria-label=\"2 steps\"]').focus()")
    page.press(Keys.ENTER)
    assert page.state()["depth"] == 2
    assert page.run("return document.activeElement.ariaLabel") == "2 steps"


def test_a_narrow_drawing_lies_as_before_after_the_table(open_page: OpenPage) -> None:
    """What was laid out for a phone is so again when the table goes; a hidden drawing makes no picture."""
    page = open_page(plain_view())
    lies = "return dateline.scene().nodes.map(({ x, y }) => [x, y])"
    with page.on(PHONE):
        page.go(stories=1)
        before = page.run(lies)
        page.go(mode="table")
        assert page.run("return document.getElementById('save-png').disabled")
        page.go(mode="graph")
        assert page.run(lies) == before
