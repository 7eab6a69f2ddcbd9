"""The drawing: it is there at once, stands still, and shows by shape and line what it shows by colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.export.look import STATUSES
from kg.export.view import View

from .made_up import made_up_view
from .views import plain_view

if TYPE_CHECKING:
    from .chromium import Page
    from .conftest import OpenPage

PLACES = "return dateline.scene().nodes.map(({ id, x, y }) => [id, x, y])"
BOTH = pytest.mark.parametrize("count", [60, 1600], ids=["vis-network", "canvas"])
"""A graph for each of the two engines that draw."""


MOST_FANNED = """
const { nodes, events } = dateline.model;
const with_ = new Map();
for (const { source, target } of events) {
  const pair = [source, target].sort().join(" ");
  with_.set(pair, [...(with_.get(pair) ?? []), source]);
}
const [best] = [...with_.values()].sort((one, other) => other.length - one.length);
return nodes[best[0]].key;
"""
"""The key of one of the two entities with the most events between them."""

OUTSIDE = """
const { drawing } = dateline;
const [{ x, y, scale }, { width, height }] = [drawing.camera(), drawing.size()];
const top = arguments[0] - document.getElementById("graph").getBoundingClientRect().top;
const onScreen = (place) => ({ x: (place.x - x) * scale + width / 2, y: (place.y - y) * scale + height / 2 });
const isOut = ({ x, y }) => x < 0 || y < top || x > width || y > height;
const { strands } = Geometry.plot(dateline.scene());
const points = (run) => [0.25, 0.5, 0.75].map((t) => onScreen(Geometry.point(run, t)));
return strands.filter(({ run }) => points(run).some(isOut)).map(({ edge }) => edge.id);
"""
"""The edges of which a part lies outside the drawing or above a height of the page."""


def painted_share(page: Page) -> float:
    """The share of the canvas' pixels that differ from its paper."""
    share = page.run(
        """const canvas = document.querySelector("#graph canvas");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        const paper = [0, 1, 2, 3].map((at) => data[at]);
        let painted = 0;
        for (let at = 0; at < data.length; at += 4) painted += paper.some((value, by) => data[at + by] !== value);
        return painted / (data.length / 4);"""
    )
    return float(share)


@BOTH
def test_it_draws_in_silence(open_page: OpenPage, count: int) -> None:
    """Something is painted, the console stays empty, and nothing but the file itself is asked for."""
    page = open_page(made_up_view(count))
    assert 0.005 < painted_share(page) < 0.7
    assert page.complaints() == []
    assert page.requests() == {page.address}
    assert page.driver.title == "Dateline"


@BOTH
def test_it_stands_still(open_page: OpenPage, count: int) -> None:
    """Nothing moves: positions come with the file, and no frame is drawn that nobody asked for."""
    page = open_page(made_up_view(count))
    before = page.run(PLACES), page.run("return dateline.drawing.camera()"), page.run("return dateline.drawing.frames")
    page.run("return new Promise((done) => setTimeout(done, 500))")
    after = page.run(PLACES), page.run("return dateline.drawing.camera()"), page.run("return dateline.drawing.frames")
    assert after == before


def test_all_of_it_is_in_sight_at_first(open_page: OpenPage) -> None:
    """Every node lies within the drawing."""
    page = open_page(made_up_view(60))
    outside = page.run(
        """const { width, height } = dateline.drawing.size();
        const isIn = ({ x, y }) => x >= 0 && y >= 0 && x <= width && y <= height;
        return dateline.scene().nodes.filter(({ id }) => !isIn(dateline.drawing.spot(id))).length"""
    )
    assert outside == 0


@BOTH
def test_what_is_fanned_out_is_in_sight(open_page: OpenPage, count: int) -> None:
    """Around an entity, no end and no bow of what ties two lies outside the drawing or beneath the bar above it."""
    page = open_page(made_up_view(count))
    page.go(focus=page.run(MOST_FANNED))
    page.settle()
    bar = page.one("#around").rect
    outside = page.run(OUTSIDE, bar["y"] + bar["height"])
    assert outside == []


