"""Mistakes that the small parsers make again and again, set right before any rule reads the parse.

Each repair is an entry of the tables at the end: it sees one token and says what else should hang where. A repair must
be wrong more rarely than the parser: each names what it waits for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.grammar import children, lemma_of
from kg.extract.speech import REPORTING
from kg.extract.words import Doc, Token, hang

__all__ = ["repair_parse"]


@dataclass(frozen=True, slots=True, eq=False)
class _Arc:
    """Where a token should hang, and as what; `tag` for a noun that is a verb."""

    token: Token
    head: Token
    label: str
    tag: str = ""


def repair_parse(doc: Doc) -> Doc:
    """The same document with the frequent mistakes of its parse set right.

    It is left as it is where two repairs together would hang words in a ring.
    """
    arcs = {arc.token.i: arc for token in doc for repair in _repairs_of(token) for arc in repair(token)}
    before = [token.head.i for token in doc]
    heads = [arcs[i].head.i if i in arcs else head for i, head in enumerate(before)]
    if heads != before:
        if _has_ring(heads):
            return doc
        hang(doc.tokens, heads)
    for arc in arcs.values():
        arc.token.dep_ = arc.label
        if arc.tag:
            arc.token.tag_, arc.token.pos_ = arc.tag, "VERB"
    return doc


def _has_ring(heads: Sequence[int]) -> bool:
    """Whether any word hangs on itself by way of others; the head of a root is the root."""
    sound: set[int] = set()
    for start in range(len(heads)):
        path: dict[int, None] = {}
        here = start
        while here not in path and here not in sound and heads[here] != here:
            path[here] = None
            here = heads[here]
        if here in path:
            return True
        sound.update(path)
    return False


# ---------------------------------------------------------------- words with a hyphen

_PREFIXES = frozenset(
    "al anti co counter cross el ex inter intra mid mini multi neo non post pre pro pseudo quasi re self semi sub "
    "trans ultra vice".split()
)


def _join_prefix(token: Token) -> Iterator[_Arc]:
    """As in "anti-war", "re-elected": three words for the tokenizer, and for the parser three subjects or objects."""
    if token.text != "-" or token.whitespace_ or not 0 < token.i < len(token.doc) - 1:
        return
    before, word = token.doc[token.i - 1], token.doc[token.i + 1]
    if before.whitespace_ or before.lower_ not in _PREFIXES or word.is_punct or before.sent is not word.sent:
        return
    parts = (before, token)
    outer = next((part for part in parts if part.head not in (*parts, word)), word)
    if word.head in parts:
        root = outer.head is outer or outer is word
        yield _Arc(word, word if root else outer.head, "ROOT" if root else outer.dep_)
    elif word.head is not before.head and word.head is not word:
        return
    yield _Arc(before, word, "compound")
    yield _Arc(token, word, "punct")
    for part in parts:
        yield from (_Arc(child, word, child.dep_) for child in part.children if child not in (*parts, word))


def _join_doer(token: Token) -> Iterator[_Arc]:
    """As in "the UN-backed government": whoever backs it, not another adjective of it."""
    if token.text != "-" or token.whitespace_ or not 0 < token.i < len(token.doc) - 1:
        return
    before, word = token.doc[token.i - 1], token.doc[token.i + 1]
    if word.tag_ == "VBN" and word.dep_ == "amod" and before.head is word.head and before.ent_type_ in _ACTING:
        yield _Arc(before, word, "npadvmod")
        yield _Arc(token, word, "punct")


# ---------------------------------------------------------------- passives without an auxiliary

_DONE_TO = frozenset(
    "acquit appoint arrest ban bar behead bomb charge convict deport detain elect evacuate execute expel extradite "
    "fine hospitalize hospitalise indict injure jail kidnap kill murder name nominate oust probe sentence suspend "
    "wound".split()
)
"""Verbs that always have an object: one without it is a participle, "Mayor arrested in Oslo"."""
_OBJECTS = ("dobj", "dative", "ccomp", "xcomp", "nsubjpass", "attr")


def _make_passive(token: Token) -> Iterator[_Arc]:
    """As in "Mayor arrested over bribes", "two were hurt and one killed", "was said was rigged"."""
    if token.tag_ not in {"VBN", "VBD"}:
        return
    subjects = children(token, "nsubj")
    if not subjects or children(token, "nsubjpass") or not _is_bare_passive(token):
        return
    yield from (_Arc(subject, token, "nsubjpass") for subject in subjects)
    for over in children(token, "prt"):
        yield _Arc(over, token, "prep")
        yield from (_Arc(child, over, "pobj") for child in children(token, "dobj"))


def _is_bare_passive(verb: Token) -> bool:
    if children(verb, "auxpass", "agent"):
        return verb.tag_ == "VBN"
    if children(verb, "aux"):
        return False
    over = [prt for prt in children(verb, "prt") if prt.lower_ == "over" and verb.doc[verb.i + 1] is prt]
    if lemma_of(verb) in _DONE_TO and verb.dep_ != "relcl":
        other = [o for o in children(verb, *_OBJECTS) if o.dep_ != "ccomp" or o.i > verb.i] or (
            verb.tag_ == "VBD" and children(verb, "oprd")
        )
        return bool(over) or not (other or _has_later_object(verb))
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in {"advcl", "ccomp", "pcomp", "conj"}
        and not children(verb, *_OBJECTS, "punct")
    )


def _has_later_object(verb: Token) -> bool:
    """As in "killed and injured dozens"."""
    return any(children(other, *_OBJECTS) for other in children(verb, "conj"))


# ---------------------------------------------------------------- clauses


def _make_root(token: Token) -> Iterator[_Arc]:
    """As in "The envoy called on Oslo": a past tense that describes the noun that nothing else is said of.

    A participle with an object or a clause of its own is one, too: "The firm, a bank, announced that …".
    """
    noun = token.head
    if token.dep_ != "acl" or noun.head is not noun or noun.pos_ not in _NAMING:
        return
    if token.tag_ != "VBD" and not (token.tag_ == "VBN" and children(token, "dobj", "ccomp")):
        return
    if children(token, "mark"):
        return  # "Kim's claim that Oslo left"
    yield _Arc(token, token, "ROOT")
    yield _Arc(noun, token, "nsubj")
    yield from (_Arc(child, token, child.dep_) for child in noun.rights if child.i > token.i)


_NAMING = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


_PLANNING = frozenset({"aim", "look", "move", "plan", "vow"})


def _make_verb(token: Token) -> Iterator[_Arc]:
    """As in the headline "Acme plans to close plants", which the parser takes for a phrase."""
    if token.tag_ != "NNS" or token.head is not token or lemma_of(token) not in _PLANNING:
        return
    actors = [c for c in children(token, "compound", "nmod") if c.pos_ == "PROPN" and c.i == token.i - 1]
    aims = [c for c in children(token, "acl", "xcomp", "relcl") if c.lefts and c.lefts[0].i == token.i + 1]
    if actors and aims and not any(word.tag_ in _FINITE for word in token.sent):
        yield _Arc(token, token, "ROOT", "VBZ")
        yield _Arc(aims[0], token, "xcomp")
        yield from (_Arc(other, actors[-1], other.dep_) for other in token.lefts if other is not actors[-1])
        yield _Arc(actors[-1], token, "nsubj")


_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


def _find_subject(token: Token) -> Iterator[_Arc]:
    """As in "Acme unveiled a car", "In May in Rome, Kim, the envoy, left": a past tense must have its subject."""
    if token.tag_ not in {"VBD", "VBZ"} or token.head is not token or children(token, *_SUBJECTS):
        return
    beside = [c for c in token.lefts if c.dep_ == "npadvmod" and c.ent_type_ in _ACTING and c.i == token.i - 1]
    inside = [t for t in token.sent if t.i < token.i and t.dep_ == "appos" and t.ent_type_ == "PERSON"]
    named = beside or [t for t in inside if t.head.ent_type_ != "PERSON" and t.head.pos_ == "PROPN"]
    yield from (_Arc(name, token, "nsubj") for name in named[:1])


def _reduce_relative(token: Token) -> Iterator[_Arc]:
    """As in "blocked trucks bound for Oslo": a participle right after a noun describes it, for want of a comma."""
    if token.dep_ != "advcl" or token.tag_ != "VBN" or token.i == 0 or children(token, *_SUBJECTS, "mark", "aux"):
        return
    before = token.doc[token.left_edge.i - 1]
    described = before.pos_ in {"NOUN", "PROPN"} and before.ent_type_ not in _WHEN and token.head.i < before.i
    if described and children(token, "prep", "agent"):
        yield _Arc(token, before, "acl")


_WHEN = frozenset({"DATE", "TIME"})


def _raise_name(token: Token) -> Iterator[_Arc]:
    """As in "the president of Chile, Ana Diaz": the person is the president, not the country."""
    place = token.head
    person = token.ent_type_ == "PERSON" or (token.ent_type_ == "" and token.pos_ == "PROPN")
    if token.dep_ != "appos" or not person or place.ent_type_ not in {"GPE", "ORG", "NORP"}:
        return
    holder = place.head.head
    if place.dep_ == "pobj" and holder.pos_ == "NOUN" and place.head.lower_ in {"of", "for", "at", "in"}:
        yield _Arc(token, holder, "appos")


_ACTING = frozenset({"ORG", "PERSON", "GPE", "NORP"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl", "ccomp")


def _make_infinitive(token: Token) -> Iterator[_Arc]:
    """As in "a law to ban guns": no relative clause, which would have a subject or a pronoun."""
    if token.dep_ != "relcl" or not any(child.tag_ == "TO" for child in token.lefts):
        return
    if token.lefts[0].tag_ == "TO" or token.lefts[0].dep_ in {"advmod", "neg"}:
        yield _Arc(token, token.head, "acl")


def _make_content(token: Token) -> Iterator[_Arc]:
    """As in "the rumour that Kim had left the party": a verb that has its object can't want "that" as well."""
    that = next((child for child in children(token, "dobj") if child.lower_ == "that" and child.tag_ == "WDT"), None)
    if token.dep_ == "relcl" and that is not None and len(children(token, "dobj")) > 1:
        yield _Arc(that, token, "mark")
        yield _Arc(token, token.head, "acl")


