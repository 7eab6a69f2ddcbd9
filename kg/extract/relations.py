"""Predications of one article → claims: the ontology's relation where words and types agree, else an open one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations

from kg.extract.categories import category_of, is_wanted
from kg.extract.claims import make_claim
from kg.extract.clauses import Predication, find_clauses
from kg.extract.discourse import Referent
from kg.extract.ends import End, Reading, ends_of, fit_ends
from kg.extract.grammar import children, conjuncts, lemma_of, possessors
from kg.extract.matching import Match, match_pattern, words_of
from kg.extract.names import Name
from kg.extract.nominals import LIGHT_VERBS, find_adjectives, find_nouns, find_roles
from kg.extract.open_claims import act_of, open_claims
from kg.extract.speech import REPORTING
from kg.extract.stance import stance_of
from kg.extract.subjects import subjects_of
from kg.extract.words import Token, TokenSpan
from kg.model import Claim, Modality, Polarity
from kg.ontology import Ontology, Relation
from kg.ontology.acts import ActKind
from kg.ontology.patterns import Pattern, PatternKind

__all__ = ["Typed", "choose", "predications_of", "read_sentence", "states_a_relation", "type_match"]

_VERBAL = frozenset({"ACCUSE", "PROTEST", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
"""Categories of acts of speech: whoever criticizes somebody's decision criticizes them."""
_SELF = frozenset({"he", "it", "she", "they", "we", "i"})
_OWN = frozenset({"his", "her", "its", "my", "our", "their"})
_SIDES = frozenset(
    "administration army company country force government group ministry nation party side union".split()
)
_TELLING = frozenset({"Agreement", "Crime"})
"""Names of these classes are made of words that tell something: "the pact between", "the murder of"."""
_NARROW = frozenset({"Award", "Competition", "Crime", "Disaster", "Disease"})
"""Classes that are known for sure or not at all: words that need one of them say nothing without it."""
_Statement = tuple[str, Referent, Referent, Token]


