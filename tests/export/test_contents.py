"""What the page knows, as the JSON that its script reads: complete, numbered rightly, and fit for a script element."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from rdflib import Dataset

from kg.export.page.contents import MAX_CLAIMS, Arrangement, contents
from kg.export.view import EdgeView, EvidenceView, NodeView, View, read_view

pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib's own use of what it deprecates

BASE = "https://w3id.org/dateline/id/"
URL = "https://gazette.example/a"
GARBLED = "\u202egnp.exe\u202c </script><script>alert(1)</script> \U0001f600 \ud800\x00"
CLEAN = "gnp.exe </script><script>alert(1)</script> \U0001f600 "


def evidence(sentence: str, **changes: str) -> EvidenceView:
    """Evidence with that sentence and plausible rest."""
    mentions = {"subject": "Norland", "trigger": "left", "object": "the pact", "speaker": ""}
    source = {
        "publisher": "The Gazette",
        "title": "A title",
        "url": "https://gazette.example/a",
        "published": "2024-03-06",
    }
    rest = {"modality": "actual", "polarity": "positive", "article": "", "story": ""}
    return EvidenceView(sentence=sentence, **(mentions | source | rest | changes))


def event(*found: EvidenceView, **changes: Any) -> EdgeView:
    """An event between two nodes."""
    made = EdgeView("e:1", "n:a", "n:b", "leaves", "asserted", "", "", "", "", "", 1, 1, found)
    return replace(made, **changes)


def view_of(*edges: EdgeView) -> View:
    """A view of the events and of two nodes, of which the second has all texts garbled."""
    garbled = NodeView("n:b", "State", GARBLED, (GARBLED,), "javascript:alert(1)")
    return View((NodeView("n:a", "Treaty", "A"), garbled), edges, articles=5, stories=3)


def written(view: View, drawn: View | None = None) -> dict[str, Any]:
    """The contents of the view, read again."""
    drawn = drawn or view
    places = [(10 * number, -number) for number in range(len(drawn.nodes))]
    found: dict[str, Any] = json.loads(contents(view, drawn, Arrangement(places, [0] * len(places))))
    return found


def threes(marks: list[int]) -> Iterator[tuple[int, int, int]]:
    """Start, end and role of each mark."""
    return zip(marks[::3], marks[1::3], marks[2::3], strict=True)


def test_a_stored_event_is_all_there(dataset: Dataset) -> None:
    """Ends, relation, category, status, days and counts are those of the graph."""
    view = read_view(dataset)
    found = written(view)
    assert found["base"] == BASE
    assert found["total"] == [len(view.nodes), len(view.edges), view.articles, view.stories]
    assert found["leftOut"] == [0, 0]
    row = next(row for row in found["events"] if row[0] == "event_1")
    edge = next(edge for edge in view.edges if edge.iri == BASE + "event_1")
    assert [found["nodes"][row[1]][:2], found["nodes"][row[2]][:2]] == [
        ["Norland", "Norland"],
        ["River_Pact", "River Pact"],
    ]
    name, iri, label, category, *around = found["relations"][row[3]]
    assert (name, iri, label, around) == ("terminates", edge.predicate, "terminates", ["terminates", ""])
    assert found["categories"][category] == [edge.plover, edge.plover.lower()]
    assert found["statuses"][row[4]] == ["asserted", "stated as fact"]
    assert (row[5], row[9], row[10]) == (edge.time, edge.articles, edge.stories)


def test_words_that_stand_for_an_entity_can_be_searched() -> None:
    """A capital that news writes for its state goes along, apart from the state's own names."""
    nodes = (NodeView("n:a", "State", "A", ("Aland",), stand_ins=("Capital", GARBLED)), NodeView("n:b", "State", "B"))
    assert [row[7::2] for row in written(View(nodes, (event(),)))["nodes"]] == [
        [["Aland"], ["Capital", CLEAN]],
        [[], []],
    ]


def test_a_claim_leads_to_its_sentence_and_article(dataset: Dataset) -> None:
    """Sentence, marks, speaker and article of each claim are those of its evidence."""
    view = read_view(dataset)
    found = written(view)
    for row, edge in zip(found["events"], view.edges, strict=True):
        for (sentence, marks, speaker, _, article), each in zip(row[12], edge.evidence, strict=True):
            text = found["sentences"][sentence]
            assert text == each.sentence
            assert [text[start:end] for start, end, role in threes(marks) if role == 1] == [each.trigger]
            assert (found["names"][speaker] if speaker >= 0 else "") == each.speaker
            title, publisher, published, url, story = found["articles"][article]
            assert (title, found["publishers"][publisher][0], published, url) == (
                each.title,
                each.publisher,
                each.published,
                each.url,
            )
            assert story >= 0


