"""What counts as story in a text as websites give it, and what the text says of its origin."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.furniture import RULES, Rule, is_date_line, match_rule
from kg.read.story import Story, find_story

LEAD = "Ruritania closed its border with Borduria on Monday after talks had failed."
SECOND = "Ministers of both countries will meet in Geneva, a spokeswoman told reporters."
THIRD = "The border had been open for thirty years, and many families live on both sides."
TITLE = "Ruritania closes border with Borduria"
WRAPPED = """\
Ruritania closed its border with Borduria on Monday after talks in
Geneva had failed, and sent more soldiers to the three bridges. The
Bordurian king protested. His government said it would close the
airport too."""


def story_of(text: str) -> list[str]:
    """The words of the body, a string for each span."""
    return [text[span.start : span.end] for span in find_story(text).body]


def lines(*parts: str) -> str:
    """The parts as paragraphs with blank lines between them."""
    return "\n\n".join(parts)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_row_matches_its_example(rule: Rule) -> None:
    """A row of the furniture table does what its example shows, and some row leaves it out of a story."""
    assert rule.pattern.fullmatch(rule.example)
    assert match_rule(rule.example) is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "The committee will publish comments on 5 May.",
        "Comments by the minister angered Borduria.",
        "Leave the treaty now, the opposition told the government.",
        "We used cookies as bait, the ranger said.",
        "By Friday, all troops had left the town.",
        "By using force, Borduria would lose the support that you and I agree it needs, he said.",
        "Share prices fell after Ruritania closed the border.",
        "Shares in the company lost a tenth of their value.",
        "Follow the money, said the prosecutor.",
        "Like our allies, we oppose the plan.",
        "Support for the government fell to a new low.",
        "Reporting by Amnesty shows that prisoners were beaten.",
        "Copyright law will change in Ruritania.",
        "On 22 August 2019, Ruritania left the pact.",
        "The agreement was published on 22 August 2019 in Geneva.",
        "The two countries signed the treaty on May 4, 1965.",
        "Related to that, the court fined the ministry.",
        "More than 200 people were hurt.",
        "Most popular leaders met.",
        "Sources: Borduria may leave the union",
        "News of the decision spread quickly.",
        "Security officials checked the key.",
        "Photographers waited outside.",
        "Read the treaty, the judge told the minister.",
        "Advertising in Borduria will be taxed.",
        "Send us more weapons, Borduria tells its allies",
        "Top officials from Ruritania flew to Geneva.",
        "Editors of three papers were arrested.",
        "The author Jane Doe was freed.",
        "Source of the fire was a cable.",
        "Jane Doe is a journalist who was jailed in Borduria.",
        "Ruritania denied the report.",
        "Get the soldiers out, parliament tells the king",
        "Video shows tanks at the border.",
        "Thank you for coming, the queen said.",
        "Your name is on the list, they told him.",
    ],
)
def test_news_is_not_furniture(sentence: str) -> None:
    """A sentence or headline of news is matched by no row, though it uses a website's words."""
    assert match_rule(sentence) is None
    assert not is_date_line(sentence)


@pytest.mark.parametrize(
    "line",
    [
        "22 August 2019",
        "Sept 3, 2018 10:05 UTC",
        "Published: 0730 GMT May 6, 2018",
        "(last modified 2020-01-09T12:30:01+00:00 )",
        "Sunday, 6 May 2018 | 07:15",
        "Read: 48   07:15   6 May 2018",
        "Bloomberg Vienna/Prague | Updated on May 7, 2018 Published on May 6, 2018",
        "Posted on 3.9.2019 at 10:15 am",
    ],
)
def test_date_lines(line: str) -> None:
    """A line that says when a story was published is no part of the story."""
    assert is_date_line(" ".join(line.split()))


