"""Articles and names that try to run something, to load something, or to garble what stands beside them.

Everything here is shown as text by whatever shows it; what turns text around is left out where it would turn others.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from kg.export.view import EdgeView, EvidenceView, NodeView, View
from kg.ontology.iris import BASE, term

ATTACKS = (
    "<img src=x onerror=alert(1)>",
    "</script><script>document.title='run'</script>",
    '"><svg onload=alert(1)> href',
    "{{ 7*7 }}{% raw %}",
    "'+alert(1)+'",
    "\u202egnp.exe\u202c \u2066x",
    "<!--<script>\u2028</style></textarea></title><iframe srcdoc=x>",
    "javascript:alert(1)//~%27%22&amp;#x3c;",
    '=HYPERLINK("https://evil.example/","x")',
)
ADDRESSES = (
    "javascript:alert(document.title='run')",
    "data:text/html,<script>alert(1)</script>",
    'https://gazette.example/"onmouseover="alert(1)',
    "https://gazette.example/<img src=x onerror=alert(1)>",
    "\tjava\nscript:alert(1)",
    "//evil.example/x",
    "vbscript:msgbox(1)",
    "https://evil.example\\@gazette.example/",
)
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

NAMES = """
@prefix id: <https://w3id.org/dateline/id/> .
@prefix kg: <https://w3id.org/dateline/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
id:img a kg:Company ; rdfs:label "<img src=x onerror=alert(1)>"@en ; owl:sameAs <javascript:alert(1)> .
id:script a kg:Company ; rdfs:label "</script><script>document.title='run'</script>"@en ;
    skos:altLabel "\\"><svg onload=alert(1)> href"@en .
id:braces a kg:Organization ; rdfs:label "{{ 7*7 }}{% raw %}"@en .
id:turned a kg:Company ; rdfs:label "\\u202Egnp.exe\\u202C Works"@en .
"""
"""An ontology of the user's own, with names that attack."""

TEXT = """\
<img src=x onerror=alert(1)> condemned Iceland on Monday. Norway has urged <img src=x onerror=alert(1)> to sign the \
treaty. Canada accused </script><script>document.title='run'</script> of helping Iceland on 3 March 2024.

{{ 7*7 }}{% raw %} sued \u202egnp.exe\u202c Works on Tuesday. Norway threatened Iceland <!-- <script>alert(1)</script> \
over fish. "Norway attacked Sweden <img src=x onerror=alert(2)>," said John <b onclick=alert(1)>Smith</b>, a spokesman.
"""


def shown(text: str) -> str:
    """The text as it is shown: without what would turn around the text beside it."""
    return TURNING.sub("", text)


def hostile_view() -> View:
    """A view every text of which attacks; each entity does something to the next."""
    nodes = tuple(
        NodeView(f"{BASE}{number}", text, text, (text, f"also {text}"), "javascript:alert(1)")
        for number, text in enumerate(ATTACKS)
    )
    return View(nodes, tuple(_edge(number) for number in range(len(ATTACKS))), articles=len(ATTACKS))


def _edge(number: int) -> EdgeView:
    text = ATTACKS[number]
    return EdgeView(
        iri=f"{BASE}event_{number}",
        source=f"{BASE}{number}",
        target=f"{BASE}{(number + 1) % len(ATTACKS)}",
        relation=text,
        status=("asserted", "denied", text)[number % 3],
        plover=text,
        time=text,
        earliest="2024-03-06" if number % 2 else text,
        latest="2024-03-06" if number % 2 else text,
        place=text,
        articles=1,
        stories=1,
        evidence=(_evidence(text, ADDRESSES[number % len(ADDRESSES)]),),
        predicate=term("leaves") if number % 2 else f"{BASE}{text}",
    )


def _evidence(text: str, address: str) -> EvidenceView:
    return EvidenceView(
        sentence=f"So: {text} x {text} said.",
        subject=text,
        trigger="x",
        object=text,
        speaker=text,
        publisher=text,
        title=text,
        url=address,
        published="2024-03-06",
        modality=text,
        polarity="negative",
        article=f"{BASE}article {text}",
        story=f"{BASE}story {text}",
    )


def write_hostile_news(folder: Path) -> tuple[Path, Path]:
    """Articles and an ontology with names that attack, as files: every field of an article does."""
    news, names = folder / "news.jsonl", folder / "names.ttl"
    names.write_text(NAMES, encoding="utf-8")
    records = [
        {
            "id": f"{text}{number}",
            "title": text,
            "text": f"{TEXT}\nCanada condemned Iceland {number + 2} times, {text} said.",
            "publisher": text,
            "author": text,
            "url": ADDRESSES[number % len(ADDRESSES)],
            "published": f"2024-03-{number + 6:02}",
        }
        for number, text in enumerate(ATTACKS)
    ]
    news.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return news, names