def _part_clauses(token: Token) -> Iterator[_Arc]:
    """As in "Dam bursts in Laos, hundreds flee": what stands before is no object of a verb that says nothing."""
    verb = token.head
    if token.dep_ != "ccomp" or token.i > verb.i or lemma_of(verb) in REPORTING:
        return
    if children(token, "mark") or token.left_edge.pos_ == "AUX":  # "had it burst, hundreds would have fled"
        return
    subjects = children(verb, "nsubj", "nsubjpass")
    if children(token, "nsubj", "nsubjpass") and subjects and token.i < subjects[0].left_edge.i:
        yield _Arc(token, verb, "parataxis")


def _join_verbs(token: Token) -> Iterator[_Arc]:
    """As in "signed, ratified and published the treaty": the second of three verbs, and no participle."""
    before = token.doc[token.i - 2] if token.i > 1 else token
    joined = [verb for verb in children(token, "conj") if verb.pos_ == "VERB" and children(verb, "dobj")]
    alone = not children(token, "dobj", "prep", "agent", "nsubj", "mark", "aux", "advmod")
    if token.dep_ == "advcl" and token.tag_ in {"VBN", "VBD"} and before is token.head and joined and alone:
        yield _Arc(token, token.head, "conj")


# ---------------------------------------------------------------- subjects


