"""The review: what is in doubt is asked in merges.yaml, and what a person wrote there stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.link import (
    Name,
    Review,
    entities_of,
    names_of,
    read_decisions,
    review_file,
    review_names,
    sentence_with,
)
from kg.link.merges_file import MergesFile
from kg.model import Claim
from kg.ontology import Ontology

MakeName = Callable[..., Name]
MakeClaim = Callable[..., Claim]
Reviewed = Callable[..., Review]


@pytest.fixture
def reviewed(ontology: Ontology) -> Reviewed:
    """Reviews names with a file of this text."""

    def review(text: str, *names: Name, everything: bool = False) -> Review:
        merges = MergesFile.read(text, "merges.yaml")
        return review_names(names, merges, ontology, lambda name: f"So said {name.key}.", everything=everything)

    return review


@pytest.fixture
def doubtful(make_name: MakeName) -> list[Name]:
    """A surname and a full name, with nothing that speaks for their being one."""
    return [make_name("Kono @Japan"), make_name("Taro Kono", articles=3)]


PROPOSED = """\
- decision: undecided
  names:
  - Kono @Japan
  - Taro Kono
  score: 0.5
  why: the surname alone; nothing else speaks for it
  seen:
  - name: Kono @Japan
    kind: Person
    articles: 1
    example: So said kono@Japan.
  - name: Taro Kono
    kind: Person
    articles: 3
    example: So said taro kono.
"""


def test_a_doubt_is_an_item_with_all_that_a_person_needs(reviewed: Reviewed, doubtful: list[Name]) -> None:
    """Both names, kinds, score, reason, a sentence and the number of articles of each, below instructions."""
    review = reviewed("", *doubtful)
    assert review.text.startswith("# ")
    assert review.text.endswith(f"\nnames:\n\n{PROPOSED}")
    assert (review.undecided, review.new) == (1, 1)


def test_nothing_in_doubt_writes_nothing(reviewed: Reviewed, make_name: MakeName) -> None:
    """No file appears where there is nothing to ask."""
    assert reviewed("", make_name("Taro Kono")).text == ""


def test_a_second_review_changes_nothing(reviewed: Reviewed, doubtful: list[Name]) -> None:
    """And finds nothing new."""
    first = reviewed("", *doubtful)
    again = reviewed(first.text, *doubtful)
    assert again.text == first.text
    assert (again.undecided, again.new) == (1, 0)


@pytest.mark.parametrize("word", ["same", "different"])
def test_a_decision_is_one_word(
    word: str, reviewed: Reviewed, doubtful: list[Name], ontology: Ontology, tmp_path: Path
) -> None:
    """The word is changed, the build heeds it, the next review keeps it and asks no more."""
    path = tmp_path / "merges.yaml"
    text = reviewed("", *doubtful).text.replace("decision: undecided", f"decision: {word}")
    path.write_text(text, "utf-8")
    decisions = read_decisions(path, ontology)
    assert len(set(entities_of(doubtful, ontology, decisions).values())) == {"same": 1, "different": 2}[word]
    assert reviewed(text, *doubtful).text == text


def test_an_undecided_item_is_brought_up_to_date(reviewed: Reviewed, doubtful: list[Name], make_name: MakeName) -> None:
    """Other counts, or no doubt any more: what nobody touched is the program's to change."""
    text = reviewed("", *doubtful).text
    more = reviewed(text, doubtful[0], make_name("Taro Kono", articles=7))
    assert more.text == text.replace("articles: 3", "articles: 7")
    assert reviewed(text, doubtful[1]).text == text.replace(f"\n{PROPOSED}", "")


PERSONAL = """\
# our file
names:
    # the two firms, asked on Monday
    - {decision: same,   names: ["Blue Star", 'Red Moon']}   # sure

    -   names: [Kono @Japan, Taro Kono]
        decision: undecided   # ask Ana
    - rename: Taro Kono
      to: >-
        Tarō
        Kōno

# end
"""


def test_what_a_person_wrote_stays_letter_by_letter(
    reviewed: Reviewed, doubtful: list[Name], make_name: MakeName
) -> None:
    """Comments, quotes, order and indentation; a new item comes below the others, indented as they are."""
    new = make_name("Bill Archer"), make_name("William Archer")
    text = reviewed(PERSONAL, *doubtful, *new).text
    added = [line for line in text.splitlines() if line not in PERSONAL.splitlines()]
    assert added[:3] == ["    - decision: undecided", "      names:", "      - Bill Archer"]
    assert [line for line in text.splitlines() if line in PERSONAL.splitlines() and line] == [
        line for line in PERSONAL.splitlines() if line
    ]
    assert text.endswith("\n# end\n")
    assert reviewed(text, *doubtful, *new).text == text


