"""Writes gazetteer-states.ttl and gazetteer-bodies.ttl from tables/; refuses a reference that no row answers.

Run by hand after a table has changed: `python ontology/build_gazetteer.py`. The same tables give the same bytes.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from kg.ontology.iris import BASE, PREFIXES, mint

HERE = Path(__file__).parent
STATES = "gazetteer-states.ttl"
BODIES = "gazetteer-bodies.ttl"

Row = dict[str, str]
Statement = tuple[str, str]

BODY_TABLES = ("agreements", "bodies", "companies", "concepts", "media")
PLACE_TABLES = ("states", "cities", "regions")

# Column -> property, for cells that hold words and for cells that hold labels of other rows; cells are split at ";".
WORDS = {"aliases": "skos:altLabel", "demonyms": "kg:demonym", "metonyms": "kg:metonym", "offices": "kg:office"}
REFERENCES = {"located_in": "kg:locatedIn", "part_of": "kg:partOf", "parties": "kg:party", "state": "kg:state"}

TERMS = """kg:bodyClass a owl:AnnotationProperty ;
    rdfs:label "class of the body"@en ;
    skos:definition "The class of what a generic body becomes together with its owner."@en .

kg:office a owl:AnnotationProperty ;
    rdfs:label "office"@en ;
    skos:definition "An English title of somebody in office that is usual in this state only: Taoiseach."@en .

kg:Affix a owl:Class ;
    rdfs:label "affix"@en ;
    skos:definition "Words that tell what a name is: titles, legal forms of companies, given names, portfolios."@en ."""


def main() -> None:
    """Write both files and say how large they are."""
    for name, text in build(HERE / "tables").items():
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"{name}: {text.count(' ;')} statements")


def build(tables: Path) -> dict[str, str]:
    """The text of each Turtle file by its name."""
    rows = {name: read_table(tables / f"{name}.csv") for name in (*PLACE_TABLES, *BODY_TABLES)}
    known = labels_of(rows.values())
    capitals = {row["capital"]: row["label"] for row in rows["states"] if row["capital"] and row["class"] == "State"}
    found = {row["label"]: row for row in read_table(tables / "geonames.csv")}
    above = {row["label"]: row["located_in"] for name in PLACE_TABLES for row in rows[name] if row.get("located_in")}
    states = {row["label"] for row in rows["states"] if row["class"] == "State"}
    places = [
        entry(row | found.get(row["label"], {}) | {"state": state_above(row["label"], above, states)}, known, capitals)
        for name in PLACE_TABLES
        for row in rows[name]
    ]
    bodies = [entry(row, known, {}) for name in BODY_TABLES for row in rows[name]]
    generic = [generic_body(row) for row in read_table(tables / "generic-bodies.csv")]
    affixes = [affix(row) for row in read_table(tables / "affixes.csv")]
    return {
        STATES: document("States and territories, cities and regions.", places),
        BODIES: document("Bodies, companies, media, agreements, awards, crimes.", [TERMS, *affixes, *generic, *bodies]),
    }


def read_table(path: Path) -> list[Row]:
    """The rows of a table, an empty string for an empty cell."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def labels_of(tables: Iterable[Iterable[Row]]) -> frozenset[str]:
    """All labels; a label or an IRI that two rows share is an error, since each names one thing."""
    seen: dict[str, str] = {}
    for row in (row for table in tables for row in table):
        label = row["label"]
        if (iri := mint(label)) in seen:
            raise SystemExit(f"{label!r} and {seen[iri]!r} would be one node: give one of them another label")
        seen[iri] = label
    return frozenset(seen.values())


def state_above(label: str, above: Mapping[str, str], states: Collection[str]) -> str:
    """The state in which a place lies; empty for a state itself, and where none is named."""
    while (label := above.get(label, "")) and label not in states:
        pass
    return label


def entry(row: Row, known: frozenset[str], capitals: Mapping[str, str]) -> str:
    """The Turtle of one named thing."""
    statements = [("a", f"kg:{row['class']}"), ("rdfs:label", literal(row["label"]))]
    statements += [*words(row), *position(row)]
    statements += references(row, known)
    if row["label"] in capitals:
        statements.append(("kg:capitalOf", node(capitals[row["label"]])))
    return block(node(row["label"]), statements)


