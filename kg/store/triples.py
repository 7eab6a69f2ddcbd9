"""Articles, claims and events as RDF: the only writer of triples. No blank node, one datatype a predicate.

The default graph holds entities, events, stories and facts; each article's named graph, called as the article is,
holds the article and what it says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import OntologyError
from kg.model import Article, Claim, Entity, Event, Precision, Span, TimeRef, content_hash
from kg.ontology.cities import City
from kg.ontology.iris import BASE, ONTOLOGY, PREFIXES, mint, term
from kg.ontology.phrases import told

if TYPE_CHECKING:
    from kg.ontology import Ontology

__all__ = [
    "Statement",
    "Surroundings",
    "article_iri",
    "article_statements",
    "city_statements",
    "claim_iri",
    "entity_statements",
    "event_statements",
    "fact_statements",
    "in_graph",
    "story_iri",
    "story_statements",
]

T = TypeVar("T")
C = TypeVar("C")

Value = NamedNode | Literal
Statement = tuple[NamedNode, NamedNode, Value]

NOWHERE = Span(0, 0)


def article_iri(article: str) -> str:
    """The IRI of the article whose id has this hash, and of its named graph."""
    return mint("article_" + article)


def claim_iri(claim: Claim) -> str:
    """The IRI of a claim."""
    return mint("claim_" + claim.id)


def story_iri(story: str) -> str:
    """The IRI of a story."""
    return mint("story_" + story)


def in_graph(statements: Iterable[Statement], graph: str | None, base: str) -> Iterator[Quad]:
    """The statements as quads of the named graph, None for the default graph; all things moved to `base`."""
    place = DefaultGraph() if graph is None else rebased(graph, base)
    for subject, predicate, value in statements:
        placed = rebased(value.value, base) if isinstance(value, NamedNode) else value
        yield Quad(rebased(subject.value, base), predicate, placed, place)


def rebased(iri: str, base: str) -> NamedNode:
    """The node with this IRI, moved to `base` if it lies in the project's namespace of things."""
    if base == BASE or not iri.startswith(BASE):
        return _node(iri)
    return _node(base + iri.removeprefix(BASE))


