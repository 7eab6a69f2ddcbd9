"""The names the ontology knows, and where they stand in a list of tokens. It holds no name itself and guesses none.

**One rule of spelling.** Names are compared piece by piece, without dots, apostrophes, hyphens and diacritics, so
*U.S.* is *US* and *Cote d'Ivoire* is *Côte d'Ivoire*. Capitals are asymmetric: a piece in capitals (*US*, *WHO*) must
be written so; a piece with one capital letter (*Turkey*, *Polish*) may be written with more, as headlines do, never
with fewer; a small piece may be written either way. So *us*, *who*, *turkey* and *polish* are no names.

**One rule of ambiguity.** Every use of a name is given. *Seoul* is South Korea by metonymy and the city of Seoul,
*Georgia* the state and the American one: grammar decides, and grammar is the caller's. Uses come in the order of `How`,
within it first the thing that bears the name as its label.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from types import MappingProxyType

import pyoxigraph as ox

from kg.ontology.iris import PREFIXES, local_name, term

__all__ = ["Entry", "Gazetteer", "GenericBody", "How", "Use"]


class How(StrEnum):
    """In what way a name stands for an entry."""

    NAME = "name"
    ABBREVIATION = "abbreviation"
    METONYM = "metonym"
    DEMONYM = "demonym"
    CAPITAL_CITY = "capital-city"


@dataclass(frozen=True, slots=True)
class Entry:
    """One named thing. The names are sorted; `located_in`, `part_of`, `capital_of` and `parties` hold IRIs."""

    iri: str
    label: str
    kind: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    located_in: str | None = None
    part_of: str | None = None
    capital_of: str | None = None
    parties: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The label and the aliases."""
        return self.label, *self.aliases

    @property
    def prose(self) -> str:
        """The label as a sentence has it, with an article where an alias has one: "the United States"."""
        article = f"the {self.label}"
        return article if article in self.aliases else self.label


@dataclass(frozen=True, slots=True)
class Use:
    """An entry that a name can stand for, and how."""

    entry: Entry
    how: How


@dataclass(frozen=True, slots=True)
class GenericBody:
    """A kind of body that many states have; with its owner it is one thing. Kind `State`: it is its owner itself."""

    label: str
    kind: str
    names: tuple[str, ...]


@dataclass(slots=True)
class _Node:
    """A place in the trie of folded pieces: what can follow, and which names, as they are spelled, end here."""

    after: dict[str, _Node] = field(default_factory=dict)
    ending: list[tuple[tuple[str, ...], Use]] = field(default_factory=list)
    generic: list[tuple[str, ...]] = field(default_factory=list)


_SIGNS = re.compile(r"\w+|[^\w\s'’‘ʻʼ`´\-‐‑–—]")
_DOTS = re.compile(r"(?<=\w)\.")


@lru_cache(maxsize=65536)
def _pieces(text: str) -> tuple[str, ...]:
    """The parts of a token or name that count, as written but for diacritics: "U.S." → US; "-" → nothing."""
    if text.isascii():
        bare = text
    else:
        decomposed = unicodedata.normalize("NFKD", text)
        bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return tuple(_SIGNS.findall(_DOTS.sub("", bare)))


def _is_spelled(wanted: str, written: str) -> bool:
    """Whether the capitals of a written piece allow it to be the wanted one, given that they agree otherwise."""
    if len(wanted) > 1 and wanted.isupper():
        return written == wanted
    return written[0].isupper() or not wanted[0].isupper()


def _are_spelled(wanted: Sequence[str], written: Sequence[str]) -> bool:
    return all(map(_is_spelled, wanted, written))


def _without_possessive(pieces: tuple[str, ...], name: str) -> tuple[str, ...]:
    bare = name.rstrip()
    ends_in_s = bare.endswith(("'s", "’s")) and pieces[-1:] == ("s",)
    return pieces[:-1] if ends_in_s else pieces