@pytest.mark.parametrize(
    ("text", "body"),
    [
        pytest.param(LEAD, [LEAD], id="one sentence"),
        pytest.param("Advertisement", ["Advertisement"], id="a lone line is body"),
        pytest.param("Ruritania protests", ["Ruritania protests"], id="a short headline alone"),
        pytest.param(lines(LEAD, SECOND, THIRD), [LEAD, SECOND, THIRD], id="no furniture"),
        pytest.param(f"{LEAD}\n{SECOND}\n{THIRD}", [LEAD, SECOND, THIRD], id="single newlines"),
        pytest.param(f"{LEAD}\r\n\r\n{SECOND}\r\n", [LEAD, SECOND], id="Windows line ends"),
        pytest.param(f"\ufeff{LEAD}\u00a0\n\u00a0\n{SECOND}", [LEAD, SECOND], id="mark and no-break spaces"),
        pytest.param(WRAPPED, [WRAPPED], id="hard wrapped"),
        pytest.param(lines(TITLE, LEAD, TITLE, LEAD, SECOND), [TITLE, LEAD, SECOND], id="headline and lead repeated"),
        pytest.param(
            lines(TITLE, "Views: 1", LEAD, SECOND, "Tags:", "News line", TITLE, "Views: 2", LEAD, SECOND, "Tags:"),
            [TITLE, LEAD, SECOND],
            id="printed twice",
        ),
        pytest.param(lines(TITLE, LEAD[:40] + "...", LEAD, SECOND), [TITLE, LEAD, SECOND], id="teaser"),
        pytest.param(
            lines(LEAD, SECOND, "Posted by", "Jane Doe is a journalist who loves birds.", "Leave a Reply", THIRD),
            [LEAD, SECOND],
            id="author and comments",
        ),
        pytest.param(
            lines(LEAD, SECOND, THIRD, "Jane Doe is a reporter who covers the Balkans."),
            [LEAD, SECOND, THIRD],
            id="author note",
        ),
        pytest.param(
            lines(LEAD, "Jane Doe met the king.", THIRD, "Jane Doe is a reporter who was jailed last year."),
            [LEAD, "Jane Doe met the king.", THIRD, "Jane Doe is a reporter who was jailed last year."],
            id="a reporter in the news",
        ),
        pytest.param(
            lines(LEAD, "Related articles", "Cheese prices rise", "King marries baker", SECOND, THIRD),
            [LEAD, SECOND, THIRD],
            id="links amid the story",
        ),
        pytest.param(
            lines(LEAD, SECOND, "Cheese prices rise in north", "King marries baker in secret", "Ten best lakes to see"),
            [LEAD, SECOND],
            id="links below the story",
        ),
        pytest.param(
            lines(LEAD, "The new rules are these:", "no trade in cheese at all", "no travel by train at night"),
            [LEAD, "The new rules are these:", "no trade in cheese at all", "no travel by train at night"],
            id="a list that the story ends with",
        ),
        pytest.param(
            lines(TITLE, LEAD, "Fear in the north", SECOND), [TITLE, LEAD, "Fear in the north", SECOND], id="subhead"
        ),
        pytest.param(lines(LEAD, SECOND, "SS"), [LEAD, SECOND], id="initials"),
        pytest.param(
            lines(LEAD, "The king has called back his ambassador"),
            [LEAD, "The king has called back his ambassador"],
            id="lost full stop",
        ),
        pytest.param(lines(f"STRELSAU, May 6 (Hill News) - {LEAD}", SECOND), [LEAD, SECOND], id="dateline"),
        pytest.param(
            lines(LEAD, f"{SECOND} (Reporting by Jane Doe; editing by Max Roe)"), [LEAD, SECOND], id="credits"
        ),
        pytest.param(
            lines(TITLE, "By", "Jane Doe", LEAD, "Image source, Pool", "Image caption,", "A boat on the lake", SECOND),
            [TITLE, LEAD, SECOND],
            id="pictures and byline on lines of their own",
        ),
        pytest.param(f"  • {LEAD}\n  • {SECOND}", [LEAD, SECOND], id="bullets"),
        pytest.param("", [], id="nothing"),
        pytest.param("-----\n\n*", [], id="no words"),
    ],
)
def test_body(text: str, body: list[str]) -> None:
    """The story comes through whole, and nothing else does."""
    assert story_of(text) == body


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(lines(TITLE, LEAD), Story((), title=TITLE), id="title"),
        pytest.param(lines(LEAD, SECOND), Story(()), id="no title"),
        pytest.param(LEAD, Story(()), id="a sentence is no title"),
        pytest.param(lines("World", TITLE, LEAD), Story((), title=TITLE), id="section above the title"),
        pytest.param(lines(TITLE + " | The Hill", LEAD), Story((), title=TITLE), id="site in the title"),
        pytest.param(
            lines(TITLE, "March 06, 2008", LEAD), Story((), title=TITLE, published=date(2008, 3, 6)), id="date"
        ),
        pytest.param(
            lines(TITLE, "(last modified 2020-01-09T12:30:01+00:00)", "Sept 3, 2018 10:05 UTC", LEAD),
            Story((), title=TITLE, published=date(2018, 9, 3)),
            id="not the day of a change",
        ),
        pytest.param(
            lines(TITLE, "Updated on May 7, 2018 Published on May 6, 2018", LEAD),
            Story((), title=TITLE, published=date(2018, 5, 6)),
            id="published before updated",
        ),
        pytest.param(lines(TITLE, "a/2019-08-20T09.jpg", LEAD), Story((), title=TITLE), id="not the day of a picture"),
        pytest.param(
            lines(TITLE, LEAD, "The pact dates from 3 May 1965."), Story((), title=TITLE), id="not a day in the story"
        ),
        pytest.param(lines(LEAD, SECOND, "Leave a Reply", "Max, 4 May 2019"), Story(()), id="not the day of a comment"),
        pytest.param(
            lines(TITLE, f"STRELSAU, May 6, 2019 (Hill News) - {LEAD}"),
            Story((), title=TITLE, published=date(2019, 5, 6), publisher="Hill News"),
            id="dateline",
        ),
        pytest.param(
            lines(TITLE, "By JANE DOE, The Hill", LEAD),
            Story((), title=TITLE, author="Jane Doe", publisher="The Hill"),
            id="byline",
        ),
        pytest.param(
            lines(TITLE, "By Jane Doe and Max Roe", LEAD),
            Story((), title=TITLE, author="Jane Doe and Max Roe"),
            id="two authors",
        ),
        pytest.param(
            lines(TITLE, "By", "Anna Theron", LEAD), Story((), title=TITLE, author="Anna Theron"), id="two lines"
        ),
        pytest.param(lines(TITLE, "By Our Staff", LEAD), Story((), title=TITLE), id="nobody's byline"),
        pytest.param(
            lines(TITLE, LEAD, "Copyright © 2019 The Hill. It is not responsible for links."),
            Story((), title=TITLE, publisher="The Hill"),
            id="copyright",
        ),
        pytest.param(
            lines(TITLE, "Bloomberg Vienna/Prague | Published on May 6, 2018", LEAD),
            Story((), title=TITLE, published=date(2018, 5, 6), publisher="Bloomberg"),
            id="agency in the date line",
        ),
        pytest.param(
            f"{TITLE}\nhttps://www.hill.example/world/1\n{LEAD}",
            Story((), title=TITLE, publisher="hill.example", url="https://www.hill.example/world/1"),
            id="address",
        ),
        pytest.param(
            lines(TITLE, LEAD, "The king left, AFP reported."), Story((), title=TITLE), id="an agency in the story"
        ),
    ],
)
def test_origin(text: str, expected: Story) -> None:
    """Title, day, publisher and author are those that stand in the text, and None where none does."""
    found = find_story(text)
    assert (found.title, found.published, found.publisher, found.author, found.url) == (
        expected.title,
        expected.published,
        expected.publisher,
        expected.author,
        expected.url,
    )


