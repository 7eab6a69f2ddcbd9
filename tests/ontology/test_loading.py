"""Loading: what ships, what a person adds in one file, and what is said of a file that cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.extract import Extractor
from kg.model import Article, Claim, Span
from kg.ontology import Ontology, PatternKind, load_ontology, shape_files, shipped_files
from kg.ontology.iris import PREFIXES

HEAD = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("kg", "owl", "rdfs"))
TAUGHT = """\
kg:upstages a owl:ObjectProperty ;
    rdfs:label "upstages"@en ;
    kg:plover kg:REJECT ;
    kg:example "<s>Italy</s> <t>upstaged</t> <o>the German chancellor</o> on Monday." ,
               "<s>Chile</s>'s <t>upstaging</t> of <o>Peru</o> lasted all week." .
"""

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a user's Turtle file `mine.ttl`, below the usual prefixes, and gives its path."""

    def file(body: str) -> Path:
        path = tmp_path / "mine.ttl"
        path.write_text(HEAD + body, encoding="utf-8")
        return path

    return file


# ---------------------------------------------------------------- what ships


def test_the_shipped_files_are_found() -> None:
    """Classes, relations, categories, names: every file is there, is Turtle, and stands in `files` in order."""
    found = shipped_files()
    assert {"core.ttl", "plover.ttl", "gazetteer-states.ttl", "gazetteer-bodies.ttl"} <= {path.name for path in found}
    assert any(path.name.startswith("relations-") for path in found)
    assert load_ontology().files == found == tuple(sorted(found))


def test_the_shapes_are_no_part_of_the_ontology() -> None:
    """The two files of shapes are found, the one of SHACL Core first, and the ontology does not load them."""
    assert [path.name for path in shape_files()] == ["shapes.ttl", "shapes-sparql.ttl"]
    assert not set(shape_files()) & set(load_ontology().files)


def test_the_classes_form_one_tree(ontology: Ontology) -> None:
    """Below Entity, each class with its parents, and `is_a` climbs all the way and never sideways."""
    below = [name for name in ontology.classes if ontology.is_a(name, "Entity")]
    assert {"Actor", "State", "City", "Company", "Agreement", "Person", "Court"} <= set(below)
    assert ontology.is_a("Court", "Organization")
    assert ontology.is_a("State", "Actor")
    assert ontology.is_a("State", "Place")
    assert not ontology.is_a("Actor", "State")
    assert not ontology.is_a("City", "State")
    assert not ontology.is_a("NoSuchClass", "Entity")
    assert (
        ontology.depth("Court")
        > ontology.depth("Organization")
        > ontology.depth("Entity")
        > ontology.depth("NoSuchClass")
    )


def test_a_common_noun_tells_the_narrowest_class(ontology: Ontology) -> None:
    """Nouns that tell a class lead to a class that exists, and two classes don't share a noun by chance of order."""
    assert set(ontology.class_of_noun.values()) <= set(ontology.classes)
    for noun, kind in (("pact", "Agreement"), ("company", "Company"), ("court", "Court"), ("minister", "Person")):
        assert ontology.class_of_noun[noun] == kind
    assert "government" in ontology.stand_ins


def test_every_pattern_knows_its_relation(ontology: Ontology) -> None:
    """A pattern names the relation that it stands at, and its class names exist."""
    for name, relation in ontology.relations.items():
        assert relation.name == name
        assert {pattern.relation for pattern in relation.patterns} <= {name}
        assert {relation.domain, relation.range} <= set(ontology.classes)


# ---------------------------------------------------------------- taught by example


def read(extractor: Extractor, text: str) -> tuple[Claim, ...]:
    """The claims of an article that consists of this text."""
    return extractor.extract(Article("a", text, "a", (Span(0, len(text)),)))


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Extractor:
    """An extractor with a relation of which a person wrote a label, a category and two examples."""
    path = tmp_path_factory.mktemp("ontology") / "mine.ttl"
    path.write_text(HEAD + TAUGHT, encoding="utf-8")
    return Extractor(load_ontology([path]))


