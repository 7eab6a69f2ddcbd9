"""Small graphs of our own, as what is seen of them; the names of entities are their IRIs' ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.export.look import STATUSES
from kg.export.view import EdgeView, EvidenceView, NodeView, View
from kg.ontology.iris import BASE, mint, term
from kg.ontology.phrases import words

NORLAND, SUDLAND, PACT = mint("Norland"), mint("Sudland"), mint("River Pact")


def evidence(sentence: str, number: int = 0, **changes: str) -> EvidenceView:
    """Evidence with that sentence, of the article of that number and of a story of its own, and plausible rest."""
    values = {
        "subject": "Norland",
        "trigger": "left",
        "object": "the pact",
        "speaker": "",
        "publisher": "The Gazette",
        "title": f"Title {number}",
        "url": f"https://gazette.example/{number}",
        "published": f"2024-04-{number + 1:02}",
        "modality": "actual",
        "polarity": "positive",
        "article": f"{BASE}article_{number}",
        "story": f"{BASE}story_{number}",
    }
    return EvidenceView(sentence=sentence, **(values | changes))


def edge(
    number: int,
    ends: tuple[str, str],
    status: str,
    found: Sequence[EvidenceView] = (),
    relation: tuple[str, str] = ("leaves", "RETREAT"),
) -> EdgeView:
    """The event of that number: it happened so many days into March 2024."""
    source, target = ends
    name, plover = relation
    day = f"2024-03-{number + 1:02}"
    return EdgeView(
        iri=f"{BASE}event_{number}",
        source=source,
        target=target,
        relation=words(name),
        status=status,
        plover=plover,
        time=day,
        earliest=day,
        latest=day,
        place="",
        articles=max(1, len({each.article for each in found})),
        stories=max(1, len({each.story for each in found})),
        evidence=tuple(found),
        predicate=term(name),
    )


def plain_view() -> View:
    """Two states and a pact; Norland leaves the pact, and between the states there is an event of every status."""
    nodes = (
        NodeView(NORLAND, "State", "Norland", ("Kingdom of Norland",), "http://www.wikidata.org/entity/Q1"),
        NodeView(PACT, "Agreement", "River Pact"),
        NodeView(SUDLAND, "State", "Sudland", ("Südland",)),
    )
    first = edge(0, (NORLAND, PACT), "asserted", [evidence("On Tuesday Norland left the pact.")])
    others = [
        edge(number, (SUDLAND, NORLAND), status, relation=("condemns", "ACCUSE"))
        for number, status in enumerate(STATUSES, start=1)
    ]
    return View(nodes, (first, *others), articles=1, stories=1)


def chain_view(length: int = 6) -> View:
    """States in a row, each of which condemns the next."""
    names = [f"State {number}" for number in range(length)]
    nodes = tuple(NodeView(mint(name), "State", name) for name in names)
    edges = [
        edge(at, (one.iri, other.iri), "asserted", relation=("condemns", "ACCUSE"))
        for at, (one, other) in enumerate(pairwise(nodes))
    ]
    return View(nodes, tuple(edges), articles=1, stories=1)
