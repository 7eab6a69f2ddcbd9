"""The Python API: articles in, a graph out. It walks the rooms in their order and decides nothing that they decide."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from rdflib import Dataset

from kg.errors import InputError
from kg.export import FORMATS
from kg.export.view import to_networkx
from kg.link import link_all
from kg.merge import find_stories, is_fact, merge_claims
from kg.model import Article, Claim, Skipped
from kg.ontology import Ontology, load_ontology
from kg.ontology.iris import local_name
from kg.query import Rows, run_query
from kg.read import read_articles
from kg.settings import Settings
from kg.store import (
    Archive,
    Contents,
    GraphStore,
    check_base,
    extraction_key,
    is_open,
    memory_dataset,
    open_dataset,
    oxigraph_store,
)

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from kg.extract import Extractor

__all__ = ["BuildReport", "EventRow", "KnowledgeGraph", "build"]

OnProgress = Callable[[int, int], None]
"""Called with the number of articles done and the number of all."""

OnSkip = Callable[[Skipped], None]

DEFAULTS = Settings()


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    `articles` counts those in the graph, `cached` those of them that were not extracted again. `skipped` was not read;
    `notes` tell of articles that were, without something about them.
    """

    articles: int
    cached: int
    skipped: tuple[Skipped, ...]
    notes: tuple[Skipped, ...]
    stories: int
    claims: int
    entities: int
    events: int
    facts: int
    seconds: float


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event of a graph. `subject`, `object` and `place` are IRIs, `relation` and `plover` local names."""

    iri: str
    label: str
    subject: str
    relation: str
    object: str
    status: str
    articles: int
    stories: int
    plover: str | None = None
    earliest: date | None = None
    latest: date | None = None
    time: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class KnowledgeGraph:
    """A graph that can be queried, exported and walked; close it, or use it in a `with` statement.

    `report` says what the build did that made it, and is None for a graph opened from a store.
    """

    dataset: Dataset
    report: BuildReport | None = None

    @classmethod
    def open(cls, store: str | Path) -> KnowledgeGraph:
        """The graph in the store, read-only; a later build leaves it as it was when opened."""
        return cls(open_dataset(Path(store)))

    def query(self, text: str) -> Rows:
        """The answer to a SPARQL 1.1 query over all of the graph; the project's prefixes need not be declared."""
        return run_query(self.dataset, text)

    def events(self) -> tuple[EventRow, ...]:
        """All events, those with a time first, in its order."""
        rows = (_event_row(row) for row in self.query(_EVENTS).records())
        return tuple(sorted(rows, key=lambda event: (event.earliest or date.max, event.latest or date.max, event.iri)))

    def to_turtle(self) -> str:
        """The whole graph as RDF 1.1 Turtle, the same bytes for the same articles."""
        return FORMATS["turtle"].text(self._opened())

    def to_html(self) -> str:
        """The graph as one page that needs no network."""
        return FORMATS["html"].text(self._opened())

    def to_networkx(self) -> MultiDiGraph[str]:
        """Entities as nodes and events as edges, each under its IRI."""
        return to_networkx(self._opened())

    def _opened(self) -> Dataset:
        """The dataset; StoreError where it was closed, which rdflib would call a missing attribute."""
        oxigraph_store(self.dataset)
        return self.dataset

    def close(self) -> None:
        """Let go of the store's files; once more does nothing. Whatever is asked afterwards is a StoreError."""
        if is_open(self.dataset):
            self.dataset.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def build(
    paths: Iterable[str | Path],
    settings: Settings = DEFAULTS,
    *,
    on_progress: OnProgress | None = None,
    on_skip: OnSkip | None = None,
) -> KnowledgeGraph:
    """The graph of exactly the articles in these files and folders.

    With a store, articles that have not changed are not extracted again, and the graph that was there is replaced at
    the end or, if anything fails, not at all. What cannot be read, and notes on what was read without something, go to
    `on_skip` and into the report; InputError where nothing can be read.
    """
    started = time.perf_counter()
    check_base(settings.base)
    ontology = load_ontology([Path(path) for path in settings.ontology])
    told: list[Skipped] = []
    articles = _read(paths, told, on_skip)
    with ExitStack() as stack:
        store = stack.enter_context(GraphStore.held(Path(settings.store))) if settings.store is not None else None
        archive = store.archive(extraction_key(ontology.digest, settings.model)) if store else None
        reading = _Reading(ontology, settings.model, archive)
        contents = _contents(articles, reading.claims(articles, on_progress), ontology)
        if store and archive:
            store.replace(contents, ontology, settings.base)
            archive.sweep(articles)
            dataset = open_dataset(store.folder)
        else:
            dataset = memory_dataset(contents, ontology, settings.base)
    seconds = time.perf_counter() - started
    return KnowledgeGraph(dataset, _report(contents, told, reading.cached, seconds))


