"""When: the time that the words give to a predicate, and to no other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from kg.extract.anchoring import IsAct, act_before, anchor_of
from kg.extract.clauses import Predication
from kg.extract.ends import Reading
from kg.extract.event_times import date_effects, relate_events
from kg.extract.grammar import children, is_infinitive
from kg.extract.intervals import recur
from kg.extract.parsing import Passage
from kg.extract.times import FoundTime, find_times, is_last_sentence
from kg.extract.words import Doc, Token, TokenSpan
from kg.model import Modality, Precision, Span, TimeRef
from kg.ontology.patterns import PatternKind

__all__ = ["date_passages", "time_of"]

_MAX_CLIMB = 4
_LEAD_SENTENCES = 3


# ---------------------------------------------------------------- which words date which predicate


def date_passages(
    passages: Sequence[Passage], published: date | None, is_act: IsAct
) -> tuple[Mapping[int, FoundTime], ...]:
    """For each passage the token index of a predicate → the time that stands with it; the first of several."""
    found: list[Mapping[int, FoundTime]] = []
    before: FoundTime | None = None
    lead: FoundTime | None = None
    sentences = 0
    for passage in passages:
        doc = passage.doc
        published = published or _day_of_dateline(doc.text)
        times = [time for time in find_times(doc.text, published, before) if not _is_dateline(doc.text, time)]
        dated = _anchored(doc, times, published, is_act)
        if lead is None and sentences < _LEAD_SENTENCES:
            lead = _lead(doc, dated)
        found.append(relate_events(doc, dated, lead) | date_effects(doc, dated) | dated)
        sentences += len(doc.sents)
        last = times[-1] if times else None
        before = replace(last, start=0, end=0) if last and is_last_sentence(doc.text, last) else None
    return tuple(found)


def _anchored(doc: Doc, times: Sequence[FoundTime], published: date | None, is_act: IsAct) -> dict[int, FoundTime]:
    found: dict[int, FoundTime] = {}
    for time in times:
        span = doc.char_span(time.start, time.end)
        anchor = _anchor(span, time, published, is_act) if span else None
        if anchor is not None:
            found.setdefault(anchor.i, time)
    return found


def _anchor(words: TokenSpan, time: FoundTime, published: date | None, is_act: IsAct) -> Token | None:
    act = act_before(words.doc, words.start, is_act) if words[0].lower_ in {"from", "between"} else None
    past = published is not None and time.latest <= published
    return act or anchor_of(words.root, past=past, recurs=time.recurs is not None, is_act=is_act)


def _lead(doc: Doc, dated: Mapping[int, FoundTime]) -> FoundTime | None:
    """The day of the first sentence here whose main verb has one."""
    days = (dated.get(sentence.root.i) for sentence in doc.sents)
    return next((day for day in days if day and day.precision is Precision.DAY), None)


_DATELINE_BEFORE = re.compile(r"(?:\([^)]{1,40}\)\s*)?(?:[A-Z]{3}[\w .,'/()-]{0,50}|(?:[A-Z][\w.'-]*,?\s+){1,4})$")
_DATELINE_AFTER = re.compile(
    r",?\s*(?:\([^)]{1,40}\)|[A-Z][A-Za-z]{1,14}(?:\s[A-Z][A-Za-z]{1,14})?)?\s*(?:[-–—:]\s|(?<=\))\s)"
)


def _is_dateline(text: str, time: FoundTime) -> bool:
    """As in "OSLO, Aug. 22 (Agency) —": when the article was sent, and nothing that happened."""
    return bool(_DATELINE_BEFORE.match(text[: time.start]) and _DATELINE_AFTER.match(text, time.end))


def _day_of_dateline(text: str) -> date | None:
    """The full date of a dateline, which stands for the day of publication where that is unknown."""
    first = next(find_times(text[:100], None), None)
    is_day = first and first.precision is Precision.DAY and _is_dateline(text, first)
    return first.earliest if first and is_day else None


# ---------------------------------------------------------------- the time of a predicate


def time_of(predication: Predication, modality: Modality, reading: Reading) -> TimeRef | None:
    """The time of a predicate: its own, or that of the words that carry it ("decided on Friday to leave")."""
    head = predication.head
    found = _found(predication, reading.times)
    if found is None:
        return None
    time, is_own = found
    if is_own:
        time = _fit_tense(time, head, modality, reading.article.published)
    start = reading.passage.offset
    span = Span(start + time.start, start + time.end)
    text = reading.article.text[span.start : span.end]
    return TimeRef(span, text, time.earliest, time.latest, time.precision)


def _found(predication: Predication, times: Mapping[int, FoundTime]) -> tuple[FoundTime, bool] | None:
    """The time, and whether it is the predicate's own."""
    head = here = predication.head
    carried = predication.rule == "light verb"
    copula = predication.kind is not PatternKind.VERB and predication.rule in {"copula", "adjective"}
    for _ in range(_MAX_CLIMB):
        if here.i in times:
            time = times[here.i]
            return (time, here == head or copula) if here == head or not _is_cut_off(head, here, time) else None
        if not (_shares_time(here) or (carried and here.pos_ in {"NOUN", "PROPN", "ADP"}) or (copula and here == head)):
            break
        here = here.head
    below = next((times[word.i] for word in _content(head) if word.i in times), None)
    return (below, True) if below else None


