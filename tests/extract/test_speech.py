"""Who says so: reported speech, "according to", and quotation marks. A dash is the article's own voice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.parsing import Passage
from kg.extract.quotations import find_quoted, said_by
from kg.extract.speech import speaker_of
from kg.extract.words import Doc
from kg.model import Claim

Parse = Callable[[str], Doc]
Read = Callable[[str], tuple[Claim, ...]]
PLAIN = str.maketrans("“”", '""')
"""Passages are parsed with straight quotation marks."""


def speaker(doc: Doc, word: str) -> str:
    """The speaker of the first token that reads so."""
    token = next(token for token in doc if token.text == word)
    found = said_by(find_quoted([Passage(doc, 0, 0)]), 0, token)
    return found.speaker.text if found is not None else "-"


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


@pytest.mark.parametrize(
    ("word", "sentence", "expected"),
    [
        ("left", "Officials familiar with the matter said that Peru left the pact.", "Officials"),
        ("left", "People familiar with the matter told the newspaper that Peru left the pact.", "People"),
        ("left", "The ministry's statement said Peru left the pact.", "ministry"),
        ("left", "A report by Oxfam found that Peru left the pact.", "Oxfam"),
        ("left", "In a statement, the ministry said Peru left the pact.", "ministry"),
        ("left", "The statement said that Peru left the pact.", "statement"),
        ("left", "Ortega told parliament on Tuesday that Peru left the pact.", "Ortega"),
        ("left", "Ortega told a meeting of farmers in Lima that Peru left the pact.", "Ortega"),
        ("left", "Ortega's claim that Peru left the pact angered Chile.", "Ortega"),
        ("left", "Chile rejected Ortega's claim that Peru left the pact.", "Ortega"),
        ("left", "Reports that Peru left the pact surprised Chile.", "Reports"),
        ("left", "Chile denied reports that Peru left the pact.", "Chile"),
        ("withdrawal", "The ministry's announcement of a withdrawal surprised Chile.", "ministry"),
        ("withdrawal", "Peru announced its withdrawal from the pact.", "Peru"),
        ("withdrawal", "Ortega warned of a withdrawal from the pact.", "Ortega"),
        ("left", "Ortega is convinced that Peru left the pact.", "Ortega"),
        ("left", "Ortega is confident that Peru left the pact.", "Ortega"),
        ("left", "In Ortega's view, Peru left the pact.", "Ortega"),
        ("left", "According to a report by Oxfam, Peru left the pact.", "Oxfam"),
        ("left", "According to two officials who asked not to be named, Peru left the pact.", "officials"),
        ("left", "The court ruled that Peru left the pact.", "court"),
        ("left", "Analysts expect that Peru left the pact.", "Analysts"),
        ("breaking", "Ortega accused Chile of breaking the pact.", "Ortega"),
        ("signing", "Ortega denied signing the pact.", "Ortega"),
        ("left", "It was announced by Ortega that Peru left the pact.", "Ortega"),
        ("left", "Peru was said by Ortega to have left the pact.", "Ortega"),
        ("left", "Peru left the pact, a spokesman for the ministry said on Friday.", "spokesman"),
        ("left", "Peru left the pact, officials said, but Chile stayed.", "officials"),
        ("left", '"Peru left the pact," said Ana Ortega, who has led the ministry since May.', "Ortega"),
        (
            "left",
            '"Peru left the pact," Ana Ortega, the minister of trade and a former judge, told reporters.',
            "Ortega",
        ),
        ("left", 'Ortega was blunt: "Peru left the pact."', "Ortega"),
        ("left", 'Ortega said in a long letter that was published in Lima on Friday: "Peru left the pact."', "Ortega"),
        ("left", 'Peru left the pact," said Ortega.', "Ortega"),
        ("angered", "Ortega announced a plan that angered Chile.", "-"),
        ("pleased", '"It is over," Ortega said. The "new deal" pleased Chile.', "-"),
        ("met", 'Ortega met the "Group of Ten" in Lima.', "-"),
        ("left", "Ortega said Silva had told him that Peru left the pact.", "Silva"),
        ("left", "Ortega said that Silva denied that Peru left the pact.", "Silva"),
        ("denied", "Ortega said that Silva denied that Peru left the pact.", "Ortega"),
        ("left", '"Silva claims that Peru left the pact," said Ortega.', "Silva"),
        ("left", '"We believe that Peru left the pact," said Ortega.', "Ortega"),
        ("left", "Ortega warned on Monday that Peru left the pact.", "Ortega"),
        ("left", "The study, published on Monday, showed that Peru left the pact.", "study"),
        ("left", "As Ortega pointed out, Peru left the pact.", "Ortega"),
        ("left", "Peru left the pact, as Ortega pointed out.", "Ortega"),
        ("left", "Ortega was quoted by the newspaper as saying that Peru left the pact.", "Ortega"),
        ("left", "Peru has, Ortega said, left the pact.", "Ortega"),
        ("left", "Peru, said Ortega, left the pact.", "Ortega"),
        ("left", '"Peru," said Ortega, "left the pact."', "Ortega"),
        ("left", "Ortega told reporters: Peru left the pact.", "Ortega"),
        ("left", "Ortega added that Peru left the pact.", "Ortega"),
        ("left", "Ortega, 61, went on to say that Peru left the pact.", "Ortega"),
        ("left", "Ortega confirmed to reporters in Lima that Peru left the pact.", "Ortega"),
        ("left", "Ortega has repeatedly said that Peru left the pact.", "Ortega"),
        ("left", "Ortega refused to say whether Peru left the pact.", "-"),
        ("left", "Peru left the pact because it was weak, Ortega said.", "Ortega"),
        ("left", "When Peru left the pact, Ortega praised Silva.", "-"),
        ("signed", "Ortega, speaking in Lima, said that Silva signed the pact.", "Ortega"),
        ("left", "State television reported that Peru left the pact.", "television"),
        ("left", "Peru left the pact, state television reported.", "television"),
        ("left", "Peru left the pact, Reuters reported, citing two officials.", "Reuters"),
        ("left", "Silva said Peru left the pact, citing a report by Oxfam.", "Silva"),
        ("left", "The news agency quoted Ortega as saying that Peru left the pact.", "Ortega"),
        ("left", "The agency cited an unnamed official as saying Peru left the pact.", "official"),
        ("left", "Peru left the pact, the paper said, quoting Ortega.", "paper"),
        ("left", "There are reports that Peru left the pact.", "reports"),
        ("left", "Ortega gave assurances that Peru left the pact.", "Ortega"),
        ("left", "Ortega issued a statement saying that Peru left the pact.", "Ortega"),
        ("left", "A statement from the ministry said that Peru left the pact.", "ministry"),
        ("left", "A spokesman for the ministry declined to comment on claims that Peru left the pact.", "claims"),
        ("left", '"Peru left the pact" and "nobody knows why," Ortega said.', "Ortega"),
        ("left", "Asked about the talks, Ortega said Peru left the pact.", "Ortega"),
        ("left", '"Peru left the pact", she said.', "she"),
        ("helped", "Ortega thanked Chile, which he said helped Peru.", "he"),
    ],
)
def test_sources_documents_and_nouns_of_saying(parse: Parse, word: str, sentence: str, expected: str) -> None:
    """Whoever gave out a statement says what it says; sources without a name are sources; a known plan is no speech."""
    assert speaker(parse(sentence.translate(PLAIN)), word) == expected


@pytest.mark.parametrize(
    ("word", "paragraphs", "expected"),
    [
        ("lied", '"Peru left the pact," said Ortega. ¶ "Chile lied to all of us."', "Ortega"),
        ("lied", '"Peru left the pact," said Ortega. "It is over. ¶ "Chile lied to all of us."', "Ortega"),
        ("left", '"Peru left the pact. ¶ "It is over," said Ortega.', "Ortega"),
        ("left", '"Peru left the pact. ¶ "Chile is angry. ¶ "It is over," said Ortega.', "Ortega"),
        ("lied", "Ortega spoke to reporters. ¶ Chile lied to all of them.", "-"),
    ],
)
def test_quotations_over_paragraphs(parse: Parse, word: str, paragraphs: str, expected: str) -> None:
    """A paragraph that leaves its quotation open goes on in the next one; a bare one is the last speaker's."""
    passages = [Passage(parse(text), 0, number) for number, text in enumerate(paragraphs.split(" ¶ "))]
    place = next((p.number, token) for p in passages for token in p.doc if token.text == word)
    found = said_by(find_quoted(passages), *place)
    assert (found.speaker.text if found is not None else "-") == expected


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
    found = find_quoted([Passage(doc, 0, 0)])[0]
    words = {"It", "France", "Italy"}
    assert [
        t.text for t in doc if t.text in words and t.i in found and found[t.i].speaker.text == "Kono"
    ] == inside.split()
    assert {quoted.speaker.text for quoted in found.values()} == {"Kono"}


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
    assert set(find_quoted([Passage(doc, 0, 0)])[0]) <= set(range(len(doc)))
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
