"""How long each question of `kg ask` takes on a store: `python benchmarks/asking.py FOLDER`.

The store may be one that `benchmarks/generated.py` has made. Each question is asked about the most active actor, about
one of the middle and about a rare one, with names to be found as a person would write them; medians of several calls in
this process after one to warm up. The ratio is to the bare reading of the events that the actor has a part in – for
questions about everybody, of all events – by patterns of pyoxigraph's, without SPARQL, sorting or names.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode
from rdflib import Dataset

from kg.asking import QUESTIONS, Kind, Question, ask
from kg.ontology.iris import term
from kg.query import run_query
from kg.store import open_dataset, oxigraph_store

CALLS = 5
PLACES = {"most active": 0.0, "middle": 0.01, "rare": 0.5}
"""How far down the list of actors, the most active first, those stand that are asked about."""


def main() -> None:
    """Print a row for each question and actor."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="A store.")
    parser.add_argument("--only", nargs="*", default=list(QUESTIONS), help="Questions.")
    parser.add_argument("--cpu", action="store_true", help="Time of the processor, for a machine that others use.")
    options = parser.parse_args()
    clock = time.process_time if options.cpu else time.perf_counter
    dataset = open_dataset(options.folder)
    for name, example in _examples(dataset):
        bare = _median(lambda iri=example.iri: _events_of(dataset, iri), clock)
        print(f"{name}: {example.values['subject']}, {example.events} events, read bare in {bare:.1f} ms")
        for question in map(QUESTIONS.__getitem__, options.only):
            if bool(example.iri) == any(each.kind is Kind.ENTITY for each in question.placed):
                _measure(dataset, question, example, bare, clock)


@dataclass(frozen=True, slots=True)
class _Example:
    """An actor and values that go with it; no actor stands for everybody."""

    iri: str | None
    events: int
    values: dict[str, Any]


def _examples(dataset: Dataset) -> Iterator[tuple[str, _Example]]:
    actors = [(record["actor"], record["events"]) for record in run_query(dataset, _ACTORS).records()]
    for name, place in PLACES.items():
        iri, _ = actors[int(place * (len(actors) - 1))]
        values = next(run_query(dataset, _VALUES.replace("ACTOR", f"<{iri}>")).records())
        yield name, _Example(iri, _events_of(dataset, iri), values)
    yield "everybody", _Example(None, _events_of(dataset, None), values | {"subject": "all actors"})


def _events_of(dataset: Dataset, iri: str | None) -> int:
    """How many events the actor has a part in, read one by one."""
    graph, actor = oxigraph_store(dataset), NamedNode(iri) if iri else None
    ends = (graph.quads_for_pattern(None, NamedNode(term(end)), actor, None) for end in ("subject", "object"))
    return sum(1 for end in ends for _ in end)


def _measure(dataset: Dataset, question: Question, example: _Example, bare: float, clock: Callable[[], float]) -> None:
    values = [_value(each.name, each.kind, example.values) for each in question.placed]
    taken = _median(lambda: ask(dataset, question.name, values), clock)
    print(f"  {question.name:<12} {taken:>9.1f} ms {taken / bare:>9.1f}x", flush=True)


def _value(name: str, kind: Kind, values: dict[str, Any]) -> str:
    if kind is Kind.ENTITY:
        return str(values["object" if name in {"other", "object"} else "subject"])
    return str(values[{Kind.RELATION: "relation", Kind.EVENT: "event", Kind.PUBLISHER: "publisher"}.get(kind, "day")])


def _median(call: Callable[[], object], clock: Callable[[], float]) -> float:
    """Milliseconds, after one call to warm up."""
    taken = []
    for _ in range(CALLS + 1):
        started = clock()
        call()
        taken.append((clock() - started) * 1000)
    return statistics.median(taken[1:])


_ACTORS = "SELECT ?actor (COUNT(*) AS ?events) { ?event kg:subject ?actor } GROUP BY ?actor ORDER BY DESC(?events)"
_VALUES = """
SELECT ?subject ?object ?relation ?event ?publisher ?day {
  { SELECT ?event { ?event kg:subject ACTOR } LIMIT 1 }
  ?event kg:subject/rdfs:label ?subject ; kg:relation ?type ; kg:object/rdfs:label ?object ; kg:claim ?claim .
  ?claim prov:wasDerivedFrom ?article .
  ?article kg:publisher ?publisher .
  { SELECT (MAX(?published) AS ?day) { ?any schema:datePublished ?published } }
  BIND(STRAFTER(STR(?type), "#") AS ?relation)
} LIMIT 1
"""

if __name__ == "__main__":
    main()
