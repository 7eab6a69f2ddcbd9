"""Small news, made up: articles whose claims are written by hand, and the ledger and graph that they make."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import strategies as st
from pyoxigraph import Quad, Store

from kg.errors import InputError
from kg.link import NO_DECISIONS, Decisions
from kg.link.decision_reading import decisions_of
from kg.link.merges_file import MergesFile
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

STATES = ("South Korea", "Japan", "Seoul", "Tokyo", "Kenya")
CITIES = ("Incheon", "Nagoya", "Busan")
PERSONS = ("Anna Berg", "A. Berg", "Berg", "Carl Berg", "Anna Maria Berg", "Ivo Brandt", "BERG ANNA", "Anna Berg\ud800")
BODIES = ("Salt Council", "National Salt Council", "NSC", "Brightwater", "Brightwater Dairy", "Brightwater Ltd.")
OWNED = ("Supreme Court", "Supreme Court of Mars", "Supreme.Court of Mars", "Foreign Ministry")
PACTS = ("Salt Pact", "GSOMIA", "Pact of Salt")
OWNERS = ("Japan", "South Korea", "Mars", "Ma\udfffrs")
HAPPENINGS = ("terminates", "withdrawsFrom", "signs", "accuses")
BOTH_WAYS = ("meets", "agreesWith", "compromisesWith", "alliedWith", "settlesWith")
SIDES = ("headOf", "commands", "affiliatedWith", "memberOf")
ADDRESSES = (
    "https://news.example/2021/03/01/salt",
    "https://m.news.example/2021/03/01/salt?utm_x=1",
    "no address\ud800",
)
FIRST_DAY = date(2021, 3, 1)
STORY = " ".join(f"{word}{number}" for number in range(20) for word in ("salt", "harbour", "winter", "council", "vote"))

DECIDED = (
    "{decision: same, names: [Berg, Anna Berg]}",
    "{decision: same, names: [Carl Berg, Ivo Brandt, NSC @Person]}",
    "{decision: same, names: [NSC, Brightwater Dairy]}",
    "{decision: same, names: [Salt Council, European Union]}",
    "{decision: same, names: [GSOMIA, Salt Pact]}",
    "{decision: same, names: [Kenya, Japan]}",
    "{decision: different, names: [A. Berg, Anna Berg]}",
    "{decision: different, names: [Anna Maria Berg, Berg @Japan]}",
    "{decision: different, names: [Brightwater, Brightwater Dairy]}",
    "{decision: different, names: [Pact of Salt, GSOMIA]}",
    "{rename: Carl Berg, to: Anna Berg}",
    "{rename: NSC, to: Salt Council}",
    "{rename: Brightwater, to: Supreme Court of Mars}",
    "{rename: Brightwater Dairy, to: Japan}",
    "{split: Berg, owner: Japan, as: Ivo Brandt}",
    "{split: Anna Berg, articles: [a, b, c], as: Anna Berg (runner)}",
    "{split: Salt Council, articles: [a, d], as: NSC}",
)
"""Items of merges.yaml; those of a sample that contradict one another are left out."""

_kinds = {
    **dict.fromkeys(STATES, "State"),
    **dict.fromkeys(CITIES, "City"),
    **dict.fromkeys(PERSONS, "Person"),
    **dict.fromkeys(PACTS, "Agreement"),
}


def mention(name: str, owner: str = "", kind: str = "") -> Mention:
    """A mention of that name, somewhere."""
    return Mention(Span(0, len(name)), name, kind or _kinds.get(name, "Organization"), name, owner)


_names = st.sampled_from((*STATES, *CITIES, *PERSONS, *BODIES, *OWNED, *PACTS))
_mentions = st.builds(
    mention, _names, st.sampled_from(("", "", *OWNERS)), st.sampled_from(("", "", "", "Thing", "Person"))
)
_relations = st.one_of(*map(st.sampled_from, (HAPPENINGS, BOTH_WAYS, SIDES)))
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
        relation=draw(st.none() | _relations),
        plover=draw(st.sampled_from(("COOPERATE", None))),
        object=draw(_mentions),
        trigger=Trigger(Span(at, at + 2), "do", "do"),
        evidence=Evidence(Span(0, 4), "salt"),
        polarity=draw(st.sampled_from((Polarity.POSITIVE, Polarity.POSITIVE, Polarity.NEGATIVE))),
        modality=draw(st.sampled_from((Modality.ACTUAL, Modality.ACTUAL, Modality.INTENDED))),
        attributed_to=draw(st.none() | st.builds(mention, st.sampled_from((*PERSONS, "Japan"))) | _mentions),
        time=draw(st.none() | _times()),
        place=draw(st.none() | st.builds(mention, st.sampled_from((*STATES, *CITIES)))),
    )


@st.composite
def read_articles(draw: st.DrawFn, name: str = "") -> Read:
    """An article of one of a few names with some claims; many are copies of one another, or nearly."""
    identifier = name or draw(st.sampled_from("abcdefgh"))
    words = STORY.split()[draw(st.sampled_from((0, 0, 5, 60))) :]
    text = " ".join(words) + draw(st.sampled_from(("", "", " and so on", f" by {identifier}")))
    article = Article(
        id=identifier,
        text=text,
        source=draw(st.sampled_from((f"{identifier}.txt", "news.jsonl#L1"))),
        body=(Span(0, len(text)),),
        title=draw(st.sampled_from((None, "Salt", "Salt \ud800"))),
        url=draw(st.none() | st.sampled_from(ADDRESSES)),
        published=draw(st.none() | _days),
    )
    claims = {claim.id: claim for claim in draw(st.lists(_claims(identifier), max_size=6))}
    return article, sorted_claims(claims.values())


decided = st.lists(st.sampled_from(DECIDED), max_size=6, unique=True)
"""What a person may have decided about these names: mostly a few things, sometimes nothing."""


def _decisions(items: Iterable[str], ontology: Ontology) -> Decisions:
    """The decisions of these items, without those that contradict one before."""
    decisions, text = NO_DECISIONS, "names:\n"
    for item in items:
        longer = f"{text}- {item}\n"
        with contextlib.suppress(InputError):
            decisions = decisions_of(MergesFile.read(longer, "merges.yaml"), ontology)
            text = longer
    return decisions


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

    def traced(self, act: Callable[[], None]) -> set[str]:
        """The statements that an act carries out in the ledger."""
        statements: set[str] = set()
        self._connection.set_trace_callback(statements.add)
        act()
        self._connection.set_trace_callback(None)
        return statements

    def plans(self, statements: Iterable[str]) -> set[str]:
        """How SQLite carries the statements out, step by step."""
        return {row[3] for each in statements for row in self._connection.execute(f"EXPLAIN QUERY PLAN {each}")}

    @property
    def _connection(self) -> sqlite3.Connection:
        return self.update.readings.ledger._connection

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

    ontology: Ontology = field(repr=False)
    stack: ExitStack

    def house(self, decided: Iterable[str] = ()) -> House:
        """A house with nothing in it, in which a person has decided something about names."""
        decisions = _decisions(decided, self.ontology)
        store = self.stack.enter_context(GraphStore.held(None, TABLES))
        return House(Update(Readings(store.ledger, "by hand"), self.ontology, decisions))


@pytest.fixture(scope="session")
def builder(ontology: Ontology) -> Iterator[Builder]:
    """What makes houses with the shipped ontology."""
    with ExitStack() as stack:
        yield Builder(ontology, stack)