def words(row: Row) -> Iterator[Statement]:
    """What a row says in words and codes."""
    for column, name in WORDS.items():
        for word in cells(row, column):
            if word != row["label"]:
                yield name, literal(word)
    # kg:isoCode is what states have; every row of ISO 3166 has the code of three letters.
    if row.get("iso2") and row["class"] == "State":
        yield "kg:isoCode", quoted(row["iso2"])
    if row.get("iso3"):
        yield "kg:iso3Code", quoted(row["iso3"])
    if row.get("wikidata"):
        yield "owl:sameAs", f"wd:{row['wikidata']}"


def position(row: Row) -> Iterator[Statement]:
    """Where a place lies."""
    if row.get("state"):
        yield "kg:stateName", literal(row["state"])
    if row.get("geonames"):
        yield "owl:sameAs", f"<https://sws.geonames.org/{row['geonames']}/>"
    for column, name in (("latitude", "geo:lat"), ("longitude", "geo:long")):
        if row.get(column):
            yield name, row[column]


def references(row: Row, known: frozenset[str]) -> Iterator[Statement]:
    """What a row says of other rows; raises SystemExit for a label that no row has."""
    named = [(name, label) for column, name in REFERENCES.items() for label in cells(row, column)]
    if capital := row.get("capital"):
        named.append(("kg:capital", capital))
    for name, label in named:
        if label not in known:
            raise SystemExit(f"{row['label']}: no row is labelled {label!r}; add it to a table or correct the spelling")
        if name != "kg:capital" or row["class"] == "State":
            yield name, node(label)


def generic_body(row: Row) -> str:
    """The Turtle of a kind of body that many states have."""
    names = [("skos:altLabel", literal(name)) for name in cells(row, "aliases")]
    statements = [
        ("a", "kg:GenericBody"),
        ("rdfs:label", literal(row["label"])),
        ("kg:bodyClass", f"kg:{row['class']}"),
    ]
    return block(f"kg:Generic{camel_case(row['label'])}", statements + names)


def affix(row: Row) -> str:
    """The Turtle of the words that stand beside names of one kind."""
    names = [("skos:altLabel", literal(name)) for name in cells(row, "aliases")]
    return block(f"kg:{camel_case(row['label'])}", [("a", "kg:Affix"), ("rdfs:label", literal(row["label"])), *names])


def cells(row: Row, column: str) -> list[str]:
    """The values of a cell that may hold several."""
    return [value.strip() for value in row.get(column, "").split(";") if value.strip()]


def block(subject: str, statements: Iterable[Statement]) -> str:
    """The Turtle of one subject: its properties in the order given, each with its values sorted."""
    grouped: dict[str, set[str]] = {}
    for name, value in statements:
        grouped.setdefault(name, set()).add(value)
    lines = (f"{name} {' , '.join(sorted(values))}" for name, values in grouped.items())
    return f"{subject} " + " ;\n    ".join(lines) + " ."


def document(title: str, blocks: Iterable[str]) -> str:
    """A whole Turtle file; its blocks sorted, so that a row more is a block more and nothing else."""
    body = "\n\n".join(sorted(blocks))
    used = sorted(name for name in PREFIXES if f"{name}:" in body)
    head = "\n".join(f"@prefix {name}: <{PREFIXES[name]}> ." for name in used)
    return f"# {title} Written by build_gazetteer.py from tables/: change those.\n{head}\n\n{body}\n"


def node(label: str) -> str:
    """The prefixed name of the thing with this label."""
    return "id:" + mint(label).removeprefix(BASE)


def literal(text: str) -> str:
    """An English string."""
    return quoted(text) + "@en"


def quoted(text: str) -> str:
    """A string with what Turtle cannot hold as such escaped."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def camel_case(label: str) -> str:
    """A local name of letters and digits only."""
    return "".join(word[0].upper() + "".join(filter(str.isalnum, word[1:])) for word in label.split())


if __name__ == "__main__":
    main()
