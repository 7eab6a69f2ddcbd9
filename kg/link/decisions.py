"""What a person has decided about names. It decides nothing itself."""

from __future__ import annotations

from dataclasses import dataclass

from kg.link.ids import NameId

__all__ = ["NO_DECISIONS", "Decisions"]


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions of a file, made fit for looking up. `digest` changes with whatever has an effect."""

    digest: str = ""

    def read_as(self, name: str, kind: str, owner: str, article: str) -> str:
        """The name that a mention is to be read as: itself, but where a person split the name."""
        return name

    def group_of(self, name: NameId) -> str | None:
        """What names have in common that a person decided to be the same."""
        return None

    def names_kind(self, name: NameId) -> bool:
        """Whether a person wrote the kind beside the name."""
        return False

    def are_different(self, one: NameId, other: NameId) -> bool:
        """Whether a person told the two apart."""
        return False


NO_DECISIONS = Decisions()