@dataclass(frozen=True, slots=True, eq=False)
class Typed:
    """A match whose ends have the right types, as pairs of subject and object."""

    match: Match
    relation: Relation
    pairs: tuple[tuple[End, End], ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Understood:
    """A predication, the relations that were chosen for it, and its category, also where the types fit none."""

    predication: Predication
    chosen: tuple[Typed, ...]
    category: str | None


def read_sentence(reading: Reading, sentence: TokenSpan) -> Iterator[Claim]:
    """The claims of one sentence, in the order of their triggers."""
    stated: set[_Statement] = set()
    telling: set[Token] = set()
    understood = [_understand(reading, *row) for row in predications_of(reading, sentence)]
    categories = {each.predication.head: each.category for each in understood if each.category}
    for each in understood:
        predication, head = each.predication, each.predication.head
        found = [(t, pair) for t in each.chosen for pair in t.pairs]
        if predication.rule == "light verb":
            found = [(t, pair) for t, pair in found if _statement(t, pair, head.head) not in stated]
        stated.update(_statement(t, pair, head) for t, pair in found)
        yield from (_closed_claim(reading, predication, t, pair) for t, pair in found)
        if found:
            telling.add(head)
        if reading.open_relations and not (predication.kind is PatternKind.NOUN and {head, head.head} & telling):
            category = each.category or _category_within(reading, predication, categories)
            told = {end.token for _, pair in found for end in pair}
            yield from open_claims(reading, predication, category, told)


def states_a_relation(reading: Reading, predication: Predication, patterns: Iterable[Pattern]) -> bool:
    """Whether the ontology names what a predication states."""
    return bool(_understand(reading, predication, patterns).chosen)


def _understand(reading: Reading, predication: Predication, patterns: Iterable[Pattern]) -> _Understood:
    """What the ontology makes of a predication: the relations that it states, and its category."""
    matches = [m for p in patterns if (m := match_pattern(p, predication))]
    typed = [t for m in matches if (t := type_match(reading, m)) is not None]
    chosen = choose(typed, reading.ontology)
    acts = [option for option in chosen if not option.match.pattern.moves_subject]
    category = acts[0].relation.plover if acts else _category(reading, matches)
    return _Understood(predication, tuple(chosen), category)


def _category_within(reading: Reading, predication: Predication, categories: Mapping[Token, str]) -> str | None:
    """As in "led an attack", "said it would sign", "said Rome must leave": the category of what a verb carries."""
    head = predication.head
    carried = [categories[object_] for object_ in predication.objects if object_ in categories]
    if carried and lemma_of(head) in LIGHT_VERBS:
        return carried[0]
    content = predication.content
    if content is None or lemma_of(head) not in REPORTING:
        return None
    if _speaks_of_itself(reading, predication, subjects_of(content)[0]):
        return category_of(categories.get(content), content, *stance_of(content))
    return "REQUEST" if is_wanted(content) else None


def _speaks_of_itself(reading: Reading, speech: Predication, doers: Sequence[Token]) -> bool:
    """As in "the army said it had left", "Oslo's minister said Norway would": whether the speaker's side does it."""
    speakers = [end.referent for end in ends_of(reading, speech.subjects)]
    sides = {(who.name, who.kind) for who in speakers} | {(who.owner, "State") for who in speakers if who.owner}
    if any(who.name and (who.name, who.kind) in sides for who in (end.referent for end in ends_of(reading, doers))):
        return True
    return any(_is_own_side(token) or _is_unnamed_pronoun(reading, token) for token in doers)


def _is_own_side(doer: Token) -> bool:
    """As in "the minister said his country would sign"."""
    return lemma_of(doer) in _SIDES and any(owner.lower_ in _OWN for owner in possessors(doer))


def _is_unnamed_pronoun(reading: Reading, doer: Token) -> bool:
    """As in "the rebels said they would leave", where nobody has a name."""
    return doer.lower_ in _SELF and not any(end.referent.name for end in ends_of(reading, [doer]))


def _closed_claim(reading: Reading, predication: Predication, typed: Typed, pair: tuple[End, End]) -> Claim:
    """The claim of a relation; a negation that its pattern asks for is none, and being a party has no day."""
    claim = make_claim(reading, predication, pair, typed.relation)
    if typed.match.pattern.negated:
        able = claim.modality is Modality.POSSIBLE
        claim = replace(claim, polarity=Polarity.POSITIVE, modality=Modality.ACTUAL if able else claim.modality)
    return replace(claim, time=None) if typed.match.pattern.head_filler else claim


def _statement(typed: Typed, pair: tuple[End, End], head: Token) -> _Statement:
    """What is stated by which word: a light verb and its noun state one thing once."""
    return typed.relation.name, pair[0].referent, pair[1].referent, head


def predications_of(reading: Reading, sentence: TokenSpan) -> list[tuple[Predication, tuple[Pattern, ...]]]:
    """What the sentence predicates, in the order of its words, each with the patterns that its head may begin.

    Words inside a name trigger nothing ("Union", "Coalition"), but a name may itself be an agreement's or a crime's, or
    hold a role.
    """
    names = [name for name in reading.referents.names[reading.passage.number] if _touches(sentence, name)]
    telling = {name.end - 1 for name in names if name.kind in _TELLING}
    inside = {i for name in names for i in range(name.start, name.end) if i not in telling}

    def triggers(kind: PatternKind, token: Token) -> bool:
        act = kind is PatternKind.NOUN and reading.open_relations and bool(act_of(reading, token))
        return token.i not in inside and (act or reading.index.knows(kind, token))

    is_a = reading.ontology.is_a
    bearers = {reading.passage.doc[n.end - 1] for n in names if is_a(n.kind, "Actor") and not is_a(n.kind, "Place")}
    found = [
        *find_clauses(sentence),
        *(_with_doer(reading, noun) for noun in find_nouns(sentence, partial(triggers, PatternKind.NOUN))),
        *find_roles(sentence, partial(triggers, PatternKind.ROLE)),
        *find_adjectives(sentence, partial(triggers, PatternKind.ADJECTIVE)),
    ]
    words = words_of(sentence)
    worded = [(p, reading.index.lookup(p.kind, p.head, words)) for p in found]
    named = [(p, reading.index.of_names()) for p in find_roles(sentence, bearers.__contains__)]
    return sorted([*worded, *named], key=lambda row: (row[0].head.i, row[0].kind))


def _with_doer(reading: Reading, noun: Predication) -> Predication:
    """As in "the visit *of the envoy* to Oslo": who stands after the "of" of such a noun does it, where nobody else."""
    if noun.subjects or act_of(reading, noun.head) is not ActKind.BY:
        return noun
    return replace(noun, subjects=tuple(c.head for c in noun.complements if c.path == ("of",)))


def _touches(sentence: TokenSpan, name: Name) -> bool:
    return sentence.start < name.end <= sentence.end


def type_match(reading: Reading, match: Match) -> Typed | None:
    """The match with its pairs of well-typed ends, None where there is none."""
    relation = reading.ontology.relations[match.pattern.relation]
    acting = match.pattern.kind is not PatternKind.ROLE
    pattern = match.pattern
    subjects = fit_ends(reading, match.subjects, relation.domain, acting=acting)
    given = match.objects if reading.ontology.is_a(relation.range, "Actor") else _without_recipients(match)
    objects = fit_ends(
        reading, given, relation.range, acting=acting and relation.symmetric, verbal=relation.plover in _VERBAL
    )
    subjects = _of_kinds(reading, match.subjects, subjects, pattern.subject_kinds)
    objects = _of_kinds(reading, given, objects, pattern.object_kinds)
    pairs: list[tuple[End, End]] = []
    if relation.symmetric and match.pattern.kind is not PatternKind.ROLE:
        pairs = _both_ways(match, subjects, objects)
    elif subjects and objects:
        pairs = [(s, o) for s in subjects for o in objects]
    if match.pattern.heads == ("*",):
        pairs = [(s, o) for s, o in pairs if _is_membership(s, o)]
    kept = tuple(pair for pair in pairs if _differ(*pair) and _is_worth(match, *pair))
    return Typed(match, relation, kept) if kept else None


def _of_kinds(reading: Reading, tokens: Sequence[Token], ends: list[End], kinds: tuple[str, ...]) -> list[End]:
    """The ends of one of the classes that a pattern asks for, crimes and diseases too; all where it asks for none."""
    is_a = reading.ontology.is_a
    concepts = [kind for kind in kinds if is_a(kind, "Concept") and not any(is_a(e.referent.kind, kind) for e in ends)]
    named = [end for kind in concepts for end in fit_ends(reading, tokens, kind, acting=False)]
    return [end for end in ends if not kinds or any(is_a(end.referent.kind, kind) for kind in kinds)] + named


def _without_recipients(match: Match) -> list[Token]:
    """The objects that can be things: "sold Rome two ships" sold ships."""
    direct = not any(slot.path for slot in match.pattern.slots if slot.filler == "o")
    return [o for o in match.objects if not (direct and o.dep_ == "dative" and children(o.head, "dobj"))]


def _both_ways(match: Match, subjects: list[End], objects: list[End]) -> list[tuple[End, End]]:
    """Pairs of a symmetric relation: across, or among those on one side where the other is empty ("the two met")."""
    if subjects and objects:
        return [(s, o) for s in subjects for o in objects]
    alone = subjects if not match.objects else objects if not match.subjects else []
    return [pair for pair in combinations(alone, 2) if _are_joined(*pair)]


def _are_joined(one: End, other: End) -> bool:
    """Whether two ends are of one phrase: "the two", "Oslo and Rome", not the parser's second subject."""
    return one.token == other.token or other.token in conjuncts(one.token)


def _is_membership(subject: End, object_: End) -> bool:
    """Whether a name of a name can be membership: nobody is of a person, and no word of a name is its owner."""
    inside = {"Person", "Group"}
    return object_.referent.kind not in inside and object_.token.dep_ != "compound" and subject.token != object_.token


def _is_worth(match: Match, subject: End, object_: End) -> bool:
    """Whether it says something of anybody: a noun needs names at both ends ("the company's workers" tells nothing)."""
    of_a_noun = match.pattern.kind is PatternKind.ROLE or bool(match.pattern.head_filler)
    return not of_a_noun or bool(subject.referent.name and object_.referent.name)


def _differ(subject: End, object_: End) -> bool:
    """Whether the two ends are two: nothing stands in a relation to itself."""
    one, other = subject.referent, object_.referent
    if (one.name, one.kind) == (other.name, other.kind):
        return not one.name and subject.token != object_.token
    return True


def choose(options: list[Typed], ontology: Ontology) -> list[Typed]:
    """The best of the patterns that relate the predicate's ends, and the best of those that its noun itself fills.

    And what a verb tells of its object: "the court convicted him of fraud" tells of him and the fraud as well.
    """
    of_the_noun = [option for option in options if option.match.pattern.head_filler]
    of_the_object = [option for option in options if option.match.pattern.moves_subject]
    between_ends = [option for option in options if option not in of_the_noun and option not in of_the_object]
    return [row for group in (between_ends, of_the_noun, of_the_object) for row in _best(group, ontology)]


def _best(options: list[Typed], ontology: Ontology) -> list[Typed]:
    """The match of an added relation, else the one that asks for most, has the narrowest types, is first by name.

    A verb has one relation, or one for its object and one for what follows a preposition, if that is named: "sold Opel
    to Peugeot". A role may have one for each object: "his Korean counterpart" is of Korea, and somebody's.
    """

    def rank(option: Typed) -> tuple[bool, int, int, str]:
        pattern, relation = option.match.pattern, option.relation
        ends = (pattern.subject_kinds or (relation.domain,), pattern.object_kinds or (relation.range,))
        narrow = sum(min(map(ontology.depth, kinds)) for kinds in ends)
        shipped = option.relation.name not in ontology.added
        return (shipped, -option.match.pattern.specificity, -narrow, option.relation.name)

    chosen: list[Typed] = []
    for option in sorted(options, key=rank):
        taken = {object_.token for other in chosen for _, object_ in other.pairs}
        free = tuple(pair for pair in option.pairs if pair[1].token not in taken)
        if option.match.pattern.kind is PatternKind.VERB and chosen:
            free = tuple(pair for pair in free if _stands_aside(option, chosen, pair))
        elif option.match.pattern.kind is not PatternKind.ROLE and chosen:
            free = ()
        if not chosen or free:
            chosen.append(replace(option, pairs=free))
    return chosen


def _stands_aside(option: Typed, chosen: list[Typed], pair: tuple[End, End]) -> bool:
    """Whether one of two relations of a verb is of its object and the other not; that one must name both its ends."""
    direct = option.match.pattern.uses_direct_object
    told = direct or all(end.referent.name for end in pair)
    return told and len(chosen) == 1 and direct != chosen[0].match.pattern.uses_direct_object


def _category(reading: Reading, matches: list[Match]) -> str | None:
    """The PLOVER category on which the words agree even where types don't: of the relation with the widest range.

    Words that ask for types say nothing without them, nor does a relation between classes of which no act tells.
    """
    untyped = [(m.pattern.specificity, relation) for m in matches if (relation := _whatever_types(reading, m))]
    if not untyped:
        return None
    best = max(specificity for specificity, _ in untyped)
    likely = [relation for specificity, relation in untyped if specificity == best]
    widest = min(reading.ontology.depth(relation.range) for relation in likely)
    found = Counter(relation.plover for relation in likely if reading.ontology.depth(relation.range) == widest)
    (category, votes), *others = found.most_common(2)
    return category if all(votes > other for _, other in others) else None


def _whatever_types(reading: Reading, match: Match) -> Relation | None:
    """The relation of a match that says something even where its types don't fit."""
    pattern, relation = match.pattern, reading.ontology.relations[match.pattern.relation]
    asks = bool(pattern.subject_kinds or pattern.object_kinds or pattern.moves_subject)
    narrow = {relation.domain, relation.range} & _NARROW
    return None if asks or narrow else relation
