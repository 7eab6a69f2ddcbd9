"""Property graphs as plain values, to be compared: as projected, and as importers make them of our files.

The importers are emulated here by what is known of them; `tests/servers` asks the real ones.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse
from rdflib import Dataset

from kg.export import What
from kg.export.property_graph import PropertyGraph

Edge = tuple[str, str, str, tuple[tuple[str, Any], ...]]


@dataclass(frozen=True, slots=True)
class Picture:
    """Nodes by IRI, each with labels and properties, and how often there is each relationship. Lists have no order."""

    nodes: Mapping[str, tuple[frozenset[str], Mapping[str, Any]]]
    edges: Counter[Edge]

    def as_merged(self) -> Picture:
        """The same as neosemantics has it: no digests, and relationships once, without properties."""
        nodes = {
            uri: (labels | {"Resource"}, {name: value for name, value in said.items() if name != "digest"})
            for uri, (labels, said) in self.nodes.items()
        }
        return Picture(nodes, Counter({(start, kind, end, ()): 1 for start, kind, end, _ in self.edges}))


def edge(start: str, kind: str, end: str, properties: Mapping[str, Any]) -> Edge:
    """The relationship as a value."""
    return start, kind, end, tuple(sorted((name, unordered(value)) for name, value in properties.items()))


def unordered(value: Any) -> Any:
    """A list as a sorted tuple; anything else as it is."""
    return tuple(sorted(value)) if isinstance(value, list | tuple) else value


def projected(dataset: Dataset, what: What = What.ALL) -> Picture:
    """The projection that all ways into Neo4j are written from."""
    entries = list(PropertyGraph(dataset, what).entries())
    return Picture(
        {e.uri: (frozenset(e.labels), {n: unordered(v) for n, v in e.stored.items()}) for e in entries if e.labels},
        Counter(edge(r.start, r.type, r.end, r.properties) for e in entries for r in e.relationships),
    )


# neosemantics 5, set up as our load.cypher does: IGNORE, LABELS, ARRAY with a list, no language tags


def loaded_by_neosemantics(folder: Path) -> Picture:
    """What neosemantics makes of graph.ttl."""
    lists = re.findall(r"'(https?://[^']+)'", (folder / "load.cypher").read_text(encoding="utf-8"))
    labels: defaultdict[str, set[str]] = defaultdict(set)
    said: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    edges: Counter[Edge] = Counter()
    for subject, predicate, value, _ in parse(path=str(folder / "graph.ttl"), format=RdfFormat.TURTLE):
        assert isinstance(subject, NamedNode), "a blank node becomes another node with each import"
        assert not isinstance(value, BlankNode), "a blank node becomes another node with each import"
        name = _local(predicate.value)
        if isinstance(value, Literal):
            _set(said[subject.value], name, _java(value), many=predicate.value in lists)
        elif name == "type":
            labels[subject.value].add(_local(value.value))
        else:
            edges[subject.value, name, value.value, ()] = 1
            labels[value.value].update(())
    nodes = {uri: (frozenset({"Resource", *labels[uri]}), {"uri": uri, **_frozen(said[uri])}) for uri in labels}
    return Picture(nodes, edges)


def _set(properties: dict[str, Any], name: str, value: Any, *, many: bool) -> None:
    """Overwrite a single value, add to a list; a list holds what is of the type of its first value, once."""
    if not many:
        properties[name] = value
        return
    values = properties.setdefault(name, [])
    if value not in values and (not values or type(values[0]) is type(value)):
        values.append(value)


def _frozen(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: unordered(value) for name, value in properties.items()}


def _java(value: Literal) -> Any:
    """The literal as the property that neosemantics makes of it; a date that does not parse stays text."""
    kind = _local(value.datatype.value)
    if kind in {"decimal", "double", "float"}:
        return float(value.value)
    if kind in {"integer", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger"}:
        return int(value.value)
    if kind == "date" and re.fullmatch(r"\d{4}-\d\d-\d\d", value.value):
        return date.fromisoformat(value.value)
    return value.value == "true" if kind == "boolean" else value.value


def _local(iri: str) -> str:
    """What RDF4J calls the local name."""
    return re.split(r"[#/:]", iri.rpartition("#")[2] if "#" in iri else iri)[-1]


# neo4j-admin database import


def imported_by_admin(folder: Path) -> Picture:
    """What the importer makes of the CSV files that import.sh names."""
    options = re.findall(r"--(nodes|relationships)=(\S+)", (folder / "import.sh").read_text(encoding="utf-8"))
    nodes: dict[str, tuple[frozenset[str], Mapping[str, Any]]] = {}
    edges: Counter[Edge] = Counter()
    for kind, name in options:
        for row in _rows(folder / name):
            if kind == "nodes":
                assert row["uri"] not in nodes, "an ID is given twice, which ends the import"
                nodes[row["uri"]] = (frozenset(row.pop(":LABEL")), row)
            else:
                start, end, relation = row.pop(":START_ID"), row.pop(":END_ID"), row.pop(":TYPE")
                edges[edge(start, relation, end, row)] += 1
    assert {end for start, _, end, _ in edges} | {start for start, *_ in edges} <= nodes.keys(), "a loose end"
    return Picture(nodes, edges)


def _rows(path: Path) -> Iterable[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = (
            csv.reader(file, quoting=csv.QUOTE_NOTNULL) if hasattr(csv, "QUOTE_NOTNULL") else csv.reader(file)
        )
    columns = [_column(each) for each in header]
    for row in rows:
        yield {name: read(text) for (name, read), text in zip(columns, row, strict=True) if text}


def _column(header: str) -> tuple[str, Callable[[str], Any]]:
    """Name and reader of a column; `uri:ID(Dateline)` is called uri, `:LABEL` as it is."""
    name, _, kind = re.sub(r"\(\w+\)", "", header).partition(":")
    readers: dict[str, Callable[[str], Any]] = {
        "long": int,
        "double": float,
        "date": date.fromisoformat,
        "boolean": {"true": True, "false": False}.__getitem__,
        "LABEL": lambda text: text.split("\x1f"),
    }
    read = readers.get(kind.removesuffix("[]"), str)
    if kind.endswith("[]"):
        return name, lambda text: unordered([read(each) for each in text.split("\x1f")])
    return name or f":{kind}", read
