"""What a name is known by. It knows neither what the name means nor who uses it."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["NameId"]


class NameId(NamedTuple):
    """A name by its spelling key and the class that it was mentioned with.

    The key may end in `@` and the state that keeps it apart. A thing that the ontology knows has its IRI for a key.
    """

    key: str
    kind: str

    @property
    def bare(self) -> str:
        """The spelling key without the state."""
        return self.key.partition("@")[0]

    @property
    def owner(self) -> str:
        """The state that keeps the name apart from its like, empty for most names."""
        return self.key.partition("@")[2]
