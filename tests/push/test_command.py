"""`kg push` as its users type it."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING

import kg as package
from tests.push.conftest import OxigraphServer, news, stored
from tests.push.proxy import proxy_before
from tests.push.test_stores import quads_of

if TYPE_CHECKING:
    from tests.conftest import Run

PASSWORD, TOKEN = {"KG_PASSWORD": "open"}, {"KG_TOKEN": "sesame"}
FIRST = """\
 graphs sent      3
   unchanged      0
   removed        0
 statements sent  59
"""
AGAIN = """\
 graphs sent      0
   unchanged      3
   removed        0
 statements sent  0
"""
DRY = """\
           graph                                    statements
 ──────────────────────────────────────────────────────────────
  send     https://w3id.org/dateline/id/article_b   7
  send     default graph                            45
  remove   https://w3id.org/dateline/id/article_a   7
 graphs to send      2
   unchanged         1
   to remove         1
 statements to send  52
"""


def test_what_is_printed(oxigraph: OxigraphServer, kg: Run, tmp_path: Path) -> None:
    """A table of what was done on stdout; nothing on stderr where there is no terminal; nothing at all if quiet."""
    place = oxigraph.place()
    store = stored(tmp_path / "one", "a=1", "c=1")
    for options, printed in ((["--quiet", "--dry-run"], None), ([], FIRST), ([], AGAIN), (["--quiet"], "")):
        done = kg(["push", place.url, "--store", store, *options], tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        assert printed is None or done.stdout == printed
    done = kg(["push", place.url, "--dry-run", "--store", stored(tmp_path / "two", "b=1", "c=1")], tmp_path)
    assert done.stdout == DRY
    assert place.quads() == quads_of(news("a=1", "c=1"))


def test_the_password_comes_from_the_environment(oxigraph: OxigraphServer, kg: Run, tmp_path: Path) -> None:
    """KG_PASSWORD with --user, KG_TOKEN without; a user without a password is a misuse, for who could not be asked."""
    store = stored(tmp_path / "store", "a=1")
    with proxy_before(oxigraph.place().url) as proxy:
        proxy.key = "Basic " + base64.b64encode(b"ann:open").decode()
        command = ["push", proxy.url, "--store", store]
        assert kg([*command, "--user", "ann"], tmp_path, **PASSWORD).returncode == 0
        assert kg([*command, "--user", "ann"], tmp_path).returncode == 2
        refused = kg(command, tmp_path, **TOKEN)
        assert (refused.returncode, "KG_PASSWORD" in refused.stderr) == (1, True)
        proxy.key = "Bearer sesame"
        assert kg(command, tmp_path, **TOKEN).returncode == 0


def test_a_graph_can_be_pushed_from_python(oxigraph: OxigraphServer, tmp_path: Path) -> None:
    """`graph.push(url)` does the same, and says what it did."""
    place = oxigraph.place()
    with package.KnowledgeGraph.open(stored(tmp_path / "store", "a=1")) as graph:
        assert graph.push(place.url).sent == 2
        assert graph.push(place.url).unchanged == 2
    assert place.quads() == quads_of(news("a=1"))
