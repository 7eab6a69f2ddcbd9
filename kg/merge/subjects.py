"""What an article is about: its words, and how much of them two articles have in common.

Names weigh twice, function words nothing, and how often a word stands there does not matter. No word is rare or common
by a count over the corpus: two articles are as alike as they are, whatever else is in the graph. (On the articles of
ECB+ this tells those about one happening from others at least as well as TF-IDF does.) It refuses to name a subject.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from kg.model import Article

__all__ = ["MAX_GAP", "Subject", "content_words", "likeness", "near_pairs", "subject_keys", "subject_of"]

MAX_GAP = timedelta(days=14)  # articles further apart are not compared: what is told again later is told with its time
TOP_WORDS = 12
NAME_WEIGHT = 2

_WORD = re.compile(r"[^\W_]{3,}")
_FUNCTION_WORDS = frozenset(
    # articles, pronouns and question words
    "the this that these those here there such same other others another one ones some any all both each every either "
    "neither none nothing nobody something somebody someone somewhere anything anybody anyone anywhere everything "
    "everybody everyone everywhere you your yours yourself she her hers herself him his himself its itself our ours "
    "ourselves they them their theirs themselves who whom whose what which when where why how whatever whichever "
    "whoever whenever wherever whether "
    # auxiliaries
    "are was were been being have has had having does did doing done can could may might must shall should will would "
    "cannot isn aren wasn weren hasn haven hadn don doesn didn couldn shouldn wouldn won "
    # prepositions, conjunctions and particles
    "about above across after against along among around before behind below beneath beside besides between beyond "
    "despite down during except for from inside into near off onto out outside over past per since through throughout "
    "toward towards under until upon via with within without and but nor not than then although because though unless "
    "while whereas however therefore thus hence else "
    # adverbs and quantities that say nothing of a subject
    "again ago almost alone already also always away back even ever far further just later less least many maybe "
    "meanwhile more most much never now often once only perhaps quite rather really several still together too twice "
    "very well yet few first last next own "
    "two three four five six seven eight nine ten eleven twelve hundred thousand million billion "
    # what every article does
    "say says said saying told according added today yesterday tomorrow week month year "
    "monday tuesday wednesday thursday friday saturday sunday "
    "january february march april june july august september october november december".split()
)


@dataclass(frozen=True, slots=True)
class Subject:
    """The words of one article with their weights. `top` are those that stand there most, names before others."""

    article: str
    weights: Mapping[str, int]
    top: tuple[str, ...]
    published: date | None = None

    @property
    def square(self) -> int:
        """The square of its length as a vector."""
        return sum(weight * weight for weight in self.weights.values())


def subject_of(article: Article) -> Subject:
    """What the article's body is about."""
    counts: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for span in article.body:
        for word in _WORD.findall(article.text[span.start : span.end]):
            folded = word.casefold()
            if folded not in _FUNCTION_WORDS:
                counts[folded] += 1
                capitals[folded] += word[0].isupper()
    weights = {word: NAME_WEIGHT if capitals[word] * 2 > count else 1 for word, count in counts.items()}
    ranked = sorted(counts, key=lambda word: (-counts[word] * weights[word], word))
    return Subject(article.id, weights, tuple(ranked[:TOP_WORDS]), article.published)


def content_words(text: str) -> frozenset[str]:
    """The words of a few words that are not function words, without case."""
    return frozenset(word.casefold() for word in _WORD.findall(text)) - _FUNCTION_WORDS


def likeness(one: Subject, other: Subject) -> int:
    """The cosine of the two, in thousandths: 0 where they share nothing."""
    shorter, longer = sorted((one.weights, other.weights), key=len)
    shared = sum(weight * longer.get(word, 0) for word, weight in shorter.items())
    return round(1000 * shared / math.sqrt(one.square * other.square)) if shared else 0


def subject_keys(subject: Subject) -> frozenset[str]:
    """The keys under which articles that may be about one thing meet: each two of its top words."""
    return frozenset(" ".join(pair) for pair in combinations(sorted(subject.top), 2))


def near_pairs(subjects: Iterable[Subject]) -> Iterator[tuple[Subject, Subject]]:
    """Each two that share a key and were not published too far apart; in order, once.

    An article without a date may be near any other. The cost grows with the articles times those that a fortnight has
    on one subject, not with their square.
    """
    buckets: defaultdict[str, list[Subject]] = defaultdict(list)
    for subject in sorted(subjects, key=lambda one: (one.published or date.min, one.article)):
        for key in subject_keys(subject):
            buckets[key].append(subject)
    found = {
        (one.article, other.article): (one, other) for bucket in buckets.values() for one, other in _within_gap(bucket)
    }
    return (found[pair] for pair in sorted(found))


def _within_gap(bucket: Sequence[Subject]) -> Iterator[tuple[Subject, Subject]]:
    """The pairs of a bucket, which is in the order of publication, the undated first."""
    for at, one in enumerate(bucket):
        for other in bucket[at + 1 :]:
            if one.published and other.published and other.published - one.published > MAX_GAP:
                break
            yield one, other
