"""Why a sentence gives its claims: every pattern that could begin there, and what became of it."""

from __future__ import annotations

from datetime import date

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.extract import Clause, Explanation, Extractor
from kg.model import Article, Span


def explained(extractor: Extractor, text: str) -> Explanation:
    """The explanation of one sentence."""
    article = Article("a", text, "a", (Span(0, len(text)),), published=date(2019, 8, 22))
    (found,) = extractor.explain(article)
    return found


def clause_of(explanation: Explanation, trigger: str) -> Clause:
    """The clause of a word."""
    return next(clause for clause in explanation.clauses if clause.trigger == trigger)


def test_the_chosen_pattern_comes_first_and_has_no_reason(extractor: Extractor) -> None:
    """The claim's relation is the one whose pattern is marked as chosen."""
    found = explained(extractor, "Norway recalled its ambassador to Chile on Friday.")
    first, *others = clause_of(found, "recalled").trials
    assert (first.relation, first.chosen) == ("recallsAmbassadorFrom", True)
    assert others
    assert all(trial.reason for trial in others)
    assert [claim.relation for claim in found.claims if claim.relation] == ["recallsAmbassadorFrom"]


@pytest.mark.parametrize(
    ("text", "trigger", "relation", "reason"),
    [
        ("Norway scrapped a painting.", "scrapped", "terminates", "the object has to be an Agreement"),
        ("A painting sued Norway.", "sued", "sues", "the subject has to be an Actor"),
        ("Norway withdrew on Friday.", "withdrew", "withdrawsFrom", "“from”"),
    ],
)
def test_a_reason_names_what_is_missing(
    extractor: Extractor, text: str, trigger: str, relation: str, reason: str
) -> None:
    """A class that doesn't fit, or a word that isn't there."""
    trials = clause_of(explained(extractor, text), trigger).trials
    assert any(reason in trial.reason for trial in trials if trial.relation == relation)


@pytest.mark.parametrize(
    ("text", "trigger", "proposal"),
    [
        ("Norway outgrew Chile.", "outgrew", 'kg:verb "outgrow"'),
        ("Norway leaned towards Chile.", "leaned", 'kg:verb "lean towards"'),
        ("Norway recalled its ambassador to Chile.", "recalled", ""),
        ("It rained.", "rained", ""),
    ],
)
def test_the_line_that_would_teach_the_words(extractor: Extractor, text: str, trigger: str, proposal: str) -> None:
    """A verb that no relation knows is given as a pattern; where a relation was found there is none."""
    assert clause_of(explained(extractor, text), trigger).proposal == proposal


def test_phrases_say_what_they_stand_for(extractor: Extractor) -> None:
    """Who, whom and what follows function words, with class and name."""
    phrases = clause_of(explained(extractor, "Oslo met Angela Merkel in Rome."), "met").phrases
    assert {("who", "Norway"), ("whom", "Angela Merkel")} <= {(p.place, p.name) for p in phrases}


def test_a_claim_is_told_as_a_sentence() -> None:
    """Beside it stands the relation's name; what has no name in the ontology keeps its own words."""
    text = "Norway removed Chile from its list of trusted partners, and Peru outgrew Ghana."
    result = CliRunner().invoke(main, ["explain", text])
    lines = result.output.partition("\nclaims\n")[2].splitlines()
    assert lines == [
        "  Norway removes Chile from its whitelist; kg:removesFromWhitelist; positive, actual",
        "  Peru “outgrow” (open) Ghana; positive, actual",
    ]
