"""Days as they are written, and English told from other languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.dates import find_dates, parse_date
from kg.read.language import find_foreign_language

DAY = date(2019, 8, 22)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2019-08-22T15:52:00Z", [DAY]),
        ("2019/08/22", [DAY]),
        ("22 August 2019", [DAY]),
        ("22nd of August, 2019", [DAY]),
        ("Aug. 22, 2019", [DAY]),
        ("AUGUST 22 2019", [DAY]),
        ("22-Aug-2019", [DAY]),
        ("22.08.2019", [DAY]),
        ("22/08/2019", [DAY]),
        ("8/22/2019", [DAY]),
        ("8/9/2019", []),
        ("8/8/2019", [date(2019, 8, 8)]),
        ("August 2019", []),
        ("22 August", []),
        ("31 June 2019", []),
        ("12019-08-22", []),
        ("from 1 May 2018 to May 4, 2019", [date(2018, 5, 1), date(2019, 5, 4)]),
    ],
)
def test_find_dates(text: str, days: list[date]) -> None:
    """A day counts if day, month and year stand there and can be read in one way only."""
    assert [found.day for found in find_dates(text)] == days


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2019-08-22", DAY),
        ("2019-08-22T23:30:00+09:00", DAY),
        ("Thu, 22 Aug 2019 23:30:00 -0500", DAY),
        ("August 22, 2019", DAY),
        ("2019-08", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_parse_date(value: str, day: date | None) -> None:
    """A value is the day that it names in its own time zone, or none."""
    assert parse_date(value) == day


@given(st.text())
def test_dates_never_raise(text: str) -> None:
    """Any text has dates or none."""
    assert all(text[found.span.start : found.span.end] for found in find_dates(text))
    assert parse_date(text) is None or isinstance(parse_date(text), date)


@pytest.mark.parametrize(
    "text",
    [
        "Ruritania closed its border with Borduria on Monday, the foreign ministry said.",
        "Trump slams Iran deal, threatens new sanctions against Tehran",
        "Bonjour tout le monde",
        "Luis de la Calle beats Juan de los Santos in the final of the open",
        "",
        "22 08 2019",
    ],
)
def test_english(text: str) -> None:
    """English passes, and so does what is too short to tell."""
    assert find_foreign_language(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Die Regierung hat am Montag die Grenze zu dem Nachbarn geschlossen und die Gespräche mit ihm beendet.",
            "German",
        ),
        (
            "Le gouvernement a fermé lundi la frontière avec le pays voisin, et les discussions sont dans une impasse.",
            "French",
        ),
        (
            "El gobierno cerró el lunes la frontera con el país vecino y las conversaciones se han roto.",
            "Spanish",
        ),
        ("Правительство закрыло границу в понедельник.", "another script"),
        ("韓国政府は協定を終了すると発表した。", "another script"),
        ("vosa kece lutu mira " * 15, "another language"),
    ],
)
def test_not_english(text: str, language: str) -> None:
    """Another language is recognised by its function words or its letters."""
    assert find_foreign_language(text) == language
