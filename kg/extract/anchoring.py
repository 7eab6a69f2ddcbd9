"""Which predicate a time expression dates: the verb or the noun of an act that it stands with, and no other."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.grammar import children, is_infinitive, lemma_of
from kg.extract.words import Doc, Token

__all__ = ["IsAct", "act_before", "anchor_of", "is_present"]

IsAct = Callable[[Token], bool]
"""Whether the ontology knows a noun as a happening."""

_INSIDE_A_NAME = frozenset({"amod", "nummod", "compound", "poss", "nmod"})
_NO_DATE = frozenset("EVENT FAC GPE LAW LOC MONEY NORP ORG PERCENT PERSON PRODUCT QUANTITY WORK_OF_ART".split())
_TIME_NOUNS = frozenset(
    "afternoon beginning close course day end evening eve half hour middle month morning night part period quarter "
    "start summer week weekend winter year".split()
)
"""The end *of 2019*, the night *of August 5*: the phrase goes on, and dates what it stands with."""
_COMPARING = frozenset({"compared", "like", "than", "unlike", "versus"})
_SCHEDULING = frozenset("book call due expect fix plan schedule set slate target time".split())
_DECISIONS = frozenset({"attempt", "bid", "decision", "effort", "move", "plan", "proposal", "vote"})
_EVENTIVE = ("tion", "sion", "ment", "ing", "ure", "ance", "ence", "ism")
_SAYS_WHERE_IT_GOES = frozenset("agree arrange expect hope intend plan prepare promise schedule set slate want".split())


def anchor_of(phrase: Token, *, past: bool, recurs: bool, is_act: IsAct) -> Token | None:
    """The verb, or the noun of an act, that a time dates, given the first word of the time's phrase.

    None within a name ("the 1965 treaty" was not violated in 1965) and in comparisons ("up from March"). `past` says
    that the time lies before publication, `recurs` that the words don't say which Friday.
    """
    here = phrase
    if here.ent_type_ in _NO_DATE:
        return None
    while here.head != here and not _is_apart(here, is_act):
        found = _dated_by(here, is_act)
        if found is not None:
            return _governor_in_the_past(found, recurs=recurs) if past and found.pos_ in {"VERB", "AUX"} else found
        here = here.head
    return here if here.head == here and here != phrase else None


def _is_apart(here: Token, is_act: IsAct) -> bool:
    """Whether what is above says something else than when it was."""
    above = here.head
    if _compares(above) or (above.lower_ == "for" and not _is_scheduled(above.head)):
        return True
    if _is_inside_a_name(here):
        return above.pos_ != "NOUN" or not (here.dep_ == "poss" or is_act(above))
    return _stands_before_a_noun(here) and not is_act(above)


def _is_inside_a_name(here: Token) -> bool:
    """As in "the 1965 treaty", "Friday's vote"."""
    return here.dep_ in _INSIDE_A_NAME and here.head.pos_ in {"NOUN", "PROPN"} and here.pos_ != "NOUN"


def _stands_before_a_noun(here: Token) -> bool:
    """As in "the June 1 deadline"."""
    above = here.head
    return above.pos_ == "NOUN" and here.i < above.i and here.dep_ != "prep" and above.lemma_ not in _TIME_NOUNS


def _dated_by(here: Token, is_act: IsAct) -> Token | None:
    """The predicate above that has the time, None where the phrase goes on."""
    above = here.head
    if _is_inside_a_name(here) or _stands_before_a_noun(here):
        return above
    if above.lower_ == "of" and above.head.pos_ in {"NOUN", "PROPN"} and above.head.lemma_ not in _TIME_NOUNS:
        return above.head
    if above.pos_ in {"VERB", "AUX"} and above.dep_ not in {"aux", "auxpass"}:
        return above
    return above if above.pos_ == "NOUN" and _is_dated_noun(here, above, is_act) else None


def act_before(doc: Doc, start: int, is_act: IsAct) -> Token | None:
    """As in "Chile's rule of Arica from 1880 to 1929": the act of somebody, or on somebody, that ends before a token.

    The parser hangs such a span on a verb further up.
    """
    here = doc[start - 1] if start else None
    while here is not None and here.right_edge.i == start - 1:
        if here.pos_ == "NOUN" and is_act(here) and (children(here, "poss") or has_of(here)):
            return here
        here = here.head if here.head != here else None
    return None


def has_of(noun: Token) -> bool:
    """Whether "of" says whose or of what it is."""
    return any(preposition.lower_ == "of" for preposition in children(noun, "prep"))


def _compares(word: Token) -> bool:
    """As in "more than in 2018", "up from March", "compared to last year"."""
    return word.lower_ in _COMPARING or (word.lower_ == "from" and word.head.lower_ in {"down", "up"})


def _is_scheduled(word: Token) -> bool:
    """As in "set for Friday", "plans for September", against "a profit for 2019"."""
    return lemma_of(word) in _SCHEDULING


def _is_dated_noun(here: Token, noun: Token, is_act: IsAct) -> bool:
    """Whether a time after a noun is the noun's; after a person or thing it is the verb's: "officials on Friday said".

    The parser hangs times on the nouns before them.
    """
    if here.dep_ not in {"npadvmod", "prep", "advmod", "nmod", "acl"} or noun.lemma_ in _TIME_NOUNS:
        return False
    return is_act(noun) or noun.lemma_.endswith(_EVENTIVE) or noun.head.pos_ not in {"VERB", "AUX"}


def _governor_in_the_past(verb: Token, *, recurs: bool) -> Token:
    """A day gone by can't date what was only intended: "chose to leave on Friday" chose on Friday.

    A day of the week may also lie ahead: "is set to leave on Friday".
    """
    while verb.dep_ in {"acl", "xcomp", "advcl"} and is_infinitive(verb):
        if recurs and (is_present(verb.head) or lemma_of(verb.head) in _SAYS_WHERE_IT_GOES):
            return verb
        verb = verb.head
    if verb.dep_ == "dobj" and verb.pos_ == "NOUN" and verb.lemma_ not in _DECISIONS:
        return verb.head
    return verb


def is_present(word: Token) -> bool:
    """Whether a verb, or the copula of an adjective, is in the present or the present perfect."""
    if word.pos_ == "ADJ":
        return word.head.tag_ in {"VBZ", "VBP"}
    if word.tag_ in {"VBN", "VBG"}:
        return any(auxiliary.tag_ in {"VBZ", "VBP"} for auxiliary in children(word, "aux", "auxpass"))
    return word.tag_ in {"VBZ", "VBP"}
