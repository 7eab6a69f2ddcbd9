"""What a predicate's own words say: its negations, auxiliaries, adverbs and adjectives, and the kind of its sentence.

What the words above it say is `kg.extract.stance`'s business.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.extract import stance_words as words
from kg.extract.grammar import children, is_infinitive, lemma_of
from kg.extract.words import Token
from kg.model import Modality

__all__ = ["has_condition", "has_mark", "is_finite", "is_gerund", "is_negated", "own_modality", "shares_own_words"]

_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_NEGATING_ARCS = frozenset({"neg", "advmod", "det", "preconj", "cc", "predet"})
_SCOPED = frozenset({"because", "for", "to", "in", "on", "as", "out", "so"})
"""After "not", what they open is denied and not the verb: "left not *because* it was weak"."""
_TENSELESS = frozenset({"be", "been", "being", "having"})
_FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})


def shares_own_words(head: Token) -> bool:
    """As in "will sign and *ratify*", "two will be sold and two *closed*": whether the first's words hold."""
    if head.dep_ != "conj" or children(head, "aux", "auxpass"):
        return False
    first = head.head
    if children(head, *_SUBJECTS):
        return head.tag_ in {"VBN", "JJ"} and bool(children(first, "auxpass")) and not children(head, "dobj")
    return head.pos_ in {"VERB", "AUX"} and (
        head.tag_ == first.tag_ or ({head.tag_, first.tag_} == {"VBN", "VBD"} and bool(children(first, "auxpass")))
    )


def is_finite(verb: Token) -> bool:
    """Whether it has tense, by its form or by its auxiliary."""
    auxiliaries = children(verb, "aux", "auxpass")
    return verb.tag_ in _FINITE_TAGS or any(aux.tag_ != "TO" and aux.lower_ not in _TENSELESS for aux in auxiliaries)


def is_gerund(verb: Token) -> bool:
    """As in "leaving", "being expelled"."""
    being = any(child.lower_ in {"being", "having"} for child in children(verb, "aux", "auxpass"))
    return (verb.tag_ == "VBG" or being) and not is_finite(verb)


# ---------------------------------------------------------------- negation


def is_negated(head: Token) -> bool:
    """Whether a negation stands with the predicate, its auxiliaries, its subject or its object."""
    if _is_after_nor(head) or _is_rejected(head) or any(_negates(child, head) for child in head.children):
        return not _is_until(head)
    if shares_own_words(head) and is_negated(head.head):
        return not _turns(head)
    if any(_is_empty(child) for child in children(head, "nsubj", "nsubjpass", "dobj", "attr")):
        return True
    return any(_is_no_way(child) for child in children(head, "prep"))


def _negates(child: Token, head: Token) -> bool:
    if child.lower_ == "longer":
        return bool(children(child, "neg", "advmod", "det"))
    if child.lower_ in words.UNFULFILLED:
        return child.dep_ == "advmod" and child.i < head.i
    if child.dep_ not in _NEGATING_ARCS or child.lower_ not in words.NEGATIONS or child.i > head.i + 1:
        return False
    if lemma_of(head) == "manage" and child.lower_ in {"hardly", "scarcely"}:
        return False
    if child.lower_ == "nor" and child.i > head.i:
        return False
    following = head.doc[child.i + 1].lower_ if child.i + 1 < len(head.doc) else ""
    after_verb = child.i > head.i and head.pos_ == "VERB" and following in _SCOPED
    return following not in words.FOCUS and not after_verb


def _is_after_nor(head: Token) -> bool:
    """As in "did not leave, nor did Oslo *sign*": the parser gives "nor" to the first verb."""
    if head.dep_ != "conj":
        return False
    before = head.left_edge.i - 1
    return before >= 0 and head.doc[before].lower_ == "nor"


def _is_rejected(head: Token) -> bool:
    """As in "stayed rather than *leave*", "never scored, let alone *won*": what did not come to pass."""
    start = head.left_edge.i
    if head.dep_ not in {"advcl", "conj", "pcomp", "dep", "xcomp"}:
        return False
    before = [token.lower_ for token in head.doc[max(0, start - 2) : min(start + 2, head.i)]]
    return ("rather", "than") in pairwise(before) or ("let", "alone") in pairwise(before)


def _turns(joined: Token) -> bool:
    """As in "not signed *but* rejected"."""
    return any(mark.lower_ in {"but", "instead", "yet"} for mark in children(joined.head, "cc") if mark.i < joined.i)


def _is_until(head: Token) -> bool:
    """As in "did not leave until May": it left in May."""
    if not any(child.lower_ == "did" for child in children(head, "aux")):
        return False
    clauses = any(has_mark(clause, "until") for clause in children(head, "advcl"))
    return clauses or any(child.lower_ in {"till", "until"} for child in children(head, "prep"))


def has_mark(clause: Token, *marks: str) -> bool:
    """Whether one of these words opens the clause."""
    return any(mark.lower_ in marks for mark in children(clause, "mark", "advmod"))


def _is_empty(argument: Token) -> bool:
    """As in "no progress", "nobody", "few countries", "not all states", "hardly any state"."""
    if argument.lower_ in {"nobody", "nothing", "none", "few", "little"}:
        return not children(argument, "det")
    for child in argument.children:
        if child.i > argument.i:
            break
        if child.lower_ in {"no", "neither"} and child.dep_ in {"det", "preconj"}:
            return True
        if child.lower_ in {"few", "little"} and child.dep_ == "amod" and not children(argument, "det", "poss"):
            return True
        if {"hardly", "scarcely"} & {word.lower_ for word in (child, *child.children)}:
            return True
        if child.lower_ == "not" and argument.doc[child.i + 1].lower_ in {"a", "all", "any", "every"}:
            return True
    return False


