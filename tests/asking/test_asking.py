"""Questions: their answers on the demo corpus are true, and are what the SPARQL that they show gives."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from kg.asking import QUESTIONS, ask, canned_questions
from kg.cli import main
from kg.errors import QueryError
from kg.graph import KnowledgeGraph
from kg.query import format_rows, run_query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Demo

PACT = "General Security of Military Information Agreement"
COURT = "Supreme Court of South Korea"

TRUE: dict[str, list[tuple[object, ...]]] = {
    "between": [
        ("2019-07-04", "Japan", "restricts exports to", "South Korea", "asserted", 3),
        ("2019-08-02", "Japan", "removes from whitelist", "South Korea", "asserted", 2),
        ("2019-08-22", "Japan", "protests to", "South Korea", "asserted", 1),
    ],
    "timeline": [
        ("2016-11-23", "Japan", "signs", PACT, "asserted", 1),
        ("2019-07-04", "Japan", "restricts exports to", "South Korea", "asserted", 3),
        ("2019-08-02", "Japan", "removes from whitelist", "South Korea", "asserted", 2),
        ("2019-08-22", "Japan", "protests to", "South Korea", "asserted", 1),
        ("2019-09-11", "South Korea", "complains to", "Japan", "asserted", 2),
    ],
    "partners": [
        (PACT, 2, 2, 0),
        ("Mark Esper", 2, 0, 2),
        ("Japan", 1, 1, 0),
        ("North Korea", 1, 1, 0),
        ("Hwang Kyo-ahn", 1, 0, 1),
    ],
    "connection": [
        ("Mike Pompeo", "urges →", "South Korea", "← affiliated with", COURT, "rules against →", "Nippon Steel"),
    ],
    "facts": [
        ("Japan", "party to", PACT),
        ("Japan", "signs", PACT),
        ("Park Geun-hye", "signs", PACT),
        ("South Korea", "party to", PACT),
        ("South Korea", "signs", PACT),
        ("South Korea", "terminates", PACT),
        ("South Korea", "withdraws from", PACT),
    ],
    "offices": [
        ("Toshimitsu Motegi", "minister", "Japan", "2019-11-22", "2019-11-22", 1),
        ("Taro Kono", "counterpart", "Japan", "2019-08-22", "2019-08-22", 1),
    ],
    "said": [
        (
            "2019-11-22",
            "Shinzo Abe",
            "requested",
            '"Cooperation between Japan, South Korea and the United States is extremely important,"',
            "The Harbour Post",
        )
    ],
    "sources": [
        ("2019-08-02", "The Harbour Post", None, "intended", "Seoul also threatened to end"),
        ("2019-08-22", "Pacific Wire", None, "says so", "South Korea terminated its military"),
        ("2019-08-22", "The Northern Ledger", None, "says so", "Seoul walks away from secrets deal"),
        ("2019-08-22", "The Northern Ledger", None, "says so", "South Korea terminated its military"),
        ("2019-08-23", "The Sumida Chronicle", None, "intended", "Japan protested to South Korea on Thursday"),
        ("2019-08-26", "Meridian Review", None, "says so", "South Korea withdrew from the pact because"),
        ("2019-11-22", "The Harbour Post", None, "intended", "South Korea suspends its exit from GSOMIA"),
    ],
    "evidence": [
        ("2019-08-23", "The Sumida Chronicle", "Hiroshige Seko", "not intended", "Japan will not put South Korea back"),
    ],
    "planned": [
        ("2019-11-22", None, "Japan", "negotiates with", "South Korea", "intended", 1),
        ("2019-11-22", "2019-09-11", "South Korea", "complains to", "Japan", "asserted", 2),
        ("2019-09-11", None, "South Korea", "urges", "Japan", "intended", 1),
        ("2019-08-02", "2019-09", "South Korea", "removes from whitelist", "Japan", "intended", 2),
        ("2019-08-02", "2019-08-22", "South Korea", "terminates", PACT, "asserted", 5),
    ],
    "disputed": [
        (None, "United States", "mediates between", "Japan", "denied", 0, 2),
        (None, "United States", "mediates between", "South Korea", "denied", 0, 2),
    ],
    "new": [
        ("2019-11-22", None, "South Korea", "cooperates with", "United States", "requested", 1),
        ("2019-11-22", None, "United States", "praises", "South Korea", "asserted", 1),
    ],
    "publisher": [
        ("2019-08-23", "Washington regrets end of Korea-Japan pact", *row)
        for row in (
            ("Japan", "allied with", "United States", "says so"),
            ("Mark Esper", "meets", "Moon Jae-in", "says so"),
            ("Mark Esper", "urges", "Japan", "says so"),
            ("Mark Esper", "urges", "South Korea", "says so"),
            ("Mike Pompeo", "affiliated with", "United States", "says so"),
            ("Mike Pompeo", "calls", "Kang Kyung-wha", "says so"),
            ("Mike Pompeo", "criticizes", "South Korea", "says so"),
            ("South Korea", "allied with", "United States", "says so"),
            ("South Korea", "briefs", "United States", "says so"),
            ("United States", "criticizes", "South Korea", "says so"),
            ("United States", "mediates between", "Japan", "not intended"),
            ("United States", "mediates between", "South Korea", "not intended"),
            ("United States", "urges", "South Korea", "says so"),
        )
    ],
    "actors": [
        ("2019-07", "Japan", 1),
        ("2019-08", "Japan", 2),
        ("2019-08", "Kang Kyung-wha", 1),
        ("2019-08", "Mark Esper", 1),
        ("2019-08", "South Korea", 1),
        ("2019-09", "South Korea", 2),
        ("2019-11", "Kang Kyung-wha", 1),
        ("2019-11", "Mark Esper", 1),
    ],
    "pairs": [
        ("2019-07", "Japan", "South Korea", 1),
        ("2019-08", "Japan", "South Korea", 2),
        ("2019-09", "South Korea", "Japan", 2),
    ],
}
"""What a careful reader of the demo corpus answers to each question's example; a long sentence by how it begins."""

