"""What changed between two graphs, in terms of news.

An event of one graph is matched with that of the other: by its IRI, else by the claims that both have, else by who,
what and when, since an event is called otherwise once more is known of it. It refuses to guess beyond that: what
matches nothing is gone, or new.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kg.news.reading import Ends, EventNews, Fact, News

__all__ = ["Change", "ChangeKind", "Difference", "compare"]


class ChangeKind(StrEnum):
    """What can change, in the order in which it is told."""

    NEW_ARTICLE = "new article"
    CHANGED_ARTICLE = "changed article"
    GONE_ARTICLE = "gone article"
    NEW_EVENT = "new event"
    STATUS = "changed status"
    MORE_STORIES = "more stories"
    FEWER_STORIES = "fewer stories"
    EXACT_TIME = "more exact time"
    OTHER_TIME = "other time"
    WORDING = "other words"
    MERGED_EVENT = "merged event"
    SPLIT_EVENT = "split event"
    GONE_EVENT = "gone event"
    NEW_FACT = "new fact"
    GONE_FACT = "gone fact"
    MERGED_ENTITY = "merged entity"
    RENAMED_ENTITY = "renamed entity"
    SPLIT_ENTITY = "split entity"
    NEW_ENTITY = "new entity"
    GONE_ENTITY = "gone entity"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `what` is a sentence or a name; `iri` lies in the later graph, or in the earlier if it is gone.

    `before` and `after` are the event on either side, None where there is none; `was` is the name of before.
    An event that changed in several ways is one change, of the first kind that fits.
    """

    kind: ChangeKind
    iri: str
    what: str
    was: str = ""
    before: EventNews | None = None
    after: EventNews | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes, by kind, then by day and name."""

    changes: tuple[Change, ...]

    def counts(self) -> dict[ChangeKind, int]:
        """How many changes there are of each kind that there is, in the order of the kinds."""
        found = Counter(change.kind for change in self.changes)
        return {kind: found[kind] for kind in ChangeKind if found[kind]}

    def __bool__(self) -> bool:
        return bool(self.changes)


def compare(before: News, after: News) -> Difference:
    """What is otherwise in the later graph than in the earlier."""
    moved = _moved_entities(before, after)
    changes = (
        *_article_changes(before, after),
        *_event_changes(before, after, moved),
        *_fact_changes(before, after, moved),
        *_entity_changes(before, after, moved),
    )
    return Difference(tuple(sorted(changes, key=_order)))


def _order(change: Change) -> tuple[int, str, str, str, str]:
    event, old = change.after or change.before, change.before.iri if change.before else ""
    day = (event.earliest if event else "") or "9"
    return list(ChangeKind).index(change.kind), day, change.what, change.iri, old or change.was


# Articles


def _article_changes(before: News, after: News) -> Iterator[Change]:
    for iri, article in after.articles.items():
        old = before.articles.get(iri)
        if old is None:
            yield Change(ChangeKind.NEW_ARTICLE, iri, article.name)
        elif old != article:
            yield Change(ChangeKind.CHANGED_ARTICLE, iri, article.name, was=old.name)
    for iri, article in before.articles.items():
        if iri not in after.articles:
            yield Change(ChangeKind.GONE_ARTICLE, iri, article.name)


# Entities


def _moved_entities(before: News, after: News) -> dict[str, str]:
    """For each entity that is gone, what the same claims are about now: the one that most of them name."""
    return {old: new for old, new in _followed(before, after).items() if old not in after.entities}


def _split_entities(before: News, after: News) -> dict[str, str]:
    """For each entity that is new, what the same claims were about, where that is still there."""
    return {new: old for new, old in _followed(after, before).items() if new not in before.entities}


def _followed(one: News, other: News) -> dict[str, str]:
    """For each entity of claims that both have, that of the other side which most of these claims name there."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for claim in one.ends.keys() & other.ends.keys():
        for here, there in zip(one.ends[claim], other.ends[claim], strict=True):
            votes[here][there] += 1
    return {here: min(found, key=lambda there: (-found[there], there)) for here, found in votes.items()}


def _entity_changes(before: News, after: News, moved: Mapping[str, str]) -> Iterator[Change]:
    came_from = _split_entities(before, after)
    for iri, entity in after.entities.items():
        old, source = before.entities.get(iri), before.entities.get(came_from.get(iri, ""))
        if old is not None and old.label != entity.label:
            yield Change(ChangeKind.RENAMED_ENTITY, iri, entity.label, was=old.label)
        elif old is None and source is None:
            yield Change(ChangeKind.NEW_ENTITY, iri, entity.label)
        elif old is None and source is not None and source.iri in after.entities:
            yield Change(ChangeKind.SPLIT_ENTITY, iri, entity.label, was=source.label)
    for iri, entity in before.entities.items():
        target = after.entities.get(moved.get(iri, ""))
        if iri not in after.entities and target is None:
            yield Change(ChangeKind.GONE_ENTITY, iri, entity.label)
        elif iri not in after.entities and target is not None:
            kind = ChangeKind.MERGED_ENTITY if target.iri in before.entities else ChangeKind.RENAMED_ENTITY
            yield Change(kind, target.iri, target.label, was=entity.label)


