"""Who is who in one article: every noun phrase → what it stands for.

Names are completed (surnames, abbreviations), pronouns and definite descriptions resolved ("the two countries", "the
pact"), names of capitals read as their state where they act. Nothing is resolved across classes: better unnamed than wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from kg.extract.discourse import UNNAMED, Discourse, Referent, Seen, distinct
from kg.extract.grammar import children, conjuncts, possessors
from kg.extract.names import Name, find_names, introduced_abbreviations, names_by_token
from kg.extract.parsing import Passage
from kg.extract.speech import find_speakers, speaker_of
from kg.ontology import Ontology

__all__ = ["Referents", "resolve_article"]

_PERSONAL = frozenset("he him his himself she her hers herself".split())
_NEUTER = frozenset("it its itself".split())
_PLURAL = frozenset("they them their theirs themselves both".split())
_FIRST = frozenset("i me my we us our ours".split())
_PLACE_PREPOSITIONS = frozenset("in at near outside inside around through across throughout".split())
_MOTION = frozenset("arrive come drive flee flight fly go head journey leave move return send sail tour travel trip visit".split())
_DEFINITE = frozenset("the this that both these those its their his her our".split())
_OTHERS = frozenset("other another new similar separate different previous earlier old second third".split())
_STATE_LIKE = frozenset("country nation state neighbour neighbor ally side government rival power partner party capital".split())
_ACTS = frozenset("action announcement decision measure move policy restriction ruling step".split())
_INSIDE_PHRASE = frozenset({"pobj", "prep", "poss", "amod", "compound", "nmod", "conj"})
_COMPASS = {"south": "South", "north": "North"}


@dataclass(frozen=True, slots=True, eq=False)
class Referents:
    """What each phrase of an article stands for, by passage and token of its head."""

    found: Mapping[tuple[int, int], tuple[Referent, ...]]
    names: tuple[tuple[Name, ...], ...]
    names_at: tuple[Mapping[int, Name], ...]
    speakers: tuple[Mapping[int, Token], ...]

    def of(self, passage: int, token: Token) -> tuple[Referent, ...]:
        """What the phrase with this head stands for; one unnamed thing where nothing is known."""
        return self.found.get((passage, token.i), (UNNAMED,))


@dataclass(slots=True)
class _Reader:
    """The state of one article's reading."""

    ontology: Ontology
    passages: Sequence[Passage]
    names: list[tuple[Name, ...]]
    speakers: list[Mapping[int, Token]]
    short_forms: Mapping[str, Name]
    people: Mapping[str, str]
    agreements: tuple[Referent, ...]
    discourse: Discourse = field(default_factory=Discourse)
    found: dict[tuple[int, int], tuple[Referent, ...]] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    titles: dict[str, Referent] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    acts: list[str] = field(default_factory=list)
    spelt_out: set[str] = field(default_factory=set)


def resolve_article(passages: Sequence[Passage], ontology: Ontology) -> Referents:
    """Reads an article from its first phrase to its last, and then once more what is said in the first person."""
    names = [find_names(passage.doc, ontology) for passage in passages]
    reader = _Reader(
        ontology,
        passages,
        names,
        [find_speakers(passage.doc) for passage in passages],
        introduced_abbreviations((p.doc, n) for p, n in zip(passages, names, strict=True)),
        _full_names(names),
        _agreements(names),
    )
    first_person: list[tuple[int, Token]] = []
    sentence = 0
    for passage in passages:
        by_token = names_by_token(reader.names[passage.number])
        for sent in passage.doc.sents:
            sentence += 1
            for token in _inside_out(sent):
                if token.lower_ in _FIRST and token.i not in by_token:
                    first_person.append((passage.number, token))
                elif token.pos_ in {"NOUN", "PROPN", "PRON", "ADJ", "NUM", "X"} or token.i in by_token or token.lower_ in _PLURAL:
                    _read_token(reader, passage.number, token, by_token.get(token.i), sentence)
    for number, token in first_person:
        if speaking := _speaking(reader, number, token):
            reader.found[number, token.i] = speaking
    _spread_our_nouns(reader)
    at = tuple(names_by_token(found) for found in names)
    return Referents(reader.found, tuple(names), at, tuple(reader.speakers))


