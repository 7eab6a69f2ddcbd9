"""The server's addresses, and what is done at each: a request becomes a job, the job's answer a response.

It refuses what no address is for, with a page that says what there is.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serve.description import DescriptionJob
from kg.serve.guard import STYLED_POLICY, Guard, known_hosts
from kg.serve.home import HomeJob
from kg.serve.jobs import HTML, Answer, Job, refusal
from kg.serve.media import GRAPH_OFFERS, ROW_OFFERS, Offer, best, called, names
from kg.serve.pages import SUFFIXES, NotFoundJob, OntologyJob, RdfJob, SearchJob, ThingJob, render
from kg.serve.pool import Pool
from kg.serve.protocol import MAX_BODY_BYTES, METHODS, ProtocolError, asks_nothing, read_query
from kg.serve.protocol import Request as ProtocolRequest
from kg.serve.statics import static_files
from kg.serve.terms import TermsJob

__all__ = ["application"]

_HTML = Offer("text/html", "html")
_THING_OFFERS = (_HTML, *GRAPH_OFFERS)
_HOME_SECONDS, _PAGE_SECONDS = 120, 30  # our own work, not what somebody wrote
_EVERY_METHOD = [*METHODS, "PUT", "DELETE", "PATCH"]  # so that the protocol, not the router, says what is wrong


@dataclass(frozen=True, slots=True)
class _Endpoint:
    """The addresses that need the workers. Of the pages that take a while to make, the last one is kept."""

    pool: Pool
    home_page: list[Answer] = field(default_factory=list)
    ontology_page: list[Answer] = field(default_factory=list)

    async def home(self, request: Request) -> Response:
        """The graph page, made anew when the graph is another."""
        held = next(iter(self.home_page), None)
        answer = await self._answer(request, HomeJob(held.headers["ETag"] if held else ""), _HOME_SECONDS)
        if answer.status == 304 and held:
            answer = held
        elif answer.status == 200:
            self.home_page[:] = [answer]
        if answer.headers.get("ETag", "") == request.headers.get("if-none-match"):
            answer = Answer(304, "", b"", answer.headers)
        return _response(answer)

    async def sparql(self, request: Request) -> Response:
        """The answer to a query; without one, what this endpoint is, or the page to write one on."""
        try:
            asked = await _read(request)
            if request.method == "OPTIONS":
                return Response(status_code=204, headers={"Allow": ", ".join(METHODS)})
            if request.method in {"GET", "HEAD"} and _wants_page(request):
                page = render("query.html.j2", endpoint=f"{request.base_url}sparql")
                return _response(Answer(200, HTML, page, {"Content-Security-Policy": STYLED_POLICY}))
            if asks_nothing(asked):
                return await self._described(request)
            return await self._answered(request, read_query(asked))
        except ProtocolError as error:
            return _response(refusal(error.status, str(error), error.headers))

    async def _described(self, request: Request) -> Response:
        offer = best(request.headers.get("accept", ""), GRAPH_OFFERS)
        if offer is None:
            raise ProtocolError(406, "this endpoint describes itself in RDF or HTML")
        return await self._answered(request, DescriptionJob(str(request.url.replace(query="")), offer))

    async def _answered(self, request: Request, job: Job, seconds: float | None = None) -> Response:
        """The job's response."""
        return _response(await self._answer(request, job, seconds))

    async def _answer(self, request: Request, job: Job, seconds: float | None = None) -> Answer:
        """The job's answer; the job is ended where nobody waits for it any more, or the server stops."""
        running = asyncio.ensure_future(self.pool.run(job, seconds))
        others = [asyncio.ensure_future(each) for each in (_left(request), self.pool.leaving.wait())]
        try:
            await asyncio.wait({running, *others}, return_when=asyncio.FIRST_COMPLETED)
            return running.result() if running.done() else refusal(503, "the server is being stopped")
        finally:
            for task in (running, *others):
                task.cancel()
            await asyncio.gather(running, *others, return_exceptions=True)

    async def thing(self, request: Request) -> Response:
        """A thing's page, or its triples where the address or the client asks for them."""
        name, wanted = _named(request.path_params["name"])
        offer = called(wanted, GRAPH_OFFERS) if wanted else best(request.headers.get("accept", ""), _THING_OFFERS)
        if offer is None:
            return _response(refusal(406, f"a thing is described as one of: {names(_THING_OFFERS)}"))
        if offer is _HTML:
            return await self._answered(
                request, ThingJob(name, _number(request.query_params.get("page", ""))), _PAGE_SECONDS
            )
        response = await self._answered(request, RdfJob(name, offer))
        suffix = next((suffix for suffix, form in SUFFIXES.items() if form == offer.name), "")
        if response.status_code == 200 and suffix and not wanted:
            response.headers["Content-Location"] = f"{quote(request.scope['path'])}.{suffix}"
        return response

    async def search(self, request: Request) -> Response:
        """The page with what has these words in its name."""
        return await self._answered(request, SearchJob(request.query_params.get("q", "")[:200]), _PAGE_SECONDS)

    async def terms(self, request: Request) -> Response:
        """What the query editor needs."""
        return await self._answered(request, TermsJob(), _PAGE_SECONDS)

    async def ontology(self, request: Request) -> Response:
        """The page that explains the graph's words; it is the same as long as the server runs."""
        if not self.ontology_page:
            answer = await self._answer(request, OntologyJob(), _PAGE_SECONDS)
            if answer.status != 200:
                return _response(answer)
            self.ontology_page[:] = [answer]
        return _response(self.ontology_page[0])

    async def missing(self, request: Request) -> Response:
        """A page for an address at which nothing is."""
        return await self._answered(request, NotFoundJob(request.path_params["name"].strip("/")[:200]))


