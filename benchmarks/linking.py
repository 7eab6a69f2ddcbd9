"""How well names are linked across articles, measured on annotated ones; run by hand.

    python benchmarks/linking.py meantime.jsonl [--errors 50]

The file holds one article a line: `doc_id`, `text` and `entities`, mentions with a `span` and the `entity` that
they are, the same one in all articles. The articles are extracted with open relations and linked in one go. A mention
is found where a claim's covers half of the same letters; of several the nearest counts. Prints B³ over the mentions
found that have an entity, over all that are found (one that is linked to nothing is a thing of its own), and both for
baselines: the same words are the same thing, and the full name within the article, as the extractor completed it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from coreference_scores import b_cubed

from kg.extract import Extractor
from kg.link import link_all
from kg.model import Article, Claim, Mention, Span
from kg.ontology import load_ontology

MIN_SHARED = 0.5  # of the letters that either mention covers


class Found(NamedTuple):
    """An annotated mention and the claim's mention that covers it."""

    article: str
    start: int
    entity: str
    ours: Mention


def read(path: Path) -> Iterator[tuple[Article, list[dict[str, Any]]]]:
    """The articles with their annotated mentions."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        body = (Span(0, len(row["text"])),)
        yield (
            Article(row["doc_id"], row["text"], path.name, body),
            [entity for entity in row["entities"] if entity["entity"] and entity["span"]],
        )


def match(article: str, annotated: Sequence[dict[str, Any]], claims: Iterable[Claim]) -> Iterator[Found]:
    """Each annotated mention that a claim's mention covers, no mention of either side twice."""
    ours = {(mention.span, mention.name): mention for claim in claims for mention in claim.mentions}
    pairs = [
        (-shared(Span(*gold["span"]), span), at, span, name) for at, gold in enumerate(annotated) for span, name in ours
    ]
    used: set[int | Span] = set()
    for share, at, span, name in sorted(pairs):
        if -share >= MIN_SHARED and not used & {at, span}:
            used |= {at, span}
            yield Found(article, span.start, annotated[at]["entity"], ours[span, name])


def shared(one: Span, other: Span) -> float:
    """The share of the letters of both that they have in common."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(common, 0) / (max(one.end, other.end) - min(one.start, other.start))


def clusters(found: Sequence[Found], cluster_of: Callable[[Found], str]) -> list[list[tuple[str, int]]]:
    """The mentions by what they are said to be."""
    grouped: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for mention in found:
        grouped[cluster_of(mention)].append((mention.article, mention.start))
    return list(grouped.values())


def entity_of(found: Found) -> str:
    """What the mention was linked to, or a thing of its own."""
    return found.ours.entity.iri if found.ours.entity else f"{found.article} {found.start}"


BASELINES: dict[str, Callable[[Found], str]] = {
    "linked": entity_of,
    "same words": lambda found: found.ours.text.casefold(),
    "same full name": lambda found: (found.ours.name or found.ours.text).casefold(),
}


def errors(found: Sequence[Found], most: int) -> Iterator[str]:
    """The entities cut to pieces, then those put together, the costliest first."""
    for title, left, right in (("apart", _gold, entity_of), ("together", entity_of, _gold)):
        groups: defaultdict[str, Counter[str]] = defaultdict(Counter)
        samples: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for each in found:
            groups[left(each)][right(each)] += 1
            samples[left(each), right(each)].add(f"{each.ours.text} = {each.ours.name} ({each.ours.kind})")
        wrong = {one: parts for one, parts in groups.items() if len(parts) > 1}
        for one in sorted(wrong, key=lambda one: -sum(wrong[one].values()) + max(wrong[one].values()))[:most]:
            yield f"{title}: {one}"
            for part, count in wrong[one].most_common():
                yield f"    {count:3} {part}: {'; '.join(sorted(samples[one, part])[:6])}"


def _gold(found: Found) -> str:
    return found.entity


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="Also the N costliest of each kind.")
    options = parser.parse_args()
    rows = list(read(options.gold))
    ontology = load_ontology()
    extractor = Extractor(ontology, open_relations=True)
    claims = [claim for article, _ in rows for claim in extractor.extract(article)]
    report(rows, link_all(claims, ontology), options.errors)


def report(rows: Sequence[tuple[Article, list[dict[str, Any]]]], claims: Iterable[Claim], most: int) -> None:
    """Prints what the linked claims are worth."""
    by_article: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_article[claim.article].append(claim)
    found = [one for article, gold in rows for one in match(article.id, gold, by_article[article.id])]
    named = [one for one in found if one.ours.entity]
    total = sum(len(gold) for _, gold in rows)
    for title, mentions in (("found with an entity", named), ("found", found)):
        print(f"{len(mentions)} of {total} mentions {title}: B³ P / R / F1")
        key = clusters(mentions, _gold)
        for name, cluster_of in BASELINES.items():
            score = b_cubed(key, clusters(mentions, cluster_of))
            print(f"  {name:16} {score.precision:.3f} / {score.recall:.3f} / {score.f1:.3f}")
    for line in errors(named, most):
        print(line)


if __name__ == "__main__":
    main()
