"""Decisions: what a person wrote into merges.yaml is heeded, undone by deleting it, never half understood."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.link import NO_DECISIONS, Decisions, Name, blocks_of, entities_of, link_all, read_decisions
from kg.model import Claim
from kg.ontology import Ontology

MakeName = Callable[..., Name]
MakeClaim = Callable[..., Claim]
Read = Callable[[str], Decisions]


@pytest.fixture
def read(tmp_path: Path, ontology: Ontology) -> Read:
    """Reads decisions from the items of a file."""

    def read_items(items: str) -> Decisions:
        path = tmp_path / "merges.yaml"
        path.write_text(f"names:\n{items}", "utf-8")
        return read_decisions(path, ontology)

    return read_items


@pytest.fixture
def labels(ontology: Ontology) -> Callable[..., list[str]]:
    """The labels of the subjects and objects of claims, linked under decisions."""

    def linked(decisions: Decisions, *claims: Claim) -> list[str]:
        found = [mention for claim in link_all(claims, ontology, decisions) for mention in claim.mentions]
        return [mention.entity.label if mention.entity else "" for mention in found]

    return linked


SAME = "- decision: same\n  names: [Blue Star, Red Moon]\n"
DIFFERENT = "- decision: different\n  names: [Ann Lee, Ann B. Lee]\n"


def test_no_file_decides_nothing(tmp_path: Path, ontology: Ontology) -> None:
    """So it is with an empty file, and with one in which nothing is decided."""
    path = tmp_path / "merges.yaml"
    assert read_decisions(path, ontology) == NO_DECISIONS
    for text in ("", "# nothing\n", "names:\n", "names:\n- decision: undecided\n  names: [A B, C D]\n"):
        path.write_text(text, "utf-8")
        assert read_decisions(path, ontology).digest == NO_DECISIONS.digest


def test_same_makes_one_thing_of_two_names(read: Read, ontology: Ontology, make_name: MakeName) -> None:
    """They meet in a block, and one is the other's parent; without the item they are two."""
    names = [make_name("Blue Star", "Company"), make_name("Red Moon", "Company", articles=2)]
    decisions = read(SAME)
    assert blocks_of(names[0].id, decisions) & blocks_of(names[1].id, decisions)
    assert {entity.label for entity in entities_of(names, ontology, decisions).values()} == {"Red Moon"}
    assert len(set(entities_of(names, ontology).values())) == 2


def test_same_goes_on_from_item_to_item(read: Read, ontology: Ontology, make_name: MakeName) -> None:
    """What is the same as the same is the same."""
    names = [make_name(each, "Company") for each in ("Blue Star", "Red Moon", "Old Sun")]
    decisions = read(SAME + "- decision: same\n  names: [Red Moon, Old Sun]\n")
    assert len(set(entities_of(names, ontology, decisions).values())) == 1


def test_different_undoes_a_rule(read: Read, ontology: Ontology, make_name: MakeName) -> None:
    """Two names that a rule would join stay two."""
    names = [make_name("Ann Lee"), make_name("Ann B. Lee")]
    assert len(set(entities_of(names, ontology).values())) == 1
    assert len(set(entities_of(names, ontology, read(DIFFERENT)).values())) == 2


def test_different_names_do_not_meet_in_a_third(read: Read, ontology: Ontology, make_name: MakeName) -> None:
    """Neither is taken for a name that both could be; a further decision says which of them is."""
    names = [make_name("Ann B. Lee"), make_name("Ann C. Lee"), make_name("Ann Lee", articles=5)]
    item = "- decision: different\n  names: [Ann B. Lee, Ann C. Lee]\n"
    assert len(set(entities_of(names, ontology, read(item)).values())) == 3
    both = read(item + "- decision: same\n  names: [Ann Lee, Ann C. Lee]\n")
    entities = entities_of(names, ontology, both)
    assert entities[names[1].id] == entities[names[2].id] != entities[names[0].id]


def test_a_name_is_decided_to_be_a_known_thing(
    read: Read, labels: Callable[..., list[str]], make_claim: MakeClaim
) -> None:
    """The ontology's own entity is what it becomes."""
    claim = make_claim("a", ("Blue Oval", "Company", ""))
    assert labels(NO_DECISIONS, claim) == ["Blue Oval"]
    assert labels(read("- decision: same\n  names: [Blue Oval, Ford Motor Company]\n"), claim) == ["Ford Motor Company"]


def test_two_known_things_are_decided_to_be_one(
    read: Read, labels: Callable[..., list[str]], make_claim: MakeClaim
) -> None:
    """The one that is named first stands for both."""
    claim = make_claim("a", ("Boeing", "Company", ""), ("Airbus", "Company", ""))
    assert labels(read("- decision: same\n  names: [Airbus, Boeing]\n"), claim) == ["Airbus", "Airbus"]


def test_a_name_of_another_kind_is_not_meant(
    read: Read, labels: Callable[..., list[str]], make_claim: MakeClaim
) -> None:
    """A person does not become a company but where the kind is written."""
    claim = make_claim("a", ("Blue Oval", "Person", ""))
    assert labels(read("- decision: same\n  names: [Blue Oval, Ford Motor Company]\n"), claim) == ["Blue Oval"]
    explicit = read('- decision: same\n  names: ["Blue Oval @Person", Ford Motor Company]\n')
    assert labels(explicit, claim) == ["Ford Motor Company"]


def test_a_name_is_meant_with_one_owner_only(read: Read, ontology: Ontology, make_name: MakeName) -> None:
    """`Kono @Japan` is not Peru's Kono."""
    names = [make_name("Kono @Japan"), make_name("Kono @Peru"), make_name("Taro Kono")]
    entities = entities_of(names, ontology, read("- decision: same\n  names: [Kono @Tokyo, Taro Kono]\n"))
    assert entities[names[0].id] == entities[names[2].id] != entities[names[1].id]


