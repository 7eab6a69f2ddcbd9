"""The view of the small graph, and the marking of sentences."""

from dataclasses import replace

import networkx as nx
import pytest
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import Dataset

from kg.export.marks import marked
from kg.export.phrases import phrases_of
from kg.export.view import EdgeView, EvidenceView, NodeView, View, read_view, to_networkx
from kg.inference import inferred_graph, inferred_quads
from kg.ontology import Ontology
from kg.ontology.iris import PREFIXES, term
from kg.store import oxigraph_store

pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib's own use of what it deprecates

BASE = "https://w3id.org/dateline/id/"


def test_nodes_are_the_entities(dataset: Dataset) -> None:
    """Entities with class, label, aliases and Wikidata item; no claims, articles or stories among them."""
    view = read_view(dataset)
    assert [node.label for node in view.nodes] == ["Ana Sørensen", "Nor City", "Norland", "River Pact", "Sudland"]
    assert view.nodes[2] == NodeView(
        BASE + "Norland", "State", "Norland", ("Kingdom of Norland", "Nor City"), "http://www.wikidata.org/entity/Q1"
    )


def test_words_that_stand_for_an_entity_are_no_names_of_it(dataset: Dataset) -> None:
    """Metonyms and demonyms stand apart from aliases."""
    for name, word in (("metonym", "Sud City"), ("demonym", "Sudlanders")):
        oxigraph_store(dataset).add(Quad(NamedNode(f"{BASE}Sudland"), NamedNode(term(name)), Literal(word)))
    sudland = read_view(dataset).nodes[-1]
    assert sudland.stand_ins == ("Sud City", "Sudlanders")
    assert sudland.aliases == ()


def test_edges_are_the_events_in_order_of_time(dataset: Dataset) -> None:
    """Each event once, oldest first, undated last, its relation in words."""
    edges = read_view(dataset).edges
    assert [(edge.relation, edge.status, edge.time) for edge in edges] == [
        ("terminates", "asserted", "2024-03-05"),
        ("removes from whitelist", "intended", "2024-04"),
        ("criticizes", "reported", ""),
        ("criticizes", "denied", ""),
    ]
    assert (edges[0].place, edges[0].plover, edges[0].articles, edges[0].stories) == ("Nor City", "RETREAT", 2, 2)


def test_edges_are_told_as_the_ontology_tells_them(dataset: Dataset) -> None:
    """The phrase of each relation, also where a graph was made before the relation had one."""
    store = oxigraph_store(dataset)
    for quad in list(store.quads_for_pattern(NamedNode(f"{BASE}event_3"), NamedNode(PREFIXES["rdfs"] + "label"), None)):
        store.remove(quad)
    phrases = [edge.phrase for edge in read_view(dataset).edges]
    assert phrases == ["terminates", "removes {o} from its whitelist", "criticizes", "criticizes"]


@pytest.mark.parametrize(
    ("sentences", "phrase"),
    [
        (["Norland sends Sudland a letter"], "sends {o} a letter"),
        (["Norland writes to Sudland"], "writes to {o}"),
        (["Norland writes to Sudland", "Norland writes Sudland", "Norland writes to Sudland"], "writes to {o}"),
        (["Norland asks Sudland for Sudland"], "sends letter to"),  # either can be the object
        (["The Norlanders write"], "sends letter to"),
        (["Norland sends {o} Sudland"], "sends letter to"),
        (["Norland Sudland"], "sends letter to"),
        ([""], "sends letter to"),
    ],
)
def test_a_relation_of_another_ontology_is_told_as_its_events_are(sentences: list[str], phrase: str) -> None:
    """By what their labels say between the two names; by its own name where they don't."""
    told = [("https://other.example/sendsLetterTo", "Norland", sentence, "Sudland") for sentence in sentences]
    assert phrases_of(told) == {"https://other.example/sendsLetterTo": phrase}


def test_evidence_says_who_said_it_where(dataset: Dataset) -> None:
    """An event's evidence is in the order of publication, with article, mentions, speaker and polarity."""
    terminates, _, criticizes, denied = read_view(dataset).edges
    assert [each.published for each in terminates.evidence] == ["2024-03-06", "2024-03-07"]
    first = terminates.evidence[0]
    assert (first.publisher, first.title) == ("The Gazette", "Norland ends River Pact")
    assert (first.subject, first.trigger, first.object) == ("Norland", "scrapped", "the River Pact")
    assert first.url == "https://gazette.example/a?x=1&y=2"
    assert criticizes.evidence[0].speaker == "Ana Sørensen"
    assert denied.evidence[0].polarity == "negative"


def test_the_telling_evidence_bears_the_status_out(dataset: Dataset) -> None:
    """Of several sentences the first that says what the status says; the oldest where none does."""
    edge = read_view(dataset).edges[0]
    threat = replace(edge.evidence[0], modality="possible", sentence="Norland may leave.")
    assert replace(edge, evidence=(threat, *edge.evidence)).telling == edge.evidence[0]
    assert replace(edge, evidence=(threat,)).telling == threat
    assert replace(edge, evidence=()).telling is None


def test_every_article_counts(dataset: Dataset) -> None:
    """Articles are counted by what they are, not by what is known of them, and those without events too."""
    articles = read_view(dataset).articles
    article = "https://w3id.org/dateline/ontology#Article"
    for iri in (f"{BASE}more_1", f"{BASE}more_2"):
        dataset.update(f"INSERT DATA {{ GRAPH <{iri}> {{ <{iri}> a <{article}> }} }}")
    assert read_view(dataset).articles == articles + 2


