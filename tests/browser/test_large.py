"""Large graphs: they open, say what they leave out, and can be looked at community by community."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.export.page import MAX_VIS_NODES, PageOptions, render_view

from .made_up import made_up_view

if TYPE_CHECKING:
    from kg.export.view import View

    from .chromium import Page
    from .conftest import OpenPage


def written(view: View, path: Path, max_nodes: int) -> Path:
    """The page of the view as a file."""
    path.write_text(render_view(view, PageOptions(max_nodes=max_nodes)), encoding="utf-8")
    return path


def drawn(page: Page) -> tuple[int, int]:
    """How many nodes and edges are drawn."""
    nodes, edges = page.run("const { nodes, edges } = dateline.scene(); return [nodes.length, edges.length]")
    return nodes, edges


@pytest.mark.slow
def test_twenty_thousand_entities_open(open_page: OpenPage, tmp_path: Path) -> None:
    """With sixty thousand events, all of them there: found, read, filtered, in the table, and put back."""
    page = open_page(written(made_up_view(20_000, claims=1), tmp_path / "large.html", 20_000))
    assert drawn(page)[0] == 20_000
    assert page.run("return dateline.choice().events.length") == 60_000
    name = page.run("return dateline.model.nodes[17000].label")
    page.one("#search").send_keys(name, "\ue007")
    page.settle()
    assert page.text("#panel h2") == name
    page.go(statuses=["denied"], picked="")
    assert 0 < page.run("return dateline.choice().events.length") < 10_000
    page.go(statuses=None, mode="table")
    assert "60,000 events" in page.text("#table")
    page.go(mode="graph", grouped=True)
    assert drawn(page)[0] < 2_000
    assert page.complaints() == []
    assert page.requests() == {page.address}


def test_what_has_no_room_is_said(open_page: OpenPage, tmp_path: Path) -> None:
    """Beyond its budget the page holds the best supported part, and says how much it leaves out."""
    view = made_up_view(300)
    page = open_page(written(view, tmp_path / "part.html", 100))
    assert 50 < drawn(page)[0] <= 100
    said = page.text("#left-out")
    entities, events = page.run("return [dateline.model.nodes.length, dateline.model.events.length]")
    assert f"{300 - entities:,}" in said
    assert f"{900 - events:,}" in said
    everything = open_page(written(view, tmp_path / "whole.html", 300))
    assert everything.all("#left-out") == []


def test_what_is_kept_is_what_most_stories_support(open_page: OpenPage, tmp_path: Path) -> None:
    """Whatever was left out rests on no more stories than what was kept."""
    view = made_up_view(300)
    support: dict[str, int] = {node.iri: 0 for node in view.nodes}
    for edge in view.edges:
        for end in {edge.source, edge.target}:
            support[end] += edge.stories
    page = open_page(written(view, tmp_path / "part.html", 40))
    kept = set(page.run("return dateline.model.nodes.map(({ iri }) => iri)"))
    best = sorted(support.values(), reverse=True)[39]
    assert all(support[iri] >= best for iri in kept)


@pytest.mark.parametrize("count", [400, MAX_VIS_NODES + 200], ids=["vis-network", "canvas"])
def test_communities_stand_for_their_members(open_page: OpenPage, count: int, tmp_path: Path) -> None:
    """Grouped, each community is one node with the number of its members; a click opens it, and back closes it."""
    page = open_page(written(made_up_view(count), tmp_path / "grouped.html", count))
    whole = drawn(page)[0]
    page.one("#group").click()
    page.settle()
    groups = page.run("return dateline.scene().nodes.filter(({ count }) => count > 0)")
    assert 1 < len(groups) < whole / 4
    assert drawn(page)[0] - len(groups) + sum(group["count"] for group in groups) == whole
    grouped = drawn(page)[0]
    largest = max(groups, key=lambda group: group["count"])
    page.click(largest["id"])
    assert drawn(page)[0] == grouped - 1 + largest["count"]
    page.one("#back").click()
    page.settle()
    assert drawn(page)[0] == grouped
    page.one("#group").click()
    page.settle()
    assert drawn(page)[0] == whole


def test_communities_have_names(open_page: OpenPage) -> None:
    """A community is called after its most supported members."""
    page = open_page(made_up_view(400), "grouped=1")
    labels = page.run("return dateline.scene().nodes.filter(({ count }) => count > 2).map(({ label }) => label)")
    names = set(page.run("return dateline.model.nodes.map(({ label }) => label)"))
    assert labels
    assert all(any(part.strip(", ") in names for part in label.split("\n")) for label in labels)


def test_a_graph_is_laid_out_anew_on_request(open_page: OpenPage) -> None:
    """What is left can be laid out anew: the same view gives the same places, and once more brings the first back."""
    page = open_page(made_up_view(120), "statuses=denied,disputed,possible")
    places = "return dateline.scene().nodes.map(({ id, x, y }) => [id, Math.round(x), Math.round(y)])"
    before = page.run(places)
    page.one("#arrange").click()
    page.settle()
    arranged = page.run(places)
    assert arranged != before
    page.one("#arrange").click()
    page.settle()
    assert page.run(places) == before
    page.one("#arrange").click()
    page.settle()
    assert page.run(places) == arranged
