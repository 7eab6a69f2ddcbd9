"""Names that the ontology does not know: which of them are one thing, its label, kind and IRI.

Spellings with one key and kinds that can be one thing are one entity; two kinds that cannot (*Jordan* the person,
*Jordan* the company) never are. Everything is decided by counts and content, nothing by order: the same claims in any
order give the same entities. `Names` is small, a count for each spelling and kind; it can be collected in parts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.link.known import are_compatible, known_entity, ownerless_body
from kg.link.spelling import Key, clean_name, name_key
from kg.model import Claim, Entity, content_hash
from kg.ontology import Ontology
from kg.ontology.iris import mint

__all__ = ["Names", "Spelling", "collect_names", "entities_of", "spelling_of"]


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write one name, seen with one kind."""

    key: Key
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Names:
    """How often each unknown name was seen, and the IRIs that known names took. `a + b` is that of all their claims."""

    counts: Mapping[Spelling, int] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()

    def __add__(self, other: Names) -> Names:
        return Names(Counter(self.counts) + Counter(other.counts), self.taken | other.taken)


def collect_names(claims: Iterable[Claim], ontology: Ontology) -> Names:
    """The names in the claims. Linear in them; a name that occurs again is looked up once."""
    mentioned = Counter(
        (mention.name, mention.kind, mention.owner) for claim in claims for mention in claim.mentions if mention.name
    )
    counts: Counter[Spelling] = Counter()
    taken: set[str] = set()
    for (name, kind, owner), count in mentioned.items():
        known = known_entity(name, kind, owner, ontology)
        if known is not None:
            taken.add(known.iri)
        elif ownerless_body(name, kind, ontology) is None and (spelling := spelling_of(name, kind, ontology)):
            counts[spelling] += count
    return Names(dict(counts), frozenset(taken))


def spelling_of(name: str, kind: str, ontology: Ontology) -> Spelling | None:
    """A name as it is counted; None where nothing of it can stand in an IRI."""
    text = clean_name(name, kind, ontology)
    key = name_key(text, kind, ontology)
    return Spelling(key, kind, text) if key else None


def entities_of(names: Names, ontology: Ontology) -> dict[tuple[Key, str], Entity]:
    """The entity of each key and kind that was seen. Cost: n log n in the spellings."""
    settled = _settled_kinds(names.counts, ontology)
    groups: dict[tuple[Key, str], Counter[str]] = {}
    for spelling, count in names.counts.items():
        group = (spelling.key, settled[spelling.key, spelling.kind])
        groups.setdefault(group, Counter())[spelling.text] += count
    made = _made_entities(groups, names.taken | ontology.gazetteer.entries.keys())
    return {(key, kind): made[key, leaf] for (key, kind), leaf in settled.items()}


def _settled_kinds(counts: Mapping[Spelling, int], ontology: Ontology) -> dict[tuple[Key, str], str]:
    """For each key and kind the most specific kind that the same thing was seen with."""
    kinds: dict[Key, Counter[str]] = {}
    for spelling, count in counts.items():
        kinds.setdefault(spelling.key, Counter())[spelling.kind] += count
    return {(key, kind): _leaf(kind, seen, ontology) for key, seen in kinds.items() for kind in seen}


def _leaf(kind: str, seen: Mapping[str, int], ontology: Ontology) -> str:
    """The kind itself, or the most frequent of the most specific kinds below it that were seen."""
    below = [other for other in seen if _is_above(kind, other, ontology)]
    leaves = [other for other in below if not any(_is_above(other, deeper, ontology) for deeper in below)]
    return min(leaves, key=lambda other: (-seen[other], other), default=kind)


def _is_above(kind: str, other: str, ontology: Ontology) -> bool:
    """Whether the other kind says more about the same thing."""
    return (
        kind != other and are_compatible(kind, other, ontology) and not ontology.is_a(kind, other) and other != "Thing"
    )


def _made_entities(
    groups: Mapping[tuple[Key, str], Counter[str]], taken: frozenset[str]
) -> dict[tuple[Key, str], Entity]:
    """An entity for each group. Of several that want one IRI the most frequent has it, the others a hash after it."""
    used = set(taken)
    made: dict[tuple[Key, str], Entity] = {}
    for key, kind in sorted(groups, key=lambda group: (-groups[group].total(), group[1], group[0])):
        label = _best_label(groups[key, kind])
        iri = mint(label)
        if iri in used:
            iri = f"{iri}_{content_hash(kind, *key)[:8]}"
        used.add(iri)
        made[key, kind] = Entity(iri, kind, label)
    return made


def _best_label(texts: Mapping[str, int]) -> str:
    """The spelling that was seen most, among those with capitals and small letters if there are any."""

    def rank(text: str) -> tuple[bool, int, str]:
        shouted = text.isupper() and " " in text
        return shouted or text.islower(), -texts[text], text

    return min(texts, key=rank)
