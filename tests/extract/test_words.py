"""A parse as plain values says what spaCy says."""

from __future__ import annotations

import pytest

from kg.extract.parsing import load_pipeline
from kg.extract.words import read_parse

TEXTS = [
    "Peru's “quick” answer, given  on Monday, was 'no'.\nIt left (said Ada Diaz) the 3 talks.",
    "A hearing on the ban is scheduled that Norway asked for.",
    "Stop!",
    "",
]


@pytest.mark.parametrize("text", TEXTS)
def test_each_attribute_is_spacys(text: str) -> None:
    """Words, labels, heads, children, edges, sentences and entities are the same."""
    parsed = load_pipeline()(text)
    doc = read_parse(parsed)
    plain = "i idx text lower_ lemma_ pos_ tag_ dep_ ent_type_ whitespace_ is_punct is_space is_quote like_num"
    for ours, theirs in zip(doc, parsed, strict=True):
        assert [getattr(ours, name) for name in plain.split()] == [getattr(theirs, name) for name in plain.split()]
        assert (ours.head.i, ours.left_edge.i, ours.right_edge.i) == (
            theirs.head.i,
            theirs.left_edge.i,
            theirs.right_edge.i,
        )
        assert [child.i for child in ours.children] == [child.i for child in theirs.children]
        assert (ours.sent.start, ours.sent.end) == (theirs.sent.start, theirs.sent.end)
    assert [sentence.text for sentence in doc.sents] == [sentence.text for sentence in parsed.sents]
    assert [(e.text, e.label_, e.root.i) for e in doc.ents] == [(e.text, e.label_, e.root.i) for e in parsed.ents]


def test_the_tokens_that_code_points_touch() -> None:
    """A span of code points is widened to whole tokens; one that touches none is none."""
    doc = read_parse(load_pipeline()("Oslo left the pact."))
    expected = {(0, 4): "Oslo", (2, 6): "Oslo left", (5, 13): "left the", (14, 99): "pact."}
    assert {place: span.text for place in expected if (span := doc.char_span(*place)) is not None} == expected
    assert doc.char_span(99, 120) is None


def test_slices_are_spans() -> None:
    """A document and a span are cut as lists are, an empty cut has no text."""
    doc = read_parse(load_pipeline()("Oslo left the pact."))
    assert (doc[1:3].text, doc[1:4][1:].text, doc[1:4][-1].text, doc[3:2].text) == ("left the", "the pact", "pact", "")
