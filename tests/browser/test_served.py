"""The pages of `kg serve` in a real browser: they work, reach nothing else, and run nothing that articles bring."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tests.serve.conftest import GRAPH, Server, make_store, start

from .chromium import PHONE, Page
from .stillness import PATIENCE_SECONDS

ATTACKS = (
    "<img src=x onerror=alert(1)>",
    "</script><script>document.title='run'</script>",
    '"><svg onload=alert(1)> href',
    "{{ 7*7 }}{% raw %}",
    "'onfocus='alert(1)' autofocus='",
    "\u202egnp.exe\u202c \u2066x",
)


def hostile(trig: str) -> str:
    """The small graph with an attack in every text that is shown, and addresses that are scripts."""
    attack = "".join(ATTACKS).replace("\\", "\\\\").replace('"', '\\"')
    for text in ("Norland", "Sudland hits back", "The Gazette", "A. Writer", "scrapped", "2024-03-05", "asserted"):
        trig = trig.replace(f'"{text}"', f'"{text} {attack}"')
    trig = trig.replace('"2024-03-05 ' + attack + '"^^xsd:date', '"2024-03-05"^^xsd:date')
    trig = trig.replace("On Tuesday Norland", f"On Tuesday {attack} Norland").replace(
        "wd:Q1 ", "<javascript:alert(1)> "
    )
    return trig.replace('"https://gazette.example/a?x=1&y=2"', '"javascript:alert(1)"')


DRAWN = "dateline.yasgui.getTab().getYasr().plugins.drawing"
NORLAND_SPOT = f"""const {{ network }} = {DRAWN};
const box = document.querySelector(".yasr_results .drawing");
box.scrollIntoView();
const {{ x, y }} = network.canvasToDOM(network.getPosition("https://w3id.org/dateline/id/Norland"));
const {{ left, top }} = box.getBoundingClientRect();
return [left + box.clientLeft + x, top + box.clientTop + y];"""


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the hostile graph."""
    store = make_store(tmp_path_factory.mktemp("hostile") / ".kg", hostile(GRAPH.read_text(encoding="utf-8")))
    with start(store) as server:
        yield server


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the small graph."""
    store = make_store(tmp_path_factory.mktemp("small") / ".kg", GRAPH.read_text(encoding="utf-8"))
    with start(store) as server:
        yield server


PATHS = [
    "/",
    "/id/Norland",
    "/id/event_1",
    "/id/claim_1",
    "/id/article_a",
    "/id/story_2",
    "/id/evidence_1",
    "/ontology",
    "/search?q=onerror",
    "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
    "/sparql?query=SELECT%20*%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D",
    "/sparql?query=CONSTRUCT%20WHERE%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D",
]


@pytest.mark.parametrize("path", PATHS)
def test_what_articles_bring_is_shown_as_text(browser: webdriver.Chrome, attacked: Server, path: str) -> None:
    """No dialog, no script of theirs, no complaint on the console, no request to anywhere else, no link that runs."""
    page = Page(browser, attacked.address + path)
    if path.startswith("/sparql"):
        wait_for(browser, ".yasr_results table, .yasr_results .drawing canvas")
    assert page.complaints() == []
    assert all(url.startswith((attacked.address + "/", "data:", "blob:")) for url in page.requests())
    assert "run" not in browser.title.split()
    assert not page.run(
        "return document.querySelectorAll('[onerror], [onload], [onfocus], #yasgui svg[onload]').length"
    )
    schemes = page.run("return [...document.querySelectorAll('a[href]')].map((each) => each.protocol)")
    assert set(schemes) <= {"http:", "https:", "data:", "blob:"}
    if path.startswith("/id/Norland"):
        assert "<img src=x onerror=alert(1)>" in page.run("return document.querySelector('h1').textContent")


def wait_for(driver: webdriver.Chrome, selector: str) -> None:
    """Waits until there is something of that kind."""
    WebDriverWait(driver, PATIENCE_SECONDS).until(lambda each: each.find_elements(By.CSS_SELECTOR, selector))


def test_a_query_is_written_completed_and_answered(browser: webdriver.Chrome, served: Server) -> None:
    """The editor completes words of the graph, runs the query by keyboard, and its answers lead to our pages."""
    page = Page(browser, served.address + "/sparql")
    wait_for(browser, ".yasqe .CodeMirror")
    page.run(
        "const yasqe = dateline.yasgui.getTab().getYasqe(); yasqe.setValue('SELECT ?who { ?who kg:terminat');"
        "yasqe.focus(); yasqe.setCursor({ line: 0, ch: 99 }); yasqe.autocomplete()"
    )
    wait_for(browser, ".CodeMirror-hint")
    assert [each.text for each in browser.find_elements(By.CSS_SELECTOR, ".CodeMirror-hint")] == ["kg:terminates"]
    editor = browser.find_element(By.CSS_SELECTOR, ".yasqe textarea")
    editor.send_keys(Keys.ENTER, " ?what }", Keys.CONTROL, Keys.ENTER)
    wait_for(browser, ".yasr_results a.iri")
    assert browser.find_elements(By.CSS_SELECTOR, ".parseErrorIcon") == []
    assert page.run("return document.querySelector('.yasr_results a.iri').getAttribute('href')") == "/id/Norland"
    assert page.complaints() == []


def test_a_graph_is_drawn(browser: webdriver.Chrome, served: Server) -> None:
    """A question of the list that gives a graph is drawn at once; a double click leads to what a node stands for."""
    page = Page(browser, served.address + "/sparql")
    wait_for(browser, "#example optgroup:last-child option:last-child")
    page.run(
        "const list = document.getElementById('example'); list.lastElementChild.lastElementChild.selected = true;"
        "list.dispatchEvent(new Event('change'))"
    )
    wait_for(browser, ".yasr_results .drawing canvas")
    assert page.complaints() == []
    page.wait(f"const {{ network }} = {DRAWN}; return !network.physics.physicsEnabled")
    x, y = page.run(NORLAND_SPOT)
    page.click_at(x, y)
    page.click_at(x, y, nth=2)
    page.wait("return location.pathname === '/id/Norland' && document.readyState === 'complete'")


def test_the_graph_page_leads_to_the_pages_of_things(browser: webdriver.Chrome, served: Server) -> None:
    """An entity's panel has a link to all about it; from there one is back by the keyboard."""
    page = Page(browser, served.address + "/")
    page.go(picked="Norland")
    page.one("#panel .links a[href^='/id/']").click()
    page.wait("return location.pathname.startsWith('/id/') && document.readyState === 'complete'")
    assert page.all(".timeline")
    browser.find_element(By.CSS_SELECTOR, "header input").send_keys("river", Keys.ENTER)
    wait_for(browser, ".found a")
    assert browser.find_element(By.CSS_SELECTOR, ".found a").text == "River Pact"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/id/Norland", "/sparql", "/search?q=norland"])
def test_a_page_fits_a_telephone(browser: webdriver.Chrome, served: Server, path: str, scheme: str) -> None:
    """On 390 pixels nothing has to be moved sideways, in either light."""
    page = Page(browser, served.address + path)
    with page.on(PHONE), page.preferring(color_scheme=scheme):
        assert page.run("return document.documentElement.scrollWidth") <= 390
        paper = page.run("return getComputedStyle(document.body).backgroundColor")
        assert paper == {"light": "rgb(251, 251, 249)", "dark": "rgb(20, 23, 27)"}[scheme]
