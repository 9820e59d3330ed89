"""Sends change notices in a process of its own, so that nothing waits for a hub or a search engine."""

from __future__ import annotations

import signal
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import monotonic
from typing import Any

from bantin_reader.services.change_notices import ChangeNotices

# The changes of so many seconds are sent together.
TOGETHER_SECONDS = 2.0


class NoticeSender:
    """`connection` is closed in the new process: its other end would otherwise not see that this process has ended."""

    def __init__(self, notices: ChangeNotices, connection: Connection[Any, Any]) -> None:
        self._notices = notices
        self._connection = connection
        self._due = 0.0

    def seconds_left(self) -> float | None:
        """Until the notices are to be sent; None where there are none."""
        if not self._notices.has_changes:
            return None
        self._due = self._due or monotonic() + TOGETHER_SECONDS
        return max(0.0, self._due - monotonic())

    def send_if_due(self) -> None:
        if self.seconds_left() == 0:
            self.send()

    def send(self) -> None:
        """Send what there is. The process goes on where this one ends meanwhile."""
        if self._notices.has_changes:
            get_context("fork").Process(target=_send, args=(self._notices, self._connection)).start()
            self._notices.clear()
            self._due = 0.0


def _send(notices: ChangeNotices, connection: Connection[Any, Any]) -> None:
    # Imported here: it loads Flask, which only a failure needs.
    from bantin_reader.web.observability.logging import write_line

    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    connection.close()
    for problem in notices.send():
        write_line("warning", problem)