def _static(request: Request) -> Response:
    """A file that pages need."""
    found = static_files().get(request.path_params["name"])
    if found is None:
        return _response(refusal(404, "there is no such file"))
    return Response(found.body, headers={"Content-Type": found.media_type, "Cache-Control": "max-age=3600"})


def _named(path: str) -> tuple[str, str]:
    """The name in a thing's address, and the form that the address asks for, if it does."""
    name, _, suffix = path.rpartition(".")
    return (name, SUFFIXES[suffix]) if name and suffix in SUFFIXES else (path, "")


def _number(text: str) -> int:
    return max(1, int(text)) if text.isdecimal() and len(text) < 6 else 1


async def _read(request: Request) -> ProtocolRequest:
    """What of the request the protocol is about; ProtocolError where its body is too large."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MAX_BODY_BYTES:
            raise ProtocolError(413, f"a query has at most {MAX_BODY_BYTES:,} bytes")
    headers = request.headers
    return ProtocolRequest(
        request.method, request.scope["query_string"], headers.get("content-type", ""), headers.get("accept", ""), body
    )


def _wants_page(request: Request) -> bool:
    """Whether a person asks, whose browser likes HTML best; `?format=` is for programs."""
    offers = (_HTML, *ROW_OFFERS, *GRAPH_OFFERS)
    accept = request.headers.get("accept", "")
    return "text/html" in accept and best(accept, offers) is _HTML and "format" not in request.query_params


async def _left(request: Request) -> None:
    """Ends when the client is gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _response(answer: Answer) -> Response:
    headers = {"Vary": "Accept", **answer.headers}
    if answer.media_type:
        headers["Content-Type"] = answer.media_type
    return Response(answer.body, answer.status, headers)


def application(pool: Pool, host: str, origins: tuple[str, ...] = ()) -> Guard:
    """The ASGI application for that host; it begins the workers when it starts, and ends them when it stops."""

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await pool.start()
        try:
            yield
        finally:
            await pool.close()

    endpoint = _Endpoint(pool)
    routes = [
        Route("/", endpoint.home),
        Route("/sparql", endpoint.sparql, methods=_EVERY_METHOD),
        Route("/id/{name:path}", endpoint.thing),
        Route("/search", endpoint.search),
        Route("/ontology", endpoint.ontology),
        Route("/terms.json", endpoint.terms),
        Route("/static/{name}", _static),
        Route("/{name:path}", endpoint.missing),
    ]
    return Guard(Starlette(routes=routes, lifespan=lifespan), known_hosts(host), origins)
