"""The SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/): a request in, the query that it asks out.

It refuses what the protocol does not allow, and every update, with the status that fits and a sentence that says why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from kg.serve.media import GRAPH_OFFERS, ROW_OFFERS, Offer, best, called, names
from kg.serve.queries import QueryJob

__all__ = ["MAX_BODY_BYTES", "METHODS", "ProtocolError", "Request", "asks_nothing", "read_query"]

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
MAX_BODY_BYTES = 1 << 20

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_READ_ONLY = "this endpoint answers queries only: the graph holds what the articles say, and no update changes it"

Parameters = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Request:
    """What of an HTTP request matters here. `content_type` and `accept` are the headers, empty where there are none."""

    method: str
    query_string: bytes
    content_type: str = ""
    accept: str = ""
    body: bytes = b""


class ProtocolError(Exception):
    """A request that is not answered, with the status that says so. Nobody but the endpoint sees it."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}


def asks_nothing(request: Request) -> bool:
    """Whether this is a GET that has no query, which asks what this endpoint is."""
    return request.method in {"GET", "HEAD"} and not {"query", "update"} & dict(_url_parameters(request)).keys()


def read_query(request: Request) -> QueryJob:
    """The query of the request; ProtocolError where it has none, more than one, or something else."""
    parameters, text = _parts(request)
    graphs = [tuple(_all(parameters, name)) for name in ("default-graph-uri", "named-graph-uri")]
    wanted = _all(parameters, "format")
    return QueryJob(text, graphs[0], graphs[1], *_offers(request.accept, wanted))


def _parts(request: Request) -> tuple[Parameters, str]:
    """The parameters, and the query (2.1.1 to 2.1.3)."""
    url = _url_parameters(request)
    if request.method in {"GET", "HEAD"}:
        if _all(url, "update"):
            raise ProtocolError(400, f"an update cannot be sent by {request.method}, and {_READ_ONLY}")
        return url, _only_query(url)
    if request.method != "POST":
        allowed = ", ".join(METHODS)
        raise ProtocolError(405, f"{request.method} is not answered here; use GET or POST", {"Allow": allowed})
    media_type, _, parameter = request.content_type.partition(";")
    _check_charset(parameter)
    match media_type.strip().lower():
        case "application/x-www-form-urlencoded":
            form = _parsed(request.body)
            return [*url, *form], _only_query(form)
        case "application/sparql-query":
            if _all(url, "query"):
                raise ProtocolError(400, "there is one query in the body and one in the address; send one")
            return url, _text(request.body)
        case "application/sparql-update":
            raise ProtocolError(403, _READ_ONLY)
        case other:
            raise ProtocolError(415, f"a body of type {other or 'unknown'} is not taken; send {_QUERY} or {_FORM}")


def _only_query(parameters: Parameters) -> str:
    if _all(parameters, "update"):
        raise ProtocolError(403, _READ_ONLY)
    queries = _all(parameters, "query")
    if len(queries) != 1:
        raise ProtocolError(400, f"there are {len(queries)} parameters `query`; send exactly one")
    return queries[0]


def _check_charset(parameter: str) -> None:
    name, _, charset = parameter.strip().lower().partition("=")
    if name == "charset" and charset.strip("\"' ") not in {"utf-8", "utf8", "us-ascii"}:
        raise ProtocolError(415, f"a body in {charset.strip()} is not taken; send UTF-8")


def _url_parameters(request: Request) -> Parameters:
    return _parsed(request.query_string)


def _parsed(encoded: bytes) -> Parameters:
    try:
        return parse_qsl(encoded.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError as error:
        raise ProtocolError(400, f"the parameters cannot be read ({error}); send UTF-8, percent-encoded") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProtocolError(400, f"the query is not UTF-8 ({error.reason} at byte {error.start})") from error


def _all(parameters: Parameters, name: str) -> list[str]:
    return [value for each, value in parameters if each == name]


def _offers(accept: str, wanted: Sequence[str]) -> tuple[Offer | None, Offer | None]:
    """The forms for rows and for graphs that the client wants: by `?format=`, which needs no header, or by Accept."""
    if not wanted:
        return best(accept, ROW_OFFERS), best(accept, GRAPH_OFFERS)
    found = called(wanted[-1], ROW_OFFERS), called(wanted[-1], GRAPH_OFFERS)
    if found == (None, None):
        raise ProtocolError(406, f"no format is called {wanted[-1]!r}; there are {names((*ROW_OFFERS, *GRAPH_OFFERS))}")
    return found
