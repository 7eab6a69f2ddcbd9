"""Words that tell of one happening are found together, named ends or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.merge.tellings import find_happenings, word_families
from kg.model import Article, Claim, Entity, Evidence, Mention, Precision, Span, TimeRef, Trigger
from kg.ontology.iris import mint

if TYPE_CHECKING:
    from kg.ontology import Ontology

TEXTS = {
    "mill": "A fire destroyed the Old Mill in Ashby on Monday. Ashby police arrested a man at the mill.",
    "report": "Police in Ashby have arrested a man after the Old Mill was destroyed by fire.",
    "match": "Rovers beat United in the final on Monday. A late goal won the cup for Rovers.",
}
ARTICLES = [Article(name, text, "by hand", (Span(0, len(text)),)) for name, text in TEXTS.items()]


def end(words: str) -> Mention | None:
    """A mention of these words; after a star, of an entity of that name. None for no words."""
    if not words:
        return None
    name = words.removeprefix("*") if words.startswith("*") else ""
    text = words.removeprefix("*")
    return Mention(
        Span(0, len(text)), text, "Person", name, entity=Entity(mint(name), "Person", name) if name else None
    )


def tell(article: str, says: str, *, relation: str | None = None, on: str = "", at: int = 0) -> Claim:
    """A claim from "subject | word | object"; a star before an end names it; `at` is where its trigger stands."""
    subject, word, obj = (part.strip() for part in says.split("|"))
    when = TimeRef(Span(0, 1), on, date.fromisoformat(on), date.fromisoformat(on), Precision.DAY) if on else None
    return Claim(
        article=article,
        subject=end(subject),
        relation=relation,
        plover=None,
        object=end(obj),
        trigger=Trigger(Span(at, at + len(word)), word, word),
        evidence=Evidence(Span(0, 9), says),
        time=when,
    )


def together(claims: Sequence[Claim], ontology: Ontology) -> list[list[int]]:
    """The numbers of the claims by happening."""
    happenings = find_happenings(claims, ARTICLES, ontology)
    return sorted(sorted(at for at, claim in enumerate(claims) if claim.id in found) for found in happenings)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param(tell("mill", "police | arrest | a man"), tell("report", "| arrest | man"), True, id="no names"),
        pytest.param(tell("mill", "police | arrest | a man"), tell("match", "| arrest | man"), False, id="other news"),
        pytest.param(
            tell("mill", "police | arrest | a man"), tell("report", "officers | detain | man"), True, id="other word"
        ),
        pytest.param(
            tell("mill", "police | arrest | a man"), tell("report", "police | praise | man"), False, id="no kin"
        ),
        pytest.param(
            tell("mill", "police | hold | a man", relation="arrests"),
            tell("report", "police | detain | man"),
            True,
            id="kin by what it states",
        ),
        pytest.param(
            tell("mill", "| arrest | *Kim", on="2024-05-06"),
            tell("report", "| arrest | *Kim", on="2024-05-07"),
            False,
            id="another day",
        ),
        pytest.param(
            tell("mill", "| arrest | *Kim", on="2024-05-06"), tell("report", "| arrest | *Kim"), True, id="no day"
        ),
        pytest.param(tell("mill", "Ann | say |"), tell("report", "the mayor | say |"), False, id="two speakers"),
        pytest.param(tell("mill", "the mayor | say |"), tell("report", "mayor | say |"), True, id="one speaker"),
        pytest.param(
            tell("mill", "*Lee | accuse | *Kim"), tell("mill", "*Park | accuse | *Cho", at=50), False, id="all others"
        ),
        pytest.param(
            tell("mill", "*Lee | accuse | *Kim"), tell("mill", "*Lee | accuse | *Cho", at=50), False, id="other object"
        ),
        pytest.param(
            tell("mill", "*Lee | accuse | *Kim"), tell("mill", "*Lee | accuse | Mr Cho", at=50), True, id="unknown one"
        ),
        pytest.param(
            tell("mill", "*Lee | meet | *Kim", relation="meets"),
            tell("mill", "*Kim | meet | *Lee", relation="meets", at=50),
            True,
            id="both ways",
        ),
        pytest.param(
            tell("mill", "*Lee | accuse | *Kim", relation="accuses"),
            tell("mill", "*Kim | accuse | *Lee", relation="accuses", at=50),
            False,
            id="there and back",
        ),
        pytest.param(
            tell("mill", "Lee | call | *Kim", relation="condemns"),
            tell("mill", "| call | *Kim", relation="demands", at=50),
            True,
            id="one word of two senses, all else alike",
        ),
        pytest.param(
            tell("mill", "Lee | call | *Kim", relation="condemns"),
            tell("mill", "Park | call | *Cho", relation="demands", at=50),
            False,
            id="one word of two senses",
        ),
    ],
)
def test_pairs(one: Claim, other: Claim, ontology: Ontology, *, same: bool) -> None:
    """Two claims tell of one happening, or not."""
    assert together([one, other], ontology) == ([[0, 1]] if same else [[0], [1]])


def test_one_trigger(ontology: Ontology) -> None:
    """All claims of one trigger tell of one happening: "arrested Kim and Cho"."""
    claims = [tell("mill", "police | arrest | *Kim"), tell("mill", "police | arrest | *Cho")]
    assert together(claims, ontology) == [[0, 1]]


def days(*told: str) -> list[Claim]:
    """Claims of as many reports of one arrest, with these days."""
    return [tell(f"report {number}", "police | arrest | *Kim", on=on) for number, on in enumerate(told)]


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (["2024-05-06", "", "2024-05-06"], [[0, 1, 2]]),
        (["2024-05-06", "", "2024-05-07"], [[0, 1, 2]]),  # it is a dateline, or tomorrow already
        (["2024-05-06", "", "2024-05-06", "2024-05-09"], [[0, 1, 2], [3]]),
        (["2024-05-06", "", "2012-05-06", "2012-05-06"], [[0, 1], [2, 3]]),
    ],
)
def test_days_part_happenings(told: list[str], found: list[list[int]], ontology: Ontology) -> None:
    """However alike all else is; what is told without a day is news, not what lies back for those who tell its day."""
    published = date(2024, 5, 8)
    articles = [
        Article(f"report {number}", TEXTS["report"], "by hand", (Span(0, len(TEXTS["report"])),), published=published)
        for number in range(len(told))
    ]
    claims = days(*told)
    happenings = find_happenings(claims, articles, ontology)
    assert sorted(sorted(at for at, each in enumerate(claims) if each.id in one) for one in happenings) == found


def test_article_not_given(ontology: Ontology) -> None:
    """What an unknown article tells stays with itself."""
    claims = [
        tell("gone", "police | arrest | *Kim"),
        tell("gone", "| arrest | *Kim", at=9),
        tell("mill", "| arrest | *Kim"),
    ]
    assert together(claims, ontology) == [[0, 1], [2]]


def test_nothing(ontology: Ontology) -> None:
    """No claims, no happenings."""
    assert find_happenings([], ARTICLES, ontology) == ()


def test_word_families(ontology: Ontology) -> None:
    """A word has the families that it states without further words, as verb or as noun."""
    families = word_families(ontology)
    assert families["detain"] & families["arrest"]
    assert not families.get("put", frozenset()) & families["arrest"]  # only "put behind bars" does


CLAIMS = [
    tell("mill", "police | arrest | a man", relation="arrests"),
    tell("mill", "fire | destroy | *Old Mill", at=20),
    tell("mill", "*Kim | say |", at=40),
    tell("report", "police | arrest | man"),
    tell("report", "| detain | *Kim", at=30),
    tell("report", "fire | destroy | *Old Mill", at=60),
    tell("match", "Rovers | beat | United", relation="defeats"),
    tell("match", "*Kim | say |", at=30),
]


@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.randoms(use_true_random=False))
def test_order(ontology: Ontology, random: Random) -> None:
    """The same claims and articles give the same happenings in any order, and given twice."""
    claims, articles = CLAIMS + CLAIMS[:3], list(ARTICLES)
    random.shuffle(claims)
    random.shuffle(articles)
    assert find_happenings(claims, articles, ontology) == find_happenings(CLAIMS, ARTICLES, ontology)


def test_partition(ontology: Ontology) -> None:
    """Each claim is in exactly one happening."""
    found = [claim for happening in find_happenings(CLAIMS, ARTICLES, ontology) for claim in happening]
    assert sorted(found) == sorted(claim.id for claim in CLAIMS)


def test_other_news_changes_nothing(ontology: Ontology) -> None:
    """Articles on another subject leave the happenings of these as they are."""
    here = [claim for claim in CLAIMS if claim.article != "match"]
    alone = find_happenings(here, ARTICLES[:2], ontology)
    assert set(alone) <= set(find_happenings(CLAIMS, ARTICLES, ontology))
