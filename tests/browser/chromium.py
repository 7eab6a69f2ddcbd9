"""A headless Chromium that reaches no network and writes down what the page asks for and complains of.

Refuses machines without Chromium and chromedriver, with a MissingError that says what to install.
"""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import SessionNotCreatedException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.servers.jars import MissingError

from .stillness import PATIENCE_SECONDS, await_rest, watch

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

WIDTH = "Math.round(innerWidth * visualViewport.scale)"
"""JavaScript that says how wide the screen is, on which a page that is too wide for a phone is shown smaller."""
SAID = """const { nodes, relations, events } = dateline.model;
const said = ({ source, relation, target }) =>
  `${nodes[source].label} ${relations[relation].between} ${nodes[target].label}${relations[relation].after}`;"""
"""JavaScript that says an event in a sentence."""


def start_browser(profile: Path, *, logs: bool = True) -> webdriver.Chrome:
    """The browser, with its profile in that folder; whoever starts it quits it."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    driver = shutil.which("chromedriver")
    if not (chromium and driver):
        raise MissingError(f"no Chromium with chromedriver on this machine ({HOW})")
    options = Options()
    options.binary_location = chromium
    for argument in [*ARGUMENTS, f"--user-data-dir={profile}"]:
        options.add_argument(argument)
    if logs:
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = _started(options, driver)
    browser.get("about:blank")
    return browser


def _started(options: Options, driver: str) -> webdriver.Chrome:
    """The browser at the third try at the latest: chromedriver gives it a minute, and can't be told to give it more."""
    for _ in range(2):
        with suppress(SessionNotCreatedException):
            return webdriver.Chrome(options=options, service=Service(driver))
    return webdriver.Chrome(options=options, service=Service(driver))


