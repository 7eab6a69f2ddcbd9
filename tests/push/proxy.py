"""A proxy before a real server: it counts what passes, and fails where a test wants it to."""

from __future__ import annotations

import hashlib
import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit
from urllib.request import parse_http_list, parse_keqv_list

from tests.servers.programs import PATIENCE_SECONDS

__all__ = ["RESET", "Proxy", "proxy_before"]

RESET = 0
"""Instead of a status: break the connection off."""

Answer = Callable[[int], "int | None"]


@dataclass(slots=True)
class Proxy:
    """`url` is the server's with another port. `passed` holds method and path of each request.

    `key` is what the header `Authorization` has to be, or `digest` what is to be signed: `user:realm:password`.
    `answer` is asked before each write, with the number of those before it: a status to answer with, None to pass on.
    """

    url: str
    passed: list[tuple[str, str]] = field(default_factory=list)
    answer: Answer = lambda _writes: None
    key: str = ""
    digest: str = ""

    @property
    def writes(self) -> int:
        """How many requests wanted to change something."""
        return sum(method not in {"GET", "HEAD"} for method, _ in self.passed)


@contextmanager
def proxy_before(url: str) -> Iterator[Proxy]:
    """A proxy that is running before the server of this URL."""
    parts = urlsplit(url)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def forward(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            status = None if self.command in {"GET", "HEAD"} else proxy.answer(proxy.writes)
            proxy.passed.append((self.command, self.path))
            if not _is_signed(proxy, self):
                status = 401
            if status == RESET:
                self.close_connection = True
                return
            self.reply(*((status, _challenge(proxy, self), b"") if status else _fetched(parts.netloc, self, body)))

        def reply(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
            self.send_response_only(status)
            for name, value in headers:
                if name.lower() not in {"transfer-encoding", "connection", "content-length", "content-encoding"}:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            """Nothing: the tests' output is for the tests."""

    for method in ("GET", "HEAD", "PUT", "POST", "DELETE"):
        setattr(Handler, f"do_{method}", Handler.forward)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    proxy = Proxy(url.replace(parts.netloc, f"127.0.0.1:{server.server_port}"))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _is_signed(proxy: Proxy, request: BaseHTTPRequestHandler) -> bool:
    given = request.headers.get("authorization", "")
    if not proxy.digest:
        return not proxy.key or given == proxy.key
    if not given.startswith("Digest "):
        return False
    said = parse_keqv_list(parse_http_list(given.removeprefix("Digest ")))
    parts = (said[part] for part in ("nonce", "nc", "cnonce", "qop"))
    signed = ":".join((_md5(proxy.digest), *parts, _md5(f"{request.command}:{request.path}")))
    return said["uri"] == request.path and said["response"] == _md5(signed)


def _challenge(proxy: Proxy, request: BaseHTTPRequestHandler) -> list[tuple[str, str]]:
    """As Virtuoso does, only for those who have not signed."""
    asked = proxy.digest and "authorization" not in request.headers
    return [("WWW-Authenticate", 'Digest realm="r", nonce="n", qop="auth", algorithm="MD5"')] if asked else []


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def _fetched(server: str, request: BaseHTTPRequestHandler, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
    connection = http.client.HTTPConnection(server, timeout=PATIENCE_SECONDS)
    try:
        kept = {name: value for name, value in request.headers.items() if name.lower() not in {"host", "connection"}}
        connection.request(request.command, request.path, body or None, kept)
        response = connection.getresponse()
        return response.status, response.getheaders(), response.read()
    finally:
        connection.close()