def test_both_ends_of_an_edge_are_nodes(dataset: Dataset) -> None:
    """An event with something that nobody described still has both its ends, named after the IRI."""
    dataset.update(f"DELETE WHERE {{ <{BASE}River_Pact> ?p ?o }}")
    view = read_view(dataset)
    assert NodeView(BASE + "River_Pact", "Entity", "River Pact") in view.nodes
    assert {end for edge in view.edges for end in (edge.source, edge.target)} <= {node.iri for node in view.nodes}


def test_the_graph_without_union_gives_the_same_view(dataset: Dataset) -> None:
    """Whether queries see all graphs at once or the default one alone makes no difference."""
    apart = Dataset(store="Oxigraph", default_union=False)
    apart.parse(data=dataset.serialize(format="ox-nquads"), format="ox-nquads")
    assert read_view(apart) == read_view(dataset)


def test_what_follows_changes_no_kind(dataset: Dataset, ontology: Ontology) -> None:
    """A state that is inferred to be an actor, too, is drawn as the state that it is said to be."""
    before = read_view(dataset)
    store = oxigraph_store(dataset)
    store.extend(list(inferred_quads(dataset, ontology)))
    assert store.contains_named_graph(inferred_graph(dataset))
    assert read_view(dataset) == before


def made_view(*events: tuple[str, str, int]) -> View:
    """Nodes called by letters, and between each two given an event of so many stories."""
    nodes = tuple(
        NodeView(iri, "State", iri) for iri in sorted({end for one, other, _ in events for end in (one, other)})
    )
    edges = (
        EdgeView(f"e{at}", one, other, "meets", "asserted", "CONSULT", "", "", "", "", stories, stories, ())
        for at, (one, other, stories) in enumerate(events)
    )
    return View(nodes, tuple(edges))


def called(view: View) -> str:
    """The nodes' names, joined."""
    return "".join(node.label for node in view.nodes)


def test_the_page_has_room_for_the_best_supported() -> None:
    """Nodes are kept by the independent stories of their events, not by how many events they have."""
    view = made_view(("a", "b", 9), ("c", "d", 1), ("c", "e", 1), ("c", "f", 1), ("b", "c", 2))
    assert called(view.supported(2)) == "ab"
    assert called(view.supported(3)) == "abc"
    assert called(view.supported(6)) == called(view.supported(99)) == "abcdef"
    assert [edge.iri for edge in view.supported(3).edges] == ["e0", "e4"]
    assert view.supported(0) == View((), ())


def test_what_is_kept_is_tied_to_something_kept() -> None:
    """A well supported node whose partners have no room does not stand there alone, and its room is used."""
    view = made_view(*[("hub", f"leaf{at}", 1) for at in range(5)], ("x", "y", 4), ("self", "self", 4))
    assert {node.label for node in view.supported(3).nodes} == {"self", "x", "y"}
    assert len(view.supported(5).nodes) == 5
    assert all(view.supported(limit).supported(limit) == view.supported(limit) for limit in range(10))


def test_what_is_asked_for_has_room_first() -> None:
    """A node to keep is there however little supports it, with those it is tied to before all others."""
    view = made_view(("a", "b", 9), ("b", "c", 9), ("x", "y", 1), ("y", "z", 1))
    assert called(view.supported(2, ["x"])) == "xy"
    assert called(view.supported(4, ["y"])) == "xyz"
    assert called(view.supported(5, ["y"])) == "abxyz"


def test_networkx_graph_has_plain_attributes(dataset: Dataset) -> None:
    """A MultiDiGraph keyed by IRI, every event an edge, each attribute a string or an integer."""
    graph = to_networkx(dataset)
    assert isinstance(graph, nx.MultiDiGraph)
    assert graph.number_of_edges(BASE + "Sudland", BASE + "Norland") == 3
    assert graph.edges[BASE + "Norland", BASE + "River_Pact", BASE + "event_1"]["label"] == "terminates"
    attributes = [*(each for _, each in graph.nodes(data=True)), *(each for *_, each in graph.edges(data=True))]
    assert {type(value) for each in attributes for value in each.values()} == {str, int}


@pytest.mark.parametrize(
    ("sentence", "mentions", "expected"),
    [
        ("Norland left the pact.", ("Norland", "left", "the pact"), "[s:Norland] [t:left] [o:the pact]."),
        ("It left it.", ("It", "left", "it"), "[s:It] [t:left] [o:it]."),
        ("Norland, once whole Norland, left.", ("Norland", "left", ""), "Norland, once whole [s:Norland], [t:left]."),
        ("Norlanders left.", ("Norland", "left", "Sudland"), "Norlanders [t:left]."),
        ("Nothing here.", ("", "", ""), "Nothing here."),
        ("A (b) c*", ("(b)", "c*", "A"), "[o:A] [s:(b)] [t:c*]"),
        ("the attack on the attack", ("attack", "attack", "x"), "the [t:attack] on the [s:attack]"),
        ("Its old army left it.", ("Its old army", "left", "Its"), "[o:Its][s: old army] [t:left] it."),
        ("The trade ministry met.", ("The trade ministry", "ministry", ""), "[s:The trade ][t:ministry] met."),
        ("It ended the pact.", ("It", "pact", "the pact"), "[s:It] ended [o:the ][t:pact]."),
        ("The two states met.", ("The two states", "met", "The two states"), "[b:The two states] [t:met]."),
    ],
)
def test_mentions_are_marked_as_whole_words(sentence: str, mentions: tuple[str, str, str], expected: str) -> None:
    """Each mention is marked once, nearest to the trigger, apart from the others if it can be, never inside a word."""
    subject, trigger, object_ = mentions
    pieces = marked(EvidenceView(sentence, subject, trigger, object_, "", "", "", "", "", "actual", "positive"))
    assert "".join(text for text, _ in pieces) == sentence
    assert "".join(f"[{role[0]}:{text}]" if role else text for text, role in pieces) == expected
