"""Reads files in a process with limits of memory and processor time.

The standards let a few kilobytes ask for any amount of work: unclosed `<b>` with attributes are opened again in every
paragraph (HTML, 13.2.4.3), which a parser follows to the letter. What takes too much ends the process, not the import.
"""

from __future__ import annotations

import multiprocessing
import resource
import signal
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import ReadingInterrupted, SourceRefused, describe_unexpected
from bantin_reader.model.ports import ArticleReader
from bantin_reader.sources.limits import MAX_READ_BYTES, MAX_READ_SECONDS

TOO_MUCH_MEMORY = f"it takes more than {MAX_READ_BYTES // 1024**2:,} MB of memory to read"
TOO_MUCH_TIME = f"it takes more than {MAX_READ_SECONDS} seconds of processor time to read"

KILLED = "the process that reads was ended by another one, perhaps because the system has too little memory"

# A method of the reader with its arguments.
Call = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Answer:
    """What a call returned, or why it is refused."""

    result: Any = None
    refusal: str = ""


class LimitedReader:
    """Hands each file to `reader` in a process of its own, which it starts again after one that was too much.

    Implements `model.ports.SourceReader`.
    """

    def __init__(
        self, reader: ArticleReader, max_bytes: int = MAX_READ_BYTES, max_seconds: int = MAX_READ_SECONDS
    ) -> None:
        self._reader = reader
        self._max_bytes = max_bytes
        self._max_seconds = max_seconds
        self._process: BaseProcess | None = None
        self._connection: Connection[Call, Answer] | None = None

    def read(self, file: Path) -> Draft:
        """The draft of the article in `file`. Raises SourceRefused."""
        draft: Draft = self.call("read", file)
        return draft

    def call(self, method: str, *arguments: Any) -> Any:
        """What this method of the reader returns. Raises SourceRefused, ReadingInterrupted."""
        connection = self._connection or self._start()
        try:
            connection.send((method, arguments))
            answer = connection.recv()
        except (EOFError, OSError) as error:
            raise self._cause_of_death() from error
        if answer.refusal:
            raise SourceRefused(answer.refusal)
        return answer.result

    def close(self) -> None:
        """End the process. It holds every file that was open when it started; the next file starts another."""
        process, connection = self._process, self._connection
        self._process = self._connection = None
        if connection:
            connection.close()
        if process:
            process.terminate()
            process.join()

    def _start(self) -> Connection[Call, Answer]:
        context = multiprocessing.get_context("fork")
        ours, theirs = context.Pipe()
        arguments = (self._reader, theirs, ours, self._max_bytes, self._max_seconds)
        self._process = context.Process(target=_serve, args=arguments, daemon=True)
        # The child begins with SIGINT blocked: Ctrl-C goes to the whole process group, and is for the parent.
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self._process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        theirs.close()
        self._connection = ours
        return ours

    def _cause_of_death(self) -> SourceRefused:
        process, self._process, self._connection = self._process, None, None
        if process:
            process.join()
        status = process.exitcode if process else None
        if status in (-signal.SIGKILL, -signal.SIGTERM):
            return ReadingInterrupted(KILLED)
        return SourceRefused(TOO_MUCH_TIME if status == -signal.SIGXCPU else TOO_MUCH_MEMORY)


def _serve(
    reader: ArticleReader,
    connection: Connection[Answer, Call],
    other_end: Connection[Call, Answer],
    max_bytes: int,
    max_seconds: int,
) -> None:
    """Answer each call with its result, or with why it is refused, until the connection is closed."""
    other_end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _limit(resource.RLIMIT_AS, _address_space() + max_bytes)
    while True:
        try:
            method, arguments = connection.recv()
        except (EOFError, OSError):
            return
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + max_seconds + 1)
        try:
            connection.send(_answer(reader, method, arguments))
        except OSError:  # the parent has been interrupted
            return


def _answer(reader: ArticleReader, method: str, arguments: tuple[Any, ...]) -> Answer:
    try:
        return Answer(result=getattr(reader, method)(*arguments))
    except SourceRefused as error:
        return Answer(refusal=str(error))
    except MemoryError:
        return Answer(refusal=TOO_MUCH_MEMORY)
    except Exception as error:
        return Answer(refusal=describe_unexpected(error))


def _limit(kind: int, most: int) -> None:
    """Lower the soft limit; one of the system's own that is lower stays."""
    _, hard = resource.getrlimit(kind)
    allowed = [limit for limit in (most, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(kind, (min(allowed), hard))


def _address_space() -> int:
    """Bytes that this process has mapped now; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (OSError, ValueError):
        return 0
    return pages * resource.getpagesize()
