"""The page: the graph drawn by vis-network, the evidence beside it and a table below, all in one HTML file.

Refuses to fetch and to run anything: the content security policy allows this file's own scripts by their hashes and
nothing else, and all text of articles travels as JSON and is shown as text.
"""

from __future__ import annotations

import base64
import hashlib
import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from rdflib import Dataset

from kg.export import What, refuse_part
from kg.export.layout import Box, place
from kg.export.look import FAMILIES, STATUSES, family_of
from kg.export.marks import marked
from kg.export.page.contents import Arrangement, contents, shown
from kg.export.view import EdgeView, EvidenceView, NodeView, View, read_view

if TYPE_CHECKING:
    from pyvis.network import Network

__all__ = ["MAX_DRAWN_NODES", "Site", "render_view", "write_page"]

MAX_DRAWN_NODES = 2000
"""Beyond this a drawing says nothing; the entities with the most events are kept, and the page says so."""

_VIS = ("templates", "lib", "vis-9.1.2", "vis-network.min.js")
_LABEL_CHARS, _LABEL_LINES = 18, 3
_EDGE_LABEL_CHARS, _EDGE_LABEL_LINES = 17, 2
_MIN_FAN, _FAN_WIDTH_PX, _FAN_HEIGHT_PX = 3, 130.0, 22.0


def write_page(dataset: Dataset, what: What = What.ALL) -> Iterator[str]:
    """The page of the dataset; one piece. It shows how events rest on claims, so it shows all or nothing."""
    refuse_part("html", what)
    yield render_view(read_view(dataset))


@dataclass(frozen=True, slots=True)
class Site:
    """Where the page stands when it is served: the other pages to lead to, and what they need beside the page's own.

    `navigation` is HTML, `page_of` gives the address of an entity's page.
    """

    navigation: str
    style: str
    script: str
    page_of: Callable[[str], str]


def render_view(view: View, site: Site | None = None) -> str:
    """The HTML of the page. The same view gives the same text."""
    drawn = view.connected(MAX_DRAWN_NODES)
    bundles = _bundles(drawn.edges)
    environment = _environment(view, drawn, bundles, site)
    network = _network(drawn, bundles)
    arrangement = Arrangement([(node["x"], node["y"]) for node in network.nodes], [0] * len(drawn.nodes), [""])
    written = contents(view, drawn, arrangement, site.page_of if site else None)
    environment.globals["contents"] = Markup(written)  # noqa: S704  `contents` makes it safe
    network.templateEnv, network.path = environment, "page.html.j2"
    # `generate_html` alone: `show` and `write_html` write beside the page and in the locale's encoding.
    return str(network.generate_html()).replace("\r", "") + "\n"


@dataclass(frozen=True, slots=True)
class _Bundle:
    """Events drawn as one edge: between the same two, by the same relation, with the same status."""

    source: str
    target: str
    relation: str
    status: str
    events: tuple[int, ...]

    @property
    def label(self) -> str:
        """The relation, with the number of events if there are several."""
        return self.relation if len(self.events) == 1 else f"{self.relation} ×{len(self.events)}"


def _bundles(edges: Sequence[EdgeView]) -> tuple[_Bundle, ...]:
    found: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for number, edge in enumerate(edges):
        found[edge.source, edge.target, edge.relation, edge.status].append(number)
    return tuple(_Bundle(*ends, tuple(events)) for ends, events in sorted(found.items()))


