"""How well and how fast copies of a story are found among articles made for the purpose; run by hand.

    python benchmarks/stories.py [--stories 100] [--copies 10] [--many 10000] [--rounds 3]

Prints the stories found and the pairwise precision, recall and F1 for copies with other headlines, credits, cuts,
boilerplate and edits; how many pairs of each kind that is no copy are taken for one; and the time for 10,000 and 20,000
articles, beside that of datasketch's MinHashLSH, unverified, on the same articles (`pip install datasketch`).
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.merge.stories import find_stories
from kg.model import Article, Span

Paragraphs = list[str]

# A world to report on

SYLLABLES = "bar cor del dra el fen gar hol im jas kel lor mar nev or pal quin ros sel tor ul ven wes yar zan".split()
ENDINGS = "ia ov ton berg ado in ara sk ley mund ez off gate polis eau hara".split()
BODIES = (
    "ministry of {s} affairs|{s} commission|council for {s} policy|{s} regulator|institute of {s}|{s} workers union"
)
SECTORS = (
    "transport energy fisheries housing water railway harbour grain forestry health mining broadcasting insurance "
    "dairy aviation textile postal tourism steel pension"
).split()
THINGS = (
    "a ferry terminal|a wage settlement|a border crossing|a fishing quota|a power plant|a rail tunnel|a customs treaty|"
    "a hospital merger|a vaccine order|a dam project|a bank rescue|a copper mine|a school reform|a flood barrier|"
    "a satellite launch|a grain shipment|a pipeline permit|a stadium contract|a data law|a ceasefire line"
).split("|")
ADJECTIVES = (
    "long-delayed disputed costly ambitious modest unpopular overdue secretive ageing promising troubled rural coastal "
    "northern cross-border emergency temporary landmark stalled revised"
).split()
MANNERS = (
    "after weeks of quiet talks|despite a warning from auditors|by a narrow margin|without a public hearing|"
    "in a late-night session|ahead of schedule|under pressure from creditors|against the advice of engineers|"
    "at the request of local mayors|following a string of accidents|with the backing of three parties|"
    "to the surprise of investors|over the objections of residents|for the second time in a decade"
).split("|")
ACTS = (
    "approved rejected postponed defended scrapped revived renegotiated halted expanded questioned financed welcomed "
    "opposed reviewed unveiled suspended audited privatised"
).split()
RESULTS = (
    "hundreds of jobs would move to {place2}|the price would rise by {n} percent|work could begin within {n} months|"
    "the costs had doubled to {n} million crowns|no one would lose a pension|the old plan was dead|"
    "{n} villages would be cut off|ships would wait {n} days longer|the courts would have the last word|"
    "a compromise was still within reach|{n} inspectors had been hired|the figures had never been checked"
).split("|")
SENTENCES = (
    "{person} of the {body} {act} {thing} near {place} on {day} {manner}.",
    "The {body} said that {result} if {thing} went ahead.",
    '"We have {act} this {adj} plan because {result}," {person} told reporters in {place}.',
    "{person2}, who leads the {body2}, {act} the {adj} proposal and argued that {result}.",
    "Residents of {place2} have {act} similar plans {n} times since {year}.",
    "Officials in {place} expect that {result}, according to a {adj} report seen by the {body2}.",
    "A {adj} study from {year} found that {result}.",
    "{person} denied that {result} and called the {body2} {adj}.",
    "The {adj} scheme was first {act} in {year} {manner}.",
    "Opponents from {place2} marched to the offices of the {body} {manner}, and {n} of them were let in.",
    "Under the {adj} terms {person2} must report to {place} every {n} weeks.",
    "It was not clear whether {thing} would be {act} {manner}.",
    "Traders in {place} {act} the news, and shares of the {adj} operator fell by {n} percent.",
    "{place2} and {place} have shared {thing} since {year}, though {person2} says that {result}.",
    '"Nobody asked the people of {place2}," said {person2}, whose {adj} petition drew {n} thousand names.',
    "The {body2} will meet {person} in {place2} on {day} to discuss {thing}.",
    "Lawyers for {person} {act} the claim {manner}.",
    "Critics say the {adj} deal leaves {n} questions open, among them whether {result}.",
    "{n} years ago {person} {act} {thing} {manner}, and {place} still remembers it.",
    "Engineers found {n} faults in {thing}, and the {body} {act} their {adj} findings.",
)
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
AGENCIES = ("Pacific Wire", "Northern Press", "Allied Dispatch", "Meridian News", "Harbour Post")
STANDING = """
Meridian News is the oldest agency of the region and serves more than four hundred papers and stations every day. \
It keeps offices in thirty cities and is owned by the papers that print it.
Sign up here for our morning letter, which brings the five stories that matter to your inbox before breakfast, \
chosen by our editors and free of charge for the first three months.
Editing by the night desk in the capital. This text was sent to subscribers of the service and may be printed with \
its credit only; changes to the wording are the responsibility of the paper.
Readers who know more about this are asked to write to our newsroom by post or through the form on our page, where \
they also find how we treat their names and what they tell us.
More on this subject stands in our weekend edition, with maps, a chronology and a talk with those who were there.
""".strip().splitlines()
SYNONYMS = dict(
    pair.split(":")
    for pair in (
        "said:stated plan:scheme told:informed after:following expect:believe called:named argued:insisted "
        "found:showed price:cost begin:start similar:comparable says:holds discuss:debate first:initially "
        "among:including whether:if fell:dropped drew:won"
    ).split()
)


@dataclass(frozen=True)
class World:
    """Who and what a story is about; one story's sentences draw on it alone."""

    person: str
    person2: str
    place: str
    place2: str
    body: str
    body2: str