def test_rename_changes_label_and_iri(read: Read, ontology: Ontology, make_name: MakeName) -> None:
    """A new label, nothing else."""
    (entity,) = entities_of([make_name("Taro Kono")], ontology, read("- rename: Taro Kono\n  to: Tarō Kōno\n")).values()
    assert (entity.label, entity.iri.rsplit("/", 1)[-1]) == ("Tarō Kōno", "Tar%C5%8D_K%C5%8Dno")


SPLIT = "- split: John Smith\n  {where}\n  as: John Smith (runner)\n"


@pytest.mark.parametrize("where", ["owner: Nairobi", "articles: [b]", "owner: Kenya\n  articles: [z]"])
def test_split_tells_two_of_one_name_apart(
    where: str, read: Read, labels: Callable[..., list[str]], make_claim: MakeClaim
) -> None:
    """By the owner that the articles give, or article by article."""
    claims = make_claim("a", ("John Smith", "Person", "")), make_claim("b", ("John Smith", "Person", "Kenya"))
    assert labels(NO_DECISIONS, *claims) == ["John Smith", "John Smith"]
    assert labels(read(SPLIT.format(where=where)), *claims) == ["John Smith", "John Smith (runner)"]


def test_a_known_name_is_read_as_another(read: Read, labels: Callable[..., list[str]], make_claim: MakeClaim) -> None:
    """In the article that means the other Georgia."""
    claims = make_claim("a", ("Georgia", "State", "")), make_claim("b", ("Georgia", "State", ""))
    decisions = read("- split: Georgia\n  articles: [b]\n  as: Oru Republic\n")
    assert labels(decisions, *claims) == ["Georgia", "Oru Republic"]


def test_the_digest_changes_with_effects_only(read: Read) -> None:
    """A comment, a reason or an undecided item changes nothing; a decision does."""
    assert read(SAME).digest == read(f"# why\n{SAME}  note: they told us\n").digest
    assert read(SAME).digest == read(f"{SAME}- decision: undecided\n  names: [A B, C D]\n").digest
    assert len({read(items).digest for items in ("", SAME, DIFFERENT, SAME + DIFFERENT)}) == 4


@pytest.mark.parametrize(
    ("items", "line", "says"),
    [
        ("- decision: ?\n", 2, "quotes"),
        ("- names: [A, B\n", 3, "quotes"),
        ("- decision: maybe\n  names: [A, B]\n", 2, "same, different"),
        ("- decision: same\n  nmes: [A, B]\n", 2, "needs"),
        ("- decision: same\n  names: [A, B]\n  too: C\n", 2, "`too` says nothing"),
        ("- decision: same\n  decision: same\n", 3, "twice"),
        ("- decision: same\n  names: [Ann Lee]\n", 2, "two names"),
        ("- decision: same\n  names: Ann Lee\n", 2, "two names"),
        ("- decision: different\n  names: [Seoul, South Korea]\n", 2, "one already"),
        ("- decision: same\n  names: [Ann Lee, '…']\n", 2, "is no name"),
        ("- rename: Ann Lee\n", 2, "to: NEW NAME"),
        ("- rename: Japan\n  to: Nippon\n", 2, "--ontology"),
        ("- rename: Ann Lee\n  to: A\n- rename: Lee Ann\n  to: B\n- rename: Ann Lee\n  to: B\n", 6, "by line 2"),
        ("- split: Ann Lee\n  as: Ann Lee (poet)\n", 2, "owner: STATE"),
        ("- split: Ann Lee\n  as: ann lee\n  owner: Peru\n", 2, "same name"),
        ("- just words\n", 2, "expected an item"),
        (f"{SAME}- decision: different\n  names: [Red Moon, Blue Star]\n", 4, "the same by line 2"),
        (
            SAME
            + SAME.replace("Blue Star", "Old Sun")
            + DIFFERENT.replace("Ann Lee, Ann B. Lee", "Old Sun, Blue Star"),
            6,
            "the same by line 2, 4",
        ),
        (
            SPLIT.format(where="owner: Peru") + "- split: John Smith\n  owner: Peru\n  as: John Smith (poet)\n",
            5,
            "by line 2",
        ),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_line(items: str, line: int, says: str, read: Read) -> None:
    """Nothing is guessed, nothing crashes."""
    with pytest.raises(InputError, match=rf"merges\.yaml:{line}: ") as error:
        read(items)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "text", ["- a\n", "nmaes:\n", "names: [a]\n", "names: {a: b}\n", "\x00", "a: b: c", "names: *x"]
)
def test_what_is_no_such_file_is_told(text: str, tmp_path: Path, ontology: Ontology) -> None:
    """Whatever stands in it."""
    path = tmp_path / "merges.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"merges\.yaml"):
        read_decisions(path, ontology)


def test_bytes_that_are_no_text_are_told(tmp_path: Path, ontology: Ontology) -> None:
    """A file in another encoding."""
    path = tmp_path / "merges.yaml"
    path.write_bytes(b"names: \xff\n")
    with pytest.raises(InputError, match="UTF-8"):
        read_decisions(path, ontology)


def test_rules_go_on_beside_decisions(read: Read, ontology: Ontology, make_name: MakeName) -> None:
    """What a rule joins to a name goes where that name was decided to go."""
    names = [make_name(each) for each in ("Ann Lee", "Ann B. Lee", "Bo Oru", "Bo C. Oru")]
    entities = entities_of(names, ontology, read("- decision: same\n  names: [Ann Lee, Bo Oru]\n"))
    assert {entity.label for entity in entities.values()} == {"Bo Oru"}
