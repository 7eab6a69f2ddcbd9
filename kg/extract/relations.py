"""Predications of one article → claims: the ontology's relation where words and types agree, else an open one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from kg.extract.clauses import Predication, find_clauses
from kg.extract.coreference import Referents
from kg.extract.dating import place_of, time_of
from kg.extract.discourse import Referent
from kg.extract.grammar import children, complements, conjuncts, phrase_bounds
from kg.extract.matching import Match, PatternIndex, match_pattern
from kg.extract.nominals import find_adjectives, find_nouns, find_roles, owners_of
from kg.extract.parsing import Passage
from kg.extract.speech import REPORTING, speaker_of
from kg.extract.stance import stance_of
from kg.model import Article, Claim, Evidence, Mention, Modality, Polarity, Span, TimeRef, Trigger
from kg.ontology import Ontology, Relation
from kg.ontology.patterns import PatternKind

__all__ = ["Reading", "read_sentence"]

_CONFIDENCE = {
    "active": 0.9,
    "passive": 0.9,
    "relative": 0.85,
    "control": 0.8,
    "conjunct": 0.8,
    "participle": 0.75,
    "gerund": 0.75,
    "nominal": 0.75,
    "light verb": 0.7,
    "title": 0.9,
    "apposition": 0.85,
    "copula": 0.85,
    "description": 0.6,
    "adjective": 0.75,
}
"""How sure a construction is; an open relation is as sure as its construction."""
_UNSURE = 0.5
_VERBAL = frozenset({"ACCUSE", "PROTEST", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
"""Categories of acts of speech: whoever criticizes somebody's decision criticizes them."""
_COPULAS = frozenset({"be"})


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One passage with everything that has been found in it."""

    article: Article
    passage: Passage
    referents: Referents
    ontology: Ontology
    index: PatternIndex
    times: Mapping[int, TimeRef]
    open_relations: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class _End:
    """One end of a claim: the head of its phrase, and one of the things that it stands for."""

    token: Token
    referent: Referent


@dataclass(frozen=True, slots=True, eq=False)
class _Typed:
    """A match whose ends have the right types, as pairs of subject and object."""

    match: Match
    relation: Relation
    pairs: tuple[tuple[_End, _End], ...]


def read_sentence(reading: Reading, sentence: TokenSpan) -> Iterator[Claim]:
    """The claims of one sentence, in the order of their triggers."""
    for predication in _predications(reading, sentence):
        matches = [
            m for p in reading.index.lookup(predication.kind, predication.head) if (m := match_pattern(p, predication))
        ]
        typed = [t for m in matches if (t := _type(reading, m)) is not None]
        chosen = [
            _choose([t for t in typed if bool(t.match.pattern.head_filler) is named], reading.ontology)
            for named in (False, True)
        ]
        claims = [
            _claim(reading, predication, pair, t.relation) for options in chosen for t in options for pair in t.pairs
        ]
        yield from claims
        if reading.open_relations and predication.kind is PatternKind.VERB and predication.head.lemma_ not in _COPULAS:
            yield from _open_claims(reading, predication, claims, _category(reading, matches))


def _predications(reading: Reading, sentence: TokenSpan) -> list[Predication]:
    names = reading.referents.names[reading.passage.number]
    inside = {i for name in names if name.kind != "Person" for i in range(name.start, name.end)}
    heads = {reading.passage.doc[name.end - 1] for name in names if sentence.start < name.end <= sentence.end}

    def known(kind: PatternKind) -> set[Token]:
        return {token for token in sentence if token.i not in inside and reading.index.lookup(kind, token)} | heads

    nouns, roles, adjectives = (known(kind) for kind in (PatternKind.NOUN, PatternKind.ROLE, PatternKind.ADJECTIVE))
    found = [
        *find_clauses(sentence),
        *find_nouns(sentence, nouns.__contains__),
        *find_roles(sentence, roles.__contains__),
        *find_adjectives(sentence, adjectives.__contains__),
    ]
    return sorted(found, key=lambda p: (p.head.i, p.kind))


# ---------------------------------------------------------------- types


def _ends(reading: Reading, tokens: Iterable[Token]) -> list[_End]:
    """What the phrases stand for; two tokens of one name are one phrase."""
    names = reading.referents.names_at[reading.passage.number]
    once = {names.get(token.i, token): token for token in reversed(list(tokens))}
    number = reading.passage.number
    return [
        _End(token, referent) for token in reversed(once.values()) for referent in reading.referents.of(number, token)
    ]


def _fit(reading: Reading, tokens: Iterable[Token], wanted: str, *, acting: bool, verbal: bool = False) -> list[_End]:
    """The ends whose class is the wanted one; with `verbal`, an act that isn't stands for whoever did it."""
    found = []
    for spelt in _ends(reading, tokens):
        end = _acting_state(reading, spelt) if acting else spelt
        if _has_type(reading.ontology, end.referent, wanted):
            found.append(end)
        elif verbal and (not reading.ontology.is_a(end.referent.kind, "Entity") or end.referent.kind == "Thing"):
            found.extend(_owners_that_fit(reading, end.token, wanted))
    return found


