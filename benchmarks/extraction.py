"""How much longer reading an article takes than parsing it; run by hand.

    python benchmarks/extraction.py [FOLDER] [--rounds 5]

Prints the median over the rounds of words a second for the bare spaCy pipeline and for the whole extraction on the same
articles in the same run, and their ratio: the machine's speed cancels out.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from kg.extract import DEFAULT_MODEL, Extractor, load_pipeline
from kg.extract.parsing import parse_article
from kg.ontology import load_ontology
from kg.read import read_articles


def seconds(work: Callable[[], object]) -> float:
    """How long the work took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("sources"))
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    articles = list(read_articles([options.folder], print))
    words = sum(len(article.text[span.start : span.end].split()) for article in articles for span in article.body)
    nlp, extractor = load_pipeline(DEFAULT_MODEL), Extractor(load_ontology())
    parsing, extracting = [], []
    for _ in range(options.rounds):
        parsing.append(seconds(lambda: [parse_article(nlp, article) for article in articles]))
        extracting.append(seconds(lambda: [extractor.extract(article) for article in articles]))
    parse, extract = statistics.median(parsing), statistics.median(extracting)
    print(f"{words} words in {len(articles)} articles, median of {options.rounds} rounds")
    print(f"parsing alone   {words / parse:8.0f} words/s")
    print(f"extraction      {words / extract:8.0f} words/s")
    print(f"ratio           {extract / parse:8.2f}")


if __name__ == "__main__":
    main()
