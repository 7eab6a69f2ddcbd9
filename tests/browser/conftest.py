"""A headless Chromium that reaches no network and writes down what the page asks for."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
CHROMEDRIVER = shutil.which("chromedriver")
ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",  # the tests run as root in containers, where Chromium's sandbox cannot
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--window-size=1280,720",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # where `kg serve` is
]


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """One browser for all tests of the page. Without one they are skipped, except under CI, where they fail."""
    if not (CHROMIUM and CHROMEDRIVER):
        reason = "no chromium with chromedriver on this machine (Debian, Ubuntu: apt-get install chromium-driver)"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    assert CHROMIUM
    options = Options()
    options.binary_location = CHROMIUM
    for argument in [*ARGUMENTS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(CHROMEDRIVER))
    driver.get("about:blank")
    yield driver
    driver.quit()


class Page:
    """A page opened from disk or by its address, and what it did."""

    def __init__(self, driver: webdriver.Chrome, path: Path | str) -> None:
        self.driver = driver
        for log in ("browser", "performance"):
            driver.get_log(log)  # type: ignore[no-untyped-call]  # selenium has no types here
        self.address = path.as_uri() if isinstance(path, Path) else path
        driver.get(self.address)
        self.settle()

    def settle(self) -> None:
        """Waits until what is under way has been drawn."""
        self.run("return new Promise((done) => requestAnimationFrame(() => setTimeout(done, 250)))")

    def run(self, script: str, *arguments: object) -> Any:
        """What the script returns; a promise is waited for."""
        return self.driver.execute_script(script, *arguments)

    def complaints(self) -> list[str]:
        """Everything on the console: errors, warnings, violations of the security policy."""
        return [entry["message"] for entry in self.driver.get_log("browser")]  # type: ignore[no-untyped-call]  # as above

    def requests(self) -> set[str]:
        """The address of everything that was asked for, but for the pages that the browser itself brings."""
        entries = self.driver.get_log("performance")  # type: ignore[no-untyped-call]  # as above
        messages = [json.loads(entry["message"])["message"] for entry in entries]
        sent = [message["params"] for message in messages if message["method"] == "Network.requestWillBeSent"]
        return {params["request"]["url"] for params in sent if not params["documentURL"].startswith("chrome://")}
