"""Articles in, a graph out: build, add, remove. It walks the rooms in order and decides nothing that they decide."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Store
from rdflib import Dataset

from kg.errors import InputError, StoreError
from kg.graph import BuildReport, KnowledgeGraph
from kg.link import NO_DECISIONS, Review, idle_decisions, read_decisions, review_file
from kg.model import Article, Claim, Skipped
from kg.ontology import load_ontology
from kg.read import read_articles
from kg.settings import Settings
from kg.store import (
    GraphStore,
    Readings,
    as_dataset,
    check_base,
    extraction_key,
    merging_key,
    open_dataset,
    origin_statements,
)
from kg.update import (
    TABLES,
    Update,
    all_hashes,
    all_names,
    articles_called,
    articles_of,
    count_all,
    has_copy,
    hash_of,
    is_there,
    replaced_by,
)

__all__ = ["add", "build", "remove", "review"]

OnProgress = Callable[[int, int], None]
"""Called with the number of articles done and the number of all."""

OnSkip = Callable[[Skipped], None]

DEFAULTS = Settings()


def build(
    paths: Iterable[str | Path],
    settings: Settings = DEFAULTS,
    *,
    on_progress: OnProgress | None = None,
    on_skip: OnSkip | None = None,
) -> KnowledgeGraph:
    """The graph of exactly the articles in these files and folders.

    With a store, articles that have not changed are not extracted again, and the graph that was there is changed at the
    end or, if anything fails, not at all. What cannot be read, and notes on what was read without something, go to
    `on_skip` and into the report; InputError where nothing can be read.
    """
    with _Work.begun(settings) as work:
        articles = work.read(paths, on_skip)
        work.extract(articles, on_progress)
        there = all_hashes(work.store.ledger)
        return work.change(articles, there - {hash_of(article) for article in articles}, on_note=on_skip, sweep=True)


def add(
    paths: Iterable[str | Path],
    settings: Settings,
    *,
    on_progress: OnProgress | None = None,
    on_skip: OnSkip | None = None,
) -> KnowledgeGraph:
    """The stored graph with the articles in these files and folders added; the first to be added make one.

    They take the place of articles with their ids, and of what their files held before. The result is what a build of
    all of them gives; the time depends on what is added and the events that it touches. StoreError where the store was
    made with another ontology, model or version. Skips and errors as in `build`.
    """
    with _Work.begun(settings) as work:
        work.refuse_other_extraction()
        read = work.read(paths, on_skip)
        articles = [article for article in read if not has_copy(work.store.ledger, article)]
        work.extract(articles, on_progress)
        return work.change(articles, replaced_by(work.store.ledger, read))


def remove(names: Iterable[str], settings: Settings) -> KnowledgeGraph:
    """The stored graph as if these articles had never been in it.

    An article is called by its id, IRI or URL, or by the path or name of the file that it came from, which stands for
    all articles in it. InputError where a name is nobody's, or that of several files; then nothing is removed.
    """
    with _Work.resumed(settings) as work:
        return work.change((), articles_called(work.store.ledger, names), sweep=True)


def review(settings: Settings, *, everything: bool = False) -> Review:
    """What is in doubt about names in the stored graph, written into the file of decisions for a person to decide.

    With `everything` also what was decided without asking. InputError where the file can't be understood.
    """
    if settings.merges is None:
        raise InputError("no file to write into; name one as `merges`")
    with _Work.resumed(settings) as work:
        names = tuple(all_names(work.store.ledger))
        return review_file(
            names, Path(settings.merges), work.update.ontology, work.update.sentence_with, everything=everything
        )


@dataclass(slots=True)
class _Work:
    """A store that is held, and what has been told and done since."""

    settings: Settings
    store: GraphStore
    update: Update
    started: float
    told: list[Skipped] = field(default_factory=list)
    cached: int = 0

    @classmethod
    @contextlib.contextmanager
    def begun(cls, settings: Settings) -> Iterator[_Work]:
        """The work on the store of these settings, or in memory."""
        started = time.perf_counter()
        check_base(settings.base)
        ontology = load_ontology([Path(path) for path in settings.ontology])
        decisions = read_decisions(Path(settings.merges), ontology) if settings.merges else NO_DECISIONS
        folder = Path(settings.store) if settings.store is not None else None
        with GraphStore.held(folder, TABLES) as store:
            readings = Readings(store.ledger, extraction_key(ontology.digest, settings.model))
            origin = origin_statements(ontology, settings.model)
            yield cls(settings, store, Update(readings, ontology, decisions, settings.base, origin), started)

    @classmethod
    @contextlib.contextmanager
    def resumed(cls, settings: Settings) -> Iterator[_Work]:
        """The work on a stored graph. StoreError where there is none, or its articles would be read otherwise today."""
        missing = StoreError(f"{settings.store}: no graph is stored here; run `kg build`, or name one with --store")
        if settings.store is None or not Path(settings.store).is_dir():
            raise missing
        with cls.begun(settings) as work:
            if work.store.ledger.setting("made_with") is None:
                raise missing
            work.refuse_other_extraction()
            yield work

    def refuse_other_extraction(self) -> None:
        """StoreError where the articles that are there would be read otherwise today."""
        if self.store.ledger.setting("made_with") not in {None, self.update.readings.made_with}:
            raise StoreError(
                f"{self.store.folder}: was made with another ontology, model or version of Dateline; give the same "
                "--ontology and --model, or run `kg build` with all articles"
            )

    def read(self, paths: Iterable[str | Path], on_skip: OnSkip | None) -> list[Article]:
        """All articles that can be read, in the order of their ids; what cannot is told."""

        def skip(found: Skipped) -> None:
            self.told.append(found)
            if on_skip:
                on_skip(found)

        articles = sorted(read_articles(sorted(paths, key=str), skip), key=lambda article: article.id)
        if not articles:
            reasons = f" ({self.told[0].source}: {self.told[0].reason})" if self.told else ""
            raise InputError(
                f"no article could be read{reasons}; give text, HTML or JSON Lines files, or folders of them"
            )
        return articles

    def extract(self, articles: Sequence[Article], on_progress: OnProgress | None) -> None:
        """Extract the claims of those articles whose readings are not kept."""
        readings = self.update.readings
        unread = [article for article in articles if not readings.has(article)]
        self.cached = len(articles) - len(unread)
        done = self.cached
        if on_progress:
            on_progress(done, len(articles))
        for article, claims in self._extracted(unread):
            readings.keep(article, claims)
            done += 1
            if on_progress:
                on_progress(done, len(articles))

    def _extracted(self, articles: Sequence[Article]) -> Iterator[tuple[Article, tuple[Claim, ...]]]:
        """Each article with its claims."""
        if articles:
            from kg.extract import Reader, extract_many  # noqa: PLC0415 -- loads spaCy, which not every build needs

            reader = Reader(self.update.ontology, self.settings.model)
            yield from extract_many(articles, reader, self.settings.jobs)

    def change(
        self,
        given: Sequence[Article],
        went: Collection[str],
        *,
        on_note: OnSkip | None = None,
        sweep: bool = False,
    ) -> KnowledgeGraph:
        """The graph after these articles were given and those that are there went, on disk all at once or not at all.

        All are merged again where more than articles has changed, or where the graph was lost.
        """
        ledger, readings = self.store.ledger, self.update.readings
        key = merging_key(readings.made_with, self.update.decisions.digest, self.update.base)
        with ledger.transaction():
            came = [article for article in given if not is_there(ledger, article)]
            afresh = ledger.setting("merged_with") != key or not self.store.has_graph()
            memory = self._write(self._all(given, went) if afresh else came, went, afresh=afresh)
            ledger.set("made_with", readings.made_with)
            ledger.set("merged_with", key)
            if sweep:
                readings.sweep()
            self._tell_idle_decisions(on_note)
            report = self._report(len(came), len(went))
        return KnowledgeGraph(memory or open_dataset(Path(str(self.store.folder))), report)

    def _all(self, given: Sequence[Article], went: Collection[str]) -> list[Article]:
        """All articles that are to be in the graph: those given, and those that are there and don't go."""
        new = {hash_of(article) for article in given}
        kept = (article for article in articles_of(self.store.ledger) if hash_of(article) not in new.union(went))
        return sorted([*given, *kept], key=lambda article: article.id)

    def _write(self, came: Sequence[Article], went: Collection[str], *, afresh: bool) -> Dataset | None:
        """Bring ledger and graph up to date; the graph, if it is one in memory."""
        if afresh:
            self.update.clear()
        elif not came and not went:
            return None
        touched = self.update.note(came, went)
        if self.store.folder is None:
            graph = Store()
            self.update.revise(touched, graph)
            return as_dataset(graph, self.update.base)
        self.store.change(lambda graph: self.update.revise(touched, graph), self.update.base, afresh=afresh)
        return None

    def _tell_idle_decisions(self, on_note: OnSkip | None) -> None:
        """Tell what of the file of decisions has no effect, if anybody listens."""
        if on_note is None or not self.settings.merges or not self.update.decisions.digest:
            return
        for line in idle_decisions(
            tuple(all_names(self.store.ledger)), Path(self.settings.merges), self.update.ontology
        ):
            place, _, reason = line.partition(": ")
            note = Skipped(place, reason, kept=True)
            self.told.append(note)
            on_note(note)

    def _report(self, added: int, removed: int) -> BuildReport:
        return BuildReport(
            **count_all(self.store.ledger),
            added=added,
            removed=removed,
            cached=self.cached,
            skipped=tuple(each for each in self.told if not each.kept),
            notes=tuple(each for each in self.told if each.kept),
            seconds=time.perf_counter() - self.started,
        )
