"""Where: the place that the words give to a predicate, and to no other; and which of several of one name it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from kg.extract.clauses import Predication
from kg.extract.grammar import Complement, children, complements, lemma_of
from kg.extract.names import Name
from kg.extract.words import Doc, Token

__all__ = ["CITY_NOUNS", "place_beside", "place_of"]

CITY_NOUNS = frozenset("capital city metropolis port resort suburb town village".split())
"""Nouns for what is called by its name after "of", or beside them: "the city of Lausanne", "the capital, Damascus"."""
_AREA_NOUNS = CITY_NOUNS | frozenset(
    "archipelago area centre center coast coastline country county district heart island neighborhood neighbourhood "
    "north outskirts part peninsula prefecture province region shore south east west state territory waters".split()
)
_PLACE_PREPOSITIONS = frozenset("across around at in inside near off outside throughout within".split())
_ON_AREAS = frozenset("coast island outskirts peninsula shore".split())
_BODILY = frozenset({"ASSAULT", "CONSULT", "MOBILIZE", "PROTEST"})
"""Categories of acts that happen where those are whom they are done to: "killed ten people in Osaka"."""
_AT_THE_OBJECT = frozenset("attend conclude finalize hold host ink open reach sign stage".split())
"""Verbs whose object happens or is made where they are: "signed a pact in Osaka"."""

IsPlace = Callable[[Token], bool]


def place_of(predication: Predication, is_place: IsPlace, plover: str | None = None) -> Token | None:
    """The head of the phrase that says where: "in Beijing", "at a summit in Osaka", "off the coast of Oman"."""
    around = list(_phrases(predication, plover))
    near = [complement for complement in around if _says_where(complement)]
    places = (place for complement in near if (place := _place_in(complement.head, is_place)) is not None)
    within = [complement for complement in around if complement in near or complement.head.pos_ == "PROPN"]
    inside = (place for complement in within for place in _places_inside(complement.head, is_place))
    return next(places, None) or next(inside, None)


def _phrases(predication: Predication, plover: str | None) -> Iterator[Complement]:
    """The prepositional phrases of the predicate, of the verb that carries it, and of whom it is done to.

    The parser hangs a phrase on the name before it, which takes none: "arrested Ann Hill in Oslo".
    """
    yield from predication.complements
    if predication.rule == "light verb":
        yield from complements(predication.head.head)
    for patient in predication.objects:
        if patient.pos_ == "PROPN" or plover in _BODILY or lemma_of(predication.head) in _AT_THE_OBJECT:
            yield from complements(patient)


def _says_where(complement: Complement) -> bool:
    preposition = complement.path[0]
    return preposition in _PLACE_PREPOSITIONS or (preposition == "on" and complement.head.lemma_ in _ON_AREAS)


def _place_in(head: Token, is_place: IsPlace) -> Token | None:
    """The place that a phrase names: its head, or what stands after "of" or beside a noun for an area."""
    if is_place(head):
        return head
    if head.lemma_.lower() not in _AREA_NOUNS:
        return None
    named = [noun for of in children(head, "prep") if of.lower_ == "of" for noun in children(of, "pobj")]
    return next(filter(is_place, [*named, *children(head, "appos")]), None)


def _places_inside(head: Token, is_place: IsPlace) -> Iterator[Token]:
    """As in "at a summit in Osaka", "with Peru in Osaka"."""
    for preposition in children(head, "prep"):
        if preposition.lower_ in _PLACE_PREPOSITIONS:
            for noun in children(preposition, "pobj"):
                place = _place_in(noun, is_place)
                if place is not None:
                    yield place


def place_beside(doc: Doc, name: Name, names: Mapping[int, Name]) -> str:
    """The state or region that says where a city lies: "Paris, Texas"; empty for a list: "Paris, Japan and Fiji"."""
    if name.end + 1 >= len(doc) or doc[name.end].text != ",":
        return ""
    beside = names.get(name.end + 1)
    if beside is None or beside.kind not in {"Region", "State"} or beside.how != "name":
        return ""
    head = doc[beside.end - 1]
    hangs_on_it = head.dep_ in {"appos", "nmod", "npadvmod"} and name.start <= head.head.i < name.end
    listed = any(child.dep_ in {"cc", "conj"} for child in head.children)
    return beside.name if hangs_on_it and not listed else ""
