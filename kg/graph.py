"""The Python API's graph: what can be asked of one that was built or opened. How it is made stands in `kg.building`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from rdflib import Dataset

from kg.asking import Answer, Value, ask
from kg.export import find_exporter
from kg.export.frames import to_dataframe
from kg.export.view import to_networkx
from kg.model import Skipped
from kg.ontology.iris import local_name
from kg.push import Destination, Pushed, push
from kg.query import Rows, run_query
from kg.questions import EVERYTHING, Conflict, Selection, TimelineRow, conflicts, timeline
from kg.store import is_open, open_dataset, oxigraph_store

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from pandas import DataFrame

__all__ = ["BuildReport", "EventRow", "KnowledgeGraph"]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, or an adding or removing.

    `articles` counts those in the graph afterwards, `added` those that came or came anew, `removed` those that went.
    `cached` counts those of the given ones that were not extracted again. `skipped` was not read; `notes` tell of
    articles that were, without something about them.
    """

    articles: int
    added: int
    removed: int
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

    def timeline(self, entity: str, selection: Selection = EVERYTHING) -> tuple[TimelineRow, ...]:
        """The events that an entity acts in, suffers, or is the place of, the earliest first.

        It is named by IRI, `id:` name, label or alias; QueryError where nothing, or more than one, is so called.
        """
        return timeline(self._opened(), entity, selection)

    def conflicts(self, entity: str | None = None) -> tuple[Conflict, ...]:
        """Where sources are at odds, or a state of affairs changed: of one entity, named as above, or of all."""
        return conflicts(self._opened(), entity=entity)

    def ask(self, question: str, *values: Value, **options: Value | None) -> Answer:
        """The answer to one of the questions of `kg ask`: `graph.ask("between", "South Korea", "Japan", since="2019")`.

        `options` are those of the command, with their names. QueryError where a name is nobody's, or several ones'.
        """
        return ask(self._opened(), question, values, options)

    def to_turtle(self) -> str:
        """The whole graph as RDF 1.1 Turtle, the same bytes for the same articles."""
        return find_exporter("turtle").text(self._opened())

    def to_html(self, entity: str | None = None, *, max_nodes: int | None = None, start: str = "") -> str:
        """The graph as one page that needs no network.

        It begins at the entity, named as above, or with what stands behind the # of the page's address in `start`.
        `max_nodes` is how many entities it holds, those first whose events most stories tell.
        """
        from kg.export.page import showing  # noqa: PLC0415  half a second that only those pay who want the page

        dataset, options = self._opened(), replace(showing.budget(max_nodes), start=start)
        if entity:
            options = showing.options_at(dataset, entity, options)
        return showing.page_exporter(options).text(dataset)

    def show(
        self,
        entity: str | None = None,
        *,
        output: str | Path | None = None,
        max_nodes: int | None = None,
        browser: bool = True,
    ) -> Path:
        """The file that the page was written to, opened in the browser; without `output` it lies in the user's cache.

        The page begins at the entity, named as above. ExportError where there is no browser.
        """
        from kg.export.page import showing  # noqa: PLC0415  as above

        path = showing.write_page_file(self.to_html(entity, max_nodes=max_nodes), Path(output) if output else None)
        if browser:
            showing.open_page(path)
        return path

    def _repr_html_(self) -> str | None:
        """The page in a frame, for notebooks; nothing for a graph that was closed."""
        from kg.export.page import showing  # noqa: PLC0415  as above

        if not is_open(self.dataset):
            return None
        return showing.inline_frame(self.to_html(max_nodes=showing.MAX_NOTEBOOK_NODES))

    def to_networkx(self) -> MultiDiGraph[str]:
        """Entities as nodes and events as edges, each under its IRI."""
        return to_networkx(self._opened())

    def push(self, url: str, *, user: str = "", password: str = "", graph: str | None = None) -> Pushed:
        """Bring the graph into a database, and up to date when it is there already; see `kg push --help`.

        `graph` is the IRI of the graph that takes what belongs to no article, None for the default graph there.
        """
        return push(self._opened(), Destination(url, user, password, graph=graph))

    def to_dataframe(self, table: str = "events") -> DataFrame:
        """A table as a data frame of pandas: events, claims, entities, facts, articles or stories."""
        return to_dataframe(self._opened(), table)

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
