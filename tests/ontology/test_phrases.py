"""Phrases: how a relation is told in a sentence, what is refused, and that every relation that ships makes one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.ontology import Ontology, load_ontology
from kg.ontology.iris import PREFIXES
from kg.ontology.patterns import PREPOSITIONS
from kg.ontology.phrasebook import phrase_of, phrasebook
from kg.ontology.phrases import around, parse_phrase, told

HEAD = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("kg", "owl", "rdfs"))

TOLD = {
    "accusedOf": "A is accused of B",
    "acquittedOf": "A is acquitted of B",
    "affiliatedWith": "A is affiliated with B",
    "alerts": "A puts B on alert",
    "alliedWith": "A is allied with B",
    "arrestedIn": "A is arrested in B",
    "asksForHelp": "A asks B for help",
    "atWarWith": "A is at war with B",
    "authorOf": "A is the author of B",
    "awardedPrize": "A is awarded B",
    "bornIn": "A was born in B",
    "breaksCeasefire": "A breaks a ceasefire with B",
    "callsOffProtest": "A calls off its protest at B",
    "candidateFor": "A is a candidate of B",
    "chargedWith": "A is charged with B",
    "childOf": "A is a child of B",
    "citizenOf": "A is a citizen of B",
    "colleagueOf": "A is a colleague of B",
    "convictedOf": "A is convicted of B",
    "counterpartOf": "A is the counterpart of B",
    "electedTo": "A is elected to B",
    "eliminatedFrom": "A is eliminated from B",
    "extraditedTo": "A is extradited to B",
    "founderOf": "A is a founder of B",
    "friendOf": "A is a friend of B",
    "headOf": "A is head of B",
    "heldIn": "A is held in B",
    "hostsCompetition": "A hosts B",
    "inDisputeWith": "A is in dispute with B",
    "locatedIn": "A is located in B",
    "mediatesBetween": "A mediates between B and others",
    "memberOf": "A is a member of B",
    "namedAfter": "A is named after B",
    "neighbourOf": "A is a neighbour of B",
    "nominatedFor": "A is nominated for B",
    "ownerOf": "A is the owner of B",
    "parentOf": "A is a parent of B",
    "partOf": "A is part of B",
    "partyTo": "A is a party to B",
    "predecessorOf": "A is the predecessor of B",
    "releasesOnBail": "A releases B on bail",
    "removesFromWhitelist": "A removes B from its whitelist",
    "responsibleFor": "A is responsible for B",
    "rivalOf": "A is a rival of B",
    "siblingOf": "A is a sibling of B",
    "spouseOf": "A is the spouse of B",
    "stepsDownFrom": "A steps down as head of B",
    "subsidiaryOf": "A is a subsidiary of B",
    "successorOf": "A is the successor of B",
    "usesAsHumanShield": "A uses B as human shields",
    "vaccinatedAgainst": "A is vaccinated against B",
    "withdrawsForces": "A withdraws B",
}


def of_singing(*lines: str) -> str:
    """A relation of a user's own, with these lines more."""
    body = "".join(f"    {line} ;\n" for line in lines)
    return (
        f'{HEAD}kg:serenades a owl:ObjectProperty ;\n    rdfs:label "serenade for"@en ;\n{body}'
        '    kg:verb "serenade" .\n'
    )


def loaded(folder: Path, text: str) -> Ontology:
    """The shipped ontology with a user's own file."""
    path = folder / "mine.ttl"
    path.write_text(text, encoding="utf-8")
    return load_ontology([path])


# ---------------------------------------------------------------- the language


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("thanks", "Norland thanks the Duke"),
        ("is in love with", "Norland is in love with the Duke"),
        ("is in love with {o}", "Norland is in love with the Duke"),
        ("sends {o} a letter", "Norland sends the Duke a letter"),
        ("is {o}'s rival", "Norland is the Duke's rival"),
        ("calls {o}, and waits", "Norland calls the Duke, and waits"),
    ],
)
def test_a_phrase_makes_a_sentence(phrase: str, sentence: str) -> None:
    """The object stands where the phrase has it, and at the end where the phrase does not say."""
    assert told(parse_phrase(phrase), "Norland", "the Duke") == sentence
    between, after = around(phrase)
    assert f"Norland {between} the Duke{after}" == sentence