def test_what_was_done_is_shown_on_request(reviewed: Reviewed, make_name: MakeName, ontology: Ontology) -> None:
    """With its reason; so that it can be undone by one word."""
    names = make_name("Ann Lee", articles=2), make_name("Ann B. Lee")
    assert reviewed("", *names).text == ""
    text = reviewed("", *names, everything=True).text
    assert "- decision: done\n  names:\n  - Ann B. Lee\n  - Ann Lee\n" in text
    assert reviewed(text, *names).text == text
    undone = text.replace("decision: done", "decision: different")
    assert reviewed(undone, *names, everything=True).text == undone


def test_one_name_in_two_states_is_a_possible_split(reviewed: Reviewed, make_name: MakeName) -> None:
    """Two articles each, nothing in common: one word makes two of it, another keeps it from being asked again."""
    from kg.link import sum_names

    name = sum_names(
        [make_name("John Smith @Kenya", "Person", "Oru", articles=2), make_name("John Smith @Peru", articles=3)]
    )
    text = reviewed("", name).text
    assert "- decision: undecided\n  split: John Smith\n  owner: Kenya\n  as: John Smith (Kenya)\n" in text
    assert reviewed(text, name).text == text
    for word in ("same", "different"):
        decided = text.replace("undecided", word)
        assert reviewed(decided, name).text == decided


def test_the_kind_is_written_where_it_is_needed(reviewed: Reviewed, make_name: MakeName) -> None:
    """Where the same words name two things, each item says which."""
    names = make_name("Oru", "Person"), make_name("Oru", "Company"), make_name("Oru Dairy", "Company")
    assert "  - Oru @Company\n  - Oru Dairy\n" in reviewed("", *names).text


@pytest.mark.parametrize(
    ("items", "says"),
    [
        ("- decision: same\n  names: [Taro Konno, Blue Star]", "2: no article names Taro Konno; Taro Kono?"),
        ("- rename: Taro Konno\n  to: A", "2: no article names Taro Konno; Taro Kono?"),
        ("- rename: Kono Taro\n  to: A", "2: Kono Taro is part of Taro Kono; rename that"),
        (
            "- decision: same\n  names: [Kono Taro, Zoe Archer]",
            "2: Kono Taro would be Taro Kono; name Taro Kono here as well",
        ),
    ],
)
def test_what_has_no_effect_is_told(items: str, says: str, reviewed: Reviewed, make_name: MakeName) -> None:
    """With its line and the way out."""
    names = [make_name("Taro Kono", articles=9), make_name("Kono Taro"), make_name("Zoe Archer", articles=20)]
    assert f"merges.yaml:{says}" in reviewed(f"names:\n{items}\n", *names).warnings


def test_a_file_is_written_and_left_alone(ontology: Ontology, make_claim: MakeClaim, tmp_path: Path) -> None:
    """From claims to the file, with real sentences; the second time it is not touched."""
    claims = [
        make_claim("a", ("Kono", "Person", ""), sentence="Kono met them."),
        make_claim("b", ("Taro Kono", "Person", ""), sentence="He spoke."),
        make_claim("b", ("Taro Kono", "Person", ""), sentence="Later Taro Kono left."),
    ]
    names = names_of(claims, ontology)
    path = tmp_path / "merges.yaml"
    review_file(names, path, ontology, lambda name: sentence_with(name, claims[1:], ontology))
    written = path.read_text("utf-8")
    assert "example: Later Taro Kono left." in written
    before = path.stat().st_mtime_ns
    review_file(names, path, ontology, lambda name: sentence_with(name, claims[1:], ontology))
    assert (path.read_text("utf-8"), path.stat().st_mtime_ns) == (written, before)


WRITTEN = st.sampled_from("Kono,Taro Kono,Jiro Kono,T. Kono,Bill Archer,William Archer,Ann Lee,Ann B. Lee".split(","))
DECIDED = st.lists(st.tuples(st.sampled_from(["undecided", "same", "different", "done"]), WRITTEN, WRITTEN), max_size=3)


@given(written=st.lists(WRITTEN, unique=True), decided=DECIDED)
def test_review_is_idempotent_and_keeps_decisions(
    written: Sequence[str], decided: list[tuple[str, str, str]], shipped: Callable[[], Ontology], make_name: MakeName
) -> None:
    """Whatever was decided, unless it contradicts itself."""
    pairs = {frozenset(names): (word, *names) for word, *names in decided if names[0] != names[1]}
    items = [{"decision": word, "names": [one, other]} for word, one, other in list(pairs.values())[:1]]
    text = yaml.safe_dump({"names": items})
    names = [make_name(each) for each in written]

    def review(before: str) -> str:
        return review_names(names, MergesFile.read(before, "m"), shipped(), lambda _: "").text

    once = review(text)
    assert review(once) == once
    kept = yaml.safe_load(once)["names"] or []
    assert all(item in kept for item in items if item["decision"] in {"same", "different"})
