"""The command: it says where it listens, whom it lets read, and what is wrong in one line."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from .conftest import Server, start

if TYPE_CHECKING:
    from tests.conftest import Run

PREFLIGHT = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "Content-Type"}


def test_a_port_that_is_taken_is_told_with_another(small_store: Path, kg: Run) -> None:
    """One line that names the port and two ways out."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = kg(["serve", "--store", small_store, "--port", str(port)], small_store)
    assert (done.returncode, done.stdout) == (1, "")
    way = f"take another with --port {port + 1}, or a free one with --port 0"
    assert done.stderr == f"Error: port {port} of 127.0.0.1 is taken; {way}\n"


def test_a_folder_without_a_graph_is_told(tmp_path: Path, kg: Run) -> None:
    """Nothing is begun where there is nothing to serve."""
    done = kg(["serve", "--store", tmp_path / "none"], tmp_path)
    assert done.returncode == 1
    assert "no graph is stored here; run `kg build`" in done.stderr


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "192.0.2.1", "localhost.evil.example", "[::2]:1"])
def test_another_name_is_not_heard(server: Server, host: str) -> None:
    """DNS rebinding: a page whose name leads to this machine is not answered."""
    response = server.client.get("/sparql", params={"query": "ASK {}"}, headers={"Host": host})
    assert (response.status_code, "true" in response.text) == (421, False)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:9", "127.0.0.1", "127.0.0.1:1", "[::1]:8000", "[::1]"])
def test_its_own_names_are_heard(server: Server, host: str) -> None:
    """Every name of this machine for itself, with any port: a proxy may stand before it."""
    assert server.client.get("/sparql", params={"query": "ASK {}"}, headers={"Host": host}).status_code == 200


def test_no_other_site_reads_unless_told(server: Server) -> None:
    """Without --cors no answer lets a page from elsewhere read it, and a preflight is refused."""
    origin = {"Origin": "https://elsewhere.example"}
    response = server.client.get("/sparql", params={"query": "ASK {}"}, headers=origin)
    assert "access-control-allow-origin" not in response.headers
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert server.client.options("/sparql", headers=origin | PREFLIGHT).status_code == 403


def test_pages_of_other_sites_ask_nothing(server: Server) -> None:
    """What a browser sends for a page of another site is refused; a link from there is followed."""
    image = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "image"}
    assert server.client.get("/sparql", params={"query": "ASK {}"}, headers=image).status_code == 403
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "document"}
    assert server.client.get("/search", params={"q": "Japan"}, headers=link).status_code == 200


def test_the_sites_that_are_told_may_read(small_store: Path) -> None:
    """--cors names sites; those may send queries and read answers, errors too, and no other may."""
    with start(small_store, "--cors", "https://one.example", "--cors", "https://two.example") as server:
        for origin, allowed in (
            ("https://one.example", True),
            ("https://two.example", True),
            ("https://x.example", False),
        ):
            for query in ("ASK {}", "nonsense"):
                response = server.client.get("/sparql", params={"query": query}, headers={"Origin": origin})
                assert response.headers.get("Access-Control-Allow-Origin") == (origin if allowed else None)
                assert "Origin" in response.headers["Vary"]
            preflight = server.client.options("/sparql", headers={"Origin": origin} | PREFLIGHT)
            assert preflight.status_code == (204 if allowed else 403)


def test_every_answer_says_what_pages_may_not_do(server: Server) -> None:
    """Nothing from elsewhere is loaded, no type is guessed, no frame holds a page of ours, no address is passed on."""
    for path in ("/sparql", "/sparql?query=nonsense", "/nowhere"):
        headers = server.client.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
        assert (policy["default-src"], policy["frame-ancestors"]) == ("'none'", "'none'")
        assert (policy["script-src"], policy["connect-src"]) == ("'self'", "'self'")


def test_it_warns_when_others_can_reach_it(small_store: Path) -> None:
    """On an address that is not this machine's own it says so aloud, once; there it hears every name."""
    with start(small_store, "--host", "0.0.0.0", complains=True) as server:  # noqa: S104  that is what is tested
        port = server.address.rpartition(":")[2]
        response = httpx.get(f"http://127.0.0.1:{port}/sparql?query=ASK{{}}", headers={"Host": "kg.example"})
        assert response.status_code == 200
        server.process.terminate()
        assert server.process.stderr
        told = server.process.stderr.read()
        assert told == "warning: everybody who can reach 0.0.0.0 can read the whole graph; there is no password\n"


def test_verbose_prints_requests(small_store: Path) -> None:
    """Each request is a line on stderr, and only with --verbose."""
    with start(small_store, "--verbose", complains=True) as server:
        assert server.query("ASK {}").status_code == 200
        server.process.terminate()
        assert server.process.stderr
        assert "GET /sparql?query=ASK" in server.process.stderr.read()
