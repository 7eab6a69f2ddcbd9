"""Senses told apart by the words beside a verb: what must be found, and the same verb in another sense."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim

Read = Callable[[str], tuple[Claim, ...]]


def rows(claims: tuple[Claim, ...]) -> set[str]:
    """The claims in short, without who belongs to whom."""
    kept = (c for c in claims if c.relation not in {"affiliatedWith", "headOf"} and c.subject and c.object)
    return {f"{c.subject.text} {c.relation} {c.object.text}" for c in kept if c.subject and c.object}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway put a duty on cheese from Peru.", "Norway imposesTariffsOn Peru"),
        ("Norway put a duty on Peruvian cheese.", "Norway imposesTariffsOn Peruvian"),
        ("Norway banned imports of cheese from Peru.", "Norway restrictsImportsFrom Peru"),
        ("Norway lifted its ban on Peruvian cheese.", "Norway easesSanctionsOn Peruvian"),
        ("Norway dropped its lawsuit against Peru.", "Norway dropsCaseAgainst Peru"),
        ("Norway handed the mask to Peru.", "Norway handsOverTo Peru"),
        ("Norway launched a scathing attack on Peru.", "Norway criticizes Peru"),
        ("The rebels launched an attack on Peru.", "The rebels attacks Peru"),
        ("Hundreds of soldiers entered Peru.", "soldiers invades Peru"),
        ("Chilean warplanes struck the village.", "Chilean warplanes attacks the village"),
        ("An air strike by Chile hit the village.", "An air strike by Chile attacks the village"),
        ("The militia broke its cease-fire with Peru.", "The militia breaksCeasefire Peru"),
        ("Norway sent a team of observers to Peru.", "Norway keepsPeaceIn Peru"),
        ("Norway sent a series of warships to Peru.", "Norway deploysTo Peru"),
        ("Norway let the prisoner go.", "Norway releases the prisoner"),
        ("Norway said that Peru must leave.", "Norway urges Peru"),
        ("The police shut down the newspaper.", "The police censors the newspaper"),
        ("Students clashed with the police.", "Students protestsTo the police"),
        ("Rebels clashed with the police.", "Rebels clashesWith the police"),
        ("The soldiers fled the city.", "The soldiers retreatsFrom the city"),
        ("The union demanded an inquiry into the bank.", "The union demandsActionAgainst the bank"),
        ("The militia used the villagers as human shields.", "The militia usesAsHumanShield the villagers"),
    ],
)
def test_the_words_beside_a_verb_tell_its_sense(read: Read, text: str, expected: str) -> None:
    """The required noun, its adjective, the thing in between, the kind of subject or of object."""
    assert expected in rows(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Tourists entered Peru.",
        "Norway dropped its plan against advice from Peru.",
        "Norway said that Peru must have left.",
        "The singer returned to Peru.",
        "The bakery shut down in May.",
        "Residents fled the city.",
        "The union demanded an inquiry.",
        "The baker used the flour as a filler.",
    ],
)
def test_the_same_verb_in_another_sense_states_nothing(read: Read, text: str) -> None:
    """Without the words that the pattern asks for there is no claim."""
    assert rows(read(text)) <= {"The singer visits Peru", "Tourists visits Peru"}


def test_a_weapon_stands_for_whoever_uses_it(read: Read) -> None:
    """The subject of "Turkish jets bombed" is the state, under the words that the text has for it."""
    claims = [claim for claim in read("Chilean warplanes bombed Peru.") if claim.relation == "bombs"]
    assert [claim.subject.name for claim in claims if claim.subject] == ["Chile"]
