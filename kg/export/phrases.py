"""How the relations of a graph are told: as the shipped ontology has it, else as the graph tells its own events.

A graph does not hold the ontology that somebody built it with, but each event has a sentence for its label. It refuses
nothing: a relation that nothing tells is told by its name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from kg.ontology.iris import ONTOLOGY, local_name
from kg.ontology.phrasebook import phrase_of, phrasebook

__all__ = ["phrases_of"]


def phrases_of(sentences: Iterable[tuple[str, str, str, str]]) -> Mapping[str, str]:
    """For each relation by its IRI a phrase, from events: the relation, its subject's name, the sentence, its object's.

    Of a relation that the shipped ontology does not know, it is what most of its sentences say between the two names.
    """
    book = phrasebook()
    found: dict[str, str] = {}
    read: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for relation, subject, sentence, obj in sentences:
        name = local_name(relation)
        found[relation] = phrase_of(name)
        if not (relation.startswith(ONTOLOGY) and name in book):
            read[relation].update(_read_off(subject, sentence, obj))
    own = {relation: min(told, key=lambda each: (-told[each], each)) for relation, told in read.items() if told}
    return found | own


def _read_off(subject: str, sentence: str, obj: str) -> tuple[str, ...]:
    """The phrase in the sentence, with `{o}` for the object; nothing where the names don't stand there just once."""
    rest = sentence.removeprefix(f"{subject} ")
    before, name, after = rest.partition(obj) if obj else (rest, "", "")
    plain = name and rest != sentence and obj not in after and "{" not in rest
    return (f"{before}{{o}}{after}",) if plain and before.strip() else ()
