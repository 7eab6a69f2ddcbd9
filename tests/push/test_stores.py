"""After a push each of the real stores holds what the dataset holds, and nothing of what others put there is lost."""

from __future__ import annotations

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad
from rdflib import Dataset

from kg.errors import PushError
from kg.export.description import describe
from kg.inference import inferred_quads
from kg.ontology import load_ontology
from kg.ontology.iris import mint, term
from kg.push import Destination, Pushed, push
from kg.store import oxigraph_store
from tests.push.conftest import PLACES, Place, found_place, news
from tests.push.proxy import proxy_before

THEIRS = '<a:theirs> <a:says> "keep me" .\n'
THEIR_QUAD = Quad(NamedNode("a:theirs"), NamedNode("a:says"), Literal("keep me"))
REST = "https://example.org/rest"


@pytest.fixture(params=[*PLACES, pytest.param("graphdb", marks=pytest.mark.slow)])
def place(request: pytest.FixtureRequest) -> Place:
    """GraphDB's engine too, which takes long, and a minute to forget a transaction that broke off."""
    return found_place(request)


def in_graph(quad: Quad, graph: str) -> Quad:
    """The quad in a named graph."""
    return Quad(quad.subject, quad.predicate, quad.object, NamedNode(graph))


def quads_of(dataset: Dataset) -> set[Quad]:
    """What the dataset holds, and says of itself."""
    return {*oxigraph_store(dataset), *describe(dataset)}


def counts(pushed: Pushed) -> tuple[int, int, int]:
    """Graphs sent, left and removed."""
    return pushed.sent, pushed.unchanged, pushed.removed


def test_the_store_holds_what_the_dataset_holds(place: Place) -> None:
    """Every quad arrives as it is, in its graph: quotation marks, line ends, languages, days and decimals too."""
    dataset = news("a=1", "b=2")
    pushed = push(dataset, Destination(place.url))
    assert (counts(pushed), pushed.statements) == ((3, 0, 0), len(quads_of(dataset)))
    assert place.quads() == quads_of(dataset)


def test_pushing_again_sends_nothing(place: Place) -> None:
    """Nothing but reading: the store is asked for the list of what is there."""
    dataset = news("a=1", "b=2")
    push(dataset, Destination(place.url))
    with proxy_before(place.url) as proxy:
        assert counts(push(dataset, Destination(proxy.url))) == (0, 3, 0)
        assert proxy.writes == 0
    assert place.quads() == quads_of(dataset)


def test_articles_come_change_and_go(place: Place) -> None:
    """What changed is replaced, what is new is added, of what is gone nothing is left."""
    push(news("a=1", "b=1", "c=1"), Destination(place.url))
    after = news("a=1", "b=2", "d=1")
    assert counts(push(after, Destination(place.url))) == (3, 1, 1)
    assert place.quads() == quads_of(after)
    assert counts(push(after, Destination(place.url))) == (0, 4, 0)


def test_an_empty_graph_empties_what_was_pushed(place: Place) -> None:
    """When the last article is gone, so is all that was said."""
    place.add("a:g", THEIRS)
    push(news("a=1"), Destination(place.url))
    assert counts(push(news(), Destination(place.url))) == (1, 0, 1)
    assert place.quads() == quads_of(news()) | {in_graph(THEIR_QUAD, "a:g")}


def test_a_dry_run_changes_nothing(place: Place) -> None:
    """It tells what would be sent and removed, and writes nothing at all."""
    push(news("a=1", "b=1"), Destination(place.url))
    with proxy_before(place.url) as proxy:
        pushed = push(news("b=2", "c=1"), Destination(proxy.url, dry_run=True))
        assert proxy.writes == 0
    assert [(what, graph) for what, graph, _ in pushed.changes] == [
        ("send", mint("article_b")),
        ("send", mint("article_c")),
        ("send", None),
        ("remove", mint("article_a")),
    ]
    assert place.quads() == quads_of(news("a=1", "b=1"))


