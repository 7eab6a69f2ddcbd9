"""The drawing itself, of made-up scenes: all lies where it is said to lie, can be read, and can be taken along."""

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.browser.chromium import Page

PARTS = (
    "geometry room labels palette strokes thinning paint camera taps gestures easel drawing_canvas svg_pen pictures"
).split()
STATUSES = "asserted reported intended possible requested denied disputed mixed".split()
HOSTILE = "<img src=x onerror=alert(1)> & </script> \"']]>\x01\ud800"

Draw = Callable[..., Page]


def _node(name: str, x: float, y: float, **more: object) -> dict[str, object]:
    return {"id": name, "x": x, "y": y, "r": 12, "shape": "dot", "family": "state", "label": name, "rank": 1} | more


def _edge(name: str, source: str, target: str, **more: object) -> dict[str, object]:
    plain = {"bend": 0, "loop": -1, "status": "asserted", "width": 1.6, "label": name, "rank": 1, "arrowTo": True}
    return {"id": name, "from": source, "to": target} | plain | more


SCENE = {
    "nodes": [
        _node("Korea", 0, 0, r=20, rank=9),
        _node("GSOMIA", 300, 40, shape="star", family="agreement"),
        _node("Seoul", 150, 220, shape="diamond", family="place"),
        _node("c1", -220, 160, count=17, label="Tokyo,\nOsaka"),
    ],
    "edges": [
        _edge("terminates", "Korea", "GSOMIA", bend=0.2),
        _edge("denies", "Korea", "GSOMIA", bend=-0.2, status="denied"),
        _edge("says", "Seoul", "Seoul", loop=0, status="reported"),
        _edge("events", "Korea", "c1", status="mixed", width=4, arrowFrom=True),
    ],
}


@pytest.fixture
def draw(open_page: Callable[..., Page], tmp_path: Path) -> Draw:
    """Opens a page with nothing but a drawing of the scene, which fills it."""

    def drawn(scene: dict[str, Any], more: str = "") -> Page:
        scripts = "".join(_static(f"{part}.js") for part in PARTS) + more
        style = files("kg.export").joinpath("templates/page.css").read_text(encoding="utf-8")
        fill = "#g { position: fixed; inset: 0 }"
        setup = _SETUP % json.dumps(scene).replace("<", "\\u003c")
        head = f"<!DOCTYPE html><meta charset=utf-8><style>{style} {fill}</style><div id=g></div>"
        path = tmp_path / "drawing.html"
        path.write_text(f"{head}<script>{scripts}\n{setup}</script>", encoding="utf-8")
        page: Page = open_page(path)
        page.settle()
        return page

    return drawn


_SETUP = """
const told = [];
const scene = %s;
const drawing = DrawingCanvas.make(document.getElementById("g"), {
  onPick: (id, kind) => told.push(["pick", id, kind]), onOpen: (id, kind) => told.push(["open", id, kind]),
  onMoved: (id, x, y) => told.push(["moved", id, x, y]), onHover() {}, onCamera() {},
});
drawing.show(scene);
drawing.fit();
const canvas = document.querySelector("#g canvas");
function point(name, { x, y }) {
  const pointer = { pointerId: 1, button: 0, pointerType: "mouse", clientX: x, clientY: y, bubbles: true };
  canvas.dispatchEvent(new PointerEvent(name, pointer));
}
function drag(from, across, down) {
  const [begin, end] = [from, { x: from.x + across, y: from.y + down }];
  point("pointerdown", begin);
  point("pointermove", end);
  point("pointerup", end);
}
function turnWheel({ x, y }, by) {
  const wheel = { deltaY: by, clientX: x, clientY: y, bubbles: true, cancelable: true };
  canvas.dispatchEvent(new WheelEvent("wheel", wheel));
}
function labelBoxes(scale) {
  const view = Camera.view(Camera.at(1000, 700, scale), { width: 1280, height: 720 });
  const { nodes, edges } = Labels.choose(Geometry.plot(scene), view);
  const box = ({ x, y, wide, size, lines }) => {
    const [across, down] = [wide / 2, (lines.length * size) / 2];
    return [x - across, y - down, x + across, y + down, size].map((value) => value * scale);
  };
  return [nodes.map(box), edges.map(box)];
}
function inGrey(status, statuses) {
  const paper = Object.assign(document.createElement("canvas"), { width: 200, height: 40 });
  const nodes = [{ id: "a", x: 10, y: 20, r: 2 }, { id: "b", x: 190, y: 20, r: 2 }];
  const edges = [{ id: "e", from: "a", to: "b", status, width: 2, arrowTo: true }];
  const greys = Object.fromEntries(statuses.map((name) => [name, "#777777"]));
  const palette = { ...Palette.read(), ...greys, paper: "#ffffff", "disputed-under": "#cccccc" };
  Paint.edges(paper.getContext("2d"), Geometry.plot({ nodes, edges }).strands, Paint.look(palette, 1));
  return paper.toDataURL();
}
function fromVis(bend) {
  const element = document.body.appendChild(document.createElement("div"));
  const nodes = [{ id: 1, x: -40, y: 25 }, { id: 2, x: 310, y: -90 }];
  const smooth = { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) };
  const network = new vis.Network(element, { nodes, edges: [{ id: 1, from: 1, to: 2, smooth }] }, { physics: false });
  const [theirs, ours] = [network.body.edges[1].edgeType.getViaNode(), Geometry.via(nodes[0], nodes[1], bend)];
  network.destroy();
  return Math.hypot(theirs.x - ours.x, theirs.y - ours.y);
}
"""


