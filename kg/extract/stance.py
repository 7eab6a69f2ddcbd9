"""Did it happen? Polarity and modality of a predicate, from its own words and from those that govern it.

What is denied or doubted must never look like a fact, so an infinitive that no word of the tables vouches for counts as
intended, and what a question asks or a condition supposes as possible.
"""

from __future__ import annotations

from kg.extract import stance_words as words
from kg.extract.grammar import children, is_infinitive, lemma_of, possessors
from kg.extract.words import Token
from kg.model import Modality, Polarity

__all__ = ["stance_of"]

_MAX_CLIMB = 8
_Lent = tuple[bool, Modality]
"""Whether a word flips the polarity of what hangs on it, and the modality that it lends."""
_NOTHING: _Lent = (False, Modality.ACTUAL)


def stance_of(head: Token) -> tuple[Polarity, Modality]:
    """Polarity and modality of what a verb, noun or adjective predicates."""
    negative, modality = _is_negated(head), _own_modality(head)
    here = head
    for _ in range(_MAX_CLIMB):
        governor = here.head
        if governor == here:
            break
        flips, lent = _from_governor(here, governor)
        negative ^= flips
        modality = modality if modality is not Modality.ACTUAL else lent
        if not _carries(here):
            break
        here = governor
    return Polarity.NEGATIVE if negative else Polarity.POSITIVE, modality


# ---------------------------------------------------------------- the predicate's own words


def _is_negated(head: Token) -> bool:
    """Whether a negation stands with the predicate, its auxiliaries, its subject or its object."""
    near = [child for child in head.children if child.i < head.i + 2]
    if any(child.dep_ == "neg" or child.lower_ in words.NEGATIONS | words.UNFULFILLED for child in near):
        return True
    if any(child.lower_ == "longer" and children(child, "neg", "advmod", "det") for child in children(head, "advmod")):
        return True
    if head.pos_ == "ADJ" and head.dep_ == "acomp" and _is_negated(head.head):
        return True
    source = _shares_auxiliaries(head)
    if source != head and children(source, "neg"):
        return True
    return any(_is_empty(child) for child in children(head, "nsubj", "nsubjpass", "dobj"))


def _is_empty(argument: Token) -> bool:
    """As in "no progress", "nobody"."""
    nobody = argument.lower_ in {"nobody", "nothing", "none"}
    return nobody or any(child.lower_ in {"no", "neither"} for child in children(argument, "det"))


def _own_modality(head: Token) -> Modality:
    auxiliaries = [*children(_shares_auxiliaries(head), "aux"), *children(head, "aux")]
    for auxiliary in auxiliaries:
        for modality, forms in words.AUXILIARIES.items():
            if auxiliary.lower_ in forms:
                return modality
    heading = head.dep_ == "ROOT" or (head.dep_ == "xcomp" and head.head.lower_ == "going")
    if heading and is_infinitive(head):
        return Modality.INTENDED
    return Modality.POSSIBLE if _is_hypothetical(head) else Modality.ACTUAL


def _is_hypothetical(head: Token) -> bool:
    """As in "if Seoul left", "had Seoul left", "did Seoul leave?", "allegedly left", "the possible exit"."""
    if any(child.lower_ in words.CONDITIONS for child in children(head, "mark")):
        return True
    if any(child.lower_ in words.DOUBTFUL for child in children(head, "advmod")):
        return True
    if any(child.lower_ in words.HYPOTHETICAL for child in children(head, "amod")):
        return True
    subjects = children(head, "nsubj", "nsubjpass")
    fronted = [child for child in children(head, "aux") if subjects and child.i < subjects[0].left_edge.i]
    inverted = head.dep_ in {"advcl", "ccomp"} and any(child.lower_ in {"had", "were", "should"} for child in fronted)
    return inverted or (head.pos_ in {"VERB", "AUX"} and head.sent[-1].text == "?")


def _shares_auxiliaries(head: Token) -> Token:
    """As in "will sign and ratify": the verb whose auxiliaries hold for both."""
    here = head
    while here.dep_ == "conj" and here.tag_ == here.head.tag_ and not children(here, "nsubj", "nsubjpass", "aux"):
        here = here.head
    return here


# ---------------------------------------------------------------- the words above


def _from_governor(here: Token, governor: Token) -> _Lent:
    """What the word above says of the clause or noun below."""
    lexeme = _lexeme(governor)
    match here.dep_:
        case "xcomp" | "ccomp" | "acl" | "oprd" | "advcl" | "dep":
            return _of_clause(here, governor, lexeme)
        case "pcomp" | "pobj":
            return _after_preposition(here, governor)
        case "dobj" | "nsubjpass" if here.pos_ == "NOUN":
            return lexeme in words.DENYING, _lent_to_noun(lexeme)
        case "nsubj" if here.pos_ == "NOUN" and lexeme in words.OCCURRING:
            return _is_negated(governor), _own_modality(governor)
    return _NOTHING


def _lexeme(token: Token) -> str:
    """The dictionary form, with its particle: "rule out" is not "rule"."""
    return " ".join([lemma_of(token), *(child.lower_ for child in children(token, "prt"))])


