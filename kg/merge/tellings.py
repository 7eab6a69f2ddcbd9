"""Tellings: which words of which articles tell of one happening, even where nobody in it is named.

An event of the graph has two named ends. News also says "the suspect was arrested", "police seized the boat": a
*telling* is all that one trigger says in one article, whatever its ends, and a *happening* the tellings that are alike:

    ==================================================  ===========================================================
    how alike the two articles are                      cosine of their words (`kg.merge.subjects`), at least .12;
                                                        .35 for two tellings of one article
    the same words at their subjects, at their objects  up to + .15 for each end
    another verb or noun                                - .15 where the ontology has both for one family, else never
    one verb or noun that states relations of no kin    - .15
    other known entities at the two subjects, objects   - .2 each; - .3 if they are of one kind, or the words differ
    the same within one article, of one kind            never: "joins the bureau", "joins the college"
    no time, and one that lies back                     - .05: what is told without its time is mostly the news
    times that share no day                             never
    words of speech with different speakers             never
    ==================================================  ===========================================================

Happenings are clusters whose tellings are alike by .2 on average, and in which no times are more than a day apart: what
is night here is morning there, and a day may be that of a dateline. A time lies back that is longer than `MEMORY`, or
as long before the publication of its article, or before the newest time that this one gives. Each step depends on the
tellings themselves alone, on no counts and no order. It refuses to say what a happening is called, and whether it took
place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING

from kg.merge.happenings import MEMORY, ZONES
from kg.merge.linkage import link_on_average
from kg.merge.subjects import Subject, content_words, likeness, near_pairs, subject_of
from kg.model import Article, Claim, Mention, sorted_claims
from kg.ontology.patterns import Pattern, PatternKind

if TYPE_CHECKING:
    from kg.ontology import Ontology

__all__ = ["find_happenings", "word_families"]

MIN_ARTICLES = 120  # all in thousandths, as `kg.merge.subjects.likeness`
SAME_ARTICLE = 350
SAME_END = 150
OTHER_ENTITY = -200
OTHER_OF_KIND = -300
OTHER_WORD = -150
OTHER_SENSE = -150
NEWS_AND_BACKGROUND = -50
MIN_ALIKE = 200

_SPEECH = frozenset("accord add announce confirm explain note report say state tell".split())
"""What many say of many things: two of these tell of one act only where the speaker is one."""

Interval = tuple[date, date]
WordFamilies = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _End:
    """What stands at one end of a telling: its words, and the IRIs and kinds of the entities that they mean."""

    words: frozenset[str]
    entities: frozenset[str]
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Telling:
    """What one trigger says in one article.

    `stated` are the families of the relations that it states, and `families` these, or for open claims alone those of
    all that its word can state. `is_mutual` says that a relation holds both ways, `lies_back` that all its times do.
    """

    article: str
    word: str
    stated: frozenset[str]
    families: frozenset[str]
    is_mutual: bool
    subject: _End
    object: _End
    times: frozenset[Interval]
    lies_back: bool
    claims: frozenset[str]

    @property
    def keys(self) -> frozenset[str]:
        """Under what it meets others that can tell the same; a family's key is no word."""
        return frozenset({self.word, *(f"{family}()" for family in self.families)})


def find_happenings(
    claims: Iterable[Claim], articles: Iterable[Article], ontology: Ontology
) -> tuple[frozenset[str], ...]:
    """The ids of the claims, linked and open ones too, by what they tell of; in the order of article and text.

    A claim whose article is not given stands with those of its own article only. The cost grows with the pairs of
    near articles (`near_pairs`), and with what each two of them tell in kindred words.
    """
    subjects = {article.id: subject_of(article) for article in articles}
    tellings = _tellings(claims, ontology, subjects)
    similarities = _similarities(tellings, subjects)
    times = {at: telling.times for at, telling in enumerate(tellings) if telling.times}
    clusters = link_on_average(len(tellings), similarities, MIN_ALIKE, times, _are_days_apart)
    return tuple(frozenset(claim for at in cluster for claim in tellings[at].claims) for cluster in clusters)


