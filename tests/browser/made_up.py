"""Graphs of made-up news of any size, as what is seen of them: communities, hubs, every status, dates and sources.

Nothing here is about anybody: names are drawn from syllables. The same size and seed give the same view.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from random import Random

from kg.export.look import STATUSES
from kg.export.view import EdgeView, EvidenceView, NodeView, View
from kg.ontology.iris import BASE, term
from kg.ontology.phrases import words

EDGES_A_NODE, MAX_CLAIMS, SENTENCE_CHARS = 3, 5, 200
COMMUNITY, STAYS = 60, 0.85  # nodes of one community, and how often an edge stays in it
FIRST_DAY, DAYS, UNDATED, NEWS_DAYS = date(2014, 1, 1), 3650, 0.05, 9
STARTS = "Bar Cal Dor El Fen Gar Hol Is Jor Kal Lom Mer Nor Os Pel Qua Ros Sul Tar Ul Ver Wen Yor Zan".split()
MIDDLES = "a e i o u an en il or us ami eno iro ola uri".split()
ENDS = "bia dan fort gate holm land mark nia polis ria stan ton via wick".split()
KINDS = "State State City GovernmentBody Company Person Person Organization ArmedGroup Agreement".split()
RELATIONS = {
    "condemns": "ACCUSE",
    "meets": "CONSULT",
    "signs": "AGREE",
    "supports": "SUPPORT",
    "terminates": "RETREAT",
    "imposesSanctionsOn": "SANCTION",
    "attacks": "ASSAULT",
    "demandsFrom": "REQUEST",
    "givesAidTo": "AID",
    "threatens": "THREATEN",
    "cooperatesWith": "COOPERATE",
    "rejects": "REJECT",
}
FILLER = (
    "according to two people who took part in the talks and asked that their names be left out because nothing had "
    "been made public yet while others in the capital said that the matter had been under way for many weeks already "
    "and that nobody there had been surprised by how it went on after the long summer and its quarrels"
).split()


@dataclass(slots=True)
class _Ends:
    """The ends of edges so far, so that who has many gets more: of all nodes, and of each community."""

    everywhere: list[int] = field(default_factory=list)
    inside: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, community: int, *nodes: int) -> None:
        """Count the nodes once more."""
        self.everywhere.extend(nodes)
        self.inside[community].extend(nodes)


def made_up_view(count: int, seed: int = 1, claims: int = MAX_CLAIMS) -> View:
    """So many entities with three events each, and one to so many claims an event."""
    random = Random(seed)  # noqa: S311  nobody guards anything with it
    names = _names(count, random)
    nodes = [_node(name, random) for name in names]
    articles = _articles(count, random)
    pairs = list(_pairs(count, random))
    edges = [
        _edge(number, (nodes[one], nodes[other]), articles, claims, random) for number, (one, other) in enumerate(pairs)
    ]
    return View(
        nodes=tuple(sorted(nodes, key=lambda node: node.iri)),
        edges=tuple(sorted(edges, key=lambda edge: (edge.earliest or "9", edge.time, edge.iri))),
        articles=len(articles),
        stories=len({article.story for article in articles}),
    )


def _names(count: int, random: Random) -> list[str]:
    """Names, none twice; those of two words when the words run out."""
    one = ["".join(parts) for parts in product(STARTS, MIDDLES, ENDS)]
    random.shuffle(one)
    two = (f"{first} {second}" for first, second in product(one, one))
    return [*one, *(next(two) for _ in range(count - len(one)))][:count]


def _node(name: str, random: Random) -> NodeView:
    aliases = (f"Kingdom of {name}",) if random.random() < 0.3 else ()
    wikidata = f"http://www.wikidata.org/entity/Q{random.randrange(10**6)}"
    return NodeView(f"{BASE}{name.replace(' ', '_')}", random.choice(KINDS), name, aliases, wikidata)


def _pairs(count: int, random: Random) -> Iterator[tuple[int, int]]:
    """Whom each node has to do with: mostly its own community, and there who has to do with many."""
    ends, communities = _Ends(), max(1, count // COMMUNITY)
    for node in range(count):
        community = node % communities
        for _ in range(EDGES_A_NODE):
            pool = ends.inside[community] if random.random() < STAYS else ends.everywhere
            other = random.choice(pool or ends.everywhere or [node])
            ends.add(community, node, other)
            yield (node, other) if random.random() < 0.5 else (other, node)


def _articles(count: int, random: Random) -> list[EvidenceView]:
    """Articles as evidence without words; of ten, two are a copy of the story before."""
    publishers = [f"The {name} Gazette" for name in _names(40, random)]
    found: list[EvidenceView] = []
    for number in range(max(10, count * 2)):
        story = found[-1].story if found and random.random() < 0.2 else f"{BASE}story_{number:06}"
        day = FIRST_DAY + timedelta(days=random.randrange(DAYS))
        found.append(
            EvidenceView(
                *("",) * 5,
                publisher=random.choice(publishers),
                title=f"What happened on the day numbered {number}, told by those who were there",
                url=f"https://gazette.example/{day:%Y/%m/%d}/{number}",
                published=day.isoformat(),
                modality="actual",
                polarity="positive",
                article=f"{BASE}article_{number:06}",
                story=story,
            )
        )
    return found


def _edge(
    number: int, ends: tuple[NodeView, NodeView], articles: Sequence[EvidenceView], claims: int, random: Random
) -> EdgeView:
    source, target = ends
    name = random.choice(list(RELATIONS))
    status = random.choices(list(STATUSES), [60, 10, 8, 6, 6, 5, 5])[0]
    told = [_told(random.choice(articles), ends, name, random) for _ in range(random.randint(1, claims))]
    day, span = FIRST_DAY + timedelta(days=random.randrange(DAYS)), random.choice([0, 0, 0, 6, 30, 364])
    dated = random.random() >= UNDATED
    return EdgeView(
        iri=f"{BASE}event_{number:08x}",
        source=source.iri,
        target=target.iri,
        relation=words(name),
        status=status,
        plover=RELATIONS[name],
        time=day.isoformat() if dated else "",
        earliest=day.isoformat() if dated else "",
        latest=(day + timedelta(days=span)).isoformat() if dated else "",
        place="",
        articles=len({each.article for each in told}),
        stories=len({each.story for each in told}),
        evidence=tuple(told),
        predicate=term(name),
    )


def _told(article: EvidenceView, ends: tuple[NodeView, NodeView], name: str, random: Random) -> EvidenceView:
    """The article with a sentence that says so."""
    start, relation = random.randrange(len(FILLER)), words(name)
    sentence = f"{ends[0].label} {relation} {ends[1].label}"
    while len(sentence) < SENTENCE_CHARS:
        sentence += f" {FILLER[start % len(FILLER)]}"
        start += 1
    return EvidenceView(
        sentence=f"{sentence}.",
        subject=ends[0].label,
        trigger=relation,
        object=ends[1].label,
        speaker=ends[0].label if random.random() < 0.2 else "",
        publisher=article.publisher,
        title=article.title,
        url=article.url,
        published=article.published,
        modality="actual",
        polarity="positive",
        article=article.article,
        story=article.story,
    )
