"""The page in a real browser, without a network: it draws, explains itself, and runs nothing that articles bring."""

from collections.abc import Callable
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By

from kg.export.page import render_view
from kg.export.view import EdgeView, EvidenceView, NodeView, View

from .chromium import Page

STATUSES = ("asserted", "reported", "intended", "possible", "requested", "denied", "disputed")
ATTACKS = (
    "<img src=x onerror=alert(1)>",
    "</script><script>document.title='run'</script>",
    '"><svg onload=alert(1)> href',
    "{{ 7*7 }}{% raw %}",
    "'+alert(1)+'",
    "\u202egnp.exe\u202c \u2066x",
)


def evidence(sentence: str, **changes: str) -> EvidenceView:
    """Evidence with that sentence and plausible rest."""
    values = {
        "subject": "Norland",
        "trigger": "left",
        "object": "the pact",
        "speaker": "",
        "publisher": "The Gazette",
        "title": "A title",
        "url": "https://gazette.example/a",
        "published": "2024-03-06",
        "modality": "actual",
        "polarity": "positive",
    }
    return EvidenceView(sentence=sentence, **(values | changes))


def edge(number: int, ends: tuple[str, str], status: str, *found: EvidenceView) -> EdgeView:
    """The event of that number."""
    source, target = ends
    day = f"2024-03-{number + 1:02d}"
    return EdgeView(f"e:{number}", source, target, "leaves", status, "RETREAT", day, day, day, "", 1, 1, found)


def plain_view() -> View:
    """Two states and a pact, and an event of every status."""
    nodes = (
        NodeView("n:norland", "State", "Norland", ("Kingdom of Norland",), "http://www.wikidata.org/entity/Q1"),
        NodeView("n:pact", "Agreement", "River Pact"),
        NodeView("n:sudland", "State", "Sudland"),
    )
    first = edge(0, ("n:norland", "n:pact"), "asserted", evidence("On Tuesday Norland left the pact."))
    others = [edge(number, ("n:sudland", "n:norland"), status) for number, status in enumerate(STATUSES, start=1)]
    return View(nodes, (first, *others))


def hostile_view() -> View:
    """A view every text of which tries to run or to disturb something."""
    nodes = tuple(
        NodeView(f"n:{number}", text, text, (text,), "javascript:alert(1)") for number, text in enumerate(ATTACKS)
    )
    edges = tuple(
        EdgeView(
            f"e:{text}",
            f"n:{number}",
            f"n:{(number + 1) % len(ATTACKS)}",
            text,
            text,
            text,
            text,
            text,
            text,
            text,
            1,
            1,
            (
                evidence(
                    text,
                    subject=text,
                    trigger="x",
                    publisher=text,
                    title=text,
                    url="javascript:alert(document.title='run')",
                ),
            ),
        )
        for number, text in enumerate(ATTACKS)
    )
    return View(nodes, edges)


@pytest.fixture
def open_page(browser: webdriver.Chrome, tmp_path: Path) -> Callable[[View], Page]:
    """Writes the page of a view and opens it."""

    def opened(view: View) -> Page:
        path = tmp_path / "graph.html"
        path.write_text(render_view(view), encoding="utf-8")
        return Page(browser, path)

    return opened


def painted_share(page: Page) -> float:
    """The share of the canvas' pixels that something was drawn on."""
    share = page.run(
        """const canvas = document.querySelector("canvas");
        const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        let painted = 0;
        for (let at = 3; at < pixels.length; at += 4) painted += pixels[at] > 0;
        return painted / (pixels.length / 4);"""
    )
    return float(share)


def spot(page: Page, place: str) -> tuple[int, int]:
    """Where a place of the drawing, given as JavaScript, lies on the screen, counted from the middle of the graph."""
    x, y = page.run(
        f"""const at = dateline.network.canvasToDOM({place});
        const box = document.getElementById("graph").getBoundingClientRect();
        return [at.x - box.width / 2, at.y - box.height / 2];"""
    )
    return round(x), round(y)


def hover(page: Page, place: str, *, click: bool = False) -> None:
    """Moves the mouse there, by way of somewhere else, and waits for what shows."""
    x, y = spot(page, place)
    graph = page.driver.find_element(By.ID, "graph")
    chain = ActionChains(page.driver).move_to_element_with_offset(graph, x + 9, y + 9)
    chain.move_to_element_with_offset(graph, x, y)
    (chain.click() if click else chain).pause(0.5).perform()


