"""What kind of thing a name is: by titles, given names, legal forms, and what all its mentions say together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.name_kinds import find_names
from kg.extract.words import Doc
from kg.model import Claim
from kg.ontology import Ontology

Parse = Callable[[str], Doc]
Read = Callable[[str], tuple[Claim, ...]]


def names_in(parse: Parse, ontology: Ontology, *passages: str) -> set[tuple[str, str]]:
    """The names of an article of these passages, each with its class."""
    return {
        (name.name, name.kind) for names in find_names([parse(text) for text in passages], ontology) for name in names
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Trade Minister Helena Marwick criticized China.", "Helena Marwick"),
        ("Comedian Nora Quist criticized China.", "Nora Quist"),
        ("The court heard Judge Amos Reyes on Monday.", "Amos Reyes"),
        ("Police spokesman Bo Lindqvist told reporters that the road was open.", "Bo Lindqvist"),
        ("It was Councilwoman Ines Duarte who spoke.", "Ines Duarte"),
        ("Wang Xiaolan met the farmers on Monday.", "Wang Xiaolan"),
        ("The farmers thanked Emeka Obasi, 41, for his help.", "Emeka Obasi"),
        ("Deputy National Security Director Kim Ha-neul criticized China.", "Kim Ha-neul"),
    ],
)
def test_a_person_is_a_person_without_the_title(parse: Parse, ontology: Ontology, text: str, name: str) -> None:
    """Titles and given names tell a person, and a title is no part of the name."""
    assert (name, "Person") in names_in(parse, ontology, text)


@pytest.mark.parametrize(
    "text",
    [
        "Deputy National Security Director Kim Ha-neul criticized China.",
        "Kim Ha-neul, Deputy Director of National Security, criticized China.",
    ],
)
def test_a_portfolio_is_nobody(parse: Parse, ontology: Ontology, text: str) -> None:
    """What somebody is responsible for is no organization."""
    assert "National Security" not in {name for name, _ in names_in(parse, ontology, text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Harlan Voss Diamond Corp. bought a mine in Peru.", ("Harlan Voss Diamond Corp.", "Company")),
        ("General Motors criticized China.", ("General Motors", "Company")),
        ("Crews reached the village of Zinabad on Monday.", ("Zinabad", "City")),
        ("Near Zinabad, one truck hit a bridge.", ("Zinabad", "City")),
        ("The carmaker Velora criticized China.", ("Velora", "Company")),
        ("Peru signed the Treaty of Halifax on Monday.", ("Treaty of Halifax", "Agreement")),
        ("Chile left the Arica Pact in May.", ("Arica Pact", "Agreement")),
        ("Chile has signed the Convention on Coastal Fisheries.", ("Convention on Coastal Fisheries", "Agreement")),
    ],
)
def test_words_of_the_name_and_beside_it_tell_its_class(
    parse: Parse, ontology: Ontology, text: str, expected: tuple[str, str]
) -> None:
    """Legal forms, and nouns in the name or before it, speak louder than the model."""
    assert expected in names_in(parse, ontology, text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Officials toured the Jordan Valley on Monday.", ("Jordan Valley", "Person")),
        ("They closed the Martin Olsen Library on Monday.", ("Martin Olsen Library", "Person")),
        ("Seoul Scraps Old Fisheries Pact After Talks", ("Seoul Scraps Old Fisheries Pact", "Agreement")),
        ("The pact was signed in Lima.", ("The pact", "Agreement")),
    ],
)
def test_what_looks_like_a_name_of_the_class(
    parse: Parse, ontology: Ontology, text: str, wrong: tuple[str, str]
) -> None:
    """A valley and a library are no people, and capitals of a headline make no treaty."""
    assert wrong not in names_in(parse, ontology, text)


def test_one_name_has_one_class_in_an_article(parse: Parse, ontology: Ontology) -> None:
    """What is clear in one place holds for the others."""
    found = names_in(
        parse, ontology, "Velora Inc. opened a plant in Peru.", "Velora hired farmers.", "Farmers like Velora."
    )
    assert {kind for name, kind in found if name.startswith("Velora")} == {"Company"}


def test_a_surname_is_met_again(parse: Parse, ontology: Ontology) -> None:
    """A person who is named in full is the same by the surname, also where the model sees nobody."""
    found = find_names([parse("Amos Tarlov led the gang."), parse("Tarlov died in 2002.")], ontology)
    assert [(name.name, name.kind) for name in found[1]] == [("Tarlov", "Person")]


def test_a_namesake_of_a_company_is_the_person_of_the_article(parse: Parse, ontology: Ontology) -> None:
    """A surname that is a company's name as well is the person who was named in full, unless the company is, too."""
    person = "The trainer Amos Ford left the club."
    assert ("Ford Motor Company", "Company") not in names_in(parse, ontology, person, "Ford criticized China.")
    both = names_in(parse, ontology, person, "Ford Motor opened a plant.", "Ford criticized China.")
    assert ("Ford Motor Company", "Company") in both


def test_a_word_in_brackets_belongs_to_the_name(parse: Parse, ontology: Ontology) -> None:
    """An editor's "(South)" makes another state of it."""
    assert ("South Korea", "State") in names_in(parse, ontology, "“(South) Korea has left the pact,” Taro Kono said.")


def test_a_treaty_that_nobody_knows_is_something(read: Read) -> None:
    """Claims about a treaty that is in no gazetteer have two ends."""
    claims = read("Peru signed the Treaty of Halifax on Monday. Chile withdrew from the treaty.")
    found = {(c.subject.name, c.relation, c.object.name) for c in claims if c.subject and c.object}
    assert ("Peru", "signs", "Treaty of Halifax") in found
    assert ("Chile", "withdrawsFrom", "Treaty of Halifax") in found