def _join_title(token: Token) -> Iterator[_Arc]:
    """As in "Chad's neighbour Niger sent troops": one subject, though the parser sees two."""
    following = [noun for noun in children(token.head, "nsubj") if noun.i > token.i]
    if token.dep_ == "nsubj" and token.pos_ == "NOUN" and following:
        name = following[0]
        if name.pos_ == "PROPN" and name.left_edge.i == token.i + 1:
            yield _Arc(token, name, "compound")


# ---------------------------------------------------------------- what it is about

_TOPICAL = frozenset(
    "ask brief complain consult hear inform interview lie notify question quiz speak talk tell testify warn "
    "write".split()
)


def _hang_topic(token: Token) -> Iterator[_Arc]:
    """As in "spoke to Kim about the deal": the speech is about it, not Kim."""
    if token.lower_ != "about" or token.dep_ != "prep" or token.head.dep_ not in {"pobj", "dobj"}:
        return
    above = token.head.head
    verb = above.head if above.pos_ == "ADP" and above.lower_ in {"to", "with", "from"} else above
    if lemma_of(verb) in _TOPICAL and verb.pos_ == "VERB":
        yield _Arc(token, verb, "prep")


# ---------------------------------------------------------------- objects

_PAYING = frozenset("award charge cost fine give grant lend loan offer owe pay promise".split())
_AMOUNTS = frozenset("dollar euro franc krona krone lira peso pound rand real rouble ruble rupee won yen yuan".split())


def _part_amount(token: Token) -> Iterator[_Arc]:
    """As in "fined Acme 2.4 billion euros": two objects, where the parser sees the name of a currency."""
    if token.dep_ != "dobj" or token.lemma_.lower() not in _AMOUNTS or lemma_of(token.head) not in _PAYING:
        return
    numbers = children(token, "nummod", "quantmod")
    names = [c for c in children(token, "nmod", "compound", "amod") if c.pos_ in {"PROPN", "NOUN"}]
    if numbers and names and names[-1].i < numbers[0].left_edge.i and names[0].i > token.head.i:
        yield _Arc(names[-1], token.head, "dative")
        yield from (_Arc(name, names[-1], "compound") for name in names[:-1])
        yield from (_Arc(c, names[-1], c.dep_) for c in children(token, "det", "poss") if c.i < names[0].i)


