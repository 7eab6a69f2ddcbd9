"""Inference: what follows, what does not, and that two reasoners of others find the same by the same rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, parse
from rdflib import Dataset, Graph

from kg.inference import inferred_graph, inferred_quads
from kg.ontology import Ontology, load_ontology
from kg.ontology.iris import BASE, PREFIXES
from kg.store import oxigraph_store

PROLOGUE = "".join(f"@prefix {name}: <{namespace}> .\n" for name, namespace in PREFIXES.items())

FACTS = """
    id:Bergen a kg:City ; kg:locatedIn id:Vestland . id:Vestland kg:locatedIn id:Norway .
    id:Norway kg:locatedIn id:Europe ; kg:capital id:Oslo ; kg:alliedWith id:Iceland ; kg:exportsTo id:Denmark .
    id:Kari_Lund a kg:Person ; kg:commands id:Fleet . id:Fleet kg:subsidiaryOf id:Navy . id:Navy kg:partOf id:Norway .
    id:Ola_Lund kg:parentOf id:Kari_Lund .
"""
FOLLOWING = """
    id:Bergen kg:locatedIn id:Norway , id:Europe ; a kg:Place , kg:Entity , schema:City , schema:Place , sem:Place .
    id:Vestland kg:locatedIn id:Europe .
    id:Oslo kg:capitalOf id:Norway . id:Iceland kg:alliedWith id:Norway .
    id:Denmark kg:importsFrom id:Norway ; kg:tradesWith id:Norway . id:Norway kg:tradesWith id:Denmark .
    id:Kari_Lund kg:headOf id:Fleet ; kg:affiliatedWith id:Fleet ; kg:childOf id:Ola_Lund ;
        a kg:Actor , kg:Entity , schema:Person , sem:Actor , prov:Agent .
    id:Fleet kg:partOf id:Navy , id:Norway .
"""
CHAIN = (
    "\n".join(f"id:place_{n} kg:locatedIn id:place_{n + 1} ." for n in range(30)) + "id:place_30 kg:partOf id:place_0 ."
)


def dataset_of(turtle: str) -> Dataset:
    """A graph of these plain triples."""
    dataset = Dataset(store="Oxigraph", default_union=True)
    oxigraph_store(dataset).load(f"{PROLOGUE}{turtle}".encode(), format=RdfFormat.TURTLE)
    return dataset


def triples(turtle: str) -> set[tuple[object, object, object]]:
    """The triples in Turtle."""
    found = parse(f"{PROLOGUE}{turtle}", format=RdfFormat.TURTLE)
    return {(quad.subject, quad.predicate, quad.object) for quad in found}


def inferred(turtle: str, ontology: Ontology) -> set[tuple[object, object, object]]:
    """What follows from the triples in Turtle."""
    return {(quad.subject, quad.predicate, quad.object) for quad in inferred_quads(dataset_of(turtle), ontology)}


def test_what_follows_and_nothing_else(ontology: Ontology) -> None:
    """Wider, inverse, symmetric and transitive relations, one after the other, and all wider classes."""
    assert inferred(FACTS, ontology) == triples(FOLLOWING)


def test_it_stands_in_a_graph_of_its_own(ontology: Ontology) -> None:
    """Each quad lies in `id:inferred`, below the base of the graph, in order; the dataset is left as it was."""
    dataset = dataset_of(FACTS)
    before = len(oxigraph_store(dataset))
    quads = list(inferred_quads(dataset, ontology))
    assert {quad.graph_name for quad in quads} == {inferred_graph(dataset)} == {NamedNode(BASE + "inferred")}
    assert [str(quad) for quad in quads] == sorted(map(str, quads))
    assert len(oxigraph_store(dataset)) == before


def test_only_facts_feed_it(ontology: Ontology) -> None:
    """A denied event, and what an article's graph says, bring nothing but wider classes."""
    dataset = dataset_of(
        'id:e a kg:Event ; kg:subject id:A ; kg:relation kg:exportsTo ; kg:object id:B ; kg:status "denied" .'
    )
    inside = Quad(
        NamedNode(BASE + "A"), NamedNode(PREFIXES["kg"] + "exportsTo"), NamedNode(BASE + "B"), NamedNode(BASE + "x")
    )
    oxigraph_store(dataset).add(inside)
    found = {(str(quad.subject), str(quad.object)) for quad in inferred_quads(dataset, ontology)}
    assert found == {(f"<{BASE}e>", f"<{PREFIXES['sem']}Event>")}


def test_what_is_inferred_is_inferred_once(ontology: Ontology) -> None:
    """Put back into the graph, it brings nothing more."""
    dataset = dataset_of(FACTS)
    store = oxigraph_store(dataset)
    for quad in list(inferred_quads(dataset, ontology)):
        store.add(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()))
    assert list(inferred_quads(dataset, ontology)) == []


def test_relations_of_a_persons_own_file_count(tmp_path: Path) -> None:
    """A sub-property and an inverse that somebody adds are followed like shipped ones."""
    path = tmp_path / "mine.ttl"
    path.write_text(
        f"{PROLOGUE}kg:bossOf a owl:ObjectProperty ; rdfs:label 'boss of' ; kg:role 'boss of' ; "
        "rdfs:subPropertyOf kg:affiliatedWith ; owl:inverseOf kg:servantOf .\n",
        encoding="utf-8",
    )
    found = inferred("id:A kg:bossOf id:B .", load_ontology([path]))
    assert found == triples("id:A kg:affiliatedWith id:B . id:B kg:servantOf id:A .")


def rules_of(ontology: Ontology) -> str:
    """The axioms that the rules speak of, as N-Triples."""
    kinds = {"subClassOf", "subPropertyOf", "inverseOf", "SymmetricProperty", "TransitiveProperty"}
    quads = [quad for path in ontology.files for quad in parse(path=path, format=RdfFormat.TURTLE)]
    wanted = (
        quad
        for quad in quads
        if {quad.predicate.value.rsplit("#")[-1], str(quad.object).rsplit("#")[-1].rstrip(">")} & kinds
    )
    return "".join(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in wanted)


@pytest.mark.parametrize("facts", [FACTS, CHAIN])
def test_reasonable_finds_the_same(facts: str, ontology: Ontology) -> None:
    """An OWL 2 RL reasoner that knows these axioms alone says the same of our things."""
    from reasonable import PyReasoner

    reasoner = PyReasoner()
    reasoner.from_graph(Graph().parse(data=f"{PROLOGUE}{facts}{rules_of(ontology)}", format="turtle"))
    theirs = Graph()
    for triple in reasoner.reason():
        theirs.add(triple)
    assert inferred(facts, ontology) | triples(facts) == said_of_things(theirs)


def said_of_things(graph: Graph) -> set[tuple[object, object, object]]:
    """What a reasoner says of our things in our terms and those that they are aligned with."""
    found = parse(graph.serialize(format="nt"), format=RdfFormat.N_TRIPLES)
    vocabulary = tuple(PREFIXES[name] for name in ("owl", "rdfs"))
    return {
        (quad.subject, quad.predicate, quad.object)
        for quad in found
        if not isinstance(quad.subject, BlankNode)
        and str(quad.subject).startswith(f"<{BASE}")
        and not quad.predicate.value.startswith(vocabulary)
        and not str(quad.object).startswith(tuple(f"<{each}" for each in vocabulary))
    }
