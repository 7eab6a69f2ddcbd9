"""What is known while one article is read: names, speakers, and what has been resolved so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.extract.discourse import Discourse, Referent
from kg.extract.names import Name
from kg.extract.parsing import Passage
from kg.extract.quotations import Quoted
from kg.ontology import Ontology

__all__ = ["ArticleReading"]


@dataclass(slots=True)
class ArticleReading:
    """What is known while one article is read, from its first phrase to its last: the only thing here that changes."""

    ontology: Ontology
    passages: Sequence[Passage]
    names_at: Sequence[Mapping[int, Name]]
    quoted: list[Mapping[int, Quoted]]
    short_forms: Mapping[str, Name]
    people: dict[str, str]
    agreements: tuple[Referent, ...]
    states: frozenset[str]
    companions: Mapping[tuple[str, str], int]
    described_as: frozenset[str]
    discourse: Discourse = field(default_factory=Discourse)
    found: dict[tuple[int, int], tuple[Referent, ...]] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    bodies_of: dict[str, Referent] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    titles: dict[str, list[Referent]] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    cities: dict[str, str] = field(default_factory=dict)
    acts: list[str] = field(default_factory=list)
    spelt_out: set[str] = field(default_factory=set)