class Gazetteer:
    """All entries and generic bodies, with the lookups over them. Built once; nothing changes it afterwards."""

    def __init__(
        self,
        entries: Iterable[Entry] = (),
        generic_bodies: Iterable[GenericBody] = (),
        affixes: Mapping[str, Iterable[str]] = MappingProxyType({}),
    ) -> None:
        ordered = sorted(entries, key=lambda entry: entry.iri)
        self.entries: Mapping[str, Entry] = MappingProxyType({entry.iri: entry for entry in ordered})
        self.generic_bodies = tuple(sorted(generic_bodies, key=lambda body: body.label))
        self._affixes = {kind: frozenset(_folded(word) for word in words) for kind, words in affixes.items()}
        self._generic = {_folded(name): body for body in reversed(self.generic_bodies) for name in body.names}
        self._root = _Node()
        self._insert_all()

    @classmethod
    def from_store(cls, store: ox.Store) -> Gazetteer:
        """The gazetteer in a store that holds the classes and the names. Takes some 0.1 s for 1,500 entries."""
        facts = _facts_by_subject(store)
        classes = _classes_below(store, term("Entity"))
        generic, affix = term("GenericBody"), term("Affix")
        kinds = {subject: found.get(_TYPE, ()) for subject, found in facts.items()}
        return cls(
            (_entry(s, facts[s], classes) for s, types in kinds.items() if any(t in classes for t in types)),
            (_generic_body(facts[s]) for s, types in kinds.items() if generic in types),
            {local_name(s): facts[s].get(_ALT_LABEL, ()) for s, types in kinds.items() if affix in types},
        )

    @cached_property
    def titles(self) -> frozenset[tuple[str, ...]]:
        """Titles that stand before a person's name, as folded pieces: ("prime", "minister")."""
        return self._affixes.get("PersonTitle", frozenset())

    @cached_property
    def company_forms(self) -> frozenset[tuple[str, ...]]:
        """Legal forms that stand after a company's name, as folded pieces: ("ltd",)."""
        return self._affixes.get("CompanyForm", frozenset())

    @cached_property
    def company_words(self) -> frozenset[tuple[str, ...]]:
        """Words that end names of companies mostly, as folded pieces: ("motors",)."""
        return self._affixes.get("CompanyWord", frozenset())

    @cached_property
    def given_names(self) -> Mapping[str, str]:
        """Given name in small letters → "man" or "woman", empty for one that both bear."""
        return self._by_gender("GivenNameOfMen", "GivenNameOfWomen")

    @cached_property
    def gendered_words(self) -> Mapping[str, str]:
        """Title or noun in small letters → "man" or "woman": "mrs", "spokesman"."""
        return self._by_gender("WordForMen", "WordForWomen")

    def _by_gender(self, of_men: str, of_women: str) -> Mapping[str, str]:
        men, women = ({"-".join(word) for word in self._affixes.get(kind, ())} for kind in (of_men, of_women))
        genders = dict.fromkeys(sorted(men), "man") | dict.fromkeys(sorted(women), "woman")
        return genders | dict.fromkeys(sorted(men & women), "")

    @cached_property
    def leading_family_names(self) -> frozenset[tuple[str, ...]]:
        """Family names that stand before the given name, as folded pieces: ("kim",)."""
        return self._affixes.get("FamilyNameBeforeTheGivenName", frozenset())

    @cached_property
    def portfolios(self) -> frozenset[tuple[str, ...]]:
        """What a minister or director may be responsible for, as folded pieces: ("national", "security")."""
        return self._affixes.get("Portfolio", frozenset())

    @cached_property
    def offices(self) -> Mapping[tuple[str, ...], Entry]:
        """Titles, as folded pieces, that are usual in one state only → the state: ("taoiseach",)."""
        return {_folded(title): entry for entry in self.entries.values() for title in entry.offices}

    def find(self, name: str) -> tuple[Use, ...]:
        """Every use of a whole name, with or without leading "the" and possessive ending; empty where it is unknown."""
        whole = _pieces(name)
        for pieces in (whole, _without_possessive(whole, name)):
            found = self._at(pieces)
            if not found and pieces and pieces[0].lower() == "the":
                found = self._at(pieces[1:])
            if found:
                return found
        return ()

    def generic_body(self, name: str) -> GenericBody | None:
        """The kind of body that a name without its owner stands for: "the foreign ministry". Capitals don't matter."""
        folded = tuple(piece.lower() for piece in _without_possessive(_pieces(name), name))
        return self._generic.get(folded[1:] if folded[:1] == ("the",) else folded)

    def longest_matches(self, tokens: Sequence[str]) -> Iterator[tuple[int, int, tuple[Use, ...]]]:
        """Each longest name, left to right and without overlap: its first token, the one after its last, its uses.

        A hyphen between tokens is passed over, and no other sign: "Al - Qaeda" is one name, "Seoul , Tokyo" are two.
        A possessive ending is no part of a match, and a generic body hides what it contains: no Security Council in
        a *National Security Council*. Cost: tokens times the length of the longest name, at worst.
        """
        split = [_pieces(token) for token in tokens]
        start = 0
        while start < len(split):
            end, uses = self._longest_at(split, start)
            if uses:
                yield start, end, uses
            start = max(end, start + 1)

    def _longest_at(self, split: Sequence[tuple[str, ...]], start: int) -> tuple[int, tuple[Use, ...]]:
        """Where the longest name that begins with this token ends, and its uses; `start` and no use where none does."""
        end, node = start, self._root
        uses: tuple[Use, ...] = ()
        written: list[str] = []
        for at in range(start, len(split)) if split[start] else ():
            for piece in split[at]:
                following = node.after.get(piece.lower())
                if following is None:
                    return end, uses
                node = following
            written += split[at]
            if split[at] and (node.ending or node.generic):
                found = _spelled_uses(node, written)
                if found or any(_are_spelled(wanted, written) for wanted in node.generic):
                    end, uses = at + 1, found
        return end, uses

    def _at(self, pieces: tuple[str, ...]) -> tuple[Use, ...]:
        node: _Node | None = self._root if pieces else None
        for piece in pieces:
            node = node.after.get(piece.lower()) if node else None
        return _spelled_uses(node, pieces) if node else ()

    def _insert_all(self) -> None:
        seats = {_folded(name) for entry in self.entries.values() for name in entry.metonyms}
        for entry in self.entries.values():
            for name in entry.names:
                self._insert(name, Use(entry, _how(name, entry, seats)))
            for name in entry.demonyms:
                self._insert(name, Use(entry, How.DEMONYM))
            for name in entry.metonyms:
                self._insert(name, Use(entry, How.METONYM))
        for pieces in (_pieces(name) for body in self.generic_bodies for name in body.names):
            if len(pieces) > 1:
                self._node_of(pieces).generic.append(pieces)

    def _insert(self, name: str, use: Use) -> None:
        """Adds a name. "The" is part of *The Hague*; before *the Gambia* it only says how a sentence has the name."""
        pieces = _pieces(name.removeprefix("the "))
        if pieces[:1] == ("The",):
            pieces = ("the", *pieces[1:])
        self._node_of(pieces).ending.append((pieces, use))

    def _node_of(self, pieces: tuple[str, ...]) -> _Node:
        """The place of a name in the trie, made where it is not there yet."""
        node = self._root
        for piece in pieces:
            node = node.after.setdefault(piece.lower(), _Node())
        return node


