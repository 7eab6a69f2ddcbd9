"""Common nouns → what they stand for, by their owner, their apposition and what the article has named before.

Nothing is resolved across classes: better unnamed than wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.extract.article_reading import ArticleReading
from kg.extract.discourse import ACT, Referent
from kg.extract.grammar import children, complements, possessors
from kg.extract.named import after_of, resolve_compass, resolve_name, resolve_person, state_of
from kg.extract.several import TWO, other_of_pair, resolve_several
from kg.extract.words import Token

__all__ = ["STATE_LIKE", "resolve_noun"]

_DEFINITE = frozenset("the this that both two these those its their his her our".split())
_OTHERS = frozenset("other another new similar separate different previous earlier old second third".split())
STATE_LIKE = frozenset("ally country government nation neighbor neighbour rival side state".split())
_NEIGHBOURS = frozenset({"neighbor", "neighbour"})
_SIDES = frozenset({"party", "side"})
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
    """As in "the two countries", "its neighbours", "both companies", "the two leaders"."""
    if not (phrase.plural and phrase.definite):
        return ()
    if phrase.lemma in STATE_LIKE:
        states = resolve_several(phrase.reading, phrase.number, phrase.token, phrase.sentence)
        if states or phrase.lemma not in _SIDES:
            return states
    if not any(child.lower_ in TWO for child in phrase.token.children):
        return ()
    told = phrase.reading.ontology.class_of_noun.get(phrase.lemma, "")
    kind = "Actor" if phrase.lemma in _SIDES else told
    if kind not in {"Actor", "Person"} and not phrase.reading.ontology.is_a(kind, "Organization"):
        return ()
    return () if phrase.owner else resolve_several(phrase.reading, phrase.number, phrase.token, phrase.sentence, kind)


def _neighbour(phrase: _Phrase) -> tuple[Referent, ...]:
    """As in "Japan … its neighbour": the other one of the two that the article is about."""
    if phrase.lemma not in _NEIGHBOURS or phrase.plural or not phrase.owner:
        return ()
    other = other_of_pair(phrase.reading, phrase.owner)
    return (Referent(other, "State"),) if other else (Referent("", "State"),)


def _nearest_state(phrase: _Phrase) -> tuple[Referent, ...]:
    """As in "the country"; "the neighbour" is nobody who has just been named."""
    plain = phrase.kind == "State" and phrase.lemma not in phrase.reading.ontology.stand_ins | _NEIGHBOURS
    return _nearest(phrase, "State") if plain and phrase.definite and not phrase.plural else ()


def _named_beside(phrase: _Phrase) -> tuple[Referent, ...]:
    """As in "his counterpart Kang Kyung-wha", "its neighbour Niger", "the insurer, Altea": the name in apposition."""
    by_token = phrase.reading.names_at[phrase.number]
    for apposition in children(phrase.token, "appos"):
        name = by_token.get(apposition.i)
        if name is not None and name.kind == "Person" and phrase.kind == "Person":
            return (resolve_person(phrase.reading, phrase.number, apposition, name),)
        if name is not None and not phrase.plural and _is_such(phrase, name.kind):
            return resolve_name(phrase.reading, phrase.number, apposition, name)
    return ()


def _is_such(phrase: _Phrase, kind: str) -> bool:
    """Whether a state or an organization of this class can be what the noun says: "the insurer", "its neighbour"."""
    is_a = phrase.reading.ontology.is_a
    if kind == "State":
        return phrase.lemma in STATE_LIKE
    return is_a(kind, "Organization") and bool(phrase.kind) and (is_a(kind, phrase.kind) or is_a(phrase.kind, kind))


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
    reading = phrase.reading
    if phrase.plural or not reading.ontology.is_a(phrase.kind, "Agreement") or _is_set_apart(phrase):
        return ()
    first = any(mark.lower_ in {"a", "an"} for mark in children(phrase.token, "det"))
    spelt_out = any(known.name in reading.spelt_out for known in reading.agreements)
    if first and spelt_out and not _is_described_again(phrase):
        return ()
    if len(reading.agreements) == 1:
        return reading.agreements
    return _nearest(phrase, "Agreement") if phrase.definite else ()


def _is_set_apart(phrase: _Phrase) -> bool:
    """As in "another pact", "the 2015 pact", "the old pact"; a "three-year-old pact" is no other."""
    token = phrase.token
    modifiers = [*children(token, "amod", "nummod", "compound", "det"), *after_of(token)]
    return any(m.like_num or (m.lower_ in _OTHERS and token.doc[max(m.i - 1, 0)].text != "-") for m in modifiers)


def _is_described_again(phrase: _Phrase) -> bool:
    """As in "an intelligence-sharing pact with Chile", where "the intelligence pact" is spoken of as well."""
    token = phrase.token
    words = {
        word.lower_ for word in token.doc[token.left_edge.i : token.i] if word.text.isalpha() and word.dep_ != "det"
    }
    parties = {phrase.owner, *_named_after(phrase, "with", "between")} - {""}
    ours = _parties_of(phrase.reading)
    return bool(words & phrase.reading.described_as) and bool(parties) and (not ours or parties <= ours)


def _named_after(phrase: _Phrase, *prepositions: str) -> list[str]:
    """The states that are named after one of these prepositions."""
    heads = [c.head for c in complements(phrase.token) if c.path[0] in prepositions]
    return [state for head in heads if (state := state_of(phrase.reading, phrase.number, head))]


def _parties_of(reading: ArticleReading) -> set[str]:
    """The parties of the article's agreement, where the gazetteer knows them."""
    entries = reading.ontology.gazetteer.entries
    known = [use.entry for agreement in reading.agreements for use in reading.ontology.gazetteer.find(agreement.name)]
    return {entries[party].label for entry in known for party in entry.parties if party in entries}


