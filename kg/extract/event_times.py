"""Times that count from another happening: "two days after the ministers met"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.extract.calendar_words import NUMBERS
from kg.extract.grammar import children
from kg.extract.time_readings import offset
from kg.extract.times import FoundTime
from kg.extract.words import Doc, Token

__all__ = ["date_effects", "relate_events"]

_UNITS = frozenset({"day", "week", "month", "year"})
_EXACT = frozenset({"just", "only", "exactly", "precisely", "the", "very"})
_HAPPEN = frozenset("be come follow happen occur".split())
_THIS_ACT = frozenset("action announcement decision development incident move news step".split())


@dataclass(frozen=True, slots=True)
class _Gap:
    """Between an `earlier` and a `later` predicate lie `count` units; `phrase` are the words that say so."""

    earlier: Token
    later: Token
    unit: str
    count: int
    phrase: tuple[int, int]


def relate_events(doc: Doc, found: Mapping[int, FoundTime], lead: FoundTime | None) -> dict[int, FoundTime]:
    """Token index of a predicate → its time, for those that another dated predicate dates.

    `lead` is when the article's main happening was, which "the decision comes a day after …" counts from.
    """
    dated: dict[int, FoundTime] = {}
    for gap in _gaps(doc):
        later = found.get(gap.later.i) or _time_of_subject(gap.later, found, lead)
        earlier = found.get(gap.earlier.i)
        if earlier and not later:
            _add(dated, gap.later, earlier, gap, gap.count)
        elif later and not earlier:
            _add(dated, gap.earlier, later, gap, -gap.count)
    return dated


_CHANGES = frozenset("action arrangement change measure move shift step".split())
_EFFECTS = frozenset({"take effect", "come into force", "come into effect", "go into effect", "enter into force"})


def date_effects(doc: Doc, found: Mapping[int, FoundTime]) -> dict[int, FoundTime]:
    """As in "will raise duties, a step that takes effect in May": what the step is has the time of its effect."""
    dated: dict[int, FoundTime] = {}
    for at, time in found.items():
        effect = doc[at]
        step = effect.head
        if effect.dep_ == "relcl" and step.lemma_ in _CHANGES and _takes_effect(effect) and _is_beside(step):
            verb = step.head
            while verb.pos_ in {"NOUN", "PROPN", "ADP"} and verb.head != verb:
                verb = verb.head
            if verb.pos_ == "VERB" and verb.i not in found:
                dated[verb.i] = time
    return dated


def _is_beside(step: Token) -> bool:
    """Whether the noun stands after a comma or dash, beside the clause that it sums up."""
    start = step.left_edge.i
    return start > 0 and step.doc[start - 1].text in {",", "-", "–", "—"}


def _takes_effect(verb: Token) -> bool:
    nouns = [*children(verb, "dobj")]
    nouns += [noun for into in children(verb, "prep") for noun in children(into, "pobj")]
    words = [verb.lemma_, *("into" for into in children(verb, "prep") if into.lower_ == "into")]
    return any(" ".join([*words, noun.lemma_]) in _EFFECTS for noun in nouns)


def _add(dated: dict[int, FoundTime], target: Token, base: FoundTime, gap: _Gap, count: int) -> None:
    interval = offset(base.interval, gap.unit, count)
    if interval is not None:
        dated[target.i] = FoundTime(*gap.phrase, interval)


def _gaps(doc: Doc) -> Iterator[_Gap]:
    for word in doc:
        if word.lower_ not in {"after", "before"}:
            continue
        unit = _unit_before(word)
        count = _count(unit) if unit is not None else None
        ends = _predicates(word) if unit is not None else None
        if unit is not None and count is not None and ends is not None:
            main, other = ends
            earlier, later = (other, main) if word.lower_ == "after" else (main, other)
            phrase = unit.left_edge.idx if unit.left_edge.i > main.i else unit.idx, word.idx + len(word)
            yield _Gap(earlier, later, unit.lemma_, count, phrase)


def _unit_before(word: Token) -> Token | None:
    """The unit of time right before "after" or "before"."""
    before = word.doc[word.i - 1] if word.i else word
    return before if before.lemma_ in _UNITS else None


def _count(unit: Token) -> int | None:
    """How many units; None where the words leave it open: "days after", "more than a week after"."""
    said = [token for token in unit.doc[unit.left_edge.i : unit.i] if token.lower_ not in _EXACT]
    if not said:
        return 1 if unit.left_edge != unit and unit.tag_ == "NN" else None
    word = said[0].lower_
    if len(said) > 1 or not (word in NUMBERS or word.isdecimal()):
        return None
    return NUMBERS.get(word) or int(word)


def _predicates(word: Token) -> tuple[Token, Token] | None:
    """The predicate that the phrase stands with, and the one after the word; None where one is missing."""
    if word.dep_ == "mark":
        return _above(word.head.head), word.head
    objects = children(word, "pobj", "pcomp")
    governor = _above(word.head)
    return (governor, objects[0]) if objects and governor.i != word.i else None


def _above(token: Token) -> Token:
    """The token, or the predicate that it dates: the parser hangs "a day before" on a date beside it."""
    while token.head != token and (token.ent_type_ == "DATE" or token.lemma_ in _UNITS or token.pos_ == "ADP"):
        token = token.head
    return token


def _time_of_subject(verb: Token, found: Mapping[int, FoundTime], lead: FoundTime | None) -> FoundTime | None:
    """As in "Friday's vote comes a day after …", "The decision comes …": when that was, of which it says so."""
    subjects = children(verb, "nsubj")
    if verb.lemma_ not in _HAPPEN or not subjects:
        return None
    subject = subjects[0]
    bare = [child.lower_ for child in subject.children] in (["the"], ["this"])
    return found.get(subject.i) or (lead if bare and subject.lemma_ in _THIS_ACT else None)
