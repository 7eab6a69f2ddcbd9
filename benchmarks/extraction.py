"""How fast `kg extract` reads beside the parser that it stands on; run by hand.

    python benchmarks/extraction.py [PATH…] [--articles 2000] [--rounds 3] [--jobs 1 2]

Each round runs two commands after each other on the same articles: spaCy's `nlp.pipe` with the same pipeline (its own
default batches, `n_process` as many as there are jobs), and `kg extract` as a user types it: reading, parsing, claims,
names, JSON. Start-up, measured with an article of one sentence, is taken off both. Printed are words a second by the
wall clock, medians over the rounds, and two ratios in which the machine's speed cancels out: of the rates, and of the
processor time, which other work on the machine disturbs less. Without a PATH the articles of sources/ are taken,
numbered through until there are enough of them.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.read import read_articles
from kg.settings import DEFAULT_MODEL

PIPE = """
import json, sys, spacy
nlp = spacy.load(sys.argv[1])
texts = [line for row in open(sys.argv[2]) for line in json.loads(row)["text"].splitlines() if line.strip()]
for doc in nlp.pipe(texts, n_process=int(sys.argv[3])):
    pass
"""


@dataclass(frozen=True, slots=True)
class Corpus:
    """A JSON Lines file of articles, an empty one to measure start-up with, and how many words the first has."""

    full: Path
    empty: Path
    words: int


def write_corpus(paths: Sequence[Path], count: int, folder: Path) -> Corpus:
    """The articles as JSON Lines; they are repeated, each under an id of its own, until there are `count`."""
    texts = ["\n".join(article.text[s.start : s.end] for s in article.body) for article in read_articles(paths, print)]
    rows = [f"Report {n}.\n{text}" for n, text in zip(range(max(count, len(texts))), itertools.cycle(texts))]
    full, empty = folder / "articles.jsonl", folder / "one.jsonl"
    full.write_text("".join(json.dumps({"id": f"a{n}", "text": text}) + "\n" for n, text in enumerate(rows)))
    empty.write_text(json.dumps({"id": "a", "text": "Nothing happened."}) + "\n")
    return Corpus(full, empty, sum(len(text.split()) for text in rows))


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command takes: seconds by the wall clock, and of processor time in all its processes."""

    wall: float
    processor: float

    def without(self, other: Cost) -> Cost:
        """What is left when the other has been taken off."""
        return Cost(self.wall - other.wall, self.processor - other.processor)


def cost(command: Sequence[str]) -> Cost:
    """What it takes to run a command to its end."""
    before, start = os.times(), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 -- our own
    wall, after = time.perf_counter() - start, os.times()
    user, system = (getattr(after, n) - getattr(before, n) for n in ("children_user", "children_system"))
    return Cost(wall, user + system)


def compare(corpus: Corpus, jobs: int, rounds: int) -> tuple[list[Cost], list[Cost]]:
    """The costs of the bare pipeline and of `kg extract`, each without start-up."""
    pipe = [sys.executable, "-c", PIPE, DEFAULT_MODEL]
    extract = [sys.executable, "-m", "kg", "extract", "--jobs", str(jobs)]
    parsing, extracting = [], []
    for _ in range(rounds):
        parsing.append(cost([*pipe, str(corpus.full), str(jobs)]).without(cost([*pipe, str(corpus.empty), "1"])))
        extracting.append(cost([*extract, str(corpus.full)]).without(cost([*extract, str(corpus.empty)])))
    return parsing, extracting


def show(jobs: int, words: int, parsing: Sequence[Cost], extracting: Sequence[Cost]) -> None:
    """Prints a row of the table."""
    wall = [statistics.median(each.wall for each in costs) for costs in (parsing, extracting)]
    processor = [statistics.median(each.processor for each in costs) for costs in (parsing, extracting)]
    rates = f"{words / wall[0]:11.0f} {words / wall[1]:12.0f}"
    print(f"{jobs:4} {rates} {wall[0] / wall[1]:7.2f} {processor[0] / processor[1]:18.2f}", flush=True)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[Path("sources")])
    parser.add_argument("--articles", type=int, default=2000, help="repeat them up to this number (default 2000)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = write_corpus(options.paths, options.articles, Path(folder))
        print(f"{corpus.words} words, median of {options.rounds} rounds; words a second")
        print("jobs    nlp.pipe   kg extract   ratio   of processor time")
        for jobs in options.jobs:
            show(jobs, corpus.words, *compare(corpus, jobs, options.rounds))


if __name__ == "__main__":
    main()
