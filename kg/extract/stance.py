"""Did it happen? Polarity and modality of a predicate, from its own words and from those that govern it.

Each word above says of what hangs on it one thing where it is itself affirmed and another where it is denied (the
implicatives of Karttunen, 1971): "managed to leave" left, "did not manage to leave" didn't, "did not decide to leave"
leaves it open. So the stance of a word is composed of those above it. What is denied or doubted must never look like a
fact: an infinitive that no word of the tables vouches for counts as intended.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from kg.extract import stance_words as words
from kg.extract.effects import (
    DENIED,
    effect_after,
    effect_of,
    effect_on_content,
    effect_on_infinitive,
    is_given,
    is_only_talked_over,
    is_without,
    lexeme_of,
    word_above,
)
from kg.extract.grammar import children, is_infinitive, lemma_of, possessors
from kg.extract.own_words import has_condition, has_mark, is_finite, is_gerund, is_negated, own_modality
from kg.extract.stance_words import ACTUAL, Effect, Stance
from kg.extract.words import Token
from kg.model import Modality, Polarity

__all__ = ["stance_of"]

_MAX_CLIMB = 8
_PREDICATES = frozenset({"VERB", "AUX"})
_COPULAS = frozenset("be become feel look remain stay".split())
_NOT_AT_ISSUE = frozenset(
    "about after amid amidst at because between by despite during following from given over per since through "
    "throughout under until upon via within".split()
)
"""What stands after these is taken for granted: "will leave *after* an attack"."""
_INTENDED = Stance(negative=False, modality=Modality.INTENDED)
_POSSIBLE = Stance(negative=False, modality=Modality.POSSIBLE)
_NOT = Stance(negative=True, modality=Modality.ACTUAL)


def stance_of(head: Token) -> tuple[Polarity, Modality]:
    """Polarity and modality of what a verb, noun or adjective predicates."""
    found = _stance(head, _MAX_CLIMB)
    return Polarity.NEGATIVE if found.negative else Polarity.POSITIVE, found.modality


def _stance(head: Token, climb: int) -> Stance:
    """The word's own words, and what the words above it say of it."""
    lent = _inherit(head, climb - 1) if climb else ACTUAL
    own = own_modality(head)
    return Stance(is_negated(head) ^ lent.negative, lent.modality if own is Modality.ACTUAL else own)


def _inherit(here: Token, climb: int) -> Stance:
    """What the word above says of it, ACTUAL where it says nothing."""
    governor = here.head
    if governor is here:
        return ACTUAL
    match here.dep_:
        case "conj":
            return _from_first(here, climb)
        case "xcomp" | "ccomp" | "acl" | "advcl" | "dep" | "relcl" | "csubj" | "oprd" | "parataxis":
            return _of_clause(here, governor, climb)
        case "pcomp" if not is_finite(here):
            return _of_gerund_after(governor, climb)
        case "acomp" | "attr":
            return _of_predicative(here, governor, climb)
    return _of_noun(here, governor, climb) if here.pos_ in {"NOUN", "PROPN"} else ACTUAL


def _from_first(here: Token, climb: int) -> Stance:
    """As in "plans to leave and *join*", "denied that Oslo left and Rome *stayed*": what hangs on one word."""
    first = here.head
    if here.pos_ in _PREDICATES and here.tag_ != first.tag_ and not (is_finite(here) and is_finite(first)):
        return ACTUAL  # the parser hung "and has signed" too low
    lent = _inherit(first, climb - 1) if climb else ACTUAL
    supposed = has_condition(first) and lent.modality is Modality.ACTUAL
    return Stance(lent.negative, Modality.POSSIBLE) if supposed else lent


def _apply(effect: Effect, above: Stance) -> Stance:
    """What the effect makes of a clause below a word that stands so."""
    lent = effect.denied if above.negative else effect.affirmed
    if above.modality is Modality.ACTUAL:
        return lent
    weaker = lent.modality is Modality.ACTUAL or above.modality is Modality.POSSIBLE
    return Stance(lent.negative, above.modality) if weaker else lent


# ---------------------------------------------------------------- clauses


def _of_clause(here: Token, governor: Token, climb: int) -> Stance:
    if is_infinitive(here):
        return _of_infinitive(here, governor, climb)
    match here.dep_:
        case "csubj":
            return Stance(negative=False, modality=_stance(governor, climb).modality)
        case "advcl" | "dep" | "parataxis":
            return _of_adverbial(here, governor, climb)
        case "xcomp" | "ccomp" if is_gerund(here):
            return _of_gerund(governor, climb)
        case "oprd":
            return _of_predicative(here, governor, climb)
    predicative = here.dep_ == "xcomp" and here.tag_ in {"VBN", "JJ"}
    return _of_predicative(here, governor, climb) if predicative else _of_finite(here, governor, climb)


