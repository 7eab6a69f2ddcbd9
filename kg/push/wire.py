"""Requests to one server: who asks, what is tried again, and what went wrong, in words.

Refuses to follow redirects, which would hand a password to whoever is named there. urllib3 keeps the connection open
from one request to the next and streams files; it comes along with trafilatura, so it costs nobody anything.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from os import SEEK_END
from types import MappingProxyType
from typing import IO
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.exceptions import HTTPError, MaxRetryError, NameResolutionError, NewConnectionError, SSLError

from kg.errors import PushError
from kg.push.destination import Destination, place_of
from kg.push.signing import Signer
from kg.push.violations import REPORT, violation
from kg.rows import one_line

__all__ = ["Refused", "Wire", "connect", "reason_of"]

WAITS_SECONDS = (0.5, 2.0, 8.0)
"""Before each new try."""

UNAVAILABLE = frozenset({502, 503, 504})
CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 900.0
"""A large graph is taken in, and perhaps validated, before the server answers."""

MOST_SHOWN = 300
PIECE_BYTES = 1 << 16

Body = IO[bytes] | bytes | None
Response = urllib3.BaseHTTPResponse
Headers = Mapping[str, str]
NO_HEADERS: Headers = MappingProxyType({})
_PROGRAM = {"User-Agent": "dateline-kg"}


class Refused(PushError):  # noqa: N818 -- a status, which most callers expect and understand
    """The server answered with a status that is no success; `body` is what it said, `media_type` in what."""

    def __init__(self, url: str, response: Response) -> None:
        self.status, self.body = response.status, response.data
        self.media_type = response.headers.get("content-type", "")
        super().__init__(f"{url}: answered {self.status}{reason_of(self.body)}")


@dataclass(frozen=True, slots=True)
class Wire:
    """One server and who asks it. A request that does not change what it has changed before is tried again."""

    pool: urllib3.PoolManager
    signer: Signer

    def request(self, method: str, url: str, body: Body = None, headers: Headers = NO_HEADERS) -> Response:
        """The answer, read whole; Refused where it is no success."""
        with self.opened(method, url, body, headers) as response:
            response.read(cache_content=True)
            return response

    def lines(self, url: str, headers: Headers) -> Iterator[bytes]:
        """The lines of what is there, as they come."""
        with self.opened("GET", url, headers=headers) as response:
            rest = b""
            for piece in response.stream(PIECE_BYTES):
                *whole, rest = (rest + piece).split(b"\n")
                yield from whole
            yield rest

    @contextmanager
    def opened(self, method: str, url: str, body: Body = None, headers: Headers = NO_HEADERS) -> Iterator[Response]:
        """The answer while it comes in; Refused where it is no success."""
        response = self._asked(method, url, body, {**_PROGRAM, **headers, **_length(body)})
        try:
            if not 200 <= response.status < 300:
                raise _refusal(url, response)
            yield response
            response.drain_conn()
        except HTTPError as error:
            raise PushError(f"{place_of(url)}: broke off while it answered ({error}); run the command again") from error
        finally:
            response.release_conn()

    def _asked(self, method: str, url: str, body: Body, headers: Headers) -> Response:
        for wait in (*WAITS_SECONDS, None):
            try:
                response = self._signed(method, url, body, headers)
            except HTTPError as error:
                if wait is None or _is_hopeless(error):
                    raise _unreachable(url, error) from error
            else:
                if wait is None or response.status not in UNAVAILABLE:
                    return response
                response.drain_conn()
            time.sleep(wait)
        raise AssertionError("the last try answers or raises")

    def _signed(self, method: str, url: str, body: Body, headers: Headers) -> Response:
        """The answer to the request, signed in the way that the server asks for."""
        while True:
            response = self._sent(method, url, body, {**headers, **self.signer.headers(method, url)})
            if response.status != 401 or not self.signer.is_challenged(self._challenge(url, response)):
                return response
            response.drain_conn()

    def _challenge(self, url: str, response: Response) -> str:
        """How the server wants to be asked; Virtuoso tells only those who did not say who they are."""
        if "www-authenticate" not in response.headers:
            response = self._sent("GET", url, None, _PROGRAM)
            response.drain_conn()
        return response.headers.get("www-authenticate", "")

    def _sent(self, method: str, url: str, body: Body, headers: Headers) -> Response:
        if not isinstance(body, bytes | None):
            body.seek(0)
        return self.pool.urlopen(
            method, url, body=body, headers=headers, retries=False, redirect=False, preload_content=False
        )


def connect(destination: Destination) -> Wire:
    """The wire to the destination, through the proxy that the environment names for it."""
    parts = urlsplit(destination.url)
    timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=ANSWER_SECONDS)
    proxy = getproxies().get(parts.scheme)
    if proxy and not proxy_bypass(parts.netloc):
        return Wire(urllib3.ProxyManager(proxy, timeout=timeout), Signer(destination))
    return Wire(urllib3.PoolManager(timeout=timeout), Signer(destination))


def _length(body: Body) -> Headers:
    """A body has its length told beforehand: not every server takes one in chunks."""
    if body is None:
        return NO_HEADERS
    return {"Content-Length": str(len(body) if isinstance(body, bytes) else body.seek(0, SEEK_END))}


def reason_of(body: bytes) -> str:
    """What a server said of an error, fit for one line: nothing where it said nothing, or a page for a browser."""
    text = " ".join(one_line(body.decode("utf-8", "replace")).split())
    return "" if not text or text.startswith("<") else f" ({text[:MOST_SHOWN]})"


def _is_hopeless(error: HTTPError) -> bool:
    return isinstance(error, NewConnectionError | NameResolutionError | SSLError)


def _unreachable(url: str, error: HTTPError) -> PushError:
    place = place_of(url)
    cause = error.reason if isinstance(error, MaxRetryError) and error.reason else error
    match cause:
        case NameResolutionError():
            return PushError(f"{place}: no machine has this name; look at the URL")
        case NewConnectionError():
            return PushError(f"{place}: nothing answers there; is the database running, and is the port right?")
        case SSLError():
            return PushError(
                f"{place}: the connection is not trusted ({cause}); name your authority's certificate in the "
                "environment variable SSL_CERT_FILE, or write http:// where the server speaks no TLS"
            )
    return PushError(f"{place}: did not answer ({one_line(str(cause))}); run the command again to go on")


def _refusal(url: str, response: Response) -> PushError:
    match response.status:
        case 401:
            return PushError(
                f"{place_of(url)}: asks who you are, or does not know this user or password; give --user NAME and "
                "the password in the environment variable KG_PASSWORD (or a token in KG_TOKEN)"
            )
        case 403:
            return PushError(
                f"{place_of(url)}: this user may not do that{reason_of(response.data)}; ask for the right to write"
            )
        case 301 | 302 | 303 | 307 | 308:
            return PushError(f"{url}: has moved to {response.headers.get('location', '?')}; give that address")
    media_type = response.headers.get("content-type", "")
    if media_type.startswith(REPORT):
        return violation(place_of(url), response.data, media_type)
    return Refused(url, response)
