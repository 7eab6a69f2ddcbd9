"""The server's addresses, and what is done at each: a request becomes a job, the job's answer a response.

It refuses what no address is for, with a page that says what there is.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serve.description import DescriptionJob
from kg.serve.guard import Guard, known_hosts
from kg.serve.jobs import Answer, Job, refusal
from kg.serve.media import GRAPH_OFFERS, Offer, best
from kg.serve.pool import Pool
from kg.serve.protocol import MAX_BODY_BYTES, METHODS, ProtocolError, asks_nothing, read_query
from kg.serve.protocol import Request as ProtocolRequest

__all__ = ["application"]

_HTML = Offer("text/html", "html")
_EVERY_METHOD = [*METHODS, "PUT", "DELETE", "PATCH"]  # so that the protocol, not the router, says what is wrong


@dataclass(frozen=True, slots=True)
class _Endpoint:
    """The addresses that need the workers."""

    pool: Pool

    async def sparql(self, request: Request) -> Response:
        """The answer to a query; without one, what this endpoint is, or the page to write one on."""
        try:
            asked = await _read(request)
            if request.method == "OPTIONS":
                return Response(status_code=204, headers={"Allow": ", ".join(METHODS)})
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

    async def _answered(self, request: Request, job: Job) -> Response:
        """The job's response; the job is ended where nobody waits for it any more, or the server stops."""
        running = asyncio.ensure_future(self.pool.run(job))
        others = [asyncio.ensure_future(each) for each in (_left(request), self.pool.leaving.wait())]
        try:
            await asyncio.wait({running, *others}, return_when=asyncio.FIRST_COMPLETED)
            return _response(running.result() if running.done() else refusal(503, "the server is being stopped"))
        finally:
            for task in (running, *others):
                task.cancel()
            await asyncio.gather(running, *others, return_exceptions=True)


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
    routes = [Route("/sparql", endpoint.sparql, methods=_EVERY_METHOD)]
    return Guard(Starlette(routes=routes, lifespan=lifespan), known_hosts(host), origins)
