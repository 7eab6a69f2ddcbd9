"""The codec: what is encoded comes back as it was, and what does not fit is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article, Claim, Span
from kg.store.codec import decode, encode


@given(st.builds(Article, body=st.lists(st.builds(Span), max_size=3).map(tuple)))
def test_any_article_comes_back_from_json(article: Article) -> None:
    """Encoding loses nothing, whatever the text holds."""
    assert decode(Article, json.loads(json.dumps(encode(article)))) == article


@given(st.builds(Claim))
def test_any_claim_comes_back_from_json(claim: Claim) -> None:
    """Encoding loses nothing, whatever is there and whatever is missing."""
    if claim.confidence == claim.confidence:  # not a number is equal to nothing
        assert decode(Claim, json.loads(json.dumps(encode(claim)))) == claim


@pytest.mark.parametrize(
    "value", [None, [], {}, {"start": 1}, {"start": 1, "end": "2"}, {"start": 1, "end": 2, "x": 3}]
)
def test_what_does_not_fit_is_refused(value: object) -> None:
    """A missing, unknown or wrongly typed field is an error, never a guess."""
    with pytest.raises(ValueError, match=r"expected|do not fit"):
        decode(Span, value)
