"""Tellings: which words of which articles tell of one happening, even where nobody in it is named.

An event of the graph has two named ends. News also says "the suspect was arrested", "police seized the boat": a
*telling* is all that one trigger says in one article, whatever its ends, and a *happening* the tellings that are alike:

    ==================================================  ===========================================================
    how alike the two articles are                      cosine of their words (`kg.merge.subjects`), at least .12;
                                                        .35 for two tellings of one article
    the same words at their subjects, at their objects  up to + .15 for each end
    another verb or noun                                - .15 where the ontology has both for one family, else never
    known entities at one end, and others at the other  - .2
    times that share no day                             never
    words of speech with different speakers             never
    ==================================================  ===========================================================

Happenings are clusters whose tellings are alike by .2 on average. Each step depends on the tellings themselves alone,
on no counts and no order. It refuses to say what a happening is called, and whether it took place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

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
OTHER_WORD = -150
MIN_ALIKE = 200

_SPEECH = frozenset("accord add announce confirm explain note report say state tell".split())
"""What many say of many things: two of these tell of one act only where the speaker is one."""

Interval = tuple[date, date]
WordFamilies = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _End:
    """What stands at one end of a telling: its words, and the IRIs of the entities that they mean."""

    words: frozenset[str]
    entities: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Telling:
    """What one trigger says in one article.

    `families` are those of the relations that it states, or for open claims alone, of all that its word can state.
    """

    article: str
    word: str
    families: frozenset[str]
    subject: _End
    object: _End
    times: frozenset[Interval]
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
    tellings = _tellings(claims, ontology)
    subjects = {article.id: subject_of(article) for article in articles}
    similarities = _similarities(tellings, subjects)
    clusters = link_on_average(len(tellings), similarities, MIN_ALIKE)
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


def _tellings(claims: Iterable[Claim], ontology: Ontology) -> list[_Telling]:
    """The tellings, in the order of article and text."""
    families = word_families(ontology)
    grouped: defaultdict[tuple[str, int, int], list[Claim]] = defaultdict(list)
    for claim in sorted_claims(claims):
        grouped[claim.article, claim.trigger.span.start, claim.trigger.span.end].append(claim)
    return [_telling(told, families, ontology) for _, told in sorted(grouped.items())]


def _telling(claims: Sequence[Claim], families: WordFamilies, ontology: Ontology) -> _Telling:
    word = claims[0].trigger.lemma.partition(" ")[0]  # "gun down" without its particle, which the parse may miss
    stated = frozenset(_family(claim.relation, ontology) for claim in claims if claim.relation)
    return _Telling(
        article=claims[0].article,
        word=word,
        families=stated or families.get(word, frozenset()),
        subject=_end(claim.subject for claim in claims),
        object=_end(claim.object for claim in claims),
        times=frozenset((claim.time.earliest, claim.time.latest) for claim in claims if claim.time),
        claims=frozenset(claim.id for claim in claims),
    )


def _end(mentions: Iterable[Mention | None]) -> _End:
    there = [mention for mention in mentions if mention]
    words = frozenset().union(*(content_words(mention.name or mention.text) for mention in there))
    return _End(words, frozenset(mention.entity.iri for mention in there if mention.entity))


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
    ends = ((one.subject, other.subject), (one.object, other.object))
    same = sum(round(SAME_END * _shared(*end)) for end in ends)
    differ = sum(OTHER_ENTITY for end in ends if _are_others(*end))
    return articles + same + differ + (OTHER_WORD if one.word != other.word else 0)


def _may_be_one_day(one: frozenset[Interval], other: frozenset[Interval]) -> bool:
    """Whether the times share a day, or one side has none."""
    return not one or not other or any(a[0] <= b[1] and b[0] <= a[1] for a in one for b in other)


def _shared(one: _End, other: _End) -> float:
    """How much of the shorter end stands in the other one."""
    shorter = min(len(one.words), len(other.words))
    return len(one.words & other.words) / shorter if shorter else 0.0


def _are_others(one: _End, other: _End) -> bool:
    """Whether both ends are known, and are others without so much as a word in common."""
    return bool(one.entities and other.entities) and not (one.entities & other.entities or one.words & other.words)
