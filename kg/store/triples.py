"""Articles, claims and events as RDF: the only writer of triples. No blank node, one datatype a predicate.

The default graph holds entities, events, stories and facts; each article's named graph, called as the article is,
holds the article and what it says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import OntologyError
from kg.merge import is_fact
from kg.model import Article, Claim, Entity, Event, Precision, Span, TimeRef, content_hash
from kg.ontology.iris import BASE, ONTOLOGY, PREFIXES, mint, term

if TYPE_CHECKING:
    from kg.ontology import Ontology

__all__ = ["Contents", "article_iri", "claim_iri", "quads"]

Value = NamedNode | Literal
Statement = tuple[NamedNode, NamedNode, Value]

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a graph is made of. `stories` gives the story of each article's id."""

    articles: tuple[Article, ...]
    stories: Mapping[str, str]
    events: tuple[Event, ...]

    def entities(self) -> set[Entity]:
        """Every entity that an event or one of its claims names."""
        mentions = (mention for event in self.events for claim in event.claims for mention in claim.mentions)
        ends = {end for event in self.events for end in (event.subject, event.object)}
        return ends | {mention.entity for mention in mentions if mention.entity}


def article_iri(article: str) -> str:
    """The IRI of the article with this id, and of its named graph."""
    return mint("article_" + content_hash(article))


def claim_iri(claim: Claim) -> str:
    """The IRI of a claim."""
    return mint("claim_" + claim.id)


def quads(contents: Contents, ontology: Ontology, base: str = BASE) -> Iterator[Quad]:
    """Every quad of the graph, with the project's own namespace of things replaced by `base`; some come twice."""
    yield from _in_graph(_shared_statements(contents, ontology), DefaultGraph(), base)
    claims = _claims_by_article(contents.events)
    for article in contents.articles:
        statements = _article_statements(article, contents.stories[article.id], claims[article.id])
        yield from _in_graph(statements, _rebased(_node(article_iri(article.id)), base), base)


def _in_graph(statements: Iterable[Statement], graph: NamedNode | DefaultGraph, base: str) -> Iterator[Quad]:
    for subject, predicate, value in statements:
        placed = _rebased(value, base) if isinstance(value, NamedNode) else value
        yield Quad(_rebased(subject, base), predicate, placed, graph)


def _rebased(node: NamedNode, base: str) -> NamedNode:
    """The node, moved to `base` if it lies in the project's namespace of things."""
    if base == BASE or not node.value.startswith(BASE):
        return node
    return _node(base + node.value.removeprefix(BASE))


def _shared_statements(contents: Contents, ontology: Ontology) -> Iterator[Statement]:
    yield from _entity_statements(contents.entities())
    yield from _gazetteer_statements(contents.entities(), ontology)
    for event in contents.events:
        yield from _event_statements(event, ontology)
    yield from _story_statements(contents)


# Entities


def _entity_statements(entities: Iterable[Entity]) -> Iterator[Statement]:
    """Class and label of each entity; where mentions were linked under several labels, the first is the label."""
    labelled: set[str] = set()
    for entity in sorted(entities, key=lambda one: (one.iri, one.label, one.kind)):
        yield _node(entity.iri), _RDF_TYPE, _node(term(entity.kind))
        name = _ALT_LABEL if entity.iri in labelled else _LABEL
        labelled.add(entity.iri)
        yield _node(entity.iri), name, _words(entity.label)


def _gazetteer_statements(entities: Iterable[Entity], ontology: Ontology) -> Iterator[Statement]:
    """What the ontology's files say of the entities that occur: classes, names, codes, the same things elsewhere.

    Not how they are related in the ontology's own relations: in the graph, each such triple rests on what articles say.
    """
    occurring = {entity.iri for entity in entities}
    left_out = {_LABEL, *(_kg(name) for name in ontology.relations)}
    for quad in _ontology_quads(ontology):
        subject, predicate, value = quad.subject, quad.predicate, quad.object
        if not isinstance(subject, NamedNode) or subject.value not in occurring or predicate in left_out:
            continue
        if isinstance(value, Literal) or (isinstance(value, NamedNode) and _is_kept(predicate, value, occurring)):
            yield subject, predicate, value


def _ontology_quads(ontology: Ontology) -> Iterator[Quad]:
    for path in ontology.files:
        try:
            yield from parse(path=path, format=RdfFormat.TURTLE)
        except (OSError, SyntaxError) as error:
            raise OntologyError(f"{path}: changed while the graph was built ({error}); run `kg build` again") from error


def _is_kept(predicate: NamedNode, value: NamedNode, occurring: set[str]) -> bool:
    """Whether a link leads to a class of ours, to the same thing elsewhere, or into the graph."""
    if predicate == _RDF_TYPE:
        return value.value.startswith(ONTOLOGY)
    return predicate == _SAME_AS or value.value in occurring


# Events


def _event_statements(event: Event, ontology: Ontology) -> Iterator[Statement]:
    iri = _node(event.iri)
    subject, relation, obj = _node(event.subject.iri), _node(term(event.relation)), _node(event.object.iri)
    known = ontology.relations.get(event.relation)
    for kind in (_kg("Event"), _sem("Event")):
        yield iri, _RDF_TYPE, kind
    yield iri, _LABEL, _words(f"{event.subject.label} {known.label if known else event.relation} {event.object.label}")
    yield iri, _kg("subject"), subject
    yield iri, _kg("relation"), relation
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
    if is_fact(event):
        yield subject, relation, obj
        if known and known.symmetric:
            yield obj, relation, subject


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


def _story_statements(contents: Contents) -> Iterator[Statement]:
    """Each story, called after the article that came first."""
    named: set[str] = set()
    for article in sorted(contents.articles, key=lambda one: (one.published or date.max, one.id)):
        story = contents.stories[article.id]
        if story not in named:
            named.add(story)
            yield _story(story), _RDF_TYPE, _kg("Story")
            yield _story(story), _LABEL, _words(_title(article))


def _article_statements(article: Article, story: str, claims: Iterable[Claim]) -> Iterator[Statement]:
    iri = _node(article_iri(article.id))
    for kind in (_kg("Article"), _schema("NewsArticle")):
        yield iri, _RDF_TYPE, kind
    yield iri, _LABEL, _words(_title(article))
    yield iri, _kg("sha256"), _string(article.digest)
    yield iri, _kg("source"), _string(_file_name(article.source))
    yield iri, _kg("story"), _story(story)
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


def _claims_by_article(events: Iterable[Event]) -> Mapping[str, list[Claim]]:
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for event in events:
        for claim in event.claims:
            found[claim.article].append(claim)
    return found


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


def _story(story: str) -> NamedNode:
    return _node(mint("story_" + story))


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