# Entities


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the ontology's files say of things, by the thing's IRI, and which things it names beside which others."""

    statements: Mapping[str, tuple[Statement, ...]]
    named_by: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, ontology: Ontology) -> Surroundings:
        """What is said of things in the project's own namespace: classes, names, codes, the same things elsewhere.

        Not how they are related in the ontology's relations: in the graph, each such triple rests on what articles say.
        """
        left_out = {_LABEL, *(_kg(name) for name in ontology.relations)}
        found: defaultdict[str, list[Statement]] = defaultdict(list)
        named: defaultdict[str, set[str]] = defaultdict(set)
        for quad in _ontology_quads(ontology):
            subject, predicate, value = quad.subject, quad.predicate, quad.object
            if not isinstance(subject, NamedNode) or not subject.value.startswith(BASE) or predicate in left_out:
                continue
            if isinstance(value, Literal | NamedNode):
                found[subject.value].append((subject, predicate, value))
            if isinstance(value, NamedNode) and value.value.startswith(BASE):
                named[value.value].add(subject.value)
        return cls(_frozen(found, tuple), _frozen(named, frozenset))

    def of_entity(self, iri: str, occurs: Callable[[str], bool]) -> Iterator[Statement]:
        """What to say of one entity; a link leads to a class of ours, the same thing elsewhere, or what `occurs`."""
        for subject, predicate, value in self.statements.get(iri, ()):
            if isinstance(value, Literal) or _is_kept(predicate, value, occurs):
                yield subject, predicate, value


def _frozen(found: Mapping[str, Iterable[T]], kind: Callable[[Iterable[T]], C]) -> dict[str, C]:
    return {key: kind(values) for key, values in found.items()}


def _ontology_quads(ontology: Ontology) -> Iterator[Quad]:
    for path in ontology.files:
        try:
            yield from parse(path=path, format=RdfFormat.TURTLE)
        except (OSError, SyntaxError) as error:
            raise OntologyError(f"{path}: changed while the graph was built ({error}); run `kg build` again") from error


def _is_kept(predicate: NamedNode, value: NamedNode, occurs: Callable[[str], bool]) -> bool:
    if predicate == _RDF_TYPE:
        return value.value.startswith(ONTOLOGY)
    return predicate == _SAME_AS or occurs(value.value)


def entity_statements(called: Sequence[Entity], spellings: Iterable[str]) -> Iterator[Statement]:
    """Class and label of one entity, given once for each class and label that it goes by; then its other names.

    Where mentions were linked under several labels, the first is the label.
    """
    labels: dict[str, NamedNode] = {}
    for entity in called:
        yield _node(entity.iri), _RDF_TYPE, _node(term(entity.kind))
    for name in (*(entity.label for entity in called), *spellings):
        if name not in labels:
            labels[name] = _ALT_LABEL if labels else _LABEL
            yield _node(called[0].iri), labels[name], _words(name)


def city_statements(iri: str, city: City, occurs: Callable[[str], bool]) -> Iterator[Statement]:
    """What GeoNames says of a city that the ontology does not know; its state where that `occurs`."""
    yield _node(iri), _SAME_AS, _node(city.iri)
    for name, degrees in (("lat", city.latitude), ("long", city.longitude)):
        yield _node(iri), _named("geo", name), Literal(degrees, datatype=_named("xsd", "decimal"))
    yield _node(iri), _kg("stateName"), _words(city.state)
    if occurs(state := mint(city.state)):
        yield _node(iri), _kg("state"), _node(state)


# Events


def event_statements(event: Event, ontology: Ontology) -> Iterator[Statement]:
    """What the graph says of one event, but for its facts."""
    iri = _node(event.iri)
    subject, relation, obj = _node(event.subject.iri), _node(term(event.relation)), _node(event.object.iri)
    for kind in (_kg("Event"), _sem("Event")):
        yield iri, _RDF_TYPE, kind
    yield iri, _LABEL, _words(_sentence(event, ontology))
    yield iri, _kg("subject"), subject
    yield iri, _kg("relation"), relation
    for kin in event.kin:
        yield iri, _kg("kinRelation"), _kg(kin)
    yield iri, _kg("object"), obj
    if event.plover:
        yield iri, _kg("plover"), _node(term(event.plover))
    yield iri, _kg("status"), _string(event.status.value)
    yield from _time_statements(iri, event.earliest, event.latest, event.precision)
    if event.place:
        yield iri, _kg("place"), _node(event.place.iri)
    yield iri, _kg("articleCount"), _integer(event.articles)
    yield iri, _kg("storyCount"), _integer(event.stories)
    for claim in event.claims:
        yield iri, _kg("claim"), _node(claim_iri(claim))


def _sentence(event: Event, ontology: Ontology) -> str:
    """Who did what to whom, whatever the status; a relation that the ontology does not know by its name."""
    known = ontology.relations.get(event.relation)
    ends = event.subject.label, event.object.label
    return known.told(*ends) if known else told(event.relation, *ends)


def fact_statements(subject: str, relations: Iterable[str], obj: str, ontology: Ontology) -> Iterator[Statement]:
    """The plain triples of an event: those of its relations that are facts, both ways where they hold both ways."""
    one, other = _node(subject), _node(obj)
    for relation in relations:
        yield one, _kg(relation), other
        known = ontology.relations.get(relation)
        if known and known.symmetric:
            yield other, _kg(relation), one


def _time_statements(
    iri: NamedNode, earliest: date | None, latest: date | None, precision: Precision | None
) -> Iterator[Statement]:
    if earliest is None or latest is None or precision is None:
        return
    yield iri, _kg("earliest"), _day(earliest)
    yield iri, _kg("latest"), _day(latest)
    yield iri, _kg("timePrecision"), _string(precision.value)
    yield iri, _kg("timeLabel"), _string(TimeRef(NOWHERE, "", earliest, latest, precision).label)


# Articles, stories and claims


def story_statements(story: str, articles: Iterable[Article]) -> Iterator[Statement]:
    """A story, called after that of its articles that came first."""
    first = min(articles, key=lambda one: (one.published or date.max, one.id))
    yield _node(story_iri(story)), _RDF_TYPE, _kg("Story")
    yield _node(story_iri(story)), _LABEL, _words(_title(first))


def article_statements(article: Article, story: str, claims: Iterable[Claim]) -> Iterator[Statement]:
    """An article and what it says: all that stands in its named graph."""
    iri = _node(article_iri(content_hash(article.id)))
    for kind in (_kg("Article"), _schema("NewsArticle")):
        yield iri, _RDF_TYPE, kind
    yield iri, _LABEL, _words(_title(article))
    yield iri, _kg("sha256"), _string(article.digest)
    yield iri, _kg("source"), _string(_file_name(article.source))
    yield iri, _kg("story"), _node(story_iri(story))
    yield iri, _dcterms("language"), _string(article.language)
    for name, text in (("publisher", article.publisher), ("author", article.author), ("url", article.url)):
        if text:
            yield iri, _kg(name), _string(text)
    if article.title:
        yield iri, _schema("headline"), _string(article.title)
    if article.published:
        yield iri, _schema("datePublished"), _day(article.published)
    for claim in claims:
        yield from _claim_statements(claim, iri)


def _claim_statements(claim: Claim, article: NamedNode) -> Iterator[Statement]:
    iri = _node(claim_iri(claim))
    for kind in (_kg("Claim"), _rdf("Statement")):
        yield iri, _RDF_TYPE, kind
    yield from _triple_statements(iri, claim)
    for name, text in (
        ("polarity", claim.polarity.value),
        ("modality", claim.modality.value),
        ("rule", claim.rule),
        ("extractor", claim.extractor),
        ("trigger", claim.trigger.text),
    ):
        yield iri, _kg(name), _string(text)
    yield iri, _kg("confidence"), _decimal(claim.confidence)
    for name, mention in (("attributedTo", claim.attributed_to), ("place", claim.place)):
        if mention and mention.entity:
            yield iri, _kg(name), _node(mention.entity.iri)
    if claim.time:
        yield from _time_statements(iri, claim.time.earliest, claim.time.latest, claim.time.precision)
    yield iri, _prov("wasDerivedFrom"), article
    yield from _evidence_statements(iri, claim, article)


def _triple_statements(iri: NamedNode, claim: Claim) -> Iterator[Statement]:
    """What the claim states, as entities and as the words that stand for them."""
    for role, words, mention in (("subject", "subjectText", claim.subject), ("object", "objectText", claim.object)):
        if mention and mention.entity:
            yield iri, _rdf(role), _node(mention.entity.iri)
            yield iri, _kg(words), _string(mention.text)
    if claim.relation:
        yield iri, _rdf("predicate"), _node(term(claim.relation))


def _evidence_statements(iri: NamedNode, claim: Claim, article: NamedNode) -> Iterator[Statement]:
    """The sentence, one node for all claims that stand in it."""
    span = claim.evidence.span
    evidence = _node(mint("evidence_" + content_hash(claim.article, f"{span.start}-{span.end}")))
    yield iri, _kg("evidence"), evidence
    for kind in (_kg("Evidence"), _oa("TextQuoteSelector"), _oa("TextPositionSelector")):
        yield evidence, _RDF_TYPE, kind
    yield evidence, _oa("exact"), _string(claim.evidence.text)
    yield evidence, _oa("start"), _integer(span.start)
    yield evidence, _oa("end"), _integer(span.end)
    yield evidence, _prov("wasDerivedFrom"), article


def _title(article: Article) -> str:
    return article.title or _file_name(article.source) or article.id


def _file_name(source: str) -> str:
    """The last part of a path or URL: the same articles in another folder give the same graph."""
    return re.split(r"[/\\]", source.rstrip("/\\"))[-1]


# Terms


@cache
def _node(iri: str) -> NamedNode:
    return NamedNode(iri)


def _named(prefix: str, name: str) -> NamedNode:
    return _node(PREFIXES[prefix] + name)


def _kg(name: str) -> NamedNode:
    return _node(term(name))


def _rdf(name: str) -> NamedNode:
    return _named("rdf", name)


def _sem(name: str) -> NamedNode:
    return _named("sem", name)


def _schema(name: str) -> NamedNode:
    return _named("schema", name)


def _dcterms(name: str) -> NamedNode:
    return _named("dcterms", name)


def _prov(name: str) -> NamedNode:
    return _named("prov", name)


def _oa(name: str) -> NamedNode:
    return _named("oa", name)


def _unicode(text: str) -> str:
    """The text without lone surrogates, which JSON can hold and RDF cannot; as long as before."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _string(text: str) -> Literal:
    return Literal(_unicode(text))


def _words(text: str) -> Literal:
    return Literal(_unicode(text), language="en")


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=_named("xsd", "integer"))


def _decimal(number: float) -> Literal:
    return Literal(f"{number:.4f}".rstrip("0").rstrip("."), datatype=_named("xsd", "decimal"))


def _day(day: date) -> Literal:
    return Literal(day.isoformat(), datatype=_named("xsd", "date"))


_RDF_TYPE = _rdf("type")
_LABEL = _named("rdfs", "label")
_ALT_LABEL = _named("skos", "altLabel")
_SAME_AS = _named("owl", "sameAs")
