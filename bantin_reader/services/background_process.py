"""Runs an iteration in a process of its own, which works ahead while its items are used."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable, Generator, Iterator
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from bantin_reader.model.errors import ReadingInterrupted, describe_unexpected

Item = TypeVar("Item")

KILLED = "the process that reads was ended by another one, perhaps because the system has too little memory"
# What a message is: an item, the end, or an error in words.
ITEM, END, ERROR = range(3)
Message = tuple[int, Any]


def iterate_in_process(make: Callable[[], Iterator[Item]]) -> Generator[Item]:
    """The items of `make()`, which is called in a forked process and may use no connection of this one to a database.

    The process is one item ahead: it makes the next one while this process uses the last. It ends with the iteration,
    also where that is given up, and with this process. Raises ReadingInterrupted for an error in the other process, and
    if that one is killed.
    """
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(make, theirs, ours), daemon=True)
    # The child begins with SIGINT blocked: Ctrl-C goes to the whole process group, and is for the parent.
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
    theirs.close()
    try:
        while (kind := (message := _received(ours))[0]) == ITEM:
            yield message[1]
            del message  # before the next one is received, which may be large
    finally:
        ours.close()
        process.terminate()
        process.join()
    if kind == ERROR:
        raise ReadingInterrupted(message[1])


def _received(connection: Connection[Any, Message]) -> Message:
    try:
        return connection.recv()
    except (EOFError, OSError):
        return ERROR, KILLED


def _serve(
    make: Callable[[], Iterator[Item]], connection: Connection[Message, Any], other_end: Connection[Any, Message]
) -> None:
    other_end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        try:
            for item in make():
                connection.send((ITEM, item))
                del item  # before the next one is made
            connection.send((END, None))
        except OSError:  # the parent has ended
            return
        except Exception as error:
            connection.send((ERROR, describe_unexpected(error)))
    except OSError:
        return
