"""The Python API: articles in, a graph out, the same bytes for the same articles, and nothing done twice."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

import kg
from kg.model import Article, Claim, Evidence, Mention, Modality, Skipped, Span, Trigger
from kg.store import Ledger

SENTENCE = re.compile(r"(\w+) (ended|may end) (the \w+ Pact)")


class WordExtractor:
    """Stands in for the real extractor: it knows one sentence, and counts the articles that it was given."""

    read: list[str]

    def __init__(self, *_: object, **__: object) -> None:
        """Take whatever the real one takes."""

    def extract_each(self, articles: Sequence[Article]) -> list[tuple[Claim, ...]]:
        """One claim for each "X ended the Y Pact"."""
        return [self._extract(article) for article in articles]

    def _extract(self, article: Article) -> tuple[Claim, ...]:
        self.read.append(article.id)
        return tuple(self._claim(article, found) for found in SENTENCE.finditer(article.text))

    def _claim(self, article: Article, found: re.Match[str]) -> Claim:
        def mention(group: int, kind: str) -> Mention:
            return Mention(Span(*found.span(group)), found[group], kind, found[group].removeprefix("the "))

        return Claim(
            article=article.id,
            subject=mention(1, "State"),
            relation="terminates",
            plover="RETREAT",
            object=mention(3, "Agreement"),
            trigger=Trigger(Span(*found.span(2)), found[2], "end"),
            evidence=Evidence(Span(*found.span()), found[0]),
            modality=Modality.POSSIBLE if found[2] == "may end" else Modality.ACTUAL,
            rule="words",
        )


@pytest.fixture(autouse=True)
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the articles that were extracted, with the real extractor out of the way."""
    monkeypatch.setattr("kg.extract.many.Extractor", WordExtractor)
    monkeypatch.setattr(WordExtractor, "read", [], raising=False)
    return WordExtractor.read


