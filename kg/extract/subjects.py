"""Who acts, and whom a passive is done to: subjects on the surface, and those that another word lends.

Relative and reduced relative clauses, conjoined verbs, control and raising, participles, gerunds after prepositions.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.grammar import (
    children,
    complements,
    conjuncts,
    is_infinitive,
    is_participle,
    is_passive,
    lemma_of,
    possessors,
    spell_out,
)
from kg.extract.words import Token

__all__ = ["subjects_of", "surface_subjects", "undergoers"]

_MAX_CLIMB = 6
_SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "swear"})
"""Verbs whose subject does what follows even where an object stands between: "promised Seoul to stay"."""
_EMPOWERING = frozenset("allow appoint ask assign authorize commission elect empower enable hire pay pick".split())
"""Whoever is hired or asked does what the infinitive says: "hired a firm to guard the border"."""
_CONTROLLING_PREPOSITIONS = {
    "appeal": frozenset({"to"}),
    "call": frozenset({"on", "upon"}),
    "count": frozenset({"on", "upon"}),
    "plead": frozenset({"with"}),
    "rely": frozenset({"on", "upon"}),
}
"""Verb → the prepositions whose object does what the infinitive says: "called on Kim to resign"."""
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
_OBJECT_PREPOSITIONS = frozenset({"as", "of", "from", "for", "into", "over"})
"""After these the object of the verb does what follows: "accused Japan of breaking", "kept them from leaving"."""
_OBJECT_PREPOSITIONS_OF = {
    **dict.fromkeys(("charge", "credit", "entrust", "task"), "with"),
    **dict.fromkeys(("cite", "depict", "describe", "portray", "quote"), "as"),
}
"""Verb → another such preposition: "charged him with bribing judges", "quoted him as saying"."""
_AIMS = frozenset(
    "aim ambition attempt bid charge count effort goal hope intention mission move negotiation objective order plan "
    "purpose suspicion talk view".split()
)
"""Nouns whose owner may stand as far off as the clause's subject: "came with the aim of winning"."""
_DECIDING = frozenset(
    "ability agreement ambition appeal attempt authority bid call campaign capacity chance commitment decision demand "
    "desire determination effort failure freedom inability intent intention invitation mandate mission move need "
    "obligation offer opportunity order permission plan pledge power pressure promise proposal reason refusal "
    "reluctance request requirement resolve right struggle threat time vow way willingness wish".split()
)
"""Nouns that somebody has to do something: of others with an infinitive, the thing itself does it ("a law to ban")."""
_STATEMENTS = frozenset(
    "address article blog comment communique editorial email essay interview letter memo message note post remark "
    "speech statement tweet video".split()
)
"""What says something for somebody: "issued a statement condemning the raid" condemns it."""
_TAKING = frozenset(
    {"cite", "find", "get", "hear", "obtain", "publish", "quote", "read", "receive", "see", "show", "watch"}
)
"""Whoever receives a letter is not the one who writes in it."""
_OF_PERSONS = frozenset(
    "able afraid anxious bound capable certain content destined determined due eager expected fit free glad happy "
    "inclined keen liable likely obliged pleased poised powerless prepared quick ready reluctant set slow supposed "
    "sure unable unlikely unprepared unwilling welcome willing".split()
)
"""Adjectives that "it" can be; "it is hard to leave" says of nobody that he leaves."""


def subjects_of(verb: Token, climb: int = 0) -> tuple[list[Token], str]:
    """Who does it, each conjunct once, and the construction that says so; empty where nobody is named."""
    if is_passive(verb):
        agents = [head for by in children(verb, "agent") for o in children(by, "pobj") for head in conjuncts(o)]
        return agents or _parties(verb), "passive"
    own = [head for child in children(verb, "nsubj", "csubj") for head in spell_out(child, verb)]
    if own:
        return own, "relative" if verb.dep_ == "relcl" else "active"
    return _inherit(verb, climb) if climb < _MAX_CLIMB else ([], "")


