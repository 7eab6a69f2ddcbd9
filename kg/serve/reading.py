"""What the pages read from the graph: properties, labels, and which things are about a thing. It draws nothing.

No query has an OPTIONAL: Oxigraph answers one by reading all that there is, however little is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolution, QuerySolutions, Triple

from kg.serve.opened import OpenGraph

__all__ = ["Properties", "Term", "labels_of", "properties_of", "related", "rows", "short", "values_of"]

Term = NamedNode | BlankNode | Literal | Triple
Properties = Mapping[str, tuple[str, ...]]
"""The values of a thing's properties, by their short names, such as `kg:status`, in order."""


def rows(graph: OpenGraph, query: str) -> Sequence[QuerySolution]:
    """The solutions of a SELECT over all graphs, as the engine has them."""
    found = graph.store.query(query, prefixes=graph.prefixes, use_default_graph_as_union=True)
    return tuple(found) if isinstance(found, QuerySolutions) else ()


def properties_of(graph: OpenGraph, iris: Iterable[str]) -> dict[str, Properties]:
    """What is said of each of the things, by IRI; nothing for one of which nothing is."""
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows(graph, f"SELECT ?s ?p ?o {{ {_values('s', iris)} ?s ?p ?o }}"):
        found[_text(row["s"])][short(_text(row["p"]), graph)].add(_text(row["o"]))
    return {iri: {name: tuple(sorted(values)) for name, values in sorted(said.items())} for iri, said in found.items()}


def labels_of(graph: OpenGraph, iris: Iterable[str]) -> dict[str, str]:
    """The labels of those that have one, the first of several."""
    return values_of(graph, iris, "rdfs:label")


def values_of(graph: OpenGraph, iris: Iterable[str], name: str) -> dict[str, str]:
    """The property's value, the first of several, for those that have one."""
    found = rows(graph, f"SELECT ?s ?o {{ {_values('s', iris)} ?s {name} ?o }}")
    return dict(sorted(((_text(row["s"]), _text(row["o"])) for row in found), reverse=True))


def related(graph: OpenGraph, pattern: str, iri: str) -> list[str]:
    """The IRIs that the pattern binds to ?x, in order, where THIS stands for the thing; none where there is none."""
    if not pattern:
        return []
    query = f"SELECT DISTINCT ?x {{ {pattern.replace('THIS', f'<{iri}>')} }}"
    return sorted(_text(row["x"]) for row in rows(graph, query))


def short(iri: str, graph: OpenGraph) -> str:
    """The IRI with its prefix, or as it is where none fits."""
    for prefix, namespace in graph.prefixes.items():
        if iri.startswith(namespace) and "/" not in (name := iri[len(namespace) :]):
            return f"{prefix}:{name}"
    return iri


def _values(name: str, iris: Iterable[str]) -> str:
    return f"VALUES ?{name} {{ {' '.join(f'<{iri}>' for iri in sorted(iris))} }}"


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, NamedNode | Literal | BlankNode) else str(term)
