"""Stories: copies are one source, reports in other words are not, and the order of articles changes nothing."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.merge import stories as stories_module
from kg.merge.fingerprints import Fingerprint, canonical_url
from kg.merge.stories import bands_of, find_stories
from kg.model import Article, Span, content_hash

WORDS = [f"word{number}" for number in range(400)]


def text(seed: int, words: int = 120) -> str:
    """A text of its own for each seed, in sentences of twelve words."""
    chosen = random.Random(seed).choices(WORDS, k=words)  # noqa: S311 -- texts, not secrets
    sentences = (" ".join(chosen[at : at + 12]).capitalize() + "." for at in range(0, words, 12))
    return " ".join(sentences)


def article(name: str, body: str, furniture: str = "", url: str | None = None) -> Article:
    """An article whose body is followed by what its site adds."""
    return Article(name, body + furniture, name, (Span(0, len(body)),), url=url)


def are_one(*articles: Article) -> bool:
    """Whether all of them are one story."""
    return len(set(find_stories(articles).values())) == 1


def story(seed: int = 1, paragraphs: int = 8) -> list[str]:
    """The paragraphs of a story."""
    return [text(1000 * seed + number, 48) for number in range(paragraphs)]


def change_words(paragraph: str, every: int) -> str:
    """The paragraph with every so many words replaced."""
    words = paragraph.split()
    return " ".join("another" if place % every == every - 1 else word for place, word in enumerate(words))


def join(*paragraphs: str) -> str:
    """The paragraphs as a text."""
    return "\n\n".join(paragraphs)


STORY = story()
OTHER = story(2)
FOOTER = text(90, 40)
COPIES = {
    "equal": STORY,
    "another headline": ["Something else is written above this", *STORY],
    "another headline in the first line": [f"{text(7, 9)} {STORY[0]}", *STORY[1:]],
    "capitals and punctuation": [paragraph.upper().replace(" ", ", ") for paragraph in STORY],
    "an agency's credit and place": [f"SEOUL, Aug. 22 (Pacific Wire) — {STORY[0]}", *STORY[1:], "(Pacific Wire)"],
    "the end cut": STORY[:3],
    "paragraphs cut within": [STORY[0], *STORY[2:5], *STORY[6:]],
    "the first paragraph cut": STORY[1:],
    "later paragraphs in another order": [STORY[0], *reversed(STORY[1:])],
    "all paragraphs in another order": list(reversed(STORY)),
    "every twentieth word changed": [change_words(paragraph, 20) for paragraph in STORY],
    "standing text before and behind": [text(91, 40), *STORY, FOOTER],
    "cut, edited and with standing text": [*(change_words(paragraph, 24) for paragraph in STORY[:5]), FOOTER],
    "printed twice": [*STORY, *STORY],
    "in one paragraph": [" ".join(STORY)],
    "an update with a new second paragraph": [STORY[0], text(92, 48), *STORY[1:]],
}
NOT_COPIES = {
    "another text": OTHER,
    "empty": [""],
    "one paragraph quoted": [*OTHER[:2], STORY[0], *OTHER[2:]],
    "half of it in a report of its own": [*OTHER[:3], *STORY[:4], *OTHER[3:6]],
    "all of it as background of a longer one": [*OTHER, *STORY],
    "one of many in a round-up": [*OTHER, *story(3), *STORY, *story(4)],
    "the first of many in a round-up": [*STORY, *OTHER, *story(3), *story(4), *story(5), *story(6)],
    "its first sentence as a note": [" ".join(STORY[0].split()[:12])],
}


@pytest.mark.parametrize("case", COPIES)
def test_copies_are_one_story(case: str) -> None:
    """A reprint is the same story, whatever a paper does to its headline, credits, paragraphs and single words."""
    assert are_one(article("a", join(*STORY)), article("b", join(*COPIES[case])))


@pytest.mark.parametrize("case", NOT_COPIES)
def test_what_only_shares_words_is_no_copy(case: str) -> None:
    """Quoting, recycling or collecting a text makes no copy of it."""
    assert not are_one(article("a", join(*STORY)), article("b", join(*NOT_COPIES[case])))


@pytest.mark.parametrize("standing", ["before", "behind", "around"])
def test_standing_text_makes_no_story(standing: str) -> None:
    """Two notes with the same agency text before, behind or around them, and more of it than of their own, are two."""
    notes = [text(seed, 60) for seed in (51, 52)]
    before = [text(93, 40)] if standing != "behind" else []
    behind = [text(94, 40 if before else 100)] if standing != "before" else []
    assert not are_one(*(article(str(seed), join(*before, note, *behind)) for seed, note in enumerate(notes)))


def test_quoting_one_press_release_makes_no_story() -> None:
    """Two reports that quote the same release at length, each with its own beginning and end, are two stories."""
    release, one, other = story(5, 3), story(6, 3), story(7, 3)
    first, second = join(one[0], *release, *one[1:]), join(*other[:2], *release, other[2])
    assert not are_one(article("a", first), article("b", second))


def test_a_round_up_does_not_chain_its_briefs() -> None:
    """Two briefs stay two stories when a round-up has both."""
    briefs = [text(seed, 40) for seed in range(60, 66)]
    stories = find_stories([*map(article, "abcdef", briefs), article("all", join(*briefs))])
    assert len(set(stories.values())) == 7


def test_copies_chain() -> None:
    """Two cuts that share little are one story through the whole text that holds both."""
    first, second = join(*STORY[:4]), join(STORY[0], *STORY[4:])
    assert not are_one(article("a", first), article("b", second))
    assert are_one(article("a", first), article("b", second), article("whole", join(*STORY)))


def test_furniture_makes_no_story() -> None:
    """Only the body counts: two articles of one site share its furniture and nothing else."""
    assert not are_one(article("a", text(5), text(9, 500)), article("b", text(6), text(9, 500)))


def test_short_notes_are_copies_only_when_equal() -> None:
    """A sentence that stands in a longer article is not that article."""
    stories = find_stories([article("a", text(1, 12)), article("b", text(1)), article("c", text(1, 12).upper())])
    assert stories["a"] == stories["c"] != stories["b"]


def test_empty_articles_are_stories_of_their_own() -> None:
    """Nothing says that two articles without a word are copies, and nothing lets them meet."""
    assert not are_one(article("a", ""), article("b", " … "))
    assert not bands_of(article("a", ""))


def test_a_title_given_apart_is_no_part_of_the_text() -> None:
    """A text that begins with its title is a copy of the same short text without it."""
    note, title = text(3, 14), "Harbour reopens after a storm"
    assert are_one(article("a", note), replace(article("b", f"{title} {note}"), title=title))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.example.org/2019/08/22/pact", "http://m.example.org/2019/08/22/pact/?utm_source=x#top", True),
        (
            "https://example.org/a/seoul-ends-secrets-pact?fbclid=1",
            "https://example.org/a/seoul-ends-secrets-pact",
            True,
        ),
        ("https://example.org/story?id=12345", "https://example.org/story?id=12346", False),
        ("https://example.org/2019/08/22/pact/amp", "https://example.org/2019/08/22/pact/index.html", True),
        ("https://example.org/news/", "https://example.org/news/?utm_source=x", False),
        ("https://example.org/", "https://example.org/", False),
        ("https://example.org/2019/08/22/pact", "https://example.com/2019/08/22/pact", False),
        ("http://[", "http://[", False),
    ],
)
def test_one_address_is_one_story(one: str, other: str, *, same: bool) -> None:
    """What stands under one address is one story, and a site's front page or a section is no article's address."""
    assert are_one(article("a", text(5), url=one), article("b", text(6), url=other)) is same
    assert (canonical_url(one) == canonical_url(other) != "") is same


def test_a_story_is_called_after_its_least_article() -> None:
    """A story keeps its id while it grows, unless an article comes that sorts before all of its own."""
    stories = find_stories([article("b", text(1)), article("c", text(1)), article("d", text(2))])
    assert stories == {"b": content_hash("b"), "c": content_hash("b"), "d": content_hash("d")}


MAKERS: tuple[Callable[[list[str]], list[str]], ...] = (
    lambda paragraphs: paragraphs,
    lambda paragraphs: paragraphs[:3],
    lambda paragraphs: paragraphs[2:],
    lambda paragraphs: [*paragraphs[:2], FOOTER],
    lambda paragraphs: [change_words(paragraph, 16) for paragraph in paragraphs],
    lambda paragraphs: [*paragraphs[:4], *OTHER[:4]],
)
POOL = [
    article(f"{seed}-{number}", join(*make(story(seed, 6))), url=f"https://example.org/article/{1000 + seed % 2}")
    for seed in range(2, 6)
    for number, make in enumerate(MAKERS)
]
POOL = [replace(each, url=None) if place % 5 else each for place, each in enumerate(POOL)]


def components(articles: list[Article]) -> dict[str, str]:
    """The definition, word for word: components of the pairs that share a band and are copies when seen alone."""
    least = {each.id: each.id for each in articles}
    pairs = [
        (one.id, other.id)
        for one in articles
        for other in articles
        if one.id < other.id and bands_of(one) & bands_of(other) and are_one(one, other)
    ]
    for _ in articles:
        for one, other in pairs:
            least[one] = least[other] = min(least[one], least[other])
    return {name: content_hash(first) for name, first in least.items()}


def test_stories_are_what_they_are_defined_to_be() -> None:
    """No shortcut on the way changes the components."""
    assert find_stories(POOL) == components(POOL)


@given(st.permutations(POOL))
@settings(max_examples=20, deadline=None)
def test_stories_are_free_of_order(articles: list[Article]) -> None:
    """The same articles in another order have the same stories under the same ids."""
    assert find_stories(articles) == find_stories(POOL)


@given(st.sets(st.sampled_from(sorted(set(find_stories(POOL).values())))))
@settings(max_examples=20, deadline=None)
def test_stories_are_local(chosen: set[str]) -> None:
    """Whole stories are the same among themselves as among all."""
    stories = find_stories(POOL)
    within = [each for each in POOL if stories[each.id] in chosen]
    assert find_stories(within) == {each.id: stories[each.id] for each in within}


@given(st.sets(st.sampled_from(range(len(POOL)))))
@settings(max_examples=20, deadline=None)
def test_articles_never_part_a_pair(chosen: set[int]) -> None:
    """More articles may join stories, and never split one."""
    fewer, more = find_stories([POOL[place] for place in sorted(chosen)]), find_stories(POOL)
    assert len({(fewer[name], more[name]) for name in fewer}) == len(set(fewer.values()))


def test_copies_meet_in_a_band() -> None:
    """Whoever looks up an article's bands finds every kind of copy."""
    bands = bands_of(article("a", join(*STORY)))
    assert all(bands & bands_of(article("b", join(*copy))) for copy in COPIES.values())
    assert len(bands) < 64


