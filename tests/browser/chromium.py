"""A headless Chromium that reaches no network and writes down what the page asks for and complains of.

Refuses machines without Chromium and chromedriver, with a MissingError that says what to install.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.remote.webelement import WebElement

from tests.servers.jars import MissingError

HOW = "Debian, Ubuntu: apt-get install chromium-driver"
ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",  # the tests run as root in containers, where Chromium's sandbox cannot
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--window-size=1280,720",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # where `kg serve` is
]
SCREEN = {"width": 1280, "height": 720, "deviceScaleFactor": 1, "mobile": False}
PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}


def start_browser(profile: Path, *arguments: str) -> webdriver.Chrome:
    """The browser, with its profile in that folder; whoever starts it quits it."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    driver = shutil.which("chromedriver")
    if not (chromium and driver):
        raise MissingError(f"no Chromium with chromedriver on this machine ({HOW})")
    options = Options()
    options.binary_location = chromium
    for argument in [*ARGUMENTS, *arguments, f"--user-data-dir={profile}"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options=options, service=Service(driver))
    browser.get("about:blank")
    return browser


class Page:
    """A page opened from disk or by its address, and what it did."""

    def __init__(self, driver: webdriver.Chrome, path: Path | str, fragment: str = "") -> None:
        self.driver = driver
        self.tell(
            "Emulation.setDeviceMetricsOverride", **SCREEN
        )  # a window has a frame, and its size is not the page's
        for log in ("browser", "performance"):
            driver.get_log(log)  # type: ignore[no-untyped-call]  # selenium has no types here
        self.address = path.as_uri() if isinstance(path, Path) else path
        driver.get("about:blank")  # else a new fragment of the same address loads nothing
        driver.get(f"{self.address}#{fragment}" if fragment else self.address)
        self.settle()

    def settle(self) -> None:
        """Waits until what is under way has been drawn."""
        self.run("return window.dateline?.ready")
        self.run("return new Promise((done) => requestAnimationFrame(() => setTimeout(done, 250)))")

    def run(self, script: str, *arguments: object) -> Any:
        """What the script returns; a promise is waited for."""
        return self.driver.execute_script(script, *arguments)

    def tell(self, command: str, **parameters: object) -> Any:
        """The browser's answer to a command of its own protocol."""
        return self.driver.execute_cdp_cmd(command, parameters)

    def one(self, selector: str) -> WebElement:
        """The first element of that kind."""
        return self.driver.find_element("css selector", selector)

    def all(self, selector: str) -> list[WebElement]:
        """All elements of that kind."""
        return self.driver.find_elements("css selector", selector)

    def text(self, selector: str) -> str:
        """All text in the first element of that kind, whether it is in sight or not."""
        return str(self.run("return document.querySelector(arguments[0]).textContent", selector))

    def complaints(self) -> list[str]:
        """Everything on the console: errors, warnings, violations of the security policy."""
        return [entry["message"] for entry in self.driver.get_log("browser")]  # type: ignore[no-untyped-call]  # as above

    def requests(self) -> set[str]:
        """The address of everything that was asked for, but for the pages that the browser itself brings."""
        entries = self.driver.get_log("performance")  # type: ignore[no-untyped-call]  # as above
        messages = [json.loads(entry["message"])["message"] for entry in entries]
        sent = [message["params"] for message in messages if message["method"] == "Network.requestWillBeSent"]
        addresses = {each["request"]["url"] for each in sent if not each["documentURL"].startswith("chrome://")}
        return {address.partition("#")[0] for address in addresses} - {"about:blank"}

    @contextmanager
    def on(self, device: Mapping[str, object]) -> Iterator[None]:
        """While in here, the page is shown on that screen."""
        self.tell("Emulation.setDeviceMetricsOverride", **device)
        self.tell("Emulation.setTouchEmulationEnabled", enabled=bool(device["mobile"]))
        try:
            self.settle()
            yield
        finally:
            self.tell("Emulation.setTouchEmulationEnabled", enabled=False)
            self.tell("Emulation.setDeviceMetricsOverride", **SCREEN)

    @contextmanager
    def preferring(self, **wishes: str) -> Iterator[None]:
        """While in here, the reader prefers this: `color_scheme="dark"`, `reduced_motion="reduce"`."""
        features = [{"name": f"prefers-{name.replace('_', '-')}", "value": wish} for name, wish in wishes.items()]
        self.tell("Emulation.setEmulatedMedia", features=features)
        try:
            self.settle()
            yield
        finally:
            self.tell("Emulation.setEmulatedMedia", features=[])
