"""What the dependency parse says about single tokens: conjuncts, complements, phrases.

It knows no relation and no name. Labels are those of Explosion's English pipelines (ClearNLP style: nsubj, nsubjpass,
dobj, pobj, prep, agent, relcl, acl …).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.words import Token
from kg.ontology.patterns import PREPOSITIONS

__all__ = [
    "Complement",
    "antecedent_of",
    "children",
    "complements",
    "conjuncts",
    "hyphenated",
    "is_infinitive",
    "is_participle",
    "is_passive",
    "lemma_of",
    "particles",
    "phrase_bounds",
    "possessors",
    "secondary_predicates",
    "spell_out",
]

_CLAUSAL = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis", "appos", "csubj"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
_REFERRING = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_CALENDAR = frozenset({"century", "day", "decade", "month", "quarter", "week", "weekend", "year"})
MAX_CONJUNCTS = 40
_LEFT_OUT = _CLAUSAL | {"conj", "cc", "preconj", "punct"}


@dataclass(frozen=True, slots=True, eq=False)
class Complement:
    """A phrase that hangs on a predicate by function words: `path` is ("out", "of") in "pulled out of the pact".

    `head` is the head of the noun phrase, or the verb of a clause ("by removing it").
    """

    path: tuple[str, ...]
    head: Token


_MISTAKEN = {
    "fined": "fine",
    "hoped": "hope",
    "hopes": "hope",
    "raped": "rape",
    "rated": "rate",
    "readmitted": "readmit",
    "reappointed": "reappoint",
    "retook": "retake",
    "scared": "scare",
    "sniped": "snipe",
    "spared": "spare",
    "staged": "stage",
    "waged": "wage",
}
"""Forms whose dictionary form the small pipelines get wrong: "staged" for a form of "stag"."""


def lemma_of(token: Token) -> str:
    """The dictionary form, in small letters."""
    return _MISTAKEN.get(token.lower_) or token.lemma_.lower()


def hyphenated(token: Token) -> tuple[str, ...]:
    """The word of which a token is the last part: "cease-fire" and "ceasefire", which the tokenizer cuts in three."""
    if token.i < 2 or token.doc.text[token.idx - 1] != "-" or token.doc[token.i - 1].text != "-":
        return ()
    first, last = token.doc[token.i - 2].lower_, lemma_of(token)
    return f"{first}-{last}", f"{first}{last}"


def children(token: Token, *labels: str) -> list[Token]:
    """The children with one of these labels, left to right."""
    return [child for child in token.children if child.dep_ in labels]


def conjuncts(token: Token) -> list[Token]:
    """The token and what is joined to it by "and", "or" or commas to its right: one entry an actor.

    At most MAX_CONJUNCTS of them: a longer list is a table, not a sentence.
    """
    found = [token]
    for joined in found:
        if len(found) < MAX_CONJUNCTS:
            found.extend(c for c in joined.rights if c.dep_ == "conj" and c.pos_ in _NOMINAL)
    return sorted(found[:MAX_CONJUNCTS], key=lambda joined: joined.i)


def particles(token: Token) -> frozenset[str]:
    """Particles and adverbs that may be part of a phrasal verb: "off" in "called off"."""
    found = {child.lower_ for child in token.children if child.dep_ in {"prt", "advmod", "prep"}}
    return frozenset(word for word in found if word in PREPOSITIONS)


def complements(token: Token) -> list[Complement]:
    """All prepositional complements, nested function words flattened, conjuncts one by one, left to right."""
    found: list[Complement] = []
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative", "prt", "advmod", "npadvmod"} and child.lower_ in PREPOSITIONS:
            found.extend(_follow(child, (child.lower_,)) or _stranded(child, token))
        elif child.dep_ in {"advcl", "xcomp", "ccomp", "acl"}:
            found.extend(_for_whom(child))
    return found


def _for_whom(clause: Token) -> Iterator[Complement]:
    """As in "called for Seoul to stay": whom the infinitive's "for" names."""
    if any(mark.lower_ == "for" for mark in children(clause, "mark")):
        for subject in children(clause, "nsubj", "nsubjpass"):
            for head in conjuncts(subject):
                yield Complement(("for",), head)


def secondary_predicates(verb: Token) -> list[Token]:
    """What a verb says of its object: "regrettable" in "called it regrettable", "go" in "let him go"."""
    found = children(verb, "oprd", "acomp", "attr")
    found += [after for object_ in children(verb, "dobj") for after in children(object_, "amod") if after.i > object_.i]
    bare = [c for c in children(verb, "ccomp") if c.tag_ in {"VB", "VBN"} and not children(c, "aux", "auxpass", "mark")]
    return [*found, *bare, *(clause for clause in children(verb, "ccomp", "xcomp") if clause.pos_ in {"ADJ", "NOUN"})]


def _follow(preposition: Token, path: tuple[str, ...]) -> list[Complement]:
    found: list[Complement] = []
    for child in preposition.children:
        if child.dep_ == "pobj":
            found += [Complement(path, head) for head in spell_out(child, preposition.head)]
        elif child.dep_ == "pcomp":
            found.append(Complement(path, child))
        elif child.dep_ == "prep" and len(path) < 3:
            found += _follow(child, (*path, child.lower_))
        elif child.dep_ == "conj" and child.lower_ in PREPOSITIONS:
            found += _follow(child, (*path[:-1], child.lower_))
    return found