def word_families(ontology: Ontology) -> WordFamilies:
    """For each verb and noun the families of the relations that it states by itself, without further words."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for relation in ontology.relations.values():
        for pattern in relation.patterns:
            if _needs_no_word(pattern):
                for head in pattern.heads:
                    found[head].add(_family(relation.name, ontology))
    return {word: frozenset(families) for word, families in found.items()}


def _family(name: str, ontology: Ontology) -> str:
    """The family of a relation; its own name for one that has none, or that the ontology does not know."""
    relation = ontology.relations.get(name)
    return relation.family or name if relation else name


def _needs_no_word(pattern: Pattern) -> bool:
    plain = not (pattern.negated or pattern.infinitive or pattern.particles)
    bare = all(not slot.words and (not slot.path or pattern.kind is PatternKind.NOUN) for slot in pattern.slots)
    return plain and bare and pattern.kind in {PatternKind.VERB, PatternKind.NOUN}


def _tellings(claims: Iterable[Claim], ontology: Ontology, subjects: Mapping[str, Subject]) -> list[_Telling]:
    """The tellings, in the order of article and text."""
    of_article: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in sorted_claims(claims):
        of_article[claim.article].append(claim)
    teller = _Teller(ontology, word_families(ontology))
    return [
        telling
        for article, said in sorted(of_article.items())
        for telling in teller.tellings(said, subjects[article].published if article in subjects else None)
    ]


@dataclass(frozen=True, slots=True)
class _Teller:
    """Puts the claims of an article together by their triggers."""

    ontology: Ontology
    words: WordFamilies

    def tellings(self, claims: Iterable[Claim], published: date | None) -> Iterator[_Telling]:
        """The tellings of one article, in the order of its text."""
        grouped: defaultdict[tuple[int, int], list[Claim]] = defaultdict(list)
        for claim in claims:
            grouped[claim.trigger.span.start, claim.trigger.span.end].append(claim)
        newest = max((claim.time.latest for told in grouped.values() for claim in told if claim.time), default=None)
        for _, told in sorted(grouped.items()):
            yield self._telling(told, published or newest)

    def _telling(self, claims: Sequence[Claim], now: date | None) -> _Telling:
        word = claims[0].trigger.lemma.partition(" ")[0]  # "gun down" without its particle, which the parse may miss
        relations = frozenset(claim.relation for claim in claims if claim.relation)
        stated = frozenset(_family(relation, self.ontology) for relation in relations)
        times = frozenset((claim.time.earliest, claim.time.latest) for claim in claims if claim.time)
        return _Telling(
            article=claims[0].article,
            word=word,
            stated=stated,
            families=stated or self.words.get(word, frozenset()),
            is_mutual=any(
                self.ontology.relations[each].symmetric for each in relations & self.ontology.relations.keys()
            ),
            subject=_end(claim.subject for claim in claims),
            object=_end(claim.object for claim in claims),
            times=times,
            lies_back=bool(times) and now is not None and all(_lies_back(time, now) for time in times),
            claims=frozenset(claim.id for claim in claims),
        )


def _lies_back(time: Interval, now: date) -> bool:
    return (time[1] - time[0]).days > MEMORY or (now - time[1]).days > MEMORY


def _end(mentions: Iterable[Mention | None]) -> _End:
    there = [mention for mention in mentions if mention]
    words = frozenset().union(*(content_words(mention.name or mention.text) for mention in there))
    entities = [mention.entity for mention in there if mention.entity]
    return _End(words, frozenset(each.iri for each in entities), frozenset(each.kind for each in entities))


def _similarities(tellings: Sequence[_Telling], subjects: Mapping[str, Subject]) -> dict[tuple[int, int], int]:
    """How alike each two tellings are, those that are at all."""
    shelves: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, telling in enumerate(tellings):
        for key in telling.keys:
            shelves[telling.article][key].append(at)
    told = [subjects[article] for article in shelves if article in subjects]
    near = [(one.article, other.article, likeness(one, other)) for one, other in near_pairs(told)]
    found: dict[tuple[int, int], int] = {}
    for one, other, articles in [*near, *((article, article, SAME_ARTICLE) for article in shelves)]:
        if articles >= MIN_ARTICLES:
            for pair in _kindred(shelves[one], shelves[other]):
                similarity = _alike(tellings[pair[0]], tellings[pair[1]], articles)
                if similarity > 0:
                    found[pair] = similarity
    return found


def _kindred(one: Mapping[str, Sequence[int]], other: Mapping[str, Sequence[int]]) -> Iterator[tuple[int, int]]:
    """The pairs of tellings of two articles, or of one, that share a key; each once, the lesser number first."""
    pairs = {(min(pair), max(pair)) for key in one.keys() & other.keys() for pair in product(one[key], other[key])}
    return (pair for pair in pairs if pair[0] != pair[1])


def _alike(one: _Telling, other: _Telling, articles: int) -> int:
    """How alike two tellings in kindred words are, by the table above; 0 or less where they are not."""
    if not _may_be_one_day(one.times, other.times):
        return 0
    speakers = _shared(one.subject, other.subject)
    if not speakers and (one.word in _SPEECH or other.word in _SPEECH):
        return 0
    ends = _facing_ends(one, other)
    if one.article == other.article and any(_are_others_of_kind(*end) for end in ends):
        return 0
    same = sum(round(SAME_END * _shared(*end)) for end in ends)
    words = _other_words(one, other)
    differ = sum(OTHER_OF_KIND if words else _difference(*end) for end in ends if _are_others(*end))
    return articles + same + differ + words + _news(one, other)


def _facing_ends(one: _Telling, other: _Telling) -> list[tuple[_End, _End]]:
    """Subject with subject and object with object; or crosswise, where both ways say the same and share more so."""
    straight = [(one.subject, other.subject), (one.object, other.object)]
    crosswise = [(one.subject, other.object), (one.object, other.subject)]
    if one.is_mutual and other.is_mutual:
        return max(straight, crosswise, key=lambda ends: sum(_shared(*end) for end in ends))
    return straight


def _difference(one: _End, other: _End) -> int:
    return OTHER_OF_KIND if _are_others_of_kind(one, other) else OTHER_ENTITY


def _other_words(one: _Telling, other: _Telling) -> int:
    """What it counts that the words are two, or that the one word states what is not kin."""
    if one.word != other.word:
        return OTHER_WORD
    return OTHER_SENSE if one.stated and other.stated and not one.stated & other.stated else 0


def _news(one: _Telling, other: _Telling) -> int:
    """What it counts that one is told without time, and the other with one that lies back."""
    undated = not (one.times and other.times)
    return NEWS_AND_BACKGROUND if undated and (one.lies_back or other.lies_back) else 0


def _may_be_one_day(one: frozenset[Interval], other: frozenset[Interval]) -> bool:
    """Whether the times share a day, or one side has none."""
    return not one or not other or _come_near(one, other, 0)


def _are_days_apart(one: frozenset[Interval], other: frozenset[Interval]) -> bool:
    """Whether more than the clocks of two places lie between all times."""
    return not _come_near(one, other, ZONES)


def _come_near(one: frozenset[Interval], other: frozenset[Interval], days: int) -> bool:
    """Whether some times share a day, or are no more than so many days apart."""
    gap = timedelta(days)
    return any(a[0] - b[1] <= gap and b[0] - a[1] <= gap for a, b in product(one, other))


def _shared(one: _End, other: _End) -> float:
    """How much of the shorter end stands in the other one."""
    shorter = min(len(one.words), len(other.words))
    return len(one.words & other.words) / shorter if shorter else 0.0


def _are_others(one: _End, other: _End) -> bool:
    """Whether both ends are known, and are others without so much as a word in common."""
    return bool(one.entities and other.entities) and not (one.entities & other.entities or one.words & other.words)


def _are_others_of_kind(one: _End, other: _End) -> bool:
    """Whether they are others, and of one kind: a state and its head may well stand for each other."""
    return _are_others(one, other) and bool(one.kinds & other.kinds)
