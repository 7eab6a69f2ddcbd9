"""Examples of the ontology: how they are marked, what is learnt from them, and that what ships is understood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import OntologyError
from kg.extract import ExampleResult, check_examples
from kg.extract.examples import parse_example
from kg.extract.words import Doc
from kg.model import Span
from kg.ontology import Ontology, load_ontology
from kg.ontology.iris import PREFIXES

FLOOR = 0.97
"""The share of the shipped examples that are understood as they are marked. It is raised, not lowered."""

Parse = Callable[[str], Doc]


# ---------------------------------------------------------------- marks


@pytest.mark.parametrize(
    ("marked", "subject", "triggers", "obj"),
    [
        ("<s>Rome</s> <t>left</t> <o>the pact</o>.", "Rome", ["left"], "the pact"),
        ("<o>The pact</o> was <t>left</t> by <s>Rome</s>.", "Rome", ["left"], "The pact"),
        ("<s>Rome</s> <t>struck</t> <o>Oslo</o> off its <t>list</t>.", "Rome", ["struck", "list"], "Oslo"),
        ("<s>Rome</s>'s <t>exit</t> from <o>the pact</o>", "Rome", ["exit"], "the pact"),
        ("A < B, said <s>R</s>: <t>no</t> & <o>🙂</o>", "R", ["no"], "🙂"),
    ],
)
def test_marks_become_spans(marked: str, subject: str, triggers: list[str], obj: str) -> None:
    """The text is the sentence without its marks, and the spans are the marked words in it."""
    example = parse_example(marked)
    cut = {span: example.text[span.start : span.end] for span in (example.subject, *example.triggers, example.object)}
    assert [cut[example.subject], *(cut[span] for span in example.triggers), cut[example.object]] == [
        subject,
        *triggers,
        obj,
    ]
    assert not {"<s>", "</s>", "<t>", "</t>", "<o>", "</o>"} & set(example.text.split())


@pytest.mark.parametrize(
    "marked",
    [
        "",
        "Rome left the pact.",
        "<s>Rome</s> <t>left</t> the pact.",
        "<s>Rome</s> left <o>the pact</o>.",
        "Rome <t>left</t> <o>the pact</o>.",
        "<s>Rome</s> and <s>Oslo</s> <t>left</t> <o>the pact</o>.",
        "<s>Rome</s> <t>left</t> <o>the pact</o> and <o>the club</o>.",
        "<s>Rome <t>left</t> <o>the pact</o>.",
        "Rome</s> <t>left</t> <o>the pact</o>.",
        "<s>Rome</o> <t>left</t> <o>the pact</s>.",
        "<s>Rome <t>left</t></s> <o>the pact</o>.",
        "<s>Rome</s> <t>left</t> <o>the pact",
        "<s>Rome</s> <t></t> left <o>the pact</o>.",
    ],
)
def test_bad_marks_are_refused(marked: str) -> None:
    """Missing, doubled, nested, crossed, open and empty marks give ValueError with a reason."""
    with pytest.raises(ValueError, match=r"mark|stands where"):
        parse_example(marked)


PIECES = st.sampled_from(["<s>", "</s>", "<t>", "</t>", "<o>", "</o>", "Rome", " ", "<x>", "🙂", "<"])


@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_marking_is_read_or_refused(marked: str) -> None:
    """Nothing but ValueError comes out, and the spans of what is read lie inside its text."""
    try:
        example = parse_example(marked)
    except ValueError:
        return
    whole = Span(0, len(example.text))
    assert all(whole.covers(span) for span in (example.subject, example.object, *example.triggers))


# ---------------------------------------------------------------- what ships


@pytest.fixture(scope="module")
def results(ontology: Ontology) -> Sequence[ExampleResult]:
    """Every shipped example, checked."""
    return tuple(check_examples(ontology))


def test_every_example_is_checked(results: Sequence[ExampleResult], ontology: Ontology) -> None:
    """Each example of each relation gives one result, in the order of the ontology."""
    expected = [(name, example) for name, relation in ontology.relations.items() for example in relation.examples]
    assert [(result.relation, result.example) for result in results] == expected


def test_the_shipped_examples_are_understood(results: Sequence[ExampleResult]) -> None:
    """At least the floor; the message lists each one that isn't, and what was understood instead."""
    missed = [f"{result.relation}: {result.example} → {result.found}" for result in results if not result.ok]
    share = 1 - len(missed) / len(results)
    assert share >= FLOOR, "\n".join([f"{share:.3f} of {len(results)} examples are understood", *missed])


def test_a_failure_says_what_was_understood(results: Sequence[ExampleResult]) -> None:
    """A result always says what was found, "nothing" where there was nothing."""
    assert all(result.found for result in results)
    assert all(result.relation in result.found for result in results if result.ok)


# ---------------------------------------------------------------- a person's own


def checked(folder: Path, *examples: str) -> list[bool]:
    """Whether each example of a new relation is understood."""
    head = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("kg", "owl", "rdfs"))
    listed = " , ".join(f'"{example}"' for example in examples)
    path = folder / "mine.ttl"
    body = f'{head}kg:upstages a owl:ObjectProperty ; rdfs:label "upstages" ; kg:example {listed} .\n'
    path.write_text(body, encoding="utf-8")
    ontology = load_ontology([path])
    only = {"upstages": ontology.relations["upstages"]}
    alone = Ontology(ontology.classes, only, ontology.gazetteer, ontology.files, ontology.digest)
    return [result.ok for result in check_examples(alone)]


def test_examples_are_tests_of_themselves(tmp_path: Path) -> None:
    """An example that nothing can be learnt from fails, and the one beside it does not."""
    good, bad = "<s>Italy</s> <t>upstaged</t> <o>Spain</o>.", "<s>Italy</s> slept. <t>Rain</t> fell. <o>Spain</o> won."
    assert sorted(checked(tmp_path, good, bad)) == [False, True]


def test_a_badly_marked_example_stops_the_check(tmp_path: Path) -> None:
    """The error names the relation and the example."""
    with pytest.raises(OntologyError, match=r"upstages.*<s>Italy</s> upstaged"):
        checked(tmp_path, "<s>Italy</s> upstaged <o>Spain</o>.")