STORIES = {
    "one.txt": "Borduria ended the Salt Pact on a cold morning, to nobody's surprise, and the harbour town slept.",
    "two.txt": "It was a quiet day elsewhere in the world. Carpania may end the Salt Pact when spring comes.",
}


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with two articles."""
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in STORIES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> kg.Settings:
    """A store in a folder of its own."""
    return kg.Settings(store=tmp_path / ".kg")


@pytest.fixture
def closed(news: Path) -> kg.KnowledgeGraph:
    """A graph that was closed."""
    graph = kg.build([news])
    graph.close()
    return graph


def turtle(*paths: Path, settings: kg.Settings) -> str:
    """The graph of the articles, closed."""
    with kg.build(paths, settings) as graph:
        return graph.to_turtle()


def test_all_names_are_there() -> None:
    """`__all__` is what `dir` shows without a leading underscore or a submodule, and each name can be had."""
    public = {name for name in dir(kg) if not name.startswith("_") and not _is_module(name)}
    assert public - {"annotations", "importlib", "TYPE_CHECKING", "Any"} == set(kg.__all__)
    assert list(kg.__all__) == sorted(kg.__all__)
    for name in kg.__all__:
        assert getattr(kg, name).__name__ == name
    with pytest.raises(AttributeError, match="nothing_of_ours"):
        _ = kg.nothing_of_ours


def _is_module(name: str) -> bool:
    return f"kg.{name}" in sys.modules


def test_importing_costs_nothing() -> None:
    """`import kg` loads neither spaCy nor rdflib nor numpy; names are loaded when they are used."""
    code = "import sys, kg; print(*{'spacy', 'rdflib', 'numpy', 'pyoxigraph'} & set(sys.modules)); kg.Settings()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_a_graph_in_memory(news: Path) -> None:
    """Without a store nothing is written, and the graph answers."""
    with kg.build([news]) as graph:
        assert [row[0] for row in graph.query("SELECT (COUNT(?a) AS ?n) { ?a a kg:Article }").rows]
        assert graph.query("ASK { ?who kg:terminates ?what . ?what rdfs:label 'Salt Pact'@en }")
        assert graph.report
        assert (graph.report.articles, graph.report.claims, graph.report.events, graph.report.facts) == (2, 2, 2, 1)
    assert sorted(path.name for path in news.parent.iterdir()) == ["news"]


def test_events_come_as_rows(news: Path) -> None:
    """Each event has its ends, its status, and how many support it."""
    with kg.build([news]) as graph:
        rows = {row.status: row for row in graph.events()}
    assert set(rows) == {"asserted", "possible"}
    assert rows["asserted"].relation == "terminates"
    assert rows["asserted"].subject.endswith("/Borduria")
    assert (rows["asserted"].articles, rows["asserted"].stories, rows["asserted"].plover) == (1, 1, "RETREAT")


def test_the_graph_leaves_in_each_form(news: Path) -> None:
    """Turtle, a page, and a networkx graph with each event as an edge."""
    with kg.build([news]) as graph:
        assert "kg:terminates" in graph.to_turtle()
        assert "<html" in graph.to_html()
        assert graph.to_networkx().number_of_edges() == 2


def test_what_has_not_changed_is_not_extracted_again(news: Path, settings: kg.Settings, read: list[str]) -> None:
    """A second build reads nothing and gives the same bytes; a changed article is read alone; what is gone is gone."""
    first = turtle(news, settings=settings)
    assert len(read) == 2
    assert turtle(news, settings=settings) == first
    assert len(read) == 2
    (news / "two.txt").write_text(STORIES["two.txt"].replace("Carpania", "Elbonia"), encoding="utf-8")
    assert "Carpania" not in turtle(news, settings=settings)
    assert len(read) == 3
    (news / "two.txt").unlink()
    with kg.build([news], settings) as graph:
        assert graph.report
        assert (graph.report.articles, graph.report.cached) == (1, 1)
    with Ledger.read(Path(settings.store or "") / "ledger.sqlite") as ledger:
        assert ledger.rows("SELECT COUNT(*) FROM reading") == [(1,)]
    (news / "two.txt").write_text(STORIES["two.txt"], encoding="utf-8")
    assert turtle(news, settings=settings) == first


def test_another_ontology_means_reading_again(
    news: Path, settings: kg.Settings, read: list[str], tmp_path: Path
) -> None:
    """Claims that another ontology gave are not taken."""
    turtle(news, settings=settings)
    more = tmp_path / "more.ttl"
    more.write_text("@prefix kg: <https://w3id.org/dateline/ontology#> .\n", encoding="utf-8")
    turtle(news, settings=kg.Settings(store=settings.store, ontology=(more,)))
    assert len(read) == 4


def test_memory_store_order_and_folder_give_the_same_bytes(news: Path, settings: kg.Settings, tmp_path: Path) -> None:
    """Neither the store nor the order nor the place of the files shows in the graph."""
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    for name in STORIES:
        (moved / name).write_bytes((news / name).read_bytes())
    expected = turtle(news, settings=settings)
    assert turtle(moved / "two.txt", moved / "one.txt", settings=kg.Settings()) == expected


def test_the_stored_graph_can_be_opened(news: Path, settings: kg.Settings) -> None:
    """What a build stored is there for another process, without a report."""
    built = turtle(news, settings=settings)
    with kg.KnowledgeGraph.open(settings.store or "") as graph:
        assert graph.to_turtle() == built
        assert graph.report is None
        graph.close()


@pytest.mark.parametrize(
    "ask",
    [
        lambda graph: graph.query("ASK {}"),
        kg.KnowledgeGraph.events,
        kg.KnowledgeGraph.to_turtle,
        kg.KnowledgeGraph.to_html,
        kg.KnowledgeGraph.to_networkx,
        kg.KnowledgeGraph.to_dataframe,
    ],
)
def test_a_closed_graph_says_that_it_is_closed(
    ask: Callable[[kg.KnowledgeGraph], object], closed: kg.KnowledgeGraph
) -> None:
    """Whatever is asked of a graph that was closed is one clear error; closing it twice is none."""
    closed.close()
    with pytest.raises(kg.StoreError, match="the graph was closed"):
        ask(closed)


def test_nothing_readable_changes_nothing(news: Path, settings: kg.Settings, tmp_path: Path) -> None:
    """Where no article can be read, the error says so and the graph that was stored stays."""
    before = turtle(news, settings=settings)
    with pytest.raises(kg.InputError, match="no article could be read"):
        kg.build([tmp_path / "missing.txt"], settings)
    with kg.KnowledgeGraph.open(settings.store or "") as graph:
        assert graph.to_turtle() == before


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(news: Path) -> None:
    """A bad file, and a second copy of a text, are skipped with a reason; progress counts what is read."""
    (news / "copy.txt").write_bytes((news / "one.txt").read_bytes())
    (news / "empty.txt").write_bytes(b"")
    told: list[Skipped] = []
    progress: list[tuple[int, int]] = []
    with kg.build([news], on_skip=told.append, on_progress=lambda *at: progress.append(at)) as graph:
        assert graph.report
        assert graph.report.skipped == tuple(told)
        assert {Path(each.source).name for each in told} == {"empty.txt", "one.txt"}
        assert graph.report.notes == ()
        assert graph.report.articles == 2
    assert progress == [(0, 2), (1, 2), (2, 2)]


def test_a_note_is_not_a_skip(news: Path) -> None:
    """An article that was read without its date counts as read, and what was set aside is among the notes."""
    row = {"text": "Syldavia closed its harbour.", "published": "soon"}
    (news / "three.jsonl").write_text(json.dumps(row), encoding="utf-8")
    with kg.build([news]) as graph:
        assert graph.report
        assert (graph.report.articles, graph.report.skipped) == (3, ())
        assert [Path(note.source).name for note in graph.report.notes] == ["three.jsonl#L1 published"]


def test_a_path_given_twice_is_read_once(news: Path) -> None:
    """A folder and a file in it overlap without a word."""
    with kg.build([news, news / "one.txt"]) as graph:
        assert graph.report
        assert (graph.report.articles, graph.report.skipped) == (2, ())


def test_the_base_names_the_things(news: Path, settings: kg.Settings) -> None:
    """With another base, `id:` stands for it, also when the store is opened again."""
    own = kg.Settings(store=settings.store, base="https://news.example/id/")
    kg.build([news], own).close()
    with kg.KnowledgeGraph.open(settings.store or "") as graph:
        assert graph.query("ASK { id:Borduria kg:terminates <https://news.example/id/Salt_Pact> }")
        written = graph.to_turtle()
    assert "@prefix id: <https://news.example/id/> ." in written
    assert "\nid:Borduria a kg:" in written
    assert 'void:uriSpace "https://news.example/id/"' in written
    assert written.count("https://news.example/id/") == 2
    assert "w3id.org/dateline/id/" not in written


SHUFFLED_BUILD = """
import random, sys
from kg.export import FORMATS
from kg.link import NO_DECISIONS
from kg.model import *
from kg.ontology import load_ontology
from kg.store import GraphStore, Readings, as_dataset
from kg.update import TABLES, Update
from pyoxigraph import Store
def mention(name):
    return Mention(Span(0, 3), name, "Person", name)