def make_name(rng: random.Random) -> str:
    """A name that no other story is likely to have."""
    return "".join(rng.choices(SYLLABLES, k=2)).capitalize() + rng.choice(ENDINGS)


def make_world(rng: random.Random) -> World:
    """A world of its own for a story."""
    persons = [f"{make_name(rng)} {make_name(rng)}" for _ in range(2)]
    bodies = [rng.choice(BODIES.split("|")).format(s=rng.choice(SECTORS)) for _ in range(2)]
    return World(*persons, make_name(rng), make_name(rng), *bodies)


def write_sentence(rng: random.Random, world: World) -> str:
    """One sentence about the world."""
    words = {
        "n": rng.randint(2, 90), "year": rng.randint(1961, 2023), "day": rng.choice(DAYS), "act": rng.choice(ACTS),
        "thing": rng.choice(THINGS), "adj": rng.choice(ADJECTIVES), "manner": rng.choice(MANNERS), **vars(world),
    }  # fmt: skip
    text = rng.choice(SENTENCES).format(**words, result=rng.choice(RESULTS).format(**words))
    return text[0].upper() + text[1:]


def write_paragraph(rng: random.Random, world: World) -> str:
    """One to three sentences."""
    return " ".join(write_sentence(rng, world) for _ in range(rng.randint(1, 3)))


def write_story(rng: random.Random, world: World) -> Paragraphs:
    """The paragraphs of a story as the agency sent it, without headline and credit."""
    return [write_paragraph(rng, world) for _ in range(rng.randint(6, 14))]


# Copies


