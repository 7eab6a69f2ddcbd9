"""The PLOVER category of a claim: of what is done, and of what is said about doing it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract import Extractor
from kg.model import Article, Claim, Span
from kg.ontology import Ontology

Read = Callable[[str], tuple[Claim, ...]]


@pytest.fixture(scope="module")
def read_openly(ontology: Ontology) -> Read:
    """Gives the claims of a text with those whose verb no relation covers."""
    extractor = Extractor(ontology, open_relations=True)
    return lambda text: extractor.extract(Article("test", text, "test.txt", (Span(0, len(text)),)))


@pytest.mark.parametrize(
    ("text", "relation", "category"),
    [
        ("Kenya met Uganda in May.", "meets", "CONSULT"),
        ("Kenya will meet Uganda in May.", "meets", "AGREE"),
        ("Kenya agreed to meet Uganda.", "meets", "AGREE"),
        ("Kenya decided to release the prisoners.", "releases", "CONCEDE"),
        ("Kenya refused to meet Uganda.", "meets", "REJECT"),
        ("Kenya will not meet Uganda.", "meets", "REJECT"),
        ("Kenya did not meet Uganda.", "meets", "CONSULT"),
        ("Kenya threatened to attack Uganda.", "attacks", "THREATEN"),
        ("Kenya will attack Uganda.", "attacks", "THREATEN"),
        ("Kenya threatened to meet Uganda.", "meets", "THREATEN"),
        ("Kenya tried to attack Uganda.", "attacks", "ASSAULT"),
        ("Kenya may attack Uganda.", "attacks", "ASSAULT"),
        ("Kenya flew in doctors to help Uganda.", "aids", "AID"),
        ("Kenya will condemn Uganda.", "condemns", "ACCUSE"),
    ],
)
def test_what_is_promised_threatened_or_refused(read: Read, text: str, relation: str, category: str) -> None:
    """Cooperation to come is agreed to, conflict to come is threatened, cooperation refused is rejected."""
    assert {claim.plover for claim in read(text) if claim.relation == relation} == {category}


@pytest.mark.parametrize(
    ("text", "trigger", "category"),
    [
        ("Kenya said it will release the prisoners.", "say", "AGREE"),
        ("Kenya said it would not release the prisoners.", "say", "REJECT"),
        ("Kenya said it had attacked the camp.", "say", "ASSAULT"),
        ("The minister said his country will release the prisoners.", "say", "AGREE"),
        ("The minister said his rivals will release the prisoners.", "say", None),
        ("Kenya said that Uganda must leave.", "say", "REQUEST"),
        ("Kenya said that Uganda had attacked the camp.", "say", None),
        ("Kenya said that it must have rained.", "say", None),
        ("The rebels survived their attacks on the villages.", "survive", None),
        ("The rebels continued the attacks.", "continue", "ASSAULT"),
    ],
)
def test_what_is_said_of_own_acts_or_carried(read_openly: Read, text: str, trigger: str, category: str | None) -> None:
    """Speech has the category of what speakers say of themselves or want of others, a light verb that of its noun."""
    assert {c.plover for c in read_openly(text) if c.trigger.lemma == trigger and c.relation is None} == {category}
