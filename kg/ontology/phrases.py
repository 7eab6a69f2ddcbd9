"""How a relation is told in a sentence: its phrase, with `{o}` for the object, between who acts and what it is done to.

A phrase without `{o}` has the object at its end, as a label has that no phrase stands beside. It refuses a phrase that
has no words before the object, two places for it, or a place for anything else.
"""

from __future__ import annotations

import re

__all__ = ["around", "parse_phrase", "told", "words"]

_SLOT = "{o}"
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")


def parse_phrase(text: str) -> str:
    """The phrase without the blanks around it. Raises ValueError, saying why, for one that tells nothing.

    >>> parse_phrase("releases {o} on bail")
    'releases {o} on bail'
    """
    phrase = " ".join(text.split())
    slots = _BRACES.findall(phrase)
    if wrong := [slot for slot in slots if slot != _SLOT]:
        raise ValueError(f"{wrong[0]!r} is not {{o}}, the place of the object")
    if len(slots) > 1:
        raise ValueError("{o} stands twice")
    if not phrase.partition(_SLOT)[0].strip():
        raise ValueError("a phrase begins with the words between subject and object")
    return phrase


def around(phrase: str) -> tuple[str, str]:
    """The words between subject and object, and those after the object with the blank before them.

    >>> around("releases {o} on bail"), around("is accused of")
    (('releases', ' on bail'), ('is accused of', ''))
    """
    before, _, after = phrase.partition(_SLOT)
    return before.strip(), after.rstrip()


def told(phrase: str, subject: str, obj: str) -> str:
    """The sentence that the phrase, or a label, makes of the two ends.

    >>> told("releases {o} on bail", "The court", "Ana Silva")
    'The court releases Ana Silva on bail'
    """
    before, after = around(phrase)
    return f"{subject} {before} {obj}{after}"


def words(name: str) -> str:
    """The words of a local name.

    >>> words("removesFromWhitelist")
    'removes from whitelist'
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).lower()
