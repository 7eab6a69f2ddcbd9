"""How large a graph the page can show: `python benchmarks/page.py --nodes 100 1000 5000 20000`.

Made-up graphs with three events a node and one to five claims an event, their sentences of 200 characters, drawn whole
in a headless Chromium without a GPU. A graph is *drawn* when something stands on the canvas, *answers* when a click on
its largest node has filled the panel, both counted from the opening of the file; frames a second are those that were
drawn while the mouse drags the graph. Beside it the page that pyvis makes of the same graph by itself, unless that
takes longer than a minute. Opening 20,000 nodes takes a gigabyte or two of memory.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyvis.network import Network
from selenium import webdriver
from selenium.common.exceptions import TimeoutException, WebDriverException

from kg.export.page import PageOptions, render_view
from kg.export.view import View
from tests.browser.chromium import SCREEN, start_browser
from tests.browser.made_up import made_up_view

SIZES = [100, 1000, 5000, 20_000]
PATIENCE_S, PAN_S, PAN_PX = 60.0, 3.0, 12

# Runs before the page's own scripts. A canvas is looked at through a small copy: reading all of it would cost time.
WATCH = """
const seen = (window.seen = { drawn: 0, answered: 0 });
const copy = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
[copy.canvas.width, copy.canvas.height] = [160, 90];
const isPainted = (canvas) => {
  if (canvas.width * canvas.height < 100000) return false;
  copy.clearRect(0, 0, 160, 90);
  copy.drawImage(canvas, 0, 0, 160, 90);
  const { data } = copy.getImageData(0, 0, 160, 90);
  return data.some((value, at) => value !== data[at % 4]); // more than bare paper, which may be transparent or not
};
const look = () => {
  if (!seen.drawn && [...document.querySelectorAll("canvas")].some(isPainted)) seen.drawn = performance.now();
  const panel = document.getElementById("panel");
  if (seen.drawn && !seen.answered && panel?.checkVisibility() && panel.querySelector("h2")?.textContent) {
    seen.answered = performance.now();
  }
  if (!seen.answered) requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
DRAWN = """return new Promise((done) => {
  const ask = () => (seen.drawn ? done(seen.drawn / 1000) : setTimeout(ask, 20));
  ask();
})"""
ANSWERED = DRAWN.replace("drawn", "answered")
LARGEST = """await dateline.ready;
const box = document.querySelector("canvas").getBoundingClientRect();
const isBehind = ({ x, y }) => x > 0 && y > 0 && x < box.width && y < box.height;
const [best] = dateline.scene().nodes.filter(({ id }) => isBehind(dateline.drawing.spot(id)))
  .toSorted((one, other) => other.r - one.r);
const at = dateline.drawing.spot(best.id);
return [box.x + at.x, box.y + at.y];"""
EMPTY = """const box = document.querySelector("canvas").getBoundingClientRect();
for (let y = box.height - 40; y > 0; y -= 7) {
  for (let x = 20; x < box.width; x += 7) {
    const bare = document.elementFromPoint(box.x + x, box.y + y)?.tagName === "CANVAS";
    if (bare && (!window.dateline || dateline.drawing.at(x, y) === null)) return [box.x + x, box.y + y];
  }
}"""
COUNT = "if (!window.dateline) { window.frames_ = 0; network.on('afterDrawing', () => { window.frames_ += 1; }); }"
FRAMES = "return window.dateline ? dateline.drawing.frames : window.frames_"


@dataclass(frozen=True, slots=True)
class Opened:
    """What a page took in the browser: seconds, frames a second, and megabytes of its script's memory."""

    drawn: float
    answered: float
    frames: float
    heap: float


def main() -> None:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--nodes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--keep", type=Path, help="A folder for the pages.")
    parser.add_argument("--no-bare", action="store_true", help="Leave out what pyvis makes by itself.")
    given = parser.parse_args()
    print(f"{os.cpu_count()} cores, {platform.machine()}")
    print(f"{'nodes':>6} {'events':>7} {'MB':>6} {'written':>8} {'drawn':>7} {'answers':>8} {'frames/s':>9}", end="")
    print(f" {'heap MB':>8}   {'pyvis alone: drawn':>18} {'frames/s':>9} {'ratio':>6}")
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        folder.mkdir(exist_ok=True)
        bare = not given.no_bare
        for count in given.nodes:
            bare = _print_row(made_up_view(count), folder, bare=bare)


def _print_row(view: View, folder: Path, *, bare: bool) -> bool:
    """Whether what pyvis makes by itself opened in time: a larger one will not, where a smaller did not."""
    path, started = folder / f"page-{len(view.nodes)}.html", time.perf_counter()
    path.write_text(render_view(view, PageOptions(max_nodes=len(view.nodes))), encoding="utf-8")
    written, size = time.perf_counter() - started, path.stat().st_size / 1e6
    page = opened(path)
    print(
        f"{len(view.nodes):>6} {len(view.edges):>7} {size:>6.1f} {written:>6.1f} s {page.drawn:>5.2f} s "
        f"{page.answered:>6.2f} s {page.frames:>9.1f} {page.heap:>8.0f}   ",
        end="",
        flush=True,
    )
    alone = opened(_written_bare(view, folder), ours=False) if bare else None
    print(f"{alone.drawn:>16.2f} s {alone.frames:>9.1f} {alone.drawn / page.drawn:>5.1f}x" if alone else f"{'—':>18}")
    return alone is not None


def _written_bare(view: View, folder: Path) -> Path:
    """The page of the same graph as pyvis makes it: nothing set, nothing worked out beforehand."""
    network = Network(directed=True, cdn_resources="in_line")
    for node in view.nodes:
        network.add_node(node.iri, label=node.label, title=node.kind)
    for edge in view.edges:
        network.add_edge(edge.source, edge.target, label=edge.relation, title=edge.status)
    path = folder / f"bare-{len(view.nodes)}.html"
    path.write_text(network.generate_html(), encoding="utf-8")
    return path


def opened(path: Path, *, ours: bool = True) -> Opened | None:
    """What the page took; None where it was not drawn in time."""
    with _browser() as driver:
        driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": f"{{ {WATCH} }}"})
        started = time.perf_counter()
        try:
            driver.get(path.as_uri())
            driver.set_script_timeout(max(1.0, PATIENCE_S - (time.perf_counter() - started)))
            drawn = float(driver.execute_script(DRAWN))
        except TimeoutException:
            return None
        answered = _answered(driver) if ours else 0.0
        driver.execute_script(COUNT)
        return Opened(drawn, answered, _panned(driver), _heap(driver))


def _answered(driver: webdriver.Chrome) -> float:
    x, y = driver.execute_script(f"return (async () => {{ {LARGEST} }})()")
    _mouse(driver, "mouseMoved", x, y)
    _mouse(driver, "mousePressed", x, y)
    _mouse(driver, "mouseReleased", x, y)
    return float(driver.execute_script(ANSWERED))


def _panned(driver: webdriver.Chrome) -> float:
    """How many frames a second are drawn while the mouse drags the graph to and fro."""
    x, y = driver.execute_script(EMPTY)
    _mouse(driver, "mouseMoved", x, y)
    _mouse(driver, "mousePressed", x, y)
    before, started, step = driver.execute_script(FRAMES), time.perf_counter(), 0
    while time.perf_counter() - started < PAN_S:
        step += 1
        away = abs((step % 40) - 20) * PAN_PX
        _mouse(driver, "mouseMoved", x + away, y - away / 2, buttons=1)
    frames, took = driver.execute_script(FRAMES) - before, time.perf_counter() - started
    _mouse(driver, "mouseReleased", x, y)
    return float(frames / took)


def _mouse(driver: webdriver.Chrome, kind: str, x: float, y: float, **more: Any) -> None:
    button = {"button": "none"} if kind == "mouseMoved" and not more else {"button": "left", "clickCount": 1}
    driver.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, **button, **more})


def _heap(driver: webdriver.Chrome) -> float:
    driver.execute_cdp_cmd("Performance.enable", {})
    driver.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
    metrics = driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    return next(float(each["value"]) for each in metrics if each["name"] == "JSHeapUsedSize") / 1e6


@contextmanager
def _browser() -> Iterator[webdriver.Chrome]:
    """A browser that has opened nothing yet."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        driver = start_browser(Path(profile), logs=False)
        driver.set_page_load_timeout(PATIENCE_S)
        driver.set_script_timeout(PATIENCE_S)
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", SCREEN)
        try:
            yield driver
        finally:
            _quit(driver)


def _quit(driver: webdriver.Chrome) -> None:
    """End it even if a page of its is too busy to be asked."""
    try:
        driver.quit()
    except WebDriverException:
        driver.service.stop()


if __name__ == "__main__":
    main()
