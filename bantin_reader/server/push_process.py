"""Hands pushed articles to a process of their own, which loads what an import needs and a server's worker must not."""

from __future__ import annotations

import subprocess
import sys
import weakref
from collections.abc import Callable, Mapping
from dataclasses import replace
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from threading import Lock, Timer
from typing import Any

from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.model.push import PushedArticle, PushResult

MODULE = "bantin_reader.server.push_worker"
# For one push, with all its pictures.
PUSH_SECONDS = 100.0
# For the process to end by itself once it is told to.
END_SECONDS = 1.0

# A method of the service with its arguments, and the names of an article's parts, whose contents follow one by one; and
# its result or the error that it raised.
Call = tuple[str, tuple[Any, ...], tuple[str, ...]]
Answer = Any
Process = subprocess.Popen[bytes]


class PushProcess:
    """Implements `model.push.ArticleIntake`. Starts the process with the first push, and again where it has ended.

    `settings` is handed on to the process. There is one push at a time; one that takes longer than `seconds` ends the
    process. It ends with this object, too.
    """

    def __init__(self, settings: object, seconds: float = PUSH_SECONDS) -> None:
        self._settings = settings
        self._seconds = seconds
        self._lock = Lock()
        self._running: tuple[Process, Connection[Any, Answer]] | None = None
        self._end: Callable[[], object] = lambda: None

    def put(self, source: str, article: PushedArticle) -> PushResult:
        result: PushResult = self._call(article.parts, "put", source, replace(article, parts={}))
        return result

    def delete(self, source: str, identity: str) -> None:
        self._call({}, "delete", source, identity)

    def close(self) -> None:
        """End the process; another push starts another one."""
        self._running = None
        self._end()

    def _call(self, parts: Mapping[str, bytes], method: str, *arguments: Any) -> Any:
        if not self._lock.acquire(timeout=self._seconds):
            raise StoreUnavailable("other pushes take too long")
        try:
            answer = self._answer((method, arguments, tuple(parts)), parts)
        finally:
            self._lock.release()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _answer(self, call: Call, parts: Mapping[str, bytes]) -> Answer:
        """The answer to a call. It is repeated once where the process had ended since the last one, or ends with it: a
        push that is done twice changes nothing."""
        for is_last in (False, True):
            limit = _TimeLimit(self._seconds)
            try:
                process, connection = self._running or self._start()
                with limit.of(process):
                    connection.send(call)
                    for content in parts.values():  # by themselves, since pickling would copy them
                        connection.send_bytes(content)
                    return connection.recv()
            except (EOFError, OSError) as error:
                self.close()
                if limit.is_over:
                    raise StoreUnavailable(f"it takes longer than {self._seconds:g} seconds") from error
                if is_last:
                    raise StoreUnavailable("the process that stores pushed articles has ended") from error
        raise AssertionError("unreachable")

    def _start(self) -> tuple[Process, Connection[Any, Answer]]:
        ours, theirs = Pipe()
        command = [sys.executable, "-m", MODULE, str(theirs.fileno())]
        with theirs:
            process = subprocess.Popen(  # noqa: S603
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
            )
        self._running = process, ours
        self._end = weakref.finalize(self, _end, process, ours)
        ours.send(self._settings)
        return self._running


class _TimeLimit:
    """Kills a process that takes too long, which ends every wait for it; `is_over` says that it did."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.is_over = False

    def of(self, process: Process) -> _Timer:
        def kill() -> None:
            self.is_over = True
            process.kill()

        return _Timer(self._seconds, kill)


class _Timer(Timer):
    """A timer that runs as long as a block."""

    def __enter__(self) -> None:
        self.daemon = True
        self.start()

    def __exit__(self, *_: object) -> None:
        self.cancel()


def _end(process: Process, connection: Connection[Any, Answer]) -> None:
    """End the process before the connection to it, so that no other thread waits for it for ever."""
    process.terminate()
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    connection.close()