def _generic_body(phrase: _Phrase) -> tuple[Referent, ...]:
    """As in "the Japanese foreign ministry"."""
    body = phrase.reading.ontology.gazetteer.generic_body(_noun_with_modifiers(phrase.token)) if phrase.owner else None
    if body is None or body.kind == "State":
        return ()
    return (Referent(body.label, body.kind, phrase.owner),)


def _named_earlier(phrase: _Phrase) -> tuple[Referent, ...]:
    """As in "the company", "the minister": the nearest of that class, and of people the only one with that title."""
    reading, ontology = phrase.reading, phrase.reading.ontology
    if phrase.owner or phrase.plural or not phrase.definite or children(phrase.token, "prep", "relcl"):
        return ()
    if ontology.is_a(phrase.kind, "Person"):
        bearers = reading.titles.get(phrase.lemma, [])
        return tuple(bearers) if len(bearers) == 1 else ()
    if not ontology.is_a(phrase.kind, "Organization"):
        return ()
    return _nearest(phrase, phrase.kind, "Organization")


_WAYS: tuple[Callable[[_Phrase], tuple[Referent, ...]], ...] = (
    _both_of,
    _named_beside,
    _neighbour,
    _nearest_state,
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


def _owning_states(reading: ArticleReading, number: int, token: Token) -> tuple[str, ...]:
    """The states before or after a noun: "Japanese officials", "officials of both countries", "officials in Tokyo"."""
    before = [*possessors(token), *children(token, "amod", "compound", "nmod"), *after_of(token)]
    if token.lemma_.lower() in {"authority", "government", "ministry", "official", "parliament"}:
        before += [pobj for prep in children(token, "prep") if prep.lower_ == "in" for pobj in children(prep, "pobj")]
    several = [r.name for owner in before for r in reading.found.get((number, owner.i), ()) if r.kind == "State"]
    found = [state for owner in before if (state := state_of(reading, number, owner))]
    return tuple(dict.fromkeys([*several, *found]))
