"""The SPARQL 1.1 Protocol, as far as it applies to an endpoint that only answers queries.

Requests and expectations are written from the specification (https://www.w3.org/TR/sparql11-protocol/); the number of
the section stands with each.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import httpx
import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from .conftest import Server

FORM, QUERY, UPDATE = (
    {"Content-Type": f"application/{name}"} for name in ("x-www-form-urlencoded", "sparql-query", "sparql-update")
)
ID = "https://w3id.org/dateline/id/"
ASK = "ASK { ?s ?p ?o }"
ARTICLES = "SELECT ?s { ?s a kg:Article }"
IN_GRAPHS = "SELECT ?g { GRAPH ?g { ?s a kg:Article } }"
STATES = "SELECT ?s { ?s a kg:State }"
ROWS = ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values")
GRAPHS = ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml", "application/trig")


def send(server: Server, method: str = "GET", raw: str = "", **request: Any) -> httpx.Response:
    """The response to that request at the endpoint; `raw` is what follows the address as it is."""
    return server.client.request(method, f"/sparql{raw}", **request)


class Good(NamedTuple):
    """A request that the protocol allows."""

    section: str
    what: str
    request: dict[str, Any]


GOOD = [
    Good("2.1.1", "query via GET", {"params": {"query": ASK}}),
    Good("2.1.1", "query via GET, percent-encoded", {"params": {"query": 'ASK { ?s rdfs:label "Ana Sørensen"@en }'}}),
    Good("2.1.1", "query via HEAD", {"method": "HEAD", "params": {"query": ASK}}),
    Good("2.1.2", "query via POST with URL-encoded parameters", {"method": "POST", "data": {"query": ASK}}),
    Good(
        "2.1.2",
        "the media type may have parameters",
        {
            "method": "POST",
            "content": b"query=ASK%7B%7D",
            "headers": {"Content-Type": FORM["Content-Type"] + "; charset=UTF-8"},
        },
    ),
    Good("2.1.3", "query via POST directly", {"method": "POST", "content": ASK, "headers": QUERY}),
    Good(
        "2.1.3",
        "query via POST directly, in UTF-8",
        {"method": "POST", "content": 'ASK { ?s rdfs:label "Ana Sørensen"@en }'.encode(), "headers": QUERY},
    ),
]


@pytest.mark.parametrize("good", GOOD, ids=lambda good: f"{good.section} {good.what}")
def test_what_the_protocol_allows_is_answered(server: Server, good: Good) -> None:
    """Every way to send a query gives its answer."""
    response = send(server, **good.request)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/sparql-results+json"
    assert not response.content or response.json() == {"head": {}, "boolean": True}


class Bad(NamedTuple):
    """A request that the protocol does not allow, or this endpoint refuses, with the status and words of the answer."""

    section: str
    what: str
    request: dict[str, Any]
    status: int
    words: str


TWICE = {"params": [("query", ASK), ("query", ASK)]}
BAD = [
    Bad("2.1", "method PUT", {"method": "PUT", "params": {"query": ASK}}, 405, "use GET or POST"),
    Bad("2.1", "method DELETE", {"method": "DELETE", "params": {"query": ASK}}, 405, "use GET or POST"),
    Bad("2.1", "method PATCH", {"method": "PATCH", "params": {"query": ASK}}, 405, "use GET or POST"),
    Bad("2.1.1", "more than one query string", TWICE, 400, "send exactly one"),
    Bad("2.1.2", "no query in the form", {"method": "POST", "data": {"format": "json"}}, 400, "send exactly one"),
    Bad("2.1.2", "two queries in the form", {"method": "POST", "data": {"query": [ASK, ASK]}}, 400, "send exactly one"),
    Bad("2.1.2", "a form without its media type", {"method": "POST", "content": b"query=ASK%7B%7D"}, 415, "unknown"),
    Bad("2.1.2", "a query neither encoded nor UTF-8", {"raw": "?query=%ff"}, 400, "UTF-8"),
    Bad("2.1.3", "a query without its media type", {"method": "POST", "content": ASK.encode()}, 415, "sparql-query"),
    Bad(
        "2.1.3",
        "a query of the wrong media type",
        {"method": "POST", "content": ASK, "headers": {"Content-Type": "text/plain"}},
        415,
        "text/plain is not taken",
    ),
    Bad(
        "2.1.3",
        "a query in UTF-16",
        {"method": "POST", "content": ASK.encode("utf-16"), "headers": QUERY},
        400,
        "UTF-8",
    ),
    Bad(
        "2.1.3",
        "a query said to be in UTF-16",
        {"method": "POST", "content": ASK, "headers": {"Content-Type": "application/sparql-query; charset=UTF-16"}},
        415,
        "send UTF-8",
    ),
    Bad(
        "2.1.3",
        "a query in the address too",
        {"method": "POST", "content": ASK, "headers": QUERY, "params": {"query": ASK}},
        400,
        "send one",
    ),
    Bad("2.1.3", "an empty query", {"method": "POST", "content": b"", "headers": QUERY}, 400, "the query is empty"),
    Bad("2.1.3", "a query too long", {"method": "POST", "content": b"#" * 2_000_000, "headers": QUERY}, 413, "at most"),
    Bad("2.1.4", "a dataset by a relative IRI", {"params": {"query": ASK, "default-graph-uri": "a"}}, 400, "absolute"),
    Bad(
        "2.1.5",
        "no form that the client takes",
        {"params": {"query": ASK}, "headers": {"Accept": "image/png"}},
        406,
        "text/csv",
    ),
    Bad(
        "2.1.5",
        "a form that is not for rows",
        {"params": {"query": ASK}, "headers": {"Accept": "text/turtle"}},
        406,
        "json",
    ),
    Bad("2.1.5", "a form that does not exist", {"params": {"query": ASK, "format": "png"}}, 406, "no format is called"),
    Bad("2.1.7", "a query that does not parse", {"params": {"query": "SELECT * {\n ?s ?p }"}}, 400, "line 2, column 9"),
    Bad("2.1.7", "no query at all", {"params": {"query": "hello"}}, 400, "expected SELECT"),
    Bad("2.2", "an update via GET", {"params": {"update": "CLEAR ALL"}}, 400, "update cannot be sent by GET"),
    Bad("2.2", "an update sent as a query", {"params": {"query": "CLEAR ALL"}}, 403, "would change the graph"),
    Bad(
        "2.2.1", "an update in a form", {"method": "POST", "data": {"update": "CLEAR ALL"}}, 403, "no update changes it"
    ),
    Bad(
        "2.2.1",
        "an update beside a query",
        {"method": "POST", "data": {"query": ASK, "update": "CLEAR ALL"}},
        403,
        "no update changes it",
    ),
    Bad("2.2.2", "an update directly", {"method": "POST", "content": "CLEAR ALL", "headers": UPDATE}, 403, "no update"),
]


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: f"{bad.section} {bad.what}")
def test_what_the_protocol_does_not_allow_is_told(server: Server, bad: Bad) -> None:
    """The status says what kind of mistake it was, the text what to do; it is never HTML."""
    response = send(server, **bad.request)
    assert response.status_code == bad.status
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert bad.words in response.text


def test_a_wrong_method_is_told_the_right_ones(server: Server) -> None:
    """RFC 9110, 15.5.6: with 405 come the methods that are allowed."""
    assert send(server, "PUT").headers["Allow"] == "GET, HEAD, POST, OPTIONS"
    assert send(server, "OPTIONS").headers["Allow"] == "GET, HEAD, POST, OPTIONS"


@pytest.mark.parametrize("by", ["GET", "form", "direct"])
@pytest.mark.parametrize(
    ("query", "graphs", "found"),
    [
        (ARTICLES, [], {"article_a", "article_b"}),
        (ARTICLES, [("default-graph-uri", "article_a")], {"article_a"}),
        (
            ARTICLES,
            [("default-graph-uri", "article_a"), ("default-graph-uri", "article_b")],
            {"article_a", "article_b"},
        ),
        (ARTICLES, [("named-graph-uri", "article_a")], set()),
        (STATES, [("default-graph-uri", "article_a")], set()),
        (IN_GRAPHS, [], {"article_a", "article_b"}),
        (IN_GRAPHS, [("named-graph-uri", "article_b")], {"article_b"}),
        (IN_GRAPHS, [("default-graph-uri", "article_a")], set()),
        (IN_GRAPHS, [("default-graph-uri", "article_a"), ("named-graph-uri", "article_b")], {"article_b"}),
        (ARTICLES.replace("{", "FROM id:article_b {"), [("default-graph-uri", "article_a")], {"article_a"}),
        (IN_GRAPHS.replace("{", "FROM NAMED id:article_a {", 1), [("named-graph-uri", "article_b")], {"article_b"}),
    ],
)
def test_the_dataset_is_what_the_protocol_says(
    server: Server, by: str, query: str, graphs: list[tuple[str, str]], found: set[str]
) -> None:
    """2.1.4: graphs named in parameters are the dataset, however sent, and count before those that the query names."""
    named = [(name, ID + graph) for name, graph in graphs]
    match by:
        case "GET":
            response = send(server, params=[("query", query), *named])
        case "form":
            content = str(httpx.QueryParams([("query", query), *named]))
            response = send(server, "POST", content=content, headers=FORM)
        case _:
            response = send(server, "POST", params=named, content=query, headers=QUERY)
    assert response.status_code == 200, response.text
    rows = response.json()["results"]["bindings"]
    assert {value["value"].removeprefix(ID) for row in rows for value in row.values()} == found


@pytest.mark.parametrize("media_type", ROWS)
@pytest.mark.parametrize("query", [ASK, STATES])
def test_rows_come_in_the_form_that_is_asked_for(server: Server, query: str, media_type: str) -> None:
    """2.1.5: SELECT and ASK in four forms, each read back by another program."""
    response = send(server, params={"query": query}, headers={"Accept": media_type})
    assert (response.status_code, response.headers["Content-Type"].partition(";")[0]) == (200, media_type)
    assert response.headers["Vary"] == "Accept"
    if query == ASK:
        assert "true" in response.text
    elif media_type.endswith("json"):
        assert {row["s"]["value"] for row in json.loads(response.text)["results"]["bindings"]} == {
            ID + "Norland",
            ID + "Sudland",
        }
    elif media_type.endswith("xml"):
        assert len(ET.fromstring(response.text).findall(".//{*}uri")) == 2  # noqa: S314  our own answer
    else:
        head, *iris = ("s", f"{ID}Norland", f"{ID}Sudland")
        lines = [f"?{head}", *(f"<{iri}>" for iri in iris)] if "tab" in media_type else [head, *iris]
        assert sorted(response.text.split()) == sorted(lines)


@pytest.mark.parametrize("media_type", GRAPHS)
@pytest.mark.parametrize("query", ["CONSTRUCT { ?s a ?c } { ?s a ?c }", "DESCRIBE id:Norland"])
def test_graphs_come_in_the_form_that_is_asked_for(server: Server, query: str, media_type: str) -> None:
    """2.1.5: CONSTRUCT and DESCRIBE in five forms that all say the same."""
    response = send(server, params={"query": query}, headers={"Accept": media_type})
    assert (response.status_code, response.headers["Content-Type"].partition(";")[0]) == (200, media_type)
    form = RdfFormat.from_media_type(media_type)
    assert form
    said = {str(quad.triple) for quad in parse(response.content, format=form)}
    plain = send(server, params={"query": query, "format": "nt"})
    assert said == {str(quad.triple) for quad in parse(plain.content, format=RdfFormat.N_TRIPLES)}
    assert said


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("", ROWS[0]),
        ("*/*", ROWS[0]),
        ("text/*", "text/csv"),
        ("application/*", ROWS[0]),
        ("application/json", "application/json"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", ROWS[1]),
        ("text/csv;q=0.5, */*;q=0.1", "text/csv"),
        ("application/sparql-results+json;q=0, */*", "application/json"),
        ("text/csv;q=nonsense, text/tab-separated-values;q=0.2", ROWS[3]),
        ("TEXT/CSV", "text/csv"),
        ("image/png, text/csv;q=0.1", "text/csv"),
        ("text/turtle, application/sparql-results+xml;q=0.2", ROWS[1]),
    ],
)
def test_the_client_is_given_what_it_likes_best(server: Server, accept: str, given: str) -> None:
    """RFC 9110, 12.5.1: qualities, wildcards, and the closest range."""
    response = send(server, params={"query": STATES}, headers={"Accept": accept})
    assert (response.status_code, response.headers["Content-Type"].partition(";")[0]) == (200, given)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("json", ROWS[0]),
        ("xml", ROWS[1]),
        ("csv", ROWS[2]),
        ("TSV", ROWS[3]),
        ("text/csv", ROWS[2]),
        ("turtle", None),
    ],
)
def test_the_form_can_stand_in_the_address(server: Server, name: str, given: str | None) -> None:
    """`?format=` counts before the header, by short name or media type."""
    response = send(server, params={"query": STATES, "format": name}, headers={"Accept": "text/html"})
    assert (response.status_code == 200) == bool(given)
    assert not given or response.headers["Content-Type"].partition(";")[0] == given


def test_the_endpoint_describes_itself(server: Server) -> None:
    """Without a query it gives its service description: its address, what it speaks, how many triples there are."""
    response = send(server, headers={"Accept": "text/turtle"})
    said = "\n".join(str(quad.triple) for quad in parse(response.content, format=RdfFormat.TURTLE))
    service = "http://www.w3.org/ns/sparql-service-description#"
    for predicate, value in (
        ("endpoint", f"{server.address}/sparql"),
        ("supportedLanguage", f"{service}SPARQL11Query"),
    ):
        assert f"<{server.address}/sparql> <{service}{predicate}> <{value}>" in said
    assert f'void#triples> "{counted_triples(server)}"' in said


def counted_triples(server: Server) -> int:
    """How many triples the graphs hold together, each in each."""
    answer = server.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def test_the_same_question_gives_the_same_bytes(server: Server) -> None:
    """A graph is written in order, whichever worker writes it."""
    given = {server.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", format="ttl").content for _ in range(8)}
    assert len(given) == 1
    assert b"geo:" not in given.pop()


def test_answers_are_read_back_by_their_own_rules(server: Server) -> None:
    """What comes as JSON and as XML is the same to a reader of either."""
    query = "SELECT ?s ?name { ?s a kg:State ; rdfs:label ?name } ORDER BY ?s"
    forms = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML, "tsv": QueryResultsFormat.TSV}
    answers = [parse_query_results(server.query(query, format=name).content, form) for name, form in forms.items()]
    assert all(isinstance(answer, QuerySolutions) for answer in answers)
    rows = {tuple(str(row["name"]) for row in answer) for answer in answers if isinstance(answer, QuerySolutions)}
    assert rows == {('"Norland"@en', '"Sudland"@en')}
