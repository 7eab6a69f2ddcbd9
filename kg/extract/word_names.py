"""Names that their own words tell, where neither gazetteer nor model sees one: treaties, people with a title, storms.

Nothing is looked for in headlines, where every word has a capital.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from kg.extract.grammar import children
from kg.extract.model_names import is_title
from kg.extract.names import Name
from kg.extract.words import Doc, Token, TokenSpan
from kg.ontology import Ontology

__all__ = ["has_capitals_throughout", "word_names"]

_NAMED_BY_PLACE = frozenset(
    "accord accords agreement armistice charter compact convention pact protocol treaty".split()
)
_ABOUT = frozenset({"of", "on", "for", "against"})
_NO_PART = frozenset("a an another any each every his her its my no our some that the their these this those".split())
_PARTICLES = frozenset("al bin da de del della der di dos du el ibn la le van von".split())
_STOPS = frozenset({".", "!", '"'})
_MIN_WORDS = 5
_SHARE_OF_CAPITALS = 0.7


def word_names(doc: Doc, ontology: Ontology) -> Iterator[Name]:
    """The agreements, persons and storms that the words of a passage tell, also where another name overlaps."""
    for sentence in doc.sents:
        if not has_capitals_throughout(sentence):
            yield from _agreements(sentence)
            yield from _persons(sentence, ontology)
            yield from _storms(sentence, ontology)


def has_capitals_throughout(sentence: TokenSpan) -> bool:
    """Whether it is written like a headline, so that a capital says nothing."""
    if sentence[-1].text in _STOPS:
        return False
    words = [token for token in sentence if token.text.isalpha() and len(token.text) > 3]
    capitals = sum(token.text[0].isupper() for token in words)
    return len(words) >= _MIN_WORDS and capitals >= _SHARE_OF_CAPITALS * len(words)


def _is_part(token: Token) -> bool:
    """Whether a word can be part of a name: it has a capital and is more than an article."""
    return (
        token.text[0].isupper() and token.lower_ not in _NO_PART and (token.pos_ == "PROPN" or not token.is_sent_start)
    )


def _run(sentence: TokenSpan, at: int, fits: Callable[[Token], bool], step: int) -> int:
    """The place after the last token, in one direction, that belongs to what begins with `at`; hyphens are skipped."""
    doc = sentence.doc
    while sentence.start <= at < sentence.end and (fits(doc[at]) or doc[at].text == "-"):
        at += step
    return at


def _agreements(sentence: TokenSpan) -> Iterator[Name]:
    """As in "the Treaty of Halifax", "the Lisbon Pact", "the Convention on Cluster Munitions"."""
    doc = sentence.doc
    for noun in sentence:
        if not noun.text[0].isupper() or noun.lower_ not in _NAMED_BY_PLACE:
            continue
        start = _run(sentence, noun.i - 1, _is_part, -1) + 1
        end = noun.i + 1
        if end < sentence.end and doc[end].lower_ in _ABOUT:
            first = end + 1 + (end + 1 < sentence.end and doc[end + 1].lower_ == "the")
            after = _run(sentence, first, _is_part, 1)
            end = after if after > first else end
        if end - start > 1 and not (end < sentence.end and _is_part(doc[end])):
            yield Name(start, end, "Agreement", doc[start:end].text)


def _persons(sentence: TokenSpan, ontology: Ontology) -> Iterator[Name]:
    """As in "Judge Amos Reyes", "Wang Xiaohong", "spokesman Bo Lindqvist", where the model may see nobody."""
    doc = sentence.doc
    at = sentence.start
    while at < sentence.end:
        end = _run(sentence, at, _is_name_of_person, 1) if _begins_person(doc[at], ontology) else at
        while end > at and not _is_part(doc[end - 1]):
            end -= 1
        if at < end <= at + 4 and not ontology.gazetteer.find(doc[at:end].text) and _is_whole(doc[at:end], ontology):
            yield Name(at, end, "Person", doc[at:end].text)
        at = max(end, at + 1)


def _is_name_of_person(token: Token) -> bool:
    initial = len(token.text) == 2 and token.text[1] == "."
    return (token.pos_ == "PROPN" and token.text[0].isupper()) or token.lower_ in _PARTICLES or initial


def _begins_person(token: Token, ontology: Ontology) -> bool:
    """Whether a given name or a leading family name, with a capitalised word after it, or a word after a title."""
    if token.pos_ != "PROPN" or not token.text[0].isupper() or is_title(token, ontology):
        return False
    doc = token.doc
    follows = token.i + 1 < len(doc) and _is_name_of_person(doc[token.i + 1])
    gazetteer = ontology.gazetteer
    if follows and (token.lower_ in gazetteer.given_names or (token.lower_,) in gazetteer.leading_family_names):
        return True
    before = doc[token.i - 1] if token.i > token.sent.start else None
    titled = before is not None and is_title(before, ontology) and before in children(_top(token), "compound", "nmod")
    return titled and not gazetteer.find(token.text)


def _top(token: Token) -> Token:
    """The head of the name that a word is part of."""
    while token.dep_ in {"compound", "nmod"} and token.head.pos_ == "PROPN":
        token = token.head
    return token


def _is_whole(name: TokenSpan, ontology: Ontology) -> bool:
    """Whether nothing says that it is no person's: "Jordan Valley", "Martin Luther King Library"."""
    last = ontology.class_of_noun.get(name[-1].lower_, "Person")
    return ontology.is_a(last, "Person") and not any(ontology.gazetteer.find(token.text) for token in name[1:])


def _storms(sentence: TokenSpan, ontology: Ontology) -> Iterator[Name]:
    """As in "Typhoon Haiyan", of which the model often sees only the second word, or nothing."""
    for before, token in pairwise(sentence):
        titled = before.text.istitle() and token.text.istitle() and token.ent_type_ not in {"GPE", "LOC", "FAC"}
        kind = ontology.class_of_noun.get(before.lower_) if titled else None
        following = sentence.doc[token.i + 1 : token.i + 2]
        alone = not any(after.pos_ == "PROPN" for after in following)
        if kind == "Disaster" and token.pos_ == "PROPN" and alone:
            yield Name(before.i, token.i + 1, kind, f"{before.text} {token.text}", how="name")