NODE_0 = "dateline.network.getPosition(0)"
EDGE_0 = "dateline.network.body.edges[0].edgeType.getPoint(0.35)"


def test_it_draws_in_silence(open_page: Callable[[View], Page]) -> None:
    """Something is painted, the console stays empty, and nothing but the file itself is asked for."""
    page = open_page(plain_view())
    assert 0.005 < painted_share(page) < 0.5
    assert page.complaints() == []
    assert page.requests() == {page.address}
    assert page.driver.title == "Dateline"


def test_it_stands_still(open_page: Callable[[View], Page]) -> None:
    """Nothing moves: positions come with the file."""
    page = open_page(plain_view())
    before = page.run("return dateline.network.getPositions()")
    page.run("return new Promise((done) => setTimeout(done, 400))")
    assert page.run("return dateline.network.getPositions()") == before


def test_hovering_an_edge_shows_its_evidence(open_page: Callable[[View], Page]) -> None:
    """Sentence, publisher, date and title appear next to the mouse."""
    page = open_page(plain_view())
    hover(page, EDGE_0)
    tip = page.driver.find_element(By.CSS_SELECTOR, "div.vis-tooltip")
    assert tip.is_displayed()
    for words in ("On Tuesday Norland left the pact.", "The Gazette", "2024-03-06", "A title", "asserted"):
        assert words in tip.text


def test_clicking_an_edge_opens_the_panel(open_page: Callable[[View], Page]) -> None:
    """The panel marks subject, trigger and object in the sentence and links to the article."""
    page = open_page(plain_view())
    hover(page, EDGE_0, click=True)
    panel = page.driver.find_element(By.ID, "panel")
    assert "On Tuesday Norland left the pact." in panel.text
    marks = {mark.get_attribute("class"): mark.text for mark in panel.find_elements(By.TAG_NAME, "mark")}
    assert marks == {"subject": "Norland", "trigger": "left", "object": "the pact"}
    anchor = panel.find_element(By.CSS_SELECTOR, "blockquote a")
    assert anchor.get_attribute("href") == "https://gazette.example/a"
    assert "noopener" in str(anchor.get_attribute("rel"))


def test_clicking_a_node_shows_all_its_events(open_page: Callable[[View], Page]) -> None:
    """A node's panel has its class, its other names and each of its events; a click beside it closes the panel."""
    page = open_page(plain_view())
    hover(page, NODE_0, click=True)
    panel = page.driver.find_element(By.ID, "panel")
    assert panel.find_element(By.TAG_NAME, "h2").text == "Norland"
    assert "Kingdom of Norland" in panel.text
    assert len(panel.find_elements(By.TAG_NAME, "h3")) == 1 + len(STATUSES)
    page.driver.find_element(By.ID, "close").click()
    assert not panel.is_displayed()


def test_the_table_holds_the_same_events(open_page: Callable[[View], Page]) -> None:
    """Each event is a row, and its button leads to the evidence."""
    page = open_page(plain_view())
    rows = page.driver.find_elements(By.CSS_SELECTOR, "tbody tr")
    assert len(rows) == 1 + len(STATUSES)
    rows[0].find_element(By.TAG_NAME, "button").click()
    assert "On Tuesday Norland left the pact." in page.driver.find_element(By.ID, "panel").text


def test_search_finds_by_any_name(open_page: Callable[[View], Page]) -> None:
    """Part of an alias is enough; Enter goes to the first match; no match is said."""
    page = open_page(plain_view())
    box = page.driver.find_element(By.ID, "search")
    box.send_keys("kingdom\n")
    assert page.driver.find_element(By.CSS_SELECTOR, "#panel h2").text == "Norland"
    box.clear()
    box.send_keys("zzz")
    assert "No entity" in page.driver.find_element(By.ID, "matches").text


