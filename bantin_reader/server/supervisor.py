"""The first process of a server: starts worker processes, replaces them and ends them."""

from __future__ import annotations

import signal
import socket
import time
from math import inf
from multiprocessing import connection

from bantin_reader.server.signal_socket import signal_socket
from bantin_reader.server.worker_process import Work, WorkerProcess
from bantin_reader.web.observability.logging import write_line

DRAIN_SECONDS = 30.0
INTERRUPT_SECONDS = 1.5
RETRY_SECONDS = 1.0


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
        self._workers: list[WorkerProcess] = []
        self._to_replace: list[WorkerProcess] = []
        self._failures = 0
        self._start_after = 0.0
        self._deadline: float | None = None
        self._is_interrupted = False
        self._status = 0

    def run(self) -> int:
        """Return the exit status when the last worker has ended: 1 if no worker could start, else 0."""
        with signal_socket() as signals:
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

    def _on_ready(self, worker: WorkerProcess) -> None:
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

    def _on_end(self, worker: WorkerProcess) -> None:
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

    def _start(self, replaces: WorkerProcess | None = None) -> None:
        self._workers.append(WorkerProcess.start(self._work, replaces))
