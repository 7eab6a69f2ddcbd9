"""The page is a function of the graph: the same input gives the same bytes, whoever makes it and wherever."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

MAKE = """
import hashlib, sys
from kg.export.page import render_view
from tests.browser.made_up import made_up_view
text = render_view(made_up_view(int(sys.argv[1])))
print(len(text), hashlib.sha256(text.encode()).hexdigest())
"""


@pytest.mark.parametrize("count", [120, 1700], ids=["vis-network", "canvas"])
def test_two_hash_seeds_give_the_same_bytes(count: int, checkout: Path, tmp_path: Path) -> None:
    """In two processes that order sets differently, in two places, at two times of day, under two languages."""
    printed = {
        subprocess.run(
            [sys.executable, "-c", MAKE, str(count)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(checkout), "TZ": zone, "LC_ALL": language},
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout
        for seed, zone, language, folder in (
            ("1", "UTC", "C.UTF-8", checkout),
            ("4242", "Asia/Seoul", "C", tmp_path),
        )
    }
    assert len(printed) == 1
    assert list(tmp_path.iterdir()) == []