def test_nothing_ends_the_script_or_garbles_the_page() -> None:
    """Text of articles can close no element, and has no directional override, control or broken character."""
    view = view_of(event(evidence(GARBLED, title=GARBLED, publisher=GARBLED, speaker=GARBLED), relation=GARBLED))
    text = contents(view, view, Arrangement([(0, 0), (1, 1)], [0, 0]))
    assert "<" not in text
    assert not {"\u202e", "\ud800", "\x00"} & set(text)
    found = json.loads(text)
    assert found["sentences"] == found["names"] == [CLEAN]
    assert found["publishers"] == [[CLEAN, GARBLED]]
    assert found["nodes"][1][1] == CLEAN
    assert found["nodes"][1][6:8] == ["", [CLEAN]]


def test_marks_count_as_javascript_does() -> None:
    """A character beyond the basic plane before a mention moves it by two."""
    sentence = "\U0001f600 Norland\U0001f600 left the pact."
    ((_, marks, *_),) = written(view_of(event(evidence(sentence))))["events"][0][12]
    units = sentence.encode("utf-16-le")
    words = [units[2 * start : 2 * end].decode("utf-16-le") for start, end, _ in threes(marks)]
    assert words == ["Norland", "left", "the pact"]


def test_of_many_claims_each_story_has_one() -> None:
    """Where there is no room for all, copies of one story go; how many are left out is said, and all articles named."""
    copies = [evidence(f"Copy {number}.", article=f"a{number}", story="s0") for number in range(MAX_CLAIMS + 5)]
    own = [evidence(f"Own {number}.", article=f"b{number}", story=f"t{number}") for number in range(4)]
    found = written(view_of(event(*copies, *own)))
    (row,) = found["events"]
    sentences = [found["sentences"][claim[0]] for claim in row[12]]
    assert sentences == [f"Copy {number}." for number in range(MAX_CLAIMS - 4)] + [
        f"Own {number}." for number in range(4)
    ]
    assert row[13] == 9
    assert row[11] == list(range(MAX_CLAIMS + 9))


def test_the_claim_that_tells_the_event_is_never_left_out() -> None:
    """However late the first claim stands that bears the status out, it has room."""
    threats = [
        evidence(f"Threat {number}.", modality="possible", story=f"s{number}") for number in range(MAX_CLAIMS + 5)
    ]
    found = written(view_of(event(*threats, evidence("Norland left the pact.", story="s0"))))
    assert "Norland left the pact." in [found["sentences"][claim[0]] for claim in found["events"][0][12]]


def test_ids_are_short_and_tell_the_iri() -> None:
    """What follows the base stands for the IRI; another IRI stands there whole."""
    nodes = (NodeView(BASE + "A", "State", "A"), NodeView(BASE + "b:c", "State", "B"), NodeView("n:x", "State", "X"))
    edges = (event(iri=BASE + "event_1", source=BASE + "A", target="n:x"), event(source=BASE + "b:c", target="n:x"))
    found = written(View(nodes, edges))
    assert [row[0] for row in found["nodes"]] == ["A", BASE + "b:c", "n:x"]
    assert [row[0] for row in found["events"]] == ["event_1", "e:1"]


def test_relations_of_one_name_are_told_apart() -> None:
    """Two relations from two vocabularies never pass for one."""
    edges = (event(predicate="http://one.example/leaves"), event(iri="e:2", predicate="http://two.example/leaves"))
    names = [row[0] for row in written(view_of(*edges))["relations"]]
    assert names == ["http://one.example/leaves leaves", "http://two.example/leaves leaves"]


def test_a_relation_goes_along_with_the_words_of_its_sentence(dataset: Dataset) -> None:
    """What stands between the two ends and after them; the label, which is short, stays for the edges."""
    edges = (event(predicate="x:a", phrase="puts {o} on alert"), event(predicate="x:b", phrase=f"is {GARBLED}"))
    told = [row[2:3] + row[4:] for row in written(view_of(*edges, event(predicate="x:c")))["relations"]]
    assert told == [["leaves", "puts", " on alert"], ["leaves", f"is {CLEAN.strip()}", ""], ["leaves", "leaves", ""]]
    stored = {row[0]: row[2:3] + row[4:] for row in written(read_view(dataset))["relations"]}
    assert stored["removesFromWhitelist"] == ["removes from whitelist", "removes", " from its whitelist"]


def test_what_is_not_known_is_empty() -> None:
    """No date, place, category, publisher or story: null, "" and -1."""
    nothing = evidence("Norland left the pact.", publisher="", published="")
    found = written(view_of(event(nothing, earliest="soon", latest="<b>")))
    assert found["events"][0][5:9] == ["", None, None, -1]
    assert found["relations"][0][3] == -1
    assert found["articles"][0][1:] == [-1, "", URL, -1]


def test_what_has_no_room_is_counted(dataset: Dataset) -> None:
    """The totals are those of the whole graph, and entities without any event are not called left out."""
    view = read_view(dataset)
    drawn = view.supported(2)
    found = written(view, drawn)
    assert found["total"][:2] == [len(view.nodes), len(view.edges)]
    tied = {end for edge in view.edges for end in (edge.source, edge.target)}
    assert found["leftOut"] == [len(tied) - 2, len(view.edges) - len(drawn.edges)]
    assert len(found["nodes"]) == 2
