"""`--what` writes what it says, and nothing that leads nowhere."""

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad
from rdflib import Dataset

from kg.errors import ExportError
from kg.export import PARTS, What, find_exporter
from kg.export.selection import select, stored
from kg.ontology.iris import BASE, PREFIXES, term

# rdflib 7.6 warns about its own use of what it deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")

TYPE = NamedNode(PREFIXES["rdf"] + "type")


def classes(quads: set[Quad]) -> set[str]:
    """The classes of ours that things in the quads have."""
    kinds = {quad.object.value for quad in quads if quad.predicate == TYPE and isinstance(quad.object, NamedNode)}
    return {kind.removeprefix(term("")) for kind in kinds if kind.startswith(term(""))}


THINGS = {"State", "Agreement", "Person", "City"}


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        (What.FACTS, THINGS),
        (What.EVENTS, THINGS | {"Event", "Story"}),
        (What.CLAIMS, THINGS | {"Story", "Article", "Claim", "Evidence"}),
        (What.ALL, THINGS | {"Event", "Story", "Article", "Claim", "Evidence"}),
    ],
)
def test_each_part_holds_its_kinds_of_node(dataset: Dataset, what: What, expected: set[str]) -> None:
    """The four parts differ by the classes that they hold."""
    assert classes(set(select(stored(dataset), what))) == expected


def test_facts_have_plain_triples_and_claims_have_none(dataset: Dataset) -> None:
    """A plain triple goes with facts, events and all, not with what articles merely claim."""
    plain = Quad(
        NamedNode(BASE + "Norland"), NamedNode(term("terminates")), NamedNode(BASE + "River_Pact"), DefaultGraph()
    )
    holding = {what for what in What if plain in set(select(stored(dataset), what))}
    assert holding == {What.FACTS, What.EVENTS, What.ALL}


@pytest.mark.parametrize("what", What)
def test_nothing_leads_nowhere(dataset: Dataset, what: What) -> None:
    """Whatever of ours is named in a part is described in it too."""
    quads = set(select(stored(dataset), what))
    named = {node for quad in quads for node in (quad.subject, quad.object) if isinstance(node, NamedNode)}
    described = {quad.subject for quad in quads}
    assert {node for node in named if node.value.startswith(BASE)} <= described


@pytest.mark.parametrize("what", What)
def test_a_part_is_part_of_all(dataset: Dataset, what: What) -> None:
    """No part says what the whole does not."""
    assert set(select(stored(dataset), what)) <= set(select(stored(dataset), What.ALL))


@pytest.mark.parametrize("name", ["html"])
def test_what_cannot_be_cut_says_so(dataset: Dataset, name: str) -> None:
    """A page of facts alone is refused, not drawn with half of it missing."""
    with pytest.raises(ExportError, match="--what facts"):
        find_exporter(name).text(dataset, What.FACTS)


def test_every_part_is_explained() -> None:
    """The help has a line for each."""
    assert set(PARTS) == set(What)
