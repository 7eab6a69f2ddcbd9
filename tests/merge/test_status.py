"""Status: the rules of the tables, in the code and for people, and what may stand as a fact."""

from __future__ import annotations

import doctest
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from kg.merge import is_fact, merge_claims, status
from kg.merge.status import CLAIM_RULES, EVENT_RULES, EventRule
from kg.model import Claim, Event, Status
from kg.ontology import Ontology

MakeClaim = Callable[..., Claim]

ENDS = "Aland terminates Pact"
LEAVES = "Aland withdrawsFrom Pact"
MEETS = "Aland meets Borduria"
OWN: dict[str, str] = {}
BY_SUBJECT = {"by": "Aland"}
BY_MINISTRY = {"by": "Ministry of Aland"}
BY_HEAD = {"by": "Ito"}
BY_OTHER = {"by": "Borduria"}
BY_THIRD = {"by": "Carpania"}
DENIED = {"polarity": "negative"}

DOCUMENT = Path(__file__).parents[2] / "docs" / "events.md"


def event_of(claim: MakeClaim, ontology: Ontology, sayings: Iterable[tuple[str, dict[str, str]]]) -> Event:
    """The one event of claims of independent articles, beside one that says whose side Ito is on."""
    side = claim("z", "Ito headOf Aland")
    made = [claim(f"a{number}", says, **each) for number, (says, each) in enumerate(sayings)]
    stories = {each.article: each.article for each in (side, *made)}
    (event,) = (found for found in merge_claims([side, *made], stories, ontology) if side not in found.claims)
    return event


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
        (ENDS, [{"modality": "intended"}, BY_OTHER], "reported"),
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
    event = event_of(claim, small_ontology, [(says, each) for each in claims])
    assert f"{event.status}{', a fact' if is_fact(event) else ''}" == expected


@pytest.mark.parametrize(
    ("sayings", "facts"),
    [
        ([(ENDS, OWN), (LEAVES, OWN)], ("terminates", "withdrawsFrom")),
        ([(ENDS, OWN), (LEAVES, BY_OTHER)], ("terminates",)),
        ([(ENDS, OWN), (LEAVES, {"modality": "intended"})], ("terminates",)),
        ([(ENDS, OWN), (LEAVES, BY_OTHER), (LEAVES, BY_THIRD)], ("terminates", "withdrawsFrom")),
        ([(ENDS, BY_OTHER), (LEAVES, BY_THIRD)], ()),
        ([(ENDS, OWN), (LEAVES, DENIED)], ()),
        ([(ENDS, {"modality": "intended"}), (LEAVES, {"modality": "possible"})], ()),
    ],
)
def test_each_relation_of_an_event_is_a_fact_by_itself(
    claim: MakeClaim, small_ontology: Ontology, sayings: list[tuple[str, dict[str, str]]], facts: tuple[str, ...]
) -> None:
    """The same rules decide on each relation by its own claims; none is a fact where the whole event is none."""
    assert event_of(claim, small_ontology, sayings).facts == facts


def test_two_copies_of_one_report_are_no_fact(claim: MakeClaim, small_ontology: Ontology) -> None:
    """A reprint bears nothing out, whoever is quoted in it."""
    claims = [claim("a", ENDS, **BY_OTHER), claim("b", ENDS, **BY_THIRD)]
    (event,) = merge_claims(claims, {"a": "one", "b": "one"}, small_ontology)
    assert not is_fact(event)


def test_a_plan_bears_no_report_out(claim: MakeClaim, small_ontology: Ontology) -> None:
    """A story that tells of the plan is counted for the event, and doesn't make a fact of what one speaker says."""
    event = event_of(claim, small_ontology, [(ENDS, BY_OTHER), (ENDS, {"modality": "intended"} | BY_THIRD)])
    assert (event.status, event.stories, event.facts) == (Status.REPORTED, 2, ())


def test_the_examples_hold() -> None:
    """What the docstrings show is what happens."""
    assert doctest.testmod(status).failed == 0


# ---------------------------------------------------------------- the tables for people


def row(*cells: str) -> str:
    """A row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def claim_rows() -> list[str]:
    """The table of claims as it has to stand in the document."""
    return [
        row(rule.polarity, rule.modality or "any other", rule.voice or "anyone", rule.standing or "no weight")
        for rule in CLAIM_RULES
    ]


def _some(standings: Iterable[Status | None]) -> str:
    order = [*Status, None]
    return ", ".join(each or "no weight" for each in sorted(standings, key=order.index))


def _claims(rule: EventRule) -> str:
    return ", and ".join(" or ".join(sorted(group)) for group in rule.groups) or "none of these"


def event_rows() -> list[str]:
    """The table of events as it has to stand in the document."""
    facts = {None: "no", 1: "yes", 2: "where two stories and two speakers say so"}
    return [row(_claims(rule), rule.status, _some(rule.counted), facts[rule.speakers]) for rule in EVENT_RULES]


@pytest.mark.parametrize("rows", [claim_rows(), event_rows()], ids=["claims", "events"])
def test_the_document_shows_the_rules_that_apply(rows: list[str]) -> None:
    """The tables of docs/events.md are those of the code, row by row, in their order, with nothing between."""
    assert "\n".join(["", *rows, ""]) in DOCUMENT.read_text(encoding="utf-8"), "\n".join(rows)
