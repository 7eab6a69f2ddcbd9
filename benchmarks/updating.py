"""How long it takes to add one article to a store, against building that store: `python benchmarks/updating.py`.

Claims are generated, not extracted, so that what is timed is linking, merging and writing alone: with extraction, which
a build does for every article and an addition for one, the difference is far greater. Each row is one size of store;
additions are the median of several.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from kg.link import NO_DECISIONS
from kg.model import Article, Claim, Evidence, Mention, Precision, Span, TimeRef, Trigger
from kg.ontology import Ontology, load_ontology
from kg.store import GraphStore, Readings, open_dataset, oxigraph_store
from kg.update import TABLES, Update

CLAIMS_AN_ARTICLE = 10
ADDITIONS = 9
SYLLABLES = "ba co da fe gi ho ju ka lo mi nu pe qua ri so ta ul vo wi xe ya zu".split()
FIRST_DAY = date(2020, 1, 1)


def main() -> None:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("claims", nargs="*", type=int, default=[10_000, 100_000], help="Sizes of stores, in claims.")
    ontology = load_ontology()
    print(f"{'claims':>8} {'build s':>8} {'add s':>8} {'ratio':>8} {'quads':>10}")
    for size in parser.parse_args().claims:
        with tempfile.TemporaryDirectory() as folder:
            _measure(size, Path(folder) / "store", ontology)


def _measure(size: int, folder: Path, ontology: Ontology) -> None:
    news = _News(ontology, size)
    articles = size // CLAIMS_AN_ARTICLE
    built = _change(folder, ontology, [news.article(number) for number in range(articles)], afresh=True)
    added = [_change(folder, ontology, [news.article(articles + number)]) for number in range(ADDITIONS)]
    quads = len(oxigraph_store(open_dataset(folder)))
    median = statistics.median(added)
    print(f"{size:>8} {built:>8.1f} {median:>8.3f} {built / median:>7.0f}x {quads:>10}")


def _change(
    folder: Path, ontology: Ontology, read: list[tuple[Article, tuple[Claim, ...]]], *, afresh: bool = False
) -> float:
    """Seconds to take these articles in, from the opening of the store to its closing."""
    started = time.perf_counter()
    with GraphStore.held(folder, TABLES) as store:
        update = Update(Readings(store.ledger, "benchmark"), ontology, NO_DECISIONS)
        with store.ledger.transaction():
            for article, claims in read:
                update.readings.keep(article, claims)
            touched = update.note([article for article, _ in read], ())
            store.change(lambda graph: update.revise(touched, graph), afresh=afresh)
    return time.perf_counter() - started


class _News:
    """Articles about made-up persons and companies and real states; the more claims, the more names."""

    def __init__(self, ontology: Ontology, size: int) -> None:
        self._relations = sorted(name for name, found in ontology.relations.items() if found.plover)
        self._states = sorted(entry.label for entry in ontology.gazetteer.entries.values() if entry.kind == "State")
        chance = random.Random(size)  # noqa: S311 -- made-up names, always the same
        self._names = [
            "".join(chance.choices(SYLLABLES, k=3)).capitalize()
            + " "
            + "".join(chance.choices(SYLLABLES, k=4)).capitalize()
            for _ in range(size // 20)
        ]

    def article(self, number: int) -> tuple[Article, tuple[Claim, ...]]:
        """The article of that number, always the same, with its claims."""
        chance = random.Random(number)  # noqa: S311 -- as above
        sentences = list(self._sentences(chance))
        text = "\n".join(sentence for _, sentence in sentences)
        published = FIRST_DAY + timedelta(days=number % 1500)
        identifier = f"article {number}"
        article = Article(identifier, text, f"{number}.txt", (Span(0, len(text)),), published=published)
        starts = [text.index(sentence) for _, sentence in sentences]
        claims = [
            self._claim(identifier, parts, start, published)
            for (parts, _), start in zip(sentences, starts, strict=True)
        ]
        return article, tuple({claim.id: claim for claim in claims}.values())

    def _sentences(self, chance: random.Random) -> Iterator[tuple[tuple[str, str, str], str]]:
        for at in range(CLAIMS_AN_ARTICLE):
            subject, obj = chance.choice(self._states), chance.choice(self._states if at % 3 else self._names)
            relation = chance.choice(self._relations)
            yield (subject, relation, obj), f"{subject} {relation} {obj} ({chance.random():.9f})."

    def _claim(self, article: str, parts: tuple[str, str, str], start: int, day: date) -> Claim:
        subject, relation, obj = parts
        after = start + len(subject) + 1
        sentence = f"{subject} {relation} {obj}"
        return Claim(
            article=article,
            subject=Mention(Span(start, start + len(subject)), subject, "State", subject),
            relation=relation,
            plover="COOPERATE",
            object=Mention(Span(after + len(relation) + 1, start + len(sentence)), obj, self._kind(obj), obj),
            trigger=Trigger(Span(after, after + len(relation)), relation, relation),
            evidence=Evidence(Span(start, start + len(sentence)), sentence),
            time=TimeRef(Span(start, start), "", day, day, Precision.DAY),
            rule="benchmark",
        )

    def _kind(self, name: str) -> str:
        return "State" if name in self._states else "Person"


if __name__ == "__main__":
    main()