def _stranded(preposition: Token, verb: Token) -> list[Complement]:
    """As in "the pact that Oslo withdrew from": what the relative clause describes."""
    if preposition.dep_ != "prep" or preposition.i < verb.i or children(verb, "dobj"):
        return []
    subjects = children(verb, "nsubj", "nsubjpass")
    own = any(child.tag_ in {"WDT", "WP"} or child.lower_ == "that" for child in subjects)
    antecedent = None if own or not subjects else antecedent_of(verb)
    return [Complement((preposition.lower_,), antecedent)] if antecedent is not None else []


def spell_out(token: Token, verb: Token) -> list[Token]:
    """The conjuncts of an argument; what a relative pronoun stands for."""
    if token.tag_ in {"WDT", "WP"} or (token.lower_ == "that" and verb.dep_ == "relcl"):
        antecedent = antecedent_of(verb)
        return [antecedent] if antecedent is not None else []
    return conjuncts(token)


def antecedent_of(verb: Token) -> Token | None:
    """The noun that a relative clause describes, also for verbs below the clause's own: "which he vowed to end".

    A clause hangs on what stands right before it, though no day signs a treaty: "the pact of May, which Oslo signed".
    """
    while verb.dep_ in {"conj", "xcomp", "ccomp"}:
        verb = verb.head
    if verb.dep_ != "relcl" or verb.head.pos_ not in _REFERRING:
        return None
    noun = verb.head
    if children(verb, "nsubj") and verb.tag_ == "VBZ":
        noun = [joined for joined in conjuncts(noun) if joined.i < verb.left_edge.i][-1]
    if noun.ent_type_ == "DATE" and noun.dep_ == "pobj" and (noun.pos_ == "PROPN" or noun.lemma_ in _CALENDAR):
        noun = noun.head.head
    return noun if noun.pos_ in _REFERRING else next(iter(children(noun, "dobj")), None)


def possessors(noun: Token) -> list[Token]:
    """The heads of "Seoul's", "its", each conjunct of "Japan and Korea's"."""
    return [owner for child in children(noun, "poss") for owner in conjuncts(child)]


def is_passive(verb: Token) -> bool:
    """Whether the verb's surface subject is what the act is done to.

    As in "was seized", "seized in May, the ship …", and with another's auxiliary, "was seized and sold".
    """
    if children(verb, "nsubjpass", "auxpass", "csubjpass", "agent"):
        return True
    if verb.tag_ != "VBN" or children(verb, "aux", "nsubj", "csubj"):
        return False
    if verb.dep_ == "conj":
        return not children(verb, "dobj") and verb.head.pos_ == "VERB" and is_passive(verb.head)
    return verb.dep_ in {"acl", "advcl", "xcomp", "oprd"}


def is_participle(verb: Token) -> bool:
    """A bare -ing or -ed form, without auxiliary."""
    return verb.tag_ in {"VBG", "VBN"} and not children(verb, "aux", "auxpass")


def is_infinitive(verb: Token) -> bool:
    """Whether "to" stands before it."""
    return any(child.tag_ == "TO" for child in verb.children)


def phrase_bounds(head: Token) -> tuple[int, int]:
    """First and last token (inclusive) of the noun phrase of a head, cut before clauses and conjuncts.

    What describes a name belongs to its phrase: "Ada Obi, head of Acme".
    """
    start = end = head.i
    for child in head.lefts:
        if child.dep_ not in _CLAUSAL and not (child.dep_ == "punct" and child.i == head.left_edge.i):
            start = min(start, child.left_edge.i)
    reach = end
    for child in head.rights:
        described = child.dep_ == "appos" and child.left_edge.i <= reach + 2
        if described and _describes(child, head):
            end = reach = max(end, _right_end(child))
        elif described or child.text in _APPOSING:
            reach = child.right_edge.i
        elif _is_apart(child) or child.left_edge.i > end + 1:
            break
        else:
            end = reach = max(end, _right_end(child))
    return start, end


_APPOSING = frozenset({",", "(", ")"})


def _describes(apposition: Token, noun: Token) -> bool:
    """Whether it tells who is meant; an abbreviation in brackets, a number or another item of a list does not."""
    if apposition.pos_ not in {"NOUN", "PROPN"} or apposition.doc[apposition.left_edge.i - 1].text != ",":
        return False
    if noun.ent_type_ in _PLACES or apposition.ent_type_ in _COUNTED or apposition.ent_type_ == noun.ent_type_ != "":
        return False
    return bool(noun.ent_type_ or apposition.ent_type_ or children(apposition, "det", "poss"))


_PLACES = frozenset({"GPE", "LOC", "FAC"})
"""A place is known by its name."""
_COUNTED = frozenset({"CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "QUANTITY", "TIME"})


def _right_end(token: Token) -> int:
    """The last token of a modifier to the right, cut where a clause begins inside it."""
    end = token.i
    for child in token.rights:
        if _is_apart(child) and child.dep_ not in {"cc", "conj", "preconj"}:
            break
        end = max(end, _right_end(child))
    return end


def _is_apart(child: Token) -> bool:
    """Whether a phrase ends before this: a clause, a conjunct, a mark, "including …"."""
    return (child.dep_ in _LEFT_OUT and child.text not in "-–%") or child.lower_ == "including"
