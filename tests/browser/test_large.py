"""Large graphs: they open, say what they leave out, and can be looked at community by community."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.keys import Keys

from kg.export.page import MAX_VIS_NODES, PageOptions, render_view

from .lettering import overlaps
from .made_up import made_up_view

if TYPE_CHECKING:
    from kg.export.view import View

    from .chromium import Page
    from .conftest import OpenPage


BUSIEST = "dateline.model.nodes.toSorted((one, other) => other.events.length - one.events.length)[0]"


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


def test_the_lines_drawn_are_as_many_as_can_be_told_apart(open_page: OpenPage, tmp_path: Path) -> None:
    """Of several thousand lines the best supported are drawn; the page says how many, nearer in a larger share."""
    page = open_page(written(made_up_view(1200, claims=3), tmp_path / "crowd.html", 1200))
    lines = drawn(page)[1]
    kept = page.run("return dateline.drawing.lines()")
    assert kept["here"] == lines
    assert 300 < kept["drawn"] < lines / 2
    assert page.text("#thinned").startswith(f"{kept['drawn']:,} of {lines:,} lines drawn")
    assert page.one("#thinned").is_displayed()
    page.run("const { x, y, scale } = dateline.drawing.camera(); dateline.drawing.look({ x, y, scale: 6 * scale })")
    page.settle()
    nearer = page.run("return dateline.drawing.lines()")
    assert nearer["here"] < kept["here"]
    assert nearer["drawn"] / nearer["here"] > kept["drawn"] / kept["here"]


def test_what_is_said_of_the_lines_is_of_this_place(open_page: OpenPage, tmp_path: Path) -> None:
    """After a small step aside the lines are counted anew, and those at the new rim are drawn."""
    page = open_page(written(made_up_view(1200, claims=3), tmp_path / "crowd.html", 1200))
    page.run("const { x, y, scale } = dateline.drawing.camera(); dateline.drawing.look({ x, y, scale: 2 * scale })")
    page.settle()
    step = "const { x, y, scale } = dateline.drawing.camera(); dateline.drawing.look({ x: x + 150 / scale, y, scale })"
    page.run(step)
    page.settle()
    here = page.run(
        """const { drawing, scene } = dateline;
        const { drawn, here } = Thinning.kept(Geometry.plot(scene()), Camera.view(drawing.camera(), drawing.size()));
        return [drawn, here];"""
    )
    kept = page.run("return dateline.drawing.lines()")
    assert [kept["drawn"], kept["here"]] == here
    assert page.text("#thinned").startswith(f"{here[0]:,} of {here[1]:,} lines drawn")


def test_what_has_gone_from_the_scene_is_not_met(open_page: OpenPage) -> None:
    """A click before the new picture is painted, where the old one has a community's name, does no harm."""
    page = open_page(made_up_view(400), "grouped=1")
    page.run(
        """const { drawing } = dateline;
        const camera = drawing.camera(), { width, height } = drawing.size();
        const [{ x, y }] = drawing.labels().nodes.filter(({ of }) => of.count > 0);
        const box = document.getElementById("graph").getBoundingClientRect();
        const clientX = box.x + width / 2 + (x - camera.x) * camera.scale;
        const clientY = box.y + height / 2 + (y - camera.y) * camera.scale;
        const at = { clientX, clientY, bubbles: true, isPrimary: true, pointerType: "mouse", pointerId: 1 };
        dateline.go({ grouped: false });
        for (const type of ["pointerdown", "pointerup"]) {
          document.querySelector("#graph canvas").dispatchEvent(new PointerEvent(type, at));
        }"""
    )
    page.settle()
    assert page.complaints() == []


def test_a_community_where_one_stood_can_be_left(open_page: OpenPage) -> None:
    """Esc leaves it, as it leaves whatever is picked."""
    page = open_page(made_up_view(400), "grouped=1")
    marked = "return dateline.scene().nodes.filter(({ picked }) => picked).length"
    page.run("document.getElementById('graph').focus()")
    page.press(Keys.ARROW_RIGHT)
    assert page.run(marked) == 1
    page.press(Keys.ESCAPE)
    assert page.run(marked) == 0


