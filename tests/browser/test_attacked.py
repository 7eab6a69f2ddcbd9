"""News that attack, through the whole program: read, extracted, linked, stored, and shown in every way that there is.

Wherever such a text shows, it shows as text: no dialog, no request, no script, no link that runs.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selenium.common.exceptions import NoAlertPresentException

from kg.export.page import render_view
from kg.graph import KnowledgeGraph
from tests.serve.conftest import start

from .chromium import Page, saved_file
from .hostile import ATTACKS, hostile_view, shown, write_hostile_news
from .views import plain_view

if TYPE_CHECKING:
    from selenium import webdriver

    from tests.conftest import Run

    from .conftest import OpenPage

IMG = "<img src=x onerror=alert(1)>"
FOREIGN = "img, iframe, object, embed, [onerror], [onload], [onclick], [onfocus], [onmouseover], base, form[action]"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the news that attack were built, with names that attack."""
    from tests.conftest import run_kg

    folder = tmp_path_factory.mktemp("attacked")
    news, names = write_hostile_news(folder)
    done = run_kg(["build", news, "--ontology", names, "--out", "exports/"], folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def page(browser: webdriver.Chrome, built: Path) -> Iterator[Page]:
    """The page of those news; whatever was done with it, nothing of theirs has run."""
    opened = Page(browser, built / "exports" / "graph.html")
    yield opened
    assert_harmless(opened)


def assert_harmless(page: Page, address: str | None = None) -> None:
    """Nothing of the articles' ran, nothing was asked for, nothing of theirs became an element or a link."""
    with pytest.raises(NoAlertPresentException):
        page.driver.switch_to.alert.dismiss()
    assert "run" not in page.driver.title
    assert page.complaints() == []
    assert page.requests() == {address or page.address}
    assert page.all(FOREIGN) == []
    schemes = set(page.run("return [...document.querySelectorAll('a[href]')].map((each) => each.protocol)"))
    assert schemes <= {"http:", "https:", "blob:"}
    hosts = set(page.run("return [...document.querySelectorAll('a[href^=http]')].map((each) => each.hostname)"))
    assert "evil.example" not in hosts


def test_the_names_got_in(page: Page) -> None:
    """The attack reaches the page at all: there are entities that are called so."""
    labels = page.run("return dateline.model.nodes.map(({ label }) => label)")
    assert IMG in labels
    assert any("</script>" in label for label in labels)
    assert any("{{ 7*7 }}" in label for label in labels)
    assert any("gnp.exe" in label for label in labels)


def test_everything_can_be_read(page: Page) -> None:
    """Each entity, event and pair opens in the panel, with names as written."""
    things = page.run(
        """const { nodes, events } = dateline.model;
        const pairs = events.map(({ source, target }) => `${nodes[source].key}~${nodes[target].key}`);
        const unnamed = [...events.map(({ key }) => key), ...pairs].map((key) => [key, ""]);
        return [...nodes.map(({ key, label }) => [key, label]), ...unnamed];"""
    )
    for key, label in things:
        page.run("dateline.go({ picked: arguments[0] })", key)
        assert label in page.text("#panel h2")
    page.go(picked=next(key for key, label in things if label == IMG))
    assert page.text("#panel h2") == IMG


def test_the_mouse_over_everything(page: Page) -> None:
    """What shows beside the mouse is text too."""
    for drawn in page.run("return [...dateline.scene().nodes, ...dateline.scene().edges].map(({ id }) => id)"):
        x, y = page.spot(drawn)
        page.mouse("mouseMoved", x + 3, y + 3)
        page.mouse("mouseMoved", x, y)
    page.settle()
    assert page.all("#tip img, #tip script, #tip svg") == []


def test_search_table_filters_and_time(page: Page) -> None:
    """Names in the list of matches, in rows, in the names of publishers, and in what is copied."""
    page.one("#search").send_keys("onerror")
    assert IMG in page.text("#matches")
    page.go(mode="table")
    assert IMG in page.text("#table")
    page.run("dateline.go({ publishers: [arguments[0]], mode: 'graph' })", IMG)
    page.settle()
    assert IMG in page.text("#chips") or IMG in page.text("#filters")
    page.go(publishers=None, focus="img", depth=3)
    assert IMG in page.text("#around")
    page.go(focus="", path=["img", "Iceland"])
    assert IMG in page.text("#around")


def test_the_link_and_the_query(page: Page) -> None:
    """A link to a view of them arrives there; the query quotes them."""
    page.go(picked="img", publishers=[IMG], mode="graph")
    again = Page(page.driver, page.address, page.driver.current_url.partition("#")[2])
    assert again.state()["publishers"] == [IMG]
    page.run("document.getElementById('save-sparql').click()")
    assert f'"{IMG}"' in str(page.run("return document.querySelector('#query textarea').value"))


def test_the_drawing_as_svg(page: Page) -> None:
    """The file is well-formed XML with nothing but drawing in it, and the names stand in it as text."""
    root = ET.fromstring(saved_file(page, "save-svg"))  # noqa: S314  our own page wrote it
    tags = {str(each.tag).rpartition("}")[2] for each in root.iter()}
    assert not tags & {"script", "foreignObject", "a", "image", "iframe", "use"}
    attributes = {name.rpartition("}")[2] for each in root.iter() for name in each.attrib}
    assert not [name for name in attributes if name.startswith("on") or name == "href"]
    assert "onerror" in "".join(root.itertext())


def test_every_text_of_a_view(open_page: OpenPage) -> None:
    """With attacks in fields that no article fills as well: times, statuses, relations, IRIs."""
    page = open_page(hostile_view())
    for number, text in enumerate(ATTACKS):
        page.run("dateline.go({ picked: dateline.model.nodes[arguments[0]].key })", number)
        found = {page.run("return dateline.model.nodes[arguments[0]].label", number), page.text("#panel h2")}
        assert len(found) == 1
        assert found <= {shown(each) for each in ATTACKS}, text
        page.run("dateline.go({ picked: dateline.model.events[arguments[0]].key })", number)
    labels = set(page.run("return dateline.model.nodes.map(({ label }) => label)"))
    assert labels == {shown(each) for each in ATTACKS}
    page.go(mode="table", picked="")
    assert IMG in page.text("#table")
    page.go(mode="graph", grouped=True)
    assert_harmless(page)


def test_a_script_that_got_in_would_not_run(browser: webdriver.Chrome, tmp_path: Path) -> None:
    """The security policy is a second wall: markup put into the file by hand runs nothing and loads nothing."""
    attack = (
        "<script>document.title='run'</script><img src='https://evil.example/x.png' onerror=\"document.title='run'\">"
        "<style>body { background: url(https://evil.example/y.png) }</style><iframe src='https://evil.example/'></iframe>"
        "<base href='https://evil.example/'><p style='color: red' onclick='x()'>"
    )
    path = tmp_path / "broken.html"
    path.write_text(render_view(plain_view()).replace("<main>", f"{attack}<main>"), encoding="utf-8")
    page = Page(browser, path)
    assert page.driver.title == "Dateline"
    assert sum("Content Security Policy" in complaint for complaint in page.complaints()) >= 4
    assert page.requests() == {page.address}


def test_what_is_shown_by_kg_show(browser: webdriver.Chrome, built: Path, kg: Run) -> None:
    """`kg show` opens the page at an entity that is called so."""
    done = kg(["show", IMG, "--no-browser", "--output", "shown.html"], built)
    assert done.returncode == 0, done.stderr
    page = Page(browser, built / "shown.html")
    assert page.state()["picked"] == "img" or page.state()["focus"] == "img"
    assert page.text("#panel h2") == IMG
    assert_harmless(page)


def test_what_a_notebook_shows(browser: webdriver.Chrome, built: Path, tmp_path: Path) -> None:
    """The frame of the notebook holds the page, and what is in it reaches neither the notebook nor the network."""
    with KnowledgeGraph.open(built / ".kg") as graph:
        frame = graph._repr_html_() or ""
    assert re.match(r"<iframe\b[^>]*\bsandbox=", frame)
    assert "allow-same-origin" not in frame.partition("srcdoc")[0]
    assert f"{html.escape('<script>')}" in frame
    path = tmp_path / "notebook.html"
    path.write_text(f"<!doctype html><meta charset=utf-8><title>Notebook</title>{frame}", encoding="utf-8")
    outer = Page(browser, path)
    browser.switch_to.frame(0)
    outer.settle()
    assert outer.run("return dateline.model.nodes.length") > 3
    outer.run("dateline.go({ picked: 'img' })")
    assert outer.text("#panel h2") == IMG
    browser.switch_to.default_content()
    assert outer.complaints() == []
    assert outer.requests() - {"about:srcdoc"} == {outer.address}
    assert browser.title == "Notebook"


def test_what_is_served(browser: webdriver.Chrome, built: Path) -> None:
    """`kg serve` shows the same page, and its pages of things, without anything of theirs running."""
    with start(built / ".kg") as server:
        page = Page(browser, f"{server.address}/")
        assert page.run("return dateline.model.nodes.map(({ label }) => label)").count(IMG) == 1
        page.go(picked="img")
        assert page.text("#panel h2") == IMG
        assert_harmless(page)
        for path in ("/id/img", "/id/script", "/search?q=onerror", "/search?q=%3Cscript%3E"):
            other = Page(browser, server.address + path)
            assert other.complaints() == []
            assert all(url.startswith((server.address + "/", "data:")) for url in other.requests())
            assert "run" not in browser.title.split()
            assert other.all("[onerror], [onload], img[src=x]") == []


def test_nothing_is_written_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Making a page leaves no file behind, in the working directory least of all."""
    monkeypatch.chdir(tmp_path)
    render_view(plain_view())
    assert list(tmp_path.iterdir()) == []