def test_a_name_with_braces_stays_as_it_is() -> None:
    """What a thing is called is filled in once, whatever it looks like."""
    assert told("sends {o} a letter", "{o}", "{s} {o}") == "{o} sends {s} {o} a letter"


@pytest.mark.parametrize(
    ("phrase", "why"),
    [
        ("gives {o} to {o}", "{o} stands twice"),
        ("{s} gives {o}", "'{s}' is not {o}"),
        ("gives {O} leave", "'{O}' is not {o}"),
        ("gives {o leave", "'{' is not {o}"),
        ("gives {} leave", "'{}' is not {o}"),
        ("{o} is given", "begins with the words"),
        ("  ", "begins with the words"),
    ],
)
def test_a_phrase_that_tells_nothing_is_refused(tmp_path: Path, phrase: str, why: str) -> None:
    """`kg ontology check` says which relation, which phrase, and what is wrong with it."""
    with pytest.raises(ValueError, match=r".") as refused:
        parse_phrase(phrase)
    assert why in str(refused.value)
    with pytest.raises(OntologyError) as error:
        loaded(tmp_path, of_singing(f'kg:phrase "{phrase}"'))
    assert "serenades: kg:phrase" in str(error.value)
    assert why in str(error.value)


def test_two_phrases_are_refused(tmp_path: Path) -> None:
    """A relation is told in one way: also one that ships, of which a user's file says another."""
    with pytest.raises(OntologyError, match=r"serenades.*'sings for'.*keep one"):
        loaded(tmp_path, of_singing('kg:phrase "sings for" , "sings to"'))
    with pytest.raises(OntologyError, match="headOf: kg:phrase"):
        loaded(tmp_path, f'{HEAD}kg:headOf kg:phrase "leads" .')


# ---------------------------------------------------------------- a user's own relations


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ((), "Ana serenade for Ola"),
        (('kg:phrase "sings {o} a song"',), "Ana sings Ola a song"),
        (('kg:phrase "sings for"@en',), "Ana sings for Ola"),
    ],
)
def test_a_relation_of_ones_own(tmp_path: Path, lines: tuple[str, ...], sentence: str) -> None:
    """It is told by its phrase, and by its label where it has none; the label stays."""
    relation = loaded(tmp_path, of_singing(*lines)).relations["serenades"]
    assert relation.told("Ana", "Ola") == sentence
    assert relation.label == "serenade for"


# ---------------------------------------------------------------- what ships


def test_what_no_label_tells_has_a_phrase(ontology: Ontology) -> None:
    """Each relation that has a phrase is told as it stands here; what is new stands here too."""
    phrases = {name: each.told("A", "B") for name, each in ontology.relations.items() if each.phrase}
    assert phrases == TOLD


def test_every_relation_makes_a_sentence(ontology: Ontology) -> None:
    """It begins with a verb in the third person; where a label of several words does, the object goes on from it."""
    phrases = {name: each.phrase or each.label for name, each in ontology.relations.items()}
    assert [name for name, phrase in phrases.items() if not phrase.split()[0].endswith("s")] == []
    alone = {name: each.label.split() for name, each in ontology.relations.items() if not each.phrase}
    assert [name for name, words in alone.items() if len(words) > 1 and words[-1] not in PREPOSITIONS] == []


def test_the_phrasebook_is_that_of_the_ontology(ontology: Ontology) -> None:
    """Who reads a graph alone tells it in the same words; what is in no file is told by its name."""
    assert {name: phrase_of(name) for name in ontology.relations} == {
        name: each.phrase or each.label for name, each in ontology.relations.items()
    }
    assert told(phrase_of("capital"), "Norway", "Oslo") == "Norway has Oslo as its capital"
    assert phrase_of("serenadesInPublic") == "serenades in public"
    assert "State" not in phrasebook()