class Page:
    """A page opened from disk or by its address, and what it did."""

    def __init__(self, driver: webdriver.Chrome, path: Path | str, fragment: str = "") -> None:
        self.driver = driver
        self.address = path.as_uri() if isinstance(path, Path) else path
        driver.get("about:blank")  # else a new fragment of the same address loads nothing
        self.resize(SCREEN)  # a window has a frame, and its size is not the page's
        self.mouse("mouseMoved", 0, 0)  # nothing is pointed at
        watch(driver)
        for log in ("browser", "performance"):
            driver.get_log(log)  # type: ignore[no-untyped-call]  # selenium has no types here
        driver.get(f"{self.address}#{fragment}" if fragment else self.address)
        self.settle()

    def settle(self) -> None:
        """Waits until what is under way has been done and drawn."""
        await_rest(self.driver)

    def wait(self, script: str, *arguments: object) -> None:
        """Waits until the script returns something that holds: for what no page says that it is under way."""
        WebDriverWait(self.driver, PATIENCE_SECONDS, 0.05).until(lambda _: self.run(script, *arguments), script)

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

    def press(self, *keys: str) -> None:
        """Types the keys into whatever has the focus."""
        ActionChains(self.driver).send_keys(*keys).perform()
        self.settle()

    def focused(self) -> str:
        """What has the focus: the first of its id, its label for screen readers and its text that there is."""
        script = "const at = document.activeElement; return at.id || at.ariaLabel || at.textContent.trim()"
        return str(self.run(script))

    def hover(self, drawn: str) -> None:
        """Rests the mouse on what is drawn under that id, by way of somewhere else."""
        x, y = self.spot(drawn)
        self.mouse("mouseMoved", x + 9, y + 9)
        self.mouse("mouseMoved", x, y)
        self.settle()

    def click(self, drawn: str, times: int = 1) -> None:
        """Clicks on what is drawn under that id."""
        x, y = self.spot(drawn)
        for nth in range(1, times + 1):
            self.click_at(x, y, nth)
        self.settle()

    def click_at(self, x: float, y: float, nth: int = 1) -> None:
        """Clicks at a place of the page: the second click that belongs to one before is its `nth` = 2."""
        self.mouse("mouseMoved", x, y)
        self.mouse("mousePressed", x, y, button="left", clickCount=nth)
        self.mouse("mouseReleased", x, y, button="left", clickCount=nth)

    def mouse(self, what: str, x: float, y: float, **more: object) -> None:
        """What the mouse does at a place of the page, in the words of the browser's protocol."""
        self.tell("Input.dispatchMouseEvent", type=what, x=x, y=y, **more)

    def spot(self, drawn: str) -> tuple[float, float]:
        """Where the page shows what is drawn under that id; the middle, of an edge."""
        x, y = self.run(
            """const box = document.getElementById("graph").getBoundingClientRect();
            const at = dateline.drawing.spot(arguments[0]);
            return [box.x + at.x, box.y + at.y];""",
            drawn,
        )
        return float(x), float(y)

    def node(self, label: str) -> str:
        """The id that an entity is drawn under."""
        return str(self.run("return `n${dateline.model.nodes.find((node) => node.label === arguments[0]).at}`", label))

    def edge(self, sentence: str) -> str:
        """The id of the edge that is drawn for an event, called by its sentence, and maybe for others."""
        find = "dateline.scene().edges.find((edge) => edge.events.some((at) => said(events[at]) === arguments[0])).id"
        return str(self.run(f"{SAID} return {find}", sentence))

    def key(self, sentence: str) -> str:
        """The key of an event, called by its sentence."""
        return str(self.run(f"{SAID} return events.find((event) => said(event) === arguments[0]).key", sentence))

    def events(self) -> list[str]:
        """The events that are looked at, as sentences with their status."""
        told: list[str] = self.run(
            f"{SAID} return dateline.choice().events.map((at) => `${{said(events[at])}}: ${{events[at].status}}`)"
        )
        return told

    def state(self) -> dict[str, Any]:
        """What is looked at."""
        state: dict[str, Any] = self.run("return dateline.state()")
        return state

    def go(self, **patch: object) -> None:
        """Changes what is looked at, as a part of the page would."""
        self.run("dateline.go(arguments[0])", patch)
        self.settle()

    def complaints(self) -> list[str]:
        """Everything on the console: errors, warnings, violations of the security policy."""
        return [entry["message"] for entry in self.driver.get_log("browser")]  # type: ignore[no-untyped-call]  # as above

    def requests(self) -> set[str]:
        """The address of everything that was asked for; not what the page brings along, nor what its policy refused."""
        entries = self.driver.get_log("performance")  # type: ignore[no-untyped-call]  # as above
        messages = [json.loads(entry["message"])["message"] for entry in entries]
        refused = {each["params"]["requestId"] for each in messages if each["params"].get("blockedReason") == "csp"}
        sent = [each["params"] for each in messages if each["method"] == "Network.requestWillBeSent"]
        return {
            each["request"]["url"].partition("#")[0]
            for each in sent
            if each["requestId"] not in refused
            and not each["documentURL"].startswith("chrome://")
            and not each["request"]["url"].startswith(("about:", "data:", "blob:"))
        }

    def resize(self, device: Mapping[str, object]) -> None:
        """Shows the page on that screen, which it becomes a moment after it was told."""
        self.tell("Emulation.setDeviceMetricsOverride", **device)
        self.wait(f"return {WIDTH} === arguments[0]", device["width"])

    @contextmanager
    def on(self, device: Mapping[str, object]) -> Iterator[None]:
        """While in here, the page is shown on that screen."""
        self.tell("Emulation.setTouchEmulationEnabled", enabled=bool(device["mobile"]))
        try:
            self.resize(device)
            self.settle()
            yield
        finally:
            self.tell("Emulation.setTouchEmulationEnabled", enabled=False)
            self.resize(SCREEN)

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


def saved_file(page: Page, button: WebElement | str) -> bytes:
    """The file that a button, or the button of that id, saves."""
    encoded = page.run(
        """const [button] = arguments;
        return new Promise((done) => {
          const made = URL.createObjectURL;
          URL.createObjectURL = (blob) => {
            URL.createObjectURL = made;
            const reader = new FileReader();
            reader.onload = () => done(reader.result.split(",")[1]);
            reader.readAsDataURL(blob);
            return made.call(URL, blob);
          };
          (typeof button === "string" ? document.getElementById(button) : button).click();
        });""",
        button,
    )
    return base64.b64decode(encoded)
