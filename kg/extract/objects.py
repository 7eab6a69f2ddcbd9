"""Whom it is done to: objects on the surface, and those that stand elsewhere or are shared."""

from __future__ import annotations

from kg.extract.grammar import antecedent_of, children, conjuncts, is_infinitive, lemma_of, spell_out
from kg.extract.speech import REPORTING
from kg.extract.subjects import undergoers
from kg.extract.words import Token

__all__ = ["objects_of"]

_PLACING = frozenset({"where", "when", "why", "how"})


def objects_of(verb: Token) -> list[Token]:
    """Whom it is done to: subjects of passives, direct and indirect objects, antecedents."""
    found = undergoers(verb)
    for child in children(verb, "dobj", "dative"):
        if child.pos_ != "ADP":
            found = [*found, *spell_out(child, verb)]
    return found or _raised_object(verb) or _gap(verb) or _shared_object(verb)


def _raised_object(verb: Token) -> list[Token]:
    """As in "wants Japan to leave", "let them go": the subject of a clause without tense."""
    return [
        head
        for clause in (() if lemma_of(verb) in REPORTING else children(verb, "ccomp"))
        if is_infinitive(clause) or (clause.tag_ in _WITHOUT_TENSE and not children(clause, "aux", "auxpass"))
        for child in children(clause, "nsubj", "nsubjpass")
        if not children(clause, "mark") and child.i > verb.i
        for head in conjuncts(child)
    ]


_WITHOUT_TENSE = frozenset({"VB", "VBG", "VBN", "JJ", "NN"})


def _gap(verb: Token) -> list[Token]:
    """As in "the pact Japan signed": a relative clause whose object is the noun that it describes."""
    if verb.dep_ != "relcl" or children(verb, "ccomp", "xcomp"):
        return []
    own = children(verb, "nsubj")
    if not own or own[0].tag_ in {"WDT", "WP"} or own[0].lower_ == "that":
        return []
    filled = [c for c in children(verb, "prep") if not children(c, "pobj", "pcomp") or _is_relative(c)]
    antecedent = antecedent_of(verb)
    placed = any(word.lower_ in _PLACING for word in children(verb, "advmod"))
    owning = any(word.tag_ == "WP$" for word in verb.doc[verb.left_edge.i : verb.i])
    return [antecedent] if antecedent is not None and not (filled or placed or owning) else []


def _is_relative(preposition: Token) -> bool:
    """As in "the town in which he lived"."""
    return any(child.tag_ in {"WDT", "WP"} for child in children(preposition, "pobj"))


def _shared_object(verb: Token) -> list[Token]:
    """As in "signed and later ratified the treaty": the object of the second verb is the first one's too."""
    if lemma_of(verb) in _WITHOUT_OBJECT or any(child.i > verb.i for child in children(verb, *_COMPLEMENTS)):
        return []
    for other in children(verb, "conj"):
        between = verb.doc[verb.i + 1 : other.i]
        series = [t.text for t in between] == [","] and bool(children(other, "conj"))
        if other.pos_ == "VERB" and other.i - verb.i < 5 and (series or all(t.dep_ in _BETWEEN for t in between)):
            return [head for child in children(other, "dobj") for head in conjuncts(child)] or _shared_object(other)
    return []


_COMPLEMENTS = ("prep", "ccomp", "xcomp", "acomp", "attr", "advmod", "prt", "npadvmod")
_BETWEEN = frozenset({"cc", "advmod", "aux", "neg"})
_WITHOUT_OBJECT = frozenset(
    "agree appear arrive begin come decline depart die escape fall flee go happen hesitate land lie live look march "
    "meet occur rally remain resign retreat return rise sail sit speak stand start stay step stop talk travel try "
    "turn vanish wait walk work".split()
)
"""Verbs that mostly stand without an object: whoever "arrived and arrested Kim" did not arrive Kim."""
