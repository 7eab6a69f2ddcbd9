"""Files: there whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.store.files import write_whole


def broken_off() -> Iterator[str]:
    """Half of a document, then an error."""
    yield "half"
    raise RuntimeError("no more")


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    """Where the text breaks off, the file is as it was before, and nothing lies beside it."""
    path = tmp_path / "graph.ttl"
    write_whole(path, ["one\n", "two\n"])
    with pytest.raises(RuntimeError):
        write_whole(path, broken_off())
    assert path.read_bytes() == b"one\ntwo\n"
    assert list(tmp_path.iterdir()) == [path]
