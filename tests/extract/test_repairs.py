"""What the small parsers get wrong again and again, and what looks like it and is right."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from kg.extract import repairs
from kg.extract.words import Doc, Token

Parse = Callable[[str], Doc]


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("Anti-war groups re-elected a pro-government mayor.", "war", "amod groups"),
        ("Anti-war groups re-elected a pro-government mayor.", "re", "compound elected"),
        ("Non-members criticized the ex-president of Chile.", "members", "nsubj criticized"),
        ("Non-members criticized the ex-president of Chile.", "president", "dobj criticized"),
        ("Minister arrested over bribery claims", "Minister", "nsubjpass arrested"),
        ("Minister arrested over bribery claims", "claims", "pobj over"),
        ("Germany's largest bank fined over laundering", "bank", "nsubjpass fined"),
        ("Police arrested the minister.", "Police", "nsubj arrested"),
        ("Kenya named Ada Obi its coach.", "Kenya", "nsubj named"),
        ("Rebels killed and injured dozens.", "Rebels", "nsubj killed"),
        ("The envoy called on Kenya to free the pilots.", "envoy", "nsubj called"),
        ("A law to ban guns passed.", "ban", "acl law"),
        ("The UN-backed government left.", "UN", "npadvmod backed"),
        ("Norway blocked trucks loaded with coal.", "loaded", "acl trucks"),
        ("Norway, faced with storms, closed its ports.", "faced", "advcl closed"),
        ("The president of Chile, Maria Lopez, praised Peru.", "Lopez", "appos president"),
        ("U.S. retailer GAP plans to shut warehouses", "GAP", "nsubj plans"),
        ("U.S. retailer GAP plans to shut warehouses", "shut", "xcomp plans"),
        ("The regulator fined Google 2.4 billion euros.", "Google", "dative fined"),
        ("The regulator paid 2.4 billion euros.", "euros", "dobj paid"),
        ("Norway takes Sweden to court", "court", "pobj to"),
        ("Norway wants Sweden to leave.", "leave", "ccomp wants"),
        ("The league stripped the rider of his title.", "of", "prep stripped"),
        ("Police suspect Ada Obi of fraud.", "of", "prep suspect"),
        ("Police suspect the head of Acme.", "of", "prep head"),
        ("Minister says Chile to leave pact", "Chile", "nsubj leave"),
        ("Minister urges Chile to leave pact", "Chile", "dobj urges"),
        ("Austria, Italy sign rail pact", "Italy", "conj Austria"),
        ("Austria's capital, Vienna, signs the pact.", "Vienna", "appos capital"),
    ],
)
def test_where_a_word_hangs(parse: Parse, sentence: str, word: str, expected: str) -> None:
    """Its label and head, repaired or as the parser has it."""
    (token,) = [token for token in parse(sentence) if token.text == word]
    assert f"{token.dep_} {token.head.text}" == expected


def test_a_repaired_tree_holds_together(parse: Parse) -> None:
    """Each word hangs on one head of its sentence, which knows it as a child; each sentence has a root."""
    text = "Non-members re-elected Obi. The regulator fined Google 2.4 billion euros. Norway takes Sweden to court"
    doc = parse(text)
    assert all(token is token.head or token in token.head.children for token in doc)
    assert all(token.head.sent is token.sent for token in doc)
    assert all(sum(token.head is token for token in sentence) == 1 for sentence in doc.sents)


def test_no_two_repairs_hang_words_in_a_ring(monkeypatch: pytest.MonkeyPatch, parse: Parse) -> None:
    """A walk from a word up to its root must end: such a parse is left as it is."""
    doc = parse("The envoy left.")
    ring = {"envoy": doc[0], "The": doc[1]}

    def repair(token: Token) -> Iterator[repairs._Arc]:
        if token.text in ring:
            yield repairs._Arc(token, ring[token.text], "dep")

    monkeypatch.setattr(repairs, "_repairs_of", lambda _: (repair,))
    before = [(token.head.i, token.dep_) for token in doc]
    assert [(token.head.i, token.dep_) for token in repairs.repair_parse(doc)] == before
