"""Which two "the two countries" are, who "its neighbour" is, and which agreement a description means."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim
from tests.extract.test_coreference import GSOMIA, statements

Read = Callable[[str], tuple[Claim, ...]]

STORY = "Chile and Peru are at odds over fish. Peru accused Chile of theft. Brazil is worried. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (STORY + "“The two countries condemned Bolivia,” Peru's minister Ada Hill said.", "Chile condemns Bolivia"),
        (STORY + "Brazil urged the two countries to leave.", "Brazil urges Chile"),
        (STORY + "China hailed Brazil. Later both countries condemned Bolivia.", "Peru condemns Bolivia"),
        (STORY + "Italy and France left. The two countries condemned Bolivia.", "France condemns Bolivia"),
        (STORY + "Peru condemned its neighbour.", "Peru condemns Chile"),
        ("Toyota and Huawei left. The two companies condemned Bolivia.", "Huawei condemns Bolivia"),
        ("Ada Hill and Peter Voss left. The two leaders condemned Bolivia.", "Peter Voss condemns Bolivia"),
        (
            f"Seoul terminated the {GSOMIA}, the intelligence pact. Seoul terminated an intelligence pact with Japan.",
            f"South Korea terminates {GSOMIA}",
        ),
        (f"Japan signed the {GSOMIA}. Seoul terminated the three-year-old pact.", f"South Korea terminates {GSOMIA}"),
    ],
)
def test_which_two_and_which_other(read: Read, text: str, expected: str) -> None:
    """The two that the story is about, not those who were named last or most."""
    assert expected in statements(read(text))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (STORY + "Brazil urged the two countries to leave.", "Brazil urges Brazil"),
        (STORY + "The three countries condemned Bolivia.", "Peru condemns Bolivia"),
        (STORY + "The neighbour condemned Bolivia.", "Brazil condemns Bolivia"),
        ("Peru left. Chile and Peru met. Brazil and Peru met. Peru condemned its neighbour.", "Peru condemns Chile"),
        (
            f"Seoul signed the {GSOMIA}, the intelligence pact. Seoul terminated a trade pact with Japan.",
            "South Korea terminates " + GSOMIA,
        ),
        (
            f"Seoul signed the {GSOMIA}, the intelligence pact. Seoul terminated an intelligence pact with Chile.",
            "South Korea terminates " + GSOMIA,
        ),
    ],
)
def test_what_stays_open(read: Read, text: str, wrong: str) -> None:
    """Nobody is put in where another may be meant."""
    assert wrong not in statements(read(text))
