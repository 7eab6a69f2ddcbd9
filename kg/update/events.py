"""The events of each topic that a change touches, made anew from all the claims about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kg.merge import Background, merge_topic
from kg.model import Claim, Event, content_hash
from kg.ontology import Ontology
from kg.store.ledger import Ledger
from kg.update.claims import claims_about, sides_of

__all__ = ["EVENTS", "Known", "known_events", "renew_events"]

EVENTS = """
CREATE TABLE IF NOT EXISTS event (
    event TEXT PRIMARY KEY, topic TEXT NOT NULL, subject TEXT NOT NULL, object TEXT NOT NULL, facts TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS event_by_topic ON event (topic);
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What has to be known of an event to take it out of the graph again: all IRIs, and the facts' local names."""

    event: str
    subject: str
    object: str
    facts: tuple[str, ...]


def known_events(ledger: Ledger, topics: Iterable[str]) -> tuple[Known, ...]:
    """The events of these topics as they were made last."""
    rows = ledger.each("SELECT event, subject, object, facts FROM event WHERE topic = ?", topics)
    return tuple(Known(event, subject, obj, tuple(facts.split())) for event, subject, obj, facts in rows)


def renew_events(ledger: Ledger, topics: Collection[str], ontology: Ontology) -> Iterator[Event]:
    """The events of these topics as they are now; each is noted in the ledger as it comes."""
    for topic in topics:
        events = _events(ledger, topic, ontology)
        ledger.change("DELETE FROM event WHERE topic = ?", [(topic,)])
        ledger.change("INSERT INTO event VALUES (?, ?, ?, ?, ?)", [_row(topic, event) for event in events])
        yield from events


def _row(topic: str, event: Event) -> tuple[str, ...]:
    return event.iri, topic, event.subject.iri, event.object.iri, " ".join(event.facts)


def _events(ledger: Ledger, topic: str, ontology: Ontology) -> tuple[Event, ...]:
    about, claims = claims_about(ledger, topic)
    return merge_topic(about, claims, _background(ledger, claims, ontology)) if claims else ()


def _background(ledger: Ledger, claims: Collection[Claim], ontology: Ontology) -> Background:
    """The stories and dates of the claims' articles, and the sides on which their speakers stand."""
    stories: dict[str, str] = {}
    published: dict[str, date] = {}
    for article in {claim.article for claim in claims}:
        ((story, day),) = ledger.rows("SELECT story, published FROM article WHERE article = ?", content_hash(article))
        stories[article] = story
        if day:
            published[article] = date.fromisoformat(day)
    speakers = {
        claim.attributed_to.entity.iri for claim in claims if claim.attributed_to and claim.attributed_to.entity
    }
    return Background(ontology, stories, published, {speaker: sides_of(ledger, speaker) for speaker in speakers})