# Facts


def _fact_changes(before: News, after: News, moved: Mapping[str, str]) -> Iterator[Change]:
    held = {(moved.get(fact[0], fact[0]), fact[1], moved.get(fact[2], fact[2])): fact for fact in before.facts}
    for fact, sentence in after.facts.items():
        if fact not in held and not _is_second(fact, after):
            yield Change(ChangeKind.NEW_FACT, fact[0], sentence)
    for now, fact in held.items():
        if now not in after.facts and not _is_second(fact, before):
            yield Change(ChangeKind.GONE_FACT, fact[0], before.facts[fact])


def _is_second(fact: Fact, news: News) -> bool:
    """Whether the fact is told already the other way round: its relation holds both ways."""
    return fact[0] > fact[2] and fact[::-1] in news.facts


# Events


def _event_changes(before: News, after: News, moved: Mapping[str, str]) -> Iterator[Change]:
    pairs = _matched(before.events, after.events, moved)
    for old, new in pairs.items():
        change = _event_change(before.events[old], after.events[new])
        if change:
            yield change
    came_from, matched = _homes(after.events, before.events), set(pairs.values())
    for iri, event in after.events.items():
        source = before.events.get(came_from.get(iri, ""))
        if iri not in matched and source:
            yield Change(ChangeKind.SPLIT_EVENT, iri, event.sentence, source.sentence, after=event)
        elif iri not in matched:
            yield Change(ChangeKind.NEW_EVENT, iri, event.sentence, after=event)
    went_to = _homes(before.events, after.events)
    for iri, event in before.events.items():
        target = after.events.get(went_to.get(iri, ""))
        if iri not in pairs and target:
            yield Change(ChangeKind.MERGED_EVENT, target.iri, target.sentence, event.sentence, before=event)
        elif iri not in pairs:
            yield Change(ChangeKind.GONE_EVENT, iri, event.sentence, before=event)


def _homes(events: Mapping[str, EventNews], others: Mapping[str, EventNews]) -> dict[str, str]:
    """For each event, the other that has most of its claims; nothing for those whose claims are in none."""
    best: dict[str, str] = {}
    for _, here, there in sorted(_by_claims(events, others)):
        best.setdefault(here, there)
    return best


def _event_change(old: EventNews, new: EventNews) -> Change | None:
    differing = (
        (ChangeKind.STATUS, old.status != new.status),
        (ChangeKind.MORE_STORIES, old.stories < new.stories),
        (ChangeKind.FEWER_STORIES, old.stories > new.stories),
        (ChangeKind.EXACT_TIME, old.time != new.time and _lies_within(new, old)),
        (ChangeKind.OTHER_TIME, old.time != new.time),
        (ChangeKind.WORDING, old.label != new.label),
    )
    kind = next((kind for kind, differs in differing if differs), None)
    was = old.sentence if old.label != new.label else ""
    return Change(kind, new.iri, new.sentence, was, old, new) if kind else None


def _lies_within(inner: EventNews, outer: EventNews) -> bool:
    """Whether the first time is given, and no day of it lies outside of the second."""
    if not inner.earliest:
        return False
    return not outer.earliest or outer.earliest <= inner.earliest <= inner.latest <= outer.latest


def _matched(
    before: Mapping[str, EventNews], after: Mapping[str, EventNews], moved: Mapping[str, str]
) -> dict[str, str]:
    """For each event of before that is there after, its IRI there; no event is matched twice."""
    pairs = {iri: iri for iri in before.keys() & after.keys()}
    for candidates in (_by_claims(before, after), _by_topic(before, after, moved)):
        taken = set(pairs.values())
        for _, old, new in sorted(candidates):
            if old not in pairs and new not in taken:
                pairs[old] = new
                taken.add(new)
    return pairs


_Candidate = tuple[int, str, str]
"""How well two events fit, the better the less; and their IRIs."""


def _by_claims(before: Mapping[str, EventNews], after: Mapping[str, EventNews]) -> Iterator[_Candidate]:
    """Events that have claims in common."""
    home = {claim: iri for iri in sorted(after) for claim in after[iri].claims}
    shared = Counter((event.iri, home[claim]) for event in before.values() for claim in event.claims if claim in home)
    return ((-count, old, new) for (old, new), count in shared.items())


def _by_topic(
    before: Mapping[str, EventNews], after: Mapping[str, EventNews], moved: Mapping[str, str]
) -> Iterator[_Candidate]:
    """Events between the same two, in a relation of both, at times that can be the same."""
    topics: defaultdict[Ends, list[EventNews]] = defaultdict(list)
    for event in after.values():
        topics[event.subject, event.object].append(event)
    for old in before.values():
        for new in topics[moved.get(old.subject, old.subject), moved.get(old.object, old.object)]:
            if old.relations & new.relations and _can_meet(old, new):
                yield int(old.time != new.time), old.iri, new.iri


def _can_meet(one: EventNews, other: EventNews) -> bool:
    """Whether the two times share a day; one that is not given can be any."""
    if not (one.earliest and other.earliest):
        return True
    return one.earliest <= other.latest and other.earliest <= one.latest
