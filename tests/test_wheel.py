"""The built wheel works in a fresh environment, outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ARTICLE = "OSLO, March 3, 2024 - Canada condemned Iceland on Monday. Norway has urged Iceland to sign the treaty.\n"


def run(*command: str | Path, cwd: Path) -> str:
    """What the command prints, in an environment that knows nothing of the checkout."""
    hidden = {"PYTHONPATH", "VIRTUAL_ENV", "PYTHONHOME"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, checkout, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.slow
def test_the_wheel_holds_the_package_and_the_ontology_and_no_more(wheel: Path, checkout: Path) -> None:
    """Turtle and cities of ontology/ are inside, as `kg/_ontology`; scripts, tables, tests and sources are not."""
    names = zipfile.ZipFile(wheel).namelist()
    inside = {name.removeprefix("kg/_ontology/") for name in names if name.startswith("kg/_ontology/")}
    assert inside == {"cities.tsv"} | {path.name for path in (checkout / "ontology").glob("*.ttl")}
    assert {name.split("/")[0].split("-")[0] for name in names} == {"kg", "dateline_kg"}
    assert "kg/py.typed" in names
    assert any(name.endswith("licenses/NOTICE") for name in names)


@pytest.mark.slow
def test_the_installed_wheel_builds_and_answers(wheel: Path, tmp_path: Path) -> None:
    """`pip install` of the wheel alone gives a `kg` that builds a graph, exports it and answers a query."""
    home, work = tmp_path / "fresh environment", tmp_path / "some folder"
    venv.create(home, with_pip=True)
    run(home / "bin" / "python", "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    (work / "news").mkdir(parents=True)
    (work / "news" / "one.txt").write_text(ARTICLE, encoding="utf-8")
    run(home / "bin" / "kg", "build", "news", "--out", "out", cwd=work)
    assert (work / "out" / "graph.ttl").stat().st_size
    assert (work / "out" / "graph.html").stat().st_size
    query = "SELECT ?who { ?e kg:relation kg:condemns ; kg:subject/rdfs:label ?who }"
    assert "Canada" in run(home / "bin" / "kg", "query", query, "--format", "csv", cwd=work)