def cut_end(rng: random.Random, story: Paragraphs) -> Paragraphs:
    """The story without its end, at least two fifths of it."""
    return story[: rng.randint(len(story) * 2 // 5 + 1, len(story))]


def cut_within(rng: random.Random, story: Paragraphs) -> Paragraphs:
    """The story without up to three of its paragraphs."""
    lost = set(rng.sample(range(len(story)), k=min(rng.randint(1, 3), len(story) // 4)))
    return [paragraph for place, paragraph in enumerate(story) if place not in lost]


def reorder(rng: random.Random, story: Paragraphs) -> Paragraphs:
    """The story with its later paragraphs in another order."""
    return [story[0], *rng.sample(story[1:], k=len(story) - 1)]


def edit(rng: random.Random, story: Paragraphs) -> Paragraphs:
    """The story with some words replaced and some left out, up to three in a hundred beside the synonyms."""
    rate = rng.uniform(0.01, 0.03)
    return [" ".join(_edit_words(rng, paragraph.split(), rate)) for paragraph in story]


def _edit_words(rng: random.Random, words: Iterable[str], rate: float) -> Iterator[str]:
    for word in words:
        chance = rng.random()
        if word in SYNONYMS and chance < 0.25:
            yield SYNONYMS[word]
        elif chance > rate:
            yield word
        elif chance > rate / 2:
            yield rng.choice(ADJECTIVES)


def add_standing(rng: random.Random, story: Paragraphs) -> Paragraphs:
    """The story with the paper's own text before or behind it."""
    head, foot = rng.choice(([], [rng.choice(STANDING)])), [rng.choice(STANDING)]
    return [*head, *story, *foot]


def merge_paragraphs(rng: random.Random, story: Paragraphs) -> Paragraphs:
    """The story in fewer, longer paragraphs."""
    width = rng.randint(2, 3)
    return [" ".join(story[at : at + width]) for at in range(0, len(story), width)]


def print_twice(_: random.Random, story: Paragraphs) -> Paragraphs:
    """The story as some saved pages have it: twice."""
    return story + story


CHANGES: tuple[Callable[[random.Random, Paragraphs], Paragraphs], ...] = (
    cut_end, cut_within, reorder, edit, add_standing, merge_paragraphs, print_twice,
)  # fmt: skip


def make_copy(rng: random.Random, name: str, story: Paragraphs, world: World) -> Article:
    """A paper's print of the story: up to three changes, a headline of its own, another credit."""
    for change in rng.sample(CHANGES, k=rng.randint(0, 3)):
        story = change(rng, story)
    agency = rng.choice(AGENCIES)
    first = rng.choice(("{t}", f"{world.place.upper()} ({agency}) — {{t}}", f"({agency}) {{t}}"))
    paragraphs = [first.replace("{t}", story[0]), *story[1:]]
    if rng.random() < 0.5:
        paragraphs = [text.replace("told reporters", f"told {agency}") for text in paragraphs]
    headline = f"{world.person} {rng.choice(ACTS)} {rng.choice(THINGS)} {rng.choice(MANNERS)}"
    return make_article(name, [headline.capitalize(), *paragraphs])


def make_article(name: str, paragraphs: Sequence[str]) -> Article:
    """An article, all of whose text is body."""
    text = "\n\n".join(paragraphs)
    return Article(name, text, name, (Span(0, len(text)),))


def make_articles(stories: int, copies: int, seed: int = 1) -> list[Article]:
    """So many copies of so many stories, shuffled; an id is that of the story, a stroke, and a number."""
    rng = random.Random(seed)  # noqa: S311 -- texts, not secrets
    articles = []
    for number in range(stories):
        world = make_world(rng)
        story = write_story(rng, world)
        articles += [make_copy(rng, f"{number}/{copy}", story, world) for copy in range(copies)]
    rng.shuffle(articles)
    return articles


# What is no copy


def report_anew(rng: random.Random, world: World) -> tuple[Paragraphs, Paragraphs]:
    """Two reports of one happening in their own words, which share a quotation."""
    quotation = f'"{write_paragraph(rng, world)}" {world.person} said in a speech to the {world.body}.'
    first, second = write_story(rng, world), write_story(rng, world)
    return [*first[:2], quotation, *first[2:]], [*second[:4], quotation, *second[4:]]


def quote_release(rng: random.Random, world: World) -> tuple[Paragraphs, Paragraphs]:
    """Two reports that quote one press release at length, each with a beginning and an end of its own."""
    release = write_story(rng, world)[:4]
    first, second = write_story(rng, world), write_story(rng, world)
    return [*first[:3], *release, *first[3:6]], [*second[:3], *release, *second[3:6]]


def share_footer(rng: random.Random, world: World) -> tuple[Paragraphs, Paragraphs]:
    """Two notes, each of a paragraph or two, with the same standing text, which is longer than they are."""
    footer = rng.sample(STANDING, k=3)
    notes = [[write_paragraph(rng, each) for _ in range(2)] for each in (world, make_world(rng))]
    return [*notes[0], *footer], [*notes[1], *footer]


def round_up(rng: random.Random, world: World) -> tuple[Paragraphs, Paragraphs]:
    """A brief, and a round-up that has it as one of six."""
    briefs = [" ".join(write_sentence(rng, each) for _ in range(3)) for each in (make_world(rng) for _ in range(5))]
    brief = " ".join(write_sentence(rng, world) for _ in range(3))
    return [brief], [*briefs[:2], brief, *briefs[2:]]


def recycle(rng: random.Random, world: World) -> tuple[Paragraphs, Paragraphs]:
    """A story, and the next day's, which repeats half of it as background."""
    first, second = write_story(rng, world), write_story(rng, world)
    return first, [*second, *first[: len(first) // 2]]


NO_COPIES: tuple[Callable[[random.Random, World], tuple[Paragraphs, Paragraphs]], ...] = (
    report_anew, quote_release, share_footer, round_up, recycle,
)  # fmt: skip


# Measuring


def pairwise_scores(found: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of articles; an id begins with its true story."""
    truth = {article: article.partition("/")[0] for article in found}
    both = _count_pairs((found[article], truth[article]) for article in found)
    precision, recall = both / _count_pairs(found.values()), both / _count_pairs(truth.values())
    return precision, recall, 2 * precision * recall / (precision + recall)


def _count_pairs(groups: Iterable[object]) -> int:
    return sum(size * (size - 1) // 2 for size in Counter(groups).values())


def count_joined(kind: Callable[[random.Random, World], tuple[Paragraphs, Paragraphs]], pairs: int) -> int:
    """How many pairs of a kind that is no copy are taken for one story, each pair looked at by itself."""
    rng = random.Random(2)  # noqa: S311 -- texts, not secrets
    joined = 0
    for _ in range(pairs):
        texts = kind(rng, make_world(rng))
        stories = find_stories(make_article(str(number), text) for number, text in enumerate(texts))
        joined += len(set(stories.values())) == 1
    return joined


def seconds(work: Callable[[], object]) -> float:
    """How long the processor took for the work, whatever else the machine was at."""
    start = time.process_time()
    work()
    return time.process_time() - start


def peer_stories(articles: Sequence[Article]) -> dict[str, str]:
    """Stories by datasketch alone: articles that its index takes for similar, whether they are or not."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415 -- the comparison is left out where it is missing

    index = MinHashLSH(threshold=0.5, num_perm=128)
    blank = MinHash(num_perm=128)
    names: dict[str, str] = {}
    for article in articles:
        words = re.findall(r"\w+", article.text.casefold())
        signature = blank.copy()
        signature.update_batch([" ".join(words[at : at + 5]).encode() for at in range(len(words) - 4)])
        names[article.id] = article.id
        for similar in index.query(signature):
            _join(names, article.id, similar)
        index.insert(article.id, signature, check_duplication=False)
    return {name: _root(names, name) for name in names}


def _root(names: dict[str, str], name: str) -> str:
    while names[name] != name:
        names[name] = name = names[names[name]]
    return name


def _join(names: dict[str, str], one: str, other: str) -> None:
    low, high = sorted((_root(names, one), _root(names, other)))
    names[high] = low


def print_quality(method: Callable[[Sequence[Article]], Mapping[str, str]], articles: Sequence[Article]) -> None:
    """A line of scores."""
    found = method(articles)
    precision, recall, score = pairwise_scores(found)
    name = method.__name__.removesuffix("_stories")
    print(f"{name:8} {len(set(found.values())):6} stories   P {precision:.4f}   R {recall:.4f}   F1 {score:.4f}")


def print_times(
    method: Callable[[Sequence[Article]], Mapping[str, str]], sets: Sequence[Sequence[Article]], rounds: int
) -> None:
    """A line of times for the sets, each the best of the rounds, and the ratio of the last two."""
    taken = [min(seconds(lambda each=each: method(each)) for _ in range(rounds)) for each in sets]
    each = "   ".join(f"{len(articles)}: {time:.1f} s" for articles, time in zip(sets, taken, strict=True))
    name = method.__name__.removesuffix("_stories")
    print(f"{name:8} {each}   ratio {taken[-1] / taken[-2]:.2f}   {taken[-1] / len(sets[-1]) * 1000:.2f} ms an article")


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=100)
    parser.add_argument("--copies", type=int, default=10)
    parser.add_argument("--many", type=int, default=10_000)
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    methods = [find_stories]
    try:
        import datasketch  # noqa: F401, PLC0415 -- asked whether it is there
    except ImportError:
        print("datasketch is not installed and not compared")
    else:
        methods.append(peer_stories)
    articles = make_articles(options.stories, options.copies)
    print(f"{len(articles)} articles of {options.stories} stories")
    for method in methods:
        print_quality(method, articles)
    print(f"taken for one story, of {options.pairs} pairs")
    for kind in NO_COPIES:
        print(f"  {kind.__name__:15} {count_joined(kind, options.pairs):4}")
    sets = [
        make_articles(size // options.copies, options.copies, seed=size) for size in (options.many, 2 * options.many)
    ]
    for method in methods:
        print_times(method, sets, options.rounds)


if __name__ == "__main__":
    main()
