"""What the ontology does not name yet: verbs that often relate two names, as a draft of relations to fill in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.extract.clauses import Predication
from kg.extract.ends import End, Reading, ends_of
from kg.extract.grammar import children, lemma_of
from kg.extract.relations import predications_of, states_a_relation
from kg.extract.words import Token
from kg.ontology import Ontology
from kg.ontology.patterns import PatternKind

__all__ = ["Suggestion", "draft", "suggest_relations"]

_SHARE = 0.8
"""So many of the ends must be of a class that it is proposed as domain or range."""
_EMPTY = frozenset("be do have say tell".split())
"""Verbs that relate nothing by themselves, or only say who speaks."""
_EXAMPLES = 3
_LONGEST_EXAMPLE = 200
_Words = tuple[str, tuple[str, ...]]
"""A verb with its particles, and the function words that lead to its object."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words that relate named things and that no relation covers.

    `pattern` is a pattern of the ontology's language, `times` in how many places the words stand, in `articles` many
    articles; `examples` are marked sentences of at most 200 code points, the shortest first.
    """

    pattern: str
    name: str
    label: str
    domain: str
    range: str
    times: int
    articles: int
    examples: tuple[str, ...]


@dataclass(slots=True)
class _Seen:
    """Where the same words have been seen."""

    subjects: Counter[str] = field(default_factory=Counter)
    objects: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)
    examples: list[str] = field(default_factory=list)


def suggest_relations(readings: Iterable[Reading], ontology: Ontology) -> list[Suggestion]:
    """The words that most often relate two names without a relation of the ontology, the most frequent first."""
    seen: dict[_Words, _Seen] = {}
    for reading in readings:
        for words, subject, object_, trigger in _unnamed(reading):
            found = seen.setdefault(words, _Seen())
            found.subjects[subject.referent.kind] += 1
            found.objects[object_.referent.kind] += 1
            found.articles.add(reading.article.id)
            found.examples.extend(_example(reading, subject, trigger, object_))
    ordered = sorted(seen.items(), key=lambda row: (-row[1].subjects.total(), row[0]))
    return [_suggestion(words, found, ontology) for words, found in ordered]


def _unnamed(reading: Reading) -> Iterator[tuple[_Words, End, End, Token]]:
    """Verbs between two names that state no relation of the ontology, and the words that lead from one to the other."""
    for sentence in reading.passage.sentences():
        for predication, patterns in predications_of(reading, sentence):
            verb = predication.kind is PatternKind.VERB and lemma_of(predication.head) not in _EMPTY
            if verb and not states_a_relation(reading, predication, patterns):
                head = " ".join([lemma_of(predication.head), *(p.lower_ for p in children(predication.head, "prt"))])
                for path, subject, object_ in _pairs(reading, predication):
                    yield (head, path), subject, object_, predication.head


def _pairs(reading: Reading, predication: Predication) -> Iterator[tuple[tuple[str, ...], End, End]]:
    """Every named subject with every other named thing, and the function words before that."""
    for subject in _named(reading, predication.subjects):
        for path, token in _objects(predication):
            for object_ in _named(reading, [token]):
                if object_.referent != subject.referent:
                    yield path, subject, object_


def _objects(predication: Predication) -> list[tuple[tuple[str, ...], Token]]:
    direct: list[tuple[tuple[str, ...], Token]] = [((), token) for token in predication.objects]
    return direct or [(c.path, c.head) for c in predication.complements if c.path != ("by",)]


def _named(reading: Reading, tokens: Sequence[Token]) -> list[End]:
    return [end for end in ends_of(reading, tokens) if end.referent.name]


def _example(reading: Reading, subject: End, trigger: Token, object_: End) -> Iterator[str]:
    """The sentence with its marks, where it is short and every mark can stand in it."""
    marks = sorted((*_place(reading, token), mark) for token, mark in _marked(subject, trigger, object_))
    text = reading.passage.doc.text
    start, end = trigger.sent[0].idx, trigger.sent[-1].idx + len(trigger.sent[-1])
    apart = all(one[1] <= other[0] for one, other in pairwise(marks))
    if not apart or end - start > _LONGEST_EXAMPLE or marks[0][0] < start or marks[-1][1] > end:
        return
    for first, last, mark in reversed(marks):
        text = f"{text[:first]}<{mark}>{text[first:last]}</{mark}>{text[last:]}"
        end += len(f"<{mark}></{mark}>")
    yield text[start:end].strip()


def _marked(subject: End, trigger: Token, object_: End) -> list[tuple[Token, str]]:
    return [(subject.token, "s"), (trigger, "t"), (object_.token, "o")]


def _place(reading: Reading, token: Token) -> tuple[int, int]:
    """First code point of a word or of the name that it belongs to, and the one after the last."""
    name = reading.referents.names_at[reading.passage.number].get(token.i)
    first, last = (token, token) if name is None else (token.doc[name.start], token.doc[name.end - 1])
    return first.idx, last.idx + len(last)


# ---------------------------------------------------------------- from what was seen to a relation


def _suggestion(words: _Words, seen: _Seen, ontology: Ontology) -> Suggestion:
    head, path = words
    label = " ".join([_third_person(head), *path])
    range_ = _class_of_most(seen.objects, ontology)
    name = _camel_case(label)
    if name in ontology.relations:
        name += range_
    examples = sorted(dict.fromkeys(seen.examples), key=len)[:_EXAMPLES]
    return Suggestion(
        " ".join([head, *path]),
        name,
        label,
        _class_of_most(seen.subjects, ontology),
        range_,
        seen.subjects.total(),
        len(seen.articles),
        tuple(examples),
    )


def _third_person(head: str) -> str:
    """As in "buy" → "buys", "carry out" → "carries out"."""
    verb, _, rest = head.partition(" ")
    if re.search(r"[^aeiou]y$", verb):
        verb = verb[:-1] + "ies"
    else:
        verb += "es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s"
    return f"{verb} {rest}".strip()


def _camel_case(label: str) -> str:
    found: list[str] = re.findall(r"[A-Za-z0-9]+", label)
    first, *rest = found or ["relates"]
    return first.lower() + "".join(word.capitalize() for word in rest)


def _class_of_most(kinds: Counter[str], ontology: Ontology) -> str:
    """The deepest class to which nearly all of the things belong."""
    needed = _SHARE * kinds.total()
    fitting = [
        name
        for name in ontology.classes
        if sum(count for kind, count in kinds.items() if ontology.is_a(kind, name)) >= needed
    ]
    return max(sorted(fitting), key=ontology.depth, default="Entity")


# ---------------------------------------------------------------- Turtle


_PROLOGUE = """\
# A draft of relations, from words that often stand between two names. Keep what is one relation, rename it, say in a
# sentence what it means, join rows that mean the same, delete the rest. Then: kg ontology check FILE
@prefix kg: <https://w3id.org/dateline/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def draft(suggestions: Iterable[Suggestion]) -> str:
    """The suggestions as a Turtle file of an ontology's author."""
    return "\n".join([_PROLOGUE, *(_block(suggestion) for suggestion in suggestions)])


def _block(found: Suggestion) -> str:
    examples = " ,\n        ".join(_quoted(example) for example in found.examples)
    lines = [
        f"# {found.times} times in {found.articles} articles",
        f"kg:{found.name} a owl:ObjectProperty ;",
        f'    rdfs:label "{found.label}"@en ;',
        '    skos:definition "TO DO: what the subject does to the object."@en ;',
        f"    rdfs:domain kg:{found.domain} ; rdfs:range kg:{found.range} ;",
        "    # kg:plover kg:… ;",
        f'    kg:verb "{found.pattern}"' + (" ;" if examples else " ."),
    ]
    return "\n".join([*lines, *([f"    kg:example {examples} ."] if examples else []), ""])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ").replace("\r", " ")
    return f'"{escaped}"'