def _read(paths: Iterable[str | Path], told: list[Skipped], on_skip: OnSkip | None) -> list[Article]:
    """All articles that can be read, in the order of their ids; what cannot goes to `told` and `on_skip`."""

    def skip(found: Skipped) -> None:
        told.append(found)
        if on_skip:
            on_skip(found)

    articles = sorted(read_articles(paths, skip), key=lambda article: article.id)
    if not articles:
        reasons = f" ({told[0].source}: {told[0].reason})" if told else ""
        raise InputError(f"no article could be read{reasons}; give text, HTML or JSON Lines files, or folders of them")
    return articles


@dataclass(slots=True)
class _Reading:
    """Claims from the archive, or by extraction where it has none. The pipeline is loaded when first needed."""

    ontology: Ontology
    model: str
    archive: Archive | None
    cached: int = 0
    extractor: Extractor | None = None

    def claims(self, articles: Sequence[Article], on_progress: OnProgress | None) -> Iterator[Claim]:
        """The claims of all articles, as extracted."""
        for done, article in enumerate(articles, start=1):
            yield from self._extracted(article)
            if on_progress:
                on_progress(done, len(articles))

    def _extracted(self, article: Article) -> tuple[Claim, ...]:
        claims = self.archive.get(article) if self.archive else None
        if claims is not None:
            self.cached += 1
            return claims
        if self.extractor is None:
            from kg.extract import Extractor  # noqa: PLC0415 -- loads spaCy, which a build without news does not need

            self.extractor = Extractor(self.ontology, self.model)
        claims = self.extractor.extract(article)
        if self.archive:
            self.archive.put(article, claims)
        return claims


def _contents(articles: Sequence[Article], claims: Iterable[Claim], ontology: Ontology) -> Contents:
    """What the graph is made of, from claims as extracted."""
    stories = find_stories(articles)
    return Contents(tuple(articles), stories, merge_claims(link_all(claims, ontology), stories, ontology))


def _report(contents: Contents, told: Sequence[Skipped], cached: int, seconds: float) -> BuildReport:
    return BuildReport(
        articles=len(contents.articles),
        cached=cached,
        skipped=tuple(each for each in told if not each.kept),
        notes=tuple(each for each in told if each.kept),
        stories=len(set(contents.stories.values())),
        claims=sum(len(event.claims) for event in contents.events),
        entities=len({entity.iri for entity in contents.entities()}),
        events=len(contents.events),
        facts=sum(map(is_fact, contents.events)),
        seconds=seconds,
    )


_EVENTS = """
SELECT ?iri ?label ?subject ?relation ?object ?status ?articles ?stories ?plover ?earliest ?latest ?time ?place {
  ?iri a kg:Event ; rdfs:label ?label ; kg:subject ?subject ; kg:relation ?relation ; kg:object ?object ;
       kg:status ?status ; kg:articleCount ?articles ; kg:storyCount ?stories .
  OPTIONAL { ?iri kg:plover ?plover }
  OPTIONAL { ?iri kg:earliest ?earliest ; kg:latest ?latest ; kg:timeLabel ?time }
  OPTIONAL { ?iri kg:place ?place }
}
"""


def _event_row(record: dict[str, Any]) -> EventRow:
    plover = record["plover"]
    names = {"relation": local_name(record["relation"]), "plover": local_name(plover) if plover else None}
    return EventRow(**{**record, **names})
