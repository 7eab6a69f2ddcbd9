"""The page: the graph drawn and in a table, with filters, a timeline and the words behind each edge, in one file.

Refuses to fetch and to run anything: the content security policy allows this file's own scripts by their hashes and
nothing else, and all text of articles travels as JSON and is shown as text.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from rdflib import Dataset

from kg.export import What, refuse_part
from kg.export.page.contents import contents
from kg.export.page.drawn import arranged, links_of, network_of
from kg.export.view import View, read_view

__all__ = ["MAX_NODES", "MAX_VIS_NODES", "SCRIPTS", "STYLES", "PageOptions", "Site", "render_view", "write_page"]

MAX_NODES = 2000
"""How many entities the page holds unless somebody wants more: those whose events rest on the most stories.

With three events each, and all their sentences, that is a file of 6 MB, which a mail still takes, and which opens in
one or two seconds (`benchmarks/page.py`).
"""

MAX_VIS_NODES = 300
"""Up to here vis-network draws; at 1,000 it moves at a fifth of the frames that a canvas of our own does."""

SCRIPTS = (
    "model.js calendar.js state.js visits.js choosing.js palette.js geometry.js room.js labels.js strokes.js "
    "thinning.js paint.js arranging.js discs.js scene.js places.js sparql.js dom.js copying.js search.js "
    "completion.js claims.js panel.js rows.js table.js samples.js choices.js filters.js chips.js histogram.js bars.js "
    "brush.js timeline.js svg_pen.js pictures.js counts.js sight.js around.js tip.js groups.js keys.js tools.js "
    "camera.js taps.js gestures.js easel.js drawing_vis.js drawing_canvas.js page.js"
).split()
"""The scripts of the page, in this order one script: each defines one object, and uses those before it."""

STYLES = "frame.css completion.css panel.css table.css filters.css timeline.css".split()
"""The style sheets of the page, after the one that it shares with other pages."""

_TEMPLATE = "page.html.j2"
_VIS = ("templates", "lib", "vis-9.1.2", "vis-network.min.js")


@dataclass(frozen=True, slots=True)
class Site:
    """Where the page stands when it is served: the other pages to lead to, and how they look.

    `navigation` is HTML, `page_of` gives the address of an entity's page.
    """

    navigation: str
    style: str
    page_of: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class PageOptions:
    """How the page is made: its budget, and what it shows first, as it stands behind the # of its address.

    `keep` are the IRIs of entities that have room whatever the budget.
    """

    max_nodes: int = MAX_NODES
    start: str = ""
    title: str = "Dateline"
    keep: tuple[str, ...] = ()
    site: Site | None = None


_PLAIN = PageOptions()


def write_page(dataset: Dataset, what: What = What.ALL, options: PageOptions = _PLAIN) -> Iterator[str]:
    """The page of the dataset; one piece. It shows how events rest on claims, so it shows all or nothing."""
    refuse_part("html", what)
    yield render_view(read_view(dataset), options)


def render_view(view: View, options: PageOptions = _PLAIN) -> str:
    """The HTML of the page. The same view gives the same text."""
    drawn = view.supported(options.max_nodes, options.keep)
    links = links_of(drawn)
    arrangement = arranged(drawn, links)
    engine = "vis" if len(drawn.nodes) <= MAX_VIS_NODES else "canvas"
    written = contents(view, drawn, arrangement, options.site.page_of if options.site else None)
    environment = _environment(engine, options)
    environment.globals |= {
        "drawn": bool(drawn.edges),
        "contents": Markup(written),  # noqa: S704  `contents` makes it safe
        "counts": _counts(view),
    }
    if engine == "canvas":  # which knows the places from the contents
        return environment.get_template(_TEMPLATE).render().replace("\r", "") + "\n"
    network = network_of(drawn, links, arrangement)
    network.templateEnv, network.path = environment, _TEMPLATE
    # `generate_html` alone: `show` and `write_html` write beside the page and in the locale's encoding.
    return str(network.generate_html()).replace("\r", "") + "\n"


def _environment(engine: str, options: PageOptions) -> Environment:
    environment = Environment(
        loader=PackageLoader("kg.export.page", "static"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    script, vis, site = "".join(map(_source, SCRIPTS)), _vis_source() if engine == "vis" else "", options.site
    style = _shared("page.css") + "".join(map(_source, STYLES)) + (site.style if site else "")
    environment.globals |= {
        "engine": engine,
        "start": options.start,
        "title": options.title,
        "vis": Markup(vis),  # noqa: S704  our own files and pyvis's, none of it from articles
        "script": Markup(script),  # noqa: S704  as above
        "style": Markup(style),  # noqa: S704  as above
        "script_hashes": [_csp_hash(source) for source in (vis, script) if source],
        "style_hashes": [_csp_hash(style)],
        "navigation": Markup(site.navigation) if site else "",  # noqa: S704  as above
    }
    return environment


def _counts(view: View) -> list[tuple[int, str]]:
    return [
        (len(view.nodes), "entity" if len(view.nodes) == 1 else "entities"),
        (len(view.edges), "event" if len(view.edges) == 1 else "events"),
        (view.articles, "article" if view.articles == 1 else "articles"),
    ]


def _shared(name: str) -> str:
    return files("kg.export").joinpath("templates", name).read_text(encoding="utf-8")


def _source(name: str) -> str:
    return files("kg.export.page").joinpath("static", name).read_text(encoding="utf-8")


def _vis_source() -> str:
    """The vis-network that pyvis carries, with the line ends that a browser sees when it works out the hash."""
    return files("pyvis").joinpath(*_VIS).read_text(encoding="utf-8").replace("\r\n", "\n").replace("\r", "\n")


def _csp_hash(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
