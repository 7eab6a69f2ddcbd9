"""`kg conflicts`: where sources are at odds with each other, all sides kept."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import LateChoice, form_option, ontology_option, store_option
from kg.cli.quotes import Matter, print_matters, print_matters_as_markdown, statement_record
from kg.cli.screen import print_csv

if TYPE_CHECKING:
    from kg.questions import Conflict, Side

__all__ = ["conflicts"]


def _kinds() -> Iterable[str]:
    from kg.questions import ConflictKind

    return [kind.value for kind in ConflictKind]


@click.command(epilog="Example: kg conflicts --kind disputed --entity Japan")
@click.option(
    "--kind",
    "kinds",
    type=LateChoice(_kinds),
    multiple=True,
    help="Only this kind. May be given again.  [default: all]",
)
@click.option("--entity", metavar="NAME", help="Only conflicts that this entity has a part in.")
@form_option(lambda: _FORMATS)
@ontology_option
@store_option
def conflicts(
    kinds: tuple[str, ...], entity: str | None, row_format: str, ontology_files: tuple[Path, ...], store: Path
) -> None:
    """List where sources are at odds: who says what, when, in which words.

    Disputed: some say that it happened, or is planned, some that it did not, or is not. Contradictory: two are said to
    be, at one time, what only one can be. Changed: what was so no longer is. Figures: stories give different amounts.
    """
    from kg.questions import ConflictKind
    from kg.questions import conflicts as ask
    from kg.store import open_dataset

    wanted = [ConflictKind(kind) for kind in kinds] or list(ConflictKind)
    found = ask(open_dataset(store), kinds=wanted, entity=entity, ontology=ontology_files)
    _FORMATS[row_format](found)
    if not found:
        click.echo("no conflict was found", err=True)


# Forms of the list


def _matter(conflict: Conflict) -> Matter:
    sides = tuple((side.says, side.statements) for side in conflict.sides)
    return Matter(conflict.what, conflict.kind.value, sides)


def _print_csv(found: Sequence[Conflict]) -> None:
    """One row a statement, numbered by the conflict that it belongs to."""
    rows = [
        [number, conflict.kind.value, conflict.what, side.says, *(text or "" for text in record.values())]
        for number, conflict in enumerate(found, start=1)
        for side in conflict.sides
        for record in map(statement_record, side.statements)
    ]
    print_csv(("conflict", "kind", "what", "side", *_STATEMENT_COLUMNS), rows)


_STATEMENT_COLUMNS = ("stance", "publisher", "published", "speaker", "sentence", "time", "url", "article", "claim")


def _print_json(found: Sequence[Conflict]) -> None:
    sys.stdout.write(json.dumps(list(map(_record, found)), ensure_ascii=False, indent=1) + "\n")


def _record(conflict: Conflict) -> dict[str, Any]:
    return {
        "kind": conflict.kind.value,
        "what": conflict.what,
        "entities": list(conflict.entities),
        "events": list(conflict.events),
        "sides": [_side_record(side) for side in conflict.sides],
    }


def _side_record(side: Side) -> dict[str, Any]:
    return {
        "says": side.says,
        "since": side.since.isoformat() if side.since else None,
        "until": side.until.isoformat() if side.until else None,
        "statements": list(map(statement_record, side.statements)),
    }


_FORMATS: Mapping[str, Callable[[Sequence[Conflict]], None]] = MappingProxyType(
    {
        "table": lambda found: print_matters(map(_matter, found)),
        "csv": _print_csv,
        "json": _print_json,
        "md": lambda found: print_matters_as_markdown(map(_matter, found)),
    }
)
