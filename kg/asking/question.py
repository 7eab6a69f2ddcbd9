"""What a question is: words for people, a template of SPARQL, and the values that it takes. It asks nothing.

A template holds `$name` where a value belongs. What is put there is a term that `kg.asking.terms` has written, or a
clause with one in it; nothing that a person typed gets into a query in any other way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from string import Template

__all__ = ["LIMIT", "Kind", "Parameter", "Question"]


class Kind(StrEnum):
    """What sort of thing a value names."""

    ENTITY = "entity"
    RELATION = "relation"
    EVENT = "event"
    PUBLISHER = "publisher"
    STATUS = "status"
    FIRST_DAY = "first day"
    LAST_DAY = "last day"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a question takes.

    One that may be left out has a `clause`: what it adds to the query, with `$value` for the value. It is an option of
    the command, unless it is `placed`: then it is an argument in its place, as those without a clause are.
    """

    name: str
    kind: Kind
    help: str
    clause: str = ""
    placed: bool = False

    @property
    def is_option(self) -> bool:
        """Whether the command takes it as `--name`."""
        return bool(self.clause) and not self.placed


LIMIT = Parameter("limit", Kind.NUMBER, "No more rows than these; 0 for all.", "LIMIT $value")
"""What every question takes."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that people have.

    `asks` is the question in words, `reading` how to read the answer. `hidden` are columns for programs, which tables
    for people leave out; `limit` how many rows are given unless told otherwise; `example` the words after
    `kg ask NAME` that ask it of the demo corpus. `otherwise` says what to try where nothing is found. Of the
    templates, each is asked only if those before found nothing; `busy` are faster ones for what a large part of the
    graph is about.
    """

    name: str
    asks: str
    reading: str
    parameters: tuple[Parameter, ...]
    templates: tuple[str, ...]
    example: tuple[str, ...]
    otherwise: str
    hidden: frozenset[str] = frozenset({"event"})
    limit: int = 25
    busy: tuple[str, ...] = ()

    @property
    def takes(self) -> tuple[Parameter, ...]:
        """All its parameters, those in their places first."""
        return (*self.parameters, LIMIT)

    @property
    def placed(self) -> tuple[Parameter, ...]:
        """The parameters that are given in their places, in this order."""
        return tuple(each for each in self.parameters if not each.is_option)

    def queries(self, terms: Mapping[str, str], prefixes: Mapping[str, str], *, busy: bool = False) -> tuple[str, ...]:
        """The queries for these values, each written as a term, under the names of their parameters."""
        clauses = {each.name: _clause(each, terms.get(each.name)) for each in self.takes}
        templates = (busy and self.busy) or self.templates
        written = (_without_gaps(Template(each).substitute(clauses)) for each in templates)
        return tuple(_with_prefixes(query, prefixes) for query in written)


def _clause(parameter: Parameter, value: str | None) -> str:
    if value is None:
        return ""
    return Template(parameter.clause or "$value").substitute(value=value)


def _without_gaps(query: str) -> str:
    """The query without the lines of clauses that were left out."""
    return "".join(f"{line.rstrip()}\n" for line in query.splitlines() if line.strip())


_PREFIXED = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|<[^<>\s]*>|\b(\w+):")


def _with_prefixes(query: str, prefixes: Mapping[str, str]) -> str:
    """The query with the prefixes that it uses declared, so that it can be asked elsewhere."""
    used = {found[1] for found in _PREFIXED.finditer(query) if found[1]}
    declared = [f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in prefixes.items() if prefix in used]
    return "".join([*declared, query])
