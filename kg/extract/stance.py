"""Did it happen? Polarity and modality of a predicate, from its own words and from those that govern it.

What is denied or doubted must never look like a fact, so an infinitive that no word of the tables vouches for counts as
intended.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar import children, is_infinitive
from kg.model import Modality, Polarity

__all__ = ["stance_of"]

_AUXILIARIES = {
    Modality.INTENDED: frozenset({"will", "shall", "'ll", "’ll", "wo", "would", "'d", "’d"}),
    Modality.POSSIBLE: frozenset({"may", "might", "could", "can", "ca"}),
    Modality.REQUESTED: frozenset({"should", "must", "ought", "need"}),
}
"""The verb's own auxiliaries: "*will* sign", "*could* sign", "*must* sign"."""

_INTENDING = frozenset(
    "agree aim arrange attempt bid choose commit consent decide decision determine determination elect eye hope "
    "intend intent intention move offer opt plan pledge poise prepare proceed promise propose ready resolve "
    "schedule seek set slate struggle swear threaten threat threatening tout try vow want willing wish proposal "
    "plot".split()
)
"""Whoever does these has not done yet what follows: "decided to leave", "its plan to leave", "is set to leave"."""
_REQUESTING = frozenset(
    "advise appeal ask beg bid call challenge command compel demand direct encourage exhort expect implore "
    "instruct invite lobby order persuade petition plead press pressure push recommend remind request require "
    "summon tell urge urging warn desire calls suggest insist authorize authorise".split()
)
"""These ask for what follows: "urged Seoul to stay", "a call for Seoul to stay"."""
_DOUBTING = frozenset(
    "accuse allegation allege appear believe claim consider consideration contemplate debate deliberate discuss "
    "doubt expect expectation explore fear imagine likely mull possible possibility prospect rumor rumour seem "
    "speculate suspect suspicion think unlikely weigh whether wonder worry risk potential able ability allow "
    "capable enable let permit".split()
)
"""These leave open whether what follows is so: "is expected to leave", "fears that Seoul may leave"."""
_DENYING = frozenset(
    "avoid decline denial deny fail failure forget hesitate neglect never oppose prevent refrain refusal refuse "
    "reject reluctant stop unable unwilling ban bar block prohibit dissuade".split()
)
"""These say that what follows is not so: "failed to agree", "refused to meet", "denied breaking it"."""
_VOUCHING = frozenset(
    "begin cause cease continue do finish force get go have help keep lead make manage order proceed rush serve "
    "start succeed use watch see hear find".split()
)
"""What follows these did happen: "managed to agree", "began to withdraw", "forced him to resign"."""
_NEGATIONS = frozenset({"no", "never", "nobody", "none", "neither", "nor", "nothing", "not", "n't", "n’t"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
_HYPOTHETICAL = frozenset(
    "alleged attempted future hypothetical imminent impending intended likely looming planned possible potential "
    "proposed prospective supposed threatened would-be".split()
)
_MAX_CLIMB = 8


def stance_of(head: Token) -> tuple[Polarity, Modality]:
    """Polarity and modality of what a verb, noun or adjective predicates."""
    negative, modality = _own_words(head)
    here = head
    for _ in range(_MAX_CLIMB):
        governor = here.head
        if governor == here:
            break
        flips, found = _from_governor(here, governor)
        negative ^= flips
        modality = modality if modality is not Modality.ACTUAL else found
        if not _carries(here):
            break
        here = governor
    return Polarity.NEGATIVE if negative else Polarity.POSITIVE, modality


def _own_words(head: Token) -> tuple[bool, Modality]:
    """What auxiliaries, negation, determiners and conjunctions beside the predicate say."""
    source = _shares_auxiliaries(head)
    negative = any(child.dep_ == "neg" or child.lower_ in _NEGATIONS for child in head.children if child.i < head.i + 2)
    negative |= any(_is_empty(child) for child in children(head, "nsubj", "nsubjpass", "dobj"))
    if source != head:
        negative |= bool(children(source, "neg"))
    modality = Modality.ACTUAL
    for child in [*children(source, "aux"), *children(head, "aux")]:
        for option, words in _AUXILIARIES.items():
            if child.lower_ in words and modality is Modality.ACTUAL:
                modality = option
    if modality is Modality.ACTUAL and any(child.lower_ in _CONDITIONS for child in children(head, "mark")):
        modality = Modality.POSSIBLE
    if modality is Modality.ACTUAL and any(child.lower_ in _HYPOTHETICAL for child in children(head, "amod")):
        modality = Modality.POSSIBLE
    heading = head.dep_ == "ROOT" or (head.dep_ == "xcomp" and head.head.lower_ == "going")
    if modality is Modality.ACTUAL and heading and is_infinitive(head):
        modality = Modality.INTENDED
    return negative, modality


def _is_empty(argument: Token) -> bool:
    """As in "no progress", "nobody"."""
    return argument.lower_ in {"nobody", "nothing", "none"} or any(
        c.lower_ in {"no", "neither"} for c in children(argument, "det")
    )


def _shares_auxiliaries(head: Token) -> Token:
    """As in "will sign and ratify": the verb whose auxiliaries hold for both."""
    here = head
    while here.dep_ == "conj" and here.tag_ == here.head.tag_ and not children(here, "nsubj", "nsubjpass", "aux"):
        here = here.head
    return here


def _from_governor(here: Token, governor: Token) -> tuple[bool, Modality]:
    """Whether the word above flips the clause or noun below, and what modality it lends."""
    lemma = governor.lemma_.lower()
    match here.dep_:
        case "xcomp" | "ccomp" | "acl" | "oprd" | "advcl" | "dep":
            return _of_clause(here, lemma)
        case "pcomp" | "pobj":
            flips = governor.lower_ == "without" or (
                governor.lower_ in {"from", "of"} and governor.head.lemma_ in _DENYING
            )
            above = governor.head.lemma_.lower()
            asked = Modality.REQUESTED if governor.lower_ == "for" and above in _REQUESTING else Modality.ACTUAL
            return flips, _DOUBTED_AFTER.get((above, governor.lower_), asked)
        case "dobj" if here.pos_ == "NOUN":
            return lemma in _DENYING, _lent_to_noun(lemma)
        case "nsubjpass" if here.pos_ == "NOUN":
            return lemma in _DENYING, _lent_to_noun(lemma)
    return False, Modality.ACTUAL


_DOUBTED_AFTER = {
    ("accuse", "of"): Modality.POSSIBLE,
    ("suspect", "of"): Modality.POSSIBLE,
    ("plan", "for"): Modality.INTENDED,
    ("prepare", "for"): Modality.INTENDED,
    ("think", "of"): Modality.POSSIBLE,
    ("risk", "of"): Modality.POSSIBLE,
    ("possibility", "of"): Modality.POSSIBLE,
    ("threat", "of"): Modality.INTENDED,
}
"""Verb and preposition → what they lend to the noun or gerund after them: "accused of *breaking* it"."""


_STOPPING = frozenset(
    "abandon avert avoid block cancel delay drop freeze halt postpone prevent scrap shelve suspend thwart "
    "withdraw".split()
)
"""Of what these stop nobody can say that it happened: "suspended its exit", "cancelled the visit"."""


def _lent_to_noun(lemma: str) -> Modality:
    """As in "plans a withdrawal", "demanded a withdrawal"; a noun that no such word governs is taken as actual."""
    if lemma in _STOPPING or lemma in {
        "plan",
        "consider",
        "propose",
        "prepare",
        "promise",
        "threaten",
        "seek",
        "pledge",
        "schedule",
        "want",
    }:
        return Modality.INTENDED
    if lemma in {"demand", "urge", "request", "require", "recommend", "suggest", "advise"}:
        return Modality.REQUESTED
    return (
        Modality.POSSIBLE
        if lemma in {"fear", "expect", "consider", "discuss", "doubt", "mull", "weigh"}
        else Modality.ACTUAL
    )


def _of_clause(here: Token, lemma: str) -> tuple[bool, Modality]:
    infinitive = is_infinitive(here)
    if lemma in _DENYING and (infinitive or here.tag_ == "VBG" or lemma in {"deny", "denial"}):
        return True, Modality.ACTUAL
    if here.dep_ == "ccomp" and not infinitive:
        return False, Modality.POSSIBLE if lemma in _DOUBTING - {"accuse", "claim", "allege"} else Modality.ACTUAL
    if not infinitive:
        return False, Modality.ACTUAL
    return False, _of_infinitive(lemma)


def _of_infinitive(lemma: str) -> Modality:
    if lemma in _INTENDING:
        return Modality.INTENDED
    if lemma in _DOUBTING:
        return Modality.POSSIBLE
    if lemma in _VOUCHING:
        return Modality.ACTUAL
    if lemma in _REQUESTING:
        return Modality.REQUESTED
    return Modality.INTENDED


def _carries(here: Token) -> bool:
    """Whether what is above says something about what is below: not out of a relative clause, nor out of a subject."""
    if here.dep_ == "ccomp":
        return False
    return here.dep_ in {"xcomp", "acl", "pcomp", "pobj", "prep", "oprd", "dobj", "conj", "acomp", "attr"}
