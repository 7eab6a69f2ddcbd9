"""What stands before every page: which names of this host are heard, which other sites may read, and what pages may do.

It refuses a request that was sent to another name, as those of DNS rebinding are, where only this machine can reach us,
and one that a browser sends for a page of another site.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["STYLED_POLICY", "Guard", "is_loopback", "known_hosts"]

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
STYLED_POLICY = _POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
"""For a page whose scripts give styles to what they make."""
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the host of that name or address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def known_hosts(host: str) -> frozenset[str] | None:
    """The names by which this server may be called when it listens there; None for any."""
    return frozenset({"localhost", "127.0.0.1", "::1", host.strip("[]").lower()}) if is_loopback(host) else None


class Guard:
    """The application behind it, for those that may ask. `hosts` are the names heard, None for any."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str] | None, origins: Sequence[str]) -> None:
        self._app = app
        self._hosts = hosts
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is not let through, and put the headers on what is."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = self._allowed(headers.get("origin", ""))

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _complete(MutableHeaders(scope=message), origin, varies=bool(self._origins))
            await send(message)

        refused = self._refused(headers.get("host", "")) or (None if origin else _foreign(headers))
        preflight = scope["method"] == "OPTIONS" and "access-control-request-method" in headers
        app = refused or (_preflight(allowed=bool(origin)) if preflight else self._app)
        await app(scope, receive, send_guarded)

    def _allowed(self, origin: str) -> str:
        """What to tell the browser about this origin: itself, any, or nothing."""
        if "*" in self._origins:
            return "*"
        return origin if origin in self._origins else ""

    def _refused(self, host: str) -> Response | None:
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
        if self._hosts is None or name.strip("[]").lower() in self._hosts:
            return None
        told = (
            f"{host}: is no name of this server; call it localhost, or begin it with --host and an address of its own"
        )
        return PlainTextResponse(told + "\n", 421)


def _foreign(headers: Headers) -> Response | None:
    """The refusal of what a browser asks for a page of another site, which could keep all workers busy with it.

    Links from elsewhere are followed. See W3C's *Fetch Metadata Request Headers*, section 2.
    """
    if headers.get("sec-fetch-site") != "cross-site" or headers.get("sec-fetch-dest") == "document":
        return None
    return PlainTextResponse("other sites may not ask here; begin the server with --cors\n", 403)


def _complete(headers: MutableHeaders, origin: str, *, varies: bool) -> None:
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)
    if varies:
        headers.add_vary_header("Origin")
    if origin:
        headers["Access-Control-Allow-Origin"] = origin
    else:
        headers["Cross-Origin-Resource-Policy"] = "same-origin"


def _preflight(*, allowed: bool) -> Response:
    """What a browser asks before it sends what a form could not."""
    if not allowed:
        return PlainTextResponse("other sites may not read here; begin the server with --cors\n", 403)
    granted = {"Access-Control-Allow-Methods": "GET, POST", "Access-Control-Allow-Headers": "Accept, Content-Type"}
    return Response(status_code=204, headers=granted)
