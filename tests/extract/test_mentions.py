"""The ends of a claim as the text has them."""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from kg.model import Article, Claim, Span
from kg.ontology import Ontology


@pytest.fixture(scope="module")
def open_extractor(ontology: Ontology) -> Extractor:
    """With open relations, whose ends are the plainest."""
    return Extractor(ontology, open_relations=True)


def _claims(extractor: Extractor, text: str) -> tuple[Claim, ...]:
    return extractor.extract(Article("test", text, "test.txt", (Span(0, len(text)),)))


@pytest.mark.parametrize(
    ("text", "verb", "ends"),
    [
        ("The war is over, Kenya believes, and trade resumes.", "believes", ("Kenya", "The war is over")),
        ("Kenya praised the planned visit.", "praised", ("Kenya", "the planned visit")),
        ("Ada Obi, the head of Acme, praised Kenya.", "praised", ("Ada Obi, the head of Acme", "Kenya")),
        ("Kenya praised the mayor who left.", "praised", ("Kenya", "the mayor")),
    ],
)
def test_an_end_does_not_hold_its_verb(
    open_extractor: Extractor, text: str, verb: str, ends: tuple[str | None, str | None]
) -> None:
    """What is believed does not hold who believes it; what is praised is the planned visit."""
    found = {
        (claim.subject and claim.subject.text, claim.object and claim.object.text)
        for claim in _claims(open_extractor, text)
        if text[claim.trigger.span.start : claim.trigger.span.end] == verb and claim.rule != "apposition"
    }
    assert found == {ends}