def _inside_out(sentence: TokenSpan) -> list[Token]:
    """The tokens phrase by phrase; within a phrase what it is made of comes first: "both countries", then "ministers of"."""

    def key(token: Token) -> tuple[int, int, int]:
        top, depth = token, 0
        while top.dep_ in _INSIDE_PHRASE and top.head != top and top.head.pos_ not in {"VERB", "AUX"}:
            top, depth = top.head, depth + 1
        return top.i, -depth, token.i

    return sorted(sentence, key=key)


def _full_names(names: Iterable[Iterable[Name]]) -> Mapping[str, str]:
    """First and last word of each person's name → the full name that stands first in the article."""
    found: dict[str, str] = {}
    for name in (n for passage in names for n in passage if n.kind == "Person"):
        words = name.name.split()
        if len(words) > 1:
            for word in (words[-1], words[0]):
                found.setdefault(word.lower(), name.name)
    return found


def _agreements(names: Iterable[Iterable[Name]]) -> tuple[Referent, ...]:
    """The agreements that the article names anywhere."""
    return distinct(Referent(n.name, n.kind) for passage in names for n in passage if n.kind == "Agreement")


def _read_token(reader: _Reader, number: int, token: Token, name: Name | None, sentence: int) -> None:
    """Resolves one phrase head and takes note of it."""
    found = _from_name(reader, number, token, name) if name else _from_words(reader, number, token, sentence)
    if found:
        reader.found[number, token.i] = found
        if name is None or token.i == name.end - 1 or token.head.i >= name.end or token.head.i < name.start:
            reader.discourse.add(Seen(found, sentence, token.i, token.dep_, _clause(token)))


def _clause(token: Token) -> int:
    """The verb that the phrase hangs on directly, -1 for a modifier of another phrase."""
    while token.dep_ == "conj":
        token = token.head
    return token.head.i if token.dep_ in {"nsubj", "nsubjpass", "dobj", "dative", "agent"} else -1


# ---------------------------------------------------------------- names


def _from_name(reader: _Reader, number: int, token: Token, name: Name) -> tuple[Referent, ...]:
    reader.spelt_out.add(name.name)
    if name.kind == "Person" or (name.how == "model" and name.name.lower() in reader.people):
        return (_person(reader, number, token, name),)
    if name.how == "demonym":
        return (_demonym(token, name),)
    if name.city and _is_place(token):
        return (Referent(name.city, "City"),)
    short = reader.short_forms.get(name.name)
    if short is not None and name.how == "model":
        name = replace(name, name=short.name, kind=short.kind, owner=name.owner or short.owner)
    if name.how == "model" and name.kind in {"City", "Region"} and name.name in _COMPASS.values():
        return _compass(reader, token) or (Referent(name.name, name.kind),)
    owner = name.owner or _owner_of_body(reader, number, token, name)
    return (Referent(name.name, name.kind, owner),)


def _person(reader: _Reader, number: int, token: Token, name: Name) -> Referent:
    """The person with the full name, and the state or body that the words around it give."""
    full = name.name if " " in name.name else reader.people.get(name.name.lower(), name.name)
    owner = _owner_around(reader, number, token)
    if owner:
        reader.owners.setdefault(full, owner)
    person = Referent(full, "Person", reader.owners.get(full, ""))
    for title in [*children(token, "compound", "nmod"), *children(token, "appos"), *([token.head] if token.dep_ == "appos" else [])]:
        if reader.ontology.class_of_noun.get(title.lemma_.lower()) == "Person":
            reader.titles[title.lemma_.lower()] = person
    return person


def _demonym(token: Token, name: Name) -> Referent:
    """An adjective means the state that it is made from; as a noun of its own it means people of that state."""
    if token.dep_ in {"amod", "compound", "nmod", "poss"} or token.head.pos_ in {"NOUN", "PROPN"}:
        return Referent(name.name, name.kind)
    return Referent("", "Group", name.name)


def _is_place(token: Token) -> bool:
    """Whether a capital is meant as a city: after "in", or as the goal of a motion."""
    while token.dep_ in {"conj", "compound"}:
        token = token.head
    governor = token.head
    if token.dep_ == "pobj":
        return governor.lower_ in _PLACE_PREPOSITIONS or (governor.lower_ in {"to", "from", "for"} and governor.head.lemma_ in _MOTION)
    return token.dep_ == "npadvmod"


