"""A question asked of a graph: words in, the SPARQL that they come to, rows out."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kg.asking.meaning import is_busy, term_for
from kg.asking.question import LIMIT, Kind, Question
from kg.asking.table import QUESTIONS
from kg.errors import QueryError
from kg.query import run_query
from kg.rows import Row, Rows
from kg.store import prefixes_of

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["Answer", "Value", "ask", "compiled", "find_question"]

Value = str | date | int

NO_OPTIONS: Mapping[str, Value | None] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question, and the query that `kg query` answers with the same rows."""

    question: Question
    sparql: str
    rows: Rows

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __str__(self) -> str:
        return str(self.shown)

    def records(self) -> Iterator[dict[str, Any]]:
        """Each row as column → Python value."""
        return self.rows.records()

    @property
    def shown(self) -> Rows:
        """The rows as people are shown them, without the columns that are for programs."""
        return self.rows.without(self.question.hidden)


def find_question(name: str) -> Question:
    """The question of that name; QueryError with the nearest one where there is none."""
    if name in QUESTIONS:
        return QUESTIONS[name]
    near = difflib.get_close_matches(name, QUESTIONS, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"choose one of {', '.join(QUESTIONS)}"
    raise QueryError(f"there is no question {name!r}; {hint}")


def ask(
    dataset: Dataset, name: str, values: Sequence[Value] = (), options: Mapping[str, Value | None] = NO_OPTIONS
) -> Answer:
    """The answer to the question of that name, for the values in their places and the options by name.

    Things are named as people write them. QueryError where one names nothing, or several things, where a value is
    missing, and where the question does not take one.
    """
    question = find_question(name)
    queries = compiled(dataset, question, values, options)
    for query in queries:
        rows = run_query(dataset, query)
        if rows or query == queries[-1]:
            return Answer(question, query, rows)
    raise QueryError(f"the question {name!r} has no query")


def compiled(
    dataset: Dataset, question: Question, values: Sequence[Value], options: Mapping[str, Value | None] = NO_OPTIONS
) -> tuple[str, ...]:
    """The queries that the question comes to; errors as for `ask`."""
    given = _by_name(question, values, options)
    terms = {each.name: term_for(each.kind, given[each.name], dataset) for each in question.takes if each.name in given}
    busy = question.busy and any(
        is_busy(dataset, terms[each.name])
        for each in question.placed
        if each.kind is Kind.ENTITY and each.name in terms
    )
    return question.queries(terms, prefixes_of(dataset), busy=bool(busy))


def _by_name(question: Question, values: Sequence[Value], options: Mapping[str, Value | None]) -> dict[str, Value]:
    """All values by the names of their parameters, those that are None left out."""
    if len(values) > len(question.placed):
        raise QueryError(f"the question {question.name!r} takes {_listed(question) or 'no values'}, not {len(values)}")
    placed = {parameter.name: value for parameter, value in zip(question.placed, values, strict=False)}
    given = placed | {name: value for name, value in options.items() if value is not None}
    known = {parameter.name for parameter in question.takes}
    if unknown := sorted(given.keys() - known):
        raise QueryError(
            f"the question {question.name!r} does not take {unknown[0]!r}; it takes {', '.join(sorted(known))}"
        )
    missing = [each.name for each in question.parameters if not each.clause and each.name not in given]
    if missing:
        raise QueryError(f"the question {question.name!r} needs {missing[0].upper()}: it takes {_listed(question)}")
    limit = given.pop(LIMIT.name, question.limit)
    return given if str(limit) == "0" else given | {LIMIT.name: limit}


def _listed(question: Question) -> str:
    return " ".join(f"[{each.name.upper()}]" if each.clause else each.name.upper() for each in question.placed)
