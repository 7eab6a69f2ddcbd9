"""One thing of the graph as its page shows it: what it is called, what is said of it, and what it has to do with.

An entity, an event, a claim, an article, a story, or a sentence: each is a list of properties, and after it the events
and the claims that are about it. It refuses nothing; a thing of which nothing is said is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from kg.export.look import Family, family_of
from kg.ontology.iris import PREFIXES, local_name
from kg.ontology.phrasebook import phrase_of
from kg.ontology.phrases import around, told, words
from kg.questions.stored import StoredEvent, load_events
from kg.serve.opened import OpenGraph
from kg.serve.reading import Properties, labels_of, properties_of, related, rows, short, values_of

__all__ = ["EVENTS_A_PAGE", "ClaimRow", "Fact", "Thing", "Value", "iri_of", "page_of", "read_thing"]

EVENTS_A_PAGE = 50
MAX_CLAIMS = 100
MAX_FACTS = 300

# What a page tells elsewhere, or in its title.
_TOLD = frozenset(
    (
        "rdf:type rdfs:label skos:altLabel owl:sameAs kg:claim kg:metonym kg:demonym schema:headline kg:status "
        "kg:earliest kg:latest kg:timePrecision"
    ).split()
)
_FIRST = (
    "kg:subject kg:relation kg:object rdf:subject rdf:predicate rdf:object kg:status kg:timeLabel kg:place kg:plover "
    "kg:attributedTo kg:modality kg:polarity kg:trigger kg:publisher kg:author schema:datePublished kg:url kg:story "
    "oa:exact"
).split()
_KINDS = ("Event", "Claim", "Article", "Story", "Evidence")

_NAMES = {
    "timeLabel": "when",
    "plover": "category",
    "articleCount": "articles",
    "storyCount": "stories",
    "kinRelation": "also told as",
    "attributedTo": "said by",
    "wasDerivedFrom": "article",
    "datePublished": "published",
    "subjectText": "subject's words",
    "objectText": "object's words",
    "exact": "sentence",
    "sha256": "SHA-256",
    "isoCode": "ISO code",
    "iso3Code": "ISO code, three letters",
    "url": "address",
}
_PLACES = {"wikidata.org/": "Wikidata", "geonames.org/": "GeoNames"}

_EVENTS_WITH = {
    "": "{ ?x kg:subject THIS } UNION { ?x kg:object THIS } UNION { ?x a kg:Event ; kg:place THIS }",
    "Event": "BIND (THIS AS ?x)",
    "Claim": "?x kg:claim THIS",
    "Article": "",
    "Story": "",
    "Evidence": "?claim kg:evidence THIS . ?x kg:claim ?claim",
}
_CLAIMS_WITH = {
    "": "?x kg:attributedTo THIS",
    "Event": "THIS kg:claim ?x",
    "Claim": "BIND (THIS AS ?x)",
    "Article": "?x prov:wasDerivedFrom THIS ; a kg:Claim",
    "Story": "?article kg:story THIS . ?x prov:wasDerivedFrom ?article ; a kg:Claim",
    "Evidence": "?x kg:evidence THIS",
}


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it is shown; `href` leads to its page, or to another site if it begins with http."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A plain triple of which one end is the thing: `subject` or `object` is None for the thing itself.

    `between` stands between the two, `after` behind the object.
    """

    subject: Value | None
    between: str
    object: Value | None
    after: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim: who did what to whom, in which words, who says so, and where that stands."""

    what: Value
    sentence: str
    trigger: str
    speaker: Value | None
    notes: tuple[str, ...]
    article: Value
    source: str


@dataclass(frozen=True, slots=True)
class Thing:
    """All that a page shows.

    `articles` are those of a story, `events` those of one page; `event_count` and `claim_count` count all.
    """

    iri: str
    label: str
    kind: str
    family: Family
    aliases: tuple[str, ...]
    same: tuple[Value, ...]
    properties: tuple[tuple[str, tuple[Value, ...]], ...]
    facts: tuple[Fact, ...]
    status: str
    articles: tuple[Value, ...]
    events: tuple[StoredEvent, ...]
    event_count: int
    claims: tuple[ClaimRow, ...]
    claim_count: int


def page_of(iri: str, base: str) -> str:
    """The address of the thing's page; empty for what is not of this graph."""
    return f"/id/{iri.removeprefix(base)}" if iri.startswith(base) else ""


def iri_of(name: str, base: str) -> str:
    """The thing whose page has this name, as a browser hands it over: no longer percent-encoded."""
    return base + quote(name, safe="_-~.!$&'()*+,;=:@/")


