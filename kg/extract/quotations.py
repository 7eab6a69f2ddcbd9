"""Who says what stands between quotation marks, in a whole article: split, several sentences long, over paragraphs.

Marks that don't pair are read as newspapers set them: a paragraph that opens a quotation and doesn't close it goes
on in the next one. Quoted words without a speaker of their own that begin a sentence are the last speaker's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.grammar import children, lemma_of
from kg.extract.parsing import Passage
from kg.extract.speech import sayers_of, speaker_of
from kg.extract.speech_words import SAYING
from kg.extract.words import Token

__all__ = ["Quoted", "find_quoted", "said_by"]

_NEAR_TOKENS = 8
_FIRST_PERSON = frozenset({"i", "my", "our", "we"})
_MARKS = frozenset({'"', "``", "''"})
_BEFORE_A_SENTENCE = frozenset(".?!:,;-–—") | {"...", "…"}


@dataclass(frozen=True, slots=True, eq=False)
class Quoted:
    """Whose words a quotation holds: the head of the phrase that names the speaker, and its passage's number."""

    passage: int
    speaker: Token


@dataclass(frozen=True, slots=True, eq=False)
class _Quotation:
    """Tokens `start` up to and without `end` of a passage; `closed` tells whether the second mark stands there."""

    passage: Passage
    start: int
    end: int
    closed: bool = True

    def tokens(self) -> Sequence[Token]:
        return list(self.passage.doc[self.start : self.end])

    def holds(self, token: Token) -> bool:
        return token.doc is self.passage.doc and self.start <= token.i < self.end

    @property
    def opens_passage(self) -> bool:
        return self.start <= 1

    @property
    def opens_sentence(self) -> bool:
        return self.opens_passage or self.passage.doc[self.start - 2].text in _BEFORE_A_SENTENCE


def find_quoted(passages: Sequence[Passage]) -> list[Mapping[int, Quoted]]:
    """For each passage, token index → whose words they are, for all tokens between quotation marks."""
    quotations = [quotation for passage in passages for quotation in _quotations(passage)]
    found: list[dict[int, Quoted]] = [{} for _ in passages]
    for quotation, quoted in zip(quotations, _speakers(quotations, passages), strict=True):
        if quoted is not None:
            found[quotation.passage.number].update(dict.fromkeys(range(quotation.start, quotation.end), quoted))
    return list(found)


def said_by(quoted: Sequence[Mapping[int, Quoted]], passage: int, token: Token) -> Quoted | None:
    """Who says the clause of a token: the nearest speaker inside its quotation, the quotation's, else the sentence's.

    Whoever speaks for "us" is no other: "“We believe that Japan left,” Kim said" is Kim's word.
    """
    outer, inner = quoted[passage].get(token.i), speaker_of(token)
    if outer is not None and outer.speaker in children(token, "nsubj"):
        return None  # "said" itself, where a mark stands wrong
    if inner is None:
        return outer
    if outer is not None and (quoted[passage].get(inner.i) is not outer or _is_ours(inner)):
        return outer
    return Quoted(passage, inner)


def _is_ours(speaker: Token) -> bool:
    return bool({speaker.lower_, *(child.lower_ for child in children(speaker, "poss"))} & _FIRST_PERSON)


# ---------------------------------------------------------------- where quotations stand


def _quotations(passage: Passage) -> Iterator[_Quotation]:
    """The stretches between double quotation marks, which passages hold straight.

    One that nothing closes runs to the next that opens or to the end; one that nothing opens began with the passage.
    """
    start: int | None = None
    first = True
    for mark in (token for token in passage.doc if token.text in _MARKS):
        if _opens(mark, inside=start is not None):
            if start is not None and mark.i > start:
                yield _Quotation(passage, start, mark.i, closed=False)
            start = mark.i + 1
        elif start is not None or (first and mark.i > 0 and not mark.doc[mark.i - 1].like_num):
            if mark.i > (start or 0):
                yield _Quotation(passage, start or 0, mark.i)
            start = None
        first = False
    if start is not None and start < len(passage.doc):
        yield _Quotation(passage, start, len(passage.doc), closed=False)


