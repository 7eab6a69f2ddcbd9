"""Patterns of the ontology against predications: which relations the words can state, and where their ends stand.

Types are not looked at here; `kg.extract.relations` decides with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kg.extract.categories import is_wanted
from kg.extract.clauses import Predication
from kg.extract.grammar import (
    Complement,
    children,
    complements,
    hyphenated,
    is_infinitive,
    lemma_of,
    secondary_predicates,
)
from kg.extract.nominals import owners_of
from kg.extract.stance import stance_of
from kg.extract.words import Token, TokenSpan
from kg.model import Polarity
from kg.ontology.patterns import Pattern, PatternKind, Slot

__all__ = ["Match", "PatternIndex", "match_pattern", "words_of"]

_WILDCARD = "*"
_AROUND = frozenset("after at before by during for in near on over since".split())
_MEASURES = frozenset(
    "barrage batch bit bunch contingent convoy couple dozen fleet form group half handful host hundred kind lot "
    "majority million number pair package part piece plenty range rest round score series set shipment string team "
    "thousand ton type variety volley wave worth".split()
)
"""Nouns that measure or group what stands after their "of"."""
_LASTING = frozenset("century day decade generation hour minute month moment night season time week while year".split())
_PAIRING = ("with", "between", "among", "against", "to")


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """A pattern that fits, with the heads of its subjects and objects; either may be empty for a symmetric relation."""

    pattern: Pattern
    subjects: tuple[Token, ...]
    objects: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A pattern with what a sentence must hold for it: of each set at least one word."""

    pattern: Pattern
    needs: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class PatternIndex:
    """Patterns by kind and first word."""

    by_head: Mapping[tuple[PatternKind, str], tuple[_Row, ...]]

    @classmethod
    def of(cls, patterns: Iterable[Pattern]) -> PatternIndex:
        """An index over all patterns; each alternative of the first word is a key."""
        found: dict[tuple[PatternKind, str], list[_Row]] = {}
        for pattern in patterns:
            row = _Row(pattern, tuple(_needs(pattern)))
            for head in pattern.heads:
                found.setdefault((pattern.kind, head.lower()), []).append(row)
        return cls(MappingProxyType({key: tuple(rows) for key, rows in found.items()}))

    def knows(self, kind: PatternKind, token: Token) -> bool:
        """Whether any pattern's first word can be the token."""
        return any((kind, key) in self.by_head for keys in _keys(kind, token) for key in keys)

    def lookup(self, kind: PatternKind, token: Token, words: frozenset[str]) -> tuple[Pattern, ...]:
        """The patterns whose first word the token can be, in a sentence of these words, in the ontology's order."""
        for keys in _keys(kind, token):
            rows = {id(row): row for key in keys for row in self.by_head.get((kind, key), ())}
            if rows:
                return tuple(r.pattern for r in rows.values() if not any(words.isdisjoint(need) for need in r.needs))
        return ()

    def every(self, kind: PatternKind, token: Token) -> tuple[Pattern, ...]:
        """All patterns whose first word the token can be, whatever else the sentence holds."""
        found = [self.by_head.get((kind, key), ()) for keys in _keys(kind, token) for key in keys]
        return tuple({id(row): row.pattern for rows in found for row in rows}.values())

    def of_names(self) -> tuple[Pattern, ...]:
        """The patterns of roles that any name can hold: "Ann Hill of the council"."""
        return tuple(row.pattern for row in self.by_head.get((PatternKind.ROLE, _WILDCARD), ()))


def words_of(sentence: TokenSpan) -> frozenset[str]:
    """The words of a sentence, as written and as in a dictionary, in small letters."""
    return frozenset(word for token in sentence for word in (lemma_of(token), token.lower_, *hyphenated(token)))


def _keys(kind: PatternKind, token: Token) -> tuple[tuple[str, ...], ...]:
    """Under which words a token may be found: those of the first group that are there."""
    lemma = lemma_of(token)
    return hyphenated(token), (lemma,) if kind is PatternKind.VERB else (lemma, token.lower_)


def _needs(pattern: Pattern) -> Iterator[frozenset[str]]:
    """Its required words and function words, but for those that may be unsaid: "Seoul's removal", "the two met"."""
    yield from map(frozenset, pattern.particles)
    for slot in pattern.slots:
        if slot.words:
            yield frozenset(slot.words)
        unsaid = slot.filler == "s" or (slot.filler == "o" and _may_pair(pattern))
        if not _is_of(slot) and not unsaid:
            yield from map(frozenset, slot.path)


