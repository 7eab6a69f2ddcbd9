"""Floors under measured figures, kept in floors.json: a figure below its floor is a fault, and a floor only rises.

A section holds `at least` for what should be high and `at most` for what should be low, whose bounds only sink.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path

__all__ = ["FLOORS", "below", "raised", "read_floors", "write_floors"]

FLOORS = Path(__file__).with_name("floors.json")
_STEPS = 1000
"""Bounds are kept to a thousandth, rounded away from the figure, so that the same figure passes again."""

Section = Mapping[str, Mapping[str, float]]


def read_floors(path: Path = FLOORS) -> dict[str, Section]:
    """Section → its bounds by measure; empty where there is no file yet."""
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def write_floors(floors: Mapping[str, Section], path: Path = FLOORS) -> None:
    """Writes all sections, so that the same floors give the same bytes."""
    path.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def below(section: Section, figures: Mapping[str, float]) -> list[str]:
    """What is worse than its bound, or measured no more, one line each."""
    bounds = [(name, bound, 1) for name, bound in section.get("at least", {}).items()]
    bounds += [(name, bound, -1) for name, bound in section.get("at most", {}).items()]
    missing = [f"{name} is not measured any more" for name, _, _ in bounds if name not in figures]
    worse = [
        f"{name} is {figures[name]:.3f}, worse than {bound:.3f}"
        for name, bound, sign in bounds
        if name in figures and sign * figures[name] < sign * bound
    ]
    return missing + worse


def raised(section: Section, figures: Mapping[str, float], ceilings: frozenset[str] = frozenset()) -> Section:
    """The section with each bound at today's figure where that is better, and none worse; new measures come in."""
    least, most = section.get("at least", {}), section.get("at most", {})
    floors = {
        n: max(least.get(n, 0.0), math.floor(v * _STEPS) / _STEPS) for n, v in figures.items() if n not in ceilings
    }
    tops = {n: min(most.get(n, math.inf), math.ceil(v * _STEPS) / _STEPS) for n, v in figures.items() if n in ceilings}
    return {"at least": {**least, **floors}, "at most": {**most, **tops}}
