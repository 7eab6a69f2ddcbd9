"""The command `kg`: its commands, and what becomes of an error: one line on stderr, never a traceback."""

from __future__ import annotations

import errno
from typing import Any

import click

from kg.cli.ask import ask
from kg.cli.build import build
from kg.cli.change import add, remove
from kg.cli.check import check
from kg.cli.conflicts import conflicts
from kg.cli.diff import diff
from kg.cli.explain import explain
from kg.cli.export import export
from kg.cli.extract import extract
from kg.cli.happenings import happenings
from kg.cli.ontology import ontology
from kg.cli.push import push
from kg.cli.query import query
from kg.cli.review import review
from kg.cli.screen import write_utf8
from kg.cli.serve import serve
from kg.cli.show import show
from kg.cli.timeline import timeline
from kg.cli.verify import verify
from kg.errors import DatelineError

__all__ = ["main"]

INTERRUPTED = 130  # what a shell reports for a program that Ctrl-C ended


class _Commands(click.Group):
    """A group that says what went wrong in one line: exit 1 where it could not be done, 2 where it was misused."""

    def invoke(self, ctx: click.Context) -> Any:
        """What the command returns."""
        try:
            return super().invoke(ctx)
        except DatelineError as error:
            raise click.ClickException(str(error)) from error
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except OSError as error:
            if error.errno == errno.EPIPE:  # `kg export | head`: click ends quietly on it
                raise
            raise click.ClickException(f"{error.filename or 'system'}: {error.strerror or error}") from error


@click.group(cls=_Commands, epilog="Example: kg build news/ --out graph/")
@click.version_option(package_name="dateline-kg", prog_name="kg", message="%(prog)s %(version)s")
def main() -> None:
    """Turn news articles into a knowledge graph that one can query, look at, and trust.

    Exit status: 0 done, 1 could not, 2 misused.
    """
    write_utf8()


for command in (
    build,
    add,
    remove,
    review,
    extract,
    explain,
    ask,
    query,
    timeline,
    happenings,
    conflicts,
    show,
    export,
    push,
    serve,
    diff,
    verify,
    check,
    ontology,
):
    main.add_command(command)
