"""Predications → claims: mention, trigger, evidence, stance, speaker, time and place of what has been understood."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.categories import category_of
from kg.extract.clauses import Predication
from kg.extract.dating import time_of
from kg.extract.ends import End, Reading, ends_of
from kg.extract.grammar import children, lemma_of, phrase_bounds
from kg.extract.parsing import Passage
from kg.extract.places import place_of
from kg.extract.quotations import said_by
from kg.extract.stance import stance_of
from kg.extract.words import Token, TokenSpan
from kg.model import Claim, Evidence, Mention, Modality, Polarity, Span, Trigger
from kg.ontology import Relation
from kg.ontology.patterns import PatternKind

__all__ = ["make_claim"]

_CONFIDENCE = {
    "active": 0.9,
    "passive": 0.9,
    "relative": 0.85,
    "control": 0.8,
    "conjunct": 0.8,
    "participle": 0.75,
    "gerund": 0.75,
    "nominal": 0.75,
    "light verb": 0.7,
    "title": 0.9,
    "apposition": 0.85,
    "copula": 0.85,
    "description": 0.6,
    "adjective": 0.75,
}
"""How sure a construction is; an open relation is as sure as its construction."""
_UNSURE = 0.5


def make_claim(
    reading: Reading,
    predication: Predication,
    pair: tuple[End | None, End | None],
    relation: Relation | None,
    plover: str | None = None,
) -> Claim:
    """What a predication states of a pair of ends, of which one may be missing; `plover` is for open relations."""
    subject, object_ = pair
    polarity, modality = _stance(predication)
    sure = _CONFIDENCE.get(predication.rule, _UNSURE)
    return Claim(
        article=reading.article.id,
        subject=_mention(reading, subject, predication) if subject else None,
        relation=relation.name if relation else None,
        plover=category_of(relation.plover if relation else plover, predication.head, polarity, modality),
        object=_mention(reading, object_, predication) if object_ else None,
        trigger=_trigger(reading, predication),
        evidence=_evidence(reading, predication.head.sent),
        polarity=polarity,
        modality=modality,
        attributed_to=_speaker(reading, predication),
        time=time_of(predication, modality, reading),
        place=_place(reading, predication, pair, relation.plover if relation else plover),
        rule=predication.rule or "clause",
        confidence=sure if modality is Modality.ACTUAL else round(sure - 0.1, 2),
    )


def _stance(predication: Predication) -> tuple[Polarity, Modality]:
    """Polarity and modality; what a verb only carries has the verb's: "will hold talks", "is not an ally"."""
    head = predication.head
    if predication.kind in {PatternKind.ROLE, PatternKind.ADJECTIVE}:
        if predication.rule in {"copula", "adjective"} and head.dep_ in {"attr", "acomp", "oprd"}:
            return stance_of(head.head)
        if predication.kind is PatternKind.ROLE:
            return Polarity.POSITIVE, Modality.ACTUAL
    polarity, modality = stance_of(head)
    if predication.rule == "light verb" and head.dep_ == "dobj":
        carried = stance_of(head.head)
        polarity = Polarity.NEGATIVE if Polarity.NEGATIVE in {polarity, carried[0]} else polarity
        modality = carried[1] if modality is Modality.ACTUAL else modality
    return polarity, modality


def _mention(reading: Reading, end: End, of: Predication | None = None) -> Mention:
    """The end's words and what they stand for; as an end of a verb they don't hold the verb itself."""
    token, referent = end.token, end.referent
    bounds = (token.left_edge.i, token.right_edge.i) if token.pos_ in {"VERB", "AUX"} else phrase_bounds(token)
    if of is not None and of.kind is PatternKind.VERB:
        bounds = _without_predicate(bounds, token, of.head)
    name = reading.referents.names_at[reading.passage.number].get(token.i)
    if name is not None:
        bounds = min(bounds[0], name.start), max(bounds[1], name.end - 1)
    start, last = _without_marks(reading.passage, *bounds)
    span = reading.passage.span_of(start, last + 1)
    kind = referent.kind if referent.kind in reading.ontology.classes else "Thing"
    return Mention(span, reading.article.text[span.start : span.end], kind, referent.name, referent.owner)


def _without_predicate(bounds: tuple[int, int], token: Token, verb: Token) -> tuple[int, int]:
    """As in "the planned visit" of what is planned, "It ends, I believe" of what is believed."""
    start, last = bounds
    if start <= verb.i < token.i and verb.dep_ == "amod":
        return verb.i + 1, last
    if token.i < verb.left_edge.i and verb.i <= last and verb.dep_ in {"parataxis", "advcl"}:
        return start, verb.left_edge.i - 1
    return bounds


def _without_marks(passage: Passage, start: int, last: int) -> tuple[int, int]:
    """The bounds without punctuation and possessive endings at the edges."""
    while start < last and (passage.doc[start].is_punct or passage.doc[start].is_space or passage.doc[start].is_quote):
        start += 1
    while last > start and (
        passage.doc[last].is_punct or passage.doc[last].is_space or passage.doc[last].tag_ in {"POS", "CC"}
    ):
        last -= 1
    return start, last


def _trigger(reading: Reading, predication: Predication) -> Trigger:
    head = predication.head
    span = reading.passage.span_of(head.i, head.i + 1)
    particle = [child.lower_ for child in children(head, "prt")]
    return Trigger(span, reading.article.text[span.start : span.end], " ".join([lemma_of(head), *particle]))


def _evidence(reading: Reading, sentence: TokenSpan) -> Evidence:
    span = reading.passage.span_of(sentence.start, sentence.end)
    text = reading.article.text[span.start : span.end]
    lead = len(text) - len(text.lstrip())
    span = Span(span.start + lead, span.start + len(text.rstrip()))
    return Evidence(span, reading.article.text[span.start : span.end])


def _speaker(reading: Reading, predication: Predication) -> Mention | None:
    """Who says so, None for the article's own voice."""
    said = said_by(reading.referents.quoted, reading.passage.number, predication.head)
    if said is None or said.speaker == predication.head:
        return None
    there = replace(reading, passage=reading.referents.passages[said.passage])
    ends = ends_of(there, [said.speaker])
    return _mention(there, ends[0]) if ends else None


def _place(
    reading: Reading, predication: Predication, pair: tuple[End | None, End | None], plover: str | None
) -> Mention | None:
    taken = {end.token for end in pair if end is not None}

    def is_place(token: Token) -> bool:
        return token not in taken and any(
            end.referent.name and reading.ontology.is_a(end.referent.kind, "Place") for end in ends_of(reading, [token])
        )

    token = place_of(predication, is_place, plover)
    return _mention(reading, ends_of(reading, [token])[0]) if token is not None else None