def undergoers(verb: Token, climb: int = 0) -> list[Token]:
    """Whom a passive is done to: its own subject, or the one that another word lends.

    Empty for actives, for "it is expected that …" and for "as agreed in May".
    """
    if not is_passive(verb) or climb >= _MAX_CLIMB:
        return []
    own = children(verb, "nsubjpass", "csubjpass") or children(verb, "nsubj", "csubj")
    if own:
        empty = own[0].lower_ == "it" and children(verb, "ccomp")
        return [] if empty else [head for child in own for head in spell_out(child, verb)]
    if any(mark.lower_ == "as" for mark in children(verb, "mark")):
        return []
    if verb.dep_ == "acl" and (verb.tag_ == "VBN" or lemma_of(verb.head) not in _DECIDING):
        return conjuncts(verb.head)[:1]
    return _inherit(verb, climb)[0]


def surface_subjects(verb: Token, climb: int = 0) -> list[Token]:
    """The grammatical subject, whatever the voice: "was seen and waved" has one subject."""
    if is_passive(verb):
        return undergoers(verb, climb + 1)
    if verb.pos_ not in {"VERB", "AUX"}:
        return []
    if children(verb, "expl"):
        return [head for child in children(verb, "attr", "nsubj") for head in conjuncts(child)]
    return subjects_of(verb, climb + 1)[0]


def _parties(verb: Token) -> list[Token]:
    """As in "A pact between Oslo and Rome was signed": the parties act together."""
    if verb.lemma_ not in _CONCLUDING:
        return []
    nouns = [verb, *children(verb, "nsubjpass"), *([verb.head] if verb.dep_ == "acl" else [])]
    return [c.head for noun in nouns for c in complements(noun) if c.path == ("between",)]


def _inherit(verb: Token, climb: int) -> tuple[list[Token], str]:
    """The subject that the governing word lends to a verb without one."""
    governor = verb.head
    found: list[Token] = []
    rule = _INHERITED.get(verb.dep_, "")
    match verb.dep_:
        case "conj":
            beside = governor.head if governor.dep_ == "dobj" and governor.pos_ == "NOUN" else governor
            found = surface_subjects(beside, climb)
        case "ccomp" if (before := _clause_before(verb)) is not None:
            found = surface_subjects(before, climb)
        case "xcomp" | "ccomp" | "oprd":
            found = _controller(governor, climb)
        case "advcl" | "dep" | "parataxis":
            found = _whom_hired(verb, governor) or surface_subjects(governor, climb)
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


def _controller(governor: Token, climb: int) -> list[Token]:
    """Who does what an infinitive says: the object of "urged", the subject of "decided"."""
    if governor.pos_ not in {"VERB", "AUX"}:
        return _adjective_subjects(governor, climb)
    objects = _direct_objects(governor) or _objects_after_preposition(governor)
    if objects and governor.lemma_ not in _SUBJECT_CONTROL:
        return objects
    adjectives = children(governor, "acomp")
    return _adjective_subjects(adjectives[0], climb) if adjectives else surface_subjects(governor, climb)


def _direct_objects(verb: Token) -> list[Token]:
    return [
        head for child in children(verb, "dobj", "dative") if child.pos_ != "ADP" for head in spell_out(child, verb)
    ]


def _objects_after_preposition(verb: Token) -> list[Token]:
    """As in "called on Kim to resign", "put pressure on Kim to resign"."""
    pressing = any(lemma_of(object_) == "pressure" for object_ in children(verb, "dobj"))
    wanted = frozenset({"on"}) if pressing else _CONTROLLING_PREPOSITIONS.get(lemma_of(verb), frozenset())
    return [c.head for c in complements(verb) if len(c.path) == 1 and c.path[0] in wanted] if wanted else []


def _whom_hired(verb: Token, governor: Token) -> list[Token]:
    """As in "hired a firm to guard the border", "called on Kim to resign": the firm guards it, Kim resigns."""
    if not is_infinitive(verb):
        return []
    hired = lemma_of(governor) in _EMPOWERING
    return undergoers(governor) or _direct_objects(governor) if hired else _objects_after_preposition(governor)


