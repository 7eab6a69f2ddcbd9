"""The entities of the pipeline → names: without articles, titles and possessive endings, and told apart by their words.

The small pipelines take titles for a part of the name or for an organization ("National Security" before "Director").
What kind of thing a name is, is guessed here from its own words; its neighbours are asked in `kg.extract.name_kinds`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.extract.names import Name
from kg.extract.words import Doc, Token, TokenSpan
from kg.ontology import Ontology

__all__ = ["COMPANY_ENDINGS", "folded", "is_title", "kind_told_inside", "model_name"]

_KINDS = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "City",
    "NORP": "Group",
    "LOC": "Region",
    "FAC": "Facility",
    "LAW": "Law",
    "PRODUCT": "Product",
    "WORK_OF_ART": "Work",
    "EVENT": "Thing",
}
"""The OntoNotes label that the pipeline gives → our class, where no noun in the name says better."""
COMPANY_ENDINGS = frozenset("inc corp ltd llc plc gmbh ag sa spa nv co cos holdings".split())
_NO_NAMES = frozenset({"Group", "State"})
_SAYING_LITTLE = {"ORG": _NO_NAMES | {"City", "Product", "Region", "Work"}}
"""Classes whose nouns tell nothing at the end of such a name: "Nolan Computer" and "Kivu Capital" are bodies."""
_TRIMMED = frozenset({"the", "a", "an", "of", "'s", "’s", "'", "’", "s", ",", "“", "”", '"', "(", ")", "-"})
_BEFORE_NAMES = frozenset("after around at before despite from in inside like near outside since unlike with".split())
"""Words that the model takes for the beginning of a name where they begin a sentence: "Near Zinab"."""
_MAX_TITLE_TOKENS = 5
_ADJECTIVES = frozenset(
    "communist conservative criminal extremist liberal militant national native radical republican royal".split()
)
"""Words for people that are adjectives before a name: "National Security"."""
_BORNE_AS_NAMES = frozenset("baron dean duke judge king major marshal pope prince princess queen sultan".split())
"""Titles that are given names too, or that news never leaves out: "Prince Harry"."""


def model_name(ent: TokenSpan, known: Sequence[Name], ontology: Ontology) -> Name | None:
    """What the model's entity is, trimmed and told apart; None for dates, numbers, titles and lower-case words."""
    if ent.label_ not in _KINDS:
        return None
    start, end, owner = _trim(ent, known, ontology)
    start = start if owner else _with_first_names(ent.doc, start, known, ontology)
    after_title = _after_title(ent.doc, start, end, ent.label_, ontology)
    span = ent.doc[after_title:end]
    if not any(token.text[0].isupper() for token in span) or _is_portfolio(span, ontology):
        return None
    text = span.text
    body = ontology.gazetteer.generic_body(text)
    if body is None and _is_common(span, ontology):
        return None
    if body is not None:
        return Name(span.start, end, body.kind, body.label, owner)
    kind = "Person" if after_title > start else kind_told_inside(span, ent.label_, ontology) or _KINDS[ent.label_]
    return Name(span.start, end, kind, text, owner)


def _is_common(span: TokenSpan, ontology: Ontology) -> bool:
    """As in "Groups of farmers", "Sgt . Hill": a noun or title alone is nobody's name."""
    alone = len(span) == 1 and (span[0].lemma_.lower() in ontology.class_of_noun or is_title(span[0], ontology))
    return alone or span.text.lower() in ontology.class_of_noun


def _is_portfolio(span: TokenSpan, ontology: Ontology) -> bool:
    """As in "National Security" of "Deputy National Security Director Kim", "State" of "Secretary of State"."""
    if folded(span) not in ontology.gazetteer.portfolios:
        return False
    doc, before = span.doc, span.doc[max(span.start - 2, 0) : span.start]
    of_title = len(before) == 2 and before[1].lower_ in {"of", "for"} and is_title(before[0], ontology)
    return of_title or (span.end < len(doc) and is_title(doc[span.end], ontology))


def is_title(token: Token, ontology: Ontology) -> bool:
    """Whether a word can be the last of somebody's title: "Director", "comedian"."""
    noun = ontology.class_of_noun.get(token.lower_) == "Person" and token.lower_ not in _ADJECTIVES
    return noun or folded([token]) in ontology.gazetteer.titles


