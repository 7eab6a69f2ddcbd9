"""How well what tells of one happening is found together across articles, measured on annotated ones; run by hand.

    python benchmarks/event_coreference.py ecbplus.jsonl [--topics 1-35] [--errors 30]

The file holds one article a line: `doc_id`, `topic`, `text`, `validated_sents` (the numbers of its annotated sentences)
and `events`, mentions with `sent`, `span` and the `chain` that they are in, null where they stand alone. All articles
go through one build that is not told the topics. Measured are the annotated mentions that a claim's trigger overlaps:

    named    claims of the ontology's relations between two named ends: what the graph's events are made of
    closed   claims of the ontology's relations
    open     these, and claims of open relations

each clustered in three ways:

    same lemma   and the same topic, which this baseline is told
    events       the graph's events: a mention in several joins them, one in none stands alone
    happenings   `find_happenings` of the ontology's claims; for `open`, of all claims
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from coreference_scores import Score, score_partition

from kg.extract import Extractor
from kg.link import link_all
from kg.merge import find_stories, merge_claims
from kg.merge.tellings import find_happenings
from kg.model import Article, Claim, Span
from kg.ontology import load_ontology

Clusters = Collection[frozenset[str]]
"""Ids of claims, by what they are about."""
T = TypeVar("T")


class Mention(NamedTuple):
    """An annotated mention of a happening, and the claims whose triggers overlap it."""

    article: str
    topic: str
    chain: Hashable
    claims: tuple[Claim, ...]

    @property
    def lemma(self) -> str:
        """The dictionary form of the trigger, without particle."""
        return self.claims[0].trigger.lemma.split()[0]


def read(path: Path, topics: str) -> tuple[list[dict[str, Any]], list[Article]]:
    """The rows of the topics, and their articles."""
    first, last = map(int, topics.split("-"))
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    rows = [row for row in rows if first <= int(row["topic"]) <= last]
    return rows, [Article(row["doc_id"], row["text"], path.name, (Span(0, len(row["text"])),)) for row in rows]


def find_mentions(rows: Iterable[dict[str, Any]], claims: Iterable[Claim]) -> Iterator[Mention]:
    """The annotated mentions that triggers of these claims overlap."""
    by_article: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_article[claim.article].append(claim)
    for row in rows:
        for event in row["events"]:
            span = Span(*event["span"])
            over = tuple(claim for claim in by_article[row["doc_id"]] if claim.trigger.span.overlaps(span))
            if over and event["sent"] in row["validated_sents"]:
                yield Mention(row["doc_id"], row["topic"], event["chain"] or (row["doc_id"], span), over)


def grouped(keys: Iterable[Hashable]) -> list[list[int]]:
    """The numbers of the keys, equal keys together."""
    found: defaultdict[Hashable, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        found[key].append(number)
    return list(found.values())


def joined(mentions: Sequence[Mention], clusters: Clusters) -> list[list[int]]:
    """The numbers of the mentions by cluster; those that a mention is in are one, and in none it stands alone."""
    cluster_of: defaultdict[str, list[int]] = defaultdict(list)
    for number, cluster in enumerate(clusters):
        for claim in cluster:
            cluster_of[claim].append(number)
    parent: dict[Hashable, Hashable] = {}

    def root(of: Hashable) -> Hashable:
        while parent.setdefault(of, of) != of:
            of = parent[of]
        return of

    for number, mention in enumerate(mentions):
        for claim in mention.claims:
            for cluster_number in cluster_of[claim.id]:
                parent[root(("cluster", cluster_number))] = root(("mention", number))
    return grouped(root(("mention", number)) for number, _ in enumerate(mentions))


def wrong_pairs(mentions: Sequence[Mention], response: Iterable[Iterable[int]], most: int) -> Iterator[str]:
    """The words whose pairs are linked wrongly, then those whose links are missed, the most frequent first."""
    ours = {number: at for at, cluster in enumerate(response) for number in cluster}
    counts: dict[str, Counter[str]] = {"wrong": Counter(), "missed": Counter()}
    for one, other in combinations(range(len(mentions)), 2):
        together, same = ours[one] == ours[other], mentions[one].chain == mentions[other].chain
        if together != same:
            words = " / ".join(sorted({mentions[one].lemma, mentions[other].lemma}))
            counts["wrong" if together else "missed"][words] += 1
    for kind, words in counts.items():
        yield f"{kind}: {'; '.join(f'{word} {count}' for word, count in words.most_common(most))}"


def timed(name: str, work: Callable[[], T]) -> T:
    """What the work gives; prints how long it took."""
    start = time.perf_counter()
    found = work()
    print(f"{name:12}{time.perf_counter() - start:8.1f} s", flush=True)
    return found


def show(name: str, method: str, scores: Iterable[Score], mean: float) -> None:
    """Prints a line of the table: recall, precision and F1 of each measure, and the mean of the F1."""
    figures = "   ".join(f"{s.recall:6.1%} {s.precision:6.1%} {s.f1:6.1%}" for s in scores)
    print(f"{name:14}{method:12}{figures}   {mean:6.1%}")


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--topics", default="1-35")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="Also the N most frequent of each kind.")
    options = parser.parse_args()
    rows, articles = read(options.gold, options.topics)
    ontology = load_ontology()
    extractor = Extractor(ontology, open_relations=True)
    extracted = timed("extraction", lambda: [claim for article in articles for claim in extractor.extract(article)])
    claims = timed("linking", lambda: link_all(extracted, ontology))
    closed = [claim for claim in claims if claim.relation]
    events = timed("events", lambda: merge_claims(closed, find_stories(articles), ontology))
    told = [frozenset(claim.id for claim in event.claims) for event in events]
    named = [claim for event in events for claim in event.claims]
    happenings = timed("happenings", lambda: find_happenings(closed, articles, ontology))
    wider = timed("open ones", lambda: find_happenings(claims, articles, ontology))
    print(f"{len(articles)} articles, {len(claims)} claims, {len(closed)} of the ontology, {len(named)} in events")
    report(find_mentions(rows, named), "named", (told, happenings), options.errors)
    report(find_mentions(rows, closed), "closed", (told, happenings), options.errors)
    report(find_mentions(rows, claims), "open", (told, wider), options.errors)


def report(found: Iterable[Mention], name: str, ours: tuple[Clusters, Clusters], most: int) -> None:
    """Prints the lines of one set of mentions."""
    mentions = list(found)
    key = grouped(mention.chain for mention in mentions)
    responses = {
        "same lemma": grouped((mention.topic, mention.lemma) for mention in mentions),
        "events": joined(mentions, ours[0]),
        "happenings": joined(mentions, ours[1]),
    }
    for method, response in responses.items():
        scores = score_partition(key, response)
        show(f"{name} {len(mentions)}", method, scores, scores.conll)
    for line in wrong_pairs(mentions, responses["happenings"], most) if most else ():
        print(f"    {line}")


if __name__ == "__main__":
    main()
