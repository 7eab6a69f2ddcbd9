"""The kinds of database that a graph can be pushed to, by the scheme of their URL: one table. Refuses all others."""

from __future__ import annotations

from collections.abc import Mapping
from pkgutil import resolve_name
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from kg.errors import PushError
from kg.push.destination import Destination, OnProgress, Pushed, split_url

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib import Dataset

__all__ = ["SCHEMES", "push"]

SCHEMES: Mapping[str, str] = MappingProxyType(
    {
        "http": "kg.push.sparql:push",
        "https": "kg.push.sparql:push",
        **dict.fromkeys(("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"), "kg.push.neo4j:push"),
    }
)
"""For each scheme `module:function`, imported when first pushed to: `(dataset, destination, on_progress) -> Pushed`."""


def push(dataset: Dataset, destination: Destination, on_progress: OnProgress = lambda _done, _total: None) -> Pushed:
    """What was sent to the database so that it holds what the dataset holds."""
    scheme = split_url(destination.url).scheme
    if scheme not in SCHEMES:
        raise PushError(f"{scheme}://: no database is reached so; URLs begin with one of {', '.join(SCHEMES)}")
    target = cast("Callable[[Dataset, Destination, OnProgress], Pushed]", resolve_name(SCHEMES[scheme]))
    return target(dataset, destination, on_progress)
