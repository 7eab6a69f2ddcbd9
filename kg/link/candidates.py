"""Names as they are compared: those of articles and those that the ontology knows, in one shape. It compares none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kg.link.blocks import blocks_of
from kg.link.context import Surroundings, surroundings_of
from kg.link.ids import NameId
from kg.link.names import Name
from kg.link.persons import parse_person
from kg.link.rules import Rule
from kg.link.spelling import name_key
from kg.link.word_tables import SMALL_WORDS
from kg.ontology import Ontology
from kg.ontology.gazetteer import Entry, Gazetteer

__all__ = ["Candidate", "known_candidates", "rank_of"]

KNOWN_CLASSES = ("Organization", "Agreement", "Law")  # cities and states are called by their names
VAGUE_KINDS = frozenset({"Thing", "Entity", "Actor"})

Rank = tuple[bool, bool, int, int, int, NameId]


@dataclass(frozen=True)
class Candidate:
    """A name, or a known thing with all its names. `spelt` are the ids that its spellings have."""

    id: NameId
    spelt: tuple[NameId, ...]
    name: Name | None = None

    @property
    def is_known(self) -> bool:
        """Whether it is a thing of the ontology's."""
        return self.name is None

    @property
    def articles(self) -> int:
        """In how many articles it stands; 0 for known things, which are not counted."""
        return self.name.articles if self.name else 0

    @cached_property
    def around(self) -> Surroundings:
        """Its context."""
        return surroundings_of(self.name) if self.name else Surroundings({}, {})

    def is_written_for(self, rule: Rule) -> bool:
        """Whether its capitals allow it to be the short form: KDC is an abbreviation, "National security" no name."""
        if self.name is None or rule.name not in {"abbreviation", "tail"}:
            return True
        return any(map(str.isupper if rule.name == "abbreviation" else _is_title, self.name.spellings))


def rank_of(candidate: Candidate, ontology: Ontology) -> Rank:
    """The place in the one order of all names along which names find their parents: each parent stands higher.

    Known things stand above all names, fuller names above shorter ones, narrower kinds above wider ones.
    """
    kind = candidate.id.kind
    fullness = _fullness(candidate.id)
    is_clear = kind not in VAGUE_KINDS
    return candidate.is_known, is_clear, fullness, ontology.depth(kind), candidate.articles, candidate.id


def known_candidates(blocks: Collection[str], ontology: Ontology) -> list[Candidate]:
    """The known things that have a name in one of these blocks."""
    index = _known_blocks(_Known(ontology))
    found: defaultdict[str, set[NameId]] = defaultdict(set)
    for block in blocks:
        for iri, spelt in index.get(block, ()):
            found[iri].add(spelt)
    entries = ontology.gazetteer.entries
    return [Candidate(NameId(iri, entries[iri].kind), tuple(sorted(found[iri]))) for iri in sorted(found)]


@dataclass(frozen=True)
class _Known:
    """An ontology, told from others by its gazetteer, so that what is made of it can be kept."""

    ontology: Ontology

    def __hash__(self) -> int:
        return hash(self.gazetteer)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and other.gazetteer is self.gazetteer

    @property
    def gazetteer(self) -> Gazetteer:
        return self.ontology.gazetteer


@lru_cache(maxsize=4)
def _known_blocks(known: _Known) -> dict[str, list[tuple[str, NameId]]]:
    """The known things, by IRI, and their names in each block."""
    found: defaultdict[str, list[tuple[str, NameId]]] = defaultdict(list)
    for entry in known.gazetteer.entries.values():
        if any(known.ontology.is_a(entry.kind, above) for above in KNOWN_CLASSES):
            for spelt in _spelt(entry, known.ontology):
                for block in blocks_of(spelt):
                    found[block].append((entry.iri, spelt))
    return dict(found)


def _spelt(entry: Entry, ontology: Ontology) -> Iterator[NameId]:
    """The names of an entry, without those in capitals: *WHO* is not *who*, and the gazetteer finds it itself."""
    for name in entry.names:
        if not name.isupper():
            yield NameId(name_key(name, entry.kind, ontology), entry.kind)


def _is_title(spelling: str) -> bool:
    return not any(word[0].islower() and word not in SMALL_WORDS for word in spelling.split())


def _fullness(name: NameId) -> int:
    """How full a name is: for a body its words; for a person surname, surname with state, initials, given name."""
    if name.kind != "Person":
        return len(name.bare.split())
    parsed = parse_person(name.bare)
    if not parsed.given:
        return 1 if name.owner else 0
    return 2 if parsed.has_initials else 3
