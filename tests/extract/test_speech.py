"""Who says so: reported speech, "according to", and quotation marks. A dash is the article's own voice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.speech import find_speakers, speaker_of
from kg.extract.words import Doc
from kg.model import Claim

Parse = Callable[[str], Doc]
Read = Callable[[str], tuple[Claim, ...]]
PLAIN = str.maketrans("“”", '""')
"""Passages are parsed with straight quotation marks."""


def speaker(doc: Doc, word: str) -> str:
    """The speaker of the first token that reads so."""
    token = next(token for token in doc if token.text == word)
    found = find_speakers(doc).get(token.i) or speaker_of(token)
    return found.text if found is not None else "-"


@pytest.mark.parametrize(
    ("word", "sentence", "expected"),
    [
        ("left", "Kono said that France left the pact.", "Kono"),
        ("left", "Kono said France had left the pact.", "Kono"),
        ("left", "France left the pact, Kono said.", "Kono"),
        ("left", "France left the pact, said Kono.", "Kono"),
        ("left", "According to Kono, France left the pact.", "Kono"),
        ("left", "France left the pact, according to Kono.", "Kono"),
        ("left", "France, Kono said, left the pact.", "Kono"),
        ("left", "France left the pact.", "-"),
        ("left", "Kono denied that France left the pact.", "Kono"),
        ("left", "Kono confirmed that France left the pact.", "Kono"),
        ("left", "Kono told reporters that France left the pact.", "Kono"),
        ("left", "Kono was told by Kang that France left the pact.", "Kang"),
        ("left", "Kono said that Kang claimed that France left the pact.", "Kang"),
        ("claimed", "Kono said that Kang claimed that France left the pact.", "Kono"),
        ("left", "“France left the pact,” Kono said.", "Kono"),
        ("left", "“France left the pact,” said Kono.", "Kono"),
        ("left", "Kono said: “France left the pact.”", "Kono"),
        ("left", "Kono said, “France left the pact.”", "Kono"),
        ("left", '"France left the pact," said Kono on Monday.', "Kono"),
        ("left", "“France,” Kono said, “left the pact.”", "Kono"),
        ("left", "“It is over. France left the pact,” Kono said.", "Kono"),
        ("left", "“It is over,” Kono said. “France left the pact.”", "Kono"),
        ("left", "“France left the pact. It is over,” Kono said.", "Kono"),
        ("left", "“France left the pact,” a ministry official told reporters.", "official"),
        ("left", "“France left the pact,” the official added.", "official"),
        ("praised", "Kono, who praised Italy, said that France left the pact.", "-"),
        ("met", "Kono met Kang after he said that France had lied.", "-"),
        ("praised", "“France left the pact,” said Kono, who praised Italy.", "-"),
        ("left", "In Rome, the minister announced that France left the pact.", "minister"),
        ("left", "France left the pact because Kono said so.", "-"),
        ("agreed", "Kono argued that the two sides had agreed.", "Kono"),
        ("left", "Kono said on Monday that France left the pact and that Italy would follow.", "Kono"),
        ("follow", "Kono said on Monday that France left the pact and that Italy would follow.", "Kono"),
        ("left", "Kono and Kang said that France left the pact.", "Kono"),
        ("left", "Kono's spokesman said that France left the pact.", "spokesman"),
        ("left", "The newspaper reported that France left the pact.", "newspaper"),
        ("left", "“France left the pact,” Kono said. Kang denied it.", "Kono"),
        ("denied", "“France left the pact,” Kono said. Kang denied it.", "-"),
        ("rejected", "Kono called the plan “a mistake” and rejected it.", "-"),
        ("left", "Kono said he was sad. France left the pact.", "-"),
        ("left", "Kono wrote on Monday, “France left the pact.”", "Kono"),
        ("left", "France left the pact on Monday, reports say.", "reports"),
        ("left", "France has left the pact, Kang claimed, according to Kono.", "Kang"),
        ("left", "Critics say France left the pact.", "Critics"),
        ("lied", "Kang was quoted as saying that France lied.", "Kang"),
        ("left", "The ministry said in a statement that France left the pact.", "ministry"),
        ("left", "As Kono said, France left the pact.", "Kono"),
        ("left", "It was announced that France left the pact.", "-"),
    ],
)
def test_who_says_it(parse: Parse, word: str, sentence: str, expected: str) -> None:
    """The nearest speaker of the words, wherever the verb of saying stands; nobody where the article itself speaks."""
    assert speaker(parse(sentence.translate(PLAIN)), word) == expected


@pytest.mark.xfail(strict=True, reason="the parser hangs the clause on the noun, and nothing looks above it")
def test_whoever_tells_a_conference_says_it(parse: Parse) -> None:
    """Where it was said does not take the speaker away."""
    assert speaker(parse("The minister told a press conference that France left the pact."), "left") == "minister"


@pytest.mark.parametrize(
    ("quotation", "inside"),
    [
        ("“It is over. France left. Italy is sad,” Kono said.", "It France Italy"),
        ("Kono said: “It is over. France left.” Italy was sad.", "It France"),
        ("“It is over,” Kono said. “France left.” Italy was sad.", "It France"),
        ("Italy was sad. “France left,” Kono said.", "France"),
        ("“France left,” Kono said. Italy was sad.", "France"),
    ],
)
def test_a_quotation_of_several_sentences_has_one_speaker(parse: Parse, quotation: str, inside: str) -> None:
    """All that stands between the marks is the speaker's, and nothing outside them."""
    doc = parse(quotation.translate(PLAIN))
    found = find_speakers(doc)
    words = {"It", "France", "Italy"}
    assert [t.text for t in doc if t.text in words and t.i in found and found[t.i].text == "Kono"] == inside.split()
    assert {token.text for token in found.values()} == {"Kono"}


@pytest.mark.parametrize(
    "text",
    [
        '"',
        '""',
        '" "',
        "“”",
        "“ ” ”",
        '"a" "b" "c',
        "said",
        "said said said",
        '"said," said',
        "According to",
        "“Kono said",
    ],
)
def test_broken_quotations_are_read(parse: Parse, text: str) -> None:
    """Marks that don't close, and verbs of saying with nobody, raise nothing; what is found lies in the text."""
    doc = parse(text)
    assert set(find_speakers(doc)) <= set(range(len(doc)))
    assert all(source is None or source.doc is doc for source in map(speaker_of, doc))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Taro Kono said on Monday that South Korea had scrapped the pact.", "Taro Kono"),
        ("“South Korea has scrapped the pact,” Taro Kono said.", "Taro Kono"),
        ("South Korea scrapped the pact, according to Taro Kono.", "Taro Kono"),
        ("Taro Kono left. South Korea has scrapped the pact, he said.", "Taro Kono"),
        ("South Korea scrapped the pact.", ""),
    ],
)
def test_a_claim_names_its_speaker(read: Read, text: str, expected: str) -> None:
    """`attributed_to` is the speaker by name, nobody where the article says it itself."""
    found = [claim for claim in read(text) if claim.relation == "terminates"]
    assert [claim.attributed_to.name if claim.attributed_to else "" for claim in found] == [expected]
