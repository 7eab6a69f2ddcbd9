"""The files that pages need, each under its own name: read once, served from memory. No other file is ever read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["StaticFile", "static_files"]

_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
}
_OWN = ("icon.svg", "query.css", "query.js", "site.css", "yasgui.css", "yasgui.js", "yasgui.licences.txt")
_PLACES = {
    "page.css": ("kg.export", "templates", "page.css"),
    "vis-network.js": ("pyvis", "templates", "lib", "vis-9.1.2", "vis-network.min.js"),
    **{name: ("kg.serve", "static", name) for name in _OWN},
}


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file as it is sent."""

    media_type: str
    body: bytes


@cache
def static_files() -> Mapping[str, StaticFile]:
    """All files by name."""
    return {name: StaticFile(_TYPES[name.rpartition(".")[2]], _read(place)) for name, place in _PLACES.items()}


def _read(place: tuple[str, ...]) -> bytes:
    package, *path = place
    return files(package).joinpath(*path).read_bytes()
