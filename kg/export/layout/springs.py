"""Springs after Fruchterman and Reingold (1991): links pull, all else pushes, and steps are cooled evenly.

The push falls with the square of the distance and all are drawn a little to the middle: without these two the leaves of
a hub fly far out, and the rest is too small to read. A hub pushes harder than a leaf, strangers harder than members of
one community. Refuses nothing; beyond `MOST_PAIRWISE` boxes the push of far ones is that of the cell they stand in.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Indices", "Numbers", "Springs", "between", "relax", "start"]

Numbers = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]

LENGTH = 1.0
GRAVITY = 0.06
STRANGER_PUSH = 1.7
STRANGER_PULL = 0.55
COHESION = 0.10
MOST_PAIRWISE = 500
CELLS_A_SIDE = 16
PAIR_BUDGET = 24_000_000
MOST_ROUNDS, LEAST_ROUNDS = 250, 60


@dataclass(frozen=True, slots=True)
class Springs:
    """What pulls and pushes: masses and communities of boxes, the ends and stiffness of links, and a steady pull."""

    mass: Numbers
    group: Indices
    one: Indices
    other: Indices
    stiffness: Numbers
    pull_x: Numbers | float = 0.0
    pull_y: Numbers | float = 0.0


def start(count: int, seed: int) -> tuple[Numbers, Numbers]:
    """Places at random in a square that fits so many, the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311  no secret: the same start each time
    side = LENGTH * math.sqrt(count)
    x = np.array([dice.random() * side for _ in range(count)])
    y = np.array([dice.random() * side for _ in range(count)])
    return x, y


def relax(springs: Springs, x: Numbers, y: Numbers, budget: int = PAIR_BUDGET) -> tuple[Numbers, Numbers]:
    """The places after the springs have had their way, in as many rounds as a budget of pairs to look at allows."""
    count = len(x)
    pairwise = count <= MOST_PAIRWISE
    push = _push_of(springs) if pairwise else None
    rounds = min(
        MOST_ROUNDS, 15 * count, max(LEAST_ROUNDS, budget // (count * (count if pairwise else CELLS_A_SIDE**2) + 1))
    )
    reach = LENGTH * math.sqrt(count) / 8
    for round_ in range(rounds):
        away_x, away_y = _repulsion(x, y, push) if push is not None else _far_repulsion(x, y, springs.mass)
        pull_x, pull_y = _attraction(x, y, springs)
        home_x, home_y = _homing(x, y, springs.group)
        step_x = away_x + pull_x + home_x + springs.pull_x
        step_y = away_y + pull_y + home_y + springs.pull_y
        length = np.sqrt(step_x * step_x + step_y * step_y) + 1e-9
        limit = np.minimum(length, reach * (1 - round_ / rounds)) / length
        x, y = x + step_x * limit, y + step_y * limit
    return x, y


def _push_of(springs: Springs) -> Numbers:
    strange = np.where(springs.group == springs.group[:, None], 1.0, STRANGER_PUSH)
    return LENGTH**3 * springs.mass * springs.mass[:, None] * strange


def _repulsion(x: Numbers, y: Numbers, push: Numbers) -> tuple[Numbers, Numbers]:
    dx, dy = x - x[:, None], y - y[:, None]
    weight = dx * dx
    weight += dy * dy
    weight += LENGTH * LENGTH * 1e-4
    weight *= np.sqrt(weight)
    np.divide(push, weight, out=weight)
    dx *= weight
    dy *= weight
    # Along the first axis rows are added one after the other, whatever the width of the machine's registers.
    return dx.sum(axis=0), dy.sum(axis=0)


def _far_repulsion(x: Numbers, y: Numbers, mass: Numbers) -> tuple[Numbers, Numbers]:
    """Each is pushed by what stands in each cell of a grid, as if all of it stood in the middle of its mass."""
    cell = _rank(x) * CELLS_A_SIDE + _rank(y)
    cells = CELLS_A_SIDE**2
    weight = np.bincount(cell, mass, cells)
    kept = weight > 0
    middle_x = np.bincount(cell, mass * x, cells)[kept] / weight[kept]
    middle_y = np.bincount(cell, mass * y, cells)[kept] / weight[kept]
    dx, dy = x - middle_x[:, None], y - middle_y[:, None]
    distance = dx * dx
    distance += dy * dy
    # What stands in one cell is spread over it: nearer than that, the push grows no more.
    distance += (LENGTH * LENGTH * 0.3) * np.bincount(cell, None, cells)[kept][:, None]
    distance *= np.sqrt(distance)
    np.divide(LENGTH**3 * mass * weight[kept][:, None], distance, out=distance)
    dx *= distance
    dy *= distance
    return dx.sum(axis=0), dy.sum(axis=0)


def _rank(at: Numbers) -> Indices:
    low = at.min()
    steps = (at - low) * (CELLS_A_SIDE / (float(at.max() - low) + 1e-9))
    rank: Indices = np.minimum(steps.astype(np.intp), CELLS_A_SIDE - 1)
    return rank


def _attraction(x: Numbers, y: Numbers, springs: Springs) -> tuple[Numbers, Numbers]:
    one, other = springs.one, springs.other
    dx, dy = x[other] - x[one], y[other] - y[one]
    strength = np.sqrt(dx * dx + dy * dy) * springs.stiffness / LENGTH
    count = len(x)
    return between(one, other, dx * strength, count), between(one, other, dy * strength, count)


def between(one: Indices, other: Indices, amount: Numbers, count: int) -> Numbers:
    """What comes together for each of so many if every pair gives its amount to the one and takes it from the other."""
    # One after the other: the order of a sum of floating-point numbers is a part of it.
    return np.bincount(one, amount, count).astype(np.float64) - np.bincount(other, amount, count)


def _homing(x: Numbers, y: Numbers, group: Indices) -> tuple[Numbers, Numbers]:
    """A little to the middle of all, and a little to the middle of the community."""
    size = np.bincount(group)
    own_x, own_y = np.bincount(group, x) / size, np.bincount(group, y) / size
    many = len(x)
    middle_x, middle_y = sum(x.tolist()) / many, sum(y.tolist()) / many
    home_x = (own_x[group] - x) * COHESION + (middle_x - x) * GRAVITY
    home_y = (own_y[group] - y) * COHESION + (middle_y - y) * GRAVITY
    return home_x, home_y
