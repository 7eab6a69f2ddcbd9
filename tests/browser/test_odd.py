"""Graphs, names, links and windows that are out of the ordinary: the page stays usable and complains of nothing."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selenium import webdriver

from kg.export.page import PageOptions, render_view
from kg.export.view import EvidenceView, NodeView, View
from kg.ontology.iris import BASE

from .chromium import PHONE, SCREEN, Page
from .made_up import made_up_view
from .views import edge, evidence, plain_view

if TYPE_CHECKING:
    from .conftest import OpenPage

IRIS = [
    *(f"{BASE}{rest}" for rest in ("~", "a~b", "a&b=c", "50%25", "%", "a/b", "a+b", "x#y", "", "a:b", "__proto__")),
    "urn:x:y~z",
    "https://other.example/p?q=1&r=2#f~g",
]
PUBLISHERS = ["a, b", "!x", "!", "50%", "q\"'", "a&b=c#d", "~", "constructor"]
ARE_SEEN = """const { width, height } = dateline.drawing.size();
const spots = dateline.scene().nodes.map(({ id }) => dateline.drawing.spot(id));
const within = spots.every(({ x, y }) => x >= 0 && y >= 0 && x <= width && y <= height);
return within && Math.max(...spots.map(({ x }) => x)) - Math.min(...spots.map(({ x }) => x)) > width / 4;"""
"""JavaScript that says whether all of the drawing is in view, and not as a speck."""
LABELS = ["", " ", "x" * 300, "🐫" * 40, "two\nlines\tand a tab", "דוגמה", "e\u0301" * 30, "Same", "Same"]


def ring(iris: Sequence[str], labels: Sequence[str] = ()) -> View:
    """Each does to the next what no other does, and each event is told by another publisher."""
    nodes = [
        NodeView(iri, "State", label)
        for iri, label in zip(iris, labels or [f"Name {iri}" for iri in iris], strict=True)
    ]
    edges = [
        replace(
            edge(0, (iri, iris[(at + 1) % len(iris)]), "asserted", [_told(at)]),
            iri=f"{BASE}event~{at}",
            predicate=f"{BASE}r~{at},&!",
        )
        for at, iri in enumerate(iris)
    ]
    return View(tuple(nodes), tuple(edges), articles=len(edges), stories=len(edges))


def _told(at: int) -> EvidenceView:
    return evidence(f"Sentence {at}.", at, publisher=PUBLISHERS[at % len(PUBLISHERS)])


def test_a_link_to_every_state(open_page: OpenPage) -> None:
    """Whatever is in the IRIs and in the names that are filtered by, a link leads to what it was made of."""
    page = open_page(ring(IRIS))
    lost = page.run(
        """const { model } = dateline, patches = [];
        model.nodes.forEach(({ key }, at) => {
          const other = model.nodes[(at + 1) % model.nodes.length].key;
          patches.push({ focus: key }, { picked: key }, { path: [key, other] }, { picked: `${key}~${other}` });
          patches.push({ picked: `${key}~${other}~${model.relations[model.events[at].relation].name}` });
        });
        model.events.forEach(({ key }) => patches.push({ picked: key }));
        for (const [list, names] of Object.entries(model.names).filter(([, all]) => all.length > 1)) {
          for (const name of names) patches.push({ [list]: [name] }, { [list]: names.filter((each) => each !== name) });
        }
        return patches.filter((patch) => {
          const state = State.changed(State.INITIAL, patch);
          const told = State.fromHash(State.toHash(state, model), model);
          dateline.go(state);
          const reads = !patch.picked || !document.getElementById("panel").hidden;
          return !reads || told.unknown.length || JSON.stringify(told.state) !== JSON.stringify(state);
        });"""
    )
    assert lost == []
    assert page.run("return dateline.model.nodes.map(({ iri }) => iri)") == IRIS


@pytest.mark.parametrize(
    "fragment",
    [
        *(
            "focus=%",
            "picked=~~",
            "picked=%7E",
            "open=1e9,-1",
            "depth=99",
            "path=Norland~Norland",
            "__proto__=1",
            "=&&",
        ),
        *("from=2019-02-31", "stories=-1", "publishers=Nobody", "kinds=!Nothing", "x" * 50_000),
    ],
    ids=lambda fragment: fragment[:20],
)
def test_a_link_that_says_nothing(open_page: OpenPage, fragment: str) -> None:
    """What a link says that the page does not know is passed over: the whole is shown."""
    page = open_page(plain_view(), fragment)
    assert page.run("return JSON.stringify(dateline.state()) === JSON.stringify(State.INITIAL)")
    assert page.complaints() == []


def test_names_of_any_kind(open_page: OpenPage) -> None:
    """Each has a name in the panel, and the drawing cuts no character in half."""
    page = open_page(ring([f"{BASE}thing_{at}" for at in range(len(LABELS))], LABELS))
    names = page.run("return dateline.model.nodes.map(({ label }) => label)")
    assert names == ["thing 0", "thing 1", *LABELS[2:]]
    assert page.run("return dateline.scene().nodes.every(({ label }) => label && label.isWellFormed())")
    assert page.complaints() == []


def test_more_between_two_than_can_be_told_apart(open_page: OpenPage) -> None:
    """A few are fanned out for whoever looks at them; hundreds stay one line, and the panel lists them in parts."""
    ends = (f"{BASE}a", f"{BASE}b")
    edges = [
        replace(edge(0, ends, "asserted", relation=(f"says{at}", "ACCUSE")), iri=f"{BASE}event_{at}")
        for at in range(300)
    ]
    nodes = tuple(NodeView(iri, "State", iri[-1]) for iri in ends)
    page = open_page(View(nodes, tuple(edges)), "picked=a~b")
    assert page.run("return dateline.scene().edges.length") == 1
    assert page.run("return dateline.scene().edges[0].picked")
    assert len(page.all("#panel details.event")) == 50
    page = open_page(View(nodes, tuple(edges[:20])), "picked=a~b")
    assert page.run("return dateline.scene().edges.length") == 20


def test_a_long_name_has_room(open_page: OpenPage) -> None:
    """Nothing leaves the window where something of 300 characters is looked at, on a phone too."""
    page = open_page(ring([f"{BASE}{at}" for at in range(3)], ["x" * 300, "X" * 300, "n"]))
    page.go(focus="0", picked="0")
    for device in (SCREEN, PHONE):
        with page.on(device):
            wide = page.run(
                """return ["#around", "#panel", "#around bdi", "#panel h2"].filter((name) => {
                  const { left, right } = document.querySelector(name).getBoundingClientRect();
                  return left < 0 || right > innerWidth || document.querySelector(name).scrollWidth > right - left + 1;
                });"""
            )
            assert wide == []


@pytest.mark.parametrize("count", [30, 400], ids=["vis-network", "canvas"])
def test_a_page_that_is_not_seen_at_first(browser: webdriver.Chrome, tmp_path: Path, count: int) -> None:
    """In a folded frame, or behind the table, nothing is drawn; what is then unfolded has all of it in view."""
    page_text = html.escape(render_view(made_up_view(count, claims=1)))
    outer = tmp_path / "two #1.html"
    outer.write_text(
        "<!doctype html><meta charset=utf-8><iframe hidden width=1000 height=600 sandbox=allow-scripts "
        f'srcdoc="{page_text}">',
        encoding="utf-8",
    )
    page = Page(browser, outer)
    page.run("document.querySelector('iframe').hidden = false")
    page.settle()
    browser.switch_to.frame(0)
    page.wait(ARE_SEEN)
    browser.switch_to.default_content()
    assert page.complaints() == []
    inner = tmp_path / "table.html"
    inner.write_text(render_view(made_up_view(count, claims=1)), encoding="utf-8")
    page = Page(browser, inner, "mode=table")
    page.go(mode="graph")
    assert page.run(ARE_SEEN)


@pytest.mark.parametrize("count", [30, 400], ids=["vis-network", "canvas"])
def test_a_window_that_shrinks_and_grows(open_page: OpenPage, count: int) -> None:
    """However small it was in between, one looks at the same place from as far."""
    page = open_page(made_up_view(count, claims=1))
    camera = page.run("return dateline.drawing.camera()")
    for width, height in ((200, 200), (90, 60), (1280, 720)):
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        page.resize(size)
        page.settle()
    assert page.run("return dateline.drawing.camera()") == pytest.approx(camera, abs=1)
    assert page.run("return dateline.drawing.camera().scale") == pytest.approx(camera["scale"], rel=0.01)
    assert page.complaints() == []


@pytest.fixture
def fresh_tab(browser: webdriver.Chrome) -> Iterator[webdriver.Chrome]:
    """A tab with nothing to go back to: Chromium forgets visits, once a tab has fifty, in an order of its own."""
    first = browser.current_window_handle
    browser.switch_to.new_window("tab")
    yield browser
    browser.close()
    browser.switch_to.window(first)


def test_a_reload_forgets_nothing(open_page: OpenPage, fresh_tab: webdriver.Chrome) -> None:
    """It shows what was looked at, and the ways back and forward from there are open as before."""
    page = open_page(plain_view())
    page.go(focus="Norland")
    page.go(focus="", mode="table")
    fresh_tab.refresh()
    page.settle()
    assert page.state()["mode"] == "table"
    for button, focus in (("back", "Norland"), ("back", ""), ("forward", "Norland")):
        page.one(f"#{button}").click()
        page.settle()
        assert (page.state()["focus"], page.state()["mode"]) == (focus, "graph")
    assert not page.one("#back").get_attribute("disabled")


def test_what_a_page_begins_with(browser: webdriver.Chrome, tmp_path: Path) -> None:
    """It begins where its maker wanted, until somebody goes elsewhere: then a reload stays there."""
    path = tmp_path / "graph.html"
    path.write_text(render_view(plain_view(), PageOptions(start="focus=Norland")), encoding="utf-8")
    page = Page(browser, path)
    assert page.state()["focus"] == "Norland"
    page.go(focus="")
    browser.refresh()
    page.settle()
    assert page.state()["focus"] == ""
    page.one("#back").click()
    page.settle()
    assert page.state()["focus"] == "Norland"


def test_a_page_without_room(tmp_path: Path, browser: webdriver.Chrome) -> None:
    """It says that the budget is too small, not that there is no news."""
    path = tmp_path / "small.html"
    path.write_text(render_view(plain_view(), PageOptions(max_nodes=1)), encoding="utf-8")
    page = Page(browser, path)
    assert "--max-nodes" in page.text(".empty")
    assert page.complaints() == []
