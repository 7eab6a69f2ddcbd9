"""Looking at a graph: `kg show`, the page at one entity and within a budget, and the frame in a notebook."""

from __future__ import annotations

import html
import json
import os
import re
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

import kg
from kg.cli import main
from kg.export.page import MAX_NODES
from kg.export.page.showing import KEPT_PAGES, MAX_NOTEBOOK_NODES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Demo

TOMORROW = 4e9  # of any day on which these tests are run
CONTENTS = re.compile(r'<script type="application/json" id="contents">(.*?)</script>', re.DOTALL)


@pytest.fixture
def graph(demo: Demo) -> Iterator[kg.KnowledgeGraph]:
    """The graph of the demo."""
    with kg.KnowledgeGraph.open(demo.store) as graph:
        yield graph


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What the browser was told to open; the cache is a folder of the test."""
    addresses: list[str] = []

    def open_address(address: str) -> bool:
        addresses.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", open_address)
    monkeypatch.setenv("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path))
    return addresses


def call(*words: str | Path) -> Result:
    """The result of `kg WORDS` in this process."""
    return CliRunner().invoke(main, [str(word) for word in words])


def known(page: str) -> dict[str, Any]:
    """What the page holds."""
    found = CONTENTS.search(page)
    assert found
    contents: dict[str, Any] = json.loads(found[1])
    return contents


def start(page: str) -> str:
    """What the page shows first."""
    found = re.search(r'<html[^>]* data-start="([^"]*)"', page)
    assert found
    return html.unescape(found[1])


def test_show_opens_the_page_in_the_browser(demo: Demo, opened: list[str]) -> None:
    """One file in the user's cache, whose place is said; the same page again is the same file."""
    result = call("show", "--store", demo.store)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    path = Path(result.stderr.removeprefix("wrote ").strip())
    assert opened == [path.as_uri()]
    assert known(path.read_text(encoding="utf-8"))["nodes"]
    assert sys.platform == "win32" or path.parent.stat().st_mode & 0o077 == 0
    call("show", "--store", demo.store)
    assert opened == [path.as_uri()] * 2
    assert list(path.parent.iterdir()) == [path]


def test_show_begins_at_the_entity(demo: Demo, tmp_path: Path, opened: list[str]) -> None:
    """Any of its names will do; `--no-browser` opens nothing and prints the path."""
    page = tmp_path / "new folder" / "page.html"
    result = call("show", "republic of korea", "--store", demo.store, "--output", page, "--no-browser")
    assert (result.exit_code, result.stdout, result.stderr, opened) == (0, f"{page}\n", "", [])
    assert start(page.read_text(encoding="utf-8")) == "focus=South_Korea&picked=South_Korea"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["Narnia"], "no entity of the graph is called 'Narnia'"),
        (["id:Seoul"], "Seoul acts or suffers in no event, and the page shows no others; try `kg timeline`"),
        (["--output", "."], "is a directory"),
        (["--max-nodes", "0"], "--max-nodes"),
    ],
    ids=" ".join,
)
def test_show_says_why_it_cannot(words: list[str], reason: str, demo: Demo, opened: list[str]) -> None:
    """One line, and nothing is opened."""
    result = call("show", *words, "--store", demo.store)
    assert result.exit_code != 0
    assert reason in result.stderr.replace("\n", " ")
    assert result.stdout == ""
    assert opened == []