def test_every_status_is_drawn_differently(open_page: Callable[[View], Page]) -> None:
    """No two statuses share colour, dash, end and background together; the legend names each."""
    page = open_page(plain_view())
    looks = page.run(
        """return Object.values(dateline.network.body.edges).slice(1).map(({ options }) => JSON.stringify(
          [options.color.color, options.dashes, options.arrows.to.type, options.background.enabled]));"""
    )
    assert len(set(looks)) == len(STATUSES)
    legend = page.driver.find_element(By.CLASS_NAME, "legend").text
    assert all(status in legend for status in STATUSES)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_follows_the_colour_scheme(open_page: Callable[[View], Page], scheme: str) -> None:
    """Paper and ink change places with the reader's preference, on the canvas too."""
    page = open_page(plain_view())
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    page.settle()
    paper, ink = page.run(
        """const style = getComputedStyle(document.body);
        return [style.backgroundColor, Object.values(dateline.network.body.nodes)[0].options.font.color];"""
    )
    assert (paper == "rgb(20, 23, 27)") == (scheme == "dark")
    assert ink == {"light": "#1d2126", "dark": "#e8eaed"}[scheme]
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_it_fits_a_phone(open_page: Callable[[View], Page]) -> None:
    """On a narrow screen nothing runs out sideways, and what one looks at lies above the panel."""
    page = open_page(plain_view())
    phone = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", phone)
    try:
        page.settle()
        page.run("dateline.goToNode(0)")
        page.settle()
        x, y = page.run(f"const at = dateline.network.canvasToDOM({NODE_0}); return [at.x, at.y];")
        top = page.run("return document.getElementById('panel').offsetTop")
        assert 0 < x < 390
        assert 0 < y < top
        assert (
            page.run("return Math.max(...[...document.querySelectorAll('td')].map((cell) => cell.offsetWidth))") > 300
        )
        assert page.run("return document.documentElement.scrollWidth") == 390
    finally:
        page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_the_words_shown_bear_the_status_out(open_page: Callable[[View], Page]) -> None:
    """An older threat does not stand for the act in the table and beside the mouse; the panel has both."""
    threat = evidence("Norland may leave the pact, said the Gazette.", modality="possible", published="2024-03-01")
    act = evidence("On Tuesday Norland left the pact.")
    nodes = plain_view().nodes
    page = open_page(View(nodes, (edge(0, ("n:norland", "n:pact"), "asserted", threat, act),), articles=2))
    assert "On Tuesday Norland left" in page.driver.find_element(By.CSS_SELECTOR, "tbody").text
    hover(page, EDGE_0, click=True)
    assert "On Tuesday Norland left" in page.run("return document.querySelector('div.vis-tooltip').textContent")
    assert len(page.driver.find_elements(By.CSS_SELECTOR, "#panel blockquote")) == 2


def test_what_articles_say_is_never_run(open_page: Callable[[View], Page]) -> None:
    """Attacks in every text show as text, wherever they show; nothing is loaded, run or linked."""
    page = open_page(hostile_view())
    for number in range(len(ATTACKS)):
        page.run("dateline.goToNode(arguments[0])", number)
        assert page.driver.find_elements(By.CSS_SELECTOR, "#panel img, #panel svg, #panel script, #panel a") == []
        page.run("dateline.goToEvent(arguments[0])", number)
    hover(page, EDGE_0)
    hover(page, "dateline.network.getPosition(1)")
    page.driver.find_element(By.ID, "search").send_keys("onerror")
    assert "<img src=x onerror=alert(1)>" in page.driver.find_element(By.ID, "matches").text
    assert "<img src=x onerror=alert(1)>" in page.driver.find_element(By.CSS_SELECTOR, "tbody").text
    assert page.driver.title == "Dateline"
    assert len(page.driver.find_elements(By.TAG_NAME, "script")) == 4
    assert page.driver.find_elements(By.CSS_SELECTOR, "img, a[href^='javascript'], [onerror], [onload]") == []
    assert page.complaints() == []
    assert page.requests() == {page.address}


def test_an_empty_graph_says_so(open_page: Callable[[View], Page]) -> None:
    """No events: one sentence, no script at all, no complaint."""
    page = open_page(View((), ()))
    assert "no event was found" in page.driver.find_element(By.TAG_NAME, "body").text
    assert page.driver.find_elements(By.TAG_NAME, "script") == []
    assert page.complaints() == []


def test_a_script_that_got_in_would_not_run(browser: webdriver.Chrome, tmp_path: Path) -> None:
    """The security policy is a second wall: markup put into the file by hand runs nothing and loads nothing."""
    attack = (
        "<script>document.title='run'</script><img src='https://evil.example/x.png' onerror=\"document.title='run'\">"
    )
    path = tmp_path / "broken.html"
    path.write_text(render_view(plain_view()).replace("<main>", f"{attack}<main>"), encoding="utf-8")
    page = Page(browser, path)
    assert page.driver.title == "Dateline"
    assert sum("Content Security Policy" in complaint for complaint in page.complaints()) >= 2


def test_nothing_is_written_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Making a page leaves no file behind, in the working directory least of all."""
    monkeypatch.chdir(tmp_path)
    render_view(plain_view())
    assert list(tmp_path.iterdir()) == []
