"""The cities of GeoNames with 15,000 people and more, by name; one that several share gives none, unless one prevails.

The table is read when a city is first asked for (some 2 ms) and searched as it lies: its lines are sorted by name, and
names are folded as `kg.link` folds them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.errors import OntologyError
from kg.ontology.loading import shipped_files

__all__ = ["CITIES_FILE", "City", "best_of", "cities_in", "cities_named", "find_city", "main_city"]

CITIES_FILE = "cities.tsv"
_CLEAR_MARGIN = 5  # times as many people as the next city of that name
_MIN_POPULATION = 100_000  # of a city that is named without saying where it lies


@dataclass(frozen=True, slots=True)
class City:
    """One city under one of its names, `key`. Latitude and longitude are decimal degrees, as written in the table."""

    key: str
    name: str
    geonames: str
    latitude: str
    longitude: str
    state: str
    region: str
    population: int

    @classmethod
    def parse(cls, line: str) -> City:
        """The city of one line of the table."""
        key, name, geonames, latitude, longitude, state, region, population = line.split("\t")
        return cls(key, name, geonames, latitude, longitude, state, region, int(population))

    def lies_in(self, where: str) -> bool:
        """Whether a state or region of this label holds it; *Georgia* may be either."""
        return where in {self.state, self.region, self.region.partition(" (")[0]}

    @property
    def full_name(self) -> str:
        """The name with what tells it from its namesakes: "Paris, Texas"."""
        return f"{self.name}, {self.region.partition(' (')[0] or self.state}"

    @property
    def iri(self) -> str:
        """Its place in GeoNames."""
        return f"https://sws.geonames.org/{self.geonames}/"


def find_city(key: str, where: str = "") -> City | None:
    """The city of a folded name, in a state or region if one is named; None for an unknown or doubtful name."""
    options = cities_named(key)
    return best_of([city for city in options if city.lies_in(where)]) if where else main_city(options)


def main_city(options: Sequence[City]) -> City | None:
    """The city that a bare name means: one of a great many people, and far more than any other of the name has."""
    found = best_of(options)
    return found if found and found.population >= _MIN_POPULATION else None


def best_of(options: Sequence[City]) -> City | None:
    """The only one, or the one with by far the most people; None where there is neither."""
    ranked = sorted(options, key=lambda city: (-city.population, city.geonames))
    is_clear = len(ranked) == 1 or (ranked and ranked[0].population >= _CLEAR_MARGIN * ranked[1].population)
    return ranked[0] if is_clear else None


def cities_named(key: str) -> list[City]:
    """All cities of a folded name, one for each."""
    table, wanted = _table(), f"{key}\t".encode()
    start = _first_line(table, wanted)
    found: list[City] = []
    while table.startswith(wanted, start):
        end = table.index(b"\n", start)
        found.append(City.parse(table[start:end].decode()))
        start = end + 1
    return found


def cities_in(state: str) -> Iterator[City]:
    """All cities of a state, by its label; as often as they have names."""
    table, wanted = _table(), f"\t{state}\t".encode()
    found = table.find(wanted)
    while found >= 0:
        start, end = table.rfind(b"\n", 0, found) + 1, table.index(b"\n", found)
        city = City.parse(table[start:end].decode())
        if city.state == state:
            yield city
        found = table.find(wanted, end)


def _first_line(table: bytes, wanted: bytes) -> int:
    """Where the first line begins that does not stand before the wanted beginning; the lines are sorted."""
    low, high = 0, len(table)
    while low < high:
        start = table.rfind(b"\n", 0, (low + high) // 2) + 1
        if table[start : start + len(wanted)] < wanted:
            low = table.index(b"\n", start) + 1
        else:
            high = start
    return low


@lru_cache(maxsize=1)
def _table() -> bytes:
    path = shipped_files()[0].parent / CITIES_FILE
    try:
        return path.read_bytes()
    except OSError as error:
        raise OntologyError(f"{path}: {error.strerror}; install the package again") from error