def _opens(mark: Token, *, inside: bool) -> bool:
    """Whether a mark begins a quotation, by the spaces around it; where they don't tell, marks take turns."""
    before = mark.i == 0 or bool(mark.doc[mark.i - 1].whitespace_)
    after = mark.i == len(mark.doc) - 1 or bool(mark.whitespace_)
    return before if before != after else not inside


# ---------------------------------------------------------------- whose they are


def _speakers(quotations: Sequence[_Quotation], passages: Sequence[Passage]) -> list[Quoted | None]:
    """The speaker of each quotation: its own, else of what it continues, else of what continues it."""
    found = [_own_speaker(quotation) for quotation in quotations]
    for i, quotation in enumerate(quotations):
        if found[i] is None and i > 0 and _continues(quotation, quotations[i - 1]):
            found[i] = found[i - 1]
        elif found[i] is None and quotation.opens_passage and quotation.passage.number > 0:
            found[i] = _last_speaker(quotation, passages[quotation.passage.number - 1])
    for i in reversed(range(len(quotations) - 1)):
        if found[i] is None and not quotations[i].closed and _continues(quotations[i + 1], quotations[i]):
            found[i] = found[i + 1]
    return found


def _continues(quotation: _Quotation, before: _Quotation) -> bool:
    """As in "“…,” Kim said. “…”", or at the head of the paragraph after one whose quotation was not closed."""
    if quotation.passage is before.passage:
        return quotation.opens_sentence or not before.closed
    following = quotation.passage.number == before.passage.number + 1
    return following and quotation.opens_passage and not before.closed


def _last_speaker(quotation: _Quotation, before: Passage) -> Quoted | None:
    """Who spoke last in the paragraph before, for a paragraph that is nothing but a quotation of whole sentences."""
    whole = any(token.dep_ == "ROOT" for token in quotation.tokens()) and len(before.doc) > 0
    if not whole:
        return None
    last = list(before.doc.sents)[-1].root
    return _first(sayers_of(last), before) if lemma_of(last) in SAYING else None


def _first(speakers: Iterable[Token], passage: Passage) -> Quoted | None:
    return next((Quoted(passage.number, speaker) for speaker in speakers), None)


def _own_speaker(quotation: _Quotation) -> Quoted | None:
    """The speaker that its own sentences name: by grammar, right after it, or right before it."""
    tops = (t for t in quotation.tokens() if t.head == t or not quotation.holds(t.head))
    by_grammar = (s for top in tops if (s := speaker_of(top)) is not None and not quotation.holds(s))
    near = (s for verb in _verbs_near(quotation) for s in sayers_of(verb) if not quotation.holds(s))
    return (
        _first(by_grammar, quotation.passage)
        or _first(near, quotation.passage)
        or _first(_before_colon(quotation), quotation.passage)
    )


def _verbs_near(quotation: _Quotation) -> Iterator[Token]:
    """The verbs of saying beside a quotation: "…," said Kim, the minister. Kim said: "…"."""
    doc = quotation.passage.doc
    near = list(doc[quotation.end : quotation.end + _NEAR_TOKENS])
    near += [token.head for token in near if token.dep_ == "nsubj" and token.head.i > token.i]
    before = reversed(doc[max(0, quotation.start - _NEAR_TOKENS) : quotation.start])
    here = doc[quotation.start - 1].sent if quotation.start else None
    near += [t for t in before if quotation.opens_sentence or t.sent == here]
    yield from (t for t in near if lemma_of(t) in SAYING and t.pos_ == "VERB" and children(t, "nsubj"))


def _before_colon(quotation: _Quotation) -> list[Token]:
    """As in "Kim was blunt: “…”": who is the subject before the colon."""
    doc = quotation.passage.doc
    if quotation.start < 2 or doc[quotation.start - 2].text != ":":
        return []
    verb = doc[max(0, quotation.start - 3)]
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    found = sayers_of(verb) if verb.pos_ in {"VERB", "AUX"} and not quotation.holds(verb) else []
    return [speaker for speaker in found if not quotation.holds(speaker)]
