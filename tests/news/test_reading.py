"""Graphs as news, from whatever holds them; what holds none is one clear error."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, Store, serialize

from kg.cli import main
from kg.errors import StoreError
from kg.news import compare, read_news

if TYPE_CHECKING:
    from tests.conftest import Demo

GRAPH = Path(__file__).parents[1] / "trust" / "graph.trig"
FORMATS = {
    "nq": RdfFormat.N_QUADS,
    "nt": RdfFormat.N_TRIPLES,
    "ttl": RdfFormat.TURTLE,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}


def call(*words: str | Path) -> Result:
    """The result of `kg diff WORDS` in this process."""
    return CliRunner().invoke(main, ["diff", *map(str, words)])


def written(suffix: str, folder: Path, old: str = "", new: str = "") -> Path:
    """The small graph in another format, all its triples in one graph where that holds but one; `old` becomes `new`."""
    store = Store()
    store.load(GRAPH.read_text(encoding="utf-8").replace(old, new), format=RdfFormat.TRIG)
    path, form = folder / f"graph.{suffix}", FORMATS[suffix]
    triples = store if form.supports_datasets else (quad.triple for quad in store)
    serialize(triples, path, format=form)
    return path


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_tells_the_same(suffix: str, tmp_path: Path) -> None:
    """A graph is the same news in each format that can hold it, with named graphs or without."""
    here, there = read_news(GRAPH), read_news(written(suffix, tmp_path))
    assert here == there
    assert (len(here.articles), len(here.events), len(here.entities), len(here.facts)) == (3, 8, 8, 7)


def test_a_store_and_its_export_are_the_same_news(demo: Demo) -> None:
    """Nothing changed between a store and the Turtle made of it."""
    result = call(demo.store, demo.exports / "graph.ttl", "--exit-code")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "nothing changed\n")
    assert not compare(read_news(demo.store), read_news(demo.exports / "graph.ttl"))


def test_what_changed_is_told_and_exits_1_if_asked(tmp_path: Path) -> None:
    """As with `git diff`: exit 0, or with `--exit-code` 1 where something changed."""
    changed = written("nq", tmp_path, 'kg:status "intended"', 'kg:status "asserted"')
    plain, asked = call(GRAPH, changed), call(GRAPH, changed, "--exit-code")
    assert (plain.exit_code, asked.exit_code) == (0, 1)
    assert plain.stdout == (
        "1 event with another status\n  ~ Iceland withdraws from North Fishing Agreement: intended → asserted\n"
    )
    assert plain.stderr == "1 event with another status\n"
    (record,) = json.loads(call(GRAPH, changed, "--format", "json").stdout)
    assert (record["kind"], record["status_before"], record["status_after"]) == (
        "changed status",
        "intended",
        "asserted",
    )


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("missing.ttl", None, "no such file or folder"),
        ("page.html", "<p>", "is no RDF file by its name"),
        ("broken.ttl", "id:a id:b", "cannot be read as Turtle"),
        ("other.ttl", "<urn:a> <urn:b> <urn:c> .", "holds no article and no event"),
        ("folder", "", "no graph is stored here"),
    ],
)
def test_what_is_no_graph_is_one_error(name: str, content: str | None, reason: str, tmp_path: Path) -> None:
    """The message names the file, and what to give instead."""
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
    elif content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match=reason) as caught:
        read_news(path)
    assert str(path) in str(caught.value)
    result = call(GRAPH, path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: ")


def test_a_fact_is_a_sentence() -> None:
    """It is told with its relation's phrase, the object in its place."""
    assert "Ola Berg is affiliated with Norway" in read_news(GRAPH).facts.values()