def _owner_around(reader: _Reader, number: int, token: Token) -> str:
    """The state that a title or an apposition names: "Japan's foreign minister …", "…, of South Korea's council"."""
    around = [token, *children(token, "compound", "nmod", "appos")]
    if token.dep_ == "pobj" and token.head.lower_ in {"including", "like"}:
        around.append(token.head.head)
    if token.dep_ == "appos":
        around += [token.head, *children(token.head, "compound", "nmod")]
    for noun in around:
        for owner in [*possessors(noun), *children(noun, "amod", "compound", "nmod"), *_after_of(noun)]:
            state = _state_of(reader, number, owner)
            if state:
                return state
    return ""


def _after_of(noun: Token) -> list[Token]:
    return [
        head
        for of in children(noun, "prep")
        if of.lower_ in {"of", "from", "at", "for"}
        for child in children(of, "pobj")
        for head in conjuncts(child)
    ]


def _state_of(reader: _Reader, number: int, token: Token) -> str:
    """The state that a word names, directly or as the owner of what it names."""
    name = names_by_token(reader.names[number]).get(token.i)
    if name is not None and name.kind in {"State", "InternationalOrganization"}:
        return name.name
    for referent in reader.found.get((number, token.i), ()):
        if referent.kind == "State":
            return referent.name
        if referent.owner:
            return referent.owner
    if name is not None and name.how == "model":
        return name.owner or _owner_of_body(reader, number, token, name)
    return ""


def _owner_of_body(reader: _Reader, number: int, token: Token, name: Name) -> str:
    """Whose council, court or ministry it is: by possessor, adjective, "in Seoul", or an earlier mention."""
    if not reader.ontology.is_a(name.kind, "Organization") or name.how not in {"model", "abbreviation"}:
        return ""
    head = reader.passages[number].doc[name.end - 1]
    while head.dep_ == "compound" or (name.start <= head.head.i < name.end and head.head != head):
        head = head.head
    nouns = [*possessors(head), *children(head, "amod", "compound"), *_after_of(head)]
    nouns += [pobj for prep in children(head, "prep") if prep.lower_ == "in" for pobj in children(prep, "pobj")]
    for noun in nouns:
        if not name.start <= noun.i < name.end:
            state = _state_of_name(reader, number, noun)
            if state:
                reader.bodies.setdefault(name.name, state)
                return state
    return reader.bodies.get(name.name, "")


def _state_of_name(reader: _Reader, number: int, token: Token) -> str:
    name = names_by_token(reader.names[number]).get(token.i)
    return name.name if name is not None and name.kind == "State" else ""


def _compass(reader: _Reader, token: Token) -> tuple[Referent, ...]:
    """ "the South" in an article about South Korea."""
    if any(child.lower_ == "the" for child in token.children):
        return reader.discourse.most_named(lambda r: r.kind == "State" and r.name.startswith(token.text + " "), 1)
    return ()


# ---------------------------------------------------------------- pronouns and descriptions


def _from_words(reader: _Reader, number: int, token: Token, sentence: int) -> tuple[Referent, ...]:
    word = token.lower_
    judged = _judged(reader, number, token)
    if judged:
        return judged
    if word in _PERSONAL:
        return reader.discourse.best(lambda s: s.referents[0].kind == "Person", sentence, _bound(token))
    if word in _NEUTER:
        return reader.discourse.best(lambda s: len(s.referents) == 1 and _is_thing(reader, s.referents[0]), sentence, _bound(token))
    if word in {"both", "two"} and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "poss"}:
        return _several(reader, number, token, 2)
    if word in _PLURAL:
        return reader.discourse.best(lambda s: _is_plural(reader, s), sentence, _bound(token))
    if token.pos_ in {"NOUN", "PROPN"}:
        return _description(reader, number, token, sentence)
    return ()


def _judged(reader: _Reader, number: int, token: Token) -> tuple[Referent, ...]:
    """ "criticized Seoul for its decision": a possessive after the object's "for" is the object's."""
    if token.lower_ not in {"its", "his", "her", "their"} or token.dep_ != "poss" or token.head.dep_ != "pobj":
        return ()
    preposition = token.head.head
    if preposition.lower_ not in {"for", "over"} or preposition.head.pos_ != "VERB":
        return ()
    personal = token.lower_ in _PERSONAL
    for object_ in children(preposition.head, "dobj"):
        found = reader.found.get((number, object_.i), ())
        if found and found[0].name and (found[0].kind == "Person") is personal:
            return found
    return ()