def test_without_a_browser_the_page_is_there(demo: Demo, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the file, which can be opened by hand."""
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    result = call("show", "--store", demo.store)
    assert result.exit_code == 1
    found = re.search(r"no browser was found to open (.*); open it yourself, or pass --no-browser", result.stderr)
    assert found
    assert Path(found[1]).is_file()


def test_a_home_that_cannot_be_written_to_is_no_hindrance(
    demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: list[str]
) -> None:
    """The page then lies in a temporary folder."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert call("show", "--store", demo.store).exit_code == 0
    (address,) = opened
    assert "dateline-" in address


def test_the_cache_does_not_grow_for_ever(graph: kg.KnowledgeGraph) -> None:
    """The newest pages stay, whatever the disk's clock says of the others, and what is no page is left alone."""
    path = graph.show()
    others = [path.with_name(f"{number:016x}.html") for number in range(KEPT_PAGES + 5)]
    for other in others:
        other.write_text("")
        os.utime(other, (TOMORROW, TOMORROW))
    path.with_name("notes.txt").write_text("")
    newest = graph.show("Japan")
    left = {each.name for each in path.parent.iterdir()}
    assert newest.name in left
    assert "notes.txt" in left
    assert len(left) == KEPT_PAGES + 1


def test_nearly_every_claim_shows_who_did_what_to_whom(graph: kg.KnowledgeGraph) -> None:
    """In 95 of 100 sentences subject, trigger and object are all marked; 3 marks subject and object in one."""
    claims = [claim for row in known(graph.to_html())["events"] for claim in row[12]]
    whole = [claim for claim in claims if {*claim[1][2::3]} >= {0, 1, 2} or {*claim[1][2::3]} == {1, 3}]
    assert len(whole) >= 0.95 * len(claims) > 0


def test_a_budget_keeps_the_best_supported_and_says_so(graph: kg.KnowledgeGraph) -> None:
    """So many entities at most, all else counted as left out."""
    whole, part = known(graph.to_html()), known(graph.to_html(max_nodes=5))
    assert len(part["nodes"]) <= 5 < len(whole["nodes"])
    assert part["total"] == whole["total"]
    assert part["leftOut"][0] == len(whole["nodes"]) - len(part["nodes"])
    assert part["leftOut"][1] == len(whole["events"]) - len(part["events"])


def test_the_entity_asked_for_is_in_the_page_whatever_the_budget(graph: kg.KnowledgeGraph) -> None:
    """Even the least supported one is there, with somebody it is tied to."""
    whole = known(graph.to_html())
    least = whole["nodes"][whole["events"][-1][1]][0]
    page = graph.to_html(f"id:{least}", max_nodes=2)
    assert least in [row[0] for row in known(page)["nodes"]]
    assert known(page)["events"]


def test_a_page_can_begin_with_any_view(graph: kg.KnowledgeGraph) -> None:
    """What stands behind the # of a page's address is taken as it is, and cannot leave its place."""
    view = 'mode=table&statuses=denied"><script>alert(1)</script>'
    assert start(graph.to_html(start=view)) == view


@pytest.mark.parametrize("command", ["build", "export"])
def test_the_budget_is_an_option(command: str, demo: Demo, tmp_path: Path) -> None:
    """`kg build` and `kg export` make pages with room for so many entities; help says for how many else."""
    page = tmp_path / "graph.html"
    build = ("build", demo.folder / "sources", "--out", tmp_path, "--store", tmp_path / "store")
    export = ("export", "--format", "html", "-o", page, "--store", demo.store)
    result = call(*(build if command == "build" else export), "--max-nodes", "4")
    assert result.exit_code == 0, result.stderr
    assert len(known(page.read_text(encoding="utf-8"))["nodes"]) <= 4
    assert f"[default: {MAX_NODES}]" in " ".join(call(command, "--help").stdout.split())


def test_the_budget_is_the_pages_alone(demo: Demo) -> None:
    """Other formats hold all entities, and asking them for fewer is a misuse."""
    result = call("export", "--max-nodes", "4", "--store", demo.store)
    assert result.exit_code == 2
    assert "it goes with --format html" in result.stderr


def test_a_notebook_shows_the_page(graph: kg.KnowledgeGraph) -> None:
    """A frame with the page in it, which can't reach the notebook and nothing outside."""
    frame = graph._repr_html_()  # what a notebook asks for
    assert frame is not None
    found = re.fullmatch(
        r'<iframe srcdoc="([^"]*)" sandbox="allow-scripts allow-downloads allow-popups '
        r'allow-popups-to-escape-sandbox" [^>]*></iframe>',
        frame,
    )
    assert found
    assert html.unescape(found[1]) == graph.to_html(max_nodes=MAX_NOTEBOOK_NODES)


def test_a_closed_graph_shows_nothing_in_a_notebook(graph: kg.KnowledgeGraph) -> None:
    """The notebook then shows its plain form, not a traceback."""
    graph.close()
    assert graph._repr_html_() is None