def test_what_others_put_into_other_graphs_stays(place: Place) -> None:
    """A graph that is none of ours is neither replaced nor removed."""
    place.add("a:g", THEIRS)
    push(news("a=1"), Destination(place.url))
    push(news("b=1"), Destination(place.url))
    assert place.quads() == quads_of(news("b=1")) | {in_graph(THEIR_QUAD, "a:g")}


def test_a_default_graph_of_others_is_not_touched(place: Place) -> None:
    """The push is refused, nothing is written, and the message names the way out, which leads out."""
    place.add(None, THEIRS)
    with proxy_before(place.url) as proxy, pytest.raises(PushError, match="--graph IRI"):
        push(news("a=1"), Destination(proxy.url))
    assert proxy.writes == 0
    push(news("a=1"), Destination(place.url, graph=REST))
    push(news("a=2"), Destination(place.url, graph=REST))
    moved = {in_graph(quad, REST) if quad.graph_name == DefaultGraph() else quad for quad in quads_of(news("a=2"))}
    assert place.quads() == moved | {THEIR_QUAD}


@pytest.mark.parametrize("graph", [None, mint("article_a")])
def test_what_others_added_to_our_graphs_is_not_lost(place: Place, graph: str | None) -> None:
    """Neither is a graph replaced, nor removed, that somebody added to."""
    push(news("a=1"), Destination(place.url))
    place.add(graph, THEIRS)
    for after in (news("a=2", "b=1"), news("b=1")):
        with pytest.raises(PushError, match="somebody else"):
            push(after, Destination(place.url))
    assert place.quads() == quads_of(news("a=1")) | {in_graph(THEIR_QUAD, graph) if graph else THEIR_QUAD}


def test_what_was_loaded_by_hand_is_taken_over(place: Place) -> None:
    """A store that holds the exported file already can be kept up to date from then on; another graph is refused."""
    dataset = news("a=1")
    for graph in (mint("article_a"), None):
        name = NamedNode(graph) if graph else DefaultGraph()
        chosen = [quad for quad in quads_of(dataset) if quad.graph_name == name]
        place.add(graph, "".join(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in chosen))
    with pytest.raises(PushError, match="did not put there"):
        push(news("a=2"), Destination(place.url))
    push(dataset, Destination(place.url))
    push(news("a=2"), Destination(place.url))
    assert place.quads() == quads_of(news("a=2"))


def test_what_belongs_to_no_article_can_move(place: Place) -> None:
    """Named afterwards, its graph is made, and the default graph is cleared of it."""
    push(news("a=1"), Destination(place.url))
    assert counts(push(news("a=1"), Destination(place.url, graph=REST))) == (1, 1, 1)
    assert {quad.graph_name for quad in place.quads()} == {NamedNode(REST), NamedNode(mint("article_a"))}


def test_what_follows_from_the_facts_goes_along(place: Place) -> None:
    """With `infer` it is a graph of its own, replaced as the facts change, and gone when it is not asked for."""
    facts = {"Ann": "spouseOf", "Ben": "parentOf"}
    for name, relation in facts.items():
        dataset = news("a=1")
        oxigraph_store(dataset).add(Quad(NamedNode(mint(name)), NamedNode(term(relation)), NamedNode(mint("Norland"))))
        inferred = set(inferred_quads(dataset, load_ontology()))
        assert counts(push(dataset, Destination(place.url, infer=True)))[0] >= 2
        assert place.quads() == quads_of(dataset) | inferred
    push(dataset, Destination(place.url))
    assert place.quads() == quads_of(dataset)


def test_two_bases_live_side_by_side(place: Place) -> None:
    """Graphs of another base are another matter: each push sees only its own."""
    base = "https://news.example/id/"
    push(news("a=1"), Destination(place.url))
    push(news("a=1", base=base), Destination(place.url, graph=REST))
    push(news("b=1"), Destination(place.url))
    theirs = quads_of(news("a=1", base=base))
    others = {in_graph(quad, REST) if quad.graph_name == DefaultGraph() else quad for quad in theirs}
    assert {quad for quad in place.quads(base) if base in str(quad)} == others
    assert quads_of(news("b=1")) <= place.quads()
