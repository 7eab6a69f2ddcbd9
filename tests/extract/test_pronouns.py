"""Whom pronouns mean: nobody of the other gender, nobody at all in "it is clear that", and those who speak in "we"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim
from tests.extract.test_coreference import statements

Read = Callable[[str], tuple[Claim, ...]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Angela Hill met Peter Voss. She criticized China.", "Angela Hill criticizes China"),
        ("Angela Hill met Peter Voss. He criticized China.", "Peter Voss criticizes China"),
        ("Mrs. Okafor met Peter Voss. She criticized China.", "Okafor criticizes China"),
        ("Spokeswoman Ren Adair met Peter Voss. She criticized China.", "Ren Adair criticizes China"),
        ("Germany and France left. They condemned Russia.", "France condemns Russia"),
        ("“We criticized China,” said Ada Hill, a spokeswoman for Toyota.", "Toyota criticizes China"),
        ("Toyota Chief Executive Ada Hill left. “We criticized China,” Hill said.", "Toyota criticizes China"),
        (
            "The United States left. Secretary of State Bo Hill criticized China.",
            "Bo Hill affiliatedWith United States",
        ),
    ],
)
def test_who_is_meant(read: Read, text: str, expected: str) -> None:
    """The claim names the one whom gender, number and office allow."""
    assert expected in statements(read(text))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Peter Voss left. She criticized China.", "Peter Voss criticizes China"),
        ("“He criticized China,” Peter Voss said.", "Peter Voss criticizes China"),
        ("Lima is large. Chile left it.", "Chile leaves Lima"),
        ("Toyota left. It is clear that China criticized Japan.", "Toyota criticizes Japan"),
        ("Taro Kono left. A protester criticized China. He praised Japan.", "Taro Kono praises Japan"),
        ("Toyota left. A company criticized China. It praised Japan.", "Toyota praises Japan"),
        ("Toyota left. Protesters criticized China. They praised Japan.", "Toyota praises Japan"),
        ("“We criticized China,” said Ada Hill.", "Ada Hill criticizes China"),
        ("Secretary of State Bo Hill criticized China.", "Bo Hill affiliatedWith United States"),
        ("The United States left. Chile's Secretary of State Bo Hill spoke.", "Bo Hill affiliatedWith United States"),
    ],
)
def test_who_is_not_meant(read: Read, text: str, wrong: str) -> None:
    """Better nobody than somebody whom the words exclude."""
    assert wrong not in statements(read(text))


def test_whoever_does_it_to_himself_stands_in_no_relation(read: Read) -> None:
    """A reflexive is the subject, and nobody stands in a relation to himself."""
    assert statements(read("Ada Hill met Peter Voss. Voss criticized himself.")) == ["Ada Hill meets Peter Voss"]
