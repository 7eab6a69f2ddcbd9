"""Status: the rules of the table, and what may stand as a fact."""

from __future__ import annotations

import doctest
from collections.abc import Callable

import pytest

from kg.merge import is_fact, merge_claims, status
from kg.model import Claim
from kg.ontology import Ontology

MakeClaim = Callable[..., Claim]

ENDS = "Aland terminates Pact"
MEETS = "Aland meets Borduria"
OWN: dict[str, str] = {}
BY_SUBJECT = {"by": "Aland"}
BY_MINISTRY = {"by": "Ministry of Aland"}
BY_HEAD = {"by": "Ito"}
BY_OTHER = {"by": "Borduria"}
BY_THIRD = {"by": "Carpania"}
DENIED = {"polarity": "negative"}


@pytest.mark.parametrize(
    ("says", "claims", "expected"),
    [
        (ENDS, [OWN], "asserted, a fact"),
        (ENDS, [BY_SUBJECT], "asserted, a fact"),
        (ENDS, [BY_MINISTRY], "asserted, a fact"),
        (ENDS, [BY_HEAD], "asserted, a fact"),
        (ENDS, [BY_OTHER], "reported"),
        (ENDS, [BY_OTHER, BY_OTHER], "reported"),
        (ENDS, [BY_OTHER, BY_THIRD], "reported, a fact"),
        (ENDS, [BY_OTHER, OWN], "asserted, a fact"),
        (MEETS, [BY_OTHER], "asserted, a fact"),
        (ENDS, [{"modality": "intended"}], "intended"),
        (ENDS, [{"modality": "possible"}], "possible"),
        (ENDS, [{"modality": "requested"}], "requested"),
        (ENDS, [{"modality": "requested"}, {"modality": "intended"}], "intended"),
        (ENDS, [{"modality": "intended"}, OWN], "asserted, a fact"),
        (ENDS, [DENIED], "denied"),
        (ENDS, [DENIED | BY_SUBJECT], "denied"),
        (ENDS, [DENIED | {"modality": "requested"}], "denied"),
        (ENDS, [OWN, DENIED | BY_OTHER], "disputed"),
        (ENDS, [BY_OTHER, BY_THIRD, DENIED | BY_SUBJECT], "disputed"),
        (ENDS, [OWN, DENIED | {"modality": "requested"} | BY_OTHER], "asserted, a fact"),
        (ENDS, [{"modality": "intended"}, DENIED], "intended"),
    ],
)
def test_status_follows_the_table(
    claim: MakeClaim, small_ontology: Ontology, says: str, claims: list[dict[str, str]], expected: str
) -> None:
    """What claims of independent articles add up to; only what is asserted, or borne out by two speakers, is a fact."""
    side = claim("z", "Ito headOf Aland")
    made = [claim(f"a{number}", says, **each) for number, each in enumerate(claims)]
    stories = {each.article: each.article for each in (side, *made)}
    (event,) = (found for found in merge_claims([side, *made], stories, small_ontology) if found.relation != "headOf")
    assert f"{event.status}{', a fact' if is_fact(event) else ''}" == expected


def test_two_copies_of_one_report_are_no_fact(claim: MakeClaim, small_ontology: Ontology) -> None:
    """A reprint bears nothing out, whoever is quoted in it."""
    claims = [claim("a", ENDS, **BY_OTHER), claim("b", ENDS, **BY_THIRD)]
    (event,) = merge_claims(claims, {"a": "one", "b": "one"}, small_ontology)
    assert not is_fact(event)


def test_the_examples_hold() -> None:
    """What the docstrings show is what happens."""
    assert doctest.testmod(status).failed == 0