def read_thing(graph: OpenGraph, iri: str, page: int = 1) -> Thing | None:
    """The thing with that IRI, with the events of that page (from 1); None where the graph says nothing of it."""
    said = properties_of(graph, [iri]).get(iri)
    if said is None:
        return None
    kind = _kind(said)
    section = kind if kind in _KINDS else ""
    events = _in_time(graph, related(graph, _EVENTS_WITH[section], iri))
    claims = related(graph, _CLAIMS_WITH[section], iri)
    shown = events[(page - 1) * EVENTS_A_PAGE : page * EVENTS_A_PAGE]
    return Thing(
        iri=iri,
        label=_label(iri, said, graph),
        kind=words(kind),
        family=family_of(kind),
        aliases=_aliases(said),
        same=tuple(Value(_elsewhere(each), each) for each in said.get("owl:sameAs", ())),
        properties=_properties(graph, said, facts_apart=not section),
        facts=_facts(graph, iri, said) if not section else (),
        status=_one(said, "kg:status") if kind == "Event" else "",
        articles=_articles(graph, iri) if kind == "Story" else (),
        events=_in_order(load_events(graph.dataset, shown), shown),
        event_count=len(events),
        claims=_claim_rows(graph, claims[:MAX_CLAIMS]),
        claim_count=len(claims),
    )


def _articles(graph: OpenGraph, story: str) -> tuple[Value, ...]:
    """The articles that tell the story."""
    iris = related(graph, "?x kg:story THIS", story)
    labels = labels_of(graph, iris)
    return tuple(Value(labels.get(iri) or _spoken(iri), page_of(iri, graph.base)) for iri in iris)


def _kind(said: Properties) -> str:
    """The thing's class: what it is in the graph's shape, else the class that the ontology gives it."""
    classes = [
        name.removeprefix(PREFIXES["kg"]) for name in said.get("rdf:type", ()) if name.startswith(PREFIXES["kg"])
    ]
    return next((name for name in _KINDS if name in classes), next(iter(classes), "Thing"))


def _label(iri: str, said: Properties, graph: OpenGraph) -> str:
    named = said.get("rdfs:label") or said.get("oa:exact")
    if named:
        return named[0]
    ends = [*said.get("rdf:subject", ()), *said.get("rdf:object", ())]
    return _what(said, labels_of(graph, ends)) if "rdf:predicate" in said else _spoken(iri)


def _spoken(iri: str) -> str:
    return local_name(iri).replace("_", " ")


def _what(said: Properties, labels: Mapping[str, str]) -> str:
    """What a claim states, as a sentence."""
    ends = [next(iter(said.get(name, ())), "") for name in ("rdf:subject", "rdf:object")]
    who, whom = (labels.get(end) or _spoken(end) for end in ends)
    return told(phrase_of(local_name(next(iter(said.get("rdf:predicate", ())), "…"))), who, whom).strip()


def _elsewhere(iri: str) -> str:
    """What the thing is called in another set of data, and by whom."""
    place = next((name for host, name in _PLACES.items() if host in iri), "")
    return f"{place} {local_name(iri.rstrip('/'))}".strip()


def _aliases(said: Properties) -> tuple[str, ...]:
    names = ("skos:altLabel", "kg:metonym", "kg:demonym")
    return tuple(dict.fromkeys(value for name in names for value in said.get(name, ())))


def _properties(graph: OpenGraph, said: Properties, *, facts_apart: bool) -> tuple[tuple[str, tuple[Value, ...]], ...]:
    """What is said of the thing, the telling first; of an entity without its facts, which stand apart."""
    told = {
        name: values
        for name, values in said.items()
        if name not in _TOLD and not (facts_apart and any(page_of(value, graph.base) for value in values))
    }
    labels = labels_of(graph, {value for values in told.values() for value in values if page_of(value, graph.base)})
    rank = {name: place for place, name in enumerate(_FIRST)}
    ordered = sorted(told.items(), key=lambda item: (rank.get(item[0], len(rank)), item[0]))
    return tuple(
        (_property_name(name), tuple(_value(each, labels, graph) for each in values)) for name, values in ordered
    )


def _property_name(name: str) -> str:
    local = name.partition(":")[2] or name
    return _NAMES.get(local, words(local))


def _value(value: str, labels: Mapping[str, str], graph: OpenGraph) -> Value:
    """The value as people read it: things by their label, terms of the ontology by their name, all else as it is."""
    if here := page_of(value, graph.base):
        return Value(labels.get(value) or _spoken(value), here)
    if value.startswith(PREFIXES["kg"]):
        name = local_name(value)
        return Value(name if name.isupper() else words(name), f"/ontology#{name}")
    return Value(value, value if value.startswith(("http://", "https://")) else "")