def _is_no_way(preposition: Token) -> bool:
    """As in "under no circumstances", "at no time", "by no means"."""
    return preposition.lower_ in {"at", "by", "in", "on", "under"} and any(
        child.lower_ == "no" for noun in children(preposition, "pobj") for child in children(noun, "det")
    )


# ---------------------------------------------------------------- modality


def own_modality(head: Token) -> Modality:
    """What auxiliaries, adverbs and adjectives, conditions and questions make of it."""
    if head.pos_ not in {"VERB", "AUX"} and not (head.tag_ == "JJ" and shares_own_words(head)):
        return _of_adjectives(head)
    by_auxiliary = None if _is_inverted(head) else _of_auxiliaries(head)
    if by_auxiliary is not None:
        return by_auxiliary
    return own_modality(head.head) if shares_own_words(head) else _of_sentence(head)


def _of_sentence(head: Token) -> Modality:
    """What headlines, commands, times to come, conditions and questions make of a verb."""
    heading = head.dep_ == "ROOT" or (head.dep_ == "xcomp" and head.head.lower_ == "going")
    if (heading and is_infinitive(head)) or _is_to_come(head):
        return Modality.INTENDED
    if _is_command(head):
        return Modality.REQUESTED
    return Modality.POSSIBLE if _is_hypothetical(head) else Modality.ACTUAL


def _of_auxiliaries(head: Token) -> Modality | None:
    auxiliaries = children(head, "aux")
    found = next((words.AUXILIARIES[aux.lower_] for aux in auxiliaries if aux.lower_ in words.AUXILIARIES), None)
    had_been = len(auxiliaries) > 1 and any(aux.lower_ in {"have", "'ve"} for aux in auxiliaries)
    would = any(aux.lower_ in {"would", "'d"} for aux in auxiliaries)
    return Modality.POSSIBLE if would and had_been else found


def _of_adjectives(noun: Token) -> Modality:
    before = {child.lower_ for child in children(noun, "amod", "advmod", "compound")}
    if before & words.POSSIBLY:
        return Modality.POSSIBLE
    return Modality.INTENDED if before & words.PLANNED else Modality.ACTUAL


def _is_command(head: Token) -> bool:
    """As in "Leave the pact!": a bare verb that opens the sentence."""
    opening = head.sent[0] == head or (head.sent[0].lower_ in {"do", "please"} and head.sent[0].head == head)
    return head.dep_ == "ROOT" and head.tag_ == "VB" and opening and not children(head, *_SUBJECTS)


def _is_to_come(head: Token) -> bool:
    """As in "leaves tomorrow", "is leaving next week": the present for what is planned."""
    present = head.tag_ in {"VBZ", "VBP"} or (head.tag_ == "VBG" and _in_present(children(head, "aux")))
    return present and any(_is_future(child) for child in children(head, "npadvmod", "advmod"))


def _in_present(auxiliaries: Sequence[Token]) -> bool:
    return any(aux.lower_ in {"is", "are", "am", "'s", "'re", "'m"} for aux in auxiliaries)


def _is_future(time: Token) -> bool:
    return time.lower_ == "tomorrow" or any(child.lower_ in {"next", "coming"} for child in children(time, "amod"))


def _is_hypothetical(head: Token) -> bool:
    """As in "if Seoul left", "had Seoul left", "did Seoul leave?", "allegedly left"."""
    if has_condition(head) or any(child.lower_ in words.DOUBTFUL for child in children(head, "advmod")):
        return True
    return _is_inverted(head) or _is_asked(head) or _is_consequence(head)


def _is_inverted(head: Token) -> bool:
    """As in "had Seoul left", "should Seoul leave"."""
    if head.dep_ not in {"advcl", "ccomp"}:
        return False
    subjects = children(head, "nsubj", "nsubjpass")
    fronted = [child for child in children(head, "aux", "auxpass") if subjects and child.i < subjects[0].left_edge.i]
    return any(child.lower_ in {"had", "were", "should"} for child in fronted)


def has_condition(head: Token) -> bool:
    """As in "if Seoul left", "unless", "in case Seoul leaves"."""
    if any(mark.lower_ in words.CONDITIONS for mark in children(head, "mark")):
        return True
    first = head.left_edge.i
    here = [token.lower_ for token in head.doc[max(0, first - 2) : first + 2]]
    return head.dep_ in {"acl", "relcl", "advcl"} and ("in", "case") in pairwise(here)


def _is_asked(head: Token) -> bool:
    """As in "Did Seoul leave?"; "why did Seoul leave?" takes it for granted, and so does a clause inside a question."""
    if head.sent[-1].text != "?" or head.dep_ in {"relcl", "acl", "advcl"}:
        return False
    return not any(child.tag_ == "WRB" for child in children(head, "advmod"))


def _is_consequence(head: Token) -> bool:
    """As in "prices rise if Seoul leaves": in the present, what follows from a condition is open as well."""
    if head.tag_ not in {"VBZ", "VBP"}:
        return False
    return any(mark.lower_ in {"if", "unless"} for c in children(head, "advcl") for mark in children(c, "mark"))
