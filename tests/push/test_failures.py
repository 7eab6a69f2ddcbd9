"""What goes wrong on the way: nothing is lost, the next push goes on, and the message says what to do."""

from __future__ import annotations

import base64
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.errors import PushError
from kg.push import Destination, push, wire
from kg.push.violations import Violation
from tests.push.conftest import Place, news, rdf4j_place, stored
from tests.push.proxy import RESET, proxy_before
from tests.push.test_stores import counts, quads_of
from tests.servers.programs import PATIENCE_SECONDS, fetch

if TYPE_CHECKING:
    from tests.servers.rdf4j import Rdf4jServer

SHAPES = "http://rdf4j.org/schema/rdf4j%23SHACLShapeGraph"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again as often, without the pauses."""
    monkeypatch.setattr(wire, "WAITS_SECONDS", (0.0,) * len(wire.WAITS_SECONDS))


@pytest.mark.parametrize("status", [500, RESET])
@pytest.mark.parametrize("writes", [0, 1, 2, 3, 4, 6])
def test_what_broke_off_goes_on(place: Place, writes: int, status: int) -> None:
    """Wherever a server fails for good, the next push sends no graph that arrived, and all is there in the end."""
    dataset = news("a=1", "b=1")
    with proxy_before(place.url) as proxy:
        proxy.answer = lambda done: status if done >= writes else None
        with pytest.raises(PushError):
            push(dataset, Destination(proxy.url))
    arrived = max(0, (writes - 1) // 2)
    assert counts(push(dataset, Destination(place.url))) == (3 - arrived, arrived, 0)
    assert place.quads() == quads_of(dataset)


@pytest.mark.parametrize("writes", range(7))
def test_an_update_that_breaks_off_loses_nothing(place: Place, writes: int) -> None:
    """The same where graphs are replaced and removed: what is gone goes in the end, whatever was done before."""
    push(news("a=1", "b=1", "c=1"), Destination(place.url))
    after = news("a=1", "b=2")
    with proxy_before(place.url) as proxy:
        proxy.answer = lambda done: 500 if done >= writes else None
        with pytest.raises(PushError):
            push(after, Destination(proxy.url))
    push(after, Destination(place.url))
    assert place.quads() == quads_of(after)
    assert counts(push(after, Destination(place.url))) == (0, 3, 0)


def test_what_broke_off_and_is_gone_meanwhile_is_removed(place: Place) -> None:
    """An article that arrived, or was about to, and is not in the graph any more, leaves nothing behind."""
    with proxy_before(place.url) as proxy:
        proxy.answer = lambda done: 500 if done >= 2 else None
        with pytest.raises(PushError):
            push(news("a=1", "b=1"), Destination(proxy.url))
    push(news("b=1"), Destination(place.url))
    assert place.quads() == quads_of(news("b=1"))


@pytest.mark.parametrize("status", [502, 503, 504, RESET])
def test_a_busy_server_is_asked_again(place: Place, status: int) -> None:
    """A server that fails now and then does not make a push fail."""
    dataset = news("a=1", "b=1")
    with proxy_before(place.url) as proxy:
        proxy.answer = lambda done: status if done % 2 == 0 else None
        push(dataset, Destination(proxy.url))
    assert place.quads() == quads_of(dataset)


def test_a_killed_push_goes_on(place: Place, tmp_path: Path) -> None:
    """`kill -9` in the middle; the next push sends what had not arrived."""
    reached, killed = threading.Event(), threading.Event()
    store = stored(tmp_path / "store", "a=1", "b=1", "c=1")

    def wait(done: int) -> int | None:
        if done < 4:
            return None
        reached.set()
        killed.wait(PATIENCE_SECONDS)
        return 500

    with proxy_before(place.url) as proxy:
        proxy.answer = wait
        command = [sys.executable, "-m", "kg", "push", proxy.url, "--store", str(store)]
        with subprocess.Popen(command, cwd=Path(__file__).parents[2], stderr=subprocess.DEVNULL) as started:
            assert reached.wait(PATIENCE_SECONDS)
            os.kill(started.pid, signal.SIGKILL)
        killed.set()
    assert counts(push(news("a=1", "b=1", "c=1"), Destination(place.url))) == (3, 1, 0)
    assert place.quads() == quads_of(news("a=1", "b=1", "c=1"))


def test_who_may_not_is_told_how(place: Place) -> None:
    """Without the password, or with a wrong one, the message says how to give it; with it the push goes through."""
    with proxy_before(place.url) as proxy:
        proxy.key = "Basic " + base64.b64encode("änn:pass:wörd".encode()).decode()
        for destination in (Destination(proxy.url), Destination(proxy.url, "änn", "wrong")):
            with pytest.raises(PushError, match="KG_PASSWORD") as error:
                push(news("a=1"), destination)
            assert "wrong" not in str(error.value)
        push(news("a=1"), Destination(proxy.url, "änn", "pass:wörd"))
        proxy.key = "Bearer letmein"
        token = proxy.key.removeprefix("Bearer ")
        assert counts(push(news("a=1"), Destination(proxy.url, token=token))) == (0, 2, 0)


def test_who_is_asked_to_sign_signs(place: Place) -> None:
    """A server that takes no password but Digest, as Virtuoso does, gets each request signed."""
    with proxy_before(place.url) as proxy:
        proxy.digest = "ann:r:secret"
        with pytest.raises(PushError, match="KG_PASSWORD"):
            push(news("a=1"), Destination(proxy.url, "ann", "wrong"))
        push(news("a=1"), Destination(proxy.url, "ann", "secret"))
    assert place.quads() == quads_of(news("a=1"))


@pytest.mark.parametrize(("status", "told"), [(403, "may not"), (301, "has moved"), (500, "answered 500")])
def test_a_refusal_is_told(place: Place, status: int, told: str) -> None:
    """Whatever the server answers becomes one line."""
    with proxy_before(place.url) as proxy:
        proxy.answer = lambda _done: status
        with pytest.raises(PushError, match=told) as error:
            push(news("a=1"), Destination(proxy.url))
    assert "\n" not in str(error.value)


def test_a_store_that_is_not_there_is_told(place: Place) -> None:
    """A wrong address: the message says how a store is made, or that there is none."""
    wrong = place.url.replace("/rdf-graphs", "x/rdf-graphs") if "rdf-graphs" in place.url else place.url + "/nowhere/y"
    with pytest.raises(PushError, match=r"no Graph Store|no such repository|no repository"):
        push(news("a=1"), Destination(wrong))


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://no-such-machine.invalid/repositories/x", "no machine has this name"),
        ("http://127.0.0.1:{port}/repositories/x", "nothing answers there"),
        ("http://127.0.0.1:{port}/x", "nothing answers there"),
    ],
)
def test_a_server_that_is_not_there_is_told(url: str, told: str) -> None:
    """Without a server the message says so at once."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        with pytest.raises(PushError, match=told):
            push(news("a=1"), Destination(url.format(port=bound.getsockname()[1])))


