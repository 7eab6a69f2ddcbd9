"""Blocks: the keys under which names that could be one thing meet. They depend on a name's id alone."""

from __future__ import annotations

from kg.link.decisions import NO_DECISIONS, Decisions
from kg.link.names import NameId

__all__ = ["blocks_of", "sought_blocks"]


def blocks_of(name: NameId, decisions: Decisions = NO_DECISIONS) -> frozenset[str]:
    """The blocks in which a name stands. Names that share none can't be one thing by any rule."""
    words = name.key.partition("@")[0].split()
    turned = (words, [*words[1:], *words[:1]], [*words[-1:], *words[:-1]])
    return frozenset("".join(order).replace("-", "") for order in turned)


def sought_blocks(name: NameId, decisions: Decisions = NO_DECISIONS) -> frozenset[str]:
    """The blocks in which a name may find one that it stands for: a surname looks at full names, not they at it.

    `choose_parent` gives the same for all names that share a block as for those that stand in a sought one.
    """
    return blocks_of(name, decisions)
