"""The words that figures are made of, as tables. It decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

__all__ = [
    "ABOUT",
    "ABOUT_AFTER",
    "AT_LEAST",
    "AT_MOST",
    "BARRIERS",
    "CODES",
    "CURRENCIES",
    "DURATIONS",
    "FATES",
    "NATIONS",
    "NO_COUNT_BEFORE",
    "NUMBERS",
    "PLURALS",
    "SCALES",
    "SIGNS",
    "SPELLINGS",
    "VAGUE",
]


def _each(table: Mapping[str, str]) -> dict[str, str]:
    """Each of the words of a row → what the row is called."""
    return {word: name for name, words in table.items() for word in words.split()}


def _numbered(words: str, values: Iterable[int | str]) -> dict[str, Decimal]:
    return {word: Decimal(value) for word, value in zip(words.split(), values, strict=True)}


NUMBERS = {
    **_numbered("a an one two three four five six seven eight nine ten", (1, 1, *range(1, 11))),
    **_numbered("eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty", range(11, 21)),
    **_numbered("thirty forty fifty sixty seventy eighty ninety", range(30, 100, 10)),
    "half": Decimal("0.5"),
}
"""Words that add up."""

SCALES = {
    **_numbered("dozen hundred thousand million billion trillion", (12, 100, 10**3, 10**6, 10**9, 10**12)),
    **_numbered("k m mn bn tn", (10**3, 10**6, 10**6, 10**9, 10**12)),
}
"""Words and letters that multiply."""

VAGUE = {
    "dozens": (Decimal(20), Decimal(200)),
    "scores": (Decimal(40), Decimal(400)),
    "hundreds": (Decimal(100), Decimal(2000)),
    "thousands": (Decimal(1000), Decimal(20_000)),
    "millions": (Decimal(10**6), Decimal(2 * 10**7)),
}
"""Words that give a range, before "of"."""

AT_LEAST = frozenset(
    {"at least", "more than", "over", "above", "no fewer than", "no less than", "not less than", "upwards of"}
    | {"exceeding", "as many as", "as much as"}
)
AT_MOST = frozenset(
    {"at most", "up to", "fewer than", "less than", "under", "below", "no more than", "not more than", "a maximum of"}
)
ABOUT = frozenset(
    {"about", "around", "some", "roughly", "approximately", "nearly", "almost", "close to", "an estimated", "estimated"}
)
ABOUT_AFTER = frozenset({"or so"})

SIGNS = {
    **dict.fromkeys(("$", "US$"), "USD"),
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₩": "KRW",
    "₹": "INR",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "HK$": "HKD",
    "NT$": "TWD",
    "NZ$": "NZD",
    "S$": "SGD",
}
CODES = {
    code: code for code in "USD EUR GBP JPY KRW INR AUD CAD HKD TWD NZD SGD CNY CHF RUB BRL MXN SEK NOK DKK".split()
}
CURRENCIES = _each(
    {
        "USD": "dollar dollars",
        "EUR": "euro euros",
        "GBP": "pound pounds sterling",
        "JPY": "yen",
        "KRW": "won",
        "INR": "rupee rupees",
        "CNY": "yuan renminbi",
        "CHF": "franc francs",
        "RUB": "ruble rubles rouble roubles",
        "BRL": "real reais",
        "MXN": "peso pesos",
        "SEK": "krona kronor",
        "NOK": "krone kroner",
        "UAH": "hryvnia hryvnias",
        "TRY": "lira liras",
        "ILS": "shekel shekels",
        "ZAR": "rand",
    }
)
NATIONS = {"us": "US", "american": "US", "australian": "AU", "canadian": "CA", "hong": "HK", "new": "NZ"}
"""Whose dollars they are."""

PLURALS = frozenset("people men women children police troops personnel staff crew dead cattle aircraft".split())
"""Plurals without an s."""

SPELLINGS = _each(
    {
        "kilometres": "kilometers km kms",
        "metres": "meters",
        "litres": "liters",
        "people": "persons",
        "troops": "soldiers servicemen",
    }
)
"""One name for words that count the same."""

DURATIONS = _each(
    {
        "years": "year years",
        "months": "month months",
        "weeks": "week weeks",
        "days": "day days",
        "hours": "hour hours",
        "minutes": "minute minutes",
        "seconds": "second seconds",
        "decades": "decade decades",
        "centuries": "century centuries",
    }
)

FATES = _each(
    {
        "killed": "kill kills killed killing dead die dies died dying death deaths slain lives fatalities perished",
        "injured": "injure injures injured injuring wound wounds wounded wounding hurt injuries",
        "held": "arrest arrests arrested arresting detain detains detained detaining jailed captured",
        "missing": "missing",
        "displaced": "displace displaced displacing fled flee homeless evacuated evacuating",
        "rescued": "rescue rescued rescuing saved freed released",
        "expelled": "expel expels expelled expelling deported deporting",
    }
)
"""Words for what becomes of those who are counted."""

BARRIERS = frozenset(
    "which who whose while whereas compared previously earlier last since unlike despite although though because "
    "; :".split()
)
"""Words that begin another matter."""

NO_COUNT_BEFORE = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec aged age no number article section chapter paragraph page resolution channel route flight "
    "room gate grade level phase group top type version vol volume day week year".split()
)
"""Words after which a number counts nothing."""