def _static(name: str) -> str:
    return files("kg.export.page").joinpath("static", name).read_text(encoding="utf-8")


def _click(page: Page, name: str, times: int = 1) -> None:
    at = page.run("return drawing.spot(arguments[0])", name)
    for nth in range(1, times + 1):
        page.click_at(at["x"], at["y"], nth)


def test_everything_is_found_where_it_is_said_to_lie(draw: Draw) -> None:
    """A node and an edge, bent or a loop, are what the pointer meets at their spot; nothing is met beside them."""
    page = draw(SCENE)
    names = [each["id"] for part in ("nodes", "edges") for each in SCENE[part]]
    met = page.run(
        "return arguments[0].map((id) => { const { x, y } = drawing.spot(id); return drawing.at(x, y); })", names
    )
    assert met == names
    assert page.run("return [drawing.at(2, 2), drawing.spot('nobody')]") == [None, None]
    assert not page.complaints()


def test_a_click_picks_and_a_second_one_opens(draw: Draw) -> None:
    """Node, edge and empty paper are told apart, and a double click is a pick and an opening."""
    page = draw(SCENE)
    _click(page, "terminates")
    _click(page, "Korea", times=2)
    page.click_at(3, 3)
    expected = [
        ["pick", "terminates", "edge"],
        ["pick", "Korea", "node"],
        ["open", "Korea", "node"],
        ["pick", None, None],
    ]
    assert page.run("return told") == expected


def test_hands_move_the_drawing_and_what_is_in_it(draw: Draw) -> None:
    """Dragging a node carries it and its edges, dragging paper the whole, and the wheel keeps what lies under it."""
    page = draw(SCENE)
    before = page.run("return [drawing.camera().scale, drawing.spot('Seoul'), drawing.spot('says')]")
    page.run("drag(drawing.spot('Seoul'), 50, 0)")
    scale, node, loop = before
    assert page.run("return told.at(-1)") == ["moved", "Seoul", round(150 + 50 / scale), 220]
    assert page.run("return drawing.spot('says').x") == pytest.approx(loop["x"] + 50, abs=1)
    page.run("drag({ x: 3, y: 3 }, 40, 20)")
    moved = page.run("return drawing.spot('Seoul')")
    assert (moved["x"], moved["y"]) == (pytest.approx(node["x"] + 90, abs=1), pytest.approx(node["y"] + 20, abs=1))
    under = page.run("return drawing.spot('Korea')")
    page.run("turnWheel(drawing.spot('Korea'), -200)")
    after, nearer = page.run("return [drawing.spot('Korea'), drawing.camera().scale]")
    assert (after["x"], after["y"]) == (pytest.approx(under["x"], abs=1), pytest.approx(under["y"], abs=1))
    assert nearer > scale


def _crowd(count: int) -> dict[str, Any]:
    nodes = [
        _node(f"Ministry {at}", 37 * (at * 7 % 61), 29 * (at * 11 % 53), rank=at % 17, r=9 + at % 17)
        for at in range(count)
    ]
    edges = [
        _edge(f"e{at}", f"Ministry {at}", f"Ministry {at * 13 % count}", label="terminates") for at in range(count)
    ]
    return {"nodes": nodes, "edges": edges}


