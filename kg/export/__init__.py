"""The formats that go out: one table of exporters, each a function from the dataset alone to text.

Refuses formats that nobody registered, by name. Other packages add theirs under the entry-point group
`dateline.exporters`; each entry names an `Exporter`.
"""

from __future__ import annotations

import difflib
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from pkgutil import resolve_name
from types import MappingProxyType
from typing import cast

from rdflib import Dataset

from kg.errors import ExportError

__all__ = ["ENTRY_POINT_GROUP", "FORMATS", "Exporter", "find_exporter"]

ENTRY_POINT_GROUP = "dateline.exporters"


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format. `target` is `module:function`, as in an entry point: imported on the first `write`, not before."""

    name: str
    media_type: str
    suffix: str
    description: str
    target: str

    def write(self, dataset: Dataset) -> Iterator[str]:
        """The document in pieces; joined and encoded as UTF-8 they are the file."""
        return cast("Iterator[str]", resolve_name(self.target)(dataset))

    def text(self, dataset: Dataset) -> str:
        """The whole document."""
        return "".join(self.write(dataset))


_BUILT_IN = (
    Exporter("turtle", "text/turtle", ".ttl", "the whole graph as RDF 1.1 Turtle", "kg.export.turtle:write_turtle"),
    Exporter("ntriples", "application/n-triples", ".nt", "one triple a line", "kg.export.lines:write_ntriples"),
    Exporter("trig", "application/trig", ".trig", "Turtle, one graph an article", "kg.export.turtle:write_trig"),
    Exporter("nquads", "application/n-quads", ".nq", "one triple and its graph a line", "kg.export.lines:write_nquads"),
    Exporter("jsonld", "application/ld+json", ".jsonld", "JSON-LD 1.1 with a context", "kg.export.jsonld:write_jsonld"),
    Exporter("rdfxml", "application/rdf+xml", ".rdf", "RDF/XML for older tools", "kg.export.rdfxml:write_rdfxml"),
    Exporter("html", "text/html", ".html", "a page to look at; needs no network", "kg.export.page:write_page"),
    Exporter(
        "graphml", "application/graphml+xml", ".graphml", "for Gephi, yEd, Cytoscape", "kg.export.graphml:write_graphml"
    ),
)


def _installed_exporters() -> Iterator[Exporter]:
    """The exporters of other packages. One that cannot be loaded is left out with a warning."""
    for entry in sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda entry: entry.name):
        try:
            exporter = entry.load()
        except (ImportError, AttributeError) as error:
            warnings.warn(f"exporter {entry.name!r} ({entry.value}) was left out: {error}", stacklevel=2)
            continue
        if isinstance(exporter, Exporter):
            yield exporter


FORMATS: Mapping[str, Exporter] = MappingProxyType(
    {exporter.name: exporter for exporter in (*_installed_exporters(), *_BUILT_IN)}
)
"""Every format by its name. A built-in name cannot be taken over."""


def find_exporter(name: str) -> Exporter:
    """The exporter of that name; ExportError names the nearest one where there is none."""
    if name in FORMATS:
        return FORMATS[name]
    near = difflib.get_close_matches(name, FORMATS, n=1)
    hint = f"did you mean {near[0]}?" if near else f"choose one of {', '.join(FORMATS)}"
    raise ExportError(f"unknown format {name!r}: {hint}")
