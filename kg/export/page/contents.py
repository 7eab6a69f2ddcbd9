"""All that the page knows, as one JSON text that its script reads: rows as arrays, each text that recurs once.

Refuses characters that garble the text around them: they are left out. What the view does not say is "", -1 or null.

The JSON is one object. A *number* of something is its place in the list of that name, from 0; -1 is none. A *day* is a
count of days since 1970-01-01. Keys, in this order:

    base         text: IRIs of this graph begin so
    total        [entities, events, articles, stories]: of the whole graph
    leftOut      [entities, events]: that events tie together, and that the page has no room for
    families     [[name, label, shape, path]…]: those that occur; the shape's name in vis-network, and as SVG, 16 by 16
    kinds        [[name, label, family's name]…]: classes that occur
    statuses     [[name, meaning]…]: those that occur
    categories   [[name, label]…]: of PLOVER
    relations    [[name, IRI, label, category's number, between, after]…]: names are unlike each other
                 the IRI may be ""; a sentence has the words `between` subject and object, and `after` the object
    publishers   [[text, as written…]…]: how the graph has it, where that is not the text: in one way or in several
    names        [text…]: of places and of speakers
    notes        [text…]: what is to be said of a claim, such as "denied here", "intended"
    nodes        [[id, label, kind's number, x, y, community's number, wikidata, [alias…], page, [stand-in…],
                   [number of a further kind…]]…]
                 id: what follows `base`, or the whole IRI (it has a colon then); x, y: the middle of the shape, whole;
                 wikidata: an address or ""; page: the address of the page about it where the graph is served, else "";
                 stand-in: a word that news uses in its place and that is no name of it, such as "Seoul"
    articles     [[title, publisher's number, published, url, story's number]…]
                 published: "2019-08-22" or ""; the url is as given: whatever is no http(s) address is no link
    sentences    [text…]
    events       [[id, source's number, target's number, relation's number, status's number, time, from, to,
                   place's number in names, articles, stories, told, claims, moreClaims]…]
                 in order of time, those without one last; source and target are nodes; time: "2019-08" or "";
                 from, to: the first and last day or null; told: numbers of all articles that tell it, each once;
                 claims: [[sentence's number, marks, speaker's number in names, [note's number…], article's number]…]
                 marks: flat [start, end, role, start, end, role…] in the order of the sentence, counted in UTF-16 units
                 as JavaScript does; role 0 subject, 1 trigger, 2 object, 3 subject and object in one;
                 moreClaims: how many are left out where there are more than MAX_CLAIMS
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kg.export.look import FAMILIES, STATUSES, family_of
from kg.export.marks import Mark, marks
from kg.export.view import EdgeView, EvidenceView, NodeView, View
from kg.ontology.iris import local_name
from kg.ontology.phrases import around, words

__all__ = ["MAX_CLAIMS", "Arrangement", "called", "contents", "key_of", "shown"]

MAX_CLAIMS = 12
"""How many claims of one event the page holds; one of each story goes before a second one of any."""

_Row = list[Any]
_EPOCH = date(1970, 1, 1).toordinal()
_ROLES = {"subject": 0, "trigger": 1, "object": 2, "both": 3}
# Directional overrides and other controls would garble a canvas, where nothing isolates one label from the next; lone
# surrogates are no text at all.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BEYOND = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where the nodes of a view stand, in its order, and the community of each."""

    places: Sequence[tuple[int, int]]
    communities: Sequence[int]


