"""Pictures of the demo's page for the documents: `python -m tests.browser.pictures [PAGE]`, after `make demo`.

Writes `docs/page-*.png` from `exports/graph.html`, unless another page of the demo is given. What they show depends on
the fonts of the machine, so no test compares them.
"""

from __future__ import annotations

import base64
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.servers.jars import MissingError

from .chromium import PHONE, Page, start_browser

CHECKOUT = Path(__file__).resolve().parents[2]
TERMINATES = "South Korea terminates General Security of Military Information Agreement"
AUGUST = {"from": "2019-08-01", "to": "2019-08-31"}


def whole(page: Page) -> bytes:
    """The graph as it opens."""
    return shot(page)


def focus(page: Page) -> bytes:
    """Around South Korea, with the sentences that say that it ends the pact."""
    page.go(focus="South_Korea", picked=page.key(TERMINATES))
    return shot(page)


def timeline(page: Page) -> bytes:
    """What happened in August 2019, and an event of it."""
    page.go(**AUGUST, picked="Japan~South_Korea")
    return shot(page)


def table(page: Page) -> bytes:
    """The same events in rows, the newest first."""
    page.go(mode="table", sort="-time")
    return shot(page)


def dark(page: Page) -> bytes:
    """For those who have asked for it: what sources deny, plan or ask for."""
    with page.preferring(color_scheme="dark"):
        page.go(picked="Japan")
        return shot(page)


def phone(page: Page) -> bytes:
    """On a small screen, with an event open."""
    with page.on(PHONE | {"deviceScaleFactor": 2}):
        page.go(picked=page.key(TERMINATES))
        return shot(page)


PICTURES: tuple[Callable[[Page], bytes], ...] = (whole, focus, timeline, table, dark, phone)


def shot(page: Page) -> bytes:
    """The screen as a PNG, once everything has come to rest; nothing is pointed at."""
    page.mouse("mouseMoved", 1, 1)
    page.settle()
    return base64.b64decode(page.tell("Page.captureScreenshot", format="png", optimizeForSpeed=False)["data"])


def main() -> None:
    """Write them all, and say how large they are."""
    page = Path(sys.argv[1] if sys.argv[1:] else CHECKOUT / "exports" / "graph.html").resolve()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        try:
            browser = start_browser(Path(profile))
        except MissingError as error:
            sys.exit(str(error))
        try:
            for picture in PICTURES:
                path = CHECKOUT / "docs" / f"page-{picture.__name__}.png"
                path.write_bytes(picture(Page(browser, page)))
                print(f"{path.relative_to(CHECKOUT)}: {path.stat().st_size / 1000:.0f} kB")  # noqa: T201  its answer
        finally:
            browser.quit()


if __name__ == "__main__":
    main()
