"""Changes and contradictions: offices with two holders, seats in two places, states of affairs that something ended.

Which relations exclude each other or end each other, the ontology says (`kg.ontology.states`). Two who are named
together in one sentence hold an office together, and two spellings of a name may be one person: no conflict either.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import combinations

from kg.ontology.states import Office, SoleEnd, StateRules
from kg.questions.conflict import Conflict, ConflictKind, Side, is_separate, side_of
from kg.questions.names import Name, fold
from kg.questions.stored import Statement, StoredEvent

__all__ = ["find_changes"]

Pair = frozenset[str]

UNCHANGING = frozenset({"bornIn", "diesIn"})  # nobody is born twice
ALIKE = 0.85  # Papoulias and Papulias
REACH_WORDS = 3  # "was, for years, the mayor": so far from its verb an office may stand


def find_changes(events: Sequence[StoredEvent], rules: StateRules) -> Iterator[Conflict]:
    """The conflicts between events, in the order of what they are about."""
    enders = _enders(events, rules)
    yield from _rivalries(events, rules, enders)
    yield from _endings(events, enders)


# What ended


def _enders(events: Iterable[StoredEvent], rules: StateRules) -> dict[tuple[Pair, str], list[StoredEvent]]:
    """The happenings that ended a state, by the two that they are between and the state."""
    found: defaultdict[tuple[Pair, str], list[StoredEvent]] = defaultdict(list)
    for event in events:
        for state in sorted({state for each in _affirmed(event) for state in rules.ends.get(each.relation, ())}):
            if event.status in {"asserted", "reported"}:
                found[_pair(event), state].append(event)
    return found


def _pair(event: StoredEvent) -> Pair:
    return frozenset({event.subject.iri, event.object.iri})


def _endings(events: Iterable[StoredEvent], enders: dict[tuple[Pair, str], list[StoredEvent]]) -> Iterator[Conflict]:
    """States that are said to hold, with what ended them."""
    for event in events:
        ended = enders.get((_pair(event), event.relation), [])
        held = _affirmed(event)
        if ended and held:
            sides = [side_of(end.what, _affirmed(end)) for end in ended if _affirmed(end)]
            ordered = [side_of("it was so", held, _is_past), *sorted(sides, key=lambda side: side.order)]
            yield Conflict.of(ConflictKind.CHANGED, event.what, ordered, [event, *ended])


def _affirmed(event: StoredEvent) -> list[Statement]:
    return [each for each in event.statements if each.positive and each.modality == "actual"]


# What only one can be


@dataclass(frozen=True, slots=True)
class _Post:
    """An office of a body, or a seat of somebody: what only one thing at a time fills."""

    office: Office
    of: Name
    kind: str


def _rivalries(
    events: Iterable[StoredEvent], rules: StateRules, enders: dict[tuple[Pair, str], list[StoredEvent]]
) -> Iterator[Conflict]:
    posts: defaultdict[_Post, defaultdict[Name, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    about: defaultdict[tuple[_Post, Name], list[StoredEvent]] = defaultdict(list)
    for event in events:
        for post, holder, statement in _tenures(event, rules):
            posts[post][holder].append(statement)
            about[post, holder].append(event)
    for post, holders in sorted(posts.items(), key=lambda item: (item[0].office, item[0].of)):
        kept = _rivals(holders)
        if len(kept) > 1:
            sides = sorted((side_of(h.short, holders[h], _is_past) for h in kept), key=lambda side: side.order)
            events_of = {event for holder in kept for event in about[post, holder]}
            succeeded = any(
                (frozenset({a.iri, b.iri}), post.office.relation) in enders for a, b in combinations(kept, 2)
            )
            changed = post.office.relation not in UNCHANGING and (succeeded or _in_turn(sides))
            kind = ConflictKind.CHANGED if changed else ConflictKind.CONTRADICTORY
            yield Conflict.of(kind, _title(post), sides, events_of)


def _tenures(event: StoredEvent, rules: StateRules) -> Iterator[tuple[_Post, Name, Statement]]:
    """The posts that the event's statements give to somebody, with who holds them."""
    offices = rules.offices.get(event.relation, ())
    for statement in _affirmed(event) if offices else ():
        office = _office_in(statement, offices)
        if office and office.end is SoleEnd.SUBJECT:
            yield _Post(office, event.object, ""), event.subject, statement
        elif office:
            yield _Post(office, event.subject, event.object.kind), event.object, statement


def _office_in(statement: Statement, offices: Iterable[Office]) -> Office | None:
    """The office that the trigger names, with the words beside it: the longest that fits, None where none does."""
    trigger = fold(statement.trigger)
    named = [(words, office) for office in offices for words in _spelled(office) if _holds(words, trigger)]
    sentence = fold(statement.sentence) if named else ""
    fitting = [(len(words), office) for words, office in named if _holds(sentence, words)]
    return max(fitting)[1] if fitting else None


@cache
def _spelled(office: Office) -> tuple[str, ...]:
    return tuple(map(fold, office.words))


def _holds(text: str, words: str) -> bool:
    """Whether the folded text holds the folded words as words."""
    return f" {words} " in f" {text} "


def _rivals(holders: Mapping[Name, Sequence[Statement]]) -> list[Name]:
    """The holders that are not, with every other, named together or spelled like one and the same."""
    sentences = {holder: {(each.article, each.sentence) for each in told} for holder, told in holders.items()}

    def are_rivals(one: Name, other: Name) -> bool:
        return not sentences[one] & sentences[other] and not _may_be_one(one, other)

    return [one for one in sorted(holders) if any(are_rivals(one, other) for other in holders if other != one)]


def _may_be_one(one: Name, other: Name) -> bool:
    """Whether the names are two spellings of one, or one is part of the other: that is for `kg review` to say."""
    words, others = (set(fold(name.label).split()) for name in (one, other))
    alike = SequenceMatcher(None, fold(one.label), fold(other.label), autojunk=False).ratio()
    return words <= others or others <= words or alike >= ALIKE


def _in_turn(sides: Sequence[Side]) -> bool:
    """Whether all can have held it one after the other: no two at one time, as far as times are known."""
    known = [side for side in sides if side.since]
    return (len(known) < len(sides) and bool(known)) or (all(map(is_separate, known, known[1:])) and len(known) > 1)


_PAST = re.compile(r"\b(?:was|were|been|former|formerly|then|late|ex)\b", re.IGNORECASE)
_ENDED = re.compile(r"^\W*(?:\w+\W+){0,4}?(?:until|till|from\s+\d{4}\s+(?:to|until))\b", re.IGNORECASE)


def _is_past(statement: Statement) -> bool:
    """Whether the words around the trigger tell it as past: "was mayor", "the then president", "premier until 2017"."""
    before, trigger, after = statement.sentence.partition(statement.trigger)
    near = re.split(r"[,;:]|\bby\b", " ".join(before.split()[-REACH_WORDS:]))[-1]
    return bool(trigger) and bool(_PAST.search(near) or _ENDED.match(after))


def _title(post: _Post) -> str:
    """The post in words: "president of South Korea", "headquarters of Toyota"."""
    return f"{post.office.words[0]} of {post.of.short}"
