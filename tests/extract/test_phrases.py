"""How a mention is cut: the whole phrase with its head, one conjunct each, without the clauses behind it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.grammar import phrase_bounds
from kg.extract.words import Doc

Parse = Callable[[str], Doc]


@pytest.mark.parametrize(
    ("sentence", "head", "phrase"),
    [
        ("The new mayor of Rome left.", "mayor", "The new mayor of Rome"),
        ("The mayor who praised Italy left.", "mayor", "The mayor"),
        ("The mayor of Rome, who praised Italy, left.", "mayor", "The mayor of Rome"),
        ("The men arrested on Monday left.", "men", "The men"),
        ("Two mayors and three ministers left.", "mayors", "Two mayors"),
        ("Two mayors and three ministers left.", "ministers", "three ministers"),
        ("Ada Obi, the head of Acme, left.", "Obi", "Ada Obi, the head of Acme"),
        ("Ada Obi, the head of Acme, which sells tents, left.", "Obi", "Ada Obi, the head of Acme"),
        ("A rival maker, Acme Corporation, left.", "maker", "A rival maker, Acme Corporation"),
        ("Rome, the capital, voted.", "Rome", "Rome"),
        ("France, Italy and Spain left.", "France", "France"),
        ("Six states including Chile left.", "states", "Six states"),
        ("The anti-war groups left.", "groups", "The anti-war groups"),
    ],
)
def test_where_a_phrase_begins_and_ends(parse: Parse, sentence: str, head: str, phrase: str) -> None:
    """From its first word to the last that tells who is meant."""
    doc = parse(sentence)
    (token,) = [token for token in doc if token.text == head]
    start, last = phrase_bounds(token)
    assert doc[start : last + 1].text == phrase