def _facts(graph: OpenGraph, iri: str, said: Properties) -> tuple[Fact, ...]:
    """The plain triples that lead from the thing and to it."""
    out = [(name, value) for name, values in said.items() for value in values if _is_fact(name, value, graph)]
    found = [(short(row["p"].value, graph), row["s"].value) for row in rows(graph, _INTO.replace("THIS", f"<{iri}>"))]
    into = [fact for fact in found if fact not in out]  # what holds both ways is told once
    labels = labels_of(graph, {value for _, value in (*out, *into)})
    facts = [_fact(None, name, _value(value, labels, graph)) for name, value in sorted(out)]
    facts += [_fact(_value(value, labels, graph), name, None) for name, value in sorted(into)]
    return tuple(facts[:MAX_FACTS])


def _fact(subject: Value | None, name: str, obj: Value | None) -> Fact:
    between, after = around(phrase_of(name.partition(":")[2]))
    return Fact(subject, between, obj, after)


def _is_fact(name: str, value: str, graph: OpenGraph) -> bool:
    return name.startswith("kg:") and name not in _TOLD and bool(page_of(value, graph.base))


_INTO = f"""
SELECT DISTINCT ?s ?p {{
  ?s ?p THIS FILTER (STRSTARTS(STR(?p), STR(kg:)) && ?p NOT IN (kg:subject, kg:object, kg:place, kg:attributedTo))
}} LIMIT {MAX_FACTS}
"""


def _in_time(graph: OpenGraph, events: Sequence[str]) -> list[str]:
    """The events in the order of their days, those without one last."""
    days = values_of(graph, events, "kg:earliest")
    return sorted(events, key=lambda iri: (days.get(iri, "9"), iri))


def _in_order(events: Iterable[StoredEvent], iris: Sequence[str]) -> tuple[StoredEvent, ...]:
    place = {iri: at for at, iri in enumerate(iris)}
    return tuple(map(_told_once, sorted(events, key=lambda event: place[event.iri])))


def _told_once(event: StoredEvent) -> StoredEvent:
    """The event with each sentence of an article once, however many claims stand in it."""
    statements = {(each.article, each.sentence): each for each in reversed(event.statements)}
    return replace(event, statements=tuple(reversed(statements.values())))


def _claim_rows(graph: OpenGraph, claims: Iterable[str]) -> tuple[ClaimRow, ...]:
    """The claims in the order of their articles' days, and of the text."""
    said = properties_of(graph, claims)
    leading = ("kg:evidence", "prov:wasDerivedFrom")
    linked = properties_of(graph, {value for each in said.values() for name in leading for value in each.get(name, ())})
    ends = ("rdf:subject", "rdf:object", "kg:attributedTo")
    labels = labels_of(graph, {value for each in said.values() for name in ends for value in each.get(name, ())})
    found = [_claim_row(iri, each, linked, labels, graph) for iri, each in said.items()]
    ordered = [row for _, row in sorted(found, key=lambda pair: pair[0])]
    told_once = {(row.what.text, row.sentence, row.article, row.speaker): row for row in reversed(ordered)}
    return tuple(reversed(told_once.values()))


def _claim_row(
    iri: str, said: Properties, linked: Mapping[str, Properties], labels: Mapping[str, str], graph: OpenGraph
) -> tuple[tuple[str, str, int, str], ClaimRow]:
    article_iri, evidence_iri = _one(said, "prov:wasDerivedFrom"), _one(said, "kg:evidence")
    article, evidence = linked.get(article_iri, {}), linked.get(evidence_iri, {})
    speaker = _one(said, "kg:attributedTo")
    modality = _one(said, "kg:modality")
    row = ClaimRow(
        what=Value(_what(said, labels), page_of(iri, graph.base)),
        sentence=_one(evidence, "oa:exact"),
        trigger=_one(said, "kg:trigger"),
        speaker=_value(speaker, labels, graph) if speaker else None,
        notes=(
            *(["denied here"] if _one(said, "kg:polarity") == "negative" else []),
            *([modality] if modality not in {"", "actual"} else []),
        ),
        article=Value(_one(article, "rdfs:label") or _spoken(article_iri), page_of(article_iri, graph.base)),
        source=", ".join(filter(None, (_one(article, "kg:publisher"), _one(article, "schema:datePublished")))),
    )
    order = _one(article, "schema:datePublished") or "9", article_iri, int(_one(evidence, "oa:start") or 0), iri
    return order, row


def _one(said: Properties, name: str) -> str:
    return next(iter(said.get(name, ())), "")
