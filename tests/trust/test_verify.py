"""A sound graph verifies; each way of breaking it is found, under its own name and no other."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse
from rdflib import Dataset

from kg.cli import main
from kg.model import Article
from kg.ontology import Ontology
from kg.ontology.iris import BASE, PREFIXES
from kg.trust import PROMISES, Report, verify
from kg.trust.articles import words_of

if TYPE_CHECKING:
    from tests.conftest import Demo

Verify = Callable[[], Report]

PROLOGUE = "".join(f"@prefix {name}: <{namespace}> .\n" for name, namespace in PREFIXES.items())

ONE, TWO = "article_4da1d6b266e3c0e6", "article_62b9b2bea2f56425"
ENDED, MET, PLANNED = "event_da5a145bb0bb72ec", "event_1b7f18ad7075e6a4", "event_44e9df1d16cab8b5"
DISPUTED, DENIED, HEADED = "event_25ddeb654a37136d", "event_5396188ee7e67dfc", "event_d6a35e013f2c50ae"
PLAN, MEETING, DENIAL = "claim_5f32b37bf38ead5c", "claim_4f06900c55afc149", "claim_ff7de307180c74a1"
HEADLINE, ENDING, HEADING = "claim_06aabb012f9ad049", "claim_c02520afec65cae7", "claim_96a3e7716e98fde9"
SENTENCE, STORY = "evidence_c08d6dd45d0caec8", "story_4da1d6b266e3c0e6"
AGAIN = 'a kg:Evidence ; oa:exact "Norway ends fishing pact" ; oa:start 0 ; oa:end 24 ; prov:wasDerivedFrom'

BROKEN = [
    # kind and place of the fault, the graph that is changed, what is taken out, what is put in
    ("text", ONE, ONE, f'id:{ONE} kg:sha256 "1a4cc3ccbf0cfb0a"', f'id:{ONE} kg:sha256 "0123456789abcdef"'),
    ("span", SENTENCE, ONE, f"id:{SENTENCE} oa:start 174", f"id:{SENTENCE} oa:start 173"),
    ("span", SENTENCE, ONE, f"id:{SENTENCE} oa:end 233", f"id:{SENTENCE} oa:end 99999999999999999999"),
    ("words", PLAN, ONE, f'id:{PLAN} kg:trigger "withdraw"', f'id:{PLAN} kg:trigger "terminated"'),
    ("words", PLAN, ONE, f'id:{PLAN} kg:subjectText "Iceland"', f'id:{PLAN} kg:subjectText "Greenland"'),
    ("name", MEETING, "", 'id:Ola_Berg rdfs:label "Ola Berg"@en', 'id:Ola_Berg rdfs:label "Kari Lund"@en'),
    ("graph", ONE, "", "", f"id:{ONE} a kg:Article"),
    ("graph", "note", ONE, "", 'id:note rdfs:comment "left over"'),
    ("graph", "_:left", "", "", "id:Norway kg:meets [ a kg:State ]"),
    (
        "evidence",
        PLAN,
        ONE,
        f"id:{PLAN} kg:evidence id:{SENTENCE}",
        f"id:{PLAN} kg:evidence id:evidence_22ab3fcd2c6851fa",
    ),
    ("evidence", "evidence_0", ONE, "", f"id:evidence_0 {AGAIN} id:{ONE}"),
    ("shape", PLAN, ONE, f'id:{PLAN} kg:rule "control"', ""),
    ("shape", ENDED, "", "", f"id:{ENDED} kg:storyCount 1"),
    ("shape", ENDED, "", f"id:{ENDED} kg:articleCount 2", f'id:{ENDED} kg:articleCount "two"'),
    ("shape", PLAN, ONE, f'id:{PLAN} kg:extractor "rules"', f'id:{PLAN} kg:extractor "rules" , "guesses"'),
    ("claims", HEADLINE, "", f"id:{ENDED} kg:claim id:{HEADLINE}", ""),
    ("claims", PLANNED, "", f"id:{PLANNED} kg:claim id:{PLAN}", ""),
    ("topic", PLANNED, "", f"id:{PLANNED} kg:object id:North_Fishing_Agreement", f"id:{PLANNED} kg:object id:Norway"),
    ("topic", PLANNED, "", f"id:{PLANNED} kg:relation kg:withdrawsFrom", f"id:{PLANNED} kg:relation kg:signs"),
    ("status", PLANNED, "", f'id:{PLANNED} kg:status "intended"', f'id:{PLANNED} kg:status "possible"'),
    ("status", DISPUTED, "", f'id:{DISPUTED} kg:status "disputed"', f'id:{DISPUTED} kg:status "reported"'),
    ("status", DENIED, "", f'id:{DENIED} kg:status "denied"', f'id:{DENIED} kg:status "intended"'),
    ("counts", ENDED, "", f"id:{ENDED} kg:articleCount 2", f"id:{ENDED} kg:articleCount 3"),
    ("counts", ENDED, "", f"id:{ENDED} kg:storyCount 2", f"id:{ENDED} kg:storyCount 1"),
    ("time", ENDED, "", f'id:{ENDED} kg:timeLabel "2019-08-26"', ""),
    ("fact", "Iceland", "", "", "id:Iceland kg:withdrawsFrom id:North_Fishing_Agreement"),
    ("fact", "Denmark", "", "", "id:Denmark kg:condemns id:Norway"),
    ("fact", "Norway", "", "", "id:Norway kg:attacks id:Denmark"),
    ("fact", MET, "", "id:Ola_Berg kg:meets id:Jon_Thorsson", ""),
    ("fact", HEADED, "", "id:Jon_Thorsson kg:headOf id:Iceland", ""),
    ("iri", "Bergen", "", "id:Bergen a kg:City", ""),
    ("iri", "Oslo", "", "", "id:Norway kg:capital id:Oslo"),
    ("iri", "Oslo", "", "", 'id:Oslo skos:altLabel "Christiania"'),
    ("orphan", "Oslo", "", "", 'id:Oslo a kg:City ; rdfs:label "Oslo"@en'),
    ("orphan", "story_0", "", "", 'id:story_0 a kg:Story ; rdfs:label "Untold"@en'),
    ("label", "Bergen", "", 'id:Bergen rdfs:label "Bergen"@en', ""),
    ("label", STORY, "", "", f'id:{STORY} rdfs:label "Another title"@en'),
]


def triples(text: str, graph: str) -> list[Quad]:
    """The triples in Turtle, put into the graph of an article, or into the shared one where none is named."""
    place = NamedNode(BASE + graph) if graph else DefaultGraph()
    found = parse(f"{PROLOGUE}{text} .", format=RdfFormat.TURTLE) if text else ()
    return [Quad(quad.subject, quad.predicate, quad.object, place) for quad in found]


@pytest.fixture
def check(dataset: Dataset, articles: tuple[Article, ...], ontology: Ontology) -> Verify:
    """`verify` for the graph of this folder as it is by then."""
    return lambda: verify(dataset, articles, ontology)


def test_a_sound_graph_has_no_fault(store: Store, check: Verify) -> None:
    """Nothing is found, and the report says how much was looked at."""
    report = check()
    assert report.faults == ()
    assert report.is_sound
    found = (report.articles, report.spans, report.claims, report.events, report.entities, report.stories)
    assert found == (3, 9, 11, 8, 8, 3)
    assert report.facts == 7


@pytest.mark.parametrize(("kind", "iri", "graph", "out", "into"), BROKEN)
def test_each_breakage_is_found(  # noqa: PLR0917 -- the columns of the table come first
    kind: str, iri: str, graph: str, out: str, into: str, store: Store, check: Verify
) -> None:
    """One change gives one kind of fault, at the place that is wrong, with a reason."""
    for quad in triples(out, graph):
        assert quad in store
        store.remove(quad)
    store.extend(triples(into, graph))
    faults = check().faults
    assert {fault.kind for fault in faults} == {kind}
    assert iri.startswith("_:") or BASE + iri in {fault.iri for fault in faults}
    assert all(fault.message for fault in faults)


def test_a_claim_of_two_events_is_a_fault(store: Store, check: Verify) -> None:
    """A claim that a second event lays hold of is told, with both events."""
    store.extend(triples(f"id:{MET} kg:claim id:{HEADLINE}", ""))
    (fault,) = (fault for fault in check().faults if fault.kind == "claims")
    assert fault.iri == BASE + HEADLINE
    assert MET in fault.message
    assert ENDED in fault.message


def test_a_claim_in_two_graphs_is_a_fault(store: Store, check: Verify) -> None:
    """What one article says stands in its graph alone."""
    said = list(store.quads_for_pattern(NamedNode(BASE + PLAN), None, None))
    store.extend(Quad(quad.subject, quad.predicate, quad.object, NamedNode(BASE + TWO)) for quad in said)
    assert ("graph", BASE + PLAN) in {(fault.kind, fault.iri) for fault in check().faults}


def test_texts_and_graphs_belong_together(
    store: Store, dataset: Dataset, articles: tuple[Article, ...], ontology: Ontology
) -> None:
    """A stored text that is not in the graph, an article in the graph without a text, a text that was changed."""
    other = replace(articles[0], id="another", text="Nothing happened.")
    changed = replace(articles[0], text=articles[0].text.replace("2019", "2018"))
    for given, kinds in (
        ((*articles, other), {"text"}),
        (articles[1:], {"text"}),
        ((changed, *articles[1:]), {"text", "span"}),
    ):
        assert {fault.kind for fault in verify(dataset, given, ontology).faults} == kinds


def test_an_event_lies_within_the_times_of_its_claims(store: Store, check: Verify) -> None:
    """A day that no claim gives, and a time that ends before it begins, are told."""
    day = '"2019-08-{}"^^xsd:date'
    for name in ("earliest", "latest"):
        (quad,) = triples(f"id:{ENDED} kg:{name} {day.format(26)}", "")
        store.remove(quad)
    for earliest, latest in ((26, 27), (25, 26), (27, 26)):
        added = triples(f"id:{ENDED} kg:earliest {day.format(earliest)} ; kg:latest {day.format(latest)}", "")
        store.extend(added)
        assert {fault.kind for fault in check().faults} == {"time"}
        for quad in added:
            store.remove(quad)


def test_one_source_bears_out_no_report(store: Store, check: Verify) -> None:
    """A triple of a reported event stands on two stories, or it is a fault."""
    (asserted,) = triples(f'id:{HEADED} kg:status "asserted"', "")
    store.remove(asserted)
    store.extend(triples(f'id:{HEADED} kg:status "reported"', ""))
    (fault,) = check().faults
    assert (fault.kind, fault.iri) == ("fact", BASE + "Jon_Thorsson")


def test_faults_are_sorted_and_come_once(store: Store, check: Verify) -> None:
    """The same graph gives the same list."""
    store.extend(triples("id:Norway kg:meets id:Oslo . id:Iceland kg:meets id:Oslo", ""))
    faults = check().faults
    assert list(faults) == sorted(set(faults))
    assert {fault.kind for fault in faults} == {"fact", "iri"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("the EU", "EU-wide"),
        ("U.N.", "the UN's own"),
        ("Zürich", "ZURICH"),
        ("The Who", "who are they"),
        ("Of", "Of!"),
    ],
)
def test_a_name_is_known_by_any_of_its_words(name: str, text: str) -> None:
    """Case, accents and full stops in abbreviations make no other word."""
    assert words_of(name) & words_of(text)


def test_little_words_name_nothing() -> None:
    """Two names do not meet in an article or a preposition."""
    assert not words_of("the Bank of Japan") & words_of("the sound of the sea")


def test_every_check_is_tried() -> None:
    """There is a breakage for each promise, and a promise for each breakage."""
    assert {kind for kind, *_ in BROKEN} == set(PROMISES)
    assert all(promise.endswith(".") for promise in PROMISES.values())


def test_the_demo_is_sound(demo: Demo) -> None:
    """The graph of sources/ says only what its articles say, and the command says so."""
    result = CliRunner().invoke(main, ["verify", "--store", str(demo.store)])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("sound: 8 articles, ")


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_the_command_lists_faults_and_exits_1(
    form: str, store: Store, dataset: Dataset, articles: tuple[Article, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each fault is a row on stdout, in any form; how many there are stands on stderr."""
    store.extend(triples("id:Norway kg:capital id:Oslo", ""))
    monkeypatch.setattr("kg.store.open_store", lambda _: nullcontext((dataset, None)))
    monkeypatch.setattr("kg.update.articles_of", lambda _: iter(articles))
    result = CliRunner().invoke(main, ["verify", "--format", form])
    assert result.exit_code == 1
    assert result.stdout.count("id/Oslo") == 1
    assert result.stderr.startswith("1 fault: 3 articles, ")
