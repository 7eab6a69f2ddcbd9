"""Happenings: what is told of one act is one block, whoever is named at its ends, and `kg happenings` prints it."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

import kg
from kg.cli import main
from kg.errors import QueryError
from kg.ontology.iris import mint
from kg.questions import Happening, HappeningSelection, Name, Statement, StoredEvent, happenings
from kg.questions.happenings import _by_day, _happening, _together
from kg.store import open_store
from kg.update import articles_of, claims_of

from .conftest import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kg.ontology import Ontology

    Ask = Callable[[HappeningSelection], tuple[Happening, ...]]

TWICE = "Shinzo Abe condemned North Korea over the missile. The missile that fell into the sea off Akita was no test."
ARTICLES = (
    # One act, of a state or of its head, twice dated and once not; two papers print one text.
    Told("Fjord Post", "2021-03-04", "Japan condemned North Korea on 3 March 2021 after a missile fell into the sea."),
    Told("Harbour Times", "2021-03-20", "Japan condemned North Korea in March 2021 over the missile off Akita."),
    Told("Baltic Wire", "2021-03-05", TWICE),
    Told("Evening Mail", "2021-03-06", TWICE),
    # Another act, a state of affairs, and an act that one side denies.
    Told("Evening Mail", "2021-02-02", "Angela Merkel visited Turkey on 1 February 2021 to open a school."),
    Told("Evening Mail", "2021-02-02", "Erna Solberg is the prime minister of Norway."),
    Told("Fjord Post", "2021-01-12", "Russia bombed Kharkiv on 10 January 2021."),
    Told("Harbour Times", "2021-01-13", "Sergei Lavrov denied that Russia had bombed Kharkiv on 10 January 2021."),
)
CONDEMNS, BOMBS, VISITS = "Japan condemns North Korea", "Russia bombs Kharkiv", "Angela Merkel visits Turkey"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus, stored."""
    folder = tmp_path_factory.mktemp("happenings")
    path = folder / "articles.jsonl"
    records = [{"id": f"a{number}", **told._asdict()} for number, told in enumerate(ARTICLES)]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    kg.build([path], kg.Settings(store=folder / ".kg")).close()
    return folder / ".kg"


@pytest.fixture(scope="module")
def ask(store: Path, ontology: Ontology) -> Iterator[Ask]:
    """The happenings of the corpus that are in a selection."""
    with open_store(store) as (dataset, ledger):
        claims, articles = list(claims_of(ledger)), list(articles_of(ledger))
    yield lambda selection: happenings(dataset, claims, articles, ontology, selection)
    dataset.close()


def headlines(ask: Ask, selection: HappeningSelection) -> list[str]:
    """What is found, in order."""
    return [happening.headline for happening in ask(selection)]


def test_one_act_is_one_happening_whoever_is_named(ask: Ask) -> None:
    """Its time is what its dated events say, no day of publication; a text that two papers print is one story."""
    first, *_ = ask(HappeningSelection())
    assert [told.what for told in first.events] == [CONDEMNS, "Shinzo Abe condemns North Korea"]
    assert (first.time, first.earliest, first.latest) == ("2021-03-03", date(2021, 3, 3), date(2021, 3, 3))
    assert (first.first_told, first.last_told) == (date(2021, 3, 4), date(2021, 3, 20))
    assert (first.articles, first.stories) == (4, 3)
    assert first.publishers == ("Fjord Post", "Baltic Wire", "Evening Mail", "Harbour Times")


@pytest.mark.parametrize(
    ("selection", "found"),
    [
        (HappeningSelection(), [CONDEMNS, BOMBS, VISITS]),  # and no state of affairs
        (HappeningSelection(by_time=True), [BOMBS, VISITS, CONDEMNS]),
        (HappeningSelection(("Shinzo Abe",)), [CONDEMNS]),
        (HappeningSelection(("Shinzo Abe", "Japan")), [CONDEMNS]),  # in two events of one happening
        (HappeningSelection(("Shinzo Abe", "Russia")), []),
        (HappeningSelection(("Norway",)), []),
        (HappeningSelection(since=date(2021, 2, 1)), [CONDEMNS, VISITS]),
        (HappeningSelection(until=date(2021, 2, 1)), [BOMBS, VISITS]),
        (HappeningSelection(min_stories=2), [CONDEMNS, BOMBS]),
        (HappeningSelection(min_stories=4), []),
    ],
)
def test_a_selection_leaves_out_the_rest(selection: HappeningSelection, found: list[str], ask: Ask) -> None:
    """Days are inclusive, and what each of the entities has a part in is found under all of their names."""
    assert headlines(ask, selection) == found


def test_an_unknown_entity_is_an_error(ask: Ask) -> None:
    """With the names that come near."""
    with pytest.raises(QueryError, match="did you mean 'Turkey'"):
        ask(HappeningSelection(("Turky",)))


