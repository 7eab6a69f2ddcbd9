"""Files that are there whole or not at all, and a lock that ends with its owner; blind to what is in them."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from kg.errors import StoreError

__all__ = ["TEMPORARY", "held_lock", "no_crash_on_disk", "whole_file", "write_whole"]

TEMPORARY = ".new"
"""What a file's name ends in while it is being written."""


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Write the file so that a reader, or a crash, never sees half of it; a failure leaves the old one as it was."""
    with whole_file(path) as file:
        file.writelines(piece.encode("utf-8") for piece in pieces)


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """The file, open to be written in bytes; it takes its place at the end of the block, and not if that fails."""
    temporary = path.with_name(path.name + TEMPORARY)
    try:
        with temporary.open("wb") as file:
            yield file
        temporary.replace(path)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def no_crash_on_disk(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses into a `StoreError` that names the folder."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(
            f"{folder}: cannot be written ({reason}); what was stored before is unchanged. "
            "Free space, set permissions, or name another folder with --store"
        ) from error


@contextlib.contextmanager
def held_lock(path: Path) -> Iterator[None]:
    """Hold the lock file for the time of the block; the system lets go of it when the process ends, however it ends."""
    with path.open("a+b") as file:
        try:
            _lock(file.fileno())
        except (BlockingIOError, PermissionError) as error:
            raise StoreError(f"{path.parent}: another build is writing here; try again when it is done") from error
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
