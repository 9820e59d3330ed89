"""Threads that send requests to a server while a test disturbs it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from threading import Event, Thread


class Load:
    """Threads that run until the block ends. Each iterates over its own generator from `visit`, which sends a request
    and yields its outcome: a status, or the error."""

    def __init__(self, visit: Callable[[], Generator[object]], threads: int = 4) -> None:
        self.outcomes: list[object] = []
        self._visit = visit
        self._over = Event()
        self._threads = [Thread(target=self._run) for _ in range(threads)]

    def _run(self) -> None:
        visit = self._visit()
        while not self._over.is_set():
            self.outcomes.append(next(visit))
        visit.close()

    def __enter__(self) -> Load:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()
