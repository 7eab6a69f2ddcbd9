"""Did it happen? Polarity and modality of verbs and nouns, from their own words and from those that govern them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.stance import stance_of
from kg.extract.words import Doc

Parse = Callable[[str], Doc]


def stance(doc: Doc, word: str) -> str:
    """Polarity and modality of the first token that reads so."""
    polarity, modality = stance_of(next(token for token in doc if token.text == word))
    return f"{polarity} {modality}"


@pytest.mark.parametrize(
    ("word", "sentence", "expected"),
    [
        ("left", "France left the pact.", "positive actual"),
        ("left", "France has left the pact.", "positive actual"),
        ("leaving", "France is leaving the pact.", "positive actual"),
        ("signed", "The treaty was signed by France.", "positive actual"),
        ("failed", "France failed.", "positive actual"),
        ("withdrawal", "France's withdrawal angered Italy.", "positive actual"),
        ("leave", "France managed to leave the pact.", "positive actual"),
        ("leave", "France began to leave the pact.", "positive actual"),
        ("leave", "Italy forced France to leave the pact.", "positive actual"),
        ("leave", "Italy helped France leave the pact.", "positive actual"),
        ("signing", "France celebrated after signing the treaty.", "positive actual"),
        ("left", "Italy said that France left the pact.", "positive actual"),
        ("left", "Italy regrets that France left the pact.", "positive actual"),
        ("left", "France, which had refused to talk, left the pact.", "positive actual"),
        ("refused", "France refused to sign the treaty.", "positive actual"),
        ("urged", "Italy urged France to leave the pact.", "positive actual"),
        ("said", "Italy said that France might leave.", "positive actual"),
        ("left", "Italy will meet the state that left the pact.", "positive actual"),
        ("leave", "France hardly managed to leave the pact.", "positive actual"),
        ("left", "Italy claims that France left the pact.", "positive actual"),
        ("please", "France did not leave the pact to please the Italian voters.", "positive intended"),
        ("leave", "France did not leave the pact.", "negative actual"),
        ("leave", "France didn't leave the pact.", "negative actual"),
        ("left", "France has never left the pact.", "negative actual"),
        ("signed", "The treaty was not signed.", "negative actual"),
        ("signed", "No country signed the treaty.", "negative actual"),
        ("signed", "Nobody signed the treaty.", "negative actual"),
        ("signed", "None of the ministers signed the treaty.", "negative actual"),
        ("signed", "Neither France nor Italy signed the treaty.", "negative actual"),
        ("made", "The talks made no progress.", "negative actual"),
        ("leave", "France failed to leave the pact.", "negative actual"),
        ("sign", "France refused to sign the treaty.", "negative actual"),
        ("sign", "France declined to sign the treaty.", "negative actual"),
        ("signing", "France left without signing the treaty.", "negative actual"),
        ("signing", "France avoided signing the treaty.", "negative actual"),
        ("signed", "France denied that it had signed the treaty.", "negative actual"),
        ("signing", "France denied signing the treaty.", "negative actual"),
        ("sign", "France was unable to sign the treaty.", "negative actual"),
        ("leaving", "Italy stopped France from leaving the pact.", "negative actual"),
        ("leaving", "Italy prevented France from leaving the pact.", "negative actual"),
        ("refuse", "France did not refuse to sign.", "negative actual"),
        ("withdrawal", "France denied the withdrawal.", "negative actual"),
        ("withdrawal", "There was no withdrawal.", "negative actual"),
        ("left", "France has yet to leave and never left the pact.", "negative actual"),
        ("leave", "France forgot to leave the pact.", "negative actual"),
        ("leaving", "Italy banned France from leaving the pact.", "negative actual"),
        ("sign", "France was reluctant to sign the treaty.", "negative actual"),
        ("left", "It is not true that France left the pact.", "negative actual"),
        ("left", "France no longer left the pact.", "negative actual"),
        ("left", "France almost left the pact.", "negative actual"),
        ("signing", "Italy ruled out signing the treaty.", "negative actual"),
        ("leave", "France has yet to leave the pact.", "negative actual"),
        ("leave", "France will leave the pact.", "positive intended"),
        ("leave", "France would leave the pact.", "positive intended"),
        ("leave", "France plans to leave the pact.", "positive intended"),
        ("leave", "France decided to leave the pact.", "positive intended"),
        ("leave", "France is set to leave the pact.", "positive intended"),
        ("leave", "France agreed to leave the pact.", "positive intended"),
        ("leave", "France is going to leave the pact.", "positive intended"),
        ("leave", "France vowed to leave the pact.", "positive intended"),
        ("leave", "France threatened to leave the pact.", "positive intended"),
        ("leave", "France wants to leave the pact.", "positive intended"),
        ("leave", "France announced its decision to leave the pact.", "positive intended"),
        ("leave", "France has a plan to leave the pact.", "positive intended"),
        ("ratify", "France will sign and ratify the treaty.", "positive intended"),
        ("withdrawal", "France plans a withdrawal.", "positive intended"),
        ("war", "The threat of war remains.", "positive intended"),
        ("leave", "Italy was about to leave the pact.", "positive intended"),
        ("sign", "France was ready to sign the treaty.", "positive intended"),
        ("sign", "France hoped to sign the treaty.", "positive intended"),
        ("sign", "France is to sign the treaty.", "positive intended"),
        ("sign", "France tried to sign the treaty.", "positive intended"),
        ("leaving", "France threatened Italy with leaving the pact.", "positive intended"),
        ("leaving", "France plans on leaving the pact.", "positive intended"),
        ("leave", "France won't leave the pact.", "negative intended"),
        ("leave", "France will not leave the pact.", "negative intended"),
        ("leave", "France decided not to leave the pact.", "negative intended"),
        ("leave", "France did not decide to leave the pact.", "negative intended"),
        ("leave", "France may leave the pact.", "positive possible"),
        ("leave", "France might leave the pact.", "positive possible"),
        ("leave", "France could leave the pact.", "positive possible"),
        ("leave", "France can leave the pact.", "positive possible"),
        ("left", "It would help if France left the pact.", "positive possible"),
        ("leaves", "Prices will fall if France leaves the pact.", "positive possible"),
        ("leaves", "Unless France leaves the pact, prices will fall.", "positive possible"),
        ("leave", "France is expected to leave the pact.", "positive possible"),
        ("leave", "France is likely to leave the pact.", "positive possible"),
        ("left", "Italy doubts that France left the pact.", "positive possible"),
        ("left", "Italy suspects that France left the pact.", "positive possible"),
        ("breaking", "Italy accused France of breaking the law.", "positive possible"),
        ("leave", "Italy considered whether to leave the pact.", "positive possible"),
        ("withdrawal", "The planned withdrawal angered Italy.", "positive intended"),
        ("withdrawal", "The possible withdrawal angered Italy.", "positive possible"),
        ("withdrawal", "Italy fears a withdrawal.", "positive possible"),
        ("war", "The risk of war remains.", "positive possible"),
        ("sign", "Can France sign the treaty?", "positive possible"),
        ("sign", "Did France sign the treaty?", "positive possible"),
        ("signed", "France allegedly signed the treaty.", "positive possible"),
        ("leaving", "France is considering leaving the pact.", "positive possible"),
        ("left", "Italy did not say that France left the pact.", "positive possible"),
        ("left", "Italy hopes that France left the pact.", "positive possible"),
        ("left", "Had France left the pact, prices would have fallen.", "positive possible"),
        ("left", "Reports that France left the pact are false.", "negative actual"),
        ("sign", "France did not refuse to sign the treaty.", "positive possible"),
        ("withdrawal", "France is considering a withdrawal.", "positive possible"),
        ("leave", "Italy urged France to leave the pact.", "positive requested"),
        ("leave", "Italy called on France to leave the pact.", "positive requested"),
        ("leave", "Italy called for France to leave the pact.", "positive requested"),
        ("leave", "Italy asked France to leave the pact.", "positive requested"),
        ("leave", "France was urged to leave the pact.", "positive requested"),
        ("leave", "France should leave the pact.", "positive requested"),
        ("leave", "France must leave the pact.", "positive requested"),
        ("leave", "Italy insisted that France should leave the pact.", "positive requested"),
        ("withdrawal", "Italy demanded a withdrawal.", "positive requested"),
        ("withdrawal", "Italy called for a withdrawal.", "positive requested"),
        ("left", "France should have left the pact.", "positive requested"),
        ("leave", "Italy demanded that France leave the pact.", "positive requested"),
        ("leave", "Italy banned France from leaving, and told it to leave quietly.", "positive requested"),
        ("leave", "Italy asked France not to leave the pact.", "negative requested"),
        ("leave", "France should not leave the pact.", "negative requested"),
        ("leave", "Italy warned France not to leave the pact.", "negative requested"),
        ("leaving", "Italy urged France against leaving the pact.", "negative requested"),
        ("sign", "France was not able to sign the treaty.", "negative actual"),
        ("signing", "France did not avoid signing the treaty.", "positive actual"),
        ("leave", "Italy suggested that France leave the pact.", "positive requested"),
        ("talking", "France may fail to keep talking to Italy.", "negative possible"),
        ("talking", "France will keep talking to Italy.", "positive intended"),
        ("left", "Italy does not think that France left the pact.", "negative possible"),
        ("left", "I must say that France left the pact.", "positive actual"),
        ("leaving", "Italy looks forward to leaving the pact.", "positive intended"),
        ("sinking", "Italy was criticized for sinking the boat.", "positive actual"),
        ("sinking", "Italy faced criticism for sinking the boat.", "positive actual"),
        ("sinking", "Italy has a plan for sinking the boat.", "positive intended"),
        ("become", "France overtook Italy to become the largest exporter.", "positive actual"),
    ],
)
def test_how_the_words_stand_to_what_happened(parse: Parse, word: str, sentence: str, expected: str) -> None:
    """Negation, tense, modals, control, reports and conditions decide; what is not vouched for is no fact."""
    assert stance(parse(sentence), word) == expected


@pytest.mark.parametrize(
    "sentence", ["France left.", "Leave!", "Not so.", "No.", "“", "If, if, if.", "To be or not to be"]
)
def test_every_token_has_a_stance(parse: Parse, sentence: str) -> None:
    """Fragments, questions and bare marks get an answer as well."""
    assert all(stance_of(token) for token in parse(sentence))
