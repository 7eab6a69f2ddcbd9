"""What the tests of the pages share: one browser, pages opened in it, and what finds a page's faults."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver

from kg.export.page import render_view
from kg.export.view import View
from tests.servers.jars import MissingError

from .axe import axe
from .chromium import Page, start_browser

OpenPage = Callable[..., Page]


def _give_up(reason: str) -> None:
    """Skip, except under CI, where what is missing is a failure."""
    pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """One browser for all tests of the pages. Without one they are skipped, except under CI, where they fail."""
    try:
        driver = start_browser(tmp_path_factory.mktemp("profile"))
    except MissingError as error:
        _give_up(str(error))
        raise
    yield driver
    driver.quit()


@pytest.fixture
def open_page(browser: webdriver.Chrome, tmp_path: Path) -> OpenPage:
    """Opens a page: a file, an address, or the page of a view; the fragment says which state it starts in."""

    def opened(what: View | Path | str, fragment: str = "") -> Page:
        if isinstance(what, View):
            path = tmp_path / "graph.html"
            path.write_text(render_view(what), encoding="utf-8")
            what = path
        return Page(browser, what, fragment)

    return opened


@pytest.fixture(scope="session")
def faults() -> Callable[[Page], list[str]]:
    """What axe-core finds on a page that is serious or worse, each with where it is."""
    try:
        script = axe().read_text(encoding="utf-8")
    except MissingError as error:
        _give_up(str(error))
        raise

    def found(page: Page) -> list[str]:
        page.run(f"if (!window.axe) {{ {script} }}")
        violations: list[dict[str, Any]] = page.run("return axe.run().then((found) => found.violations)")
        grave = [each for each in violations if each["impact"] in {"serious", "critical"}]
        return [
            f"{each['id']}: {each['help']}: {node['html']}: {node['failureSummary']}"
            for each in grave
            for node in each["nodes"]
        ]

    return found
