"""The scorer counts what a reader would count, and floors only rise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.model import Claim, Evidence, Mention, Modality, Polarity, Precision, Span, TimeRef, Trigger
from tests.quality.floors import below, raised, read_floors, write_floors
from tests.quality.gold import Row, parse_expected, read_rows
from tests.quality.scoring import judge, measures

if TYPE_CHECKING:
    from kg.ontology import Ontology

SPAN = Span(0, 1)
DAY = date(2020, 5, 4)
CLAIM = Claim(
    "row",
    Mention(SPAN, "The company", "Company", "Altea"),
    "buys",
    "COOPERATE",
    Mention(SPAN, "two old mills", "Facility"),
    Trigger(SPAN, "snapped up", "snap up"),
    Evidence(SPAN, "The company snapped up two old mills."),
    attributed_to=Mention(SPAN, "Ann Hill", "Person", "Ann Hill"),
    time=TimeRef(SPAN, "on Monday", DAY, DAY, Precision.DAY),
    place=Mention(SPAN, "Oslo", "City", "Oslo"),
)


def row(*, must: str = "", may: str = "", must_not: str = "") -> Row:
    """A row with at most one expected claim of each kind."""
    expected = [(parse_expected(line),) if line else () for line in (must, may, must_not)]
    return Row("row", "any", "Any words.", None, *expected)


@pytest.mark.parametrize(
    ("must", "cause"),
    [
        ("Altea -buys-> two old mills", ""),
        ("Bancor / Altea -sells/buys-> old mills", ""),
        ('Altea -buys-> "two old mills"', ""),
        ("Altea -'snap up'-> two old mills", ""),
        ("_ -buys-> _ [by Ann Hill; on 2020-05-04; in Oslo; subject is Organization; object is Facility]", ""),
        ('Altea -buys-> "old mills"', "ends"),
        ("company -buys-> two old mills", "ends"),
        ("Altea -buys-> nobody", "ends"),
        ("two old mills -buys-> Altea", "ends"),
        ("Altea -sells-> two old mills", "relation"),
        ("Bancor -sells-> two old mills", "nothing found"),
        ("Altea -buys-> two old mills [negative]", "stance"),
        ("Altea -buys-> two old mills [intended or possible]", "stance"),
        ("Altea -buys-> two old mills [by Altea; on nothing]", "speaker, time"),
        ("Altea -buys-> two old mills [in Bergen; object is Person]", "place, class"),
    ],
)
def test_why_an_expected_claim_is_missed(ontology: Ontology, must: str, cause: str) -> None:
    """Ends, relation, stance and circumstances are told apart; "" is a claim that came out as it must."""
    missed = judge(row(must=must), [CLAIM], ontology).missed
    assert [each.cause for each in missed] == ([cause] if cause else [])


@pytest.mark.parametrize(
    ("stance", "must_not", "broken"),
    [
        ((Polarity.POSITIVE, Modality.ACTUAL), "Altea -buys-> _", True),
        ((Polarity.NEGATIVE, Modality.ACTUAL), "Altea -buys-> _", False),
        ((Polarity.POSITIVE, Modality.POSSIBLE), "Altea -buys-> _", False),
        ((Polarity.POSITIVE, Modality.POSSIBLE), "Altea -buys-> _ [ever]", True),
        ((Polarity.POSITIVE, Modality.ACTUAL), "_ -buys-> Altea [ever]", False),
    ],
)
def test_what_may_not_come_out(
    ontology: Ontology, stance: tuple[Polarity, Modality], must_not: str, *, broken: bool
) -> None:
    """Without [ever], only what stands as a plain fact is broken."""
    claim = replace(CLAIM, polarity=stance[0], modality=stance[1])
    assert bool(judge(row(must_not=must_not), [claim], ontology).broken) is broken


def test_ends_of_a_symmetric_relation_stand_either_way(ontology: Ontology) -> None:
    """Whom somebody meets meets them."""
    claim = replace(CLAIM, relation="meets")
    assert not judge(row(must="two old mills -meets-> Altea"), [claim], ontology).missed


def test_measures_are_shares(ontology: Ontology) -> None:
    """Precision counts claims of the ontology's relations, recall the claims that must come out."""
    bought = judge(row(must="Altea -buys-> two old mills"), [CLAIM], ontology)
    unwanted = judge(row(must="Altea -sells-> Bancor"), [CLAIM, replace(CLAIM, relation=None)], ontology)
    allowed = judge(row(may="Altea -buys-> two old mills"), [CLAIM], ontology)
    figures = measures([bought, unwanted, allowed])
    assert (figures["precision"], figures["recall"], figures["kept out"]) == pytest.approx((2 / 3, 1 / 2, 1))


@pytest.mark.parametrize(
    "line", ["Altea buys Bancor", "Altea -buys-> Bancor [perhaps]", "Altea -buys-> Bancor [subject X]"]
)
def test_a_line_of_another_form_is_refused(line: str) -> None:
    """What cannot be understood must not pass for a claim that never comes."""
    with pytest.raises(ValueError, match=r"Altea|perhaps|subject"):
        parse_expected(line)


@pytest.mark.parametrize(
    "entries",
    [
        "- {id: a, text: A., must: [], mustnt: []}",
        "- {id: a, text: A.}\n- {id: a, text: B.}",
        "- {id: a, text: A, must: [B]}",
    ],
)
def test_a_misspelt_row_is_refused(entries: str, tmp_path: Path) -> None:
    """An unknown entry, an id used twice, or a line of another form is told with the row's id."""
    path = tmp_path / "gold.yaml"
    path.write_text("any:\n" + "\n".join(f"  {line}" for line in entries.splitlines()), encoding="utf-8")
    with pytest.raises(ValueError, match="a"):
        read_rows(path)


def test_floors_only_rise(tmp_path: Path) -> None:
    """Today's figure moves a floor up and a ceiling down, never the other way."""
    old = {"at least": {"precision": 0.8, "recall": 0.7}, "at most": {"claims": 3.5}}
    new = raised(old, {"precision": 0.75, "recall": 0.71239, "F1": 0.5, "claims": 3.2}, frozenset({"claims"}))
    assert new == {"at least": {"precision": 0.8, "recall": 0.712, "F1": 0.5}, "at most": {"claims": 3.2}}
    assert below(new, {"precision": 0.8, "recall": 0.71239, "F1": 0.5, "claims": 3.2}) == []
    assert len(below(new, {"precision": 0.7, "recall": 0.8, "claims": 3.3})) == 3
    path = tmp_path / "floors.json"
    write_floors({"any": new}, path)
    assert read_floors(path) == {"any": new}
    assert read_floors(tmp_path / "none.json") == {}
