"""Common nouns → what they stand for, by their owner, their apposition and what the article has named before.

Nothing is resolved across classes: better unnamed than wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.extract.article_reading import ArticleReading
from kg.extract.discourse import ACT, Referent
from kg.extract.grammar import children, possessors
from kg.extract.named import after_of, resolve_compass, resolve_person, state_of
from kg.extract.words import Token

__all__ = ["STATE_LIKE", "resolve_noun", "resolve_several"]

_DEFINITE = frozenset("the this that both two these those its their his her our".split())
_TWO = frozenset({"both", "two"})
_OTHERS = frozenset("other another new similar separate different previous earlier old second third".split())
STATE_LIKE = frozenset("ally country government nation neighbor neighbour rival side state".split())
_ACTS = frozenset("action announcement decision measure move policy restriction ruling step".split())


@dataclass(frozen=True, slots=True, eq=False)
class _Phrase:
    """A common noun in its place: its class, empty where its word tells none, and the states that own it."""

    reading: ArticleReading
    number: int
    token: Token
    sentence: int
    kind: str
    owners: tuple[str, ...]

    @property
    def lemma(self) -> str:
        return self.token.lemma_.lower()

    @property
    def owner(self) -> str:
        return self.owners[0] if self.owners else ""

    @property
    def plural(self) -> bool:
        return self.token.tag_ == "NNS"

    @property
    def definite(self) -> bool:
        marks = children(self.token, "det", "poss", "nummod", "predet")
        return any(mark.lower_ in _DEFINITE for mark in marks)


def resolve_noun(reading: ArticleReading, number: int, token: Token, sentence: int) -> tuple[Referent, ...]:
    """What a common noun stands for by the first way that finds something, else a nameless one of its class."""
    told = reading.ontology.class_of_noun
    kind = told.get(token.lower_) or told.get(token.lemma_.lower(), "")
    phrase = _Phrase(reading, number, token, sentence, kind, _owning_states(reading, number, token))
    found = next((referents for way in _WAYS if (referents := way(phrase))), ())
    return found or ((Referent("", kind, phrase.owner),) if kind else ())


def _both_of(phrase: _Phrase) -> tuple[Referent, ...]:
    """As in "the two countries", "its neighbours", "both companies"."""
    if not (phrase.plural and phrase.definite):
        return ()
    if phrase.lemma in STATE_LIKE:
        return resolve_several(phrase.reading, phrase.number, phrase.token)
    pair = any(child.lower_ in _TWO for child in phrase.token.children)
    if pair and phrase.reading.ontology.is_a(phrase.kind, "Organization"):
        return resolve_several(phrase.reading, phrase.number, phrase.token, phrase.kind)
    return ()


def _nearest_state(phrase: _Phrase) -> tuple[Referent, ...]:
    """As in "the country"."""
    plain = phrase.kind == "State" and phrase.lemma not in phrase.reading.ontology.stand_ins
    return _nearest(phrase, "State") if plain and phrase.definite and not phrase.plural else ()


def _named_beside(phrase: _Phrase) -> tuple[Referent, ...]:
    """As in "his counterpart Kang Kyung-wha", "the minister, Taro Kono": the name that stands in apposition."""
    by_token = phrase.reading.names_at[phrase.number]
    for apposition in children(phrase.token, "appos"):
        name = by_token.get(apposition.i)
        if name is not None and name.kind == "Person" and phrase.kind == "Person":
            return (resolve_person(phrase.reading, phrase.number, apposition, name),)
    return ()


def _act(phrase: _Phrase) -> tuple[Referent, ...]:
    """As in "Seoul's decision", and later "the move": whose act is spoken of."""
    if phrase.lemma not in _ACTS:
        return ()
    acts = phrase.reading.acts
    if phrase.owner:
        acts.append(phrase.owner)
    owner = phrase.owner or (acts[-1] if phrase.definite and acts else "")
    return (Referent("", ACT, owner),)


def _people_of(phrase: _Phrase) -> tuple[Referent, ...]:
    """As in "the foreign ministers of both countries": one for each."""
    several = phrase.kind == "Person" and len(phrase.owners) > 1
    return tuple(Referent("", "Person", owner) for owner in phrase.owners) if several else ()


def _government(phrase: _Phrase) -> tuple[Referent, ...]:
    """As in "the Japanese government": the state itself."""
    stands = phrase.lemma in phrase.reading.ontology.stand_ins and phrase.kind in {"State", "GovernmentBody", ""}
    return (Referent(phrase.owner, "State"),) if stands and phrase.owner else ()


def _compass_point(phrase: _Phrase) -> tuple[Referent, ...]:
    """As in "the South"."""
    return () if phrase.kind else resolve_compass(phrase.reading, phrase.token)


def _agreement(phrase: _Phrase) -> tuple[Referent, ...]:
    """Which agreement "the pact" is: the article's only one, or the nearest before; none where words set it apart."""
    reading, token = phrase.reading, phrase.token
    modifiers = [*children(token, "amod", "nummod", "compound", "det"), *after_of(token)]
    apart = phrase.plural or any(m.lower_ in _OTHERS or m.like_num for m in modifiers)
    if apart or not reading.ontology.is_a(phrase.kind, "Agreement"):
        return ()
    first = any(m.lower_ in {"a", "an"} for m in modifiers)
    if first and any(known.name in reading.spelt_out for known in reading.agreements):
        return ()
    if len(reading.agreements) == 1:
        return reading.agreements
    return _nearest(phrase, "Agreement") if phrase.definite else ()


