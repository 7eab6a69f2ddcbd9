"""When a page is at rest, however slow the machine: nothing waits to be done, drawn, gone back to or faded.

Refuses to guess how long that takes. `DATELINE_SLOWER=6` makes scripts as slow as on a machine six times slower.
"""

from __future__ import annotations

import os

from selenium import webdriver

PATIENCE_SECONDS = 300
"""How long anything may take before a test gives up: long, since it says nothing about how fast the page is."""

SLOWER = float(os.environ.get("DATELINE_SLOWER", "1"))

# Runs before the page's own scripts. What is to happen much later, such as a notice that goes, is not under way.
BOOK = """(() => {
  const SOON_MS = 3000;
  const { setTimeout: later, clearTimeout: never, requestAnimationFrame: draw, cancelAnimationFrame: drop } = window;
  const due = new Map();
  const booked = (start, kind, isSoon) => (act, ...rest) => {
    const id = start((...given) => { due.delete(`${kind} ${id}`); act(...given); }, ...rest);
    if (isSoon(...rest)) due.set(`${kind} ${id}`, act);
    return id;
  };
  const struck = (stop, kind) => (id) => { due.delete(`${kind} ${id}`); stop(id); };
  window.setTimeout = booked(later, "timer", (delay = 0) => delay < SOON_MS);
  window.clearTimeout = struck(never, "timer");
  window.requestAnimationFrame = booked(draw, "frame", () => true);
  window.cancelAnimationFrame = struck(drop, "frame");
  for (const way of ["go", "back", "forward"]) {
    const leave = history[way].bind(history);
    history[way] = (...steps) => { due.set("history", leave); leave(...steps); };
  }
  addEventListener("popstate", () => due.delete("history"), true);

  const fading = () => document.getAnimations().filter(({ playState }) => playState === "running");
  const isBusy = () => due.size + fading().length > 0;
  const frame = () => new Promise((done) => draw(done));
  const pause = () => new Promise((done) => later(done, 10));
  const story = () => [...due].map(([what, act]) => `${what}: ${act}`.slice(0, 200)).join("; ") || "styles that fade";

  // Sizes and what is in sight are told of after a frame: only then it shows whether that has begun something.
  window.atRest = async (patienceMs) => {
    const end = performance.now() + patienceMs;
    do {
      while (isBusy()) {
        if (performance.now() > end) throw new Error(`still under way: ${story()}`);
        await pause();
      }
      await frame();
      await frame();
      await pause();
    } while (isBusy());
  };
})()"""

# A page that was asked to load anew may not have come to its script yet. An editor never rests: its cursor blinks.
AT_REST = """const [patienceMs] = arguments;
return (async () => {
  while (document.readyState !== "complete") await new Promise((done) => setTimeout(done, 10));
  await window.dateline?.ready;
  if (!document.getElementById("yasgui")) await window.atRest?.(patienceMs);
})()"""


def watch(driver: webdriver.Chrome) -> None:
    """Sees to it that what is opened in this tab from now on keeps book of what it has under way, and is that slow."""
    driver.set_script_timeout(PATIENCE_SECONDS)
    if driver.execute_script("return !window.atRest"):
        driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": BOOK})
        driver.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def await_rest(driver: webdriver.Chrome) -> None:
    """Waits until the page has done, drawn and shown all that is under way."""
    driver.execute_script(AT_REST, PATIENCE_SECONDS * 900)  # a little before the browser gives up, and says less
