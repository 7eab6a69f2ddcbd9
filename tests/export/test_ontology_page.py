"""The page of the ontology: every term stands on it, nothing leaves it, and no file can put markup into it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.cli import main
from kg.export.ontology_page import ontology_page
from kg.export.ontology_terms import pieces_of
from kg.ontology import Ontology, load_ontology
from kg.ontology.iris import ONTOLOGY, PREFIXES

PROLOGUE = "".join(f"@prefix {name}: <{namespace}> .\n" for name, namespace in PREFIXES.items())
KINDS = {"Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty"}
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7 * 7 }}"


@pytest.fixture(scope="module")
def page(ontology: Ontology) -> str:
    """The page of the shipped ontology."""
    return ontology_page(ontology)


def test_every_term_has_its_anchor(page: str, ontology: Ontology) -> None:
    """Classes, properties and categories: each once, so that a link to it leads to it; no link leads nowhere."""
    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    declared = {
        quad.subject.value.removeprefix(ONTOLOGY)
        for path in ontology.files
        for quad in parse(path=path, format=RdfFormat.TURTLE)
        if isinstance(quad.subject, NamedNode)
        and quad.subject.value.startswith(ONTOLOGY)
        and isinstance(quad.object, NamedNode)
        and quad.object.value.removeprefix(PREFIXES["owl"]) in KINDS
    }
    categories = {relation.plover for relation in ontology.relations.values() if relation.plover}
    assert declared | categories | set(ontology.relations) <= set(anchors)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)


def test_the_page_asks_nobody(page: str) -> None:
    """It loads nothing, and may not: what leads outside are links that a person follows."""
    assert "default-src 'none'" in page
    assert not re.search(r"<(link|img|iframe|object|embed)|\bsrc=|@import|url\(|fetch\(|XMLHttpRequest", page)


def test_a_relation_shows_all_that_is_said_of_it(page: str) -> None:
    """Ends, parents, kin, what it ends, words, examples with their marks, and terms elsewhere."""
    (entry,) = re.findall(r'<article id="terminates".*?</article>', page, re.DOTALL)
    for said in ("Actor", "Agreement", "withdrawsFrom", "revokes", "partyTo", '<mark class="trigger">scrapped</mark>'):
        assert said in entry
    (inverse,) = re.findall(r'<article id="exportsTo".*?</article>', page, re.DOTALL)
    assert 'inverse of</dt><dd><a href="#importsFrom">' in inverse
    assert 'href="http://www.wikidata.org/entity/P26"' in page
    assert "CAMEO 02, 10" in page


def test_a_persons_own_relation_is_on_it_and_its_words_are_text(tmp_path: Path) -> None:
    """Whatever a file says is shown as it was written, and links lead to the web alone."""
    path = tmp_path / "mine.ttl"
    quoted = HOSTILE.replace('"', '\\"')
    path.write_text(
        f'{PROLOGUE}kg:upstages a owl:ObjectProperty ; rdfs:label "{quoted}" ; skos:definition "{quoted}" ; '
        f'kg:verb "upstage" ; kg:example "<s>Italy</s> <t>upstaged</t> <o>Peru</o>. {quoted}" ; '
        "skos:closeMatch <javascript:alert(3)> .\n",
        encoding="utf-8",
    )
    page = ontology_page(load_ontology([path]))
    (entry,) = re.findall(r'<article id="upstages".*?</article>', page, re.DOTALL)
    assert not re.search(r"<(script|img)", entry)
    assert "javascript:" not in page
    assert "{{ 7 * 7 }}" in entry
    assert '<mark class="subject">Italy</mark>' in entry
    assert page.count("<script>") == 1


def test_the_same_files_give_the_same_page(page: str, ontology: Ontology) -> None:
    """Byte for byte."""
    assert ontology_page(ontology) == page


@pytest.mark.parametrize("example", ["", "No marks.", "<s>A</s><t>b</t><o>C</o>", "<s>A</s> <t>b</t> <s>D"])
def test_pieces_are_the_example(example: str) -> None:
    """Put together again they are the sentence without its marks; a mark that is not closed is text."""
    assert "".join(text for text, _ in pieces_of(example)) == re.sub(r"<([sto])>(.*?)</\1>", r"\2", example)


def test_the_command_writes_a_file(tmp_path: Path, page: str) -> None:
    """`-o` names it; without it the page goes to stdout."""
    target = tmp_path / "new" / "ontology.html"
    assert CliRunner().invoke(main, ["ontology", "docs", "-o", str(target)]).exit_code == 0
    assert target.read_text(encoding="utf-8") == page == CliRunner().invoke(main, ["ontology", "docs"]).stdout