def contents(whole: View, drawn: View, arrangement: Arrangement, page_of: Callable[[str], str] | None = None) -> str:
    """The JSON of the drawn part, fit for a script element. `page_of` gives the address of an entity's page."""
    met = _Met.of(drawn)
    events = [_event_row(edge, met) for edge in drawn.edges]
    written = {
        "base": drawn.base,
        "total": [len(whole.nodes), len(whole.edges), whole.articles, whole.stories],
        "leftOut": _left_out(whole, drawn),
        **_kinds(met),
        "statuses": [[shown(status), STATUSES.get(status, "")] for status in met.statuses],
        "categories": [[name, name.lower()] for name in met.categories],
        "relations": list(_relation_rows(met.relations)),
        "publishers": [[text, *_unlike(text, met.spellings[text])] for text in met.publishers],
        "names": list(met.names),
        "notes": list(met.notes),
        "nodes": [_node_row(node, met, arrangement, page_of) for node in drawn.nodes],
        "articles": list(met.article_rows),
        "sentences": list(met.sentences),
        "events": events,
    }
    text = json.dumps(written, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def shown(text: str) -> str:
    """The text without characters that change how others look."""
    return _CONTROLS.sub("", text)


def called(node: NodeView) -> str:
    """The node's label, or the end of its IRI where the label shows nothing."""
    label = shown(node.label)
    seen = any(unicodedata.category(letter)[0] not in "CZ" for letter in label)
    return label if seen else shown(local_name(node.iri).replace("_", " ") or node.iri)


@dataclass(frozen=True, slots=True)
class _Met:
    """What the rows refer to by number; what is not known beforehand is numbered when it is first met."""

    base: str
    nodes: Mapping[str, int]
    kinds: Mapping[str, int]
    statuses: Mapping[str, int]
    categories: dict[str, int] = field(default_factory=dict)
    relations: dict[tuple[str, str, int, str], int] = field(default_factory=dict)
    publishers: dict[str, int] = field(default_factory=dict)
    spellings: dict[str, dict[str, None]] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    notes: dict[str, int] = field(default_factory=dict)
    stories: dict[str, int] = field(default_factory=dict)
    sentences: dict[str, int] = field(default_factory=dict)
    articles: dict[tuple[str, ...], int] = field(default_factory=dict)
    article_rows: list[_Row] = field(default_factory=list)

    @classmethod
    def of(cls, view: View) -> _Met:
        """The numbers of what the view has, in its order or in that of the legend."""
        statuses = {edge.status for edge in view.edges}
        known = [status for status in STATUSES if status in statuses]
        return cls(
            view.base,
            _numbers(node.iri for node in view.nodes),
            _numbers(sorted({kind for node in view.nodes for kind in (node.kind, *node.also)})),
            _numbers([*known, *sorted(statuses - set(known))]),
        )


def _numbers(keys: Iterable[str]) -> dict[str, int]:
    return {key: number for number, key in enumerate(keys)}


def _number(met: dict[str, int], text: str) -> int:
    """The number of the text as it is shown, a new one where it was not met before."""
    clean = shown(text)
    return met.setdefault(clean, len(met)) if clean else -1


def _publisher(met: _Met, written: str) -> int:
    """The number of the publisher, whose spelling is kept: a query has to ask for what the graph says."""
    met.spellings.setdefault(shown(written), {})[written] = None
    return _number(met.publishers, written)


def _unlike(text: str, spellings: Iterable[str]) -> list[str]:
    """How the text is written, or nothing where that is as it is shown."""
    found = sorted(spellings)
    return [] if found == [text] else found


def _left_out(whole: View, drawn: View) -> _Row:
    tied, kept = (len({end for edge in view.edges for end in (edge.source, edge.target)}) for view in (whole, drawn))
    return [tied - kept, len(whole.edges) - len(drawn.edges)]


def _kinds(met: _Met) -> dict[str, list[_Row]]:
    families = {family_of(kind).name for kind in met.kinds}
    return {
        "families": [[each.name, each.label, each.shape, each.path] for each in FAMILIES if each.name in families],
        "kinds": [[shown(kind), words(shown(kind)), family_of(kind).name] for kind in met.kinds],
    }


def _relation_rows(relations: Iterable[tuple[str, str, int, str]]) -> Iterator[_Row]:
    """Rows of relations; where two would go by the same name, each is named by its IRI and its words."""
    named = [(shown(local_name(iri) or label), iri, label, category, told) for iri, label, category, told in relations]
    counts = Counter(name for name, *_ in named)
    for name, iri, label, category, told in named:
        key = name if counts[name] == 1 else f"{shown(iri)} {shown(label)}"
        yield [key, shown(iri), shown(label), category, *around(shown(told or label))]


def _node_row(node: NodeView, met: _Met, arrangement: Arrangement, page_of: Callable[[str], str] | None) -> _Row:
    number = met.nodes[node.iri]
    return [
        key_of(node.iri, met.base),
        called(node),
        met.kinds[node.kind],
        *arrangement.places[number],
        arrangement.communities[number],
        shown(node.wikidata or "") if (node.wikidata or "").startswith(("http://", "https://")) else "",
        [shown(alias) for alias in node.aliases],
        page_of(node.iri) if page_of else "",
        [shown(each) for each in node.stand_ins],
        [met.kinds[kind] for kind in node.also],
    ]


def key_of(iri: str, base: str) -> str:
    """What follows the base where that tells the IRI, else all of it."""
    rest = iri.removeprefix(base)
    return shown(rest if rest and ":" not in rest else iri)


def _event_row(edge: EdgeView, met: _Met) -> _Row:
    articles = [_article(each, met) for each in edge.evidence]
    claims = _chosen(edge)
    return [
        key_of(edge.iri, met.base),
        met.nodes[edge.source],
        met.nodes[edge.target],
        _relation(edge, met),
        met.statuses[edge.status],
        shown(edge.time),
        _day(edge.earliest),
        _day(edge.latest),
        _number(met.names, edge.place),
        edge.articles,
        edge.stories,
        sorted(set(articles)),
        [_claim_row(edge.evidence[number], articles[number], met) for number in claims],
        len(edge.evidence) - len(claims),
    ]


def _relation(edge: EdgeView, met: _Met) -> int:
    key = edge.predicate, edge.relation, _number(met.categories, edge.plover), edge.phrase
    return met.relations.setdefault(key, len(met.relations))


def _day(text: str) -> int | None:
    try:
        return date.fromisoformat(text[:10]).toordinal() - _EPOCH
    except ValueError:
        return None


def _chosen(edge: EdgeView) -> list[int]:
    """Which evidence is shown, in its order: what tells the event, one of each story, then others until it is full."""
    if len(edge.evidence) <= MAX_CLAIMS:
        return list(range(len(edge.evidence)))
    telling = edge.telling
    seen: set[str] = set()
    ranks: list[tuple[int, int]] = []
    for number, each in enumerate(edge.evidence):
        story = each.story or each.article
        ranks.append((0 if each is telling else 2 if story in seen else 1, number))
        seen.add(story)
    return sorted(number for _, number in sorted(ranks)[:MAX_CLAIMS])


def _article(evidence: EvidenceView, met: _Met) -> int:
    """The number of the article; without an IRI it is known by what is known of it."""
    known = evidence.title, evidence.publisher, evidence.published, evidence.url
    key = (evidence.article,) if evidence.article else known
    if key not in met.articles:
        met.articles[key] = len(met.article_rows)
        title, _, published, url = map(shown, known)
        row = [title, _publisher(met, evidence.publisher), published, url, _number(met.stories, evidence.story)]
        met.article_rows.append(row)
    return met.articles[key]


def _claim_row(evidence: EvidenceView, article: int, met: _Met) -> _Row:
    doubt = "" if evidence.modality in {"", "actual"} else evidence.modality
    notes = ("denied here" if evidence.polarity == "negative" else "", doubt)
    sentence, trigger, subject, obj = map(
        shown, (evidence.sentence, evidence.trigger, evidence.subject, evidence.object)
    )
    return [
        _number(met.sentences, sentence),
        _flat(marks(sentence, trigger, subject, obj), sentence),
        _number(met.names, evidence.speaker),
        [_number(met.notes, note) for note in notes if note],
        article,
    ]


def _flat(found: Iterable[Mark], sentence: str) -> list[int]:
    """The marks one after the other. A character beyond the basic plane counts twice, as it does in JavaScript."""
    beyond = [place.start() for place in _BEYOND.finditer(sentence)]
    return [
        number
        for start, end, role in found
        for number in (start + bisect_left(beyond, start), end + bisect_left(beyond, end), _ROLES[role])
    ]
