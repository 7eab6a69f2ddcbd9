"""What a governing word says of what hangs on it, by the tables of `kg.extract.stance_words` and its own form.

How the governing word itself stands, denied or open, is `kg.extract.stance`'s business.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from kg.extract import stance_words as words
from kg.extract.grammar import children, lemma_of, possessors
from kg.extract.own_words import is_negated
from kg.extract.stance_words import ACTUAL, Effect, Stance
from kg.extract.words import Token
from kg.model import Modality

__all__ = [
    "DENIED",
    "effect_after",
    "effect_of",
    "effect_on_content",
    "effect_on_infinitive",
    "is_given",
    "is_only_talked_over",
    "is_without",
    "lexeme_of",
    "word_above",
]

_GIVEN = frozenset({"the", "this", "that", "these", "those"})
_INTENDED = Stance(negative=False, modality=Modality.INTENDED)
_POSSIBLE = Stance(negative=False, modality=Modality.POSSIBLE)
_REQUESTED = Stance(negative=False, modality=Modality.REQUESTED)
_NOT = Stance(negative=True, modality=Modality.ACTUAL)
DENIED = Effect(_NOT, _POSSIBLE)
"""What a denial makes of what is denied."""
_BY_DEFAULT = Effect(_INTENDED, _INTENDED)
_HAPPENED = Effect(ACTUAL, _NOT)
_FAILED = Effect(_NOT, ACTUAL)
_ABLE = Effect(_POSSIBLE, _NOT)
_OBLIGED = Effect(_REQUESTED, _POSSIBLE)


def lexeme_of(token: Token) -> str:
    """The dictionary form, with its particle: "rule out" is not "rule"."""
    particles = [child.lower_ for child in children(token, "prt")]
    return " ".join([lemma_of(token), *particles]) if particles else lemma_of(token)


def effect_of(governor: Token) -> Effect | None:
    """What the word itself says of an infinitive, gerund or clause, None where it is in no table."""
    lexeme = lexeme_of(governor)
    return words.EFFECTS.get(lexeme) or words.EFFECTS.get(governor.lower_) or words.EFFECTS.get(lexeme.split()[0])


def effect_on_infinitive(here: Token, governor: Token) -> Effect:
    """As in "failed to agree", "too weak to leave", "strong enough to leave"; unknown words say that it is meant."""
    around = {child.lower_ for child in governor.children}
    special = _by_its_form(here, governor, around)
    if special is not None:
        return special
    if "too" in around:
        return Effect(_NOT, _POSSIBLE)
    return _ABLE if "enough" in around else effect_of(governor) or _BY_DEFAULT


def _by_its_form(here: Token, governor: Token, around: AbstractSet[str]) -> Effect | None:
    """What tense and voice tell of some words: "had to leave" left, "has to leave" ought to, "is used to sign" may."""
    passive = bool(children(governor, "nsubjpass", "auxpass"))
    match lemma_of(governor):
        case "have" if "yet" in around:
            return _FAILED
        case "have" | "get" if here.dep_ == "xcomp" and not children(governor, "dobj"):
            return _HAPPENED if governor.tag_ == "VBD" else _OBLIGED
        case "able" | "right" if not (governor.head.lower_ in {"was", "were"} and governor.pos_ == "ADJ"):
            return _ABLE
        case "use" if passive:
            return _BY_DEFAULT
        case "able" | "claim" | "profess" if not passive:
            return _HAPPENED
    return None


def effect_on_content(here: Token, governor: Token, judgement: AbstractSet[str]) -> Effect | None:
    """What a word of denial, truth or command says of its clause, None for words of saying and thinking."""
    if (judgement & (words.REFUSING | words.UNTRUE)) or (governor.pos_ in {"NOUN", "PROPN"} and _is_untrue(governor)):
        return DENIED
    if judgement & {"true", "case", "fact"}:
        return _HAPPENED
    if _is_mandative(here, governor):
        return _OBLIGED
    if judgement & words.ASSURING:
        return _BY_DEFAULT
    bare = here.tag_ == "VB" and not children(here, "aux")
    return effect_of(governor) or Effect(ACTUAL, ACTUAL) if bare else None


def _is_untrue(noun: Token) -> bool:
    """As in "reports that Seoul left are *false*", "*denied* reports that Seoul left"."""
    if noun.dep_ in {"nsubj", "nsubjpass"}:
        told = {lemma_of(child) for child in children(noun.head, "acomp", "attr")}
        return bool(told & words.UNTRUE) and not is_negated(noun.head)
    denied = noun.dep_ == "dobj" and lexeme_of(noun.head) in words.REFUSING
    return denied and not possessors(noun) and not is_negated(noun.head)


def _is_mandative(here: Token, governor: Token) -> bool:
    """As in "demanded that Seoul *leave*", also where the tagger takes the bare verb for the present."""
    if lemma_of(governor) not in words.MANDATIVE or children(here, "aux") or here.tag_ not in {"VB", "VBP"}:
        return False
    ambiguous = lemma_of(governor) in {"insist", "suggest"}
    return here.tag_ == "VB" or not ambiguous or governor.tag_ in {"VBD", "VBN"}


def word_above(preposition: Token) -> Token:
    """The word that the outermost of nested prepositions hangs on."""
    word = preposition.head
    while word.dep_ == "prep" and word.pos_ in {"ADP", "SCONJ"} and word.head is not word:
        word = word.head
    return word


def is_without(preposition: Token) -> bool:
    """As in "without", "instead of", "stopped short of", "far from"."""
    at = preposition.i
    before = preposition.doc[at - 1].lower_ if at else ""
    return (preposition.lower_,) in words.WITHOUT or (before, preposition.lower_) in words.WITHOUT


def effect_after(word: Token, preposition: Token) -> Effect | None:
    """As in "accused of breaking", "close to signing", "a ban on exports"."""
    for lemma in (lexeme_of(word), lemma_of(preposition.head)):
        found = words.LENDING_AFTER.get((lemma, preposition.lower_))
        if found is not None:
            return found
    before = lemma_of(preposition.doc[preposition.i - 1]) if preposition.i else ""
    return words.LENDING_AFTER.get((before, preposition.lower_))


def is_given(noun: Token) -> bool:
    """As in "the attack", "Seoul's withdrawal": an act that is known, so that nothing above it makes it open."""
    return bool(possessors(noun)) or any(det.lower_ in _GIVEN for det in children(noun, "det"))


def is_only_talked_over(noun: Token, lexeme: str) -> bool:
    """As in "discussed the attack", "rejected Seoul's demand", "denied the accusation"."""
    return lexeme in words.TALKED_OVER and (
        lemma_of(noun) in words.SPEAKING_ACTS
        or any(owner.pos_ != "PRON" for owner in possessors(noun))
        or (is_given(noun) and lexeme != "deny" and not possessors(noun))
    )
