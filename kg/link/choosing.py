"""Which fuller name a name stands for. It looks at a name and its neighbours, and at nothing else.

A name joins a greater one where a rule allows it, its score reaches `SURE`, and no rival remains: a neighbour that
could be one of the two and not the other, such as a second full name for a surname. Where the context clearly prefers
one of two rivals, the other is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.link.blocks import blocks_of, sought_blocks
from kg.link.candidates import Candidate, known_candidates, rank_of
from kg.link.context import agreement, are_opposed
from kg.link.decisions import NO_DECISIONS, Decisions
from kg.link.ids import NameId
from kg.link.known import are_compatible
from kg.link.names import Name
from kg.link.roots import best_spelling
from kg.link.rules import SURE, Rule, rule_between
from kg.ontology import Ontology

__all__ = ["Choice", "Doubt", "choose_parent"]

MOST_DOUBTS = 3  # proposed for one name
DOUBTFUL = 0.5  # at most, where states differ
AMBIGUOUS = 0.4  # at most, where a rival remains
LIKELY = 0.4  # at least, to be proposed
CLEAR_FACTOR, CLEAR_MARGIN = 2.0, 0.3  # by which agreement with one must exceed that with a rival
CLEAR_MAJORITY = 3  # times as many articles


@dataclass(frozen=True, slots=True)
class Doubt:
    """Another name that may be the same thing, why, and how likely in 0..1."""

    other: NameId
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Choice:
    """The fuller name that a name stands for, None where it stands for itself; why, and how sure in 0..1.

    The parent may be a thing that the ontology knows (`known_thing`). `doubts` are what a person may decide, the
    likeliest first; a name that has found a parent has none.
    """

    parent: NameId | None = None
    reason: str = ""
    score: float = 1.0
    doubts: tuple[Doubt, ...] = ()


def choose_parent(
    name: Name, neighbours: Sequence[Name], ontology: Ontology, decisions: Decisions = NO_DECISIONS
) -> Choice:
    """The choice of a name among its neighbours, in any order; those that stand in no sought block change nothing.

    Parents are always greater in one order of all names, so that choices make trees.
    """
    place = _Place(name, neighbours, ontology, decisions)
    decided = place.decided_parent()
    if decided:
        return Choice(decided.id, "decided")
    links = sorted(
        place.links(), key=lambda link: (link.score, link.closeness, rank_of(link.other, ontology)), reverse=True
    )
    sure = [link for link in links if link.score >= SURE]
    if sure:
        best = max(sure, key=lambda link: rank_of(link.other, ontology))
        return Choice(best.other.id, best.reason, best.score)
    likely = [link for link in links if link.score >= LIKELY and (link.closeness > 0 or len(links) == 1)]
    return Choice(doubts=tuple(Doubt(link.other.id, link.reason, link.score) for link in likely[:MOST_DOUBTS]))


@dataclass(frozen=True, slots=True)
class _Link:
    """A way for the name to be another one."""

    other: Candidate
    closeness: float
    score: float
    reason: str


class _Place:
    """A name among its neighbours."""

    def __init__(self, name: Name, neighbours: Sequence[Name], ontology: Ontology, decisions: Decisions) -> None:
        self._ontology = ontology
        self._decisions = decisions
        self._name = Candidate(name.id, (name.id,), name)
        sought = sought_blocks(name.id, decisions)
        near = {each.id: each for each in neighbours if each.id != name.id and sought & blocks_of(each.id, decisions)}
        self._near = [Candidate(each, (each,), near[each]) for each in sorted(near)]
        self._near += known_candidates(sought, ontology)

    def decided_parent(self) -> Candidate | None:
        """The greatest of the names that a person decided to be the same, if it is greater than this one."""
        group = self._decisions.group_of(self._name.id)
        same = [each for each in self._greater() if group and self._decisions.group_of(each.id) == group]
        if not self._decisions.names_kind(self._name.id):
            same = [each for each in same if are_compatible(each.id.kind, self._name.id.kind, self._ontology)]
        return max(same, key=lambda each: rank_of(each, self._ontology), default=None)

    def links(self) -> Iterator[_Link]:
        """Every way to be a greater name, scored."""
        for other in self._greater():
            rule = self._rule(self._name, other)
            if rule and not self._is_kept_away(other):
                yield self._scored(other, rule)

    def _greater(self) -> list[Candidate]:
        own = rank_of(self._name, self._ontology)
        return [each for each in self._near if own < rank_of(each, self._ontology)]

    def _scored(self, other: Candidate, rule: Rule) -> _Link:
        closeness = agreement(self._name.around, other.around, self._ontology)
        if are_opposed(self._name.around, other.around):
            return _Link(other, closeness, min(rule.alone, DOUBTFUL), f"{rule.reason}; placed with different states")
        supported = closeness >= rule.support
        score = rule.supported if supported else rule.known if other.is_known else rule.alone
        rival = self._rival(other, rule, closeness) if score >= SURE else None
        if rival:
            return _Link(other, closeness, AMBIGUOUS, f"{rule.reason}; {self._written(rival)} fits as well")
        context = "their articles name the same others" if supported else "nothing else speaks for it"
        return _Link(other, closeness, score, f"{rule.reason}; {context}")

    def _rival(self, other: Candidate, rule: Rule, closeness: float) -> Candidate | None:
        """A neighbour that can be the less definite of the two by as good a rule, and can't be both."""
        short, long = sorted((self._name, other), key=lambda each: len(each.id.bare) if not each.is_known else 1000)
        for each in self._near:
            if each is other:
                continue
            as_short, as_long = self._rule(each, short), self._rule(each, long)
            if bool(as_short) == bool(as_long):
                continue
            if as_short and (as_short.alone < rule.alone or self._is_wider(each, short)):
                continue
            if as_short and not self._is_outweighed(each, short, other, closeness):
                return each
            if as_long and self._is_another_kind(each, short):
                return each
        return None

    def _is_wider(self, each: Candidate, short: Candidate) -> bool:
        """Whether it is the short name again, with a kind that says less."""
        return each.id.key == short.id.key and rank_of(each, self._ontology) < rank_of(short, self._ontology)

    def _is_another_kind(self, each: Candidate, short: Candidate) -> bool:
        """Whether its kind keeps it from being the short name's thing, and more than a few articles say so."""
        is_compatible = are_compatible(each.id.kind, short.id.kind, self._ontology)
        return not is_compatible and each.articles * CLEAR_MAJORITY > short.articles

    def _is_outweighed(self, rival: Candidate, short: Candidate, other: Candidate, closeness: float) -> bool:
        """Whether the context speaks clearly against a rival, or it is but a few articles' other kind for one name."""
        against = agreement(rival.around, short.around, self._ontology)
        if closeness >= CLEAR_FACTOR * against + CLEAR_MARGIN:
            return True
        one_spelling = rival.id.key == other.id.key == short.id.key
        return one_spelling and other.articles >= CLEAR_MAJORITY * rival.articles

    def _rule(self, one: Candidate, other: Candidate) -> Rule | None:
        """The best rule by which two candidates can be one; none where a person or the ontology keeps them apart."""
        if (one.is_known and other.is_known) or self._decisions.are_different(one.id, other.id):
            return None
        rules = [rule_between(a, b, self._ontology) for a in one.spelt for b in other.spelt]
        short = min(one, other, key=lambda each: max(len(spelt.bare) for spelt in each.spelt))
        found = [rule for rule in rules if rule and short.is_written_for(rule)]
        return max(found, key=lambda rule: (rule.alone, rule.name), default=None)

    def _is_kept_away(self, other: Candidate) -> bool:
        """Whether something that a person told from this name could be the other: then neither is taken for granted."""
        return bool(self._decisions.apart) and any(
            self._decisions.are_different(self._name.id, each.id) and self._rule(each, other) for each in self._near
        )

    def _written(self, candidate: Candidate) -> str:
        if candidate.name is None:
            return self._ontology.gazetteer.entries[candidate.id.key].label
        owner = f" @{candidate.id.owner}" if candidate.id.owner else ""
        return f"{best_spelling(candidate.name.spellings)}{owner}"
