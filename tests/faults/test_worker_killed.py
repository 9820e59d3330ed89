"""Workers are killed while many read."""

from __future__ import annotations

import http.client
import os
import signal
import threading
import time
from collections import Counter
from pathlib import Path

from tests.faults.site import Site
from tests.serving.server import PATIENCE_SECONDS, Server, eventually, serving

READERS = 4
KILLS = 2


class Reader(threading.Thread):
    """Reads cached and other pages by a connection that stays open; a broken one is opened again and its request made
    again. `wrong` are answers that were taken for whole and are not the page."""

    def __init__(self, server: Server, pages: dict[str, bytes], number: int) -> None:
        super().__init__()
        self._server = server
        self._pages = pages
        self._number = number
        self.seen: Counter[str] = Counter()
        self.wrong: list[object] = []
        self.over = threading.Event()

    def run(self) -> None:
        connection = self._connect()
        while not self.over.is_set():
            for path, expected in self._pages.items():
                asked = f"{path}?lang=doc-{self._number}-{self.seen['whole']}" if self.seen["whole"] % 2 else path
                for _ in range(20):
                    try:
                        connection.request("GET", asked)
                        answer = connection.getresponse()
                        status, body = answer.status, answer.read()
                        break
                    except (OSError, http.client.HTTPException):
                        self.seen["broken"] += 1
                        connection.close()
                        time.sleep(0.05)
                        connection = self._connect()
                else:
                    self.wrong.append(f"{asked}: no answer however often")
                    continue
                self.seen["whole"] += 1
                if status != 200 or body.replace(asked.encode(), path.encode()) != expected:
                    self.wrong.append((asked, status, len(body)))
        connection.close()

    def _connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self._server.port, timeout=PATIENCE_SECONDS)


def test_only_connections_of_a_killed_worker_break_and_it_is_replaced(site: Site, tmp_path: Path) -> None:
    with serving(site.data, "--workers", "2") as server:
        pages = {path: server.get(path)[2] for path in ("/", site.a, site.b)}
        readers = [Reader(server, pages, number) for number in range(READERS)]
        for reader in readers:
            reader.start()
        try:
            for _ in range(KILLS):
                time.sleep(2)
                killed = min(server.workers)
                os.kill(killed, signal.SIGKILL)
                eventually(lambda killed=killed: server.has_replaced({killed}))  # type: ignore[misc]
            since = [reader.seen["whole"] for reader in readers]
            eventually(
                lambda: all(reader.seen["whole"] > then + 20 for reader, then in zip(readers, since, strict=True))
            )
        finally:
            for reader in readers:
                reader.over.set()
            for reader in readers:
                reader.join()
        assert server.process.poll() is None
    assert [reader.wrong for reader in readers] == [[]] * READERS
    seen = sum((reader.seen for reader in readers), Counter[str]())
    assert seen["broken"] > 0, "nothing was killed under load"
    assert seen["whole"] > 100