def test_tls_that_is_not_spoken_is_told(place: Place) -> None:
    """https:// to a server that speaks http:// says what to write."""
    with proxy_before(place.url) as proxy, pytest.raises(PushError, match="write http://"):
        push(news("a=1"), Destination(proxy.url.replace("http://", "https://")))


def test_graph_iris_are_checked() -> None:
    """A name that can be none is refused before anything is sent."""
    with pytest.raises(PushError, match="absolute IRI"):
        push(news("a=1"), Destination("http://127.0.0.1:1/repositories/x", graph="no iri"))


@pytest.mark.slow
def test_shapes_that_need_all_of_it_get_all_of_it(rdf4j: Rdf4jServer) -> None:
    """Where no graph alone is valid, all are sent at one stroke, first and later; what breaks a rule is told."""
    place = rdf4j_place(rdf4j, shacl=True)
    shapes = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kg: <https://w3id.org/dateline/ontology#> .
        <a:shape> a sh:NodeShape ; sh:targetSubjectsOf kg:claim ;
          sh:property [ sh:path kg:claim ; sh:class kg:Claim ; sh:minCount 1 ] ."""
    fetch(f"{place.graphs}?graph={SHAPES}", shapes.encode(), "PUT", Content_Type="text/turtle")
    for articles in (["a=1", "b=1"], ["a=1", "b=2"], ["b=2", "c=1"], ["c=1"]):
        push(news(*articles), Destination(place.url))
        assert place.quads() == quads_of(news(*articles))
    stricter = shapes.replace("sh:minCount 1", "sh:minCount 2")
    empty = rdf4j_place(rdf4j, shacl=True)
    fetch(f"{empty.graphs}?graph={SHAPES}", stricter.encode(), "PUT", Content_Type="text/turtle")
    with pytest.raises(Violation, match=r"event_a: claim.*: min count"):
        push(news("a=1"), Destination(empty.url))
