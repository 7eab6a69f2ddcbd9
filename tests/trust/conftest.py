"""A sound graph of three articles, read anew for each test, so that each may break it in its own way."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store
from rdflib import Dataset

from kg.model import Article, Skipped
from kg.read import read_articles
from kg.store import oxigraph_store

HERE = Path(__file__).parent


def refuse(skipped: Skipped) -> None:
    """Nothing may be skipped."""
    pytest.fail(f"{skipped.source}: {skipped.reason}")


@pytest.fixture(scope="session")
def articles() -> tuple[Article, ...]:
    """The articles that the graph was made of."""
    return tuple(read_articles([HERE / "articles"], refuse))


@pytest.fixture
def dataset() -> Dataset:
    """The graph of this folder."""
    return Dataset(store="Oxigraph", default_union=True)


@pytest.fixture
def store(dataset: Dataset) -> Store:
    """The store under the graph, with what `graph.trig` holds."""
    store = oxigraph_store(dataset)
    store.load(path=str(HERE / "graph.trig"), format=RdfFormat.TRIG)
    return store
