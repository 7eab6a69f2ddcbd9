"""The gazetteer: what its tables promise, how names are looked up, and where they are found in tokens."""

from __future__ import annotations

import importlib.util
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ontology.gazetteer import Entry, Gazetteer, GenericBody, How
from kg.ontology.iris import PREFIXES, mint, term

ONTOLOGY = Path(__file__).parents[2] / "ontology"
FILES = ("core.ttl", "gazetteer-states.ttl", "gazetteer-bodies.ttl")


@cache
def store() -> ox.Store:
    """The classes and the names."""
    loaded = ox.Store()
    for name in FILES:
        loaded.load(path=ONTOLOGY / name, format=ox.RdfFormat.TURTLE)
    return loaded


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer."""
    return Gazetteer.from_store(store())


def script() -> ModuleType:
    """The script that writes the Turtle, as a module."""
    spec = importlib.util.spec_from_file_location("build_gazetteer", ONTOLOGY / "build_gazetteer.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def uses(name: str) -> list[tuple[str, str]]:
    """Label and manner of each use of a name."""
    return [(use.entry.label, use.how.value) for use in gazetteer().find(name)]


# The files


def test_the_script_reproduces_the_turtle_byte_for_byte() -> None:
    """Table and Turtle never part: who changes a table runs the script."""
    for name, text in script().build(ONTOLOGY / "tables").items():
        assert (ONTOLOGY / name).read_bytes() == text.encode("utf-8"), (
            f"run python ontology/build_gazetteer.py ({name})"
        )


def test_the_script_refuses_a_reference_without_row(tmp_path: Path) -> None:
    """A misspelt capital is an error with the label in it, not a node that nobody described."""
    for table in (ONTOLOGY / "tables").glob("*.csv"):
        text = table.read_text(encoding="utf-8")
        (tmp_path / table.name).write_text(text.replace(",Seoul,", ",Soul,"), encoding="utf-8")
    with pytest.raises(SystemExit, match="South Korea: no row is labelled 'Soul'"):
        script().build(tmp_path)


def test_the_turtle_has_no_blank_nodes() -> None:
    """Every node can be named in a query and keeps its identity through an import."""
    assert not [q for q in store() if isinstance(q.subject, ox.BlankNode) or isinstance(q.object, ox.BlankNode)]


def test_every_entry_has_the_iri_of_its_label() -> None:
    """An IRI is readable: it is minted from the label."""
    assert [e.iri for e in gazetteer().entries.values() if e.iri != mint(e.label)] == []


def test_every_class_is_one_of_the_ontology() -> None:
    """No entry is of a class that core.ttl lacks."""
    declared = {q.subject for q in store().quads_for_pattern(None, None, ox.NamedNode(PREFIXES["owl"] + "Class"))}
    assert {ox.NamedNode(term(entry.kind)) for entry in gazetteer().entries.values()} <= declared


def test_no_two_entries_are_the_same_thing_elsewhere() -> None:
    """A Wikidata identifier belongs to one entry."""
    same = ox.NamedNode(PREFIXES["owl"] + "sameAs")
    counts = Counter(str(quad.object) for quad in store().quads_for_pattern(None, same, None))
    assert [wikidata for wikidata, count in counts.items() if count > 1] == []


def test_all_states_of_iso_3166_are_there() -> None:
    """249 states and territories and Kosovo have a code; each state among them has a demonym."""
    coded = {q.subject for q in store().quads_for_pattern(None, ox.NamedNode(term("iso3Code")), None)}
    entries = [entry for entry in gazetteer().entries.values() if ox.NamedNode(entry.iri) in coded]
    assert len(entries) == 250
    assert [e.label for e in entries if e.kind == "State" and not e.demonyms and e.label != "Vatican City"] == []


def test_the_gazetteer_covers_what_news_is_about() -> None:
    """At least so many entries of each sort are there; a table that loses rows is noticed."""
    kinds = Counter(entry.kind for entry in gazetteer().entries.values())
    wanted = {"State": 200, "City": 300, "Agreement": 100, "ArmedGroup": 45, "MediaOrganization": 80, "Company": 60}
    assert {kind: count for kind, count in wanted.items() if kinds[kind] < count} == {}


def test_parties_of_an_agreement_are_entries() -> None:
    """Who is bound by GSOMIA is known before any article says so."""
    pact = gazetteer().find("GSOMIA")[0].entry
    assert [gazetteer().entries[iri].label for iri in pact.parties] == ["Japan", "South Korea"]


# Lookup


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Japan", [("Japan", "name")]),
        ("the United States", [("United States", "name")]),
        ("United States'", [("United States", "name")]),
        ("US", [("United States", "abbreviation")]),
        ("U.S.", [("United States", "abbreviation")]),
        ("the U.K.’s", [("United Kingdom", "abbreviation")]),
        ("DPRK", [("North Korea", "abbreviation")]),
        ("Cote d’Ivoire", [("Ivory Coast", "name")]),
        ("Türkiye", [("Turkey", "name")]),
        ("SOUTH KOREA", [("South Korea", "name")]),
        ("South Korea's", [("South Korea", "name")]),
        ("Korea", [("Korean Peninsula", "name")]),
        ("Antigua & Barbuda", []),
        ("French", [("France", "demonym")]),
        ("Spaniards", [("Spain", "demonym")]),
        ("Kremlin", [("Russia", "metonym")]),
        ("the Blue House", [("South Korea", "metonym")]),
        ("Pentagon", [("United States Department of Defense", "metonym")]),
        ("Brussels", [("European Union", "metonym"), ("Brussels", "capital-city")]),
        ("Daesh", [("Islamic State", "name")]),
        ("Kyodo news agency", [("Kyodo News", "name")]),
        ("McDonald's", [("McDonald's", "name")]),
        ("Hagu", []),
        ("", []),
        ("the", []),
        ("'s", []),
    ],
)
def test_find(name: str, expected: list[tuple[str, str]]) -> None:
    """A name is found however news writes it: article, dots, possessive, diacritics, capitals."""
    assert uses(name) == expected


@pytest.mark.parametrize("word", ["us", "Us", "who", "Who", "turkey", "polish", "china", "chad", "un"])
def test_a_common_word_is_no_name(word: str) -> None:
    """A name in capitals is only found in capitals, any other only with its capital letter."""
    assert uses(word) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Seoul", [("South Korea", "metonym"), ("Seoul", "capital-city")]),
        ("Tokyo", [("Japan", "metonym"), ("Tokyo", "capital-city")]),
        ("Delhi", [("India", "metonym"), ("Delhi", "capital-city")]),
        ("the Hague", [("Netherlands", "metonym"), ("The Hague", "capital-city")]),
        ("Georgia", [("Georgia", "name"), ("Georgia (U.S. state)", "name")]),
        ("Congolese", [("Democratic Republic of the Congo", "demonym"), ("Republic of the Congo", "demonym")]),
    ],
)
def test_an_ambiguous_name_has_all_its_uses(name: str, expected: list[tuple[str, str]]) -> None:
    """Which is meant, the caller decides from the sentence; the state comes before its capital."""
    assert uses(name) == expected


def test_the_hague_needs_its_article() -> None:
    """The article is part of that name, so that a Mr Hague is no city."""
    assert uses("Hague") == []


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("foreign ministry", "Foreign Ministry"),
        ("the Ministry of Foreign Affairs", "Foreign Ministry"),
        ("Foreign-Ministry", "Foreign Ministry"),
        ("NSC", "National Security Council"),
        ("Supreme Court's", "Supreme Court"),
        ("authorities", "Government"),
        ("ministry", None),
        ("Japan", None),
    ],
)
def test_generic_body(name: str, label: str | None) -> None:
    """A kind of body that many states have is known by any of its names, capitals or not."""
    body = gazetteer().generic_body(name)
    assert (body.label if body else None) == label


def test_a_sentence_has_some_labels_with_an_article() -> None:
    """`prose` puts "the" where English wants it."""
    assert [gazetteer().find(n)[0].entry.prose for n in ("US", "Japan")] == ["the United States", "Japan"]


def test_titles_and_legal_forms_come_from_the_ontology() -> None:
    """Python holds no words."""
    assert ("prime", "minister") in gazetteer().titles
    assert ("ltd",) in gazetteer().company_forms


def test_an_empty_gazetteer_finds_nothing() -> None:
    """No names, no matches, no error."""
    empty = Gazetteer()
    assert (empty.find("Japan"), list(empty.longest_matches(["Japan"])), empty.titles) == ((), [], frozenset())


# Matches in tokens


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("South Korea 's envoy left the U.S. early", ["South Korea", "U.S."]),
        ("Seoul , Tokyo and Beijing", ["Seoul", "Tokyo", "Beijing"]),
        ("New Mexico borders Mexico", ["New Mexico", "Mexico"]),
        ("the UN Security Council met", ["UN Security Council"]),
        ("fighters of Al - Qaeda and al - Shabaab", ["Al - Qaeda", "al - Shabaab"]),
        ("the Bank of Japan and Bank of nowhere", ["Bank of Japan"]),
        ("he told us who did it", []),
        ("in Washington , D.C. today", ["Washington , D.C."]),
        ("North Korea South Korea", ["North Korea", "South Korea"]),
        ("Burundi 's National Security Council met", ["Burundi"]),
        ("the Foreign Ministry of Japan", ["Japan"]),
        ("- Japan -", ["Japan"]),
        ("N'Djamena and the Quai d'Orsay", ["N'Djamena", "Quai d'Orsay"]),
    ],
)
def test_longest_matches(sentence: str, expected: list[str]) -> None:
    """The longest name wins; articles, possessives and signs around it are no part of it."""
    tokens = sentence.split()
    assert [" ".join(tokens[start:end]) for start, end, _ in gazetteer().longest_matches(tokens)] == expected


@given(
    st.lists(st.sampled_from("South Korea 's - , the U.S. Bank of Japan Al Qaeda New Mexico said".split()), max_size=30)
)
def test_matches_lie_in_order_and_apart(tokens: list[str]) -> None:
    """Whatever the tokens, matches are non-empty, in range, ordered, never overlap, and each is found by itself."""
    last = 0
    for start, end, found in gazetteer().longest_matches(tokens):
        assert last <= start < end <= len(tokens)
        assert found
        assert found == gazetteer().find(" ".join(tokens[start:end]))
        last = end


def test_uses_do_not_depend_on_the_order_of_entries() -> None:
    """Two entries with one name are given in the order of their IRIs."""
    one, two = (
        Entry("x:1", "Springfield A", "City", ("Springfield",)),
        Entry("x:2", "Springfield B", "City", ("Springfield",)),
    )
    assert Gazetteer([one, two]).find("Springfield") == Gazetteer([two, one]).find("Springfield")
    assert [use.how for use in Gazetteer([one, two]).find("Springfield")] == [How.NAME, How.NAME]


def test_a_users_file_adds_names_and_entries() -> None:
    """A Turtle file with a class below ours and a thing of it is enough."""
    mine = ox.Store()
    mine.extend(store())
    mine.load(
        """@prefix kg: <https://w3id.org/dateline/ontology#> . @prefix ex: <https://example.org/> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        ex:Ship rdfs:subClassOf kg:Product . ex:dove a ex:Ship ; rdfs:label "Grey Dove"@en .
        <https://w3id.org/dateline/id/Japan> skos:altLabel "Nippon"@en .""",
        format=ox.RdfFormat.TURTLE,
    )
    added = Gazetteer.from_store(mine)
    assert [added.find(name)[0].entry.kind for name in ("the Grey Dove", "Nippon")] == ["Ship", "State"]


def test_generic_bodies_are_sorted() -> None:
    """The order of the store is not seen."""
    bodies = (GenericBody("Navy", "MilitaryBody", ("Navy",)), GenericBody("Army", "MilitaryBody", ("Army",)))
    assert [body.label for body in Gazetteer((), bodies).generic_bodies] == ["Army", "Navy"]
