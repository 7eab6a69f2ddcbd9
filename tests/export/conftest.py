"""The small graph of `graph.trig` as the store holds it."""

from pathlib import Path

import pytest
from rdflib import Dataset

GRAPH = Path(__file__).with_name("graph.trig")


@pytest.fixture
def dataset() -> Dataset:
    """The graph of this folder, read anew for each test."""
    dataset = Dataset(store="Oxigraph", default_union=True)
    dataset.parse(data=GRAPH.read_bytes(), format="ox-trig")
    return dataset
