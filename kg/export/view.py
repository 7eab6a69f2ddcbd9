"""What one sees of a dataset: entities as nodes, events as edges, and the words that each edge rests on.

The seam between RDF and everything that draws or tabulates: the page, GraphML and networkx know this module and no IRI.
Refuses nothing; what the dataset does not say is an empty string, None or 0.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias, cast

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store
from rdflib import Dataset

from kg.export.phrases import phrases_of
from kg.export.selection import stored
from kg.inference import inferred_graph
from kg.ontology.iris import BASE, PREFIXES, local_name
from kg.ontology.phrases import words
from kg.store import prefixes_of

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Attributes", "EdgeView", "EvidenceView", "NodeView", "View", "read_view", "to_networkx"]


Attributes: TypeAlias = "dict[str, str | int]"
"""What a node or an edge of networkx has; all nodes have the same ones, and all edges."""


@dataclass(frozen=True, slots=True)
class NodeView:
    """One entity. `kind` is the local name of its class, `wikidata` the item's address; `also` are further classes.

    `stand_ins` are words that news uses in its place and that are no names of it: "Seoul", "South Koreans".
    """

    iri: str
    kind: str
    label: str
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    stand_ins: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What one article says in one place; the three texts stand as written in `sentence`, `published` is ISO 8601."""

    sentence: str
    subject: str
    trigger: str
    object: str
    speaker: str
    publisher: str
    title: str
    url: str
    published: str
    modality: str
    polarity: str
    article: str = ""
    story: str = ""


@dataclass(frozen=True, slots=True)
class EdgeView:
    """One event, from its subject to its object.

    `relation` is readable: "terminates", "removes from whitelist"; `predicate` is its IRI, and `phrase` tells it in a
    sentence: "removes {o} from its whitelist".
    """

    iri: str
    source: str
    target: str
    relation: str
    status: str
    plover: str
    time: str
    earliest: str
    latest: str
    place: str
    articles: int
    stories: int
    evidence: tuple[EvidenceView, ...]
    predicate: str = ""
    phrase: str = ""

    @property
    def telling(self) -> EvidenceView | None:
        """The first evidence that bears the status out, else the first; what was only threatened shows no act."""
        wanted = _BORNE_OUT_BY.get(self.status)
        fitting = (each for each in self.evidence if (each.polarity, each.modality) == wanted)
        return next(fitting, next(iter(self.evidence), None))


_BORNE_OUT_BY = {
    "asserted": ("positive", "actual"),
    "reported": ("positive", "actual"),
    "disputed": ("positive", "actual"),
    "denied": ("negative", "actual"),
    **{modality: ("positive", modality) for modality in ("intended", "possible", "requested")},
}


@dataclass(frozen=True, slots=True)
class View:
    """Nodes in the order of their IRIs; edges in the order of their days, those without one last.

    `articles` and `stories` count those of the whole dataset; `base` is the namespace of its things.
    """

    nodes: tuple[NodeView, ...]
    edges: tuple[EdgeView, ...]
    articles: int = 0
    stories: int = 0
    base: str = BASE

    def supported(self, limit: int, keep: Collection[str] = ()) -> View:
        """The best supported part with at most `limit` nodes, each tied to another of them, and the edges among them.

        A node's support is the stories of its events, summed. The nodes to `keep`, then those tied to them, go first.
        """
        tied = _tied(self.edges)
        nearest = {other for iri in keep for other in tied.get(iri, ())}
        support = _support(self.edges)
        ranked = sorted(tied, key=lambda iri: (iri not in keep, iri not in nearest, -support[iri], iri))
        kept = _first_tied(ranked, tied, limit)
        return replace(
            self,
            nodes=tuple(node for node in self.nodes if node.iri in kept),
            edges=tuple(edge for edge in self.edges if edge.source in kept and edge.target in kept),
        )


def _tied(edges: Iterable[EdgeView]) -> dict[str, set[str]]:
    """For each end of an edge the other ends of its edges; itself for what it does to itself."""
    tied: defaultdict[str, set[str]] = defaultdict(set)
    for edge in edges:
        tied[edge.source].add(edge.target)
        tied[edge.target].add(edge.source)
    return tied


def _support(edges: Iterable[EdgeView]) -> Counter[str]:
    support: Counter[str] = Counter()
    for edge in edges:
        for end in {edge.source, edge.target}:
            support[end] += max(edge.stories, 1)
    return support


def _first_tied(ranked: Iterable[str], tied: Mapping[str, set[str]], limit: int) -> set[str]:
    """As many of the first as make `limit` that are tied to one of them."""
    met: set[str] = set()
    kept: set[str] = set()
    for iri in ranked:
        met.add(iri)
        ends = tied[iri] & met
        new = (ends | {iri}) - kept if ends else set()
        if len(kept) + len(new) > limit:
            break
        kept |= new
    return kept


