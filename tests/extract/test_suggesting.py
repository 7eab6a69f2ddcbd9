"""Relations drafted from articles: what is frequent, related by a verb, and has no name in the ontology."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract import Extractor, Suggestion, check_examples, draft, suggest_relations
from kg.model import Article, Span
from kg.ontology import Ontology, load_ontology

TEXTS = (
    "Norway outgrew Chile. Peru sued Ghana.",
    "Kenya outgrew Poland on Friday, and Ghana quarrelled \\ with Peru.",
    "Microsoft leaned towards Nokia.",
)


@pytest.fixture(scope="module")
def suggestions(extractor: Extractor, ontology: Ontology) -> list[Suggestion]:
    """What the texts suggest."""
    articles = [Article(f"a{n}", text, "a", (Span(0, len(text)),)) for n, text in enumerate(TEXTS)]
    return suggest_relations((reading for each in articles for reading in extractor.readings(each)), ontology)


def test_the_most_frequent_comes_first(suggestions: list[Suggestion]) -> None:
    """Two places in two articles; the same verb before a preposition is something else; what has a name is left out."""
    first = suggestions[0]
    assert (first.pattern, first.times, first.articles) == ("outgrow", 2, 2)
    assert (first.name, first.domain, first.range) == ("outgrows", "State", "State")
    assert first.examples[0] == "<s>Norway</s> <t>outgrew</t> <o>Chile</o>."
    patterns = [suggestion.pattern for suggestion in suggestions]
    assert "lean towards" in patterns
    assert "sue" not in patterns


def test_the_draft_is_an_ontology(suggestions: list[Suggestion], tmp_path: Path) -> None:
    """It loads, its words are found, and its examples pass their own test."""
    file = tmp_path / "draft.ttl"
    file.write_text(draft(suggestions), encoding="utf-8")
    loaded = load_ontology([file])
    assert loaded.added >= {"outgrows", "leansTowards"}
    results = {result.relation: result.ok for result in check_examples(loaded) if result.relation in loaded.added}
    assert results["outgrows"]
    assert results["leansTowards"]


def test_nothing_gives_an_empty_draft(ontology: Ontology) -> None:
    """Without articles there is a file without relations."""
    assert "ObjectProperty" not in draft(suggest_relations([], ontology))
