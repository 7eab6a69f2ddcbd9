"""The room of coming and going: which articles come and go, and all that this touches, no more.

Everything in the graph is a pure function of the articles in it, so that taking one in and out again, or in another
order, ends in the same bytes. Each module keeps one layer in the ledger – articles and stories, names, claims, events –
and says what a change of the layer above touches; what a layer decides is decided in `kg.link` and `kg.merge`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from pyoxigraph import Store

from kg.link import Decisions, Name, NameId, link_claims, names_of, sentence_with
from kg.model import Article, Claim
from kg.ontology import Ontology
from kg.ontology.iris import BASE
from kg.store import READINGS, Ledger, Readings
from kg.store.triples import Statement
from kg.update.articles import (
    ARTICLES,
    all_hashes,
    articles_of,
    drop_articles,
    has_copy,
    hash_of,
    is_there,
    put_articles,
    reading_of,
    replaced_by,
    settle_stories,
    story_of,
)
from kg.update.calling import articles_called
from kg.update.claims import CLAIMS, claims_of, topics_in, write_claims
from kg.update.events import EVENTS
from kg.update.names import NAMES, all_names, articles_naming, entity_of, write_names
from kg.update.revision import Revision, Touched

__all__ = [
    "LAYERS",
    "TABLES",
    "Update",
    "all_hashes",
    "all_names",
    "articles_called",
    "articles_of",
    "claims_of",
    "count_all",
    "has_copy",
    "hash_of",
    "is_there",
    "replaced_by",
]

LAYERS = ("article", "band", "naming", "name", "block", "sought", "claim", "mention", "event")
"""The tables that are filled anew when everything is merged again."""

TABLES = READINGS + ARTICLES + NAMES + CLAIMS + EVENTS


@dataclass(frozen=True, slots=True)
class Update:
    """What is needed to bring a ledger and its graph up to date. All articles that come must have been read before.

    `origin` is what a graph that is begun says of how it was made.
    """

    readings: Readings
    ontology: Ontology
    decisions: Decisions
    base: str = BASE
    origin: tuple[Statement, ...] = ()

    def note(self, came: Sequence[Article], went: Collection[str]) -> Touched:
        """Take articles in, and out those with these hashes, in all layers but that of events; what that touches."""
        ledger = self.readings.ledger
        new = {hash_of(article): article for article in came}
        out = frozenset(article for article in {*went, *new} if story_of(ledger, article))
        left = drop_articles(ledger, out)
        put_articles(ledger, came, map(self.readings.name_of, came))
        retold = settle_stories(ledger, came, left)
        renamed = write_names(ledger, self._names(new), out, self.ontology, self.decisions)
        rewritten = write_claims(ledger, self._linked(renamed.articles | new.keys(), out - new.keys()), self.ontology)
        return Touched(
            articles=rewritten.articles | retold.articles | new.keys() | out,
            stories=retold.stories,
            topics=rewritten.topics | topics_in(ledger, retold.articles | new.keys()),
            entities=rewritten.entities | renamed.entities,
        )

    def revise(self, touched: Touched, graph: Store) -> None:
        """Bring the graph, and the events in the ledger, up to date with what was noted."""
        Revision(self.readings.ledger, self.ontology, self.base, self.origin).carry_out(touched, graph)

    def sentence_with(self, name: NameId) -> str:
        """A sentence that has the name, from the first of its articles that has one; empty where none has."""
        ledger = self.readings.ledger
        found = (
            sentence_with(name, self.readings.claims(reading_of(ledger, article)), self.ontology, self.decisions)
            for article in articles_naming(ledger, name)
        )
        return next(filter(None, found), "")

    def clear(self) -> None:
        """Take out everything but the readings."""
        for table in LAYERS:
            self.readings.ledger.change(f"DELETE FROM {table}", [()])  # noqa: S608 -- fixed words

    def _names(self, articles: Mapping[str, Article]) -> Iterator[tuple[str, tuple[Name, ...]]]:
        for name, article in sorted(articles.items()):
            claims = self.readings.claims(self.readings.name_of(article))
            yield name, names_of(claims, self.ontology, self.decisions)

    def _linked(self, present: Collection[str], gone: Collection[str]) -> Iterator[tuple[str, tuple[Claim, ...]]]:
        """The claims of each article by its hash, linked; none for those that are gone."""
        ledger = self.readings.ledger
        entity = cache(partial(entity_of, ledger))
        for article in sorted(gone):
            yield article, ()
        for article in sorted(present):
            claims = self.readings.claims(reading_of(ledger, article))
            yield article, link_claims(claims, entity, self.ontology, self.decisions)


def count_all(ledger: Ledger) -> dict[str, int]:
    """How much there is of everything that a graph is made of, by the name of what is counted."""
    return {name: ledger.rows(statement)[0][0] for name, statement in _COUNTS.items()}


_COUNTS = {
    "articles": "SELECT COUNT(*) FROM article",
    "stories": "SELECT COUNT(DISTINCT story) FROM article",
    "claims": "SELECT COUNT(*) FROM claim",
    "entities": "SELECT COUNT(DISTINCT entity) FROM mention",
    "events": "SELECT COUNT(*) FROM event",
    "facts": "SELECT COUNT(*) FROM event WHERE facts <> ''",
}
