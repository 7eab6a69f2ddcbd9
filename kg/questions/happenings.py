"""What is told of one happening, whatever its events: an event has two ends, so that one act is often several of them.

Claims are put together by `kg.merge.find_happenings`, and an event stands with the happening that most of its claims
tell of: in one and no other. Events whose times share no day are never one happening, and states of affairs are none.
No time is made up: a happening has the days of its dated events, and when it was told of is said as such.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kg.model import Article, Claim, Precision, Span, Status, TimeRef
from kg.ontology.iris import local_name, term
from kg.query import run_query
from kg.questions.names import find_entity
from kg.questions.stored import StoredEvent, load_events
from kg.store.triples import claim_iri

if TYPE_CHECKING:
    from rdflib import Dataset

    from kg.ontology import Ontology

__all__ = ["Happening", "HappeningSelection", "happenings"]


@dataclass(frozen=True, slots=True)
class HappeningSelection:
    """Which happenings are wanted, and in which order.

    `entities` are names of which each has a part in one of a happening's events. `since` and `until` are days, both
    inclusive: a happening without a time is out where one is given. The order is by `stories`, the most first, or by
    time, the earliest first and those without one last.
    """

    entities: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    min_stories: int = 1
    by_time: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """Events that are told of as one, those that most stories bear out first; the first one is its headline.

    `earliest` and `latest` are the first and last of the days that all its dated events share, `time` is the same in
    words; all None where no event has a date. `first_told` and `last_told` are days of publication. `articles` and
    `stories` count all that tell of it, be it against it; `publishers` are theirs.
    """

    events: tuple[StoredEvent, ...]
    time: str | None
    earliest: date | None
    latest: date | None
    first_told: date | None
    last_told: date | None
    articles: int
    stories: int
    publishers: tuple[str, ...]

    @property
    def headline(self) -> str:
        """What the event with most stories says."""
        return self.events[0].what


EVERY_HAPPENING = HappeningSelection()


def happenings(
    dataset: Dataset,
    claims: Iterable[Claim],
    articles: Iterable[Article],
    ontology: Ontology,
    selection: HappeningSelection = EVERY_HAPPENING,
) -> tuple[Happening, ...]:
    """The happenings that are told of in a stored graph, whose linked claims and articles are given.

    Entities are named by IRI, `id:` name, label or alias; QueryError where nothing, or more than one, is so called.
    """
    from kg.merge import find_happenings  # noqa: PLC0415 -- loads numpy, which no other question needs

    parties = [find_entity(dataset, name).iri for name in selection.entities]
    acts = frozenset(name for name, relation in ontology.relations.items() if relation.happening)
    told = [claim for claim in claims if claim.relation in acts]
    events = load_events(dataset, _events_of(dataset, acts))
    telling = {claim.article for claim in told}
    clusters = find_happenings(told, (article for article in articles if article.id in telling), ontology)
    number_of = {claim: number for number, cluster in enumerate(clusters) for claim in cluster}
    told_together = _together(events, {claim_iri(claim): number_of[claim.id] for claim in told})
    found = [_happening(group) for each in told_together for group in _by_day(each)]
    wanted = [each for each in found if _is_wanted(each, selection) and all(_has_part(each, iri) for iri in parties)]
    return tuple(sorted(wanted, key=_by_time if selection.by_time else _by_stories))


def _events_of(dataset: Dataset, relations: Iterable[str]) -> list[str]:
    values = " ".join(f"<{term(relation)}>" for relation in sorted(relations))
    return [record["event"] for record in run_query(dataset, _EVENTS.replace("RELATIONS", values)).records()]


def _together(events: Iterable[StoredEvent], clusters: Mapping[str, int]) -> Iterable[list[StoredEvent]]:
    """The events by the cluster that most of their claims are in, of equals the one that was told first.

    `clusters` has the number of each claim's cluster, by the claim's IRI; an event without any stands alone.
    """
    number_of = {local_name(claim): number for claim, number in clusters.items()}  # a graph may have another base
    found: defaultdict[int | str, list[StoredEvent]] = defaultdict(list)
    for event in events:
        names = [local_name(statement.claim) for statement in event.statements]
        counts = Counter(number_of[name] for name in names if name in number_of)
        home = counts.most_common(1)[0][0] if counts else event.iri
        found[home].append(event)
    return found.values()


def _by_day(events: Iterable[StoredEvent]) -> list[list[StoredEvent]]:
    """The events, parted where their times share no day: each stands with the first that it fits, the undated too."""
    groups: list[list[StoredEvent]] = []
    for event in sorted(events, key=_rank):
        home = next((group for group in groups if event.earliest is None or _shared_days([*group, event])), None)
        if home is None:
            groups.append([event])
        else:
            home.append(event)
    return groups


def _shared_days(events: Iterable[StoredEvent]) -> tuple[date, date] | None:
    """The first and last of the days that all dated events share; None where there is none."""
    dated = [(event.earliest, event.latest) for event in events if event.earliest and event.latest]
    starts, ends = [first for first, _ in dated], [last for _, last in dated]
    return (max(starts), min(ends)) if dated and max(starts) <= min(ends) else None


def _happening(ranked: Sequence[StoredEvent]) -> Happening:
    statements = sorted((each for event in ranked for each in event.statements), key=lambda each: each.order)
    told = [each.published for each in statements if each.published]
    earliest, latest = _shared_days(ranked) or (None, None)
    return Happening(
        events=tuple(ranked),
        time=_in_words(ranked, earliest, latest),
        earliest=earliest,
        latest=latest,
        first_told=min(told, default=None),
        last_told=max(told, default=None),
        articles=len({each.article for each in statements}),
        stories=len({each.story for each in statements}),
        publishers=tuple(dict.fromkeys(each.publisher for each in statements)),
    )


def _rank(event: StoredEvent) -> tuple[int, int, int, int, str]:
    """What most stories bear out first; of equals what is said of most, and what happened before what is planned."""
    return -event.stories, -event.articles, -len(event.statements), list(Status).index(Status(event.status)), event.iri


def _in_words(events: Iterable[StoredEvent], earliest: date | None, latest: date | None) -> str | None:
    """The time as an event has it whose time it is, else as an interval."""
    if earliest is None or latest is None:
        return None
    own = (event.time for event in events if (event.earliest, event.latest) == (earliest, latest))
    return next(own, None) or TimeRef(_NOWHERE, "", earliest, latest, Precision.INTERVAL).label


_NOWHERE = Span(0, 0)


def _is_wanted(happening: Happening, selection: HappeningSelection) -> bool:
    if happening.stories < selection.min_stories:
        return False
    if happening.earliest is None or happening.latest is None:
        return not (selection.since or selection.until)
    too_early = selection.since is not None and happening.latest < selection.since
    too_late = selection.until is not None and happening.earliest > selection.until
    return not (too_early or too_late)


def _has_part(happening: Happening, iri: str) -> bool:
    parties = {name.iri for event in happening.events for name in (event.subject, event.object, event.place) if name}
    return iri in parties


def _by_time(happening: Happening) -> tuple[bool, date, date, str]:
    told = happening.first_told or date.max
    dated = happening.earliest or told, happening.latest or told
    return happening.earliest is None, *dated, happening.events[0].iri


def _by_stories(happening: Happening) -> tuple[int, int, tuple[bool, date, date, str]]:
    return -happening.stories, -happening.articles, _by_time(happening)


_EVENTS = "SELECT DISTINCT ?event { VALUES ?relation { RELATIONS } ?event kg:relation ?relation ; kg:subject ?subject }"
