"""What was seen of a whole graph, and the checks that need all of it.

It holds a short row for each claim, and of everything else no more than its IRI.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, NamedNode, Quad

from kg.ontology.iris import ONTOLOGY, local_name, reserved
from kg.trust.articles import ArticlePart
from kg.trust.events import ClaimRow, EventPart, Fact, Source
from kg.trust.faults import Check
from kg.trust.nodes import TYPE, Node, expanded

__all__ = ["WHOLE_CHECKS", "Survey"]

Found = Iterator[tuple[str, str]]

OF_ARTICLES = frozenset({"Article", "Claim", "Evidence"})
OF_ALL = frozenset({"Event", "Story"})
LABEL = expanded("rdfs:label")
_USES = ("rdf:subject", "rdf:object", "kg:subject", "kg:object", "kg:place", "kg:attributedTo")


@dataclass(frozen=True, slots=True)
class Survey:
    """What the parts of a graph say of each other. `base` is the namespace of its things.

    `relations` holds the IRIs of what makes a plain triple. `kinds` gives the class of whatever has one, `pointed`
    something that points to an IRI, `labels` how many an IRI has. `twice` and `astray` are faults met on the way.
    """

    base: str
    relations: set[str]
    claims: dict[str, ClaimRow] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    pointed: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    labels: Counter[str] = field(default_factory=Counter)
    astray: list[tuple[str, str]] = field(default_factory=list)
    twice: list[tuple[str, str]] = field(default_factory=list)
    event_of: dict[str, str] = field(default_factory=dict)
    facts: set[Fact] = field(default_factory=set)
    borne_out: set[Fact] = field(default_factory=set)
    owed: dict[Fact, str] = field(default_factory=dict)

    def sizes(self) -> Counter[str]:
        """How many nodes there are of each kind."""
        return Counter(self.kinds.values())

    def enter_article(self, part: ArticlePart) -> None:
        """Take note of an article's graph."""
        for node in part.nodes.values():
            self.relations.update(node.all("rdf:predicate"))
            for kind in node.kinds & OF_ARTICLES:
                if node.iri in self.kinds:
                    self.astray.append((node.iri, f"stands in the graph of {part.iri} and in another one"))
                self.kinds[node.iri] = kind
            if "Article" in node.kinds:
                self.sources[node.iri] = Source(node.one("kg:story"), node.one("schema:datePublished"))
            if "Claim" in node.kinds:
                self.claims[node.iri] = _row(node, part.iri)
            self._enter_uses(node)

    def enter_event(self, part: EventPart) -> None:
        """Take note of what an event lays claim to, bears out, and owes."""
        event = part.node.iri
        self.relations.update(part.node.all("kg:relation"))
        for claim in part.node.all("kg:claim"):
            if self.event_of.setdefault(claim, event) != event:
                self.twice.append((claim, f"belongs to {self.event_of[claim]} and to {event}"))
        self._enter_uses(part.node)
        self.borne_out.update(part.facts())
        self.owed.update((fact, event) for fact in part.owed())

    def enter_shared(self, quads: Iterable[Quad]) -> None:
        """Take note of the graph of what belongs to no single article."""
        for quad in quads:
            self._enter_quad(quad)

    def _enter_quad(self, quad: Quad) -> None:
        subject, predicate, value, _ = quad
        if not isinstance(subject, NamedNode) or isinstance(value, BlankNode):
            self.astray.append((str(subject), f"is joined by {predicate.value} to {value}: there are no blank nodes"))
            return
        if subject.value.startswith(reserved("", self.base)):
            return  # what the graph says of itself
        self.labels[subject.value] += predicate == LABEL
        if not isinstance(value, NamedNode):
            return
        if predicate == TYPE:
            self._enter_kind(subject.value, value.value)
            return
        if predicate.value in self.relations:
            self.facts.add((subject.value, predicate.value, value.value))
        self._point(subject.value, value.value)

    def _enter_kind(self, iri: str, kind: str) -> None:
        name = local_name(kind)
        if not kind.startswith(ONTOLOGY):
            return
        if name in OF_ARTICLES:
            self.astray.append((iri, f"is described as {name} outside of the graph of its article"))
        elif self.kinds.get(iri) not in OF_ALL:
            self.kinds[iri] = name if name in OF_ALL else "Entity"

    def _enter_uses(self, node: Node) -> None:
        ends = [iri for name in _USES for iri in node.all(name)]
        self.used.update(ends)
        for iri in (*ends, *node.all("kg:story"), *node.all("kg:evidence")):
            self._point(node.iri, iri)

    def _point(self, source: str, target: str) -> None:
        if target.startswith(self.base):
            self.pointed[target] = min(source, self.pointed.get(target, source))


def _row(node: Node, graph: str) -> ClaimRow:
    return ClaimRow(
        article=graph,
        subject=node.one("rdf:subject"),
        relation=node.one("rdf:predicate"),
        object=node.one("rdf:object"),
        stance=(node.one("kg:polarity"), node.one("kg:modality")),
        earliest=node.one("kg:earliest"),
        latest=node.one("kg:latest"),
    )


def _astray(survey: Survey) -> Found:
    yield from survey.astray


def _claims_loose(survey: Survey) -> Found:
    yield from survey.twice
    for claim in survey.claims.keys() - survey.event_of.keys():
        yield claim, "belongs to no event"


def _facts_differ(survey: Survey) -> Found:
    for fact in survey.facts - survey.borne_out:
        yield fact[0], f"is said to stand in {fact[1]} to {fact[2]}, which no event bears out"
    for fact, event in survey.owed.items():
        if fact not in survey.facts:
            yield event, f"is asserted, and its plain triple is missing: {' '.join(fact)}"


def _undescribed(survey: Survey) -> Found:
    for iri in survey.pointed.keys() - survey.kinds.keys():
        yield iri, f"is what {survey.pointed[iri]} points to, and has no class"
    for iri in survey.labels.keys() - survey.kinds.keys() - survey.pointed.keys():
        yield iri, "is described, and has no class"


def _orphans(survey: Survey) -> Found:
    told = {source.story for source in survey.sources.values()}
    for iri, kind in survey.kinds.items():
        if kind == "Entity" and iri not in survey.used:
            yield iri, "is an entity that no event and no claim is about"
        elif kind == "Story" and iri not in told:
            yield iri, "is a story that no article tells"


def _unlabelled(survey: Survey) -> Found:
    for iri, count in survey.labels.items():
        if count != 1 and survey.kinds.get(iri) not in {None, *OF_ARTICLES}:
            yield iri, f"has {count or 'no'} rdfs:label, not one"


WHOLE_CHECKS: tuple[Check[Survey], ...] = (
    Check("graph", "Each article, claim and evidence stands in one article's graph, and nothing else does.", _astray),
    Check("claims", "Each claim belongs to one event, and each event has claims.", _claims_loose),
    Check("fact", "A plain triple stands for what events bear out, and for each asserted event.", _facts_differ),
    Check("iri", "Each thing that is pointed to or described has a class.", _undescribed),
    Check("orphan", "Each entity is in a claim or an event, each story has an article.", _orphans),
    Check("label", "Each entity, event, article and story has one label.", _unlabelled),
)
"""What holds of the graph as one."""
