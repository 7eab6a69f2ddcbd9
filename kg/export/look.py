"""How kinds of node and statuses look on the page: shape and name of each, for the drawing and for its legend.

Colours, widths and dashes stand in `templates/page.css`, under the same names; `COLOURS` are those of its light theme.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["COLOURS", "FAMILIES", "STATUSES", "Family", "family_of"]


@dataclass(frozen=True, slots=True)
class Family:
    """Classes that are drawn alike. `shape` is one of vis-network's; `path` the same shape as SVG, 16 by 16."""

    name: str
    label: str
    shape: str
    path: str
    kinds: frozenset[str]


_HEXAGON = "M4.5 2h7L15 8l-3.5 6h-7L1 8z"
_STAR = "M8 1l2.1 4.8 5.2.5-3.9 3.5 1.1 5.1L8 12.2l-4.5 2.7 1.1-5.1L.7 6.3l5.2-.5z"

FAMILIES = (
    Family("state", "state", "dot", "M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2z", frozenset({"State"})),
    Family(
        "body",
        "government body",
        "square",
        "M2.5 2.5h11v11h-11z",
        frozenset({"GovernmentBody", "Court", "MilitaryBody"}),
    ),
    Family(
        "organization",
        "organization",
        "hexagon",
        _HEXAGON,
        frozenset({"Organization", "Company", "MediaOrganization", "PoliticalParty", "InternationalOrganization"}),
    ),
    Family("person", "person", "triangle", "M8 2l7 12H1z", frozenset({"Person"})),
    Family(
        "group", "people, armed group", "triangleDown", "M8 14L1 2h14z", frozenset({"Group", "ArmedGroup", "Actor"})
    ),
    Family("place", "place", "diamond", "M8 1l7 7-7 7-7-7z", frozenset({"Place", "City", "Region", "Facility"})),
    Family("agreement", "agreement, law", "star", _STAR, frozenset({"Agreement", "Law"})),
    Family("other", "other", "dot", "M8 4a4 4 0 1 0 0 8A4 4 0 1 0 8 4z", frozenset()),
)

COLOURS = {
    "state": "#0072b2",
    "body": "#56b4e9",
    "organization": "#009e73",
    "person": "#e69f00",
    "group": "#d55e00",
    "place": "#cc79a7",
    "agreement": "#e3cf2b",
    "other": "#737a82",
}
"""Of each family, for what is drawn elsewhere."""

STATUSES = {
    "asserted": "stated as fact",
    "reported": "somebody says so",
    "intended": "planned or promised",
    "possible": "may be",
    "requested": "asked for",
    "denied": "said not to be so",
    "disputed": "sources contradict each other",
}

_BY_KIND = {kind: family for family in FAMILIES for kind in family.kinds}


def family_of(kind: str) -> Family:
    """The family that a class is drawn as; the last one for a class that none names."""
    return _BY_KIND.get(kind, FAMILIES[-1])
