"""Pattern strings, the little language in which the ontology writes down what triggers a relation.

    scrap                                   the verb; its direct object is the relation's object
    pull out of                             what follows the last preposition is the object
    drop|remove {o} from list|whitelist     alternatives, the object's place, and words that must be there
    summon ambassador|envoy of {o}          the direct object must be one of these; its possessor is the object
    agreement={o} with|between {s}          the noun itself is the object
    feud between {s} and {o}                both ends in one phrase
    breach truce|ceasefire={o}              the object must be one of these
    enter {o} troop|tank={s}                the subject must be one of these
    not accept                              only where it is negated; the negation belongs to the pattern
    expect {o} to                           an infinitive must follow
    say {o} must                            what is said is that the object has to do something
    hand {any} to                           something must be the direct object
    impose tariff on {any} from             the object stands at whatever is there: "tariffs on steel from Poland"
    launch attack verbal|personal on        a word beside the one before it: "launched a personal attack on"
    retire {o:Product}                      only where the object is of one of these classes, alternatives between |
    {s:Disaster|Disease} hit                only where the subject is of one of these
    charge {s} with {o:Crime}               whom it is done to is the relation's subject: "was charged with murder"

All words are dictionary forms. This module knows nothing of grammar: it refuses only what cannot be meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["PREPOSITIONS", "Pattern", "PatternKind", "Slot", "parse_pattern"]

PREPOSITIONS = frozenset(
    "about above across after against ahead along alongside amid among around as at away back before behind below "
    "beneath beside between beyond by despite down during for forward from in inside into near of off on onto out "
    "outside over past through throughout to together toward towards under until up upon via with within without "
    "apart aside".split()
)
_FILLER = re.compile(r"^\{(s|o|any)\}$")
_WORDS = re.compile(r"^([^={}]+)(?:=\{([so])\})?$")
_BOTH_ENDS = re.compile(r"\{([so])\} and \{([so])\}")
_CLASSES = re.compile(r"\{([so]):([\w|]+)\}")
_HEAD = re.compile(r"^([^={}]+?)(?:=\{([so])\})?$")


class PatternKind(StrEnum):
    """What part of speech the first word of a pattern is."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adjective"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Slot:
    """One place beside the trigger: what leads to it, which words must head it, and what it fills.

    `path` holds, for each function word on the way, its alternatives: `(("out",), ("of",))`; the empty path is the
    direct object of a verb, or its subject for "s" with words. `words` is empty where any head will do. `filler` is
    "s", "o", "", or "any" where something must stand that is neither. `within` tells that it stands at the noun before
    it rather than at the trigger.
    """

    path: tuple[tuple[str, ...], ...]
    words: tuple[str, ...] = ()
    filler: str = ""
    within: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A parsed pattern of one relation.

    `heads` are the alternatives of its first word; `head_filler` is "s", "o" or "".
    `negated` asks for a negation, `infinitive` for an infinitive clause, `wanted` for a clause with "must".
    `subject_kinds` and `object_kinds` are classes of which an end must have one, beside what the relation says; empty
    where that is enough.
    """

    relation: str
    kind: PatternKind
    heads: tuple[str, ...]
    particles: tuple[tuple[str, ...], ...]
    slots: tuple[Slot, ...]
    head_filler: str = ""
    negated: bool = False
    infinitive: bool = False
    wanted: bool = False
    source: str = ""
    subject_kinds: tuple[str, ...] = ()
    object_kinds: tuple[str, ...] = ()

    @property
    def moves_subject(self) -> bool:
        """Whether a verb's subject is not the relation's: "charge {s} with" tells something of whoever is charged."""
        return self.kind is PatternKind.VERB and any(slot.filler == "s" and not slot.words for slot in self.slots)

    @property
    def uses_direct_object(self) -> bool:
        """Whether the verb's own object is the relation's, or a word that must be there."""
        return any((slot.filler == "o" or slot.words) and not slot.path for slot in self.slots)

    @property
    def specificity(self) -> int:
        """How much it asks for: required words count most, then function words."""
        words = sum(3 for slot in self.slots if slot.words)
        return (
            words
            + 2 * self.negated
            + self.infinitive
            + self.wanted
            + sum(slot.filler == "any" for slot in self.slots)
            + len(self.particles)
            + sum(len(slot.path) for slot in self.slots)
        )


def parse_pattern(text: str, kind: PatternKind, relation: str) -> Pattern:
    """The pattern that a string of the ontology writes down.

    >>> parse_pattern("pull out of", PatternKind.VERB, "withdrawsFrom").slots
    (Slot(path=(('out',), ('of',)), words=(), filler='o', within=False),)

    Raises ValueError, saying why, for an empty string or one with two objects.
    """
    kinds = {end[1]: tuple(end[2].split("|")) for end in _CLASSES.finditer(text)}
    words = _BOTH_ENDS.sub("{o}", _CLASSES.sub(r"{\1}", text)).split()
    first, *rest = words[1:] if words[1:] and words[0] == "{s}" else words or [""]
    negated = first == "not" and bool(rest)
    if negated:
        first, *rest = rest
    head = _HEAD.match(first)
    if not head or not all(head[1].split("|")):
        raise ValueError(f"a pattern begins with a word, not with {first!r}")
    ending = rest[-1] if kind is PatternKind.VERB and rest[-2:-1] == ["{o}"] else ""
    if ending in {"to", "must"}:
        rest.pop()
    slots, loose = _read_slots(rest)
    slots, particles = (slots, loose) if head[2] == "o" else _place_object(slots, loose, kind)
    fillers = [slot.filler for slot in slots if slot.filler] + ([head[2]] if head[2] else [])
    if len(fillers) != len(set(fillers)):
        raise ValueError("{o} or {s} stands twice")
    return Pattern(
        relation=relation,
        kind=kind,
        heads=tuple(head[1].split("|")),
        particles=particles,
        slots=slots,
        head_filler=head[2] or "",
        negated=negated,
        infinitive=ending == "to",
        wanted=ending == "must",
        source=text,
        subject_kinds=kinds.get("s", ()),
        object_kinds=kinds.get("o", ()),
    )


def _read_slots(words: list[str]) -> tuple[tuple[Slot, ...], tuple[tuple[str, ...], ...]]:
    """The slots that the words spell out, and the function words left at the end."""
    slots: list[Slot] = []
    path: list[tuple[str, ...]] = []
    for word in words:
        filler, named = _FILLER.match(word), _WORDS.match(word)
        options = tuple(named[1].split("|")) if named else ()
        if named and not named[2] and all(option in PREPOSITIONS for option in options):
            path.append(options)
            continue
        if not filler and not named:
            raise ValueError(f"{word!r} is neither a word nor {{s}} nor {{o}}")
        within = any(_may_hold(slot, path) for slot in slots) and (bool(path) or not filler)
        fills = (filler[1] if filler else "") or (named[2] if named else "") or ""
        slots.append(Slot(tuple(path), options, fills, within and not (named and named[2])))
        path = []
    return tuple(slots), tuple(path)


def _may_hold(slot: Slot, path: Sequence[tuple[str, ...]]) -> bool:
    """Whether what follows can stand at what fills a slot: at a required word, or at anything after a preposition."""
    return bool(slot.words or (slot.filler == "any" and slot.path and path))


def _place_object(
    slots: tuple[Slot, ...], loose: tuple[tuple[str, ...], ...], kind: PatternKind
) -> tuple[tuple[Slot, ...], tuple[tuple[str, ...], ...]]:
    """The slots with the object's place made explicit, and the particles of the trigger."""
    if any(slot.filler == "o" for slot in slots):
        return slots, loose
    within = any(_may_hold(slot, loose) for slot in slots)
    if loose:
        return (*slots, Slot(loose, filler="o", within=within)), ()
    if kind is PatternKind.VERB and not any(slot.path == () for slot in slots):
        return (Slot((), filler="o"), *slots), ()
    if kind is PatternKind.ADJECTIVE:
        return slots, ()
    return (*slots, Slot((("of",),), filler="o", within=within)), ()
