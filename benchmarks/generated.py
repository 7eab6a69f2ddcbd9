"""A store of made-up news of any size, for benchmarks: `python benchmarks/generated.py FOLDER --claims 1000000`.

The store holds articles, claims, events, stories, entities and facts as a build would write them, by the same
functions, and every command that reads a graph opens it: `kg query --store FOLDER …`. It has no readings: `kg add`,
`kg verify` and `kg happenings`, which go back to the texts, do not work on it. The same number of claims and the same
seed give the same graph. A hundred thousand claims are 3.3 million quads, 30,000 events and 0.9 GB of disk, and take
some minutes; a million take ten times as much. `nice` it where others work.
"""

from __future__ import annotations

import argparse
import pickle
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Self

from made_up_news import News, Telling
from pyoxigraph import Quad, Store

from kg.merge import Background, Topic, merge_topic, side_of, topic_of
from kg.model import Claim, Entity, content_hash
from kg.ontology import Ontology, load_ontology
from kg.ontology.iris import BASE
from kg.store import GraphStore
from kg.store.triples import (
    Surroundings,
    article_iri,
    article_statements,
    entity_statements,
    event_statements,
    fact_statements,
    in_graph,
    story_statements,
)
from kg.update import TABLES

PART = 250_000  # quads written at once
DRAWERS = 64  # files that the claims are sorted into, so that one at a time need be held


def main() -> None:
    """Write the store and print what it holds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="A new folder for the store.")
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    started = time.perf_counter()
    with GraphStore.held(options.folder, TABLES) as store, store.ledger.transaction():
        maker = _Maker(News(load_ontology(), options.claims, options.seed))
        store.change(maker.write, BASE, afresh=True)
    print(f"{options.folder}: {maker.quads} quads, {maker.events} events, {time.perf_counter() - started:.0f} s")


@dataclass(slots=True)
class _Maker:
    """Writes a graph, and notes while it writes articles what has to be known for the rest."""

    news: News
    quads: int = 0
    events: int = 0
    entities: dict[str, Entity] = field(default_factory=dict)
    stories: dict[str, str] = field(default_factory=dict)
    published: dict[str, date] = field(default_factory=dict)
    sides: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def write(self, graph: Store) -> None:
        """Fill the graph, part by part."""
        with tempfile.TemporaryDirectory() as folder:
            quads = self._all_quads(Path(folder))
            while part := list(islice(quads, PART)):
                graph.bulk_extend(part)
                self.quads += len(part)

    def _all_quads(self, folder: Path) -> Iterator[Quad]:
        with _Drawers.opened(folder) as drawers:
            for telling in self.news.tellings():
                self._note(telling)
                drawers.put((topic, claim) for claim in telling.claims if (topic := topic_of(claim, self._ontology)))
                yield from self._article(telling)
        yield from self._events(drawers)
        yield from self._names()

    @property
    def _ontology(self) -> Ontology:
        return self.news.ontology

    def _note(self, telling: Telling) -> None:
        self.stories[telling.article.id] = telling.story
        if telling.article.published:
            self.published[telling.article.id] = telling.article.published
        for claim in telling.claims:
            self.entities.update((each.entity.iri, each.entity) for each in claim.mentions if each.entity)
            if side := side_of(claim):
                self.sides[side[0]].add(side[1])

    def _article(self, telling: Telling) -> Iterator[Quad]:
        graph = article_iri(content_hash(telling.article.id))
        yield from in_graph(article_statements(telling.article, telling.story, telling.claims), graph, BASE)
        if telling.is_root:
            yield from in_graph(story_statements(telling.story, [telling.article]), None, BASE)

    def _events(self, drawers: _Drawers) -> Iterator[Quad]:
        sides = {who: frozenset(whom) for who, whom in self.sides.items()}
        background = Background(self._ontology, self.stories, self.published, sides)
        for topic, claims in drawers.topics():
            for event in merge_topic(topic, claims, background):
                self.events += 1
                yield from in_graph(event_statements(event, self._ontology), None, BASE)
                ends = event.subject.iri, event.facts, event.object.iri
                yield from in_graph(fact_statements(*ends, self._ontology), None, BASE)

    def _names(self) -> Iterator[Quad]:
        surroundings = Surroundings.of(self._ontology)
        for iri, entity in sorted(self.entities.items()):
            yield from in_graph(entity_statements([entity], self.news.spellings(entity)), None, BASE)
            yield from in_graph(surroundings.of_entity(iri, self.entities.__contains__), None, BASE)


@dataclass(slots=True)
class _Drawers:
    """Claims on disk, those on one topic in one file."""

    files: Sequence[Path]
    stack: ExitStack = field(default_factory=ExitStack)
    open_files: list[pickle.Pickler] = field(default_factory=list)

    @classmethod
    def opened(cls, folder: Path) -> _Drawers:
        """Empty files in the folder."""
        drawers = cls([folder / str(number) for number in range(DRAWERS)])
        drawers.open_files = [pickle.Pickler(drawers.stack.enter_context(path.open("wb"))) for path in drawers.files]
        return drawers

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stack.close()

    def put(self, claims: Iterable[tuple[Topic, Claim]]) -> None:
        """Keep the claims."""
        for topic, claim in claims:
            pickler = self.open_files[int(content_hash(*topic), 16) % DRAWERS]
            pickler.clear_memo()
            pickler.dump((topic, claim))

    def topics(self) -> Iterator[tuple[Topic, list[Claim]]]:
        """Each topic with its claims, in an order that is always the same."""
        for path in self.files:
            found: defaultdict[Topic, list[Claim]] = defaultdict(list)
            for topic, claim in _unpickled(path):
                found[topic].append(claim)
            yield from sorted(found.items(), key=lambda item: item[0])


def _unpickled(path: Path) -> Iterator[tuple[Topic, Claim]]:
    with path.open("rb") as file:
        while True:
            try:
                yield pickle.load(file)  # noqa: S301 -- this program wrote it a minute ago
            except EOFError:
                return


if __name__ == "__main__":
    main()
