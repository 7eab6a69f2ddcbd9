"""Articles come into a stored graph and go out of it by command, and names are decided in a file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kg.store import GraphStore
from tests.conftest import Demo, Run, same_bytes

TWO_BERGS = {
    "a": "Anna Berg, the chief executive of Toyota, met Emmanuel Macron on May 3, 2021.",
    "b": "Carl Berg of Siemens met Emmanuel Macron on May 9, 2021.",
    "c": "Berg criticized Emmanuel Macron on June 2, 2021. Berg praised Japan.",
}


def _trig(store: Path, kg: Run) -> str:
    done = kg(["export", "--format", "trig", "--store", store], store.parent)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _write(folder: Path, articles: dict[str, str]) -> Path:
    path = folder / "articles.jsonl"
    lines = (json.dumps({"id": name, "text": text, "published": "2021-06-03"}) for name, text in articles.items())
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def store(demo: Demo, tmp_path: Path) -> Path:
    """A copy of the demo's store."""
    return Path(shutil.copytree(demo.store, tmp_path / "store"))


def test_adding_one_by_one_is_building_all(demo: Demo, kg: Run, tmp_path: Path) -> None:
    """The demo's files, added one after the other, end in the demo's Turtle, page and TriG."""
    first, *rest = sorted((demo.folder / "sources").glob("*.*"), reverse=True)
    given = [path for path in (first, *rest) if path.name != "README.md"]
    assert kg(["build", given[0], "--store", "kg", "--out", "out"], tmp_path).returncode == 0
    for path in given[1:]:
        assert kg(["add", path, "--store", "kg", "--out", "out"], tmp_path).returncode == 0
    for name in ("graph.ttl", "graph.html"):
        assert same_bytes(tmp_path / "out" / name, demo.exports / name), name
    assert _trig(tmp_path / "kg", kg) == _trig(demo.store, kg)


def test_an_article_that_went_was_never_there(store: Path, kg: Run, tmp_path: Path) -> None:
    """Adding and removing leaves the same bytes, whichever of its names an article is called by."""
    before = _trig(store, kg)
    news = _write(tmp_path, TWO_BERGS)
    for called in (["a", "b", "c"], [news], ["articles.jsonl"]):
        assert kg(["add", news, "--store", store], tmp_path).returncode == 0
        assert "Berg" in _trig(store, kg)
        done = kg(["remove", *called, "--store", store], tmp_path)
        assert " removed      3\n" in done.stdout
        assert _trig(store, kg) == before


def test_an_edited_file_takes_the_place_of_what_it_was(kg: Run, tmp_path: Path) -> None:
    """The first to be added make the store; a corrected file says what it says now, and no longer what it said."""
    page = tmp_path / "page.txt"
    for said in ("Canada thanked Norway for its help.", "Canada thanked Norway for its help. It praised Japan."):
        page.write_text(f"Thanks\n\nOTTAWA, May 3, 2021 - {said}\n", encoding="utf-8")
        assert kg(["add", page, "--store", "kg"], tmp_path).returncode == 0
    assert kg(["build", page, "--store", "built", "--out", "out"], tmp_path).returncode == 0
    assert _trig(tmp_path / "kg", kg) == _trig(tmp_path / "built", kg)
    assert "praises" in _trig(tmp_path / "kg", kg)


def test_a_file_edited_into_a_copy_is_that_copy(kg: Run, tmp_path: Path) -> None:
    """What a file said before goes also where it now says just what another file says."""
    for name, said in (("a", "Canada thanked Norway."), ("b", "Japan criticized Chile.")):
        (tmp_path / f"{name}.txt").write_text(f"News\n\nOTTAWA, May 3, 2021 - {said}\n", encoding="utf-8")
    assert kg(["add", "a.txt", "b.txt", "--store", "kg"], tmp_path).returncode == 0
    shutil.copyfile(tmp_path / "a.txt", tmp_path / "b.txt")
    assert kg(["add", "b.txt", "--store", "kg"], tmp_path).returncode == 0
    assert kg(["build", "b.txt", "a.txt", "--store", "built", "--out", "out"], tmp_path).returncode == 0
    assert _trig(tmp_path / "kg", kg) == _trig(tmp_path / "built", kg)


def test_adding_what_is_there_changes_nothing(store: Path, demo: Demo, kg: Run) -> None:
    """The same article again is no news."""
    before = sorted(path.name for path in store.glob("graph-*"))
    done = kg(["add", "sources", "--store", store], demo.folder)
    assert " added        0\n" in done.stdout
    assert sorted(path.name for path in store.glob("graph-*")) == before


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["remove", "a", "--store", "nowhere"], "no graph is stored here; run `kg build`"),
        (["add", "articles.jsonl", "--store", "store", "--ontology", "more.ttl"], "made with another ontology"),
        (["add", "nothing.txt", "--store", "store"], "no article could be read"),
        (["remove", "seoul-ends-pact", "--store", "store"], "did you mean seoul-ends-pact.txt?"),
        (["remove", "qqqq", "--store", "store"], "give an id, IRI, URL, or the path of its file"),
        (["review", "--store", "nowhere"], "no graph is stored here; run `kg build`"),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    store: Path, kg: Run, tmp_path: Path, command: list[str], said: str
) -> None:
    """One clear line, exit 1, and the graph is as it was."""
    _write(tmp_path, TWO_BERGS)
    (tmp_path / "more.ttl").write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    before = _trig(store, kg)
    done = kg(command, tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert not (tmp_path / "nowhere").exists()
    assert _trig(store, kg) == before


def test_a_second_writer_is_told_at_once(store: Path, kg: Run, tmp_path: Path) -> None:
    """Two do not write into one store; readers need not wait."""
    _write(tmp_path, TWO_BERGS)
    with GraphStore.held(store):
        done = kg(["add", "articles.jsonl", "--store", store], tmp_path)
        assert done.returncode == 1
        assert "another build is writing here" in done.stderr
        assert _trig(store, kg)


def test_a_decision_about_names_counts_until_it_is_taken_back(kg: Run, tmp_path: Path) -> None:
    """What is in doubt is asked in merges.yaml; an answer counts in the next build, and in no later one without it."""
    build = ["build", _write(tmp_path, TWO_BERGS), "--store", "kg", "--out", "out", "--quiet"]
    assert kg(build, tmp_path).returncode == 0
    doubtful = _trig(tmp_path / "kg", kg)
    assert "id:Berg " in doubtful
    done = kg(["review", "--store", "kg"], tmp_path)
    merges = tmp_path / "merges.yaml"
    asked = merges.read_text(encoding="utf-8")
    assert "2 undecided, 2 of them new" in done.stderr
    assert "Berg criticized Emmanuel Macron" in asked
    before, anna, after = asked.partition("  - Anna Berg")
    merges.write_text("same".join(before.rsplit("undecided", 1)) + anna + after, encoding="utf-8")
    assert kg(build, tmp_path).returncode == 0
    decided = _trig(tmp_path / "kg", kg)
    assert "Anna Berg criticizes Emmanuel Macron" in decided
    assert "id:Berg " not in decided
    merges.unlink()
    assert kg(build, tmp_path).returncode == 0
    assert _trig(tmp_path / "kg", kg) == doubtful
