"""A reader who opens pages without end while something fails behind nginx."""

from __future__ import annotations

from threading import Event, Thread

from tests.deploy.client import Listening, Readers
from tests.serving.server import eventually

ENOUGH = 40


class Reading:
    """A reader who opens pages again and again, until it is left; `wrong` are answers that are not 200."""

    def __init__(self, nginx: Listening, paths: list[str]) -> None:
        self.wrong: list[tuple[str, object]] = []
        self.requests = 0
        self._nginx = nginx
        self._paths = paths
        self._over = Event()
        self._thread = Thread(target=self._read)

    def _read(self) -> None:
        readers = Readers(self._nginx)
        while not self._over.wait(0.02):
            for path in self._paths:
                try:
                    status: object = readers.ask(path).status
                except OSError as error:
                    status = error
                self.requests += 1
                if status != 200:
                    self.wrong.append((path, status))
        readers.leave()

    def __enter__(self) -> Reading:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def reads_on(self) -> None:
        """Wait until every page was opened several times more."""
        since = self.requests
        eventually(lambda: self.requests > since + ENOUGH)
