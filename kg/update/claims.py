"""The linked claims of every article, found by what they are about, by who says them, and by what they mention.

Only claims that have a topic are kept here: the others do not enter the graph.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.merge import Topic, side_of, topic_of
from kg.model import Claim, Entity
from kg.ontology import Ontology
from kg.store.codec import decode, encode
from kg.store.ledger import Ledger, Row

__all__ = [
    "CLAIMS",
    "Rewritten",
    "claims_about",
    "claims_in",
    "claims_of",
    "entities_called",
    "is_mentioned",
    "sides_of",
    "topics_in",
    "write_claims",
]

CLAIMS = """
CREATE TABLE IF NOT EXISTS claim (
    claim TEXT PRIMARY KEY,
    article TEXT NOT NULL,
    topic TEXT NOT NULL,
    speaker TEXT,  -- the IRI of who says it
    member TEXT,   -- the IRI of who speaks for `side`, where the claim says so
    side TEXT,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS claim_by_article ON claim (article);
CREATE INDEX IF NOT EXISTS claim_by_topic ON claim (topic);
CREATE INDEX IF NOT EXISTS claim_by_speaker ON claim (speaker) WHERE speaker IS NOT NULL;
CREATE INDEX IF NOT EXISTS claim_by_side ON claim (member, side) WHERE member IS NOT NULL;
CREATE TABLE IF NOT EXISTS mention (claim TEXT, entity TEXT, kind TEXT, label TEXT);
CREATE INDEX IF NOT EXISTS mention_by_claim ON mention (claim);
CREATE INDEX IF NOT EXISTS mention_by_entity ON mention (entity, kind, label);
"""

_BETWEEN = " "  # stands in no IRI and in no relation's name


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What a change of claims touches: topics, entities, and the articles whose claims are others now."""

    topics: frozenset[str]
    entities: frozenset[str]
    articles: frozenset[str]


def write_claims(ledger: Ledger, articles: Iterable[tuple[str, Sequence[Claim]]], ontology: Ontology) -> Rewritten:
    """Put the linked claims of each article (by its hash) in the place of those that were there.

    A claim that is the same as before touches nothing.
    """
    topics: set[str] = set()
    entities: set[str] = set()
    changed: set[str] = set()
    sides: dict[tuple[str, str], bool] = {}
    for article, claims in articles:
        new = {claim.id: row for claim in claims if (row := _row(article, claim, ontology))}
        old = {row[0]: row for row in ledger.rows("SELECT * FROM claim WHERE article = ?", article)}
        gone = [row for name, row in old.items() if new.get(name) != row]
        came = [row for name, row in new.items() if old.get(name) != row]
        if gone or came:
            changed.add(article)
        topics.update(row[2] for row in gone + came)
        for side in {(row[4], row[5]) for row in gone + came if row[4]} - sides.keys():
            sides[side] = _is_side(ledger, side)
        entities.update(row[0] for row in ledger.each("SELECT entity FROM mention WHERE claim = ?", _names(gone)))
        entities.update(_replace(ledger, gone, came, claims))
    topics |= _said_by(ledger, {side[0] for side, stood in sides.items() if stood != _is_side(ledger, side)})
    return Rewritten(frozenset(topics), frozenset(entities), frozenset(changed))


def _row(article: str, claim: Claim, ontology: Ontology) -> Row | None:
    topic = topic_of(claim, ontology)
    if topic is None:
        return None
    speaker = claim.attributed_to.entity if claim.attributed_to else None
    member, side = side_of(claim) or (None, None)
    body = json.dumps(encode(claim))
    return claim.id, article, _BETWEEN.join(topic), speaker.iri if speaker else None, member, side, body


def _names(rows: Iterable[Row]) -> list[str]:
    return [row[0] for row in rows]


def _replace(ledger: Ledger, gone: Sequence[Row], came: Sequence[Row], claims: Sequence[Claim]) -> set[str]:
    """Take rows out and put rows in; the entities that those put in mention."""
    ledger.change("DELETE FROM claim WHERE claim = ?", ((name,) for name in _names(gone)))
    ledger.change("DELETE FROM mention WHERE claim = ?", ((name,) for name in _names(gone)))
    ledger.change("INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?)", came)
    names = set(_names(came))
    seen = sorted(
        {(claim.id, *_called(entity)) for claim in claims if claim.id in names for entity in _entities(claim)}
    )
    ledger.change("INSERT INTO mention VALUES (?, ?, ?, ?)", seen)
    return {row[1] for row in seen}


def _entities(claim: Claim) -> Iterator[Entity]:
    return (mention.entity for mention in claim.mentions if mention.entity)


def _called(entity: Entity) -> tuple[str, str, str]:
    return entity.iri, entity.kind, json.dumps(entity.label)


def _is_side(ledger: Ledger, side: tuple[str, str]) -> bool:
    """Whether any claim says that the first speaks for the second."""
    return bool(ledger.rows("SELECT 1 FROM claim WHERE member = ? AND side = ? LIMIT 1", *side))


def _said_by(ledger: Ledger, members: Collection[str]) -> set[str]:
    """The topics of what these say, whose sides are others now."""
    return {row[0] for row in ledger.each("SELECT DISTINCT topic FROM claim WHERE speaker = ?", sorted(members))}


def claims_about(ledger: Ledger, topic: str) -> tuple[Topic, tuple[Claim, ...]]:
    """The topic of that name, and all claims about it."""
    rows = ledger.rows("SELECT body FROM claim WHERE topic = ? ORDER BY claim", topic)
    return Topic(*topic.split(_BETWEEN)), tuple(decode(Claim, json.loads(body)) for (body,) in rows)


def claims_in(ledger: Ledger, article: str) -> tuple[Claim, ...]:
    """The claims of the article with this hash that are in the graph."""
    rows = ledger.rows("SELECT body FROM claim WHERE article = ? ORDER BY claim", article)
    return tuple(decode(Claim, json.loads(body)) for (body,) in rows)


def claims_of(ledger: Ledger) -> Iterator[Claim]:
    """The linked claims that are in the graph, article by article."""
    for (article,) in ledger.rows("SELECT DISTINCT article FROM claim ORDER BY article"):
        yield from claims_in(ledger, article)


def topics_in(ledger: Ledger, articles: Collection[str]) -> frozenset[str]:
    """The topics of all claims in these articles."""
    rows = ledger.each("SELECT DISTINCT topic FROM claim WHERE article = ?", sorted(articles))
    return frozenset(topic for (topic,) in rows)


def sides_of(ledger: Ledger, speaker: str) -> frozenset[str]:
    """The IRIs of those for whom the entity with this IRI speaks."""
    return frozenset(side for (side,) in ledger.rows("SELECT DISTINCT side FROM claim WHERE member = ?", speaker))


def is_mentioned(ledger: Ledger, entity: str) -> bool:
    """Whether any claim mentions the entity with this IRI."""
    return bool(ledger.rows("SELECT 1 FROM mention WHERE entity = ? LIMIT 1", entity))


def entities_called(ledger: Ledger, iri: str) -> tuple[Entity, ...]:
    """The entity with this IRI, once for each class and label under which claims mention it."""
    rows = ledger.rows("SELECT DISTINCT kind, label FROM mention WHERE entity = ?", iri)
    return tuple(
        sorted((Entity(iri, kind, json.loads(label)) for kind, label in rows), key=lambda one: (one.label, one.kind))
    )
