"""The pattern language: what a string asks for, what it refuses, and which of two patterns asks for more."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ontology import Pattern, PatternKind, Slot, parse_pattern
from kg.ontology.patterns import PREPOSITIONS

VERB, NOUN, ADJECTIVE, ROLE = PatternKind.VERB, PatternKind.NOUN, PatternKind.ADJECTIVE, PatternKind.ROLE


def pattern(text: str, kind: PatternKind = VERB) -> Pattern:
    """The parsed pattern of some relation."""
    return parse_pattern(text, kind, "someRelation")


def slot(path: str, filler: str = "", words: str = "", *, within: bool = False) -> Slot:
    """A slot in short: `path` and `words` as the pattern language writes them."""
    return Slot(
        tuple(tuple(step.split("|")) for step in path.split()), tuple(words.split("|")) if words else (), filler, within
    )


@pytest.mark.parametrize(
    ("text", "kind", "heads", "slots"),
    [
        ("scrap", VERB, "scrap", [slot("", "o")]),
        ("scrap|axe", VERB, "scrap axe", [slot("", "o")]),
        ("pull out of", VERB, "pull", [slot("out of", "o")]),
        ("pull out of {o}", VERB, "pull", [slot("out of", "o")]),
        ("lash out at|against", VERB, "lash", [slot("out at|against", "o")]),
        ("accuse {o} of", VERB, "accuse", [slot("", "o")]),
        ("strip {o} of status|privilege", VERB, "strip", [slot("", "o"), slot("of", words="status|privilege")]),
        ("drop|remove {o} from list", VERB, "drop remove", [slot("", "o"), slot("from", words="list")]),
        (
            "summon ambassador|envoy of {o}",
            VERB,
            "summon",
            [slot("", words="ambassador|envoy"), slot("of", "o", within=True)],
        ),
        ("hand {any} to", VERB, "hand", [slot("", "any"), slot("to", "o")]),
        (
            "put duty on {any} from",
            VERB,
            "put",
            [slot("", words="duty"), slot("on", "any", within=True), slot("from", "o", within=True)],
        ),
        (
            "launch attack verbal on",
            VERB,
            "launch",
            [slot("", words="attack"), slot("", words="verbal", within=True), slot("on", "o", within=True)],
        ),
        ("breach truce={o}", VERB, "breach", [slot("", "o", "truce")]),
        ("enter {o} troop|tank={s}", VERB, "enter", [slot("", "o"), slot("", "s", "troop|tank")]),
        ("put end to", VERB, "put", [slot("", words="end"), slot("to", "o", within=True)]),
        ("fall to {s} from {o}", VERB, "fall", [slot("to", "s"), slot("from", "o")]),
        ("termination", NOUN, "termination", [slot("of", "o")]),
        ("withdrawal from", NOUN, "withdrawal", [slot("from", "o")]),
        ("meeting with|between", NOUN, "meeting", [slot("with|between", "o")]),
        ("feud between {s} and {o}", NOUN, "feud", [slot("between", "o")]),
        ("angry at", ADJECTIVE, "angry", [slot("at", "o")]),
        ("ally", ROLE, "ally", [slot("of", "o")]),
        ("envoy to", ROLE, "envoy", [slot("to", "o")]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_string_says_where_the_object_stands(text: str, kind: PatternKind, heads: str, slots: list[Slot]) -> None:
    """Heads and slots are those that the language promises; the relation, the kind and the string itself are kept."""
    found = pattern(text, kind)
    assert found.heads == tuple(heads.split())
    assert list(found.slots) == slots
    assert (found.relation, found.kind, found.source) == ("someRelation", kind, text)


@pytest.mark.parametrize(
    ("text", "particles", "path"),
    [
        ("call off", (), (("off",),)),
        ("shoot {o} down", (("down",),), ()),
        ("take {o} over|apart", (("over", "apart"),), ()),
    ],
)
def test_a_verb_and_its_particle(
    text: str, particles: tuple[tuple[str, ...], ...], path: tuple[tuple[str, ...], ...]
) -> None:
    """The object follows a last function word; where the object's place is given, the word is the verb's particle."""
    found = pattern(text)
    assert found.particles == particles
    assert [s.path for s in found.slots if s.filler == "o"] == [path]


def test_the_noun_itself_can_be_the_object() -> None:
    """In "agreement={o} with {s}" the head fills the object, and no other place does."""
    found = pattern("agreement={o} with|between {s}", NOUN)
    assert (found.heads, found.head_filler) == (("agreement",), "o")
    assert found.slots == (slot("with|between", "s"),)


@pytest.mark.parametrize(
    ("text", "asked", "head"),
    [
        ("accept", "", "accept"),
        ("not accept", "negated", "accept"),
        ("not", "", "not"),
        ("expect {o} to", "infinitive", "expect"),
        ("not want {o} to", "negated infinitive", "want"),
        ("say {o} must", "wanted", "say"),
    ],
)
def test_negation_and_clauses_belong_to_the_pattern(text: str, asked: str, head: str) -> None:
    """A leading "not" and a final "to" or "must" after the object are demands, not words to look for."""
    found = pattern(text)
    demands = {"negated": found.negated, "infinitive": found.infinitive, "wanted": found.wanted}
    assert ({name for name, asks in demands.items() if asks}, found.heads) == (set(asked.split()), (head,))
    assert [s for s in found.slots if s.filler == "o"] == [slot("", "o")]


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("", VERB, "begins with a word"),
        ("   ", NOUN, "begins with a word"),
        ("{o} leave", VERB, "begins with a word"),
        ("leave={x}", VERB, "begins with a word"),
        ("not {o}", VERB, "begins with a word"),
        ("give {x} to", VERB, "neither a word nor"),
        ("give {o", VERB, "neither a word nor"),
        ("give {O}", VERB, "neither a word nor"),
        ("give {o} to {o}", VERB, "twice"),
        ("give {s} to {s}", VERB, "twice"),
        ("pact={o} of {o}", NOUN, "twice"),
    ],
)
def test_what_cannot_be_meant_is_refused(text: str, kind: PatternKind, reason: str) -> None:
    """ValueError says why."""
    with pytest.raises(ValueError, match=reason):
        pattern(text, kind)


@pytest.mark.parametrize(
    "ladder",
    [
        ["drop", "drop {o} from", "drop {o} from list"],
        ["pull", "pull out", "pull out of"],
        ["take", "take action against", "take action against {o} over row"],
        ["accept", "not accept"],
        ["expect", "expect {o} to", "not expect {o} to"],
        ["summon", "summon ambassador", "summon ambassador of {o} over row"],
    ],
    ids=" < ".join,
)
def test_the_more_a_pattern_asks_for_the_more_specific_it_is(ladder: list[str]) -> None:
    """Each added demand raises specificity, so that the longer pattern wins."""
    ranks = [pattern(text).specificity for text in ladder]
    asking = [(low, high) for low, high in pairwise(ranks) if low >= high]
    assert asking == [], dict(zip(ladder, ranks, strict=True))


def test_a_required_word_counts_more_than_function_words() -> None:
    """A pattern like "drop {o} from list" beats "drop out of"."""
    assert pattern("drop {o} from list").specificity > pattern("drop out of").specificity


WORDS = st.sampled_from(
    sorted(["sign", "end", "list|roll", "{o}", "{s}", "{x}", "not", "", "=", "pact={o}", *sorted(PREPOSITIONS)[:8]])
)


@given(st.lists(WORDS, max_size=6).map(" ".join) | st.text(max_size=20), st.sampled_from(list(PatternKind)))
def test_any_string_is_parsed_or_refused(text: str, kind: PatternKind) -> None:
    """Nothing but ValueError comes out, and each end of the relation stands in at most one place."""
    try:
        found = pattern(text, kind)
    except ValueError as error:
        assert str(error)  # noqa: PT017 - raising is one of two promised answers
        return
    fillers = [s.filler for s in found.slots if s.filler] + [found.head_filler] * bool(found.head_filler)
    assert len(fillers) == len(set(fillers))
    assert all(found.heads)


def test_classes_of_the_ends() -> None:
    """An end may be asked for by class, wherever it stands; a leading subject asks for nothing else."""
    hit = pattern("{s:Disaster|Disease} hit {o:City}")
    assert (hit.heads, hit.slots) == (("hit",), (slot("", "o"),))
    assert (hit.subject_kinds, hit.object_kinds) == (("Disaster", "Disease"), ("City",))
    assert not hit.moves_subject


def test_the_subject_may_be_whom_it_is_done_to() -> None:
    """Such a pattern tells of the verb's object."""
    assert pattern("charge {s} with {o:Crime}").moves_subject
    assert not pattern("feud between {s} and {o}", NOUN).moves_subject
