"""Nouns and adjectives that predicate: nominalisations, roles and relational nouns, predicate adjectives.

"Tokyo's removal of Seoul", "the feud between them", "Kim, deputy chief of the council", "is disappointed by Seoul".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.extract.clauses import Predication
from kg.extract.grammar import Complement, children, complements, conjuncts, lemma_of, particles, possessors
from kg.extract.subjects import subjects_of
from kg.extract.words import Token, TokenSpan
from kg.ontology.patterns import PatternKind

__all__ = ["LIGHT_VERBS", "find_adjectives", "find_nouns", "find_roles", "owners_of"]

LIGHT_VERBS = frozenset(
    "announce attend begin call carry cause complete conduct continue convene declare deliver do draw enjoy "
    "enter express file finalize follow form forge get give hail have head hold host impose issue join keep launch "
    "lead lodge "
    "make maintain mount negotiate offer open order organise organize perform pursue put raise reach receive "
    "renew reopen resume scrap see seek send sign stage start suffer sustain take terminate use voice wage want "
    "withdraw".split()
)
"""Verbs that only carry a noun's act: whoever "launches an attack" attacks."""

_NOT_NOW = frozenset(
    "designate erstwhile ex ex- former formerly future incoming late onetime ousted prospective".split()
)
_TEMPORAL = frozenset({"after", "before", "during", "following", "at", "in"})
"""After these an act with somebody is the subject's: "said after a meeting with his counterpart"."""


def owners_of(noun: Token) -> list[Token]:
    """Possessors, and the adjectives and nouns before it: "Japan's decision", "the Japanese decision"."""
    before = [child for child in children(noun, "amod", "compound", "nmod") if child.i < noun.i]
    return [*possessors(noun), *before]


def find_nouns(sentence: TokenSpan, known: Callable[[Token], bool]) -> Iterator[Predication]:
    """One predication for each noun that the ontology knows as a happening."""
    for token in sentence:
        if token.pos_ in {"NOUN", "PROPN"} and known(token) and token.dep_ != "compound":
            own = _doers(token)
            held = [] if own else _holders(token)
            rule = "light verb" if held else "nominal"
            around = tuple(complements(token))
            yield Predication(token, PatternKind.NOUN, tuple(own or held), (), around, particles(token), rule)


def _doers(noun: Token) -> list[Token]:
    """As in "the attack by Rome", "Rome's attack", "the Italian attack": who acts by the words beside the noun."""
    by = [c.head for c in complements(noun) if c.path == ("by",)]
    return by or possessors(noun) or [owner for owner in owners_of(noun) if owner.ent_type_ or owner.pos_ == "PROPN"]


def _holders(noun: Token) -> list[Token]:
    """As in "Seoul launched an attack", "held talks": the subject of the light verb."""
    while noun.dep_ == "conj":
        noun = noun.head
    governor = noun.head
    if noun.dep_ == "dobj" and lemma_of(governor) in LIGHT_VERBS:
        return subjects_of(governor)[0]
    if noun.dep_ == "pobj" and governor.lower_ in _TEMPORAL and any(c.path == ("with",) for c in complements(noun)):
        verb = governor.head
        return subjects_of(verb)[0] if verb.pos_ in {"VERB", "AUX"} else []
    if (
        noun.dep_ == "pobj"
        and governor.lower_ in {"in", "into", "on"}
        and governor.head.lemma_ in {"engage", "enter", "embark", "be"}
    ):
        return subjects_of(governor.head)[0]
    return []


def find_roles(sentence: TokenSpan, known: Callable[[Token], bool]) -> Iterator[Predication]:
    """One predication for each noun that says in what relation somebody stands."""
    for token in sentence:
        if token.pos_ not in {"NOUN", "PROPN"} or not known(token) or _is_past(token):
            continue
        for holder, rule in _role_holders(token):
            whose = [*_group_owners(holder), *owners_of(token)] + (
                [o for o in owners_of(holder) if o != token and o.i < token.i] if rule == "title" else []
            )
            found = [Complement(("of",), owner) for owner in whose]
            after = [c for c in complements(holder) if rule == "title" and c.path == ("of",)]
            around = (*complements(token), *found, *after)
            yield Predication(token, PatternKind.ROLE, (holder,), (), around, frozenset(), rule)


def _is_past(role: Token) -> bool:
    """As in "former president": whoever held the role, or will, doesn't stand in the relation now."""
    around = [*children(role, "amod", "compound", "advmod"), *children(role.head, "amod", "advmod")]
    return any(word.lower_ in _NOT_NOW for word in around if word.i < role.i)


def _group_owners(holder: Token) -> list[Token]:
    """As in "US officials including President Ada Diaz": whose the group is that somebody is named out of."""
    if holder.dep_ == "pobj" and holder.head.lower_ in {"including", "like"} and holder.head.head.pos_ == "NOUN":
        return owners_of(holder.head.head)
    return []


def _role_holders(noun: Token) -> list[tuple[Token, str]]:
    """Who holds the role that a noun names, and the construction that says so."""
    if noun.dep_ == "conj" and noun.head.dep_ in {"appos", "attr"}:
        noun = noun.head
    appositions = [holder for child in children(noun, "appos") for holder in conjuncts(child)]
    rule, holders = "description", [noun]
    if noun.dep_ in {"compound", "nmod"} and noun.head.pos_ == "PROPN":
        rule, holders = "title", _bearers(noun)
    elif appositions:
        rule, holders = "apposition", appositions
    elif noun.dep_ == "appos":
        rule, holders = "apposition", [_described(noun)]
    elif noun.dep_ in {"attr", "oprd"} and noun.head.pos_ in {"VERB", "AUX"}:
        rule, holders = "copula", subjects_of(noun.head)[0] or children(noun.head, "nsubjpass")
    elif noun.dep_ == "pobj" and noun.head.lower_ == "as" and noun.head.head.pos_ == "VERB":
        rule, holders = "copula", subjects_of(noun.head.head)[0]
    return [(holder, rule) for holder in holders]


def _described(apposition: Token) -> Token:
    """What an apposition describes: in "Lund, Sweden, a suburb of Malmö" it is Lund."""
    noun = apposition.head
    inner = noun.dep_ == "appos" and noun.ent_type_ == noun.head.ent_type_ == "GPE"
    return noun.head if inner else noun


def _bearers(title: Token) -> list[Token]:
    """As in "Presidents Ada Diaz and Ben Moto"; in "President Ada Diaz and Ben Moto" only the first is one."""
    return conjuncts(title.head) if title.tag_ in {"NNS", "NNPS"} else [title.head]


def find_adjectives(sentence: TokenSpan, known: Callable[[Token], bool]) -> Iterator[Predication]:
    """One predication for each predicate adjective or participle that the ontology knows: "is angry at Seoul"."""
    for token in sentence:
        if token.pos_ in {"ADJ", "VERB"} and known(token):
            subjects = _adjective_subjects(token)
            if subjects:
                yield Predication(
                    token,
                    PatternKind.ADJECTIVE,
                    tuple(subjects),
                    (),
                    tuple(complements(token)),
                    particles(token),
                    "adjective",
                )


def _adjective_subjects(token: Token) -> list[Token]:
    if token.dep_ in {"acomp", "attr", "conj"} and token.head.pos_ in {"AUX", "VERB"}:
        return subjects_of(token.head)[0]
    if token.dep_ in {"acl", "amod"} and token.i > token.head.i:
        return [token.head]
    return [subject for child in children(token, "nsubjpass") for subject in conjuncts(child)]
