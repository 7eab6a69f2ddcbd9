"""The page for somebody who wants to look at it now: at one entity, in a notebook, or in a file that the browser opens.

Refuses an entity that is neither end of any event, since the page does not show it, and a machine without a browser.
"""

from __future__ import annotations

import contextlib
import hashlib
import html
import os
import sys
import tempfile
import webbrowser
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from pyoxigraph import DefaultGraph, NamedNode

from kg.errors import ExportError, QueryError
from kg.export import Exporter, find_exporter
from kg.export.files import new_file
from kg.export.page import PageOptions
from kg.export.page.contents import key_of
from kg.export.selection import stored
from kg.ontology.iris import term
from kg.questions import find_entity
from kg.store import prefixes_of

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = [
    "MAX_NOTEBOOK_NODES",
    "budget",
    "inline_frame",
    "open_page",
    "options_at",
    "page_exporter",
    "write_page_file",
]

KEPT_PAGES = 20
"""How many pages stay in the cache: those in front of somebody are among the last ones."""

MAX_NOTEBOOK_NODES = 500
"""How many entities the page of a notebook holds, which keeps a copy of it in its file each time."""

FRAME_HEIGHT_PX = 720

# An article that somebody opens from the frame is a page like any other: in the sandbox it could keep no cookie.
_ALLOWED = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"


def budget(max_nodes: int | None) -> PageOptions:
    """The page with room for so many entities, for as many as usual where no number is given."""
    return PageOptions() if max_nodes is None else PageOptions(max_nodes=max_nodes)


def options_at(dataset: Dataset, entity: str, options: PageOptions) -> PageOptions:
    """The options with which the page begins at this entity, with what surrounds it, whatever the budget leaves out.

    QueryError where nothing, or more than one, is so called, and where it is neither end of any event.
    """
    name = find_entity(dataset, entity)
    if not any(_events(dataset, name.iri)):
        raise QueryError(f"{name.label} acts or suffers in no event, and the page shows no others; try `kg timeline`")
    key = quote(key_of(name.iri, prefixes_of(dataset)["id"]).replace("~", "%7E"), safe="")  # as in model.js
    return replace(options, start=f"focus={key}&picked={key}", keep=(name.iri,))


def _events(dataset: Dataset, iri: str) -> Iterator[object]:
    for end in ("subject", "object"):
        yield from stored(dataset).quads_for_pattern(None, NamedNode(term(end)), NamedNode(iri), DefaultGraph())


def page_exporter(options: PageOptions) -> Exporter:
    """The format `html` with these options."""
    return replace(find_exporter("html"), given=(options,))


def inline_frame(page: str) -> str:
    """The page as a part of another one, which it can't reach: it runs by itself, may save files and open links."""
    return (
        f'<iframe srcdoc="{html.escape(page)}" sandbox="{_ALLOWED}" '
        f'title="Knowledge graph" width="100%" height="{FRAME_HEIGHT_PX}" style="border: 0"></iframe>'
    )


def write_page_file(page: str, output: Path | None = None) -> Path:
    """The file that the page was written to: a given one, or one in the user's cache, for the same page the same."""
    path = output or _cache_folder() / f"{hashlib.sha256(page.encode()).hexdigest()[:16]}.html"
    with new_file(path) as out:
        out.write(page.encode())
    if not output:
        _forget_older(path)
    return path


def open_page(path: Path) -> None:
    """Open the file in the browser; ExportError where there is none."""
    if not webbrowser.open(path.absolute().as_uri()):
        raise ExportError(f"no browser was found to open {path.absolute()}; open it yourself, or pass --no-browser")


def _cache_folder() -> Path:
    """A folder for this user alone; one that is gone after a restart where there is no home to write to."""
    try:
        folder = _caches() / "dateline" / "pages"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return Path(tempfile.mkdtemp(prefix="dateline-"))
    return folder if os.access(folder, os.W_OK) else Path(tempfile.mkdtemp(prefix="dateline-"))


def _caches() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    given = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", "")
    return Path(given) if Path(given).is_absolute() else Path.home() / ".cache"


def _forget_older(page: Path) -> None:
    """Delete all but this page and the newest before it; one that another process deletes first is none of ours.

    The disk's clock may be coarse, or not this machine's: it does not say which page was written last.
    """
    with contextlib.suppress(OSError):
        others = (path for path in page.parent.glob("*.html") if path.name != page.name)
        for path in sorted(others, key=lambda path: (path.stat().st_mtime_ns, path.name))[: 1 - KEPT_PAGES]:
            path.unlink()
