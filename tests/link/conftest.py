"""What the tests of linking share: the shipped ontology, names, and claims about nothing in particular."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.link import Name, NameId, sum_names
from kg.link.spelling import name_key
from kg.model import Claim, Evidence, Mention, Span, Trigger
from kg.ontology import Ontology, load_ontology

MakeName = Callable[..., Name]
MakeClaim = Callable[..., Claim]


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    """The shipped ontology."""
    return load_ontology()


@pytest.fixture(scope="session")
def shipped(ontology: Ontology) -> Callable[[], Ontology]:
    """Gives the shipped ontology to a property, which prints its arguments when it fails."""
    return lambda: ontology


@pytest.fixture(scope="session")
def make_name(ontology: Ontology) -> MakeName:
    """Makes a name: its spelling (`Kono @Japan` is placed with Japan), its kind, what stands beside it, how often."""

    def make(written: str, kind: str = "Person", *beside: str, articles: int = 1) -> Name:
        spelling, _, owner = written.partition(" @")
        key = name_key(spelling, kind, ontology)
        lone = bool(owner) and " " not in key
        context = dict.fromkeys([f"{owner}|", *(f"{owner}|{other}" for other in beside)], 1)
        one = Name(NameId(f"{key}@{owner}" if lone else key, kind), {spelling: 1}, context)
        return sum_names([one] * articles)

    return make


@pytest.fixture(scope="session")
def make_claim() -> MakeClaim:
    """Makes a claim of an article about mentions given as name, kind and owner, and the sentence it stands in."""

    def make(article: str, *seen: tuple[str, str, str], sentence: str = "x met y.") -> Claim:
        made = [Mention(Span(at, at + 1), "x", kind, name, owner) for at, (name, kind, owner) in enumerate(seen)]
        trigger, evidence = Trigger(Span(2, 3), "met", "meet"), Evidence(Span(0, len(sentence)), sentence)
        return Claim(article, made[0], "meets", None, made[1] if len(made) > 1 else None, trigger, evidence)

    return make
