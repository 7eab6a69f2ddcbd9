"""Names as a person writes them in a decision, and the names of articles that they mean. It decides nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.link.ids import NameId
from kg.link.known import are_compatible, known_entity
from kg.link.spelling import clean_name, name_key
from kg.model import Entity
from kg.ontology import Ontology

__all__ = ["Reference", "owner_label", "parse_reference", "write_reference"]

KEYED_KINDS = ("Person", "Organization", "City", "Work")  # between them, all ways to clean and to fold a name
MARK = " @"


@dataclass(frozen=True, slots=True)
class Reference:
    """What a person wrote, and what it means: a known thing, or names by key, and by kind and owner if given.

    `kinds` are those that the kind allows, empty for all.
    """

    written: str
    keys: frozenset[str]
    kind: str = ""
    kinds: frozenset[str] = frozenset()
    owner: str = ""
    entity: Entity | None = None

    @property
    def identity(self) -> tuple[str, ...]:
        """Equal for two ways to write the same."""
        if self.entity:
            return (self.entity.iri,)
        return (*sorted(self.keys), "@", self.kind, self.owner)

    @property
    def lookup_keys(self) -> frozenset[str]:
        """The keys under which names that this one may mean are found."""
        return frozenset({self.entity.iri}) if self.entity else self.keys

    def means(self, name: NameId) -> bool:
        """Whether a name, or a known thing's id, is meant."""
        if self.entity:
            return name.key == self.entity.iri
        is_kind = not self.kinds or name.kind in self.kinds
        return name.bare in self.keys and is_kind and (not self.owner or name.owner == self.owner)


def parse_reference(written: str, ontology: Ontology) -> Reference:
    """What is written, such as `Kono @Japan` or `Jordan @Person`. `keys` is empty where no name is left."""
    text, *qualifiers = written.split(MARK)
    kind = next((each.strip() for each in qualifiers if each.strip() in ontology.classes), "")
    owner = next((owner_label(each, ontology) for each in qualifiers if each.strip() not in ontology.classes), "")
    entity = None if owner else known_entity(text, kind or "Thing", "", ontology)
    kinds = (
        frozenset(each for each in ontology.classes if are_compatible(each, kind, ontology)) if kind else frozenset()
    )
    return Reference(written, _keys(text, ontology), kind, kinds, owner, entity)


def write_reference(name: NameId, spellings: Iterable[str], ontology: Ontology, *, with_kind: bool) -> str:
    """The way to write a name so that it is understood again; `spellings` come in the order of preference."""
    fit = (text for text in spellings if MARK not in text and name.bare in _keys(text, ontology))
    owner = f"{MARK}{name.owner}" if name.owner else ""
    return f"{next(fit, name.bare)}{owner}{MARK + name.kind if with_kind else ''}"


def owner_label(owner: str, ontology: Ontology) -> str:
    """A state or body by the name that tells it from others: "Japan" for "Tokyo"."""
    found = known_entity(owner, "State", "", ontology)
    return found.label if found else clean_name(owner, "State", ontology)


def _keys(text: str, ontology: Ontology) -> frozenset[str]:
    keys = (name_key(clean_name(text, kind, ontology), kind, ontology) for kind in KEYED_KINDS)
    return frozenset(key for key in keys if key)
