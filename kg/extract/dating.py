"""When and where: the time and the place that the words give to a predicate, and to no other."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from kg.extract.clauses import Predication
from kg.extract.ends import Reading
from kg.extract.grammar import is_infinitive
from kg.extract.parsing import Passage
from kg.extract.times import find_times
from kg.extract.words import Token
from kg.model import Article, Modality, Precision, Span, TimeRef

__all__ = ["date_passage", "place_of", "time_of"]

_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "off", "across"})
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day$", re.IGNORECASE)
_LAST = re.compile(r"\blast\b", re.IGNORECASE)
_DECISIONS = frozenset({"attempt", "bid", "decision", "effort", "move", "plan", "proposal", "vote"})
_INSIDE_A_NAME = frozenset({"amod", "nummod", "compound", "poss"})


def date_passage(passage: Passage, article: Article) -> Mapping[int, TimeRef]:
    """Token index of a predicate → the time that stands with it; the first of several."""
    found: dict[int, TimeRef] = {}
    text, published = passage.doc.text, article.published
    for time in find_times(text, published):
        span = passage.doc.char_span(time.start, time.end)
        if span is None:
            continue
        where = Span(passage.offset + time.start, passage.offset + time.end)
        anchor = _anchor(span.root, past=published is not None and time.latest <= published)
        if anchor is not None:
            words = article.text[where.start : where.end]
            found.setdefault(anchor.i, TimeRef(where, words, time.earliest, time.latest, time.precision))
    return found


def _past_governor(verb: Token) -> Token:
    """A day gone by can't date what was only intended: "chose to leave on Friday" chose on Friday."""
    while verb.dep_ in {"acl", "xcomp", "advcl"} and is_infinitive(verb):
        verb = verb.head
    if verb.dep_ == "dobj" and verb.pos_ == "NOUN" and verb.lemma_ not in _DECISIONS:
        return verb.head
    return verb


def _anchor(root: Token, *, past: bool) -> Token | None:
    """The verb, or the noun of an act, that a time expression dates; none within a name ("the 1965 treaty")."""
    here = root
    while here.head != here:
        above = here.head
        if here.dep_ in _INSIDE_A_NAME and above.pos_ in {"NOUN", "PROPN"} and here.pos_ != "NOUN":
            return above if here == root and here.ent_type_ == "DATE" and here.dep_ == "poss" else None
        if above.pos_ == "ADP" and above.lower_ == "of" and above.head.pos_ in {"NOUN", "PROPN"}:
            return above.head
        if above.pos_ in {"VERB", "AUX"} and above.dep_ not in {"aux", "auxpass"}:
            return _past_governor(above) if past else above
        if above.pos_ == "NOUN" and here.dep_ in {"npadvmod", "prep", "advmod", "nmod", "acl"}:
            return above
        here = above
    return here if here != root else None


def time_of(predication: Predication, modality: Modality, reading: Reading) -> TimeRef | None:
    """The time of a predicate: its own, or that of the words that carry it ("decided on Friday to leave")."""
    here, carried = predication.head, predication.rule == "light verb"
    for _ in range(4):
        if here.i in reading.times:
            time = reading.times[here.i]
            return _ahead(time, modality, reading.article.published) if here == predication.head else time
        if not (_shares_time(here) or (carried and here.pos_ in {"NOUN", "PROPN", "ADP"})):
            return None
        here = here.head
    return None


def _ahead(time: TimeRef, modality: Modality, published: date | None) -> TimeRef:
    """A weekday or month of what is still to come lies ahead: "will meet on Monday", "will meet in March"."""
    to_come = modality in {Modality.INTENDED, Modality.REQUESTED} and not _LAST.search(time.text)
    if published is None or not to_come or time.latest >= published:
        return time
    if _WEEKDAY.search(time.text):
        week = timedelta(days=7)
        return replace(time, earliest=time.earliest + week, latest=time.latest + week)
    if time.precision is Precision.MONTH and not any(c.isdigit() for c in time.text):
        year, month = time.earliest.year + 1, time.earliest.month
        return replace(time, earliest=date(year, month, 1), latest=date(year, month, monthrange(year, month)[1]))
    return time


def _shares_time(token: Token) -> bool:
    """Whether what dates the word above dates this one too."""
    if token.dep_ in {"xcomp", "acl"}:
        return is_infinitive(token) or token.tag_ == "VBG"
    if token.dep_ == "conj":
        return token.pos_ == "VERB"
    return token.dep_ == "advcl" and token.tag_ == "VBG"


def place_of(predication: Predication, is_place: Callable[[Token], bool]) -> Token | None:
    """The head of the phrase that says where: "in Beijing", "at a summit in Osaka"."""
    near = predication.complements
    for complement in near:
        if complement.path[-1] in _PLACE_PREPOSITIONS and is_place(complement.head):
            return complement.head
    for complement in near:
        for child in complement.head.children:
            if child.dep_ == "prep" and child.lower_ in _PLACE_PREPOSITIONS:
                inner = next((c for c in child.children if c.dep_ == "pobj" and is_place(c)), None)
                if inner is not None:
                    return inner
    return None
