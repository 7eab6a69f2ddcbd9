"""How fast `kg extract` reads beside the parser that it stands on; run by hand.

    python benchmarks/extraction.py [PATH…] [--articles 2000] [--rounds 3] [--jobs 1 2]

Each round runs two processes after each other on the same articles: spaCy's `nlp.pipe` with the same pipeline (its own
default batches, `n_process` as many as there are jobs), and `kg extract` as a user types it: reading, parsing, claims,
names, JSON. Start-up is measured with no article and taken off both. Printed are the medians over the rounds and the
ratio of the two rates, in which the machine's speed cancels out. Without a PATH the articles of sources/ are taken,
numbered through until there are enough of them.
"""

from __future__ import annotations

import argparse
import itertools
import json
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


def seconds(command: Sequence[str]) -> float:
    """How long a command takes by the wall clock."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def compare(corpus: Corpus, jobs: int, rounds: int) -> tuple[float, float]:
    """Words a second of the bare pipeline and of `kg extract`, each without start-up."""
    pipe = [sys.executable, "-c", PIPE, DEFAULT_MODEL]
    extract = [sys.executable, "-m", "kg", "extract", "--jobs", str(jobs)]
    parsing, extracting = [], []
    for _ in range(rounds):
        parsing.append(seconds([*pipe, str(corpus.full), str(jobs)]) - seconds([*pipe, str(corpus.empty), "1"]))
        extracting.append(seconds([*extract, str(corpus.full)]) - seconds([*extract, str(corpus.empty)]))
    return corpus.words / statistics.median(parsing), corpus.words / statistics.median(extracting)


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
        print("jobs    nlp.pipe   kg extract   ratio")
        for jobs in options.jobs:
            parse, extract = compare(corpus, jobs, options.rounds)
            print(f"{jobs:4} {parse:11.0f} {extract:12.0f} {extract / parse:7.2f}", flush=True)


if __name__ == "__main__":
    main()
