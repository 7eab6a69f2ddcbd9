"""The program is killed at any moment: what was stored holds, and the next run ends as if nothing had been.

DATELINE_KILLS sets how often each command is killed (2 if not set).
"""

from __future__ import annotations

import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import run_kg

KILLS = int(os.environ.get("DATELINE_KILLS", "2"))
ARTICLES = 200
ACTORS = ("France", "Japan", "Brazil", "Kenya", "Norway", "Chile", "Egypt", "India")
ACTS = ("accused {} of spying", "signed an agreement with {}", "imposed sanctions on {}", "praised {}", "met {}")


@dataclass(frozen=True, slots=True)
class Case:
    """A store to begin with, a command that changes it, how long that takes, and the graph that it ends in."""

    store: Path
    command: Sequence[str | Path]
    seconds: float
    graph: bytes


def _articles(folder: Path, name: str, numbers: range) -> Path:
    """A file of that many short articles, two sentences each."""
    pairs = list(itertools.permutations(ACTORS, 2))
    lines = []
    for number in numbers:
        (who, whom), (other, third) = pairs[number % 56], pairs[number * 7 % 56]
        day = f"March {number % 28 + 1}, 2021"
        text = (
            f"{who} {ACTS[number % 5].format(whom)} on {day}. The minister of {number} villages was told. "
            f"{other} {ACTS[(number + 2) % 5].format(third)} after that, officials in {other} said."
        )
        lines.append(json.dumps({"id": f"n{number}", "text": text, "published": "2021-04-02"}))
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module", params=["build", "add"])
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A store with some articles, and the command that makes it one with all."""
    folder = tmp_path_factory.mktemp(request.param)
    some, rest = _articles(folder, "some.jsonl", range(40)), _articles(folder, "rest.jsonl", range(40, ARTICLES))
    store = folder / "before"
    _run(["build", some, "--store", store, "--out", folder / "out"], folder)
    given = [some, rest, "--out", folder / "out"] if request.param == "build" else [rest]
    done = folder / "done"
    shutil.copytree(store, done)
    started = time.monotonic()
    _run([request.param, *given, "--store", done], folder)
    return Case(store, [request.param, *given], time.monotonic() - started, _graph(done, folder))


def _run(arguments: Sequence[str | Path], cwd: Path) -> str:
    done = run_kg(arguments, cwd)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _graph(store: Path, cwd: Path) -> bytes:
    return _run(["export", "--format", "trig", "--store", store], cwd).encode()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
@pytest.mark.parametrize("kill", range(KILLS))
def test_a_killed_run_loses_nothing(case: Case, kill: int, tmp_path: Path) -> None:
    """The graph that was there opens and is sound, or the new one is there; running again ends in the same bytes."""
    store = tmp_path / "store"
    shutil.copytree(case.store, store)
    moment = random.Random(kill).uniform(0, case.seconds)  # noqa: S311 -- any moment, but always the same
    _kill_after(moment, [*case.command, "--store", store], tmp_path)
    assert "sound" in _run(["verify", "--store", store], tmp_path)
    _run([*case.command, "--store", store], tmp_path)
    assert _graph(store, tmp_path) == case.graph


@pytest.mark.parametrize("command", ["build", "add"])
def test_a_graph_that_was_deleted_is_made_again(command: str, tmp_path: Path) -> None:
    """Where the files of the graph are gone, the ledger still knows all that it was made of."""
    news, store = _articles(tmp_path, "news.jsonl", range(3)), tmp_path / "store"
    given: list[str | Path] = [news, "--store", store, "--out", tmp_path / "out"]
    _run(["build", *given], tmp_path)
    before = _graph(store, tmp_path)
    for graph in store.glob("graph-*"):
        shutil.rmtree(graph)
    _run([command, *given], tmp_path)
    assert _graph(store, tmp_path) == before


def _kill_after(seconds: float, arguments: Sequence[str | Path], cwd: Path) -> None:
    program = [sys.executable, "-m", "kg", *map(str, arguments)]
    with subprocess.Popen(program, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            running.wait(seconds)
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGKILL)
