"""`kg ask`: the questions that people have, one sub-command each, all made from the table of `kg.asking`."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import DayOption, form_option, store_option
from kg.model import Status

if TYPE_CHECKING:
    from kg.asking import Answer, Parameter, Question

__all__ = ["ask"]


class _Questions(click.Group):
    """A group with a command for each question; the table is loaded when one is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's name and order
        """The names of all questions, in the order of the table."""
        from kg.asking import QUESTIONS

        return list(QUESTIONS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; any other is a misuse, answered with the nearest."""
        from kg.asking import find_question
        from kg.errors import QueryError

        try:
            return _command(find_question(cmd_name))
        except QueryError as error:
            ctx.fail(str(error))


@click.group(cls=_Questions, epilog='Example: kg ask between "South Korea" Japan --since 2019-07')
def ask() -> None:
    """Answer a question that people have, by a SPARQL query that --sparql shows.

    Things are named as people write them: by label or alias, or by IRI, in full or as id:Name; case and accents don't
    matter. For more about one actor's events, with their sentences, see `kg timeline`; for both sides of what sources
    are at odds about, `kg conflicts`; for questions of your own, `kg query`.
    """


def _command(question: Question) -> click.Command:
    command = click.Command(
        question.name,
        params=[_parameter(each, question) for each in question.takes],
        callback=_callback(question),
        help=f"{question.asks}\n\n{question.reading}",
        short_help=question.asks,
        epilog=f"Example: {shlex.join(['kg', 'ask', question.name, *question.example])}",
    )
    for option in (_sparql_option, form_option(_formats), store_option):
        command = option(command)
    return command


_sparql_option = click.option("--sparql", "only_query", is_flag=True, help="Print the query instead of its answer.")


def _formats() -> Iterable[str]:
    from kg.rows import LIST_FORMATS

    return LIST_FORMATS


def _parameter(parameter: Parameter, question: Question) -> click.Parameter:
    if not parameter.is_option:
        return click.Argument([parameter.name], required=not parameter.clause)
    default = question.limit if parameter.name == "limit" else None
    return click.Option(
        [f"--{parameter.name}"],
        type=_type_of(parameter),
        default=default,
        show_default=default is not None,
        metavar=None if parameter.kind == "status" else _METAVARS.get(parameter.kind, "NAME"),
        help=parameter.help,
    )


def _type_of(parameter: Parameter) -> click.ParamType[Any]:
    types: Mapping[str, click.ParamType[Any]] = {
        "first day": DayOption(last=False),
        "last day": DayOption(last=True),
        "status": click.Choice([status.value for status in Status]),
        "number": click.IntRange(min=0),
    }
    return types.get(parameter.kind, click.STRING)


_METAVARS = {"first day": "DATE", "last day": "DATE", "number": "N"}


def _callback(question: Question) -> Any:
    def answer(only_query: bool, row_format: str, store: Path, **values: Any) -> None:
        from kg.asking import ask as asked
        from kg.store import open_dataset

        given = asked(open_dataset(store), question.name, (), values)
        if only_query:
            sys.stdout.write(given.sparql)
        else:
            _print(given, row_format)
            _tell(given, values)

    return answer


def _print(answer: Answer, row_format: str) -> None:
    """Print the rows; those that read tables are spared the columns for programs."""
    from kg.rows import format_list

    people = row_format in {"table", "md"}
    if answer.rows or not people:
        shown = answer.shown if people else answer.rows
        sys.stdout.write(format_list(shown, row_format, terminal=sys.stdout.isatty()))


def _tell(answer: Answer, values: Mapping[str, Any]) -> None:
    """Say on stderr that nothing was found and what to try, or that there may be more."""
    given = [each for each in answer.question.parameters if each.clause and values[each.name] is not None]
    if not answer.rows:
        names = [f"--{each.name}" if each.is_option else each.name.upper() for each in given]
        without = f"try without {' and '.join(names)}; " if names else ""
        click.echo(f"nothing was found: {without}{answer.question.otherwise}", err=True)
    elif values["limit"] and len(answer) >= values["limit"]:
        click.echo(f"no more than {values['limit']} were asked for: --limit 0 gives all", err=True)