_LIGHT = frozenset("begin carry conduct deliver give have hold host launch make open pay stage start take".split())
_AT_ONCE = frozenset("begin cease continue decline fail manage proceed refuse start stop".split())
_OTHER_TIMES = frozenset(
    "afterwards already earlier eventually later meanwhile now previously recently since soon subsequently then".split()
)


def _content(verb: Token) -> list[Token]:
    """What happens when the verb does: "held talks on Friday", "failed to agree on Friday"."""
    if verb.pos_ != "VERB":
        return []
    nouns = children(verb, "dobj", "nsubjpass") if verb.lemma_ in _LIGHT else []
    clauses = children(verb, "xcomp") if verb.lemma_ in _AT_ONCE else []
    return [*nouns, *clauses]


def _shares_time(token: Token) -> bool:
    """Whether what dates the word above may date this one too."""
    if token.dep_ in {"xcomp", "acl"}:
        return is_infinitive(token) or token.tag_ == "VBG"
    if token.dep_ == "conj":
        return token.pos_ == "VERB"
    return token.dep_ == "advcl" and token.tag_ == "VBG"


def _is_cut_off(head: Token, above: Token, time: FoundTime) -> bool:
    """As in "fell in May and have risen since", "left in May, later returning": a clause with a time of its own kind.

    A time that stands before the first of two verbs dates both, one after it only what has no subject of its own.
    """
    here = head
    while here != above:
        if any(child.lower_ in _OTHER_TIMES for child in children(here, "advmod")):
            return True
        if here.dep_ == "conj" and here.pos_ == "VERB":
            tenses = any(child.tag_ in {"MD", "VBZ", "VBP"} for child in children(here, "aux"))
            tenses |= {here.tag_, here.head.tag_} in ({"VBD", "VBZ"}, {"VBD", "VBP"})
            own = children(here, "nsubj", "nsubjpass") and time.start > here.head.idx
            if tenses or own:
                return True
        here = here.head
    return False


_SCHEDULED = frozenset("arrive begin close depart end expire finish open resume start take".split())


def _fit_tense(time: FoundTime, head: Token, modality: Modality, published: date | None) -> FoundTime:
    """The Friday, or the May, that fits the tense: "will meet on Friday" lies ahead, "resigned in October" behind."""
    if published is None or time.recurs is None:
        return time
    count = 0
    if time.latest < published and _is_to_come(head, modality):
        count = 1
    elif time.earliest > published and head.tag_ in {"VBD", "VBN"} and modality is Modality.ACTUAL:
        count = -1
    try:
        return replace(time, interval=recur(time.interval, time.recurs, count)) if count else time
    except ValueError:
        return time


def _is_to_come(head: Token, modality: Modality) -> bool:
    auxiliaries = children(head, "aux")
    if any(auxiliary.lemma_ == "have" for auxiliary in auxiliaries):
        return False
    if modality is Modality.POSSIBLE:
        return any(auxiliary.tag_ == "MD" for auxiliary in auxiliaries)
    scheduled = head.tag_ in {"VBZ", "VBP"} and head.lemma_ in _SCHEDULED
    return modality in {Modality.INTENDED, Modality.REQUESTED} or scheduled
