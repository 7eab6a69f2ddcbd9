"""Text as the pipeline reads best: capitals of headlines set as in prose, and where a dateline ends.

Every change keeps each code point in its place. It looks up no dictionary: what an article writes small, or with
capitals, is all that it knows.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

__all__ = ["dateline_end", "recased", "usual_forms"]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_AFTER_STOP = re.compile(r"(?:^|[.!?:\n\"“”])[\s\"“”'‘’(]*$")
_STOPS = (".", "!", "?", '"', "”", "'", "’", ")")
_SMALL = frozenset(
    "a an and as at but by for from in into is of off on or over out the to up with after against amid before near "
    "not".split()
)
_MIN_WORDS = 3
_MIN_SHARE = 0.7
_MIN_LETTERS = 4
_LOOK_BACK = 6

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?(?:\s+\d{1,2})?"
_PLACE = r"[A-Z][A-Z.'’\-]+(?:[ /][A-Z][A-Z.'’\-]*){0,3}"
_DATELINE = re.compile(
    rf"""\s*(?:
      (?:{_PLACE}|[A-Z]\w+)?(?:,\s[A-Z][\w.'’]+(?:\s[A-Z][\w.'’]+)?)?(?:,\s{_MONTH})?\s?\([A-Z][\w&./ ’'-]{{1,30}}\)
    | {_PLACE}(?:,\s[A-Z][\w.'’]+(?:\s[A-Z][\w.'’]+)?){{0,2}}(?:,\s{_MONTH})
    | {_PLACE},\s[A-Z][\w.'’]+(?:\s[A-Z][\w.'’]+)?
    | (?=[A-Z]{{4}}){_PLACE}(?=\s?(?:[–—]|--))
    )\s?(?:[-–—]|--)\s+(?=["“‘'(]?[A-Z0-9])""",
    re.VERBOSE,
)


def dateline_end(text: str) -> int:
    """Where the text itself begins after "LODZ, Poland (Reuters) - ", "LIMA, March 3 – "; 0 where none stands."""
    found = _DATELINE.match(text)
    return found.end() if found else 0


def usual_forms(paragraphs: Iterable[str]) -> Mapping[str, str]:
    """Word in small letters → how the article mostly writes it inside of sentences; headlines are not asked."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in paragraphs:
        if not _is_headline(text):
            for word in _WORD.finditer(text):
                if not _AFTER_STOP.search(text[max(word.start() - _LOOK_BACK, 0) : word.start()]):
                    seen[word[0].lower()][word[0]] += 1
    return {small: forms.most_common(1)[0][0] for small, forms in seen.items()}


def _is_headline(text: str) -> bool:
    """Whether nearly all words have capitals and no stop ends them; with capitals throughout it may have one."""
    words = [word for word in _WORD.findall(text) if len(word) >= _MIN_LETTERS]
    if len(words) < _MIN_WORDS:
        return False
    if sum(word.isupper() for word in words) >= _MIN_SHARE * len(words):
        return True
    capitals = sum(word[0].isupper() for word in words)
    return capitals >= _MIN_SHARE * len(words) and not text.rstrip().endswith(_STOPS)


def recased(text: str, usual: Mapping[str, str]) -> str:
    """A headline as prose would have it, by how the article writes its words; other text as it is."""
    if not _is_headline(text):
        return text
    words = [word for word in _WORD.findall(text) if len(word) >= _MIN_LETTERS]
    shouted = sum(word.isupper() for word in words) >= _MIN_SHARE * len(words)

    def as_usual(word: re.Match[str]) -> str:
        new = _form(word[0], usual, shouted=shouted)
        return new if len(new) == len(word[0]) else word[0]

    first = _WORD.search(text)
    begins = first.start() if first else 0
    return text[:begins] + _capitalized(_WORD.sub(as_usual, text[begins:]))


def _form(word: str, usual: Mapping[str, str], *, shouted: bool) -> str:
    """One word as the article usually has it; an unknown one with one capital where all were capitals."""
    small = word.lower()
    if small in _SMALL:
        return small
    if small in usual:
        return usual[small]
    return word.capitalize() if shouted else word


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:] if len(text[:1].upper()) == 1 else text
