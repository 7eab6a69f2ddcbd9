"""What to send, leave and remove so that the target holds what the dataset holds. Asks no server, refuses nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.push.units import Seal

__all__ = ["Manifest", "Plan", "make_plan"]

Manifest = Mapping[str | None, Seal | None]
"""What was put into the target: the seal of each graph, None for one whose sending or removing may have broken off."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Names of graphs, None for the default graph, in the order in which they are to be dealt with."""

    send: tuple[str | None, ...]
    keep: tuple[str | None, ...]
    remove: tuple[str | None, ...]

    @property
    def touched(self) -> tuple[str | None, ...]:
        """Whatever is not left as it is."""
        return self.send + self.remove


def make_plan(local: Mapping[str | None, Seal], remote: Manifest) -> Plan:
    """The way from what is there to what is here; a graph whose sending broke off is sent again."""
    return Plan(
        send=tuple(name for name, seal in local.items() if remote.get(name) != seal),
        keep=tuple(name for name, seal in local.items() if remote.get(name) == seal),
        remove=_in_order(remote.keys() - local.keys()),
    )


def _in_order(names: Iterable[str | None]) -> tuple[str | None, ...]:
    return tuple(sorted(names, key=lambda name: (name is None, name or "")))
