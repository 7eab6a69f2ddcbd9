"""What several test modules share: the checkout, the program as its users start it, and the demo graph, built once."""

from __future__ import annotations

import filecmp
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.servers.programs import PATIENCE_SECONDS

if TYPE_CHECKING:
    from kg.extract import Extractor
    from kg.ontology import Ontology

Run = Callable[..., "subprocess.CompletedProcess[str]"]

# A slow machine is no fault of the program's.
hypothesis.settings.register_profile("untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("untimed")

pytest_plugins = ["tests.servers.plugin"]  # the databases of others, for whoever asks for one

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Says what runs in one process where there are several: what shares a program, else the tests of a module."""
    from tests.servers.plugin import SERVERS  # a plugin has to be registered before somebody imports it

    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        shared = "servers" if asked & SERVERS else "browser" if "browser" in asked else item.nodeid.partition("::")[0]
        item.add_marker(pytest.mark.xdist_group(shared))


@dataclass(frozen=True, slots=True)
class Demo:
    """The demo corpus built by `kg build` into a folder of its own; `printed` is what it said on stdout."""

    folder: Path
    printed: str

    @property
    def store(self) -> Path:
        """The store that the build made."""
        return self.folder / ".kg"

    @property
    def exports(self) -> Path:
        """The folder with graph.ttl and graph.html."""
        return self.folder / "exports"


def run_kg(arguments: Sequence[str | Path], cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The finished run of `kg` in a process of its own, in `cwd`, with no terminal."""
    inherited = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "NO_COLOR", "COLUMNS"}}
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        cwd=cwd,
        env=inherited | environment,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=PATIENCE_SECONDS,
        check=False,
    )


def same_bytes(one: Path, other: Path) -> bool:
    """Whether two files are equal: asked so, since what pytest shows of two graphs that are not takes it hours."""
    return filecmp.cmp(one, other, shallow=False)


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder with pyproject.toml, sources/ and exports/."""
    return CHECKOUT


@pytest.fixture(scope="session")
def kg() -> Run:
    """`run_kg`: the program as its users start it."""
    return run_kg


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The graph of sources/, built once for all tests that only look at it."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / "sources").symlink_to(CHECKOUT / "sources", target_is_directory=True)
    done = run_kg(["build", "sources", "--out", "exports/"], folder)
    assert done.returncode == 0, done.stderr
    return Demo(folder, done.stdout)


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    """The shipped ontology."""
    from kg.ontology import load_ontology

    return load_ontology()


@pytest.fixture(scope="session")
def extractor(ontology: Ontology) -> Extractor:
    """The shipped ontology with the default model, loaded once."""
    from kg.extract import Extractor

    return Extractor(ontology)
