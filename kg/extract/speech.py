"""Who says so, by the grammar of one sentence: reported speech, "according to", nouns of saying.

What stands between quotation marks is `kg.extract.quotations`'s business.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.grammar import children, complements, conjuncts, is_infinitive, lemma_of, possessors
from kg.extract.speech_words import (
    ACCUSING,
    ANNOUNCING,
    CLAIMS,
    CONVINCED,
    DOCUMENTS,
    REPORTING,
    SAID_OF_ONESELF,
    SAYING,
    SHOWING,
    SOURCES,
    TALKING,
    VIEWS,
)
from kg.extract.subjects import subjects_of
from kg.extract.words import Token

__all__ = ["REPORTING", "sayers_of", "speaker_of"]

_NOMINAL = frozenset({"pobj", "prep", "conj", "compound", "amod", "nmod", "poss", "appos", "dobj", "pcomp"})
"""The arcs inside a noun phrase: what an announced plan is made of is announced as well."""
_GIVEN_BY = frozenset({("by",), ("from",), ("of",)})
_DISBELIEVING = frozenset({"deny", "dismiss", "dispute", "refute", "reject"})
"""Whoever does this to a claim says that it is not so, which is then their word."""


def speaker_of(token: Token) -> Token | None:
    """Who says the clause that a token stands in: the nearest one, as in "A said that B claimed that …" for B."""
    here, within_phrase = token, True
    for _ in range(len(token.doc)):
        found = _source_beside(here) or _parenthetical(here)
        governor = here.head
        if found is None and governor != here:
            found = next(iter(_sayers(here, governor, as_noun=within_phrase)), None)
        if found is not None or governor == here:
            return found
        within_phrase = within_phrase and (here.dep_ in _NOMINAL or (here.dep_ == "acl" and is_infinitive(here)))
        here = governor
    return None


def sayers_of(verb: Token) -> list[Token]:
    """Who says what a verb of saying reports; for a document whoever gave it out: "the ministry's letter said"."""
    return [_behind(subject) for subject in _inverted(verb) or subjects_of(verb)[0]]


def _inverted(verb: Token) -> list[Token]:
    """As in "Japan, said Kim, left", where the parser makes both the subject of "said"."""
    after = [subject for subject in children(verb, "nsubj") if subject.i > verb.i]
    return [head for subject in after for head in conjuncts(subject)]


def _behind(source: Token) -> Token:
    """As in "a report by Kyodo found": whose words a document holds, the source itself where nobody is named."""
    if lemma_of(source) not in DOCUMENTS:
        return source
    owners = _owners(source) or _uttering(source)
    return owners[0] if owners else source


def _owners(noun: Token) -> list[Token]:
    """As in "Kim's claim", "a statement from the ministry", "the Japanese announcement"."""
    after = [c.head for c in complements(noun) if c.path in _GIVEN_BY and c.head.ent_type_ not in {"DATE", "TIME"}]
    named = [c for c in children(noun, "amod", "compound", "nmod") if c.ent_type_ in {"NORP", "GPE", "ORG", "PERSON"}]
    by = [c.head for c in complements(noun) if c.path != ("of",) and c.head in after]
    return possessors(noun) or by or named or ([] if lemma_of(noun) in CLAIMS else after)


# ---------------------------------------------------------------- the word above


def _sayers(here: Token, governor: Token, *, as_noun: bool) -> list[Token]:
    """Who says the clause or noun by the word that governs it, nobody where that is no word of saying."""
    match here.dep_:
        case "ccomp" if not any(mark.lower_ in {"if", "whether"} for mark in children(here, "mark")):
            return _of_content(governor)
        case "xcomp":
            return sayers_of(governor) if lemma_of(governor) in SAID_OF_ONESELF else _agents(governor)
        case "acl" | "relcl" if _is_content(here):
            return _of_noun(governor)
        case "dobj" | "nsubjpass" if as_noun and here.pos_ == "NOUN":
            return sayers_of(governor) if _announces(governor, here) else []
        case "pobj" | "pcomp" if as_noun:
            return _after_preposition(here, governor)
    return []


def _of_content(governor: Token) -> list[Token]:
    """As in "Kim said that", "Kim is certain that", "Kim's view is that"."""
    if governor.pos_ == "AUX" or governor.lemma_ == "be":
        told = [s for s in children(governor, "nsubj") if lemma_of(s) in CLAIMS]
        return [_behind(noun) for noun in told if _owners(noun)] or (
            sayers_of(governor) if _is_convinced(governor) else []
        )
    if governor.dep_ == "acomp" and {lemma_of(governor), governor.lower_} & CONVINCED:
        return sayers_of(governor.head)
    if governor.lower_ in CONVINCED:
        return children(governor, "nsubjpass")
    if lemma_of(governor) in SHOWING:
        return [source for source in sayers_of(governor) if _is_source(source)]
    return sayers_of(governor) if lemma_of(governor) in SAYING else []


def _is_source(shown_by: Token) -> bool:
    """As in "a study shows that", "Kim showed that"; an election shows, and nobody says so."""
    return shown_by.pos_ in {"PROPN", "PRON"} or lemma_of(shown_by) in DOCUMENTS


def _is_convinced(copula: Token) -> bool:
    return any(lemma_of(adjective) in CONVINCED for adjective in children(copula, "acomp"))


def _agents(verb: Token) -> list[Token]:
    """As in "was said by Kim to have left"."""
    return sayers_of(verb) if lemma_of(verb) in SAYING and children(verb, "agent") else []


def _is_content(clause: Token) -> bool:
    """Whether "that" only opens the clause: in a relative one it stands for the noun."""
    return any(mark.lower_ == "that" for mark in children(clause, "mark"))


def _of_noun(noun: Token) -> list[Token]:
    """As in "Kim's claim that Japan left", "reports that Japan left", "told a conference that Japan left"."""
    verb = _verb_above(noun)
    if lemma_of(noun) not in CLAIMS:  # the parser hangs the clause on the addressee, the day, the place
        return sayers_of(verb) if verb is not None and lemma_of(verb) in SAYING else []
    owners = _owners(noun)
    if not owners and noun.dep_ == "dobj" and lemma_of(noun.head) in _DISBELIEVING:
        owners = sayers_of(noun.head)
    known = noun.tag_ == "NN" and any(det.lower_ in {"the", "this", "that"} for det in children(noun, "det"))
    source = lemma_of(noun) in SOURCES and not known  # who made "the announcement" was named before
    return owners or _uttering(noun) or ([noun] if source else [])


def _uttering(noun: Token) -> list[Token]:
    """As in "issued a statement", "said in a statement": who makes it by the verb."""
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ == "in":
        verb = verb.head
    elif noun.dep_ != "dobj":
        return []
    return sayers_of(verb) if lemma_of(verb) in _UTTERING and noun not in subjects_of(verb)[0] else []


_UTTERING = SAYING | frozenset({"express", "give", "issue", "make", "publish", "release", "send", "voice"})
"""Whoever does this to a claim makes it: "*issued* a warning that Japan would leave"."""


def _verb_above(noun: Token) -> Token | None:
    """The verb that the noun phrase belongs to."""
    while noun.dep_ in {"pobj", "prep", "conj", "npadvmod", "appos", "dative", "dobj"} and noun.head != noun:
        noun = noun.head
    return noun if noun.pos_ in {"VERB", "AUX"} else None


def _announces(governor: Token, noun: Token) -> bool:
    """As in "announced a withdrawal"; "claimed the lives", "declared war" say nothing of what was said."""
    return lemma_of(governor) in ANNOUNCING and noun.ent_type_ not in {"DATE", "TIME"}


def _after_preposition(here: Token, preposition: Token) -> list[Token]:
    """As in "accused Japan of leaving", "warned of an attack", "the announcement of a withdrawal"."""
    above = preposition.head
    if preposition.lower_ == "of" and above.pos_ == "NOUN" and lemma_of(above) in CLAIMS:
        return [owner for owner in _owners(above) if owner != here]
    verb = above
    if preposition.lower_ == "of" and above.dep_ in {"dobj", "nsubjpass"} and lemma_of(above.head) in ACCUSING:
        verb = above.head
    if preposition.lower_ == "of" and lemma_of(verb) in ACCUSING:
        return sayers_of(verb)
    return sayers_of(verb) if (lemma_of(verb), preposition.lower_) in TALKING else []


# ---------------------------------------------------------------- beside the clause


def _source_beside(clause: Token) -> Token | None:
    """As in "according to Kim", "in Kim's view", "by Kim's account"."""
    for child in clause.children:
        if child.lower_ == "according":
            for to in children(child, "prep"):
                for source in children(to, "pobj"):
                    return _behind(source)
        if child.lower_ in {"in", "by"} and child.dep_ == "prep":
            for view in children(child, "pobj"):
                if view.lower_ in VIEWS and possessors(view):
                    return possessors(view)[0]
    return None


def _parenthetical(clause: Token) -> Token | None:
    """As in "The pact, Kim said, is over": the verb of saying hangs below what is said."""
    return next((sayer for child in _inserted(clause) for sayer in _own_subjects(child)), None)


def _inserted(clause: Token) -> Iterator[Token]:
    """The clauses of saying that stand inside or after another, with "as" or with nothing."""
    for child in children(clause, "parataxis", "dep", "advcl", "ccomp"):
        if child.pos_ != "VERB" or lemma_of(child) not in SAYING or is_infinitive(child):
            continue
        with_as = any(mark.lower_ == "as" for mark in children(child, "mark", "advmod"))
        if child.dep_ == "ccomp" and not _is_set_off(child, clause):
            continue
        if child.dep_ != "advcl" or with_as:
            yield child


def _is_set_off(inserted: Token, clause: Token) -> bool:
    """Whether marks stand on both sides: the parser takes "Kim said" in "Japan, Kim said, left" for content."""
    start, end = inserted.left_edge.i, inserted.right_edge.i
    before_clause = end < clause.i and start > clause.left_edge.i
    return before_clause and clause.doc[start - 1].is_punct and clause.doc[end].is_punct


def _own_subjects(verb: Token) -> list[Token]:
    return [_behind(subject) for subject in _inverted(verb) or children(verb, "nsubj")]
