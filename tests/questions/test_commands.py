"""`kg timeline` and `kg conflicts`: one answer for people and programs, and one clear line where there is none."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

import kg
from kg.cli import main

from .conftest import write_articles

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus, stored."""
    folder = tmp_path_factory.mktemp("stored")
    kg.build([write_articles(folder)], kg.Settings(store=folder / ".kg")).close()
    return folder / ".kg"


def call(store: Path, *words: str) -> Result:
    """The result of `kg WORDS --store STORE`."""
    return CliRunner().invoke(main, [*words, "--store", str(store)])


def test_timelines_come_in_every_form(store: Path) -> None:
    """Table, CSV, JSON and Markdown hold the same events."""
    table, rows, records, markdown = (
        call(store, "timeline", "Turkey", "--format", form).stdout for form in ("table", "csv", "json", "md")
    )
    (record,) = json.loads(records)
    (row,) = csv.DictReader(StringIO(rows))
    assert (record["time"], record["what"], record["publishers"]) == (
        "2015",
        "Angela Merkel visits Turkey",
        ["Evening Mail"],
    )
    assert row == {
        name: "; ".join(value) if isinstance(value, list) else str(value or "") for name, value in record.items()
    }
    assert table.splitlines()[2].split() == "2015 Angela Merkel visits Turkey asserted Evening Mail".split()
    assert markdown.splitlines()[2] == "| 2015 | Angela Merkel visits Turkey | asserted | Evening Mail |"


def test_evidence_quotes_every_side(store: Path) -> None:
    """With --evidence the sentences follow their event, who denies it too; for programs with the claim."""
    words = ["timeline", "Kharkiv", "--evidence"]
    table = call(store, *words).stdout.splitlines()
    assert table[0] == "2021-03-02  Russia bombs Kharkiv  disputed, 3 stories"
    assert [line.strip()[:9].strip() for line in table[1:]] == ["says so", "Baltic Wi", "Evening M", "denies it"]
    (record,) = json.loads(call(store, *words, "--format", "json").stdout)
    assert [each["stance"] for each in record["evidence"]] == ["says so", "says so", "denies it", "says so"]
    assert "- Sergei Lavrov in Harbour Times, 2021-03-04: “" in call(store, *words, "--format", "md").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Turkey"], "1 without a date: --undated shows them"),
        (["Turkey", "--undated"], ""),
        (["Canada", "--until", "2001"], "no event was found"),
        (["Afghanistan"], "no event has a date; 2 without a date: --undated shows them"),
        (["Russia", "--limit", "1"], ""),
        (["Turkey", "--undated", "--limit", "1"], "1 more event; a greater --limit shows it"),
    ],
)
def test_what_a_list_leaves_out_is_said(words: list[str], said: str, store: Path) -> None:
    """On stderr, so that a pipe gets rows only."""
    result = call(store, "timeline", *words)
    assert (result.exit_code, result.stderr.strip()) == (0, said)


@pytest.mark.parametrize(
    ("words", "exit_code", "said"),
    [
        (["timeline", "Turky"], 1, "did you mean 'Turkey'?"),
        (["timeline", "Turkey", "--relation", "visit"], 1, "did you mean 'visits'?"),
        (["timeline", "Turkey", "--since", "soon"], 2, "'soon' is no day, month or year"),
        (["timeline", "Turkey", "--format", "cvs"], 2, "Did you mean 'csv'?"),
        (["timeline", "Turkey", "--limit", "0"], 2, "0 is not in the range"),
        (["conflicts", "--entity", "Turky"], 1, "did you mean 'Turkey'?"),
        (["conflicts", "--kind", "figure"], 2, "Did you mean 'figures'?"),
    ],
)
def test_what_cannot_be_answered_is_one_line(words: list[str], exit_code: int, said: str, store: Path) -> None:
    """With the word that was meant."""
    result = call(store, *words)
    assert (result.exit_code, result.stdout) == (exit_code, "")
    assert said in result.stderr.splitlines()[-1]


def test_conflicts_come_in_every_form(store: Path) -> None:
    """Each form has both sides with their sentences."""
    words = ["conflicts", "--kind", "contradictory", "--format"]
    table, rows, records, markdown = (call(store, *words, form).stdout for form in ("table", "csv", "json", "md"))
    (record,) = json.loads(records)
    assert [side["says"] for side in record["sides"]] == ["Amrullah Saleh", "Ashraf Ghani"]
    assert [row["sentence"] for row in csv.DictReader(StringIO(rows))] == [
        statement["sentence"] for side in record["sides"] for statement in side["statements"]
    ]
    assert table.splitlines() == [
        "president of Afghanistan  contradictory",
        "  Amrullah Saleh  Baltic Wire, 2021-08-20  “Amrullah Saleh is the president of Afghanistan.”",
        "  Ashraf Ghani    Fjord Post, 2021-08-20   “Ashraf Ghani is the president of Afghanistan.”",
    ]
    assert markdown.startswith("## president of Afghanistan (contradictory)\n\n**Amrullah Saleh**\n\n- Baltic Wire, ")


@pytest.mark.parametrize("form", ["table", "csv", "json", "md"])
def test_no_conflict_is_said_aloud(form: str, store: Path) -> None:
    """And is no failure."""
    result = call(store, "conflicts", "--entity", "Turkey", "--format", form)
    assert (result.exit_code, result.stderr) == (0, "no conflict was found\n")
    assert result.stdout == {"csv": result.stdout, "json": "[]\n"}.get(form, "")