def _after_title(doc: Doc, start: int, end: int, label: str, ontology: Ontology) -> int:
    """Where the name begins after a title that the model took for a part of it: "Trade Minister Helena Marwick"."""
    for at in range(min(end - 1, start + _MAX_TITLE_TOKENS), start, -1):
        first, last = doc[at], doc[at - 1]
        if not (first.text[0].isupper() and is_title(last, ontology)):
            continue
        title = folded(doc[start:at])
        worded = at < end - 1 and at == start + 1 and last.lower_ not in _BORNE_AS_NAMES
        titled = label == "PERSON" and (title in ontology.gazetteer.titles or worded)
        if titled or (first.lower_ in ontology.gazetteer.given_names and first.i < end - 1):
            return at
    return start


def _with_first_names(doc: Doc, start: int, known: Sequence[Name], ontology: Ontology) -> int:
    """Where a name begins of which the model saw the last word only: "Obasi" of "Emeka Obasi"."""
    taken = {i for name in known for i in range(name.start, name.end)}
    while start > 0 and start - 1 not in taken:
        token = doc[start - 1]
        inside = token.dep_ == "compound" and token.pos_ == "PROPN" and token.head.i >= start and not token.ent_type_
        if not (inside and token.text.istitle()) or is_title(token, ontology) or token.lower_ in ontology.class_of_noun:
            break
        if (token.lower_,) in ontology.gazetteer.portfolios or token.lower_ in _BEFORE_NAMES:
            break
        start -= 1
    return start


def folded(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The words as the gazetteer keeps affixes: small, without dots."""
    return tuple(token.lower_.replace(".", "") for token in tokens if token.text != "-")


def _trim(ent: TokenSpan, known: Sequence[Name], ontology: Ontology) -> tuple[int, int, str]:
    """The entity's tokens without article and possessive ending, and the state that stands beside its own name."""
    doc = ent.doc
    start, end = _without_marks(ent, ontology)
    owner = ""
    for name in (name for name in known if name.kind == "State"):
        after_of = name.end == end and name.start - 1 > start and doc[name.start - 1].lower_ == "of"
        if after_of and _is_body_or_portfolio(doc[start : name.start - 1], ontology):
            return start, name.start - 1, name.name
        possessive = name.end < end and doc[name.end].tag_ == "POS"
        if name.start == start and name.end < end and (possessive or name.how == "demonym"):
            owner = name.name
            start = name.end + (1 if possessive else 0)
    while ent.label_ == "PERSON" and end < len(doc) - 1 and doc[end].text == "-" and not doc[end].whitespace_:
        end += 2
    return start, end, owner


def _is_body_or_portfolio(span: TokenSpan, ontology: Ontology) -> bool:
    """As in "Ministry of Defence of Chile", "(Director of) National Security of Chile"."""
    return ontology.gazetteer.generic_body(span.text) is not None or folded(span) in ontology.gazetteer.portfolios


def _without_marks(ent: TokenSpan, ontology: Ontology) -> tuple[int, int]:
    """The entity's bounds without what is no part of a name at either edge, cut before a bracket."""
    doc, start, end = ent.doc, ent.start, ent.end
    end = next((i for i in range(start + 1, end) if doc[i].text == "("), end)
    while start < end and (doc[start].lower_ in _TRIMMED | _BEFORE_NAMES or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].lower_ in _TRIMMED or doc[end - 1].is_space or _trails(doc[end - 1], ontology)):
        end -= 1
    return start, end


def _trails(token: Token, ontology: Ontology) -> bool:
    """As in "Gray eleven times", "Velora problems": a small word after a name that tells no class."""
    small = token.text.islower() and token.pos_ in {"NOUN", "NUM", "VERB", "ADV"}
    return small and token.lemma_.lower() not in ontology.class_of_noun


def kind_told_inside(span: TokenSpan, label: str, ontology: Ontology) -> str:
    """The class that the last common noun of the name tells ("… Council"), empty where none does."""
    if span[-1].lower_.rstrip(".") in COMPANY_ENDINGS and len(span) > 1:
        return "Company"
    if label not in {"ORG", "FAC", "LAW", "PRODUCT", "LOC", "GPE", "EVENT"}:
        return ""
    before_of = [token.lower_ for token, following in pairwise(span) if following.lower_ in {"of", "for", "on"}]
    for word in (span[-1].lower_.rstrip("."), *before_of):
        told = ontology.class_of_noun.get(word)
        if told and not ontology.is_a(told, "Person") and told not in _SAYING_LITTLE.get(label, _NO_NAMES):
            return told
    return ""