def test_a_given_text_keeps_every_sentence() -> None:
    """Without `saved_page` a repeated sentence, a short line and what follows "Comments" stay; a date line goes."""
    text = lines(TITLE, "March 06, 2008", LEAD, LEAD, "Comments", "Yes", SECOND)
    kept = [text[span.start : span.end] for span in find_story(text, saved_page=False).body]
    assert kept == [TITLE, LEAD, LEAD, "Yes", SECOND]


PIECES = st.sampled_from(
    [
        LEAD,
        SECOND,
        TITLE,
        "Tags:",
        "Related",
        "Leave a Reply",
        "By Jane Doe",
        "22 August 2019",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "SEOUL (AP) - ",
        "Share",
        "…",
        "\ufeff",
        "• ",
        "(",
        "© 2019",
    ]
)


@given(st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=5))).map("".join)), st.booleans())
def test_spans_lie_in_order_within_the_text(text: str, saved_page: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    """Whatever the text, body spans are not empty, lie within it, in order, and share nothing."""
    end = 0
    for span in find_story(text, saved_page=saved_page).body:
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        end = span.end


@given(
    st.lists(st.sampled_from([LEAD, SECOND, THIRD]), min_size=1, max_size=3, unique=True),
    st.sampled_from(["\n", "\n\n", "\r\n"]),
)
def test_a_clean_text_comes_through_whole(paragraphs: list[str], gap: str) -> None:
    """Paragraphs of prose with nothing around them are all kept, however they are set apart."""
    assert story_of(gap.join(paragraphs)) == paragraphs