HOSTILE = (
    'Japan" . ?s ?p ?o . #',
    "Japan' x",
    "id:Japan } UNION { ?s ?p ?o",
    "id:Japan> ; ?p ?o . <x",
    "Japan\n} SELECT * { ?s ?p ?o",
    "\\u0022 $one ${limit} %s {0}",
    "https://w3id.org/dateline/id/Japan> }",
    "\ud800",
    "",
)


@pytest.fixture(scope="module")
def graph(demo: Demo) -> Iterator[KnowledgeGraph]:
    """The demo graph, open."""
    with KnowledgeGraph.open(demo.store) as opened:
        yield opened


def call(demo: Demo, *words: str) -> Result:
    """The result of `kg ask WORDS` on the demo corpus, in this process."""
    return CliRunner().invoke(main, ["ask", *words, "--store", str(demo.store)])


def asked(demo: Demo, name: str, *more: str) -> str:
    """What a question's example prints on stdout."""
    done = call(demo, name, *QUESTIONS[name].example, *more)
    assert done.exit_code == 0, done.output
    return done.stdout


def agrees(expected: object, found: object) -> bool:
    """Whether a cell is what a reader expects: a sentence may go on."""
    return found == expected or (isinstance(expected, str) and str(found).startswith(expected))


@pytest.mark.parametrize("name", QUESTIONS)
def test_answers_are_true(name: str, demo: Demo) -> None:
    """The example of each question is answered with exactly the rows that a reader of the articles expects."""
    rows: list[dict[str, Any]] = json.loads(asked(demo, name, "--format", "json"))
    shown = [tuple(row[key] for key in row if key not in QUESTIONS[name].hidden) for row in rows]
    assert len(shown) == len(TRUE[name]), shown
    for expected, found in zip(TRUE[name], shown, strict=True):
        assert len(expected) == len(found)
        assert all(map(agrees, expected, found)), found


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_query_that_is_shown_gives_the_same_rows(name: str, demo: Demo, graph: KnowledgeGraph) -> None:
    """`kg ask … --sparql | kg query -` answers as `kg ask …` does."""
    rows = run_query(graph.dataset, asked(demo, name, "--sparql"))
    assert format_rows(rows, "csv") == asked(demo, name, "--format", "csv")


@pytest.mark.parametrize("name", QUESTIONS)
def test_people_are_shown_names(name: str, demo: Demo) -> None:
    """Tables have no IRI in them; CSV and JSON have the same rows, with the events' IRIs."""
    table, document = asked(demo, name), asked(demo, name, "--format", "md")
    assert "id:" not in table + document
    assert "w3id.org" not in table + document
    rows = list(csv.DictReader(StringIO(asked(demo, name, "--format", "csv"))))
    assert len(rows) == len(table.splitlines()) - 2 == len(document.splitlines()) - 2
    assert not QUESTIONS[name].hidden - rows[0].keys()


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_explains_itself(name: str, demo: Demo) -> None:
    """`--help` has the question, how its answer is read, and the example, and says what each option is for."""
    done = call(demo, name, "--help")
    assert done.exit_code == 0
    assert QUESTIONS[name].asks in " ".join(done.stdout.split())
    assert f"Example: kg ask {name}" in " ".join(done.stdout.split())


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["between", "sources", "evidence", "publisher", "said", "new"])
def test_what_is_typed_never_becomes_part_of_a_query(name: str, text: str, graph: KnowledgeGraph) -> None:
    """Quotes, braces, line ends and placeholders in a name make it a name of nothing, and nothing else."""
    values = [text] + [text] * (len(QUESTIONS[name].placed) - 1)
    with pytest.raises(QueryError):
        ask(graph.dataset, name, values)


