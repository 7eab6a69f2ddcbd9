"""The ledger: one SQLite file that holds what the graph is made of, changed all at once or not at all.

It knows no table but that of its own settings; each room that keeps something here lays out its tables itself. Texts
stand in JSON, which may hold what SQLite cannot, such as half of a surrogate pair; all other columns hold hashes, names
of ours and IRIs.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.errors import StoreError

__all__ = ["LEDGER_FILE", "Ledger", "Row"]

LEDGER_FILE = "ledger.sqlite"

Row = tuple[Any, ...]

SETTINGS = "CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
_BASE_OF_CODE = 0xFF  # the bits of an error code of SQLite's without what it says in detail
BUSY_SECONDS = 30  # a reader may have to wait for another one that tidies up after a crash


class Ledger:
    """An open ledger. What is written outside of `transaction` holds at once."""

    __slots__ = ("_connection", "_place")

    def __init__(self, connection: sqlite3.Connection, place: str) -> None:
        self._connection = connection
        self._place = place

    @classmethod
    @contextlib.contextmanager
    def opened(cls, path: Path | None, tables: str = "") -> Iterator[Ledger]:
        """The ledger in the file, made where there is none and laid out; None keeps it in memory."""
        with _connected(str(path) if path else ":memory:", str(path)) as connection:
            ledger = cls(connection, str(path))
            ledger._lay_out(tables)
            yield ledger

    @classmethod
    @contextlib.contextmanager
    def read(cls, path: Path) -> Iterator[Ledger]:
        """The ledger as it stands at the first question, for reading alone, also where nothing can be written."""
        if not path.is_file():
            raise StoreError(f"{path}: no graph is stored here; run `kg build`, or name the store with --store")
        with _connected(f"{path.absolute().as_uri()}?{_read_only(path)}", str(path), uri=True) as connection:
            connection.execute("BEGIN")  # a change that is made meanwhile is not seen, not even in part
            yield cls(connection, str(path))

    def rows(self, statement: str, *values: str | float | None) -> list[Row]:
        """All rows that the statement gives."""
        try:
            return self._connection.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise _refusal(self._place, error) from error

    def each(self, statement: str, keys: Iterable[str]) -> Iterator[Row]:
        """The rows that the statement gives for each of the keys, one after the other."""
        for key in keys:
            yield from self.rows(statement, key)

    def change(self, statement: str, rows: Iterable[Sequence[str | int | float | None]]) -> None:
        """Carry the statement out for each of the rows."""
        try:
            self._connection.executemany(statement, rows)
        except sqlite3.Error as error:
            raise _refusal(self._place, error) from error

    def setting(self, name: str) -> str | None:
        """A setting's value, None where it was never set."""
        found = self.rows("SELECT value FROM setting WHERE name = ?", name)
        return found[0][0] if found else None

    def set(self, name: str, value: str) -> None:
        """Give a setting its value."""
        self.change("INSERT OR REPLACE INTO setting VALUES (?, ?)", [(name, value)])

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all changes of the block hold at its end; none if it fails, or if the process dies before."""
        self.rows("BEGIN IMMEDIATE")
        try:
            yield
            self.rows("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):  # where the disk is full, SQLite has rolled back by itself
                self._connection.execute("ROLLBACK")
            raise

    def _lay_out(self, tables: str) -> None:
        try:
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.executescript(SETTINGS + tables)
        except sqlite3.Error as error:
            raise _refusal(self._place, error) from error


@contextlib.contextmanager
def _connected(name: str, place: str, *, uri: bool = False) -> Iterator[sqlite3.Connection]:
    try:
        connection = sqlite3.connect(name, isolation_level=None, uri=uri, timeout=BUSY_SECONDS)
    except sqlite3.Error as error:
        raise _refusal(place, error) from error
    with contextlib.closing(connection):
        yield connection


def _read_only(path: Path) -> str:
    """How to open the file: as one that nobody changes where SQLite may not keep its own files beside it.

    StoreError where that would pass over a change that SQLite has not yet brought into the file.
    """
    try:
        with _connected(f"{path.absolute().as_uri()}?mode=ro", str(path), uri=True) as connection:
            connection.execute("SELECT 1 FROM sqlite_master").fetchall()
    except sqlite3.Error as error:
        if error.sqlite_errorcode & _BASE_OF_CODE not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}:
            raise _refusal(str(path), error) from error
        if _size(path.with_name(path.name + "-wal")):
            raise StoreError(
                f"{path}: its last change was not brought to an end, and nothing can be written here; "
                "copy the folder to where one can write"
            ) from error
        return "immutable=1"
    return "mode=ro"


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _refusal(place: str, error: sqlite3.Error) -> StoreError:
    if isinstance(error, sqlite3.OperationalError):
        return StoreError(
            f"{place}: cannot be read or written ({error}); what was stored before is unchanged. "
            "Free space, set permissions, or name another folder with --store"
        )
    return StoreError(f"{place}: is damaged ({error}); remove the folder and run `kg build` again")
