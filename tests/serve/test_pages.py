"""The pages: every thing of the graph has one, for people and for programs, and one finds it by its name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg.serve.examples import EXAMPLES
from kg.serve.statics import static_files

from .conftest import GRAPH, Server, make_store, start

ID = "https://w3id.org/dateline/id/"
KG = "https://w3id.org/dateline/ontology#"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
HTML = "text/html; charset=utf-8"


def text_of(page: str) -> str:
    """What a reader sees of the page's body, on one line."""
    body = re.sub(r"<[^>]+>", " ", page.partition("<body>")[2])
    return " ".join(body.split())


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Norland", "state Norland also Kingdom of Norland , Nor City"),
        ("Norland", "same as Wikidata Q1"),
        ("Norland", "Facts Norland terminates River Pact"),
        ("River_Pact", "Norland terminates River Pact"),
        ("Norland", "2024-03-05 Norland terminates River Pact asserted"),
        ("Norland", "no date Sudland criticizes Norland"),
        ("Nor_City", "Events 1"),
        ("Ana_S%C3%B8rensen", "Says 1 Sudland criticizes Norland"),
        ("event_1", "asserted stated as fact Norland terminates River Pact"),
        ("event_1", "when 2024-03-05"),
        ("event_1", "On Tuesday Norland scrapped the River Pact"),
        ("event_4", "Sudland criticizes Norland denied here"),
        ("claim_3", "Sudland criticizes Norland"),
        ("claim_3", "said by Ana Sørensen"),
        ("claim_4", "Sudland removes Norland from its whitelist intended"),
        ("event_3", "Sudland removes Norland from its whitelist"),
        ("article_a", "author A. Writer"),
        ("article_a", "In the words of the articles 2"),
        ("story_2", "Articles 1 Sudland hits back"),
        ("evidence_3", "Sudland criticised its neighbour, Ana Sørensen said."),
    ],
)
def test_every_thing_has_a_page(server: Server, name: str, shown: str) -> None:
    """Entity, event, claim, article, story, sentence: each says what it is and what it has to do with."""
    response = server.client.get(f"/id/{name}", headers={"Accept": BROWSER})
    assert (response.status_code, response.headers["Content-Type"]) == (200, HTML)
    assert shown.replace(" ,", ",") in text_of(response.text).replace(" ,", ",")


def test_every_link_leads_somewhere(server: Server) -> None:
    """From the state one reaches every thing of the graph, and no link is dead."""
    seen, waiting = set[str](), {"/id/Norland"}
    while waiting:
        path = waiting.pop()
        seen.add(path)
        response = server.client.get(path, headers={"Accept": "text/html"} if "." not in path else {})
        assert response.status_code == 200, path
        if response.headers["Content-Type"] == HTML:
            waiting |= set(re.findall(r'href="(/id/[^"?#]+)"', response.text)) - seen
    assert {f"/id/event_{number}" for number in range(1, 5)} | {"/id/story_1", "/id/claim_5", "/id/Sudland"} <= seen


@pytest.mark.parametrize(
    ("path", "accept", "media_type"),
    [
        ("Norland", BROWSER, "text/html"),
        ("Norland", "*/*", "text/html"),
        ("Norland", "text/turtle", "text/turtle"),
        ("Norland", "application/ld+json", "application/ld+json"),
        ("Norland", "application/n-triples, text/turtle;q=0.5", "application/n-triples"),
        ("Norland", "text/html;q=0.1, application/rdf+xml", "application/rdf+xml"),
        ("Norland.ttl", BROWSER, "text/turtle"),
        ("Norland.jsonld", BROWSER, "application/ld+json"),
        ("Norland.nt", "*/*", "application/n-triples"),
        ("Norland.rdf", "*/*", "application/rdf+xml"),
    ],
)
def test_programs_are_given_triples(server: Server, path: str, accept: str, media_type: str) -> None:
    """By Accept or by the end of the address; the same triples in every form, those that lead to the thing too."""
    response = server.client.get(f"/id/{path}", headers={"Accept": accept})
    assert (response.status_code, response.headers["Content-Type"].partition(";")[0]) == (200, media_type)
    assert response.headers["Vary"] == "Accept"
    if media_type == "text/html":
        return
    form = RdfFormat.from_media_type(media_type)
    assert form
    said = {str(quad.triple) for quad in parse(response.content, format=form)}
    assert f"<{ID}Norland> <{KG}terminates> <{ID}River_Pact>" in said
    assert f"<{ID}event_2> <{KG}object> <{ID}Norland>" in said
    suffix = {"text/turtle": "ttl", "application/ld+json": "jsonld", "application/n-triples": "nt"}.get(
        media_type, "rdf"
    )
    assert response.headers.get("Content-Location") == (None if "." in path else f"/id/Norland.{suffix}")


def test_a_name_in_another_script_has_an_address(server: Server) -> None:
    """What a header tells of it is percent-encoded, as headers have to be."""
    response = server.client.get("/id/Ana_S%C3%B8rensen", headers={"Accept": "text/turtle"})
    assert (response.status_code, response.headers["Content-Location"]) == (200, "/id/Ana_S%C3%B8rensen.ttl")


