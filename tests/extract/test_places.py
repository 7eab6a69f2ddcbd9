"""Where an act was, by the words; and which of several places of one name it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim

Read = Callable[[str], tuple[Claim, ...]]


def places(claims: tuple[Claim, ...], relation: str) -> set[str]:
    """The places of the claims of a relation, with class, and what they lie in where that is said; "-" for none."""
    found = (claim.place for claim in claims if claim.relation == relation)
    return {" ".join(filter(None, (p.name, p.kind, p.owner))) if p else "-" for p in found}


@pytest.mark.parametrize(
    ("sentence", "relation", "expected"),
    [
        ("Norway and Peru signed a pact at a summit in Osaka.", "concludesAgreementWith", "Osaka City"),
        ("In Osaka, Norway signed a pact with Peru.", "concludesAgreementWith", "Osaka City"),
        ("Norway attacked Peru in the port city of Busan.", "attacks", "Busan City"),
        ("Norway attacked a ship off the coast of Oman.", "attacks", "Oman State"),
        ("Norway and Peru held talks in the Swiss city of Lausanne.", "negotiatesWith", "Lausanne City"),
        ("Norwegian police arrested ten protesters outside the embassy in Oslo.", "arrests", "Oslo City"),
        ("Norwegian troops killed ten people in the Syrian city of Aleppo.", "kills", "Aleppo City"),
        ("OSLO, Aug. 20 (Kivu News) - Norway attacked Peru.", "attacks", "-"),
        ("Norway criticized the mayor of Osaka.", "criticizes", "-"),
        ("Norway criticized Peru over the attack in Osaka.", "criticizes", "-"),
    ],
)
def test_a_place_is_where_the_words_put_the_act(read: Read, sentence: str, relation: str, expected: str) -> None:
    """The place of the act and of nothing beside it; a dateline is where the report was written."""
    assert places(read(sentence), relation) == {expected}


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        ("Norway and Peru signed a pact in Paris, Texas.", "concludesAgreementWith", "Paris City Texas"),
        ("Norway and Peru signed a pact in Lima, Ohio.", "concludesAgreementWith", "Lima City Ohio"),
        ("Police arrested Ann Hill in London, Ontario.", "arrests", "London City Ontario"),
        ("Norway criticized Peru in Paris, Japan and Fiji.", "criticizes", "Paris City"),
        ("Ann Hill lives in Paris, Texas.\n\nPolice arrested Ann Hill in Paris.", "arrests", "Paris City Texas"),
    ],
)
def test_a_city_lies_where_the_article_says(read: Read, text: str, relation: str, expected: str) -> None:
    """The state or region beside it tells it from its namesakes, also further down; a list of places says nothing."""
    assert places(read(text), relation) == {expected}


def test_a_capital_with_its_state_beside_it_still_speaks_for_it(read: Read) -> None:
    """Only a namesake elsewhere takes the name away from the state."""
    claims = read("Norway signed a pact with Peru in Seoul, South Korea. Seoul criticized Peru.")
    assert {claim.subject.name for claim in claims if claim.relation == "criticizes" and claim.subject} == {
        "South Korea"
    }


def test_a_company_called_after_a_capital_is_no_city(read: Read) -> None:
    """Nor is a person."""
    kinds = {
        mention.name: mention.kind
        for claim in read("Paris Hilton sued Phoenix Capital in Phoenix.")
        for mention in claim.mentions
    }
    assert kinds["Phoenix"] == "City"
    assert "City" not in {kinds["Paris Hilton"], kinds["Phoenix Capital"]}