@pytest.mark.parametrize(
    ("values", "options"),
    [
        (("Japan", "South Korea"), {"status": "asserted' }"}),
        (("Japan", "South Korea"), {"relation": "signs } x"}),
        (("Japan", "South Korea"), {"since": "2019 }"}),
        (("Japan", "South Korea"), {"limit": "5 }"}),
        (("Japan", "South Korea"), {"colour": "red"}),
        (("Japan",), {}),
        (("Japan", "South Korea", "China"), {}),
    ],
)
def test_other_values_are_refused(values: tuple[str, ...], options: dict[str, str], graph: KnowledgeGraph) -> None:
    """A status, a relation, a day, a number that is none, and values that the question does not take."""
    with pytest.raises(QueryError):
        ask(graph.dataset, "between", values, options)


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("timeline", "South Corea"), "did you mean 'South Korea'"),
        (("sources", "South Korea", "terminate", "GSOMIA"), "'terminates'"),
        (("publisher", "Pacific Wyre"), "'Pacific Wire'"),
        (("evidence", "id:event_none"), "is no event"),
        (("betwen", "Japan", "China"), "did you mean 'between'?"),
        (("timeline", "Japan", "--since", "yesterday"), "write 2019-08-22"),
    ],
)
def test_a_name_of_nothing_is_answered_with_the_nearest(words: tuple[str, ...], hint: str, demo: Demo) -> None:
    """Whatever is not there is one error that says what is."""
    done = call(demo, *words)
    assert done.exit_code in {1, 2}
    assert hint in done.stderr


@pytest.mark.parametrize(
    "name", ["south korea", "SOUTH KOREA", "id:South_Korea", "<https://w3id.org/dateline/id/South_Korea>"]
)
def test_names_are_taken_as_people_write_them(name: str, graph: KnowledgeGraph) -> None:
    """Label, alias, metonym or IRI, in any case, name the same actor."""
    assert "id:South_Korea" in graph.ask("timeline", name).sparql


def test_nothing_found_says_what_to_try(demo: Demo) -> None:
    """An empty answer is no error: stdout stays empty, and stderr names the filters to leave out."""
    done = call(demo, "between", "Japan", "South Korea", "--since", "2030", "--status", "denied")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "nothing was found: try without --since and --status" in done.stderr
    assert call(demo, "between", "Japan", "South Korea", "--since", "2030", "--format", "json").stdout == "[]\n"


def test_more_rows_than_asked_for_are_told_of(demo: Demo) -> None:
    """A limit that was reached is said on stderr; 0 lifts it."""
    assert "--limit 0" in call(demo, "timeline", "Japan", "--limit", "2").stderr
    every = call(demo, "timeline", "Japan", "--limit", "0")
    assert every.stderr == ""
    assert "LIMIT" not in call(demo, "timeline", "Japan", "--limit", "0", "--sparql").stdout


@pytest.mark.parametrize(
    ("one", "other", "length"),
    [("Japan", "South Korea", 1), ("Taro Kono", "Nagoya", 2), ("Nippon Steel", "Japan", 3), ("Nippon Steel", "WTO", 3)],
)
def test_paths_are_the_shortest(one: str, other: str, length: int, graph: KnowledgeGraph) -> None:
    """A path is as long as the shortest there is, the same from either end."""
    for ends in ((one, other), (other, one)):
        answer = graph.ask("connection", *ends)
        assert answer
        assert sum(name.startswith("tie") for name in answer.rows.variables) == length


def test_python_asks_the_same_questions(graph: KnowledgeGraph) -> None:
    """`graph.ask` takes names in their places and options by name, and its answer can be printed and walked."""
    answer = graph.ask("between", "Japan", "South Korea", since="2019-08", until="2019-08", limit=1)
    assert [record["did"] for record in answer.records()] == ["removes from whitelist"]
    assert "removes from whitelist" in str(answer)


def test_canned_questions_have_answers(graph: KnowledgeGraph) -> None:
    """A page can offer every question with names of the graph; each query runs, and most have rows."""
    canned = canned_questions(graph.dataset)
    assert [each.name for each in canned] == list(QUESTIONS)
    answered = [each.name for each in canned if run_query(graph.dataset, each.sparql)]
    assert set(QUESTIONS) - set(answered) <= {"disputed", "offices", "connection"}
