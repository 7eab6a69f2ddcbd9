"""The timeline: an axis that stands still, bars that say what a filter took away, old events that squeeze nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .views import SUDLAND, chain_view, edge, plain_view

if TYPE_CHECKING:
    from kg.export.view import View

    from .chromium import Page
    from .conftest import OpenPage

WORDS = "return [...document.querySelectorAll('#timeline svg text')].map((each) => each.textContent)"
PATH = "return document.querySelector(`#timeline svg .${arguments[0]}`).getAttribute('d')"
TICKS = """const [first, last] = [Calendar.dayOf(arguments[0]), Calendar.dayOf(arguments[1])];
const unit = Calendar.UNITS.find(({ name }) => name === arguments[2]);
let said = null;
return Calendar.edges(first, last, unit).slice(0, -1).map((day) => {
  const { year, words } = Calendar.tick(day, unit, said);
  said = year;
  return words;
})"""


def dated(view: View, number: int, first: str, last: str = "") -> View:
    """The view with that event at other days."""
    old = replace(view.edges[number], time=first, earliest=first, latest=last or first)
    return replace(view, edges=(*view.edges[:number], old, *view.edges[number + 1 :]))


def plot(page: Page) -> tuple[list[str], str]:
    """The words at the axis, and the outline of all events."""
    return page.run(WORDS), page.run(PATH, "shadow")


def test_the_axis_stands_still(open_page: OpenPage) -> None:
    """Whatever is filtered, axis and the bars of all events stay; those of the chosen ones before them shrink."""
    page = open_page(plain_view())
    before, chosen = plot(page), page.run(PATH, "exactIn")
    patches: tuple[dict[str, object], ...] = ({"statuses": ["denied"]}, {"focus": "River_Pact"}, {"statuses": []})
    for patch in patches:
        page.go(statuses=None, focus="")
        page.go(**patch)
        assert plot(page) == before
        assert page.run(PATH, "exactIn") != chosen
    page.go(statuses=None, focus="", **{"from": "2024-03-02"})
    assert plot(page) == before


def test_the_axis_is_that_of_its_clock(open_page: OpenPage) -> None:
    """Events and articles have days of their own."""
    page = open_page(plain_view())
    happened = page.run(WORDS)
    page.go(clock="published")
    assert page.run(WORDS) != happened
    page.go(clock="event")
    assert page.run(WORDS) == happened


def test_an_old_event_squeezes_nothing(open_page: OpenPage) -> None:
    """A treaty of 1910 stands at the axis' end, and words tell of it; the others keep days of their own."""
    page = open_page(dated(plain_view(), 0, "1910-08-22"))
    assert "1 as early as 1910" in page.text("#timeline .undated")
    assert "1910" in page.run(WORDS)
    assert page.run(PATH, "exactIn").count("M") == len(plain_view().edges)
    page.go(statuses=["denied"])
    assert page.text("#timeline .undated") == ""


def test_an_era_squeezes_nothing(open_page: OpenPage) -> None:
    """An occupation of 35 years, and the one event that is far in the future, are at the ends too."""
    page = open_page(dated(dated(plain_view(), 0, "1910-01-01", "1945-12-31"), 3, "2061-01-01"))
    assert page.text("#timeline .undated") == "1 as early as 1910; 1 as late as 2061"
    assert {"1910", "2061"} <= set(page.run(WORDS))


def test_an_old_one_of_few_squeezes_nothing(open_page: OpenPage) -> None:
    """Three events are enough to see which one is far off."""
    page = open_page(dated(chain_view(5), 0, "1910-08-22"))
    assert "1 as early as 1910" in page.text("#timeline .undated")


def test_two_events_far_apart_are_both_on_the_axis(open_page: OpenPage) -> None:
    """Where nothing is the bulk, nothing is beside it."""
    page = open_page(dated(chain_view(3), 0, "1910-08-22"))
    assert page.text("#timeline .undated") == ""
    assert page.run("return Calendar.yearOf(Histogram.reach([[-21000, -21000], [19000, 19000]]).bulk[0])") == 1912


def test_whole_years_are_on_the_axis(open_page: OpenPage) -> None:
    """Where nothing is known but the year, the axis is that year, and not the day in its middle."""
    view = chain_view(5)
    for number in range(len(view.edges)):
        view = dated(view, number, "2019-01-01", "2019-12-31")
    page = open_page(view)
    ends = "Histogram.reach(arguments[0]).bulk.map(Calendar.textOf)"
    spans = page.run("return Choosing.spansOf(dateline.model.events, 'event').spans")
    assert page.run(f"return {ends}", spans) == ["2019-01-01", "2019-12-31"]
    assert page.run(f"return {ends}", spans[:1]) == ["2019-01-01", "2019-12-31"]
    eras = [page.run("return ['1910-01-01', '2019-12-31'].map(Calendar.dayOf)")]
    assert page.run(f"return {ends}", eras) == ["1910-01-01", "2019-12-31"]


def test_a_month_says_its_year_where_that_is_new(open_page: OpenPage) -> None:
    """January never stands as a bare year, and the first word has its year."""
    page = open_page(replace(plain_view(), edges=(edge(0, (SUDLAND, SUDLAND), "asserted"),)))
    assert page.run(TICKS, "2015-11-03", "2016-02-20", "month") == ["Nov 2015", "Dec", "Jan 2016", "Feb"]
    assert page.run(TICKS, "2015-11-03", "2016-05-20", "quarter") == ["Oct 2015", "Jan 2016", "Apr"]
    assert page.run(TICKS, "2015-12-31", "2016-01-02", "day") == ["31 Dec 2015", "1 Jan 2016", "2 Jan"]
    assert page.run(TICKS, "2015-12-31", "2017-01-02", "year") == ["2015", "2016", "2017"]