def _spelled_uses(node: _Node, written: Sequence[str]) -> tuple[Use, ...]:
    """The uses of the names that end here and are written so, each entry once, in the order the module promises."""
    found: dict[str, tuple[int, bool, Use]] = {}
    for wanted, use in node.ending:
        if _are_spelled(wanted, written):
            ranked = (_RANK[use.how], _folded(use.entry.label) != tuple(map(str.lower, wanted)), use)
            found[use.entry.iri] = min(found.get(use.entry.iri, ranked), ranked, key=lambda r: r[:2])
    return tuple(use for _, _, use in sorted(found.values(), key=lambda r: (*r[:2], r[2].entry.iri)))


_RANK = {how: rank for rank, how in enumerate(How)}


def _how(name: str, entry: Entry, seats: set[tuple[str, ...]]) -> How:
    """How one of its own names stands for an entry: a city that also names a government is marked as such."""
    if entry.kind == "City" and (entry.capital_of or _folded(name) in seats):
        return How.CAPITAL_CITY
    return How.ABBREVIATION if name.isupper() and len(name) > 1 else How.NAME


def _folded(name: str) -> tuple[str, ...]:
    return tuple(piece.lower() for piece in _pieces(name))


# Reading the store

Facts = Mapping[str, Sequence[str]]

_TYPE = PREFIXES["rdf"] + "type"
_LABEL = PREFIXES["rdfs"] + "label"
_ALT_LABEL = PREFIXES["skos"] + "altLabel"
_SUBCLASS = ox.NamedNode(PREFIXES["rdfs"] + "subClassOf")


def _facts_by_subject(store: ox.Store) -> dict[str, dict[str, list[str]]]:
    """Subject → property → its values as sorted strings."""
    facts: dict[str, dict[str, list[str]]] = {}
    for quad in store:
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            facts.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object.value)
    for found in facts.values():
        for values in found.values():
            values.sort()
    return facts


def _classes_below(store: ox.Store, top: str) -> dict[str, int]:
    """Each class at or below the top, with its depth."""
    depths, todo = {top: 0}, [top]
    while todo:
        parent = todo.pop(0)
        for quad in store.quads_for_pattern(None, _SUBCLASS, ox.NamedNode(parent)):
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value not in depths:
                depths[quad.subject.value] = depths[parent] + 1
                todo.append(quad.subject.value)
    return depths


def _entry(iri: str, facts: Facts, classes: Mapping[str, int]) -> Entry:
    """The entry; of several classes the deepest counts, of several labels the first."""
    types = [name for name in facts[_TYPE] if name in classes]
    labels = facts.get(_LABEL) or [local_name(iri).replace("_", " ")]
    return Entry(
        iri,
        labels[0],
        local_name(min(types, key=lambda name: (-classes[name], name))),
        tuple(sorted({*labels[1:], *facts.get(_ALT_LABEL, ())})),
        tuple(facts.get(term("demonym"), ())),
        tuple(facts.get(term("metonym"), ())),
        tuple(facts.get(term("office"), ())),
        _first(facts, "locatedIn"),
        _first(facts, "partOf"),
        _first(facts, "capitalOf"),
        tuple(facts.get(term("party"), ())),
    )


def _first(facts: Facts, name: str) -> str | None:
    return next(iter(facts.get(term(name), ())), None)


def _generic_body(facts: Facts) -> GenericBody:
    label = facts[_LABEL][0]
    return GenericBody(
        label, local_name(_first(facts, "bodyClass") or "GovernmentBody"), (label, *facts.get(_ALT_LABEL, ()))
    )