@pytest.mark.parametrize(
    ("sentence", "subjects", "stated"),
    [
        ("Brazil upstaged Portugal.", "Brazil", "upstages Portugal positive actual"),
        ("Portugal was upstaged by Brazil in May.", "Brazil", "upstages Portugal positive actual"),
        ("Brazil, which upstaged Portugal, has won the cup.", "Brazil", "upstages Portugal positive actual"),
        ("Kenya is the country that Brazil upstaged.", "Brazil", "upstages Kenya positive actual"),
        ("Brazil and Spain upstaged Portugal.", "Brazil Spain", "upstages Portugal positive actual"),
        ("Brazil invited Kenya and upstaged Portugal.", "Brazil", "upstages Portugal positive actual"),
        ("Brazil won the cup after upstaging Portugal.", "Brazil", "upstages Portugal positive actual"),
        ("Brazil's upstaging of Portugal angered the fans.", "Brazil", "upstages Portugal positive actual"),
        ("The upstaging of Portugal by Brazil angered the fans.", "Brazil", "upstages Portugal positive actual"),
        ("Brazil decided to upstage Portugal.", "Brazil", "upstages Portugal positive intended"),
        ("Brazil's decision to upstage Portugal angered the fans.", "Brazil", "upstages Portugal positive intended"),
        ("Brazil will upstage Portugal.", "Brazil", "upstages Portugal positive intended"),
        ("Brazil may upstage Portugal.", "Brazil", "upstages Portugal positive possible"),
        ("Spain urged Brazil to upstage Portugal.", "Brazil", "upstages Portugal positive requested"),
        ("Brazil did not upstage Portugal.", "Brazil", "upstages Portugal negative actual"),
        ("Brazil refused to upstage Portugal.", "Brazil", "upstages Portugal negative actual"),
    ],
)
def test_two_examples_teach_a_relation(taught: Extractor, sentence: str, subjects: str, stated: str) -> None:
    """Voice, clause, control, negation and modality of a taught relation come from grammar, not from more examples."""
    found = [claim for claim in read(taught, sentence) if claim.relation == "upstages"]
    assert [claim.subject.name for claim in found if claim.subject] == subjects.split()
    assert {f"{c.relation} {c.object and c.object.name} {c.polarity} {c.modality}" for c in found} == {stated}
    assert {claim.plover for claim in found} == {"REJECT"}


def test_a_taught_relation_wins_over_a_shipped_one_with_the_same_word(write: Write) -> None:
    """Whoever teaches "scolded" with two examples gets their relation, though a shipped one has the word too."""
    path = write(TAUGHT.replace("upstages", "scolds").replace("upstaged", "scolded").replace("upstaging", "scolding"))
    assert [claim.relation for claim in read(Extractor(load_ontology([path])), "Brazil scolded Portugal.")] == [
        "scolds"
    ]


def test_a_label_and_examples_are_enough(write: Write) -> None:
    """Without domain and range a relation takes any entity; it has no pattern until its examples are learnt from."""
    relation = load_ontology([write(TAUGHT)]).relations["upstages"]
    assert (relation.label, relation.plover, relation.domain, relation.range) == (
        "upstages",
        "REJECT",
        "Entity",
        "Entity",
    )
    assert len(relation.examples) == 2
    assert (relation.patterns, relation.parents, relation.symmetric) == ((), (), False)


def test_everything_that_a_relation_says_is_read(write: Write) -> None:
    """Symmetry, parent, classes and each of the four kinds of trigger."""
    body = """\
        kg:twins a owl:ObjectProperty , owl:SymmetricProperty ; rdfs:label "twins" ;
            rdfs:domain kg:City ; rdfs:range kg:City ; rdfs:subPropertyOf kg:cooperatesWith ;
            kg:verb "twin with" ; kg:noun "twinning" ; kg:adjective "twinned with" ; kg:role "twin" .
        """
    relation = load_ontology([write(body)]).relations["twins"]
    assert (relation.domain, relation.range, relation.symmetric, relation.plover) == ("City", "City", True, None)
    assert relation.parents == ("cooperatesWith",)
    assert {pattern.kind for pattern in relation.patterns} == set(PatternKind)


def test_a_shipped_relation_can_be_given_more_words(write: Write) -> None:
    """A person's file adds to what is there: the shipped words stay."""
    before = load_ontology().relations["terminates"]
    after = load_ontology([write('kg:terminates kg:verb "yeet" .')]).relations["terminates"]
    assert {p.source for p in after.patterns} == {p.source for p in before.patterns} | {"yeet"}
    assert after.label == before.label


