"""The server from its first address to Ctrl-C. It refuses a port that is taken, and says which one to take instead."""

from __future__ import annotations

import asyncio
import contextlib
import copy
import errno
import logging
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn

from kg.errors import ServeError
from kg.serve.app import application
from kg.serve.pool import Limits, Pool
from kg.store import find_graph

__all__ = ["Place", "serve"]

_LEAVE_SECONDS = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where to listen, and for whom: `origins` are the other sites whose pages may read. Port 0 takes a free one."""

    host: str = "127.0.0.1"
    port: int = 8000
    origins: tuple[str, ...] = ()


def serve(
    store: Path, place: Place, limits: Limits, *, told: Callable[[str], None] = print, verbose: bool = False
) -> None:
    """Serve the store until Ctrl-C; `told` is called with the address once there are answers at it."""
    find_graph(store)  # what is wrong with the store is said before anything begins
    with _listening(place) as listening:
        pool = Pool(store.absolute(), limits)
        config = uvicorn.Config(
            application(pool, place.host, place.origins),
            lifespan="on",
            log_level=logging.INFO if verbose else logging.ERROR,
            log_config=_logging(),
            access_log=verbose,
            server_header=False,
            proxy_headers=False,
            http="h11",
            ws="none",
            timeout_graceful_shutdown=_LEAVE_SECONDS,
        )
        server = _Server(config, pool, lambda: told(address(place.host, listening)))
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(server.serve(sockets=[listening]))
        if not server.began:
            raise ServeError("the server did not come up: no worker could be begun; run with --verbose to see why")


def _logging() -> dict[str, Any]:
    """Uvicorn's way to log, all of it on stderr: stdout is for results."""
    config = copy.deepcopy(uvicorn.config.LOGGING_CONFIG)
    config["handlers"]["access"]["stream"] = "ext://sys.stderr"
    return config


class _Server(uvicorn.Server):
    """Uvicorn's server, which says when it has begun, and ends what is being answered when it stops."""

    def __init__(self, config: uvicorn.Config, pool: Pool, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._pool = pool
        self._ready = ready
        self.began = False

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin, and say so."""
        await super().startup(sockets)
        self.began = self.started
        if self.began:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop, and leave nobody waiting."""
        self._pool.leaving.set()
        await super().shutdown(sockets)


def address(host: str, listening: socket.socket) -> str:
    """The address to open in a browser."""
    port = listening.getsockname()[1]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def _listening(place: Place) -> socket.socket:
    """The socket; ServeError where the port is taken or the host is no address of this machine."""
    try:
        return _bound(place)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            way = f"take another with --port {place.port + 1}, or a free one with --port 0"
            raise ServeError(f"port {place.port} of {place.host} is taken; {way}") from error
        reason = error.strerror or error
        raise ServeError(f"{place.host}:{place.port}: cannot be listened at ({reason})") from error


def _bound(place: Place) -> socket.socket:
    """The socket, which says that it speaks TCP: else asyncio leaves Nagle's algorithm on, and answers wait 40 ms."""
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((place.host, place.port))
        listening.listen(128)
    except OSError:
        listening.close()
        raise
    return listening
