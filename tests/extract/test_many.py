"""Many articles: the same claims in the same order, however many are read at a time and by however many processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.extract import Extractor, Reader, extract_many, many
from kg.model import Article, Span
from kg.ontology import Ontology, load_ontology
from tests.servers.programs import PATIENCE_SECONDS

SENTENCES = (
    "Norway recalled its ambassador to Chile on Friday.",
    "The Kenyan court sentenced Ada Diaz to six years, and her lawyer said she would appeal.",
    "Peru and Ghana signed a trade agreement after their ministers had met in Rome.",
)


def articles(count: int) -> list[Article]:
    """Articles of one to three sentences; each fifth is empty."""
    texts = [" ".join(SENTENCES[: i % 5]) for i in range(count)]
    return [Article(f"a{i:03}", text, "x", (Span(0, len(text)),) if text else ()) for i, text in enumerate(texts)]


def test_a_batch_gives_what_each_article_gives(extractor: Extractor) -> None:
    """How many are parsed at a time changes nothing."""
    given = articles(12)
    assert extractor.extract_each(given) == [extractor.extract(article) for article in given]


@pytest.mark.parametrize("jobs", [1, 2])
def test_processes_change_nothing(
    extractor: Extractor, ontology: Ontology, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    """Two processes give the readings of one, in the order given."""
    monkeypatch.setattr(many, "_WORTH_CHARS", 0)
    monkeypatch.setattr(many, "_BATCH_ARTICLES", 3)
    given = articles(20)
    found = list(extract_many(iter(given), Reader(ontology), jobs))
    assert found == list(zip(given, extractor.extract_each(given), strict=True))


def test_few_articles_start_no_process(ontology: Ontology, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one process has done before others have started is left to it."""
    monkeypatch.setattr(many, "ProcessPoolExecutor", None)
    assert len(list(extract_many(articles(4), Reader(ontology), 8))) == 4


def test_articles_are_taken_as_they_are_read(ontology: Ontology, monkeypatch: pytest.MonkeyPatch) -> None:
    """An endless row of articles gives its first readings."""
    monkeypatch.setattr(many, "_BATCH_ARTICLES", 2)

    def endless() -> Iterator[Article]:
        while True:
            yield from articles(3)

    assert next(extract_many(endless(), Reader(ontology)))[0].id == "a000"


def test_what_goes_wrong_in_a_process_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An ontology that has gone since is an error, not an endless wait."""
    more = tmp_path / "more.ttl"
    more.write_text("", encoding="utf-8")
    reader = Reader(load_ontology([more]))
    more.unlink()
    monkeypatch.setattr(many, "_WORTH_CHARS", 0)
    with pytest.raises((OntologyError, RuntimeError)):
        list(extract_many(articles(3), reader, 2))


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    """Nothing goes on reading after `kill -9`."""
    file = tmp_path / "news.jsonl"
    file.write_text(f'{{"id": "a", "text": "{" ".join(SENTENCES * 3000)}"}}\n' * 4, encoding="utf-8")
    mark = {**os.environ, "DATELINE_TEST": str(tmp_path)}
    command = [sys.executable, "-m", "kg", "extract", str(file), "--jobs", "2"]
    with subprocess.Popen(command, env=mark, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        assert wait_until(lambda: len(processes(tmp_path)) > 2), "no process was started"
        running.kill()
    assert wait_until(lambda: not processes(tmp_path)), "processes were left"


def processes(mark: Path) -> list[str]:
    """The processes that carry the mark in their environment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"DATELINE_TEST={mark}".encode() in (folder / "environ").read_bytes():
                found.append(folder.name)
        except OSError:
            continue
    return found


def wait_until(holds: object) -> bool:
    """Whether it came to hold before somebody would give up, on a machine with many things to do."""
    assert callable(holds)
    late = time.monotonic() + PATIENCE_SECONDS
    while not (came := holds()) and time.monotonic() < late:
        time.sleep(0.1)
    return bool(came)