def match_pattern(pattern: Pattern, predication: Predication) -> Match | None:
    """Where the pattern's ends stand in the predication, None where a required word or the object is missing."""
    filled = _fill(pattern, predication) if _has_what_is_asked(pattern, predication) else None
    if filled is None:
        return None
    if pattern.head_filler:
        filled[pattern.head_filler] = (predication.head,)
    return _close(pattern, predication, filled)


def _has_what_is_asked(pattern: Pattern, predication: Predication) -> bool:
    """Whether particles, clause and negation are those that the pattern wants; a question asks nothing of anybody."""
    content = predication.content
    return not _is_question(predication.head) and (
        all(_has_particle(options, predication) for options in pattern.particles)
        and _takes_particles(pattern, predication)
        and (not pattern.infinitive or (content is not None and is_infinitive(content)))
        and (not pattern.wanted or (content is not None and is_wanted(content)))
        and (not pattern.negated or stance_of(predication.head)[0] is Polarity.NEGATIVE)
    )


def _is_question(verb: Token) -> bool:
    """As in "asked the clerk whether he knew": to ask is not to ask for."""
    clauses = children(verb, "advcl", "ccomp") if lemma_of(verb) == "ask" else []
    return any(mark.lower_ in {"if", "whether"} for clause in clauses for mark in children(clause, "mark"))


def _fill(pattern: Pattern, predication: Predication) -> dict[str, tuple[Token, ...]] | None:
    """What stands in the pattern's slots, None where what is required is missing."""
    filled: dict[str, tuple[Token, ...]] = {}
    anchor: Token | None = None
    for slot in pattern.slots:
        found = _candidates(slot, predication, anchor)
        if slot.filler == "o" and pattern.wanted and predication.content is not None:
            found = children(predication.content, "nsubj")
        if slot.words:
            found = [named for token in found if (named := _named(token, slot.words)) is not None]
        if not found and (slot.words or slot.filler == "any"):
            return None
        if slot.filler in {"s", "o"}:
            filled[slot.filler] = tuple(token for token in found if token != anchor)
        elif found and (slot.path or not slot.within):
            anchor = found[0]
    return filled


def _named(token: Token, words: Sequence[str]) -> Token | None:
    """The noun of these that heads a phrase, also behind a measure: "troops" in "hundreds of troops"."""
    forms = lemma_of(token), token.lower_, *hyphenated(token)
    if any(form in words for form in forms):
        return token
    if forms[0] not in _MEASURES and token.pos_ != "NUM":
        return None
    inner = (c.head for c in complements(token) if c.path == ("of",))
    return next((head for head in inner if lemma_of(head) in words or head.lower_ in words), None)


def _close(pattern: Pattern, predication: Predication, filled: dict[str, tuple[Token, ...]]) -> Match | None:
    if pattern.moves_subject and not filled.get("s"):
        return None
    objects = filled.get("o", ())
    subjects = filled.get("s", ()) or tuple(token for token in predication.subjects if token not in objects)
    if pattern.head_filler == "o":
        subjects = (
            *filled.get("s", ()),
            *(token for token in predication.subjects if token not in filled.get("s", ())),
        )
    wants_object = any(slot.filler == "o" for slot in pattern.slots) or pattern.head_filler == "o"
    if wants_object and not objects and not (_may_pair(pattern) and _stands_alone(pattern, predication)):
        return None
    return Match(pattern, subjects, objects) if subjects or objects else None


def _may_pair(pattern: Pattern) -> bool:
    """Whether the object may be left out because the subjects stand for both sides: "the two met", "their talks"."""
    slot = next(slot for slot in pattern.slots if slot.filler == "o")
    return not slot.path or (len(slot.path) == 1 and any(word in _PAIRING or word == "of" for word in slot.path[0]))


def _stands_alone(pattern: Pattern, predication: Predication) -> bool:
    """Whether a verb has only times and places beside its subject: "met in Rome on Friday", not "ran out of money"."""
    if predication.kind is not PatternKind.VERB:
        return True
    carried = any(slot.words and not slot.path for slot in pattern.slots)
    if predication.objects and not carried:
        return False
    return all(len(c.path) == 1 and c.path[0] in _AROUND and not _is_aim(c) for c in predication.complements)


def _is_aim(complement: Complement) -> bool:
    """As in "argued for a retrial"; in "argued for hours" the words tell how long."""
    head = complement.head
    return complement.path == ("for",) and head.ent_type_ not in {"DATE", "TIME"} and lemma_of(head) not in _LASTING


def _has_particle(options: Sequence[str], predication: Predication) -> bool:
    """Whether one of these stands with the verb."""
    found = predication.particles | {c.path[0] for c in predication.complements}
    return any(option in found and option not in _leading_on(predication) for option in options)