def _bound(token: Token) -> int:
    """The verb whose other arguments a pronoun can't mean: none for possessives and subjects."""
    return token.head.i if token.dep_ in {"dobj", "dative"} else -2


def _is_thing(reader: _Reader, referent: Referent) -> bool:
    return bool(referent.name) and not reader.ontology.is_a(referent.kind, "Person") and referent.kind != "Group"


def _is_plural(reader: _Reader, seen: Seen) -> bool:
    if len(seen.referents) > 1:
        return True
    return any(reader.ontology.is_a(r.kind, "Organization") or r.kind in {"State", "Group"} for r in seen.referents)


def _description(reader: _Reader, number: int, token: Token, sentence: int) -> tuple[Referent, ...]:
    """A common noun: by its apposition, its owner, what was named before, or just its class."""
    lemma = token.lemma_.lower()
    kind = reader.ontology.class_of_noun.get(token.lower_) or reader.ontology.class_of_noun.get(lemma, "")
    if token.tag_ == "NNS" and _is_definite(token) and (lemma in _STATE_LIKE or _is_pair(reader, token, kind)):
        several = _several(reader, number, token, 2, "State" if lemma in _STATE_LIKE else kind)
        if several:
            return several
    if kind == "State" and lemma not in reader.ontology.stand_ins and _is_definite(token) and token.tag_ != "NNS":
        return _nearest(reader, "State", sentence)
    named = _named_beside(reader, number, token)
    if named:
        return named
    owners = _owning_states(reader, number, token)
    owner = owners[0] if owners else ""
    if lemma in _ACTS:
        return _act(reader, token, owner)
    if len(owners) > 1 and kind == "Person":
        return tuple(Referent("", kind, each) for each in owners)
    if lemma in reader.ontology.stand_ins and kind in {"State", "GovernmentBody", ""} and owner:
        return (Referent(owner, "State"),)
    if not kind:
        return (_compass(reader, token) or ()) if token.text in _COMPASS.values() else ()
    if reader.ontology.is_a(kind, "Agreement"):
        return _agreement(reader, token, sentence) or (Referent("", kind, owner),)
    body = reader.ontology.gazetteer.generic_body(_noun_with_modifiers(token))
    if body is not None and owner:
        return (Referent(body.label, body.kind, owner),)
    if not owner and _is_definite(token) and token.tag_ != "NNS" and not children(token, "prep", "relcl"):
        earlier = _earlier(reader, token, kind, sentence)
        if earlier:
            return earlier
    return (Referent("", kind, owner),)


def _noun_with_modifiers(token: Token) -> str:
    """ "foreign ministry" from "the Japanese foreign ministry"."""
    start = token.i
    while start > 0 and token.doc[start - 1].dep_ in {"compound", "amod"} and token.doc[start - 1].head.i <= token.i:
        if token.doc[start - 1].ent_type_ in {"NORP", "GPE"}:
            break
        start -= 1
    return token.doc[start : token.i + 1].text


def _is_definite(token: Token) -> bool:
    return any(c.lower_ in _DEFINITE or c.lower_ in {"two", "both"} for c in children(token, "det", "poss", "nummod", "predet"))


def _is_pair(reader: _Reader, token: Token, kind: str) -> bool:
    """ "both companies", "the two parties"."""
    two = any(child.lower_ in {"two", "both"} for child in token.children)
    return two and reader.ontology.is_a(kind, "Organization")


def _several(reader: _Reader, number: int, token: Token, count: int, kind: str = "State") -> tuple[Referent, ...]:
    """ "the two countries": the states named most, without the subject of the sentence and the owner ("US allies")."""
    owners = _standing_for(reader, number, [*possessors(token), *children(token, "amod", "compound")])
    verb = token.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    subjects = [] if token.dep_ in {"nsubj", "nsubjpass"} else [s for s in children(verb, "nsubj") if s.i < token.i]
    speaker = reader.speakers[number].get(token.i)
    if speaker is not None:
        said_by = _standing_for(reader, number, [speaker])
        owners |= said_by | {Referent(r.owner, "State") for r in said_by if r.owner}
    for outside in (owners | _standing_for(reader, number, subjects), owners):
        known = reader.discourse.counts.keys() - outside
        found = reader.discourse.most_named(lambda r, k=known: r in k and reader.ontology.is_a(r.kind, kind), count)  # type: ignore[misc]
        if len(found) == count:
            return found
    return ()