def _acting_state(reading: Reading, end: _End) -> _End:
    """The state for which somebody acts who has no name: "a Japanese official"; a named one acts in his own."""
    person = end.referent
    if person.kind != "Person" or person.name or not person.owner:
        return end
    stands = end.token.lemma_.lower() in reading.ontology.stand_ins
    return _End(end.token, Referent(person.owner, "State")) if stands else end


def _has_type(ontology: Ontology, referent: Referent, wanted: str) -> bool:
    """Whether a referent can stand where the ontology wants a class; nameless things of no class can't."""
    if referent.kind == "Thing" and not referent.name:
        return False
    return wanted in {"Entity", "Thing"} or ontology.is_a(referent.kind, wanted)


def _owners_that_fit(reading: Reading, token: Token, wanted: str) -> list[_End]:
    """As in "criticized Seoul's decision" criticizes Seoul."""
    if token.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return []
    wanted = wanted if reading.ontology.is_a(wanted, "Actor") else "Actor" if wanted in {"Entity", "Thing"} else ""
    by = [c.head for c in complements(token) if c.path in {("by",), ("of",)}]
    owners = [_End(token, end.referent) for end in _ends(reading, [*owners_of(token), *by])]
    if not owners:
        whose = [end.referent.owner for end in _ends(reading, [token]) if end.referent.owner]
        owners = [_End(token, Referent(owner, "State")) for owner in whose]
    return [end for end in owners if end.referent.name and _has_type(reading.ontology, end.referent, wanted)]


def _type(reading: Reading, match: Match) -> _Typed | None:
    """The match with its pairs of well-typed ends, None where there is none."""
    relation = reading.ontology.relations[match.pattern.relation]
    acting = match.pattern.kind is not PatternKind.ROLE
    subjects = _fit(reading, match.subjects, relation.domain, acting=acting)
    objects = _fit(
        reading, match.objects, relation.range, acting=acting and relation.symmetric, verbal=relation.plover in _VERBAL
    )
    pairs: list[tuple[_End, _End]] = []
    if relation.symmetric and match.pattern.kind is not PatternKind.ROLE:
        pairs = _both_ways(subjects, objects)
    elif subjects and objects:
        pairs = [(s, o) for s in subjects for o in objects]
    kept = tuple(pair for pair in pairs if _differ(*pair) and _is_worth(match, *pair))
    return _Typed(match, relation, kept) if kept else None


def _both_ways(subjects: list[_End], objects: list[_End]) -> list[tuple[_End, _End]]:
    """Pairs of a symmetric relation: across, or among those on one side ("the two met")."""
    if subjects and objects:
        return [(s, o) for s in subjects for o in objects]
    return list(combinations(subjects or objects, 2))


def _is_worth(match: Match, subject: _End, object_: _End) -> bool:
    """Whether it says something of anybody: a noun needs names at both ends ("the company's workers" tells nothing)."""
    of_a_noun = match.pattern.kind is PatternKind.ROLE or bool(match.pattern.head_filler)
    return not of_a_noun or bool(subject.referent.name and object_.referent.name)


def _differ(subject: _End, object_: _End) -> bool:
    """Whether the two ends are two: nothing stands in a relation to itself."""
    one, other = subject.referent, object_.referent
    if (one.name, one.kind) == (other.name, other.kind):
        return not one.name and subject.token != object_.token
    return True


def _choose(options: list[_Typed], ontology: Ontology) -> list[_Typed]:
    """For each object the match that asks for most, then the one with the narrowest types, then the first by name.

    A verb has one relation; a role may have several: "his Korean counterpart" is of Korea, and counterpart of somebody.
    """

    def rank(option: _Typed) -> tuple[int, int, str]:
        narrow = sum(ontology.depth(kind) for kind in (option.relation.domain, option.relation.range))
        return (-option.match.pattern.specificity, -narrow, option.relation.name)

    chosen: list[_Typed] = []
    for option in sorted(options, key=rank):
        of_role = option.match.pattern.kind is PatternKind.ROLE
        taken = {object_.token for other in chosen for _, object_ in other.pairs}
        if not chosen or (of_role and all(object_.token not in taken for _, object_ in option.pairs)):
            chosen.append(option)
    return chosen


def _category(reading: Reading, matches: list[Match]) -> str | None:
    """The PLOVER category on which the words agree even where types don't."""
    if not matches:
        return None
    best = max(match.pattern.specificity for match in matches)
    found = {reading.ontology.relations[m.pattern.relation].plover for m in matches if m.pattern.specificity == best}
    return found.pop() if len(found) == 1 else None


# ---------------------------------------------------------------- claims


