"""What a worker cannot do, whatever a query makes of its engine: reach the network, start programs, outlive the server.

The second wall: `kg.sparql` refuses such queries before they run. Where the system has no such wall (it is Linux's),
the first one stands alone.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import signal
import struct
import sys
from pathlib import Path

__all__ = ["confine", "limit_memory"]

_MEMORY_BYTES = 2 << 30
"""What a worker may take beyond what it has when it begins; a query that needs more ends with its worker."""

# From linux/prctl.h, linux/seccomp.h, linux/audit.h and linux/filter.h.
_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 22, 38
_SECCOMP_MODE_FILTER = 2
_ALLOW, _DENY = 0x7FFF0000, 0x00050000 | 13  # 13 is EACCES
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER_AT, _ARCHITECTURE_AT = 0, 4
_OTHER_ABI = 0x40000000  # x32: the same calls under other numbers

# Architecture as audit knows it; socket, connect, execve, execveat, io_uring_setup, which could make sockets too.
_CALLS = {
    "x86_64": (0xC000003E, (41, 42, 59, 322, 425)),
    "aarch64": (0xC00000B7, (198, 203, 221, 281, 425)),
}


def confine(*kept: int) -> bool:
    """Whether the walls stand, from now on and for every thread that this process begins; nothing takes them down.

    Of the files that are open, the standard ones and those kept stay so.
    """
    if not sys.platform.startswith("linux"):
        return False
    _close_all_but({0, 1, 2, *kept})
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    known = _CALLS.get(platform.machine())
    return known is not None and _deny(libc, *known)


def _close_all_but(kept: set[int]) -> None:
    """Close what was inherited. Among it is what keeps the process alive that workers are forked from, and die with."""
    for number in [int(entry.name) for entry in Path("/proc/self/fd").iterdir()]:
        if number not in kept:
            with contextlib.suppress(OSError):
                os.close(number)


def _deny(libc: ctypes.CDLL, architecture: int, calls: tuple[int, ...]) -> bool:
    program = _program(architecture, calls)
    code = ctypes.create_string_buffer(program, len(program))
    filters = ctypes.create_string_buffer(struct.pack("HP", len(program) // 8, ctypes.addressof(code)))
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, filters, 0, 0) == 0)


def _program(architecture: int, calls: tuple[int, ...]) -> bytes:
    """The filter as the kernel takes it; each step is a code, where to go if so and if not, and a value.

    Calls of another architecture, which this process does not make, are denied as well.
    """
    count = len(calls)
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_IF_EQUAL, 0, count + 3, architecture),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_IF_AT_LEAST, count + 1, 0, _OTHER_ABI),
        *((_IF_EQUAL, count - at, 0, call) for at, call in enumerate(calls)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _DENY),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def limit_memory() -> None:
    """Let this process have so much memory more; the system ends it rather than give it all that there is."""
    try:
        import resource  # noqa: PLC0415  not on every system

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + _MEMORY_BYTES
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError):
        return