articles = [Article(f"a{n}", f"Text {n}.", f"a{n}.txt", (Span(0, 7),)) for n in range(6)]
met, evidence = Trigger(Span(4, 9), "met", "meet"), Evidence(Span(0, 7), "")
names = ["Ann Bly", "Bly", "Cato"]
random.seed(sys.argv[1])
random.shuffle(articles)
with GraphStore.held(None, TABLES) as store:
    update = Update(Readings(store.ledger, ""), load_ontology(), NO_DECISIONS)
    for article in articles:
        claims = [
            Claim(article.id, mention(one), "meets", "CONSULT", mention(other), met, evidence)
            for one in names for other in names
        ]
        random.shuffle(claims)
        update.readings.keep(article, tuple(claims))
    graph = Store()
    update.revise(update.note(articles, ()), graph)
sys.stdout.write(FORMATS["nquads"].text(as_dataset(graph)))
"""


@pytest.fixture
def dumps() -> Iterator[str]:
    """The same claims in three processes: another order, another hash seed."""
    return (
        subprocess.run(
            [sys.executable, "-c", SHUFFLED_BUILD, seed],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in "123"
    )


def test_order_and_hash_seed_do_not_show(dumps: Iterator[str]) -> None:
    """The same claims give the same bytes, in any order and under any hash seed."""
    first, *others = dumps
    assert "meets" in first
    assert others == [first, first]
