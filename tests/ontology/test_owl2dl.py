"""The ontology is OWL 2 DL, as the OWL API sees it, and so is what is exported but for its claims."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse, serialize

from kg.ontology import shipped_files

GRAPH = Path(__file__).parents[1] / "trust" / "graph.trig"
Violations = Callable[[list[Path]], list[str]]
RESERVED = ("rdf:Statement", "rdf:subject", "rdf:predicate", "rdf:object")


def test_the_ontology_is_owl_2_dl(owl2dl: Violations) -> None:
    """All shipped files together break no rule of the profile."""
    assert owl2dl(list(shipped_files())) == []


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """A graph of three articles as Turtle, without what claims say in the words that OWL keeps for itself."""
    path = tmp_path / "exported.ttl"
    reserved = {f"http://www.w3.org/1999/02/22-rdf-syntax-ns#{name.partition(':')[2]}" for name in RESERVED}
    triples = (quad.triple for quad in parse(path=GRAPH, format=RdfFormat.TRIG))
    kept = [t for t in triples if t.predicate.value not in reserved and str(t.object).strip("<>") not in reserved]
    serialize(kept, str(path), RdfFormat.TURTLE)
    return path


def test_an_exported_graph_is_owl_2_dl(owl2dl: Violations, exported: Path) -> None:
    """Entities, events, facts, articles and evidence, beside the ontology, break no rule of the profile.

    But for days: xsd:date, which every store and reasoner knows, is none of the datatypes that OWL 2 lists.
    """
    assert [found for found in owl2dl([*shipped_files(), exported]) if "^^xsd:date" not in found] == []
