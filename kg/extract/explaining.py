"""Why a sentence gives the claims that it gives: its clauses, and what became of each pattern that could begin there.

Nothing is decided here. Each reason is found by asking the matcher again with one demand of the pattern left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kg.extract.clauses import Predication
from kg.extract.ends import End, Reading, ends_of, fit_ends
from kg.extract.grammar import children, lemma_of, phrase_bounds
from kg.extract.matching import Match, match_pattern
from kg.extract.relations import choose, predications_of, read_sentence, type_match
from kg.extract.words import Token, TokenSpan
from kg.model import Claim
from kg.ontology import Relation
from kg.ontology.patterns import Pattern, PatternKind, Slot

__all__ = ["Clause", "Explanation", "Phrase", "Trial", "explain_sentence"]


_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase beside a trigger: `place` is "who", "whom" or the function words before it, `kind` a class or ""."""

    place: str
    text: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of one pattern: `reason` is empty where it was chosen; `worded` tells that its words were there."""

    relation: str
    pattern: str
    reason: str
    worded: bool

    @property
    def chosen(self) -> bool:
        """Whether the clause states this relation."""
        return not self.reason


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb, noun or adjective that predicates, its phrases, and the patterns that begin with it.

    `rule` is the construction that gave its subject. `proposal` is the line of Turtle that would teach these words,
    empty where a pattern has the words already, or nothing hangs on the trigger.
    """

    trigger: str
    kind: PatternKind
    rule: str
    phrases: tuple[Phrase, ...]
    trials: tuple[Trial, ...]
    proposal: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A sentence as parsed, clause by clause, and its claims, the open ones among them."""

    tokens: tuple[Token, ...]
    clauses: tuple[Clause, ...]
    claims: tuple[Claim, ...]


def explain_sentence(reading: Reading, sentence: TokenSpan) -> Explanation:
    """The sentence taken apart; `reading` is of the passage that it stands in."""
    heads = {predication.head: predication for predication, _ in predications_of(reading, sentence)}
    clauses = tuple(_explain(reading, predication) for predication in heads.values())
    return Explanation(tuple(sentence), clauses, tuple(read_sentence(reading, sentence)))


def _explain(reading: Reading, predication: Predication) -> Clause:
    trials = tuple(_try_all(reading, predication))
    phrases = tuple(_phrases(reading, predication))
    proposal = "" if any(trial.worded for trial in trials) else _proposal(predication)
    return Clause(predication.head.text, predication.kind, predication.rule, phrases, trials, proposal)


def _phrases(reading: Reading, predication: Predication) -> Iterator[Phrase]:
    places = [("who", token) for token in predication.subjects]
    places += [("whom", token) for token in predication.objects]
    places += [(" ".join(complement.path), complement.head) for complement in predication.complements]
    for place, token in places:
        for end in ends_of(reading, [token]):
            yield Phrase(place, _text_of(token), end.referent.kind, end.referent.name)


def _text_of(token: Token) -> str:
    start, last = phrase_bounds(token)
    return token.doc[start : last + 1].text


# ---------------------------------------------------------------- the patterns


def _try_all(reading: Reading, predication: Predication) -> Iterator[Trial]:
    """Each pattern that begins with the word, those that were chosen first."""
    patterns = reading.index.every(predication.kind, predication.head)
    matches = {pattern: match_pattern(pattern, predication) for pattern in patterns}
    typed = {p: t for p, match in matches.items() if match and (t := type_match(reading, match))}
    chosen = {option.match.pattern for option in choose(list(typed.values()), reading.ontology)}
    winner = next((pattern.source for pattern in patterns if pattern in chosen), "")
    for pattern in sorted(patterns, key=lambda p: (p not in chosen, p not in typed, matches[p] is None)):
        match = matches[pattern]
        if pattern in chosen:
            reason = ""
        elif pattern in typed:
            reason = f"it fits, but “{winner}” asks for more or has narrower classes"
        elif match is not None:
            reason = _why_untyped(reading, match)
        else:
            reason = _why_unmatched(pattern, predication)
        yield Trial(pattern.relation, pattern.source, reason, match is not None)


def _why_unmatched(pattern: Pattern, predication: Predication) -> str:
    """The one demand without which the pattern would match; several may be unmet."""
    unmet = next((reason for reason, easier in _relaxed(pattern) if match_pattern(easier, predication)), "")
    return unmet or "several of its words are missing"


def _relaxed(pattern: Pattern) -> Iterator[tuple[str, Pattern]]:
    """The pattern with one demand left out, and what to say of it."""
    if pattern.negated:
        yield "nothing is negated", replace(pattern, negated=False)
    if pattern.infinitive:
        yield "no infinitive follows", replace(pattern, infinitive=False)
    if pattern.wanted:
        yield "no clause with “must” follows", replace(pattern, wanted=False)
    for at, options in enumerate(pattern.particles):
        yield f"without {_either(options)}", replace(pattern, particles=_without(pattern.particles, at))
    for at, slot in enumerate(pattern.slots):
        yield _absence(slot), replace(pattern, slots=_without(pattern.slots, at))


def _without(row: tuple[_Row, ...], at: int) -> tuple[_Row, ...]:
    return row[:at] + row[at + 1 :]


def _absence(slot: Slot) -> str:
    """As in "no “list” or “whitelist” after “from”", "nothing after “with”"."""
    what = f"no {_either(slot.words)}" if slot.words else "nothing"
    where = " after " + " ".join(_either(options) for options in slot.path) if slot.path else " as its object"
    return what + where


def _either(words: Sequence[str]) -> str:
    return " or ".join(f"“{word}”" for word in words)


def _why_untyped(reading: Reading, match: Match) -> str:
    """Which end has another class than the relation wants, or what else is wrong with the pair."""
    relation = reading.ontology.relations[match.pattern.relation]
    wrong = [
        f"{_classes(reading, tokens)}; the {place} has to be {_article(wanted)}"
        for place, tokens, wanted in _sides(match, relation)
        if not fit_ends(reading, tokens, wanted, acting=True)
    ]
    return "; ".join(wrong) or "its two ends are the same, or have no names"


def _sides(match: Match, relation: Relation) -> Iterator[tuple[str, tuple[Token, ...], str]]:
    yield "subject", match.subjects, relation.domain
    yield "object", match.objects, relation.range


def _classes(reading: Reading, tokens: Sequence[Token]) -> str:
    ends = ends_of(reading, tokens)
    return " and ".join(f"“{_text_of(end.token)}” is {_class_of(end)}" for end in ends) or "nobody stands there"


def _class_of(end: End) -> str:
    return "of no known class" if end.referent.kind in {"", "Thing"} else _article(end.referent.kind)


def _article(kind: str) -> str:
    return f"{'an' if kind[0] in 'AEIOU' else 'a'} {kind}"


# ---------------------------------------------------------------- a line for the ontology


def _proposal(predication: Predication) -> str:
    """The pattern that these words would need; empty where nothing stands where an object could."""
    head = " ".join([lemma_of(predication.head), *(child.lower_ for child in children(predication.head, "prt"))])
    paths = [complement.path for complement in predication.complements if complement.path != ("by",)]
    if predication.kind is PatternKind.VERB and predication.objects:
        pattern = head
    elif paths:
        pattern = " ".join([head, *paths[0]])
    else:
        return ""
    return f'kg:{predication.kind} "{pattern}"'