def _standing_for(reader: _Reader, number: int, tokens: Iterable[Token]) -> set[Referent]:
    return {referent for token in tokens for referent in reader.found.get((number, token.i), ())}


def _nearest(reader: _Reader, kind: str, sentence: int) -> tuple[Referent, ...]:
    return reader.discourse.best(lambda s: len(s.referents) == 1 and s.referents[0].kind == kind, sentence)


def _named_beside(reader: _Reader, number: int, token: Token) -> tuple[Referent, ...]:
    """ "his counterpart Kang Kyung-wha", "the minister, Taro Kono": the person whose name stands in apposition."""
    by_token = names_by_token(reader.names[number])
    for apposition in children(token, "appos"):
        name = by_token.get(apposition.i)
        if name is not None and name.kind == "Person" and reader.ontology.class_of_noun.get(token.lemma_.lower()) == "Person":
            return (_person(reader, number, apposition, name),)
    return ()


def _act(reader: _Reader, token: Token, owner: str) -> tuple[Referent, ...]:
    """ "Seoul's decision", and later "the move": whose act is spoken of."""
    if owner:
        reader.acts.append(owner)
    elif not (_is_definite(token) and reader.acts):
        return ()
    return (Referent("", "Thing", owner or reader.acts[-1]),)


def _owning_states(reader: _Reader, number: int, token: Token) -> tuple[str, ...]:
    """The states before or after a noun: "Japanese officials", "officials of both countries", "officials in Tokyo"."""
    before = [*possessors(token), *children(token, "amod", "compound", "nmod"), *_after_of(token)]
    if token.lemma_.lower() in {"authority", "government", "official"}:
        before += [pobj for prep in children(token, "prep") if prep.lower_ == "in" for pobj in children(prep, "pobj")]
    several = [r.name for owner in before for r in reader.found.get((number, owner.i), ()) if r.kind == "State"]
    found = [state for owner in before if (state := _state_of(reader, number, owner))]
    return tuple(dict.fromkeys([*several, *found]))


def _agreement(reader: _Reader, token: Token, sentence: int) -> tuple[Referent, ...]:
    """Which named agreement "the pact" is: the only one of the article, or the nearest before; none where words set it apart."""
    modifiers = [*children(token, "amod", "nummod", "compound", "det"), *_after_of(token)]
    if token.tag_ == "NNS" or any(m.lower_ in _OTHERS or m.like_num for m in modifiers):
        return ()
    if any(m.lower_ in {"a", "an"} for m in modifiers) and any(known.name in reader.spelt_out for known in reader.agreements):
        return ()
    if len(reader.agreements) == 1:
        return reader.agreements
    return _nearest(reader, "Agreement", sentence) if _is_definite(token) else ()


def _earlier(reader: _Reader, token: Token, kind: str, sentence: int) -> tuple[Referent, ...]:
    """ "the company", "the minister": the nearest that was named of that class, and for people of that title."""
    if reader.ontology.is_a(kind, "Person"):
        person = reader.titles.get(token.lemma_.lower())
        return (person,) if person is not None else ()
    if not reader.ontology.is_a(kind, "Organization"):
        return ()
    fits = (kind, "Organization") if kind != "Organization" else ("Organization",)
    return reader.discourse.best(
        lambda s: len(s.referents) == 1 and bool(s.referents[0].name) and s.referents[0].kind in fits, sentence
    )


# ---------------------------------------------------------------- first person


def _speaking(reader: _Reader, number: int, token: Token) -> tuple[Referent, ...]:
    """ "I" is the speaker, "we" the speaker's side."""
    speaker = reader.speakers[number].get(token.i) or speaker_of(token)
    if speaker is None:
        return ()
    found = reader.found.get((number, speaker.i), ())
    if token.lower_ in {"i", "me", "my"} or not found:
        return found
    side = reader.owners.get(found[0].name, "") or found[0].owner
    return (Referent(side, "State"),) if side and found[0].kind in {"Person", "Group"} else found


def _spread_our_nouns(reader: _Reader) -> None:
    """ "our government", "our country": the speaker's state."""
    for (number, at), found in list(reader.found.items()):
        token = reader.passages[number].doc[at]
        head = token.head
        if token.lower_ == "our" and token.dep_ == "poss" and found and found[0].kind == "State":
            if head.lemma_.lower() in reader.ontology.stand_ins | _STATE_LIKE:
                reader.found[number, head.i] = found
