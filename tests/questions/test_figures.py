"""Figures: what a sentence counts, how exactly, and what is no figure at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.questions.figures import Figure, find_figures


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The quake killed 30 people.", [("30 people", "people killed")]),
        ("Thirty people were killed.", [("Thirty people", "people killed")]),
        ("Shells hit the town, killing at least 42 civilians.", [("at least 42 civilians", "civilians killed")]),
        (
            "It killed 30 people and wounded 110.",
            [("30 people", "people killed"), ("110", "people injured")],
        ),
        ("The blast left 30 dead and 110 injured.", [("30 dead", "people killed"), ("110 injured", "people injured")]),
        ("Poland expelled 45 Russian diplomats.", [("45 Russian diplomats", "diplomats expelled")]),
        ("Ankara sent 2,000 soldiers to Libya.", [("2,000 soldiers", "troops")]),
        ("Two hundred and six troops left.", [("Two hundred and six troops", "troops")]),
        ("Dozens of protesters were arrested.", [("Dozens of protesters", "protesters held")]),
        ("Half a dozen ships sank.", [("Half a dozen ships", "ships")]),
        ("The deal is worth 2.4 billion euros.", [("2.4 billion euros", "EUR")]),
        ("The deal is worth about €2.4bn.", [("about €2.4bn", "EUR")]),
        ("Brussels fined Google 2.4 billion euros.", [("2.4 billion euros", "EUR")]),
        ("It paid US$8.5 billion.", [("US$8.5 billion", "USD")]),
        ("It paid 300 Australian dollars.", [("300 Australian dollars", "AUD")]),
        ("It paid 5 million USD.", [("5 million USD", "USD")]),
        ("Tariffs rose to 15 percent.", [("15 percent", "%")]),
        ("Tariffs rose to 15%.", [("15%", "%")]),
        ("Tariffs rose by 15 per cent.", [("15 per cent", "%")]),
        ("Between 30 and 40 people died.", [("30 and 40 people", "people killed")]),
        ("Some 30-40 people died.", [("Some 30-40 people", "people killed")]),
        ("The road is 30 km long, or 30 kilometers.", [("30 km", "kilometres"), ("30 kilometers", "kilometres")]),
        ("The court gave him seven years in prison.", [("seven years in prison", "years in prison")]),
    ],
)
def test_a_figure_has_a_number_a_unit_and_a_fate(sentence: str, expected: list[tuple[str, str]]) -> None:
    """Numbers in digits and words, currencies by sign, name and code, counts by what is counted and what befell it."""
    assert [(figure.text, figure.topic) for figure in find_figures(sentence)] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "It happened on 22 August 2019.",
        "It happened on August 22.",
        "In 2019 protesters met in Oslo.",
        "The pact of 2016 ended.",
        "He is 35 years old.",
        "The 35-year-old minister spoke.",
        "Kim, 35, spoke for two and a half hours.",
        "The talks begin at 17:30.",
        "They lost 3-1 at the 22nd match.",
        "A Boeing 737 landed.",
        "Article 9 forbids it, and Resolution 2231 too.",
        "One of them left, and a man stayed.",
        "He was jailed for two and a half years.",
    ],
)
def test_dates_ages_times_and_names_are_no_figures(sentence: str) -> None:
    """What a number may be without counting anything."""
    assert find_figures(sentence) == ()


def one(text: str) -> Figure:
    """The one figure of a sentence."""
    (figure,) = find_figures(text)
    return figure


@pytest.mark.parametrize(
    ("figure", "other", "agree"),
    [
        ("30 people died", "42 people died", False),
        ("30 people died", "thirty people died", True),
        ("30 people died", "at least 42 people died", False),
        ("42 people died", "more than 40 people died", True),
        ("42 people died", "up to 50 people died", True),
        ("42 people died", "fewer than 40 people died", False),
        ("42 people died", "about 40 people died", True),
        ("42 people died", "dozens of people died", True),
        ("42 people died", "hundreds of people died", False),
        ("35 people died", "30 to 40 people died", True),
        ("2.4 billion euros", "2.42 billion euros", True),
        ("2.4 billion euros", "€2.4bn", True),
        ("2.4 billion euros", "2.6 billion euros", False),
        ("2.4 billion euros", "2.5 billion euros", False),
        ("2 billion euros", "2.4 billion euros", True),
        ("2,000 troops", "2,050 soldiers", True),
        ("2,000 troops", "2,500 soldiers", False),
        ("half a million people", "500,000 people", True),
        ("15 percent", "15.4%", True),
        ("15 percent", "16%", False),
    ],
)
def test_figures_agree_where_one_amount_can_be_meant(figure: str, other: str, *, agree: bool) -> None:
    """Rounding, bounds and rough words are no contradiction; either way round."""
    assert one(figure).topic == one(other).topic
    assert one(figure).agrees_with(one(other)) is one(other).agrees_with(one(figure)) is agree


def test_only_figures_near_the_trigger_count() -> None:
    """With a trigger, what stands behind a relative pronoun is another matter."""
    sentence = "Brussels fined the firm 2 billion euros, which earned 80 billion euros last year."
    assert [figure.text for figure in find_figures(sentence, "fined")] == ["2 billion euros"]
    assert len(find_figures(sentence)) == 2
    assert find_figures(sentence, "sued") == ()


WORDS = (
    "at least 30 1.5 2,000 40-50 30 to two-hundred half a dozen and million % $ US$ euros people killed in prison 2019"
)
WORD = st.sampled_from(WORDS.split())


@given(st.one_of(st.text(max_size=200), st.lists(WORD, max_size=12).map(" ".join)))
def test_any_text_is_read(text: str) -> None:
    """No text breaks it; each figure is a part of the text, with a lower end not above the upper one."""
    for figure in find_figures(text):
        assert text[figure.start :].startswith(figure.text)
        assert Decimal(0) <= figure.low <= figure.high


@given(st.integers(1, 99), st.sampled_from(["", "at least ", "about ", "up to "]))
def test_a_figure_agrees_with_itself(number: int, bound: str) -> None:
    """Whatever the words before it."""
    figure = one(f"It hit {bound}{number} ships")
    assert figure.agrees_with(figure)
    assert figure.agrees_with(one(f"It hit {number} ships"))