@pytest.mark.parametrize("scale", [0.05, 0.3, 1, 2.5])
def test_labels_can_be_read_at_every_zoom(draw: Draw, scale: float) -> None:
    """No label lies on another, none of a node is smaller than 10 pixels and none of an edge smaller than 9."""
    page = draw(_crowd(400))
    nodes, edges = page.run("return labelBoxes(arguments[0])", scale)
    assert nodes
    assert min(box[4] for box in nodes) >= 10 - 1e-6
    assert min((box[4] for box in edges), default=9) >= 9 - 1e-6
    every = nodes + edges
    pairs = ((one, two) for at, one in enumerate(every) for two in every[:at])
    apart = (one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1] for one, two in pairs)
    assert all(apart)


def test_a_status_is_told_by_more_than_its_colour(draw: Draw) -> None:
    """Painted in one colour, no two statuses leave the same line."""
    page = draw(SCENE)
    lines = page.run("return arguments[0].map((status) => inGrey(status, arguments[0]))", STATUSES)
    assert len(set(lines)) == len(STATUSES)


def test_what_fades_stays_a_line(draw: Draw) -> None:
    """Beside a picked edge of next to no weight, what ties communities fades, and is no wider than before."""
    scene = json.loads(json.dumps(SCENE))
    for edge in scene["edges"]:
        edge.update({"faded": True, "rank": 9} if edge["id"] == "events" else {"rank": 0.0002})
    widths = draw(scene).run(
        """const svg = Pictures.toSvg(scene, drawing, {});
        return [...svg.matchAll(/stroke-width=.([0-9.]+)/g)].map((found) => Number(found[1]))"""
    )
    assert 0 < max(widths) < 12


def test_curves_are_those_of_vis_network(draw: Draw) -> None:
    """Both engines bend an edge alike, so that what is hit is what is seen."""
    vis = files("pyvis").joinpath("templates", "lib", "vis-9.1.2", "vis-network.min.js").read_text(encoding="utf-8")
    page = draw(SCENE, more=vis)
    differences = page.run("return [0.05, 0.24, -0.12, -0.6].map(fromVis)")
    assert max(differences) < 1e-6


def test_a_drawing_to_take_along_is_well_formed_and_holds_names_as_text(draw: Draw) -> None:
    """Names that look like markup, and characters that XML cannot hold, become text in the SVG and nothing else."""
    scene = json.loads(json.dumps(SCENE))
    scene["nodes"][0]["label"] = HOSTILE
    page = draw(scene)
    svg = page.run(
        "return Pictures.toSvg(scene, drawing, { title: arguments[0], lines: [arguments[0]] })", "<b>Korea</b>"
    )
    tree = ET.fromstring(svg)  # noqa: S314  our own text, made a line above
    assert {each.tag.split("}")[1] for each in tree.iter()} == {"svg", "title", "g", "rect", "path", "text"}
    words = " ".join(each.text or "" for each in tree.iter())
    assert "<b>Korea</b>" in words
    assert "onerror=alert(1)>" in words
    assert not [name for each in tree.iter() for name in each.attrib if name.startswith("on") or name.endswith("href")]


def test_a_picture_is_twice_as_sharp_and_has_a_legend(draw: Draw) -> None:
    """A PNG has two pixels for each of the screen, and room for the title above and the legend below."""
    page = draw(SCENE)
    wide, high, size = page.run(
        "const made = Pictures.toCanvas(scene, drawing, {}); return [made.width, made.height, drawing.size()]"
    )
    assert wide == 2 * size["width"]
    assert high > 2 * size["height"]
    assert "asserted" in page.run("return Pictures.toSvg(scene, drawing, {})")


def test_other_colours_are_drawn_at_once(draw: Draw) -> None:
    """A printer waits for no frame: what is dark on the screen is light on paper as soon as it is asked for."""
    page = draw(SCENE)
    page.run("document.documentElement.style.setProperty('--paper', '#102030'); drawing.restyle()")
    assert page.run("return [...canvas.getContext('2d').getImageData(1, 1, 1, 1).data]") == [16, 32, 48, 255]


def test_what_is_sketched_on_the_way_is_drawn_in_full(draw: Draw) -> None:
    """Once the wheel rests, the picture is the one that is painted whole, with nobody pointing at it again."""
    page = draw(_crowd(700))
    page.run("turnWheel({ x: 600, y: 300 }, -60)")
    page.settle()
    assert page.run("const rested = canvas.toDataURL(); drawing.restyle(); return rested === canvas.toDataURL()")
