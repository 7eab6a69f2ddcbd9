"""What a person has decided about names, made fit for looking up. It decides nothing itself, and checks nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from kg.link.ids import NameId
from kg.link.known import are_compatible
from kg.link.references import Reference
from kg.link.spelling import clean_name, name_key
from kg.model import Entity, content_hash
from kg.ontology import Ontology
from kg.ontology.iris import mint

__all__ = ["NO_DECISIONS", "Decisions", "Split"]

_T = TypeVar("_T")


def _by_key(found: Iterable[tuple[Reference, _T]]) -> dict[str, tuple[_T, ...]]:
    grouped: defaultdict[str, list[_T]] = defaultdict(list)
    for reference, each in found:
        for key in reference.lookup_keys:
            grouped[key].append(each)
    return {key: tuple(each) for key, each in grouped.items()}


def _is_iri(name: NameId) -> bool:
    return "/" in name.key


@dataclass(frozen=True, slots=True)
class Split:
    """A name that is to be read as another one, in these articles or where they place it with this owner."""

    name: Reference
    owner: str
    articles: frozenset[str]
    read_as: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions of a file. `digest` changes with whatever has an effect, and is empty where nothing has.

    `groups` are references decided to be the same, by the group's name; `apart` pairs of references decided to be
    different.
    """

    digest: str = ""
    groups: Mapping[str, tuple[Reference, ...]] = field(default_factory=dict)
    apart: tuple[tuple[Reference, Reference], ...] = ()
    labels: tuple[tuple[Reference, str], ...] = ()
    splits: tuple[Split, ...] = ()
    _groups_by_key: Mapping[str, tuple[tuple[Reference, str], ...]] = field(init=False, repr=False, compare=False)
    _apart_by_key: Mapping[str, tuple[tuple[Reference, Reference], ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        members = [(member, group) for group, found in self.groups.items() for member in found]
        object.__setattr__(self, "_groups_by_key", _by_key((member, (member, group)) for member, group in members))
        both = [*self.apart, *((other, one) for one, other in self.apart)]
        object.__setattr__(self, "_apart_by_key", _by_key((one, (one, other)) for one, other in both))

    def group_of(self, name: NameId) -> str | None:
        """What names, or known things' ids, have in common that were decided to be the same."""
        found = self._membership(name)
        return found[1] if found else None

    def names_kind(self, name: NameId) -> bool:
        """Whether the person wrote the kind beside the name: then it may join what its kind forbids."""
        found = self._membership(name)
        return bool(found and found[0].kind)

    def known(self, name: NameId, ontology: Ontology) -> Entity | None:
        """The thing of the ontology's that a name was decided to be, if such a kind can be that."""
        found = self._membership(name)
        entity = self._entity_of(found[1]) if found else None
        if found is None or entity is None:
            return None
        return entity if found[0].kind or are_compatible(name.kind, entity.kind, ontology) else None

    def instead(self, entity: Entity) -> Entity:
        """The known thing that a known thing was decided to be: mostly itself."""
        group = self.group_of(NameId(entity.iri, entity.kind))
        return self._entity_of(group) or entity if group else entity

    def are_different(self, one: NameId, other: NameId) -> bool:
        """Whether the two, or any that were decided to be the same as they, were told apart."""
        return bool(self.apart) and any(
            mine.means(a) and theirs.means(b)
            for a in self._same_as(one)
            for b in self._same_as(other)
            for mine, theirs in self._apart_by_key.get(a.key if _is_iri(a) else a.bare, ())
        )

    def label(self, name: NameId) -> str | None:
        """What a name was renamed to."""
        return next((label for reference, label in self.labels if reference.means(name)), None)

    def read_as(self, name: str, kind: str, owner: str, article: str, ontology: Ontology) -> str:
        """The name as which a mention is to be read: itself, but where a person split the name."""
        if not self.splits:
            return name
        key = name_key(clean_name(name, kind, ontology), kind, ontology)
        for split in self.splits:
            is_meant = key in split.name.keys and (not split.name.kinds or kind in split.name.kinds)
            if is_meant and (split.articles & _ways_to_call(article) or (split.owner and split.owner == owner)):
                return split.read_as
        return name

    def _membership(self, name: NameId) -> tuple[Reference, str] | None:
        if not self.groups:
            return None
        members = self._groups_by_key.get(name.key if _is_iri(name) else name.bare, ())
        return next((found for found in members if found[0].means(name)), None)

    def _entity_of(self, group: str) -> Entity | None:
        return next((member.entity for member in self.groups[group] if member.entity), None)

    def _same_as(self, name: NameId) -> Iterator[NameId]:
        """The name, and an id for each reference in its group."""
        yield name
        for member in self.groups.get(self.group_of(name) or "", ()):
            for key in sorted(member.lookup_keys):
                kind = member.entity.kind if member.entity else member.kind or name.kind
                yield NameId(f"{key}@{member.owner}" if member.owner else key, kind)


@lru_cache(maxsize=1 << 10)
def _ways_to_call(article: str) -> frozenset[str]:
    """The article's id, and its IRI, whole and as a prefixed name."""
    local = f"article_{content_hash(article)}"
    return frozenset({article, mint(local), f"id:{local}"})


NO_DECISIONS = Decisions()
