"""The benchmark of the page measures what it says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selenium import webdriver


def test_the_benchmark_prints_a_row_for_each_size(browser: webdriver.Chrome, checkout: Path, tmp_path: Path) -> None:
    """Size, seconds until drawn and until it answers, frames a second: all of them measured, none of them nothing."""
    words = ["benchmarks/page.py", "--no-bare", "--nodes", "40", "80", "--keep", str(tmp_path)]
    done = subprocess.run([sys.executable, *words], cwd=checkout, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    rows = [[float(value) for value in re.findall(r"[\d.]+", line)] for line in done.stdout.splitlines()[2:]]
    assert [row[:2] for row in rows] == [[40, 120], [80, 240]]
    for _, _, size, _, drawn, answered, frames, heap in rows:
        assert size > 0.1
        assert 0 < drawn < answered
        assert frames > 0
        assert heap > 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page-40.html", "page-80.html"]