def test_the_keyboard_keeps_communities_in_sight(open_page: OpenPage, tmp_path: Path) -> None:
    """To stand on one brings it no nearer than it takes to see it among the others."""
    page = open_page(written(made_up_view(2000, claims=1), tmp_path / "grouped.html", 2000), "grouped=1")
    before = page.run("return dateline.drawing.camera().scale")
    page.run("document.getElementById('graph').focus()")
    page.press(Keys.ARROW_RIGHT)
    assert page.run("return dateline.drawing.camera().scale") == pytest.approx(before)


def test_all_lines_of_what_is_picked_are_drawn(open_page: OpenPage, tmp_path: Path) -> None:
    """However many lines there are: somebody who asks about one entity sees each line of it."""
    page = open_page(written(made_up_view(1200, claims=3), tmp_path / "crowd.html", 1200))
    page.go(picked=page.run(f"return {BUSIEST}.key"))
    page.run("dateline.drawing.fit()")
    page.settle()
    lit, shown = page.run(
        """const { scene, drawing } = dateline;
        return [scene().edges.filter(({ faded }) => !faded).map(({ id }) => id), drawing.lines().ids];"""
    )
    assert len(lit) > 20
    assert set(lit) <= set(shown)


def test_a_line_that_is_not_drawn_is_not_met(open_page: OpenPage, tmp_path: Path) -> None:
    """Nobody clicks on what cannot be seen."""
    page = open_page(written(made_up_view(1200, claims=3), tmp_path / "crowd.html", 1200))
    met = page.run(
        """const { drawing, scene } = dateline;
        const { width, height } = drawing.size();
        const ids = new Set(scene().edges.map(({ id }) => id));
        const found = [];
        for (let x = 5; x < width; x += 9) for (let y = 5; y < height; y += 9) found.push(drawing.at(x, y));
        return [...new Set(found.filter((id) => ids.has(id)))];"""
    )
    assert len(met) > 50
    assert set(met) <= set(page.run("return dateline.drawing.lines().ids"))


@pytest.mark.parametrize("count", [60, 300])
def test_a_graph_of_ordinary_size_shows_all_its_lines(open_page: OpenPage, count: int) -> None:
    """Nothing is left out where all can be drawn, and nothing is said of it."""
    page = open_page(made_up_view(count))
    kept = page.run("return dateline.drawing.lines()")
    assert kept["drawn"] == kept["here"] == drawn(page)[1]
    assert not [each for each in page.all("#thinned") if each.is_displayed()]


def test_grouping_is_told_and_goes_by_keyboard(open_page: OpenPage) -> None:
    """How many communities there are is said; the arrow keys pass from one to the next, and Enter opens it."""
    page = open_page(made_up_view(400))
    page.one("#group").click()
    page.settle()
    groups = page.run("return dateline.scene().nodes.filter(({ count }) => count > 0).length")
    assert page.text("#announcer") == f"{groups} communities; a click or Enter opens one"
    page.run("document.getElementById('graph').focus()")
    page.press(Keys.ARROW_RIGHT)
    page.press(Keys.ARROW_RIGHT)
    page.press(Keys.ARROW_LEFT)
    assert page.state()["open"] == []
    assert "Enter opens it" in page.text("#announcer")
    page.press(Keys.ENTER)
    assert len(page.state()["open"]) == 1
    assert "each by itself" in page.text("#announcer")
    assert page.run("return dateline.scene().nodes.filter(({ count }) => count > 0).length") == groups - 1
    page.one("#group").click()
    page.settle()
    assert page.text("#announcer") == "400 entities, each by itself"


def test_communities_are_seen_with_their_names(open_page: OpenPage, tmp_path: Path) -> None:
    """Each of them is named, no name lies on another, and none lies below the buttons."""
    page = open_page(written(made_up_view(1200, claims=1), tmp_path / "grouped.html", 1200), "grouped=1")
    assert overlaps(page) == []
    lowest, named = page.run(
        """const { drawing } = dateline;
        const { y, scale } = drawing.camera();
        const middle = drawing.size().height / 2;
        const bottom = (label) => (label.y + (label.lines.length * label.size) / 2 - y) * scale + middle;
        return [Math.max(...drawing.labels().nodes.map(bottom)), drawing.labels().nodes.length];"""
    )
    top = page.run("const box = (id) => document.getElementById(id).getBoundingClientRect();"
                   "return box('group').top - box('graph').top")  # fmt: skip
    assert named == drawn(page)[0]
    assert lowest <= top + 1


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
