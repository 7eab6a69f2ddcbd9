"""What the ontology says of states of affairs: which exclude each other, and which happening ends which.

It reads three annotations and nothing else, so that asking a stored graph needs no patterns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.ontology.iris import local_name, term
from kg.ontology.loading import shipped_files

__all__ = ["Office", "SoleEnd", "StateRules", "load_state_rules"]


class SoleEnd(StrEnum):
    """The end of a relation of which there is one at a time."""

    SUBJECT = "soleSubject"
    OBJECT = "soleObject"


@dataclass(frozen=True, slots=True, order=True)
class Office:
    """Words for a state that one thing at a time is in: an office, a tie, a seat. The first of `words` names it."""

    relation: str
    end: SoleEnd
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StateRules:
    """`offices` by local name of their relation; `ends` gives, for a happening's relation, the states that it ends."""

    offices: Mapping[str, tuple[Office, ...]]
    ends: Mapping[str, frozenset[str]]

    @property
    def states(self) -> frozenset[str]:
        """The relations that are states of affairs, as far as the rules speak of them."""
        return frozenset(self.offices).union(*self.ends.values())


def load_state_rules(extra: Sequence[Path] = ()) -> StateRules:
    """The rules in the shipped files and in the extra ones; OntologyError for a file that does not parse."""
    offices: defaultdict[str, set[Office]] = defaultdict(set)
    ends: defaultdict[str, set[str]] = defaultdict(set)
    for relation, annotation, value in _annotations((*shipped_files(), *extra)):
        if annotation == _ENDS:
            ends[relation].add(local_name(value))
        else:
            offices[relation].add(Office(relation, SoleEnd(annotation), tuple(value.casefold().split("|"))))
    return StateRules(
        {relation: tuple(sorted(found)) for relation, found in sorted(offices.items())},
        {relation: frozenset(found) for relation, found in sorted(ends.items())},
    )


_ENDS = "ends"
_WANTED = {term(name): name for name in (*SoleEnd, _ENDS)}


def _annotations(paths: Iterable[Path]) -> Iterator[tuple[str, str, str]]:
    """Relation, annotation, both by local name, and value."""
    for path in paths:
        try:
            for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
                known = isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal)
                if known and (name := _WANTED.get(quad.predicate.value)):
                    yield local_name(quad.subject.value), name, quad.object.value
        except OSError as error:
            raise OntologyError(f"{path}: {error.strerror}; give a Turtle file that can be read") from error
        except SyntaxError as error:
            raise OntologyError(f"{path}: line {error.lineno}: not Turtle: {error.msg}") from error
