"""Where sources are at odds: disputes, contradictions, changes and figures that differ, all sides kept.

Few queries, however large the graph: which events can be in conflict, then all about those.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.ontology.iris import local_name, term
from kg.ontology.states import SoleEnd, StateRules, load_state_rules
from kg.query import run_query
from kg.questions.changes import find_changes
from kg.questions.conflict import Conflict, ConflictKind
from kg.questions.differences import candidate_events, find_differences
from kg.questions.disputes import NEGATIVE_EVENTS, find_disputes
from kg.questions.names import find_entity
from kg.questions.stored import load_events

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["conflicts"]

ALL_KINDS = tuple(ConflictKind)


def conflicts(
    dataset: Dataset,
    *,
    kinds: Collection[ConflictKind] = ALL_KINDS,
    entity: str | None = None,
    ontology: Sequence[Path] = (),
) -> tuple[Conflict, ...]:
    """The conflicts of these kinds, by kind and then by what they are about.

    With an entity, named as for `kg.questions.timeline`, only those that it has a part in. `ontology` holds Turtle
    files with more rules about states than the shipped ones.
    """
    about = find_entity(dataset, entity).iri if entity else None
    rules = load_state_rules(ontology)
    found = [
        conflict
        for conflict in _all(dataset, rules, frozenset(kinds))
        if conflict.kind in kinds and (about is None or about in conflict.entities)
    ]
    return tuple(sorted(found, key=lambda each: (ALL_KINDS.index(each.kind), each.what, each.events)))


def _all(dataset: Dataset, rules: StateRules, kinds: frozenset[ConflictKind]) -> Iterator[Conflict]:
    """Every conflict of these kinds, and some of the kinds that are found with them."""
    wanted: list[frozenset[str]] = [frozenset()] * 3
    if kinds - {ConflictKind.FIGURES}:
        wanted[0] = frozenset(record["event"] for record in run_query(dataset, NEGATIVE_EVENTS).records())
        wanted[1] = _state_events(dataset, rules)
    if ConflictKind.FIGURES in kinds:
        wanted[2] = candidate_events(dataset, rules.states)
    events = load_events(dataset, frozenset().union(*wanted))
    negative, states, counted = ([event for event in events if event.iri in iris] for iris in wanted)
    yield from _without_doubles([*find_changes(states, rules), *find_disputes(negative)])
    yield from find_differences(counted)


def _without_doubles(found: Sequence[Conflict]) -> Iterator[Conflict]:
    """The conflicts, without the dispute about an event that something else has ended: the end explains it."""
    ended = {
        conflict.events for conflict in found if conflict.kind is ConflictKind.CHANGED and len(conflict.events) > 1
    }
    explained = {event for events in ended for event in events}
    for conflict in found:
        if not (len(conflict.events) == 1 and conflict.events[0] in explained):
            yield conflict


def _state_events(dataset: Dataset, rules: StateRules) -> frozenset[str]:
    """The events of relations that exclude or end each other, as far as there is another that they do it to."""
    values = " ".join(f"<{term(relation)}>" for relation in sorted({*rules.offices, *rules.ends, *rules.states}))
    found = [_Link.of(record) for record in run_query(dataset, _STATES.replace("RELATIONS", values)).records()]
    alike: defaultdict[tuple[str, str, SoleEnd], set[_Link]] = defaultdict(set)
    between: defaultdict[frozenset[str], set[_Link]] = defaultdict(set)
    for link in found:
        between[link.ends].add(link)
        for end in {office.end for office in rules.offices.get(link.relation, ())}:
            alike[link.relation, link.object if end is SoleEnd.SUBJECT else link.subject, end].add(link)
    rivals = {link for links in alike.values() if len({link.ends for link in links}) > 1 for link in links}
    holders = {end for link in rivals for end in link.ends}
    ended = {link for links in between.values() for link in links if _ends_another(link, links, rules)}
    handed = {link for link in found if link.relation in rules.ends and link.ends <= holders}
    return frozenset(link.event for link in rivals | ended | handed)


def _ends_another(link: _Link, links: Collection[_Link], rules: StateRules) -> bool:
    """Whether one of the links between the same two ends this one, or is ended by it."""
    ends = rules.ends.get(link.relation, frozenset())
    return any(other.relation in ends or link.relation in rules.ends.get(other.relation, ()) for other in links)


class _Link(NamedTuple):
    """An event, with what it is between."""

    event: str
    subject: str
    relation: str
    object: str

    @classmethod
    def of(cls, record: Mapping[str, str]) -> _Link:
        """The link in a row of the query below."""
        return cls(record["event"], record["subject"], local_name(record["relation"]), record["object"])

    @property
    def ends(self) -> frozenset[str]:
        """The two, in no order."""
        return frozenset({self.subject, self.object})


_STATES = """
SELECT ?event ?subject ?relation ?object {
  VALUES ?relation { RELATIONS }
  ?event kg:relation|kg:kinRelation ?relation ; kg:subject ?subject ; kg:object ?object
}
"""