_CAPTIVE = frozenset({"captive", "hostage", "prisoner"})


def _part_captive(token: Token) -> Iterator[_Arc]:
    """As in "took the engineer hostage": what is said of the engineer, no second object and no kind of hostage."""
    if token.dep_ != "dobj" or token.lower_ not in _CAPTIVE or lemma_of(token.head) not in {"hold", "keep", "take"}:
        return
    taken = [noun for noun in children(token, "compound", "nmod", "amod") if noun.pos_ in {"NOUN", "PROPN"}]
    if taken:
        yield _Arc(taken[-1], token.head, "dobj")
        yield from (_Arc(child, taken[-1], child.dep_) for child in token.lefts if child.i < taken[-1].i)
    if taken or any(other.i < token.i for other in children(token.head, "dobj", "dative")):
        yield _Arc(token, token.head, "oprd")


def _make_goal(token: Token) -> Iterator[_Arc]:
    """As in "takes Norway to court": no verb follows this "to"."""
    if token.dep_ == "xcomp" and token.tag_ in {"NN", "NNS", "NNP"} and token.head.pos_ == "VERB":
        for to in children(token, "aux"):
            if to.lower_ == "to":
                yield _Arc(to, token.head, "prep")
                yield _Arc(token, to, "pobj")


def _say_of_others(token: Token) -> Iterator[_Arc]:
    """As in "Minister says Chile to leave pact": Chile leaves, and nobody says Chile."""
    if token.dep_ == "xcomp" and token.head.lemma_ == "say" and any(t.lower_ == "to" for t in children(token, "aux")):
        for subject in children(token.head, "dobj"):
            if token.head.i < subject.i < token.i:
                yield _Arc(subject, token, "nsubj")
                yield _Arc(token, token.head, "ccomp")


def _join_subjects(token: Token) -> Iterator[_Arc]:
    """As in "Austria, Italy sign pact": two in a headline, not one who is the other."""
    noun = token.head
    if token.dep_ != "appos" or noun.dep_ != "nsubj" or noun.head.tag_ != "VBP" or noun.tag_ != "NNP":
        return
    alike = token.ent_type_ == noun.ent_type_ and token.ent_type_ in {"GPE", "ORG", "PERSON"}
    if alike and noun.head.i == token.right_edge.i + 1 and token.lower_ != noun.lower_:
        yield _Arc(token, noun, "conj")


_DEPRIVING = frozenset(
    "absolve accuse acquit assure clear convict cure deprive inform notify relieve remind rid rob strip suspect "
    "warn".split()
)


def _raise_of(token: Token) -> Iterator[_Arc]:
    """As in "stripped the rider of his title": what these verbs say of somebody, not whose he is."""
    noun = token.head
    if token.lower_ != "of" or noun.dep_ != "dobj" or lemma_of(noun.head) not in _DEPRIVING:
        return
    named = any(child.ent_type_ in {"GPE", "ORG", "NORP"} for child in children(token, "pobj"))
    if noun.pos_ in {"PROPN", "PRON"} or not named:
        yield _Arc(token, noun.head, "prep")


_Repair = Callable[[Token], Iterator[_Arc]]
_BY_TEXT: dict[str, tuple[_Repair, ...]] = {"-": (_join_prefix, _join_doer)}
_BY_TAG: dict[str, tuple[_Repair, ...]] = {
    "NNS": (_make_verb,),
    "VBD": (_make_passive, _find_subject),
    "VBN": (_make_passive,),
    "VBZ": (_find_subject,),
}
_BY_LABEL: dict[str, tuple[_Repair, ...]] = {
    "acl": (_make_root,),
    "advcl": (_reduce_relative, _join_verbs),
    "appos": (_raise_name, _join_subjects),
    "ccomp": (_part_clauses,),
    "dobj": (_part_amount, _part_captive),
    "nsubj": (_join_title,),
    "prep": (_hang_topic, _raise_of),
    "relcl": (_make_infinitive, _make_content),
    "xcomp": (_make_goal, _say_of_others),
}
"""The repairs by what a token must be for them to look at it."""


def _repairs_of(token: Token) -> tuple[_Repair, ...]:
    return _BY_TEXT.get(token.text, ()) + _BY_TAG.get(token.tag_, ()) + _BY_LABEL.get(token.dep_, ())
