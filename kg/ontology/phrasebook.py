"""How each relation of the shipped ontology is told, for those who read a graph and not the ontology with it.

It reads labels and phrases and nothing else, in a tenth of the time that the whole ontology takes. It refuses nothing:
a relation that it does not know is told by its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

import pyoxigraph as ox

from kg.ontology.iris import ONTOLOGY, PREFIXES, local_name, term
from kg.ontology.loading import shipped_files
from kg.ontology.phrases import words

__all__ = ["phrase_of", "phrasebook"]

_NAMES = "gazetteer"  # how the files of names begin, which hold no relation
_TYPE, _PROPERTY = PREFIXES["rdf"] + "type", PREFIXES["owl"] + "ObjectProperty"
_BY_STRENGTH = (PREFIXES["rdfs"] + "label", term("phrase"))
_WANTED = frozenset({_TYPE, *_BY_STRENGTH})


def phrase_of(name: str) -> str:
    """The phrase of the relation with this local name: `kg.ontology.phrases.told` makes a sentence of it."""
    return phrasebook().get(name) or words(name)


@cache
def phrasebook() -> Mapping[str, str]:
    """By local name, the phrase of each relation of the shipped ontology; its label where it has none."""
    found: dict[str, dict[str, str]] = {kind: {} for kind in _WANTED}
    for name, kind, text in _annotations():
        if kind != _TYPE or text == _PROPERTY:
            found[kind][name] = min(text, found[kind].get(name, text))
    phrases = {name: text for kind in _BY_STRENGTH for name, text in found[kind].items()}
    return MappingProxyType({name: phrases[name] for name in sorted(found[_TYPE]) if name in phrases})


def _annotations() -> Iterator[tuple[str, str, str]]:
    """Local name, what is said of it, and the text: classes of properties, labels and phrases."""
    for path in shipped_files():
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE) if not path.name.startswith(_NAMES) else ():
            kind, subject, value = quad.predicate.value, quad.subject, quad.object
            named = isinstance(subject, ox.NamedNode) and subject.value.startswith(ONTOLOGY)
            if kind in _WANTED and named and isinstance(value, ox.NamedNode | ox.Literal):
                yield local_name(subject.value), kind, value.value
