"""Families: relations that tell one happening in other words, and those that can't be kin."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.ontology import Ontology, load_ontology
from kg.ontology.iris import PREFIXES

HEAD = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("kg", "owl", "rdfs"))
OPPOSITES = [
    ("signs", "terminates"),
    ("supports", "opposes"),
    ("praises", "criticizes"),
    ("accepts", "rejects"),
    ("arrests", "releases"),
    ("joins", "leaves"),
    ("approves", "vetoes"),
    ("removesFromWhitelist", "restoresStatusOf"),
    ("sanctions", "easesSanctionsOn"),
    ("bans", "legalizes"),
    ("upholds", "overturns"),
    ("capturesPlace", "retreatsFrom"),
]


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    """The shipped ontology."""
    return load_ontology()


def with_relation(folder: Path, **says: str) -> Ontology:
    """The shipped ontology and a person's own relation `ditches`, of which the file says this."""
    stated = {"a": "owl:ObjectProperty", "rdfs:label": '"ditches"', "kg:verb": '"ditch"'} | says
    path = folder / "mine.ttl"
    path.write_text(HEAD + "kg:ditches " + " ; ".join(map(" ".join, stated.items())) + " .", encoding="utf-8")
    return load_ontology([path])


def family(ontology: Ontology, name: str) -> set[str]:
    """All relations of the family of one."""
    return {each.name for each in ontology.relations.values() if each.family == ontology.relations[name].family}


@pytest.mark.parametrize(
    "members",
    [
        {"terminates", "withdrawsFrom", "cancels"},
        {"removesFromWhitelist", "downgradesTradeStatusOf"},
        {"arrests", "detains"},
        {"kills", "assassinates"},
        {"signs", "accedesTo"},
        {"sanctions", "blacklists", "freezesAssetsOf"},
    ],
)
def test_close_kin_are_one_family(ontology: Ontology, members: set[str]) -> None:
    """What newspapers use for one another is one family, called after the first of its members by name."""
    found = family(ontology, min(members))
    assert members <= found
    assert {ontology.relations[name].family for name in members} == {min(found)}


@pytest.mark.parametrize(("one", "other"), OPPOSITES)
def test_opposites_are_no_kin(ontology: Ontology, one: str, other: str) -> None:
    """What is done and what undoes it are two happenings."""
    assert ontology.relations[one].family != ontology.relations[other].family


def test_whoever_is_no_kin_is_a_family_of_its_own(ontology: Ontology) -> None:
    """Most relations have no kin; theirs is the family of their own name."""
    assert family(ontology, "meets") == {"meets"}
    assert ontology.relations["meets"].family == "meets"


def test_kin_can_stand_between_the_same_two_ends(ontology: Ontology) -> None:
    """Kin whose classes exclude each other would be kin for nothing."""
    pairs = [(one, ontology.relations[name]) for one in ontology.relations.values() for name in one.kin]
    for one, other in pairs:
        for a, b in ((one.domain, other.domain), (one.range, other.range)):
            assert ontology.is_a(a, b) or ontology.is_a(b, a), f"{one.name} {other.name}: {a} {b}"


def test_a_family_is_all_of_one_sort(ontology: Ontology) -> None:
    """Direction, and whether it is an act, are the same for all members."""
    for relation in ontology.relations.values():
        first = ontology.relations[relation.family]
        assert (relation.symmetric, relation.happening) == (first.symmetric, first.happening)


def test_a_relation_of_ones_own_may_join_a_family(ontology: Ontology, tmp_path: Path) -> None:
    """A person's file names kin among the shipped relations; that is enough, and leaves other families alone."""
    added = with_relation(tmp_path, **{"kg:plover": "kg:REJECT", "kg:kin": "kg:withdrawsFrom"})
    assert family(added, "ditches") == {"ditches", *family(ontology, "withdrawsFrom")}
    assert family(added, "kills") == family(ontology, "kills")


def test_what_plover_has_no_category_for_may_still_be_an_act(ontology: Ontology) -> None:
    """A category makes an act, and so does kg:happening; what has neither is a state of affairs."""
    acts = {name: ontology.relations[name].happening for name in ("meets", "wins", "appoints", "headOf", "locatedIn")}
    assert acts == {"meets": True, "wins": True, "appoints": True, "headOf": False, "locatedIn": False}


@pytest.mark.parametrize(
    ("says", "words"),
    [
        ({"kg:kin": "kg:noSuchThing", "kg:plover": "kg:REJECT"}, ["ditches", "noSuchThing", "no relation"]),
        ({"kg:kin": "kg:withdrawsFrom"}, ["ditches", "withdrawsFrom", "only withdrawsFrom is an act", "kg:plover"]),
        ({"kg:kin": "kg:headOf", "kg:plover": "kg:REJECT"}, ["ditches", "headOf", "only ditches is an act"]),
        ({"kg:kin": "kg:headOf", "kg:happening": "true"}, ["ditches", "headOf", "only ditches is an act"]),
        ({"kg:kin": "kg:meets", "kg:plover": "kg:CONSULT"}, ["ditches", "only meets holds both ways", "Symmetric"]),
    ],
)
def test_what_cannot_be_kin_is_refused(tmp_path: Path, says: dict[str, str], words: list[str]) -> None:
    """One line that names both relations, what sets them apart, and the way out."""
    with pytest.raises(OntologyError) as raised:
        with_relation(tmp_path, **says)
    assert [word for word in words if word not in str(raised.value)] == []
    assert "\n" not in str(raised.value)
