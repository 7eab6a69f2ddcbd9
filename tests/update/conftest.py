"""Small news, made up: articles whose claims are written by hand, and the ledger and graph that they make."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import strategies as st
from pyoxigraph import Quad, Store

from kg.link import NO_DECISIONS, Decisions
from kg.model import (
    Article,
    Claim,
    Evidence,
    Mention,
    Modality,
    Polarity,
    Precision,
    Span,
    TimeRef,
    Trigger,
    sorted_claims,
)
from kg.ontology import Ontology
from kg.store import GraphStore, Readings
from kg.update import LAYERS, TABLES, Update, hash_of

Read = tuple[Article, tuple[Claim, ...]]

STATES = ("South Korea", "Japan", "Seoul")
PERSONS = ("Anna Berg", "A. Berg", "Berg", "Carl Berg", "Anna Maria Berg", "Ivo Brandt")
BODIES = ("Salt Council", "National Salt Council", "NSC", "Brightwater", "Brightwater Dairy", "Brightwater Ltd.")
PACTS = ("Salt Pact", "GSOMIA", "Pact of Salt")
RELATIONS = ("terminates", "withdrawsFrom", "signs", "meets", "accuses", "headOf", "affiliatedWith")
FIRST_DAY = date(2021, 3, 1)
STORY = " ".join(f"{word}{number}" for number in range(20) for word in ("salt", "harbour", "winter", "council", "vote"))

_kinds = {**dict.fromkeys(STATES, "State"), **dict.fromkeys(PERSONS, "Person"), **dict.fromkeys(PACTS, "Agreement")}


def mention(name: str, owner: str = "", kind: str = "") -> Mention:
    """A mention of that name, somewhere."""
    return Mention(Span(0, len(name)), name, kind or _kinds.get(name, "Organization"), name, owner)


_names = st.sampled_from((*STATES, *PERSONS, *BODIES, *PACTS))
_mentions = st.builds(
    mention, _names, st.sampled_from(("", "", "Japan", "South Korea")), st.sampled_from(("", "", "", "Thing"))
)
_days = st.integers(0, 40).map(lambda days: FIRST_DAY + timedelta(days=days))


@st.composite
def _times(draw: st.DrawFn) -> TimeRef:
    first = draw(_days)
    last = draw(st.sampled_from((first, first + timedelta(days=20))))
    precision = Precision.DAY if first == last else Precision.INTERVAL
    return TimeRef(Span(0, 1), "then", first, last, precision)


@st.composite
def _claims(draw: st.DrawFn, article: str) -> Claim:
    at = draw(st.integers(0, 60))
    return Claim(
        article=article,
        subject=draw(_mentions),
        relation=draw(st.sampled_from(RELATIONS)),
        plover=draw(st.sampled_from(("COOPERATE", None))),
        object=draw(_mentions),
        trigger=Trigger(Span(at, at + 2), "do", "do"),
        evidence=Evidence(Span(0, 4), "salt"),
        polarity=draw(st.sampled_from((Polarity.POSITIVE, Polarity.POSITIVE, Polarity.NEGATIVE))),
        modality=draw(st.sampled_from((Modality.ACTUAL, Modality.ACTUAL, Modality.INTENDED))),
        attributed_to=draw(st.none() | _mentions),
        time=draw(st.none() | _times()),
        place=draw(st.none() | st.builds(mention, st.sampled_from(STATES))),
    )


@st.composite
def read_articles(draw: st.DrawFn, name: str = "") -> Read:
    """An article of one of a few names with some claims; many are copies of one another, or nearly."""
    identifier = name or draw(st.sampled_from("abcdefgh"))
    words = STORY.split()[draw(st.sampled_from((0, 0, 5, 60))) :]
    text = " ".join(words) + draw(st.sampled_from(("", "", " and so on", f" by {identifier}")))
    published = draw(st.none() | _days)
    article = Article(identifier, text, f"{identifier}.txt", (Span(0, len(text)),), published=published)
    claims = {claim.id: claim for claim in draw(st.lists(_claims(identifier), max_size=6))}
    return article, sorted_claims(claims.values())


@dataclass(slots=True)
class House:
    """A ledger and a graph in memory, changed step by step."""

    update: Update
    graph: Store = field(default_factory=Store)

    def change(self, came: Sequence[Read], went: Collection[str] = ()) -> None:
        """Let articles come, and go by their ids."""
        for article, claims in came:
            self.update.readings.keep(article, claims)
        touched = self.update.note(
            [article for article, _ in came], [hash_of(Article(each, "", "", ())) for each in went]
        )
        self.update.revise(touched, self.graph)

    @property
    def quads(self) -> set[Quad]:
        """All of the graph."""
        return set(self.graph)

    @property
    def rows(self) -> dict[str, list[tuple[object, ...]]]:
        """All of the ledger but the readings."""
        ledger = self.update.readings.ledger
        return {table: sorted(ledger.rows(f"SELECT * FROM {table}"), key=repr) for table in LAYERS}  # noqa: S608 -- fixed


@dataclass(slots=True)
class Builder:
    """Makes houses, and closes their ledgers."""

    ontology: Ontology
    stack: ExitStack

    def house(self, decisions: Decisions = NO_DECISIONS) -> House:
        """A house with nothing in it."""
        store = self.stack.enter_context(GraphStore.held(None, TABLES))
        return House(Update(Readings(store.ledger, "by hand"), self.ontology, decisions))


@pytest.fixture(scope="session")
def builder(ontology: Ontology) -> Iterator[Builder]:
    """What makes houses with the shipped ontology."""
    with ExitStack() as stack:
        yield Builder(ontology, stack)
