"""What an article has named so far, and which of it a pronoun or a definite phrase can mean.

A small salience model after Lappin & Leass (1994): recent sentences and subjects come first. It never crosses classes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import takewhile

__all__ = ["ACT", "UNNAMED", "Discourse", "Referent", "Seen"]

_SUBJECT_WEIGHT = 1.5
_POSSESSOR_WEIGHT = -0.5
_WINDOW_SENTENCES = 4


@dataclass(frozen=True, slots=True)
class Referent:
    """What a phrase stands for: `name` is the fullest that the article gives, empty for things without one."""

    name: str
    kind: str
    owner: str = ""


UNNAMED = Referent("", "Thing")
ACT = "Act"
"""The kind of what somebody did ("the decision", "the move"): no class of the ontology, so it fills no place itself."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A phrase that has been resolved. `clause` is the token index of its verb, so that "it" isn't its own subject.

    `gender` is "man" or "woman" where the words tell; a `plural` phrase stands for several.
    """

    referents: tuple[Referent, ...]
    sentence: int
    token: int
    role: str
    clause: int
    gender: str = ""
    plural: bool = False


@dataclass(slots=True)
class Discourse:
    """The phrases seen so far, in order; it grows while one article is read."""

    seen: list[Seen] = field(default_factory=list)
    counts: Counter[Referent] = field(default_factory=Counter)

    def add(self, seen: Seen) -> None:
        """Takes note of a resolved phrase, also of one that names nobody: a pronoun may mean it, and then no other."""
        if any(referent.name or referent.kind not in {"", UNNAMED.kind} for referent in seen.referents):
            self.note(seen)
            self.counts.update(referent for referent in seen.referents if referent.name)

    def note(self, seen: Seen) -> None:
        """Takes note of a phrase whose parts have been counted."""
        self.seen.append(seen)

    def best(
        self, fits: Callable[[Seen], bool], sentence: int, clause: int = -1, window: int = _WINDOW_SENTENCES
    ) -> tuple[Referent, ...]:
        """The referents of the most salient phrase that fits; of equals, the nearest. Empty where none does."""
        recent = takewhile(lambda s: sentence - s.sentence <= window, reversed(self.seen))
        options = [s for s in recent if s.clause != clause and fits(s)]
        if not options:
            return ()
        return max(options, key=lambda s: (_weight(s, sentence), s.sentence, s.token)).referents

    def most_named(self, fits: Callable[[Referent], bool], count: int) -> tuple[Referent, ...]:
        """The `count` referents named most often so far, in the order in which they were first named."""
        order = {referent: place for place, referent in enumerate(self.counts)}
        options = [referent for referent in self.counts if fits(referent)]
        ranked = sorted(options, key=lambda referent: (-self.counts[referent], order[referent]))[:count]
        return tuple(sorted(ranked, key=lambda referent: order[referent]))


def _weight(seen: Seen, sentence: int) -> float:
    weight = float(seen.sentence - sentence)
    if seen.role in {"nsubj", "nsubjpass", "agent"}:
        weight += _SUBJECT_WEIGHT
    elif seen.role in {"poss", "amod", "compound"}:
        weight += _POSSESSOR_WEIGHT
    return weight


def distinct(referents: Iterable[Referent]) -> tuple[Referent, ...]:
    """Each once, in the order of first appearance."""
    return tuple(dict.fromkeys(referents))
