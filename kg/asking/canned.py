"""The questions with examples that a graph has an answer to, for pages on which one picks a query to begin with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.asking.answering import compiled
from kg.asking.question import Kind
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
    """Every question that the graph holds values for, asked about the event that most stories tell of."""
    example = next(run_query(dataset, _BEST_TOLD).records(), None)
    return tuple(_canned(dataset, name, example) for name in QUESTIONS) if example else ()


def _canned(dataset: Dataset, name: str, example: dict[str, Any]) -> CannedQuestion:
    question = QUESTIONS[name]
    values = [_value(each.name, each.kind, example) for each in question.placed]
    shown = " ".join(f'"{value}"' if " " in value else value for value in values)
    sparql = compiled(dataset, question, values)[min(1, len(question.templates) - 1)]
    return CannedQuestion(name, question.asks, f"kg ask {name} {shown}".rstrip(), sparql)


def _value(name: str, kind: Kind, example: dict[str, Any]) -> str:
    """What stands in the example for a parameter; the second of two entities is the object."""
    if kind is Kind.ENTITY:
        return str(example["object" if name in {"other", "object"} else "subject"])
    return str(example[{Kind.RELATION: "relation", Kind.EVENT: "event", Kind.PUBLISHER: "publisher"}.get(kind, "day")])


_BEST_TOLD = """
SELECT ?event ?subject ?relation ?object ?publisher ?day {
  { SELECT ?event { ?event kg:storyCount ?stories ; kg:earliest ?day } ORDER BY DESC(?stories) ?event LIMIT 1 }
  ?event kg:subject ?subject ; kg:relation ?type ; kg:object ?object ; kg:earliest ?day ; kg:claim ?claim .
  ?claim prov:wasDerivedFrom/kg:publisher ?publisher .
  BIND(STRAFTER(STR(?type), "#") AS ?relation)
} ORDER BY ?publisher LIMIT 1
"""
