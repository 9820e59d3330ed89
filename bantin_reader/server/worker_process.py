"""The processes that a supervisor starts."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from bantin_reader.server.signal_socket import SIGNALS

# Forking is cheap in memory and safe in a process without threads; elsewhere than on Linux, system libraries forbid it.
START_METHOD = "fork" if sys.platform == "linux" else "spawn"

# What a worker runs: it calls its argument once it listens, and returns when its process shall end.
Work = Callable[[Callable[[], None]], None]


@dataclass(eq=False)
class WorkerProcess:
    """A worker; `ready` can be read once it listens. It may have been started to replace another."""

    process: BaseProcess
    ready: Connection
    replaces: WorkerProcess | None = None
    is_ready: bool = False
    is_stopping: bool = False

    @classmethod
    def start(cls, work: Work, replaces: WorkerProcess | None = None) -> WorkerProcess:
        context: Any = multiprocessing.get_context(START_METHOD)
        ready, tell_ready = context.Pipe(duplex=False)
        process = context.Process(target=_run, args=(work, tell_ready))
        # A signal to the process group must not reach the new process before it has handlers of its own.
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
        tell_ready.close()
        return cls(process, ready, replaces)

    def stop(self) -> None:
        self.is_stopping = True
        self.process.terminate()


def _run(work: Work, tell_ready: Connection) -> None:
    """In a worker's process. Ctrl-C is the supervisor's alone."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    work(lambda: tell_ready.send_bytes(b"ready"))
