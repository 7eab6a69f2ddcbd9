"""Events of a stored graph with the claims about them, read by a fixed number of SPARQL queries however many there are.

It selects nothing: the IRIs of the events that are wanted are given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.ontology.iris import local_name
from kg.query import run_query
from kg.questions.names import Name, load_names

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["Statement", "StoredEvent", "load_events"]


@dataclass(frozen=True, slots=True)
class Statement:
    """What one article states of an event in one sentence.

    `publisher` is the web host, else the file's name, where none is known. `speaker` is None for the article's own
    voice. `relation` is a local name: the event's, or one of its kin. `trigger` holds the words that state it.
    `time`, `earliest` and `latest` tell when it happened, as this sentence has it, `published` when it was said.
    """

    claim: str
    article: str
    story: str
    relation: str
    positive: bool
    modality: str
    trigger: str
    sentence: str
    publisher: str
    published: date | None = None
    url: str | None = None
    speaker: str | None = None
    time: str | None = None
    earliest: date | None = None
    latest: date | None = None

    @property
    def order(self) -> tuple[date, str, str, str]:
        """By day of publication, those without one last."""
        return self.published or date.max, self.publisher, self.article, self.claim


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """One event of a graph. `what` is a sentence, `relation` a local name; `statements` are in order of publication."""

    iri: str
    what: str
    subject: Name
    relation: str
    object: Name
    status: str
    articles: int
    stories: int
    statements: tuple[Statement, ...]
    plover: str | None = None
    time: str | None = None
    earliest: date | None = None
    latest: date | None = None
    place: Name | None = None

    @property
    def relations(self) -> frozenset[str]:
        """Its own relation and those of its claims."""
        return frozenset({self.relation, *(statement.relation for statement in self.statements)})


def load_events(dataset: Dataset, iris: Collection[str]) -> tuple[StoredEvent, ...]:
    """The events with these IRIs, in the order of their IRIs."""
    if not iris:
        return ()
    records = _records(dataset, _EVENTS, iris)
    claims = _records(dataset, _CLAIMS, iris)
    of_articles = _records(dataset, _ARTICLES, {claim["article"] for claim in claims})
    articles = {record["about"]: record for record in of_articles}
    named = [record[end] for record in records for end in ("subject", "object", "place") if record[end]]
    names = load_names(dataset, {*named, *(claim["speaker"] for claim in claims if claim["speaker"])})
    statements: defaultdict[str, list[Statement]] = defaultdict(list)
    for claim in claims:
        statements[claim["about"]].append(_statement(claim, articles[claim["article"]], names))
    return tuple(_event(record, statements[record["about"]], names) for record in records)


def _records(dataset: Dataset, patterns: tuple[str, ...], iris: Iterable[str]) -> list[dict[str, Any]]:
    """The rows of the first pattern, with what each of the others adds to them; None where it adds nothing.

    A query for each, since Oxigraph answers OPTIONAL by reading all that there is, however little is asked for.
    """
    values = " ".join(f"<{iri}>" for iri in sorted(iris))
    answers = [run_query(dataset, _QUERY.format(iris=values, pattern=pattern)) for pattern in patterns]
    variables = dict.fromkeys(name for answer in answers for name in answer.variables)
    found: defaultdict[tuple[str, str], dict[str, Any]] = defaultdict(lambda: dict.fromkeys(variables))
    for answer in answers:
        for record in answer.records():
            found[record["about"], record.get("claim", "")].update(record)
    return [record for _, record in sorted(found.items())]


def _statement(claim: Mapping[str, Any], article: Mapping[str, Any], names: Mapping[str, Name]) -> Statement:
    return Statement(
        claim=claim["claim"],
        article=claim["article"],
        story=article["story"],
        relation=local_name(claim["relation"]),
        positive=claim["polarity"] == "positive",
        modality=claim["modality"],
        trigger=claim["trigger"],
        sentence=" ".join(claim["sentence"].split()),
        publisher=article["publisher"] or urlsplit(article["url"] or "").hostname or article["source"],
        published=article["published"],
        url=article["url"],
        speaker=names[claim["speaker"]].label if claim["speaker"] else None,
        time=claim["time"],
        earliest=claim["earliest"],
        latest=claim["latest"],
    )


def _event(record: Mapping[str, Any], statements: Iterable[Statement], names: Mapping[str, Name]) -> StoredEvent:
    subject, object_ = names[record["subject"]], names[record["object"]]
    what = record["label"]
    for name in (subject, object_):
        what = what.replace(name.label, name.short)
    return StoredEvent(
        iri=record["about"],
        what=what,
        subject=subject,
        relation=local_name(record["relation"]),
        object=object_,
        status=record["status"],
        articles=record["articles"],
        stories=record["stories"],
        statements=tuple(sorted(statements, key=lambda statement: statement.order)),
        plover=local_name(record["plover"]) if record["plover"] else None,
        time=record["time"],
        earliest=record["earliest"],
        latest=record["latest"],
        place=names[record["place"]] if record["place"] else None,
    )


_QUERY = "SELECT * {{ VALUES ?about {{ {iris} }} {pattern} }}"
_EVENTS = (
    """?about rdfs:label ?label ; kg:subject ?subject ; kg:relation ?relation ; kg:object ?object ; kg:status ?status ;
              kg:articleCount ?articles ; kg:storyCount ?stories .""",
    "?about kg:plover ?plover .",
    "?about kg:timeLabel ?time ; kg:earliest ?earliest ; kg:latest ?latest .",
    "?about kg:place ?place .",
)
_CLAIMS = (
    """?about kg:claim ?claim .
       GRAPH ?article {
         ?claim rdf:predicate ?relation ; kg:polarity ?polarity ; kg:modality ?modality ; kg:trigger ?trigger ;
                kg:evidence ?evidence .
         ?evidence oa:exact ?sentence .
       }""",
    "?about kg:claim ?claim . ?claim kg:attributedTo ?speaker .",
    "?about kg:claim ?claim . ?claim kg:timeLabel ?time ; kg:earliest ?earliest ; kg:latest ?latest .",
)
_ARTICLES = (
    "?about kg:story ?story ; kg:source ?source .",
    "?about kg:publisher ?publisher .",
    "?about kg:url ?url .",
    "?about schema:datePublished ?published .",
)
