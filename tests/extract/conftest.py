"""What the tests of extraction share: a parse, and the claims of a text read as an article."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

import pytest

from kg.extract import Extractor
from kg.extract.parsing import load_pipeline
from kg.extract.repairs import repair_parse
from kg.extract.words import Doc, read_parse
from kg.model import Article, Claim, Span


@pytest.fixture(scope="session")
def parse() -> Callable[[str], Doc]:
    """Parses a text with the default pipeline."""
    nlp = load_pipeline()
    return lru_cache(maxsize=256)(lambda text: repair_parse(read_parse(nlp(text))))


@pytest.fixture(scope="session")
def read(extractor: Extractor) -> Callable[[str], tuple[Claim, ...]]:
    """Gives the claims of a text, read as the body of an article of Thursday, 22 August 2019."""

    def claims(text: str) -> tuple[Claim, ...]:
        body = (Span(0, len(text)),)
        return extractor.extract(Article("test", text, "test.txt", body, published=date(2019, 8, 22)))

    return claims
