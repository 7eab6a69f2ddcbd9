"""What the name at the root of a tree gives to all of it: label, kind, IRI. It reads only names that want one IRI."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.link.cities import is_city_name
from kg.link.decisions import NO_DECISIONS, Decisions
from kg.link.ids import NameId
from kg.link.known import is_owned_body
from kg.link.names import Name
from kg.model import Entity, content_hash
from kg.ontology import Ontology
from kg.ontology.iris import mint

__all__ = ["assign_iris", "best_spelling", "known_thing", "label_of", "wanted_iri"]


def known_thing(name: NameId, ontology: Ontology) -> Entity | None:
    """The thing of the ontology's that an id stands for; None for the id of an unknown name."""
    entry = ontology.gazetteer.entries.get(name.key)
    return Entity(entry.iri, entry.kind, entry.label) if entry else None


def label_of(root: Name, decisions: Decisions = NO_DECISIONS) -> str:
    """What a thing is called: as a person decided, or as it is written most, not in capitals alone if ever."""
    return decisions.label(root.id) or best_spelling(root.spellings)


def wanted_iri(root: Name, decisions: Decisions = NO_DECISIONS) -> str:
    """The IRI that a root gets unless something else has it."""
    return mint(label_of(root, decisions))


def assign_iris(roots: Sequence[Name], ontology: Ontology, decisions: Decisions = NO_DECISIONS) -> dict[NameId, Entity]:
    """The entity of each root, given all roots that want an IRI which any of them wants.

    Of several that want one IRI the one in most articles has it, the others get a hash after it; so do all of them
    where the gazetteer or a city has it, or where a ministry or court of some state would have it.
    """
    used = set(ontology.gazetteer.entries)
    made: dict[NameId, Entity] = {}
    for root in sorted(roots, key=lambda root: (-root.articles, root.id.kind, root.id.key)):
        iri, label = wanted_iri(root, decisions), label_of(root, decisions)
        if iri in used or is_owned_body(label, ontology) or is_city_name(label):
            iri = f"{iri}_{content_hash(root.id.kind, root.id.key)[:8]}"
        used.add(iri)
        made[root.id] = Entity(iri, root.id.kind, label)
    return made


def best_spelling(spellings: Mapping[str, int]) -> str:
    """The spelling that was seen most, among those with capitals and small letters if there are any."""

    def rank(text: str) -> tuple[bool, int, str]:
        shouted = text.isupper() and " " in text
        return shouted or text.islower(), -spellings[text], text

    return min(spellings, key=rank)
