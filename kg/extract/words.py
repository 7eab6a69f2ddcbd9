"""A parse as plain values: spaCy's documents read once into tokens whose attributes cost nothing to ask.

The rules of language ask each token hundreds of times for its label, its lemma and its children, and spaCy looks up
each answer anew. Names and meanings are spaCy's, so whoever knows its `Token` can read the rules. Nothing changes after
`read_parse`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import overload

from spacy import attrs
from spacy.tokens import Doc as SpacyDoc

__all__ = ["Doc", "Token", "TokenSpan", "hang", "read_parse"]

_STRINGS = [attrs.LEMMA, attrs.POS, attrs.TAG, attrs.DEP, attrs.ENT_TYPE]
_NUMBERS = [attrs.HEAD, attrs.SENT_START, attrs.SPACY, attrs.IS_PUNCT, attrs.IS_SPACE, attrs.IS_QUOTE, attrs.LIKE_NUM]


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """A word or mark: `i` is its place in the document, `idx` that of its first code point. A root is its own head."""

    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    is_sent_start: bool
    whitespace_: str
    is_punct: bool
    is_space: bool
    is_quote: bool
    like_num: bool
    doc: Doc
    head: Token = field(init=False)
    lefts: tuple[Token, ...] = ()
    rights: tuple[Token, ...] = ()
    children: tuple[Token, ...] = ()
    left_edge: Token = field(init=False)
    right_edge: Token = field(init=False)
    sent: TokenSpan = field(init=False)

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, eq=False)
class TokenSpan(Sequence[Token]):
    """The tokens of `doc` from `start` up to and without `end`; `label_` is an entity's class, empty for others."""

    doc: Doc
    start: int
    end: int
    label_: str = ""

    def __len__(self) -> int:
        return self.end - self.start

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> TokenSpan: ...
    def __getitem__(self, at: int | slice) -> Token | TokenSpan:
        if isinstance(at, int):
            return self.doc.tokens[range(self.start, self.end)[at]]
        inside = range(self.start, self.end)[at]
        return TokenSpan(self.doc, inside.start, max(inside.start, inside.stop))

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @property
    def text(self) -> str:
        """The words as written, without the space after the last."""
        if self.start >= self.end:
            return ""
        last = self.doc.tokens[self.end - 1]
        return self.doc.text[self.doc.tokens[self.start].idx : last.idx + len(last.text)]

    @property
    def root(self) -> Token:
        """The first token whose head stands outside, or who is a root."""
        heads = (token for token in self if token.head is token or not self.start <= token.head.i < self.end)
        return next(heads, self.doc.tokens[self.start])


@dataclass(slots=True, eq=False)
class Doc(Sequence[Token]):
    """A parsed text: its tokens, sentences and the entities that the pipeline has seen."""

    text: str
    tokens: list[Token] = field(default_factory=list)
    sents: tuple[TokenSpan, ...] = ()
    ents: tuple[TokenSpan, ...] = ()

    def __len__(self) -> int:
        return len(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> TokenSpan: ...
    def __getitem__(self, at: int | slice) -> Token | TokenSpan:
        if isinstance(at, int):
            return self.tokens[at]
        start, stop, _ = at.indices(len(self.tokens))
        return TokenSpan(self, start, max(start, stop))

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def char_span(self, start: int, end: int) -> TokenSpan | None:
        """The tokens that code points `start` up to `end` touch, None where they touch none."""
        starts = [token.idx for token in self.tokens]
        first = max(bisect_right(starts, start) - 1, 0)
        last = bisect_left(starts, end)
        touched = first < last and start < self.tokens[last - 1].idx + len(self.tokens[last - 1])
        return TokenSpan(self, first, last) if touched else None


def read_parse(parsed: SpacyDoc) -> Doc:
    """The same parse as plain values; the document must have been tagged and parsed."""
    doc = Doc(parsed.text)
    numbers = parsed.to_array(_NUMBERS).astype("int64").tolist()
    names = parsed.to_array(_STRINGS).tolist()
    for source, (lemma, pos, tag, dep, entity), row in zip(parsed, _spell(parsed, names), numbers, strict=True):
        _, starts, space, punctuation, blank, quote, number = row
        doc.tokens.append(
            Token(
                i=source.i,
                idx=source.idx,
                text=source.text,
                lower_=source.text.lower(),
                lemma_=lemma,
                pos_=pos,
                tag_=tag,
                dep_=dep,
                ent_type_=entity,
                is_sent_start=source.i == 0 or starts == 1,
                whitespace_=" " * space,
                is_punct=bool(punctuation),
                is_space=bool(blank),
                is_quote=bool(quote),
                like_num=bool(number),
                doc=doc,
            )
        )
    hang(doc.tokens, [i + row[0] for i, row in enumerate(numbers)])
    _divide(doc)
    doc.ents = tuple(TokenSpan(doc, ent.start, ent.end, ent.label_) for ent in parsed.ents)
    return doc


def _spell(parsed: SpacyDoc, rows: Iterable[Sequence[int]]) -> Iterator[list[str]]:
    """The strings behind rows of spaCy's hashes, each looked up once."""
    known = {0: ""}
    for row in rows:
        for name in row:
            if name not in known:
                known[name] = parsed.vocab.strings[name]
        yield [known[name] for name in row]


def hang(tokens: Sequence[Token], heads: Sequence[int]) -> None:
    """Gives each token its head, its children, and the first and last token of what hangs on it."""
    lefts: list[list[Token]] = [[] for _ in tokens]
    rights: list[list[Token]] = [[] for _ in tokens]
    for token, head in zip(tokens, heads, strict=True):
        token.head = tokens[head]
        token.left_edge = token.right_edge = token
        if head != token.i:
            (lefts if token.i < head else rights)[head].append(token)
    for token in tokens:
        token.lefts, token.rights = tuple(lefts[token.i]), tuple(rights[token.i])
        token.children = token.lefts + token.rights
    for token in reversed(_top_down([token for token in tokens if token.head is token])):
        for child in token.children:
            token.left_edge = min(token.left_edge, child.left_edge, key=_place)
            token.right_edge = max(token.right_edge, child.right_edge, key=_place)


def _top_down(roots: Sequence[Token]) -> list[Token]:
    """All tokens, each after its head."""
    found = list(roots)
    for token in found:
        found.extend(token.children)
    return found


def _place(token: Token) -> int:
    return token.i


def _divide(doc: Doc) -> None:
    """Cuts the document into its sentences."""
    bounds = [*(token.i for token in doc.tokens if token.is_sent_start), len(doc.tokens)]
    doc.sents = tuple(TokenSpan(doc, start, end) for start, end in pairwise(bounds))
    for sentence in doc.sents:
        for token in sentence:
            token.sent = sentence
