"""Whether a graph says only what its articles say: everything in it read again, against the stored texts and itself.

It changes nothing and stops at nothing: faults are values. Each article's graph, each event and the shared graph are
read once; the time grows with the size of the graph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Store

from kg.model import content_hash
from kg.ontology import load_ontology
from kg.ontology.iris import BASE, local_name, term
from kg.store import oxigraph_store, prefixes_of
from kg.store.triples import article_iri
from kg.trust.articles import ARTICLE_CHECKS, ArticlePart, words_of
from kg.trust.events import EVENT_CHECKS, EventPart
from kg.trust.faults import Fault, Report
from kg.trust.nodes import SHARED, instances, node_of, nodes_in
from kg.trust.whole import WHOLE_CHECKS, Survey

if TYPE_CHECKING:
    from rdflib import Dataset

    from kg.model import Article
    from kg.ontology import Ontology

__all__ = ["PROMISES", "verify"]

PROMISES: Mapping[str, str] = MappingProxyType(
    {check.kind: check.promise for check in ARTICLE_CHECKS}
    | {check.kind: check.promise for check in EVENT_CHECKS}
    | {check.kind: check.promise for check in WHOLE_CHECKS}
)
"""What is checked: for each kind of fault, what holds where there is none."""


def verify(dataset: Dataset, articles: Iterable[Article], ontology: Ontology | None = None) -> Report:
    """What is wrong with the graph, given the stored articles, texts included; each fault once, sorted.

    `ontology` says which triples are plain facts and which relations hold both ways: the shipped one unless given.
    """
    store, ontology = oxigraph_store(dataset), ontology or load_ontology()
    survey = Survey(prefixes_of(dataset)["id"], {term(name) for name in ontology.relations})
    faults: set[Fault] = set()
    for article_part in _article_parts(store, articles, survey.base):
        faults.update(fault for check in ARTICLE_CHECKS for fault in check.faults(article_part))
        survey.enter_article(article_part)
    for event_part in _event_parts(store, survey, ontology):
        faults.update(fault for check in EVENT_CHECKS for fault in check.faults(event_part))
        survey.enter_event(event_part)
    survey.enter_shared(store.quads_for_pattern(None, None, None, SHARED))
    faults.update(fault for check in WHOLE_CHECKS for fault in check.faults(survey))
    return _report(faults, survey)


def _article_parts(store: Store, articles: Iterable[Article], base: str) -> Iterator[ArticlePart]:
    """The stored articles with their graphs, then the graphs of which no article is stored."""
    names = _names_in(store)
    seen: set[str] = set()
    for article in articles:
        iri = base + article_iri(content_hash(article.id)).removeprefix(BASE)
        seen.add(iri)
        yield ArticlePart.of(iri, nodes_in(store, NamedNode(iri)), article, names)
    for iri in sorted(str(graph.value) for graph in store.named_graphs()):
        if iri not in seen:
            yield ArticlePart.of(iri, nodes_in(store, NamedNode(iri)), None, names)


_NAMES = ("rdfs:label", "skos:altLabel", "kg:metonym", "kg:demonym")


def _names_in(store: Store) -> Callable[[str], frozenset[str]]:
    """A function that gives the words of all names that the store has for an entity."""
    known: dict[str, frozenset[str]] = {}

    def names(entity: str) -> frozenset[str]:
        if entity not in known:
            node = node_of(store, entity)
            known[entity] = frozenset(word for name in _NAMES for label in node.all(name) for word in words_of(label))
        return known[entity]

    return names


def _event_parts(store: Store, survey: Survey, ontology: Ontology) -> Iterator[EventPart]:
    def is_symmetric(iri: str) -> bool | None:
        relation = ontology.relations.get(local_name(iri))
        return relation.symmetric if relation else None

    for iri in instances(store, "Event"):
        node = node_of(store, iri)
        claims = tuple(survey.claims[claim] for claim in node.all("kg:claim") if claim in survey.claims)
        yield EventPart(node, claims, survey.sources, is_symmetric)


def _report(faults: Iterable[Fault], survey: Survey) -> Report:
    sizes = survey.sizes()
    return Report(
        faults=tuple(sorted(faults)),
        articles=sizes["Article"],
        spans=sizes["Evidence"],
        claims=sizes["Claim"],
        events=sizes["Event"],
        facts=len(survey.facts),
        entities=sizes["Entity"],
        stories=sizes["Story"],
    )
