"""What the ontology has no relation for: who did it and to whom, told by a verb or by the noun of an act."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from kg.extract import Extractor
from kg.model import Article, Claim, Mention, Span
from kg.ontology import Ontology
from kg.ontology.acts import ActKind


@pytest.fixture(scope="module")
def told(ontology: Ontology) -> Callable[[str], list[str]]:
    """Reads a text with open relations, and gives its open claims as rows "subject | trigger | object"."""
    extractor = Extractor(ontology, open_relations=True)

    def read(text: str) -> list[str]:
        article = Article("a", text, "a", (Span(0, len(text)),))
        return list(_rows(claim for claim in extractor.extract(article) if claim.relation is None))

    return read


def _rows(claims: Iterable[Claim]) -> Iterable[str]:
    def words(mention: Mention | None) -> str:
        return mention.text if mention else "-"

    return (f"{words(claim.subject)} | {claim.trigger.text} | {words(claim.object)}" for claim in claims)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The collapse of the bank surprised Denmark.", "the bank | collapse | -"),
        ("Nokia's downsizing of the plant angered Finland.", "Nokia | downsizing | the plant"),
        ("The mayor criticized the demolition of the bridge by the firm.", "the firm | demolition | the bridge"),
        ("Peru mourned the singer, whose burial drew thousands.", "- | burial | the singer"),
        ("The singer's burial drew thousands.", "- | burial | The singer"),
        ("The museum's closure came as a surprise.", "- | closure | The museum"),
        ("The wedding between the miners and the farmers ended.", "the miners | wedding | the farmers"),
        ("A wedding was held between the miners and the farmers.", "the miners | wedding | the farmers"),
        ("The company reported a decline in sales.", "sales | decline | -"),
        ("The dancer underwent surgery.", "- | surgery | The dancer"),
        ("The workers went on strike.", "The workers | strike | -"),
        ("The airline filed for bankruptcy.", "The airline | bankruptcy | -"),
        ("Pressure from the neighbours helped.", "the neighbours | Pressure | -"),
        ("The Danish debut was a success.", "Danish | debut | -"),
        ("The glacier is a source of water.", "The glacier | is | a source of water"),
        ("The miners settled the lawsuit.", "The miners | lawsuit | -"),
        ("The painter saw boats, fjords and Bergen.", "The painter | saw | Bergen"),
        ("The glacier slid from Norway to Sweden.", "The glacier | slid | Sweden"),
    ],
)
def test_nouns_of_acts_and_copulas_are_told_with_their_ends(
    told: Callable[[str], list[str]], text: str, expected: str
) -> None:
    """Possessor, nation, "by", "of", and the verb that carries the noun say who did it and to whom."""
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The firm left after the collapse of the bank.", "collapse"),
        ("The decision came too late.", "decision"),
        ("The station stood empty.", "station"),
        ("His movement won in Peru.", "movement"),
        ("The police stopped the demonstrations.", "demonstrations"),
        ("According to the mayor, the bridge collapsed.", "According"),
        ("The armed robbers fled.", "armed"),
        ("There were ten boats.", "were"),
        ("The mayor refused to repaint the bridge.", "refused"),
    ],
)
def test_what_tells_nothing_is_no_claim(told: Callable[[str], list[str]], text: str, trigger: str) -> None:
    """No end, only part of another claim's phrase, a thing, a body, or a mere description."""
    assert not [row for row in told(text) if f"| {trigger} |" in row]


def test_an_open_claim_does_not_repeat_one_of_the_ontology(told: Callable[[str], list[str]]) -> None:
    """Who negotiates with whom has been told: not that talks were held as well."""
    assert told("Norway held talks with Sweden.") == []
    assert told("Norway launched an attack on Sweden.") == []


def test_the_ontology_says_how_a_noun_tells_an_act(ontology: Ontology) -> None:
    """Each of the four ways has its nouns, some two thousand in all; things and bodies are none."""
    assert len(ontology.acts) > 1800
    assert ontology.acts["arrival"] is ActKind.BY
    assert ontology.acts["purchase"] is ActKind.ON
    assert ontology.acts["arrest"] is ActKind.SUFFERED
    assert ontology.acts["truce"] is ActKind.BETWEEN
    assert not {"station", "building", "government", "statue"} & set(ontology.acts)


def test_who_stands_after_of_does_what_the_ontology_names(ontology: Ontology) -> None:
    """As in "the visit of the chancellor to Peru": told in the ontology's terms, also without open relations."""
    text = "The visit of Chancellor Ida Berg to Peru ended."
    claims = Extractor(ontology).extract(Article("a", text, "a", (Span(0, len(text)),)))
    found = [(c.subject.name, c.relation, c.object.name) for c in claims if c.subject and c.object]
    assert ("Ida Berg", "visits", "Peru") in found