def event(name: str, claims: str = "", on: str = "") -> StoredEvent:
    """An event with claims of these ids, on a day of 2021 or from one to another."""
    end = Name("id:X", "X", "X", "State")
    stated = tuple(
        Statement(mint(f"claim_{each}"), "a", "s", "visits", True, "actual", "", "", "p")  # noqa: FBT003 -- a claim
        for each in claims
    )
    days = [date.fromisoformat(f"2021-{day}") for day in on.split()]
    when = (f"{on} on", days[0], days[-1]) if days else (None, None, None)
    return StoredEvent(name, name, end, "visits", end, "asserted", 1, 1, stated, None, *when)


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (["", ""], [("ab", None)]),
        (["", "03-03"], [("ab", "03-03 on")]),
        (["03-01 03-31", "03-03"], [("ab", "03-03 on")]),
        (["03-01 03-04", "03-03 03-09"], [("ab", "2021-03-03/2021-03-04")]),
        (["03-09", "03-03"], [("a", "03-09 on"), ("b", "03-03 on")]),
        (["03-01 03-04", "03-05", "03-03 03-09"], [("ac", "2021-03-03/2021-03-04"), ("b", "03-05 on")]),
        (["03-09", "03-03", ""], [("ac", "03-09 on"), ("b", "03-03 on")]),
        (["", "03-09", "03-03"], [("ab", "03-09 on"), ("c", "03-03 on")]),
    ],
)
def test_times_that_share_no_day_part_events(days: list[str], found: list[tuple[str, str | None]]) -> None:
    """The time is what the dated ones share, in the words of one where it is that one's; none where none is dated."""
    events = [event(name, on=on) for name, on in zip("abc", days, strict=False)]
    happened = [(_happening(group), "".join(each.iri for each in group)) for group in _by_day(reversed(events))]
    assert [(names, happening.time) for happening, names in happened] == found


def test_an_event_stands_in_one_happening() -> None:
    """In the one that most of its claims tell of, of equals in the one told first; one without known claims, alone."""
    events = [event("most", "abc"), event("tie", "ac"), event("other tie", "ca"), event("alone")]
    homes = {mint(f"claim_{each}"): number for each, number in {"a": 0, "b": 1, "c": 1}.items()}
    found = [[each.iri for each in group] for group in _together(events, homes)]
    assert found == [["most", "other tie"], ["tie"], ["alone"]]


# The command


def call(store: Path, *words: str) -> Result:
    """The result of `kg happenings WORDS --store STORE`."""
    return CliRunner().invoke(main, ["happenings", *words, "--store", str(store)])


def test_a_block_tells_period_events_and_sources(store: Path) -> None:
    """A happening of one event is one line."""
    assert call(store).stdout == (
        "2021-03-03  Japan condemns North Korea  4 articles, 3 stories, published 2021-03-04 to 2021-03-20\n"
        "   asserted  Japan condemns North Korea       2021-03-03\n"
        "   asserted  Shinzo Abe condemns North Korea\n"
        "\n"
        "2021-01-10  Russia bombs Kharkiv  disputed, 2 articles, 2 stories, published 2021-01-12 to 2021-01-13\n"
        "\n"
        "2021-02-01  Angela Merkel visits Turkey  asserted, 1 article, 1 story, published 2021-02-02\n"
    )


def test_evidence_quotes_each_event(store: Path) -> None:
    """The events of a block stand beside their sentences, who denies one behind who says so."""
    lines = call(store, "--evidence", "--limit", "2").stdout.splitlines()
    assert [line.strip().split("  ")[0] for line in lines[1:4]] == [
        "Japan condemns North Korea (asserted)",
        "Harbour Times, 2021-03-20",
        "Shinzo Abe condemns North Korea (asserted)",
    ]
    assert "Baltic Wire, Evening Mail, 2021-03-05" in lines[3]
    assert [line.split()[0] for line in lines[6:]] == ["says", "denies"]


def test_every_form_has_the_same_events(store: Path) -> None:
    """JSON has events within happenings, CSV a row for each event, Markdown a heading for each happening."""
    rows, records, markdown = (call(store, "--format", form).stdout for form in ("csv", "json", "md"))
    found = [
        {"happening": str(number), **_prefixed(happening), **_as_text(told)}
        for number, happening in enumerate(json.loads(records), start=1)
        for told in happening.pop("events")
    ]
    assert list(csv.DictReader(StringIO(rows))) == found
    assert markdown.startswith("## 2021-03-03  Japan condemns North Korea (4 articles, 3 stories, published ")
    assert "| asserted | Japan condemns North Korea | 2021-03-03 |\n" in markdown


def _prefixed(record: dict[str, Any]) -> dict[str, str]:
    return {f"happening_{name}": text for name, text in _as_text(record).items() if name != "events"}


def _as_text(record: dict[str, Any]) -> dict[str, str]:
    return {
        name: "; ".join(value) if isinstance(value, list) else str(value or "")
        for name, value in record.items()
        if name != "events"
    }


def test_programs_get_the_evidence_too(store: Path) -> None:
    """All sentences of an event, in each form."""
    words = ["Kharkiv", "--evidence", "--format"]
    rows, records, markdown = (call(store, *words, form).stdout for form in ("csv", "json", "md"))
    evidence = [told["evidence"] for happening in json.loads(records) for told in happening["events"]]
    assert [[each["stance"] for each in sentences] for sentences in evidence] == [["says so", "denies it"]]
    assert "Fjord Post, 2021-01-12: “Russia bombed Kharkiv on 10 January 2021.”\n" in rows
    assert "**denies it**\n\n- Sergei Lavrov in Harbour Times, 2021-01-13: “" in markdown


@pytest.mark.parametrize(
    ("words", "exit_code", "said"),
    [
        ([], 0, ""),
        (["--limit", "1"], 0, "2 more happenings; a greater --limit shows them"),
        (["--limit", "2"], 0, "1 more happening; a greater --limit shows it"),
        (["Norway"], 0, "no happening was found"),
        (["Turky"], 1, "did you mean 'Turkey'?"),
        (["--by", "fame"], 2, "'fame' is not one of 'stories', 'time'"),
        (["--since", "soon"], 2, "'soon' is no day, month or year"),
    ],
)
def test_what_is_not_shown_is_said(words: list[str], exit_code: int, said: str, store: Path) -> None:
    """In one line on stderr."""
    result = call(store, *words)
    assert result.exit_code == exit_code
    assert said in (result.stderr.splitlines() or [""])[-1]
    assert bool(said) == bool(result.stderr)
