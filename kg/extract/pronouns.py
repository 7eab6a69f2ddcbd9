"""Pronouns → what they stand for, by what the article has named before.

Nothing is resolved across classes: better unresolved than wrong.
"""

from __future__ import annotations

from kg.extract.article_reading import ArticleReading
from kg.extract.discourse import Referent, Seen
from kg.extract.grammar import children, is_infinitive
from kg.extract.several import resolve_several
from kg.extract.speech import REPORTING
from kg.extract.words import Token

__all__ = ["PRONOUNS", "resolve_pronoun"]

_GENDERS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "man"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "woman"),
}
_NEUTER = frozenset("it its itself".split())
_PLURAL = frozenset("they them their theirs themselves both".split())
PRONOUNS = _GENDERS.keys() | _NEUTER | _PLURAL
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
_SEEMING = frozenset("appear emerge follow happen matter rain remain seem snow take turn".split())


def resolve_pronoun(reading: ArticleReading, number: int, token: Token, sentence: int) -> tuple[Referent, ...]:
    """What a pronoun, "both" or "the two" stands for; empty for other words and where nothing fits."""
    if token.lower_ in {"both", "two"} and token.dep_ in _ARGUMENTS:
        return resolve_several(reading, number, token, sentence)
    if token.lower_ not in PRONOUNS or _means_nothing(token):
        return ()
    bound = _reflexive(reading, number, token) or _judged(reading, number, token)
    if bound:
        return bound
    if token.lower_ in _PLURAL:
        several = reading.discourse.best(lambda seen: len(seen.referents) > 1, sentence, _bound(token), window=1)
        return several or reading.discourse.best(lambda seen: _is_plural(reading, seen), sentence, _bound(token))
    if token.lower_ in _NEUTER:
        return reading.discourse.best(lambda seen: _is_thing(reading, seen), sentence, _bound(token))
    return _he_or_she(reading, number, token, sentence)


def _he_or_she(reading: ArticleReading, number: int, token: Token, sentence: int) -> tuple[Referent, ...]:
    """The person who is meant; from then on nobody is both he and she."""
    quoted, gender = _speaker_of_quotation(reading, number, token), _GENDERS[token.lower_]

    def fits(seen: Seen) -> bool:
        person = seen.referents[0]
        known = seen.gender or reading.genders.get(person.name, "")
        return person.kind == "Person" and not seen.plural and known in {"", gender} and person.name not in quoted

    found = reading.discourse.best(fits, sentence, _bound(token))
    if found and found[0].name:
        reading.genders.setdefault(found[0].name, gender)
    return found


def _means_nothing(token: Token) -> bool:
    """As in "It is unclear whether …", "It seems that …", "It was not until May that …", "It is said that …"."""
    if token.lower_ != "it" or token.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    verb = token.head
    clauses = children(verb, "ccomp", "xcomp", "csubj", "advcl", "acl", "relcl")
    if token.dep_ == "nsubjpass":
        return bool(children(verb, "ccomp", "xcomp")) and verb.lemma_ in REPORTING | {"expect", "hope", "know", "fear"}
    said = children(verb, "acomp", "attr", "oprd", "prep", "advmod")
    inner = [clause for word in said for clause in children(word, "ccomp", "xcomp", "acl", "relcl", "advcl")]
    marked = [c for c in [*clauses, *inner] if is_infinitive(c) or children(c, "mark") or c.dep_ in {"relcl", "ccomp"}]
    return bool(clauses or inner) if verb.lemma_ in _SEEMING else verb.lemma_ == "be" and bool(marked)


def _speaker_of_quotation(reading: ArticleReading, number: int, token: Token) -> set[str]:
    """Who says the quotation that a pronoun stands in, and so calls himself "I"."""
    said = reading.quoted[number].get(token.i)
    name = reading.names_at[said.passage].get(said.speaker.i) if said is not None else None
    return {name.name, reading.people.get(name.name.lower(), name.name)} if name is not None else set()


def _reflexive(reading: ArticleReading, number: int, token: Token) -> tuple[Referent, ...]:
    """As in "the minister killed himself": the subject of the verb."""
    if not token.lower_.endswith(("self", "selves")):
        return ()
    verb = token.head.head if token.dep_ == "pobj" else token.head
    subjects = children(verb, "nsubj", "nsubjpass") if verb.pos_ == "VERB" else []
    return next((found for s in subjects if (found := reading.found.get((number, s.i), ()))), ())


def _judged(reading: ArticleReading, number: int, token: Token) -> tuple[Referent, ...]:
    """As in "criticized Seoul for its decision": a possessive after the object's "for" is the object's."""
    if token.lower_ not in {"its", "his", "her", "their"} or token.dep_ != "poss" or token.head.dep_ != "pobj":
        return ()
    preposition = token.head.head
    if preposition.lower_ not in {"for", "over"} or preposition.head.pos_ != "VERB":
        return ()
    personal = token.lower_ in _GENDERS
    for object_ in children(preposition.head, "dobj"):
        found = reading.found.get((number, object_.i), ())
        if found and found[0].name and (found[0].kind == "Person") is personal:
            return found
    return ()


def _bound(token: Token) -> int:
    """The verb whose other arguments a pronoun can't mean: none for possessives and subjects."""
    return token.head.i if token.dep_ in {"dobj", "dative"} else -2


def _is_thing(reading: ArticleReading, seen: Seen) -> bool:
    """Whether "it" can be meant; of places only states, and others where something is said of them."""
    kind = seen.referents[0].kind
    if len(seen.referents) != 1 or seen.plural or kind == "Group" or reading.ontology.is_a(kind, "Person"):
        return False
    return kind == "State" or seen.role in _SUBJECTS or not reading.ontology.is_a(kind, "Place")


def _is_plural(reading: ArticleReading, seen: Seen) -> bool:
    if len(seen.referents) > 1 or seen.plural:
        return True
    return any(reading.ontology.is_a(r.kind, "Organization") or r.kind in {"State", "Group"} for r in seen.referents)