def read_view(dataset: Dataset) -> View:
    """All entities and events of the dataset; both ends of every edge are among the nodes.

    Four queries, whatever the size; the rest is grouping.
    """
    store = stored(dataset)
    nodes = {node.iri: node for node in _read_nodes(store, inferred_graph(dataset))}
    labels = {node.iri: node.label for node in nodes.values()}
    articles = {row["article"]: row for row in _rows(store, _ARTICLES)}
    evidence = _read_evidence(store, labels, articles)
    edges = sorted(_read_edges(store, labels, evidence), key=_edge_order)
    ends = {end for edge in edges for end in (edge.source, edge.target)}
    unnamed = {iri: NodeView(iri, "Entity", local_name(iri).replace("_", " ")) for iri in ends - set(nodes)}
    return View(
        nodes=tuple(node for _, node in sorted((nodes | unnamed).items())),
        edges=tuple(edges),
        articles=len(articles),
        stories=len({row["story"] for row in articles.values()} - {""}),
        base=prefixes_of(dataset)["id"],
    )


def to_networkx(dataset: Dataset) -> nx.MultiDiGraph[str]:
    """Nodes and edges keyed by IRI; every attribute is a string or an integer, the same ones on each node and edge."""
    import networkx as nx  # noqa: PLC0415  a quarter of a second that only those pay who ask for it

    view = read_view(dataset)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in view.nodes:
        aliases = "; ".join(node.aliases)
        graph.add_node(
            node.iri, label=node.label, kind=node.kind, aliases=aliases, wikidata=node.wikidata or "", iri=node.iri
        )
    for edge in view.edges:
        graph.add_edge(edge.source, edge.target, key=edge.iri, **_edge_attributes(edge))
    return graph


def _edge_attributes(edge: EdgeView) -> Attributes:
    return {
        "label": edge.relation,
        "status": edge.status,
        "plover": edge.plover,
        "time": edge.time,
        "earliest": edge.earliest,
        "latest": edge.latest,
        "place": edge.place,
        "articles": edge.articles,
        "stories": edge.stories,
        "publishers": "; ".join(dict.fromkeys(each.publisher for each in edge.evidence if each.publisher)),
        "evidence": "\n".join(each.sentence for each in edge.evidence),
        "iri": edge.iri,
    }


_Row = Mapping[str, str]
_UNKNOWN: _Row = defaultdict(str)

_PROLOGUE = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())

_ENTITIES = """
SELECT ?iri ?class ?label ?alias ?same ?stand_in WHERE {
  ?iri a ?class ; rdfs:label ?label .
  FILTER STRSTARTS(STR(?class), STR(kg:))
  FILTER (?class NOT IN (kg:Event, kg:Claim, kg:Article, kg:Story, kg:Evidence))
  FILTER NOT EXISTS { GRAPH %s { ?iri a ?class } }
  OPTIONAL {
    { ?iri skos:altLabel ?alias } UNION { ?iri owl:sameAs ?same } UNION { ?iri kg:metonym|kg:demonym ?stand_in }
  }
}"""
_EVENTS = """
SELECT ?event ?label ?subject ?relation ?object ?status ?plover ?time ?earliest ?latest ?place ?articles ?stories {
  ?event a kg:Event ; kg:subject ?subject ; kg:relation ?relation ; kg:object ?object ; kg:status ?status .
  OPTIONAL { ?event rdfs:label ?label }
  OPTIONAL { ?event kg:plover ?plover }
  OPTIONAL { ?event kg:timeLabel ?time }
  OPTIONAL { ?event kg:earliest ?earliest }
  OPTIONAL { ?event kg:latest ?latest }
  OPTIONAL { ?event kg:place ?place }
  OPTIONAL { ?event kg:articleCount ?articles }
  OPTIONAL { ?event kg:storyCount ?stories }
}"""
_CLAIMS = """
SELECT ?event ?article ?claim ?sentence ?start ?subject ?trigger ?object ?speaker ?modality ?polarity WHERE {
  ?event kg:claim ?claim .
  GRAPH ?article {
    ?claim kg:evidence ?evidence ; kg:modality ?modality ; kg:polarity ?polarity .
    ?evidence oa:exact ?sentence .
    OPTIONAL { ?evidence oa:start ?start }
    OPTIONAL { ?claim kg:subjectText ?subject }
    OPTIONAL { ?claim kg:trigger ?trigger }
    OPTIONAL { ?claim kg:objectText ?object }
    OPTIONAL { ?claim kg:attributedTo ?speaker }
  }
}"""
_ARTICLES = """
SELECT ?article ?story ?title ?publisher ?published ?url WHERE {
  GRAPH ?article {
    ?article a kg:Article .
    OPTIONAL { ?article kg:story ?story }
    OPTIONAL { ?article schema:headline ?title }
    OPTIONAL { ?article kg:publisher ?publisher }
    OPTIONAL { ?article schema:datePublished ?published }
    OPTIONAL { ?article kg:url ?url }
  }
}"""


