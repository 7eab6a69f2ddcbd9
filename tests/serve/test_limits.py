"""What a query may not do to others: take their time, their memory, or the server itself; and what none may reach."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Store

from kg.serve import pool, worker
from kg.serve.confinement import confine
from kg.serve.jobs import TooLargeError
from kg.serve.media import ROW_OFFERS, Offer
from kg.serve.opened import Opener
from kg.serve.pages import RdfJob
from kg.serve.queries import QueryJob
from tests.servers.programs import PATIENCE_SECONDS

from .conftest import GRAPH, SLOW, Server, make_store, start

QUICK = "SELECT ?s { ?s a kg:State }"
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def strict(small_store: Path) -> Iterator[Server]:
    """A server that ends queries after four seconds, and runs three at once."""
    with start(small_store, "--timeout", "4", "--workers", "3") as running:
        yield running


def calling(server: Server) -> httpx.AsyncClient:
    """Somebody who asks much at once."""
    return httpx.AsyncClient(base_url=server.address, timeout=PATIENCE_SECONDS, trust_env=False)


def test_fifty_quick_queries_do_not_wait_for_a_slow_one(small_store: Path) -> None:
    """They are all answered while the slow one goes on: some, where too many ask at once, when they ask again."""

    async def ask(client: httpx.AsyncClient) -> httpx.Response:
        while (response := await client.get("/sparql", params={"query": QUICK})).status_code == 503:
            assert response.headers["Retry-After"]
        return response

    async def ask_all(server: Server) -> tuple[bool, list[httpx.Response]]:
        async with calling(server) as client:
            slow = asyncio.create_task(client.get("/sparql", params={"query": SLOW}))
            await asyncio.to_thread(_await_work, server)
            quick = await asyncio.gather(*(ask(client) for _ in range(50)))
            is_over = slow.done()
            slow.cancel()
            return is_over, quick

    with start(small_store, "--timeout", str(PATIENCE_SECONDS), "--workers", "3") as server:
        is_over, quick = asyncio.run(ask_all(server))
    assert not is_over
    assert {response.status_code for response in quick} == {200}


def test_a_slow_query_is_ended_at_its_limit(strict: Server) -> None:
    """With an error that says what to do."""
    response = strict.query(SLOW)
    assert response.status_code == 504
    assert response.text == "the query was ended after 4 seconds; ask for less, or add LIMIT\n"


def test_more_slow_queries_than_workers_are_told_to_come_back(strict: Server) -> None:
    """Some are ended at their limit, the others refused with the time to wait; then there are answers again."""

    async def ask_all() -> list[httpx.Response]:
        async with calling(strict) as client:
            return await asyncio.gather(*(client.get("/sparql", params={"query": SLOW}) for _ in range(12)))

    answers = asyncio.run(ask_all())
    assert {answer.status_code for answer in answers} == {503, 504}
    assert {answer.headers["Retry-After"] for answer in answers if answer.status_code == 503} == {"4"}
    assert is_answered(strict, QUICK)


def is_answered(server: Server, query: str) -> bool:
    """Whether the query is answered, now or when a worker has begun anew, which takes a busy machine a while."""
    late = time.monotonic() + PATIENCE_SECONDS
    while (status := server.query(query).status_code) == 503 and time.monotonic() < late:
        pass  # each time it waits for a worker as long as the server lets it
    return status == 200


def test_an_answer_too_large_is_an_error_not_half_an_answer(small_store: Path) -> None:
    """What would grow beyond the limit has a status that says so and nothing of the rows, in every form."""
    with start(small_store, "--timeout", str(PATIENCE_SECONDS), "--max-mb", "1") as server:
        for form in ("json", "xml", "csv", "tsv"):
            response = server.query(LARGE, format=form)
            assert (response.status_code, response.headers["Content-Type"]) == (500, "text/plain; charset=utf-8")
            assert response.text == "the answer has more than 1,048,576 bytes; ask for less, or add LIMIT\n"


def test_a_thing_told_of_too_much_is_an_error(small_store: Path) -> None:
    """A thing's triples have the limit of every answer, in each form."""
    graph = Opener(small_store, 100).current()
    for name in ("jsonld", "turtle"):
        with pytest.raises(TooLargeError):
            RdfJob("Norland", Offer("text/plain", name)).answer(graph)


def test_a_query_whose_client_leaves_is_ended(small_store: Path) -> None:
    """Nobody waits, nothing runs: the one worker is free again long before the query's time is up."""
    with start(small_store, "--timeout", str(2 * PATIENCE_SECONDS), "--workers", "1") as server:
        with pytest.raises(httpx.ReadTimeout):
            server.client.get("/sparql", params={"query": SLOW}, timeout=1)
        assert is_answered(server, QUICK)


def _grown(line: socket.socket, folder: Path, most_bytes: int) -> None:
    """A worker for which every answer is its last."""
    worker._GROWN_BYTES = 0
    worker.work(line, folder, most_bytes)