def _generic_body(phrase: _Phrase) -> tuple[Referent, ...]:
    """As in "the Japanese foreign ministry"."""
    body = phrase.reading.ontology.gazetteer.generic_body(_noun_with_modifiers(phrase.token)) if phrase.owner else None
    if body is None or body.kind == "State":
        return ()
    return (Referent(body.label, body.kind, phrase.owner),)


def _named_earlier(phrase: _Phrase) -> tuple[Referent, ...]:
    """As in "the company", "the minister": the nearest that was named of that class, and for people of that title."""
    reading, ontology = phrase.reading, phrase.reading.ontology
    if phrase.owner or phrase.plural or not phrase.definite or children(phrase.token, "prep", "relcl"):
        return ()
    if ontology.is_a(phrase.kind, "Person"):
        person = reading.titles.get(phrase.lemma)
        return (person,) if person is not None else ()
    if not ontology.is_a(phrase.kind, "Organization"):
        return ()
    return _nearest(phrase, phrase.kind, "Organization")


_WAYS: tuple[Callable[[_Phrase], tuple[Referent, ...]], ...] = (
    _both_of,
    _nearest_state,
    _named_beside,
    _act,
    _people_of,
    _government,
    _compass_point,
    _agreement,
    _generic_body,
    _named_earlier,
)
"""How a common noun can be resolved, tried in this order; each way's docstring begins with its example."""


def _nearest(phrase: _Phrase, *kinds: str) -> tuple[Referent, ...]:
    """The most salient single thing of one of these classes."""
    return phrase.reading.discourse.best(
        lambda s: len(s.referents) == 1 and bool(s.referents[0].name) and s.referents[0].kind in kinds, phrase.sentence
    )


def _noun_with_modifiers(token: Token) -> str:
    """As in "foreign ministry" from "the Japanese foreign ministry"."""
    start = token.i
    while start > 0 and token.doc[start - 1].dep_ in {"compound", "amod"} and token.doc[start - 1].head.i <= token.i:
        if token.doc[start - 1].ent_type_ in {"NORP", "GPE"}:
            break
        start -= 1
    return token.doc[start : token.i + 1].text


def resolve_several(reading: ArticleReading, number: int, token: Token, kind: str = "State") -> tuple[Referent, ...]:
    """As in "the two countries": the states named most, without the subject and the owner ("US allies").

    Without a "two" or "both", only where there are just two that can be meant; "the three countries" is nobody.
    """
    counted = token.lower_ in _TWO or any(child.lower_ in _TWO for child in token.children)
    other_count = not counted and any(child.like_num for child in children(token, "nummod"))
    if other_count or any(owner.lower_ in {"our", "my"} for owner in possessors(token)):
        return ()
    owners = _standing_for(reading, number, [*possessors(token), *children(token, "amod", "compound")])
    verb = token.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    subjects = [] if token.dep_ in {"nsubj", "nsubjpass"} else [s for s in children(verb, "nsubj") if s.i < token.i]
    speaker = reading.speakers[number].get(token.i)
    if speaker is not None:
        said_by = _standing_for(reading, number, [speaker])
        owners |= said_by | {Referent(r.owner, "State") for r in said_by if r.owner}
    for outside in (owners | _standing_for(reading, number, subjects), owners):
        known = {r for r in reading.discourse.counts if r not in outside and reading.ontology.is_a(r.kind, kind)}
        if len(known) == 2 or (counted and len(known) > 2):
            return reading.discourse.most_named(known.__contains__, 2)
    return ()


def _standing_for(reading: ArticleReading, number: int, tokens: Iterable[Token]) -> set[Referent]:
    return {referent for token in tokens for referent in reading.found.get((number, token.i), ())}


def _owning_states(reading: ArticleReading, number: int, token: Token) -> tuple[str, ...]:
    """The states before or after a noun: "Japanese officials", "officials of both countries", "officials in Tokyo"."""
    before = [*possessors(token), *children(token, "amod", "compound", "nmod"), *after_of(token)]
    if token.lemma_.lower() in {"authority", "government", "ministry", "official", "parliament"}:
        before += [pobj for prep in children(token, "prep") if prep.lower_ == "in" for pobj in children(prep, "pobj")]
    several = [r.name for owner in before for r in reading.found.get((number, owner.i), ()) if r.kind == "State"]
    found = [state for owner in before if (state := state_of(reading, number, owner))]
    return tuple(dict.fromkeys([*several, *found]))