def _environment(view: View, drawn: View, bundles: Sequence[_Bundle], site: Site | None) -> Environment:
    environment = Environment(
        loader=PackageLoader("kg.export.page", "static"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    vis, script, style = _vis_source(), _source("page.js"), _shared("page.css") + (site.style if site else "")
    labels = {node.iri: shown(node.label) for node in view.nodes}
    environment.globals |= {
        "vis": Markup(vis),  # noqa: S704  our own files and pyvis's, none of it from articles
        "script": Markup(script),  # noqa: S704  as above
        "style": Markup(style),  # noqa: S704  as above
        "script_hashes": [_csp_hash(vis), _csp_hash(script), *([_csp_hash(site.script)] if site else [])],
        "style_hashes": [_csp_hash(style)],
        "families": _present_families(drawn),
        "statuses": {name: text for name, text in STATUSES.items() if name in {edge.status for edge in drawn.edges}},
        "counts": _counts(view),
        "left_out": len(view.connected(len(view.nodes)).nodes) - len(drawn.nodes),
        "rows": [_table_row(edge, labels) for edge in drawn.edges],
        "details": _details(drawn, bundles, labels)
        | ({"pages": [site.page_of(node.iri) for node in drawn.nodes]} if site else {}),
        "navigation": Markup(site.navigation) if site else "",  # noqa: S704  as above
        "site_script": Markup(site.script) if site else "",  # noqa: S704  as above
    }
    return environment


def _present_families(view: View) -> list[Any]:
    present = {family_of(node.kind).name for node in view.nodes}
    return [family for family in FAMILIES if family.name in present]


def _counts(view: View) -> list[tuple[int, str]]:
    return [
        (len(view.nodes), "entity" if len(view.nodes) == 1 else "entities"),
        (len(view.edges), "event" if len(view.edges) == 1 else "events"),
        (view.articles, "article" if view.articles == 1 else "articles"),
    ]


def _network(view: View, bundles: Sequence[_Bundle]) -> Network:
    """The drawing as pyvis knows it: positions worked out, physics off, nothing that moves."""
    from pyvis.network import Network  # noqa: PLC0415  imports IPython: a quarter of a second for the page alone

    degree = Counter(end for bundle in bundles for end in (bundle.source, bundle.target))
    looks = [_node_look(node, degree[node.iri]) for node in view.nodes]
    labels = {node.iri: shown(node.label) for node in view.nodes}
    index = {node.iri: number for number, node in enumerate(view.nodes)}
    links = [(index[bundle.source], index[bundle.target]) for bundle in bundles]
    network = Network(directed=True, cdn_resources="in_line")
    network.options = {"physics": {"enabled": False}}
    for number, (look, (x, y)) in enumerate(zip(looks, _places(looks, links), strict=True)):
        lines = look["label"].count("\n") + 1
        network.add_node(number, x=x, y=y - round(lines * look["font"]["size"] * 0.6), **look)
    bends = _bends(links)
    for number, (bundle, (source, target), bend) in enumerate(zip(bundles, links, bends, strict=True)):
        label = _wrapped(bundle.label, _EDGE_LABEL_CHARS, _EDGE_LABEL_LINES)
        title = _edge_title([view.edges[event] for event in bundle.events], labels)
        network.add_edge(source, target, id=number, label=label, status=bundle.status, title=title, **bend)
    return network


def _node_look(node: NodeView, degree: int) -> dict[str, Any]:
    family = family_of(node.kind)
    return {
        "label": _wrapped(node.label, _LABEL_CHARS, _LABEL_LINES),
        "title": f"{shown(node.label)}\n{family.label if node.kind == 'Entity' else _spaced(node.kind)}",
        "group": family.name,
        "shape": family.shape,
        "size": min(9 + 2 * degree, 26),
        "font": {"size": min(13 + degree // 2, 20)},
    }


def _places(looks: Sequence[Mapping[str, Any]], links: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The middle of each node's box. Between two with many edges an unseen box keeps room for their labels."""
    boxes = [_box(look) for look in looks]
    drawn: list[tuple[int, int]] = []
    for (one, other), count in sorted(Counter((min(pair), max(pair)) for pair in links).items()):
        if count < _MIN_FAN or one == other:
            drawn.append((one, other))
            continue
        drawn += [(one, len(boxes)), (other, len(boxes))]
        boxes.append(Box(_FAN_WIDTH_PX, _FAN_HEIGHT_PX * count))
    return place(boxes, drawn)[: len(looks)]


def _wrapped(text: str, chars: int, lines: int) -> str:
    return "\n".join(textwrap.wrap(shown(text), chars, max_lines=lines, placeholder="…")) or "?"


def _box(look: Mapping[str, Any]) -> Box:
    """Room for the node and its label below, a third larger than it is: far out, the page draws labels larger."""
    lines, font = look["label"].split("\n"), look["font"]["size"] * 1.33
    return Box(max(len(line) for line in lines) * font * 0.58, 2 * look["size"] + len(lines) * font * 1.2)


def _bends(links: Sequence[tuple[int, int]]) -> list[dict[str, Any]]:
    """How each edge curves: those between the same two fan out, one alone is straight, loops turn around their node."""
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, (source, target) in enumerate(links):
        found[min(source, target), max(source, target)].append(number)
    bends: list[dict[str, Any]] = [{}] * len(links)
    for (one, other), numbers in found.items():
        step = min(0.24, 1.2 / len(numbers))
        for place_, number in enumerate(numbers):
            offset = (place_ - (len(numbers) - 1) / 2) * step
            turned = offset if links[number][0] == one else -offset
            bends[number] = _loop(place_) if one == other else _curve(turned)
    return bends


def _curve(offset: float) -> dict[str, Any]:
    if not offset:
        return {"smooth": False}
    return {"smooth": {"type": "curvedCW" if offset > 0 else "curvedCCW", "roundness": round(abs(offset), 3)}}


def _loop(number: int) -> dict[str, Any]:
    return {"smooth": False, "selfReference": {"size": 24 + 10 * number, "angle": 0.8}}


def _edge_title(edges: Sequence[EdgeView], labels: Mapping[str, str]) -> str:
    """What shows when the mouse rests on an edge, as plain text: the newest event and the words that tell it."""
    edge = edges[-1]
    lines = [f"{labels[edge.source]} {edge.relation} {labels[edge.target]}", _facts(edge)]
    if edge.telling:
        lines += ["", f"“{shown(edge.telling.sentence)}”", f"— {_source_line(edge.telling)}"]
    count = sum(len(each.evidence) for each in edges) - 1
    return "\n".join([*lines, *([f"and {count} more: click to read"] if count > 0 else [])])


def _facts(edge: EdgeView) -> str:
    stories = f"{edge.articles} article{'s' * (edge.articles != 1)}"
    if edge.stories != edge.articles:
        stories += f" of {edge.stories} stor{'y' if edge.stories == 1 else 'ies'}"
    return " · ".join(part for part in (edge.status, edge.time, edge.place, stories) if part)


def _source_line(evidence: EvidenceView) -> str:
    parts = (evidence.publisher, evidence.published, evidence.title)
    return ", ".join(shown(part) for part in parts if part) or "source unknown"


def _details(view: View, bundles: Sequence[_Bundle], labels: Mapping[str, str]) -> dict[str, Any]:
    """What the panel shows, by the numbers that nodes, edges and events have in the drawing."""
    events_of: dict[str, list[int]] = defaultdict(list)
    for number, edge in enumerate(view.edges):
        for end in sorted({edge.source, edge.target}):
            events_of[end].append(number)
    return {
        "nodes": [
            {
                "label": labels[node.iri],
                "kind": _spaced(node.kind),
                "aliases": [shown(alias) for alias in node.aliases],
                "wikidata": node.wikidata or "",
                "events": events_of[node.iri],
            }
            for node in view.nodes
        ],
        "edges": [bundle.events for bundle in bundles],
        "events": [
            _who_did_what(edge, labels)
            | {"facts": _facts(edge), "evidence": [_evidence(each) for each in edge.evidence]}
            for edge in view.edges
        ],
    }


def _who_did_what(edge: EdgeView, labels: Mapping[str, str]) -> dict[str, str]:
    return {"who": labels[edge.source], "what": shown(edge.relation), "whom": labels[edge.target]}


def _table_row(edge: EdgeView, labels: Mapping[str, str]) -> dict[str, Any]:
    telling = edge.telling
    return _who_did_what(edge, labels) | {
        "status": edge.status,
        "time": edge.time,
        "articles": edge.articles,
        "sentence": shown(telling.sentence) if telling else "",
        "source": _source_line(telling) if telling else "",
    }


def _evidence(evidence: EvidenceView) -> dict[str, Any]:
    doubt = "" if evidence.modality in {"", "actual"} else evidence.modality
    negated = "denied here" if evidence.polarity == "negative" else ""
    return {
        "pieces": [[shown(text), role] for text, role in marked(evidence)],
        "speaker": evidence.speaker,
        "source": ", ".join(shown(part) for part in (evidence.publisher, evidence.published) if part),
        "title": shown(evidence.title),
        "url": evidence.url,
        "notes": [note for note in (negated, doubt) if note],
    }


def _spaced(kind: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind).lower()


def _shared(name: str) -> str:
    return files("kg.export").joinpath("templates", name).read_text(encoding="utf-8")


def _source(name: str) -> str:
    return files("kg.export.page").joinpath("static", name).read_text(encoding="utf-8")


def _vis_source() -> str:
    """The vis-network that pyvis carries, with the line ends that a browser sees when it works out the hash."""
    return files("pyvis").joinpath(*_VIS).read_text(encoding="utf-8").replace("\r\n", "\n").replace("\r", "\n")


def _csp_hash(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
