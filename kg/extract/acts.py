"""Nouns of acts that no relation of the ontology covers → who did it and to whom, by the words around the noun.

What stands beside the noun comes first ("the firm's purchase of the ship"), then the verb that only carries it
("suffered a defeat"). A noun without either is left alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.extract.clauses import Predication
from kg.extract.grammar import Complement, children, complements, lemma_of, particles, possessors
from kg.extract.nominals import LIGHT_VERBS
from kg.extract.subjects import subjects_of
from kg.extract.words import Token
from kg.ontology.acts import ActKind
from kg.ontology.patterns import PatternKind

__all__ = ["read_act"]

_TOWARDS = ("on", "against", "with", "to", "into", "towards", "toward", "upon", "onto", "for", "over", "about")
"""After these stands whom or what an act is aimed at: "an attack *on* the port", "talks *with* the rebels"."""
_TIMES = frozenset({"DATE", "TIME", "ORDINAL", "CARDINAL"})
_AMOUNTS = frozenset({"MONEY", "PERCENT", "QUANTITY"})
_CARRYING = (
    LIGHT_VERBS - frozenset("approve attend cause draw get receive scrap see sustain terminate want withdraw".split())
    | frozenset("attempt book complete confirm consider detail escalate extend finish intensify outline".split())
    | frozenset("pass plan post prepare present propose record report schedule suspend tell unveil".split())
)
"""Whose subject does what the noun tells: "*completed* the purchase", "*reported* a decline"."""
_TAKING_PART = _CARRYING | frozenset("break fight honor honour join lose quit resolve settle violate win".split())
"""Whose subject is one of those between whom it is: "*lost* the case", "*settled* the dispute"."""
_UNDERGOING = frozenset("await experience face get receive see suffer survive sustain undergo".split())
"""Whose subject suffers what the noun tells: "*faces* trial", "*underwent* a transplant"."""
_ENGAGING = frozenset(
    "agree+on agree+to be+in begin+with conduct+in end+in enter+into engage+in embark+on file+for go+on go+into "
    "hold+in participate+in plan+on proceed+with result+in return+to seek+for take+to turn+to vote+on".split()
)
"""Verbs and prepositions between whoever acts and the noun: "*filed for* bankruptcy", "*are in* talks"."""
_LEAVING = frozenset(
    "defection departure deportation desertion disengagement divestment emigration escape evacuation eviction "
    "exclusion exemption exile exit exodus expulsion extradition flight import migration pullback pullout recovery "
    "release removal resignation retirement retreat return secession separation shift suspension switch transfer "
    "transition withdrawal".split()
)
"""After "from" of these stands what is left; of others, who does it: "a *threat* from the sea"."""
_ENDEAVOURS = frozenset({"attempt", "bid", "effort", "move"})


@dataclass(frozen=True, slots=True, eq=False)
class _Around:
    """The heads of the phrases around a noun of an act, by what leads to them."""

    by: list[Token]
    of: list[Token]
    among: list[Token]
    inside: list[Token]
    towards: list[Token]
    actors: list[Token]
    others: list[Token]
    things: list[Token]

    @property
    def owners(self) -> list[Token]:
        return self.actors or self.others


def read_act(noun: Token, kind: ActKind, is_actor: Callable[[Token], bool]) -> Predication | None:
    """Who and whom of the act that a noun tells; None where the words around it name neither."""
    around = _look_around(noun, is_actor)
    subjects, objects = _ENDS[kind](around)
    rule = "nominal"
    carrying = _TAKING_PART if kind is ActKind.BETWEEN else _CARRYING
    if not subjects and (held := _carried_by(noun, kind, carrying)):
        subjects, rule = held, "light verb"
    elif not objects and not subjects and (held := _carried_by(noun, kind, _UNDERGOING)):
        subjects, objects = (held, []) if kind is ActKind.BY else ([], held)
        rule = "light verb"
    subjects = [token for token in subjects if token not in objects and token != noun]
    if not subjects and not objects:
        return None
    around_it = tuple(complements(noun))
    return Predication(noun, PatternKind.NOUN, tuple(subjects), tuple(objects), around_it, particles(noun), rule)


# ---------------------------------------------------------------- beside the noun


def _look_around(noun: Token, is_actor: Callable[[Token], bool]) -> _Around:
    found = [*_complements_of_act(noun), *_misplaced_doers(noun, is_actor)]
    found = [c for c in found if c.head.ent_type_ not in _TIMES and c.head != noun]
    amounts = [c.head for c in found if c.head.ent_type_ in _AMOUNTS and c.path[0] in {"of", "by"}]
    found = [c for c in found if c.head not in amounts]

    def after(*words: str) -> list[Token]:
        return [c.head for c in found if c.path[-1:] and c.path[0] in words and len(c.path) == 1]

    before = [
        c for c in children(noun, "amod", "compound", "nmod") if c.i < noun.i and c.ent_type_ not in _TIMES | _AMOUNTS
    ]
    owners = [_spell_out(owner) for owner in possessors(noun) if owner.ent_type_ not in _TIMES]
    owners += [c for c in before if c.pos_ in {"NOUN", "PROPN", "ADJ"} and is_actor(c)]
    source = after("from")
    towards = next((heads for word in _TOWARDS if (heads := after(word))), [])
    if lemma_of(noun) in _LEAVING:
        source, towards = [], source or towards
    return _Around(
        by=after("by") or source,
        of=after("of"),
        among=after("between", "among"),
        inside=[t for t in after("in") if t.ent_type_ not in {"GPE", "LOC", "FAC"}],
        towards=towards or amounts,
        actors=[owner for owner in owners if is_actor(owner)],
        others=[owner for owner in owners if not is_actor(owner)],
        things=[c for c in before if c.dep_ == "compound" and c not in owners][-1:],
    )


def _spell_out(owner: Token) -> Token:
    """As in "the singer, whose burial drew thousands": what the clause describes."""
    clause = owner
    while owner.tag_ == "WP$" and clause.dep_ != "relcl" and clause.head is not clause:
        clause = clause.head
    return clause.head if clause.dep_ == "relcl" and clause is not owner else owner


def _complements_of_act(noun: Token) -> list[Complement]:
    """The noun's own, and those of the verb that carries it: "talks were held with", "a pact reached between"."""
    found = complements(noun)
    carriers = [verb for verb in children(noun, "acl") if verb.tag_ == "VBN" and lemma_of(verb) in _CARRYING]
    if noun.dep_ in {"nsubjpass", "nsubj", "dobj"} and (lemma_of(noun.head) in _CARRYING or noun.dep_ == "nsubj"):
        carriers.append(noun.head)
    aimed = {"on", "against", "with", "between", "among", "by"}
    return found + [c for verb in carriers for c in complements(verb) if c.path[0] in aimed and _is_carried(c, verb)]


