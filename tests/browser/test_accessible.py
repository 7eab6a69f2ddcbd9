"""Everybody reads the page: by keyboard alone, with a screen reader, on a phone, in the dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.keys import Keys

from kg.export.page import render_view

from .chromium import PHONE, Page
from .made_up import made_up_view
from .views import chain_view, plain_view

if TYPE_CHECKING:
    from .conftest import OpenPage

VIEWS = {
    "whole": "",
    "entity": "picked=Norland",
    "event": "picked=event_0",
    "pair": "picked=Sudland~Norland",
    "table": "mode=table&sort=-status",
    "focus": "focus=Norland&statuses=!denied&from=2024-03-01",
    "nothing": "statuses=",
    "path": "path=Sudland~River_Pact",
    "groups": "grouped=1",
}
SMALLEST_TARGET_PX = 24


@pytest.mark.parametrize("fragment", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_grave(
    open_page: OpenPage, faults: Callable[[Page], list[str]], fragment: str, scheme: str
) -> None:
    """No serious violation of the rules of accessibility, in either light."""
    page = open_page(plain_view(), fragment)
    with page.preferring(color_scheme=scheme):
        assert faults(page) == []


@pytest.mark.parametrize("fragment", VIEWS.values(), ids=VIEWS)
def test_axe_finds_nothing_grave_on_a_phone(
    open_page: OpenPage, faults: Callable[[Page], list[str]], fragment: str
) -> None:
    """Nor on a narrow screen, where nothing runs out sideways and everything can be hit with a finger."""
    page = open_page(plain_view(), fragment)
    with page.on(PHONE):
        assert faults(page) == []
        assert page.run("return document.documentElement.scrollWidth") == PHONE["width"]
        assert too_small(page) == []
        assert cut_off(page) == []


def cut_off(page: Page) -> list[str]:
    """What can be pressed or read and runs out of the screen sideways where nothing scrolls."""
    cut: list[str] = page.run(
        """const scrolls = (each) => each && (["auto", "scroll"].includes(getComputedStyle(each).overflowX)
          && each.scrollWidth > each.clientWidth || scrolls(each.parentElement));
        return [...document.querySelectorAll("button, input, summary, h2, h3, p, dd")]
          .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest(".unseen"))
          .filter((each) => each.getBoundingClientRect().right > innerWidth + 1 && !scrolls(each.parentElement))
          .map((each) => each.outerHTML.slice(0, 120));"""
    )
    return cut


@pytest.mark.parametrize("dialog", ["#show-help", "#save summary", "#save-sparql"])
def test_axe_finds_nothing_grave_in_what_opens(
    open_page: OpenPage, faults: Callable[[Page], list[str]], dialog: str
) -> None:
    """The help, the menu and the query too."""
    page = open_page(plain_view())
    page.run("document.querySelector(arguments[0]).click()", dialog)
    page.settle()
    assert faults(page) == []


def too_small(page: Page) -> list[str]:
    """What can be pressed and is smaller than a finger; boxes to tick have a label that can be pressed as well."""
    small: list[str] = page.run(
        """const pressed = "button, summary, select, [role=slider], input:not([type=checkbox], [type=radio])";
        return [...document.querySelectorAll(pressed)]
          .filter((each) => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
          .filter((each) => !each.matches(".unseen, .unseen *"))
          .map((each) => [each, each.getBoundingClientRect()])
          .filter(([, { width, height }]) => width > 0 && (width < arguments[0] - 0.5 || height < arguments[0] - 0.5))
          .map(([each, { width, height }]) => `${each.outerHTML.slice(0, 120)} ${width} × ${height}`);""",
        SMALLEST_TARGET_PX,
    )
    return small


@pytest.mark.parametrize("fragment", VIEWS.values(), ids=VIEWS)
def test_everything_can_be_hit(open_page: OpenPage, fragment: str) -> None:
    """No button is smaller than 24 pixels, and at 1280 by 720 nothing runs out of the page."""
    page = open_page(plain_view(), fragment)
    assert too_small(page) == []
    assert page.run("return document.documentElement.scrollWidth") <= 1280
    assert page.run("return document.documentElement.scrollHeight") <= 720


def test_by_keyboard_alone(open_page: OpenPage) -> None:
    """Find, walk, read, focus and come back without a mouse, seeing at each step where one is."""
    page = open_page(chain_view())
    page.press("/")
    assert page.focused() == "search"
    page.press("State 2", Keys.ENTER)
    assert page.text("#panel h2") == "State 2"
    page.run("document.getElementById('graph').focus()")
    page.press(Keys.ARROW_RIGHT)
    page.press(Keys.ARROW_LEFT)
    assert page.state()["picked"].startswith("State_")
    page.press("f")
    assert page.state()["focus"] == page.state()["picked"]
    page.press(Keys.ENTER)
    assert page.run("return document.getElementById('panel').contains(document.activeElement)")
    page.press(Keys.ESCAPE)
    assert page.state()["picked"] == ""
    page.press(Keys.ESCAPE)
    assert page.state()["focus"] == ""
    page.press("[")
    assert page.state()["focus"] != ""
    page.press("]")
    page.press("t")
    assert page.one("#table").is_displayed()


def test_what_changed_is_said(open_page: OpenPage) -> None:
    """Somebody who does not see the drawing hears what a key or a click has brought."""
    page = open_page(chain_view())
    page.run("document.getElementById('graph').focus()")
    page.press(Keys.ARROW_RIGHT)
    assert "State" in page.text("#announcer")
    assert page.one("#announcer").get_attribute("role") == "status"


def test_tab_reaches_everything_and_shows_where_it_is(open_page: OpenPage) -> None:
    """Going through the page by Tab, each stop can be seen, and none is met twice before all have been."""
    page = open_page(plain_view(), "picked=event_0")
    stops: list[str] = []
    unseen: list[str] = []
    page.run("document.body.tabIndex = -1; document.body.focus()")
    for _ in range(150):
        page.driver.switch_to.active_element.send_keys(Keys.TAB)
        where, outline = page.run(
            """const at = document.activeElement;
            const { outlineStyle, outlineWidth } = getComputedStyle(at);
            const { content, borderTopWidth } = getComputedStyle(at, "::after"); // a canvas covers an outline
            const ring = (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1)
              || (content !== "none" && parseFloat(borderTopWidth) >= 1);
            window.met ??= new Map();
            if (!met.has(at)) met.set(at, met.size);
            return [`${met.get(at)} ${at.tagName} ${at.id || at.ariaLabel || at.textContent.slice(0, 30)}`, ring];"""
        )
        if where in stops:
            break
        stops.append(where)
        unseen += [] if outline else [where]
    assert len(stops) > 15
    assert [stop for stop in unseen if "BODY" not in stop] == []
    for part in ("search", "graph", "Close"):
        assert any(part in stop for stop in stops), part


def test_nothing_moves_for_those_who_do_not_want_it(open_page: OpenPage) -> None:
    """With reduced motion wished for, no style animates."""
    page = open_page(plain_view())
    with page.preferring(reduced_motion="reduce"):
        page.go(picked="Norland")
        moving = page.run(
            """const moves = (each) => parseFloat(getComputedStyle(each).transitionDuration) > 0.01;
            return document.getAnimations().length + [...document.querySelectorAll("*")].filter(moves).length"""
        )
    assert moving == 0


def test_on_a_phone_one_sees_what_one_picked(open_page: OpenPage) -> None:
    """What is picked is drawn above the panel, and the panel can be closed again with a finger."""
    page = open_page(chain_view())
    with page.on(PHONE):
        page.go(picked="State_3")
        x, y = page.spot(page.node("State 3"))
        panel = page.one("#panel").rect
        assert 0 < x < PHONE["width"]
        assert 0 < y < panel["y"]
        assert panel["y"] + panel["height"] <= PHONE["height"] + 1
        page.one("#panel .close").click()
        assert not page.one("#panel").is_displayed()


def test_on_a_phone_both_ends_are_seen(open_page: OpenPage) -> None:
    """The two that an event ties together lie above the panel, however far they are from each other."""
    page = open_page(chain_view(12))
    with page.on(PHONE):
        for at in (1, 5, 9):
            page.go(picked=f"event_{at}")
            page.settle()
            spots = [page.spot(page.node(f"State {number}")) for number in (at, at + 1)]
            top, bottom = page.one("#graph").rect["y"], page.one("#panel").rect["y"]
            assert all(0 < x < PHONE["width"] and top < y < bottom for x, y in spots)


def test_on_a_phone_filters_are_a_drawer(open_page: OpenPage) -> None:
    """The filters lie behind a button, open over the drawing, and close again."""
    page = open_page(plain_view())
    with page.on(PHONE):
        assert page.one("#graph").rect["height"] > 250
        shows = (
            "return document.querySelector('#filters [type=checkbox]').checkVisibility({ visibilityProperty: true })"
        )
        assert not page.run(shows)
        page.one("#show-filters").click()
        page.settle()
        assert page.run(shows)


@pytest.mark.parametrize("size", [(640, 360), (844, 390), (390, 844), (320, 480)], ids="{0[0]}x{0[1]}".format)
def test_in_a_small_window_the_drawing_has_its_room(open_page: OpenPage, size: tuple[int, int]) -> None:
    """At twice the zoom, on a phone upright or sideways: half of it is the drawing, all of it seen, nothing scrolls."""
    page = open_page(made_up_view(30))
    width, height = size
    with page.on({**PHONE, "width": width, "height": height}):
        page.run("dateline.drawing.fit()")
        page.settle()
        drawing = page.one("#graph").rect
        assert drawing["height"] >= 0.5 * height
        spots = page.run("return dateline.scene().nodes.map(({ id }) => dateline.drawing.spot(id))")
        assert all(0 < spot["x"] < drawing["width"] and 0 < spot["y"] < drawing["height"] for spot in spots)
        root = page.run(
            "const { scrollWidth, scrollHeight } = document.documentElement; return [scrollWidth, scrollHeight]"
        )
        assert root == [width, height]
        page.one("#timeline .unfold").click()
        page.settle()
        assert page.one("#timeline .plot").is_displayed()
        assert page.all("#timeline .day")[0].is_displayed()


def test_a_page_on_paper(open_page: OpenPage) -> None:
    """Printed from the dark, there is dark ink on white paper."""
    page = open_page(plain_view(), "picked=event_0")
    page.tell("Emulation.setEmulatedMedia", media="print", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    paper, ink = page.run(
        "const at = getComputedStyle(document.querySelector('#panel') ?? document.body);"
        "return [getComputedStyle(document.body).backgroundColor, at.color]"
    )
    page.tell("Emulation.setEmulatedMedia", media="", features=[])
    assert paper in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)", "rgb(251, 251, 249)"}
    assert max(int(part) for part in ink.removeprefix("rgb(").rstrip(")").split(",")) < 80


def test_larger_graphs_can_be_read_too(open_page: OpenPage, faults: Callable[[Page], list[str]]) -> None:
    """With hundreds of choices and rows nothing grave turns up either."""
    page = open_page(made_up_view(400), "mode=table")
    assert faults(page) == []


def test_the_page_says_what_language_it_is_in() -> None:
    """Screen readers need to know how to pronounce it."""
    assert '<html lang="en"' in render_view(plain_view())