def _rows(store: Store, query: str) -> Iterator[_Row]:
    """The solutions by name; an unbound variable is the empty string."""
    # Asked of the store itself: rdflib makes a term of its own of each value, and takes four times as long.
    solutions = cast("QuerySolutions", store.query(_PROLOGUE + query))
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield dict(zip(names, map(_text, solution), strict=True))


def _text(term: object) -> str:
    return "" if term is None else cast("NamedNode | Literal", term).value


def _read_nodes(store: Store, inferred: NamedNode) -> tuple[NodeView, ...]:
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in _rows(store, _ENTITIES % inferred):
        for name, value in row.items():
            found[row["iri"]][name].update([value] if value else [])
    return tuple(_node(iri, found[iri]) for iri in sorted(found))


def _node(iri: str, values: Mapping[str, set[str]]) -> NodeView:
    kinds = sorted(local_name(each) for each in values["class"])
    same = sorted(each for each in values["same"] if each.startswith(PREFIXES["wd"]))
    aliases, stand_ins = (tuple(sorted(values[name])) for name in ("alias", "stand_in"))
    wikidata = same[0] if same else None
    return NodeView(iri, kinds[0], min(values["label"]), aliases, wikidata, stand_ins, tuple(kinds[1:]))


def _read_evidence(
    store: Store, labels: Mapping[str, str], articles: Mapping[str, _Row]
) -> dict[str, tuple[EvidenceView, ...]]:
    """For each event its evidence: the oldest article first, then in the order of the text, nothing twice."""
    found: dict[str, list[tuple[tuple[str, str, int, str], EvidenceView]]] = defaultdict(list)
    for row in _rows(store, _CLAIMS):
        article = articles.get(row["article"], _UNKNOWN)
        order = (article["published"] or "9", row["article"], int(row["start"] or 0), row["claim"])
        found[row["event"]].append((order, _evidence(row, article, labels)))
    return {event: _in_order(pairs) for event, pairs in found.items()}


def _in_order(pairs: Iterable[tuple[tuple[str, str, int, str], EvidenceView]]) -> tuple[EvidenceView, ...]:
    return tuple(dict.fromkeys(evidence for _, evidence in sorted(pairs, key=lambda pair: pair[0])))


def _evidence(row: _Row, article: _Row, labels: Mapping[str, str]) -> EvidenceView:
    return EvidenceView(
        sentence=row["sentence"],
        subject=row["subject"],
        trigger=row["trigger"],
        object=row["object"],
        speaker=labels.get(row["speaker"], ""),
        publisher=article["publisher"],
        title=article["title"],
        url=article["url"],
        published=article["published"],
        modality=row["modality"],
        polarity=row["polarity"],
        article=row["article"],
        story=article["story"],
    )


def _read_edges(
    store: Store, labels: Mapping[str, str], evidence: Mapping[str, tuple[EvidenceView, ...]]
) -> Iterator[EdgeView]:
    rows = list(_rows(store, _EVENTS))
    names = ((labels.get(row["subject"], ""), row["label"], labels.get(row["object"], "")) for row in rows)
    phrases = phrases_of((row["relation"], *told) for row, told in zip(rows, names, strict=True))
    return (replace(_edge(row, labels, evidence), phrase=phrases[row["relation"]]) for row in rows)


def _edge(row: _Row, labels: Mapping[str, str], evidence: Mapping[str, tuple[EvidenceView, ...]]) -> EdgeView:
    return EdgeView(
        iri=row["event"],
        source=row["subject"],
        target=row["object"],
        relation=words(local_name(row["relation"])),
        status=row["status"],
        plover=local_name(row["plover"]),
        time=row["time"],
        earliest=row["earliest"],
        latest=row["latest"],
        place=labels.get(row["place"], ""),
        articles=int(row["articles"] or 0),
        stories=int(row["stories"] or 0),
        evidence=evidence.get(row["event"], ()),
        predicate=row["relation"],
    )


def _edge_order(edge: EdgeView) -> tuple[str, str, str]:
    return edge.earliest or "9", edge.time, edge.iri
