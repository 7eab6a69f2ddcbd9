"""The rules by which two names can be one thing, each with its reason and how sure it is. One table, and its lookup.

A rule says what spelling and kind allow, never that two names are alike by so many letters. What it is worth with and
without support from the context stands beside it; what reaches `SURE` is done, the rest is proposed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.link.bodies import compare_bodies, tail_of
from kg.link.ids import NameId
from kg.link.known import are_compatible
from kg.link.persons import compare_persons
from kg.ontology import Ontology

__all__ = ["RULES", "SURE", "Rule", "rule_between"]

SURE = 0.8


@dataclass(frozen=True, slots=True)
class Rule:
    """A way in which two names are alike, with an example of a name and a fuller one.

    `alone` is its score in 0..1, `supported` that where what their articles have in common comes to `support`, `known`
    that where the fuller name is one that the ontology knows.
    """

    name: str
    reason: str
    alone: float
    supported: float
    example: tuple[str, str]
    support: float = 0.5
    known_alone: float | None = None

    @property
    def known(self) -> float:
        """The score without support where the fuller name is a known one."""
        return self.alone if self.known_alone is None else self.known_alone


RULES = {
    rule.name: rule
    for rule in (
        Rule(
            "kind", "one name, once with a wider kind", 0.95, 0.98, ("Grey Dove (Organization)", "Grey Dove (Company)")
        ),
        Rule("order", "the same words, in another order or spacing", 0.92, 0.97, ("Okafor Mina", "Mina Okafor")),
        Rule("spacing", "the same letters, with another spacing", 0.92, 0.97, ("Bluewater Dairy", "Blue Water Dairy")),
        Rule("middle", "a middle name, an initial or a particle left out", 0.85, 0.95, ("Ann Lee", "Ann B. Lee")),
        Rule(
            "number",
            "the same words in singular and plural",
            0.7,
            0.85,
            ("Grey Motor", "Grey Motors"),
            known_alone=0.82,
        ),
        Rule(
            "tail",
            "without the words that say what it is",
            0.6,
            0.85,
            ("Brightwater", "Brightwater Dairy"),
            known_alone=0.82,
        ),
        Rule("abbreviation", "its first letters", 0.6, 0.85, ("KDC", "Kivu Dairy Council"), known_alone=0.3),
        Rule("initials", "initials for given names", 0.6, 0.85, ("M. Okafor", "Mina Okafor")),
        Rule("nickname", "a familiar form of the given name", 0.6, 0.82, ("Bill Archer", "William Archer")),
        Rule("surname", "the surname alone", 0.5, 0.85, ("Okafor", "Mina Okafor")),
        Rule("romanised", "another romanisation", 0.5, 0.82, ("Mohammed Qasimi", "Muhammad Kasimi"), support=1.0),
        Rule("of", "the same words around “of”", 0.5, 0.8, ("Kivu University", "University of Kivu"), support=1.0),
    )
}


def rule_between(one: NameId, other: NameId, ontology: Ontology) -> Rule | None:
    """The rule by which two names can be one thing; None where spelling or kind forbids it. Symmetric."""
    if not are_compatible(one.kind, other.kind, ontology):
        return None
    name = _likeness(one.bare, one.kind == "Person", other.bare, other.kind == "Person")
    if name == "same":
        return _rule_of_equals(one, other)
    if name == "tail" and not _fits_tail(one, other, ontology):
        return None
    return RULES[name] if name else None


@lru_cache(maxsize=1 << 18)
def _likeness(one: str, is_person: bool, other: str, is_other_person: bool) -> str | None:  # noqa: FBT001 -- cached
    if one == other:
        return "same"
    if is_person != is_other_person:
        return None
    return compare_persons(one, other) if is_person else compare_bodies(one, other)


def _rule_of_equals(one: NameId, other: NameId) -> Rule | None:
    """Of two names spelt alike: kinds differ, or one is without the state that keeps the other apart."""
    owners = {one.owner, other.owner}
    if "" not in owners and len(owners) > 1:
        return None
    return RULES["surname" if len(owners) > 1 else "kind"]


def _fits_tail(one: NameId, other: NameId, ontology: Ontology) -> bool:
    """Whether the short name's kind can be what the words after it say: no bank is called after its city."""
    short, long = sorted((one, other), key=lambda name: len(name.key))
    tail = tail_of(short.bare, long.bare)
    told = ontology.class_of_noun.get(tail[-1], "Organization")
    return all(_is_body(name.kind, ontology) and are_compatible(name.kind, told, ontology) for name in (one, other))


def _is_body(kind: str, ontology: Ontology) -> bool:
    """Whether news call such a body by half its name: a company, not a ministry."""
    return kind == "Thing" or (ontology.is_a(kind, "Organization") and not ontology.is_a(kind, "GovernmentBody"))
