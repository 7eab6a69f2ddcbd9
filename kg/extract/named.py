"""Proper names → what they stand for: surnames completed, abbreviations spelt out, capitals read as states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.article_reading import ArticleReading
from kg.extract.discourse import Referent
from kg.extract.grammar import children, conjuncts, possessors
from kg.extract.model_names import folded
from kg.extract.names import Name, surname_of
from kg.extract.places import CITY_NOUNS, place_beside
from kg.extract.words import Token

__all__ = ["after_of", "resolve_compass", "resolve_name", "resolve_person", "state_of"]

_PLACE_PREPOSITIONS = frozenset("in at near outside inside around through across throughout".split())
_MOTION = frozenset(
    "arrive come drive flee flight fly go head journey leave move return send sail tour travel trip visit".split()
)
_OF_CITIES = frozenset("airport hospital mayor museum police prison stadium subway suburb university zoo".split())
_MAX_OFFICE_TOKENS = 5
_COMPASS = {"south": "South", "north": "North"}


def resolve_name(reading: ArticleReading, number: int, token: Token, name: Name) -> tuple[Referent, ...]:
    """What a proper name stands for in its place."""
    reading.spelt_out.add(name.name)
    if name.kind == "Person":
        return (resolve_person(reading, number, token, name),)
    if name.how == "demonym":
        return (_demonym(token, name),)
    if name.city or name.kind == "City":
        city = _city(reading, number, token, name)
        if city is not None:
            return (city,)
    short = reading.short_forms.get(name.name)
    if short is not None and name.how == "model":
        name = replace(name, name=short.name, kind=short.kind, owner=name.owner or short.owner)
    if name.how == "model" and name.kind in {"City", "Region"} and name.name in _COMPASS.values():
        return resolve_compass(reading, token) or (Referent(name.name, name.kind),)
    owner = name.owner or _owner_of_body(reading, number, name)
    if name.kind == "State" and name.how == "model":
        return (Referent(owner, "State"),)
    return (Referent(name.name, name.kind, owner),)


def _city(reading: ArticleReading, number: int, token: Token, name: Name) -> Referent | None:
    """A city, with the state or region that the article names beside it; None where its name means its state."""
    city, own_state = name.city or name.name, name.name if name.city else ""
    where = place_beside(reading.passages[number].doc, name, reading.names_at[number])
    if where and where != own_state:
        reading.cities.setdefault(city, where)
    elsewhere = reading.cities.get(city, "")
    if name.city and not (where or elsewhere or _is_place(token)):
        return None
    if name.how == "model" and city in {*_COMPASS.values(), *reading.short_forms}:
        return None
    return Referent(city, "City", elsewhere or where)


def resolve_person(reading: ArticleReading, number: int, token: Token, name: Name) -> Referent:
    """The person with the full name, and the state or body that the words around it give."""
    full = name.name if " " in name.name else reading.people.get(name.name.lower(), name.name)
    if full == name.name and " " in full:
        reading.people[surname_of(full.split()).lower()] = full
    owner = _owner_around(reading, number, token)
    if owner:
        reading.owners.setdefault(full, owner)
    body = _body_around(reading, number, token)
    if body is not None:
        reading.bodies_of.setdefault(full, body)
    person = Referent(full, "Person", reading.owners.get(full, ""))
    for title in [
        *children(token, "compound", "nmod"),
        *children(token, "appos"),
        *([token.head] if token.dep_ == "appos" else []),
    ]:
        if reading.ontology.class_of_noun.get(title.lemma_.lower()) == "Person":
            _note_title(reading, title.lemma_.lower(), person)
    return person


def _note_title(reading: ArticleReading, title: str, person: Referent) -> None:
    """Takes note of who bears a title; whoever is known with a state now is the one known without."""
    bearers = reading.titles.setdefault(title, [])
    bearers[:] = [*(one for one in bearers if one.name != person.name), person]


def _demonym(token: Token, name: Name) -> Referent:
    """An adjective means the state that it is made from; as a noun of its own it means people of that state."""
    if token.dep_ in {"amod", "compound", "nmod", "poss"} or token.head.pos_ in {"NOUN", "PROPN"}:
        return Referent(name.name, name.kind)
    return Referent("", "Group", name.name)


def _is_place(token: Token) -> bool:
    """Whether a capital is meant as a city: after "in", as the goal of a motion, or before what a city has."""
    if token.dep_ in {"compound", "nmod"} and token.head.lemma_.lower() in _OF_CITIES:
        return True
    while token.dep_ in {"conj", "compound"}:
        token = token.head
    governor = token.head
    if token.dep_ == "appos" or governor.lower_ == "of":
        noun = governor if token.dep_ == "appos" else governor.head
        return noun.lemma_.lower() in CITY_NOUNS
    if token.dep_ == "pobj":
        return governor.lower_ in _PLACE_PREPOSITIONS or (
            governor.lower_ in {"to", "from", "for"} and governor.head.lemma_ in _MOTION
        )
    return token.dep_ == "npadvmod"


def _nouns_around(token: Token) -> list[Token]:
    """The titles and appositions of a person, and the group that the person is named out of."""
    around = [token, *children(token, "compound", "nmod", "appos")]
    if token.dep_ == "pobj" and token.head.lower_ in {"including", "like"}:
        around.append(token.head.head)
    if token.dep_ == "appos":
        around += [token.head, *children(token.head, "compound", "nmod")]
    return around


def _owners_around(token: Token) -> Iterator[Token]:
    """The words that can say whose somebody is: "Japan's foreign minister …", "…, of Korea's council"."""
    for noun in _nouns_around(token):
        yield from [*possessors(noun), *children(noun, "amod", "compound", "nmod"), *after_of(noun)]


def _owner_around(reading: ArticleReading, number: int, token: Token) -> str:
    """The state that a title or an apposition names, or that alone has such an office."""
    named = (state_of(reading, number, owner) for owner in _owners_around(token))
    return next(filter(None, named), "") or _state_of_office(reading, number, token)


def _state_of_office(reading: ArticleReading, number: int, token: Token) -> str:
    """As in "Taoiseach Aoife Byrne" in news of Ireland: whose office this is; its last word stands for them."""
    doc = token.doc
    name = reading.names_at[number].get(token.i)
    start = name.start if name is not None else token.left_edge.i
    for first in range(max(start - _MAX_OFFICE_TOKENS, token.sent.start), start):
        entry = reading.ontology.gazetteer.offices.get(folded(doc[first:start]))
        if entry is not None and entry.label in reading.states:
            reading.found[number, start - 1] = (Referent(entry.label, "State"),)
            return entry.label
    return ""


def _body_around(reading: ArticleReading, number: int, token: Token) -> Referent | None:
    """The body that somebody speaks for: "Nolan Chief Executive Ada Hill", "…, the company's spokesman"."""
    for owner in _owners_around(token):
        name = reading.names_at[number].get(owner.i)
        named = (Referent(name.name, name.kind, name.owner),) if name is not None else ()
        for referent in reading.found.get((number, owner.i), named):
            if referent.name and reading.ontology.is_a(referent.kind, "Organization"):
                return referent
    return None


def after_of(noun: Token) -> list[Token]:
    """The heads after "of", "from", "at" and "for" of a noun, conjuncts one by one."""
    return [
        head
        for of in children(noun, "prep")
        if of.lower_ in {"of", "from", "at", "for"}
        for child in children(of, "pobj")
        for head in conjuncts(child)
    ]


def state_of(reading: ArticleReading, number: int, token: Token) -> str:
    """The state that a word names, directly or as the owner of what it names."""
    name = reading.names_at[number].get(token.i)
    if name is not None and name.kind in {"State", "InternationalOrganization"}:
        return name.name
    for referent in reading.found.get((number, token.i), ()):
        if referent.kind == "State":
            return referent.name
        if referent.owner:
            return referent.owner
    if name is not None and name.how == "model":
        return name.owner or _owner_of_body(reading, number, name)
    return ""


def _owner_of_body(reading: ArticleReading, number: int, name: Name) -> str:
    """Whose council, court or ministry it is: by possessor, adjective, "in Seoul", or an earlier mention."""
    if not reading.ontology.is_a(name.kind, "Organization") or name.how not in {"model", "abbreviation"}:
        return ""
    head = reading.passages[number].doc[name.end - 1]
    while head.dep_ == "compound" or (name.start <= head.head.i < name.end and head.head != head):
        head = head.head
    nouns = [*possessors(head), *children(head, "amod", "compound"), *after_of(head)]
    nouns += [pobj for prep in children(head, "prep") if prep.lower_ == "in" for pobj in children(prep, "pobj")]
    for noun in nouns:
        if not name.start <= noun.i < name.end:
            state = _state_of_name(reading, number, noun)
            if state:
                reading.bodies.setdefault(name.name, state)
                return state
    return reading.bodies.get(name.name, "")


def _state_of_name(reading: ArticleReading, number: int, token: Token) -> str:
    name = reading.names_at[number].get(token.i)
    return name.name if name is not None and name.kind == "State" else ""


def resolve_compass(reading: ArticleReading, token: Token) -> tuple[Referent, ...]:
    """As in "the South" in an article about South Korea."""
    if any(child.lower_ == "the" for child in token.children):
        return reading.discourse.most_named(lambda r: r.kind == "State" and r.name.startswith(token.text + " "), 1)
    return ()