def test_a_form_that_does_not_exist_is_refused(server: Server) -> None:
    """Who takes nothing that there is, is told what there is."""
    response = server.client.get("/id/Norland", headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert "text/turtle" in response.text


@pytest.mark.parametrize(
    ("path", "near"),
    [("id/Norlnd", "Norland"), ("id/norland", "Norland"), ("id/Sorensen", "Ana Sørensen"), ("id/Kingdom", "Norland")],
)
def test_a_name_that_nothing_has_leads_to_the_nearest(server: Server, path: str, near: str) -> None:
    """A slip is forgiven: 404, and a link to what was meant."""
    response = server.client.get(f"/{path}", headers={"Accept": BROWSER})
    assert (response.status_code, response.headers["Content-Type"]) == (404, HTML)
    assert f"<bdi>{near}</bdi></a>" in response.text


@pytest.mark.parametrize(
    "path", ["id/Qqqq.ttl", "id/", "nowhere", "id/%3Cscript%3E", "static/..%2fapp.py", "id/a%20b", "id/%00"]
)
def test_no_address_is_too_strange(server: Server, path: str) -> None:
    """Whatever is asked for, the answer is that it is not there."""
    assert server.client.get(f"/{path}").status_code == 404


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("norland", ["Norland", "Norland ends River Pact", "Norland terminates River Pact"]),
        ("SØRENSEN", ["Ana Sørensen"]),
        ("kingdom", ["Norland"]),
        ("pact river", ["River Pact", "Norland ends River Pact"]),
        ("hits back", ["Sudland hits back"]),
        ("zzz", []),
    ],
)
def test_things_are_found_by_their_names(server: Server, words: str, found: list[str]) -> None:
    """Entities first, then what tells of them; case, accents and order don't matter."""
    response = server.client.get("/search", params={"q": words})
    labels = list(dict.fromkeys(re.findall(r'<a href="/id/[^"]+"><bdi>([^<]+)</bdi></a>', response.text)))
    assert [label for label in labels if label in found][: len(found)] == found if found else not labels
    assert not found or labels[0] == found[0]


def test_another_namespace_has_the_same_pages(tmp_path: Path) -> None:
    """With --base the addresses stay; only what they stand for is called otherwise."""
    base = "http://graph.example/thing/"
    store = make_store(tmp_path / ".kg", GRAPH.read_text(encoding="utf-8").replace(ID, base), base)
    with start(store) as server:
        page = server.client.get("/id/Norland").text
        assert f"<code>{base}Norland</code>" in page
        assert 'href="/id/River_Pact"' in page
        turtle = server.client.get("/id/Norland.ttl").text
        assert f"@prefix id: <{base}> ." in turtle
        assert server.query("SELECT ?s { ?s kg:terminates id:River_Pact }").text.count(f"{base}Norland") == 1


def test_the_first_page_draws_the_graph(server: Server) -> None:
    """The graph page leads on to the others, and is not sent again to who has it."""
    response = server.client.get("/")
    assert (response.status_code, response.headers["Content-Type"]) == (200, HTML)
    assert '<a href="/sparql">Query</a>' in response.text
    assert '"/id/Norland"' in response.text
    again = server.client.get("/", headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_query_page_is_for_people(server: Server) -> None:
    """A browser at /sparql gets the page, with a query in the address too; a program its answer."""
    for parameters in ({}, {"query": "ASK {}"}):
        page = server.client.get("/sparql", params=parameters, headers={"Accept": BROWSER})
        assert (page.status_code, page.headers["Content-Type"]) == (200, HTML)
        assert "/static/yasgui.js" in page.text
    answer = server.client.get("/sparql", params={"query": "ASK {}", "format": "json"}, headers={"Accept": BROWSER})
    assert answer.json() == {"head": {}, "boolean": True}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_every_query_to_begin_with_finds_something(server: Server, example: object) -> None:
    """Whoever clicks one sees an answer."""
    assert hasattr(example, "query")
    response = server.query(example.query)
    assert response.status_code == 200, response.text
    rows = response.json()["results"]["bindings"] if "json" in response.headers["Content-Type"] else response.text
    assert rows


def test_the_editor_knows_the_words_of_the_graph(server: Server) -> None:
    """Classes, properties, relations and entities, each as one writes it."""
    told = server.client.get("/terms.json").json()
    assert {"kg:Event", "kg:status", "kg:terminates", "kg:State", "id:Norland", "rdfs:label"} <= set(told["terms"])
    assert told["prefixes"]["id"] == told["base"] == ID


def test_the_questions_of_kg_ask_are_there(server: Server) -> None:
    """Each question is offered with names of this graph, and is answered."""
    questions = server.client.get("/terms.json").json()["questions"]
    assert len(questions) > 10
    for question in questions:
        assert server.query(question["query"]).status_code == 200, question


def test_the_words_of_the_graph_are_explained(server: Server) -> None:
    """The page of the ontology has a place for each relation, and things lead to it."""
    page = server.client.get("/ontology").text
    assert 'id="terminates"' in page
    assert 'href="/ontology#terminates"' in server.client.get("/id/event_1").text


def test_no_file_of_ours_asks_anybody() -> None:
    """No script or style sheet names a service that it would ask; links that one may click are another matter."""
    for name, file in static_files().items():
        text = file.body.decode("utf-8")
        for place in (
            "prefix.cc/",
            "lov.linkeddata",
            "dbpedia.org/sparql",
            "query.wikidata.org",
            "unpkg",
            "jsdelivr",
            "cdnjs",
        ):
            assert place not in text or name == "yasgui.licences.txt", (name, place)
        assert "@import" not in text or name.endswith(".js"), name
        assert not re.findall(r"url\([\"']?https?:", text), name