def _of_infinitive(here: Token, governor: Token, climb: int) -> Stance:
    """As in "failed to agree", "did not decide to leave", "has yet to sign", "the first to sign"."""
    above = _stance(governor, climb)
    governor = next(iter(children(governor, "acomp")), governor) if governor.pos_ == "AUX" else governor
    effect = effect_of(governor)
    asked = effect is not None and (has_mark(here, "for") or governor.pos_ == "NOUN" or lexeme_of(governor) == "go on")
    result = lemma_of(here) in words.RESULTING and effect is None and not _is_ranked(governor)
    if result or (here.dep_ in {"advcl", "dep", "parataxis", "csubj"} and not asked):
        return _of_purpose(here, above)
    if governor.lower_ == "going":
        return Stance(above.negative, Modality.INTENDED)
    if governor.pos_ in {"NOUN", "PROPN", "PRON", "ADJ"} and _is_ranked(governor):
        return above
    return _apply(effect_on_infinitive(here, governor), above)


def _of_purpose(here: Token, above: Stance) -> Stance:
    """As in "left to please Rome", which may not be pleased; "rose to become the largest" has become so."""
    result = (lemma_of(here) in words.RESULTING and not has_mark(here, "for")) or has_mark(here, "only")
    return Stance(negative=False, modality=above.modality) if result else _INTENDED


def _is_ranked(noun: Token) -> bool:
    """As in "the first state to leave", "the only one to sign"."""
    ranks = {"first", "second", "third", "last", "latest", "only", "next", "youngest", "oldest"}
    return noun.lower_ in ranks or any(child.lower_ in ranks for child in children(noun, "amod"))


def _of_gerund(governor: Token, climb: int) -> Stance:
    """As in "is considering leaving", "ruled out leaving", "kept leaving"; "disliked leaving" did leave."""
    above = _stance(governor, climb)
    effect = effect_of(governor)
    if effect is None or lemma_of(governor) in _TOLD:
        effect = Effect(ACTUAL, _POSSIBLE)
    return _apply(effect, above)


def _of_adverbial(here: Token, governor: Token, climb: int) -> Stance:
    """As in "will leave, *angering* Rome", "will leave when the term *ends*": as open as what they hang on."""
    after = here.tag_ == "VBG" and here.i > governor.i and lemma_of(here) not in _TOLD and not children(here, "mark")
    timed = here.tag_ in {"VBZ", "VBP"} or any(
        aux.lower_ in {"is", "are", "has", "have"} for aux in children(here, "aux", "auxpass")
    )
    in_time = timed and has_mark(here, "when", "once", "until", "till", "before", "after")
    if not (after or in_time):
        return ACTUAL
    above = _stance(governor, climb).modality
    waiting = above is Modality.ACTUAL and in_time and has_mark(here, "until", "till")
    return Stance(negative=False, modality=Modality.POSSIBLE if waiting else above)


_TOLD = frozenset(
    "accuse admit acknowledge add allege charge cite claim describe note quote recall report say tell".split()
)
"""With a clause these are speech: who says so is kept as the speaker."""


def _of_finite(here: Token, governor: Token, climb: int) -> Stance:
    """As in "denied that", "did not say that", "demanded that Seoul stay", "rumours that", "it is not true that"."""
    if here.dep_ in {"acl", "relcl"} and not has_mark(here, "that", "whether", "if"):
        return ACTUAL
    if here.dep_ == "ccomp" and here.i < governor.i and not has_mark(here, "that") and lemma_of(governor) != "deny":
        return ACTUAL  # set before the verb, it is quoted or only stands beside: "It went badly – they refused"
    above = _stance(governor, climb)
    judgement = {lemma_of(child) for child in children(governor, "acomp", "attr")} | {lexeme_of(governor)}
    effect = effect_on_content(here, governor, judgement)
    if effect is not None:
        return _apply(effect, above)
    return _of_content(governor, judgement, above)


def _of_content(governor: Token, judgement: AbstractSet[str], above: Stance) -> Stance:
    """What is said or thought: open where the word doubts it, is denied, or has not been said yet."""
    if judgement & words.FACTIVE:
        return ACTUAL
    noun = governor.pos_ in {"NOUN", "PROPN"}
    doubting = judgement & (words.DOUBTING if noun else words.DOUBTING - _TOLD)
    if doubting or (noun and judgement & words.INTENDING):
        return Stance(above.negative and bool(judgement & _NEG_RAISING), Modality.POSSIBLE)
    unsaid = above.negative or above.modality is not Modality.ACTUAL
    return _POSSIBLE if unsaid and not _is_performed(governor) else ACTUAL


_NEG_RAISING = frozenset("anticipate believe expect imagine suppose think".split())
"""Whoever does not do these thinks the contrary: "doesn't *think* that Seoul left"."""


