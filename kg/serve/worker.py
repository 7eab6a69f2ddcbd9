"""A worker: a process that answers one job after the other from the graph, and does nothing else.

It ends when the server closes the line to it, is killed with the server, and when it has grown.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import signal
import socket
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from kg.errors import DatelineError, QueryError, RefusedQueryError
from kg.serve.confinement import confine, limit_memory
from kg.serve.jobs import Answer, Job, TooLargeError, refusal
from kg.serve.opened import Opener

__all__ = ["ANSWER", "JOB", "READY", "work"]

JOB = struct.Struct("!I")
"""The length of the pickled job that follows."""
ANSWER = struct.Struct("!?IQ")
"""Whether it is the worker's last answer, and the lengths of the head and of the body that follow."""
READY = b"\x01"
"""What a worker says first."""

_GROWN_BYTES = 768 << 20
_OUT_OF_MEMORY = "the query needs more memory than it may have; ask for less"

_Line = IO[bytes] | io.BufferedRWPair


def work(line: socket.socket, folder: Path, most_bytes: int) -> None:
    """Answer what comes through the line until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes of a terminal; the server ends its own
    confine(line.fileno())
    opener = Opener(folder, most_bytes)
    with contextlib.suppress(DatelineError):  # a store that cannot be opened is told to whoever asks
        opener.current()
    limit_memory()
    with line, line.makefile("rwb") as file:
        _send(file, READY)
        for job in _jobs(file):
            given = answer(job, opener)
            head, is_last = given.head(), _has_grown()
            _send(file, ANSWER.pack(is_last, len(head), len(given.body)) + head, given.body)
            if is_last:
                break
    os._exit(0)  # nothing is left to be tidied up, and the engine's threads need not be waited for


def answer(job: Job, opener: Opener) -> Answer:
    """The job's answer, whatever becomes of it."""
    try:
        return job.answer(opener.current())
    except RefusedQueryError as error:
        return refusal(403, str(error))
    except QueryError as error:
        return refusal(400, str(error))
    except TooLargeError:
        return refusal(500, f"the answer has more than {opener.most_bytes:,} bytes; ask for less, or add LIMIT")
    except (DatelineError, MemoryError) as error:
        return refusal(500, str(error) or _OUT_OF_MEMORY)


def _jobs(file: _Line) -> Iterator[Job]:
    """What the server sends; it is its parent, and trusted."""
    while len(head := file.read(JOB.size)) == JOB.size:
        yield pickle.loads(file.read(*JOB.unpack(head)))  # noqa: S301  the server's own


def _send(file: _Line, *pieces: bytes) -> None:
    file.writelines(pieces)
    file.flush()


def _has_grown() -> bool:
    """Whether this process holds much memory that a new one would not."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return False
    return pages * os.sysconf("SC_PAGE_SIZE") > _GROWN_BYTES
