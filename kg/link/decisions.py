"""What a person has decided about names. It decides nothing itself."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["NO_DECISIONS", "Decisions"]


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions of a file, made fit for looking up. `digest` changes with whatever has an effect."""

    digest: str = ""

    def read_as(self, name: str, kind: str, owner: str, article: str) -> str:  # noqa: ARG002, PLR6301 -- no split yet
        """The name that a mention is to be read as: itself, but where a person split the name."""
        return name


NO_DECISIONS = Decisions()
