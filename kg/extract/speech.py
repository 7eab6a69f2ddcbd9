"""Who says so: the speaker of a clause, by reported speech, "according to", or the quotation that it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from kg.extract.grammar import children, conjuncts
from kg.extract.subjects import subjects_of
from kg.extract.words import Doc, Token

__all__ = ["REPORTING", "find_speakers", "speaker_of"]

REPORTING = frozenset(
    "acknowledge add admit affirm allege announce argue assert assure believe boast caution charge claim comment "
    "complain conclude concede confirm contend declare decry deny describe disclose emphasize emphasise estimate "
    "explain feel hint hold indicate inform insist joke judge lament maintain mention note observe point proclaim "
    "promise quote recall reckon reiterate remark reply report respond reveal say signal state stress suggest "
    "suspect swear teach tell testify think tout tweet underline underscore vow warn write".split()
)
"""Verbs whose clause is somebody's words: "Kim *said* that the pact would end"."""
_TELLING = frozenset({"add", "argue", "cite", "quote", "say"})
"""Verbs whose object is somebody's words as well: "Kim *cited* Japan's decision to leave"."""


def speaker_of(token: Token) -> Token | None:
    """Who says the clause that a token stands in: the nearest one, as in "A said that B claimed that …" for B."""
    here, quoted = token, False
    for _ in range(len(token.doc)):
        source = _according_to(here)
        if source is not None:
            return source
        governor = here.head
        if governor == here:
            return _parenthetical(here)
        quoted |= here.dep_ == "acl" and any(mark.lower_ == "that" for mark in children(here, "mark"))
        if _is_said(here, governor) or (quoted and governor.pos_ == "VERB" and governor.lemma_ in REPORTING):
            said_by = subjects_of(governor)[0]
            if said_by:
                return said_by[0]
        here = governor
    return None


def _is_said(clause: Token, governor: Token) -> bool:
    """Whether the clause is content, not purpose: "said to leave" is somebody else's word."""
    match clause.dep_:
        case "ccomp":
            return governor.lemma_ in REPORTING
        case "dobj":
            return governor.lemma_ in _TELLING
        case "xcomp":
            return governor.lemma_ in {"claim", "vow", "promise"}
    return False


def _according_to(token: Token) -> Token | None:
    for child in token.children:
        if child.lower_ == "according":
            for to in children(child, "prep"):
                for source in children(to, "pobj"):
                    return source
    return None


def _parenthetical(root: Token) -> Token | None:
    """As in "The pact, Kim said, is over": the verb of saying hangs below what is said."""
    for child in children(root, "parataxis", "dep", "advcl"):
        if child.dep_ == "advcl" and not any(mark.lower_ == "as" for mark in children(child, "mark", "advmod")):
            continue
        if child.lemma_ in REPORTING and child.pos_ == "VERB":
            said_by = children(child, "nsubj")
            if said_by:
                return said_by[0]
    return None


def find_speakers(doc: Doc) -> Mapping[int, Token]:
    """Token index → speaker, for all tokens between quotation marks; a quotation has one speaker."""
    found: dict[int, Token] = {}
    quotes = list(_quotations(doc))
    for start, end in quotes:
        speaker = next((s for t in doc[start:end] if (s := speaker_of(t)) is not None and not start <= s.i < end), None)
        speaker = speaker if speaker is not None else _beside(doc, start, end)
        if speaker is not None:
            found.update(dict.fromkeys(range(start, end), speaker))
    for before, after in pairwise(quotes):
        if after[0] not in found and before[0] in found:
            found.update(dict.fromkeys(range(*after), found[before[0]]))
    return found


def _quotations(doc: Doc) -> Iterator[tuple[int, int]]:
    """The stretches between double quotation marks, which passages hold straight; an unclosed one runs to the end."""
    start: int | None = None
    for token in doc:
        if token.text not in {'"', "``", "''"}:
            continue
        if start is None:
            start = token.i + 1
        else:
            if token.i > start:
                yield start, token.i
            start = None
    if start is not None and start < len(doc):
        yield start, len(doc)


def _beside(doc: Doc, start: int, end: int) -> Token | None:
    """The subject of a verb of saying right after or right before the quotation: "…," said Kim. Kim said: "…"."""
    for token in [*doc[end : end + 8], *reversed(doc[max(0, start - 8) : start])]:
        if token.lemma_ in REPORTING and token.pos_ == "VERB":
            outside = [s for child in children(token, "nsubj") for s in conjuncts(child) if not start <= s.i < end]
            if outside:
                return outside[0]
    return None
