"""The extractor: an article's passages parsed, resolved and read sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.coreference import resolve_article
from kg.extract.dating import date_passages
from kg.extract.ends import Reading
from kg.extract.examples import learn_patterns
from kg.extract.explaining import Explanation, explain_sentence
from kg.extract.matching import PatternIndex
from kg.extract.parsing import DEFAULT_MODEL, Passage, load_pipeline, parse_articles
from kg.extract.relations import read_sentence
from kg.extract.words import Token
from kg.model import Article, Claim
from kg.ontology import Ontology
from kg.ontology.patterns import PatternKind

__all__ = ["Extractor"]


class Extractor:
    """Reads articles with one ontology and one spaCy pipeline.

    Raises ModelError where the pipeline is missing or unfit. Making one loads the pipeline (about a second) and learns
    patterns from the examples of the ontology.
    """

    def __init__(self, ontology: Ontology, model: str = DEFAULT_MODEL, *, open_relations: bool = False) -> None:
        self._ontology = ontology
        self._nlp = load_pipeline(model)
        self._open = open_relations
        written = [pattern for relation in ontology.relations.values() for pattern in relation.patterns]
        self._index = PatternIndex.of([*written, *learn_patterns(self._nlp, ontology)])

    def extract(self, article: Article) -> tuple[Claim, ...]:
        """The claims of one article, in the order in which they stand; without `open_relations` only the ontology's."""
        return self.extract_each([article])[0]

    def extract_each(self, articles: Sequence[Article]) -> list[tuple[Claim, ...]]:
        """The claims of each article, as `extract` gives them one by one, only faster."""
        parsed = parse_articles(self._nlp, articles)
        return [self._claims_of(article, passages) for article, passages in zip(articles, parsed, strict=True)]

    def readings(self, article: Article) -> Iterator[Reading]:
        """Each passage of an article with everything that has been found in it, before any claim is made."""
        (passages,) = parse_articles(self._nlp, [article])
        yield from self._read(article, passages)

    def explain(self, article: Article) -> Iterator[Explanation]:
        """Each sentence of an article taken apart: its clauses, the patterns that were tried, its claims."""
        for reading in self.readings(article):
            for sentence in reading.passage.sentences():
                yield explain_sentence(reading, sentence)

    def _claims_of(self, article: Article, passages: Sequence[Passage]) -> tuple[Claim, ...]:
        found = (
            claim
            for reading in self._read(article, passages)
            for sentence in reading.passage.sentences()
            for claim in read_sentence(reading, sentence)
        )
        return tuple({claim.id: claim for claim in found}.values())

    def _read(self, article: Article, passages: Sequence[Passage]) -> Iterator[Reading]:
        referents = resolve_article(passages, self._ontology)
        dated = date_passages(passages, article.published, self._is_act)
        for passage, times in zip(passages, dated, strict=True):
            yield Reading(article, passage, referents, self._ontology, self._index, times, self._open)

    def _is_act(self, noun: Token) -> bool:
        return self._index.knows(PatternKind.NOUN, noun)
