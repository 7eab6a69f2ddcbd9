"""The workers: some always wait, more are begun when they are busy, and who takes too long is killed.

It refuses, with 503, what finds every worker busy and none to be begun; one slow query never makes another wait.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
import socket
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from kg.serve.jobs import Answer, Job, refusal
from kg.serve.worker import ANSWER, JOB, READY, work

__all__ = ["Limits", "Pool"]

_PRELOADED = ["__main__", "kg.serve.worker", "kg.serve.description", "kg.serve.home", "kg.serve.terms"]
_START_SECONDS = 60
_LEAVE_SECONDS = 2


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take, and how many may run at once. `wait` is how long one waits for a worker, in seconds."""

    seconds: float = 10
    most_bytes: int = 64 << 20
    workers: int = 8
    wait: float = 5

    @property
    def spare(self) -> int:
        """How many workers wait when there is nothing to do."""
        return min(self.workers, max(2, os.cpu_count() or 1))


class _Worker:
    """One worker as the server sees it: a process, and a line to it."""

    def __init__(self, process: BaseProcess, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.process = process
        self._reader = reader
        self._writer = writer
        self.is_leaving = False
        """Whether it has said that it answers nothing more."""

    @classmethod
    async def begun(cls, folder: Path, most_bytes: int) -> _Worker:
        """A worker that is ready; ConnectionError where it did not come up."""
        ours, theirs = socket.socketpair()
        with theirs:
            process = _process(work, (theirs, folder, most_bytes))
            await asyncio.to_thread(process.start)
        worker = cls(process, *await asyncio.open_connection(sock=ours))
        try:
            async with asyncio.timeout(_START_SECONDS):
                await worker._reader.readexactly(len(READY))
        except BaseException as error:
            await worker.end(at_once=True)
            if isinstance(error, asyncio.CancelledError):
                raise
            raise ConnectionError("a worker did not come up") from error
        return worker

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked."""
        return not self._reader.at_eof() and self.process.is_alive()

    async def ask(self, job: Job) -> Answer:
        """The answer; ConnectionError or EOFError where the worker ends instead."""
        sent = pickle.dumps(job)
        self._writer.write(JOB.pack(len(sent)) + sent)
        await self._writer.drain()
        self.is_leaving, head_length, body_length = ANSWER.unpack(await self._reader.readexactly(ANSWER.size))
        head = await self._reader.readexactly(head_length)
        return Answer.of(head, await self._reader.readexactly(body_length))

    async def end(self, *, at_once: bool) -> None:
        """Let it go, and see it gone; a busy one is ended at once."""
        if at_once:
            self.process.kill()
        self._writer.close()
        with contextlib.suppress(OSError):
            await self._writer.wait_closed()
        await asyncio.to_thread(self.process.join, _LEAVE_SECONDS)
        if self.process.is_alive():
            self.process.kill()
            await asyncio.to_thread(self.process.join)
        self.process.close()


def _process(target: Callable[..., None], arguments: tuple[Any, ...]) -> BaseProcess:
    """A process to be started: forked, where the system can, from one that has loaded all that workers need."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn").Process(target=target, args=arguments, daemon=True)
    context = get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    return context.Process(target=target, args=arguments, daemon=True)


class Pool:
    """Workers for one store. To be used within one event loop, between `start` and `close`."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.limits = limits
        self.leaving = asyncio.Event()
        """Set when nothing more is to be answered."""
        self._folder = folder
        self._idle: list[_Worker] = []
        self._waiting: deque[asyncio.Future[_Worker]] = deque()
        self._count = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    async def start(self) -> None:
        """Begin the workers that wait; ConnectionError where they do not come up."""
        for _ in range(self.limits.spare):
            self._count += 1
            await self._one_more()

    async def close(self) -> None:
        """End all workers, and see them gone. Nothing may be running any more."""
        self._closed = True
        while self._idle:
            self._retire(self._idle.pop())
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def run(self, job: Job, seconds: float | None = None) -> Answer:
        """The job's answer, or a refusal: too slow, too large, or too much asked at once."""
        allowed = seconds or self.limits.seconds
        worker = await self._taken()
        if worker is None:
            message = f"{self.limits.workers} queries are being answered, and no more are taken; try again later"
            return refusal(503, message, {"Retry-After": str(max(1, round(self.limits.seconds)))})
        try:
            async with asyncio.timeout(allowed):
                answer = await worker.ask(job)
        except BaseException as error:
            self._retire(worker, at_once=True)  # it is still at work, or dead; so is one whose client went away
            if isinstance(error, TimeoutError):
                return refusal(504, f"the query was ended after {allowed:g} seconds; ask for less, or add LIMIT")
            if isinstance(error, OSError | EOFError):
                return refusal(500, "the query's process ended, as it does when memory runs out; ask for less")
            raise
        if worker.is_leaving:
            self._retire(worker)
        else:
            self._give(worker)
        return answer

    async def _taken(self) -> _Worker | None:
        """A worker that is free, was begun, or became free in time."""
        while self._idle:
            worker = self._idle.pop()
            if worker.is_alive:
                self._keep_spare()
                return worker
            self._retire(worker)
        self._keep_spare()
        free: asyncio.Future[_Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(free)
        try:
            async with asyncio.timeout(self.limits.wait):
                return await free
        except BaseException as error:
            if free.done() and not free.cancelled():  # it was given one at the moment at which it gave up
                self._give(free.result())
            if isinstance(error, TimeoutError):
                return None
            raise

    def _give(self, worker: _Worker) -> None:
        """Let a free worker answer who waits longest, or wait itself."""
        while self._waiting:
            free = self._waiting.popleft()
            if not free.done():
                free.set_result(worker)
                return
        if self._closed or len(self._idle) >= self.limits.spare:
            self._retire(worker)
        else:
            self._idle.append(worker)

    def _keep_spare(self) -> None:
        """Begin another worker where none waits and there may be more."""
        if not (self._idle or self._closed) and self._count < self.limits.workers:
            self._count += 1
            self._later(self._one_more())

    async def _one_more(self) -> None:
        try:
            self._give(await _Worker.begun(self._folder, self.limits.most_bytes))
        except BaseException:
            self._count -= 1
            raise

    def _retire(self, worker: _Worker, *, at_once: bool = False) -> None:
        self._later(self._ended(worker, at_once=at_once))

    async def _ended(self, worker: _Worker, *, at_once: bool) -> None:
        try:
            await worker.end(at_once=at_once)
        finally:
            self._count -= 1
        if not self._idle:
            self._keep_spare()

    def _later(self, task: Coroutine[Any, Any, None]) -> None:
        """Have it done beside all else; what fails there shows as a query that finds no worker."""
        begun = asyncio.create_task(task)
        self._tasks.add(begun)
        begun.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # asked for, so that asyncio does not print it when it tidies up
