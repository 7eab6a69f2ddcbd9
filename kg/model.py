"""The values that all rooms pass on: frozen, compared by content, ignorant of everything else in the package.

Offsets count Unicode code points of `Article.text`, from 0, end exclusive, so `text[span.start:span.end]` is the span.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

__all__ = [
    "Article",
    "Claim",
    "Entity",
    "Event",
    "Evidence",
    "Mention",
    "Modality",
    "Polarity",
    "Precision",
    "Skipped",
    "Span",
    "Status",
    "TimeRef",
    "Trigger",
    "content_hash",
]


def content_hash(*parts: str | None) -> str:
    """16 hexadecimal digits of the SHA-256 of the parts; None and "" differ, and no two lists of parts run together."""
    digest = hashlib.sha256()
    for part in parts:
        data = b"\x00" if part is None else b"\x01" + part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()[:16]


class Polarity(StrEnum):
    """Whether a claim says that something is so, or that it is not."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Modality(StrEnum):
    """How the words stand to what happened: it did, it is planned, it may be, or somebody asks for it."""

    ACTUAL = "actual"
    INTENDED = "intended"
    POSSIBLE = "possible"
    REQUESTED = "requested"


class Status(StrEnum):
    """What all claims about one event add up to."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    INTENDED = "intended"
    POSSIBLE = "possible"
    REQUESTED = "requested"
    DENIED = "denied"
    DISPUTED = "disputed"


class Precision(StrEnum):
    """How exactly the words give a time."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    INTERVAL = "interval"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points of an article's text."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as it was given.

    `id` is the given one, or the content hash of the text; `source` is the path or URL as given (with `#L3` for the
    third line of a JSON Lines file); `body` holds the spans of the story itself, headline included, in order and
    without overlap: whatever lies outside is site furniture.
    """

    id: str
    text: str
    source: str
    body: tuple[Span, ...]
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    language: str = "en"

    @property
    def digest(self) -> str:
        """The content hash of the text alone: equal for exact copies."""
        return content_hash(self.text)

    @property
    def key(self) -> str:
        """The content hash of the id and all that extraction reads: another one means reading again."""
        spans = ",".join(f"{span.start}-{span.end}" for span in self.body)
        published = self.published.isoformat() if self.published else None
        return content_hash(self.id, self.text, spans, self.title, self.url, self.publisher, self.author, published)


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was given and not read, with the reason and the way out in one line.

    `kept` marks a note: the article was read, and only something about it was set aside, such as a date that is none.
    """

    source: str
    reason: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """Something in the world that articles name. `kind` is the local name of its class, such as `State`."""

    iri: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of an article that stand for something.

    `text` is the mention as written, `kind` the local name of a class, `name` the fullest name that the article gives
    to what is meant ("Taro Kono" for "he"), empty where it has none ("protesters"). `owner` is the canonical name of
    the state or body it belongs to where the article says so ("Japan" for "the foreign ministry in Tokyo"). `entity` is
    filled by `kg.link`.
    """

    span: Span
    text: str
    kind: str
    name: str = ""
    owner: str = ""
    entity: Entity | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """The verb or noun that states a relation. `lemma` is its dictionary form, with particle: "pull out"."""

    span: Span
    text: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence in which a claim stands, exactly as in the article."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class TimeRef:
    """A time as the words give it: an interval of days, both ends inclusive, never more precise than the words."""

    span: Span
    text: str
    earliest: date
    latest: date
    precision: Precision

    @property
    def label(self) -> str:
        """The time in ISO 8601, cut to its precision: `2019-08-22`, `2019-08`, `2019`, or an interval `1910/1945`."""
        start, end = self.earliest, self.latest
        match self.precision:
            case Precision.DAY:
                return start.isoformat()
            case Precision.MONTH:
                return f"{start:%Y-%m}"
            case Precision.YEAR:
                return f"{start.year:04d}"
            case Precision.INTERVAL:
                whole_years = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
                return f"{start.year:04d}/{end.year:04d}" if whole_years else f"{start.isoformat()}/{end.isoformat()}"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article states in one place.

    `relation` is the local name of the ontology's property, or None for an open relation, which has only its trigger.
    `plover` is the PLOVER category, None for states of affairs. At least one of `subject` and `object` is there.
    `article` is `Article.id`. `rule` names the row of the rule table that made it. Confidence lies in 0..1.
    """

    article: str
    subject: Mention | None
    relation: str | None
    plover: str | None
    object: Mention | None
    trigger: Trigger
    evidence: Evidence
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ACTUAL
    attributed_to: Mention | None = None
    time: TimeRef | None = None
    place: Mention | None = None
    extractor: str = "rules"
    rule: str = ""
    confidence: float = 1.0

    @property
    def id(self) -> str:
        """The content hash of where it stands and what it states; the same words give the same id in every run."""
        return content_hash(
            self.article,
            self.relation or self.trigger.lemma,
            *_place_of(self.subject),
            *_place_of(self.object),
            f"{self.trigger.span.start}-{self.trigger.span.end}",
            self.polarity,
            self.modality,
        )

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions that can be linked: subject, object, speaker and place, those that are there."""
        mentions = (self.subject, self.object, self.attributed_to, self.place)
        return tuple(mention for mention in mentions if mention is not None)


def _place_of(mention: Mention | None) -> tuple[str | None, str | None]:
    if mention is None:
        return None, None
    return f"{mention.span.start}-{mention.span.end}", mention.name or mention.text


@dataclass(frozen=True, slots=True)
class Event:
    """One happening or state of affairs that one or more claims are about.

    `subject` and `object` are linked entities; `articles` and `stories` count what supports it, copies of a story once.
    `earliest` and `latest` (inclusive) are None where no claim says when. `relation` is the one that best stands for
    the claims, `kin` holds the others that they use, `facts` those of all that may stand as plain triples; both sorted.
    """

    iri: str
    relation: str
    plover: str | None
    subject: Entity
    object: Entity
    status: Status
    claims: tuple[Claim, ...]
    articles: int
    stories: int
    earliest: date | None = None
    latest: date | None = None
    precision: Precision | None = None
    place: Entity | None = None
    kin: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


def sorted_claims(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims in the order in which every output lists them: by article, then by where they stand."""
    return tuple(sorted(claims, key=lambda claim: (claim.article, claim.trigger.span, claim.id)))
