"""Cities that only GeoNames knows: which one a name means, and which one an entity is. Others are the gazetteer's."""

from __future__ import annotations

from kg.link.spelling import folded_pieces
from kg.model import Entity
from kg.ontology import Ontology
from kg.ontology.cities import City, cities_in, find_city
from kg.ontology.iris import mint

__all__ = ["cities_of", "city_called", "city_entity", "is_city_name"]


def city_entity(name: str, where: str, ontology: Ontology) -> Entity | None:
    """The city of a name in the state or region given beside it; None where nothing says which of several is meant.

    One that GeoNames lacks is still told from its namesakes by where it lies: "Paris, Kentucky".
    """
    key = " ".join(folded_pieces(name))
    main, found = find_city(key), find_city(key, where)
    is_main = found is not None and main is not None and found.geonames == main.geonames
    if found is None:
        label = f"{name}, {where}" if where else ""
    else:
        label = found.name if is_main and not (where and ontology.gazetteer.find(name)) else found.full_name
    iri = mint(label)
    return Entity(iri, "City", label) if label and iri not in ontology.gazetteer.entries else None


def cities_of(state: str) -> frozenset[str]:
    """The IRIs that cities of a state can have, by the state's label."""
    return frozenset(mint(label) for city in cities_in(state) for label in (city.name, city.full_name))


def city_called(entity: Entity) -> City | None:
    """The city of GeoNames that an entity is, by its label; None for what is no city, or not in GeoNames."""
    if entity.kind != "City" or entity.iri != mint(entity.label):
        return None
    name, _, where = entity.label.partition(", ")
    return find_city(" ".join(folded_pieces(name)), where)


def is_city_name(label: str) -> bool:
    """Whether a city has an IRI made from these words, which nothing else can have then."""
    return city_called(Entity(mint(label), "City", label)) is not None
