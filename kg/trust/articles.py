"""Checks of one article: its named graph against the text that was stored.

Without a text, what can be checked without one still is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.model import Article
from kg.trust.faults import Check
from kg.trust.nodes import Node
from kg.trust.shapes import misfits

__all__ = ["ARTICLE_CHECKS", "ArticlePart", "words_of"]

Found = Iterator[tuple[str, str]]
Names = Callable[[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class ArticlePart:
    """An article's named graph, with its claims and evidence, and the article and its text as stored.

    `names` gives the words of all names of an entity.
    """

    iri: str
    nodes: Mapping[str, Node]
    claims: tuple[Node, ...]
    evidence: tuple[Node, ...]
    article: Article | None
    text: str | None
    names: Names

    @classmethod
    def of(cls, iri: str, nodes: Mapping[str, Node], article: Article | None, names: Names) -> ArticlePart:
        """The part that these nodes and this article make up."""
        claims = tuple(node for node in nodes.values() if "Claim" in node.kinds)
        evidence = tuple(node for node in nodes.values() if "Evidence" in node.kinds)
        return cls(iri, nodes, claims, evidence, article, storable(article.text) if article else None, names)

    def sentences(self, claim: Node) -> list[str]:
        """The sentences that the claim rests on."""
        return [self.nodes[iri].one("oa:exact") for iri in claim.all("kg:evidence") if iri in self.nodes]


def storable(text: str) -> str:
    """The text without lone surrogates, as long as before: what of it a literal can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def words_of(text: str) -> frozenset[str]:
    """The words that tell, without accents and case; articles and prepositions only where there is nothing else.

    >>> sorted(words_of("The U.N. and the Bank of São Paulo"))
    ['bank', 'paulo', 'sao', 'un']
    """
    plain = text if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", text))
    words = _WORD.findall(_DOTTED.sub(lambda found: found[0].replace(".", ""), plain))
    telling = [word for word in words if word not in _EMPTY_WORDS]
    return frozenset(word.casefold() for word in telling or words)


_MARKS = re.compile("[\u0300-\u036f]")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_WORD = re.compile(r"\w+")
_EMPTY_WORDS = frozenset("a al an and at by de del der di du el for in la le of on s the The to van von with".split())


def _text_differs(part: ArticlePart) -> Found:
    if part.article is None:
        yield part.iri, "no text is stored for it"
    elif part.iri not in part.nodes:
        yield part.iri, "its text is stored, but the graph does not hold it"
    elif part.nodes[part.iri].one("kg:sha256") != part.article.digest:
        yield part.iri, "the stored text is another one than that of which the graph has the SHA-256"


def _span_differs(part: ArticlePart) -> Found:
    if part.text is None:
        return
    for node in part.evidence:
        start, end = node.one("oa:start"), node.one("oa:end")
        if not (start.isdecimal() and end.isdecimal()):
            continue
        if part.text[int(start) : int(end)] != node.one("oa:exact"):
            yield node.iri, f"the stored text reads otherwise from {start} to {end}"


def _words_missing(part: ArticlePart) -> Found:
    for claim in part.claims:
        sentences = part.sentences(claim)
        for name in ("kg:trigger", "kg:subjectText", "kg:objectText") if sentences else ():
            words = claim.one(name)
            elsewhere = part.text if part.text and name != "kg:trigger" else ""
            if not any(words in place for place in (*sentences, elsewhere)):
                yield claim.iri, f"{name} {words!r} stands neither in its sentence nor elsewhere in the article"


def _entity_unnamed(part: ArticlePart) -> Found:
    ends = [(claim, end, claim.one(end)) for claim in part.claims for end in ("rdf:subject", "rdf:object")]
    for iri in _unnamed({iri for _, _, iri in ends if iri}, part):
        for claim, end, entity in ends:
            if entity == iri:
                yield claim.iri, f"its {end} is {iri}, of whose names no word stands in the article"


def _unnamed(entities: Iterable[str], part: ArticlePart) -> list[str]:
    """The entities that have names, of which the text has no word: looked for as they stand, then with more care."""
    if part.text is None or not part.claims:
        return []
    folded = part.text.casefold()
    doubtful = [iri for iri in entities if not any(_has_word(folded, name) for name in part.names(iri))]
    read = words_of(part.text) if doubtful else frozenset()
    return [iri for iri in doubtful if part.names(iri) and part.names(iri).isdisjoint(read)]


def _has_word(text: str, word: str) -> bool:
    """Whether the first place where the word stands is a word of its own: quick, and now and then too strict."""
    start = text.find(word)
    return (
        start >= 0
        and not text[max(start - 1, 0) : start].isalnum()
        and not text[start + len(word) : start + len(word) + 1].isalnum()
    )


def _strays(part: ArticlePart) -> Found:
    if not part.nodes:
        return
    if part.iri not in part.nodes or "Article" not in part.nodes[part.iri].kinds:
        yield part.iri, "its graph does not describe it"
    for node in part.nodes.values():
        if node.iri == part.iri:
            continue
        if not node.kinds & {"Claim", "Evidence"}:
            yield node.iri, "is neither article, claim nor evidence, and stands in the graph of an article"
        elif (source := node.one("prov:wasDerivedFrom")) and source != part.iri:
            yield node.iri, f"stands in the graph of {part.iri} and is derived from {source}"


def _evidence_loose(part: ArticlePart) -> Found:
    used: set[str] = set()
    for claim in part.claims:
        used.update(claim.all("kg:evidence"))
        if not claim.all("kg:evidence"):
            yield claim.iri, "has no evidence"
        for iri in claim.all("kg:evidence"):
            if iri not in part.nodes:
                yield claim.iri, f"its evidence {iri} is not in the graph of its article"
    for node in part.evidence:
        if node.iri not in used:
            yield node.iri, "is evidence of no claim"


def _misshapen(part: ArticlePart) -> Found:
    for node in part.nodes.values():
        for kind in node.kinds & {"Article", "Claim", "Evidence"}:
            yield from ((node.iri, message) for message in misfits(node, kind))


def _time_broken(part: ArticlePart) -> Found:
    for node in part.claims:
        yield from ((node.iri, message) for message in broken_times(node))


def broken_times(node: Node) -> Iterator[str]:
    """What is wrong with the days of a claim or an event."""
    earliest, latest = node.one("kg:earliest"), node.one("kg:latest")
    parts = ("kg:earliest", "kg:latest", "kg:timePrecision", "kg:timeLabel")
    there = [name for name in parts if node.all(name)]
    if there and len(there) < len(parts):
        yield f"has {', '.join(there)}, but not the rest of a time"
    elif earliest > latest:
        yield f"begins on {earliest} and ends before, on {latest}"


ARTICLE_CHECKS: tuple[Check[ArticlePart], ...] = (
    Check("text", "Each article's text is stored, and its SHA-256 is the one in the graph.", _text_differs),
    Check("span", "Each evidence span, read again in the stored text, is the sentence.", _span_differs),
    Check("words", "Trigger, subject and object of each claim stand in its sentence.", _words_missing),
    Check("name", "Each article names the entities that its claims are about.", _entity_unnamed),
    Check("graph", "Each article, claim and evidence stands in one article's graph, and nothing else does.", _strays),
    Check("evidence", "Each claim has evidence, and each evidence a claim.", _evidence_loose),
    Check("shape", "Each node has the properties of its class, once, in their form.", _misshapen),
    Check("time", "No time ends before it begins, and an event's lies within those of its claims.", _time_broken),
)
"""What holds of each article. A check that events and entities have too bears the same name there."""
