"""The extractor reads public gold sets (QA-SRL, MEANTIME, PLOVER and one of articles) no worse than it ever did.

They are in no repository. `DATELINE_GOLD` names the folder with `evaluate.py` and its `sets/`; without it `shared/gold`
beside the checkout is taken. Where there is none the test is skipped and says so.
`UPDATE_FLOORS=1` raises the floors to what is reached today; it lowers none.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.quality.floors import below, raised, read_floors, write_floors
from tests.servers.programs import PATIENCE_SECONDS

SECTION = "public sets"
MEASURES = {
    "gsomia": ("P", "R", "F1", "dates right", "attribution right", "plans not asserted"),
    "qasrl": ("links F",),
    "meantime": ("links F", "triggers R", "negated F", "not actual F"),
    "plv": ("pair R", "category accuracy on found", "pair + category R", "claims a sentence"),
}
CEILINGS = frozenset({"plv lenient claims a sentence", "plv strict claims a sentence"})
"""What should be low: many claims a sentence would find anything."""


def figures_of(scores: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, float]]:
    """The measures that have floors, each with the name of its set and mode before it."""
    for title, figures in scores.items():
        for measure in MEASURES.get(title.split(" ")[0], ()):
            yield f"{title} {measure}", float(figures[measure])


@pytest.mark.slow
def test_no_figure_is_below_its_floor(checkout: Path, tmp_path: Path) -> None:
    """The scorer of the sets, run over `kg extract`, gives no figure worse than when the floors were set."""
    folder = Path(os.environ.get("DATELINE_GOLD") or checkout.parent / "shared" / "gold").resolve()
    if not (folder / "evaluate.py").exists():
        pytest.skip(f"no evaluate.py in {folder}: name the folder of the gold sets in DATELINE_GOLD")
    figures = dict(figures_of(run_scorer(folder, checkout, tmp_path)))
    floors = read_floors()
    if os.environ.get("UPDATE_FLOORS"):
        write_floors({**floors, SECTION: raised(floors.get(SECTION, {}), figures, CEILINGS)})
    assert not below(read_floors().get(SECTION, {}), figures)


def run_scorer(folder: Path, checkout: Path, workdir: Path) -> Mapping[str, Mapping[str, Any]]:
    """What the scorer prints as JSON, of this checkout's `kg`."""
    program = shlex.join([sys.executable, "-m", "kg"])
    done = subprocess.run(
        [sys.executable, folder / "evaluate.py", "--json", "--kg", program, "--workdir", workdir, *MEASURES],
        cwd=checkout,
        capture_output=True,
        encoding="utf-8",
        timeout=4 * PATIENCE_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    scores: Mapping[str, Mapping[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return scores


def test_a_set_without_floors_is_passed_over() -> None:
    """Only measures that are asked for get a floor; each keeps its set's name and its mode."""
    scores = {"qasrl strict": {"links F": 0.5, "claims": 9}, "other": {"links F": 0.7}}
    assert dict(figures_of(scores)) == {"qasrl strict links F": 0.5}
