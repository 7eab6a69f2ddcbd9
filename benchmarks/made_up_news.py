"""Made-up news of any size for benchmarks: a cast, what happened in ten years, and the articles that tell of it.

Everything is worked out from its number and the seed, so that nothing need be kept: article 17 is always the same. Who
acts, what is done and who publishes follow Zipf's law, as in the news; what has happened is told most often on its day.
The sentences are no English that could be read: the claims are made with them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple, TypeVar

from kg.model import (
    Article,
    Claim,
    Entity,
    Evidence,
    Mention,
    Modality,
    Polarity,
    Precision,
    Span,
    TimeRef,
    Trigger,
    content_hash,
)
from kg.ontology import Ontology, Relation
from kg.ontology.iris import mint

__all__ = ["News", "Telling"]

T = TypeVar("T")

CLAIMS_AN_ARTICLE = 8
CLAIMS_AN_EVENT = 3
CLAIMS_A_NAME = 20
FIRST_DAY = date(2015, 1, 1)
DAYS = 3652
PUBLISHERS = 200
DAYS_TOLD = 120
COPIES = 0.25
FLATNESS = 2  # so that the most frequent actor has a part in some 6 % of all events, as in data of political events
SYLLABLES = "ba co da fe gi ho ju ka lo mi nu pe qua ri so ta ul vo wi xe ya zu".split()

MADE_UP: Mapping[str, tuple[int, str]] = {
    "Person": (60, "{first} {last}"),
    "Company": (15, "{last} Ltd"),
    "Organization": (10, "{first} {last} Association"),
    "GovernmentBody": (4, "Ministry of {last}"),
    "Product": (3, "{last} {first}"),
    "Agreement": (2, "{last} Agreement"),
    "Facility": (2, "{last} Plant"),
    "Work": (1, "The {first} of {last}"),
    "Disaster": (1, "{last} Flood"),
    "Group": (1, "{last} Protesters"),
    "Law": (1, "{last} Act"),
    "Thing": (1, "{last} Dossier"),
}
"""Of a hundred names that no ontology knows: how many are of this class, and how they are made."""

PROMINENCE: Mapping[str, float] = {"State": 1, "Person": 3, "InternationalOrganization": 4, "Company": 6}
"""How far down the list of the most frequent the names of a class are pushed; others by LEAST."""
LEAST = 12


class Telling(NamedTuple):
    """An article with its claims and its story; the first of a story is its `root`."""

    article: Article
    claims: tuple[Claim, ...]
    story: str
    is_root: bool


@dataclass(frozen=True, slots=True)
class _Happening:
    number: int
    subject: Entity
    relation: Relation
    object: Entity
    day: date
    place: Entity | None
    is_planned: bool


@dataclass(frozen=True)
class News:
    """News of about that many claims."""

    ontology: Ontology
    claims: int
    seed: int = 1

    def __len__(self) -> int:
        return max(1, round(self.claims / CLAIMS_AN_ARTICLE))

    def tellings(self) -> Iterator[Telling]:
        """Every article, in order of publication."""
        root = 0
        for number in range(len(self)):
            if self._chance(number, "copy").random() >= COPIES:
                root = number
            yield self._telling(number, root)

    # The cast

    @cached_property
    def cast(self) -> tuple[Entity, ...]:
        """Everybody and everything that can be named, the most frequent first."""
        chance = self._chance(0, "cast")
        known = [Entity(e.iri, e.kind, e.label) for e in self.ontology.gazetteer.entries.values()]
        chance.shuffle(known)
        ranks: dict[str, int] = {}
        scores: dict[str, float] = {}
        for entity in known + list(self._made_up(chance, {entity.iri for entity in known})):
            rank = ranks[entity.kind] = ranks.get(entity.kind, 0) + 1
            scores[entity.iri] = rank * PROMINENCE.get(entity.kind, LEAST)
            self._by_iri[entity.iri] = entity
        return tuple(sorted(self._by_iri.values(), key=lambda each: (scores[each.iri], each.iri)))

    @cached_property
    def _by_iri(self) -> dict[str, Entity]:
        return {}

    def _made_up(self, chance: random.Random, taken: set[str]) -> Iterator[Entity]:
        for kind, (share, pattern) in MADE_UP.items():
            for _ in range(max(5, self.claims // CLAIMS_A_NAME * share // 100)):
                first, last = (_made_up_word(chance, length) for length in (2, 3))
                label = pattern.format(first=first, last=last)
                if (iri := mint(label)) not in taken:
                    taken.add(iri)
                    yield Entity(iri, kind, label)

    def spellings(self, entity: Entity) -> tuple[str, ...]:
        """Under which other names the entity goes: of some persons the last name, of companies the bare one."""
        first, _, last = entity.label.rpartition(" ")
        if entity.kind == "Person" and first and len(entity.label) % 3 == 0:
            return (last,)
        return (first,) if last == "Ltd" else ()

    @cached_property
    def _of_class(self) -> dict[str, list[Entity]]:
        """The cast of each class, those of the classes below it among them."""
        found: dict[str, list[Entity]] = {name: [] for name in self.ontology.classes}
        above = {kind: [c for c in found if self.ontology.is_a(kind, c)] for kind in {e.kind for e in self.cast}}
        for entity in self.cast:
            for name in above[entity.kind]:
                found[name].append(entity)
        return found

    @cached_property
    def _relations(self) -> list[Relation]:
        """The relations that somebody of the cast can stand in, the most frequent first."""
        relations = [self.ontology.relations[name] for name in sorted(self.ontology.relations)]
        self._chance(0, "relations").shuffle(relations)
        return [each for each in relations if self._of_class.get(each.domain) and self._of_class.get(each.range)]

    @cached_property
    def _publishers(self) -> list[str]:
        chance = self._chance(0, "publishers")
        papers = ("Post", "Times", "Wire", "Herald", "Observer")
        return [f"The {_made_up_word(chance, 3)} {chance.choice(papers)}" for _ in range(PUBLISHERS)]

    # What happened

    def _happening(self, number: int) -> _Happening:
        chance = self._chance(number, "happening")
        relation = _often_first(chance, self._relations)
        subject = _often_first(chance, self._of_class[relation.domain])
        obj = subject
        while obj == subject:
            obj = _often_first(chance, self._of_class[relation.range])
        return _Happening(
            number=number,
            subject=subject,
            relation=relation,
            object=obj,
            day=FIRST_DAY + timedelta(days=number * DAYS // self._happenings),
            place=_often_first(chance, self._of_class["Place"]) if chance.random() < 0.2 else None,
            is_planned=relation.happening and chance.random() < 0.15,
        )

    @property
    def _happenings(self) -> int:
        return max(1, self.claims // CLAIMS_AN_EVENT)

    # What is told

    def _telling(self, number: int, root: int) -> Telling:
        """The article of that number; a copy tells what its root tells."""
        published = FIRST_DAY + timedelta(days=number * DAYS // len(self))
        chance = self._chance(root, "article")
        newest = max(2 * CLAIMS_AN_ARTICLE, root * self._happenings // len(self))
        window = min(newest + 1, max(2, self._happenings * DAYS_TOLD // DAYS))
        drawn = (max(0, newest - int(window ** chance.random()) + 1) for _ in range(20 * CLAIMS_AN_ARTICLE))
        told = list(dict.fromkeys(drawn))[:CLAIMS_AN_ARTICLE]
        writer = _Writer(f"article {self.seed}-{number}", chance, self._of_class["Actor"], published)
        claims = tuple(writer.claim(self._happening(one)) for one in told)
        return Telling(
            self._article(number, writer, published), claims, content_hash("story", str(root)), number == root
        )

    def _article(self, number: int, writer: _Writer, published: date) -> Article:
        publisher = _often_first(self._chance(number, "publisher"), self._publishers)
        host = publisher.removeprefix("The ").replace(" ", "-").lower()
        return Article(
            writer.article,
            writer.text,
            f"{number}.txt",
            (Span(0, len(writer.text)),),
            title=writer.text.partition("\n")[0].rstrip("."),
            url=f"https://{host}.example/{number}",
            publisher=publisher,
            published=published,
        )

    def _chance(self, number: int, what: str) -> random.Random:
        """Chance that is always the same for the same thing."""
        return random.Random(f"{self.seed} {what} {number}")  # noqa: S311 -- made-up news, no secrets


class _Writer:
    """Writes an article, sentence by sentence, and the claim that each states."""

    def __init__(self, article: str, chance: random.Random, actors: Sequence[Entity], published: date) -> None:
        self.article = article
        self.text = ""
        self._chance = chance
        self._actors = actors
        self._published = published

    def claim(self, told: _Happening) -> Claim:
        """The claim that tells of it, its sentence added to the text."""
        start = len(self.text)
        subject = self._written(told.subject)
        trigger = self._words(told.relation.label)
        obj = self._written(told.object)
        time = self._time(told)
        place = self._written(told.place, "in ") if told.place else None
        speaker = self._written(self._speaker(told), "said ") if self._chance.random() < 0.25 else None
        self.text = f"{self.text.rstrip()}.\n"
        sentence = Span(start, len(self.text) - 1)
        return Claim(
            article=self.article,
            subject=subject,
            relation=told.relation.name,
            plover=told.relation.plover,
            object=obj,
            trigger=Trigger(trigger, told.relation.label, told.relation.label),
            evidence=Evidence(sentence, self.text[sentence.start : sentence.end]),
            polarity=Polarity.NEGATIVE if self._chance.random() < 0.04 else Polarity.POSITIVE,
            modality=self._modality(told),
            attributed_to=speaker,
            time=time,
            place=place,
            rule="made up",
            confidence=round(self._chance.uniform(0.5, 1), 2),
        )

    def _words(self, words: str, before: str = "") -> Span:
        start = len(self.text) + len(before)
        self.text += f"{before}{words} "
        return Span(start, start + len(words))

    def _written(self, entity: Entity, before: str = "") -> Mention:
        return Mention(self._words(entity.label, before), entity.label, entity.kind, entity.label, entity=entity)

    def _speaker(self, told: _Happening) -> Entity:
        return told.subject if self._chance.random() < 0.3 else _often_first(self._chance, self._actors)

    def _modality(self, told: _Happening) -> Modality:
        if told.is_planned and (self._published <= told.day + timedelta(days=30) or told.number % 3 == 0):
            return Modality.INTENDED
        likely = ((0.9, Modality.ACTUAL), (0.95, Modality.POSSIBLE), (1.0, Modality.REQUESTED))
        draw = self._chance.random()
        return next(modality for until, modality in likely if draw <= until)

    def _time(self, told: _Happening) -> TimeRef | None:
        """The day as precisely as these words give it: to the day, to the month, or not at all."""
        day = told.day + timedelta(days=30) if told.is_planned else told.day
        draw = self._chance.random()
        if draw > 0.75:
            return None
        if draw > 0.6:
            first = day.replace(day=1)
            last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
            return TimeRef(self._words(f"{day:%Y-%m}"), f"{day:%Y-%m}", first, last, Precision.MONTH)
        return TimeRef(self._words(f"{day}"), f"{day}", day, day, Precision.DAY)


def _often_first(chance: random.Random, ranked: Sequence[T]) -> T:
    """One of them, by the law of Zipf and Mandelbrot: as often as 1 / (its place in the list + FLATNESS)."""
    most = (len(ranked) + FLATNESS) / FLATNESS
    return ranked[min(len(ranked) - 1, int(FLATNESS * (most ** chance.random() - 1)))]


def _made_up_word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choices(SYLLABLES, k=syllables)).capitalize()
