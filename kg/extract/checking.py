"""Each example of the ontology as a test of itself: whether it is understood as it is marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.examples import Example, read_example
from kg.extract.extractor import Extractor
from kg.extract.parsing import DEFAULT_MODEL
from kg.model import Article, Claim, Mention, Span
from kg.ontology import Ontology

__all__ = ["ExampleResult", "check_examples"]


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """Whether an example is understood as it is marked; `found` says what was understood instead."""

    relation: str
    example: str
    ok: bool
    found: str


def check_examples(ontology: Ontology, model: str = DEFAULT_MODEL) -> Iterator[ExampleResult]:
    """Every example read as if it stood in an article, and whether exactly its relation was found between its marks."""
    extractor = Extractor(ontology, model)
    for relation in ontology.relations.values():
        for marked in relation.examples:
            example = read_example(relation.name, marked)
            article = Article("example", example.text, "example", (Span(0, len(example.text)),))
            claims = [claim for claim in extractor.extract(article) if claim.relation is not None]
            ok = any(_agrees(claim, relation.name, example, symmetric=relation.symmetric) for claim in claims)
            yield ExampleResult(relation.name, marked, ok, "; ".join(map(_show, claims)) or "nothing")


def _agrees(claim: Claim, relation: str, example: Example, *, symmetric: bool) -> bool:
    ends = claim.subject, claim.object
    orders = [ends, ends[::-1]] if symmetric else [ends]
    return claim.relation == relation and any(_at(s, example.subject) and _at(o, example.object) for s, o in orders)


def _at(mention: Mention | None, span: Span) -> bool:
    return mention is not None and mention.span.overlaps(span)


def _show(claim: Claim) -> str:
    ends = [end.text if end else "?" for end in (claim.subject, claim.object)]
    return f"{ends[0]} –{claim.relation}→ {ends[1]}"