def _adjective_subjects(adjective: Token, climb: int) -> list[Token]:
    """As in "Seoul is ready to talk": the subject of the copula; none in "it is hard to talk"."""
    found: list[Token] = []
    if adjective.dep_ in {"acomp", "attr", "oprd"}:
        found = surface_subjects(adjective.head, climb)
    elif adjective.dep_ in {"amod", "acl", "appos", "relcl"} and adjective.i > adjective.head.i:
        found = [adjective.head]
    impersonal = [t.lower_ for t in found] == ["it"] and adjective.lower_ not in _OF_PERSONS
    return [] if impersonal else found


def _subject_in_noun(verb: Token, climb: int) -> list[Token]:
    """Who acts in a clause that describes a noun: "countries sharing data", "Japan's decision to leave"."""
    noun = verb.head
    if noun.pos_ in {"VERB", "AUX"}:
        return surface_subjects(noun, climb)
    if verb.tag_ == "VBG" and not is_infinitive(verb):
        said_by = _speakers(noun, climb) if lemma_of(noun) in _STATEMENTS else []
        return said_by or conjuncts(noun)[:1]
    found = _owners(noun) or _holder(noun, climb)
    return found if found or lemma_of(noun) in _DECIDING else conjuncts(noun)[:1]


def _speakers(statement: Token, climb: int) -> list[Token]:
    """As in "issued a statement condemning the raid", "resigned in a letter blaming Rome"."""
    governor = statement.head.head if statement.dep_ == "pobj" and statement.head.lower_ in {"in", "with"} else None
    verb = statement.head if statement.dep_ == "dobj" else governor
    if verb is None or verb.pos_ != "VERB" or lemma_of(verb) in _TAKING or climb >= _MAX_CLIMB:
        return possessors(statement)
    return possessors(statement) or surface_subjects(verb, climb)


def _owners(noun: Token) -> list[Token]:
    """Whose act a noun names: "Seoul's decision", "the decision by Seoul", "the South Korean decision"."""
    by = [c.head for c in complements(noun) if c.path == ("by",) and c.head.pos_ != "VERB"]
    return possessors(noun) or by or _nation(children(noun, "amod", "compound"))


def _nation(words: Iterable[Token]) -> list[Token]:
    return [word for word in words if word.ent_type_ in {"NORP", "GPE"}]


def _holder(noun: Token, climb: int) -> list[Token]:
    """As in "Seoul made a decision to leave": the subject of the verb that governs the noun."""
    while noun.dep_ == "conj":
        noun = noun.head
    governor = noun.head
    if noun.dep_ == "pobj" and lemma_of(noun) in _AIMS:
        governor = governor.head
        if governor.pos_ == "VERB" and noun.head.lower_ in {"on", "for"} and not is_passive(governor):
            return _direct_objects(governor) or surface_subjects(governor, climb)
    elif noun.dep_ not in {"dobj", "attr"}:
        return []
    return surface_subjects(governor, climb) if governor.pos_ in {"VERB", "AUX"} and climb < _MAX_CLIMB else []


def _subject_after_preposition(preposition: Token, climb: int) -> list[Token]:
    """As in "left after signing", "accused Japan of breaking", "arrested on suspicion of spying"."""
    governor = preposition.head
    while governor.dep_ == "prep":
        governor = governor.head
    if governor.pos_ == "ADJ":
        return _adjective_subjects(governor, climb)
    if governor.pos_ == "ADV":
        governor = governor.head
    if governor.pos_ not in {"VERB", "AUX"}:
        return possessors(governor) or _holder(governor, climb)
    if preposition.lower_ in _OBJECT_PREPOSITIONS or preposition.lower_ == _OBJECT_PREPOSITIONS_OF.get(governor.lemma_):
        objects = undergoers(governor, climb + 1) or _direct_objects(governor)
        if objects:
            return objects
    return surface_subjects(governor, climb)
