"""Dateline turns news articles into a knowledge graph: who did what to whom, when, where, and who says so.

    import kg

    with kg.build(["news/"]) as graph:
        print(graph.query("SELECT ?who ?what { ?who kg:terminates ?what }"))

Everything named in `__all__` is loaded when first used, so that `import kg` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.building import add, build, remove
    from kg.errors import (
        DatelineError,
        ExportError,
        InputError,
        ModelError,
        OntologyError,
        PushError,
        QueryError,
        StoreError,
    )
    from kg.graph import BuildReport, EventRow, KnowledgeGraph
    from kg.query import Rows
    from kg.questions import Selection
    from kg.settings import Settings

__version__ = "0.1.0"

__all__ = [
    "BuildReport",
    "DatelineError",
    "EventRow",
    "ExportError",
    "InputError",
    "KnowledgeGraph",
    "ModelError",
    "OntologyError",
    "PushError",
    "QueryError",
    "Rows",
    "Selection",
    "Settings",
    "StoreError",
    "add",
    "build",
    "remove",
]

_HOMES = {
    "BuildReport": "kg.graph",
    "EventRow": "kg.graph",
    "KnowledgeGraph": "kg.graph",
    "Rows": "kg.query",
    "Selection": "kg.questions",
    "Settings": "kg.settings",
    "add": "kg.building",
    "build": "kg.building",
    "remove": "kg.building",
}


def __getattr__(name: str) -> Any:
    """The public name, from the module that defines it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(importlib.import_module(_HOMES.get(name, "kg.errors")), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
