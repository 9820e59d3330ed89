"""The first process of a server: starts worker processes, replaces them and ends them."""

from __future__ import annotations

import multiprocessing
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from bantin_reader.web.observability.logging import write_line

DRAIN_SECONDS = 30.0
INTERRUPT_SECONDS = 1.5
RETRY_SECONDS = 1.0
SIGNALS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
# Forking is cheap in memory and safe in a process without threads; elsewhere than on Linux, system libraries forbid it.
START_METHOD = "fork" if sys.platform == "linux" else "spawn"

# What a worker runs: it calls its argument once it listens, and returns when its process shall end.
Work = Callable[[Callable[[], None]], None]


@dataclass(eq=False)
class _Worker:
    process: BaseProcess
    ready: Connection
    replaces: _Worker | None = None
    is_ready: bool = False
    is_stopping: bool = False

    def stop(self) -> None:
        self.is_stopping = True
        self.process.terminate()


class Supervisor:
    """Keeps `count` processes running that each run `work`, until a signal ends them.

    SIGHUP replaces the workers one by one: each is ended when its successor listens, and all stay if the successor
    cannot start. SIGTERM ends the workers when they have answered the requests in progress, or are killed after
    DRAIN_SECONDS; so does SIGINT within INTERRUPT_SECONDS, and a second SIGINT at once. A worker that ends by itself is
    replaced.

    Signal handlers only wake the main loop, which handles one signal after the other: nothing that a handler might
    interrupt can be left half done.
    """

    def __init__(self, work: Work, count: int) -> None:
        self._work = work
        self._count = count
        self._context: Any = multiprocessing.get_context(START_METHOD)
        self._workers: list[_Worker] = []
        self._to_replace: list[_Worker] = []
        self._failures = 0
        self._start_after = 0.0
        self._deadline: float | None = None
        self._is_interrupted = False
        self._status = 0

    def run(self) -> int:
        """Return the exit status when the last worker has ended: 1 if no worker could start, else 0."""
        with _signals() as signals:
            self._start_missing()
            while self._workers or not self._is_ending:
                self._wait(signals)
        return self._status

    @property
    def _is_ending(self) -> bool:
        return self._deadline is not None

    def _wait(self, signals: socket.socket) -> None:
        """Wait for one or more events and handle them."""
        pipes = {worker.ready: worker for worker in self._workers if not worker.is_ready}
        sentinels = {worker.process.sentinel: worker for worker in self._workers}
        found = set(connection.wait([signals, *pipes, *sentinels], self._seconds_to_wait()))
        if signals in found:
            for number in signals.recv(1024):
                self._on_signal(signal.Signals(number))
        for pipe, worker in pipes.items():
            if pipe in found and worker.process.sentinel not in found:
                self._on_ready(worker)
        for sentinel, worker in sentinels.items():
            if sentinel in found:
                self._on_end(worker)
        if self._deadline is not None and time.monotonic() >= self._deadline:
            self._kill()
        self._start_missing()

    def _seconds_to_wait(self) -> float | None:
        if not self._is_ending and not self._missing():
            return None
        until = self._start_after if self._deadline is None else self._deadline
        return min(max(0.0, until - time.monotonic()), DRAIN_SECONDS)

    def _on_signal(self, number: signal.Signals) -> None:
        if number == signal.SIGHUP:
            if not self._is_ending:
                is_reloading = any(worker.replaces for worker in self._workers)
                self._to_replace = [worker for worker in self._workers if not worker.is_stopping]
                if not is_reloading:
                    self._replace_next()
        elif number == signal.SIGTERM:
            self._end(DRAIN_SECONDS)
        elif self._is_interrupted:
            self._kill()
        else:
            self._is_interrupted = True
            self._end(INTERRUPT_SECONDS)

    def _end(self, seconds: float) -> None:
        """End all workers within so many seconds; an earlier deadline stays."""
        deadline = time.monotonic() + seconds
        self._deadline = deadline if self._deadline is None else min(self._deadline, deadline)
        for worker in self._workers:
            if not worker.is_stopping:
                worker.stop()

    def _kill(self) -> None:
        for worker in self._workers:
            worker.process.kill()
        self._deadline = inf

    def _on_ready(self, worker: _Worker) -> None:
        try:
            worker.ready.recv_bytes()
        except EOFError:
            return
        worker.is_ready = True
        self._failures = 0
        if worker.replaces and not self._is_ending:
            worker.replaces.stop()
            worker.replaces = None
            self._replace_next()

    def _on_end(self, worker: _Worker) -> None:
        worker.process.join()
        self._workers.remove(worker)
        worker.ready.close()
        if worker.is_stopping or self._is_ending:
            return
        for successor in self._workers:
            if successor.replaces is worker:
                successor.replaces = None
        exit_code = worker.process.exitcode
        if exit_code == -signal.SIGTERM and not worker.is_ready:
            # A signal to the process group has reached the worker first.
            self._start_after = time.monotonic() + RETRY_SECONDS
            return
        if worker.replaces:
            write_line("error", "not reloaded: the new worker could not start", exit=exit_code)
            self._to_replace = []
            return
        write_line("error", "a worker ended unexpectedly", pid=worker.process.pid, exit=exit_code)
        if worker.is_ready:
            return
        self._failures += 1
        self._start_after = time.monotonic() + RETRY_SECONDS
        is_serving = any(other.is_ready for other in self._workers)
        if not is_serving and (not self._workers or self._failures > self._count):
            self._status = 1
            self._end(0)

    def _missing(self) -> int:
        if self._is_ending:
            return 0
        return self._count - sum(not worker.is_stopping and worker.replaces is None for worker in self._workers)

    def _start_missing(self) -> None:
        if time.monotonic() >= self._start_after:
            for _ in range(self._missing()):
                self._start()

    def _replace_next(self) -> None:
        while self._to_replace:
            old = self._to_replace.pop(0)
            if old in self._workers and not old.is_stopping:
                self._start(replaces=old)
                return

    def _start(self, replaces: _Worker | None = None) -> None:
        ready, tell_ready = self._context.Pipe(duplex=False)
        process = self._context.Process(target=_run, args=(self._work, tell_ready))
        # A signal to the process group must not reach the new process before it has handlers of its own.
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
        tell_ready.close()
        self._workers.append(_Worker(process, ready, replaces))


def _run(work: Work, tell_ready: Connection) -> None:
    """In a worker's process. Ctrl-C is the supervisor's alone."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    work(lambda: tell_ready.send_bytes(b"ready"))


@contextmanager
def _signals() -> Iterator[socket.socket]:
    """A socket from which the numbers of arriving signals are read, a byte each. Afterwards signals are ignored."""
    reader, writer = socket.socketpair()
    reader.setblocking(False)
    writer.setblocking(False)
    signal.set_wakeup_fd(writer.fileno())
    for number in SIGNALS:
        signal.signal(number, lambda *_: None)
    try:
        yield reader
    finally:
        # The process ends: one more signal must not cut that short.
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        signal.set_wakeup_fd(-1)
        reader.close()
        writer.close()
