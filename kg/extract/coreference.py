"""Who is who in one article: every noun phrase → what it stands for.

Names are completed (surnames, abbreviations), pronouns and definite descriptions resolved ("the two countries", "the
pact"), names of capitals read as their state where they act. Nothing is resolved across classes: better unnamed than
wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.article_reading import ArticleReading
from kg.extract.described import STATE_LIKE, resolve_noun
from kg.extract.discourse import UNNAMED, Referent, Seen, distinct
from kg.extract.gender import gender_of
from kg.extract.grammar import children, conjuncts
from kg.extract.name_kinds import find_names
from kg.extract.named import resolve_name
from kg.extract.names import Name, introduced_abbreviations, names_by_token, surname_of
from kg.extract.parsing import Passage
from kg.extract.pronouns import PRONOUNS, resolve_pronoun
from kg.extract.quotations import Quoted, find_quoted, said_by
from kg.extract.several import count_companions
from kg.extract.words import Token, TokenSpan
from kg.ontology import Ontology

__all__ = ["Referents", "resolve_article"]

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "X"})
_FIRST = frozenset("i me my we us our ours".split())
_INSIDE_PHRASE = frozenset({"pobj", "prep", "poss", "amod", "compound", "nmod", "conj"})


@dataclass(frozen=True, slots=True, eq=False)
class Referents:
    """What each phrase of an article stands for, by passage and token of its head."""

    found: Mapping[tuple[int, int], tuple[Referent, ...]]
    names: tuple[tuple[Name, ...], ...]
    names_at: tuple[Mapping[int, Name], ...]
    quoted: tuple[Mapping[int, Quoted], ...]
    passages: tuple[Passage, ...]

    def of(self, passage: int, token: Token) -> tuple[Referent, ...]:
        """What the phrase with this head stands for; one unnamed thing where nothing is known."""
        return self.found.get((passage, token.i), (UNNAMED,))


def resolve_article(passages: Sequence[Passage], ontology: Ontology) -> Referents:
    """Reads an article from its first phrase to its last, and then once more what is said in the first person."""
    names = find_names([passage.doc for passage in passages], ontology)
    names_at = tuple(names_by_token(found) for found in names)
    reading = ArticleReading(
        ontology,
        passages,
        names_at,
        find_quoted(passages),
        introduced_abbreviations((p.doc, n) for p, n in zip(passages, names, strict=True)),
        _full_names(names),
        _agreements(names),
        frozenset(name.name for passage in names for name in passage if name.kind == "State"),
        count_companions(_names_of_sentences(passages, names)),
        _words_for_agreements(passages, ontology),
    )
    first_person: list[tuple[int, Token]] = []
    sentence = 0
    for passage in passages:
        by_token = names_at[passage.number]
        for sent in passage.doc.sents:
            sentence += 1
            for token in _inside_out(sent):
                if token.lower_ in _FIRST and token.i not in by_token:
                    first_person.append((passage.number, token))
                elif token.pos_ in _NOMINAL or token.i in by_token or token.lower_ in PRONOUNS:
                    _read_token(reading, passage.number, token, by_token.get(token.i), sentence)
    for number, token in first_person:
        if speaking := _speaking(reading, number, token):
            reading.found[number, token.i] = speaking
    _spread_our_nouns(reading)
    return Referents(reading.found, tuple(names), names_at, tuple(reading.quoted), tuple(passages))


def _inside_out(sentence: TokenSpan) -> list[Token]:
    """The tokens phrase by phrase, what a phrase is made of first: "both countries", then "ministers of"."""

    def key(token: Token) -> tuple[int, int, int]:
        top, depth = token, 0
        while top.dep_ in _INSIDE_PHRASE and top.head != top and top.head.pos_ not in {"VERB", "AUX"}:
            top, depth = top.head, depth + (top.dep_ != "conj")
        return top.i, -depth, token.i

    return sorted(sentence, key=key)


def _full_names(names: Iterable[Iterable[Name]]) -> dict[str, str]:
    """Surname and first word of each person's name → the full name that stands first in the article."""
    found: dict[str, str] = {}
    for name in (n for passage in names for n in passage if n.kind == "Person"):
        words = name.name.split()
        if len(words) > 1:
            for word in (surname_of(words), words[0]):
                found.setdefault(word.lower(), name.name)
    return found