def _leading_on(predication: Predication) -> set[str]:
    """Words that are no particles, as "out" in "put them out of business" is not that of "put out"."""
    return {c.path[0] for c in predication.complements if c.path[1:2] == ("of",)}


def _takes_particles(pattern: Pattern, predication: Predication) -> bool:
    """Whether the pattern knows the verb's particle: "rule out" is not "rule"."""
    if predication.kind is not PatternKind.VERB:
        return True
    said = {word for options in pattern.particles for word in options}
    said |= {word for slot in pattern.slots for options in slot.path for word in options}
    return all(child.lower_ in said for child in children(predication.head, "prt"))


def _candidates(slot: Slot, predication: Predication, anchor: Token | None) -> list[Token]:
    """The heads that may stand in a slot, those in the most exact place first."""
    if slot.filler == "s" and slot.words and not slot.path:
        return list(predication.subjects)
    if slot.within and anchor is not None:
        if not slot.path:
            return owners_of(anchor)
        inside = _after_path(slot, [(c.path, c.head) for c in complements(anchor)], frozenset())
        return inside or _at_trigger(slot, predication) or (owners_of(anchor) if _is_of(slot) else [])
    if slot.words and not slot.path and predication.kind is PatternKind.VERB:
        return [*predication.objects, *secondary_predicates(predication.head)]
    if not slot.path:
        return list(predication.objects) if predication.kind is PatternKind.VERB else owners_of(predication.head)
    return _at_trigger(slot, predication)


def _at_trigger(slot: Slot, predication: Predication) -> list[Token]:
    """What follows the slot's prepositions at the trigger, or at its object where the parser hung it: never an "of"."""
    own = [(c.path, c.head) for c in predication.complements]
    found = _after_path(slot, own, predication.particles) or _recipients(slot, predication)
    if not found and predication.kind is PatternKind.VERB:
        loose = predication.particles - _leading_on(predication)
        if all(any(option in loose for option in options) for options in slot.path):
            return list(predication.objects)
        found = [
            t
            for o in ([] if _is_of(slot) else _counted(predication.objects))
            for t in _after_path(slot, [(c.path, c.head) for c in complements(o)], frozenset())
        ]
    if not found and predication.kind is not PatternKind.VERB:
        found = (
            owners_of(predication.head)
            if _is_of(slot)
            else _after_path(slot, _beside_noun(predication.head), frozenset())
        )
    return found


def _counted(objects: Sequence[Token]) -> list[Token]:
    """The objects, and what they count: "people" of "hundreds of people in Manila"."""
    inner = [c.head for o in objects if lemma_of(o) in _MEASURES for c in complements(o) if c.path == ("of",)]
    return [*objects, *inner]


def _recipients(slot: Slot, predication: Predication) -> list[Token]:
    """As in "sold Rome two ships", which is "sold two ships to Rome"."""
    if predication.kind is not PatternKind.VERB or len(slot.path) != 1 or "to" not in slot.path[0]:
        return []
    given = children(predication.head, "dobj")
    return [to for to in children(predication.head, "dative") if given and to.pos_ != "ADP"]


def _beside_noun(noun: Token) -> list[tuple[tuple[str, ...], Token]]:
    """What the parser may have hung beside a noun: on its infinitive, or on the verb that it is subject of.

    Or on what follows its "of", as in "an outbreak of Ebola in Guinea".
    """
    beside = children(noun, "acl", "relcl")
    if noun.dep_ in {"nsubj", "nsubjpass", "dobj"} and noun.head.pos_ in {"VERB", "AUX"}:
        beside.append(noun.head)
    places = [(c.path, c.head) for verb in beside for c in complements(verb)]
    inner = [(c.path, c.head) for verb in beside for o in children(verb, "dobj") if o != noun for c in complements(o)]
    after_of = [(c.path, c.head) for of in complements(noun) if of.path == ("of",) for c in complements(of.head)]
    return [*places, *inner, *after_of]


def _is_of(slot: Slot) -> bool:
    return len(slot.path) == 1 and "of" in slot.path[0]


def _after_path(slot: Slot, places: Sequence[tuple[tuple[str, ...], Token]], found: frozenset[str]) -> list[Token]:
    """The heads after exactly these function words; leading ones may be particles of the verb."""
    heads = []
    for path, head in places:
        lead = len(slot.path) - len(path)
        if lead < 0 or not all(any(o in found for o in options) for options in slot.path[:lead]):
            continue
        if all(word in options for word, options in zip(path, slot.path[lead:], strict=True)):
            heads.append(head)
    return heads
