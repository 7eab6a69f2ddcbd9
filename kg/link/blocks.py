"""Blocks: the keys under which names that could be one thing meet. They depend on a name's id and on decisions alone.

Made so that they stay small: a person's under surname and first letter, a body's under what may be left of its name.
"""

from __future__ import annotations

from functools import lru_cache

from kg.link.bodies import body_blocks
from kg.link.decisions import NO_DECISIONS, Decisions
from kg.link.ids import NameId
from kg.link.persons import person_blocks

__all__ = ["blocks_of", "sought_blocks"]


def blocks_of(name: NameId, decisions: Decisions = NO_DECISIONS) -> frozenset[str]:
    """The blocks in which a name stands. Names that share none can't be one thing by any rule or decision."""
    return frozenset(block for block, _ in _blocks(name)) | _decided(name, decisions)


def sought_blocks(name: NameId, decisions: Decisions = NO_DECISIONS) -> frozenset[str]:
    """The blocks in which a name may find one that it stands for: a surname looks at full names, not they at it.

    `choose_parent` heeds those neighbours only that stand in one of them.
    """
    return frozenset(block for block, is_sought in _blocks(name) if is_sought) | _decided(name, decisions)


@lru_cache(maxsize=1 << 17)
def _blocks(name: NameId) -> frozenset[tuple[str, bool]]:
    return frozenset(person_blocks(name.bare) if name.kind == "Person" else body_blocks(name.bare))


def _decided(name: NameId, decisions: Decisions) -> frozenset[str]:
    group = decisions.group_of(name)
    return frozenset({f"decided {group}"}) if group else frozenset()