def _agreements(names: Iterable[Iterable[Name]]) -> tuple[Referent, ...]:
    """The agreements that the article names anywhere."""
    return distinct(Referent(n.name, n.kind) for passage in names for n in passage if n.kind == "Agreement")


def _names_of_sentences(passages: Sequence[Passage], names: Sequence[Sequence[Name]]) -> Iterator[list[Name]]:
    """The names of each sentence."""
    for passage, found in zip(passages, names, strict=True):
        for sentence in passage.doc.sents:
            yield [name for name in found if sentence.start <= name.start < sentence.end]


def _words_for_agreements(passages: Sequence[Passage], ontology: Ontology) -> frozenset[str]:
    """As in "the intelligence pact": the words by which agreements that are known are described anywhere."""
    nouns = [t for p in passages for t in p.doc if ontology.class_of_noun.get(t.lemma_.lower()) == "Agreement"]
    definite = [noun for noun in nouns if any(mark.lower_ == "the" for mark in children(noun, "det"))]
    return frozenset(w.lower_ for noun in definite for w in noun.doc[noun.left_edge.i : noun.i] if w.dep_ != "det")


def _read_token(reading: ArticleReading, number: int, token: Token, name: Name | None, sentence: int) -> None:
    """Resolves one phrase head and takes note of it."""
    if name:
        found = resolve_name(reading, number, token, name)
    else:
        found = resolve_pronoun(reading, number, token, sentence)
        if not found and token.pos_ in {"NOUN", "PROPN"}:
            found = resolve_noun(reading, number, token, sentence)
    if found:
        reading.found[number, token.i] = found
        if reading.ontology.is_a(found[0].kind, "Concept"):
            return
        if name is None or token.i == name.end - 1 or token.head.i >= name.end or token.head.i < name.start:
            gender = gender_of(reading, token, found[0])
            several = token.tag_ in {"NNS", "NNPS"} and not found[0].name
            reading.discourse.add(Seen(found, sentence, token.i, token.dep_, _clause(token), gender, several))
            first, joined = _together(reading, number, token)
            if joined:
                reading.discourse.note(Seen(joined, sentence, token.i, first.dep_, _clause(first)))


def _together(reading: ArticleReading, number: int, token: Token) -> tuple[Token, tuple[Referent, ...]]:
    """As in "Oslo and Rome", at its last word: the first word, and what all of them stand for; () for less than two."""
    first = token
    while first.dep_ == "conj":
        first = first.head
    joined = conjuncts(first)
    if token != joined[-1] or len(joined) == 1:
        return token, ()
    found = distinct(r for one in joined for r in reading.found.get((number, one.i), ()))
    return first, found if len(found) >= len(joined) else ()


def _clause(token: Token) -> int:
    """The verb that the phrase hangs on directly, -1 for a modifier of another phrase."""
    while token.dep_ == "conj":
        token = token.head
    return token.head.i if token.dep_ in {"nsubj", "nsubjpass", "dobj", "dative", "agent"} else -1


# ---------------------------------------------------------------- first person


def _speaking(reading: ArticleReading, number: int, token: Token) -> tuple[Referent, ...]:
    """As in "I" is the speaker, "we" the speaker's side: a body, else a state, else people without a name."""
    said = reading.quoted[number].get(token.i) or said_by(reading.quoted, number, token)
    if said is None:
        return ()
    found = reading.found.get((said.passage, said.speaker.i), ())
    if token.lower_ in {"i", "me", "my"} or not found or found[0].kind not in {"Person", "Group"}:
        return found
    state = reading.owners.get(found[0].name, "") or found[0].owner
    body = reading.bodies_of.get(found[0].name)
    if body is not None and not (state and reading.ontology.is_a(body.kind, "GovernmentBody")):
        return (body,)
    return (Referent(state, "State"),) if state else (Referent("", "Group"),)


def _spread_our_nouns(reading: ArticleReading) -> None:
    """As in "our government", "our country": the speaker's state."""
    for (number, at), found in list(reading.found.items()):
        token = reading.passages[number].doc[at]
        head = token.head
        states = token.lower_ == "our" and token.dep_ == "poss" and bool(found) and found[0].kind == "State"
        if states and head.lemma_.lower() in reading.ontology.stand_ins | STATE_LIKE:
            reading.found[number, head.i] = found