def test_a_worker_that_has_grown_takes_no_query_along(small_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says that it leaves: who waits for a worker is answered by another one."""
    monkeypatch.setattr(pool, "work", _grown)

    async def ask_all() -> list[int]:
        workers = pool.Pool(small_store, pool.Limits(workers=2, wait=60))
        await workers.start()
        try:
            job = QueryJob(QUICK, (), (), ROW_OFFERS[0], None)
            return [answer.status for answer in await asyncio.gather(*(workers.run(job, 60) for _ in range(6)))]
        finally:
            await workers.close()

    assert asyncio.run(ask_all()) == [200] * 6


OUTSIDE = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { sErViCe<URL>{ ?s ?p ?o } } } }",
    "PREFIX a: <URL> SELECT * { SERVICE a: { ?s ?p ?o } }",
    "SELECT * FROM <URL> { ?s ?p ?o }",
    "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "PREFIX f: <file:///etc/> CONSTRUCT { ?s ?p ?o } FROM f:passwd { ?s ?p ?o }",
    "LOAD <URL>",
    "LOAD <file:///etc/passwd>",
    "LOAD SILENT <URL> INTO GRAPH <https://w3id.org/dateline/id/article_a>",
]


@pytest.mark.parametrize("query", OUTSIDE)
def test_nothing_outside_is_asked_or_read(server: Server, listener: Listener, query: str) -> None:
    """SERVICE, FROM and LOAD with an outside place are refused, and nobody there has heard of it."""
    response = server.query(query.replace("URL", listener.url))
    assert response.status_code == 403
    assert "root:" not in response.text
    assert listener.heard == 0


@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("graph", ["URL", "file:///etc/passwd"])
def test_no_parameter_reaches_outside(server: Server, listener: Listener, parameter: str, graph: str) -> None:
    """The protocol's own parameters name stored graphs, and nothing else."""
    response = server.query(QUICK, **{parameter: graph.replace("URL", listener.url)})
    assert response.status_code == 403
    assert "no such graph is stored" in response.text
    assert listener.heard == 0


class Listener:
    """A server on this machine that answers nobody, and counts who comes."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/sparql"
        self.heard = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                line, _ = self._socket.accept()
            except OSError:
                return
            self.heard += 1
            line.close()

    def close(self) -> None:
        """Hear nobody any more."""
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Somebody whom a query could call."""
    opened = Listener()
    yield opened
    opened.close()


def _in_a_process(task: Callable[[str], None], argument: str) -> int | None:
    """The exit status of a process that does that."""
    process = multiprocessing.get_context("spawn").Process(target=task, args=(argument,))
    process.start()
    process.join(PATIENCE_SECONDS)
    return process.exitcode


def _ask_outside(url: str) -> None:
    """Let the engine run what the check refuses, confined as a worker is; 7 where it could not."""
    assert confine()
    try:
        list(Store().query(f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}"))  # type: ignore[arg-type]  # SELECT gives rows
    except OSError:
        os._exit(7)


def _start_program(_: str) -> None:
    assert confine()
    try:
        subprocess.run(["true"], check=True)
    except PermissionError:
        os._exit(7)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the wall is Linux's")
@pytest.mark.parametrize("task", [_ask_outside, _start_program])
def test_a_worker_could_not_if_it_wanted(listener: Listener, task: Callable[[str], None]) -> None:
    """Behind the check stands a wall of the system's: no connection leaves a worker, no program begins there."""
    assert _in_a_process(task, listener.url) == 7
    assert listener.heard == 0


def _family(pid: int) -> set[int]:
    """The processes that this one began, and theirs, by what the system says."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(fields[1]) if fields[0] != "Z" else 0
    found, grown = {pid}, True
    while grown:
        more = {child for child, parent in parents.items() if parent in found} - found
        grown = bool(more)
        found |= more
    return found - {pid}


def _await_work(server: Server) -> None:
    """Waits until a query is under way, as one sees by the time that the workers take, where the system tells it."""
    before, late = _taken(server), time.monotonic() + PATIENCE_SECONDS
    while Path("/proc/self/stat").exists() and _taken(server) < before + 0.3:
        assert time.monotonic() < late
        time.sleep(0.05)


def _taken(server: Server) -> float:
    """The seconds of a processor that the server's workers have had."""
    ticks = 0
    for pid in _family(server.process.pid):
        with suppress(OSError):  # it may go between any two looks
            ticks += sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _gone(pids: set[int]) -> bool:
    """Whether all of them end."""
    until = time.monotonic() + PATIENCE_SECONDS
    while any(_runs(pid) for pid in pids):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGTERM])
def test_no_worker_outlives_the_server(small_store: Path, blow: signal.Signals) -> None:
    """However the server ends, its workers end too, in the middle of a query as well."""
    with start(small_store, "--timeout", str(2 * PATIENCE_SECONDS), leaves=-blow) as server:
        asking = threading.Thread(target=_ask_and_fail, args=(server,))
        asking.start()
        _await_work(server)
        family = _family(server.process.pid)
        assert len(family) >= 3
        server.process.send_signal(blow)
        asking.join()
        assert _gone(family)


def _ask_and_fail(server: Server) -> None:
    with pytest.raises(httpx.HTTPError):
        server.query(SLOW).raise_for_status()


def test_a_change_of_the_store_is_seen_by_the_next_query(tmp_path: Path) -> None:
    """`kg add` and `kg build` beside the server: no restart, no half of a graph, whichever worker answers."""
    trig = GRAPH.read_text(encoding="utf-8")
    store = make_store(tmp_path / ".kg", trig)
    with start(store) as server:
        assert states(server) == 2
        for number in range(3, 6):
            trig += f'id:Land_{number} a kg:State ; rdfs:label "Land {number}"@en .\n'
            make_store(store, trig)
            assert {states(server) for _ in range(6)} == {number}


def states(server: Server) -> int:
    """How many states the graph has."""
    response = server.query(QUICK)
    assert response.status_code == 200, response.text
    return len(response.json()["results"]["bindings"])


def test_many_clients_at_once_have_their_own_answers(server: Server) -> None:
    """A hundred questions at a time, each with an answer of its own: none gets another's."""

    async def ask_all() -> list[str]:
        async with calling(server) as client:
            queries = [f"SELECT ({number} AS ?n) {{}}" for number in range(100)]
            answers = await asyncio.gather(*(client.post("/sparql", data={"query": query}) for query in queries))
            return [answer.json()["results"]["bindings"][0]["n"]["value"] for answer in answers]

    assert asyncio.run(ask_all()) == [str(number) for number in range(100)]
