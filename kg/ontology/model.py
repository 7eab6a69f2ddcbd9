"""What the ontology says, as values: classes, relations, and the whole that the other rooms read.

It holds no triples and parses nothing; `kg.ontology.loading` makes it from Turtle.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from kg.ontology.acts import ActKind
from kg.ontology.gazetteer import Gazetteer
from kg.ontology.patterns import Pattern
from kg.ontology.phrases import told

__all__ = ["Ontology", "OntologyClass", "Relation"]


@dataclass(frozen=True, slots=True)
class OntologyClass:
    """A class by its local name, with the common nouns that tell it ("ministry") and those that stand for it."""

    name: str
    label: str
    parents: tuple[str, ...]
    nouns: tuple[str, ...] = ()
    stand_ins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation by its local name. `plover` is None for what PLOVER has no category for; `examples` keep their marks.

    `happening` tells an act, which is another one when it is told of another time, from a state of affairs.
    `kin` are the relations that it names as telling the same happenings in other words; `family` is the first name
    among all that are kin in either direction, or kin of kin, itself included. `phrase` tells it in a sentence, with
    `{o}` where the object stands; it is empty where the label and then the object are one.
    """

    name: str
    label: str
    definition: str
    domain: str
    range: str
    plover: str | None
    symmetric: bool
    parents: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    examples: tuple[str, ...]
    happening: bool = False
    kin: tuple[str, ...] = ()
    family: str = ""
    phrase: str = ""

    def told(self, subject: str, obj: str) -> str:
        """The relation between the two as a sentence."""
        return told(self.phrase or self.label, subject, obj)


@dataclass(frozen=True)
class Ontology:
    """Everything that the Turtle files say.

    `digest` changes when any of the files does, and not with their order. `added` holds the local names of what other
    files than the shipped ones describe: their relations are learned from examples, and win over shipped ones. `acts`
    are the nouns that tell what somebody did or what happened.
    """

    classes: Mapping[str, OntologyClass]
    relations: Mapping[str, Relation]
    gazetteer: Gazetteer
    files: tuple[Path, ...]
    digest: str
    added: frozenset[str] = frozenset()
    acts: Mapping[str, ActKind] = field(default_factory=dict)
    _ancestors: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        known = {name: self._climb(name) for name in self.classes}
        object.__setattr__(self, "_ancestors", MappingProxyType(known))

    def _climb(self, name: str) -> frozenset[str]:
        found: set[str] = set()
        todo = [name]
        while todo:
            here = todo.pop()
            if here in self.classes and here not in found:
                found.add(here)
                todo.extend(self.classes[here].parents)
        return frozenset(found)

    def is_a(self, kind: str, ancestor: str) -> bool:
        """Whether a class is the other one or below it. Unknown classes are below nothing."""
        return ancestor in self._ancestors.get(kind, frozenset())

    def depth(self, kind: str) -> int:
        """How many classes stand above one, itself counted: the narrower, the more."""
        return len(self._ancestors.get(kind, ()))

    @cached_property
    def class_of_noun(self) -> Mapping[str, str]:
        """Common noun → local name of the class that it tells; the deeper class wins where two name it."""
        found: dict[str, str] = {}
        for name in sorted(self.classes, key=lambda c: (len(self._ancestors[c]), c)):
            found.update(dict.fromkeys(self.classes[name].nouns, name))
        return MappingProxyType(found)

    @cached_property
    def stand_ins(self) -> frozenset[str]:
        """Nouns that stand for the state that owns them: "government", "officials"."""
        return frozenset(
            n for found in self.classes.values() if self.is_a(found.name, "Actor") for n in found.stand_ins
        )

    @cached_property
    def weapons(self) -> frozenset[str]:
        """Nouns that stand for whoever uses what they name, as in "Turkish jets bombed the village"."""
        return frozenset(
            n for found in self.classes.values() if not self.is_a(found.name, "Actor") for n in found.stand_ins
        )
