"""Claims made by hand: one line says who does what to whom, and the rest is filled in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest

from kg.model import Claim, Entity, Evidence, Mention, Modality, Polarity, Precision, Span, TimeRef, Trigger
from kg.ontology import Ontology, Relation
from kg.ontology.families import with_families
from kg.ontology.iris import mint

MakeClaim = Callable[..., Claim]

PLOVER = {
    "terminates": "SANCTION",
    "withdrawsFrom": "SANCTION",
    "ditches": "SANCTION",
    "signs": "SUPPORT",
    "meets": "CONSULT",
    "accuses": "ACCUSE",
}
STATES_OF_AFFAIRS = ("headOf", "commands", "alliedWith")
SYMMETRIC = {"meets", "alliedWith"}
PARENTS = {"terminates": ("withdrawsFrom",), "commands": ("headOf",)}
KIN = {"terminates": ("withdrawsFrom",), "ditches": ("terminates",), "headOf": ("commands",)}


def entity(name: str) -> Entity:
    """An entity whose IRI is made from its name."""
    return Entity(mint(name), "State", name)


def mention(name: str, owner: str = "") -> Mention:
    """A linked mention of the entity with that name."""
    return Mention(Span(0, len(name)), name, "State", name, owner, entity(name))


def time_ref(label: str) -> TimeRef:
    """The time that an ISO 8601 label gives: a day, a month, a year, or two days with a slash between them."""
    if "/" in label:
        start, end = (date.fromisoformat(part) for part in label.split("/"))
        return TimeRef(Span(0, 1), label, start, end, Precision.INTERVAL)
    match label.count("-"):
        case 2:
            return TimeRef(Span(0, 1), label, date.fromisoformat(label), date.fromisoformat(label), Precision.DAY)
        case 1:
            start = date.fromisoformat(label + "-01")
            following = date(start.year + start.month // 12, start.month % 12 + 1, 1)
            return TimeRef(Span(0, 1), label, start, date.fromordinal(following.toordinal() - 1), Precision.MONTH)
        case _:
            return TimeRef(Span(0, 1), label, date(int(label), 1, 1), date(int(label), 12, 31), Precision.YEAR)


def make_claim(
    article: str,
    says: str,
    *,
    when: str = "",
    where: str = "",
    by: str = "",
    polarity: str = "positive",
    modality: str = "actual",
) -> Claim:
    """The claim `subject relation object` of an article; `by` is "speaker" or "speaker of owner"."""
    subject, relation, obj = says.split(" ")
    speaker, _, owner = by.partition(" of ")
    at = int.from_bytes(hashlib.sha256(f"{says}{when}{by}{polarity}{modality}".encode()).digest()[:3], "big")
    return Claim(
        article=article,
        subject=mention(subject),
        relation=relation,
        plover=PLOVER.get(relation),
        object=mention(obj),
        trigger=Trigger(Span(at, at + 1), relation, relation),
        evidence=Evidence(Span(at, at + 9), says),
        polarity=Polarity(polarity),
        modality=Modality(modality),
        attributed_to=mention(speaker, owner) if by else None,
        time=time_ref(when) if when else None,
        place=mention(where) if where else None,
        rule="by hand",
    )


@pytest.fixture(scope="session")
def claim() -> MakeClaim:
    """`make_claim`."""
    return make_claim


def _relation(name: str) -> Relation:
    parents, kin = PARENTS.get(name, ()), KIN.get(name, ())
    plover, happening = PLOVER.get(name), name not in STATES_OF_AFFAIRS
    return Relation(name, name, "", "Actor", "Entity", plover, name in SYMMETRIC, parents, (), (), happening, kin)


@pytest.fixture(scope="session")
def small_ontology() -> Ontology:
    """All that merging asks of an ontology: a few relations, some of them kin."""
    relations = with_families({name: _relation(name) for name in (*PLOVER, "wins", *STATES_OF_AFFAIRS)})
    return cast("Ontology", SimpleNamespace(relations=relations))