@BOTH
def test_a_drag_moves_the_drawing_and_a_wheel_brings_it_nearer(open_page: OpenPage, count: int) -> None:
    """The camera follows the mouse, and a node that is dragged goes along with it, alone."""
    page = open_page(made_up_view(count))
    before = page.run("return dateline.drawing.camera()")
    box = page.one("#graph").rect
    x, y = page.run(
        """const box = document.getElementById("graph").getBoundingClientRect();
        for (let y = 20; ; y += 10) if (dateline.drawing.at(20, y) === null) return [box.x + 20, box.y + y];"""
    )
    drag(page, (x, y), (x + 100, y + 50))
    moved = page.run("return dateline.drawing.camera()")
    assert moved["x"] < before["x"]
    assert moved["scale"] == pytest.approx(before["scale"])
    page.mouse("mouseWheel", box["x"] + 200, box["y"] + 100, deltaX=0, deltaY=-200)
    page.settle()
    assert page.run("return dateline.drawing.camera().scale") > moved["scale"]


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draws the mouse from here to there with its button down."""
    page.mouse("mouseMoved", *start)
    page.mouse("mousePressed", *start, button="left", clickCount=1)
    for part in (0.3, 0.6, 1.0):
        x, y = (one + (other - one) * part for one, other in zip(start, end, strict=True))
        page.mouse("mouseMoved", x, y, button="left", buttons=1)
    page.mouse("mouseReleased", *end, button="left", clickCount=1)
    page.settle()


@BOTH
def test_a_node_can_be_moved(open_page: OpenPage, count: int) -> None:
    """A node that is dragged lies where it was left, and the others where they were."""
    page = open_page(made_up_view(count))
    busiest = page.run("return dateline.scene().nodes.toSorted((one, other) => other.r - one.r)[0].id")
    page.run("const { x, y } = dateline.scene().nodes.find(({ id }) => id === arguments[0]);"
             "dateline.drawing.look({ x, y, scale: 1 })", busiest)  # fmt: skip
    page.settle()
    before = {id_: (x, y) for id_, x, y in page.run(PLACES)}
    x, y = page.spot(busiest)
    drag(page, (x, y), (x + 60, y + 40))
    after = {id_: (x, y) for id_, x, y in page.run(PLACES)}
    assert [id_ for id_ in before if after[id_] != before[id_]] == [busiest]
    assert after[busiest] == pytest.approx((before[busiest][0] + 60, before[busiest][1] + 40), abs=3)


def test_the_mouse_over_an_edge_shows_its_words(open_page: OpenPage) -> None:
    """Sentence, publisher, date, title and status appear beside the mouse, and go with it."""
    page = open_page(plain_view())
    page.hover(page.edge("Norland leaves River Pact"))
    tip = page.one("#tip")
    assert tip.is_displayed()
    for words in ("On Tuesday Norland left the pact.", "The Gazette", "2024", "Title 0", "asserted"):
        assert words in tip.text
    page.mouse("mouseMoved", 2, 2)
    page.settle()
    assert not tip.is_displayed()


def test_every_status_is_drawn_differently(open_page: OpenPage) -> None:
    """In the colours of paper too: no two statuses have lines whose brightness along them is the same."""
    page = open_page(plain_view())
    looks = page.run(
        """return arguments[0].map((status) => {
          const sample = document.querySelector(`#filters .choice svg[class~="${status}"], #filters svg.${status}`);
          return sample && [...sample.querySelectorAll("*")].map((each) => {
            const { strokeDasharray, strokeLinecap } = getComputedStyle(each);
            return [each.tagName, each.getAttribute("d"), strokeDasharray, strokeLinecap].join(" ");
          }).join("; ");
        })""",
        list(STATUSES),
    )
    assert None not in looks
    assert len(set(looks)) == len(STATUSES)
    text = page.text("#filters")
    assert all(status in text and meaning in text for status, meaning in STATUSES.items())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_follows_the_colour_scheme(open_page: OpenPage, scheme: str) -> None:
    """Paper and ink change places with the reader's preference, on the canvas too, while the page is open."""
    page = open_page(plain_view())
    with page.preferring(color_scheme=scheme):
        paper = page.run("return getComputedStyle(document.body).backgroundColor")
        brightest, darkest = page.run(
            """const canvas = document.querySelector("#graph canvas");
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            let [most, least] = [0, 255];
            for (let at = 0; at < data.length; at += 4) {
              if (data[at + 3] < 255) continue;
              const grey = (data[at] + data[at + 1] + data[at + 2]) / 3;
              [most, least] = [Math.max(most, grey), Math.min(least, grey)];
            }
            return [most, least];"""
        )
    assert (paper == "rgb(20, 23, 27)") == (scheme == "dark")
    assert (brightest > 220) if scheme == "dark" else (darkest < 60)


def test_an_empty_graph_says_so(open_page: OpenPage) -> None:
    """No events: one sentence, no script at all, no complaint."""
    page = open_page(View((), ()))
    assert "no event was found" in page.text("body")
    assert page.all("script") == []
    assert page.complaints() == []
