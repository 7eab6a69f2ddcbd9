"""Verbs of a parsed sentence → predications: who, whom and with what, whatever voice or clause they stand in.

Subjects and objects that the surface leaves out are found by grammar alone: relative and reduced relative clauses,
conjoined verbs, control and raising, participles, gerunds after prepositions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.grammar import (
    Complement,
    children,
    complements,
    conjuncts,
    is_infinitive,
    is_participle,
    is_passive,
    particles,
    possessors,
)
from kg.extract.words import Token, TokenSpan
from kg.ontology.patterns import PatternKind

__all__ = ["Predication", "find_clauses", "subjects_of"]

_MAX_CLIMB = 6
_SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "swear"})
"""Verbs whose subject does what follows even where an object stands between: "promised Seoul to stay"."""
_CONCLUDING = frozenset(
    "agree announce begin conclude finalize hold initial ink negotiate ratify reach renew resume seal sign "
    "start strike".split()
)
"""What is done to something between two parties in these ways is done by both."""
_INHERITED = {
    "conj": "conjunct",
    "xcomp": "control",
    "ccomp": "control",
    "oprd": "control",
    "advcl": "participle",
    "dep": "participle",
    "parataxis": "participle",
    "acl": "control",
    "pcomp": "gerund",
}
"""The arc by which a verb hangs on another word → the construction that lends it a subject."""
_OBJECT_PREPOSITIONS = frozenset({"of", "from", "for", "into", "over"})
"""After these the object of the verb does what follows: "accused Japan of breaking", "kept them from leaving"."""


@dataclass(frozen=True, slots=True, eq=False)
class Predication:
    """One predicate with its arguments, as heads of phrases. `rule` names the construction that gave the subject."""

    head: Token
    kind: PatternKind
    subjects: tuple[Token, ...]
    objects: tuple[Token, ...]
    complements: tuple[Complement, ...]
    particles: frozenset[str]
    rule: str
    content: Token | None = None


def find_clauses(sentence: TokenSpan) -> Iterator[Predication]:
    """One predication for each verb, in the order of the words; auxiliaries are none."""
    for token in sentence:
        if token.pos_ == "VERB" and token.dep_ == "amod" and token.tag_ in {"VBN", "VBG"}:
            yield _describe(token)
        elif token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass", "amod", "compound", "punct"}:
            yield _predicate(token)


def _describe(participle: Token) -> Predication:
    """As in "the detained reporters", "the protesting farmers": the noun is what it is done to, or who does it."""
    nouns = tuple(conjuncts(participle.head)[:1])
    subjects, objects = ((), nouns) if participle.tag_ == "VBN" else (nouns, ())
    return Predication(participle, PatternKind.VERB, subjects, objects, (), frozenset(), "participle")


def _predicate(verb: Token) -> Predication:
    subjects, rule = subjects_of(verb)
    clause = children(verb, "ccomp", "xcomp")
    return Predication(
        verb,
        PatternKind.VERB,
        tuple(subjects),
        tuple(_objects_of(verb)),
        tuple(complements(verb)),
        particles(verb),
        rule,
        clause[-1] if clause else None,
    )


# ---------------------------------------------------------------- who


def subjects_of(verb: Token, climb: int = 0) -> tuple[list[Token], str]:
    """Who does it, each conjunct once, and the construction that says so; empty where nobody is named."""
    if is_passive(verb) or _shares_passive(verb):
        agents = [c.head for child in children(verb, "agent") for c in complements_of_agent(child)]
        return agents or _parties(verb), "passive"
    own = [head for child in children(verb, "nsubj", "csubj") for head in _spell_out(child, verb)]
    if own:
        return own, "relative" if verb.dep_ == "relcl" else "active"
    return _inherit(verb, climb) if climb < _MAX_CLIMB else ([], "")


def complements_of_agent(by: Token) -> list[Complement]:
    """What stands after the "by" of a passive."""
    return [Complement((by.lower_,), head) for child in children(by, "pobj") for head in conjuncts(child)]


def _parties(verb: Token) -> list[Token]:
    """As in "A pact between Oslo and Rome was signed": the parties act together."""
    if verb.lemma_ not in _CONCLUDING:
        return []
    nouns = [*children(verb, "nsubjpass"), *([verb.head] if verb.dep_ == "acl" else [])]
    return [c.head for noun in nouns for c in complements(noun) if c.path == ("between",)]


def _spell_out(token: Token, verb: Token) -> list[Token]:
    """The conjuncts of an argument; what a relative pronoun stands for."""
    if token.tag_ in {"WDT", "WP"} or (token.lower_ == "that" and verb.dep_ == "relcl"):
        antecedent = _antecedent(verb)
        return [antecedent] if antecedent is not None else []
    return conjuncts(token)


def _antecedent(verb: Token) -> Token | None:
    """The noun that a relative clause describes, also for the second of two conjoined verbs."""
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" and verb.head.pos_ in {"NOUN", "PROPN", "PRON"} else None


def _inherit(verb: Token, climb: int) -> tuple[list[Token], str]:
    """The subject that the governing word lends to a verb without one."""
    governor = verb.head
    found: list[Token] = []
    rule = _INHERITED.get(verb.dep_, "")
    match verb.dep_:
        case "conj":
            found = _surface_subjects(governor, climb)
        case "ccomp" if (before := _clause_before(verb)) is not None:
            found = _surface_subjects(before, climb)
        case "xcomp" | "ccomp" | "oprd":
            found = _controller(governor, climb)
        case "advcl" | "dep" | "parataxis":
            found = _surface_subjects(governor, climb)
        case "acl":
            found, rule = _subject_in_noun(verb, climb), "participle" if is_participle(verb) else "control"
        case "pcomp":
            found = _subject_after_preposition(governor, climb)
    return found, rule


def _clause_before(verb: Token) -> Token | None:
    """As in "said it was sad but still hopes": the clause before one that has tense and no subject of its own."""
    if verb.tag_ not in {"VBZ", "VBD", "VBP"} or not children(verb.head, "ccomp"):
        return None
    earlier = [clause for clause in children(verb.head, "ccomp") if clause.i < verb.i]
    return earlier[-1] if earlier else None


def _surface_subjects(verb: Token, climb: int) -> list[Token]:
    """The grammatical subject, whatever the voice: "was seen and waved" has one subject."""
    passive = [head for child in children(verb, "nsubjpass") for head in _spell_out(child, verb)]
    if passive or verb.pos_ not in {"VERB", "AUX"}:
        return passive
    if is_passive(verb) and verb.dep_ == "acl":
        return [verb.head]
    return subjects_of(verb, climb + 1)[0]


def _controller(governor: Token, climb: int) -> list[Token]:
    """Who does what an infinitive says: the object of "urged", the subject of "decided"."""
    if governor.pos_ not in {"VERB", "AUX"}:
        return _adjective_subjects(governor, climb)
    objects = [head for child in children(governor, "dobj", "dative") for head in _spell_out(child, governor)]
    if objects and governor.lemma_ not in _SUBJECT_CONTROL:
        return objects
    return _surface_subjects(governor, climb)


def _adjective_subjects(adjective: Token, climb: int) -> list[Token]:
    """As in "Seoul is ready to talk": the subject of the copula."""
    if adjective.dep_ in {"acomp", "attr", "oprd"}:
        return _surface_subjects(adjective.head, climb)
    return []


def _subject_in_noun(verb: Token, climb: int) -> list[Token]:
    """Who acts in a clause that describes a noun: "countries sharing data", "Japan's decision to leave"."""
    noun = verb.head
    if noun.pos_ in {"VERB", "AUX"}:
        return _surface_subjects(noun, climb)
    if verb.tag_ == "VBG" and not is_infinitive(verb):
        return conjuncts(noun)[:1]
    by = [c.head for c in complements(noun) if c.path == ("by",) and c.head.pos_ != "VERB"]
    return possessors(noun) or by or _nation(noun) or _holder(noun, climb)


def _nation(noun: Token) -> list[Token]:
    """As in "the South Korean decision to leave": the adjective of a nation."""
    return [child for child in children(noun, "amod", "compound") if child.ent_type_ in {"NORP", "GPE"}]


def _holder(noun: Token, climb: int) -> list[Token]:
    """As in "Seoul made a decision to leave": the subject of the verb that governs the noun."""
    governor = noun.head
    if noun.dep_ == "pobj" and noun.lemma_ in {"attempt", "bid", "effort", "move", "order"}:
        governor = governor.head
    elif noun.dep_ not in {"dobj", "attr"}:
        return []
    return _surface_subjects(governor, climb) if governor.pos_ in {"VERB", "AUX"} else []


def _subject_after_preposition(preposition: Token, climb: int) -> list[Token]:
    governor = preposition.head
    while governor.dep_ == "prep":
        governor = governor.head
    if governor.pos_ not in {"VERB", "AUX"}:
        return possessors(governor) or _holder(governor, climb)
    if preposition.lower_ in _OBJECT_PREPOSITIONS:
        objects = _objects_of(governor)
        if objects:
            return objects
    return _surface_subjects(governor, climb)


def _shares_passive(verb: Token) -> bool:
    """As in "was arrested and charged": the second participle is passive as well."""
    return (
        verb.dep_ == "conj"
        and verb.tag_ == "VBN"
        and not children(verb, "nsubj", "aux", "dobj")
        and (is_passive(verb.head) or _shares_passive(verb.head))
    )


# ---------------------------------------------------------------- whom


def _objects_of(verb: Token) -> list[Token]:
    """Whom it is done to: direct and indirect objects, subjects of passives, antecedents."""
    found = [head for child in children(verb, "nsubjpass") for head in _spell_out(child, verb)]
    if not found and verb.dep_ == "acl" and verb.tag_ == "VBN":
        found = [verb.head]
    if not found and verb.dep_ == "advcl" and is_participle(verb) and verb.tag_ == "VBN":
        found = _surface_subjects(verb.head, 1)
    if not found and _shares_passive(verb):
        found = _objects_of(verb.head)
    for child in children(verb, "dobj", "dative"):
        if child.pos_ != "ADP":
            found.extend(_spell_out(child, verb))
    return found or _raised_object(verb) or _gap(verb) or _shared_object(verb)


def _raised_object(verb: Token) -> list[Token]:
    """As in "wants Japan to leave", "let them go": the subject of a clause without tense."""
    return [
        head
        for clause in children(verb, "ccomp")
        if is_infinitive(clause) or (clause.tag_ in {"VB", "VBG", "JJ", "NN"} and not children(clause, "aux", "cop"))
        for child in children(clause, "nsubj", "nsubjpass")
        if not children(clause, "mark") and child.i > verb.i
        for head in conjuncts(child)
    ]


def _gap(verb: Token) -> list[Token]:
    """As in "the pact Japan signed": a relative clause whose object is the noun that it describes."""
    if verb.dep_ != "relcl" or children(verb, "ccomp", "xcomp"):
        return []
    own = children(verb, "nsubj")
    if own and own[0].tag_ not in {"WDT", "WP"} and own[0].lower_ != "that":
        stranded = [c for c in children(verb, "prep") if not children(c, "pobj", "pcomp")]
        antecedent = _antecedent(verb)
        return [antecedent] if antecedent is not None and not stranded else []
    return []


def _shared_object(verb: Token) -> list[Token]:
    """As in "signed and ratified the treaty": the object of the second verb is the first one's too."""
    if children(verb, "prep", "ccomp", "xcomp", "acomp", "attr", "advmod", "prt"):
        return []
    for other in children(verb, "conj"):
        between = verb.doc[verb.i + 1 : other.i]
        if other.pos_ == "VERB" and all(t.dep_ in {"cc", "punct"} for t in between) and len(between) == 1:
            return [head for child in children(other, "dobj") for head in conjuncts(child)]
    return []
