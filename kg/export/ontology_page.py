"""The ontology as one page to read: classes as a tree, relations by category, and what the graph says of them.

The page holds everything it needs; what a file says is shown as text, never as markup.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kg.export.ontology_terms import read_terms
from kg.ontology import Ontology

__all__ = ["ontology_page"]

_NAMES = {
    "rdfs:subClassOf": "kind of",
    "rdfs:subPropertyOf": "kind of",
    "owl:inverseOf": "inverse of",
    "kg:kin": "kin",
    "kg:ends": "ends",
}


def ontology_page(ontology: Ontology) -> str:
    """The page; the same files give the same bytes."""
    style, script = _source("page.css") + _source("ontology.css"), _source("ontology.js")
    environment = Environment(
        loader=PackageLoader("kg.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "style": Markup(style),  # noqa: S704  our own files
        "script": Markup(script),  # noqa: S704  our own files
        "style_hash": _csp_hash(style),
        "script_hash": _csp_hash(script),
        "names": _NAMES,
        "terms": read_terms(ontology),
    }
    return environment.get_template("ontology.html.j2").render()


def _source(name: str) -> str:
    return (files("kg.export") / "templates" / name).read_text(encoding="utf-8")


def _csp_hash(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
