"""What is to be sent is found out without any server."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.errors import PushError
from kg.ontology.iris import BASE, mint
from kg.push import Destination, push
from kg.push.manifest import read_manifest, write_manifest
from kg.push.plan import make_plan
from kg.push.targets import SCHEMES
from kg.push.units import Seal, read_units, seal_of
from kg.store import oxigraph_store
from tests.push.conftest import news

names = st.one_of(st.none(), st.sampled_from([mint(name) for name in "abcdef"]))
seals = st.builds(Seal, st.text("0123456789abcdef", min_size=64, max_size=64), st.integers(0, 9))
manifests = st.dictionaries(names, st.one_of(st.none(), seals))

ONE, TWO = Seal("1", 1), Seal("2", 2)


@pytest.mark.parametrize(
    ("remote", "send", "keep", "remove"),
    [
        ({}, ("a", None), (), ()),
        ({"a": ONE, None: TWO}, (), ("a", None), ()),
        ({"a": TWO, None: TWO}, ("a",), (None,), ()),
        ({"a": None, None: TWO}, ("a",), (None,), ()),
        ({"a": ONE, None: TWO, "c": ONE, "b": None}, (), ("a", None), ("b", "c")),
    ],
    ids=["first", "again", "changed", "broken off", "gone"],
)
def test_the_plan_is_the_difference(
    remote: dict[str | None, Seal | None],
    send: tuple[str | None, ...],
    keep: tuple[str | None, ...],
    remove: tuple[str | None, ...],
) -> None:
    """What is new, changed or half there is sent, what is there is left, what is gone is removed."""
    plan = make_plan({"a": ONE, None: TWO}, remote)
    assert (plan.send, plan.keep, plan.remove) == (send, keep, remove)


@given(st.dictionaries(names, seals), manifests)
def test_a_plan_leads_to_what_is_here(local: dict[str | None, Seal], remote: dict[str | None, Seal | None]) -> None:
    """Whatever is there: what the plan sends, keeps and removes makes it what is here, and nothing twice."""
    plan = make_plan(local, remote)
    after: dict[str | None, Seal | None] = {name: seal for name, seal in remote.items() if name not in plan.remove}
    after |= {name: local[name] for name in plan.send}
    assert after == local
    assert sorted(map(str, (*plan.send, *plan.keep))) == sorted(map(str, local))


@given(manifests)
def test_a_manifest_is_read_as_it_was_written(manifest: dict[str | None, Seal | None]) -> None:
    """Names, seals, and that a graph has none yet, survive."""
    assert read_manifest(write_manifest(manifest, BASE).splitlines()) == manifest


def test_a_graph_that_arrives_is_ticked_off_by_adding() -> None:
    """The entry made beforehand and the one added afterwards are one entry, with a seal."""
    before, after = write_manifest({"a:x": None, None: None}, BASE), write_manifest({"a:x": ONE}, BASE)
    assert read_manifest([before, after]) == {"a:x": ONE, None: None}


def test_a_seal_depends_on_what_is_said_alone() -> None:
    """Neither order nor line ends matter; each change of a statement does, and so does its repetition."""
    lines = [f'<a:{number}> <a:p> "{number}" .\n'.encode() for number in range(20)]
    assert seal_of(lines) == seal_of([line.rstrip() for line in reversed(lines)] + [b"\n"])
    assert len({seal_of(lines), seal_of(lines[1:]), seal_of([*lines, lines[0]]), seal_of([])}) == 4


def test_every_graph_is_a_unit() -> None:
    """The articles come in order, what belongs to none comes last; an emptied graph is none."""
    dataset = news("b=1", "a=1", "c=1")
    oxigraph_store(dataset).clear_graph(NamedNode(mint("article_c")))
    assert [unit.graph for unit in read_units(dataset)] == [mint("article_a"), mint("article_b"), None]
    assert [unit.graph for unit in read_units(dataset, "a:rest")][-1] == "a:rest"


def test_only_the_changed_article_has_another_seal() -> None:
    """An article's seal is its own."""
    one, two = ({unit.graph: unit.seal() for unit in read_units(news("a=1", text))} for text in ("b=1", "b=2"))
    assert {name for name in one if one[name] != two[name]} == {mint("article_b")}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_leads_to_a_function(scheme: str) -> None:
    """What the table names is there and can be imported."""
    from pkgutil import resolve_name

    assert callable(resolve_name(SCHEMES[scheme]))


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("ftp://example.org/x", "URLs begin with"),
        ("localhost:7200/repositories/x", "URLs begin with|is no URL"),
        ("/repositories/x", "is no URL"),
        ("", "is no URL"),
        ("http://[::1/x", "is no URL"),
        ("http://example.org:port/x", "is no URL"),
        ("http://ann:secret@example.org/x", "--user"),
        ("http://ann:secret/x@example.org/x", "is no URL"),
        ("bolt:ann:secret@example.org/x", "is no URL"),
    ],
)
def test_a_url_that_leads_nowhere_is_refused(url: str, told: str) -> None:
    """The message says what is wrong, and shows no password."""
    with pytest.raises(PushError, match=told) as error:
        push(news("a=1"), Destination(url))
    assert "secret" not in str(error.value)


def test_secrets_are_not_shown() -> None:
    """Neither password nor token is in what is printed of a destination."""
    assert "secret" not in repr(Destination("http://example.org/x", "ann", "secret1", "secret2"))