def _open_claims(
    reading: Reading, predication: Predication, closed: list[Claim], plover: str | None
) -> Iterator[Claim]:
    """The verb with its who and whom, for every pair that no relation of the ontology covers."""
    subjects = _ends(reading, predication.subjects)
    objects = _ends(reading, _open_objects(predication))
    covered = {(c.subject and c.subject.span, c.object and c.object.span) for c in closed}
    nobody: list[_End | None] = [None]
    for subject, object_ in product(subjects or nobody, objects or nobody) if subjects or objects else ():
        claim = _claim(reading, predication, (subject, object_), None, plover)
        if (claim.subject and claim.subject.span, claim.object and claim.object.span) not in covered:
            yield claim


def _open_objects(predication: Predication) -> list[Token]:
    """Direct objects; without any, what is said, then what stands after prepositions but for times, then the clause."""
    if predication.objects:
        return list(predication.objects)
    content = [predication.content] if predication.content is not None else []
    if content and predication.head.lemma_ in REPORTING:
        return content
    after = [c.head for c in predication.complements if c.path != ("by",) and c.head.ent_type_ not in {"DATE", "TIME"}]
    return after or content


def _claim(
    reading: Reading,
    predication: Predication,
    pair: tuple[_End | None, _End | None],
    relation: Relation | None,
    plover: str | None = None,
) -> Claim:
    subject, object_ = pair
    polarity, modality = _stance(predication)
    sure = _CONFIDENCE.get(predication.rule, _UNSURE)
    return Claim(
        article=reading.article.id,
        subject=_mention(reading, subject) if subject else None,
        relation=relation.name if relation else None,
        plover=relation.plover if relation else plover,
        object=_mention(reading, object_) if object_ else None,
        trigger=_trigger(reading, predication),
        evidence=_evidence(reading, predication.head.sent),
        polarity=polarity,
        modality=modality,
        attributed_to=_speaker(reading, predication),
        time=time_of(predication, reading.times),
        place=_place(reading, predication, pair),
        rule=predication.rule or "clause",
        confidence=sure if modality is Modality.ACTUAL else round(sure - 0.1, 2),
    )


def _stance(predication: Predication) -> tuple[Polarity, Modality]:
    head = predication.head
    if predication.kind in {PatternKind.ROLE, PatternKind.ADJECTIVE}:
        if predication.rule in {"copula", "adjective"} and head.dep_ in {"attr", "acomp", "oprd"}:
            return stance_of(head.head)
        if predication.kind is PatternKind.ROLE:
            return Polarity.POSITIVE, Modality.ACTUAL
    return stance_of(head)


def _mention(reading: Reading, end: _End) -> Mention:
    token, referent = end.token, end.referent
    bounds = (token.left_edge.i, token.right_edge.i) if token.pos_ in {"VERB", "AUX"} else phrase_bounds(token)
    name = reading.referents.names_at[reading.passage.number].get(token.i)
    if name is not None:
        bounds = min(bounds[0], name.start), max(bounds[1], name.end - 1)
    start, last = _without_marks(reading.passage, *bounds)
    span = reading.passage.span_of(start, last + 1)
    return Mention(span, reading.article.text[span.start : span.end], referent.kind, referent.name, referent.owner)


def _without_marks(passage: Passage, start: int, last: int) -> tuple[int, int]:
    """The bounds without punctuation and possessive endings at the edges."""
    while start < last and (passage.doc[start].is_punct or passage.doc[start].is_space or passage.doc[start].is_quote):
        start += 1
    while last > start and (
        passage.doc[last].is_punct or passage.doc[last].is_space or passage.doc[last].tag_ == "POS"
    ):
        last -= 1
    return start, last


def _trigger(reading: Reading, predication: Predication) -> Trigger:
    head = predication.head
    span = reading.passage.span_of(head.i, head.i + 1)
    particle = [child.lower_ for child in children(head, "prt")]
    return Trigger(span, reading.article.text[span.start : span.end], " ".join([head.lemma_.lower(), *particle]))


def _evidence(reading: Reading, sentence: TokenSpan) -> Evidence:
    span = reading.passage.span_of(sentence.start, sentence.end)
    text = reading.article.text[span.start : span.end]
    lead = len(text) - len(text.lstrip())
    span = Span(span.start + lead, span.start + len(text.rstrip()))
    return Evidence(span, reading.article.text[span.start : span.end])


def _speaker(reading: Reading, predication: Predication) -> Mention | None:
    """Who says so, None for the article's own voice."""
    number = reading.passage.number
    token = reading.referents.speakers[number].get(predication.head.i) or speaker_of(predication.head)
    if token is None or token == predication.head or (token in predication.subjects and predication.rule == ""):
        return None
    ends = _ends(reading, conjuncts(token)[:1])
    return _mention(reading, ends[0]) if ends else None


def _place(reading: Reading, predication: Predication, pair: tuple[_End | None, _End | None]) -> Mention | None:
    taken = {end.token for end in pair if end is not None}

    def is_place(token: Token) -> bool:
        return token not in taken and any(
            end.referent.name and reading.ontology.is_a(end.referent.kind, "Place") for end in _ends(reading, [token])
        )

    token = place_of(predication, is_place)
    return _mention(reading, _ends(reading, [token])[0]) if token is not None else None