def _is_performed(verb: Token) -> bool:
    """As in "I must say that", "we can confirm that": saying that one may say it says it."""
    return not is_negated(verb) and any(subject.lower_ in {"i", "we"} for subject in children(verb, "nsubj"))


# ---------------------------------------------------------------- after prepositions


def _of_gerund_after(preposition: Token, climb: int) -> Stance:
    """As in "without leaving", "kept from leaving", "decided against leaving", "will pay by selling"."""
    word = word_above(preposition)
    above = _stance(word, climb)
    if is_without(preposition) or (preposition.head.lower_ == "out" and lemma_of(word) in words.BACKING_OUT):
        return _apply(DENIED, Stance(above.negative, Modality.ACTUAL))
    effect = effect_after(word, preposition)
    if effect is None and preposition.lower_ in {"on", "with", "to", "about", "of", "for", "in"}:
        effect = effect_of(word) if lemma_of(word) not in _TOLD and word.pos_ != "AUX" else None
    if effect is not None:
        return _apply(effect, above)
    if word.pos_ == "NOUN" and preposition.lower_ == "for" and lemma_of(word) not in words.EARNED:
        return _INTENDED
    by = preposition.lower_ == "by" and above.negative
    return Stance(negative=False, modality=Modality.POSSIBLE if by else above.modality)


# ---------------------------------------------------------------- nouns and adjectives


def _of_predicative(here: Token, governor: Token, climb: int) -> Stance:
    """As in "is not *able*", "may be *ready*", "there was no *attack*", "seems *angry*"."""
    above = _stance(governor, climb)
    if lemma_of(governor) in {"seem", "appear"}:
        return _apply(Effect(_POSSIBLE, Stance(negative=True, modality=Modality.POSSIBLE)), above)
    negative = above.negative and not is_negated(here)
    return Stance(negative, above.modality) if lemma_of(governor) in _COPULAS else ACTUAL


def _of_noun(here: Token, governor: Token, climb: int) -> Stance:
    """As in "plans a withdrawal", "cancelled the visit", "calls for a ceasefire", "talks could resume"."""
    match here.dep_:
        case "dobj" | "nsubjpass":
            return _of_object(here, governor, climb)
        case "pobj":
            return _of_noun_after(here, governor, climb)
        case "nsubj":
            return _of_subject(here, governor, climb)
    return ACTUAL


def _of_object(here: Token, governor: Token, climb: int) -> Stance:
    lexeme = lexeme_of(governor)
    effect = words.LENDING_TO_NOUN.get(lexeme)
    if effect is not None and not is_only_talked_over(here, lexeme):
        return _apply(effect, _stance(governor, climb))
    above = _stance(governor, climb)
    if lexeme in words.CARRYING or (here.dep_ == "nsubjpass" and lexeme in words.OCCURRING):
        return above
    return ACTUAL if is_given(here) and not _has_content(here) else _as_open(above)


def _has_content(noun: Token) -> bool:
    """As in "was denied the chance to leave": its article says which chance, not that it was there."""
    return not possessors(noun) and any(is_infinitive(clause) for clause in children(noun, "acl", "relcl"))


def _as_open(above: Stance) -> Stance:
    """An act that is new is as open as what is done about it: "will support a boycott", "never saw an attack"."""
    negated = above.negative and above.modality is Modality.ACTUAL
    return Stance(negative=False, modality=Modality.POSSIBLE if negated else above.modality)


def _of_noun_after(here: Token, preposition: Token, climb: int) -> Stance:
    word = word_above(preposition)
    if is_without(preposition):
        return _NOT
    effect = effect_after(word, preposition)
    if effect is not None:
        return _apply(effect, _stance(word, climb))
    if preposition.lower_ in _NOT_AT_ISSUE or is_given(here):
        return ACTUAL
    return _as_open(_stance(word, climb)) if word.pos_ in {"VERB", "NOUN"} else ACTUAL


def _of_subject(here: Token, governor: Token, climb: int) -> Stance:
    """As in "talks *could resume*", "a strike is *likely*", "an attack *would* be a crime"."""
    above = _stance(governor, climb)
    if lemma_of(governor) in words.OCCURRING or (
        lemma_of(governor) == "be" and not children(governor, "acomp", "attr")
    ):
        return above
    for adjective in children(governor, "acomp"):
        effect = words.EFFECTS.get(lemma_of(adjective))
        if effect is not None and effect.affirmed.modality is not Modality.ACTUAL:
            return _apply(effect, above)
    if lemma_of(governor) in words.LOOMING:
        return _POSSIBLE
    for clause in children(governor, "xcomp"):
        if lemma_of(clause) in words.OCCURRING and is_infinitive(clause):
            return _stance(clause, climb)  # "talks failed to start"
    would = any(aux.lower_ in {"would", "could", "might", "may"} for aux in children(governor, "aux"))
    return _POSSIBLE if would and not is_given(here) else ACTUAL
