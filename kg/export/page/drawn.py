"""The first drawing of a view as pyvis knows it: every place worked out, nothing that moves.

Refuses physics: a thousand nodes would take vis-network the better part of a minute to settle.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.export.layout import Box, place
from kg.export.look import family_of
from kg.export.page.communities import communities
from kg.export.page.contents import Arrangement, called
from kg.export.view import View

if TYPE_CHECKING:
    from pyvis.network import Network

__all__ = ["Links", "arranged", "links_of", "network_of"]

Links = Mapping[tuple[int, int], int]
"""Which nodes are tied, the smaller number first, and by how many independent stories."""

LABEL_CHARS, LABEL_LINES = 18, 3
SMALLEST_PX, LARGEST_PX = 9, 26
SMALLEST_FONT_PX, LARGEST_FONT_PX = 12, 17
"""As in labels.js."""


@dataclass(frozen=True, slots=True)
class _Look:
    label: str
    size: int

    @property
    def box(self) -> Box:
        """Room for the node and its label below, a third larger than it is: far out, the page draws labels larger."""
        weight = (self.size - SMALLEST_PX) / (LARGEST_PX - SMALLEST_PX)
        lines, font = self.label.split("\n"), (SMALLEST_FONT_PX + weight * (LARGEST_FONT_PX - SMALLEST_FONT_PX)) * 1.33
        high = len(lines) * font * 1.2
        return Box(max(len(line) for line in lines) * font * 0.58, 2 * self.size + high, high / 2)


def links_of(view: View) -> Links:
    """The pairs of nodes that events tie, in their order; what somebody does to itself ties nobody."""
    index = {node.iri: number for number, node in enumerate(view.nodes)}
    links: Counter[tuple[int, int]] = Counter()
    for edge in view.edges:
        one, other = sorted((index[edge.source], index[edge.target]))
        if one != other:
            links[one, other] += max(edge.stories, 1)
    return dict(sorted(links.items()))


def arranged(view: View, links: Links) -> Arrangement:
    """Where the nodes of the view stand, and in which communities."""
    looks = _looks(view, links)
    groups = communities(len(looks), list(links), list(links.values()))
    places = place([look.box for look in looks], list(links), groups)
    return Arrangement(places, groups)


def network_of(view: View, links: Links, arrangement: Arrangement) -> Network:
    """The drawing. Nodes are called n0, n1 … and edges after their ends: n0~n1."""
    from pyvis.network import Network  # noqa: PLC0415  imports IPython: a quarter of a second for the page alone

    network = Network(directed=True, cdn_resources="in_line")
    network.options = {"physics": {"enabled": False}}
    looks = _looks(view, links)
    for number, (node, look, (x, y)) in enumerate(zip(view.nodes, looks, arrangement.places, strict=True)):
        family = family_of(node.kind)
        network.add_node(f"n{number}", look.label, shape=family.shape, group=family.name, size=look.size, x=x, y=y)
    for one, other in links:
        network.add_edge(f"n{one}", f"n{other}", id=f"n{one}~n{other}")
    return network


def _looks(view: View, links: Links) -> Sequence[_Look]:
    neighbours = Counter(end for ends in links for end in ends)
    return [
        _Look(_wrapped(called(node)), min(SMALLEST_PX + 2 * neighbours[number], LARGEST_PX))
        for number, node in enumerate(view.nodes)
    ]


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.wrap(text, LABEL_CHARS, max_lines=LABEL_LINES, placeholder="…")) or "?"
