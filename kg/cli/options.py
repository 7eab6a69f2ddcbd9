"""The options that several commands share, each written once. It knows no command."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from kg.errors import InputError
from kg.model import Skipped
from kg.settings import DEFAULT_MODEL, Settings

__all__ = [
    "DayOption",
    "LateChoice",
    "form_option",
    "jobs_option",
    "max_nodes_option",
    "merges_option",
    "model_option",
    "ontology_option",
    "print_skipped",
    "quiet_option",
    "reading_options",
    "refuse_empty",
    "refuse_skipped",
    "settings_options",
    "store_option",
    "strict_option",
]

Command = TypeVar("Command", bound=Callable[..., Any] | click.Command)

store_option = click.option(
    "--store",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(".kg"),
    show_default=True,
    help="Folder that holds the graph.",
)

ontology_option = click.option(
    "--ontology",
    "ontology_files",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    metavar="FILE",
    help="A Turtle file with more relations, classes or names. May be given again.",
)

model_option = click.option(
    "--model",
    default=DEFAULT_MODEL,
    show_default=True,
    metavar="NAME",
    help="An installed English spaCy pipeline.",
)


_MOST_JOBS = 8
"""Each process holds some 400 MB."""


def _cores(_context: click.Context, _param: click.Parameter, given: int | None) -> int:
    """The number given, else one process for each core that may be used."""
    if given is not None:
        return given
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, _MOST_JOBS)


jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    callback=_cores,
    metavar="N",
    help="Processes that read where there are many articles.  [default: one a core, at most 8]",
)

merges_option = click.option(
    "--merges",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("merges.yaml"),
    show_default=True,
    metavar="FILE",
    help="What you decided about names (see `kg review`), if there is such a file.",
)

max_nodes_option = click.option(
    "--max-nodes",
    type=click.IntRange(min=1),
    metavar="N",
    help="Entities that the page holds, those first whose events most stories tell.  [default: 2000]",
)

strict_option = click.option("--strict", is_flag=True, help="Stop at the first article that cannot be read.")

quiet_option = click.option("--quiet", is_flag=True, help="Print nothing but what went wrong.")


def settings_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of how a graph is made, as one value `settings`."""

    @wraps(command)
    def with_settings(
        *args: Any, store: Path, merges: Path, ontology_files: tuple[Path, ...], model: str, **options: Any
    ) -> Any:
        settings = Settings(store=store, merges=merges, ontology=ontology_files, model=model)
        return command(*args, settings=settings, **options)

    for option in (model_option, ontology_option, merges_option, store_option):
        with_settings = option(with_settings)
    return with_settings


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The same, and how many processes read."""

    @wraps(command)
    def with_jobs(*args: Any, settings: Settings, jobs: int, **options: Any) -> Any:
        return command(*args, settings=replace(settings, jobs=jobs), **options)

    return settings_options(jobs_option(with_jobs))


class LateChoice(click.ParamType[str]):
    """One of the names that a room has in its table; the room is not loaded before the names are asked for."""

    name = "choice"

    def __init__(self, load: Callable[[], Iterable[str]]) -> None:
        self._load = load

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name; any other is a misuse, answered with the names there are and the nearest of them."""
        try:
            return self._choice().convert(value, param, ctx)
        except click.BadParameter as error:
            near = difflib.get_close_matches(str(value), list(self._load()), n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise click.BadParameter(f"{error.message}{hint}", ctx, param) from error

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """All names, as help shows them."""
        return self._choice().get_metavar(param, ctx)

    def _choice(self) -> click.Choice[str]:
        return click.Choice(list(self._load()))


class DayOption(click.ParamType[date]):
    """A day, or the first or last one of a month or year."""

    name = "date"

    def __init__(self, *, last: bool) -> None:
        self._last = last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; anything that is none is a misuse."""
        from kg.questions import first_day, last_day

        try:
            return last_day(str(value)) if self._last else first_day(str(value))
        except ValueError as error:
            raise click.BadParameter(str(error), ctx, param) from error


def form_option(forms: Callable[[], Iterable[str]], what: str = "Form of the list.") -> Callable[[Command], Command]:
    """The option that names the form in which a command prints, one of those in a table that is loaded late."""
    choice = LateChoice(forms)
    return click.option("--format", "row_format", type=choice, default="table", show_default=True, help=what)


def refuse_empty(ctx: click.Context, param: click.Parameter, paths: tuple[str, ...]) -> tuple[str, ...]:
    """The paths; an empty one, such as a shell makes of a variable that is not set, is a misuse."""
    if "" in paths:
        raise click.BadParameter("an empty path; name a file or a folder", ctx, param)
    return paths


def print_skipped(skipped: Skipped) -> None:
    """Say on stderr what was not read, or read without something, and why."""
    click.echo(f"{'note' if skipped.kept else 'skipped'} {skipped.source}: {skipped.reason}", err=True)


def refuse_skipped(skipped: Skipped) -> None:
    """Stop at what was not read; a note is no more than said."""
    if not skipped.kept:
        raise InputError(f"{skipped.source}: {skipped.reason}")
    print_skipped(skipped)