def _of_clause(here: Token, governor: Token, lexeme: str) -> _Lent:
    if is_infinitive(here):
        negated, lent = _of_infinitive(governor, lexeme)
        return negated and here.dep_ != "advcl", lent  # "did not leave to please Oslo": who knows whom it pleased
    if here.dep_ == "xcomp" and here.tag_ == "VBG":
        return _of_gerund(governor, lexeme)
    if here.dep_ in {"ccomp", "acl"} and here.tag_ != "VBG":
        return _of_finite(here, governor, lexeme)
    return _NOTHING


def _of_infinitive(governor: Token, lexeme: str) -> _Lent:
    """As in "failed to agree", "did not decide to leave", "has yet to sign"."""
    negated, denied = _is_negated(governor), lexeme in words.DENYING
    if lexeme == "have" and any(child.lower_ == "yet" for child in governor.children):
        return True, Modality.ACTUAL
    if denied:
        return not negated, Modality.POSSIBLE if negated else Modality.ACTUAL
    lent = _of_table(lexeme)
    if lent is Modality.ACTUAL and lexeme not in words.VOUCHING:
        lent = Modality.INTENDED
    return negated, lent


def _of_gerund(governor: Token, lexeme: str) -> _Lent:
    """As in "is considering leaving", "ruled out leaving", "suggested leaving", "kept leaving"."""
    negated = _is_negated(governor)
    if lexeme in words.DENYING:
        return not negated, Modality.POSSIBLE if negated else Modality.ACTUAL
    return negated, _of_table(lexeme)


_TOLD = frozenset({"accuse", "allege", "charge", "claim", "report"})
"""With a clause these are speech: who says so is kept as the speaker."""
_BY_TABLE = (
    (Modality.INTENDED, words.INTENDING),
    (Modality.POSSIBLE, words.DOUBTING),
    (Modality.REQUESTED, words.REQUESTING - words.VOUCHING),
)


def _of_table(lexeme: str) -> Modality:
    return next((modality for modality, table in _BY_TABLE if lexeme in table), Modality.ACTUAL)


def _of_finite(here: Token, governor: Token, lexeme: str) -> _Lent:
    """As in "denied that", "did not say that", "demanded that Seoul stay", "rumours that", "it is not true that"."""
    if here.dep_ == "acl" and not children(here, "mark"):
        return _NOTHING
    negated = _is_negated(governor)
    judgement = {child.lemma_.lower() for child in children(governor, "acomp", "attr")} | {lexeme}
    if lexeme in words.DENYING or judgement & words.UNTRUE:
        return not negated, Modality.POSSIBLE if negated else Modality.ACTUAL
    if judgement & {"true", "case", "fact"}:
        return negated, Modality.ACTUAL
    if here.tag_ == "VB" and not children(here, "aux") and lexeme in words.REQUESTING | {"demand"}:
        return negated, Modality.REQUESTED
    if here.dep_ == "acl":
        untrue = any(child.lemma_ in words.UNTRUE for child in children(governor.head, "acomp", "attr"))
        return untrue, Modality.POSSIBLE if judgement & (words.DOUBTING | words.INTENDING) else Modality.ACTUAL
    doubted = judgement & (words.DOUBTING - _TOLD)
    return False, Modality.POSSIBLE if doubted or negated else Modality.ACTUAL


def _after_preposition(here: Token, preposition: Token) -> _Lent:
    """As in "without leaving", "kept from leaving", "decided against leaving", "called for a ceasefire"."""
    above = lemma_of(preposition.head)
    match preposition.lower_:
        case "without":
            return True, Modality.ACTUAL
        case "from" | "of" if above in words.DENYING:
            return True, Modality.ACTUAL
        case "against" if here.dep_ == "pcomp" or above in words.OPPOSING:
            return True, _of_table(above)
        case "for" if above in words.REQUESTING:
            return False, Modality.REQUESTED
    lent = words.DOUBTED_AFTER.get((above, preposition.lower_), Modality.ACTUAL)
    if lent is Modality.ACTUAL and here.dep_ == "pcomp" and preposition.lower_ in {"on", "with", "to", "about"}:
        lent = _of_table(above)
    return False, lent


_LENT_TO_NOUN = {
    **dict.fromkeys(
        ("fear", "expect", "consider", "discuss", "doubt", "mull", "weigh", "contemplate"), Modality.POSSIBLE
    ),
    **dict.fromkeys(("demand", "urge", "request", "require", "recommend", "suggest", "advise"), Modality.REQUESTED),
    **dict.fromkeys(words.STOPPING, Modality.INTENDED),
    **dict.fromkeys(
        ("plan", "propose", "prepare", "promise", "threaten", "seek", "pledge", "schedule", "want"), Modality.INTENDED
    ),
}


def _lent_to_noun(lexeme: str) -> Modality:
    """As in "plans a withdrawal", "demanded a withdrawal"; a noun that no such word governs is taken as actual."""
    return _LENT_TO_NOUN.get(lexeme, Modality.ACTUAL)


def _carries(here: Token) -> bool:
    """Whether what is above says something about what is below.

    It doesn't out of a relative clause, out of a subject, or of another's act: "rejected Seoul's plan to leave".
    """
    if here.dep_ == "acl" and possessors(here.head):
        return False
    if here.dep_ == "ccomp" or (here.dep_ == "conj" and here.tag_ != here.head.tag_):
        return False
    return here.dep_ in {"xcomp", "acl", "pcomp", "pobj", "prep", "oprd", "dobj", "conj", "acomp", "attr"}
