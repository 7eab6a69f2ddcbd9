"""Capitals of headlines and datelines: set as in prose, and left out, with every code point in its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.recasing import dateline_end, recased, usual_forms


@pytest.mark.parametrize(
    "dateline",
    [
        "LODZ, Poland (Reuters) - ",
        "LIMA, March 3 - ",
        "SEOUL/TOKYO (Reuters) - ",
        "WASHINGTON (AP) — ",
        "SEOUL, South Korea — ",
        "BEIJING, Aug. 23 (Xinhua) -- ",
        "Paris (AFP) - ",
        "(CNN) -- ",
        "TOKYO — ",
        "NEW YORK, Jan 4 – ",
    ],
)
def test_a_dateline_ends_where_the_text_begins(dateline: str) -> None:
    """Place, day and agency are no part of the first sentence."""
    assert dateline_end(f"{dateline}Farmers met on Monday.") == len(dateline)


@pytest.mark.parametrize(
    "text",
    [
        "Tokyo: Seoul ending deal damages trust",
        "NATO - the alliance - met on Monday.",
        "Farmers met on Monday - again.",
        "Lima, Peru - a city on the coast - is large.",
        "U.S. - Iran talks resume",
        "The World Bank (WB) - a lender - met on Monday.",
        "",
    ],
)
def test_what_only_looks_like_a_dateline(text: str) -> None:
    """A dash or a colon alone makes none."""
    assert dateline_end(text) == 0


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("PERU AND CHILE SIGN FISHERIES PACT IN LIMA", "Peru and Chile sign Fisheries pact in Lima"),
        ("Peru and Chile Sign Fisheries Pact", "Peru and Chile sign Fisheries pact"),
        ("Peru and Chile sign a pact", "Peru and Chile sign a pact"),
        ("Peru Sign Pact", "Peru sign pact"),
    ],
)
def test_a_headline_is_written_as_the_article_writes_its_words(headline: str, expected: str) -> None:
    """Names keep their capitals, verbs and nouns lose them, and a word that the article hasn't is left in doubt."""
    usual = usual_forms(["They met in Lima, where Peru was to sign a pact. So was Chile."])
    assert recased(headline, usual) == expected


@given(st.text(max_size=60), st.text(max_size=60))
def test_each_code_point_keeps_its_place(text: str, other: str) -> None:
    """Whatever is read, offsets hold."""
    assert len(recased(text.upper(), usual_forms([other]))) == len(text.upper())
    assert 0 <= dateline_end(text) <= len(text)
