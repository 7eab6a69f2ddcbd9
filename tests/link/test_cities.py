"""Cities as entities: one IRI each, told from namesakes, and never another thing's."""

from __future__ import annotations

import pytest

from kg.link.cities import city_called
from kg.link.ids import NameId
from kg.link.known import known_entity
from kg.link.names import Name
from kg.link.roots import assign_iris
from kg.model import Entity
from kg.ontology import Ontology, load_ontology
from kg.ontology.iris import mint


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    """The shipped one."""
    return load_ontology()


@pytest.mark.parametrize(
    ("name", "where", "expected"),
    [
        ("Lausanne", "", "Lausanne"),
        ("Lausanne", "Switzerland", "Lausanne"),
        ("Paris", "", "Paris"),
        ("Paris", "France", "Paris"),
        ("Paris", "Texas", "Paris, Texas"),
        ("Paris", "Kentucky", "Paris, Kentucky"),
        ("London", "Ontario", "London, Ontario"),
        ("Athens", "Georgia", "Athens, Georgia"),
        ("Athens", "Greece", "Athens"),
        ("St. Petersburg", "Florida", "St. Petersburg, Florida"),
        ("Springfield", "", None),
        ("Springfield", "Illinois", "Springfield, Illinois"),
    ],
)
def test_a_city_is_one_thing(ontology: Ontology, name: str, where: str, expected: str | None) -> None:
    """With or without its state beside it; a namesake elsewhere is another one, and has that in its label."""
    entity = known_entity(name, "City", where, ontology)
    assert (entity.label if entity else None) == expected
    assert entity is None or (entity.kind, entity.iri) == ("City", mint(entity.label))


@pytest.mark.parametrize("name", ["Lausanne", "Phoenix", "Osaka"])
@pytest.mark.parametrize("kind", ["Person", "Company"])
def test_nobody_is_a_city_by_name(ontology: Ontology, name: str, kind: str) -> None:
    """Only what is read as a city is linked to one, and nothing else gets its IRI."""
    known = known_entity(name, kind, "", ontology)
    assert known is None or known.kind != "City"
    (made,) = assign_iris([Name(NameId(name.lower(), kind), {name: 1})], ontology).values()
    assert made.iri != mint(name)


def test_a_label_leads_back_to_the_city() -> None:
    """What is written into the graph about a city is about that one."""
    for label, geonames in (("Lausanne", "2659994"), ("Paris, Texas", "4717560"), ("São Paulo", "3448439")):
        city = city_called(Entity(mint(label), "City", label))
        assert city is not None
        assert city.geonames == geonames
    assert city_called(Entity(mint("Paris, Kentucky"), "City", "Paris, Kentucky")) is None
    assert city_called(Entity(mint("Lausanne"), "Company", "Lausanne")) is None
    assert city_called(Entity(mint("Lausanne") + "_1a2b3c4d", "City", "Lausanne")) is None
