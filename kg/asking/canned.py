"""The questions with examples that a graph has an answer to, for pages on which one picks a query to begin with."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.asking.answering import compiled
from kg.asking.question import Kind, Parameter, Question
from kg.asking.table import QUESTIONS
from kg.query import run_query

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["CannedQuestion", "canned_questions"]


@dataclass(frozen=True, slots=True)
class CannedQuestion:
    """A question with values of the graph: `asks` it in words, `command` for a terminal, `sparql` for an editor."""

    name: str
    asks: str
    command: str
    sparql: str


def canned_questions(dataset: Dataset) -> tuple[CannedQuestion, ...]:
    """Every question that the graph holds values for, asked about an event that most stories tell of."""
    example = next(run_query(dataset, _BEST_TOLD).records(), None)
    found = (_canned(dataset, question, example) for question in QUESTIONS.values()) if example else ()
    return tuple(filter(None, found))


def _canned(dataset: Dataset, question: Question, example: dict[str, Any]) -> CannedQuestion | None:
    values = [example[_column(each)] for each in question.placed]
    if None in values:
        return None
    words = shlex.join(["kg", "ask", question.name, *map(str, values)])
    return CannedQuestion(question.name, question.asks, words, compiled(dataset, question, values)[0])


def _column(parameter: Parameter) -> str:
    """What stands in the example for a parameter; the second of two entities is the object."""
    if parameter.kind is Kind.ENTITY:
        return "object" if parameter.name in {"other", "object"} else "subject"
    return {Kind.RELATION: "relation", Kind.EVENT: "event", Kind.PUBLISHER: "publisher"}.get(parameter.kind, "day")


_BEST_TOLD = """
SELECT ?event ?subject ?relation ?object ?publisher ?day {
  { SELECT ?event {
      { SELECT (MAX(?count) AS ?stories) { ?any kg:storyCount ?count } }
      ?event kg:storyCount ?stories .
    } ORDER BY ?event LIMIT 1 }
  ?event kg:subject ?subject ; kg:relation ?type ; kg:object ?object ; kg:claim ?claim .
  ?claim prov:wasDerivedFrom ?article .
  OPTIONAL { ?article kg:publisher ?publisher }
  OPTIONAL { ?article schema:datePublished ?day }
  BIND(STRAFTER(STR(?type), "#") AS ?relation)
} ORDER BY (!BOUND(?publisher)) ?publisher ?day LIMIT 1
"""
