"""Phrases for two of a kind → which two: "the two countries", "both companies", "its neighbour".

What has just been named together is meant; else the two that the article most often names in one sentence, so that a
third who is named in passing is none of them. "The three countries" is nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from kg.extract.article_reading import ArticleReading
from kg.extract.discourse import Referent
from kg.extract.grammar import children, possessors
from kg.extract.names import Name
from kg.extract.words import Token

__all__ = ["TWO", "count_companions", "other_of_pair", "resolve_several"]

TWO = frozenset({"both", "two"})
_MAX_NAMES_OF_SENTENCE = 5
_MIN_SENTENCES_OF_PAIR = 2
_RECENT_SENTENCES = 2


def count_companions(names: Iterable[Sequence[Name]]) -> Mapping[tuple[str, str], int]:
    """How many sentences name two states together, for each pair in the order of the alphabet; lists tell nothing.

    `names` are those of one sentence each.
    """
    found: Counter[tuple[str, str]] = Counter()
    for sentence in names:
        states = sorted({name.name for name in sentence if name.kind == "State"})
        if len(states) <= _MAX_NAMES_OF_SENTENCE:
            found.update(combinations(states, 2))
    return found


def other_of_pair(reading: ArticleReading, state: str) -> str:
    """The state that the article most often names together with one, empty where none stands out."""
    others = Counter({(set(pair) - {state}).pop(): n for pair, n in reading.companions.items() if state in pair})
    ranked = others.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= _MIN_SENTENCES_OF_PAIR else ""


def resolve_several(
    reading: ArticleReading, number: int, token: Token, sentence: int, kind: str = "State"
) -> tuple[Referent, ...]:
    """Which two are meant, without the subject of the clause and the owner ("US allies"); empty where that is open.

    Without a "two" or "both", only where there are just two that can be meant.
    """
    counted = token.lower_ in TWO or any(child.lower_ in TWO for child in token.children)
    other_count = not counted and any(child.like_num for child in children(token, "nummod"))
    if other_count or any(owner.lower_ in {"our", "my"} for owner in possessors(token)):
        return ()
    owners = _standing_for(reading, number, [*possessors(token), *children(token, "amod", "compound")])
    speakers = _speaking_states(reading, number, token)
    if counted and kind == "Person":
        return _two_people(reading, token, sentence, owners)
    if counted and (recent := _named_together(reading, sentence, kind, owners)):
        return recent
    for outside in (owners | _standing_for(reading, number, _subjects_before(token)), owners):
        known = [r for r in reading.discourse.counts if r not in outside and reading.ontology.is_a(r.kind, kind)]
        if counted and len(known) > 1:
            return _foremost(reading, known, speakers)
        known = [r for r in known if r not in speakers]
        if len(known) == 2:
            return tuple(known)
    return ()


def _two_people(reading: ArticleReading, token: Token, sentence: int, outside: set[Referent]) -> tuple[Referent, ...]:
    """As in "the two women": the two who have just been joined by a word, if none of them is a man."""
    gender = reading.ontology.gazetteer.gendered_words.get(token.lemma_.lower(), "")
    found = _named_together(reading, sentence, "Person", outside)
    unlike = any(reading.genders.get(person.name, gender) != gender for person in found) if gender else False
    return () if unlike else found


def _named_together(reading: ArticleReading, sentence: int, kind: str, outside: set[Referent]) -> tuple[Referent, ...]:
    """As in "Oslo and Rome met. The two countries …": the two that have just been joined by a word."""
    return reading.discourse.best(
        lambda seen: (
            len(seen.referents) == 2
            and all(r.name and r not in outside and reading.ontology.is_a(r.kind, kind) for r in seen.referents)
        ),
        sentence,
        window=_RECENT_SENTENCES,
    )


def _foremost(reading: ArticleReading, known: Sequence[Referent], speakers: set[Referent]) -> tuple[Referent, ...]:
    """The two that are named together most, of equals those without the speaker, then those named most often."""
    counts = reading.discourse.counts

    def rank(pair: tuple[Referent, Referent]) -> tuple[int, bool, int]:
        first, second = sorted(referent.name for referent in pair)
        together = reading.companions.get((first, second), 0)
        return together, speakers.isdisjoint(pair), sum(counts[referent] for referent in pair)

    return max(combinations(known, 2), key=rank)


def _subjects_before(token: Token) -> list[Token]:
    """The subject of the clause that a phrase stands in, where it isn't that itself."""
    verb = token.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    return [] if token.dep_ in {"nsubj", "nsubjpass"} else [s for s in children(verb, "nsubj") if s.i < token.i]


def _speaking_states(reading: ArticleReading, number: int, token: Token) -> set[Referent]:
    """The states of whoever says what the phrase stands in."""
    said = reading.quoted[number].get(token.i)
    said_by = _standing_for(reading, said.passage, [said.speaker]) if said is not None else set()
    return said_by | {Referent(r.owner, "State") for r in said_by if r.owner}


def _standing_for(reading: ArticleReading, number: int, tokens: Iterable[Token]) -> set[Referent]:
    return {referent for token in tokens for referent in reading.found.get((number, token.i), ())}
