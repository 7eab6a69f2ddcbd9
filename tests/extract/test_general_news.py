"""Business, crime, disaster, health and sport: what such news states, and what it must not be taken to state."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Mention, Modality, Polarity

Read = Callable[[str], tuple[Claim, ...]]


def name(mention: Mention | None) -> str:
    """The fullest name of a mention, its words where it has none."""
    return "-" if mention is None else mention.name or mention.text


def rows(claims: tuple[Claim, ...]) -> list[str]:
    """The claims in short."""
    return [f"{name(c.subject)} {c.relation} {name(c.object)}" for c in claims]


def plain(claims: tuple[Claim, ...]) -> list[str]:
    """Those that are stated as facts."""
    return rows(tuple(c for c in claims if c.polarity is Polarity.POSITIVE and c.modality is Modality.ACTUAL))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A court in Porto convicted Rui Costa of fraud.", ["Rui Costa convictedOf fraud"]),
        ("Rui Costa was charged with money laundering in May.", ["Rui Costa chargedWith money laundering"]),
        ("Rui Costa was arrested on suspicion of arson.", ["Rui Costa chargedWith arson"]),
        ("Rui Costa, who was acquitted of murder, left Portugal.", ["Rui Costa acquittedOf murder"]),
        ("Rui Costa pleaded guilty to bribery.", ["Rui Costa confessesTo bribery"]),
        ("Rui Costa was arrested in Norway on Monday.", ["Rui Costa arrestedIn Norway"]),
        ("Norway extradited Anna Lind to Chile.", ["Norway extradites Anna Lind", "Anna Lind extraditedTo Chile"]),
        ("Hurricane Otto hit Nicaragua in November.", ["Hurricane Otto hits Nicaragua"]),
        ("Typhoon Rai killed hundreds of people in the Philippines.", ["Typhoon Rai claimsLivesIn Philippines"]),
        ("Cholera has spread to Zambia.", ["cholera spreadsIn Zambia"]),
        ("The outbreak of Ebola in Liberia is over.", ["Ebola spreadsIn Liberia"]),
        ("Anna Lind died of pneumonia in June.", ["Anna Lind diesOf pneumonia"]),
        ("Anna Lind was diagnosed with lung cancer.", ["Anna Lind suffersFrom lung cancer"]),
        ("Anna Lind was awarded the Nobel Prize in Literature.", ["Anna Lind awardedPrize Nobel Prize in Literature"]),
        ("Anna Lind was appointed chief executive of Nokia.", ["Anna Lind becomesHeadOf Nokia"]),
        ("Anna Lind stepped down as chairwoman of Nokia.", ["Anna Lind stepsDownFrom Nokia"]),
        ("Bayer opened a plant in Slovenia.", ["Bayer opensSiteIn Slovenia"]),
        ("Siemens sold Osram to Hitachi.", ["Siemens sells Osram", "Hitachi buys Osram"]),
        ("Qantas awarded a contract to Embraer.", ["Qantas awardsContractTo Embraer"]),
        ("Fitch downgraded Hungary in March.", ["Fitch Ratings downgrades Hungary"]),
        ("Norway was knocked out of the World Cup.", ["Norway eliminatedFrom World Cup"]),
    ],
)
def test_what_is_stated(text: str, expected: list[str], read: Read) -> None:
    """Each sentence states at least this."""
    assert set(expected) <= set(plain(read(text)))


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("Rui Costa was not charged with murder.", "Rui Costa chargedWith murder"),
        ("Rui Costa may be charged with murder.", "Rui Costa chargedWith murder"),
        ("Denmark condemned the murder of Rui Costa.", "Denmark condemns murder"),
        ("Telenor charges students in Norway ten kroner.", "Telenor charges students"),
        ("The missile hit Chad.", "missile hits Chad"),
        ("Anna Lind wrote to Rui Costa.", "Anna Lind creates Rui Costa"),
        ("Anna Lind played Rui Costa in the film.", "Anna Lind playsAgainst Rui Costa"),
        ("Nokia prompted Anna Lind to resign.", "Nokia causes Anna Lind"),
        ("Hurricane Otto could hit Nicaragua.", "Hurricane Otto hits Nicaragua"),
    ],
)
def test_what_is_not_stated(text: str, unwanted: str, read: Read) -> None:
    """What is denied or possible is no fact, and words of another sense state nothing."""
    assert unwanted not in plain(read(text))


def test_a_crime_is_no_thing_in_particular(read: Read) -> None:
    """Where a relation takes anything, a crime or a disease does not stand for the one that is spoken of."""
    claims = read("Denmark criticized the murder of Rui Costa. The police investigate the fraud.")
    assert not any(c.object and c.object.kind == "Crime" for c in claims)


def test_a_verb_tells_of_both_its_ends(read: Read) -> None:
    """What is said of the object stands beside what its subject does to it."""
    assert set(rows(read("A jury found Rui Costa guilty of perjury."))) >= {"Rui Costa convictedOf perjury"}
    both = rows(read("The prosecutor charged Rui Costa with arson."))
    assert {"The prosecutor charges Rui Costa", "Rui Costa chargedWith arson"} <= set(both)
