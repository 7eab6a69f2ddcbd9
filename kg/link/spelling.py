"""A name as written → the name as kept, and the key under which its spellings meet. It knows no name and no thing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from kg.ontology import Ontology

__all__ = ["clean_name", "folded_pieces", "name_key"]

_SINGLE_QUOTES = str.maketrans("‘’ʼ`´", "'''''", "\u200b\u200c\u200d\ufeff\u00ad")
_DOUBLE_QUOTES = str.maketrans("“”„«»", '"""""')
_DASHES = str.maketrans("‐‑‒–—−", "------")
_AROUND = ' ",;:()[]'
_POSSESSIVE = re.compile(r"(?<=\w)'(s|S)?$")
_LETTERS = re.compile(r"[^\W_]+")
_PERSONAL = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_STROKES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")


def clean_name(name: str, kind: str, ontology: Ontology) -> str:
    """The name without what is no part of it: article, possessive, quotes, a person's titles, a company's legal form.

    Empty where nothing else is left ("the President").
    """
    text = _plain(name)
    if ontology.is_a(kind, "Person"):
        return _without_titles(text, ontology)
    if kind != "Work":
        text = _without_article(text)
    if ontology.is_a(kind, "Organization") or kind == "Thing":
        text = _without_company_form(text, ontology)
    return text


def name_key(name: str, kind: str, ontology: Ontology) -> str:
    """The pieces of a name that count, in their order: no case, diacritics, article, sign or "and"; empty for none.

    Initials run together, so "J. K. Ng" meets "JK Ng"; a person's hyphens stay, since they tell given names from
    surnames ("jae-in moon"). Two names of equal IRI have equal keys, unless they are persons'.
    """
    pieces = folded_pieces(name, _PERSONAL if ontology.is_a(kind, "Person") else _LETTERS)
    if pieces[:1] == ("the",) and len(pieces) > 1:
        pieces = pieces[1:]
    return " ".join([piece for piece in pieces if piece != "and"] or pieces)


def folded_pieces(name: str, piece: re.Pattern[str] = _LETTERS) -> tuple[str, ...]:
    """The pieces of a name in small letters without diacritics, each run of single letters as one."""
    decomposed = unicodedata.normalize("NFKD", name.casefold().translate(_STROKES))
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return tuple(_joined_initials(piece.findall(bare.translate(_APOSTROPHES) if piece is _PERSONAL else bare)))


def _plain(name: str) -> str:
    """The name in NFC with plain quotes, dashes and spaces, without punctuation around it and possessive ending.

    Half of a surrogate pair, which nothing can store, becomes a question mark.
    """
    whole = name.encode("utf-8", "replace").decode("utf-8")
    text = unicodedata.normalize("NFC", whole).translate(_SINGLE_QUOTES).translate(_DOUBLE_QUOTES).translate(_DASHES)
    text = _POSSESSIVE.sub("", " ".join(text.split()).strip(_AROUND))
    return text + ")" if text.count("(") > text.count(")") else text


def _without_article(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() == "the" else text


def _without_titles(text: str, ontology: Ontology) -> str:
    """The person's name after article, state and titles: "the South Korean President Moon Jae-in"."""
    words = _without_article(text).split()
    while words:
        dropped = _title_length(words, ontology)
        if not dropped:
            break
        words = words[dropped:]
    return " ".join(words)


def _title_length(words: list[str], ontology: Ontology) -> int:
    """How many words at the beginning are a title, with the state before it where one is named; 0 for none."""
    for owner in range(len(words)):
        if owner and not ontology.gazetteer.find(" ".join(words[:owner])):
            continue
        longest = len(words) - 1 if owner else len(words)
        for end in range(longest, owner, -1):
            if _folded(words[owner:end]) in ontology.gazetteer.titles:
                return end
    return 0


def _without_company_form(text: str, ontology: Ontology) -> str:
    """The name without legal forms after it, of which there may be several ("Co., Ltd."); a name must remain."""
    words = text.split()
    while len(words) > 1 and words[-2] not in {"&", "and"} and _folded(words[-1:]) in ontology.gazetteer.company_forms:
        words.pop()
        words[-1] = words[-1].rstrip(",")
    return " ".join(words)


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    """The words as the gazetteer keeps affixes: small, without dots, hyphens apart."""
    return tuple(piece for word in words for piece in _LETTERS.findall(word.replace(".", "").lower()))


def _joined_initials(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces, with each run of single letters as one."""
    run = ""
    for piece in pieces:
        if len(piece) == 1 and piece.isalpha():
            run += piece
            continue
        if run:
            yield run
        run = ""
        yield piece
    if run:
        yield run