def test_bands_are_the_same_in_every_process() -> None:
    """Bands are kept in stores: neither the hash seed nor the process may change them."""
    code = (
        "from kg.merge.stories import bands_of; from kg.model import Article, Span\n"
        "text = ' '.join(f'word{number * number % 97}' for number in range(90))\n"
        "print(sorted(bands_of(Article('a', text, 'a', (Span(0, len(text)),), url='https://example.org/2019/08/22'))))"
    )
    printed = [
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        )
        for seed in ("1", "2")
    ]
    assert printed[0].stdout == printed[1].stdout != ""
    assert content_hash(printed[0].stdout) == "fedc6eb29505c317"


@pytest.mark.parametrize("alike", [True, False])
def test_a_crowded_band_stays_cheap(monkeypatch: pytest.MonkeyPatch, *, alike: bool) -> None:
    """Many copies are compared about once each, and many notes that share their standing text hardly at all."""
    compared = 0

    def count(one: Fingerprint, other: Fingerprint) -> bool:
        nonlocal compared
        compared += 1
        return are_copies(one, other)

    are_copies = stories_module.are_copies
    monkeypatch.setattr(stories_module, "are_copies", count)
    own = [text(300, 160)] * 100 if alike else [text(300 + number, 160) for number in range(100)]
    crowd = [article(str(number), join(body, text(600 + number, 15), FOOTER)) for number, body in enumerate(own)]
    assert len(set(find_stories(crowd).values())) == (1 if alike else 100)
    assert compared < 200
