"""Starts the programs of others for a test, waits until they answer, and ends them with the tests, come what may."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import cycle
from pathlib import Path

from tests.servers.jars import java

GUARD = Path(__file__).with_name("guard.py")
PATIENCE_SECONDS = 900  # on a machine with many things to do
SMALL = ["-Xmx384m", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Dfile.encoding=UTF-8"]
SHORT_START = ["-XX:TieredStopAtLevel=1", "-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote"]


_ports = cycle(range(15000 + os.getpid() * 7 % 9000, 32000))


def free_port() -> int:
    """A port on loopback that nobody uses, and that no connection is given before a slow program listens at it.

    The system gives those from 32768 on; beside ours, other tests begin to look for theirs elsewhere.
    """
    for port in _ports:
        with socket.socket() as one, suppress(OSError):
            one.bind(("127.0.0.1", port))
            return port
    raise AssertionError  # it goes on for ever


def java_command(class_path: Sequence[Path | str], *arguments: str) -> list[str]:
    """The command that runs Java with little memory and a short start; `*` stands for the jars of a folder."""
    return [java(), *SMALL, *SHORT_START, "-cp", os.pathsep.join(map(str, class_path)), *arguments]


@contextmanager
def running(
    command: Sequence[str], folder: Path, ready: Callable[[], bool], **environment: str
) -> Iterator[subprocess.Popen[bytes]]:
    """The program, once it is ready; what it says goes into `folder/output.txt`."""
    with (folder / "output.txt").open("wb") as output:
        program = subprocess.Popen(
            [sys.executable, GUARD, *command],
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_for(program, ready, folder / "output.txt")
        yield program
    finally:
        assert program.stdin
        program.stdin.close()
        program.wait(PATIENCE_SECONDS)


def _wait_for(program: subprocess.Popen[bytes], ready: Callable[[], bool], output: Path) -> None:
    late = time.monotonic() + PATIENCE_SECONDS
    while not ready():
        if program.poll() is not None or time.monotonic() > late:
            said = output.read_text(encoding="utf-8", errors="replace")[-3000:]
            raise RuntimeError(f"{program.args!r} did not come up:\n{said}")
        time.sleep(0.1)


def listens(port: int) -> bool:
    """Whether somebody takes connections at the port."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def answers(url: str) -> bool:
    """Whether the address can be fetched."""
    try:
        fetch(url)
    except OSError:
        return False
    return True


def fetch(url: str, body: bytes | None = None, method: str | None = None, **headers: str) -> bytes:
    """What the server answers; `Content_Type` becomes Content-Type. Its complaint is an HTTPError with what it says."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        request = urllib.request.Request(url, body, named, method=method)  # noqa: S310  on loopback
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as response:  # noqa: S310  on loopback
            return bytes(response.read())
    except urllib.error.HTTPError as error:
        said = error.read().decode(errors="replace")
        raise urllib.error.HTTPError(url, error.code, f"{error.reason}: {said}", error.headers, None) from error