# ---------------------------------------------------------------- what cannot be used


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('kg:a a owl:Class .\nkg:b rdfs:label "b .\n', ["mine.ttl", "line 5", "Turtle"]),
        ("kg:a rdfs:label nonsense .\n", ["mine.ttl", "line 4", "Turtle"]),
        ("nobody:a a owl:Class .\n", ["mine.ttl", "line 4", "Turtle"]),
        (
            TAUGHT.replace("kg:plover", "rdfs:domain kg:Spaceship ; kg:plover"),
            ["upstages", "rdfs:domain", "Spaceship"],
        ),
        (
            TAUGHT.replace("kg:plover", "rdfs:range kg:Spaceship ; kg:plover"),
            ["upstages", "rdfs:range", "Spaceship"],
        ),
        (TAUGHT.replace('rdfs:label "upstages"@en ;', ""), ["upstages", "rdfs:label"]),
        (TAUGHT.replace("kg:plover", 'kg:verb "give {x}" ; kg:plover'), ["upstages", "kg:verb", "give {x}"]),
        (TAUGHT.replace("kg:plover", 'kg:noun "{o} ban" ; kg:plover'), ["upstages", "kg:noun", "{o} ban"]),
    ],
    ids=["cut off", "bare word", "no prefix", "domain", "range", "no label", "verb", "noun"],
)
def test_what_is_wrong_is_named(write: Write, body: str, words: list[str]) -> None:
    """The message names file and line of what is no Turtle, else the relation and what it says."""
    with pytest.raises(OntologyError) as raised:
        load_ontology([write(body)])
    assert [word for word in words if word not in str(raised.value)] == []
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "example",
    [
        "Italy upstaged Peru.",
        "<s>Italy</s> <t>upstaged</t> Peru.",
        "<s>Italy</s> upstaged <o>Peru</o>.",
        "<s>Italy</s> and <s>Spain</s> <t>upstaged</t> <o>Peru</o>.",
        "<s>Italy</s> <t>upstaged <o>Peru</o>.",
        "<s>Italy</s> <t>upstaged</t> <o>Peru</o>.</t>",
    ],
)
def test_a_badly_marked_example_is_named(write: Write, example: str) -> None:
    """Relation and example stand in the message, and what the marks should be."""
    ontology = load_ontology([write(f'kg:upstages a owl:ObjectProperty ; rdfs:label "q" ; kg:example "{example}" .')])
    with pytest.raises(OntologyError) as raised:
        Extractor(ontology)
    assert "upstages" in str(raised.value)
    assert example in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A file that is not there, and a folder given for a file, are the user's to mend: both are named."""
    for path in (tmp_path / "nowhere.ttl", tmp_path):
        with pytest.raises(OntologyError, match=path.name):
            load_ontology([path])


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 give an OntologyError with the file's name, no traceback."""
    path = tmp_path / "binary.ttl"
    path.write_bytes(b"\xff\xfe\x00\x01kg")
    with pytest.raises(OntologyError, match=r"binary\.ttl"):
        load_ontology([path])


# ---------------------------------------------------------------- the digest


def test_the_digest_changes_with_content_alone(tmp_path: Path) -> None:
    """Equal files have equal digests wherever they lie; one more label, comment or file makes another."""

    def digest(folder: str, *bodies: str) -> str:
        (tmp_path / folder).mkdir()
        paths = [tmp_path / folder / f"{number}.ttl" for number in range(len(bodies))]
        for path, body in zip(paths, bodies, strict=True):
            path.write_text(HEAD + body, encoding="utf-8")
        return load_ontology(paths).digest

    alone = digest("a", TAUGHT)
    assert alone == digest("b", TAUGHT)
    others = [load_ontology().digest, digest("c", TAUGHT + "# a comment\n"), digest("d", TAUGHT, ""), digest("e", "")]
    assert len({alone, *others}) == 5


def test_the_digest_does_not_depend_on_the_order_of_the_files(tmp_path: Path) -> None:
    """The same files given in another order are the same ontology."""
    one, other = tmp_path / "one.ttl", tmp_path / "other.ttl"
    one.write_text(HEAD + TAUGHT, encoding="utf-8")
    other.write_text(HEAD + 'kg:terminates kg:verb "yeet" .', encoding="utf-8")
    there, back = load_ontology([one, other]), load_ontology([other, one])
    assert there.relations == back.relations
    assert there.digest == back.digest