def _misplaced_doers(noun: Token, is_actor: Callable[[Token], bool]) -> list[Complement]:
    """As in "criticized the purchase of the ship by the firm", where the parser hangs "by" on the active verb."""
    verb = noun.head
    if noun.dep_ != "dobj" or children(verb, "auxpass", "nsubjpass"):
        return []
    return [c for c in complements(verb) if c.path == ("by",) and c.head.i > noun.i and is_actor(c.head)]


def _is_carried(complement: Complement, verb: Token) -> bool:
    """Whether what hangs on a verb is the noun's: after an active one only parties are ("came between the two")."""
    passive = bool(children(verb, "auxpass", "agent")) or verb.dep_ == "acl" or lemma_of(verb) in _CARRYING
    return passive or complement.path[0] in {"between", "among"}


# ---------------------------------------------------------------- who and whom by the kind of noun

_Ends = tuple[list[Token], list[Token]]


def _by(around: _Around) -> _Ends:
    """As in "the arrival of the envoy", "the envoy's arrival", "a drop in sales"."""
    return around.by or around.owners or around.of or around.inside, around.towards


def _on(around: _Around) -> _Ends:
    """As in "the firm's purchase of the ship", "the ship's purchase by the firm", "job cuts", "cuts in spending"."""
    objects = around.of or around.inside or around.towards
    if not objects and (around.by or not around.actors):
        objects = around.owners
    objects = objects or around.things
    return around.by or [owner for owner in around.actors if owner not in objects], objects


def _suffered(around: _Around) -> _Ends:
    """As in "the editor's arrest", "Peru's arrest of the editor"."""
    return around.by or (around.actors if around.of else []), around.of or around.owners or around.things


def _between(around: _Around) -> _Ends:
    """As in "the war between the two", "the envoy's talks with the rebels"."""
    if len(around.among) > 1 and not around.actors:
        return around.among[:1], around.among[1:]
    return around.by or around.actors or around.among or around.of, around.towards or around.others or around.things


_ENDS: dict[ActKind, Callable[[_Around], _Ends]] = {
    ActKind.BY: _by,
    ActKind.ON: _on,
    ActKind.SUFFERED: _suffered,
    ActKind.BETWEEN: _between,
}


# ---------------------------------------------------------------- the verb that carries the noun


def _carried_by(noun: Token, kind: ActKind, verbs: frozenset[str]) -> list[Token]:
    """The subject of such a verb above the noun."""
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    governor = noun.head
    if noun.dep_ == "dobj" and lemma_of(governor) in verbs:
        return subjects_of(governor)[0]
    if noun.dep_ == "pobj" and verbs is not _UNDERGOING and kind is not ActKind.SUFFERED:
        verb = governor.head
        endeavour = governor.lower_ == "in" and lemma_of(noun) in _ENDEAVOURS and verb.pos_ in {"VERB", "AUX"}
        if endeavour or f"{lemma_of(verb)}+{governor.lower_}" in _ENGAGING:
            return subjects_of(verb)[0]
    return []
